package data

import "slices"

// The plan of an appliance is a row of periods. A cleaning is due in each of
// them and on time until the period's last day; then it is overdue and can be
// made up until half of the next period has gone by, after which it is missed
// for good and what is done counts for the period that runs. A cleaning that
// was begun, left for later and finished is made up too, even in its period:
// the rate of those on time (按期率) is not the rate of those done (完成率).

// Cycle is a plan that was followed for a time.
type Cycle struct {
	Every int `json:"every"`
	Since Day `json:"since"`
	Until Day `json:"until"`
}

// Period is the days in which one cleaning is due.
type Period struct{ From, To Day }

// Days counts the days of the period.
func (p Period) Days() int { return p.From.DaysUntil(p.To) + 1 }

// Grace is the last day on which the cleaning of the period can be made up.
func (p Period) Grace() Day { return p.To.Plus(max(1, p.Days()/2)) }

// Holds reports whether a day lies in the period.
func (p Period) Holds(d Day) bool { return p.From <= d && d <= p.To }

// cycles are the appliance's plans, the oldest first.
func (a Appliance) cycles() []Cycle {
	return append(slices.Clone(a.Earlier), Cycle{Every: a.Every, Since: a.Since, Until: a.Until})
}

// Periods lists the periods that have begun on a day, the oldest first. What a
// change of the plan cut off in the middle is none.
func (a Appliance) Periods(today Day) []Period {
	var all []Period
	for _, c := range a.cycles() {
		if c.Every < 1 || !c.Since.Valid() {
			continue
		}
		for p := c.first(); p.From <= today && (c.Until == "" || p.To <= c.Until); p = c.next(p) {
			all = append(all, p)
		}
	}
	return all
}

func (c Cycle) first() Period {
	if c.Every == HalfMonth {
		return Period{c.Since, halfEnd(c.Since)}
	}
	return Period{c.Since, c.Since.Plus(c.Every - 1)}
}

func (c Cycle) next(p Period) Period {
	from := p.To.Plus(1)
	if c.Every == HalfMonth {
		return Period{from, halfEnd(from)}
	}
	return Period{from, from.Plus(c.Every - 1)}
}

// halfEnd is the last day of the half of the month that holds a day.
func halfEnd(d Day) Day {
	if t := d.Date(); t.Day() <= HalfMonth {
		return d.Plus(HalfMonth - t.Day())
	}
	_, last := MonthOf(d)
	return last
}

// Planned is one period of an appliance's plan and what became of it.
type Planned struct {
	Appliance ID
	Period
	Standing Punctual
	Cleaning *Cleaning // what met it; nil while nothing did
	Begun    *Cleaning // the last try that was left for later
}

// PlanOf says what became of every period that has begun. Cleanings are those
// of the appliance in the order they were done; each says by its Due which
// period it is for.
func PlanOf(a Appliance, cleanings []Cleaning, today Day) []Planned {
	periods := a.Periods(today)
	plan := make([]Planned, len(periods))
	at := make(map[Day]*Planned, len(periods))
	for i, p := range periods {
		plan[i] = Planned{Appliance: a.ID, Period: p}
		at[p.To] = &plan[i]
	}
	for i := range cleanings {
		c := &cleanings[i]
		p := at[c.Due]
		switch {
		case p == nil || c.Due == "" || p.Cleaning != nil || c.Void:
		case c.Fulfils():
			p.Cleaning = c
		default:
			p.Begun = c
		}
	}
	for i := range plan {
		plan[i].Standing = plan[i].stands(today)
	}
	return plan
}

func (p *Planned) stands(today Day) Punctual {
	switch {
	case p.Cleaning != nil && (p.Begun != nil || p.Cleaning.Day > p.To):
		return MadeUp
	case p.Cleaning != nil:
		return OnTime
	case today <= p.To:
		return DueNow
	case today <= p.Grace():
		return Overdue
	}
	return Missed
}

// NextDue says for which period a cleaning done on a day counts: the oldest
// that is overdue, else the one that runs. It is "" when nothing is due.
func NextDue(a Appliance, cleanings []Cleaning, today Day) Day {
	for _, p := range PlanOf(a, cleanings, today) {
		if p.Standing == Overdue || p.Standing == DueNow {
			return p.To
		}
	}
	return ""
}

// Standing is how an appliance stands to its plan on a day.
type Standing struct {
	State  Punctual // coming, due, overdue or missed: what is to do now
	Period Period   // the one it is about; with coming the next one, with missed the one that runs
	Behind int      // periods missed in a row before the one that runs
	Begun  bool     // left for later
	Share  int      // how much of the way from the last cleaning to the due day is gone, in hundredths
}

// Left counts the days from a day to the last one on time; it is below zero
// when that is over.
func (s Standing) Left(today Day) int { return today.DaysUntil(s.Period.To) }

// Soon is how many days before the end of its period a cleaning wants to be
// seen.
const Soon = 3

// StandingOf sums a plan up. A period that was missed stays a matter until the
// one that runs is met.
func StandingOf(a Appliance, plan []Planned, today Day) Standing {
	var s Standing
	last := a.Since // the day the way to the next due day begins
	for _, p := range plan {
		switch p.Standing {
		case Overdue:
			if s.State == "" {
				s = Standing{State: Overdue, Period: p.Period, Behind: s.Behind, Begun: p.Begun != nil}
			}
		case Missed:
			s.Behind++
		case DueNow:
			if s.State == "" {
				s = Standing{State: DueNow, Period: p.Period, Behind: s.Behind, Begun: p.Begun != nil}
				if s.Behind > 0 {
					s.State = Missed
				}
			}
		default:
			s.Behind = 0
		}
		if p.Cleaning != nil {
			last = max(last, p.Cleaning.Day)
		}
	}
	if s.State == "" {
		s.State, s.Behind = Coming, 0
		s.Period = a.after(plan, today)
	}
	s.Share = 100
	if whole := last.DaysUntil(s.Period.To); s.Period.To != "" && whole > 0 {
		s.Share = max(0, min(100, 100*last.DaysUntil(today)/whole))
	}
	return s
}

// after is the period that follows a plan in which nothing is to do.
func (a Appliance) after(plan []Planned, today Day) Period {
	c := Cycle{Every: a.Every, Since: a.Since}
	switch {
	case a.Every < 1 || !a.Since.Valid() || a.Until != "":
		return Period{}
	case len(plan) == 0 || plan[len(plan)-1].To < a.Since:
		return c.first()
	}
	return c.next(plan[len(plan)-1].Period)
}

// Punctuality adds a plan up.
type Punctuality struct {
	Planned, OnTime, MadeUp, Missed, Overdue, Open int
}

// TallyPlan counts the periods of a plan whose due day lies in a span of days;
// empty bounds are open.
func TallyPlan(plan []Planned, from, to Day) Punctuality {
	var n Punctuality
	for _, p := range plan {
		if from != "" && p.To < from || to != "" && p.To > to {
			continue
		}
		n.Planned++
		switch p.Standing {
		case OnTime:
			n.OnTime++
		case MadeUp:
			n.MadeUp++
		case Missed:
			n.Missed++
		case Overdue:
			n.Overdue++
		default:
			n.Open++
		}
	}
	return n
}

// Plus adds two tallies.
func (n Punctuality) Plus(o Punctuality) Punctuality {
	return Punctuality{n.Planned + o.Planned, n.OnTime + o.OnTime, n.MadeUp + o.MadeUp, n.Missed + o.Missed, n.Overdue + o.Overdue, n.Open + o.Open}
}

// Rate is 按期率 in per cent: how many of those whose time is up, or that are
// done, were done on time. None says that nothing was to do yet.
func (n Punctuality) Rate() (percent int, some bool) { return n.part(n.OnTime) }

// DoneRate is 完成率 in per cent: how many were done at all.
func (n Punctuality) DoneRate() (percent int, some bool) { return n.part(n.OnTime + n.MadeUp) }

func (n Punctuality) part(of int) (int, bool) {
	all := n.Planned - n.Open
	if all == 0 {
		return 0, false
	}
	return (200*of + all) / (2 * all), true
}

// Replan gives an appliance the plan of its new entry. What ran before stays as
// it was planned, missed or not; the new plan runs from its own day on, today at
// the earliest.
func (a Appliance) Replan(was Appliance, today Day) Appliance {
	a.Earlier, a.Until = was.Earlier, was.Until
	if a.Since == "" {
		a.Since = was.Since
	}
	switch {
	case a.Retired && !was.Retired:
		a.Until = today
	case !a.Retired && was.Retired && was.Until != "":
		a.Earlier = append(slices.Clone(was.Earlier), Cycle{was.Every, was.Since, was.Until})
		a.Since, a.Until = max(a.Since, today), ""
		return a
	}
	if a.Every == was.Every && a.Since == was.Since {
		return a
	}
	if a.Since <= was.Since {
		a.Since = today
	}
	a.Since = max(a.Since, today)
	a.Earlier = slices.Clone(was.Earlier)
	if was.Since <= today {
		a.Earlier = append(a.Earlier, Cycle{was.Every, was.Since, a.Since.Plus(-1)})
	} else if n := len(a.Earlier); n > 0 { // the plan before never began
		a.Earlier[n-1].Until = min(a.Earlier[n-1].Until, a.Since.Plus(-1))
	}
	return a
}
