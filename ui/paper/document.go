package paper

import (
	"cmp"
	"strings"
	"time"

	"yingbin/assets"
)

// Page is one side of paper with everything that is drawn on it.
type Page struct {
	W, H  float64 // millimetres
	Marks []Mark
	// Margin is the area nothing may leave.
	Margin Area

	folio *folio
}

// folio is where a page says its number. The total is only known once every
// part of a document has been put together, so the mark is written last.
type folio struct {
	mark     int // index in Marks
	right    float64
	baseline float64
	size     float64
	lex      *assets.Lexicon
}

// Document is a record laid out, ready to be drawn.
type Document struct {
	Title   string // as it stands on the paper
	Name    string // file name without folder and ending
	Pages   []Page
	Created time.Time

	origins []origin
}

// origin is a sheet that a document was laid out from, with its lists.
type origin struct {
	set   Setup
	grids []grid
}

// IsList reports whether the document holds lists, so that it can also be a
// workbook or CSV.
func (d *Document) IsList() bool { return len(d.origins) > 0 }

// grids are the lists of all sheets; one without a title has that of its sheet.
func (d *Document) grids() []grid {
	var all []grid
	for _, o := range d.origins {
		for _, g := range o.grids {
			g.title = cmp.Or(g.title, o.set.Title)
			all = append(all, g)
		}
	}
	return all
}

// Append adds another document's pages after this one's and numbers them all
// anew, so that ledgers of several places make one set of papers.
func (d *Document) Append(o *Document) *Document {
	if o == nil {
		return d
	}
	for _, p := range o.Pages {
		p.Marks = append([]Mark(nil), p.Marks...)
		d.Pages = append(d.Pages, p)
	}
	d.beside(o)
	d.number()
	return d
}

// beside takes over what a document is called and its lists.
func (d *Document) beside(o *Document) {
	d.origins = append(d.origins, o.origins...)
	if d.Title == "" {
		d.Title = o.Title
	}
	if d.Name == "" {
		d.Name = o.Name
	}
	if d.Created.IsZero() {
		d.Created = o.Created
	}
}

// Bundle makes one document of several whose pages keep their own numbers,
// because they are handed out or filed apart.
func Bundle(parts ...*Document) *Document {
	whole := &Document{}
	for _, p := range parts {
		whole.Pages = append(whole.Pages, p.Pages...)
		whole.beside(p)
	}
	return whole
}

// Join makes one document of several; nil ones are left out.
func Join(parts ...*Document) *Document {
	whole := &Document{}
	for _, p := range parts {
		whole.Append(p)
	}
	return whole
}

// number writes “page x of y” on every page that has a place for it.
func (d *Document) number() {
	for i := range d.Pages {
		f := d.Pages[i].folio
		if f == nil {
			continue
		}
		s := f.lex.Say("paper.page", i+1, len(d.Pages))
		d.Pages[i].Marks[f.mark] = Text{
			X: f.right - Width(Printed(s), f.size, false), Baseline: f.baseline,
			Size: f.size, Gray: Quiet, S: s,
		}
	}
}

// Text is everything the document says, in the order it was laid, a line for
// every piece of text.
func (d *Document) Text() string {
	var b strings.Builder
	for i := range d.Pages {
		for _, m := range d.Pages[i].Marks {
			if t, ok := m.(Text); ok && t.S != "" {
				b.WriteString(Printed(t.S))
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}
