package data

import (
	"cmp"
	"slices"
)

// BookingDutyLines tells of bookings taken, moved and cancelled, and whether the venue
// knows. Bookings of one act are one line.
func BookingDutyLines(t *DutyRecord, bookings []Booking, moves []BookingMove, notices []Notice) {
	sizes := map[ID]int{}
	for _, b := range bookings {
		sizes[b.Act]++
	}
	line := func(id ID, at Time, staff ID, what, key string, b Booking, court ID, starts, ends Time) {
		args := append(t.slot(court, starts, ends), Named{b.Name, b.Title}, sizes[b.Act])
		if n, ok := acknowledged(notices, b.ID, what, at); ok {
			key += "Told"
			args = append(args, t.Staff[n.AckedBy], t.Calendar.Clock(n.Acked))
		}
		t.Add("booking", id, at, "notice", staff, key, args...)
	}
	of := map[ID][]BookingMove{}
	for _, m := range moves {
		of[m.Booking] = append(of[m.Booking], m)
	}
	said := map[ID]bool{}
	for _, b := range bookings {
		court, starts, ends := b.Court, b.Starts, b.Ends
		list := of[b.ID]
		slices.SortFunc(list, func(x, y BookingMove) int { return cmp.Compare(x.At, y.At) })
		for i := len(list) - 1; i >= 0; i-- {
			line(list[i].ID, list[i].At, list[i].By, "moved", "booking.line.moved", b, court, starts, ends)
			court, starts, ends = list[i].Court, list[i].Starts, list[i].Ends
		}
		if !said[b.Act] {
			said[b.Act] = true
			key := "booking.line.booked"
			if sizes[b.Act] > 1 {
				key += "Many"
			}
			line(b.ID, b.Taken, b.By, "new", key, b, court, starts, ends)
		}
		line(b.ID, b.CancelAt, b.CancelBy, "cancelled", "booking.line.cancelled", b, b.Court, b.Starts, b.Ends)
	}
}

// slot gives a court and its time as the sentences take them: name, month, day,
// from, to.
func (t *DutyRecord) slot(court ID, starts, ends Time) []any {
	d := t.Calendar.Day(starts).Date()
	return []any{t.Places[court], int(d.Month()), d.Day(), t.Calendar.Clock(starts), t.Calendar.Clock(ends)}
}

// acknowledged finds the notice of a change that the venue took note of.
func acknowledged(notices []Notice, booking ID, what string, at Time) (Notice, bool) {
	for _, n := range notices {
		if n.Booking == booking && n.What == what && n.At >= at && n.Acked != 0 {
			return n, true
		}
	}
	return Notice{}, false
}
