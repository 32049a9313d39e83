package store

import (
	"fmt"

	"yingbin/data"
)

// InStead decides an act that somebody gave who is not there any more, in the name
// of whoever gives the command: at the moment at which it was given, and as its own
// register decides it. Its faults are the act's own.
func (tx *Tx) InStead(e data.Envelope, given data.Time) error {
	c, err := e.Open()
	if err != nil {
		return err
	}
	kind, ok := tx.book.kindOf(c)
	if !ok || !kind.InStead() {
		return data.Fault(data.Forbidden, "late.onlySelf")
	}
	h := c.Meta()
	h.Staff, h.Approval = tx.staff.ID, nil
	if err := c.Validate(); err != nil {
		return err
	}
	decide := tx.book.decide[kind.Name]
	if decide == nil {
		return data.Fault(data.Invalid, "error.internal").Because(fmt.Errorf("no decider for %T", c))
	}
	sealed, _, err := tx.book.sealed(tx.ctx, tx)
	if err != nil {
		return err
	}
	tx.at = min(given, tx.now) // the line is of that moment, whenever it was given
	tx.receipt.At, tx.receipt.Late = tx.at, tx.at < sealed
	return tx.within(tx.book.kindOwners[kind.Name], func() error { return decide(tx, c) })
}
