package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Stepper is a small number between − and +. With the keyboard on it digits and
// arrows work; a tap on the number opens a keypad.
type Stepper struct {
	widget.BaseWidget
	keyed
	caption
	less, more, face *key
	edge             *canvas.Rectangle
	low, most        int
	value            int
	typing           bool // digits are being added to what was typed before
	d                *drawing

	// OnChanged is called after somebody changed the number; SetValue does not call it.
	OnChanged func(int)
}

// NewStepper makes a stepper for numbers from min to max.
func NewStepper(label string, min, max, value int) *Stepper {
	s := &Stepper{caption: newCaption(label), low: min, most: max, edge: frame(Size(SizeRadius))}
	touch := Size(SizeTouch)
	s.less = newKey("", "minus", fyne.NewSquareSize(touch), func() { s.grab(); s.to(s.value - 1) })
	s.more = newKey("", "plus", fyne.NewSquareSize(touch), func() { s.grab(); s.to(s.value + 1) })
	s.face = newKey("", "", fyne.NewSquareSize(touch), s.open)
	s.less.of, s.more.of = s, s
	s.less.round, s.more.round, s.face.fill, s.face.line = true, true, "", ""
	s.face.style = Title.Aligned(fyne.TextAlignCenter)
	s.self, s.changed = s, s.paint
	s.d = &drawing{objects: []fyne.CanvasObject{s.label, s.less, s.face, s.more, s.edge, s.fault}, min: s.size, layout: s.lay}
	s.d.refresh = func() { s.paint(); s.lay(s.Size()) }
	s.ExtendBaseWidget(s)
	s.SetValue(value)
	return s
}

// Value gives the number.
func (s *Stepper) Value() int { return s.value }

// SetValue changes the number without telling OnChanged.
func (s *Stepper) SetValue(v int) {
	s.value = max(s.low, min(s.most, v))
	s.paint()
}

// SetRange changes how small and how large the number may be.
func (s *Stepper) SetRange(least, most int) {
	s.low, s.most = least, most
	s.SetValue(s.value)
}

// SetLabel changes the label.
func (s *Stepper) SetLabel(words string) {
	s.name(words)
	s.Refresh()
}

// Label gives the label.
func (s *Stepper) Label() string { return s.label.Text() }

// SetFault says beside the label what is wrong; "" clears it.
func (s *Stepper) SetFault(msg string) {
	if s.say(msg) {
		s.Refresh()
	}
}

func (s *Stepper) to(v int) {
	v = max(s.low, min(s.most, v))
	if v == s.value {
		return
	}
	s.value = v
	s.SetFault("")
	s.paint()
	if s.OnChanged != nil {
		s.OnChanged(v)
	}
}

func (s *Stepper) open() {
	s.grab()
	var shut func()
	pad := NewKeypad(len(strconv.Itoa(s.most)), false, func(typed string) {
		if n, err := strconv.Atoi(typed); err == nil {
			s.to(n)
		}
		shut()
	})
	pad.SetConfirm(true)
	shut = PopUp(s.face, pad, nil)
}

// TypedKey steps with the arrows and takes digits back.
func (s *Stepper) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyDown, fyne.KeyMinus:
		s.typing = false
		s.to(s.value - 1)
	case fyne.KeyRight, fyne.KeyUp, fyne.KeyPlus:
		s.typing = false
		s.to(s.value + 1)
	case fyne.KeyHome:
		s.to(s.low)
	case fyne.KeyEnd:
		s.to(s.most)
	case fyne.KeyBackspace, fyne.KeyDelete:
		s.typing = true
		s.to(s.value / 10)
	case fyne.KeySpace:
		s.open()
	default:
		bubble(s, ev)
		return
	}
	s.byKey()
}

// TypedRune takes digits: the first replaces the number, the next are added.
func (s *Stepper) TypedRune(r rune) {
	if r < '0' || r > '9' {
		return
	}
	s.byKey()
	n := int(r - '0')
	if longer := s.value*10 + n; s.typing && longer <= s.most {
		n = longer
	}
	s.typing = true
	s.to(n)
}

// FocusGained begins a new number.
func (s *Stepper) FocusGained() {
	s.typing = false
	s.keyed.FocusGained()
}

// CreateRenderer links the widget to its drawing.
func (s *Stepper) CreateRenderer() fyne.WidgetRenderer {
	s.paint()
	return s.d
}

func (s *Stepper) paint() {
	s.face.label.SetText(strconv.Itoa(s.value))
	s.less.disable(s.value <= s.low)
	s.more.disable(s.value >= s.most)
	focusRing(s.edge, s.ring())
}

func (s *Stepper) faceWidth() float32 {
	return max(Size(SizeTouch), ceil(Title.width(strconv.Itoa(s.most)))+16)
}

func (s *Stepper) size() fyne.Size {
	t := Size(SizeTouch)
	w, above, under := s.least()
	return fyne.NewSize(max(w, 2*t+s.faceWidth()), above+t+under)
}

func (s *Stepper) lay(size fyne.Size) {
	t, y := Size(SizeTouch), s.caption.place(size.Width)
	if s.label.Text() == "" && !shown(s.fault) {
		y = max(0, (size.Height-t)/2)
	}
	s.placeBelow(size.Width, y+t)
	w := s.faceWidth()
	place(s.less, 0, y, t, t)
	place(s.face, t, y, w, t)
	place(s.more, t+w, y, t, t)
	place(s.edge, t+2, y+2, w-4, t-4)
}

// Held lists what is inside.
func (s *Stepper) Held() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.less, s.face, s.more}
}
