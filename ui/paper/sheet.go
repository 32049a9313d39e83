package paper

import (
	"strings"
	"time"

	"yingbin/assets"
	"yingbin/data"
)

// Setup is what a sheet says around its contents.
type Setup struct {
	Name      string // file name without ending
	Title     string
	Subtitle  string // these three stand under the title, joined by dots
	Office    string
	Period    string
	Facts     []string // a line of facts above the first table, spread out
	Foot      []string // further lines in the foot of every page
	Head      Proof    // in the foot and as a QR code, with which the paper is held against the book
	Strip     string   // a warning at the head of every page
	Printed   string   // when and by whom it was printed, already in words
	Landscape bool
	Dense     bool // smaller print, for long registers
	Width     float64
	Height    float64 // millimetres; A4 if zero
	Margin    float64 // millimetres; 18 if zero
	Bare      bool    // no foot and no page numbers, for labels
	Created   time.Time
	Lex       *assets.Lexicon
}

// Setup is a beginning for a record's sheet: office, words, clock and proof as
// they were asked for, the title by its word key.
func (a Ask) Setup(titleKey string) Setup {
	set := a.Settings.Defaults()
	return Setup{
		Title: a.Lex.Say(titleKey), Office: set.Name, Period: a.Period(), Head: a.Head,
		Printed: strings.TrimSpace(a.Lex.Say("paper.printed", set.Calendar.Stamp(a.Now), a.Staff)),
		Created: a.Now.Std(), Lex: a.Lex,
	}
}

// Period is the day or the days asked for, in words.
func (a Ask) Period() string {
	switch {
	case a.From == "":
		return ""
	case a.To == "" || a.To == a.From:
		return a.Date(a.From)
	case a.From.Date().Year() == a.To.Date().Year():
		t := a.To.Date()
		return a.Lex.Say("paper.range", a.Date(a.From), a.Lex.Say("common.date.md", int(t.Month()), t.Day()))
	}
	return a.Lex.Say("paper.range", a.Date(a.From), a.Date(a.To))
}

// Date is a day in words: 2026年11月23日.
func (a Ask) Date(d data.Day) string {
	if !d.Valid() {
		return string(d)
	}
	t := d.Date()
	return a.Lex.Say("common.date.ymd", t.Year(), int(t.Month()), t.Day())
}

// Align says where a cell's text stands.
type Align int

// Text begins at the left, stands in the middle or ends at the right.
const (
	Left Align = iota
	Centre
	Right
)

// Column is one column of a table.
type Column struct {
	Head  string
	Width float64 // a weight: columns share the line in proportion
	Align Align
}

// Cell is one cell of a row. The zero Span covers one column.
type Cell struct {
	S      string
	Bold   bool
	Strike bool
	Span   int
	Align  *Align       // nil follows the column
	Drawn  data.Strokes // a signature below the text
	none   bool         // says that there is nothing to record
}

// Cells makes plain cells of texts.
func Cells(texts ...string) []Cell {
	all := make([]Cell, len(texts))
	for i, s := range texts {
		all[i].S = s
	}
	return all
}

// SignBox is a place to sign: drawn strokes with their moment, or room for a
// pen.
type SignBox struct {
	Role    string
	Name    string
	Strokes data.Strokes
	At      string // when it was signed; empty leaves room for a date
}

// Sheet gathers a record's parts in their order; Finish lays them out.
type Sheet struct {
	set   Setup
	parts []part
	grids []grid // of its lists, for files
}

// part is one thing that takes its place from top to bottom.
type part interface{ lay(p *press) }

// NewSheet begins a record.
func NewSheet(set Setup) *Sheet {
	if set.Lex == nil {
		set.Lex = assets.Words("zh")
	}
	return &Sheet{set: set}
}

// Heading starts a part of the record: a bold line, with a note at its right.
func (s *Sheet) Heading(text string, note ...string) *Sheet {
	s.parts = append(s.parts, heading{text, strings.Join(note, " ")})
	return s
}

// Para adds a paragraph.
func (s *Sheet) Para(text string) *Sheet {
	s.parts = append(s.parts, para{text})
	return s
}

// Facts adds a line of facts, spread over the width.
func (s *Sheet) Facts(facts ...string) *Sheet {
	s.parts = append(s.parts, spread(facts))
	return s
}

// Sign adds places to sign for those whom the word keys name.
func (s *Sheet) Sign(roleKeys ...string) *Sheet {
	boxes := make([]SignBox, len(roleKeys))
	for i, key := range roleKeys {
		boxes[i].Role = s.set.Lex.Say(key)
	}
	return s.Signatures(boxes...)
}

// Signatures adds places to sign, side by side. They are never split.
func (s *Sheet) Signatures(boxes ...SignBox) *Sheet {
	s.parts = append(s.parts, signs(boxes))
	return s
}

// Table begins a table; its head is repeated on every page.
func (s *Sheet) Table(cols ...Column) *Table {
	t := &Table{cols: cols}
	s.parts = append(s.parts, t)
	return t
}

// Finish lays the sheet out.
func (s *Sheet) Finish() *Document {
	p := newPress(s.set)
	for i, one := range s.parts {
		p.next = nil
		if i+1 < len(s.parts) {
			p.next = s.parts[i+1]
		}
		one.lay(p)
	}
	d := p.finish()
	if len(s.grids) > 0 {
		d.origins = []origin{{s.set, s.grids}}
	}
	return d
}
