package store

import (
	"context"
	"encoding/hex"
	"errors"
	"iter"

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
	Unlock(ctx context.Context, who data.ID, pin string) (data.Signer, error)
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

// OpenReplica opens the copy of an office's book that a snapshot brought. Writes
// of it need not survive a power cut, only stay whole: the hub has them all. Faults are those of Open, and
// device.isNoCopy for a book that decides.
func OpenReplica(ctx context.Context, known Catalogue, dir string, o Options) (*Book, error) {
	b := newBook(known, dir, o)
	b.copy = &replica{}
	if err := b.open(ctx, true); err != nil {
		b.Close()
		return nil, err
	}
	how := []string{`PRAGMA synchronous = NORMAL`}
	if !b.copy.role.Full() {
		how = append(how, `PRAGMA foreign_keys = OFF`) // what comes may name a row that is too old to be here
	}
	for _, q := range how {
		if err := b.pragma(ctx, q); err != nil {
			b.Close()
			return nil, err
		}
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
func readCopy(ctx context.Context, q Querier) (c copied, ok bool, err error) {
	c, err = One[copied](ctx, q, `SELECT * FROM copy`)
	if data.CodeOf(err) == data.NotFound {
		return c, false, nil
	}
	return c, err == nil, err
}

// beginning is the mark that the journal goes on from: nothing, or the line at
// which a copy without its past was made.
func beginning(ctx context.Context, q Querier) (m data.Mark, err error) {
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

func readHead(ctx context.Context, q Querier) (data.Mark, error) { return markWhere(ctx, q, `1 = 1`) }

// HeadIn is Head as a querier sees it.
func HeadIn(ctx context.Context, q Querier) (data.Mark, error) { return readHead(ctx, q) }

// MarkAt gives the digest of a line; the beginning has none. What this book's
// journal does not hold is error.notFound.
func (b *Book) MarkAt(ctx context.Context, seq int64) (data.Mark, error) {
	m, err := markWhere(ctx, confirmed{b}, `seq = ?`, seq)
	if err == nil && m.Seq != seq {
		err = data.Fault(data.NotFound, "error.notFound")
	}
	return m, err
}

func markWhere(ctx context.Context, q Querier, condition string, args ...any) (data.Mark, error) {
	type row struct {
		Seq    int64
		Digest []byte
	}
	r, err := One[row](ctx, q, `SELECT seq, digest FROM journal WHERE `+condition+` ORDER BY seq DESC LIMIT 1`, args...)
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
	if id := b.office.Load(); id != nil {
		return *id, nil
	}
	id, err := readOffice(ctx, confirmed{b})
	if err == nil && id != "" {
		b.office.Store(&id)
	}
	return id, err
}

func readOffice(ctx context.Context, q Querier) (data.ID, error) {
	c, ok, err := readCopy(ctx, q)
	if err != nil || ok {
		return c.Office, err
	}
	id, err := Value[string](ctx, q, `SELECT id FROM journal WHERE seq = 1`)
	return data.ID(id), err
}

// Schema is the number of the newest migration: books that differ in it can't
// exchange lines.
func Schema() int64 { return newest() }

// Schema is that of this program: an older book was brought up to it.
func (b *Book) Schema() int64 { return newest() }

// IsFilled reports whether a folder holds an office's book, copy or not.
func IsFilled(ctx context.Context, dir string) (is bool, err error) {
	b, err := peek(ctx, dir)
	if data.CodeOf(err) == data.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer b.Close()
	s, err := readSettings(ctx, pool{b.reader})
	return s.Name != "", err
}

// IsCopy reports whether the book in a folder is a copy, false where there is none.
func IsCopy(ctx context.Context, dir string) (is bool, err error) {
	role, err := CopyRole(ctx, dir)
	if data.CodeOf(err) == data.NotFound {
		return false, nil
	}
	return role != "", err
}

// CopyRole says for what device the copy in a folder was made, "" for a book that
// decides. Without a book it is error.noBook.
func CopyRole(ctx context.Context, dir string) (data.DeviceRole, error) {
	b, err := peek(ctx, dir)
	if err != nil {
		return "", err
	}
	defer b.Close()
	if b.tables["copy"] == nil {
		return "", nil // from before there were any
	}
	c, _, err := readCopy(ctx, pool{b.reader})
	return c.Role, err
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
	body, err := Value[string](ctx, confirmed{b}, `SELECT body FROM journal WHERE id = ?`, string(id))
	if err != nil || body == "" {
		return data.Receipt{}, false, err
	}
	line, err := data.ParseLine([]byte(body))
	return line.Receipt, err == nil, err
}

// LinesAfter gives this book's confirmed lines after a sequence with all it holds
// of them.
func (b *Book) LinesAfter(ctx context.Context, seq int64) ([]data.Posted, error) {
	return b.Tail(ctx, data.AtReception, seq, -1)
}

// Promote makes a copy of the whole book the one that decides: its epoch begins,
// and what waited on this device is decided, in its order. Results are of these.
// It is a copy until its epoch has begun: a program that is killed meanwhile finds
// one or the other. A copy that does not hold the whole book is device.notFull.
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
	x, err := b.examine(ctx, c)
	if err == nil {
		x, err = b.proof(ctx, x, c)
	}
	if err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	b.view.Lock()
	b.uncover()
	b.view.Unlock()
	err = b.beginReign(ctx, x, c)
	b.view.Lock()
	defer b.view.Unlock()
	if err != nil {
		_, _ = b.redecide(ctx) // it goes on as a copy
		return err
	}
	b.copy, b.courier = nil, nil
	return nil
}

func (b *Book) beginReign(ctx context.Context, x examined, c *data.BeginEpoch) error {
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
	if _, err := s.decide(x, c); err != nil {
		return err
	}
	return s.commit()
}
