package check

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

// Since checks what came after a mark up to which the book was found sound: the
// chain, the personal values, and every row that was written since, against what the
// lines say of it. Where the book's line at the mark is another, all of it is
// checked: the mark, or the book, was forged. The report and the errors are those of
// Whole.
func Since(ctx context.Context, b *store.Book, from data.Mark, o Options) (data.CheckReport, error) {
	at, err := b.MarkAt(ctx, from.Seq)
	switch {
	case data.CodeOf(err) == data.NotFound, err == nil && !from.Meets(at):
		o.Marks = append(slices.Clone(o.Marks), from)
		return Whole(ctx, b, o)
	case err != nil:
		return data.CheckReport{}, err
	}
	return since(ctx, b, from, false, o)
}

func since(ctx context.Context, b *store.Book, from data.Mark, all bool, o Options) (data.CheckReport, error) {
	s := &later{Options: o, ctx: ctx, book: b, tables: map[string]table{}, rows: map[string]*awaited{}, r: o.report()}
	s.r.Whole, s.r.From, s.r.Head = all, from, from
	if all {
		if err := b.Intact(ctx); err != nil {
			return s.r.CheckReport, brokenAt(err, &s.r)
		}
	}
	for _, t := range compared(b) {
		if t.Lines {
			s.tables[t.Name] = t
			s.names = append(s.names, t.Name)
		}
	}
	part, err := b.IsPart(ctx)
	if err != nil {
		return s.r.CheckReport, err
	}
	s.part = part
	err = b.Moment(ctx, s.run)
	if e := ctx.Err(); e != nil {
		return s.r.CheckReport, e
	}
	err = brokenAt(err, &s.r)
	s.r.At = b.Now()
	return s.r.CheckReport, err
}

// later is one check of what came after a mark.
type later struct {
	Options
	ctx    context.Context
	book   *store.Book
	r      report
	tables map[string]table
	names  []string
	rows   map[string]*awaited // by table and key
	order  []*awaited
	gaps   []gap
	part   bool // a tablet's copy
}

// awaited is a row as it must stand.
type awaited struct {
	store.Written
	whole bool // every column of it is known, not only those that were written
	may   bool // be missing: it is old, and this a tablet
}

func name(table string, key []any) string { return fmt.Sprintf("%s %q", table, key) }

func (s *later) run(q store.Querier) error {
	newest, err := store.HeadIn(s.ctx, q)
	if err != nil {
		return err
	}
	marks := newMarks(s.Marks)
	marks.pass(s.r.Head, &s.r)
	for seq := range marks {
		if seq < s.r.Head.Seq { // proved by what was found sound before
			if err := s.held(marks, seq); err != nil {
				return err
			}
		}
	}
	s.r.Head, err = s.book.Walk(s.ctx, s.r.Head, func(m data.Mark, line data.Line, sides []data.Side) error {
		if m.Seq > newest.Seq { // written since we looked
			return errEnough
		}
		marks.pass(m, &s.r)
		s.gaps = append(s.gaps, gaps(line, sides)...)
		if m.Seq%batch == 0 {
			s.step(data.CheckWalking, m.Seq-s.r.From.Seq, newest.Seq-s.r.From.Seq)
		}
		return s.await(line, sides)
	})
	if errors.Is(err, errEnough) {
		s.r.Head, err = newest, nil
	}
	if err != nil {
		return err
	}
	marks.rest(&s.r)
	if !s.part { // a tablet lacks what it may not hold
		if err := explain(s.ctx, s.book, q, s.gaps, &s.r); err != nil {
			return err
		}
	}
	return s.compare(q)
}

// held holds a mark against a line that is not walked.
func (s *later) held(m marks, seq int64) error {
	at, err := s.book.MarkAt(s.ctx, seq)
	if data.CodeOf(err) == data.NotFound {
		delete(m, seq) // from before this copy's beginning
		return nil
	}
	if err == nil {
		m.pass(at, &s.r)
	}
	return err
}

// await notes what a line says of its rows.
func (s *later) await(line data.Line, sides []data.Side) error {
	written, err := s.book.WrittenBy(line, sides)
	for _, w := range written {
		id := name(w.Table, w.Key)
		was := s.rows[id]
		if was == nil {
			was = &awaited{Written: w}
			s.rows[id], s.order = was, append(s.order, was)
		}
		switch w.Op {
		case data.Updated:
			if was.Values == nil {
				was.Values = store.Cols{}
			}
			for c, v := range w.Values {
				was.Values[c] = v
			}
		default:
			was.Values, was.whole = w.Values, true
		}
	}
	return err
}

func (s *later) compare(q store.Querier) error {
	for i, w := range s.order {
		if i%batch == 0 {
			s.step(data.CheckComparing, int64(i), int64(len(s.order)))
		}
		w.may = !w.whole && s.book.MayLack(w.Table)
		if err := s.tables[w.Table].stands(s.ctx, q, w, s.part, &s.r); err != nil {
			return err
		}
	}
	for _, n := range s.names {
		if err := s.unwritten(q, s.tables[n]); err != nil {
			return err
		}
	}
	return nil
}

// stands holds one row against what was said of it last.
func (t table) stands(ctx context.Context, q store.Querier, w *awaited, part bool, r *report) error {
	var is []any
	if err := store.Each(ctx, q, `SELECT `+columns("a", t.Columns)+` FROM "`+t.Name+`" a WHERE `+t.at(), w.Key, func(row []any) error {
		is = row
		return nil
	}); err != nil {
		return err
	}
	told := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		switch v, known := w.Values[c]; {
		case part && is != nil && slices.Contains(t.Secrets, c):
			told[i] = is[i] // it goes by who is known here now
		case known:
			told[i] = v
		case is != nil && !w.whole:
			told[i] = is[i] // nobody said anything of it since
		case slices.Contains(t.Key, c):
			told[i] = w.Key[slices.Index(t.Key, c)]
		}
	}
	switch {
	case is == nil && (w.Values == nil || w.may):
		return nil
	case w.Values == nil:
		t.tell(r, is, nil)
	case is == nil:
		t.tell(r, nil, told)
	case !slices.EqualFunc(is, told, same):
		t.tell(r, is, told)
	}
	return nil
}

func (t table) at() string {
	list := ""
	for i, k := range t.Key {
		if i > 0 {
			list += " AND "
		}
		list += `a."` + k + `" = ?`
	}
	return list
}

// unwritten looks for rows that say a line wrote them since, and none did.
func (s *later) unwritten(q store.Querier, t table) error {
	return store.Each(s.ctx, q, `SELECT `+columns("a", t.Columns)+` FROM "`+t.Name+`" a WHERE a.seq > ?`, []any{s.r.From.Seq}, func(row []any) error {
		key := make([]any, len(t.Key))
		for i, k := range t.Key {
			key[i] = row[slices.Index(t.Columns, k)]
		}
		if s.rows[name(t.Name, key)] == nil {
			t.tell(&s.r, row, nil)
		}
		return nil
	})
}
