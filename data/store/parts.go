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
	// handover lists the register's open matters for a handover.
	handover func(ctx context.Context, q querier, h handoverScope) ([]data.HandoverItem, error)
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
