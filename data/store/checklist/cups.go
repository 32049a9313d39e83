package checklist

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
)

// stepCups does a step for a lot, in the source's order and no other.
func stepCups(tx *store.Tx, c *data.StepCups) error {
	b, err := store.Get[data.CupBatch](tx, "cup_batch", string(c.Batch))
	switch {
	case data.CodeOf(err) == data.NotFound && c.Step == data.CupSteps[0]:
		return beginCups(tx, c)
	case data.CodeOf(err) == data.NotFound:
		return data.Fault(data.Conflict, "checklist.cups.inspectFirst").At("step")
	case err != nil:
		return err
	}
	next := b.Next()
	switch {
	case next == "":
		return data.Fault(data.Stale, "checklist.cups.finished", tx.Shown(b.Done)).At("step")
	case c.Step == b.Step:
		return cupsStepped(tx, b)
	case c.Step != next:
		return data.Fault(data.Conflict, "checklist.cups.order", next).At("step")
	case c.Chipped > b.Qty:
		return data.Fault(data.Invalid, "error.range", 0, b.Qty).At("chipped")
	}
	return cupsDo(tx, b, c)
}

// cupsStepped says who did the step already.
func cupsStepped(tx *store.Tx, b data.CupBatch) error {
	who, err := store.Get[data.Staff](tx, "staff", string(b.By))
	if err != nil {
		return err
	}
	return data.Fault(data.Stale, "checklist.cups.already", b.Step, who.Name, tx.Shown(b.At)).At("step")
}

func beginCups(tx *store.Tx, c *data.StepCups) error {
	b := data.CupBatch{ID: c.Batch, Day: tx.Day(), Item: c.Item, Began: c.Qty, Qty: c.Qty, Started: tx.At()}
	if c.Item != "" {
		named := data.StockItemNamed{Item: c.Item}
		if err := store.Ask(tx, &named); err != nil {
			return err
		}
		item := named.Found
		if item.Kind != "utensil" {
			return data.Fault(data.Invalid, "checklist.cups.noUtensil", item.Label()).At("item")
		}
		b.Name = item.Label()
	}
	return cupsDo(tx, b, c)
}

func cupsDo(tx *store.Tx, b data.CupBatch, c *data.StepCups) error {
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT max(n) FROM cup_step WHERE batch = ?`, string(b.ID))
	if err != nil {
		return err
	}
	at := max(tx.At(), b.At)
	after := b.Do(c.Step, c.Chipped, c.Fail, at, c.Staff)
	if err := tx.Put("cup_batch", after); err != nil {
		return err
	}
	return tx.Insert("cup_step", data.CupStep{Batch: b.ID, N: int(n) + 1, Step: c.Step, At: at, By: c.Staff, Qty: after.Qty, Chipped: c.Chipped, Failed: c.Fail})
}

// CupBatches lists lots of cups with their steps, the oldest first.
func (b ChecklistReader) CupBatches(ctx context.Context, f data.CupFilter) ([]data.CupView, error) {
	return readCups(ctx, b.book, f)
}

func readCups(ctx context.Context, q store.Querier, f data.CupFilter) ([]data.CupView, error) {
	t := store.Filter{From: `SELECT * FROM cup_batch`}
	t.When(f.Open, `done = 0`)
	t.When(f.From != "", `day >= ?`, string(f.From))
	t.When(f.To != "", `day <= ?`, string(f.To))
	t.When(f.ID != "", `id = ?`, string(f.ID))
	lots, err := store.All[data.CupView](ctx, q, t.Text(` ORDER BY started, id`), t.Args...)
	if err != nil || len(lots) == 0 {
		return lots, err
	}
	s := t
	s.From = `SELECT s.* FROM cup_step s JOIN cup_batch b ON b.id = s.batch`
	steps, err := store.All[data.CupStep](ctx, q, s.Text(` ORDER BY s.batch, s.n`), s.Args...)
	of := map[data.ID][]data.CupStep{}
	for _, st := range steps {
		of[st.Batch] = append(of[st.Batch], st)
	}
	for i := range lots {
		lots[i].Steps = of[lots[i].ID]
	}
	return lots, err
}
