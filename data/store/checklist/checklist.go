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
		"CorrectRun":   store.Decides(correctRun),
		"StepCups":     store.Decides(stepCups),
		"CorrectCups":  store.Decides(correctCups),
	},
	Recent: map[string]string{
		"checklist_run": `day >= :day`, "cup_batch": `day >= :day OR done = 0`, "cup_step": `batch IN (SELECT id FROM cup_batch)`,
	},
	Matters: matters,
}

var lists = steps.Lists[data.ChecklistRun]{Words: "checklist", Runs: "checklist_run"}

// putChecklist keeps how the list read before, for those who ticked it so.
func putChecklist(tx *store.Tx, c *data.PutChecklist) error {
	l := c.Checklist
	was, err := store.Get[data.Checklist](tx, "checklist", string(l.ID))
	switch {
	case data.CodeOf(err) == data.NotFound:
		l.Versioned = data.Versioned{}
	case err != nil:
		return err
	default:
		l.Versioned = was.Rewritten(was.Items, l.Items, tx.At())
	}
	return tx.Put("checklist", l)
}

// runChecklist keeps the list in the run as its maker saw it.
func runChecklist(tx *store.Tx, c *data.RunChecklist) error {
	l, err := store.Get[data.Checklist](tx, "checklist", string(c.Checklist))
	if err != nil {
		return store.MissingAt(err, "checklist")
	}
	return lists.Record(tx, l.List(), l.Retired, data.StepRun{
		ID: c.Run, Name: l.Name, Day: tx.Day(), At: tx.At(), By: c.Staff, Items: c.Items, Ticked: c.Ticked, Note: c.Note, Turn: c.Turn, Version: c.Version,
	}, func(r data.StepRun) data.ChecklistRun { return data.ChecklistRun{Checklist: l.ID, StepRun: r} })
}

func correctRun(tx *store.Tx, c *data.CorrectRun) error {
	row, err := store.Get[data.ChecklistRun](tx, "checklist_run", string(c.Run))
	if err != nil {
		return store.MissingAt(err, "run")
	}
	return lists.Correct(tx, row, c.Items, c.Ticked, tx.Amended(c.Why, c.Void))
}
