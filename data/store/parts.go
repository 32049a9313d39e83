package store

import (
	"context"

	"yingbin/data"
)

// decider decides one command inside its transaction: it checks the rules that
// need the book and writes the rows.
type decider func(tx *Tx, c data.Command) error

// part is what one register's file announces to the store.
type part struct {
	decide map[string]decider // by kind of command
	// prove checks secrets before the transaction begins: hashing a PIN takes
	// long and must not hold the writer.
	prove map[string]func(ctx context.Context, b *Book, c data.Command) error
	// derive keeps what a device makes for itself from rows of a table, such as
	// search keys, or refuses what must not become of them; old or new is nil for
	// a new or a removed row.
	derive map[string]func(tx *Tx, old, new cols) error
	// numbers says which letters, one or two, begin the numbers (单号) of which
	// table.
	numbers map[string]string
	// holds are the rows that keep their visitor from being forgotten.
	holds []hold
	// handover lists the register's open matters for a handover.
	handover func(ctx context.Context, q querier, h handoverScope) ([]data.HandoverItem, error)
	// leaving is asked when guests are checked out: it warns of what they leave
	// open.
	leaving func(tx *Tx, v data.Visit) error
	// seated is told when a visit that is going on is led to a place, from before
	// to what it says now; either may be "".
	seated func(tx *Tx, v data.Visit, before data.ID) error
	// left is told when a visit ended.
	left func(tx *Tx, visit data.ID, at data.Time) error
	// closing is told when the house is closed, after all visits ended.
	closing func(tx *Tx, day data.Day) error
	// served is told when drinks reach a place: whoever brings them has seen it.
	served func(tx *Tx, place data.ID) error
	// refilled is told when the floor orders once more for a place.
	refilled func(tx *Tx, place data.ID) error
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

// leaves asks all registers about a visit that ends.
func (tx *Tx) leaves(v data.Visit) error {
	for _, p := range parts {
		if p.leaving == nil {
			continue
		}
		if err := p.leaving(tx, v); err != nil {
			return err
		}
	}
	return nil
}

// seats tells all registers where a visit was led.
func (tx *Tx) seats(v data.Visit, before data.ID) error {
	if !v.Open() || v.TableID == before {
		return nil
	}
	for _, p := range parts {
		if p.seated == nil {
			continue
		}
		if err := p.seated(tx, v, before); err != nil {
			return err
		}
	}
	return nil
}

// hasLeft tells all registers that a visit ended.
func (tx *Tx) hasLeft(visit data.ID, at data.Time) error {
	for _, p := range parts {
		if p.left == nil {
			continue
		}
		if err := p.left(tx, visit, at); err != nil {
			return err
		}
	}
	return nil
}

// closes tells all registers that the house is closed.
func (tx *Tx) closes(day data.Day) error {
	for _, p := range parts {
		if p.closing == nil {
			continue
		}
		if err := p.closing(tx, day); err != nil {
			return err
		}
	}
	return nil
}

// serves tells all registers that drinks reached a place.
func (tx *Tx) serves(place data.ID) error {
	for _, p := range parts {
		if p.served == nil {
			continue
		}
		if err := p.served(tx, place); err != nil {
			return err
		}
	}
	return nil
}

// refills tells all registers that the floor ordered once more for a place.
func (tx *Tx) refills(place data.ID) error {
	for _, p := range parts {
		if p.refilled == nil {
			continue
		}
		if err := p.refilled(tx, place); err != nil {
			return err
		}
	}
	return nil
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
