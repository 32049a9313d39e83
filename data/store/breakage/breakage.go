package breakage

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
)

// Register is what this register is to the engine.
var Register = store.Register{
	Of:       data.Breakages,
	Describe: about,
	Numbers:  map[string]string{"B": "breakage"},
	Decide: map[string]store.Decider{
		"ReportBreakage":  store.Decides(reportBreakage),
		"HandInPiece":     store.Decides(handInPiece),
		"DecideBreakage":  store.Decides(decideBreakage),
		"SettleBreakage":  store.Decides(settleBreakage),
		"SignBreakage":    store.Decides(signBreakage),
		"RefundBreakage":  store.Decides(refundBreakage),
		"CorrectBreakage": store.Decides(correctBreakage),
		"CorrectPiece":    store.Decides(correctPiece),
		"ReopenBreakage":  store.Decides(reopenBreakage),
	},
	Recent: map[string]string{"breakage": `day >= :day OR state = 'reported' OR ` + owing},
	ForgetBlockers: []store.ForgetBlocker{{Rank: 5, Key: "breakage.stillOpen",
		Query: `SELECT visitor FROM breakage WHERE visitor <> '' AND (state = 'reported' OR ` + owing + `)`}},
	Matters: matters,
}

// reportBreakage writes the report and takes what broke off the stock. What a
// count has already found missing is not taken twice: the report explains it.
func reportBreakage(tx *store.Tx, c *data.ReportBreakage) error {
	named := data.FindStockItem{Item: c.Item}
	if err := store.Request(tx, &named); err != nil {
		return err
	}
	item := named.Found
	b := data.Breakage{
		ID: c.Breakage, Day: tx.Day(), At: tx.At(), By: c.Staff,
		Item: item.ID, Name: item.Name, Spec: item.Spec, Unit: item.Unit, Price: item.Price,
		Qty: c.Qty, Kind: c.What, Found: c.Found, Cause: c.Cause, Place: c.Place,
		Responsible: c.Responsible, Visitor: c.Visitor, Person: c.Person, Strokes: c.Strokes,
		Share: c.Share, Waived: c.Waived, HandedTo: c.HandedTo, ReportedTo: c.ReportedTo, State: "reported", Note: c.Note,
	}
	b.Due = data.ShareOf(b.Amount(), b.Share)
	if b.HandedTo != "" {
		b.HandedAt = tx.At()
	}
	if err := knowInvolved(tx, &b); err != nil {
		return err
	}
	broken := data.BreakStock{Item: item.ID, Qty: c.Qty, Lost: c.What == "lost", Movement: c.Movement, Report: b.ID, Explains: c.Explains, By: c.Staff}
	if err := store.Request(tx, &broken); err != nil {
		return err
	}
	var err error
	if b.Number, err = tx.Number("B", tx.Day()); err != nil {
		return err
	}
	return tx.Insert("breakage", b)
}

// knowInvolved checks that the people a report names are there, and keeps the
// name of whoever is responsible as it was then.
func knowInvolved(tx *store.Tx, b *data.Breakage) error {
	for field, id := range map[string]data.ID{"responsible": b.Responsible, "handedTo": b.HandedTo, "reportedTo": b.ReportedTo} {
		if id == "" {
			continue
		}
		s, err := tx.StaffHere(id, field)
		if err != nil {
			return err
		}
		if field == "responsible" && b.Person == "" {
			b.Person = s.Name
		}
	}
	if b.Visitor == "" {
		return nil
	}
	v, err := tx.KnownGuest(b.Visitor, "person")
	if err != nil {
		return err
	}
	b.Visitor = v.ID
	if b.Person == "" {
		b.Person = v.Name
	}
	return nil
}

func handInPiece(tx *store.Tx, c *data.HandInPiece) error {
	b, err := store.Get[data.Breakage](tx, "breakage", string(c.Breakage))
	switch {
	case err != nil:
		return err
	case b.State == "rejected":
		return data.Fault(data.Stale, "breakage.wasRejected")
	case !b.Piece():
		return data.Fault(data.Invalid, "breakage.lostPiece").At("to")
	case b.HandedTo != "":
		return data.Fault(data.Stale, "breakage.handedIn", tx.Shown(b.HandedAt))
	}
	if err := knowInvolved(tx, &data.Breakage{HandedTo: c.To}); err != nil {
		return data.AsError(err).At("to")
	}
	return tx.Update("breakage", store.Cols{"handed_to": c.To, "handed_at": max(tx.At(), b.At)}, string(b.ID))
}

func decideBreakage(tx *store.Tx, c *data.DecideBreakage) error {
	b, err := store.Get[data.Breakage](tx, "breakage", string(c.Breakage))
	switch {
	case err != nil:
		return err
	case b.State != "reported":
		return wasDecided(tx, b)
	case b.By == c.Staff:
		return data.Fault(data.Forbidden, "breakage.ownReport")
	case b.Responsible == c.Staff:
		return data.Fault(data.Forbidden, "breakage.ownFault")
	case c.Approve && b.Unpriced() && c.Price == 0 && c.Waived == "":
		return data.Fault(data.Invalid, "breakage.needPrice").At("price")
	case !c.Approve && b.Received() > 0:
		return data.Fault(data.Conflict, "breakage.paidAlready")
	}
	if b.Unpriced() && c.Approve {
		b.Price, b.Waived = c.Price, c.Waived
		if c.Waived != "" {
			b.Share = 0
		}
		b.Due = data.ShareOf(b.Amount(), b.Share)
	}
	b.State, b.DecidedBy, b.DecidedAt, b.DecidedWord = "approved", c.Staff, max(tx.At(), b.At), c.Word
	if !c.Approve {
		b.State = "rejected"
		if err := store.Request(tx, &data.RestoreStock{Report: b.ID, Movement: c.Movement, At: max(tx.At(), b.At), By: c.Staff}); err != nil {
			return err
		}
	}
	return tx.Put("breakage", b)
}

func wasDecided(tx *store.Tx, b data.Breakage) error {
	who, err := store.Get[data.Staff](tx, "staff", string(b.DecidedBy))
	if err != nil {
		return err
	}
	return data.Fault(data.Stale, "breakage.decided."+b.State, who.Name, tx.Shown(b.DecidedAt))
}

// Breakages lists the reports, the oldest first.
func (b BreakageReader) Breakages(ctx context.Context, f data.BreakageFilter) ([]data.Breakage, error) {
	return readBreakages(ctx, b.book, f)
}

func readBreakages(ctx context.Context, q store.Querier, f data.BreakageFilter) ([]data.Breakage, error) {
	t := store.Filter{From: `SELECT * FROM breakage`}
	t.When(f.ID != "", `id = ?`, string(f.ID))
	t.When(f.Item != "", `item = ?`, string(f.Item))
	t.When(f.From != "", `day >= ?`, string(f.From))
	t.When(f.To != "", `day <= ?`, string(f.To))
	t.When(f.Waiting, `state = 'reported'`)
	t.When(f.Owing, owing)
	t.When(f.Back, `(state = 'rejected' AND (got > 0 OR paid_at > 0) OR got > due)`)
	t.When(f.Unsigned, `share > 0 AND strokes = '' AND state <> 'rejected'`)
	return store.All[data.Breakage](ctx, q, t.Text(` ORDER BY at, number`), t.Args...)
}

// BreakagesWaiting counts the reports that wait for a supervisor.
func (b BreakageReader) BreakagesWaiting(ctx context.Context) (int, error) {
	n, err := store.Value[int64](ctx, b.book, `SELECT count(*) FROM breakage WHERE state = 'reported'`)
	return int(n), err
}

// BreakageSummary adds up the month of a day: by item, kind and cause, with the
// part of what was held that broke. Held is what there was when the month began
// and what came in during it.
func (b BreakageReader) BreakageSummary(ctx context.Context, month data.Day) (data.BreakageMonth, error) {
	from, to := data.MonthOf(month)
	list, err := b.Breakages(ctx, data.BreakageFilter{From: from, To: to})
	if err != nil {
		return data.BreakageMonth{}, err
	}
	set, err := b.book.Settings(ctx)
	if err != nil {
		return data.BreakageMonth{}, err
	}
	begin, _ := set.Calendar.Bounds(from)
	_, end := set.Calendar.Bounds(to)
	held := data.SumStock{From: begin, To: end}
	if err := store.Query(ctx, b.book, &held); err != nil {
		return data.BreakageMonth{}, err
	}
	return data.SumBreakages(list, held.Items, held.Held, from, to), nil
}
