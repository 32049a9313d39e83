package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Badge is a word or two on a soft pill: 逾期 52 分.
type Badge struct {
	widget.BaseWidget
	tone   Tone
	ground *canvas.Rectangle
	label  *Text
}

// NewBadge makes a badge.
func NewBadge(text string, tone Tone) *Badge {
	b := &Badge{tone: tone, ground: frame(14), label: NewText(text, badgeStyle(tone))}
	b.ExtendBaseWidget(b)
	return b
}

func badgeStyle(t Tone) Style {
	return Style{Size: SizeSmall, Bold: true, Color: t.Ink(), Align: fyne.TextAlignCenter}
}

// Set changes words and tone.
func (b *Badge) Set(text string, tone Tone) {
	if text == b.label.Text() && tone == b.tone {
		return
	}
	b.tone = tone
	b.label.set(text, badgeStyle(tone))
	b.Refresh()
}

// Text gives the words.
func (b *Badge) Text() string { return b.label.Text() }

// CreateRenderer links the widget to its drawing.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{b.ground, b.label}, min: b.min, layout: b.place}
	d.refresh = func() {
		b.ground.FillColor = Color(b.tone.Soft())
		b.place(b.Size())
		b.ground.Refresh()
	}
	d.refresh()
	return d
}

func (b *Badge) min() fyne.Size {
	m := b.label.MinSize()
	return fyne.NewSize(m.Width+20, m.Height+7)
}

func (b *Badge) place(size fyne.Size) {
	m := b.min()
	w, h := min(size.Width, m.Width), min(size.Height, m.Height)
	x, y := size.Width-w, (size.Height-h)/2
	b.ground.CornerRadius = h / 2
	place(b.ground, x, y, w, h)
	place(b.label, x+8, y-0.5, w-16, h)
}

// Banner is a soft coloured box with a sentence and what can be done about it.
type Banner struct {
	widget.BaseWidget
	tone    Tone
	ground  *canvas.Rectangle
	words   *Paragraph
	actions *fyne.Container
}

// NewBanner makes a banner; actions are buttons or chips below the words.
func NewBanner(text string, tone Tone, actions ...fyne.CanvasObject) *Banner {
	b := &Banner{tone: tone, ground: frame(Size(SizeRadius)), actions: Flow(actions...)}
	b.words = NewParagraph(text, Style{Size: SizeBody, Color: bannerInk(tone)})
	b.actions.Hidden = len(actions) == 0
	b.ExtendBaseWidget(b)
	return b
}

// NewFaultBanner makes a banner that says nothing yet.
func NewFaultBanner() *Banner {
	b := NewBanner("", ToneLate)
	b.Hide()
	return b
}

func bannerInk(t Tone) fyne.ThemeColorName {
	if t == TonePlain {
		return ColorInk
	}
	return t.Ink()
}

// Set changes words and tone.
func (b *Banner) Set(text string, tone Tone) {
	b.tone = tone
	b.words.SetStyle(Style{Size: SizeBody, Color: bannerInk(tone)})
	b.words.SetText(text)
	b.Refresh()
}

// Fault says what is wrong; "" says nothing and takes no room.
func (b *Banner) Fault(text string) {
	b.Hidden = text == ""
	b.Set(text, ToneLate)
}

// SetActions changes the buttons.
func (b *Banner) SetActions(actions ...fyne.CanvasObject) {
	b.actions.Objects = actions
	b.actions.Hidden = len(actions) == 0
	b.actions.Refresh()
	b.Refresh()
}

// Held lists what is inside.
func (b *Banner) Held() []fyne.CanvasObject { return []fyne.CanvasObject{b.actions} }

// CreateRenderer links the widget to its drawing.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	inner := container.New(&column{gap: SizeGap}, b.words, b.actions)
	d := &drawing{objects: []fyne.CanvasObject{b.ground, inner}}
	d.min = func() fyne.Size { return inner.MinSize().AddWidthHeight(2*Size(SizePad), 24) }
	d.layout = func(size fyne.Size) {
		place(b.ground, 0, 0, size.Width, size.Height)
		place(inner, Size(SizePad), 12, size.Width-2*Size(SizePad), size.Height-24)
	}
	d.refresh = func() {
		b.ground.FillColor = Color(b.tone.Soft())
		b.ground.CornerRadius = Size(SizeRadius)
		b.ground.Refresh()
		d.layout(b.Size())
	}
	d.refresh()
	return d
}

// Empty says what would be here and offers the first step.
type Empty struct {
	widget.BaseWidget
	words  *Paragraph
	button *Button
}

// NewEmpty makes an empty state; action "" offers nothing.
func NewEmpty(text, action string, fn func()) *Empty {
	e := &Empty{words: NewParagraph(text, Body.In(ColorQuiet).Aligned(fyne.TextAlignCenter)), button: NewButton(action, Secondary, fn)}
	e.button.Hidden = action == ""
	e.ExtendBaseWidget(e)
	return e
}

// Set changes what is said and offered.
func (e *Empty) Set(text, action string, fn func()) {
	e.words.SetText(text)
	e.button.SetText(action)
	e.button.SetTap(fn)
	e.button.Hidden = action == ""
	e.Refresh()
}

// Held lists what is inside.
func (e *Empty) Held() []fyne.CanvasObject { return []fyne.CanvasObject{e.button} }

// CreateRenderer links the widget to its drawing.
func (e *Empty) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{e.words, e.button}}
	d.min = func() fyne.Size {
		m := e.words.MinSize()
		if shown(e.button) {
			b := e.button.MinSize()
			m = fyne.NewSize(max(m.Width, b.Width), m.Height+Size(SizePad)+b.Height)
		}
		return m.AddWidthHeight(2*Size(SizePad), 2*Size(SizePad))
	}
	d.layout = func(size fyne.Size) {
		w := size.Width - 2*Size(SizePad)
		h := settle(e.words, w)
		all := h
		b := e.button.MinSize()
		if shown(e.button) {
			all += Size(SizePad) + b.Height
		}
		y := max(Size(SizePad), (size.Height-all)/2)
		e.words.Move(fyne.NewPos(Size(SizePad), y))
		place(e.button, (size.Width-b.Width)/2, y+h+Size(SizePad), b.Width, b.Height)
	}
	d.refresh = func() { d.layout(e.Size()) }
	return d
}
