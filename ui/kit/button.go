package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// ButtonKind says how much a button matters.
type ButtonKind int

// The kinds: the one act of a screen, another act, an aside, something that hurts.
const (
	Primary ButtonKind = iota
	Secondary
	Quiet
	Danger
)

// Button does one thing, said with a verb.
type Button struct {
	hit
	keyed
	kind                ButtonKind
	ground, over, focus *canvas.Rectangle
	label               *Text
	icon                *Icon
	disabled, locked    bool
	large               bool
}

// NewButton makes a button.
func NewButton(text string, kind ButtonKind, tap func()) *Button {
	r := Size(SizeRadius)
	b := &Button{kind: kind, ground: frame(r), over: frame(r), focus: frame(r - 3)}
	b.label = NewText(text, b.style())
	b.act, b.draw, b.changed, b.self = tap, b.paint, b.paint, b
	b.once = true
	b.ExtendBaseWidget(b)
	return b
}

// SetTap changes what the button does.
func (b *Button) SetTap(tap func()) { b.act = tap }

// About says what the button acts on, for one that is dealt one thing after
// another, or that is made anew where another one stood. The value can be
// compared. After another one the button takes no tap for a moment.
func (b *Button) About(thing any) *Button {
	b.about(thing)
	return b
}

// SetRepeats lets quick taps be as many acts, for a button that goes through
// something step by step.
func (b *Button) SetRepeats() *Button {
	b.once = false
	return b
}

// SetIcon puts a line icon before the words.
func (b *Button) SetIcon(name string) *Button {
	if b.icon == nil {
		b.icon = NewIcon(name, ColorInk, SizeSection)
	}
	b.icon.SetName(name)
	b.Refresh()
	return b
}

// SetLarge makes the button as high as the primary one, for the bar.
func (b *Button) SetLarge() *Button {
	b.large = true
	b.Refresh()
	return b
}

// Text gives the words on the button.
func (b *Button) Text() string { return b.label.Text() }

// SetText changes the words.
func (b *Button) SetText(s string) {
	if s != b.label.Text() {
		b.label.SetText(s)
		b.Refresh()
	}
}

// Enable lets the button be pressed.
func (b *Button) Enable() { b.disabled = false; b.sync() }

// Disable greys the button out.
func (b *Button) Disable() { b.disabled = true; b.sync() }

// SetEnabled does either.
func (b *Button) SetEnabled(on bool) { b.disabled = !on; b.sync() }

// Disabled reports whether the button can't be pressed now.
func (b *Button) Disabled() bool { return b.disabled }

// Lock keeps further taps away while the work runs: a double tap is one act.
func (b *Button) Lock() { b.locked = true; b.sync() }

// Unlock ends Lock.
func (b *Button) Unlock() { b.locked = false; b.sync() }

// Locked reports whether work is running.
func (b *Button) Locked() bool { return b.locked }

func (b *Button) sync() {
	b.off = b.disabled || b.locked
	b.paint()
}

// MouseDown begins a press.
func (b *Button) MouseDown(ev *desktop.MouseEvent) { b.press(b, ev) }

// TypedKey presses the button with Enter or Space.
func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.byKey()
		b.enter()
	default:
		bubble(b, ev)
	}
}

func (b *Button) style() Style {
	s := Style{Size: SizeBody, Color: ColorJade, Align: fyne.TextAlignCenter}
	switch {
	case b.disabled:
		s.Color = ColorQuiet
	case b.kind == Primary:
		s.Color = ColorOnJade
	case b.kind == Danger:
		s.Color = ColorOnLate
	}
	if b.kind == Primary || b.kind == Danger {
		s.Bold = true
	}
	if b.kind == Primary {
		s.Size = SizeButton
	}
	return s
}

// CreateRenderer links the widget to its drawing.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.paint()
	d := &drawing{objects: []fyne.CanvasObject{b.ground, b.over, b.focus, b.label}, min: b.min, layout: b.place}
	d.refresh = func() {
		if b.icon != nil && len(d.objects) == 4 {
			d.objects = append(d.objects, b.icon)
		}
		b.paint()
		b.place(b.Size())
	}
	d.refresh()
	return d
}

func (b *Button) min() fyne.Size {
	m := b.label.MinSize()
	w := m.Width
	if b.icon != nil {
		w += Size(SizeSection)
		if b.label.Text() != "" {
			w += Size(SizeGap)
		}
	}
	pad := Size(SizePad) + Size(SizeGap)
	if b.kind == Quiet || b.label.Text() == "" {
		pad = Size(SizePad) - 2
	}
	h := Size(SizeTouch)
	if b.kind == Primary || b.large {
		h = Size(SizeTouchBar)
	}
	return fyne.NewSize(max(w+2*pad, h), h)
}

func (b *Button) place(size fyne.Size) {
	place(b.ground, 0, 0, size.Width, size.Height)
	place(b.over, 0, 0, size.Width, size.Height)
	place(b.focus, 3, 3, size.Width-6, size.Height-6)
	room := size.Width - 2*Size(SizeGap)
	w, icon := min(b.label.MinSize().Width, room), float32(0)
	if b.icon != nil {
		icon = Size(SizeSection)
		if b.label.Text() != "" {
			icon += Size(SizeGap)
		}
		w = min(w, room-icon)
	}
	x := (size.Width - w - icon) / 2
	if b.icon != nil {
		s := Size(SizeSection)
		place(b.icon, x, (size.Height-s)/2, s, s)
	}
	place(b.label, x+icon, -0.5, w, size.Height)
}

func (b *Button) paint() {
	b.ground.StrokeWidth, b.ground.StrokeColor = 0, Color(ColorJade)
	switch {
	case b.kind == Quiet:
		b.ground.FillColor = Color(ColorSurface)
		b.ground.Hidden = true
	case b.disabled:
		b.ground.FillColor, b.ground.StrokeColor = Color(ColorPlainSoft), Color(ColorRule)
		b.ground.StrokeWidth = Size(SizeHairline)
	case b.kind == Primary:
		b.ground.FillColor = Color(ColorJade)
	case b.kind == Danger:
		b.ground.FillColor = Color(ColorLate)
	default:
		b.ground.FillColor = Color(ColorSurface)
		b.ground.StrokeWidth = Size(SizeHairline)
	}
	b.shade(b.over)
	if b.locked && !b.disabled { // at work
		b.over.Hidden, b.over.FillColor = false, Color(ColorPress)
	}
	st := b.style()
	b.focus.Hidden, b.focus.FillColor = !b.ring(), color.Transparent
	b.focus.StrokeColor, b.focus.StrokeWidth = Color(st.Color), Size(SizeFocus)
	b.label.SetStyle(st)
	if b.icon != nil {
		b.icon.SetColor(st.Color)
	}
	for _, r := range []*canvas.Rectangle{b.ground, b.over, b.focus} {
		r.Refresh()
	}
}
