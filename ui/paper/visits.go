package paper

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"yingbin/data"
)

// visitsSource is what the 来访登记表 reads.
type visitsSource interface {
	Visits(ctx context.Context, f data.VisitFilter) ([]data.VisitView, error)
	Refusals(ctx context.Context, from, to data.Day) ([]data.Refusal, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	Areas(ctx context.Context) ([]data.Area, error)
	Tables(ctx context.Context) ([]data.Table, error)
	Courts(ctx context.Context) ([]data.Court, error)
}

var _ = announce(Record{Name: "visits", Title: "visit.paper.title", Order: 10, Span: Range, Make: record(
	func(ctx context.Context, o visitsSource, a Ask) (*Document, error) {
		p := visitsPaper{Ask: a}
		p.Settings, p.To = a.Settings.Defaults(), cmp.Or(a.To, a.From)
		if err := p.read(ctx, o); err != nil {
			return nil, err
		}
		return p.lay(), nil
	})})

// visitsPaper is the visits of a period on their way to paper.
type visitsPaper struct {
	Ask
	visits   []data.VisitView
	refusals []data.Refusal
	people   map[data.ID]string // names of staff
	places   map[data.ID]string // names of areas, tables and courts
}

func (p *visitsPaper) read(ctx context.Context, o visitsSource) (err error) {
	if p.visits, err = o.Visits(ctx, data.VisitFilter{From: p.From, To: p.To}); err != nil {
		return err
	}
	if p.refusals, err = o.Refusals(ctx, p.From, p.To); err != nil {
		return err
	}
	p.people, p.places, err = visitNames(ctx, o)
	return err
}

// visitNames reads what the ids on a visit are called.
func visitNames(ctx context.Context, o interface {
	Staff(ctx context.Context) ([]data.Staff, error)
	Areas(ctx context.Context) ([]data.Area, error)
	Tables(ctx context.Context) ([]data.Table, error)
	Courts(ctx context.Context) ([]data.Court, error)
}) (people, places map[data.ID]string, err error) {
	people, places = map[data.ID]string{}, map[data.ID]string{}
	staff, err := o.Staff(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range staff {
		people[s.ID] = s.Name
	}
	areas, err := o.Areas(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, a := range areas {
		places[a.ID] = a.Name
	}
	tables, err := o.Tables(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, t := range tables {
		places[t.ID] = t.Name
	}
	courts, err := o.Courts(ctx)
	for _, c := range courts {
		places[c.ID] = c.Name
	}
	return people, places, err
}

func (p *visitsPaper) say(key string, args ...any) string { return p.Lex.Say(key, args...) }

func (p *visitsPaper) lay() *Document {
	set := p.Setup("visit.paper.title")
	set.Name = "visits-" + string(p.From)
	set.Landscape, set.Dense, set.Margin, set.Facts = true, true, 12, p.facts()
	s := NewSheet(set)
	t := s.Table(
		Column{Head: p.say("visit.paper.number"), Width: 22, Align: Centre}, Column{Head: p.say("visit.paper.time"), Width: 13, Align: Centre},
		Column{Head: p.say("visit.paper.guest"), Width: 30}, Column{Head: p.say("visit.paper.phone"), Width: 24},
		Column{Head: p.say("visit.paper.people"), Width: 16, Align: Centre}, Column{Head: p.say("visit.paper.purpose"), Width: 18},
		Column{Head: p.say("visit.paper.identity"), Width: 17}, Column{Head: p.say("visit.paper.consultant"), Width: 20},
		Column{Head: p.say("visit.paper.place"), Width: 26}, Column{Head: p.say("visit.paper.left"), Width: 21, Align: Centre},
		Column{Head: p.say("visit.paper.by"), Width: 17}, Column{Head: p.say("visit.paper.note"), Width: 60})
	for day, list := range byDay(p.visits, func(v data.VisitView) data.Day { return v.Day }) {
		if p.From != p.To {
			t.Section(p.say("visit.paper.day", p.Date(day), len(list)))
		}
		for _, v := range list {
			t.Line(p.line(v)...)
		}
	}
	s.Heading(p.say("visit.paper.refusals"), p.say("visit.paper.refusalCount", len(p.refusals)))
	t = s.Table(
		Column{Head: p.say("visit.paper.number"), Width: 26, Align: Centre}, Column{Head: p.say("visit.paper.time"), Width: 15, Align: Centre},
		Column{Head: p.say("visit.paper.reason"), Width: 30}, Column{Head: p.say("visit.paper.acts"), Width: 50},
		Column{Head: p.say("visit.paper.helper"), Width: 32}, Column{Head: p.say("visit.paper.looks"), Width: 95},
		Column{Head: p.say("visit.paper.by"), Width: 25})
	for day, list := range byDay(p.refusals, func(r data.Refusal) data.Day { return r.Day }) {
		if p.From != p.To {
			t.Section(p.Date(day))
		}
		for _, r := range list {
			t.Line(p.refusal(r)...)
		}
	}
	s.Signatures(SignBox{Role: p.say("visit.paper.keeper")}, SignBox{Role: p.say("common.supervisor")})
	return s.Finish()
}

// byDay groups what is in the order of time by its day.
func byDay[T any](list []T, day func(T) data.Day) func(func(data.Day, []T) bool) {
	return func(yield func(data.Day, []T) bool) {
		for len(list) > 0 {
			d := day(list[0])
			n := slices.IndexFunc(list, func(v T) bool { return day(v) != d })
			if n < 0 {
				n = len(list)
			}
			if !yield(d, list[:n]) {
				return
			}
			list = list[n:]
		}
	}
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
	facts := []string{p.say("visit.paper.groups", len(p.visits), adults+children, children), p.say("visit.paper.firsts", first, len(p.visits)-first)}
	var words []string
	for _, code := range data.Purposes {
		if n := purposes[code]; n > 0 {
			words = append(words, p.say("visit.paper.ofPurpose", p.say("visit.purpose."+code), n))
		}
	}
	if len(words) > 0 {
		facts = append(facts, p.say("visit.paper.purposes", strings.Join(words, " · ")))
	}
	if open > 0 {
		facts = append(facts, p.say("visit.paper.open", open))
	}
	if auto > 0 {
		facts = append(facts, p.say("visit.paper.auto", auto))
	}
	return facts
}

func (p *visitsPaper) line(v data.VisitView) []string {
	cal := p.Settings.Calendar
	people := fmt.Sprint(v.People())
	if v.Children > 0 {
		people += "\n" + p.say("visit.paper.kids", v.Children)
	}
	identity := ""
	if v.Identity != "" {
		identity = p.say("visit.identity." + v.Identity)
	}
	return []string{
		data.ShortNumber(v.Number), cal.Clock(v.Arrived), p.guest(v), p.phone(v), people,
		p.say("visit.purpose." + v.Purpose), identity, p.consultant(v), p.place(v), p.left(v), p.people[v.By], p.note(v),
	}
}

// guest names the visitor and says the how-manieth visit it is.
func (p *visitsPaper) guest(v data.VisitView) string {
	name := GuestName(p.say, v.Name, v.Title)
	switch {
	case v.Forgotten:
		name = p.say("visit.erased")
	case v.Pending && name == "":
		name = p.say("visit.pending")
	}
	if v.VIP {
		name += " " + p.say("visit.vip")
	}
	if v.Times > 1 {
		return name + "\n" + p.say("visit.again", v.Times)
	}
	return name + "\n" + p.say("visit.first")
}

// phone is masked: the paper lies about.
func (p *visitsPaper) phone(v data.VisitView) string {
	if v.NoPhone {
		return p.say("visit.noPhone")
	}
	return data.MaskPhone(v.Phone)
}

func (p *visitsPaper) consultant(v data.VisitView) string {
	words := []string{p.people[v.Consultant]}
	if v.Assigned == "rota" {
		words = append(words, p.say("visit.rota"))
	}
	return joined("\n", words...)
}

func (p *visitsPaper) place(v data.VisitView) string {
	return joined(" ", p.places[v.Area], p.places[v.TableID])
}

func (p *visitsPaper) left(v data.VisitView) string {
	cal := p.Settings.Calendar
	switch {
	case v.Open():
		return p.say("visit.inside")
	case v.LeftHow == "closing":
		return cal.Clock(v.LeftAt) + "\n" + p.say("visit.left.closing")
	}
	return cal.Clock(v.LeftAt)
}

// note gathers what has no column of its own.
func (p *visitsPaper) note(v data.VisitView) string {
	var words []string
	for _, w := range []struct{ key, value string }{
		{"visit.paper.firm", v.Firm}, {"visit.paper.host", v.Host}, {"visit.paper.channel", ""},
		{"visit.paper.intent", v.Intent}, {"visit.paper.plate", v.Plate}, {"visit.paper.agent", v.Agent},
	} {
		if w.key == "visit.paper.channel" && v.Channel != "" {
			w.value = p.say("visit.channel." + v.Channel)
		}
		if w.value != "" {
			words = append(words, p.say(w.key, w.value))
		}
	}
	return joined("\n", strings.Join(words, " · "), v.Note)
}

func (p *visitsPaper) refusal(r data.Refusal) []string {
	var acts []string
	for _, a := range r.Acts {
		acts = append(acts, p.say("visit.act."+a))
	}
	return []string{
		data.ShortNumber(r.Number), p.Settings.Calendar.Clock(r.At), p.say("visit.reason." + r.Reason),
		strings.Join(acts, " · "), r.Helper, r.Looks, p.people[r.By],
	}
}

// joined joins what is not empty.
func joined(by string, words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), by)
}
