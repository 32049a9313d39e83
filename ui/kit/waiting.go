package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// WaitMark is the small mark of what waits to be sent: an icon and a word.
type WaitMark struct {
	widget.BaseWidget
	icon *Icon
	word *Text
	d    *drawing
}

// NewWaitMark makes a mark; without a word there is nothing to see.
func NewWaitMark(word string) *WaitMark {
	m := &WaitMark{icon: NewIcon("send", ColorSoonInk, SizeSmall), word: NewText("", Small.In(ColorSoonInk))}
	m.d = &drawing{objects: []fyne.CanvasObject{m.icon, m.word}, layout: m.place, min: m.size}
	m.ExtendBaseWidget(m)
	m.Set(word)
	return m
}

// Set changes the word and with it whether there is anything to see.
func (m *WaitMark) Set(word string) {
	m.Hidden = word == ""
	m.word.SetText(word)
}

// CreateRenderer links the widget to its drawing.
func (m *WaitMark) CreateRenderer() fyne.WidgetRenderer { return m.d }

const waitGap = 3 // between icon and word

func (m *WaitMark) size() fyne.Size {
	w := m.word.MinSize()
	return fyne.NewSize(Size(SizeSmall)+waitGap+w.Width, w.Height)
}

func (m *WaitMark) place(size fyne.Size) {
	s := Size(SizeSmall)
	place(m.icon, 0, (size.Height-s)/2, s, s)
	place(m.word, s+waitGap, 0, size.Width-s-waitGap, size.Height)
}

// Hatch is a hatched ground with a dashed edge, for what is not sure yet.
type Hatch struct {
	widget.BaseWidget
	tone   Tone
	raster *canvas.Raster
}

// NewHatch makes one in a tone.
func NewHatch(tone Tone) *Hatch {
	h := &Hatch{tone: tone}
	h.raster = canvas.NewRaster(h.draw)
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer links the widget to its drawing.
func (h *Hatch) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.raster) }

// Refresh takes the colours of the theme in force.
func (h *Hatch) Refresh() {
	h.raster.Refresh()
	h.BaseWidget.Refresh()
}

// draw paints stripes that keep words on them readable: two grounds close to one
// another, and a dashed edge that is not.
func (h *Hatch) draw(w, ht int) image.Image {
	const stripe, dash, edge = 7, 6, 2
	img := image.NewNRGBA(image.Rect(0, 0, w, ht))
	plain, striped, line := Color(ColorSurface), Color(h.tone.Soft()), Color(h.tone.Line())
	for y := range ht {
		for x := range w {
			c := plain
			if (x+y)/stripe%2 == 0 {
				c = striped
			}
			if (x < edge || x >= w-edge) && y/dash%2 == 0 || (y < edge || y >= ht-edge) && x/dash%2 == 0 {
				c = line
			}
			img.SetNRGBA(x, y, color.NRGBAModel.Convert(c).(color.NRGBA))
		}
	}
	return img
}
