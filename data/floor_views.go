package data

import (
	"cmp"
	"slices"
	"time"
)

// Party is a seating as screens show it. Guest, Title and People are those of
// the visit where there is one, as they stand now.
type Party struct {
	Seating
	Visitor    ID
	Title      string // mr, ms, ""
	Purpose    string
	Consultant string // name
	VIP        bool
	SeenAt     Time // last looked after by anybody
	GreetedAt  Time
}

// SightingView is a sighting with the names of its table and of who saw it.
type SightingView struct {
	Sighting
	TableName string
	ByName    string
	DoneName  string
}

// FloorTable is a table of the plan with all that is going on at it.
type FloorTable struct {
	Table
	AreaName string
	Spot     Spot           // W is 0 when it stands nowhere yet
	Parties  []Party        // who sits there, the first to come first
	ToClear  []Party        // who left and whose things are still there
	Hold     Hold           // Held when it is kept
	Open     []SightingView // what was found and is not done yet
	Out      string         // number of the repair that keeps it out of use
}

// Seated reports whether somebody sits there.
func (t FloorTable) Seated() bool { return len(t.Parties) > 0 }

// SeenAt is when the table was last looked after: the party that has waited
// longest counts. 0 when nobody sits there.
func (t FloorTable) SeenAt() Time {
	var at Time
	for _, p := range t.Parties {
		if at == 0 || p.SeenAt < at {
			at = p.SeenAt
		}
	}
	return at
}

// Ungreeted gives the party that nobody has greeted yet, nil when there is none.
func (t FloorTable) Ungreeted() *Party {
	for i := range t.Parties {
		if t.Parties[i].GreetedAt == 0 {
			return &t.Parties[i]
		}
	}
	return nil
}

// Tend begins to note something at the table: what is done for guests is done for
// those who sit there as it is shown.
func (t FloorTable) Tend(what string, done bool) *Tend {
	c := &Tend{Sighting: NewID(), TableID: t.ID, What: what, Done: done}
	switch p := t.Ungreeted(); {
	case what == "greeted" && p != nil:
		c.Seating = p.ID
	case (what == "greeted" || what == "seen" || what == "refill") && t.Seated():
		c.Seating = t.Parties[len(t.Parties)-1].ID
	}
	return c
}

// OpenOf gives the sighting of that kind that is not done yet, nil without.
func (t FloorTable) OpenOf(what string) *SightingView {
	for i := range t.Open {
		if t.Open[i].What == what {
			return &t.Open[i]
		}
	}
	return nil
}

// FloorPlan is the whole service area now.
type FloorPlan struct {
	Tables  []FloorTable // in the order of the route
	Running *Round       // under way
	Walked  int          // rounds finished today
	Last    Time         // the end of the last one
	Next    Time         // when the next is due; 0 when none is
}

// Seated counts the tables at which somebody sits.
func (f FloorPlan) Seated() int {
	n := 0
	for _, t := range f.Tables {
		if t.Seated() {
			n++
		}
	}
	return n
}

// Find gives a table, nil when the floor has none of that id.
func (f FloorPlan) Find(id ID) *FloorTable {
	for i := range f.Tables {
		if f.Tables[i].ID == id {
			return &f.Tables[i]
		}
	}
	return nil
}

// Unseen lists the tables nobody has looked after for so long that they stand
// out, the longest first.
func (f FloorPlan) Unseen(s Settings, now Time) []FloorTable {
	var late []FloorTable
	for _, t := range f.Tables {
		if t.Seated() && s.SeenTone(now.Sub(t.SeenAt())) == 2 {
			late = append(late, t)
		}
	}
	slices.SortStableFunc(late, func(a, b FloorTable) int { return cmp.Compare(a.SeenAt(), b.SeenAt()) })
	return late
}

// SinceSeen is how long nobody has looked after a table.
func (t FloorTable) SinceSeen(now Time) time.Duration { return max(0, now.Sub(t.SeenAt())) }

// FillPlan gives every table without a spot the first free one, areas apart, so
// that none is lost from sight. What does not fit goes below the plan.
func FillPlan(tables []FloorTable) {
	const w, h = 4, 4
	var taken []Spot
	for _, t := range tables {
		if t.Spot.W > 0 {
			taken = append(taken, t.Spot)
		}
	}
	free := func(s Spot) bool {
		room := s
		room.Y, room.H = s.Y-1, s.H+1 // with its area's name
		return !slices.ContainsFunc(taken, room.Over)
	}
	for i := range tables {
		if tables[i].Spot.W > 0 {
			continue
		}
		s := Spot{ID: tables[i].ID, X: 0, Y: 1, W: w, H: h}
		for ; !free(s); s.X += w {
			if s.X+2*w > PlanCells {
				s.X, s.Y = -w, s.Y+1
			}
		}
		tables[i].Spot = s
		taken = append(taken, s)
	}
}
