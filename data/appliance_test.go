package data

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func fridge(every int, since Day) Appliance {
	return Appliance{ID: "fridge", Number: "BX-01", Name: "冰箱", Every: every, Since: since, Steps: []string{"断电清空", "除霜"}}
}

func TestPeriods(t *testing.T) {
	for name, c := range map[string]struct {
		a     Appliance
		today Day
		want  string
	}{
		"halves":          {fridge(HalfMonth, "2026-11-01"), "2026-12-01", "11-01…11-15 11-16…11-30 12-01…12-15"},
		"short February":  {fridge(HalfMonth, "2027-02-01"), "2027-02-28", "02-01…02-15 02-16…02-28"},
		"leap February":   {fridge(HalfMonth, "2028-02-16"), "2028-03-01", "02-16…02-29 03-01…03-15"},
		"from the middle": {fridge(HalfMonth, "2026-11-10"), "2026-11-20", "11-10…11-15 11-16…11-30"},
		"over new year":   {fridge(HalfMonth, "2026-12-16"), "2027-01-01", "12-16…12-31 01-01…01-15"},
		"weeks":           {fridge(7, "2026-11-23"), "2026-12-01", "11-23…11-29 11-30…12-06"},
		"days":            {fridge(1, "2026-11-29"), "2026-12-01", "11-29…11-29 11-30…11-30 12-01…12-01"},
		"not begun":       {fridge(7, "2026-11-23"), "2026-11-22", ""},
		"no plan":         {fridge(0, "2026-11-23"), "2026-11-25", ""},
		"retired":         {Appliance{Every: HalfMonth, Since: "2026-11-01", Until: "2026-11-20"}, "2026-12-20", "11-01…11-15"},
		"changed": {Appliance{Every: 7, Since: "2026-11-20", Earlier: []Cycle{{HalfMonth, "2026-11-01", "2026-11-19"}}}, "2026-11-27",
			"11-01…11-15 11-20…11-26 11-27…12-03"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for i, p := range c.a.Periods(c.today) {
				if i > 0 {
					got += " "
				}
				got += string(p.From[5:] + "…" + p.To[5:])
			}
			if got != c.want {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
		})
	}
}

// cleaned is a cleaning of a day for a period; again leaves it for later.
func cleaned(day, due Day, again ...bool) Cleaning {
	c := Cleaning{ID: ID("c" + day), Appliance: "fridge", Day: day, Due: due, Result: "normal"}
	if len(again) > 0 {
		c.Result = "again"
	}
	return c
}

func TestPlanTellsLateFromMissed(t *testing.T) {
	a := fridge(HalfMonth, "2026-11-01")
	for name, c := range map[string]struct {
		cleanings []Cleaning
		today     Day
		plan      string
		state     Punctual
		behind    int
		to        Day
		due       Day
	}{
		"first day":        {nil, "2026-11-01", "due", DueNow, 0, "2026-11-15", "2026-11-15"},
		"last day":         {nil, "2026-11-15", "due", DueNow, 0, "2026-11-15", "2026-11-15"},
		"a day late":       {nil, "2026-11-16", "overdue due", Overdue, 0, "2026-11-15", "2026-11-15"},
		"last grace":       {nil, "2026-11-22", "overdue due", Overdue, 0, "2026-11-15", "2026-11-15"},
		"missed":           {nil, "2026-11-23", "missed due", Missed, 1, "2026-11-30", "2026-11-30"},
		"twice":            {nil, "2026-12-08", "missed missed due", Missed, 2, "2026-12-15", "2026-12-15"},
		"done":             {[]Cleaning{cleaned("2026-11-02", "2026-11-15")}, "2026-11-10", "done", Coming, 0, "2026-11-30", ""},
		"done, next":       {[]Cleaning{cleaned("2026-11-02", "2026-11-15")}, "2026-11-16", "done due", DueNow, 0, "2026-11-30", "2026-11-30"},
		"made up":          {[]Cleaning{cleaned("2026-11-18", "2026-11-15")}, "2026-11-18", "late due", DueNow, 0, "2026-11-30", "2026-11-30"},
		"missed, then met": {[]Cleaning{cleaned("2026-11-25", "2026-11-30")}, "2026-11-25", "missed done", Coming, 0, "2026-12-15", ""},
		"begun":            {[]Cleaning{cleaned("2026-11-16", "2026-11-30", true)}, "2026-11-23", "missed due", Missed, 1, "2026-11-30", "2026-11-30"},
		"begun and finished": {[]Cleaning{cleaned("2026-11-03", "2026-11-15"), cleaned("2026-11-16", "2026-11-30", true), cleaned("2026-11-24", "2026-11-30")},
			"2026-11-24", "done late", Coming, 0, "2026-12-15", ""},
		"extra": {[]Cleaning{cleaned("2026-11-02", "2026-11-15"), cleaned("2026-11-09", "")}, "2026-11-10", "done", Coming, 0, "2026-11-30", ""},
	} {
		t.Run(name, func(t *testing.T) {
			plan := PlanOf(a, c.cleanings, c.today)
			got := ""
			for i, p := range plan {
				if i > 0 {
					got += " "
				}
				got += string(p.Standing)
			}
			s := StandingOf(a, plan, c.today)
			if got != c.plan || s.State != c.state || s.Behind != c.behind || s.Period.To != c.to {
				t.Errorf("got %s, %+v", got, s)
			}
			if due := NextDue(a, c.cleanings, c.today); due != c.due {
				t.Errorf("counts for %q", due)
			}
			if s.Share < 0 || s.Share > 100 {
				t.Error("share", s.Share)
			}
		})
	}
}

func TestTheRateOfOnTimeIsNotTheRateOfDone(t *testing.T) {
	a := fridge(HalfMonth, "2026-10-01")
	done := []Cleaning{cleaned("2026-10-02", "2026-10-15"), cleaned("2026-11-02", "2026-10-31"), cleaned("2026-11-12", "2026-11-15")}
	plan := PlanOf(a, done, "2026-12-09")
	n := TallyPlan(plan, "2026-10-01", "2026-12-31")
	if n != (Punctuality{Planned: 5, OnTime: 2, MadeUp: 1, Missed: 1, Open: 1}) {
		t.Fatalf("%+v", n)
	}
	on, _ := n.Rate()
	all, _ := n.DoneRate()
	if on != 50 || all != 75 {
		t.Error(on, all)
	}
	if _, some := (Punctuality{Planned: 2, Open: 2}).Rate(); some {
		t.Error("a rate of what is still to be done")
	}
	if n := (Punctuality{Planned: 6, OnTime: 5, MadeUp: 1}); func() int { p, _ := n.Rate(); return p }() != 83 {
		t.Error(n.Rate())
	}
}

// Whatever is cleaned when and however the plan changes: periods never overlap
// and leave no day out, every cleaning meets at most one of them and every one
// of them is met at most once, months add up to years, and nothing that has
// passed changes its standing except by being made up.
func TestPlansHold(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 7))
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			a := fridge([]int{1, 2, 7, 10, HalfMonth, HalfMonth, 30}[r.IntN(7)], Day("2026-01-01").Plus(r.IntN(40)))
			today := a.Since.Plus(-1)
			var done []Cleaning
			var missed []Day
			for range 60 {
				today = today.Plus(1 + r.IntN(max(1, a.Every/2)))
				if r.IntN(40) == 0 {
					next := a
					next.Every, next.Since = []int{3, 7, HalfMonth}[r.IntN(3)], today.Plus(r.IntN(5))
					a = next.Replan(a, today)
				}
				if r.IntN(3) > 0 {
					c := cleaned(today, NextDue(a, done, today))
					if r.IntN(5) == 0 {
						c.Result = "again"
					}
					done = append(done, c)
				}
				plan := PlanOf(a, done, today)
				for _, d := range missed {
					if i := slices.IndexFunc(plan, func(p Planned) bool { return p.To == d }); i < 0 || plan[i].Standing != Missed {
						t.Fatalf("what was missed by %s is no more", d)
					}
				}
				missed = nil
				met := map[ID]bool{}
				for i, p := range plan {
					if p.From > p.To || i > 0 && p.From <= plan[i-1].To {
						t.Fatal("periods overlap:", plan[i-1].Period, p.Period)
					}
					if i > 0 && len(a.Earlier) == 0 && p.From != plan[i-1].To.Plus(1) {
						t.Fatal("a day is left out before", p.From)
					}
					if c := p.Cleaning; c != nil {
						if met[c.ID] || !c.Fulfils() || c.Day < p.From && len(a.Earlier) == 0 || c.Day > p.Grace() {
							t.Fatalf("%+v meets %+v", c, p.Period)
						}
						met[c.ID] = true
						if (p.Standing == OnTime) != (c.Day <= p.To && p.Begun == nil) {
							t.Fatal(p.Standing, c, p.Period)
						}
					}
					if p.Standing == Missed {
						missed = append(missed, p.To)
					}
				}
				whole := TallyPlan(plan, "", "")
				var sum Punctuality
				for m := Day("2026-01-01"); m <= today.Plus(40); {
					from, to := MonthOf(m)
					sum = sum.Plus(TallyPlan(plan, from, to))
					m = to.Plus(1)
				}
				if sum != whole || whole.Planned != len(plan) || whole.OnTime+whole.MadeUp+whole.Missed+whole.Overdue+whole.Open != whole.Planned {
					t.Fatalf("%+v is not %+v", sum, whole)
				}
				if s := StandingOf(a, plan, today); s.Share < 0 || s.Share > 100 || s.State == DueNow && !s.Period.Holds(today) || s.State == Coming && s.Period.From <= today && s.Period.To != "" {
					t.Fatalf("%+v on %s", s, today)
				}
			}
		})
	}
}

func TestARepairSaysHowFarItIs(t *testing.T) {
	for want, r := range map[string]Repair{
		RepairReported: {}, RepairSent: {SentAt: 1}, RepairBack: {SentAt: 1, BackAt: 2}, RepairClosed: {BackAt: 2, CheckedAt: 3},
	} {
		if r.State() != want || r.Open() != (want != RepairClosed) {
			t.Error(want, r.State())
		}
	}
}
