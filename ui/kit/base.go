package kit

import (
	"math"

	"fyne.io/fyne/v2"
)

// drawing is a renderer made of functions. The objects belong to the widget, so
// that a renderer thrown away by the toolkit's cache loses nothing.
type drawing struct {
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
	min     func() fyne.Size
	refresh func()
	gone    func()
}

func (d *drawing) Layout(s fyne.Size)           { d.layout(s) }
func (d *drawing) MinSize() fyne.Size           { return d.min() }
func (d *drawing) Objects() []fyne.CanvasObject { return d.objects }
func (d *drawing) Refresh() {
	if d.refresh != nil {
		d.refresh()
	}
}
func (d *drawing) Destroy() {
	if d.gone != nil {
		d.gone()
	}
}

func ceil(f float32) float32 { return float32(math.Ceil(float64(f))) }

// place puts an object somewhere in one call.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(0, w), max(0, h)))
}

// settle gives an object this width and tells how high it then wants to be:
// words that wrap know their height only after they got their width.
func settle(o fyne.CanvasObject, w float32) float32 {
	h := o.MinSize().Height
	o.Resize(fyne.NewSize(w, h))
	if again := o.MinSize().Height; again != h {
		o.Resize(fyne.NewSize(w, again))
		h = again
	}
	return h
}
