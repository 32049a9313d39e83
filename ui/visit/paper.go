package visit

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the 来访登记表 and the 访客贴 read.
type PaperOffice interface {
	paper.Staffed
	Visits(ctx context.Context, f data.VisitFilter) ([]data.VisitView, error)
	Refusals(ctx context.Context, from, to data.Day) ([]data.Refusal, error)
	Areas(ctx context.Context) ([]data.Area, error)
	Tables(ctx context.Context) ([]data.Table, error)
	Courts(ctx context.Context) ([]data.Court, error)
}

// Papers are the register's records. A nil office will do to list them.
func Papers(o PaperOffice) []paper.Record {
	return []paper.Record{
		{Name: "visits", Title: "visit.paper.title", Span: paper.Range, List: true,
			Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) {
				p := visitsPaper{Ask: a, places: map[data.ID]string{}}
				if err := p.read(ctx, o); err != nil {
					return nil, err
				}
				return p.lay(), nil
			}},
		{Name: "sticker", Title: "visit.sticker.title", Span: paper.Pick,
			Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) { return makeSticker(ctx, o, a) }},
	}
}

// visitsPaper is the visits of a period on their way to paper.
type visitsPaper struct {
	paper.Ask
	visits   []data.VisitView
	refusals []data.Refusal
	people   map[data.ID]string // names of staff
	places   map[data.ID]string // names of areas, tables and courts
}

func (p *visitsPaper) read(ctx context.Context, o PaperOffice) (err error) {
	if p.visits, err = o.Visits(ctx, data.VisitFilter{From: p.From, To: p.To}); err != nil {
		return err
	}
	if p.refusals, err = o.Refusals(ctx, p.From, p.To); err != nil {
		return err
	}
	if p.people, err = paper.Names(ctx, o); err != nil {
		return err
	}
	areas, err := o.Areas(ctx)
	if err != nil {
		return err
	}
	for _, a := range areas {
		p.places[a.ID] = a.Name
	}
	tables, err := o.Tables(ctx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		p.places[t.ID] = t.Name
	}
	courts, err := o.Courts(ctx)
	for _, c := range courts {
		p.places[c.ID] = c.Name
	}
	return err
}

func (p *visitsPaper) lay() *paper.Document {
	set := p.Setup("visit.paper.title")
	set.Name = "visits-" + string(p.From)
	set.Landscape, set.Dense, set.Margin, set.Facts = true, true, 12, p.facts()
	return paper.NewSheet(set).Add(p.register()).Add(p.refused()).Sign("visit.paper.keeper", "common.supervisor").Finish()
}

func (p *visitsPaper) register() paper.Listed {
	type row = data.VisitView
	list := paper.List[row]{Rows: p.visits, Columns: []paper.Col[row]{
		{Head: "visit.paper.number", Width: 22, Align: paper.Centre, Text: func(v row) string { return data.ShortNumber(v.Number) }},
		{Head: "visit.paper.time", Width: 13, Align: paper.Centre, Value: func(v row) paper.Value { return p.Clock(v.Arrived) }},
		{Head: "visit.paper.guest", Width: 30, Text: p.guest},
		{Head: "visit.paper.phone", Width: 24, Text: p.phone},
		{Head: "visit.paper.people", Width: 16, Align: paper.Centre, Value: p.count},
		{Head: "visit.paper.purpose", Width: 18, Text: func(v row) string { return p.Say("visit.purpose." + v.Purpose) }},
		{Head: "visit.paper.identity", Width: 17, Text: p.identity},
		{Head: "visit.paper.consultant", Width: 20, Text: p.consultant},
		{Head: "visit.paper.place", Width: 26, Text: func(v row) string { return paper.Linked(" ", p.places[v.Area], p.places[v.TableID]) }},
		{Head: "visit.paper.left", Width: 21, Align: paper.Centre, Value: p.left},
		{Head: "visit.paper.by", Width: 17, Text: func(v row) string { return p.people[v.By] }},
		{Head: "visit.paper.note", Width: 60, Text: p.note},
	}}
	if p.From != p.To {
		groups := map[data.Day]int{}
		for _, v := range p.visits {
			groups[v.Day]++
		}
		list.Group = &paper.Group[row]{Head: "common.date", Value: func(v row) paper.Value {
			return paper.On(v.Day).As(p.Say("visit.paper.day", p.Date(v.Day), groups[v.Day]))
		}}
	}
	return list
}

func (p *visitsPaper) refused() paper.Listed {
	type row = data.Refusal
	list := paper.List[row]{Title: p.Say("visit.paper.refusals"), Note: p.Say("visit.paper.refusalCount", len(p.refusals)), Rows: p.refusals, Columns: []paper.Col[row]{
		{Head: "visit.paper.number", Width: 26, Align: paper.Centre, Text: func(r row) string { return data.ShortNumber(r.Number) }},
		{Head: "visit.paper.time", Width: 15, Align: paper.Centre, Value: func(r row) paper.Value { return p.Clock(r.At) }},
		{Head: "visit.paper.reason", Width: 30, Text: func(r row) string { return p.Say("visit.reason." + r.Reason) }},
		{Head: "visit.paper.acts", Width: 50, Text: p.acts},
		{Head: "visit.paper.helper", Width: 32, Text: func(r row) string { return r.Helper }},
		{Head: "visit.paper.looks", Width: 95, Text: func(r row) string { return r.Looks }},
		{Head: "visit.paper.by", Width: 25, Text: func(r row) string { return p.people[r.By] }},
	}}
	if p.From != p.To {
		list.Group = paper.ByDay(p.Ask, func(r row) data.Day { return r.Day })
	}
	return list
}

// facts counts the period.
func (p *visitsPaper) facts() []string {
	var adults, children, first, open, auto int
	purposes := map[string]int{}
	for _, v := range p.visits {
		adults, children = adults+v.Adults, children+v.Children
		purposes[v.Purpose]++
		if v.Times == 1 {
			first++
		}
		switch {
		case v.Open():
			open++
		case v.LeftHow == "closing":
			auto++
		}
	}
	facts := []string{p.Say("visit.paper.groups", len(p.visits), adults+children, children), p.Say("visit.paper.firsts", first, len(p.visits)-first)}
	var words []string
	for _, code := range data.Purposes {
		if n := purposes[code]; n > 0 {
			words = append(words, p.Say("visit.paper.ofPurpose", p.Say("visit.purpose."+code), n))
		}
	}
	if len(words) > 0 {
		facts = append(facts, p.Say("visit.paper.purposes", strings.Join(words, " · ")))
	}
	if open > 0 {
		facts = append(facts, p.Say("visit.paper.open", open))
	}
	if auto > 0 {
		facts = append(facts, p.Say("visit.paper.auto", auto))
	}
	return facts
}

// count is how many came, children apart on paper.
func (p *visitsPaper) count(v data.VisitView) paper.Value {
	n := paper.Number(v.People())
	if v.Children > 0 {
		return n.As(fmt.Sprint(v.People()) + "\n" + p.Say("visit.paper.kids", v.Children))
	}
	return n
}

func (p *visitsPaper) identity(v data.VisitView) string {
	if v.Identity == "" {
		return ""
	}
	return p.Say("visit.identity." + v.Identity)
}

// guest names the visitor and says the how-manieth visit it is.
func (p *visitsPaper) guest(v data.VisitView) string {
	name := data.GuestName(p.Say, v.Name, v.Title)
	switch {
	case v.Forgotten:
		name = p.Say("visit.erased")
	case v.Pending && name == "":
		name = p.Say("visit.pending")
	}
	if v.VIP {
		name += " " + p.Say("visit.vip")
	}
	if v.Times > 1 {
		return name + "\n" + p.Say("visit.again", v.Times)
	}
	return name + "\n" + p.Say("visit.first")
}

// phone is masked: the paper lies about.
func (p *visitsPaper) phone(v data.VisitView) string {
	if v.NoPhone {
		return p.Say("visit.noPhone")
	}
	return data.MaskPhone(v.Phone)
}

func (p *visitsPaper) consultant(v data.VisitView) string {
	if v.Assigned == "rota" {
		return paper.Linked("\n", p.people[v.Consultant], p.Say("visit.rota"))
	}
	return p.people[v.Consultant]
}

func (p *visitsPaper) left(v data.VisitView) paper.Value {
	at := p.Clock(v.LeftAt)
	switch {
	case v.Open():
		return paper.Words(p.Say("visit.inside"))
	case v.LeftHow == "closing":
		return at.As(p.Settings.Calendar.Clock(v.LeftAt) + "\n" + p.Say("visit.left.closing"))
	}
	return at
}

// note gathers what has no column of its own.
func (p *visitsPaper) note(v data.VisitView) string {
	var words []string
	for _, w := range []struct{ key, value string }{
		{"visit.paper.firm", v.Firm}, {"visit.paper.host", v.Host}, {"visit.paper.channel", ""},
		{"visit.paper.intent", v.Intent}, {"visit.paper.plate", v.Plate}, {"visit.paper.agent", v.Agent},
	} {
		if w.key == "visit.paper.channel" && v.Channel != "" {
			w.value = p.Say("visit.channel." + v.Channel)
		}
		if w.value != "" {
			words = append(words, p.Say(w.key, w.value))
		}
	}
	return paper.Linked("\n", strings.Join(words, " · "), v.Note)
}

func (p *visitsPaper) acts(r data.Refusal) string {
	acts := slices.Clone(r.Acts)
	for i, a := range acts {
		acts[i] = p.Say("visit.act." + a)
	}
	return strings.Join(acts, " · ")
}
