package paper

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"yingbin/data"
)

// maintenanceSource is what the 电器清洁保养记录表 reads.
type maintenanceSource interface {
	Staff(ctx context.Context) ([]data.Staff, error)
	Appliances(ctx context.Context) ([]data.ApplianceView, error)
	AppliancePlan(ctx context.Context, from, to data.Day, appliance data.ID) ([]data.Planned, error)
	Cleanings(ctx context.Context, from, to data.Day, appliance data.ID) ([]data.Cleaning, error)
	Repairs(ctx context.Context, f data.RepairFilter) ([]data.RepairView, error)
}

// The record is of all appliances, or of the one whose id is asked for.
var _ = announce(Record{Name: "maintenance", Title: "appliance.paper.title", Order: 130, Span: Range, Make: record(
	func(ctx context.Context, o maintenanceSource, a Ask) (*Document, error) {
		if a.To == "" {
			a.To = a.From
		}
		m := maintenance{Ask: a, set: a.Settings.Defaults(), names: map[data.ID]string{}, of: map[data.ID]data.ApplianceView{}}
		if err := m.read(ctx, o); err != nil {
			return nil, err
		}
		return m.lay(), nil
	})})

// maintenance is a period's cleaning and repairs on their way to paper.
type maintenance struct {
	Ask
	set        data.Settings
	names      map[data.ID]string
	appliances []data.ApplianceView // those the period speaks of
	of         map[data.ID]data.ApplianceView
	plan       []data.Planned
	cleanings  []data.Cleaning
	repairs    []data.RepairView
}

func (m *maintenance) read(ctx context.Context, o maintenanceSource) error {
	staff, err := o.Staff(ctx)
	if err != nil {
		return err
	}
	for _, s := range staff {
		m.names[s.ID] = s.Name
	}
	all, err := o.Appliances(ctx)
	if err != nil {
		return err
	}
	for _, v := range all {
		m.of[v.ID] = v
	}
	one := data.ID(m.ID)
	if m.plan, err = o.AppliancePlan(ctx, m.From, m.To, one); err != nil {
		return err
	}
	if m.cleanings, err = o.Cleanings(ctx, m.From, m.To, one); err != nil {
		return err
	}
	if m.repairs, err = o.Repairs(ctx, data.RepairFilter{From: m.From, To: m.To, Thing: one}); err != nil {
		return err
	}
	for _, v := range all {
		if (one == "" || v.ID == one) && (!v.Retired || m.speaksOf(v.ID)) {
			m.appliances = append(m.appliances, v)
		}
	}
	return nil
}

// speaksOf reports whether something was planned for an appliance or done to it
// in the period: only then a retired one is listed.
func (m *maintenance) speaksOf(id data.ID) bool {
	return slices.ContainsFunc(m.plan, func(p data.Planned) bool { return p.Appliance == id }) ||
		slices.ContainsFunc(m.cleanings, func(c data.Cleaning) bool { return c.Appliance == id })
}

func (m *maintenance) say(key string, args ...any) string { return m.Lex.Say(key, args...) }

func (m *maintenance) lay() *Document {
	set := m.Setup("appliance.paper.title")
	set.Name = "maintenance-" + string(m.From)
	if m.ID != "" && len(m.appliances) == 1 {
		set.Subtitle = m.appliances[0].Label()
	}
	set.Facts = m.facts()
	s := NewSheet(set)
	m.layLines(s)
	if len(m.appliances) > 0 {
		m.layPlan(s)
	}
	m.layRepairs(s)
	s.Signatures(SignBox{Role: m.say("appliance.paper.barStaff")}, SignBox{Role: m.say("appliance.paper.boss")})
	return s.Finish()
}

// facts say the cycle and how the plan was kept: the rate of those on time is
// not the rate of those done.
func (m *maintenance) facts() []string {
	n := data.TallyPlan(m.plan, "", "")
	every := 0
	for i, v := range m.appliances {
		if i > 0 && v.Every != every {
			every = -1
		} else {
			every = v.Every
		}
		if every < 0 {
			break
		}
	}
	cycle := m.say("appliance.paper.cycleDays", every)
	switch every {
	case data.HalfMonth, 0:
		cycle = m.say("appliance.paper.cycleHalf")
	case -1:
		cycle = m.say("appliance.paper.cycleMixed")
	}
	facts := []string{cycle, m.say("appliance.paper.factPlanned", n.Planned), m.say("appliance.paper.factOnTime", n.OnTime)}
	for _, f := range []struct {
		key string
		n   int
	}{{"appliance.paper.factMadeUp", n.MadeUp}, {"appliance.paper.factOverdue", n.Overdue}, {"appliance.paper.factMissed", n.Missed}, {"appliance.paper.factOpen", n.Open}} {
		if f.n > 0 {
			facts = append(facts, m.say(f.key, f.n))
		}
	}
	if rate, some := n.Rate(); some {
		done, _ := n.DoneRate()
		facts = append(facts, m.say("appliance.paper.factRate", rate), m.say("appliance.paper.factDone", done))
	}
	return facts
}

// maintained is one row of the record, with what it is sorted by.
type maintained struct {
	day   data.Day
	at    data.Time
	cells []Cell
}

// layLines lists what was done and, at the day it was due, what was not.
func (m *maintenance) layLines(s *Sheet) {
	t := s.Table(Column{Head: m.say("appliance.paper.day"), Width: 25, Align: Centre}, Column{Head: m.say("appliance.paper.thing"), Width: 21, Align: Centre},
		Column{Head: m.say("appliance.paper.what"), Width: 57}, Column{Head: m.say("appliance.paper.running"), Width: 21, Align: Centre},
		Column{Head: m.say("appliance.paper.result"), Width: 17, Align: Centre}, Column{Head: m.say("appliance.paper.by"), Width: 19, Align: Centre},
		Column{Head: m.say("appliance.paper.at"), Width: 15, Align: Centre}, Column{Head: m.say("appliance.paper.checkedBy"), Width: 19, Align: Centre}).
		Empty(m.say("appliance.paper.none"))
	madeUp := map[data.ID]bool{}
	var rows []maintained
	for _, p := range m.plan {
		switch p.Standing {
		case data.MadeUp:
			madeUp[p.Cleaning.ID] = true
		case data.Missed, data.Overdue:
			_, end := m.set.Calendar.Bounds(p.To)
			rows = append(rows, maintained{p.To, end, []Cell{{S: string(p.To)}, {S: m.of[p.Appliance].Name},
				{S: m.say("appliance.paper.notDone", m.shortSpan(p.Period), string(p.Standing)), Bold: true}}})
		}
	}
	for _, c := range m.cleanings {
		rows = append(rows, maintained{c.Day, c.At, Cells(string(c.Day), m.of[c.Appliance].Name, m.what(c, madeUp[c.ID]), m.say("appliance.running."+c.Running),
			m.say("appliance.result."+c.Result), m.names[c.By], m.set.Calendar.Clock(c.At), m.names[c.CheckedBy])})
	}
	slices.SortStableFunc(rows, func(a, b maintained) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.at, b.at)) })
	for _, r := range rows {
		t.Row(r.cells...)
	}
}

// joined says several things one after the other.
func (m *maintenance) joined(key string, parts []string) string {
	text := parts[0]
	for _, p := range parts[1:] {
		text = m.say(key, text, p)
	}
	return text
}

// what says what a cleaning did, what it left out and why.
func (m *maintenance) what(c data.Cleaning, madeUp bool) string {
	var parts []string
	if done := c.Done(); len(done) > 0 {
		text := m.joined("appliance.paper.and", done)
		switch {
		case c.Due != "" && c.Day > c.Due:
			text = m.say("appliance.paper.with", text, m.say("appliance.paper.madeUpFor", string(c.Due)[5:]))
		case madeUp:
			text = m.say("appliance.paper.with", text, m.say("appliance.paper.madeUp"))
		case c.Due == "":
			text = m.say("appliance.paper.with", text, m.say("appliance.paper.extra"))
		}
		parts = append(parts, text)
		if left := c.Left(); len(left) > 0 {
			parts = append(parts, m.say("appliance.paper.left", m.joined("appliance.paper.and", left)))
		}
	} else {
		parts = append(parts, m.say("appliance.paper.nothingDone"))
	}
	if c.Note != "" {
		parts = append(parts, c.Note)
	}
	return m.joined("appliance.paper.then", parts)
}

// layPlan says of every appliance how its plan was kept and when it is due
// next.
func (m *maintenance) layPlan(s *Sheet) {
	s.Heading(m.say("appliance.paper.plan"))
	t := s.Table(Column{Head: m.say("appliance.paper.number"), Width: 18, Align: Centre}, Column{Head: m.say("appliance.paper.thing"), Width: 26},
		Column{Head: m.say("appliance.paper.place"), Width: 20}, Column{Head: m.say("appliance.paper.cycle"), Width: 30},
		Column{Head: m.say("appliance.paper.planned"), Width: 13, Align: Right}, Column{Head: m.say("appliance.paper.onTime"), Width: 13, Align: Right},
		Column{Head: m.say("appliance.paper.made"), Width: 13, Align: Right}, Column{Head: m.say("appliance.paper.missed"), Width: 16, Align: Right},
		Column{Head: m.say("appliance.paper.rate"), Width: 16, Align: Right}, Column{Head: m.say("appliance.paper.next"), Width: 26, Align: Centre})
	for _, v := range m.appliances {
		var own []data.Planned
		for _, p := range m.plan {
			if p.Appliance == v.ID {
				own = append(own, p)
			}
		}
		n := data.TallyPlan(own, "", "")
		rate := ""
		if r, some := n.Rate(); some {
			rate = strconv.Itoa(r) + "%"
		}
		next := v.Standing.Period.To
		if v.Retired {
			next = ""
		}
		t.Line(v.Number, strings.TrimSpace(v.Name+" "+v.Model), v.Place, m.cycle(v.Every), strconv.Itoa(n.Planned), nought(n.OnTime), nought(n.MadeUp), nought(n.Missed+n.Overdue), rate, string(next))
	}
}

func (m *maintenance) cycle(every int) string {
	if every == data.HalfMonth {
		return m.say("appliance.every.half")
	}
	return m.say("appliance.every.days", every)
}

// layRepairs lists what was out of use in the period. Its costs are those of
// what came back in it, so that months add up.
func (m *maintenance) layRepairs(s *Sheet) {
	var cost data.Fen
	for _, r := range m.repairs {
		if d := m.set.Calendar.Day(r.BackAt); r.BackAt != 0 && d >= m.From && d <= m.To {
			cost += r.Cost
		}
	}
	s.Heading(m.say("appliance.paper.repairs"), m.say("appliance.paper.repairsNote", len(m.repairs), m.say("common.yuan", data.Yuan(cost))))
	t := s.Table(Column{Head: m.say("appliance.paper.repairNumber"), Width: 26, Align: Centre}, Column{Head: m.say("appliance.paper.repairThing"), Width: 22, Align: Centre},
		Column{Head: m.say("appliance.paper.fault"), Width: 58}, Column{Head: m.say("appliance.paper.reported"), Width: 22, Align: Centre},
		Column{Head: m.say("appliance.paper.mended"), Width: 22, Align: Centre}, Column{Head: m.say("appliance.paper.cost"), Width: 22, Align: Right},
		Column{Head: m.say("appliance.paper.accepted"), Width: 22, Align: Centre}).Empty(m.say("appliance.paper.noRepairs"))
	for _, r := range m.repairs {
		mended, accepted, paid := m.say("appliance.paper.stillOpen"), "", ""
		if r.BackAt != 0 {
			mended = m.who(r.BackAt, cmp.Or(r.RepairedBy, m.names[r.TakenBy]))
			accepted = m.say("appliance.paper.toCheck")
		}
		if r.Cost > 0 {
			paid = m.say("common.yuan", data.Yuan(r.Cost))
		}
		if !r.Open() {
			accepted = m.who(r.CheckedAt, m.names[r.CheckedBy])
		}
		t.Line(data.ShortNumber(r.Number), r.Name, m.story(r), m.who(r.Since, m.names[r.By]), mended, paid, accepted)
	}
}

// who says on which day somebody did something.
func (m *maintenance) who(at data.Time, name string) string {
	return string(m.set.Calendar.Day(at))[5:] + "\n" + name
}

// story tells a repair in sentences.
func (m *maintenance) story(r data.RepairView) string {
	parts := []string{r.Fault}
	if r.SentTo != "" {
		parts = append(parts, m.say("appliance.paper.sentTo", r.SentTo))
	}
	if r.Note != "" {
		parts = append(parts, r.Note)
	}
	till := r.CheckedAt
	if till == 0 {
		till = m.Now
	}
	if days := m.set.Calendar.Day(r.Since).DaysUntil(m.set.Calendar.Day(till)); days > 0 {
		parts = append(parts, m.say("appliance.paper.outDays", days))
	}
	return m.joined("appliance.paper.then", parts)
}

func (m *maintenance) shortSpan(p data.Period) string {
	return string(p.From)[5:] + "–" + string(p.To)[5:]
}
