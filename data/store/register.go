package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"

	"yingbin/data"
)

// Decider decides one command inside its transaction: it checks the rules that
// need the book and writes the rows.
type Decider func(tx *Tx, c data.Command) error

// Rule follows the rows of a table, whichever way one came to be: written by a
// decider, taken back, merged or brought by a line. Old or new is nil for a new or
// a removed row.
type Rule func(tx *Tx, old, new Cols) error

// Register is what one register is to the engine. All of a book's registers are its
// catalogue.
type Register struct {
	Of data.Register // its kinds of command and its rows
	// Owner is the package that it stands in, where several registers share one on
	// purpose; its own name by default. A decider writes the tables of its owner.
	Owner    string
	Decide   map[string]Decider   // by kind of command
	Describe map[string]Describer // what a command is about, likewise
	// Index keeps what a device makes for itself from rows of a table, such as search
	// keys, also from those that a line brought. It writes with Tx.Derived.
	Index map[string]Rule
	// Check refuses what must not become of rows of a table. What another book
	// decided is not checked again.
	Check map[string]Rule
	// Numbers says with which letters, one or two, the numbers (单号) of which
	// table begin.
	Numbers        map[string]string
	ForgetBlockers []ForgetBlocker // the rows that keep their visitor from being forgotten
	// LastContact are queries for the column visitor of rows that say that somebody was
	// dealt with since a moment, the query's one place.
	LastContact []string
	// Ties are queries for the column visitor of rows that say that somebody is more
	// than the guest of one visit: a phone that is put right there leaves them alone.
	Ties []string
	// OpenDays is a query for the column day of rows that are written whenever the
	// office is open; one register has it.
	OpenDays string
	// Matters gives what is open and somebody should see, once for all who read it:
	// the handover, 待办, the rail.
	Matters func(ctx context.Context, q Querier, m AsOf) ([]data.Matter, error)
	// Figures counts what a day or a shift brought.
	Figures func(ctx context.Context, q Querier, s Span) ([]data.Figure, error)
	// DutyLines tells the duty record what happened on a day.
	DutyLines   func(ctx context.Context, q Querier, day *data.DutyRecord) error
	Subscribers []Handler
	Handlers    []Handler
	// Sealed gives the end of the period that nothing may change any more: its
	// last moment and its last line.
	Sealed func(ctx context.Context, q Querier) (data.Time, int64, error)
	Cached []string // tables that nearly every command reads: their rows stay in memory
	// Recent says of tables that grow which of their rows a tablet's screens show: a
	// condition on a row in which :day and :since stand for the first business day and
	// its first moment, src. before a table for the whole book. What is open must be
	// among them, and a row that others name before these: tables are copied in the
	// order of their migrations. Tables that are not named go whole.
	Recent map[string]string
	// Redact deletes from a copy for a tablet what was made from values that it may
	// not hold.
	Redact []string
}

func (r Register) owner() string { return cmp.Or(r.Owner, r.Of.Name) }

// ForgetBlocker selects rows of visitors that are still open: emptied, they would leave
// nobody to greet, to answer or to ask for something.
type ForgetBlocker struct {
	Rank  int    // of several the lowest is said
	Key   string // the sentence that says it
	Query string // gives the column visitor, of rows that name one
	Now   bool   // the query asks once for the moment
}

// args are the values of the query's places.
func (h ForgetBlocker) args(now data.Time) []any {
	if h.Now {
		return []any{int64(now)}
	}
	return nil
}

// Handler hears or answers one type of event or request.
type Handler struct {
	of    reflect.Type
	owner string
	call  func(ctx context.Context, q Querier, what any) error
}

// Subscribe makes a listener to what other registers tell of while they decide.
func Subscribe[E any](f func(tx *Tx, e E) error) Handler {
	return Handler{of: reflect.TypeFor[E](), call: func(_ context.Context, q Querier, what any) error { return f(q.(*Tx), what.(E)) }}
}

// HandleRequest makes the one listener to a request that asks for something to be done.
func HandleRequest[R any](f func(tx *Tx, r *R) error) Handler {
	return Handler{of: reflect.TypeFor[R](), call: func(_ context.Context, q Querier, what any) error { return f(q.(*Tx), what.(*R)) }}
}

// HandleQuery makes the one listener to a request that only asks.
func HandleQuery[R any](f func(ctx context.Context, q Querier, r *R) error) Handler {
	return Handler{of: reflect.TypeFor[R](), call: func(ctx context.Context, q Querier, what any) error { return f(ctx, q, what.(*R)) }}
}

// Publish tells all registers of an event, in the order of the catalogue. The first
// that refuses refuses the act.
func Publish[E any](tx *Tx, e E) error {
	for _, l := range tx.book.hears[reflect.TypeFor[E]()] {
		if err := tx.within(l.owner, func() error { return l.call(tx.ctx, tx, e) }); err != nil {
			return err
		}
	}
	return nil
}

// Request puts a request to the register that answers it, which does what is asked
// and fills in the answer. Its refusal refuses the act. Without such a register in
// the catalogue it fails with error.internal.
func Request[R any](tx *Tx, r *R) error {
	l, err := tx.book.answerer(reflect.TypeFor[R]())
	if err != nil {
		return err
	}
	return tx.within(l.owner, func() error { return l.call(tx.ctx, tx, r) })
}

// Query is Ask for a read: what is asked changes nothing.
func Query[R any](ctx context.Context, q Asker, r *R) error {
	l, err := q.of().answerer(reflect.TypeFor[R]())
	if err != nil {
		return err
	}
	return l.call(ctx, q, r)
}

func (b *Book) answerer(request reflect.Type) (Handler, error) {
	l, ok := b.answers[request]
	if !ok {
		return l, data.Fault(data.Storage, "error.internal").Because(fmt.Errorf("nobody answers %s", request))
	}
	return l, nil
}

// Catalogue says which registers there are, in the order in which they hear of
// each other. Whoever opens a book is given one.
type Catalogue []Register

// faults names what is wrong with a catalogue: a kind that nobody or two decide, a
// decider of no kind, letters of numbers that two have, a request that two answer,
// a rule on a table that nobody declares.
func (c Catalogue) faults() error {
	var faults []error
	say := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	kinds, deciders, letters, tables, answers := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[reflect.Type]bool{}
	twice := func(seen map[string]bool, what, name string) {
		if seen[name] {
			say("two registers have the %s %s", what, name)
		}
		seen[name] = true
	}
	for _, r := range c {
		for _, k := range r.Of.Kinds {
			twice(kinds, "kind", k.Name)
		}
		for _, row := range r.Of.Rows {
			twice(tables, "table", row.Table)
		}
		for kind := range r.Decide {
			twice(deciders, "decider of", kind)
		}
		for l := range r.Numbers {
			twice(letters, "letters", l)
		}
		for _, l := range r.Handlers {
			if answers[l.of] {
				say("two registers answer %s", l.of)
			}
			answers[l.of] = true
		}
	}
	for kind := range kinds {
		if !deciders[kind] {
			say("nobody decides %s", kind)
		}
	}
	for kind := range deciders {
		if !kinds[kind] {
			say("%s is decided, and no kind", kind)
		}
	}
	for _, r := range c {
		for _, rules := range []map[string]Rule{r.Index, r.Check} {
			for table := range rules {
				if !tables[table] {
					say("a rule follows %s, which nobody declares", table)
				}
			}
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return data.Fault(data.Storage, "error.internal").Because(errors.Join(faults...))
}

// engineRegisters are what the engine keeps itself: settings, people, devices,
// what was taken back, and visitors.
func engineRegisters() Catalogue { return Catalogue{offices, people, devices, undoing, visitors} }

// Decides adapts a decider of one command type.
func Decides[T any](f func(tx *Tx, c *T) error) Decider {
	return func(tx *Tx, c data.Command) error { return f(tx, any(c).(*T)) }
}

// Commands reads the commands of one kind that were given in a span, in the order
// in which they were decided. Kinds that are asked for have an index of their own: see
// journal_at.
func Commands[T any, P interface {
	*T
	data.Command
}](ctx context.Context, q Querier, kind string, from, to data.Time) ([]P, error) {
	rows, err := All[JournalRow](ctx, q, `SELECT * FROM journal WHERE at >= ? AND at < ? AND kind = '`+kind+`' ORDER BY seq`, int64(from), int64(to))
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

// within runs what a register does in the transaction of another's command.
func (tx *Tx) within(owner string, f func() error) error {
	was := tx.owner
	tx.owner = owner
	defer func() { tx.owner = was }()
	return f()
}

// engineRoom owns the engine's own tables.
const engineOwner = "engine"

// own refuses that a register writes a table of another owner: it tells or asks
// the other instead. The engine may write all: it takes back, merges and forgets.
func (tx *Tx) own(table string) error {
	if !tx.book.strict || tx.replayed || tx.owner == "" {
		return nil
	}
	if owner := tx.book.tableOwners[table]; owner != "" && owner != tx.owner {
		return data.Fault(data.Storage, "error.internal").Because(fmt.Errorf("%s writes %s, a table of %s", tx.owner, table, owner))
	}
	return nil
}
