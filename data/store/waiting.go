package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"yingbin/data"
)

// This file is what waits for the hub, on top of what is confirmed; copy.go tells how.

// waiting is a command that the hub has yet to decide. Records and tables are
// what it touched when it was last decided here, none if it was refused.
type waiting struct {
	command data.Command
	records []data.ID
	tables  map[string]bool
}

// Waiting are the records that commands touched which the hub has yet to decide.
func (b *Book) Waiting(context.Context) data.WaitingSet {
	b.writing.Lock()
	defer b.writing.Unlock()
	set := data.WaitingSet{}
	if b.copy == nil {
		return set
	}
	for _, w := range b.copy.waiting {
		for _, id := range w.records {
			set[id] = true
		}
	}
	return set
}

// notCopy is the fault of asking a book that decides to wait.
func notCopy() error {
	return data.Fault(data.Storage, "error.internal").Because(errors.New("not a copy"))
}

// change runs f while nobody reads, and tells watchers what it touched.
func (b *Book) change(ctx context.Context, f func(ctx context.Context) error) error {
	b.writing.Lock()
	defer b.writing.Unlock()
	if b.copy == nil || b.conn == nil {
		return notCopy()
	}
	clear(b.touched)
	b.view.Lock()
	err := f(context.WithoutCancel(ctx))
	b.view.Unlock()
	if len(b.touched) > 0 {
		b.announceChange(b.head.Seq)
	}
	return err
}

// cover opens the transaction for what waits.
func (b *Book) cover(ctx context.Context) error {
	c := b.copy
	if c.open {
		return nil
	}
	base := b.session(ctx)
	if err := base.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	c.open, c.base = true, base
	return nil
}

// uncover takes back all that waits: only what is confirmed is left.
func (b *Book) uncover() {
	if b.copy == nil || !b.copy.open {
		return
	}
	c := b.copy
	c.base.rollback()
	b.adopt(c.base)
	c.open, c.base = false, nil
	b.forgot = false // nobody was, yet
	b.dropRows()
	for i := range c.waiting {
		maps.Copy(b.touched, c.waiting[i].tables)
		c.waiting[i].records, c.waiting[i].tables = nil, nil
	}
}

// tidy uncovers where nothing waits.
func (b *Book) tidy() {
	if len(b.copy.waiting) == 0 {
		b.uncover()
	}
}

// onTop decides a command on top of what is confirmed and waits.
func (b *Book) onTop(ctx context.Context, c data.Command) (data.Receipt, waiting, error) {
	w := waiting{command: c}
	kind, err := b.examine(ctx, c)
	if err != nil {
		return data.Receipt{}, w, err
	}
	if err := b.cover(ctx); err != nil {
		return data.Receipt{}, w, err
	}
	before := maps.Clone(b.touched)
	clear(b.touched)
	s := b.session(ctx)
	r, err := s.apart(kind, c)
	if err == nil {
		b.adopt(s)
		w.records, w.tables = s.wrote, maps.Clone(b.touched)
		r.Waiting = true
	}
	maps.Copy(b.touched, before)
	return r, w, err
}

// Wait decides a command for the time being, on top of what is confirmed and what
// waits already. A refused one leaves nothing behind.
func (b *Book) Wait(ctx context.Context, c data.Command) (data.Receipt, error) {
	var r data.Receipt
	err := b.change(ctx, func(ctx context.Context) error {
		if b.copy.paused {
			r = data.Receipt{ID: c.Meta().ID, At: c.Meta().At, Waiting: true}
			b.copy.waiting = append(b.copy.waiting, waiting{command: c})
			return nil
		}
		receipt, w, err := b.onTop(ctx, c)
		if err != nil {
			clear(b.touched)
			b.tidy()
			return err
		}
		r = receipt
		b.copy.waiting = append(b.copy.waiting, w)
		return nil
	})
	return r, err
}

// redecide decides what waits anew. What is refused now stays without effect until
// the hub has spoken.
func (b *Book) redecide(ctx context.Context) ([]data.Result, error) {
	c := b.copy
	results := make([]data.Result, len(c.waiting))
	if c.paused {
		return results, nil
	}
	for i := range c.waiting {
		r, w, err := b.onTop(ctx, c.waiting[i].command)
		if data.CodeOf(err) == data.Storage {
			return results, err
		}
		c.waiting[i], results[i] = w, data.Result{Receipt: r, Err: err}
	}
	b.tidy()
	return results, nil
}

// Rest replaces all that waits: what the outbox holds, in its order.
func (b *Book) Rest(ctx context.Context, commands []data.Command) (results []data.Result, err error) {
	err = b.change(ctx, func(ctx context.Context) error {
		b.uncover()
		b.copy.waiting = nil
		for _, c := range commands {
			b.copy.waiting = append(b.copy.waiting, waiting{command: c})
		}
		results, err = b.redecide(ctx)
		return err
	})
	return results, err
}

// Drop lets go of waiting commands that the hub refused, or decided in lines that
// this copy holds already. Those that don't wait here change nothing.
func (b *Book) Drop(ctx context.Context, ids ...data.ID) error {
	return b.change(ctx, func(ctx context.Context) error {
		if !slices.ContainsFunc(b.copy.waiting, func(w waiting) bool { return slices.Contains(ids, w.command.Meta().ID) }) {
			return nil
		}
		b.uncover()
		b.forgetWaiting(func(id data.ID) bool { return slices.Contains(ids, id) })
		_, err := b.redecide(ctx)
		return err
	})
}

func (b *Book) forgetWaiting(gone func(data.ID) bool) {
	b.copy.waiting = slices.DeleteFunc(b.copy.waiting, func(w waiting) bool { return gone(w.command.Meta().ID) })
}

// Hold leaves what waits out of sight while much of it is being sent; off shows
// it again, decided once.
func (b *Book) Hold(ctx context.Context, on bool) error {
	return b.change(ctx, func(ctx context.Context) error {
		if b.copy.paused == on {
			return nil
		}
		b.copy.paused = on
		if on {
			b.uncover()
			return nil
		}
		_, err := b.redecide(ctx)
		return err
	})
}

// Take writes lines that the hub decided and nothing else, in one transaction.
// They must follow this book's last one: if not, that is error.stale. Commands among
// them wait no longer.
func (b *Book) Take(ctx context.Context, lines []data.Posted) error {
	return b.change(ctx, func(ctx context.Context) error {
		b.uncover()
		if err := b.takeLines(ctx, lines); err != nil {
			_, _ = b.redecide(ctx) // as it stood before
			return err
		}
		_, err := b.redecide(ctx)
		return err
	})
}

func (b *Book) takeLines(ctx context.Context, lines []data.Posted) error {
	s := b.session(ctx)
	if err := s.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	defer s.rollback()
	done := map[data.ID]bool{}
	for _, p := range lines {
		line, err := data.ParseLine([]byte(p.Body))
		if err != nil {
			return err
		}
		if line.Seq != s.head.Seq+1 || p.Seq != line.Seq {
			return data.Fault(data.Stale, "error.stale").Because(fmt.Errorf("line %d after %d", line.Seq, s.head.Seq))
		}
		tx := &Tx{ctx: s.ctx, book: b, seq: line.Seq, now: line.Receipt.Decided, at: line.Receipt.At, settings: s.settings, replayed: true}
		if err := s.replay(tx, line, []byte(p.Body), p.Sides); err != nil {
			return err
		}
		done[line.Receipt.ID] = true
	}
	if err := s.end(); err != nil {
		return err
	}
	b.forgetWaiting(func(id data.ID) bool { return done[id] })
	return nil
}
