package data

import (
	"slices"
	"testing"
	"time"
)

var shanghai = Settings{}.Defaults().Calendar

func TestVouchersAreUnderstoodAsTheyAreSaid(t *testing.T) {
	for typed, want := range map[string]string{
		"017": "QH-20261123-017", "17": "QH-20261123-017", "７": "QH-20261123-007",
		"1123-017": "QH-20261123-017", "1123017": "QH-20261123-017",
		"QH-1123-017": "QH-20261123-017", "ｑｈ－1123－017": "QH-20261123-017", "qh 1123 017": "QH-20261123-017",
		"QH-20261120-005": "QH-20261120-005", "AB2-1123-001": "AB2-20261123-001",
		"": "", "1234": "", "QH-017": "", "QH-1323-017": "", "QH-20260230-017": "", "一七": "", "QH-1123-0017": "",
	} {
		said, ok := SayVoucher(typed)
		if ok != (want != "") {
			t.Errorf("%q: understood %v", typed, ok)
		} else if got := said.Number("QH", "2026-11-23"); ok && got != want {
			t.Errorf("%q is %s, want %s", typed, got, want)
		}
	}
	said, _ := SayVoucher("1231-001")
	if d := said.Day("2027-01-02"); d != "2026-12-31" {
		t.Error("a date without its year is the nearest one, not", d)
	}
	if got := ShortNumber(VoucherNumber("QH", "2026-11-23", "017")); got != "QH-1123-017" {
		t.Error(got)
	}
}

func TestABookingMovesOnInOrder(t *testing.T) {
	all := []BookingStatus{Booked, Arrived, Playing, Ended, NoShow, Cancelled, Tentative}
	ways := map[BookingStatus][]BookingStatus{
		Booked: {Arrived, Playing, NoShow, Cancelled}, Arrived: {Playing, Ended, Cancelled}, Playing: {Ended}, Tentative: {Cancelled},
	}
	for _, from := range all {
		for _, to := range all {
			if got := from.May(to); got != slices.Contains(ways[from], to) {
				t.Errorf("%s → %s: %v", from, to, got)
			}
		}
	}
}

func TestHoursReachIntoTheNight(t *testing.T) {
	open, closes := Venue{Opens: 10 * 60, Closes: 2 * 60}.Hours(shanghai, "2026-11-23")
	if shanghai.Stamp(open) != "2026-11-23 10:00" || shanghai.Stamp(closes) != "2026-11-24 02:00" {
		t.Error(shanghai.Stamp(open), shanghai.Stamp(closes))
	}
	_, closes = Venue{Opens: 10 * 60, Closes: 24 * 60}.Hours(shanghai, "2026-11-23")
	if shanghai.Stamp(closes) != "2026-11-24 00:00" {
		t.Error(shanghai.Stamp(closes))
	}
}

// hall is a board with two badminton courts, the basketball hall on both, and
// four reading places, all open from 9 to 13.
func hall() *Board {
	b := &Board{Day: "2026-11-23", Calendar: shanghai, Held: map[Slot]map[string]ID{}, States: map[ID]Facility{}}
	for _, v := range []ID{"badminton", "basketball", "reading"} {
		b.Venues = append(b.Venues, Venue{ID: v, Opens: 9 * 60, Closes: 13 * 60})
	}
	b.Courts = []Court{
		{ID: "b1", Venue: "badminton", Units: []string{"a"}}, {ID: "b2", Venue: "badminton", Units: []string{"b"}},
		{ID: "full", Venue: "basketball", Units: []string{"a", "b"}},
		{ID: "seats", Venue: "reading", Units: []string{"s1", "s2", "s3", "s4"}, Counted: true},
	}
	return b
}

func (b *Board) hold(unit string, from, to Minutes, holder ID) {
	for _, s := range Slots(b.Calendar.At(b.Day, from), b.Calendar.At(b.Day, to)) {
		if b.Held[s] == nil {
			b.Held[s] = map[string]ID{}
		}
		b.Held[s][unit] = holder
	}
}

func (b *Board) offered(court ID, from, to Minutes, people int, now Minutes, n int) []string {
	var list []string
	for _, o := range b.Offers(court, b.Calendar.At(b.Day, from), b.Calendar.At(b.Day, to), people, b.Calendar.At(b.Day, now), n) {
		list = append(list, string(o.Court)+" "+b.Calendar.Clock(o.Start)+"–"+b.Calendar.Clock(o.End))
	}
	return list
}

func TestOffersAreTheNearestThatAreStillToCome(t *testing.T) {
	b := hall()
	b.hold("a", 10*60, 11*60, "x")
	want := func(got []string, list ...string) {
		t.Helper()
		if !slices.Equal(got, list) {
			t.Errorf("offered %v, want %v", got, list)
		}
	}
	want(b.offered("b1", 600, 660, 2, 540, 4), "b1 11:00–12:00", "b1 09:00–10:00", "b1 11:30–12:30", "b2 10:00–11:00")
	want(b.offered("b1", 600, 660, 2, 565, 3), "b1 11:00–12:00", "b1 11:30–12:30", "b2 10:00–11:00")
	want(b.offered("b1", 600, 660, 2, 540, 0))
	b.hold("b", 540, 13*60, "y")
	want(b.offered("b1", 600, 660, 2, 590, 2), "b1 11:00–12:00", "b1 11:30–12:30")
	want(b.offered("full", 600, 660, 2, 540, 4))
	b.States["full"] = Facility{State: Faulty}
	want(b.offered("b1", 600, 660, 2, 540, 4))
	b.hold("s1", 600, 630, "z")
	b.hold("s2", 630, 660, "w")
	want(b.offered("seats", 600, 660, 2, 540, 1), "seats 10:00–11:00")
	want(b.offered("seats", 600, 660, 3, 540, 2), "seats 10:30–11:30", "seats 09:30–10:30")
	want(b.offered("seats", 600, 660, 5, 540, 2))
}

func TestWhatAVenueIsToldIsOneTickAnAct(t *testing.T) {
	at := func(m int) Time { return TimeOf(time.Date(2026, 11, 23, 1, m, 0, 0, time.UTC)) }
	bookings := []Booking{{ID: "1", Act: "act"}, {ID: "2", Act: "act"}, {ID: "3", Act: "other"}}
	list := Tellings([]Notice{
		{ID: "n1", Booking: "1", Venue: "v", What: NoticeNew, At: at(0)},
		{ID: "n2", Booking: "2", Venue: "v", What: NoticeNew, At: at(0)},
		{ID: "n3", Booking: "3", Venue: "v", What: NoticeMoved, At: at(1)},
		{ID: "n4", Booking: "1", Venue: "v", What: NoticeMoved, At: at(2)},
		{ID: "n5", Booking: "3", Venue: "w", What: NoticeMoved, At: at(3)},
		{ID: "n6", Booking: "3", Venue: "w", What: NoticeCancelled, At: at(4)},
		{ID: "n7", Booking: "gone", Venue: "w", What: NoticeNew, At: at(5)},
	}, bookings)
	if len(list) != 3 {
		t.Fatal(list)
	}
	if x := list[0]; !slices.Equal(x.Notices, []ID{"n1", "n2", "n4"}) || len(x.Bookings) != 2 || x.What != NoticeNew || x.At != at(0) {
		t.Error(x)
	}
	if x := list[2]; x.Venue != "w" || x.What != NoticeCancelled || len(x.Bookings) != 1 {
		t.Error(x)
	}
}

func TestABookingSaysWhatIsWrongWithIt(t *testing.T) {
	good := func() *Book {
		start := shanghai.At("2026-11-23", 600)
		return &Book{Act: "act", Visitor: "v", Name: "王", People: 2, How: "phone",
			Spans: []Span{{Booking: "b", Court: "c", Start: start, End: start.Add(time.Hour)}}}
	}
	if err := good().Validate(); err != nil {
		t.Fatal(err)
	}
	for field, spoil := range map[string]func(*Book){
		"name":       func(c *Book) { c.Name = "" },
		"phone":      func(c *Book) { c.Phone = "12345" },
		"people":     func(c *Book) { c.People = 0 },
		"how":        func(c *Book) { c.How = "letter" },
		"consultant": func(c *Book) { c.How = "consultant" },
		"voucher":    func(c *Book) { c.Voucher = "QH-017" },
		"spans":      func(c *Book) { c.Spans = nil },
		"start":      func(c *Book) { c.Spans[0].Start++ },
		"end":        func(c *Book) { c.Spans[0].End = c.Spans[0].Start },
		"booking":    func(c *Book) { c.Spans = append(c.Spans, c.Spans[0]) },
		"drinks":     func(c *Book) { c.Needs.Drinks = "茶\n" },
	} {
		c := good()
		spoil(c)
		e := AsError(c.Validate())
		if e == nil || e.Field != field {
			t.Errorf("%s: %v", field, e)
		}
	}
}
