package booking

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"yingbin/ui/kit"
)

// boardHead is the row of court names above the grid. It clips what is moved
// aside, as whatever scrolls does.
type boardHead struct {
	widget.BaseWidget
	board *bookingBoard
	names []*kit.Text
	notes []*kit.Text
	under *canvas.Rectangle
	cover *kit.Ground
	all   []fyne.CanvasObject
}

// Scrolled moves the columns with the wheel.
func (h *boardHead) Scrolled(ev *fyne.ScrollEvent) { h.board.grid.moveAside(-ev.Scrolled.DX) }

// CreateRenderer links the widget to its drawing.
func (h *boardHead) CreateRenderer() fyne.WidgetRenderer {
	h.under, h.cover = canvas.NewRectangle(kit.Color(kit.ColorRule)), kit.NewGround(kit.ColorSurface)
	r := &headRenderer{h}
	r.Layout(h.Size())
	return r
}

type headRenderer struct{ h *boardHead }

func (r *headRenderer) MinSize() fyne.Size {
	h := float32(kit.Size(kit.SizeTouch) * 0.75)
	for _, c := range r.h.board.grid.view.Columns {
		if c.Note != "" {
			h = kit.Size(kit.SizeTouch)
		}
	}
	return fyne.NewSize(0, h)
}
func (r *headRenderer) Refresh()                     { r.Layout(r.h.Size()); canvas.Refresh(r.h) }
func (r *headRenderer) Objects() []fyne.CanvasObject { return r.h.all }
func (r *headRenderer) Destroy()                     {}
func (r *headRenderer) Layout(size fyne.Size) {
	h, g := r.h, r.h.board.grid
	middle := kit.Style{Size: kit.SizeLabel, Bold: true, Color: kit.ColorInk, Align: fyne.TextAlignCenter}
	for len(h.names) < len(g.view.Columns) {
		h.names = append(h.names, kit.NewText("", middle).SetMayCut(true))
		h.notes = append(h.notes, kit.NewText("", kit.Small.In(kit.ColorLate).Aligned(fyne.TextAlignCenter)).SetMayCut(true))
	}
	h.all = h.all[:0]
	line := lineOf(middle)
	for i, c := range g.view.Columns {
		top := (size.Height - line) / 2
		if c.Note != "" {
			top = 2
		}
		h.names[i].SetText(c.Name)
		h.notes[i].SetText(c.Note)
		move(h.names[i], g.x(i)+2, top, g.colWidth()-4, line)
		move(h.notes[i], g.x(i)+2, top+line-2, g.colWidth()-4, line)
		h.all = append(h.all, h.names[i], h.notes[i])
	}
	h.under.FillColor = kit.Color(kit.ColorRule)
	move(h.cover, 0, 0, g.left(), size.Height)
	move(h.under, 0, size.Height-kit.Size(kit.SizeHairline), size.Width, kit.Size(kit.SizeHairline))
	h.all = append(h.all, h.cover, h.under)
}

// lineOf is the height of a line in a style.
func lineOf(s kit.Style) float32 {
	return fyne.MeasureText("国", kit.Size(s.Size), fyne.TextStyle{Bold: s.Bold}).Height
}

// move puts an object somewhere in one call.
func move(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(0, w), max(0, h)))
}
