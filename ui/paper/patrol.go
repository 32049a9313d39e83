package paper

import (
	"context"
	"strconv"
	"strings"
	"time"

	"yingbin/data"
)

// patrolSource is what the 巡视记录表 reads.
type patrolSource interface {
	Staff(ctx context.Context) ([]data.Staff, error)
	Rounds(ctx context.Context, day data.Day) (data.Patrol, error)
	Sightings(ctx context.Context, day data.Day) ([]data.SightingView, error)
}

var _ = announce(Record{Name: "patrol", Title: "floor.paper.title", Order: 105, Span: Range, Make: record(
	func(ctx context.Context, o patrolSource, a Ask) (*Document, error) {
		p := patrolPaper{ask: a, set: a.Settings.Defaults(), names: map[data.ID]string{}}
		if p.ask.To == "" {
			p.ask.To = a.From
		}
		if err := p.read(ctx, o); err != nil {
			return nil, err
		}
		return p.lay(), nil
	})})

// patrolPaper is the rounds of some days on their way to paper.
type patrolPaper struct {
	ask   Ask
	set   data.Settings
	names map[data.ID]string
	days  []patrolDay
}

type patrolDay struct {
	day    data.Day
	rounds data.Patrol
	found  []data.SightingView
}

func (p *patrolPaper) read(ctx context.Context, o patrolSource) error {
	staff, err := o.Staff(ctx)
	if err != nil {
		return err
	}
	for _, s := range staff {
		p.names[s.ID] = s.Name
	}
	for d := p.ask.From; d <= p.ask.To; d = d.Plus(1) {
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

func (p *patrolPaper) say(key string, args ...any) string { return p.ask.Lex.Say(key, args...) }

// lay prints one day round by round, several days as one line each with what was
// found.
func (p *patrolPaper) lay() *Document {
	set := p.ask.Setup("floor.paper.title")
	set.Name, set.Facts, set.Dense = "patrol-"+string(p.ask.From), p.facts(), true
	s := NewSheet(set)
	if len(p.days) == 1 {
		p.rounds(s, p.days[0])
	} else {
		p.summary(s)
		p.findings(s)
	}
	s.Para(p.say("floor.paper.rule"))
	s.Signatures(SignBox{Role: p.say("floor.paper.keeper")}, SignBox{Role: p.say("common.supervisor")})
	return s.Finish()
}

func (p *patrolPaper) facts() []string {
	var all data.Patrol
	found := 0
	for _, d := range p.days {
		all.Rounds = append(all.Rounds, d.rounds.Rounds...)
		found += len(d.found)
	}
	rate, due := all.Rate()
	return []string{p.say("floor.paper.facts", due), p.say("floor.paper.punctual", all.Count("punctual")), p.say("floor.paper.late", all.Count("late")),
		p.say("floor.paper.missed", all.Count("missed")), p.say("floor.paper.rate", rate), p.say("floor.paper.found", found)}
}

func (p *patrolPaper) clock(t data.Time) string {
	if t == 0 {
		return ""
	}
	return p.set.Calendar.Clock(t)
}

// state says how a round stands to the time it was due.
func (p *patrolPaper) state(r data.RoundDue) string {
	if r.State == "late" {
		return p.say("floor.paper.is.late", int(r.Late/time.Minute))
	}
	return p.say("floor.paper.is." + r.State)
}

func (p *patrolPaper) rounds(s *Sheet, d patrolDay) {
	t := s.Table(Column{Head: p.say("floor.paper.n"), Width: 14, Align: Centre}, Column{Head: p.say("floor.paper.due"), Width: 17, Align: Centre},
		Column{Head: p.say("floor.paper.started"), Width: 15, Align: Centre}, Column{Head: p.say("floor.paper.finished"), Width: 15, Align: Centre},
		Column{Head: p.say("floor.paper.by"), Width: 22}, Column{Head: p.say("floor.paper.tables"), Width: 20, Align: Right},
		Column{Head: p.say("floor.paper.state"), Width: 20}, Column{Head: p.say("floor.paper.exceptions"), Width: 62})
	walked := 0
	var last data.Time
	for _, r := range d.rounds.Rounds {
		if r.State == "missed" {
			t.Row(Cell{}, Cell{S: p.clock(r.Due)}, Cell{}, Cell{}, Cell{}, Cell{}, Cell{S: p.state(r), Bold: true}, Cell{})
			continue
		}
		walked++
		last = max(last, r.Finished)
		t.Row(Cell{S: strconv.Itoa(walked)}, Cell{S: p.clock(r.Due)}, Cell{S: p.clock(r.Started)}, Cell{S: p.clock(r.Finished)}, Cell{S: p.names[r.By]},
			Cell{S: strconv.Itoa(r.Tables)}, Cell{S: p.state(r), Bold: r.State == "late"}, Cell{S: p.exceptions(r.Found)})
	}
	var rest []data.SightingView
	for _, f := range d.found {
		if f.At > last {
			rest = append(rest, f)
		}
	}
	if len(rest) > 0 {
		t.Row(Cell{}, Cell{}, Cell{}, Cell{}, Cell{}, Cell{}, Cell{}, Cell{S: p.exceptions(rest)})
	}
}

// exceptions says what was found and what became of it, one a line.
func (p *patrolPaper) exceptions(found []data.SightingView) string {
	lines := make([]string, len(found))
	for i, f := range found {
		what := p.say("floor.what." + f.What)
		if f.Note != "" {
			what += " " + f.Note
		}
		done := p.say("floor.paper.notDone")
		if f.DoneAt != 0 {
			done = p.say("floor.paper.doneBy", f.DoneName, p.clock(f.DoneAt))
		}
		lines[i] = p.say("floor.paper.exception", p.clock(f.At), f.TableName, what) + " · " + done
	}
	return strings.Join(lines, "\n")
}

func (p *patrolPaper) summary(s *Sheet) {
	t := s.Table(Column{Head: p.say("common.date"), Width: 34}, Column{Head: p.say("floor.paper.dueCount"), Width: 24, Align: Right},
		Column{Head: p.say("floor.paper.is.punctual"), Width: 24, Align: Right}, Column{Head: p.say("floor.paper.lateCount"), Width: 24, Align: Right},
		Column{Head: p.say("floor.paper.is.missed"), Width: 24, Align: Right}, Column{Head: p.say("floor.paper.rateHead"), Width: 26, Align: Right},
		Column{Head: p.say("floor.paper.foundHead"), Width: 24, Align: Right})
	for _, d := range p.days {
		rate, due := d.rounds.Rate()
		if due == 0 && len(d.found) == 0 && len(d.rounds.Rounds) == 0 {
			continue
		}
		t.Line(string(d.day), strconv.Itoa(due), nought(d.rounds.Count("punctual")), nought(d.rounds.Count("late")), nought(d.rounds.Count("missed")),
			strconv.Itoa(rate)+"%", nought(len(d.found)))
	}
}

func (p *patrolPaper) findings(s *Sheet) {
	s.Heading(p.say("floor.paper.exceptions"))
	t := s.Table(Column{Head: p.say("common.date"), Width: 34}, Column{Head: p.say("floor.paper.exceptions"), Width: 120}, Column{Head: p.say("floor.paper.by"), Width: 30})
	for _, d := range p.days {
		for _, f := range d.found {
			t.Line(string(d.day), p.exceptions([]data.SightingView{f}), f.ByName)
		}
	}
}
