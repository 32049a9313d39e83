package checklist

import (
	"context"
	"fmt"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the 清洁检查记录 reads.
type PaperOffice interface {
	paper.Staffed
	Checklists(ctx context.Context) ([]data.Checklist, error)
	ChecklistRuns(ctx context.Context, from, to data.Day) ([]data.ChecklistRun, error)
	CupBatches(ctx context.Context, f data.CupFilter) ([]data.CupView, error)
}

// Papers are the register's records. A nil office will do to list them.
func Papers(o PaperOffice) []paper.Record {
	return []paper.Record{{Name: "cleaning", Title: "checklist.paper.title", Span: paper.Day, List: true,
		Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) {
			p := cleaningPaper{Ask: a}
			if err := p.read(ctx, o); err != nil {
				return nil, err
			}
			return p.lay(), nil
		}}}
}

// cleaningPaper is a day's lists and cups on their way to paper.
type cleaningPaper struct {
	paper.Ask
	names map[data.ID]string
	lists []data.Checklist
	runs  []data.ChecklistRun
	lots  []data.CupView
}

func (p *cleaningPaper) read(ctx context.Context, o PaperOffice) (err error) {
	if p.names, err = paper.Names(ctx, o); err != nil {
		return err
	}
	if p.lists, err = o.Checklists(ctx); err != nil {
		return err
	}
	if p.runs, err = o.ChecklistRuns(ctx, p.From, p.From); err != nil {
		return err
	}
	p.lots, err = o.CupBatches(ctx, data.CupFilter{From: p.From, To: p.From})
	return err
}

func (p *cleaningPaper) lay() *paper.Document {
	set := p.Setup("checklist.paper.title")
	days := data.ChecklistDays(p.lists, p.runs, p.Settings.Calendar, p.From, p.Now)
	set.Name, set.Landscape, set.Facts = "cleaning-"+string(p.From), true, p.facts(days)
	return paper.NewSheet(set).Add(p.ticked(days)).Add(p.cups()).Sign("checklist.paper.keeper", "common.supervisor").Finish()
}

func (p *cleaningPaper) facts(days []data.ChecklistDay) []string {
	done, part, none := 0, 0, 0
	for _, d := range days {
		switch {
		case d.State == data.CheckDone:
			done++
		case d.Last != nil:
			part++
		default:
			none++
		}
	}
	cups, chipped, again := 0, 0, 0
	for _, b := range p.lots {
		cups, chipped, again = cups+p.stored(b), chipped+b.Chipped, again+b.Again
	}
	return []string{p.Say("checklist.paper.done", done), p.Say("checklist.paper.part", part), p.Say("checklist.paper.notDone", none),
		p.Say("checklist.paper.cups", cups), p.Say("checklist.paper.chipped", chipped), p.Say("checklist.paper.again", again)}
}

// runLine is one row of the paper: a run of a list, or a list that has none.
type runLine struct {
	data.ChecklistRun
	undone bool
	due    string
}

// ticked gives every run of every list its row, and lists without one theirs.
func (p *cleaningPaper) ticked(days []data.ChecklistDay) paper.Listed {
	var rows []runLine
	for _, d := range days {
		if d.Runs == 0 {
			t := runLine{undone: true}
			t.Name, t.Items = d.Name, d.Items
			if d.By > 0 {
				t.due = p.Say("checklist.by", d.By.String())
			}
			rows = append(rows, t)
		}
		for _, r := range p.runs {
			if r.Checklist == d.ID {
				rows = append(rows, runLine{ChecklistRun: r})
			}
		}
	}
	return paper.List[runLine]{Title: p.Say("checklist.today"), Rows: rows, Columns: []paper.Col[runLine]{
		{Head: "checklist.paper.list", Width: 28, Text: func(t runLine) string { return t.Name }},
		{Head: "checklist.paper.items", Width: 76, Text: func(t runLine) string { return paper.Joined(p.Say, t.Items) }},
		{Head: "checklist.paper.result", Width: 54, Value: p.result},
		{Head: "checklist.paper.by", Width: 24, Text: func(t runLine) string { return p.names[t.By] }},
		{Head: "common.time", Width: 18, Align: paper.Centre, Value: func(t runLine) paper.Value { return p.Clock(t.At) }},
		{Head: "common.note", Width: 74, Text: func(t runLine) string { return t.Note + t.due }},
	}}
}

func (p *cleaningPaper) result(t runLine) paper.Value {
	switch {
	case t.undone:
		return paper.Words(p.Say("checklist.paper.undone")).Bold(true)
	case !t.Complete():
		return paper.Words(p.Say("checklist.missing", paper.Joined(p.Say, t.Missing()))).Bold(true)
	}
	return paper.Words(p.Say("checklist.paper.whole", len(t.Items)))
}

// cups gives every lot its row: when each step was done last, and by whom.
func (p *cleaningPaper) cups() paper.Listed {
	cols := []paper.Col[data.CupView]{{Head: "checklist.paper.lot", Width: 44, Text: p.lot}}
	for i, step := range data.CupSteps {
		cols = append(cols, paper.Col[data.CupView]{Head: "checklist.step." + step, Width: 26, Text: func(b data.CupView) string { return p.last(b, i) }})
	}
	cols = append(cols, []paper.Col[data.CupView]{
		{Head: "checklist.paper.headChipped", Width: 16, Align: paper.Right, Some: func(b data.CupView) int { return b.Chipped }},
		{Head: "checklist.paper.headAgain", Width: 16, Align: paper.Right, Some: func(b data.CupView) int { return b.Again }},
		{Head: "checklist.paper.headStored", Width: 16, Align: paper.Right, Some: p.stored},
	}...)
	return paper.List[data.CupView]{Title: p.Say("checklist.cups.title"), Note: p.Say("checklist.paper.order"), Columns: cols, Rows: p.lots}
}

// stored is how many cups of a lot went back into the cupboard.
func (p *cleaningPaper) stored(b data.CupView) int {
	if b.Done == 0 {
		return 0
	}
	return b.Qty
}

func (p *cleaningPaper) lot(b data.CupView) string {
	name := b.Name
	if name == "" {
		name = p.Say("checklist.cups.mixed")
	}
	return fmt.Sprintf("%s × %d", name, b.Began)
}

// last says when a step was done, unless the lot was sent back behind it since.
func (p *cleaningPaper) last(b data.CupView, step int) string {
	said := ""
	for _, s := range b.Steps {
		switch {
		case s.Step == data.CupSteps[step] && !s.Failed:
			said = p.Settings.Calendar.Clock(s.At) + "\n" + p.names[s.By]
		case s.Failed && step > 0:
			said = ""
		}
	}
	return said
}
