package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"yingbin/data"
)

// CodePad takes a pairing code by finger, by keyboard or from the clipboard. It
// shows the code in groups of four, and takes what people type for what it looks
// like: small letters, O for 0, I and L for 1.
type CodePad struct {
	widget.BaseWidget
	keyed
	typed string
	label *Text
	boxes []*canvas.Rectangle
	shown []*Text
	fault *Paragraph
	keys  *Letters
	d     *drawing

	// OnChanged is told of every character, OnEnter of the Enter key.
	OnChanged func(string)
	OnEnter   func()
}

// codeColumns is how many keys stand in a row, as many as a sheet has room for:
// five rows hold the letters and the two keys at the end.
const codeColumns = 7

// NewCodePad makes an empty one.
func NewCodePad(label string) *CodePad {
	p := &CodePad{label: NewText(label, Label), fault: NewParagraph("", Label.In(ColorLate))}
	p.fault.Hide()
	p.self, p.changed = p, p.paint
	p.keys = NewLetters(data.CodeAlphabet, codeColumns)
	p.keys.OnRune = func(r rune) { p.grab(); p.TypedRune(r) }
	p.keys.OnBack = func() { p.grab(); p.back() }
	p.keys.OnClear = func() { p.grab(); p.SetText("") }
	p.d = &drawing{min: p.size, layout: p.place, objects: []fyne.CanvasObject{p.label}}
	for range data.CodeLength {
		box, text := frame(Size(SizeGap)), NewText("", Section.Aligned(fyne.TextAlignCenter))
		p.boxes, p.shown = append(p.boxes, box), append(p.shown, text)
		p.d.objects = append(p.d.objects, box, text)
	}
	p.d.objects = append(p.d.objects, p.fault, p.keys)
	p.d.refresh = func() { p.paint(); p.place(p.Size()) }
	p.ExtendBaseWidget(p)
	return p
}

// Text gives what was typed so far, as it would stand in a code.
func (p *CodePad) Text() string { return p.typed }

// SetText replaces it, with what of the text can stand in a code.
func (p *CodePad) SetText(s string) {
	s = data.CodeLetters(s)
	s = s[:min(len(s), data.CodeLength)]
	if s == p.typed {
		return
	}
	p.typed = s
	if p.fault.Text() != "" {
		p.SetFault("")
	}
	p.paint()
	if p.OnChanged != nil {
		p.OnChanged(s)
	}
}

// SetFault says what is wrong, in place of the label; the next character clears it.
func (p *CodePad) SetFault(msg string) {
	p.fault.SetText(msg)
	p.fault.Hidden, p.label.Hidden = msg == "", msg != ""
	p.Refresh()
}

// ClearFault takes it away.
func (p *CodePad) ClearFault() { p.SetFault("") }

// Fault gives what is said to be wrong.
func (p *CodePad) Fault() string { return p.fault.Text() }

func (p *CodePad) back() {
	if p.typed != "" {
		p.SetText(p.typed[:len(p.typed)-1])
	}
}

// TypedRune takes a character.
func (p *CodePad) TypedRune(r rune) {
	if len(p.typed) < data.CodeLength {
		p.SetText(p.typed + string(r))
	}
}

// TypedKey takes Backspace, Delete and Enter.
func (p *CodePad) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyBackspace:
		p.back()
	case fyne.KeyDelete:
		p.SetText("")
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.OnEnter != nil {
			p.OnEnter()
			return
		}
		bubble(p, ev)
	default:
		bubble(p, ev)
	}
}

// TypedShortcut takes a code from the clipboard.
func (p *CodePad) TypedShortcut(s fyne.Shortcut) {
	if paste, ok := s.(*fyne.ShortcutPaste); ok {
		p.SetText(paste.Clipboard.Content())
	}
}

// Tapped takes the keyboard.
func (p *CodePad) Tapped(*fyne.PointEvent) { p.grab() }

// Held lists what is inside.
func (p *CodePad) Held() []fyne.CanvasObject { return []fyne.CanvasObject{p.keys} }

// CreateRenderer links the widget to its drawing.
func (p *CodePad) CreateRenderer() fyne.WidgetRenderer {
	p.paint()
	return p.d
}

func (p *CodePad) paint() {
	for i, box := range p.boxes {
		letter := ""
		if i < len(p.typed) {
			letter = p.typed[i : i+1]
		}
		p.shown[i].SetText(letter)
		box.FillColor, box.StrokeColor, box.StrokeWidth = Color(ColorSurface), Color(ColorEdge), Size(SizeHairline)
		if i == len(p.typed) && p.focused {
			box.StrokeColor, box.StrokeWidth = Color(ColorJade), Size(SizeFocus)
		}
		if p.fault.Text() != "" {
			box.StrokeColor = Color(ColorLate)
		}
		box.Refresh()
	}
}

func (p *CodePad) boxHeight() float32 { return Size(SizeTouch) - Size(SizeGap) }

func (p *CodePad) size() fyne.Size {
	gap := Size(SizeGap)
	m := p.keys.MinSize()
	h := max(p.label.MinSize().Height, p.fault.MinSize().Height) + gap/2 + p.boxHeight() + gap + gap + m.Height
	return fyne.NewSize(m.Width, h)
}

func (p *CodePad) place(size fyne.Size) {
	gap := Size(SizeGap)
	y := p.label.MinSize().Height
	place(p.label, 0, 0, size.Width, y)
	if shown(p.fault) {
		y = max(y, settle(p.fault, size.Width))
		p.fault.Move(fyne.NewPos(0, 0))
	}
	y += gap / 2
	const groups, each = 4, data.CodeLength / 4
	wide := (size.Width - (groups-1)*2*gap) / groups
	w := (wide - (each-1)*gap/2) / each
	for i, box := range p.boxes {
		x := float32(i/each)*(wide+2*gap) + float32(i%each)*(w+gap/2)
		place(box, x, y, w, p.boxHeight())
		place(p.shown[i], x, y-0.5, w, p.boxHeight())
	}
	y += p.boxHeight() + 2*gap
	place(p.keys, 0, y, size.Width, p.keys.MinSize().Height)
}
