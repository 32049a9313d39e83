package store

import (
	"context"

	"yingbin/data"
)

var _ = announce(part{
	numbers: map[string]string{"B": "breakage"},
	decide: map[string]decider{
		"ReportBreakage": on(reportBreakage),
		"HandInPiece":    on(handInPiece),
		"DecideBreakage": on(decideBreakage),
		"SettleBreakage": on(settleBreakage),
	},
	holds: []hold{{rank: 5, key: "breakage.stillOpen",
		query: `SELECT visitor FROM breakage WHERE visitor <> '' AND (state = 'reported' OR due > 0 AND paid_at = 0 AND state <> 'rejected')`}},
	handover: handOverBreakages,
})

// reportBreakage writes the report and takes what broke off the stock. What a
// count has already found missing is not taken twice: the report explains it.
func reportBreakage(tx *Tx, c *data.ReportBreakage) error {
	named := data.StockItemNamed{Item: c.Item}
	if err := ask(tx, &named); err != nil {
		return err
	}
	item := named.Found
	b := data.Breakage{
		ID: c.Breakage, Day: tx.day(), At: tx.at, By: c.Staff,
		Item: item.ID, Name: item.Name, Spec: item.Spec, Unit: item.Unit, Price: item.Price,
		Qty: c.Qty, Kind: c.What, Found: c.Found, Cause: c.Cause, Place: c.Place,
		Responsible: c.Responsible, Visitor: c.Visitor, Person: c.Person, Strokes: c.Strokes,
		Share: c.Share, Waived: c.Waived, HandedTo: c.HandedTo, ReportedTo: c.ReportedTo, State: "reported", Note: c.Note,
	}
	b.Due = data.ShareOf(b.Amount(), b.Share)
	if b.HandedTo != "" {
		b.HandedAt = tx.at
	}
	if err := tx.knowInvolved(&b); err != nil {
		return err
	}
	broken := data.StockBroken{Item: item.ID, Qty: c.Qty, Lost: c.What == "lost", Movement: c.Movement, Report: b.ID, Explains: c.Explains, By: c.Staff}
	if err := ask(tx, &broken); err != nil {
		return err
	}
	var err error
	if b.Number, err = tx.number("B", tx.day()); err != nil {
		return err
	}
	return tx.insert("breakage", b)
}

// knowInvolved checks that the people a report names are there, and keeps the
// name of whoever is responsible as it was then.
func (tx *Tx) knowInvolved(b *data.Breakage) error {
	for field, id := range map[string]data.ID{"responsible": b.Responsible, "handedTo": b.HandedTo, "reportedTo": b.ReportedTo} {
		if id == "" {
			continue
		}
		s, err := get[data.Staff](tx, "staff", string(id))
		if err == nil && s.Gone {
			err = data.Fault(data.NotFound, "error.notFound")
		}
		if err != nil {
			return missingAt(err, field)
		}
		if field == "responsible" && b.Person == "" {
			b.Person = s.Name
		}
	}
	if b.Visitor == "" {
		return nil
	}
	v, err := tx.visitorOf(b.Visitor)
	if err != nil {
		return missingAt(err, "person")
	}
	b.Visitor = v.ID
	tx.About(v.ID)
	if b.Person == "" {
		b.Person = v.Name
	}
	return nil
}

func handInPiece(tx *Tx, c *data.HandInPiece) error {
	b, err := get[data.Breakage](tx, "breakage", string(c.Breakage))
	switch {
	case err != nil:
		return err
	case b.State == "rejected":
		return data.Fault(data.Stale, "breakage.wasRejected")
	case !b.Piece():
		return data.Fault(data.Invalid, "breakage.lostPiece").At("to")
	case b.HandedTo != "":
		return data.Fault(data.Stale, "breakage.handedIn", tx.shown(b.HandedAt))
	}
	if err := tx.knowInvolved(&data.Breakage{HandedTo: c.To}); err != nil {
		return data.AsError(err).At("to")
	}
	return tx.update("breakage", cols{"handed_to": c.To, "handed_at": max(tx.at, b.At)}, string(b.ID))
}

func decideBreakage(tx *Tx, c *data.DecideBreakage) error {
	b, err := get[data.Breakage](tx, "breakage", string(c.Breakage))
	switch {
	case err != nil:
		return err
	case b.State != "reported":
		return tx.wasDecided(b)
	case b.By == c.Staff:
		return data.Fault(data.Forbidden, "breakage.ownReport")
	case !c.Approve && b.Paid():
		return data.Fault(data.Conflict, "breakage.paidAlready")
	}
	b.State, b.DecidedBy, b.DecidedAt, b.DecidedWord = "approved", c.Staff, max(tx.at, b.At), c.Word
	if !c.Approve {
		b.State = "rejected"
		if err := ask(tx, &data.StockRestored{Report: b.ID, Movement: c.Movement, At: max(tx.at, b.At), By: c.Staff}); err != nil {
			return err
		}
	}
	return tx.put("breakage", b)
}

func (tx *Tx) wasDecided(b data.Breakage) error {
	who, err := get[data.Staff](tx, "staff", string(b.DecidedBy))
	if err != nil {
		return err
	}
	return data.Fault(data.Stale, "breakage.decided."+b.State, who.Name, tx.shown(b.DecidedAt))
}

func settleBreakage(tx *Tx, c *data.SettleBreakage) error {
	b, err := get[data.Breakage](tx, "breakage", string(c.Breakage))
	switch {
	case err != nil:
		return err
	case b.State == "rejected":
		return data.Fault(data.Stale, "breakage.wasRejected")
	case b.Due == 0:
		return data.Fault(data.Conflict, "breakage.nothingDue")
	case b.Paid():
		return data.Fault(data.Stale, "breakage.isPaid", tx.shown(b.PaidAt))
	}
	return tx.update("breakage", cols{"paid_how": c.How, "paid_at": max(tx.at, b.At), "receipt": c.Receipt}, string(b.ID))
}

// Breakages lists the reports, the oldest first.
func (b *Book) Breakages(ctx context.Context, f data.BreakageFilter) ([]data.Breakage, error) {
	return readBreakages(ctx, b, f)
}

func readBreakages(ctx context.Context, q querier, f data.BreakageFilter) ([]data.Breakage, error) {
	t := filter{from: `SELECT * FROM breakage`}
	t.when(f.ID != "", `id = ?`, string(f.ID))
	t.when(f.Item != "", `item = ?`, string(f.Item))
	t.when(f.From != "", `day >= ?`, string(f.From))
	t.when(f.To != "", `day <= ?`, string(f.To))
	t.when(f.Waiting, `state = 'reported'`)
	t.when(f.Owing, `due > 0 AND paid_at = 0 AND state <> 'rejected'`)
	return all[data.Breakage](ctx, q, t.text(` ORDER BY at, number`), t.args...)
}

// BreakagesWaiting counts the reports that wait for a supervisor.
func (b *Book) BreakagesWaiting(ctx context.Context) (int, error) {
	n, err := value[int64](ctx, b, `SELECT count(*) FROM breakage WHERE state = 'reported'`)
	return int(n), err
}

// BreakageSummary adds up the month of a day: by item, kind and cause, with the
// part of what was held that broke. Held is what there was when the month began
// and what came in during it.
func (b *Book) BreakageSummary(ctx context.Context, month data.Day) (data.BreakageMonth, error) {
	from, to := data.MonthOf(month)
	list, err := b.Breakages(ctx, data.BreakageFilter{From: from, To: to})
	if err != nil {
		return data.BreakageMonth{}, err
	}
	set, err := b.Settings(ctx)
	if err != nil {
		return data.BreakageMonth{}, err
	}
	begin, _ := set.Calendar.Bounds(from)
	_, end := set.Calendar.Bounds(to)
	held := data.StockHeldIn{From: begin, To: end}
	if err := inquire(ctx, b, &held); err != nil {
		return data.BreakageMonth{}, err
	}
	return data.SumBreakages(list, held.Items, held.Held, from, to), nil
}
