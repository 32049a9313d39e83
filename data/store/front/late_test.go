package front_test

import (
	"context"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store/storetest"
)

// ago is the head of a command that somebody gave at a tablet out of reach, and
// that arrives now.
func ago(b *storetest.Book, staff data.ID, d time.Duration) data.Head {
	h := b.By(staff)
	h.Device, h.At = "device-tablet", h.At.Add(-d)
	return h
}

func cups(h data.Head, table data.ID) *data.PlaceOrder { return officetest.Order(h, table) }

func orderOf(b *storetest.Book, id data.ID) data.OrderView {
	b.T.Helper()
	list, err := b.Orders(context.Background(), data.OrderFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.T.Fatal(list, err)
	}
	return list[0]
}

// nextParty lets a party leave a table and another sit down there.
func nextParty(b *storetest.Book) (first, next *data.Seat) {
	first = seat(b, "table-a1", 2)
	b.Pass(10 * time.Minute)
	b.Must(&data.LeaveTable{Head: b.By(waiter), Seating: first.Seating})
	b.Pass(time.Minute)
	next = seat(b, "table-a1", 3)
	b.Pass(10 * time.Minute)
	return first, next
}

func TestAnOrderForGuestsWhoLeftIsNotPutDownToTheNext(t *testing.T) {
	b := floorBook(t)
	officetest.MustAll(t, b, officetest.Menu(b.Commands))
	first, next := nextParty(b)
	named := cups(ago(b, waiter, 15*time.Minute), "table-a1")
	named.Seating = first.Seating
	b.Refuse(named, "floor.partyGone")
	b.Refuse(cups(ago(b, waiter, 15*time.Minute), "table-a1"), "floor.partyGone") // names nobody: who was there then
	late := cups(ago(b, waiter, 5*time.Minute), "table-a1")
	b.Must(late)
	if o := orderOf(b, late.Order); o.Seating != next.Seating {
		t.Errorf("for %s", o.Seating)
	}
}

func TestAnOrderFromBeforeAnybodySatThereIsNobodys(t *testing.T) {
	b := floorBook(t)
	officetest.MustAll(t, b, officetest.Menu(b.Commands))
	b.Pass(10 * time.Minute)
	seat(b, "table-a1", 2)
	b.Pass(time.Minute)
	c := cups(ago(b, waiter, 5*time.Minute), "table-a1")
	b.Must(c)
	if o := orderOf(b, c.Order); o.Seating != "" || o.Guest != "" {
		t.Errorf("put down to %s %s", o.Seating, o.Guest)
	}
}

func TestALateOrderFollowsItsGuests(t *testing.T) {
	b := floorBook(t)
	officetest.MustAll(t, b, officetest.Menu(b.Commands))
	party, guest := seat(b, "table-a1", 2), guestAt(b, "王建国", "13800138000", "table-a2")
	b.Pass(10 * time.Minute)
	b.Must(&data.MoveParty{Head: b.By(waiter), Seating: party.Seating, To: "table-a3"})
	moved := b.Amend(b.Visit(guest.Visit))
	moved.Table = "table-a4"
	b.Must(moved)
	b.Pass(time.Minute)
	byParty, byVisit := cups(ago(b, waiter, 5*time.Minute), "table-a1"), cups(ago(b, waiter, 5*time.Minute), "table-a2")
	byParty.Seating, byVisit.Visit = party.Seating, guest.Visit
	for c, to := range map[*data.PlaceOrder]data.ID{byParty: "table-a3", byVisit: "table-a4"} {
		if r := b.Must(c); len(r.Warnings) != 1 || r.Warnings[0].Key != "order.follows" {
			t.Error(r.Warnings)
		}
		if o := orderOf(b, c.Order); o.Place != to || o.Seating == "" {
			t.Errorf("served at %s, want %s", o.Place, to)
		}
	}
}

func TestALateGreetingIsTheirsWhoWereGreeted(t *testing.T) {
	b := floorBook(t)
	first, _ := nextParty(b)
	greet := func(what string, named data.ID) *data.Tend {
		return &data.Tend{Head: ago(b, waiter, 15*time.Minute), Sighting: data.NewID(), TableID: "table-a1", What: what, Seating: named}
	}
	b.Must(greet("greeted", "")) // from before parties were named
	b.Refuse(greet("greeted", first.Seating), "floor.isGreeted")
	b.Refuse(greet("refill", first.Seating), "floor.partyGone")
	gone := greet("greeted", first.Seating)
	gone.At = gone.At.Add(10 * time.Minute)
	b.Refuse(gone, "floor.partyGone")
	at := table(b, "table-a1")
	if at.Parties[0].GreetedAt != 0 || len(at.Open) != 0 {
		t.Error("the next guests count as greeted, or are to be served again")
	}
}

func TestAnOldRoundEndsOnlyItself(t *testing.T) {
	b := floorBook(t)
	seat(b, "table-a1", 2)
	b.Pass(10 * time.Minute)
	mine := &data.StartRound{Head: b.By(officetest.Gu), Round: data.NewID()}
	b.Must(mine)
	b.Pass(time.Minute)
	b.Must(&data.FinishRound{Head: ago(b, waiter, 5*time.Minute), Round: data.NewID()})
	older := &data.FinishRound{Head: ago(b, officetest.Gu, 8*time.Minute), Round: data.NewID(), Unnamed: true} // from before rounds were named
	older.Device = "device-tablet-2"
	b.Must(older)
	f := floor(b)
	if f.Running == nil || f.Running.ID != mine.Round || f.Walked != 2 {
		t.Fatalf("%+v, %d walked", f.Running, f.Walked)
	}
	b.Must(&data.FinishRound{Head: b.By(waiter), Round: mine.Round})
	if f := floor(b); f.Running != nil || f.Walked != 3 {
		t.Errorf("%+v, %d walked", f.Running, f.Walked)
	}
}

func TestARoundsEndFromBeforeRoundsWereNamed(t *testing.T) {
	k, _ := data.KindNamed("FinishRound")
	c, err := k.Decode(1, []byte(`{"id":"x","round":"r-1"}`))
	if err != nil || !c.(*data.FinishRound).Unnamed || c.(*data.FinishRound).Round != "r-1" {
		t.Error(c, err)
	}
	if c, err = k.Decode(2, []byte(`{"id":"x","round":"r-1"}`)); err != nil || c.(*data.FinishRound).Unnamed {
		t.Error(c, err)
	}
}

func TestTheLaterMoveOfAPartyStands(t *testing.T) {
	b := floorBook(t)
	party := seat(b, "table-a1", 2)
	b.Pass(10 * time.Minute)
	b.Must(&data.MoveParty{Head: b.By(officetest.An), Seating: party.Seating, To: "table-a2"})
	b.Pass(time.Minute)
	e := b.Refuse(&data.MoveParty{Head: ago(b, waiter, 5*time.Minute), Seating: party.Seating, To: "table-a3"}, "late.beaten")
	if e.Args[0] == "" {
		t.Error(e.Args)
	}
	b.Refuse(&data.LeaveTable{Head: ago(b, waiter, 5*time.Minute), Seating: party.Seating}, "late.beaten")
	if !table(b, "table-a2").Seated() {
		t.Error("the later move is gone")
	}
}

func TestTheLaterMoveOfABookingStands(t *testing.T) {
	b := storetest.Fresh(t)
	c := b.BookingAt("13800138000", 14)
	b.Must(c)
	id, start := c.Spans[0].Booking, c.Spans[0].Start
	b.Pass(10 * time.Minute)
	to := func(h data.Head, hours int) *data.MoveBooking {
		from := start.Add(time.Duration(hours) * time.Hour)
		return &data.MoveBooking{Head: h, Booking: id, Court: "court-bad1", Start: from, End: from.Add(time.Hour)}
	}
	b.Must(to(b.By(officetest.An), 2))
	b.Pass(time.Minute)
	b.Refuse(to(ago(b, officetest.An, 5*time.Minute), 1), "late.beaten")
	b.Refuse(&data.CancelBooking{Head: ago(b, officetest.An, 5*time.Minute), Booking: id, Why: "客人来电"}, "late.beaten")
	list, err := b.Bookings(context.Background(), data.BookingFilter{Act: c.Act})
	if err != nil || len(list) != 1 || list[0].Starts != start.Add(2*time.Hour) || list[0].Status != data.Booked {
		t.Error(list, err)
	}
}

func TestALateAmendmentChangesOnlyWhatItMeant(t *testing.T) {
	b := floorBook(t)
	guest := guestAt(b, "王建国", "13800138000", "table-a1")
	saw := b.Visit(guest.Visit)
	b.Pass(10 * time.Minute)
	moved := b.Amend(saw)
	moved.Table = "table-a2"
	b.Must(moved)
	b.Pass(time.Minute)
	late := b.Amend(saw)
	late.Head = ago(b, officetest.An, 5*time.Minute)
	late.Intent = "三房"
	b.Must(late)
	if v := b.Visit(guest.Visit); v.TableID != "table-a2" || v.Intent != "三房" {
		t.Errorf("at %s, %q", v.TableID, v.Intent)
	}
	elsewhere := b.Amend(saw)
	elsewhere.Head = ago(b, officetest.An, 5*time.Minute)
	elsewhere.Table = "table-a3"
	b.Refuse(elsewhere, "late.beaten")
	if s := table(b, "table-a2"); !s.Seated() || table(b, "table-a3").Seated() {
		t.Error("the earlier place won")
	}
}

func TestWhatIsLeftOfAllMadeIsMade(t *testing.T) {
	b := floorBook(t)
	officetest.MustAll(t, b, officetest.Menu(b.Commands))
	seat(b, "table-a1", 2)
	c := cups(b.By(waiter), "table-a1")
	c.Lines = append(c.Lines, data.LineWish{Line: data.NewID(), Drink: "drink-water", Qty: 1})
	b.Must(c)
	lines := []data.ID{c.Lines[0].Line, c.Lines[1].Line}
	b.Must(&data.VoidLines{Head: b.By(waiter), Lines: lines[:1], Why: "不要了"})
	made := &data.AdvanceLines{Head: b.By(officetest.Gu), Lines: lines, To: data.Ready}
	if r := b.Must(made); len(r.Warnings) != 1 || r.Warnings[0].Key != "order.isVoid" {
		t.Error(r.Warnings)
	}
	o := orderOf(b, c.Order)
	if o.Lines[0].State != data.Voided || o.Lines[1].State != data.Ready {
		t.Error(o.Lines[0].State, o.Lines[1].State)
	}
	again := &data.AdvanceLines{Head: b.By(officetest.Gu), Lines: lines[1:], To: data.Ready}
	if e := b.Refuse(again, "order.already"); !e.Done || e.Args[1] != "矿泉水" {
		t.Error(e)
	}
}

func TestATableUnderRepairIsNotOrderedFor(t *testing.T) {
	b := floorBook(t)
	officetest.MustAll(t, b, officetest.Menu(b.Commands))
	seat(b, "table-a1", 2)
	b.Pass(10 * time.Minute)
	b.Must(&data.OpenRepair{Head: b.By(waiter), Repair: data.NewID(), Thing: "table-a1", Fault: "桌腿松动"})
	b.Pass(time.Minute)
	b.Refuse(cups(b.By(waiter), "table-a1"), "appliance.isOut")
	b.Must(cups(ago(b, waiter, 5*time.Minute), "table-a1")) // nobody knew yet
}

func TestWhatSomebodyDidBeforeTheyLeftTheFirmCounts(t *testing.T) {
	b := floorBook(t)
	officetest.MustAll(t, b, officetest.Menu(b.Commands))
	party := seat(b, "table-a1", 2)
	b.Pass(10 * time.Minute)
	role := func(r data.Role, gone bool) {
		b.Must(&data.PutStaff{Head: b.By(officetest.Chang), Person: waiter, Name: "夏托盘", Role: r, Gone: gone, Sort: 9})
	}
	role(data.Engineering, false)
	b.Pass(10 * time.Minute)
	role(data.Engineering, true)
	b.Pass(time.Minute)
	order := func(d time.Duration) *data.PlaceOrder {
		c := cups(ago(b, waiter, d), "table-a1")
		c.Seating = party.Seating
		return c
	}
	b.Must(order(15 * time.Minute))                    // still of the floor
	b.Refuse(order(5*time.Minute), "error.forbidden")  // an engineer by then
	b.Refuse(order(30*time.Second), "error.forbidden") // gone
	b.Refuse(order(0), "error.forbidden")
	role(data.Floor, false)
	b.Must(order(0))
	b.Sound()
}

func TestTheNextPartyKeepsWhatItAskedFor(t *testing.T) {
	b := floorBook(t)
	officetest.MustAll(t, b, officetest.Menu(b.Commands))
	seat(b, "table-a1", 2)
	c := cups(b.By(waiter), "table-a1")
	b.Must(c)
	b.Pass(10 * time.Minute)
	b.Must(tend(b, "table-a1", "refill"))
	b.Pass(time.Minute)
	b.Must(&data.AdvanceLines{Head: ago(b, waiter, 5*time.Minute), Lines: []data.ID{c.Lines[0].Line}, To: data.Served})
	if table(b, "table-a1").OpenOf("refill") == nil {
		t.Error("an earlier cup has done what was asked for later")
	}
}
