package checklist

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
	"yingbin/data/store/steps"
)

var cups = steps.Lots{Words: "checklist.cups", Order: data.CupSteps, Table: "cup_batch", Ticks: "cup_step", Lot: "batch"}

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
	if err := cups.Wants(tx, b.StepLot, c.Step); err != nil {
		return err
	}
	if c.Chipped > b.Qty {
		return data.Fault(data.Invalid, "error.range", 0, b.Qty).At("chipped")
	}
	return cupsDo(tx, b, c)
}

func beginCups(tx *store.Tx, c *data.StepCups) error {
	b := data.CupBatch{Item: c.Item, StepLot: data.StepLot{ID: c.Batch, Day: tx.Day(), Began: c.Qty, Qty: c.Qty, Started: tx.At()}}
	if c.Item != "" {
		named := data.FindStockItem{Item: c.Item}
		if err := store.Request(tx, &named); err != nil {
			return err
		}
		if named.Found.Kind != "utensil" {
			return data.Fault(data.Invalid, "checklist.cups.noUtensil", named.Found.Label()).At("item")
		}
		b.Name = named.Found.Label()
	}
	return cupsDo(tx, b, c)
}

func cupsDo(tx *store.Tx, b data.CupBatch, c *data.StepCups) error {
	tick, err := cups.Tick(tx, b.StepLot, c.Step, b.Qty-c.Chipped, c.Fail)
	if err != nil {
		return err
	}
	s := data.CupStep{Batch: b.ID, Chipped: c.Chipped, StepTick: tick}
	if err := tx.Put("cup_batch", b.Do(s)); err != nil {
		return err
	}
	return tx.Insert("cup_step", s)
}

// correctCups puts a lot back to a step, or voids it: then it is on its way no more.
func correctCups(tx *store.Tx, c *data.CorrectCups) error {
	b, err := store.Get[data.CupBatch](tx, "cup_batch", string(c.Batch))
	switch {
	case err != nil:
		return store.MissingAt(err, "batch")
	case b.Void:
		return data.Fault(data.Stale, "checklist.cups.isVoid").At("batch")
	case !c.Void && c.Qty > b.Began:
		return data.Fault(data.Invalid, "error.range", 1, b.Began).At("qty")
	}
	b.Amended = tx.Amended(c.Why, c.Void)
	switch at := max(tx.At(), b.At); {
	case c.Void:
		b.Done = at
	default:
		b.Step, b.Qty, b.Done, b.At, b.By = c.Step, c.Qty, 0, at, c.Staff
		if c.Step == data.CupSteps[len(data.CupSteps)-1] {
			b.Done = at
		}
	}
	return tx.Put("cup_batch", b)
}

func readLots(ctx context.Context, q store.Querier, day data.Day) ([]data.CupView, error) {
	lots, ticks, err := steps.ReadLots[data.CupView, data.CupStep](ctx, q, cups, day)
	for i := range lots {
		lots[i].Steps = ticks[lots[i].ID]
	}
	return lots, err
}
