package checklist

import (
	"context"
	"fmt"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the 清洁检查记录 reads.
type PaperOffice interface {
	CheckDay(ctx context.Context, day data.Day) (data.CheckDay, error)
}

// Papers are the register's records. A nil office will do to list them.
func Papers(o PaperOffice) []paper.Record {
	return []paper.Record{{Name: "cleaning", Title: "checklist.paper.title", Span: paper.Day, List: true,
		Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) {
			day, err := o.CheckDay(ctx, a.From)
			if err != nil {
				return nil, err
			}
			return dayPaper{a, day}.lay(), nil
		}}}
}

// dayPaper is a day's lists and cups on their way to paper.
type dayPaper struct {
	paper.Ask
	data.CheckDay
}

func (p dayPaper) lay() *paper.Document {
	set := p.Setup("checklist.paper.title")
	set.Name, set.Landscape, set.Facts = "cleaning-"+string(p.Day), true, p.facts()
	return paper.NewSheet(set).Add(p.lists()).Add(p.cups()).Sign("checklist.paper.keeper", "common.supervisor").Finish()
}

func (p dayPaper) facts() []string {
	lists, chipped, again := map[data.StepState]int{}, 0, 0
	for _, d := range p.Lists {
		lists[d.State(0)]++ // late or not
	}
	for _, b := range p.Washed() {
		chipped, again = chipped+b.Chipped, again+b.Again
	}
	cups, _ := p.Stored()
	return []string{p.Say("checklist.paper.done", lists[data.StepsDone]), p.Say("checklist.paper.part", lists[data.StepsPart]), p.Say("checklist.paper.notDone", lists[data.StepsOpen]),
		p.Say("checklist.paper.cups", cups), p.Say("checklist.paper.chipped", chipped), p.Say("checklist.paper.again", again)}
}

// lists gives every run of every list its row, and lists without one theirs, with
// the time by which they should have been done.
func (p dayPaper) lists() paper.Listed {
	var rows []data.StepRun
	for _, d := range p.Lists {
		rows = append(rows, d.Runs...)
		if len(d.Runs) == 0 {
			undone := data.StepRun{Name: d.Name, Items: d.Items}
			if d.By > 0 {
				undone.Note = p.Say("checklist.by", d.By.String())
			}
			rows = append(rows, undone)
		}
	}
	return paper.List[data.StepRun]{Title: p.Say("checklist.today"), Rows: rows, Columns: []paper.Col[data.StepRun]{
		{Head: "checklist.paper.list", Width: 28, Text: func(r data.StepRun) string { return r.Name }},
		{Head: "checklist.paper.items", Width: 76, Text: func(r data.StepRun) string { return data.Joined(p.Say, r.Items) }},
		{Head: "checklist.paper.result", Width: 54, Value: p.result},
		{Head: "checklist.paper.by", Width: 24, Text: p.people},
		{Head: "common.time", Width: 18, Align: paper.Centre, Value: func(r data.StepRun) paper.Value { return p.Clock(r.At) }},
		{Head: "common.note", Width: 74, Text: p.note},
	}}
}

// people are all who ticked a run.
func (p dayPaper) people(r data.StepRun) string {
	var names []string
	for _, by := range r.People() {
		names = append(names, p.Names[by])
	}
	return data.Joined(p.Say, names)
}

// note is what was noted, and what was put right afterwards.
func (p dayPaper) note(r data.StepRun) string {
	note := r.Note
	for _, part := range r.Rows() {
		note = paper.Under(note, p.Amended(part.Amended, p.Names))
	}
	return note
}

func (p dayPaper) result(r data.StepRun) paper.Value {
	switch {
	case r.Void:
		return paper.Words(p.Say("common.voided")).Bold(true)
	case r.ID == "":
		return paper.Words(p.Say("checklist.paper.undone")).Bold(true)
	case !r.Complete():
		return paper.Words(p.Say("checklist.missing", data.Joined(p.Say, r.Missing()))).Bold(true)
	}
	return paper.Words(p.Say("checklist.paper.whole", len(r.Items)))
}

// cups gives every lot its row: when each step was done last, and by whom.
func (p dayPaper) cups() paper.Listed {
	type col = paper.Col[data.CupView]
	cols := []col{{Head: "checklist.paper.lot", Width: 44, Text: func(b data.CupView) string {
		return paper.Under(fmt.Sprintf("%s × %d", cupsName(p.Say, b.CupBatch), b.Began), p.Amended(b.Amended, p.Names))
	}}}
	for i, step := range data.CupSteps {
		cols = append(cols, col{Head: "checklist.step." + step, Width: 26, Text: func(b data.CupView) string { return p.last(b, i) }})
	}
	cols = append(cols,
		col{Head: "checklist.paper.headChipped", Width: 16, Align: paper.Right, Some: func(b data.CupView) int { return b.Chipped }},
		col{Head: "checklist.paper.headAgain", Width: 16, Align: paper.Right, Some: func(b data.CupView) int { return b.Again }},
		col{Head: "checklist.paper.headStored", Width: 16, Align: paper.Right, Some: func(b data.CupView) int { return b.Stored() }},
	)
	return paper.List[data.CupView]{Title: p.Say("checklist.cups.title"), Note: p.Say("checklist.paper.order"), Columns: cols, Rows: p.Washed()}
}

// last says when a step was done, unless the lot was sent back behind it since.
func (p dayPaper) last(b data.CupView, step int) (said string) {
	for _, s := range b.Steps {
		switch {
		case s.Step == data.CupSteps[step] && !s.Failed:
			said = p.Settings.Calendar.Clock(s.At) + "\n" + p.Names[s.By]
		case s.Failed && step > 0:
			said = ""
		}
	}
	return said
}
