package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Style says how words look, in theme names only.
type Style struct {
	Size   fyne.ThemeSizeName
	Bold   bool
	Color  fyne.ThemeColorName
	Align  fyne.TextAlign
	Strike bool // struck through: taken back, done with
}

// The styles of the house.
var (
	Body     = Style{Size: SizeBody, Color: ColorInk}
	BodyBold = Style{Size: SizeBody, Color: ColorInk, Bold: true}
	Label    = Style{Size: SizeLabel, Color: ColorQuiet}
	Section  = Style{Size: SizeSection, Color: ColorInk, Bold: true}
	Title    = Style{Size: SizeTitle, Color: ColorInk, Bold: true}
	Figure   = Style{Size: SizeFigure, Color: ColorInk, Bold: true}
	Display  = Style{Size: SizeDisplay, Color: ColorInk, Bold: true}
	Small    = Style{Size: SizeSmall, Color: ColorQuiet}
)

// In gives the style in another colour.
func (s Style) In(c fyne.ThemeColorName) Style { s.Color = c; return s }

// Aligned gives the style with another alignment.
func (s Style) Aligned(a fyne.TextAlign) Style { s.Align = a; return s }

// Struck gives the style struck through, or not.
func (s Style) Struck(strike bool) Style { s.Strike = strike; return s }

// Heavy gives the style in bold.
func (s Style) Heavy() Style { s.Bold = true; return s }

func (s Style) size() float32 {
	if s.Size == "" {
		return Size(SizeBody)
	}
	return Size(s.Size)
}

func (s Style) face() fyne.TextStyle { return fyne.TextStyle{Bold: s.Bold} }

func (s Style) width(text string) float32 { return fyne.MeasureText(text, s.size(), s.face()).Width }

// lineHeight is the height of one line in this style.
func (s Style) lineHeight() float32 { return fyne.MeasureText("国", s.size(), s.face()).Height }

func (s Style) apply(t *canvas.Text) {
	c := s.Color
	if c == "" {
		c = ColorInk
	}
	t.Color, t.TextSize, t.TextStyle, t.Alignment = Color(c), s.size(), s.face(), fyne.TextAlignLeading
}

// Text is one line of words, cut with … when there is too little room.
type Text struct {
	widget.BaseWidget
	words string
	style Style
	line  *canvas.Text
	rule  *canvas.Rectangle
	gives bool
}

// NewText makes a line of words.
func NewText(s string, st Style) *Text {
	t := &Text{words: s, style: st, line: canvas.NewText("", Color(ColorInk)), rule: canvas.NewRectangle(Color(ColorInk))}
	t.rule.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// Text gives the words.
func (t *Text) Text() string { return t.words }

// SetText changes the words.
func (t *Text) SetText(s string) {
	if s == t.words {
		return
	}
	t.words = s
	t.Refresh()
}

// SetStyle changes the look.
func (t *Text) SetStyle(st Style) {
	if st == t.style {
		return
	}
	t.style = st
	t.Refresh()
}

// set changes both and draws once.
func (t *Text) set(s string, st Style) {
	if s == t.words && st == t.style {
		return
	}
	t.words, t.style = s, st
	t.Refresh()
}

// Cut reports whether the words did not fit and end in ….
func (t *Text) Cut() bool { return t.line.Text != t.words }

// SetMayCut says that long words may end in … here, as in a list of names, so
// that the layout checks don't call it a fault.
func (t *Text) SetMayCut(may bool) *Text {
	t.gives = may
	return t
}

// MayCut reports what SetMayCut said.
func (t *Text) MayCut() bool { return t.gives }

// CreateRenderer links the widget to its drawing.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		objects: []fyne.CanvasObject{t.line, t.rule},
		layout:  t.place,
		min: func() fyne.Size {
			return fyne.NewSize(ceil(t.style.width(t.words)), t.style.lineHeight())
		},
		refresh: func() {
			t.place(t.Size())
			t.line.Refresh()
			t.rule.Refresh()
		},
	}
	t.place(t.Size())
	return d
}

func (t *Text) place(size fyne.Size) {
	t.style.apply(t.line)
	t.line.Text = t.words
	w := t.style.width(t.words)
	if size.Width > 0 && w > size.Width+0.5 {
		t.line.Text = shorten(t.words, size.Width, t.style.width)
		w = t.style.width(t.line.Text)
	}
	h := t.style.lineHeight()
	x := alignX(t.style.Align, size.Width, w)
	y := (size.Height - h) / 2
	t.line.Move(fyne.NewPos(x, y))
	t.line.Resize(fyne.NewSize(w, h))
	t.rule.Hidden = !t.style.Strike || t.words == ""
	t.rule.FillColor = t.line.Color
	t.rule.Move(fyne.NewPos(x, y+h*0.53))
	t.rule.Resize(fyne.NewSize(w, max(1, t.style.size()/14)))
}

func alignX(a fyne.TextAlign, room, w float32) float32 {
	switch a {
	case fyne.TextAlignCenter:
		return max(0, (room-w)/2)
	case fyne.TextAlignTrailing:
		return max(0, room-w)
	}
	return 0
}

// Paragraph is words over as many lines as they need; its height follows its width.
type Paragraph struct {
	widget.BaseWidget
	words string
	style Style
	most  int
	lines []*canvas.Text
	rules []*canvas.Rectangle
	d     *drawing
	wide  float32 // the width the lines were broken for
	count int
}

// NewParagraph makes a paragraph.
func NewParagraph(s string, st Style) *Paragraph {
	p := &Paragraph{words: s, style: st, wide: -1}
	p.d = &drawing{layout: func(size fyne.Size) { p.place(size, false) }, min: p.min, refresh: func() { p.place(p.Size(), true) }}
	p.ExtendBaseWidget(p)
	return p
}

// Text gives the words.
func (p *Paragraph) Text() string { return p.words }

// SetText changes the words.
func (p *Paragraph) SetText(s string) {
	if s == p.words {
		return
	}
	p.words, p.wide = s, -1
	p.Refresh()
}

// SetStyle changes the look.
func (p *Paragraph) SetStyle(st Style) {
	p.style, p.wide = st, -1
	p.Refresh()
}

// SetMaxLines limits the lines; the last one is cut with …. 0 is no limit.
func (p *Paragraph) SetMaxLines(n int) {
	p.most, p.wide = n, -1
	p.Refresh()
}

// CreateRenderer links the widget to its drawing.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	p.place(p.Size(), true)
	return p.d
}

// min asks for the width of the longest line, within reason, and for the height
// of the lines that the width given makes.
func (p *Paragraph) min() fyne.Size {
	h := p.style.lineHeight()
	if p.words == "" {
		return fyne.NewSize(0, h)
	}
	w := float32(0)
	for line := range strings.SplitSeq(p.words, "\n") {
		w = max(w, ceil(p.style.width(line)))
	}
	w = min(w, p.style.size()*20)
	n := p.count
	if p.Size().Width <= 0 || p.wide < 0 {
		n = len(p.broken(max(w, p.Size().Width)))
	}
	return fyne.NewSize(w, h*float32(max(1, n)))
}

func (p *Paragraph) broken(width float32) []string {
	lines := Wrap(p.words, width, p.style.width)
	if p.most > 0 && len(lines) > p.most {
		rest := lines[p.most-1] + lines[p.most]
		lines = append(lines[:p.most-1:p.most-1], shorten(rest+"…", width, p.style.width))
	}
	return lines
}

func (p *Paragraph) place(size fyne.Size, anew bool) {
	if size.Width <= 0 {
		return
	}
	if size.Width != p.wide {
		lines := p.broken(size.Width)
		for len(p.lines) < len(lines) {
			p.lines = append(p.lines, canvas.NewText("", Color(ColorInk)))
			p.rules = append(p.rules, canvas.NewRectangle(Color(ColorInk)))
		}
		p.d.objects = p.d.objects[:0]
		for i, s := range lines {
			p.lines[i].Text = s
			p.d.objects = append(p.d.objects, p.lines[i], p.rules[i])
		}
		p.wide, p.count, anew = size.Width, len(lines), true
	}
	h := p.style.lineHeight()
	for i := range p.count {
		t, r := p.lines[i], p.rules[i]
		p.style.apply(t)
		w := p.style.width(t.Text)
		x := alignX(p.style.Align, size.Width, w)
		t.Move(fyne.NewPos(x, h*float32(i)))
		t.Resize(fyne.NewSize(w, h))
		r.Hidden = !p.style.Strike
		r.FillColor = t.Color
		r.Move(fyne.NewPos(x, h*float32(i)+h*0.53))
		r.Resize(fyne.NewSize(w, max(1, p.style.size()/14)))
		if anew {
			t.Refresh()
			r.Refresh()
		}
	}
}
