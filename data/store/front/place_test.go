package front_test

import (
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store/storetest"
)

func courtOf(b *storetest.Book, id data.ID) data.Court {
	b.T.Helper()
	courts, err := b.Courts(b.T.Context())
	if err != nil {
		b.T.Fatal(err)
	}
	for _, c := range courts {
		if c.ID == id {
			return c
		}
	}
	b.T.Fatal("no court", id)
	return data.Court{}
}

func putCourt(b *storetest.Book, id data.ID, change func(c *data.Court)) *data.PutCourt {
	c := courtOf(b, id)
	change(&c)
	return &data.PutCourt{Head: b.By(officetest.Chang), Court: c}
}

func TestABookedCourtStaysAsItIs(t *testing.T) {
	b := bookingOffice(t)
	grow := func(c *data.Court) { c.Units = []string{"floor-a", "floor-c"} }
	retire := func(c *data.Court) { c.Retired = true }
	rename := func(c *data.Court) { c.Name = "羽毛球甲" }
	book := booking(b, "bad1 10:00 11:00", "bad1 15:00 16:00")
	b.Must(book)
	closing := &data.CloseSlots{Head: b.By(officetest.An), Reason: "repair", Spans: []data.Span{spanOf("bad1 17:00 18:00")}}
	b.Must(closing)
	for _, change := range []func(c *data.Court){grow, func(c *data.Court) { c.Counted = true }} {
		if e := b.Refuse(putCourt(b, "court-bad1", change), "place.courtBooked"); e.Code != data.Conflict || e.Field != "units" || e.Args[0] != 3 {
			t.Errorf("%+v", e)
		}
	}
	if e := b.Refuse(putCourt(b, "court-bad1", retire), "place.courtBooked"); e.Field != "retired" {
		t.Errorf("%+v", e)
	}
	b.Must(putCourt(b, "court-bad1", rename))
	b.Must(putCourt(b, "court-bad2", func(c *data.Court) { c.Units = []string{"floor-b", "floor-c"} })) // nobody holds it
	b.Must(&data.CancelBooking{Head: b.By(officetest.An), Booking: book.Spans[1].Booking, Why: "有事"})
	b.Must(&data.LiftClosure{Head: b.By(officetest.An), Closure: closing.Spans[0].Booking})
	if e := b.Refuse(putCourt(b, "court-bad1", grow), "place.courtBooked"); e.Args[0] != 1 {
		t.Errorf("%+v", e)
	}
	b.Pass(2 * time.Hour) // the half hours held are over
	b.Must(putCourt(b, "court-bad1", grow))
	b.Must(putCourt(b, "court-bad1", retire))
	b.Sound()
}

func TestPlacesNobodyHoldsComeAndGo(t *testing.T) {
	b := bookingOffice(t)
	book := booking(b, "seats 10:00 11:00")
	book.People = 2
	b.Must(book)
	units := func(u ...string) func(c *data.Court) { return func(c *data.Court) { c.Units = u } }
	more := putCourt(b, "court-seats", units("seat-1", "seat-2", "seat-3", "seat-4", "seat-5"))
	b.Must(more)
	b.Refuse(putCourt(b, "court-seats", units("seat-2", "seat-3")), "place.courtBooked")
	b.Refuse(putCourt(b, "court-seats", func(c *data.Court) { c.Counted = false }), "place.courtBooked")
	rest := booking(b, "seats 10:00 11:00")
	rest.People = 3
	b.Must(rest)
	b.Refuse(&data.Undo{Head: b.By(officetest.Chang), Command: more.ID}, "place.courtBooked") // it would take seat-5 from under them
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: rest.ID})
	b.Must(&data.Undo{Head: b.By(officetest.Chang), Command: more.ID})
	b.Must(putCourt(b, "court-seats", units("seat-1", "seat-2")))
	b.Sound()
}

func TestAVenueInUseStaysOpen(t *testing.T) {
	b := bookingOffice(t)
	b.Must(booking(b, "tt1 19:00 20:00"))
	tt := data.Venue{ID: "venue-tt", Name: "乒乓球", Kind: "tabletennis", Opens: 540, Closes: 1260, Sort: 2}
	put := func(change func(v *data.Venue)) *data.PutVenue {
		v := tt
		change(&v)
		return &data.PutVenue{Head: b.By(officetest.Chang), Venue: v}
	}
	if e := b.Refuse(put(func(v *data.Venue) { v.Closes = 1170 }), "place.outsideHours"); e.Field != "opens" || e.Args[0] != 1 {
		t.Errorf("%+v", e)
	}
	b.Refuse(put(func(v *data.Venue) { v.Opens = 1170 }), "place.outsideHours")
	b.Refuse(put(func(v *data.Venue) { v.Retired = true }), "place.venueBooked")
	b.Must(put(func(v *data.Venue) { v.Opens, v.Closes = 600, 1200 }))
	b.Pass(11*time.Hour + time.Minute)
	b.Must(put(func(v *data.Venue) { v.Closes = 1080 }))
	b.Must(put(func(v *data.Venue) { v.Retired = true }))
	b.Sound()
}

func TestATableWithGuestsStays(t *testing.T) {
	b := storetest.Fresh(t)
	g := b.Guest("欧阳䶮", "13912348765")
	g.Area, g.Table = "area-talk", "table-a1"
	b.Must(g)
	table := &data.PutTable{Head: b.By(officetest.Chang), Table: data.Table{ID: "table-a1", Area: "area-talk", Name: "A1", Seats: 4, Retired: true}}
	area := &data.PutArea{Head: b.By(officetest.Chang), Area: data.Area{ID: "area-talk", Name: "洽谈区", Retired: true}}
	b.Refuse(table, "place.tableTaken")
	b.Refuse(area, "place.areaTaken")
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{g.Visit}, How: "seen-off"})
	b.Must(table)
	b.Must(area)
	b.Sound()
}
