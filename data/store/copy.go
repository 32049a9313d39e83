package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"yingbin/data"
)

// This file is a book that is another's copy: a device that has joined an office.
// What the hub decided is confirmed and committed. What waits for the hub is
// decided here for the time being, in a transaction that stays open on the
// writer's connection and is never committed: reads run on that connection then.
// New lines take it back, are committed, and what still waits is decided anew.

// Courier carries a copy's commands to the hub.
type Courier interface {
	Do(ctx context.Context, c data.Command) (data.Receipt, error)
	CheckPIN(ctx context.Context, who data.ID, pin string) error
}

// Through lets a courier carry all further commands and PINs; nil ends that.
func (b *Book) Through(c Courier) { b.courier = c }

// replica is what a copy knows besides the book. The book's writing guards it.
type replica struct {
	role    data.DeviceRole
	waiting []waiting
	paused  bool // what waits is not shown for a while

	open bool     // what waits stands on top of what is confirmed; view guards it
	base *session // how the book stood below that
}

// waiting is a command that the hub has yet to decide. Records and tables are
// what it touched when it was last decided here, none if it was refused.
type waiting struct {
	command data.Command
	records []data.ID
	tables  map[string]bool
}

// OpenReplica opens the copy of an office's book that a snapshot brought. Writes
// of it need not survive a power cut, only stay whole: the hub has them all.
func OpenReplica(ctx context.Context, dir string, o Options) (*Book, error) {
	b := newBook(dir, o)
	b.copy = &replica{}
	if err := b.open(ctx, true); err != nil {
		b.Close()
		return nil, err
	}
	if err := b.pragma(ctx, `PRAGMA synchronous = NORMAL`); err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

func (b *Book) pragma(ctx context.Context, q string) error {
	_, err := b.conn.ExecContext(ctx, q)
	return fault(err)
}

// copied is the row of table copy.
type copied struct {
	Role   data.DeviceRole
	Office data.ID
	Base   int64
	Digest string
}

// readCopy reads for whom a copy was made; ok is false in a book that decides.
func readCopy(ctx context.Context, q querier) (c copied, ok bool, err error) {
	c, err = one[copied](ctx, q, `SELECT * FROM copy`)
	if data.CodeOf(err) == data.NotFound {
		return c, false, nil
	}
	return c, err == nil, err
}

// beginning is the mark that the journal goes on from: nothing, or the line at
// which a copy without its past was made.
func beginning(ctx context.Context, q querier) (m data.Mark, err error) {
	c, ok, err := readCopy(ctx, q)
	if err != nil || !ok || c.Base == 0 {
		return m, err
	}
	return markOf(c.Base, c.Digest)
}

func markOf(seq int64, digest string) (data.Mark, error) {
	m := data.Mark{Seq: seq}
	d, err := hex.DecodeString(digest)
	if err != nil || len(d) != len(m.Digest) {
		return m, data.Fault(data.Storage, "error.damaged").Because(errors.New("digest of a mark"))
	}
	copy(m.Digest[:], d)
	return m, nil
}

// Head is the place the journal has reached.
func (b *Book) Head(ctx context.Context) (data.Mark, error) { return readHead(ctx, confirmed{b}) }

func readHead(ctx context.Context, q querier) (data.Mark, error) { return markWhere(ctx, q, `1 = 1`) }

// MarkAt gives the digest of a line; the beginning has none. What this book's
// journal does not hold is not found.
func (b *Book) MarkAt(ctx context.Context, seq int64) (data.Mark, error) {
	m, err := markWhere(ctx, confirmed{b}, `seq = ?`, seq)
	if err == nil && m.Seq != seq {
		err = data.Fault(data.NotFound, "error.notFound")
	}
	return m, err
}

func markWhere(ctx context.Context, q querier, condition string, args ...any) (data.Mark, error) {
	type row struct {
		Seq    int64
		Digest []byte
	}
	r, err := one[row](ctx, q, `SELECT seq, digest FROM journal WHERE `+condition+` ORDER BY seq DESC LIMIT 1`, args...)
	if data.CodeOf(err) == data.NotFound {
		return beginning(ctx, q)
	}
	m := data.Mark{Seq: r.Seq}
	copy(m.Digest[:], r.Digest)
	return m, err
}

// OfficeID is the same on every device of an office: the id of the command that
// opened it; "" while it is not open.
func (b *Book) OfficeID(ctx context.Context) (data.ID, error) {
	c, ok, err := readCopy(ctx, confirmed{b})
	if err != nil || ok {
		return c.Office, err
	}
	id, err := value[string](ctx, confirmed{b}, `SELECT id FROM journal WHERE seq = 1`)
	return data.ID(id), err
}

// Schema is the number of the newest migration: books that differ in it can't
// exchange lines.
func Schema() int64 { return newest() }

// Schema is that of this program: an older book was brought up to it.
func (b *Book) Schema() int64 { return newest() }

// IsFilled reports whether a folder holds an office's book, copy or not.
func IsFilled(ctx context.Context, dir string) (is bool, err error) {
	b, err := OpenReader(ctx, dir, Options{})
	if data.CodeOf(err) == data.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer b.Close()
	return b.settings.Name != "", nil
}

// IsCopy reports whether the book in a folder is a copy, false where there is none.
func IsCopy(ctx context.Context, dir string) (is bool, err error) {
	b, err := OpenReader(ctx, dir, Options{})
	if data.CodeOf(err) == data.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer b.Close()
	_, is, err = readCopy(ctx, pool{b.reader})
	return is, err
}

// Role says what the device of this copy is for, "" for a book that decides.
func (b *Book) Role() data.DeviceRole {
	b.writing.Lock()
	defer b.writing.Unlock()
	if b.copy == nil {
		return ""
	}
	return b.copy.role
}

// Decided finds a confirmed command and gives its receipt.
func (b *Book) Decided(ctx context.Context, id data.ID) (data.Receipt, bool, error) {
	body, err := value[string](ctx, confirmed{b}, `SELECT body FROM journal WHERE id = ?`, string(id))
	if err != nil || body == "" {
		return data.Receipt{}, false, err
	}
	line, err := data.ParseLine([]byte(body))
	return line.Receipt, err == nil, err
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
	for table := range b.kept {
		clear(b.kept[table])
	}
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
	} else {
		for table := range b.kept {
			clear(b.kept[table])
		}
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

// Drop lets go of waiting commands that the hub refused.
func (b *Book) Drop(ctx context.Context, ids ...data.ID) error {
	return b.change(ctx, func(ctx context.Context) error {
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
// They must follow this book's last one. Commands among them wait no longer.
func (b *Book) Take(ctx context.Context, lines []data.Posted) error {
	return b.change(ctx, func(ctx context.Context) error {
		b.uncover()
		if err := b.takeLines(ctx, lines); err != nil {
			b.redecide(ctx) // as it stood before
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

// LinesAfter gives this book's confirmed lines after a sequence with all it holds
// of them.
func (b *Book) LinesAfter(ctx context.Context, seq int64) ([]data.Posted, error) {
	return b.Tail(ctx, data.AtReception, seq, -1)
}

// Promote makes a copy of the whole book the one that decides: its epoch begins,
// and what waited on this device is decided, in its order. Results are of these.
// It is a copy until its epoch has begun: a program that is killed meanwhile finds
// one or the other.
func (b *Book) Promote(ctx context.Context, c *data.BeginEpoch, waiting iter.Seq[data.Command]) ([]data.Result, error) {
	if err := b.lead(ctx, c); err != nil {
		return nil, err
	}
	return b.DoAll(ctx, waiting)
}

// lead ends that this book is a copy, and begins its epoch in the same step.
func (b *Book) lead(ctx context.Context, c *data.BeginEpoch) error {
	b.writing.Lock()
	defer b.writing.Unlock()
	if b.copy == nil || b.conn == nil {
		return notCopy()
	}
	if !b.copy.role.Full() {
		return data.Fault(data.Forbidden, "device.notFull")
	}
	kind, err := b.examine(ctx, c)
	if err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	b.view.Lock()
	b.uncover()
	b.view.Unlock()
	err = b.beginReign(ctx, kind, c)
	b.view.Lock()
	defer b.view.Unlock()
	if err != nil {
		b.redecide(ctx) // it goes on as a copy
		return err
	}
	b.copy, b.courier = nil, nil
	return nil
}

func (b *Book) beginReign(ctx context.Context, kind data.Kind, c *data.BeginEpoch) error {
	if err := b.pragma(ctx, `PRAGMA synchronous = FULL`); err != nil {
		return err
	}
	s, err := b.begin(ctx)
	if err != nil {
		return err
	}
	defer s.rollback()
	if err := s.exec(`DELETE FROM copy`); err != nil {
		return err
	}
	if _, err := s.decide(kind, c); err != nil {
		return err
	}
	return s.commit()
}
