package checklist

import (
	"yingbin/data"
	"yingbin/data/store"
	"yingbin/data/store/steps"
)

// Register is what this register is to the engine.
var Register = store.Register{
	Of:       data.Checklists,
	Describe: about,
	Decide: map[string]store.Decider{
		"PutChecklist": store.Decides(putChecklist),
		"RunChecklist": store.Decides(runChecklist),
		"StepCups":     store.Decides(stepCups),
	},
	Matters: matters,
}

var lists = steps.Lists[data.ChecklistRun]{Words: "checklist", Runs: "checklist_run"}

func putChecklist(tx *store.Tx, c *data.PutChecklist) error { return tx.Put("checklist", c.Checklist) }

// runChecklist keeps the list as it stands in the run.
func runChecklist(tx *store.Tx, c *data.RunChecklist) error {
	l, err := store.Get[data.Checklist](tx, "checklist", string(c.Checklist))
	if err != nil {
		return store.MissingAt(err, "checklist")
	}
	if err := lists.Fits(l.Name, l.Retired, l.Items, c.Items); err != nil {
		return err
	}
	return lists.Record(tx, data.ChecklistRun{Checklist: l.ID, StepRun: data.StepRun{
		ID: c.Run, Name: l.Name, Day: tx.Day(), At: tx.At(), By: c.Staff, Items: l.Items, Ticked: c.Ticked, Note: c.Note,
	}})
}
