package appliance

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the 电器清洁保养记录表 reads.
type PaperOffice interface {
	paper.Staffed
	Appliances(ctx context.Context) ([]data.ApplianceView, error)
	AppliancePlan(ctx context.Context, from, to data.Day, appliance data.ID) ([]data.Planned, error)
	Cleanings(ctx context.Context, from, to data.Day, appliance data.ID) ([]data.Cleaning, error)
	Repairs(ctx context.Context, f data.RepairFilter) ([]data.RepairView, error)
}

// Papers are the register's records: of all appliances, or of the one whose id
// is asked for. A nil office will do to list them.
func Papers(o PaperOffice) []paper.Record {
	return []paper.Record{{Name: "maintenance", Title: "appliance.paper.title", Span: paper.Range, List: true,
		Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) {
			m := maintenance{Ask: a, of: map[data.ID]data.ApplianceView{}}
			if err := m.read(ctx, o); err != nil {
				return nil, err
			}
			return m.lay(), nil
		}}}
}

// maintenance is a period's cleaning and repairs on their way to paper.
type maintenance struct {
	paper.Ask
	names      map[data.ID]string
	appliances []data.ApplianceView // those the period speaks of
	of         map[data.ID]data.ApplianceView
	plan       []data.Planned
	cleanings  []data.Cleaning
	repairs    []data.RepairView
}

func (m *maintenance) read(ctx context.Context, o PaperOffice) (err error) {
	if m.names, err = paper.Names(ctx, o); err != nil {
		return err
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

func (m *maintenance) lay() *paper.Document {
	set := m.Setup("appliance.paper.title")
	set.Name = "maintenance-" + string(m.From)
	if m.ID != "" && len(m.appliances) == 1 {
		set.Subtitle = m.appliances[0].Label()
	}
	set.Facts = m.facts()
	s := paper.NewSheet(set).Add(m.lines())
	if len(m.appliances) > 0 {
		s.Add(m.kept())
	}
	return s.Add(m.outOfUse()).Sign("appliance.paper.barStaff", "appliance.paper.boss").Finish()
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
	cycle := m.Say("appliance.paper.cycleDays", every)
	switch every {
	case data.HalfMonth, 0:
		cycle = m.Say("appliance.paper.cycleHalf")
	case -1:
		cycle = m.Say("appliance.paper.cycleMixed")
	}
	facts := []string{cycle, m.Say("appliance.paper.factPlanned", n.Planned), m.Say("appliance.paper.factOnTime", n.OnTime)}
	for _, f := range []struct {
		key string
		n   int
	}{{"appliance.paper.factMadeUp", n.MadeUp}, {"appliance.paper.factOverdue", n.Overdue}, {"appliance.paper.factMissed", n.Missed}, {"appliance.paper.factOpen", n.Open}} {
		if f.n > 0 {
			facts = append(facts, m.Say(f.key, f.n))
		}
	}
	if rate, some := n.Rate(); some {
		done, _ := n.DoneRate()
		facts = append(facts, m.Say("appliance.paper.factRate", rate), m.Say("appliance.paper.factDone", done))
	}
	return facts
}

// maintained is one row of the record: a cleaning, or one that was due and was
// not done.
type maintained struct {
	data.Cleaning
	madeUp  bool
	notDone string
}

// lines are what was done and, at the day it was due, what was not.
func (m *maintenance) lines() paper.Listed {
	type row = maintained
	madeUp := map[data.ID]bool{}
	var rows []row
	for _, p := range m.plan {
		switch p.Standing {
		case data.MadeUp:
			madeUp[p.Cleaning.ID] = true
		case data.Missed, data.Overdue:
			_, end := m.Settings.Calendar.Bounds(p.To)
			rows = append(rows, row{Cleaning: data.Cleaning{Day: p.To, At: end, Appliance: p.Appliance},
				notDone: m.Say("appliance.paper.notDone", m.shortSpan(p.Period), string(p.Standing))})
		}
	}
	for _, c := range m.cleanings {
		rows = append(rows, row{Cleaning: c, madeUp: madeUp[c.ID]})
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.At, b.At)) })
	// What was not done says nothing of how and by whom.
	done := func(words func(row) string) func(row) string {
		return func(r row) string {
			if r.notDone != "" {
				return ""
			}
			return words(r)
		}
	}
	return paper.List[row]{Rows: rows, Empty: "appliance.paper.none", Columns: []paper.Col[row]{
		{Head: "appliance.paper.day", Width: 25, Align: paper.Centre, Value: func(r row) paper.Value { return paper.On(r.Day) }},
		{Head: "appliance.paper.thing", Width: 21, Align: paper.Centre, Text: func(r row) string { return m.of[r.Appliance].Name }},
		{Head: "appliance.paper.what", Width: 57, Value: m.what},
		{Head: "appliance.paper.running", Width: 21, Align: paper.Centre, Text: done(func(r row) string { return m.Say("appliance.running." + r.Running) })},
		{Head: "appliance.paper.result", Width: 17, Align: paper.Centre, Text: done(func(r row) string {
			if r.Void {
				return m.Say("common.voided")
			}
			return m.Say("appliance.result." + r.Result)
		})},
		{Head: "appliance.paper.by", Width: 19, Align: paper.Centre, Text: func(r row) string { return m.names[r.By] }},
		{Head: "appliance.paper.at", Width: 15, Align: paper.Centre, Value: func(r row) paper.Value {
			if r.notDone != "" {
				return paper.Value{}
			}
			return m.Clock(r.At)
		}},
		{Head: "appliance.paper.checkedBy", Width: 19, Align: paper.Centre, Text: func(r row) string { return m.names[r.CheckedBy] }},
	}}
}

// what says what a cleaning did, what it left out and why.
func (m *maintenance) what(r maintained) paper.Value {
	if r.notDone != "" {
		return paper.Words(r.notDone).Bold(true)
	}
	c := r.Cleaning
	var parts []string
	if done := c.Done(); len(done) > 0 {
		text := paper.Joined(m.Say, done)
		switch {
		case c.Due != "" && c.Day > c.Due:
			text = m.Say("appliance.paper.with", text, m.Say("appliance.paper.madeUpFor", string(c.Due)[5:]))
		case r.madeUp:
			text = m.Say("appliance.paper.with", text, m.Say("appliance.paper.madeUp"))
		case c.Due == "":
			text = m.Say("appliance.paper.with", text, m.Say("appliance.paper.extra"))
		}
		parts = append(parts, text)
		if left := c.Left(); len(left) > 0 {
			parts = append(parts, m.Say("appliance.paper.left", paper.Joined(m.Say, left)))
		}
	} else {
		parts = append(parts, m.Say("appliance.paper.nothingDone"))
	}
	if c.Note != "" {
		parts = append(parts, c.Note)
	}
	return paper.Words(paper.Under(paper.Chain(m.Say, "appliance.paper.then", parts...), m.Amended(c.Amended, m.names)))
}

// planned is an appliance with how its plan was kept.
type planned struct {
	data.ApplianceView
	data.Punctuality
}

// kept says of every appliance how its plan was kept and when it is due next.
func (m *maintenance) kept() paper.Listed {
	type row = planned
	rows := make([]row, len(m.appliances))
	for i, v := range m.appliances {
		own := slices.DeleteFunc(slices.Clone(m.plan), func(p data.Planned) bool { return p.Appliance != v.ID })
		rows[i] = row{v, data.TallyPlan(own, "", "")}
	}
	return paper.List[row]{Title: m.Say("appliance.paper.plan"), Rows: rows, Columns: []paper.Col[row]{
		{Head: "appliance.paper.number", Width: 18, Align: paper.Centre, Text: func(r row) string { return r.Number }},
		{Head: "appliance.paper.thing", Width: 26, Text: func(r row) string { return strings.TrimSpace(r.Name + " " + r.Model) }},
		{Head: "appliance.paper.place", Width: 20, Text: func(r row) string { return r.Place }},
		{Head: "appliance.paper.cycle", Width: 30, Text: func(r row) string { return m.cycle(r.Every) }},
		{Head: "appliance.paper.planned", Width: 13, Align: paper.Right, Number: func(r row) int { return r.Planned }},
		{Head: "appliance.paper.onTime", Width: 13, Align: paper.Right, Some: func(r row) int { return r.OnTime }},
		{Head: "appliance.paper.made", Width: 13, Align: paper.Right, Some: func(r row) int { return r.MadeUp }},
		{Head: "appliance.paper.missed", Width: 16, Align: paper.Right, Some: func(r row) int { return r.Missed + r.Overdue }},
		{Head: "appliance.paper.rate", Width: 16, Align: paper.Right, Value: func(r row) paper.Value {
			if rate, some := r.Rate(); some {
				return paper.Percent(rate)
			}
			return paper.Value{}
		}},
		{Head: "appliance.paper.next", Width: 26, Align: paper.Centre, Value: func(r row) paper.Value {
			if r.Retired {
				return paper.Value{}
			}
			return paper.On(r.Standing.Period.To)
		}},
	}}
}

func (m *maintenance) cycle(every int) string {
	if every == data.HalfMonth {
		return m.Say("appliance.every.half")
	}
	return m.Say("appliance.every.days", every)
}

// outOfUse lists what was out of use in the period. Its costs are those of what
// came back in it, so that months add up.
func (m *maintenance) outOfUse() paper.Listed {
	type row = data.RepairView
	var cost data.Fen
	for _, r := range m.repairs {
		if d := m.Settings.Calendar.Day(r.BackAt); r.BackAt != 0 && d >= m.From && d <= m.To && !r.Void {
			cost += r.Cost
		}
	}
	return paper.List[row]{Title: m.Say("appliance.paper.repairs"), Note: m.Say("appliance.paper.repairsNote", len(m.repairs), m.Yuan(cost).String()),
		Rows: m.repairs, Empty: "appliance.paper.noRepairs", Columns: []paper.Col[row]{
			{Head: "appliance.paper.repairNumber", Width: 26, Align: paper.Centre, Text: func(r row) string { return data.ShortNumber(r.Number) }},
			{Head: "appliance.paper.repairThing", Width: 22, Align: paper.Centre, Text: func(r row) string { return r.Name }},
			{Head: "appliance.paper.fault", Width: 58, Text: m.story},
			{Head: "appliance.paper.reported", Width: 22, Align: paper.Centre, Text: func(r row) string { return m.who(r.Since, m.names[r.By]) }},
			{Head: "appliance.paper.mended", Width: 22, Align: paper.Centre, Text: m.mended},
			{Head: "appliance.paper.cost", Width: 22, Align: paper.Right, Value: m.paid},
			{Head: "appliance.paper.accepted", Width: 22, Align: paper.Centre, Text: m.accepted},
		}}
}

func (m *maintenance) mended(r data.RepairView) string {
	if r.BackAt == 0 {
		return m.Say("appliance.paper.stillOpen")
	}
	return m.who(r.BackAt, cmp.Or(r.RepairedBy, m.names[r.TakenBy]))
}

func (m *maintenance) paid(r data.RepairView) paper.Value {
	if r.Cost <= 0 {
		return paper.Value{}
	}
	return m.Yuan(r.Cost)
}

func (m *maintenance) accepted(r data.RepairView) string {
	switch {
	case !r.Open():
		return m.who(r.CheckedAt, m.names[r.CheckedBy])
	case r.BackAt != 0:
		return m.Say("appliance.paper.toCheck")
	}
	return ""
}

// who says on which day somebody did something.
func (m *maintenance) who(at data.Time, name string) string {
	return string(m.Settings.Calendar.Day(at))[5:] + "\n" + name
}

// story tells a repair in sentences.
func (m *maintenance) story(r data.RepairView) string {
	parts := []string{r.Fault}
	if r.SentTo != "" {
		parts = append(parts, m.Say("appliance.paper.sentTo", r.SentTo))
	}
	if r.Note != "" {
		parts = append(parts, r.Note)
	}
	if amended := m.Amended(r.Amended, m.names); amended != "" {
		parts = append(parts, amended)
	}
	till := r.CheckedAt
	if till == 0 {
		till = m.Now
	}
	if days := m.Settings.Calendar.Day(r.Since).DaysUntil(m.Settings.Calendar.Day(till)); days > 0 {
		parts = append(parts, m.Say("appliance.paper.outDays", days))
	}
	return paper.Chain(m.Say, "appliance.paper.then", parts...)
}

func (m *maintenance) shortSpan(p data.Period) string {
	return string(p.From)[5:] + "–" + string(p.To)[5:]
}
