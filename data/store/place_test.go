package store

import (
	"testing"
	"time"

	"yingbin/data"
)

func (b *testBook) courtOf(id data.ID) data.Court {
	b.t.Helper()
	courts, err := b.Courts(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range courts {
		if c.ID == id {
			return c
		}
	}
	b.t.Fatal("no court", id)
	return data.Court{}
}

func (b *testBook) putCourt(id data.ID, change func(c *data.Court)) *data.PutCourt {
	c := b.courtOf(id)
	change(&c)
	return &data.PutCourt{Head: b.head(chang), Court: c}
}

func TestABookedCourtStaysAsItIs(t *testing.T) {
	b := bookingOffice(t)
	grow := func(c *data.Court) { c.Units = []string{"floor-a", "floor-c"} }
	retire := func(c *data.Court) { c.Retired = true }
	rename := func(c *data.Court) { c.Name = "羽毛球甲" }
	book := b.booking("bad1 10:00 11:00", "bad1 15:00 16:00")
	b.do(book)
	closing := &data.CloseSlots{Head: b.head(an), Reason: "repair", Spans: []data.Span{bookingSpan("bad1 17:00 18:00")}}
	b.do(closing)
	for _, change := range []func(c *data.Court){grow, func(c *data.Court) { c.Counted = true }} {
		if e := b.refuse(b.putCourt("court-bad1", change), "place.courtBooked"); e.Code != data.Conflict || e.Field != "units" || e.Args[0] != 3 {
			t.Errorf("%+v", e)
		}
	}
	if e := b.refuse(b.putCourt("court-bad1", retire), "place.courtBooked"); e.Field != "retired" {
		t.Errorf("%+v", e)
	}
	b.do(b.putCourt("court-bad1", rename))
	b.do(b.putCourt("court-bad2", func(c *data.Court) { c.Units = []string{"floor-b", "floor-c"} })) // nobody holds it
	b.do(&data.CancelBooking{Head: b.head(an), Booking: book.Spans[1].Booking, Why: "有事"})
	b.do(&data.LiftClosure{Head: b.head(an), Closure: closing.Spans[0].Booking})
	if e := b.refuse(b.putCourt("court-bad1", grow), "place.courtBooked"); e.Args[0] != 1 {
		t.Errorf("%+v", e)
	}
	b.pass(2 * time.Hour) // the half hours held are over
	b.do(b.putCourt("court-bad1", grow))
	b.do(b.putCourt("court-bad1", retire))
	b.verify()
}

func TestPlacesNobodyHoldsComeAndGo(t *testing.T) {
	b := bookingOffice(t)
	book := b.booking("seats 10:00 11:00")
	book.People = 2
	b.do(book)
	units := func(u ...string) func(c *data.Court) { return func(c *data.Court) { c.Units = u } }
	more := b.putCourt("court-seats", units("seat-1", "seat-2", "seat-3", "seat-4", "seat-5"))
	b.do(more)
	b.refuse(b.putCourt("court-seats", units("seat-2", "seat-3")), "place.courtBooked")
	b.refuse(b.putCourt("court-seats", func(c *data.Court) { c.Counted = false }), "place.courtBooked")
	rest := b.booking("seats 10:00 11:00")
	rest.People = 3
	b.do(rest)
	b.refuse(&data.Undo{Head: b.head(chang), Command: more.ID}, "place.courtBooked") // it would take seat-5 from under them
	b.do(&data.Undo{Head: b.head(an), Command: rest.ID})
	b.do(&data.Undo{Head: b.head(chang), Command: more.ID})
	b.do(b.putCourt("court-seats", units("seat-1", "seat-2")))
	b.verify()
}

func TestAVenueInUseStaysOpen(t *testing.T) {
	b := bookingOffice(t)
	b.do(b.booking("tt1 19:00 20:00"))
	tt := data.Venue{ID: "venue-tt", Name: "乒乓球", Kind: "tabletennis", Opens: 540, Closes: 1260, Sort: 2}
	put := func(change func(v *data.Venue)) *data.PutVenue {
		v := tt
		change(&v)
		return &data.PutVenue{Head: b.head(chang), Venue: v}
	}
	if e := b.refuse(put(func(v *data.Venue) { v.Closes = 1170 }), "place.outsideHours"); e.Field != "opens" || e.Args[0] != 1 {
		t.Errorf("%+v", e)
	}
	b.refuse(put(func(v *data.Venue) { v.Opens = 1170 }), "place.outsideHours")
	b.refuse(put(func(v *data.Venue) { v.Retired = true }), "place.venueBooked")
	b.do(put(func(v *data.Venue) { v.Opens, v.Closes = 600, 1200 }))
	b.pass(11*time.Hour + time.Minute)
	b.do(put(func(v *data.Venue) { v.Closes = 1080 }))
	b.do(put(func(v *data.Venue) { v.Retired = true }))
	b.verify()
}

func TestATableWithGuestsStays(t *testing.T) {
	b := freshBook(t)
	g := b.guestOf("欧阳䶮", "13912348765")
	g.Area, g.Table = "area-talk", "table-a1"
	b.do(g)
	table := &data.PutTable{Head: b.head(chang), Table: data.Table{ID: "table-a1", Area: "area-talk", Name: "A1", Seats: 4, Retired: true}}
	area := &data.PutArea{Head: b.head(chang), Area: data.Area{ID: "area-talk", Name: "洽谈区", Retired: true}}
	b.refuse(table, "place.tableTaken")
	b.refuse(area, "place.areaTaken")
	b.do(&data.CheckOut{Head: b.head(an), Visits: []data.ID{g.Visit}, How: "seen-off"})
	b.do(table)
	b.do(area)
	b.verify()
}
