package breakage

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
)

// This file is the money of reports, and what is put right of them afterwards.

// owing chooses the reports that wait for money.
const owing = `state = 'approved' AND due > got AND NOT (paid_at > 0 AND got = 0)`

// settleBreakage takes compensation, all of it or a part. Nothing is taken before the
// report is approved. Money that came in on a device out of reach is there all the
// same: it is written down, and what is not due is to be given back.
func settleBreakage(tx *store.Tx, c *data.SettleBreakage) error {
	b, err := store.Get[data.Breakage](tx, "breakage", string(c.Breakage))
	if err != nil {
		return err
	}
	sum := c.Sum
	if sum == 0 {
		sum = b.Rest()
		if b.State != "approved" || sum == 0 {
			sum = b.Due
		}
	}
	refused := mayTake(tx, b, sum)
	switch {
	case refused != nil && (!tx.CameLate() || sum == 0 || c.How == "wages"):
		return refused
	case refused != nil:
		tx.Warn("breakage.takenLate", data.ShortNumber(b.Number), data.Yuan(sum), c.Receipt)
	}
	payment := c.Payment
	if payment == "" {
		payment = tx.IDOf("payment")
	}
	return pay(tx, b, data.Payment{ID: payment, Sum: sum, How: c.How, Receipt: c.Receipt})
}

// mayTake says why no money is taken for a report.
func mayTake(tx *store.Tx, b data.Breakage, sum data.Fen) error {
	switch {
	case b.State == "rejected":
		return data.Fault(data.Stale, "breakage.wasRejected")
	case b.State != "approved":
		return data.Fault(data.Conflict, "breakage.notApproved")
	case b.Unpriced():
		return data.Fault(data.Conflict, "breakage.noPrice")
	case b.Due == 0:
		return data.Fault(data.Conflict, "breakage.nothingDue")
	case b.Paid():
		return data.Fault(data.Stale, "breakage.isPaid", tx.Shown(b.PaidAt))
	case sum > b.Rest():
		return data.Fault(data.Invalid, "breakage.tooMuch", data.Yuan(b.Rest())).At("sum")
	}
	return nil
}

// pay writes down money that came, or went back, and what there is of it now.
func pay(tx *store.Tx, b data.Breakage, p data.Payment) error {
	p.Breakage, p.Visitor, p.At, p.By = b.ID, b.Visitor, max(tx.At(), b.At), tx.Staff().ID
	tx.About(b.Visitor)
	if err := tx.Insert("payment", p); err != nil {
		return err
	}
	b.Got = b.Received() + p.Sum
	switch {
	case b.Got == 0:
		b.PaidHow, b.PaidAt, b.Receipt = "", 0, ""
	case p.Sum > 0:
		b.PaidHow, b.PaidAt, b.Receipt = p.How, p.At, p.Receipt
	}
	return tx.Set("breakage", b)
}

// refundBreakage gives back what was taken.
func refundBreakage(tx *store.Tx, c *data.RefundBreakage) error {
	b, err := store.Get[data.Breakage](tx, "breakage", string(c.Breakage))
	if err != nil {
		return err
	}
	sum := c.Sum
	if sum == 0 {
		sum = b.Received()
	}
	switch {
	case b.Received() == 0:
		return data.Fault(data.Stale, "breakage.nothingTaken")
	case sum > b.Received():
		return data.Fault(data.Invalid, "breakage.tooMuch", data.Yuan(b.Received())).At("sum")
	}
	return pay(tx, b, data.Payment{ID: c.Payment, Sum: -sum, How: c.How, Receipt: c.Receipt, Why: c.Why})
}

// signBreakage brings the signature that the report came without.
func signBreakage(tx *store.Tx, c *data.SignBreakage) error {
	b, err := store.Get[data.Breakage](tx, "breakage", string(c.Breakage))
	switch {
	case err != nil:
		return err
	case b.State == "rejected":
		return data.Fault(data.Stale, "breakage.wasRejected")
	case b.Strokes != "":
		return data.Fault(data.Stale, "breakage.isSigned")
	}
	tx.About(b.Visitor)
	b.Strokes, b.SignedAt = c.Strokes, max(tx.At(), b.At)
	return tx.Put("breakage", b)
}

// correctBreakage puts right what a report comes to, or voids it. Whoever is
// responsible for it does neither.
func correctBreakage(tx *store.Tx, c *data.CorrectBreakage) error {
	b, err := mayCorrect(tx, c.Breakage)
	if err != nil {
		return err
	}
	b.Amended = tx.Amended(c.Why, c.Void)
	if c.Void {
		b.State, b.DecidedBy, b.DecidedAt = "rejected", c.Staff, max(tx.At(), b.At)
		if err := store.Request(tx, &data.RestoreStock{Report: b.ID, Movement: c.Movement, At: max(tx.At(), b.At), By: c.Staff}); err != nil {
			return err
		}
	} else {
		b.Price, b.Share, b.Waived = c.Price, c.Share, c.Waived
		b.Due = data.ShareOf(b.Amount(), b.Share)
	}
	if back := b.GiveBack(); back > 0 {
		tx.Warn("breakage.giveBackNow", data.ShortNumber(b.Number), data.Yuan(back))
	}
	return tx.Put("breakage", b)
}

// mayCorrect reads a report that somebody else is responsible for.
func mayCorrect(tx *store.Tx, id data.ID) (data.Breakage, error) {
	b, err := store.Get[data.Breakage](tx, "breakage", string(id))
	switch {
	case err != nil:
		return b, err
	case b.State == "rejected":
		return b, data.Fault(data.Stale, "breakage.wasRejected")
	case b.Responsible == tx.Staff().ID:
		return b, data.Fault(data.Forbidden, "breakage.ownFault")
	}
	tx.About(b.Visitor)
	return b, nil
}

// correctPiece takes back that a piece was handed in.
func correctPiece(tx *store.Tx, c *data.CorrectPiece) error {
	b, err := store.Get[data.Breakage](tx, "breakage", string(c.Breakage))
	if err == nil && b.HandedTo == "" {
		err = data.Fault(data.Stale, "breakage.notHandedIn")
	}
	if err != nil {
		return err
	}
	tx.About(b.Visitor)
	b.HandedTo, b.HandedAt, b.Amended = "", 0, tx.Amended(c.Why, false)
	return tx.Put("breakage", b)
}

// reopenBreakage makes a report wait again. What was put back on the stock is taken
// off once more.
func reopenBreakage(tx *store.Tx, c *data.ReopenBreakage) error {
	b, err := store.Get[data.Breakage](tx, "breakage", string(c.Breakage))
	switch {
	case err != nil:
		return err
	case b.State == "reported":
		return data.Fault(data.Stale, "breakage.stillWaits")
	case b.Responsible == c.Staff:
		return data.Fault(data.Forbidden, "breakage.ownFault")
	}
	if b.State == "rejected" {
		broken := data.BreakStock{Item: b.Item, Qty: b.Qty, Lost: b.Kind == "lost", Movement: c.Movement, Report: b.ID, By: c.Staff}
		if err := store.Request(tx, &broken); err != nil {
			return err
		}
	}
	tx.About(b.Visitor)
	b.State, b.DecidedBy, b.DecidedAt, b.DecidedWord, b.Amended = "reported", "", 0, "", tx.Amended(c.Why, false)
	return tx.Put("breakage", b)
}

// BreakagePayments lists the money that came and went for a report, the oldest first.
func (b BreakageReader) BreakagePayments(ctx context.Context, report data.ID) ([]data.Payment, error) {
	return store.All[data.Payment](ctx, b.book, `SELECT * FROM payment WHERE breakage = ? ORDER BY at, seq`, string(report))
}
