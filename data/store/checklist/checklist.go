package checklist

import (
	"context"
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

// Register is what this register is to the engine.
var Register = store.Register{
	Of: data.Checklists,
	Decide: map[string]store.Decider{
		"PutChecklist": store.On(putChecklist),
		"RunChecklist": store.On(runChecklist),
		"StepCups":     store.On(stepCups),
	},
	Matters: matters,
}

func putChecklist(tx *store.Tx, c *data.PutChecklist) error { return tx.Put("checklist", c.Checklist) }

// runChecklist keeps the list as it stands in the run. One that is complete
// already may be gone through again: the receipt says by whom it was.
func runChecklist(tx *store.Tx, c *data.RunChecklist) error {
	l, err := store.Get[data.Checklist](tx, "checklist", string(c.Checklist))
	switch {
	case err != nil:
		return store.MissingAt(err, "checklist")
	case l.Retired:
		return data.Fault(data.Stale, "checklist.retired", l.Name)
	case !slices.Equal(l.Items, c.Items):
		return data.Fault(data.Stale, "checklist.changed", l.Name).At("ticked")
	}
	r := data.ChecklistRun{ID: c.Run, Checklist: l.ID, Name: l.Name, Day: tx.Day(), At: tx.At(), By: c.Staff, Items: l.Items, Ticked: c.Ticked, Note: c.Note}
	earlier, err := readRuns(tx.Ctx(), tx, r.Day, r.Day)
	if err != nil {
		return err
	}
	for _, e := range earlier {
		if e.Checklist == l.ID && e.Complete() {
			who, err := store.Get[data.Staff](tx, "staff", string(e.By))
			if err != nil {
				return err
			}
			tx.Warn("checklist.doneBefore", l.Name, who.Name, tx.Shown(e.At))
			break
		}
	}
	return tx.Insert("checklist_run", r)
}

// Checklists lists the checklists in their order, retired ones too.
func (b ChecklistReader) Checklists(ctx context.Context) ([]data.Checklist, error) {
	return store.All[data.Checklist](ctx, b.book, `SELECT * FROM checklist ORDER BY sort, id`)
}

// ChecklistRuns lists how checklists were gone through, the oldest first.
func (b ChecklistReader) ChecklistRuns(ctx context.Context, from, to data.Day) ([]data.ChecklistRun, error) {
	return readRuns(ctx, b.book, from, to)
}

func readRuns(ctx context.Context, q store.Querier, from, to data.Day) ([]data.ChecklistRun, error) {
	return store.All[data.ChecklistRun](ctx, q, `SELECT * FROM checklist_run WHERE day >= ? AND day <= ? ORDER BY at, seq`, string(from), string(to))
}
