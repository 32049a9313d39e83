package store

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"yingbin/data"
)

// bookingOffice is the small office with the venues that bookings need: two
// badminton courts that the basketball halls stand on, a table, reading seats
// that are counted and the children's room.
func bookingOffice(t testing.TB) *testBook {
	t.Helper()
	b := freshBook(t)
	for _, v := range []data.Venue{
		{ID: "venue-tt", Name: "乒乓球", Kind: "tabletennis", Opens: 540, Closes: 1260, Sort: 2},
		{ID: "venue-read", Name: "书吧", Kind: "reading", Opens: 540, Closes: 1200, Sort: 3},
		{ID: "venue-child", Name: "儿童游戏室", Kind: "children", Opens: 570, Closes: 1110, Guardian: true, Sort: 4},
	} {
		b.do(&data.PutVenue{Head: b.head(chang), Venue: v})
	}
	for i, c := range []data.Court{
		{ID: "court-east", Venue: "venue-bas", Name: "东半场", Units: []string{"floor-a"}},
		{ID: "court-tt1", Venue: "venue-tt", Name: "乒乓球1", Units: []string{"tt-1"}},
		{ID: "court-seats", Venue: "venue-read", Name: "阅读席", Units: []string{"seat-1", "seat-2", "seat-3", "seat-4"}, Counted: true},
		{ID: "court-child", Venue: "venue-child", Name: "儿童游戏室", Units: []string{"kid-1", "kid-2", "kid-3"}, Counted: true},
	} {
		c.Sort = 10 + i
		b.do(&data.PutCourt{Head: b.head(chang), Court: c})
	}
	return b
}

// clockTime is a time of day of the Monday the tests begin on.
func clockTime(s string) data.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-23 "+s, time.FixedZone("", 8*3600))
	if err != nil {
		panic(err)
	}
	return data.TimeOf(t)
}

// span makes a span from "court 10:00 11:00".
func bookingSpan(text string) data.Span {
	p := strings.Fields(text)
	return data.Span{Booking: data.NewID(), Court: data.ID("court-" + p[0]), Start: clockTime(p[1]), End: clockTime(p[2])}
}

func (b *testBook) booking(spans ...string) *data.Book {
	c := &data.Book{Head: b.head(an), Act: data.NewID(), Visitor: data.NewID(), Name: "马", Title: "mr", People: 2, How: "phone"}
	for _, s := range spans {
		c.Spans = append(c.Spans, bookingSpan(s))
	}
	return c
}

func (b *testBook) bookingRow(id data.ID) data.Booking {
	b.t.Helper()
	list, err := b.Bookings(context.Background(), data.BookingFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.t.Fatal(id, list, err)
	}
	return list[0]
}

func (b *testBook) heldBy(id data.ID) int64 {
	b.t.Helper()
	n, err := value[int64](context.Background(), b.Book, `SELECT count(*) FROM occupancy WHERE held = ?`, string(id))
	if err != nil {
		b.t.Fatal(err)
	}
	return n
}

func (b *testBook) voucherOf(number string) data.Voucher {
	b.t.Helper()
	v, err := one[data.Voucher](context.Background(), b.Book, `SELECT * FROM voucher WHERE number = ?`, number)
	if err != nil {
		b.t.Fatal(number, err)
	}
	return v
}

func offered(e *data.Error) []string {
	cal := data.Settings{}.Defaults().Calendar
	var list []string
	for _, o := range e.Near {
		list = append(list, strings.TrimPrefix(string(o.Court), "court-")+" "+cal.Clock(o.Start)+" "+cal.Clock(o.End))
	}
	return list
}

func TestATakenSlotAnswersWithTheNearestFreeOnes(t *testing.T) {
	b := bookingOffice(t)
	first := b.booking("bad1 10:00 11:00")
	r := b.do(first)
	if r.Number != "Y-20261123-001" {
		t.Error(r.Number)
	}
	e := b.refuse(b.booking("bad1 10:00 11:00"), "booking.taken")
	if e.Code != data.Conflict || e.Args[0] != "羽毛球1" || e.Args[1] != "10:00" {
		t.Error(e)
	}
	if got := offered(e); !slices.Equal(got, []string{"bad1 11:00 12:00", "bad1 09:00 10:00", "bad1 11:30 12:30", "bad2 10:00 11:00"}) {
		t.Error(got)
	}
	e = b.refuse(b.booking("bas 10:30 11:30"), "booking.takenShared")
	if e.Args[2] != "羽毛球1" {
		t.Error("who stands on the floor:", e.Args)
	}
	b.refuse(b.booking("east 10:30 11:30"), "booking.takenShared")
	b.do(b.booking("bad2 10:00 11:00"))

	// All or none: the second court is taken, so the first is not had either.
	b.refuse(b.booking("tt1 10:00 11:00", "bad1 10:30 11:30"), "booking.taken")
	b.do(b.booking("tt1 10:00 11:00", "bad1 11:00 12:00"))
	// An act that wants the same place twice is in its own way.
	b.refuse(b.booking("tt1 12:00 13:00", "tt1 12:30 13:30"), "booking.taken")
	b.verify()
}

func TestABookingKeepsToHoursAndTime(t *testing.T) {
	b := bookingOffice(t)
	b.pass(65 * time.Minute) // 10:05
	for spans, key := range map[string]string{
		"bad1 09:00 10:00":  "booking.past",
		"bad1 08:00 09:00":  "booking.past",
		"bad1 20:30 21:30":  "booking.outsideHours",
		"bad1 21:00 22:00":  "booking.outsideHours",
		"child 18:00 19:00": "booking.outsideHours",
		"none 11:00 12:00":  "booking.noCourt",
		"bad1 11:00 10:00":  "booking.endBeforeStart",
		"bad1 11:00 11:20":  "booking.halfHours",
	} {
		b.refuse(b.booking(spans), key)
	}
	far := b.booking("bad1 10:00 11:00")
	far.Spans[0].Start, far.Spans[0].End = far.Spans[0].Start.Add(181*24*time.Hour), far.Spans[0].End.Add(181*24*time.Hour)
	b.refuse(far, "booking.tooFar")
	b.do(b.booking("bad1 10:00 11:00")) // the half hour that runs, on the spot
	child := b.booking("child 11:00 12:00")
	if e := b.refuse(child, "booking.needGuardian"); e.Field != "guardian" {
		t.Error(e)
	}
	child = b.booking("child 11:00 12:00")
	child.Guardian = "马女士 书吧"
	b.do(child)
}

func TestADayEndsAtItsCutOff(t *testing.T) {
	b := bookingOffice(t)
	b.do(&data.PutVenue{Head: b.head(chang), Venue: data.Venue{ID: "venue-night", Name: "夜场", Opens: 18 * 60, Closes: 2 * 60}})
	b.do(&data.PutCourt{Head: b.head(chang), Court: data.Court{ID: "court-night", Venue: "venue-night", Name: "夜场1", Units: []string{"night"}}})
	b.pass(15*time.Hour + 40*time.Minute) // 00:40 on the 24th, still the 23rd's business
	night := b.booking("night 18:00 19:00")
	night.Spans[0].Start, night.Spans[0].End = clockTime("23:30").Add(time.Hour), clockTime("23:30").Add(2*time.Hour)
	r := b.do(night)
	if got := b.bookingRow(night.Spans[0].Booking); got.Day != "2026-11-23" || !strings.HasPrefix(r.Number, "Y-20261123-") {
		t.Error(got.Day, r.Number)
	}
	b.do(&data.AdvanceBooking{Head: b.head(jiang), Booking: night.Spans[0].Booking, To: data.Playing})
	board, err := b.BookingBoard(context.Background(), "2026-11-23")
	if err != nil || len(board.Bookings) != 1 || board.Held[data.SlotOf(night.Spans[0].Start)]["night"] == "" {
		t.Error(board.Bookings, err)
	}
	late := b.booking("night 18:00 19:00")
	late.Spans[0].Start, late.Spans[0].End = clockTime("23:30").Add(2*time.Hour), clockTime("23:30").Add(3*time.Hour)
	b.refuse(late, "booking.outsideHours") // it ends at 02:30
	past := b.booking("night 23:30 23:59")
	past.Spans[0].End = clockTime("23:30").Add(time.Hour)
	b.refuse(past, "booking.past")
}

func TestCountedPlacesAreGivenOneAHead(t *testing.T) {
	b := bookingOffice(t)
	two := b.booking("seats 10:00 11:00")
	b.do(two)
	b.do(b.booking("seats 10:30 11:30"))
	e := b.refuse(b.booking("seats 10:00 12:00"), "booking.fewPlaces")
	if e.Field != "people" || e.Args[2] != 0 {
		t.Error("free for all of the span:", e.Args)
	}
	one := b.booking("seats 11:00 12:00")
	one.People = 3
	if e := b.refuse(one, "booking.fewPlaces"); e.Args[2] != 2 {
		t.Error(e.Args)
	}
	one = b.booking("seats 11:00 12:00")
	b.do(one)
	// The first free ones, the same for the whole span.
	rows, err := all[held](context.Background(), b.Book, `SELECT half, unit, held FROM occupancy WHERE held = ? ORDER BY half, unit`, string(one.Spans[0].Booking))
	if err != nil || len(rows) != 4 || rows[0].Unit != "seat-1" || rows[1].Unit != "seat-2" || rows[2].Unit != "seat-1" || rows[3].Unit != "seat-2" {
		t.Error(rows, err)
	}
}

func TestAFaultBlocksEveryCourtOnTheFloor(t *testing.T) {
	b := bookingOffice(t)
	b.do(&data.SetFacility{Head: b.head(jiang), Place: "court-bad1", State: data.Faulty, Note: "球网断"})
	e := b.refuse(b.booking("bad1 10:00 11:00"), "booking.faulty")
	if got := offered(e); !slices.Equal(got, []string{"bad2 10:00 11:00"}) {
		t.Error(got)
	}
	if e := b.refuse(b.booking("bas 10:00 11:00"), "booking.faulty"); e.Args[0] != "羽毛球1" {
		t.Error(e.Args)
	}
	moving := b.booking("bad2 10:00 11:00")
	b.do(moving)
	b.refuse(&data.MoveBooking{Head: b.head(an), Booking: moving.Spans[0].Booking, Court: "court-bad1", Start: clockTime("12:00"), End: clockTime("13:00")}, "booking.faulty")
	b.do(&data.SetFacility{Head: b.head(jiang), Place: "court-bad1", State: data.Normal})
	b.do(b.booking("bad1 10:00 11:00"))
}

func TestAMoveKeepsItsHistory(t *testing.T) {
	b := bookingOffice(t)
	ctx := context.Background()
	c := b.booking("bad1 10:00 11:00")
	b.do(c)
	id := c.Spans[0].Booking
	b.do(b.booking("bad2 11:00 12:00"))
	move := func(text string) *data.MoveBooking {
		s := bookingSpan(text)
		return &data.MoveBooking{Head: b.head(an), Booking: id, Court: s.Court, Start: s.Start, End: s.End}
	}
	b.refuse(move("bad1 10:00 11:00"), "booking.sameSlot")
	b.refuse(move("bad2 11:30 12:30"), "booking.taken")
	b.do(move("bad1 10:30 12:00")) // over its own old half hour
	b.do(move("tt1 12:00 13:00"))
	row := b.bookingRow(id)
	if row.Moved != 2 || row.Venue != "venue-tt" || row.Starts != clockTime("12:00") || b.heldBy(id) != 2 {
		t.Error(row)
	}
	moves, err := b.BookingMoves(ctx, id)
	if err != nil || len(moves) != 2 || moves[0].Starts != clockTime("10:00") || moves[1].Starts != clockTime("10:30") || moves[0].By != an {
		t.Error(moves, err)
	}
	notices, err := b.Notices(ctx, data.NoticeFilter{Booking: id})
	if err != nil || len(notices) != 4 { // new, moved, moved there, moved away
		t.Error(notices, err)
	}
	b.do(b.booking("bad1 10:00 11:00"))

	// A running one is made longer where it stands, and can't begin elsewhere in the past.
	b.pass(3*time.Hour + 40*time.Minute) // 12:40
	b.do(&data.AdvanceBooking{Head: b.head(jiang), Booking: id, To: data.Playing})
	b.do(move("tt1 12:00 13:30"))
	b.refuse(move("bad1 12:00 13:30"), "booking.past")
	b.do(move("bad1 12:30 13:30"))
	states, _ := b.Facilities(ctx)
	if states["court-tt1"].State != data.Unkept || states["court-bad1"].State != data.InUse {
		t.Error(states)
	}
	tomorrow := move("bad1 13:00 14:00")
	tomorrow.Start, tomorrow.End = tomorrow.Start.Add(24*time.Hour), tomorrow.End.Add(24*time.Hour)
	b.refuse(tomorrow, "booking.hereAlready")
	b.verify()
}

func TestABookingRunsItsCourse(t *testing.T) {
	b := bookingOffice(t)
	ctx := context.Background()
	c := b.booking("bad1 09:00 11:00")
	b.do(c)
	id := c.Spans[0].Booking
	step := func(to data.BookingStatus) *data.AdvanceBooking {
		return &data.AdvanceBooking{Head: b.head(jiang), Booking: id, To: to}
	}
	b.refuse(step(data.Ended), "booking.over")
	b.do(step(data.Arrived))
	b.refuse(step(data.Arrived), "booking.over")
	b.refuse(step(data.NoShow), "booking.over")
	b.pass(5 * time.Minute)
	b.do(step(data.Playing))
	b.refuse(&data.CancelBooking{Head: b.head(an), Booking: id, Why: "改期"}, "booking.over")
	other := b.booking("east 11:00 12:00")
	b.do(other)
	b.refuse(&data.AdvanceBooking{Head: b.head(jiang), Booking: other.Spans[0].Booking, To: data.Playing}, "booking.courtBusy")
	states, _ := b.Facilities(ctx)
	if states["court-bad1"].State != data.InUse {
		t.Error(states)
	}
	b.pass(35 * time.Minute) // 09:40
	end := step(data.Ended)
	b.do(end)
	row := b.bookingRow(id)
	if row.ArrivedAt != clockTime("09:00") || row.StartedAt != clockTime("09:05") || row.EndedAt != clockTime("09:40") || row.Status != data.Ended {
		t.Error(row)
	}
	if states, _ = b.Facilities(ctx); states["court-bad1"].State != data.Unkept {
		t.Error(states)
	}
	if b.heldBy(id) != 1 { // 09:00 has passed
		t.Error(b.heldBy(id))
	}
	b.do(&data.Undo{Head: b.head(jiang), Command: end.ID})
	if b.heldBy(id) != 4 || b.bookingRow(id).Status != data.Playing {
		t.Error("undone:", b.bookingRow(id))
	}
	if states, _ = b.Facilities(ctx); states["court-bad1"].State != data.InUse {
		t.Error(states)
	}
	end = step(data.Ended)
	b.do(end)
	b.do(b.booking("bad1 09:30 10:30")) // what is left is free, the half hour that runs too
	b.refuse(&data.Undo{Head: b.head(jiang), Command: end.ID}, "error.stale")

	late := b.booking("tt1 12:00 13:00")
	b.do(late)
	noShow := &data.AdvanceBooking{Head: b.head(an), Booking: late.Spans[0].Booking, To: data.NoShow}
	b.refuse(noShow, "booking.notYet")
	b.pass(2*time.Hour + 40*time.Minute) // 12:20
	noShow.Head = b.head(an)
	b.do(noShow)
	if b.heldBy(noShow.Booking) != 0 {
		t.Error("a no-show holds its court")
	}
	tomorrow := b.booking("tt1 12:00 13:00")
	tomorrow.Spans[0].Start, tomorrow.Spans[0].End = clockTime("12:00").Add(24*time.Hour), clockTime("13:00").Add(24*time.Hour)
	b.do(tomorrow)
	b.refuse(&data.AdvanceBooking{Head: b.head(an), Booking: tomorrow.Spans[0].Booking, To: data.Arrived}, "booking.notToday")
	b.verify()
}

func TestAVoucherServesOnce(t *testing.T) {
	b := bookingOffice(t)
	b.do(&data.IssueVouchers{Head: b.head(an), Day: "2026-11-23", First: 15, Last: 20})
	with := func(voucher string, spans ...string) *data.Book {
		c := b.booking(spans...)
		c.Voucher = voucher
		return c
	}
	first := with("017", "bad1 10:00 11:00", "bad2 10:00 11:00")
	if r := b.do(first); len(r.Warnings) != 0 {
		t.Error(r.Warnings)
	}
	one, two := first.Spans[0].Booking, first.Spans[1].Booking
	if b.bookingRow(one).Voucher != "QH-20261123-017" || b.bookingRow(two).Voucher != "" {
		t.Error("the first booking of the act carries the voucher")
	}
	e := b.refuse(with("QH-1123-017", "tt1 10:00 11:00"), "booking.voucherUsed")
	if e.Field != "voucher" || e.Args[0] != "QH-1123-017" || e.Args[1] != "Y-1123-001" {
		t.Error(e)
	}
	cancel := func(id data.ID) *data.CancelBooking {
		return &data.CancelBooking{Head: b.head(an), Booking: id, Why: "客人改期"}
	}
	b.do(cancel(one)) // the other court of the act still stands: the voucher goes with it
	if v := b.voucherOf("QH-20261123-017"); v.Booking != two || b.bookingRow(two).Voucher != v.Number {
		t.Error(v)
	}
	back := cancel(two)
	b.do(back)
	if v := b.voucherOf("QH-20261123-017"); v.Booking != "" {
		t.Error("cancelling frees the voucher:", v)
	}
	b.do(&data.Undo{Head: b.head(an), Command: back.ID})
	b.refuse(with("017", "tt1 10:00 11:00"), "booking.voucherUsed")
	b.do(cancel(two))
	again := with("017", "tt1 09:00 10:00")
	b.do(again)
	b.do(&data.AdvanceBooking{Head: b.head(an), Booking: again.Spans[0].Booking, To: data.NoShow})
	b.refuse(with("017", "tt1 11:00 12:00"), "booking.voucherUsed") // 未到 uses it up

	r := b.do(with("099", "tt1 11:00 12:00"))
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "booking.voucherUnknown" || r.Warnings[0].Args[0] != "QH-1123-099" || b.voucherOf("QH-20261123-099").Issued {
		t.Error(r.Warnings)
	}
	r = b.do(with("QH-1122-003", "tt1 12:00 13:00"))
	if len(r.Warnings) != 2 || r.Warnings[1].Key != "booking.voucherOtherDay" {
		t.Error(r.Warnings)
	}
	s, _ := b.Settings(context.Background())
	s.VoucherPrefix = "YB"
	b.do(&data.ChangeSettings{Head: b.head(chang), Settings: s})
	r = b.do(&data.IssueVouchers{Head: b.head(an), Day: "2026-11-23", First: 18, Last: 18})
	e = b.refuse(with("018", "tt1 13:00 14:00"), "booking.voucherChoice")
	if e.Args[0] != 2 || e.Args[1] != "QH-1123-018 · YB-1123-018" {
		t.Error(e.Args)
	}
	choice, err := b.VouchersMatching(context.Background(), "2026-11-23", "18")
	if err != nil || len(choice) != 2 {
		t.Error(choice, err)
	}
	b.do(with("QH-1123-018", "tt1 13:00 14:00"))
	b.do(with("018", "tt1 14:00 15:00")) // only one is left
	b.verify()
}

func TestAClosureOverBookingsIsRefusedWithTheirList(t *testing.T) {
	b := bookingOffice(t)
	ctx := context.Background()
	for _, s := range []string{"bad1 10:00 11:00", "bad1 11:00 12:00", "bad2 10:00 11:00", "bad2 13:00 14:00"} {
		b.do(b.booking(s))
	}
	closing := func(spans ...string) *data.CloseSlots {
		c := &data.CloseSlots{Head: b.head(jiang), Reason: "repair", Note: "换球网"}
		for _, s := range spans {
			c.Spans = append(c.Spans, bookingSpan(s))
		}
		return c
	}
	e := b.refuse(closing("bas 09:30 15:00"), "booking.closeOver")
	if e.Args[0] != 4 || !strings.Contains(e.Args[1].(string), "Y-1123-001 羽毛球1 10:00–11:00") || strings.Contains(e.Args[1].(string), "004") {
		t.Error(e.Args)
	}
	b.pass(10 * time.Minute)
	c := closing("tt1 09:00 10:30", "bad1 12:00 14:00")
	b.do(c)
	b.refuse(closing("tt1 10:00 11:00"), "booking.closedAlready")
	e = b.refuse(b.booking("tt1 10:00 11:00"), "booking.closed")
	if e.Args[2] != "repair" || len(e.Near) == 0 {
		t.Error(e.Args, e.Near)
	}
	b.refuse(b.booking("bas 12:00 13:00"), "booking.closed")
	list, err := b.Closures(ctx, clockTime("10:00"), clockTime("11:00"))
	if err != nil || len(list) != 1 || list[0].Reason != "repair" || list[0].By != jiang {
		t.Error(list, err)
	}
	b.pass(40 * time.Minute) // 09:50: 9:00 has passed, 9:30 and 10:00 come back
	lift := &data.LiftClosure{Head: b.head(an), Closure: c.Spans[0].Booking}
	b.do(lift)
	b.refuse(lift2(lift, b), "booking.closureOver")
	if b.heldBy(c.Spans[0].Booking) != 1 {
		t.Error(b.heldBy(c.Spans[0].Booking))
	}
	taken := b.booking("tt1 10:00 11:00")
	b.do(taken)
	b.refuse(&data.Undo{Head: b.head(an), Command: lift.ID}, "error.stale")
	b.do(&data.CancelBooking{Head: b.head(an), Booking: taken.Spans[0].Booking, Why: "误订"})
	b.do(&data.Undo{Head: b.head(an), Command: lift.ID})
	if b.heldBy(c.Spans[0].Booking) != 3 {
		t.Error("the closure is back:", b.heldBy(c.Spans[0].Booking))
	}
	b.verify()
}

func lift2(c *data.LiftClosure, b *testBook) *data.LiftClosure {
	return &data.LiftClosure{Head: b.head(an), Closure: c.Closure}
}

func TestEveryVenueIsToldAndTicks(t *testing.T) {
	b := bookingOffice(t)
	ctx := context.Background()
	c := b.booking("bad1 10:00 11:00", "bad2 10:00 11:00", "tt1 10:00 11:00")
	b.do(c)
	list, err := b.Tellings(ctx)
	if err != nil || len(list) != 2 || len(list[0].Notices) != 2 || len(list[0].Bookings) != 2 || list[0].What != data.NoticeNew {
		t.Fatal(list, err)
	}
	tick := func() *data.Notify {
		return &data.Notify{Head: b.head(an), Notices: list[0].Notices, By: jiang}
	}
	b.pass(2 * time.Minute)
	told := tick()
	b.do(told)
	b.refuse(tick(), "booking.toldAlready")
	b.refuse(&data.Notify{Head: b.head(an), Notices: list[0].Notices, By: "nobody"}, "error.notFound")
	notices, err := b.Notices(ctx, data.NoticeFilter{Booking: c.Spans[0].Booking})
	if err != nil || len(notices) != 1 || notices[0].AckedBy != jiang || notices[0].Told != an || notices[0].Acked != clockTime("09:02") {
		t.Error(notices, err)
	}
	board, err := b.BookingBoard(ctx, "2026-11-23")
	if err != nil || board.Waiting[c.Spans[0].Booking] || !board.Waiting[c.Spans[2].Booking] {
		t.Error(board.Waiting, err)
	}
	b.refuse(&data.Undo{Head: b.head(an), Command: c.ID}, "error.stale") // a venue knows of it: cancel it instead
	b.do(&data.Undo{Head: b.head(an), Command: told.ID})
	if list, err = b.Tellings(ctx); err != nil || len(list) != 2 {
		t.Error(list, err)
	}
	untold := b.booking("bad1 14:00 15:00")
	b.do(untold)
	b.do(&data.Undo{Head: b.head(an), Command: untold.ID})
	if list, err = b.Tellings(ctx); err != nil || len(list) != 2 || b.heldBy(untold.Spans[0].Booking) != 0 {
		t.Error(list, err)
	}
	next := data.Day("2026-11-24")
	b.do(&data.AcknowledgeLedger{Head: b.head(an), Ledger: data.NewID(), Venue: "venue-bad", Day: next, By: jiang})
	ledgers, err := b.Ledgers(ctx, next)
	if err != nil || len(ledgers) != 1 || ledgers[0].By != jiang {
		t.Error(ledgers, err)
	}
}

func TestAKnownPhoneIsAKnownVisitor(t *testing.T) {
	b := bookingOffice(t)
	first, second := b.booking("bad1 10:00 11:00"), b.booking("bad1 11:00 12:00")
	first.Phone, second.Phone = "13800005678", "13800005678"
	second.Name = "马小"
	b.do(first)
	b.do(second)
	one, two := b.bookingRow(first.Spans[0].Booking), b.bookingRow(second.Spans[0].Booking)
	if one.Visitor != two.Visitor || one.Visitor != first.Visitor || one.Name != "马" || two.Name != "马小" {
		t.Error(one.Visitor, two.Visitor, first.Visitor)
	}
	list, err := b.Bookings(context.Background(), data.BookingFilter{Visitor: one.Visitor, From: "2026-11-23", To: "2026-11-23", Venue: "venue-bad", Live: true})
	if err != nil || len(list) != 2 {
		t.Error(list, err)
	}
}

func TestAHandoverHearsOfBookingsToComeAndOfWhomToTell(t *testing.T) {
	b := bookingOffice(t)
	c := b.booking("bad1 10:00 11:00", "tt1 20:00 21:00")
	b.do(c)
	s, _ := b.Settings(context.Background())
	items, err := handOverBookings(context.Background(), b.Book, handoverScope{now: clockTime("09:00"), day: "2026-11-23", settings: s})
	if err != nil || len(items) != 4 || items[0].Section != "upcoming" || items[0].Title != "马" || items[2].Section != "notices" {
		t.Error(items, err)
	}
}
