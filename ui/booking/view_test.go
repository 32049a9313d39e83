package booking

import (
	"slices"
	"testing"

	"yingbin/assets"
	"yingbin/data"
)

// bookingHall is a board with two badminton courts, the basketball hall on
// both, and four seats, open from 9 to 13.
func bookingHall() *data.Board {
	cal := data.Settings{}.Defaults().Calendar
	b := &data.Board{Day: "2026-11-23", Calendar: cal, Held: map[data.Slot]map[string]data.ID{}, States: map[data.ID]data.Facility{}, Waiting: map[data.ID]bool{}}
	for _, v := range []string{"badminton", "basketball", "reading"} {
		b.Venues = append(b.Venues, data.Venue{ID: data.ID(v), Name: v, Kind: v, Opens: 9 * 60, Closes: 13 * 60})
	}
	b.Courts = []data.Court{
		{ID: "b1", Venue: "badminton", Name: "羽毛球1", Units: []string{"a"}}, {ID: "b2", Venue: "badminton", Name: "羽毛球2", Units: []string{"b"}},
		{ID: "full", Venue: "basketball", Name: "篮球全场", Units: []string{"a", "b"}},
		{ID: "seats", Venue: "reading", Name: "阅读席", Units: []string{"s1", "s2", "s3", "s4"}, Counted: true},
	}
	return b
}

func hallSlot(clock string) data.Slot { return data.SlotOf(bookingTime(clock)) }

// hold puts a booking on the hall's board.
func hold(b *data.Board, id, court, from, to string, units ...string) *data.Booking {
	c, _ := b.Court(data.ID(court))
	k := data.Booking{ID: data.ID(id), Venue: c.Venue, Court: c.ID, Name: id, People: 2, Status: data.Booked, Starts: bookingTime(from), Ends: bookingTime(to)}
	for _, s := range data.Slots(k.Starts, k.Ends) {
		if b.Held[s] == nil {
			b.Held[s] = map[string]data.ID{}
		}
		for _, u := range units {
			b.Held[s][u] = k.ID
		}
	}
	b.Bookings = append(b.Bookings, k)
	return &b.Bookings[len(b.Bookings)-1]
}

func TestPicksTakeWhatIsFreeInARow(t *testing.T) {
	b := bookingHall()
	hold(b, "马", "b1", "10:00", "11:00", "a")
	k := picker{board: b, now: bookingTime("09:05"), people: 2}
	b1, _ := b.Court("b1")
	full, _ := b.Court("full")
	seats, _ := b.Court("seats")
	at := func(c data.ID, from, to string) pick { return pick{c, hallSlot(from), hallSlot(to)} }
	for _, x := range []struct {
		court data.Court
		at    string
		n     int
		want  []pick
	}{
		{b1, "11:00", 2, []pick{at("b1", "11:00", "12:00")}},
		{b1, "09:30", 2, []pick{at("b1", "09:30", "10:00")}}, // up to the next booking
		{b1, "12:30", 4, []pick{at("b1", "12:30", "13:00")}}, // up to closing
		{b1, "09:00", 1, []pick{at("b1", "09:00", "09:30")}}, // the half hour that runs
		{b1, "10:00", 2, nil}, {full, "10:30", 2, nil},
		{full, "09:00", 4, []pick{at("full", "09:00", "10:00")}},
	} {
		if got := k.tap(nil, x.court, hallSlot(x.at), x.n, false); !slices.Equal(got, x.want) {
			t.Errorf("%s %s: %v, want %v", x.court.ID, x.at, got, x.want)
		}
	}
	k.now = bookingTime("09:40")
	if got := k.tap(nil, b1, hallSlot("09:00"), 1, false); got != nil {
		t.Error("the past was chosen:", got)
	}
	// One more, the same again to let it go, and two that touch become one.
	list := k.tap(nil, b1, hallSlot("11:00"), 1, true)
	list = k.tap(list, b1, hallSlot("11:30"), 1, true)
	if !slices.Equal(list, []pick{at("b1", "11:00", "12:00")}) {
		t.Error(list)
	}
	if list = k.tap(list, b1, hallSlot("11:30"), 1, true); len(list) != 0 {
		t.Error(list)
	}
	// A sweep takes every court that is free, but not the same floor twice.
	if got := k.drag(b.Courts[:3], 2, 0, hallSlot("12:30"), hallSlot("11:30")); !slices.Equal(got, []pick{at("b1", "11:30", "13:00"), at("b2", "11:30", "13:00")}) {
		t.Error(got)
	}
	if got := k.lengthen([]pick{at("b1", "11:00", "12:00")}, 8); !slices.Equal(got, []pick{at("b1", "11:00", "13:00")}) {
		t.Error(got)
	}
	k.people = 5
	if got := k.tap(nil, seats, hallSlot("11:00"), 2, false); got != nil {
		t.Error("five on four seats:", got)
	}
	// What somebody else took meanwhile is let go.
	k.people = 2
	hold(b, "快", "b1", "11:30", "12:00", "a")
	if got := k.still([]pick{at("b1", "11:00", "12:00"), at("b1", "11:30", "12:00")}); !slices.Equal(got, []pick{at("b1", "11:00", "11:30")}) {
		t.Error(got)
	}
	// A closure may be asked for over bookings; a booking that moves is not in its own way.
	k.over = true
	if got := k.tap(nil, b1, hallSlot("10:00"), 4, false); !slices.Equal(got, []pick{at("b1", "10:00", "12:00")}) {
		t.Error(got)
	}
	k.over, k.board = false, freedOf(*b, "马")
	if got := k.tap(nil, b1, hallSlot("10:00"), 2, false); len(got) != 1 {
		t.Error(got)
	}
	if b.Held[hallSlot("10:00")]["a"] != "马" {
		t.Error("the board itself was changed")
	}
}

func TestTheBoardShowsWhatStands(t *testing.T) {
	b := bookingHall()
	say := assets.Words("zh").Say
	hold(b, "马", "b1", "10:00", "11:00", "a")
	hold(b, "钱", "b2", "10:30", "11:00", "b").Needs.Partner = true
	hold(b, "孙", "seats", "09:00", "09:30", "s1", "s2", "s3", "s4")
	playing := hold(b, "周", "b2", "09:00", "09:30", "b")
	playing.Status = data.Playing
	ended := hold(b, "吴", "b1", "09:00", "10:00")
	ended.Status, ended.EndedAt = data.Ended, bookingTime("09:20")
	b.Waiting["马"] = true
	b.Closures = []data.Closure{{ID: "c", Court: "b2", Starts: bookingTime("12:00"), Ends: bookingTime("13:00"), Reason: "repair", Note: "球网"}}
	for _, s := range data.Slots(bookingTime("12:00"), bookingTime("13:00")) {
		b.Held[s] = map[string]data.ID{"b": "c"}
	}
	b.States["full"] = data.Facility{Place: "full", State: data.Stood}
	from, to := groupHours(b, b.Courts)
	m := cellMarker{board: b, courts: b.Courts, now: bookingTime("09:40"), say: say, from: from, to: to}
	got := map[string]bool{}
	for _, k := range m.marks([]pick{{"b1", hallSlot("11:00"), hallSlot("11:30")}}) {
		got[b.Courts[k.Col].Name+" "+m.clocks(k.From, k.To)+" "+k.Title+" "+k.Sub] = true
	}
	for _, want := range []string{
		"羽毛球1 10:00–11:00 马 2人·未知会",
		"羽毛球2 10:30–11:00 钱 2人·陪打",
		"羽毛球2 09:00–09:30 周 超时 10 分·2人",
		"羽毛球1 09:00–09:30 吴 结束·2人",
		"羽毛球2 12:00–13:00 维修 球网·至 13:00",
		"羽毛球1 11:00–11:30 已选 11:00 – 11:30",
		"篮球全场 10:00–10:30 共用场地 羽毛球1",
		"篮球全场 10:30–11:00 共用场地 羽毛球1·羽毛球2",
		"篮球全场 12:00–13:00 共用场地 羽毛球2",
		"阅读席 09:00–09:30 4/4 孙 2人",
		"阅读席 09:30–10:00 0/4 ",
		"篮球全场 09:30–10:00 停用 ",
		"羽毛球1 09:30–10:00 停用 篮球全场",
	} {
		if !got[want] {
			t.Errorf("not on the board: %q in %v", want, got)
		}
	}
	if n := m.below(hallSlot("10:00")); n != 2 {
		t.Error(n, "more below")
	}
}

func TestEveryVenueIsOnABoard(t *testing.T) {
	b := bookingHall()
	b.Venues = append(b.Venues, data.Venue{ID: "yoga", Name: "瑜伽", Kind: "yoga"}, data.Venue{ID: "old", Kind: "cards", Retired: true}, data.Venue{ID: "tt", Kind: "tabletennis"})
	for compact, want := range map[bool][]string{false: {"ball", "reading", "yoga"}, true: {"floor", "reading", "yoga", "tabletennis"}} {
		var codes []string
		n := 0
		for _, g := range groupVenues(b.Venues, compact) {
			codes = append(codes, g.Code)
			n += len(g.Venues)
		}
		if !slices.Equal(codes, want) || n != 5 {
			t.Error(compact, codes, n)
		}
	}
	if got := needsFor(map[string]bool{"reading": true}); !slices.Equal(got, []string{"drinks"}) {
		t.Error(got)
	}
}
