package sample

import (
	"slices"
	"time"

	"yingbin/data"
)

// floorList is the file floor.json: the plan in the order of the round, a figure
// of eight, and what the floor is like without reception.
type floorList struct {
	Spots []struct {
		ID data.ID
		At [4]int // x, y, width and height in cells
	}
	WalkIns []data.ID // tables of those whom nobody registers
	Names   []string  // how they are called
	Holds   []string  // for whom a table is kept
}

var _ = announce(register{list: "floor", put: putFloor, plan: func(l *life, list []byte) (func(data.Day), error) {
	f := &floorLife{life: l}
	return f.day, read("floor", list, &f.list)
}})

func putFloor(list []byte) ([]data.Command, error) {
	var floor floorList
	if err := read("floor", list, &floor); err != nil {
		return nil, err
	}
	c := &data.PlaceSpots{Head: putHead("floor-plan")}
	for i, s := range floor.Spots {
		c.Spots = append(c.Spots, data.Spot{ID: s.ID, X: s.At[0], Y: s.At[1], W: s.At[2], H: s.At[3], Route: i + 1})
	}
	return []data.Command{c}, nil
}

// floorLife is the floor's part of the life.
type floorLife struct {
	*life
	chance     // of the day, for this register alone
	list       floorList
	read       int // of the acts
	sits       []sitting
	commandsOf map[data.ID]data.ID // visit → the command that let it in
	left       map[data.ID]data.Time
}

// sitting is a party at a table from one moment to another.
type sitting struct {
	table    data.ID
	from, to data.Time
}

// day plans who is greeted, when tables are cleared and the rounds of a day.
func (f *floorLife) day(d data.Day) {
	f.chance = newChance("floor " + string(d))
	f.sits, f.commandsOf, f.left = nil, map[data.ID]data.ID{}, map[data.ID]data.Time{}
	for _, a := range f.acts[f.read:] {
		switch c := a.cmd.(type) {
		case *data.CheckIn:
			f.commandsOf[c.Visit] = c.ID
		case *data.CheckOut:
			for _, v := range c.Visits {
				f.left[v] = a.at
			}
		}
	}
	closed := f.at(d, 21, 19)
	for _, v := range f.came {
		if !f.isTable(v.table) || f.commandsOf[v.id] == "" {
			continue
		}
		to, gone := f.left[v.id]
		cleared := to.Add(f.minutes(1, 6))
		if !gone {
			to, cleared = f.at(d, 21, 12), closed.Add(f.minutes(0, 1))
		}
		f.sits = append(f.sits, sitting{v.table, v.at, to})
		if f.in(92) && f.lately(d) {
			f.do(v.at.Add(f.minutes(0, 1)+20*time.Second), f.waiter(), &data.Tend{Sighting: f.id("sighting"), TableID: v.table, What: "greeted"})
		}
		f.do(cleared, f.waiter(), &data.ClearTable{Seating: data.IDFrom(string(f.commandsOf[v.id]), "seating", string(v.id))})
	}
	f.strangers(d)
	f.hold(d)
	f.rounds(d)
	f.read = len(f.acts)
}

func (f *floorLife) id(kind string) data.ID { return f.life.id(kind) }

func (f *floorLife) waiter() data.ID { return pick(f.chance, []data.ID{xia, tong}) }

func (f *floorLife) isTable(id data.ID) bool {
	return slices.ContainsFunc(f.list.Spots, func(s struct {
		ID data.ID
		At [4]int
	}) bool {
		return s.ID == id
	})
}

// strangers are parties that sit down without passing reception.
func (f *floorLife) strangers(d data.Day) {
	if len(f.list.WalkIns) == 0 || len(f.list.Names) == 0 {
		return
	}
	for range f.between(1, 3) {
		from := f.at(d, f.between(10, 18), 0).Add(f.minutes(0, 59))
		to := from.Add(f.minutes(14, 45))
		table := pick(f.chance, f.list.WalkIns)
		if !f.seats.free(table, from, to) {
			continue
		}
		f.seats.take(table, from, to)
		f.sits = append(f.sits, sitting{table, from, to})
		who, seating := f.waiter(), f.id("seating")
		f.do(from, who, &data.Seat{Seating: seating, TableID: table, Guest: pick(f.chance, f.list.Names), People: f.between(1, 3)})
		if f.lately(d) {
			f.do(from.Add(30*time.Second), who, &data.Tend{Sighting: f.id("sighting"), TableID: table, What: "greeted"})
		}
		f.do(to, who, &data.LeaveTable{Seating: seating})
		f.do(to.Add(f.minutes(1, 5)), who, &data.ClearTable{Seating: seating})
	}
}

// hold keeps a table that nobody sits at today.
func (f *floorLife) hold(d data.Day) {
	if d != f.today || len(f.list.Holds) == 0 {
		return
	}
	for _, id := range []data.ID{"table-a8", "table-a7", "table-vip2", "table-book3"} {
		if !slices.ContainsFunc(f.sits, func(s sitting) bool { return s.table == id }) {
			f.do(f.at(d, 9, 6), xia, &data.HoldTable{TableID: id, Held: true, Note: pick(f.chance, f.list.Holds)})
			return
		}
	}
}

// seatedAt gives a table at which somebody sits at a moment and for a while yet.
func (f *floorLife) seatedAt(t data.Time, stays time.Duration) data.ID {
	for _, s := range f.sits {
		if s.from.Add(time.Minute) < t && t.Add(stays) < s.to {
			return s.table
		}
	}
	return ""
}

// rounds plans a round every five minutes while somebody sits: most in time, now
// and then late, and one left out when it is busy.
func (f *floorLife) rounds(d data.Day) {
	if !f.lately(d) {
		return
	}
	end := f.at(d, 20, 58)
	for t := f.at(d, 9, 0); t < end; {
		if f.seatedAt(t, 0) == "" {
			t = t.Add(time.Minute)
			continue
		}
		gap := 4*time.Minute + time.Duration(f.IntN(110))*time.Second
		switch n := f.IntN(100); {
		case n < 2:
			gap = 10*time.Minute + time.Duration(f.IntN(40))*time.Second
		case n < 7:
			gap = 7*time.Minute + time.Duration(20+f.IntN(80))*time.Second
		}
		t = t.Add(gap)
		if t > end {
			return
		}
		who := f.waiter()
		if table := f.seatedAt(t, 8*time.Minute); table != "" && f.in(6) {
			what := pick(f.chance, []string{"ashtray", "clear", "clear", "disorder"})
			f.do(t.Add(-40*time.Second), who, &data.Tend{Sighting: f.id("sighting"), TableID: table, What: what, Done: true})
		}
		f.do(t, who, &data.FinishRound{Round: f.id("round")})
	}
}
