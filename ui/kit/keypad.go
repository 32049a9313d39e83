package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Keypad takes a few digits by finger or by keyboard. Without a confirm key it
// is done as soon as all digits are there.
type Keypad struct {
	widget.BaseWidget
	keyed
	digits  int
	masked  bool
	confirm bool
	typed   string
	done    func(string)
	show    *Text
	dots    []*canvas.Circle
	fault   *Paragraph
	keys    []*key
	enter   *key
	edge    *canvas.Rectangle
	d       *drawing

	// OnChanged is told of every digit.
	OnChanged func(string)
}

// NewKeypad makes a keypad for so many digits; masked shows dots.
func NewKeypad(digits int, masked bool, done func(string)) *Keypad {
	k := &Keypad{digits: digits, masked: masked, done: done, edge: frame(Size(SizeRadius))}
	k.show = NewText("", Figure.Aligned(fyne.TextAlignCenter))
	k.fault = NewParagraph("", Label.In(ColorLate).Aligned(fyne.TextAlignCenter))
	k.fault.Hide()
	k.self, k.changed = k, k.paint
	size := fyne.NewSize(84, Size(SizeTouchBar))
	add := func(label, icon string, act func()) *key {
		key := newKey(label, icon, size, func() { k.grab(); act() })
		key.style = Section.Aligned(fyne.TextAlignCenter)
		key.of = k // quick fingers on neighbours are no double tap
		k.keys = append(k.keys, key)
		return key
	}
	for n := 1; n <= 9; n++ {
		add(strconv.Itoa(n), "", func() { k.add(n) })
	}
	add("", "x", k.Clear)
	add("0", "", func() { k.add(0) })
	add("", "backspace", k.back)
	k.enter = newKey("", "check", fyne.NewSize(84*3+2*Size(SizeGap), Size(SizeTouchBar)), k.finish)
	k.enter.once = true
	k.enter.fill, k.enter.line, k.enter.style = ColorJade, "", Section.In(ColorOnJade)
	for range digits {
		k.dots = append(k.dots, canvas.NewCircle(Color(ColorRule)))
	}
	k.d = &drawing{min: k.size, layout: k.place}
	k.d.objects = []fyne.CanvasObject{k.edge, k.show, k.fault}
	if masked {
		for _, dot := range k.dots {
			k.d.objects = append(k.d.objects, dot)
		}
	}
	for _, key := range k.keys {
		k.d.objects = append(k.d.objects, key)
	}
	k.d.objects = append(k.d.objects, k.enter)
	k.enter.Hide()
	k.d.refresh = func() { k.paint(); k.place(k.Size()) }
	k.ExtendBaseWidget(k)
	return k
}

// SetConfirm adds a key that ends the typing, for numbers of any length.
func (k *Keypad) SetConfirm(on bool) *Keypad {
	k.confirm = on
	k.enter.Hidden = !on
	k.Refresh()
	return k
}

// Value gives the digits typed.
func (k *Keypad) Value() string { return k.typed }

// Clear forgets the digits.
func (k *Keypad) Clear() { k.set("") }

// SetFault says what was wrong, in place of the digits; the next digit clears it.
func (k *Keypad) SetFault(msg string) {
	k.fault.SetText(msg)
	k.fault.Hidden = msg == ""
	k.Refresh()
}

func (k *Keypad) set(s string) {
	if s == k.typed {
		return
	}
	k.typed = s
	if k.fault.Text() != "" && s != "" {
		k.SetFault("")
	}
	k.paint()
	if k.OnChanged != nil {
		k.OnChanged(s)
	}
}

func (k *Keypad) add(n int) {
	if len(k.typed) >= k.digits {
		return
	}
	k.set(k.typed + strconv.Itoa(n))
	if !k.confirm && len(k.typed) == k.digits {
		k.finish()
	}
}

func (k *Keypad) back() {
	if k.typed != "" {
		k.set(k.typed[:len(k.typed)-1])
	}
}

func (k *Keypad) finish() {
	if k.typed != "" && k.done != nil {
		k.done(k.typed)
	}
}

// TypedRune takes a digit.
func (k *Keypad) TypedRune(r rune) {
	OtherKey()
	if r >= '0' && r <= '9' {
		k.add(int(r - '0'))
	}
}

// TypedKey takes Backspace, Delete and Enter.
func (k *Keypad) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyBackspace:
		k.back()
	case fyne.KeyDelete:
		k.Clear()
	case fyne.KeyReturn, fyne.KeyEnter:
		if k.typed == "" {
			bubble(k, ev)
			return
		}
		if TakesEnter(k, true) {
			k.finish()
		}
	default:
		bubble(k, ev)
	}
}

// CreateRenderer links the widget to its drawing.
func (k *Keypad) CreateRenderer() fyne.WidgetRenderer {
	k.paint()
	return k.d
}

func (k *Keypad) paint() {
	k.show.Hidden = k.masked || shown(k.fault)
	k.show.SetText(k.typed)
	for i, dot := range k.dots {
		dot.FillColor, dot.StrokeColor, dot.StrokeWidth = Color(ColorSurface), Color(ColorQuiet), 1.5
		if i < len(k.typed) {
			dot.FillColor, dot.StrokeColor = Color(ColorInk), Color(ColorInk)
		}
		dot.Hidden = shown(k.fault)
		dot.Refresh()
	}
	k.edge.FillColor, k.edge.StrokeColor, k.edge.StrokeWidth = Color(ColorSurface), Color(ColorRule), Size(SizeHairline)
	if k.focused && !k.quiet {
		k.edge.StrokeColor, k.edge.StrokeWidth = Color(ColorJade), Size(SizeFocus)
	}
	k.edge.Refresh()
}

const padKeyMost = 120 // a key grows no wider

func (k *Keypad) size() fyne.Size {
	gap, t := Size(SizeGap), Size(SizeTouchBar)
	h := t + gap + 4*t + 3*gap
	if k.confirm {
		h += t + gap
	}
	return fyne.NewSize(84*3+2*gap, h)
}

func (k *Keypad) place(size fyne.Size) {
	gap, t := Size(SizeGap), Size(SizeTouchBar)
	w := min((size.Width-2*gap)/3, padKeyMost)
	all := 3*w + 2*gap
	left := max(0, (size.Width-all)/2)
	place(k.edge, left, 0, all, t)
	place(k.show, left, 0, all, t)
	const dot, apart = 16, 14
	x := left + (all-float32(len(k.dots))*(dot+apart)+apart)/2
	for i, c := range k.dots {
		place(c, x+float32(i)*(dot+apart), (t-dot)/2, dot, dot)
	}
	y := t + gap
	if shown(k.fault) {
		h := settle(k.fault, all-2*gap)
		k.fault.Move(fyne.NewPos(left+gap, (t-h)/2))
	}
	for i, key := range k.keys {
		place(key, left+float32(i%3)*(w+gap), y+float32(i/3)*(t+gap), w, t)
	}
	place(k.enter, left, y+4*(t+gap), all, t)
}

// Held lists what is inside.
func (k *Keypad) Held() []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, 0, len(k.keys)+1)
	for _, key := range k.keys {
		all = append(all, key)
	}
	return append(all, k.enter)
}
