package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"yingbin/data"
)

// Do decides a command and returns when it is on disk. The same id again
// returns the first receipt and changes nothing.
func (b *Book) Do(ctx context.Context, c data.Command) (data.Receipt, error) {
	if b.courier != nil {
		return b.courier.Do(ctx, c)
	}
	x, err := b.examine(ctx, c)
	if err != nil {
		return data.Receipt{}, err
	}
	j := &job{examined: x, command: c, done: make(chan struct{})}
	if err := b.await(ctx, j); err != nil {
		return data.Receipt{}, err
	}
	return j.result.Receipt, j.result.Err
}

// Result is what became of one command of many.
type Result = data.Result

// DoAll decides many commands, each on its own: one that is refused does not
// disturb the others. Results come in the order of the commands, and only once all
// of them are on disk. They go in parts, between which others have their turn. An
// error says that nothing is sure: parts may be done, and give their receipts when
// they are asked for again.
func (b *Book) DoAll(ctx context.Context, commands iter.Seq[data.Command]) ([]Result, error) {
	if b.fast.Load() {
		return b.doFast(ctx, commands)
	}
	var results []Result
	for part := range parts(commands, groupMost) {
		done, err := b.doPart(ctx, part)
		if err != nil {
			return nil, err
		}
		results = append(results, done...)
	}
	return results, nil
}

// parts cuts a sequence into slices of at most n.
func parts[T any](seq iter.Seq[T], n int) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		var part []T
		for v := range seq {
			if part = append(part, v); len(part) < n {
				continue
			}
			if !yield(part) {
				return
			}
			part = nil
		}
		if len(part) > 0 {
			yield(part)
		}
	}
}

func (b *Book) doPart(ctx context.Context, commands []data.Command) ([]Result, error) {
	results := make([]Result, len(commands))
	var jobs []*job
	for i, c := range commands {
		x, err := b.examine(ctx, c)
		if data.CodeOf(err) == data.Storage {
			return nil, err
		}
		if results[i].Err = err; err == nil {
			jobs = append(jobs, &job{examined: x, command: c, done: make(chan struct{})})
		}
	}
	if err := b.await(ctx, jobs...); err != nil {
		return nil, err
	}
	for i := range results {
		if results[i].Err != nil {
			continue
		}
		if results[i], jobs = jobs[0].result, jobs[1:]; data.CodeOf(results[i].Err) == data.Storage {
			return nil, results[i].Err
		}
	}
	return results, nil
}

// doFast decides the commands of a sample in one transaction. They may be made one
// after the other, each by the clock of its moment. A refusal ends all of it: the
// sample is wrong.
func (b *Book) doFast(ctx context.Context, commands iter.Seq[data.Command]) ([]Result, error) {
	b.writing.Lock()
	defer b.writing.Unlock()
	s, err := b.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer s.rollback()
	var results []Result
	for c := range commands {
		x, err := b.examine(ctx, c)
		if err != nil {
			return nil, err
		}
		r, err := s.decide(x, c)
		if err != nil {
			return nil, err
		}
		results = append(results, Result{Receipt: r})
	}
	return results, s.commit()
}

// examine checks what can be checked before a command joins the queue, where
// nobody else waits for it.
func (b *Book) examine(ctx context.Context, c data.Command) (x examined, err error) {
	kind, ok := b.kindOf(c)
	if x.Kind = kind; !ok || b.decide[kind.Name] == nil {
		return x, data.Fault(data.Invalid, "error.internal").Because(fmt.Errorf("no decider for %T", c))
	}
	h := c.Meta()
	if !h.ID.Valid() || h.At <= 0 || (!kind.Anonymous && !h.Staff.Valid()) || (h.Device != "" && !h.Device.Valid()) {
		return x, data.Fault(data.Invalid, "error.invalid").Because(errors.New("head of the command"))
	}
	if err := c.Validate(); err != nil {
		return x, err
	}
	if b.fast.Load() || b.copy != nil {
		return x, nil // a sample is being made and nobody is there to prove anything, or the hub asks for proof
	}
	return b.proof(ctx, x, c)
}

// session is one transaction of the writer that may decide several commands.
type session struct {
	ctx      context.Context
	book     *Book
	head     data.Mark
	epoch    int64
	decided  data.Time
	settings data.Settings
	last     said // the newest line, unless it came from elsewhere
	done     bool
	wrote    []data.ID // keys of the rows that the newest command wrote
}

// said is who wrote a line when.
type said struct {
	seq    int64
	device data.ID
	at     data.Time
}

// stepBack is how far the machine's clock may go back and still be held at the
// newest line's time, so that no span is negative. A greater step means that
// the clock stood wrong before and was put right: holding on to the wrong time
// would stop the book for as long.
const stepBack = 24 * time.Hour

// now is the moment on the book's clock, never before the newest line.
func (s *session) now() data.Time {
	now := s.book.now()
	if now < s.decided && s.decided.Sub(now) < stepBack {
		return s.decided
	}
	return now
}

func (b *Book) begin(ctx context.Context) (*session, error) {
	if b.conn == nil || b.copy != nil && b.copy.open {
		return nil, data.Fault(data.Storage, "error.readOnly")
	}
	if b.damaged != nil {
		return nil, b.damaged
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s := b.session(context.WithoutCancel(ctx)) // once begun it is decided whole
	if err := s.exec(`BEGIN IMMEDIATE`); err != nil {
		return nil, err
	}
	clear(b.touched)
	return s, nil
}

// session is one that goes on from how the book stands, without a transaction.
func (b *Book) session(ctx context.Context) *session {
	return &session{ctx: ctx, book: b, head: b.head, epoch: b.epoch, decided: b.decided, settings: b.settings, last: b.last}
}

// adopt lets the book stand where a session has brought it.
func (b *Book) adopt(s *session) {
	b.head, b.epoch, b.decided, b.settings, b.last = s.head, s.epoch, s.decided, s.settings, s.last
}

func (s *session) rollback() {
	if !s.done {
		s.done = true
		_ = s.exec(`ROLLBACK`) // fails only when SQLite has rolled back already
	}
}

// end puts the session's work on disk.
func (s *session) end() error {
	s.book.step("committing")
	if err := s.exec(`COMMIT`); err != nil {
		return err
	}
	s.done = true
	s.book.step("committed")
	s.book.cleanse(s.ctx)
	s.book.adopt(s)
	return nil
}

func (s *session) commit() error {
	before := s.book.head
	if err := s.end(); err != nil {
		return err
	}
	if s.head != before {
		s.book.announceChange(s.head.Seq)
	}
	return nil
}

// apart decides a command inside a savepoint of its own.
func (s *session) apart(x examined, c data.Command) (data.Receipt, error) {
	was := *s
	if err := s.exec(`SAVEPOINT one`); err != nil {
		return data.Receipt{}, err
	}
	r, err := s.decide(x, c)
	if err != nil {
		s.book.dropRows()
	}
	if data.CodeOf(err) == data.Storage {
		return r, err // the engine may have rolled everything back already
	}
	if err != nil {
		s.head, s.epoch, s.decided, s.settings = was.head, was.epoch, was.decided, was.settings
		if e := s.exec(`ROLLBACK TO one`); e != nil {
			return data.Receipt{}, e
		}
	}
	if e := s.exec(`RELEASE one`); e != nil {
		return data.Receipt{}, e
	}
	return r, err
}

func (s *session) exec(q string) error {
	st, err := s.book.prepared(s.ctx, q)
	if err != nil {
		return fault(err)
	}
	_, err = st.ExecContext(s.ctx)
	return fault(err)
}

// decide does the work of one command and writes its journal line.
func (s *session) decide(x examined, c data.Command) (data.Receipt, error) {
	h, kind := c.Meta(), x.Kind
	tx := &Tx{ctx: s.ctx, book: s.book, seq: s.head.Seq + 1, epoch: s.epoch, before: s.head.Digest, now: s.now(), sides: data.Sides{}, settings: s.settings, sealed: x.sealed != nil}
	if first, found, err := tx.seen(h.ID); found || err != nil {
		return first, err
	}
	late, err := tx.clock(h, s)
	if err == nil {
		err = tx.admit(kind, h)
	}
	if err == nil {
		err = tx.proven(x, c)
	}
	if err != nil {
		return data.Receipt{}, err
	}
	tx.receipt = data.Receipt{ID: h.ID, Seq: tx.seq, At: tx.at, Decided: tx.now, Late: late}
	tx.owner = s.book.kindOwners[kind.Name]
	if err := s.book.decide[kind.Name](tx, c); err != nil {
		return data.Receipt{}, err
	}
	if err := s.write(tx, x, c); err != nil {
		return data.Receipt{}, err
	}
	s.settings, s.epoch, s.wrote = tx.settings, tx.epoch, tx.records()
	return tx.receipt, nil
}

// seen looks for a command that was decided before.
func (tx *Tx) seen(id data.ID) (data.Receipt, bool, error) {
	body, err := Value[string](tx.ctx, tx, `SELECT body FROM journal WHERE id = ?`, string(id))
	if err != nil || body == "" {
		return data.Receipt{}, false, err
	}
	line, err := data.ParseLine([]byte(body))
	return line.Receipt, true, err
}

// admit checks that the person may give the command: who they were when they gave
// it counts, not who they have become since.
func (tx *Tx) admit(kind data.Kind, h *data.Head) error {
	if kind.Anonymous {
		return nil
	}
	who, err := tx.StaffThen(h.Staff)
	switch {
	case data.CodeOf(err) == data.NotFound, err == nil && who.Gone:
		return data.Fault(data.Forbidden, "error.forbidden")
	case err != nil:
		return err
	}
	tx.staff = who
	if err := tx.admitDevice(kind, h); err != nil {
		return err
	}
	switch {
	case !kind.Allows(who.Role):
		return data.Fault(data.Forbidden, "error.forbidden")
	case kind.NeedsApproval && who.Role != data.Supervisor && h.Approval == nil:
		return data.Fault(data.Forbidden, "error.approval").At("approval")
	}
	return nil
}

// clock corrects the command's time: never after now, never before the
// device's previous command, so that no span is negative. It reports 补录: the
// command happened in a period that was sealed meanwhile and that it therefore
// doesn't stand in.
func (tx *Tx) clock(h *data.Head, s *session) (late bool, err error) {
	last := int64(s.last.at)
	if s.last.seq != tx.seq-1 || s.last.device != h.Device {
		if last, err = Value[int64](tx.ctx, tx, `SELECT at FROM journal WHERE device = ? ORDER BY seq DESC LIMIT 1`, string(h.Device)); err != nil {
			return false, err
		}
	}
	tx.at = min(max(h.At, data.Time(last)), tx.now)
	if tx.at >= s.decided {
		return false, nil // nothing was sealed after the newest line
	}
	sealed, _, err := tx.book.sealed(tx.ctx, tx)
	return tx.at < sealed, err
}

// write appends the journal line of a decided command.
func (s *session) write(tx *Tx, x examined, c data.Command) error {
	h := c.Meta()
	body, sides, err := lineOf(tx, x, c)
	if err != nil {
		return err
	}
	digest := data.Chain(s.head.Digest, body)
	if _, err := tx.exec(`INSERT INTO journal (seq, id, kind, staff, device, at, decided, body, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		tx.seq, string(h.ID), x.Name, string(h.Staff), string(h.Device), int64(tx.at), int64(tx.now), string(body), digest[:]); err != nil {
		return err
	}
	if err := tx.keepSides(tx.seq, sides); err != nil {
		return err
	}
	s.head, s.decided = data.Mark{Seq: tx.seq, Digest: digest}, tx.now
	s.last = said{tx.seq, h.Device, tx.at}
	tx.touched("journal")
	return nil
}

// keepSides writes the personal values of a line beside it.
func (tx *Tx) keepSides(seq int64, sides []data.Side) error {
	for _, side := range sides {
		if _, err := tx.exec(`INSERT INTO journal_side (seq, class, subject, salt, vals) VALUES (?, ?, ?, ?, ?)`,
			seq, string(side.Class), string(side.Subject), side.Salt, side.Values); err != nil {
			return err
		}
	}
	return nil
}

func lineOf(tx *Tx, x examined, c data.Command) ([]byte, []data.Side, error) {
	line := data.Line{Epoch: tx.epoch, Seq: tx.seq, Kind: x.Name, Version: x.Version, Receipt: tx.receipt, Changes: tx.changes}
	if err := tx.quote(x, c, &line); err != nil {
		return nil, nil, data.Fault(data.Storage, "error.internal").Because(err)
	}
	sides := tx.sides.Seal()
	for _, side := range sides {
		if line.Personal == nil {
			line.Personal = map[string]string{}
		}
		line.Personal[side.Name()] = side.Digest()
	}
	body, err := json.Marshal(line)
	if err != nil {
		return nil, nil, data.Fault(data.Storage, "error.internal").Because(err)
	}
	return body, sides, nil
}

// quote puts the command into its line: as it was signed, or without its personal
// values.
func (tx *Tx) quote(x examined, c data.Command, line *data.Line) (err error) {
	if e := x.sealed; e != nil {
		line.Version, line.Command, line.Signed = e.Version, e.Command, e.Signed
		return e.Put(c, tx.speaksOf(c), tx.parts, tx.sides)
	}
	line.Command, err = data.StripOf(c, tx.speaksOf(c), tx.parts, tx.sides)
	return err
}
