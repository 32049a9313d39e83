package check

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
)

// Options say how a book is checked.
type Options struct {
	Known store.Catalogue
	Marks []data.Mark          // that papers, devices or an earlier check hold: the book must have their lines
	Most  int                  // how many differences are named, data.CheckBound if 0
	Step  func(data.CheckStep) // told how far it has come; may be nil
}

// report is a report that is being written.
type report struct {
	data.CheckReport
	most int
}

func (o Options) report() report { return report{most: cmp.Or(o.Most, data.CheckBound)} }

// add notes a difference; beyond the bound it is only counted.
func (r *report) add(d data.Difference) {
	if len(r.Found) >= r.most {
		r.More++
		return
	}
	r.Found = append(r.Found, d)
}

func (o Options) step(phase string, done, total int64) {
	if o.Step != nil {
		o.Step(data.CheckStep{Phase: phase, Done: done, Total: total})
	}
}

// batch is how many lines are told again in one transaction.
const batch = 2000

// Whole checks all of a book: a verified copy of it is read, so that whoever writes
// goes on; chain and personal values are walked; all lines are told again to an
// empty book, and every table is compared with that one's, both ways, in every
// column. A tablet's copy has no beginning from which lines could be told: of it the
// lines that it holds are checked, and the rows they wrote.
//
// What is wrong with the book stands in the report. Errors are those of the machine:
// no room (check.noRoom), a disk that fails, a context that ended.
func Whole(ctx context.Context, b *store.Book, o Options) (r data.CheckReport, err error) {
	if base, err := b.Beginning(ctx); err != nil || base.Seq > 0 {
		if err != nil {
			return r, err
		}
		return since(ctx, b, base, true, o)
	}
	dir, err := newScratch(b.Dir())
	if err != nil {
		return r, err
	}
	defer dir.remove()
	w := &whole{Options: o, ctx: ctx, dir: dir, r: o.report()}
	err = w.run(b)
	w.r.Whole, w.r.At = true, b.Now()
	return w.r.CheckReport, err
}

type whole struct {
	Options
	ctx  context.Context
	dir  *scratch
	r    report
	book *store.Book // the copy
	told *store.Book // what its lines make
	gaps []gap
}

func (w *whole) run(b *store.Book) error {
	if err := w.copy(b); err != nil || w.book == nil {
		return err
	}
	defer w.book.Close()
	dir, err := w.dir.sub("told")
	if err != nil {
		return err
	}
	if w.told, err = store.OpenScratch(w.ctx, w.Known, dir, store.Options{}); err != nil {
		return err
	}
	defer w.told.Close()
	through, err := w.walk()
	if err != nil || !through {
		return err
	}
	return w.compare()
}

// copy makes the verified copy that is read; without one the file is damaged, and
// the report says so.
func (w *whole) copy(b *store.Book) error {
	w.step(data.CheckCopying, 0, 0)
	dir, err := w.dir.sub("book")
	if err != nil {
		return err
	}
	if err := b.Intact(w.ctx); err != nil {
		return w.damaged(err)
	}
	if err := b.CopyTo(w.ctx, filepath.Join(dir, store.FileName)); err != nil {
		return w.damaged(err)
	}
	w.book, err = store.OpenReader(w.ctx, w.Known, dir, store.Options{})
	return w.damaged(err)
}

// damaged notes damage of the file; other errors stay errors.
func (w *whole) damaged(err error) error {
	if err != nil && w.ctx.Err() == nil && data.AsError(err).Key == "error.damaged" {
		w.r.add(data.Difference{What: data.FoundDamage})
		return nil
	}
	return err
}

// walk follows the chain and tells every line again. It ends at the first line that
// does not hold: what comes after it can't be judged.
func (w *whole) walk() (through bool, err error) {
	newest, err := w.book.Head(w.ctx)
	if err != nil {
		return false, w.chain(err)
	}
	marks := newMarks(w.Marks)
	var lines []store.Told
	tell := func() error {
		err := w.told.Retell(w.ctx, lines)
		lines = lines[:0]
		return err
	}
	w.r.Head, err = w.book.Walk(w.ctx, data.Mark{}, func(m data.Mark, line data.Line, sides []data.Side) error {
		marks.pass(m, &w.r)
		w.gaps = append(w.gaps, gaps(line, sides)...)
		lines = append(lines, store.Told{Line: line, Sides: sides})
		if len(lines) < batch {
			return nil
		}
		w.step(data.CheckWalking, m.Seq, newest.Seq)
		return tell()
	})
	if e := w.ctx.Err(); e != nil {
		return false, e
	}
	if err != nil {
		return false, w.chain(err)
	}
	if err := tell(); err != nil {
		return false, w.chain(err)
	}
	marks.rest(&w.r)
	return true, nil
}

// chain notes the line at which the chain does not hold.
func (w *whole) chain(err error) error {
	if e := w.ctx.Err(); e != nil {
		return e
	}
	return brokenAt(err, &w.r)
}

// brokenAt notes the line that a fault of the chain names; others stay errors.
func brokenAt(err error, r *report) error {
	if err == nil {
		return nil
	}
	switch e := data.AsError(err); {
	case e.Key == "error.chain" && len(e.Args) > 0:
		line, _ := e.Args[0].(int64)
		r.add(data.Difference{What: data.FoundChain, Line: line})
		return nil
	case e.Key == "error.damaged":
		r.add(data.Difference{What: data.FoundDamage})
		return nil
	}
	return err
}

// compare holds every table against what the lines make.
func (w *whole) compare() error {
	tables := compared(w.told)
	return w.book.Against(w.ctx, w.told, func(q store.Querier) error {
		if err := objects(w.ctx, q, &w.r); err != nil {
			return w.chain(err)
		}
		// Who was forgotten, the lines say: the tables are yet to be believed.
		if err := explain(w.ctx, w.book, w.told, w.gaps, &w.r); err != nil {
			return w.chain(err)
		}
		for i, t := range tables {
			w.step(data.CheckComparing, int64(i), int64(len(tables)))
			if err := t.compare(w.ctx, q, &w.r); err != nil {
				return w.chain(err)
			}
		}
		return nil
	})
}

// marks are what papers, devices and earlier checks hold of the journal.
type marks map[int64][]data.Mark

func newMarks(list []data.Mark) marks {
	m := marks{}
	for _, k := range list {
		if k.Seq > 0 {
			m[k.Seq] = append(m[k.Seq], k)
		}
	}
	return m
}

// pass holds the marks of a line against it.
func (m marks) pass(line data.Mark, r *report) {
	for _, k := range m[line.Seq] {
		if !k.Meets(line) {
			r.add(data.Difference{What: data.FoundOther, Line: line.Seq})
			break
		}
	}
	delete(m, line.Seq)
}

// rest tells the marks whose lines never came.
func (m marks) rest(r *report) {
	for _, seq := range slices.Sorted(maps.Keys(m)) {
		r.add(data.Difference{What: data.FoundCut, Line: seq})
	}
}

func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []byte:
		return fmt.Sprintf("%x", v)
	}
	return fmt.Sprint(v)
}

// short cuts what somebody may have written into a row to what fits a line.
func short(s string) string {
	const most = 40
	s = strings.ToValidUTF8(strings.Join(strings.Fields(s), " "), "?")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
