package data

// BookingFilter chooses bookings. Empty fields choose all; Live leaves out those
// that are over or cancelled.
type BookingFilter struct {
	From, To Day // business days, both included
	Venue    ID
	Visitor  ID
	ID       ID
	Act      ID
	Live     bool
}

// BookingMove is where a booking was before it was moved.
type BookingMove struct {
	ID      ID
	Booking ID
	Court   ID
	Starts  Time
	Ends    Time
	By      ID
	At      Time
}

// The words of a notice: what the staff of a venue must be told.
const (
	NoticeNew       = "new"
	NoticeMoved     = "moved"
	NoticeCancelled = "cancelled"
)

// NoticeID names the notice that a command gives a venue about a booking.
func NoticeID(command, booking, venue ID) ID {
	return IDFrom(string(command), string(booking), string(venue))
}

// NoticeFilter chooses notices. Waiting leaves out those that were ticked.
type NoticeFilter struct {
	Waiting  bool
	Booking  ID
	From, To Day // of the day they were made
}

// Telling is what a venue still has to be told about one act: the notices that
// one tick answers, and the bookings they speak of as they stand now.
type Telling struct {
	Act      ID
	Venue    ID
	What     string // the newest word
	At       Time   // since when it waits
	Notices  []ID
	Bookings []Booking
}

// Tellings puts waiting notices together by act and venue, the longest waiting
// first. Of a booking that was made and moved before anybody was told, only
// where it stands now matters.
func Tellings(waiting []Notice, bookings []Booking) []Telling {
	type key struct{ act, venue ID }
	byID := map[ID]Booking{}
	for _, b := range bookings {
		byID[b.ID] = b
	}
	var list []Telling
	place := map[key]int{}
	said := map[ID]map[ID]bool{}
	for _, n := range waiting {
		b, ok := byID[n.Booking]
		if !ok {
			continue
		}
		k := key{b.Act, n.Venue}
		i, ok := place[k]
		if !ok {
			i = len(list)
			place[k] = i
			list = append(list, Telling{Act: b.Act, Venue: n.Venue, At: n.At, What: n.What})
		}
		t := &list[i]
		t.Notices = append(t.Notices, n.ID)
		t.What = newerWord(t.What, n.What)
		if said[n.Venue] == nil {
			said[n.Venue] = map[ID]bool{}
		}
		if !said[n.Venue][b.ID] {
			said[n.Venue][b.ID] = true
			t.Bookings = append(t.Bookings, b)
		}
	}
	return list
}

// newerWord joins two words about one booking: a new one that was moved before
// anybody knew of it is still new to them, a cancelled one is cancelled.
func newerWord(old, next string) string {
	if old == NoticeNew && next == NoticeMoved {
		return NoticeNew
	}
	return next
}
