package paper

import (
	"fmt"
	"strings"
)

// Measures of the house's paper, in millimetres unless they say points.
const (
	a4Short, a4Long = 210.0, 297.0
	margin          = 18.0
	thin            = 0.25 // table lines
	titleSize       = 17.0 // points
	smallSize       = 8.0  // points: foot, head of later pages
	smallPitch      = 4.0
	qrSide          = 14.0
	footGap         = 4.0
	folioRoom       = 32.0 // kept free for “page x of y”
)

// press is where the next thing goes: the page being filled and how far down.
type press struct {
	set  Setup
	doc  *Document
	body Area    // where contents may stand, between head and foot
	y    float64 // the next free place
	top  float64 // where the contents of this page began
	next part    // what follows the part being laid
	code *Matrix // the foot's code, the same on every page

	size  float64 // of the text, in points
	pitch float64 // from line to line
	padX  float64 // inside cells
	padY  float64
}

func newPress(set Setup) *press {
	w, h := set.Width, set.Height
	if w == 0 || h == 0 {
		w, h = a4Short, a4Long
	}
	if set.Landscape && w < h {
		w, h = h, w
	}
	m := set.Margin
	if m == 0 {
		m = margin
	}
	p := &press{set: set, size: 9.5, padX: 1.8, padY: 1.45}
	if set.Dense {
		p.size, p.padX, p.padY = 8.5, 1.2, 0.8
	}
	p.pitch = p.size * MMPerPoint * 1.42
	p.set.Width, p.set.Height, p.set.Margin = w, h, m
	p.doc = &Document{Title: set.Title, Name: set.Name, Created: set.Created}
	p.turn()
	return p
}

// page is the one being filled.
func (p *press) page() *Page { return &p.doc.Pages[len(p.doc.Pages)-1] }

func (p *press) put(m Mark) { pg := p.page(); pg.Marks = append(pg.Marks, m) }

// room is the height left on the page, less the half of a table's last line
// that reaches below it.
func (p *press) room() float64 { return p.body.Bottom() - p.y - thin/2 }

// fresh says that the page holds no contents yet.
func (p *press) fresh() bool { return p.y <= p.top }

// need turns the page unless the height is left on it.
func (p *press) need(h float64) {
	if h > p.room()+1e-6 && !p.fresh() {
		p.turn()
	}
}

// space leaves a gap, except at the top of a page.
func (p *press) space(mm float64) {
	if !p.fresh() {
		p.y += mm
	}
}

// turn begins a page: its head, its foot and the room between.
func (p *press) turn() {
	m := p.set.Margin
	p.body = Area{m, m, p.set.Width - 2*m, p.set.Height - 2*m}
	p.doc.Pages = append(p.doc.Pages, Page{W: p.set.Width, H: p.set.Height, Margin: p.body})
	p.y = p.body.Y
	if !p.set.Bare {
		p.body.H -= p.foot() + footGap
	}
	if len(p.doc.Pages) == 1 {
		p.title()
	} else {
		p.again()
	}
	p.top = p.y
}

// line writes one line of text whose em box begins at the given height, and
// which stands left, in the middle or at the right of the given span.
func (p *press) line(s string, x, w, top, pitch float64, a Align, t Text) {
	if s == "" {
		return
	}
	em := t.Size * MMPerPoint
	t.S, t.X = s, x
	t.Baseline = top + (pitch-em)/2 + em*emAbove
	switch a {
	case Centre:
		t.X = x + (w-t.Width())/2
	case Right:
		t.X = x + w - t.Width()
	}
	p.put(t)
}

// title is the head of the first page.
func (p *press) title() {
	set := p.set
	if set.Title != "" {
		pitch := titleSize * MMPerPoint * 1.35
		spread := titleSize * MMPerPoint * 0.2
		t := Text{Size: titleSize, Bold: true, Spread: spread, S: set.Title}
		lines := []string{Printed(set.Title)}
		if t.Width() > p.body.W || strings.Contains(lines[0], "\n") {
			t.Spread = 0
			lines = Lines(set.Title, p.body.W, titleSize, true)
		}
		for _, l := range lines {
			p.line(l, p.body.X, p.body.W, p.y, pitch, Centre, t)
			p.y += pitch
		}
		p.y += 0.6
	}
	if sub := p.set.under(); sub != "" {
		for _, l := range Lines(sub, p.body.W, p.size, false) {
			p.line(l, p.body.X, p.body.W, p.y, p.pitch, Centre, Text{Size: p.size})
			p.y += p.pitch
		}
	}
	if set.Title != "" {
		p.y += 3
	}
	p.strip()
	if len(set.Facts) > 0 {
		spread(set.Facts).lay(p)
	}
}

// strip is the warning that nobody may overlook: framed, across the page.
func (p *press) strip() {
	if p.set.Strip == "" {
		return
	}
	const pad, thick = 1.6, 0.7
	lines := Lines(p.set.Strip, p.body.W-2*(pad+thick), p.size, true)
	h := p.pitch*float64(len(lines)) + 2*pad
	p.put(Box{X: p.body.X + thick/2, Y: p.y + thick/2, W: p.body.W - thick, H: h, Line: thick, Filled: true, Fill: Head})
	y := p.y + thick/2 + pad
	for _, l := range lines {
		p.line(l, p.body.X, p.body.W, y, p.pitch, Centre, Text{Size: p.size, Bold: true})
		y += p.pitch
	}
	p.y += h + thick + 2
}

// under is the line below the title.
func (set Setup) under() string { return Linked(" · ", set.Office, set.Period, set.Subtitle) }

// again is the head of a later page: which record this is, should the pages
// come apart.
func (p *press) again() {
	if p.set.Title == "" {
		return
	}
	left, right := p.set.Lex.Say("paper.continued", p.set.Title), Printed(p.set.under())
	small := Text{Size: smallSize, Gray: Quiet}
	rw := Width(right, smallSize, false)
	lw := p.body.W - rw - 4
	if lw < p.body.W/3 {
		right, lw = "", p.body.W
	}
	top := p.y
	for _, l := range Lines(left, lw, smallSize, false) {
		p.line(l, p.body.X, p.body.W, p.y, smallPitch, Left, small)
		p.y += smallPitch
	}
	p.line(right, p.body.X, p.body.W, top, smallPitch, Right, small)
	p.y += 2.5
	p.strip()
}

// foot writes the page's last lines and gives their height. They stand on the
// lower margin: the code to be scanned at the left, when and by whom the page
// was printed in the middle, its number at the right.
func (p *press) foot() float64 {
	set := p.set
	seal := set.seal()
	side := 0.0
	if seal != "" {
		side = qrSide
	}
	w := p.body.W - 2*max(side+3, folioRoom)
	var lines []string
	for _, l := range append(append([]string(nil), set.Foot...), set.proof()) {
		if l != "" {
			lines = append(lines, Lines(l, w, smallSize, false)...)
		}
	}
	h := max(side, smallPitch*float64(max(1, len(lines))))
	bottom := set.Height - set.Margin
	if side > 0 && p.code == nil {
		// Capitals and digits make a coarser code, easier to read.
		q, _ := QR(strings.ToUpper(fmt.Sprintf("yingbin:%d:%s", set.Head.Seq, seal)), p.body.X, bottom-side, side)
		p.code = &q
	}
	if side > 0 {
		p.put(*p.code)
	}
	y := bottom - smallPitch*float64(len(lines))
	for _, l := range lines {
		p.line(l, p.body.X, p.body.W, y, smallPitch, Centre, Text{Size: smallSize, Gray: Quiet})
		y += smallPitch
	}
	em := smallSize * MMPerPoint
	pg := p.page()
	pg.folio = &folio{
		mark: len(pg.Marks), right: p.body.Right(), size: smallSize, lex: set.Lex,
		baseline: bottom - smallPitch + (smallPitch-em)/2 + em*emAbove,
	}
	p.put(Text{Size: smallSize}) // its words come when the total is known
	return h
}

// proof is the foot's last line: printed when and by whom, and what to hold
// against the book.
func (set Setup) proof() string {
	seq, seal := "", ""
	if set.Head.Seq > 0 {
		seq = set.Lex.Say("paper.seq", set.Head.Seq)
	}
	if set.seal() != "" {
		seal = set.Lex.Say("paper.seal", Code(set.seal()))
	}
	return Linked(" · ", set.Printed, seq, seal)
}

// seal is the digest that the paper is held against the book with.
func (set Setup) seal() string { return set.Head.Digest }

// Code is the short form of a digest that people compare: its first twelve
// digits, four by four.
func Code(digest string) string {
	d := []rune(strings.ToUpper(digest))
	d = d[:min(len(d), 12)]
	var b strings.Builder
	for i, r := range d {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (p *press) finish() *Document {
	p.doc.number()
	return p.doc
}
