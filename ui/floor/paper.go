package floor

import (
	"context"
	"strings"
	"time"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the 巡视记录表 reads.
type PaperOffice interface {
	paper.Staffed
	Rounds(ctx context.Context, day data.Day) (data.Patrol, error)
	Sightings(ctx context.Context, day data.Day) ([]data.SightingView, error)
}

// Papers are the register's records. A nil office will do to list them.
func Papers(o PaperOffice) []paper.Record {
	return []paper.Record{{Name: "patrol", Title: "floor.paper.title", Span: paper.Range, List: true,
		Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) {
			p := patrolPaper{Ask: a}
			if err := p.read(ctx, o); err != nil {
				return nil, err
			}
			return p.lay(), nil
		}}}
}

// patrolPaper is the rounds of some days on their way to paper.
type patrolPaper struct {
	paper.Ask
	names map[data.ID]string
	days  []patrolDay
}

type patrolDay struct {
	day    data.Day
	rounds data.Patrol
	found  []data.SightingView
}

func (p *patrolPaper) read(ctx context.Context, o PaperOffice) (err error) {
	if p.names, err = paper.Names(ctx, o); err != nil {
		return err
	}
	for d := p.From; d <= p.To; d = d.Plus(1) {
		one := patrolDay{day: d}
		if one.rounds, err = o.Rounds(ctx, d); err != nil {
			return err
		}
		if one.found, err = o.Sightings(ctx, d); err != nil {
			return err
		}
		p.days = append(p.days, one)
	}
	return nil
}

// lay prints one day round by round, several days as one line each with what was
// found.
func (p *patrolPaper) lay() *paper.Document {
	set := p.Setup("floor.paper.title")
	set.Name, set.Facts, set.Dense = "patrol-"+string(p.From), p.facts(), true
	s := paper.NewSheet(set)
	if len(p.days) == 1 {
		s.Add(p.rounds(p.days[0]))
	} else {
		s.Add(p.summary()).Add(p.findings())
	}
	return s.Para(p.Say("floor.paper.rule")).Sign("floor.paper.keeper", "common.supervisor").Finish()
}

func (p *patrolPaper) facts() []string {
	var all data.Patrol
	found := 0
	for _, d := range p.days {
		all.Rounds = append(all.Rounds, d.rounds.Rounds...)
		found += len(d.found)
	}
	rate, due := all.Rate()
	return []string{p.Say("floor.paper.facts", due), p.Say("floor.paper.punctual", all.Count("punctual")), p.Say("floor.paper.late", all.Count("late")),
		p.Say("floor.paper.missed", all.Count("missed")), p.Say("floor.paper.rate", rate), p.Say("floor.paper.found", found)}
}

// roundLine is a round, with which of those that were walked it is, or what was
// found after the last.
type roundLine struct {
	data.RoundDue
	n int
}

func (p *patrolPaper) rounds(d patrolDay) paper.Listed {
	type row = roundLine
	var rows []row
	var last data.Time
	walked := 0
	for _, r := range d.rounds.Rounds {
		if r.State == "missed" {
			rows = append(rows, row{RoundDue: r})
			continue
		}
		walked++
		last = max(last, r.Finished)
		rows = append(rows, row{r, walked})
	}
	var rest row
	for _, f := range d.found {
		if f.At > last {
			rest.Found = append(rest.Found, f)
		}
	}
	if len(rest.Found) > 0 {
		rows = append(rows, rest)
	}
	return paper.List[row]{Rows: rows, Columns: []paper.Col[row]{
		{Head: "floor.paper.n", Width: 14, Align: paper.Centre, Some: func(r row) int { return r.n }},
		{Head: "floor.paper.due", Width: 17, Align: paper.Centre, Value: func(r row) paper.Value { return p.Clock(r.Due) }},
		{Head: "floor.paper.started", Width: 15, Align: paper.Centre, Value: func(r row) paper.Value { return p.Clock(r.Started) }},
		{Head: "floor.paper.finished", Width: 15, Align: paper.Centre, Value: func(r row) paper.Value { return p.Clock(r.Finished) }},
		{Head: "floor.paper.by", Width: 22, Text: func(r row) string { return p.names[r.By] }},
		{Head: "floor.paper.tables", Width: 20, Align: paper.Right, Value: func(r row) paper.Value {
			if r.n == 0 {
				return paper.Value{}
			}
			return paper.Number(r.Tables)
		}},
		{Head: "floor.paper.state", Width: 20, Value: p.state},
		{Head: "floor.paper.exceptions", Width: 62, Text: func(r row) string { return p.exceptions(r.Found...) }},
	}}
}

// state says how a round stands to the time it was due.
func (p *patrolPaper) state(r roundLine) paper.Value {
	switch r.State {
	case "":
		return paper.Value{}
	case "late":
		return paper.Words(p.Say("floor.paper.is.late", int(r.Late/time.Minute))).Bold(true)
	}
	return paper.Words(p.Say("floor.paper.is." + r.State)).Bold(r.State == "missed")
}

// exceptions says what was found and what became of it, one a line.
func (p *patrolPaper) exceptions(found ...data.SightingView) string {
	lines := make([]string, len(found))
	for i, f := range found {
		what := p.Say("floor.what." + f.What)
		if f.Note != "" {
			what += " " + f.Note
		}
		done := p.Say("floor.paper.notDone")
		if f.DoneAt != 0 {
			done = p.Say("floor.paper.doneBy", f.DoneName, p.Settings.Calendar.Clock(f.DoneAt))
		}
		lines[i] = p.Say("floor.paper.exception", p.Settings.Calendar.Clock(f.At), f.TableName, what) + " · " + done
	}
	return strings.Join(lines, "\n")
}

func (p *patrolPaper) summary() paper.Listed {
	type row = patrolDay
	var rows []row
	for _, d := range p.days {
		if _, due := d.rounds.Rate(); due > 0 || len(d.found) > 0 || len(d.rounds.Rounds) > 0 {
			rows = append(rows, d)
		}
	}
	count := func(state string) func(row) int { return func(d row) int { return d.rounds.Count(state) } }
	return paper.List[row]{Rows: rows, Columns: []paper.Col[row]{
		{Head: "common.date", Width: 34, Value: func(d row) paper.Value { return paper.On(d.day) }},
		{Head: "floor.paper.dueCount", Width: 24, Align: paper.Right, Number: func(d row) int { _, due := d.rounds.Rate(); return due }},
		{Head: "floor.paper.is.punctual", Width: 24, Align: paper.Right, Some: count("punctual")},
		{Head: "floor.paper.lateCount", Width: 24, Align: paper.Right, Some: count("late")},
		{Head: "floor.paper.is.missed", Width: 24, Align: paper.Right, Some: count("missed")},
		{Head: "floor.paper.rateHead", Width: 26, Align: paper.Right, Value: func(d row) paper.Value { rate, _ := d.rounds.Rate(); return paper.Percent(rate) }},
		{Head: "floor.paper.foundHead", Width: 24, Align: paper.Right, Some: func(d row) int { return len(d.found) }},
	}}
}

// sighted is what was found, with the day it was.
type sighted struct {
	day data.Day
	data.SightingView
}

func (p *patrolPaper) findings() paper.Listed {
	type row = sighted
	var rows []row
	for _, d := range p.days {
		for _, f := range d.found {
			rows = append(rows, row{d.day, f})
		}
	}
	return paper.List[row]{Title: p.Say("floor.paper.exceptions"), Rows: rows, Columns: []paper.Col[row]{
		{Head: "common.date", Width: 34, Value: func(f row) paper.Value { return paper.On(f.day) }},
		{Head: "floor.paper.exceptions", Width: 120, Text: func(f row) string { return p.exceptions(f.SightingView) }},
		{Head: "floor.paper.by", Width: 30, Text: func(f row) string { return f.ByName }},
	}}
}
