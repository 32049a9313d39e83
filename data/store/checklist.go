package store

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"yingbin/data"
)

var _ = announce(part{
	decide: map[string]decider{
		"PutChecklist": on(putChecklist),
		"RunChecklist": on(runChecklist),
		"StepCups":     on(stepCups),
	},
	handover: handOverCleaning,
})

func putChecklist(tx *Tx, c *data.PutChecklist) error { return tx.put("checklist", c.Checklist) }

// runChecklist keeps the list as it stands in the run. One that is complete
// already may be gone through again: the receipt says by whom it was.
func runChecklist(tx *Tx, c *data.RunChecklist) error {
	l, err := get[data.Checklist](tx, "checklist", string(c.Checklist))
	switch {
	case err != nil:
		return missingAt(err, "checklist")
	case l.Retired:
		return data.Fault(data.Stale, "checklist.retired", l.Name)
	case !slices.Equal(l.Items, c.Items):
		return data.Fault(data.Stale, "checklist.changed", l.Name).At("ticked")
	}
	r := data.ChecklistRun{ID: c.Run, Checklist: l.ID, Name: l.Name, Day: tx.day(), At: tx.at, By: c.Staff, Items: l.Items, Ticked: c.Ticked, Note: c.Note}
	earlier, err := readRuns(tx.ctx, tx, r.Day, r.Day)
	if err != nil {
		return err
	}
	for _, e := range earlier {
		if e.Checklist == l.ID && e.Complete() {
			who, err := get[data.Staff](tx, "staff", string(e.By))
			if err != nil {
				return err
			}
			tx.warn("checklist.doneBefore", l.Name, who.Name, tx.shown(e.At))
			break
		}
	}
	return tx.insert("checklist_run", r)
}

// Checklists lists the checklists in their order, retired ones too.
func (b *Book) Checklists(ctx context.Context) ([]data.Checklist, error) {
	return all[data.Checklist](ctx, b, `SELECT * FROM checklist ORDER BY sort, id`)
}

// ChecklistRuns lists how checklists were gone through, the oldest first.
func (b *Book) ChecklistRuns(ctx context.Context, from, to data.Day) ([]data.ChecklistRun, error) {
	return readRuns(ctx, b, from, to)
}

func readRuns(ctx context.Context, q querier, from, to data.Day) ([]data.ChecklistRun, error) {
	return all[data.ChecklistRun](ctx, q, `SELECT * FROM checklist_run WHERE day >= ? AND day <= ? ORDER BY at, seq`, string(from), string(to))
}

// handOverCleaning hands over the lots of cups on their way, and the lists that
// are late or lack something.
func handOverCleaning(ctx context.Context, q querier, h handoverScope) ([]data.HandoverItem, error) {
	lists, err := all[data.Checklist](ctx, q, `SELECT * FROM checklist ORDER BY sort, id`)
	if err != nil {
		return nil, err
	}
	runs, err := readRuns(ctx, q, h.day, h.day)
	if err != nil {
		return nil, err
	}
	var items []data.HandoverItem
	add := func(i data.HandoverItem) {
		i.Section, i.Sort = "cleaning", len(items)
		items = append(items, i)
	}
	for _, d := range data.ChecklistDays(lists, runs, h.settings.Calendar, h.day, h.now) {
		i := data.HandoverItem{Ref: d.ID, Args: []string{d.Name}, Amiss: d.State == data.CheckLate}
		switch {
		case d.State == data.CheckDone || d.Retired:
			continue
		case d.Last != nil:
			i.Key, i.Who, i.Args = "checklist.hand.part", d.Last.By, append(i.Args, h.clock(d.Last.At), strings.Join(d.Last.Missing(), "、"))
		case d.State == data.CheckLate:
			i.Key, i.Due, i.Args = "checklist.hand.late", h.settings.Calendar.At(h.day, d.By), append(i.Args, d.By.String())
		default:
			continue // its time is still to come
		}
		add(i)
	}
	lots, err := readCups(ctx, q, data.CupFilter{Open: true})
	if err != nil {
		return nil, err
	}
	for _, b := range lots {
		add(data.HandoverItem{Ref: b.ID, Who: b.By, Key: "checklist.hand.cups", Amiss: b.Day < h.day,
			Args: []string{b.Name, strconv.Itoa(b.Qty), b.Step, h.clock(b.At), b.Next()}})
	}
	return items, nil
}
