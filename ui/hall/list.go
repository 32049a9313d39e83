package hall

import (
	"context"
	"slices"

	"yingbin/data"
)

// list is a day's bookings, and who took its ledgers.
type list struct {
	day      data.Day
	venues   []data.Venue
	courts   []data.Court
	names    map[data.ID]string // of people
	bookings []data.Booking     // cancelled ones left out, by start
	all      []data.Booking
	ledgers  []data.Ledger // the newest first
	notices  []data.Notice // since the oldest ledger
}

func readList(ctx context.Context, o BookingsOffice, day data.Day, cal data.Calendar) (l list, err error) {
	l.day, l.names = day, map[data.ID]string{}
	if l.venues, err = o.Venues(ctx); err != nil {
		return l, err
	}
	if l.courts, err = o.Courts(ctx); err != nil {
		return l, err
	}
	staff, err := o.Staff(ctx)
	if err != nil {
		return l, err
	}
	for _, p := range staff {
		l.names[p.ID] = p.Name
	}
	if l.all, err = o.Bookings(ctx, data.BookingFilter{From: day, To: day}); err != nil {
		return l, err
	}
	l.bookings = slices.DeleteFunc(slices.Clone(l.all), func(b data.Booking) bool { return b.Status == data.Cancelled })
	if l.ledgers, err = o.Ledgers(ctx, day); err == nil && len(l.ledgers) > 0 {
		l.notices, err = o.Notices(ctx, data.NoticeFilter{From: cal.Day(l.ledgers[len(l.ledgers)-1].At)})
	}
	return l, err
}

// of gives the bookings of the venues a tablet serves.
func (l list) of(serves func(venue data.ID) bool) (list []data.Booking) {
	for _, b := range l.bookings {
		if serves(b.Venue) {
			list = append(list, b)
		}
	}
	return list
}

func (l list) court(id data.ID) string {
	for _, c := range l.courts {
		if c.ID == id {
			return c.Name
		}
	}
	return ""
}

// count gives a venue's bookings and people.
func (l list) count(venue data.ID) (n, people int) {
	for _, b := range l.bookings {
		if b.Venue == venue {
			n, people = n+1, people+b.People
		}
	}
	return n, people
}

// acked gives the newest acknowledgement of a venue's ledger, and whether
// something was booked, moved or cancelled after it.
func (l list) acked(venue data.ID) (ack data.Ledger, taken, stale bool) {
	for _, k := range l.ledgers {
		if k.Venue == venue {
			return k, true, data.ChangedSince(k.At, venue, l.all, l.notices)
		}
	}
	return ack, false, false
}
