package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// popup is a small sheet beside what opened it, over everything else. A tap
// beside it or Esc closes it.
type popup struct {
	hit
	anchor fyne.CanvasObject
	ground *canvas.Rectangle
	body   fyne.CanvasObject
	view   *Scroll
	over   fyne.Canvas
	before func(*fyne.KeyEvent)
	closed func()
}

// PopUp shows something beside the anchor until it is closed. Nothing happens
// while the anchor is not on screen.
func PopUp(anchor, body fyne.CanvasObject, closed func()) (close func()) {
	c := canvasOf(anchor)
	if c == nil {
		return func() {}
	}
	p := &popup{anchor: anchor, body: body, over: c, closed: closed, ground: frame(Size(SizeRadius))}
	p.view = NewScroll(body)
	p.act = p.close
	p.ExtendBaseWidget(p)
	p.before = c.OnTypedKey()
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if ev.Name == fyne.KeyEscape {
			p.close()
		}
	})
	c.Overlays().Add(p)
	p.Resize(c.Size())
	if f := firstFocus(body); f != nil {
		c.Focus(f)
	}
	return p.close
}

func (p *popup) close() {
	if p.over == nil {
		return
	}
	c := p.over
	p.over = nil
	c.SetOnTypedKey(p.before)
	c.Overlays().Remove(p)
	if p.closed != nil {
		p.closed()
	}
}

// Held lists what is inside.
func (p *popup) Held() []fyne.CanvasObject { return []fyne.CanvasObject{p.view} }

// CreateRenderer links the widget to its drawing.
func (p *popup) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{p.ground, p.view}, layout: p.place, min: func() fyne.Size { return fyne.NewSize(0, 0) }}
	d.refresh = func() {
		p.ground.FillColor, p.ground.StrokeColor, p.ground.StrokeWidth = Color(ColorSurface), Color(ColorEdge), Size(SizeHairline)
		p.place(p.Size())
		p.ground.Refresh()
	}
	d.refresh()
	return d
}

// popupMost is how wide a popup grows.
const popupMost = 560

func (p *popup) place(size fyne.Size) {
	pad, margin := Size(SizePad), Size(SizeGap)
	w := min(p.body.MinSize().Width, popupMost, size.Width-2*(pad+margin))
	h := min(settle(p.body, w), size.Height-2*(pad+margin))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.anchor)
	x := max(margin, min(at.X, size.Width-w-2*pad-margin))
	y := at.Y + p.anchor.Size().Height + margin
	if y+h+2*pad+margin > size.Height { // no room below: above, else as high as it must
		if up := at.Y - margin - h - 2*pad; up >= margin {
			y = up
		} else {
			y = max(margin, size.Height-h-2*pad-margin)
		}
	}
	place(p.ground, x, y, w+2*pad, h+2*pad)
	place(p.view, x+pad, y+pad, w, h)
}

// firstFocus finds the first thing in a tree of ours that takes the keyboard.
func firstFocus(root fyne.CanvasObject) fyne.Focusable {
	if root == nil || !root.Visible() {
		return nil
	}
	if f, ok := root.(fyne.Focusable); ok {
		if d, off := root.(fyne.Disableable); !off || !d.Disabled() {
			return f
		}
	}
	var inside []fyne.CanvasObject
	switch r := root.(type) {
	case *fyne.Container:
		inside = r.Objects
	case Holder:
		inside = r.Held()
	}
	for _, o := range inside {
		if f := firstFocus(o); f != nil {
			return f
		}
	}
	return nil
}

// First gives the first thing in a tree that takes the keyboard, for Screen.First.
func First(root fyne.CanvasObject) fyne.Focusable { return firstFocus(root) }

var _ fyne.Widget = (*popup)(nil)
