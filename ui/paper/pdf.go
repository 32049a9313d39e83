package paper

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"yingbin/assets"
)

// pointsPerMM turns the page's millimetres into the PDF's units.
const pointsPerMM = 72 / 25.4

// WritePDF writes the document as a PDF with its fonts inside. The same
// document gives the same bytes. It may be called from any goroutine.
func (d *Document) WritePDF(w io.Writer) error {
	first := gofpdf.SizeType{Wd: a4Short, Ht: a4Long}
	if len(d.Pages) > 0 {
		first = gofpdf.SizeType{Wd: d.Pages[0].W, Ht: d.Pages[0].H}
	}
	f := gofpdf.NewCustom(&gofpdf.InitType{OrientationStr: "P", UnitStr: "mm", Size: first})
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	f.SetCatalogSort(true)
	f.SetCreationDate(d.Created.UTC())
	f.SetModificationDate(d.Created.UTC())
	f.SetTitle(wideText(d.Title), false)
	f.SetProducer("Yingbin", false)
	ink := &pdfInk{f: f}
	ink.fonts(d)
	for i := range d.Pages {
		ink.page(&d.Pages[i])
	}
	if len(d.Pages) == 0 {
		f.AddPageFormat("P", first)
	}
	if err := f.Error(); err != nil {
		return fmt.Errorf("paper: %w", err)
	}
	return f.Output(w)
}

// wideText is text for the PDF's own fields, in UTF-16: the library's encoder
// knows no characters above U+FFFF.
func wideText(s string) string {
	b := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return string(b)
}

// pdfInk draws marks with gofpdf. It breaks no lines and measures nothing: the
// library's own ways of doing both lose characters.
type pdfInk struct {
	f     *gofpdf.Fpdf
	h     float64 // of the page
	bold  bool
	size  float64
	thick float64
	gray  [3]Gray // text, fill, line

	shapes map[shapeKey]string
}

// The order of pdfInk.gray.
const (
	grayText = iota
	grayFill
	grayLine
)

// fonts gives the library the weights the document uses, cut down to the
// characters it uses.
func (k *pdfInk) fonts(d *Document) {
	var seen [2][0x10000]bool // regular, bold
	var used [2][]rune
	note := func(r rune, bold bool) {
		i := 0
		if bold {
			i = 1
		}
		if !seen[i][r] {
			seen[i][r] = true
			used[i] = append(used[i], r)
		}
	}
	note(stand, false)
	for i := range d.Pages {
		for _, m := range d.Pages[i].Marks {
			t, ok := m.(Text)
			if !ok {
				continue
			}
			for _, r := range Printed(t.S) {
				switch h, _ := t.hand(r); h {
				case plainHand:
					if r <= 0xFFFF {
						note(r, t.Bold)
					}
				case thinHand:
					note(r, !t.Bold)
				}
			}
		}
	}
	k.f.AddUTF8FontFromBytes("house", "", small(false, assets.FontRegular, used[0]))
	if len(used[1]) > 0 {
		k.f.AddUTF8FontFromBytes("house", "B", small(true, assets.FontBold, used[1]))
	}
}

// small is the house's font with only the characters used. The library writes
// into what it is given while documents are made side by side, so it never
// gets the font itself.
func small(bold bool, ttf []byte, used []rune) []byte {
	if f := own(bold); f != nil {
		if b, ok := f.cut(ttf, used); ok {
			return b
		}
	}
	return bytes.Clone(ttf)
}

func (k *pdfInk) page(p *Page) {
	k.f.AddPageFormat("P", gofpdf.SizeType{Wd: p.W, Ht: p.H})
	k.h = p.H
	k.size, k.thick = 0, -1
	for _, m := range p.Marks {
		switch m := m.(type) {
		case Text:
			k.text(m)
		case Rule:
			k.line(m.Thick, m.Gray)
			k.f.Line(m.X1, m.Y1, m.X2, m.Y2)
		case Box:
			k.box(m)
		case Strokes:
			k.strokes(m)
		case Matrix:
			k.matrix(m)
		}
	}
}

func (k *pdfInk) line(thick float64, g Gray) {
	if k.thick != thick {
		k.f.SetLineWidth(thick)
		k.thick = thick
	}
	if k.gray[grayLine] != g {
		k.f.SetDrawColor(int(g), int(g), int(g))
		k.gray[grayLine] = g
	}
}

func (k *pdfInk) fill(g Gray) {
	if k.gray[grayFill] != g {
		k.f.SetFillColor(int(g), int(g), int(g))
		k.gray[grayFill] = g
	}
}

func (k *pdfInk) box(b Box) {
	how := ""
	if b.Filled {
		k.fill(b.Fill)
		how = "F"
	}
	if b.Line > 0 {
		k.line(b.Line, b.Gray)
		how += "D"
	}
	if how != "" {
		k.f.Rect(b.X, b.Y, b.W, b.H, how)
	}
}

func (k *pdfInk) font(bold bool, size float64) {
	if k.bold == bold && k.size == size {
		return
	}
	style := ""
	if bold {
		style = "B"
	}
	k.f.SetFont("house", style, size)
	k.bold, k.size = bold, size
}

func (k *pdfInk) text(t Text) {
	if t.S == "" {
		return
	}
	if k.gray[grayText] != t.Gray {
		k.f.SetTextColor(int(t.Gray), int(t.Gray), int(t.Gray))
		k.gray[grayText] = t.Gray
	}
	if t.Spread != 0 {
		// Readers take wide gaps for blanks: tell them what it says.
		k.say(t.S)
		k.f.RawWriteStr(fmt.Sprintf("%.3f Tc", t.Spread*pointsPerMM))
	}
	for _, r := range t.runs() {
		switch r.hand {
		case plainHand:
			k.font(t.Bold, t.Size)
			k.f.Text(t.X+r.x, t.Baseline, r.s)
		case thinHand:
			k.font(!t.Bold, t.Size)
			if t.Bold {
				k.thicken(t)
			}
			k.f.Text(t.X+r.x, t.Baseline, r.s)
			if t.Bold {
				k.f.RawWriteStr("0 Tr")
			}
		case drawnHand:
			k.drawn(t, r)
		}
	}
	if t.Spread != 0 {
		k.f.RawWriteStr("0 Tc")
		k.f.RawWriteStr("EMC")
	}
	if t.Strike {
		s := t.strikeLine()
		k.line(s.Thick, s.Gray)
		k.f.Line(s.X1, s.Y1, s.X2, s.Y2)
	}
}

// thicken makes the regular font's letters look bold: filled and outlined.
func (k *pdfInk) thicken(t Text) {
	k.line(t.Size*MMPerPoint*thicker, t.Gray)
	k.f.RawWriteStr("2 Tr")
}

// say tells readers what the marks up to EMC say, for searching and copying.
func (k *pdfInk) say(s string) {
	var b strings.Builder
	b.WriteString("/Span <</ActualText <FEFF")
	for _, u := range utf16.Encode([]rune(Printed(s))) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">>> BDC")
	k.f.RawWriteStr(b.String())
}

// stand is the sign set invisibly in the place of a drawn character, so that
// it can be found and copied: the library knows no characters above U+FFFF.
const stand = '〓'

// drawn fills a character's outline.
func (k *pdfInk) drawn(t Text, r run) {
	c := []rune(r.s)[0]
	apart := t.Spread == 0
	if apart {
		k.say(r.s)
		if w := advance(c, t.Bold) / max(advance(stand, false), 0.1); w > 0 {
			k.font(false, t.Size*w)
			k.f.RawWriteStr("3 Tr")
			k.f.Text(t.X+r.x, t.Baseline, string(stand))
			k.f.RawWriteStr("0 Tr")
		}
	}
	x, y := (t.X+r.x)*pointsPerMM, (k.h-t.Baseline)*pointsPerMM
	k.f.RawWriteStr(fmt.Sprintf("q 1 0 0 1 %.3f %.3f cm\n", x, y) + k.shape(t, r, c))
	if apart {
		k.f.RawWriteStr("EMC")
	}
}

// shape is the path of a character around its own origin. A rare name stands
// in a register many times: its path is written out once.
func (k *pdfInk) shape(t Text, r run, c rune) string {
	key := shapeKey{c, t.Bold, t.Size, t.Gray}
	if s, ok := k.shapes[key]; ok {
		return s
	}
	var p pdfPen
	gray := float64(t.Gray) / 255
	fmt.Fprintf(&p.b, "%.3f g %.3f G", gray, gray)
	paint := "f Q"
	if t.Bold && r.from != own(true) {
		fmt.Fprintf(&p.b, " %.3f w", t.Size*thicker)
		paint = "B Q"
	}
	p.b.WriteByte('\n')
	if segs, ok := r.from.outline(c); ok {
		trace(segs, 0, 0, t.Size*MMPerPoint/r.from.em, &p)
	}
	p.b.WriteString(paint)
	if k.shapes == nil {
		k.shapes = map[shapeKey]string{}
	}
	k.shapes[key] = p.b.String()
	return p.b.String()
}

type shapeKey struct {
	r    rune
	bold bool
	size float64
	gray Gray
}

// strokes draws a signature as round lines.
func (k *pdfInk) strokes(s Strokes) {
	p := pdfPen{h: k.h}
	fmt.Fprintf(&p.b, "q 0 G 1 J 1 j %.3f w\n", s.Thick*pointsPerMM)
	for _, line := range s.lines() {
		p.moveTo(line[0].x, line[0].y)
		if len(line) == 1 {
			p.lineTo(line[0].x, line[0].y)
		}
		for _, to := range line[1:] {
			p.lineTo(to.x, to.y)
		}
	}
	p.b.WriteString("S Q")
	k.f.RawWriteStr(p.b.String())
}

// matrix draws the dark dots, neighbours in one piece so that no hairline
// parts them.
func (k *pdfInk) matrix(m Matrix) {
	var b strings.Builder
	b.WriteString("q 0 g\n")
	dot := m.Side / float64(m.Dots)
	m.runs(func(col, row, n int) {
		fmt.Fprintf(&b, "%.3f %.3f %.3f %.3f re\n", (m.X+float64(col)*dot)*pointsPerMM,
			(k.h-m.Y-float64(row+1)*dot)*pointsPerMM, float64(n)*dot*pointsPerMM, dot*pointsPerMM)
	})
	b.WriteString("f Q")
	k.f.RawWriteStr(b.String())
}

// runs calls back for every unbroken row of dark dots.
func (m Matrix) runs(each func(col, row, n int)) {
	for row := 0; row < m.Dots; row++ {
		for col := 0; col < m.Dots; col++ {
			n := 0
			for col+n < m.Dots && m.Dark[row*m.Dots+col+n] {
				n++
			}
			if n > 0 {
				each(col, row, n)
				col += n
			}
		}
	}
}

// pdfPen writes a path in the PDF's own words, its y growing upwards.
type pdfPen struct {
	b strings.Builder
	h float64
}

func (p *pdfPen) at(x, y float64) (float64, float64) {
	return x * pointsPerMM, (p.h - y) * pointsPerMM
}

func (p *pdfPen) moveTo(x, y float64) {
	x, y = p.at(x, y)
	fmt.Fprintf(&p.b, "%.3f %.3f m\n", x, y)
}

func (p *pdfPen) lineTo(x, y float64) {
	x, y = p.at(x, y)
	fmt.Fprintf(&p.b, "%.3f %.3f l\n", x, y)
}

func (p *pdfPen) cubeTo(x1, y1, x2, y2, x, y float64) {
	x1, y1 = p.at(x1, y1)
	x2, y2 = p.at(x2, y2)
	x, y = p.at(x, y)
	fmt.Fprintf(&p.b, "%.3f %.3f %.3f %.3f %.3f %.3f c\n", x1, y1, x2, y2, x, y)
}

func (p *pdfPen) close() { p.b.WriteString("h\n") }
