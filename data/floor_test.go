package data

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// day tells the states of a patrol's rounds with their due times in minutes
// after opening: "5 punctual, 10 missed".
func patrolWords(p Patrol, opens Time) string {
	var all []string
	for _, r := range p.Rounds {
		w := r.State
		if r.Due != 0 {
			w = fmt.Sprintf("%d %s", int(r.Due.Sub(opens)/time.Minute), r.State)
		}
		all = append(all, w)
	}
	if p.Next != 0 {
		all = append(all, fmt.Sprintf("next %d", int(p.Next.Sub(opens)/time.Minute)))
	}
	return strings.Join(all, ", ")
}

func TestRoundsAgainstThoseDue(t *testing.T) {
	const opens = Time(1_000_000_000)
	m := func(n float64) Time { return opens.Add(time.Duration(n * float64(time.Minute))) }
	closes := m(720)
	for _, c := range []struct {
		name   string
		walked []float64
		stays  [][2]float64 // to -1: still there
		now    float64
		want   string
	}{
		{"nobody there, nothing due", nil, nil, 100, ""},
		{"nobody there, walked all the same", []float64{30}, nil, 100, "extra"},
		{"just sat down", nil, [][2]float64{{10, -1}}, 12, "next 15"},
		{"due now and a little over", nil, [][2]float64{{10, -1}}, 17, "next 15"},
		{"one was left out", nil, [][2]float64{{10, -1}}, 21, "15 missed, next 20"},
		{"every five minutes", []float64{15, 20, 25}, [][2]float64{{10, -1}}, 26, "15 punctual, 20 punctual, 25 punctual, next 30"},
		{"within grace", []float64{17}, [][2]float64{{10, -1}}, 18, "15 punctual, next 22"},
		{"late, from then on", []float64{18, 23}, [][2]float64{{10, -1}}, 24, "15 late, 23 punctual, next 28"},
		{"early counts and sets the next", []float64{12}, [][2]float64{{10, -1}}, 13, "15 punctual, next 17"},
		{"so late that two were left out", []float64{27}, [][2]float64{{10, -1}}, 28, "15 missed, 20 missed, 25 punctual, next 32"},
		{"the last guests left before it was due", nil, [][2]float64{{10, 14}}, 60, ""},
		{"they left while one was due", nil, [][2]float64{{10, 18}}, 60, ""},
		{"they sat through two", nil, [][2]float64{{10, 21}}, 60, "15 missed"},
		{"an empty half hour is nobody's fault", []float64{15, 55}, [][2]float64{{10, 18}, {50, -1}}, 56, "15 punctual, 55 punctual, next 60"},
		{"parties that follow one another are one span", []float64{15, 20}, [][2]float64{{10, 17}, {16, 24}, {24, -1}}, 24, "15 punctual, 20 punctual, next 25"},
		{"before the doors open nothing is due", []float64{-3}, [][2]float64{{-10, -1}}, 4, "extra, next 5"},
		{"nor after they close", []float64{715, 730}, [][2]float64{{710, -1}}, 740, "715 punctual, extra"},
		{"nothing of the future", []float64{15, 40}, [][2]float64{{10, -1}}, 16, "15 punctual, next 20"},
	} {
		var rounds []Round
		for i, f := range c.walked {
			rounds = append(rounds, Round{ID: ID(fmt.Sprint(i)), Started: m(f - 1), Finished: m(f)})
		}
		rounds = append(rounds, Round{ID: "given-up", Started: m(1)})
		var stays []Stay
		for _, s := range c.stays {
			st := Stay{From: m(s[0]), To: m(s[1])}
			if s[1] == -1 {
				st.To = 0
			}
			stays = append(stays, st)
		}
		if got := patrolWords(PatrolOf(rounds, stays, opens, closes, m(c.now)), opens); got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
	p := Patrol{Rounds: []RoundDue{{State: "punctual"}, {State: "punctual"}, {State: "late"}, {State: "missed"}, {State: "extra"}}}
	if rate, due := p.Rate(); rate != 50 || due != 4 {
		t.Error(rate, due)
	}
	if rate, due := (Patrol{}).Rate(); rate != 0 || due != 0 {
		t.Error(rate, due)
	}
}

func TestAPlanIsWhole(t *testing.T) {
	ok := Spot{ID: "table-a1", X: 0, Y: 1, W: 4, H: 4, Route: 1}
	with := func(change func(s *Spot)) Spot { s := ok; s.ID, s.X, s.Route = "table-a2", 4, 2; change(&s); return s }
	for want, s := range map[string]Spot{
		"":               with(func(*Spot) {}),
		"floor.badSpot":  with(func(s *Spot) { s.Y = 0 }),
		"floor.overlap":  with(func(s *Spot) { s.X = 3 }),
		"floor.badRoute": with(func(s *Spot) { s.Route = 1 }),
	} {
		c := &PlaceSpots{Spots: []Spot{ok, s}}
		if err := c.Validate(); want == "" && err != nil || want != "" && (err == nil || !strings.Contains(fmt.Sprint(err), want)) {
			t.Errorf("%+v: %v, not %s", s, err, want)
		}
	}
	for _, s := range []Spot{{W: 25, H: 1, Y: 1}, {X: 21, Y: 1, W: 4, H: 1}, {X: -1, Y: 1, W: 1, H: 1}, {Y: 22, W: 1, H: 4}, {Y: 1}} {
		s.ID = "table-x"
		if (&PlaceSpots{Spots: []Spot{s}}).Validate() == nil {
			t.Errorf("%+v is no place on the plan", s)
		}
	}
}

func TestTablesNobodyPlacedAreOnThePlan(t *testing.T) {
	tables := make([]FloorTable, 40)
	for i := range tables {
		tables[i].ID = ID(fmt.Sprint("table-", i))
	}
	tables[5].Spot = Spot{ID: "table-5", X: 2, Y: 3, W: 6, H: 5}
	FillPlan(tables)
	for i, a := range tables {
		if a.Spot.W == 0 || a.Spot.X+a.Spot.W > PlanCells || a.Spot.Y < 1 {
			t.Errorf("%+v", a.Spot)
		}
		for _, b := range tables[:i] {
			if a.Spot.Over(b.Spot) {
				t.Errorf("%+v over %+v", a.Spot, b.Spot)
			}
		}
	}
}

func TestAgesOfTables(t *testing.T) {
	s := Settings{}.Defaults()
	now := Time(10_000_000)
	table := FloorTable{Parties: []Party{{SeenAt: now.Add(-2 * time.Minute)}, {SeenAt: now.Add(-9 * time.Minute)}}}
	if s.SeenTone(table.SinceSeen(now)) != 2 || s.SeenTone(5*time.Minute) != 1 || s.SeenTone(5*time.Minute-1) != 0 {
		t.Error("ages")
	}
	f := FloorPlan{Tables: []FloorTable{{}, table}}
	if f.Seated() != 1 || len(f.Unseen(s, now)) != 1 {
		t.Error("who waits")
	}
	if err := (&ChangeSettings{Settings: func() Settings { s := Settings{Name: "馆"}.Defaults(); s.SeenLate = 4; return s }()}).Validate(); err == nil {
		t.Error("late before soon")
	}
}
