package paper

import (
	"context"
	"fmt"

	"yingbin/data"
)

// cleaningSource is what the 清洁检查记录 reads.
type cleaningSource interface {
	CheckDay(ctx context.Context, day data.Day) (data.CheckDay, error)
}

var _ = announce(Record{Name: "cleaning", Title: "checklist.paper.title", Order: 140, Span: Day, Make: record(
	func(ctx context.Context, o cleaningSource, a Ask) (*Document, error) {
		a.To = a.From
		day, err := o.CheckDay(ctx, a.From)
		p := cleaningPaper{ask: a, set: a.Settings.Defaults(), day: day}
		if err != nil {
			return nil, err
		}
		return p.lay(), nil
	})})

// cleaningPaper is a day's lists and cups on their way to paper.
type cleaningPaper struct {
	ask Ask
	set data.Settings
	day data.CheckDay
}

func (p *cleaningPaper) say(key string, args ...any) string { return p.ask.Lex.Say(key, args...) }

func (p *cleaningPaper) lay() *Document {
	set := p.ask.Setup("checklist.paper.title")
	set.Name, set.Landscape, set.Facts = "cleaning-"+string(p.ask.From), true, p.facts()
	s := NewSheet(set)
	s.Heading(p.say("checklist.today"))
	p.layLists(s)
	s.Heading(p.say("checklist.cups.title"), p.say("checklist.paper.order"))
	p.layCups(s)
	s.Signatures(SignBox{Role: p.say("checklist.paper.keeper")}, SignBox{Role: p.say("common.supervisor")})
	return s.Finish()
}

func (p *cleaningPaper) facts() []string {
	done, part, none := 0, 0, 0
	for _, d := range p.day.Lists {
		switch last := d.Last(); {
		case last == nil:
			none++
		case last.Complete():
			done++
		default:
			part++
		}
	}
	cups, _ := p.day.Stored()
	chipped, again := 0, 0
	for _, b := range p.day.Washed() {
		chipped, again = chipped+b.Chipped, again+b.Again
	}
	return []string{p.say("checklist.paper.done", done), p.say("checklist.paper.part", part), p.say("checklist.paper.notDone", none),
		p.say("checklist.paper.cups", cups), p.say("checklist.paper.chipped", chipped), p.say("checklist.paper.again", again)}
}

// layLists gives every run of every list its row, and lists without one theirs.
func (p *cleaningPaper) layLists(s *Sheet) {
	t := s.Table(
		Column{Head: p.say("checklist.paper.list"), Width: 28}, Column{Head: p.say("checklist.paper.items"), Width: 76},
		Column{Head: p.say("checklist.paper.result"), Width: 54}, Column{Head: p.say("checklist.paper.by"), Width: 24},
		Column{Head: p.say("common.time"), Width: 18, Align: Centre}, Column{Head: p.say("common.note"), Width: 74},
	)
	for _, d := range p.day.Lists {
		if len(d.Runs) == 0 {
			by := ""
			if d.Due > 0 {
				by = p.say("checklist.by", d.By.String())
			}
			t.Row(Cell{S: d.Name}, Cell{S: CheckItems(p.say, d.Items)}, Cell{S: p.say("checklist.paper.undone"), Bold: true}, Cell{}, Cell{}, Cell{S: by})
		}
		for _, r := range d.Runs {
			result := Cell{S: p.say("checklist.paper.whole", len(r.Items))}
			if !r.Complete() {
				result = Cell{S: p.say("checklist.missing", CheckItems(p.say, r.Missing())), Bold: true}
			}
			t.Row(Cell{S: r.Name}, Cell{S: CheckItems(p.say, r.Items)}, result, Cell{S: p.day.Names[r.By]}, Cell{S: p.set.Calendar.Clock(r.At)}, Cell{S: r.Note})
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
	for _, b := range p.day.Washed() {
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
			said = p.set.Calendar.Clock(s.At) + "\n" + p.day.Names[s.By]
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
