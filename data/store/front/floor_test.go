package front_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/storetest"
)

const waiter = officetest.Xia

func floorBook(t testing.TB) *storetest.Book {
	b := storetest.Fresh(t)
	b.Must(&data.PutStaff{Head: b.By(officetest.Chang), Person: waiter, Name: "夏托盘", Role: data.Floor, Sort: 9})
	b.Must(&data.PlaceSpots{Head: b.By(officetest.Chang), Spots: []data.Spot{
		{ID: "table-a1", X: 0, Y: 1, W: 4, H: 5, Route: 1}, {ID: "table-a2", X: 4, Y: 1, W: 4, H: 5, Route: 2},
		{ID: "table-a3", X: 4, Y: 6, W: 4, H: 5, Route: 3}, {ID: "table-a4", X: 0, Y: 6, W: 4, H: 5, Route: 4},
	}})
	return b
}

func floor(b *storetest.Book) data.FloorPlan {
	b.T.Helper()
	f, err := b.Floor(context.Background())
	if err != nil {
		b.T.Fatal(err)
	}
	return f
}

func table(b *storetest.Book, id data.ID) data.FloorTable {
	b.T.Helper()
	t := floor(b).Find(id)
	if t == nil {
		b.T.Fatal("no table", id)
	}
	return *t
}

func guestAt(b *storetest.Book, name, phone string, table data.ID) *data.CheckIn {
	c := b.Guest(name, phone)
	c.Table = table
	b.Must(c)
	return c
}

func seat(b *storetest.Book, table data.ID, people int) *data.Seat {
	c := &data.Seat{Head: b.By(waiter), Seating: data.NewID(), TableID: table, Guest: "散客", People: people}
	b.Must(c)
	return c
}

func tend(b *storetest.Book, table data.ID, what string) *data.Tend {
	return &data.Tend{Head: b.By(waiter), Sighting: data.NewID(), TableID: table, What: what}
}

func TestCheckInSeatsAndUndoTakesTheSeatBack(t *testing.T) {
	b := floorBook(t)
	before := b.Content()
	c := guestAt(b, "王", "13800005678", "table-a3")
	tab := table(b, "table-a3")
	if !tab.Seated() || tab.Parties[0].Guest != "王" || tab.Parties[0].People != c.Adults+c.Children || tab.Parties[0].Visit != c.Visit || tab.AreaName != "洽谈区" {
		t.Fatalf("%+v", tab)
	}
	b.Pass(time.Minute)
	// A round, a greeting and a look at the table don't stand in the way.
	round := &data.FinishRound{Head: b.By(waiter), Round: data.NewID()}
	look, hello := tend(b, "table-a3", "seen"), tend(b, "table-a3", "greeted")
	b.Must(round)
	b.Must(look)
	b.Must(hello)
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: c.ID})
	if table(b, "table-a3").Seated() {
		t.Error("the seat is left")
	}
	for _, id := range []data.ID{hello.ID, look.ID, round.ID} {
		b.Must(&data.Undo{Head: b.By(waiter), Command: id})
	}
	if d := officetest.Differ(before, b.Content()); d != "" {
		t.Error(d)
	}
}

func TestAmendingMovesThePartyWithItsOrders(t *testing.T) {
	b := floorBook(t)
	c := guestAt(b, "王", "13800005678", "table-a1")
	b.Pass(time.Minute)
	a := b.Amend(b.Visit(c.Visit))
	a.Table = "table-a2"
	b.Must(a)
	if table(b, "table-a1").Seated() || len(table(b, "table-a1").ToClear) != 0 || !table(b, "table-a2").Seated() {
		t.Error("not moved")
	}
	a = b.Amend(b.Visit(c.Visit))
	a.Table = "court-bad1"
	b.Must(a)
	if tab := table(b, "table-a2"); tab.Seated() || len(tab.ToClear) != 1 {
		t.Errorf("%+v", tab)
	}
	a = b.Amend(b.Visit(c.Visit))
	a.Table = "table-a2"
	b.Must(a)
	if tab := table(b, "table-a2"); !tab.Seated() || len(tab.ToClear) != 1 {
		t.Errorf("%+v", tab)
	}
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{c.Visit}, How: "seen-off"})
	if tab := table(b, "table-a2"); tab.Seated() || len(tab.ToClear) != 2 {
		t.Errorf("%+v", tab)
	}
}

func TestAPartyComesMovesLeavesAndIsCleared(t *testing.T) {
	b := floorBook(t)
	s := seat(b, "table-a1", 2)
	b.Refuse(&data.ClearTable{Head: b.By(waiter), Seating: s.Seating}, "floor.stillSeated")
	b.Refuse(&data.MoveParty{Head: b.By(waiter), Seating: s.Seating, To: "table-a1"}, "floor.sitsHere")
	b.Refuse(&data.MoveParty{Head: b.By(waiter), Seating: s.Seating, To: "court-bad1"}, "floor.tableGone")
	b.Must(&data.MoveParty{Head: b.By(waiter), Seating: s.Seating, To: "table-a2"})
	b.Must(tend(b, "table-a2", "ashtray"))
	b.Refuse(tend(b, "table-a2", "ashtray"), "floor.isNoted")
	b.Pass(time.Minute)
	b.Must(&data.LeaveTable{Head: b.By(waiter), Seating: s.Seating, EndVisit: true})
	b.Refuse(&data.LeaveTable{Head: b.By(waiter), Seating: s.Seating}, "floor.hasLeft")
	b.Refuse(tend(b, "table-a2", "seen"), "floor.nobody")
	// The next one finds the dishes of the last.
	next := &data.Seat{Head: b.By(waiter), Seating: data.NewID(), TableID: "table-a2", People: 1}
	if r := b.Must(next); len(r.Warnings) != 1 || r.Warnings[0].Key != "floor.notCleared" {
		t.Error(r.Warnings)
	}
	b.Must(&data.Undo{Head: b.By(waiter), Command: next.ID})
	if len(table(b, "table-a2").Open) != 1 {
		t.Error("the ashtray is forgotten")
	}
	b.Must(&data.ClearTable{Head: b.By(waiter), Seating: s.Seating})
	e := b.Refuse(&data.ClearTable{Head: b.By(officetest.Gu), Seating: s.Seating}, "floor.isCleared")
	if e.Code != data.Stale || fmt.Sprint(e.Args[:2]) != "[A2 夏托盘]" {
		t.Error(e.Code, e.Args)
	}
	if tab := table(b, "table-a2"); tab.Seated() || len(tab.ToClear)+len(tab.Open) != 0 {
		t.Errorf("%+v", tab)
	}
}

func TestLeavingTheTableMayEndTheVisit(t *testing.T) {
	b := floorBook(t)
	c := guestAt(b, "王", "13800005678", "table-a1")
	d := guestAt(b, "李", "13800005679", "table-a2")
	b.Must(&data.Lend{Head: b.By(officetest.An), Lending: data.NewID(), Item: "item-racket", Qty: 1, Visitor: b.Visit(d.Visit).Visitor, Name: "李", Phone: "13800005679"})
	seat := func(id data.ID) data.ID { return table(b, id).Parties[0].ID }
	b.Must(&data.LeaveTable{Head: b.By(waiter), Seating: seat("table-a1")})
	if v := b.Visit(c.Visit); !v.Open() || v.TableID != "" || v.Area != "area-talk" {
		t.Errorf("%+v", v)
	}
	leave := &data.LeaveTable{Head: b.By(waiter), Seating: seat("table-a2"), EndVisit: true}
	if r := b.Must(leave); len(r.Warnings) != 1 || r.Warnings[0].Key != "visit.hasLoan" {
		t.Error(r.Warnings)
	}
	if v := b.Visit(d.Visit); v.Open() || v.LeftHow != "table" || v.TableID != "table-a2" {
		t.Errorf("%+v", v)
	}
	b.Must(&data.Undo{Head: b.By(waiter), Command: leave.ID})
	if !b.Visit(d.Visit).Open() || !table(b, "table-a2").Seated() {
		t.Error("one undo takes back the visit's end and the leaving")
	}
	// Back from the tour: seated again from the floor.
	again := &data.Seat{Head: b.By(waiter), Seating: data.NewID(), TableID: "table-a3", Visit: c.Visit, People: 1}
	b.Must(again)
	if v := b.Visit(c.Visit); v.TableID != "table-a3" || table(b, "table-a3").Parties[0].Guest != "王" {
		t.Errorf("%+v", v)
	}
	again = &data.Seat{Head: b.By(waiter), Seating: data.NewID(), TableID: "table-a3", Visit: c.Visit, People: 1}
	b.Refuse(again, "floor.sitsHere")
	b.Must(&data.CloseHouse{Head: b.By(officetest.An), Day: "2026-11-23"})
	if f := floor(b); f.Seated() != 0 {
		t.Error("somebody sits in a closed house")
	}
	again.Head = b.By(waiter)
	b.Refuse(again, "visit.hasLeft")
}

func TestAKeptTable(t *testing.T) {
	b := floorBook(t)
	hold := func(held bool, note string) *data.HoldTable {
		return &data.HoldTable{Head: b.By(waiter), TableID: "table-a4", Held: held, Note: note}
	}
	b.Refuse(hold(false, ""), "floor.notHeld")
	b.Must(hold(true, "明日 9:00"))
	b.Refuse(hold(true, "明日 9:00"), "floor.isHeld")
	if h := table(b, "table-a4").Hold; !h.Held || h.Note != "明日 9:00" {
		t.Error(h)
	}
	c := b.Guest("王", "13800005678")
	c.Table = "table-a4"
	if r := b.Must(c); len(r.Warnings) != 1 || r.Warnings[0].Key != "floor.wasHeld" {
		t.Error(r.Warnings)
	}
	if table(b, "table-a4").Hold.Held {
		t.Error("still kept")
	}
	b.Refuse(hold(true, "晚上"), "floor.isTaken")
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: c.ID})
	if !table(b, "table-a4").Hold.Held {
		t.Error("the undo gives the table up")
	}
}

func TestWhoWasSeenWhen(t *testing.T) {
	b := floorBook(t)
	guestAt(b, "王", "13800005678", "table-a1")
	b.Pass(time.Minute)
	seat(b, "table-a2", 3)
	b.Pass(5 * time.Minute)
	now := func() data.Time { return data.TimeOf(b.Read()) }
	unseen := func(id data.ID) time.Duration { return table(b, id).SinceSeen(now()) }
	if unseen("table-a1") != 6*time.Minute || unseen("table-a2") != 5*time.Minute {
		t.Fatal(unseen("table-a1"), unseen("table-a2"))
	}
	b.Must(tend(b, "table-a2", "seen"))
	if unseen("table-a1") != 6*time.Minute || unseen("table-a2") != 0 {
		t.Fatal(unseen("table-a1"), unseen("table-a2"))
	}
	if table(b, "table-a1").Ungreeted() == nil {
		t.Error("who greeted them?")
	}
	b.Must(tend(b, "table-a1", "greeted"))
	b.Refuse(tend(b, "table-a1", "greeted"), "floor.isGreeted")
	if table(b, "table-a1").Ungreeted() != nil || unseen("table-a1") != 0 {
		t.Error("greeted and not seen")
	}
	b.Pass(3 * time.Minute)
	if f := floor(b); f.Next != data.TimeOf(b.Read().Add(-4*time.Minute)) {
		t.Error(f.Next)
	}
	start := &data.StartRound{Head: b.By(waiter), Round: data.NewID()}
	b.Must(start)
	b.Refuse(&data.StartRound{Head: b.By(officetest.Gu), Round: data.NewID()}, "floor.isRunning")
	b.Pass(time.Minute)
	done := b.Must(&data.FinishRound{Head: b.By(waiter), Round: start.Round})
	b.Refuse(&data.FinishRound{Head: b.By(waiter), Round: start.Round}, "floor.isWalked")
	b.Refuse(&data.FinishRound{Head: b.By(officetest.Gu), Round: data.NewID()}, "floor.isWalked")
	if done.Number != "R-20261123-001" || unseen("table-a1") != 0 {
		t.Error(done.Number, unseen("table-a1"))
	}
	f := floor(b)
	if f.Running != nil || f.Walked != 1 || f.Next != now().Add(data.RoundEvery) {
		t.Errorf("%+v", f)
	}
	b.Pass(5 * time.Minute)
	b.Must(tend(b, "table-a1", "disorder"))
	b.Must(&data.FinishRound{Head: b.By(waiter), Round: data.NewID()})
	p, err := b.Rounds(context.Background(), "2026-11-23")
	if err != nil || p.Count("punctual") != 2 || p.Count("missed") != 1 {
		t.Errorf("%+v %v", p, err)
	}
	last := p.Rounds[len(p.Rounds)-1]
	if len(last.Found) != 1 || last.Found[0].What != "disorder" || last.Found[0].TableName != "A1" || last.Tables != 2 {
		t.Errorf("%+v", last)
	}
}

func TestARoundThatWasGivenUpDoesNotBlock(t *testing.T) {
	b := floorBook(t)
	b.Must(&data.StartRound{Head: b.By(waiter), Round: data.NewID()})
	b.Pass(16 * time.Minute)
	if floor(b).Running != nil {
		t.Error("still running")
	}
	b.Must(&data.StartRound{Head: b.By(officetest.Gu), Round: data.NewID()})
	if floor(b).Running == nil {
		t.Error("not running")
	}
}

func TestServingCountsAsSeen(t *testing.T) {
	b := floorBook(t)
	b.Must(&data.PutDrink{Head: b.By(officetest.Chang), Drink: data.Drink{ID: "drink-tea", Kind: "tea", Name: "龙井", Serves: []string{"cup"}}})
	guestAt(b, "王", "13800005678", "table-a1")
	b.Must(tend(b, "table-a1", "refill"))
	b.Pass(6 * time.Minute)
	o := &data.PlaceOrder{Head: b.By(waiter), Order: data.NewID(), Place: "table-a1", Lines: []data.LineWish{{Line: data.NewID(), Drink: "drink-tea", Qty: 1}}}
	b.Must(o)
	b.Must(&data.MoveParty{Head: b.By(waiter), Seating: table(b, "table-a1").Parties[0].ID, To: "table-a2"})
	b.Pass(6 * time.Minute)
	serve := &data.AdvanceLines{Head: b.By(officetest.Gu), Lines: []data.ID{o.Lines[0].Line}, To: data.Served}
	b.Must(serve)
	if tab := table(b, "table-a2"); tab.SinceSeen(data.TimeOf(b.Read())) != 0 {
		t.Error("the cup went to the old table")
	}
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: serve.ID})
	if tab := table(b, "table-a2"); tab.SinceSeen(data.TimeOf(b.Read())) != 6*time.Minute {
		t.Error("seen without being served")
	}
}

func TestOpenMattersOfTheFloorAreHandedOver(t *testing.T) {
	b := floorBook(t)
	b.Must(tend(b, "table-a2", "disorder"))
	_, items, err := b.HandoverDraft(context.Background(), "early")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, i := range items {
		if i.Section == "floor" {
			n++
		}
	}
	if n != 1 {
		t.Error(items)
	}
}

// Of many who clear one table at the same moment one does; the same for a round.
func TestManyTapsAreOneAct(t *testing.T) {
	b := floorBook(t)
	s := seat(b, "table-a1", 2)
	b.Must(&data.LeaveTable{Head: b.By(waiter), Seating: s.Seating})
	for name, make := range map[string]func() data.Command{
		"clear": func() data.Command { return &data.ClearTable{Head: b.By(waiter), Seating: s.Seating} },
		"round": func() data.Command { return &data.FinishRound{Head: b.By(waiter), Round: data.NewID()} },
		"start": func() data.Command { return &data.StartRound{Head: b.By(waiter), Round: data.NewID()} },
	} {
		var wg sync.WaitGroup
		results := [16]error{}
		for i := range results {
			c := make()
			wg.Go(func() { _, results[i] = b.Do(context.Background(), c) })
		}
		wg.Wait()
		done := 0
		for _, err := range results {
			if err == nil {
				done++
			} else if data.CodeOf(err) != data.Stale {
				t.Error(name, err)
			}
		}
		if done != 1 {
			t.Errorf("%s was done %d times", name, done)
		}
	}
}

// Whatever happens in whatever order: a party sits at one table at most, a visit
// that is over sits nowhere, an open visit at a table sits there, no time runs
// backwards, and a copy made from the journal is the same book.
func TestTheFloorKeepsItsRulesWhateverHappens(t *testing.T) {
	for seed := range uint64(5) {
		b := floorBook(t)
		rnd := rand.New(rand.NewPCG(seed, 31))
		ctx := context.Background()
		done := map[string]int{}
		var given []data.ID
		for range 220 {
			b.Pass(time.Duration(rnd.IntN(300)) * time.Second)
			table := data.ID(fmt.Sprintf("table-a%d", 1+rnd.IntN(4)))
			var c data.Command
			switch rnd.IntN(13) {
			case 0, 1:
				g := b.Guest("王", fmt.Sprintf("1380000%04d", rnd.IntN(4)))
				g.Table = table
				c = g
			case 2:
				c = &data.Seat{Head: b.By(waiter), Seating: data.NewID(), TableID: table, People: 2}
			case 3:
				c = &data.Seat{Head: b.By(waiter), Seating: data.NewID(), TableID: table, Visit: b.Any("visit", rnd), People: 2}
			case 4:
				c = &data.MoveParty{Head: b.By(waiter), Seating: b.Any("seating", rnd), To: table}
			case 5, 6:
				c = &data.LeaveTable{Head: b.By(waiter), Seating: b.Any("seating", rnd), EndVisit: rnd.IntN(2) == 0}
			case 7:
				c = &data.ClearTable{Head: b.By(waiter), Seating: b.Any("seating", rnd)}
			case 8:
				c = tend(b, table, append([]string{"seen", "greeted"}, data.Exceptions...)[rnd.IntN(7)])
			case 9:
				c = &data.FinishRound{Head: b.By(waiter), Round: data.NewID()}
			case 10:
				list, err := b.Visits(ctx, data.VisitFilter{})
				if err != nil || len(list) == 0 {
					continue
				}
				a := b.Amend(list[rnd.IntN(len(list))])
				a.Table = []data.ID{table, "", "court-bad1"}[rnd.IntN(3)]
				c = a
			case 11:
				c = &data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{b.Any("visit", rnd)}, How: "seen-off"}
			default:
				if len(given) == 0 {
					continue
				}
				c = &data.Undo{Head: b.By(officetest.Chang), Command: given[max(0, len(given)-1-rnd.IntN(4))]}
			}
			_, err := b.Do(ctx, c)
			switch data.CodeOf(err) {
			case "":
				kind, _ := data.KindOf(c)
				done[kind.Name]++
				given = append(given, c.Meta().ID)
			case data.Storage:
				t.Fatalf("seed %d: %T: %v", seed, c, err)
			}
			floorStands(b, seed)
		}
		for _, k := range []string{"CheckIn", "Seat", "MoveParty", "LeaveTable", "ClearTable", "Tend", "FinishRound", "AmendVisit", "CheckOut", "Undo"} {
			if done[k] == 0 {
				t.Errorf("seed %d: no %s was done: %v", seed, k, done)
			}
		}
		if d := officetest.Differ(b.Dump(), storetest.Replayed(t, b).Dump()); d != "" {
			t.Fatal(d)
		}
	}
}

func floorStands(b *storetest.Book, seed uint64) {
	b.T.Helper()
	for rule, query := range map[string]string{
		"a visit sits twice":            `SELECT count(*) FROM (SELECT visit FROM seating WHERE left_at = 0 AND visit <> '' GROUP BY visit HAVING count(*) > 1) AS twice`,
		"a visit that is over sits":     `SELECT count(*) FROM seating g JOIN visit v ON v.id = g.visit WHERE g.left_at = 0 AND v.left_at <> 0`,
		"a visit sits where it is not":  `SELECT count(*) FROM seating g JOIN visit v ON v.id = g.visit WHERE g.left_at = 0 AND v.table_id <> g.table_id`,
		"a visit at a table sits not":   `SELECT count(*) FROM visit v JOIN tables t ON t.id = v.table_id WHERE v.left_at = 0 AND NOT EXISTS (SELECT 1 FROM seating g WHERE g.visit = v.id AND g.left_at = 0)`,
		"a seating belongs to no visit": `SELECT count(*) FROM seating g WHERE g.visit <> '' AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.id = g.visit)`,
		"time runs backwards":           `SELECT count(*) FROM seating WHERE left_at <> 0 AND left_at < since OR cleared_at <> 0 AND cleared_at < left_at OR cleared_at <> 0 AND left_at = 0`,
	} {
		if n, err := store.Value[int64](context.Background(), b, query); err != nil || n != 0 {
			b.T.Fatalf("seed %d: %s: %d %v", seed, rule, n, err)
		}
	}
}
