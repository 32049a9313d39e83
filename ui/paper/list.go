package paper

import (
	"cmp"
	"iter"
	"slices"

	"yingbin/assets"
	"yingbin/data"
)

// List is columns over rows. Declared once, it is a table on paper and in the
// preview, a worksheet and a CSV file.
type List[T any] struct {
	Title   string // in words: the heading above it and the worksheet's name
	Tab     string // the worksheet's name where there is no heading
	Note    string // at the heading's right
	Columns []Col[T]
	Rows    []T
	Group   *Group[T] // nil leaves the rows in one
	Total   []Value   // the row of sums below, if any
	Empty   string    // word key of what is said without rows; "" is paper.empty
}

// Col is a column of a list. One of the functions says what a row has in it.
type Col[T any] struct {
	Head      string  // word key
	Label     string  // the head in words, where no key gives it
	Width     float64 // weight on the paper; 0 stands in files only
	Align     Align
	PaperOnly bool // files have what it says in columns of their own

	Text   func(T) string
	Number func(T) int
	Some   func(T) int // leaves none empty, so that what is there stands out
	Value  func(T) Value
}

// Group gathers rows that follow each other: a grey band names each group on
// paper, a column of its own does in a file, so that rows can be sorted there.
type Group[T any] struct {
	Head  string // word key of the file's column
	Value func(T) Value
}

// ByDay is a band for each business day.
func ByDay[T any](a Ask, day func(T) data.Day) *Group[T] {
	return &Group[T]{Head: "common.date", Value: func(row T) Value {
		d := day(row)
		return On(d).As(a.Date(d))
	}}
}

// Listed is a list as a sheet takes it, whatever its rows are.
type Listed interface {
	heading() (title, note string)
	table(lex *assets.Lexicon) *Table
	grid(lex *assets.Lexicon) grid
}

// grid is a list as a file holds it.
type grid struct {
	title string
	cols  []gridCol
	rows  iter.Seq[[]Value] // each time it is asked, one row after the other
	total []Value
}

type gridCol struct {
	head  string
	width float64 // on paper, 0 if it is not there
	align Align
}

// Add puts a list into the sheet, below its heading if it has one.
func (s *Sheet) Add(l Listed) *Sheet {
	if title, note := l.heading(); title != "" {
		s.Heading(title, note)
	}
	s.parts = append(s.parts, l.table(s.set.Lex))
	s.grids = append(s.grids, l.grid(s.set.Lex))
	return s
}

func (l List[T]) heading() (title, note string) { return l.Title, l.Note }

func (c Col[T]) words(lex *assets.Lexicon) string {
	if c.Head == "" {
		return c.Label
	}
	return lex.Say(c.Head)
}

func (c Col[T]) of(row T) Value {
	switch {
	case c.Value != nil:
		return c.Value(row)
	case c.Text != nil:
		return Words(c.Text(row))
	case c.Number != nil:
		return Number(c.Number(row))
	case c.Some != nil:
		return Some(c.Some(row))
	}
	return Value{}
}

// table is the list on paper.
func (l List[T]) table(lex *assets.Lexicon) *Table {
	t := &Table{}
	var cols []Col[T]
	for _, c := range l.Columns {
		if c.Width > 0 {
			cols = append(cols, c)
			t.cols = append(t.cols, Column{Head: c.words(lex), Width: c.Width, Align: c.Align})
		}
	}
	if l.Empty != "" {
		t.Empty(lex.Say(l.Empty))
	}
	band := ""
	for _, row := range l.Rows {
		if l.Group != nil {
			if words := l.Group.Value(row).words; words != band {
				band = words
				t.Section(words)
			}
		}
		cells := make([]Cell, len(cols))
		for i, c := range cols {
			cells[i] = c.of(row).cell()
		}
		t.Row(cells...)
	}
	if l.Total != nil {
		var cells []Cell
		for _, v := range l.Total {
			cells = append(cells, v.cell())
		}
		t.Total(cells...)
	}
	return t
}

// grid is the list in a file. Rows are made one at a time, while they are
// written.
func (l List[T]) grid(lex *assets.Lexicon) grid {
	g := grid{title: cmp.Or(l.Title, l.Tab)}
	if l.Group != nil {
		g.cols = append(g.cols, gridCol{head: lex.Say(l.Group.Head)})
	}
	cols := l.filed()
	for _, c := range cols {
		g.cols = append(g.cols, gridCol{c.words(lex), c.Width, c.Align})
	}
	if l.Total != nil {
		g.total = l.sums()
	}
	g.rows = func(yield func([]Value) bool) {
		cells := make([]Value, 0, len(g.cols))
		for _, row := range l.Rows {
			cells = cells[:0]
			if l.Group != nil {
				cells = append(cells, l.Group.Value(row))
			}
			for _, c := range cols {
				cells = append(cells, c.of(row))
			}
			if !yield(cells) {
				return
			}
		}
	}
	return g
}

// filed are the columns that files have.
func (l List[T]) filed() []Col[T] {
	return slices.DeleteFunc(slices.Clone(l.Columns), func(c Col[T]) bool { return c.PaperOnly })
}

// sums puts the row of sums under the columns of a file: those that are not on
// paper have none, and a cell that covers several stands in the first.
func (l List[T]) sums() []Value {
	var all []Value
	next, covered := 0, 0
	if l.Group != nil {
		all = append(all, Value{})
	}
	for _, c := range l.Columns {
		var v Value
		switch {
		case c.Width == 0:
		case covered > 0:
			covered--
		case next < len(l.Total):
			v = l.Total[next]
			covered = max(v.over, 1) - 1
			next++
		}
		if !c.PaperOnly {
			all = append(all, v)
		}
	}
	return all
}
