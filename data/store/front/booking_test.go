package front_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/front"
	"yingbin/data/store/storetest"
)

// bookingOffice is the small office with the venues that bookings need: two
// badminton courts that the basketball halls stand on, a table, reading seats
// that are counted and the children's room.
func bookingOffice(t testing.TB) *storetest.Book {
	t.Helper()
	b := storetest.Fresh(t)
	for _, v := range []data.Venue{
		{ID: "venue-tt", Name: "乒乓球", Kind: "tabletennis", Opens: 540, Closes: 1260, Sort: 2},
		{ID: "venue-read", Name: "书吧", Kind: "reading", Opens: 540, Closes: 1200, Sort: 3},
		{ID: "venue-child", Name: "儿童游戏室", Kind: "children", Opens: 570, Closes: 1110, Guardian: true, Sort: 4},
	} {
		b.Must(&data.PutVenue{Head: b.By(officetest.Chang), Venue: v})
	}
	for i, c := range []data.Court{
		{ID: "court-east", Venue: "venue-bas", Name: "东半场", Units: []string{"floor-a"}},
		{ID: "court-tt1", Venue: "venue-tt", Name: "乒乓球1", Units: []string{"tt-1"}},
		{ID: "court-seats", Venue: "venue-read", Name: "阅读席", Units: []string{"seat-1", "seat-2", "seat-3", "seat-4"}, Counted: true},
		{ID: "court-child", Venue: "venue-child", Name: "儿童游戏室", Units: []string{"kid-1", "kid-2", "kid-3"}, Counted: true},
	} {
		c.Sort = 10 + i
		b.Must(&data.PutCourt{Head: b.By(officetest.Chang), Court: c})
	}
	return b
}

// spanOf makes a span from "court 10:00 11:00".
func spanOf(text string) data.Span {
	p := strings.Fields(text)
	return data.Span{Booking: data.NewID(), Court: data.ID("court-" + p[0]), Start: officetest.At(p[1]), End: officetest.At(p[2])}
}

func booking(b *storetest.Book, spans ...string) *data.Book {
	c := &data.Book{Head: b.By(officetest.An), Act: data.NewID(), Visitor: data.NewID(), Name: "马", Title: "mr", People: 2, How: "phone"}
	for _, s := range spans {
		c.Spans = append(c.Spans, spanOf(s))
	}
	return c
}

func bookingRow(b *storetest.Book, id data.ID) data.Booking {
	b.T.Helper()
	list, err := b.Bookings(context.Background(), data.BookingFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.T.Fatal(id, list, err)
	}
	return list[0]
}

func heldBy(b *storetest.Book, id data.ID) int64 {
	b.T.Helper()
	n, err := store.Value[int64](context.Background(), b.Book, `SELECT count(*) FROM occupancy WHERE held = ?`, string(id))
	if err != nil {
		b.T.Fatal(err)
	}
	return n
}

func voucherOf(b *storetest.Book, number string) data.Voucher {
	b.T.Helper()
	v, err := store.One[data.Voucher](context.Background(), b.Book, `SELECT * FROM voucher WHERE number = ?`, number)
	if err != nil {
		b.T.Fatal(number, err)
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
	first := booking(b, "bad1 10:00 11:00")
	r := b.Must(first)
	if r.Number != "Y-20261123-001" {
		t.Error(r.Number)
	}
	e := b.Refuse(booking(b, "bad1 10:00 11:00"), "booking.taken")
	if e.Code != data.Conflict || e.Args[0] != "羽毛球1" || e.Args[1] != "10:00" {
		t.Error(e)
	}
	if got := offered(e); !slices.Equal(got, []string{"bad1 11:00 12:00", "bad1 09:00 10:00", "bad1 11:30 12:30", "bad2 10:00 11:00"}) {
		t.Error(got)
	}
	e = b.Refuse(booking(b, "bas 10:30 11:30"), "booking.takenShared")
	if e.Args[2] != "羽毛球1" {
		t.Error("who stands on the floor:", e.Args)
	}
	b.Refuse(booking(b, "east 10:30 11:30"), "booking.takenShared")
	b.Must(booking(b, "bad2 10:00 11:00"))

	// All or none: the second court is taken, so the first is not had either.
	b.Refuse(booking(b, "tt1 10:00 11:00", "bad1 10:30 11:30"), "booking.taken")
	b.Must(booking(b, "tt1 10:00 11:00", "bad1 11:00 12:00"))
	// An act that wants the same place twice is in its own way.
	b.Refuse(booking(b, "tt1 12:00 13:00", "tt1 12:30 13:30"), "booking.taken")
	b.Sound()
}

func TestABookingKeepsToHoursAndTime(t *testing.T) {
	b := bookingOffice(t)
	b.Pass(65 * time.Minute) // 10:05
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
		b.Refuse(booking(b, spans), key)
	}
	far := booking(b, "bad1 10:00 11:00")
	far.Spans[0].Start, far.Spans[0].End = far.Spans[0].Start.Add(181*24*time.Hour), far.Spans[0].End.Add(181*24*time.Hour)
	b.Refuse(far, "booking.tooFar")
	b.Must(booking(b, "bad1 10:00 11:00")) // the half hour that runs, on the spot
	child := booking(b, "child 11:00 12:00")
	if e := b.Refuse(child, "booking.needGuardian"); e.Field != "guardian" {
		t.Error(e)
	}
	child = booking(b, "child 11:00 12:00")
	child.Guardian = "马女士 书吧"
	b.Must(child)
}

func TestADayEndsAtItsCutOff(t *testing.T) {
	b := bookingOffice(t)
	b.Must(&data.PutVenue{Head: b.By(officetest.Chang), Venue: data.Venue{ID: "venue-night", Name: "夜场", Opens: 18 * 60, Closes: 2 * 60}})
	b.Must(&data.PutCourt{Head: b.By(officetest.Chang), Court: data.Court{ID: "court-night", Venue: "venue-night", Name: "夜场1", Units: []string{"night"}}})
	b.Pass(15*time.Hour + 40*time.Minute) // 00:40 on the 24th, still the 23rd's business
	night := booking(b, "night 18:00 19:00")
	night.Spans[0].Start, night.Spans[0].End = officetest.At("23:30").Add(time.Hour), officetest.At("23:30").Add(2*time.Hour)
	r := b.Must(night)
	if got := bookingRow(b, night.Spans[0].Booking); got.Day != "2026-11-23" || !strings.HasPrefix(r.Number, "Y-20261123-") {
		t.Error(got.Day, r.Number)
	}
	b.Must(&data.AdvanceBooking{Head: b.By(officetest.Jiang), Booking: night.Spans[0].Booking, To: data.Playing})
	board, err := b.BookingBoard(context.Background(), "2026-11-23")
	if err != nil || len(board.Bookings) != 1 || board.Held[data.SlotOf(night.Spans[0].Start)]["night"] == "" {
		t.Error(board.Bookings, err)
	}
	late := booking(b, "night 18:00 19:00")
	late.Spans[0].Start, late.Spans[0].End = officetest.At("23:30").Add(2*time.Hour), officetest.At("23:30").Add(3*time.Hour)
	b.Refuse(late, "booking.outsideHours") // it ends at 02:30
	past := booking(b, "night 23:30 23:59")
	past.Spans[0].End = officetest.At("23:30").Add(time.Hour)
	b.Refuse(past, "booking.past")
}

func TestCountedPlacesAreGivenOneAHead(t *testing.T) {
	b := bookingOffice(t)
	two := booking(b, "seats 10:00 11:00")
	b.Must(two)
	b.Must(booking(b, "seats 10:30 11:30"))
	e := b.Refuse(booking(b, "seats 10:00 12:00"), "booking.fewPlaces")
	if e.Field != "people" || e.Args[2] != 0 {
		t.Error("free for all of the span:", e.Args)
	}
	one := booking(b, "seats 11:00 12:00")
	one.People = 3
	if e := b.Refuse(one, "booking.fewPlaces"); e.Args[2] != 2 {
		t.Error(e.Args)
	}
	one = booking(b, "seats 11:00 12:00")
	b.Must(one)
	// The first free ones, the same for the whole span.
	rows, err := store.All[struct{ Unit string }](context.Background(), b.Book, `SELECT unit FROM occupancy WHERE held = ? ORDER BY half, unit`, string(one.Spans[0].Booking))
	if err != nil || len(rows) != 4 || rows[0].Unit != "seat-1" || rows[1].Unit != "seat-2" || rows[2].Unit != "seat-1" || rows[3].Unit != "seat-2" {
		t.Error(rows, err)
	}
}

func TestAFaultBlocksEveryCourtOnTheFloor(t *testing.T) {
	b := bookingOffice(t)
	b.Must(&data.SetFacility{Head: b.By(officetest.Jiang), Place: "court-bad1", State: data.Faulty, Note: "球网断"})
	e := b.Refuse(booking(b, "bad1 10:00 11:00"), "booking.faulty")
	if got := offered(e); !slices.Equal(got, []string{"bad2 10:00 11:00"}) {
		t.Error(got)
	}
	if e := b.Refuse(booking(b, "bas 10:00 11:00"), "booking.faulty"); e.Args[0] != "羽毛球1" {
		t.Error(e.Args)
	}
	moving := booking(b, "bad2 10:00 11:00")
	b.Must(moving)
	b.Refuse(&data.MoveBooking{Head: b.By(officetest.An), Booking: moving.Spans[0].Booking, Court: "court-bad1", Start: officetest.At("12:00"), End: officetest.At("13:00")}, "booking.faulty")
	b.Must(&data.SetFacility{Head: b.By(officetest.Jiang), Place: "court-bad1", State: data.Normal})
	b.Must(booking(b, "bad1 10:00 11:00"))
}

func TestAMoveKeepsItsHistory(t *testing.T) {
	b := bookingOffice(t)
	ctx := context.Background()
	c := booking(b, "bad1 10:00 11:00")
	b.Must(c)
	id := c.Spans[0].Booking
	b.Must(booking(b, "bad2 11:00 12:00"))
	move := func(text string) *data.MoveBooking {
		s := spanOf(text)
		return &data.MoveBooking{Head: b.By(officetest.An), Booking: id, Court: s.Court, Start: s.Start, End: s.End}
	}
	b.Refuse(move("bad1 10:00 11:00"), "booking.sameSlot")
	b.Refuse(move("bad2 11:30 12:30"), "booking.taken")
	b.Must(move("bad1 10:30 12:00")) // over its own old half hour
	b.Must(move("tt1 12:00 13:00"))
	row := bookingRow(b, id)
	if row.Moved != 2 || row.Venue != "venue-tt" || row.Starts != officetest.At("12:00") || heldBy(b, id) != 2 {
		t.Error(row)
	}
	moves, err := b.BookingMoves(ctx, id)
	if err != nil || len(moves) != 2 || moves[0].Starts != officetest.At("10:00") || moves[1].Starts != officetest.At("10:30") || moves[0].By != officetest.An {
		t.Error(moves, err)
	}
	notices, err := b.Notices(ctx, data.NoticeFilter{Booking: id})
	if err != nil || len(notices) != 4 { // new, moved, moved there, moved away
		t.Error(notices, err)
	}
	b.Must(booking(b, "bad1 10:00 11:00"))

	// A running one is made longer where it stands, and can't begin elsewhere in the past.
	b.Pass(3*time.Hour + 40*time.Minute) // 12:40
	b.Must(&data.AdvanceBooking{Head: b.By(officetest.Jiang), Booking: id, To: data.Playing})
	b.Must(move("tt1 12:00 13:30"))
	b.Refuse(move("bad1 12:00 13:30"), "booking.past")
	b.Must(move("bad1 12:30 13:30"))
	states, _ := b.Facilities(ctx)
	if states["court-tt1"].State != data.Unkept || states["court-bad1"].State != data.InUse {
		t.Error(states)
	}
	tomorrow := move("bad1 13:00 14:00")
	tomorrow.Start, tomorrow.End = tomorrow.Start.Add(24*time.Hour), tomorrow.End.Add(24*time.Hour)
	b.Refuse(tomorrow, "booking.hereAlready")
	b.Sound()
}

func TestABookingRunsItsCourse(t *testing.T) {
	b := bookingOffice(t)
	ctx := context.Background()
	c := booking(b, "bad1 09:00 11:00")
	b.Must(c)
	id := c.Spans[0].Booking
	step := func(to data.BookingStatus) *data.AdvanceBooking {
		return &data.AdvanceBooking{Head: b.By(officetest.Jiang), Booking: id, To: to}
	}
	b.Refuse(step(data.Ended), "booking.over")
	b.Must(step(data.Arrived))
	b.Refuse(step(data.Arrived), "booking.over")
	b.Refuse(step(data.NoShow), "booking.over")
	b.Pass(5 * time.Minute)
	b.Must(step(data.Playing))
	b.Refuse(&data.CancelBooking{Head: b.By(officetest.An), Booking: id, Why: "改期"}, "booking.over")
	other := booking(b, "east 11:00 12:00")
	b.Must(other)
	b.Refuse(&data.AdvanceBooking{Head: b.By(officetest.Jiang), Booking: other.Spans[0].Booking, To: data.Playing}, "booking.courtBusy")
	states, _ := b.Facilities(ctx)
	if states["court-bad1"].State != data.InUse {
		t.Error(states)
	}
	b.Pass(35 * time.Minute) // 09:40
	end := step(data.Ended)
	b.Must(end)
	row := bookingRow(b, id)
	if row.ArrivedAt != officetest.At("09:00") || row.StartedAt != officetest.At("09:05") || row.EndedAt != officetest.At("09:40") || row.Status != data.Ended {
		t.Error(row)
	}
	if states, _ = b.Facilities(ctx); states["court-bad1"].State != data.Unkept {
		t.Error(states)
	}
	if heldBy(b, id) != 1 { // 09:00 has passed
		t.Error(heldBy(b, id))
	}
	b.Must(&data.Undo{Head: b.By(officetest.Jiang), Command: end.ID})
	if heldBy(b, id) != 4 || bookingRow(b, id).Status != data.Playing {
		t.Error("undone:", bookingRow(b, id))
	}
	if states, _ = b.Facilities(ctx); states["court-bad1"].State != data.InUse {
		t.Error(states)
	}
	end = step(data.Ended)
	b.Must(end)
	b.Must(booking(b, "bad1 09:30 10:30")) // what is left is free, the half hour that runs too
	b.Refuse(&data.Undo{Head: b.By(officetest.Jiang), Command: end.ID}, "error.stale")

	late := booking(b, "tt1 12:00 13:00")
	b.Must(late)
	noShow := &data.AdvanceBooking{Head: b.By(officetest.An), Booking: late.Spans[0].Booking, To: data.NoShow}
	b.Refuse(noShow, "booking.notYet")
	b.Pass(2*time.Hour + 40*time.Minute) // 12:20
	noShow.Head = b.By(officetest.An)
	b.Must(noShow)
	if heldBy(b, noShow.Booking) != 0 {
		t.Error("a no-show holds its court")
	}
	tomorrow := booking(b, "tt1 12:00 13:00")
	tomorrow.Spans[0].Start, tomorrow.Spans[0].End = officetest.At("12:00").Add(24*time.Hour), officetest.At("13:00").Add(24*time.Hour)
	b.Must(tomorrow)
	b.Refuse(&data.AdvanceBooking{Head: b.By(officetest.An), Booking: tomorrow.Spans[0].Booking, To: data.Arrived}, "booking.notToday")
	b.Sound()
}

func TestAVoucherServesOnce(t *testing.T) {
	b := bookingOffice(t)
	b.Must(&data.IssueVouchers{Head: b.By(officetest.An), Day: "2026-11-23", First: 15, Last: 20})
	with := func(voucher string, spans ...string) *data.Book {
		c := booking(b, spans...)
		c.Voucher = voucher
		return c
	}
	first := with("017", "bad1 10:00 11:00", "bad2 10:00 11:00")
	if r := b.Must(first); len(r.Warnings) != 0 {
		t.Error(r.Warnings)
	}
	one, two := first.Spans[0].Booking, first.Spans[1].Booking
	if bookingRow(b, one).Voucher != "QH-20261123-017" || bookingRow(b, two).Voucher != "" {
		t.Error("the first booking of the act carries the voucher")
	}
	e := b.Refuse(with("QH-1123-017", "tt1 10:00 11:00"), "booking.voucherUsed")
	if e.Field != "voucher" || e.Args[0] != "QH-1123-017" || e.Args[1] != "Y-1123-001" {
		t.Error(e)
	}
	cancel := func(id data.ID) *data.CancelBooking {
		return &data.CancelBooking{Head: b.By(officetest.An), Booking: id, Why: "客人改期"}
	}
	b.Must(cancel(one)) // the other court of the act still stands: the voucher goes with it
	if v := voucherOf(b, "QH-20261123-017"); v.Booking != two || bookingRow(b, two).Voucher != v.Number {
		t.Error(v)
	}
	back := cancel(two)
	b.Must(back)
	if v := voucherOf(b, "QH-20261123-017"); v.Booking != "" {
		t.Error("cancelling frees the voucher:", v)
	}
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: back.ID})
	b.Refuse(with("017", "tt1 10:00 11:00"), "booking.voucherUsed")
	b.Must(cancel(two))
	again := with("017", "tt1 09:00 10:00")
	b.Must(again)
	b.Must(&data.AdvanceBooking{Head: b.By(officetest.An), Booking: again.Spans[0].Booking, To: data.NoShow})
	b.Refuse(with("017", "tt1 11:00 12:00"), "booking.voucherUsed") // 未到 uses it up

	r := b.Must(with("099", "tt1 11:00 12:00"))
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "booking.voucherUnknown" || r.Warnings[0].Args[0] != "QH-1123-099" || voucherOf(b, "QH-20261123-099").Issued {
		t.Error(r.Warnings)
	}
	r = b.Must(with("QH-1122-003", "tt1 12:00 13:00"))
	if len(r.Warnings) != 2 || r.Warnings[1].Key != "booking.voucherOtherDay" {
		t.Error(r.Warnings)
	}
	s, _ := b.Settings(context.Background())
	s.VoucherPrefix = "YB"
	b.Must(&data.ChangeSettings{Head: b.By(officetest.Chang), Settings: s})
	r = b.Must(&data.IssueVouchers{Head: b.By(officetest.An), Day: "2026-11-23", First: 18, Last: 18})
	e = b.Refuse(with("018", "tt1 13:00 14:00"), "booking.voucherChoice")
	if e.Args[0] != 2 || e.Args[1] != "QH-1123-018 · YB-1123-018" {
		t.Error(e.Args)
	}
	choice, err := b.VouchersMatching(context.Background(), "2026-11-23", "18")
	if err != nil || len(choice) != 2 {
		t.Error(choice, err)
	}
	b.Must(with("QH-1123-018", "tt1 13:00 14:00"))
	b.Must(with("018", "tt1 14:00 15:00")) // only one is left
	b.Sound()
}

func TestAClosureOverBookingsIsRefusedWithTheirList(t *testing.T) {
	b := bookingOffice(t)
	ctx := context.Background()
	for _, s := range []string{"bad1 10:00 11:00", "bad1 11:00 12:00", "bad2 10:00 11:00", "bad2 13:00 14:00"} {
		b.Must(booking(b, s))
	}
	closing := func(spans ...string) *data.CloseSlots {
		c := &data.CloseSlots{Head: b.By(officetest.Jiang), Reason: "repair", Note: "换球网"}
		for _, s := range spans {
			c.Spans = append(c.Spans, spanOf(s))
		}
		return c
	}
	e := b.Refuse(closing("bas 09:30 15:00"), "booking.closeOver")
	if e.Args[0] != 4 || !strings.Contains(e.Args[1].(string), "Y-1123-001 羽毛球1 10:00–11:00") || strings.Contains(e.Args[1].(string), "004") {
		t.Error(e.Args)
	}
	b.Pass(10 * time.Minute)
	c := closing("tt1 09:00 10:30", "bad1 12:00 14:00")
	b.Must(c)
	b.Refuse(closing("tt1 10:00 11:00"), "booking.closedAlready")
	e = b.Refuse(booking(b, "tt1 10:00 11:00"), "booking.closed")
	if e.Args[2] != "repair" || len(e.Near) == 0 {
		t.Error(e.Args, e.Near)
	}
	b.Refuse(booking(b, "bas 12:00 13:00"), "booking.closed")
	list, err := b.Closures(ctx, officetest.At("10:00"), officetest.At("11:00"))
	if err != nil || len(list) != 1 || list[0].Reason != "repair" || list[0].By != officetest.Jiang {
		t.Error(list, err)
	}
	b.Pass(40 * time.Minute) // 09:50: 9:00 has passed, 9:30 and 10:00 come back
	lifts := func() *data.LiftClosure {
		return &data.LiftClosure{Head: b.By(officetest.An), Closure: c.Spans[0].Booking}
	}
	lift := lifts()
	b.Must(lift)
	b.Refuse(lifts(), "booking.closureOver")
	if heldBy(b, c.Spans[0].Booking) != 1 {
		t.Error(heldBy(b, c.Spans[0].Booking))
	}
	taken := booking(b, "tt1 10:00 11:00")
	b.Must(taken)
	b.Refuse(&data.Undo{Head: b.By(officetest.An), Command: lift.ID}, "error.stale")
	b.Must(&data.CancelBooking{Head: b.By(officetest.An), Booking: taken.Spans[0].Booking, Why: "误订"})
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: lift.ID})
	if heldBy(b, c.Spans[0].Booking) != 3 {
		t.Error("the closure is back:", heldBy(b, c.Spans[0].Booking))
	}
	b.Sound()
}

func TestEveryVenueIsToldAndTicks(t *testing.T) {
	b := bookingOffice(t)
	ctx := context.Background()
	c := booking(b, "bad1 10:00 11:00", "bad2 10:00 11:00", "tt1 10:00 11:00")
	b.Must(c)
	list, err := b.Tellings(ctx)
	if err != nil || len(list) != 2 || len(list[0].Notices) != 2 || len(list[0].Bookings) != 2 || list[0].What != data.NoticeNew {
		t.Fatal(list, err)
	}
	tick := func() *data.Notify {
		return &data.Notify{Head: b.By(officetest.An), Notices: list[0].Notices, By: officetest.Jiang}
	}
	b.Pass(2 * time.Minute)
	told := tick()
	b.Must(told)
	b.Refuse(tick(), "booking.toldAlready")
	b.Refuse(&data.Notify{Head: b.By(officetest.An), Notices: list[0].Notices, By: "nobody"}, "error.notFound")
	notices, err := b.Notices(ctx, data.NoticeFilter{Booking: c.Spans[0].Booking})
	if err != nil || len(notices) != 1 || notices[0].AckedBy != officetest.Jiang || notices[0].Told != officetest.An || notices[0].Acked != officetest.At("09:02") {
		t.Error(notices, err)
	}
	board, err := b.BookingBoard(ctx, "2026-11-23")
	if err != nil || board.Waiting[c.Spans[0].Booking] || !board.Waiting[c.Spans[2].Booking] {
		t.Error(board.Waiting, err)
	}
	b.Refuse(&data.Undo{Head: b.By(officetest.An), Command: c.ID}, "error.stale") // a venue knows of it: cancel it instead
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: told.ID})
	if list, err = b.Tellings(ctx); err != nil || len(list) != 2 {
		t.Error(list, err)
	}
	untold := booking(b, "bad1 14:00 15:00")
	b.Must(untold)
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: untold.ID})
	if list, err = b.Tellings(ctx); err != nil || len(list) != 2 || heldBy(b, untold.Spans[0].Booking) != 0 {
		t.Error(list, err)
	}
	next := data.Day("2026-11-24")
	b.Must(&data.AcknowledgeLedger{Head: b.By(officetest.An), Ledger: data.NewID(), Venue: "venue-bad", Day: next, By: officetest.Jiang})
	ledgers, err := b.Ledgers(ctx, next)
	if err != nil || len(ledgers) != 1 || ledgers[0].By != officetest.Jiang {
		t.Error(ledgers, err)
	}
}

func TestAKnownPhoneIsAKnownVisitor(t *testing.T) {
	b := bookingOffice(t)
	first, second := booking(b, "bad1 10:00 11:00"), booking(b, "bad1 11:00 12:00")
	first.Phone, second.Phone = "13800005678", "13800005678"
	second.Name = "马小"
	b.Must(first)
	b.Must(second)
	one, two := bookingRow(b, first.Spans[0].Booking), bookingRow(b, second.Spans[0].Booking)
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
	c := booking(b, "bad1 10:00 11:00", "tt1 20:00 21:00")
	b.Must(c)
	s, _ := b.Settings(context.Background())
	items, err := front.HandOverBookings(context.Background(), b.Book, store.AsOf{Now: officetest.At("09:00"), Day: "2026-11-23", Settings: s})
	if err != nil || len(items) != 4 || items[0].Section != "upcoming" || items[0].Title != "马" || items[2].Section != "notices" {
		t.Error(items, err)
	}
}

func TestVenuesAreToBeTold(t *testing.T) {
	b := bookingOffice(t)
	b.Must(booking(b, "bad1 10:00 11:00"))
	b.Pass(10 * time.Minute)
	b.Must(booking(b, "tt1 20:00 21:00"))
	b.Pass(6 * time.Minute)
	want := []string{
		"booking.today.tell|booking.today.slot 羽毛球1 10:00|booking.today.untold.new 羽毛球|minutes 16|late|booking",
		"booking.today.tell|booking.today.slot 乒乓球1 20:00|booking.today.untold.new 乒乓球|minutes 6|soon|booking",
	}
	if got := b.ToDo("booking", storetest.AtDesk); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestTheLedgersOfTomorrowAreToPrint(t *testing.T) {
	b := bookingOffice(t)
	next := booking(b, "bad1 10:00 11:00")
	for i := range next.Spans {
		next.Spans[i].Start, next.Spans[i].End = next.Spans[i].Start.Add(24*time.Hour), next.Spans[i].End.Add(24*time.Hour)
	}
	b.Must(next)
	ledgers := func() (rows []string) {
		for _, row := range b.ToDo("booking", storetest.AtDesk) {
			if strings.Contains(row, "ledger") {
				rows = append(rows, row)
			}
		}
		return rows
	}
	if got := ledgers(); len(got) != 0 {
		t.Errorf("in the morning: %q", got)
	}
	b.Pass(8*time.Hour + 31*time.Minute)
	want := []string{"booking.today.ledger|booking.today.tomorrow 1|booking.today.unsigned 1|booking.today.toPrint|fresh|print ledger 2026-11-24"}
	if got := ledgers(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	b.Must(&data.AcknowledgeLedger{Head: b.By(officetest.An), Ledger: data.NewID(), Venue: "venue-bad", Day: "2026-11-24", By: officetest.Jiang})
	if got := ledgers(); len(got) != 0 {
		t.Errorf("signed: %q", got)
	}
}

func TestADayCountsItsBookings(t *testing.T) {
	b := bookingOffice(t)
	b.Must(booking(b, "bad1 10:00 11:00", "tt1 20:00 21:00"))
	b.Pass(3 * time.Hour)
	c, err := b.Figures(context.Background(), b.Now(), "2026-11-23")
	if err != nil || c.N(data.FigureBookings) != 2 || c.N(data.FigureExpected) != 1 {
		t.Errorf("%v %v", c, err)
	}
	if c, err := b.Figures(context.Background(), b.Now(), "2026-11-24"); err != nil || c.N(data.FigureBookings) != 0 || c.N(data.FigureExpected) != 0 {
		t.Errorf("tomorrow %v %v", c, err)
	}
}
