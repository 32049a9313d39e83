package paper

import (
	"context"
	"fmt"

	"yingbin/data"
)

// cleaningSource is what the 清洁检查记录 reads.
type cleaningSource interface {
	Staff(ctx context.Context) ([]data.Staff, error)
	Checklists(ctx context.Context) ([]data.Checklist, error)
	ChecklistRuns(ctx context.Context, from, to data.Day) ([]data.ChecklistRun, error)
	CupBatches(ctx context.Context, f data.CupFilter) ([]data.CupView, error)
}

var _ = announce(Record{Name: "cleaning", Title: "checklist.paper.title", Order: 140, Span: Day, Make: record(
	func(ctx context.Context, o cleaningSource, a Ask) (*Document, error) {
		p := cleaningPaper{ask: a, set: a.Settings.Defaults(), names: map[data.ID]string{}}
		p.ask.To = a.From
		if err := p.read(ctx, o); err != nil {
			return nil, err
		}
		return p.lay(), nil
	})})

// cleaningPaper is a day's lists and cups on their way to paper.
type cleaningPaper struct {
	ask   Ask
	set   data.Settings
	names map[data.ID]string
	lists []data.Checklist
	runs  []data.ChecklistRun
	lots  []data.CupView
}

func (p *cleaningPaper) read(ctx context.Context, o cleaningSource) error {
	staff, err := o.Staff(ctx)
	if err != nil {
		return err
	}
	for _, s := range staff {
		p.names[s.ID] = s.Name
	}
	if p.lists, err = o.Checklists(ctx); err != nil {
		return err
	}
	if p.runs, err = o.ChecklistRuns(ctx, p.ask.From, p.ask.From); err != nil {
		return err
	}
	p.lots, err = o.CupBatches(ctx, data.CupFilter{From: p.ask.From, To: p.ask.From})
	return err
}

func (p *cleaningPaper) say(key string, args ...any) string { return p.ask.Lex.Say(key, args...) }

func (p *cleaningPaper) lay() *Document {
	set := p.ask.Setup("checklist.paper.title")
	days := data.ChecklistDays(p.lists, p.runs, p.set.Calendar, p.ask.From, p.ask.Now)
	set.Name, set.Landscape, set.Facts = "cleaning-"+string(p.ask.From), true, p.facts(days)
	s := NewSheet(set)
	s.Heading(p.say("checklist.today"))
	p.layLists(s, days)
	s.Heading(p.say("checklist.cups.title"), p.say("checklist.paper.order"))
	p.layCups(s)
	s.Signatures(SignBox{Role: p.say("checklist.paper.keeper")}, SignBox{Role: p.say("common.supervisor")})
	return s.Finish()
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
		if b.Done > 0 {
			cups += b.Qty
		}
		chipped, again = chipped+b.Chipped, again+b.Again
	}
	return []string{p.say("checklist.paper.done", done), p.say("checklist.paper.part", part), p.say("checklist.paper.notDone", none),
		p.say("checklist.paper.cups", cups), p.say("checklist.paper.chipped", chipped), p.say("checklist.paper.again", again)}
}

// layLists gives every run of every list its row, and lists without one theirs.
func (p *cleaningPaper) layLists(s *Sheet, days []data.ChecklistDay) {
	t := s.Table(
		Column{Head: p.say("checklist.paper.list"), Width: 28}, Column{Head: p.say("checklist.paper.items"), Width: 76},
		Column{Head: p.say("checklist.paper.result"), Width: 54}, Column{Head: p.say("checklist.paper.by"), Width: 24},
		Column{Head: p.say("common.time"), Width: 18, Align: Centre}, Column{Head: p.say("common.note"), Width: 74},
	)
	for _, d := range days {
		if d.Runs == 0 {
			by := ""
			if d.By > 0 {
				by = p.say("checklist.by", d.By.String())
			}
			t.Row(Cell{S: d.Name}, Cell{S: CheckItems(p.say, d.Items)}, Cell{S: p.say("checklist.paper.undone"), Bold: true}, Cell{}, Cell{}, Cell{S: by})
		}
		for _, r := range p.runs {
			if r.Checklist != d.ID {
				continue
			}
			result := Cell{S: p.say("checklist.paper.whole", len(r.Items))}
			if !r.Complete() {
				result = Cell{S: p.say("checklist.missing", CheckItems(p.say, r.Missing())), Bold: true}
			}
			t.Row(Cell{S: r.Name}, Cell{S: CheckItems(p.say, r.Items)}, result, Cell{S: p.names[r.By]}, Cell{S: p.set.Calendar.Clock(r.At)}, Cell{S: r.Note})
		}
	}
}

// layCups gives every lot its row: when each step was done last, and by whom.
func (p *cleaningPaper) layCups(s *Sheet) {
	cols := []Column{{Head: p.say("checklist.paper.lot"), Width: 44}}
	for _, step := range data.CupSteps {
		cols = append(cols, Column{Head: p.say("checklist.step." + step), Width: 26})
	}
	for _, key := range []string{"headChipped", "headAgain", "headStored"} {
		cols = append(cols, Column{Head: p.say("checklist.paper." + key), Width: 16, Align: Right})
	}
	t := s.Table(cols...)
	for _, b := range p.lots {
		name := b.Name
		if name == "" {
			name = p.say("checklist.cups.mixed")
		}
		row := []Cell{{S: fmt.Sprintf("%s × %d", name, b.Began)}}
		for i := range data.CupSteps {
			row = append(row, Cell{S: p.last(b, i)})
		}
		stored := 0
		if b.Done > 0 {
			stored = b.Qty
		}
		t.Row(append(row, Cell{S: nought(b.Chipped)}, Cell{S: nought(b.Again)}, Cell{S: nought(stored)})...)
	}
}

// last says when a step was done, unless the lot was sent back behind it since.
func (p *cleaningPaper) last(b data.CupView, step int) string {
	said := ""
	for _, s := range b.Steps {
		switch {
		case s.Step == data.CupSteps[step] && !s.Failed:
			said = p.set.Calendar.Clock(s.At) + "\n" + p.names[s.By]
		case s.Failed && step > 0:
			said = ""
		}
	}
	return said
}

// CheckItems says several items of a list one after another.
func CheckItems(say Say, items []string) string {
	if len(items) == 0 {
		return ""
	}
	said := items[0]
	for _, item := range items[1:] {
		said = say("checklist.and", said, item)
	}
	return said
}
