package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Card is a white sheet of its own with a title, something in its corner and a body.
type Card struct {
	widget.BaseWidget
	ground, stripe *canvas.Rectangle
	title          *Text
	corner         fyne.CanvasObject
	words          *Text // the corner when it is words
	waiting        *WaitMark
	body           fyne.CanvasObject
	tone           Tone
	striped        bool
	d              *drawing
}

// NewCard makes a card. Title may be "", corner and body may be nil.
func NewCard(title string, corner fyne.CanvasObject, body fyne.CanvasObject) *Card {
	c := &Card{ground: frame(Size(SizeRadius)), stripe: frame(Size(SizeRadius)), title: NewText(title, Section), corner: corner, body: body}
	c.stripe.Hide()
	c.waiting = NewWaitMark("")
	c.d = &drawing{layout: c.place, min: c.min, refresh: c.repaint}
	c.ExtendBaseWidget(c)
	return c
}

// SetTitle changes the title.
func (c *Card) SetTitle(s string) {
	c.title.SetText(s)
	c.Refresh()
}

// SetCorner puts quiet words into the corner.
func (c *Card) SetCorner(s string) {
	if c.words == nil {
		c.words = NewText(s, Label.Aligned(fyne.TextAlignTrailing))
	}
	c.words.SetText(s)
	c.corner = c.words
	c.Refresh()
}

// SetCornerObject puts something else into the corner; nil clears it.
func (c *Card) SetCornerObject(o fyne.CanvasObject) {
	c.corner = o
	c.Refresh()
}

// SetBody changes what the card holds.
func (c *Card) SetBody(o fyne.CanvasObject) {
	c.body = o
	c.Refresh()
}

// SetStripe draws a band in the tone along the top; TonePlain takes it away.
func (c *Card) SetStripe(t Tone) {
	c.tone, c.striped = t, t != TonePlain
	c.Refresh()
}

// SetWaiting marks the card of what is not sent yet with a word (see WaitWord), in
// the margin above what it holds; "" takes the mark away.
func (c *Card) SetWaiting(word string) {
	if word != c.waiting.word.Text() {
		c.waiting.Set(word)
		c.Refresh()
	}
}

// CreateRenderer links the widget to its drawing.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	c.repaint()
	return c.d
}

func (c *Card) headed() bool { return c.title.Text() != "" || c.corner != nil }

func (c *Card) min() fyne.Size {
	pad := Size(SizePad)
	var w, h float32
	if c.headed() {
		m := c.title.MinSize()
		w, h = m.Width, m.Height
		if c.corner != nil {
			m := c.corner.MinSize()
			w, h = w+Size(SizeGap)+m.Width, max(h, m.Height)
		}
	}
	if shown(c.body) {
		m := c.body.MinSize()
		if c.headed() {
			h += Size(SizeGap)
		}
		w, h = max(w, m.Width), h+m.Height
	}
	return fyne.NewSize(w+2*pad, h+2*pad)
}

func (c *Card) place(size fyne.Size) {
	pad := Size(SizePad)
	top := float32(0)
	if c.striped {
		top = bandHeight
	}
	place(c.stripe, 0, 0, size.Width, min(size.Height, bandHeight+2*Size(SizeRadius))) // no higher: beside a front that stands between two pixels its edge would show
	place(c.ground, 0, top, size.Width, size.Height-top)
	y, w := pad, size.Width-2*pad
	if c.headed() {
		h, cw := c.title.MinSize().Height, float32(0)
		if c.corner != nil {
			m := c.corner.MinSize()
			h, cw = max(h, m.Height), min(m.Width, max(w*0.5, w-c.title.MinSize().Width-Size(SizeGap)))
			place(c.corner, pad+w-cw, y, cw, h)
			cw += Size(SizeGap)
		}
		place(c.title, pad, y, w-cw, h)
		y += h + Size(SizeGap)
	}
	if c.body != nil {
		place(c.body, pad, y, w, size.Height-pad-y)
	}
	m := c.waiting.MinSize()
	place(c.waiting, size.Width-pad-m.Width, top, m.Width, m.Height)
}

// bandHeight is how much of a card's coloured back shows above its front.
const bandHeight = 6

func (c *Card) repaint() {
	r := Size(SizeRadius)
	c.ground.FillColor, c.ground.StrokeColor = Color(ColorSurface), Color(ColorRule)
	c.ground.StrokeWidth, c.ground.CornerRadius = Size(SizeHairline), r
	c.ground.TopLeftCornerRadius, c.ground.TopRightCornerRadius = 0, 0
	if c.striped {
		c.ground.TopLeftCornerRadius, c.ground.TopRightCornerRadius = r-4, r-4
	}
	c.stripe.Hidden, c.stripe.FillColor, c.stripe.CornerRadius = !c.striped, Color(c.tone.Line()), r
	c.title.Hidden = c.title.Text() == ""
	c.d.objects = append([]fyne.CanvasObject{c.stripe, c.ground, c.title}, present(c.corner, c.body, c.waiting)...)
	c.place(c.Size())
	canvas.Refresh(c.ground)
	canvas.Refresh(c.stripe)
	canvas.Refresh(c)
}
