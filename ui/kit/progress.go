package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Progress is how far some work has come, as a bar.
type Progress struct {
	widget.BaseWidget
	part         float32
	ground, done *canvas.Rectangle
	d            *drawing
}

// NewProgress makes one at its beginning.
func NewProgress() *Progress {
	p := &Progress{ground: frame(0), done: frame(0)}
	p.d = &drawing{objects: []fyne.CanvasObject{p.ground, p.done}, layout: p.place}
	p.d.min = func() fyne.Size { return fyne.NewSize(Size(SizeTouch), Size(SizeGap)) }
	p.d.refresh = func() { p.place(p.Size()) }
	p.ExtendBaseWidget(p)
	return p
}

// Set shows how much of all is done; nothing is done of nothing.
func (p *Progress) Set(done, all int64) {
	p.part = 0
	if all > 0 {
		p.part = float32(min(max(done, 0), all)) / float32(all)
	}
	p.Refresh()
}

// CreateRenderer links the widget to its drawing.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	p.place(p.Size())
	return p.d
}

func (p *Progress) place(size fyne.Size) {
	h := Size(SizeGap)
	p.ground.FillColor, p.done.FillColor = Color(ColorRule), Color(ColorJade)
	p.ground.CornerRadius, p.done.CornerRadius = h/2, h/2
	y := (size.Height - h) / 2
	place(p.ground, 0, y, size.Width, h)
	place(p.done, 0, y, size.Width*p.part, h)
	p.ground.Refresh()
	p.done.Refresh()
}
