package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Slop is how far a press may wander and still be a tap.
const Slop = 12

// Scroll shows a part of something higher than itself and moves it under a
// finger, a wheel or its bar. What can be tapped inside still gets its taps: a
// drag shorter than the slop is given back as a tap to what was pressed.
type Scroll struct {
	widget.BaseWidget
	content fyne.CanvasObject
	bar     *scrollBar
	d       *drawing
	offset  float32
	high    float32 // of the content

	dragged, aside float32 // how far this drag is from where it began
	loose          bool    // it has passed the slop: it scrolls
	astray         bool    // it has gone so far to the side that it is no tap

	// OnScrolled is told where the view is after it moved.
	OnScrolled func(offset float32)
}

// NewScroll puts something into a scrolling view.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{content: content}
	s.bar = newScrollBar(s)
	s.d = &drawing{objects: []fyne.CanvasObject{content, s.bar}, layout: func(fyne.Size) { s.place() }, refresh: s.place}
	s.d.min = func() fyne.Size {
		m := s.content.MinSize()
		return fyne.NewSize(m.Width, min(m.Height, 2*Size(SizeTouch)))
	}
	s.d.gone = func() { delete(scrolls, s) }
	s.ExtendBaseWidget(s)
	return s
}

// SetContent shows something else, from its top.
func (s *Scroll) SetContent(o fyne.CanvasObject) {
	s.content, s.offset = o, 0
	s.d.objects[0] = o
	s.place()
	canvas.Refresh(s)
}

// Offset is how far the view stands below the top.
func (s *Scroll) Offset() float32 { return s.offset }

// ScrollTo moves the view.
func (s *Scroll) ScrollTo(offset float32) {
	offset = max(0, min(offset, s.high-s.Size().Height))
	if offset == s.offset {
		return
	}
	s.offset = offset
	s.shift()
	if s.OnScrolled != nil {
		s.OnScrolled(offset)
	}
}

// ScrollToTop moves the view to the top.
func (s *Scroll) ScrollToTop() { s.ScrollTo(0) }

// Show brings the stretch [from, to) of the content into view.
func (s *Scroll) showSpan(from, to float32) {
	margin := Size(SizeGap)
	switch {
	case from-margin < s.offset:
		s.ScrollTo(from - margin)
	case to+margin > s.offset+s.Size().Height:
		s.ScrollTo(to + margin - s.Size().Height)
	}
}

// CreateRenderer links the widget to its drawing.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer {
	scrolls[s] = true
	s.place()
	return s.d
}

// lipLeft and lipRight keep frames off the edges at which the view is cut: a
// line that stands on the edge, or is drawn a fraction beside it, would be lost.
const (
	lipLeft  float32 = 1
	lipRight float32 = 3
)

func (s *Scroll) place() {
	size := s.Size()
	if size.Width <= 0 || s.content == nil {
		return
	}
	wide := size.Width - lipLeft - lipRight
	s.high = settle(s.content, wide)
	tall := s.high > size.Height+0.5
	if tall {
		wide = size.Width - barWidth
		s.high = settle(s.content, wide)
	}
	if s.high < size.Height {
		s.high = size.Height
		s.content.Resize(fyne.NewSize(wide, size.Height))
	}
	s.offset = max(0, min(s.offset, s.high-size.Height))
	s.bar.Hidden = !tall
	place(s.bar, size.Width-barWidth, 0, barWidth, size.Height)
	s.shift()
}

func (s *Scroll) shift() {
	s.content.Move(fyne.NewPos(lipLeft, -s.offset))
	s.bar.place(s.bar.Size())
	canvas.Refresh(s)
}

// Scrolled moves the view by the wheel.
func (s *Scroll) Scrolled(ev *fyne.ScrollEvent) {
	if outer := s.mover(); outer != s {
		outer.Scrolled(ev)
		return
	}
	s.ScrollTo(s.offset - ev.Scrolled.DY*wheelStep)
}

// wheelStep makes a notch of the wheel, ten units to the toolkit, more than half a row.
const wheelStep = 3

// mover gives the view that a drag or the wheel moves: the one around this when
// all of this is in view already.
func (s *Scroll) mover() *Scroll {
	if s.high > s.Size().Height {
		return s
	}
	if outer := enclosing(s); outer != nil {
		return outer.mover()
	}
	return s
}

// enclosing finds the nearest view around something, or nil.
func enclosing(o fyne.CanvasObject) *Scroll {
	var found *Scroll
	for s := range scrolls {
		if s == o {
			continue
		}
		if _, ok := below(s.content, o, 0); ok {
			if found == nil || s.Size().Height < found.Size().Height {
				found = s
			}
		}
	}
	return found
}

// MouseDown begins a press on bare ground.
func (s *Scroll) MouseDown(*desktop.MouseEvent) { pressed = nil }

// MouseUp is not used; DragEnd decides.
func (s *Scroll) MouseUp(*desktop.MouseEvent) {}

// Dragged moves the view once the finger has gone beyond the slop.
func (s *Scroll) Dragged(ev *fyne.DragEvent) {
	if outer := s.mover(); outer != s {
		outer.Dragged(ev)
		return
	}
	s.dragged += ev.Dragged.DY
	s.aside += ev.Dragged.DX
	s.astray = s.astray || abs(s.aside) >= Slop
	if !s.loose && abs(s.dragged) < Slop {
		return
	}
	if !s.loose {
		s.loose = true
		if pressed != nil {
			pressed.release()
			pressed = nil
		}
		s.ScrollTo(s.offset - s.dragged)
		return
	}
	s.ScrollTo(s.offset - ev.Dragged.DY)
}

// DragEnd gives a short drag back as the tap it was meant to be.
func (s *Scroll) DragEnd() {
	if outer := s.mover(); outer != s {
		outer.DragEnd()
		return
	}
	was := pressed
	short := !s.loose && !s.astray
	s.dragged, s.aside, s.loose, s.astray, pressed = 0, 0, false, false, nil
	switch {
	case was == nil:
	case short:
		was.tap()
	default:
		was.release()
	}
}

func abs(f float32) float32 { return max(f, -f) }

// barWidth leaves room for a bar that a mouse can catch.
const barWidth = 14

type scrollBar struct {
	widget.BaseWidget
	of      *Scroll
	thumb   *canvas.Rectangle
	d       *drawing
	hovered bool
}

func newScrollBar(s *Scroll) *scrollBar {
	b := &scrollBar{of: s, thumb: frame(3)}
	b.d = &drawing{objects: []fyne.CanvasObject{b.thumb}, layout: b.place, min: func() fyne.Size { return fyne.NewSize(barWidth, 0) }, refresh: func() { b.place(b.Size()) }}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer links the widget to its drawing.
func (b *scrollBar) CreateRenderer() fyne.WidgetRenderer {
	b.place(b.Size())
	return b.d
}

func (b *scrollBar) place(size fyne.Size) {
	if b.of.high <= 0 || size.Height <= 0 {
		return
	}
	h := max(40, size.Height*size.Height/b.of.high)
	y := float32(0)
	if over := b.of.high - size.Height; over > 0 {
		y = (size.Height - h) * b.of.offset / over
	}
	b.thumb.FillColor = Color(ColorEdge)
	if b.hovered {
		b.thumb.FillColor = Color(ColorQuiet)
	}
	place(b.thumb, size.Width-6, y, 6, h)
	b.thumb.Refresh()
}

// MouseIn darkens the thumb.
func (b *scrollBar) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.place(b.Size()) }

// MouseMoved does nothing more.
func (b *scrollBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut pales the thumb.
func (b *scrollBar) MouseOut() { b.hovered = false; b.place(b.Size()) }

// Dragged moves the view as far as the thumb was moved along its way.
func (b *scrollBar) Dragged(ev *fyne.DragEvent) {
	size := b.Size()
	if way := size.Height - b.thumb.Size().Height; way > 0 {
		b.of.ScrollTo(b.of.offset + ev.Dragged.DY*(b.of.high-size.Height)/way)
	}
}

// DragEnd does nothing more.
func (b *scrollBar) DragEnd() {}

// scrolls are the views on screen, for bringing what has the focus into view.
var scrolls = map[*Scroll]bool{}

// Holder is a widget that holds things others gave it. A screen that makes a
// widget of its own around fields says so, so that what gets the focus inside is
// scrolled into view.
type Holder interface{ Held() []fyne.CanvasObject }

// Held lists what is inside.
func (s *Scroll) Held() []fyne.CanvasObject { return present(s.content) }

// Held lists what is inside.
func (c *Card) Held() []fyne.CanvasObject { return present(c.corner, c.body) }

// Reveal scrolls whatever holds an object so that it is seen.
func Reveal(o fyne.CanvasObject) { reveal(o) }

// reveal scrolls whatever holds o so that o is seen.
func reveal(o fyne.CanvasObject) {
	for s := range scrolls {
		if y, ok := below(s.content, o, 0); ok {
			s.showSpan(y, y+o.Size().Height)
		}
	}
}

// below finds o in the tree of root and tells how far its top is below root's.
func below(root, o fyne.CanvasObject, y float32) (float32, bool) {
	if root == nil || !root.Visible() {
		return 0, false
	}
	if root == o {
		return y, true
	}
	var inside []fyne.CanvasObject
	switch r := root.(type) {
	case *fyne.Container:
		inside = r.Objects
	case Holder:
		inside = r.Held()
	}
	for _, child := range inside {
		if at, ok := below(child, o, y+child.Position().Y); ok {
			return at, true
		}
	}
	return 0, false
}
