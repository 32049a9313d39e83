package data

import (
	"cmp"
	"slices"
)

// May reports whether a booking of this status can be moved on to another. The
// order is kept, but a step nobody tapped may be passed over: guests who walk
// straight onto their court have arrived.
func (s BookingStatus) May(to BookingStatus) bool {
	switch to {
	case Arrived, NoShow:
		return s == Booked
	case Playing:
		return s == Booked || s == Arrived
	case Ended:
		return s == Arrived || s == Playing
	case Cancelled:
		return s == Booked || s == Arrived || s == Tentative
	}
	return false
}

// Hours gives the moments a venue opens and closes on a business day. One that
// closes in the night closes after the day's date, before the cut-off.
func (v Venue) Hours(c Calendar, d Day) (open, closes Time) {
	return c.At(d, max(v.Opens, c.Cutoff)), c.At(d, v.Closes)
}

// Takes is how many units of the court a party needs: a place a head where
// places are counted, else all of it.
func (c Court) Takes(people int) int {
	if c.Counted {
		return max(people, 1)
	}
	return len(c.Units)
}

// Board is all that a day's bookings need to be shown and judged: what is
// taken, by whom, what is closed and what is out of order.
type Board struct {
	Day      Day
	Calendar Calendar
	Venues   []Venue
	Courts   []Court
	Bookings []Booking              // of the day, cancelled ones left out, by start
	Closures []Closure              // standing ones that touch the day
	Held     map[Slot]map[string]ID // half hour → unit → the booking or closure that holds it
	States   map[ID]Facility        // courts that are not 正常
	Waiting  map[ID]bool            // bookings whose venue has not been told all yet
}

// Court finds a court.
func (b *Board) Court(id ID) (Court, bool) {
	i := slices.IndexFunc(b.Courts, func(c Court) bool { return c.ID == id })
	if i < 0 {
		return Court{}, false
	}
	return b.Courts[i], true
}

// Venue finds a venue.
func (b *Board) Venue(id ID) (Venue, bool) {
	i := slices.IndexFunc(b.Venues, func(v Venue) bool { return v.ID == id })
	if i < 0 {
		return Venue{}, false
	}
	return b.Venues[i], true
}

// Booking finds a booking of the day.
func (b *Board) Booking(id ID) (Booking, bool) {
	i := slices.IndexFunc(b.Bookings, func(k Booking) bool { return k.ID == id })
	if i < 0 {
		return Booking{}, false
	}
	return b.Bookings[i], true
}

// Closure finds a closure that touches the day.
func (b *Board) Closure(id ID) (Closure, bool) {
	i := slices.IndexFunc(b.Closures, func(c Closure) bool { return c.ID == id })
	if i < 0 {
		return Closure{}, false
	}
	return b.Closures[i], true
}

// Hours gives when a court can be had on the day.
func (b *Board) Hours(c Court) (open, closes Time) {
	v, _ := b.Venue(c.Venue)
	return v.Hours(b.Calendar, b.Day)
}

// Blocked gives the court whose fault or standing-down keeps c from being
// given: c itself, or one on the same floor.
func (b *Board) Blocked(c Court) (Court, Facility, bool) { return Blocked(c, b.Courts, b.States) }

// Blocked is Board.Blocked for who has no board.
func Blocked(c Court, courts []Court, states map[ID]Facility) (Court, Facility, bool) {
	if f, ok := states[c.ID]; ok && f.State.Blocks() {
		return c, f, true
	}
	for _, o := range courts {
		if f, ok := states[o.ID]; ok && f.State.Blocks() && c.Shares(o) {
			return o, f, true
		}
	}
	return Court{}, Facility{}, false
}

// Free lists the units of a court that nobody holds in any of the half hours
// [from, to), in the court's order.
func (b *Board) Free(c Court, from, to Slot) []string {
	var free []string
	for _, u := range c.Units {
		taken := false
		for s := from; s < to && !taken; s++ {
			taken = b.Held[s][u] != ""
		}
		if !taken {
			free = append(free, u)
		}
	}
	return free
}

// Fits reports whether a party can have the court for the half hours [from, to).
func (b *Board) Fits(c Court, from, to Slot, people int) bool {
	return len(b.Free(c, from, to)) >= c.Takes(people)
}

// Holder gives who holds the court in a half hour, the first of several; ""
// when it is free.
func (b *Board) Holder(c Court, s Slot) ID {
	for _, u := range c.Units {
		if h := b.Held[s][u]; h != "" {
			return h
		}
	}
	return ""
}

// Offers gives at most n free spans as long as the wanted one that are still to
// come: half of them on the same court, nearest first, then the nearest of each
// other court of the venue. Of two that are equally near the later comes first.
func (b *Board) Offers(court ID, start, end Time, people int, now Time, n int) []Offer {
	want, ok := b.Court(court)
	if !ok || n < 1 || end <= start {
		return nil
	}
	same := b.near(want, start, end, people, now)
	var other []Offer
	for _, c := range b.Courts {
		if c.ID != want.ID && c.Venue == want.Venue && !c.Retired {
			other = append(other, nearest(b.near(c, start, end, people, now), 1)...)
		}
	}
	slices.SortStableFunc(other, func(x, y Offer) int { return cmp.Compare(offerRank(x, start), offerRank(y, start)) })
	k := max((n+1)/2, n-len(other))
	same = nearest(same, k)
	return append(same, nearest(other, n-len(same))...)
}

// near lists the free spans of a court, the nearest first.
func (b *Board) near(c Court, start, end Time, people int, now Time) []Offer {
	if _, _, blocked := b.Blocked(c); blocked || c.Retired {
		return nil
	}
	open, closes := b.Hours(c)
	length := SlotOf(end) - SlotOf(start)
	earliest := SlotOf(now + Time(SlotLength.Milliseconds()) - 1)
	if SlotOf(start) == SlotOf(now) {
		earliest = SlotOf(now) // who asks for now can begin in the half hour that runs
	}
	var list []Offer
	for s := max(SlotOf(open), earliest); s+length <= SlotOf(closes); s++ {
		if b.Fits(c, s, s+length, people) {
			list = append(list, Offer{c.ID, s.Start(), (s + length).Start()})
		}
	}
	slices.SortStableFunc(list, func(x, y Offer) int { return cmp.Compare(offerRank(x, start), offerRank(y, start)) })
	return list
}

// offerRank ranks an offer: twice the half hours, one more when it is earlier.
func offerRank(o Offer, start Time) int {
	d := 2 * int(SlotOf(o.Start)-SlotOf(start))
	if d < 0 {
		return 1 - d
	}
	return d
}

func nearest[T any](list []T, n int) []T { return list[:min(len(list), max(n, 0))] }
