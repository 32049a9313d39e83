package store

import (
	"context"

	"yingbin/data"
)

// stepCups does a step for a lot, in the source's order and no other.
func stepCups(tx *Tx, c *data.StepCups) error {
	b, err := get[data.CupBatch](tx, "cup_batch", string(c.Batch))
	switch {
	case data.CodeOf(err) == data.NotFound && c.Step == data.CupSteps[0]:
		return tx.beginCups(c)
	case data.CodeOf(err) == data.NotFound:
		return data.Fault(data.Conflict, "checklist.cups.inspectFirst").At("step")
	case err != nil:
		return err
	}
	next := b.Next()
	switch {
	case next == "":
		return data.Fault(data.Stale, "checklist.cups.finished", tx.shown(b.Done)).At("step")
	case c.Step == b.Step:
		return tx.cupsStepped(b)
	case c.Step != next:
		return data.Fault(data.Conflict, "checklist.cups.order", next).At("step")
	case c.Chipped > b.Qty:
		return data.Fault(data.Invalid, "error.range", 0, b.Qty).At("chipped")
	}
	return tx.cupsDo(b, c)
}

// cupsStepped says who did the step already.
func (tx *Tx) cupsStepped(b data.CupBatch) error {
	who, err := get[data.Staff](tx, "staff", string(b.By))
	if err != nil {
		return err
	}
	return data.Fault(data.Stale, "checklist.cups.already", b.Step, who.Name, tx.shown(b.At)).At("step")
}

func (tx *Tx) beginCups(c *data.StepCups) error {
	b := data.CupBatch{ID: c.Batch, Day: tx.day(), Item: c.Item, Began: c.Qty, Qty: c.Qty, Started: tx.at}
	if c.Item != "" {
		named := data.StockItemNamed{Item: c.Item}
		if err := ask(tx, &named); err != nil {
			return err
		}
		item := named.Found
		if item.Kind != "utensil" {
			return data.Fault(data.Invalid, "checklist.cups.noUtensil", item.Label()).At("item")
		}
		b.Name = item.Label()
	}
	return tx.cupsDo(b, c)
}

func (tx *Tx) cupsDo(b data.CupBatch, c *data.StepCups) error {
	n, err := value[int64](tx.ctx, tx, `SELECT max(n) FROM cup_step WHERE batch = ?`, string(b.ID))
	if err != nil {
		return err
	}
	at := max(tx.at, b.At)
	after := b.Do(c.Step, c.Chipped, c.Fail, at, c.Staff)
	if err := tx.put("cup_batch", after); err != nil {
		return err
	}
	return tx.insert("cup_step", data.CupStep{Batch: b.ID, N: int(n) + 1, Step: c.Step, At: at, By: c.Staff, Qty: after.Qty, Chipped: c.Chipped, Failed: c.Fail})
}

// CupBatches lists lots of cups with their steps, the oldest first.
func (b *Book) CupBatches(ctx context.Context, f data.CupFilter) ([]data.CupView, error) {
	return readCups(ctx, b, f)
}

func readCups(ctx context.Context, q querier, f data.CupFilter) ([]data.CupView, error) {
	t := filter{from: `SELECT * FROM cup_batch`}
	t.when(f.Open, `done = 0`)
	t.when(f.From != "", `day >= ?`, string(f.From))
	t.when(f.To != "", `day <= ?`, string(f.To))
	t.when(f.ID != "", `id = ?`, string(f.ID))
	lots, err := all[data.CupView](ctx, q, t.text(` ORDER BY started, id`), t.args...)
	if err != nil || len(lots) == 0 {
		return lots, err
	}
	s := t
	s.from = `SELECT s.* FROM cup_step s JOIN cup_batch b ON b.id = s.batch`
	steps, err := all[data.CupStep](ctx, q, s.text(` ORDER BY s.batch, s.n`), s.args...)
	of := map[data.ID][]data.CupStep{}
	for _, st := range steps {
		of[st.Batch] = append(of[st.Batch], st)
	}
	for i := range lots {
		lots[i].Steps = of[lots[i].ID]
	}
	return lots, err
}
