package store

import (
	"context"
	"fmt"
	"reflect"

	"yingbin/data"
)

// decider decides one command inside its transaction: it checks the rules that
// need the book and writes the rows.
type decider func(tx *Tx, c data.Command) error

// prover checks secrets before the transaction begins: hashing a PIN takes long
// and must not hold the writer.
type prover func(ctx context.Context, b *Book, c data.Command) error

// deriver keeps what a device makes for itself from rows of a table, such as
// search keys, or refuses what must not become of them; old or new is nil for a
// new or a removed row.
type deriver func(tx *Tx, old, new cols) error

// part is what one register is to the engine. All of a book's registers are its
// catalogue.
type part struct {
	name   string
	decide map[string]decider // by kind of command
	prove  map[string]prover
	derive map[string]deriver // by table
	// numbers says with which letters, one or two, the numbers (单号) of which
	// table begin.
	numbers map[string]string
	holds   []hold // the rows that keep their visitor from being forgotten
	// handover lists the register's open matters for a handover.
	handover func(ctx context.Context, q querier, h handoverScope) ([]data.HandoverItem, error)
	// told tells the duty record what happened on a day.
	told    func(ctx context.Context, q querier, t *data.DayLog) error
	hears   []listener
	answers []listener
	// sealed gives the end of the period that nothing may change any more: its
	// last moment and its last line.
	sealed func(ctx context.Context, q querier) (data.Time, int64, error)
	kept   []string // tables that nearly every command reads: their rows stay in memory
	// cut deletes from a copy for a tablet what was made from values that it may
	// not hold.
	cut []string
}

// hold selects rows of visitors that are still open: emptied, they would leave
// nobody to greet, to answer or to ask for something.
type hold struct {
	rank  int    // of several the lowest is said
	key   string // the sentence that says it
	query string // gives the column visitor, of rows that name one
	now   bool   // the query asks once for the moment
}

// args are the values of the query's places.
func (h hold) args(now data.Time) []any {
	if h.now {
		return []any{int64(now)}
	}
	return nil
}

// listener hears or answers one type of event or request.
type listener struct {
	of   reflect.Type
	call func(ctx context.Context, q querier, what any) error
}

// hear makes a listener to what other registers tell of while they decide.
func hear[E any](f func(tx *Tx, e E) error) listener {
	return listener{reflect.TypeFor[E](), func(_ context.Context, q querier, what any) error { return f(q.(*Tx), what.(E)) }}
}

// answer makes the one listener to a request that asks for something to be done.
func answer[R any](f func(tx *Tx, r *R) error) listener {
	return listener{reflect.TypeFor[R](), func(_ context.Context, q querier, what any) error { return f(q.(*Tx), what.(*R)) }}
}

// know makes the one listener to a request that only asks.
func know[R any](f func(ctx context.Context, q querier, r *R) error) listener {
	return listener{reflect.TypeFor[R](), func(ctx context.Context, q querier, what any) error { return f(ctx, q, what.(*R)) }}
}

// tell tells all registers of an event, in the order of the catalogue. The first
// that refuses refuses the act.
func tell[E any](tx *Tx, e E) error {
	for _, l := range tx.book.hears[reflect.TypeFor[E]()] {
		if err := l.call(tx.ctx, tx, e); err != nil {
			return err
		}
	}
	return nil
}

// ask puts a request to the register that answers it, which does its part and
// fills in the answer. Its refusal refuses the act. Without one in the catalogue
// it is a fault of the program.
func ask[R any](tx *Tx, r *R) error { return asked(tx.ctx, tx.book, tx, r) }

// inquire is ask for a read: what is asked changes nothing.
func inquire[R any](ctx context.Context, b *Book, r *R) error { return asked(ctx, b, b, r) }

func asked[R any](ctx context.Context, b *Book, q querier, r *R) error {
	l, ok := b.answers[reflect.TypeFor[R]()]
	if !ok {
		return data.Fault(data.Storage, "error.internal").Because(fmt.Errorf("nobody answers %T", r))
	}
	return l.call(ctx, q, r)
}

// handoverScope is what a source of open matters may look at.
type handoverScope struct {
	now      data.Time
	day      data.Day
	settings data.Settings
}

var parts []part

func announce(p part) part {
	parts = append(parts, p)
	return p
}

// on adapts a decider of one command type.
func on[T any](f func(tx *Tx, c *T) error) decider {
	return func(tx *Tx, c data.Command) error { return f(tx, any(c).(*T)) }
}

// clock gives a moment as the shift says it: with its date when it is not of
// the scope's day.
func (h handoverScope) clock(t data.Time) string {
	c := h.settings.Calendar
	if c.Day(t) == h.day {
		return c.Clock(t)
	}
	return c.Stamp(t)
}

// dayEnd is the last moment of a business day.
func (h handoverScope) dayEnd(d data.Day) data.Time {
	_, to := h.settings.Calendar.Bounds(d)
	return to
}

// matters asks every register what is open, in the order of the handover's
// sections.
func (b *Book) matters(ctx context.Context, q querier, scope handoverScope) ([]data.HandoverItem, error) {
	var items []data.HandoverItem
	for _, source := range b.handover {
		more, err := source(ctx, q, scope)
		if err != nil {
			return nil, err
		}
		items = append(items, more...)
	}
	data.SortHandover(items)
	return items, nil
}

// matters is what is open as the command finds it.
func (tx *Tx) matters(scope handoverScope) ([]data.HandoverItem, error) {
	return tx.book.matters(tx.ctx, tx, scope)
}

// told asks every register what it tells the duty record of a day.
func (b *Book) told(ctx context.Context, t *data.DayLog) error {
	for _, tell := range b.tells {
		if err := tell(ctx, b, t); err != nil {
			return err
		}
	}
	return nil
}

// commands reads the commands of one kind that were given in a span, in the order
// in which they were decided.
func commands[T any, P interface {
	*T
	data.Command
}](ctx context.Context, q querier, kind string, from, to data.Time) ([]P, error) {
	rows, err := all[journalRow](ctx, q, `SELECT * FROM journal WHERE at >= ? AND at < ? AND kind = ? ORDER BY seq`, int64(from), int64(to), kind)
	list := make([]P, len(rows))
	for i, r := range rows {
		line, err := data.ParseLine([]byte(r.Body))
		if err != nil {
			return nil, err
		}
		c, err := data.Envelope{Kind: line.Kind, Version: line.Version, Command: line.Command}.Open()
		if err != nil {
			return nil, err
		}
		list[i] = c.(P)
		list[i].Meta().At = r.At
	}
	return list, err
}
