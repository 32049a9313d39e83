package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"yingbin/data"
)

// This file is what the check of the tables asks of the engine: package check
// compares, and knows how, what is compared and how it is said.

// TableLayout says what a table of this program's schema is made of.
type TableLayout struct {
	Name     string
	Register string   // that declares its rows, "" where none does
	Columns  []string // with seq, where it has one
	Key      []string
	Secrets  []string // columns of which a tablet holds those of its own people only
	Lines    bool     // its rows are written by lines
}

// Layout lists the tables of the book, by name.
func (b *Book) Layout() []TableLayout {
	registers := map[string]string{}
	for _, r := range slices.Concat(engineRegisters(), b.known) {
		for _, row := range r.Of.Rows {
			registers[row.Table] = r.Of.Name
		}
	}
	list := make([]TableLayout, 0, len(b.tables))
	for _, name := range slices.Sorted(maps.Keys(b.tables)) {
		t := b.tables[name]
		l := TableLayout{Name: name, Register: registers[name], Columns: t.columns, Key: t.key, Lines: t.register()}
		for _, c := range t.columns {
			if b.personal[name+"."+c] == data.Secret {
				l.Secrets = append(l.Secrets, c)
			}
		}
		list = append(list, l)
	}
	return list
}

// IsPart reports whether the file is a copy that holds part of the book only, as a
// tablet's does.
func (b *Book) IsPart(ctx context.Context) (bool, error) {
	c, is, err := readCopy(ctx, confirmed{b})
	return is && !c.Role.Full(), err
}

// Written is what a line says of one row.
type Written struct {
	Table string
	Key   []any
	Op    string
	// Values are the columns that it wrote: all of them in a new row, none in one
	// that it took away. What was forgotten since is blank.
	Values Cols
}

// WrittenBy gives the rows that a line changed, in its order. Its errors are those
// of a line that can't be one of this book's.
func (b *Book) WrittenBy(line data.Line, sides []data.Side) ([]Written, error) {
	values, err := valuesOf(sides)
	if err != nil {
		return nil, err
	}
	tx := &Tx{book: b, seq: line.Seq}
	list := make([]Written, len(line.Changes))
	for i, c := range line.Changes {
		if err := tx.fits(c, i, values); err != nil {
			return nil, err
		}
		w := Written{Table: c.Table, Key: c.Key, Op: c.Op}
		switch t := b.tables[c.Table]; c.Op {
		case data.Inserted:
			w.Values = fullRow(t, c.Key, merged(c.New, values, i, "new"))
		case data.Updated:
			w.Values = b.renewed(t, c, i, values)
		}
		if w.Values != nil {
			w.Values["seq"] = line.Seq
		}
		list[i] = w
	}
	return list, nil
}

// renewed gives the columns that an update wrote.
func (b *Book) renewed(t *table, c data.RowChange, i int, sides map[string]any) Cols {
	is := merged(c.New, sides, i, "new")
	for _, col := range c.Aside {
		if _, known := is[col]; !known {
			is[col] = b.blank(t, col)
		}
	}
	return is
}

// RawRows reads rows of a table as they stand, every column as it is kept.
func (b *Book) RawRows(ctx context.Context, table, condition string, args ...any) (list []Cols, err error) {
	t := b.tables[table]
	err = Each(ctx, b, `SELECT "`+strings.Join(t.columns, `", "`)+`" FROM "`+table+`" WHERE `+condition, args, func(cells []any) error {
		c := make(Cols, len(cells))
		for i, name := range t.columns {
			c[name] = cells[i]
		}
		list = append(list, c)
		return nil
	})
	return list, err
}

// OpenScratch opens an empty book, in a folder of its own, to which lines are told
// again: it keeps neither them nor their personal values, only the rows they write
// and what is made from these, and survives no power cut.
func OpenScratch(ctx context.Context, known Catalogue, dir string, o Options) (*Book, error) {
	b := newBook(known, dir, o)
	b.copy, b.scratch = &replica{}, true
	b.copy.role = data.AtReception // nothing is kept from it
	err := cmp.Or(b.broken, migrateFile(ctx, b.path(), b.now(), false))
	if err == nil {
		err = b.openFile(ctx, false)
	}
	if err == nil {
		err = b.pragma(ctx, `PRAGMA wal_autocheckpoint = 20000`)
	}
	if err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

// Gone lists whose personal values a line tells of and has no more, somebody or "" for
// each.
func Gone(line data.Line, sides []data.Side) (subjects []data.ID) {
	if len(line.Personal) == len(sides) {
		return nil
	}
	there := make(map[string]bool, len(sides))
	for _, s := range sides {
		there[s.Name()] = true
	}
	for name := range line.Personal {
		if !there[name] {
			_, subject, _ := strings.Cut(name, "/")
			subjects = append(subjects, data.ID(subject))
		}
	}
	return subjects
}

// Told is a line with what is left of its personal values.
type Told struct {
	Line  data.Line
	Sides []data.Side
}

// Retell has a scratch book follow lines, in one transaction.
func (b *Book) Retell(ctx context.Context, lines []Told) error {
	b.writing.Lock()
	defer b.writing.Unlock()
	if !b.scratch {
		return notCopy()
	}
	s := b.session(ctx)
	if err := s.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	defer s.rollback()
	for _, t := range lines {
		if err := ctx.Err(); err != nil {
			return err
		}
		tx := &Tx{ctx: s.ctx, book: b, seq: t.Line.Seq, now: t.Line.Receipt.Decided, at: t.Line.Receipt.At, settings: s.settings, replayed: true}
		if err := s.apply(tx, t.Line, t.Sides); err != nil {
			return unfollowed(t.Line.Seq, err)
		}
	}
	b.forgot = false // the file is thrown away
	return s.end()
}

// unfollowed names the line that could not be told again, unless the disk failed.
func unfollowed(seq int64, err error) error {
	switch e := data.AsError(err); e.Key {
	case "error.chain", "error.diskFull", "error.readOnly", "error.locked":
		return err
	}
	return data.Fault(data.Storage, "error.chain", seq).Because(err)
}
