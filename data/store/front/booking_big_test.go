package front_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store/storetest"
)

var big = flag.Bool("big", false, "measure on a book of years: half a million bookings")

// fillBookings writes n bookings of past days straight into the tables, with
// what they hold, and a full day today.
func fillBookings(b *storetest.Book, n int) {
	b.T.Helper()
	db := b.Beside()
	defer db.Close()
	raw := func(q string, args ...any) {
		if _, err := db.Exec(q, args...); err != nil {
			b.T.Fatal(q, err)
		}
	}
	raw(`PRAGMA synchronous = OFF`)
	raw(`INSERT INTO visitor (id, name, title, phone, vip, mark, forgotten, last_seen, same_as, seq) VALUES ('guest', '马', 'mr', '', 0, '', 0, 0, '', 1)`)
	courts := []string{"bad1", "bad2", "tt1"}
	units := []string{"floor-a", "floor-b", "tt-1"}
	const perDay = 300
	raw(`BEGIN`)
	for i := range n {
		day := data.Day("2026-11-23").Plus(-i / perDay)
		k := i % perDay
		c := k % len(courts)
		half := data.SlotOf(data.TimeOf(day.Date())) + 2 + data.Slot(k/len(courts)) // more rows than a day can hold, to be on the safe side
		start, end := half.Start(), half.End()
		venue := []string{"venue-bad", "venue-bad", "venue-tt"}[c]
		id := fmt.Sprintf("b%d", i)
		raw(`INSERT INTO booking (id, number, act, visitor, name, title, phone, voucher, venue, court, day, starts, ends, people, needs, guardian, how, consultant, note, status, moved, by, taken, visit, arrived_at, started_at, ended_at, cancel_by, cancel_why, cancel_at, seq)
			VALUES (?, ?, ?, 'guest', '马', 'mr', '13800005678', '', ?, ?, ?, ?, ?, 2, '{"shoes":["42"],"scoring":true}', '', 'phone', '', '', 'booked', 0, ?, ?, '', 0, 0, 0, '', '', 0, 1)`,
			id, "Y-"+id, id, venue, "court-"+courts[c], string(day), int64(start), int64(end), string(officetest.An), int64(start))
		raw(`INSERT INTO occupancy (unit, half, held, seq) VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING`, units[c], int64(half), id)
		if i < 20 {
			raw(`INSERT INTO notice (id, booking, venue, what, at, acked, acked_by, told, seq) VALUES (?, ?, ?, 'new', 1, 0, '', '', 1)`, "n"+id, id, venue)
		}
	}
	raw(`COMMIT`)
	raw(`ANALYZE`)
}

// A board of a busy day opens within a frame, however old the book; -big asks
// it of half a million bookings.
func TestTheBoardOpensWithinAFrame(t *testing.T) {
	n := 3000
	if *big {
		n = 500_000
	}
	b := bookingOffice(t)
	fillBookings(b, n)
	ctx := context.Background()
	var times []time.Duration
	for range 30 {
		began := time.Now()
		board, err := b.BookingBoard(ctx, "2026-11-23")
		if err != nil || len(board.Bookings) != 300 || len(board.Waiting) != 20 {
			t.Fatal(len(board.Bookings), len(board.Waiting), err)
		}
		times = append(times, time.Since(began))
	}
	slices.Sort(times)
	began := time.Now()
	e := b.Refuse(booking(b, "bad1 10:00 11:00"), "booking.taken")
	conflict := time.Since(began)
	if len(e.Near) != 0 {
		t.Error("the day is full:", e.Near)
	}
	t.Logf("%d bookings: board %v in the middle, %v at worst; a conflict with offers %v", n, times[len(times)/2], times[len(times)-1], conflict)
	if *big && times[len(times)/2] > 16*time.Millisecond {
		t.Error("longer than a frame:", times[len(times)/2])
	}
}
