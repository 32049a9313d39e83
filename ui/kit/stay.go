package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Stay holds a card that may leave: what was done stands over it for a moment with
// a way back, and nothing under that can be tapped. It is as large as the card.
type Stay struct {
	widget.BaseWidget
	content fyne.CanvasObject
	lid     *lid
	icon    *Icon
	word    *Text
	back    *Button
	left    bool
	d       *drawing
}

// NewStay makes one around a card.
func NewStay(content fyne.CanvasObject) *Stay {
	s := &Stay{content: content, lid: newLid(ToneGood.Soft(), ToneGood.Line()), icon: NewIcon("check", ToneGood.Ink(), SizeIcon), word: NewText("", BodyBold.In(ToneGood.Ink()))}
	s.back = NewButton("", Secondary, nil).SetIcon("undo")
	s.d = &drawing{layout: s.place, min: func() fyne.Size { return s.content.MinSize() }, refresh: s.deal}
	s.ExtendBaseWidget(s)
	return s
}

// Say says what was done, or that the card stands.
func (s *Stay) Say(says Done, left bool) {
	s.left = left
	s.word.SetText(says.Word)
	s.back.SetText(says.Back)
	s.back.SetTap(says.Undo)
	s.back.Hidden = says.Undo == nil
	s.Refresh()
}

// Left reports whether the card has left.
func (s *Stay) Left() bool { return s.left }

// Held lists what is inside that can be reached.
func (s *Stay) Held() []fyne.CanvasObject {
	if s.left {
		return present(s.back)
	}
	return present(s.content)
}

// CreateRenderer links the widget to its drawing.
func (s *Stay) CreateRenderer() fyne.WidgetRenderer {
	s.deal()
	return s.d
}

func (s *Stay) deal() {
	s.d.objects = []fyne.CanvasObject{s.content}
	if s.left { // the lid hides all of the card
		s.d.objects = []fyne.CanvasObject{s.lid, s.icon, s.word, s.back}
	}
	s.place(s.Size())
	canvas.Refresh(s)
}

func (s *Stay) place(size fyne.Size) {
	place(s.content, 0, 0, size.Width, size.Height)
	if !s.left {
		return
	}
	place(s.lid, 0, 0, size.Width, size.Height)
	gap, icon, word, back := Size(SizeGap), Size(SizeIcon), s.word.MinSize(), s.back.MinSize()
	w := icon + gap + word.Width
	if s.back.Visible() {
		w += 2*gap + back.Width
	}
	x := (size.Width - w) / 2
	place(s.icon, x, (size.Height-icon)/2, icon, icon)
	place(s.word, x+icon+gap, (size.Height-word.Height)/2, word.Width, word.Height)
	h := min(size.Height, back.Height)
	place(s.back, x+w-back.Width, (size.Height-h)/2, back.Width, h)
}

// lid takes every tap for what lies below.
type lid struct {
	widget.BaseWidget
	face       *canvas.Rectangle
	fill, line fyne.ThemeColorName
}

func newLid(fill, line fyne.ThemeColorName) *lid {
	l := &lid{face: frame(Size(SizeRadius)), fill: fill, line: line}
	l.ExtendBaseWidget(l)
	return l
}

// Tapped does nothing, on purpose.
func (l *lid) Tapped(ev *fyne.PointEvent) {
	if ev != nil {
		TakesTap(ev.AbsolutePosition, l, false)
	}
}

// CreateRenderer links the widget to its drawing.
func (l *lid) CreateRenderer() fyne.WidgetRenderer {
	l.Refresh()
	return widget.NewSimpleRenderer(l.face)
}

// Refresh takes the colours of the theme in force.
func (l *lid) Refresh() {
	l.face.FillColor, l.face.StrokeColor, l.face.StrokeWidth = Color(l.fill), Color(l.line), Size(SizeHairline)
	l.face.Refresh()
}
