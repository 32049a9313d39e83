package sample

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"yingbin/data"
)

// booking is one that was planned, and what becomes of it.
type booking struct {
	id, act    data.ID
	guest      *guest
	court      court
	day        data.Day
	start, end data.Time
	people     int
	children   int
	voucher    string
	way        string
	consultant data.ID
	taken      data.Time
	comes      bool
}

// closure and fault keep courts from being given.
type fault struct {
	place      data.ID
	from, till data.Time // till 0: not mended yet
	note       string
}

// howMany people play on a court of a kind and for how many half hours.
var play = map[string]struct{ least, most, short, long int }{
	"badminton": {2, 4, 2, 4}, "tabletennis": {2, 4, 2, 3}, "basketball": {4, 10, 2, 4},
	"billiards": {2, 4, 2, 4}, "cards": {3, 4, 4, 8}, "reading": {1, 2, 2, 5}, "children": {1, 3, 2, 4},
}

var wanted = []weighed[string]{
	{"badminton", 26}, {"tabletennis", 14}, {"basketball", 10}, {"billiards", 15}, {"cards", 14}, {"reading", 11}, {"children", 10},
}

var startHours = []weighed[int]{{9, 6}, {10, 12}, {11, 8}, {13, 6}, {14, 12}, {15, 14}, {16, 12}, {17, 7}, {18, 7}, {19, 11}}

// free reports whether nobody holds any of the units in a span, ever since: what
// was moved away or cancelled keeps its place in the plan.
func (l *life) free(units []string, from, to data.Time) bool {
	for _, u := range units {
		for _, s := range data.Slots(from, to) {
			if l.held[u][s] {
				return false
			}
		}
	}
	return true
}

func (l *life) hold(units []string, from, to data.Time) {
	for _, u := range units {
		if l.held[u] == nil {
			l.held[u] = map[data.Slot]bool{}
		}
		for _, s := range data.Slots(from, to) {
			l.held[u][s] = true
		}
	}
}

// claim finds the units a party takes and holds them.
func (l *life) claim(c court, from, to data.Time, people int) bool {
	units := c.Units
	if c.Counted {
		units = slices.DeleteFunc(slices.Clone(units), func(u string) bool { return !l.free([]string{u}, from, to) })
		if len(units) < people {
			return false
		}
		units = units[:people]
	}
	if !l.free(units, from, to) {
		return false
	}
	l.hold(units, from, to)
	return true
}

// ill reports whether a court is out of order at a moment.
func (l *life) ill(c court, t data.Time) bool {
	return slices.ContainsFunc(l.sick, func(f fault) bool {
		return f.place == c.ID && t >= f.from && (f.till == 0 || t <= f.till)
	})
}

// bookDay plans the bookings for a day, with all that becomes of them.
func (l *life) bookDay(d data.Day) {
	n := l.between(7, 10)
	switch {
	case d == l.today:
		n = l.between(18, 22) // there should be something to see
	case d > l.today:
		n = l.between(12, 16) // many of them are not taken yet
	case l.weekend(d):
		n += l.between(2, 4)
	}
	for range n {
		l.book(d)
	}
}

func (l *life) weekend(d data.Day) bool {
	w := d.Date().Weekday()
	return w == time.Saturday || w == time.Sunday
}

// span looks for a free span on a court of the kind.
func (l *life) span(d data.Day, kind string, people int) (c court, from, to data.Time, ok bool) {
	of := slices.DeleteFunc(slices.Clone(l.courts), func(c court) bool { return c.venue.Kind != kind })
	p := play[kind]
	for range 8 {
		c = pick(l.chance, of)
		start := data.Minutes(pickWeighed(l.chance, startHours)*60 + 30*l.IntN(2))
		long := l.between(p.short, p.long)
		if start < c.venue.Opens || start+data.Minutes(30*long) > c.venue.Closes {
			continue
		}
		from = l.calendar.At(d, start)
		to = from.Add(time.Duration(long) * data.SlotLength)
		if l.ill(c, from) || l.ill(c, to) || !l.claim(c, from, to, people) {
			continue
		}
		return c, from, to, true
	}
	return c, 0, 0, false
}

func (l *life) book(d data.Day) {
	kind := pickWeighed(l.chance, wanted)
	b := &booking{day: d, people: l.between(play[kind].least, play[kind].most)}
	var ok bool
	if b.court, b.start, b.end, ok = l.span(d, kind, b.people); !ok {
		return
	}
	b.way = pickWeighed(l.chance, []weighed[string]{{"phone", 68}, {"consultant", 16}, {"walk-in", 16}})
	if b.taken = l.takenAt(b); b.taken == 0 || l.ill(b.court, b.taken) {
		return
	}
	b.guest = l.guests.somebody(d, 55, true)
	b.guest.bookedOn[d] = true
	if b.way == "consultant" {
		b.consultant = pick(l.chance, advisers)
	}
	if kind == "children" {
		b.children = b.people
	}
	if b.way != "walk-in" && l.in(55) {
		b.voucher = l.voucher(d)
	}
	l.bookings = append(l.bookings, b)
	l.take(b)
	l.fate(b)
}

// takenAt says when a booking is taken: a walk-in just before it plays, others
// hours or days before. 0 is never.
func (l *life) takenAt(b *booking) data.Time {
	opens := l.at(b.day, 9, 2)
	if b.way == "walk-in" {
		return max(opens, b.start.Add(-l.minutes(2, 25)))
	}
	t := data.Time(0)
	switch n := l.IntN(100); {
	case n < 40 && b.start.Add(-time.Hour) > opens:
		t = max(opens, b.start.Add(-l.minutes(45, 330)))
	case n < 72:
		t = l.at(b.day.Plus(-1), l.between(9, 20), l.between(3, 58)).Add(l.minutes(0, 1))
	default:
		t = l.at(b.day.Plus(-l.between(2, 6)), l.between(9, 20), l.between(3, 58)).Add(l.minutes(0, 1))
	}
	if t = max(t, l.at(l.first, 9, 5).Add(l.minutes(0, 50))); t > b.start.Add(-30*time.Minute) {
		return 0
	}
	return t
}

// voucher gives the next one of a day as a caller says it. Now and then it is
// one that nobody issued.
func (l *life) voucher(d data.Day) string {
	l.serials[d]++
	if n := l.serials[d]; n <= issued {
		if l.in(20) {
			return data.VoucherNumber(l.settings.VoucherPrefix, d, fmt.Sprintf("%03d", n))
		}
		return fmt.Sprintf("%03d", n)
	}
	return fmt.Sprintf("%03d", 500+l.serials[d])
}

// issued is how many vouchers go out for a day.
const issued = 12

func (l *life) issueVouchers(d data.Day) {
	t := max(l.at(d.Plus(-7), 9, 30), l.at(l.first, 9, 0))
	l.do(t, an, &data.IssueVouchers{Day: d, First: 1, Last: issued})
}

func (l *life) take(b *booking) {
	b.id, b.act = l.id("booking"), l.id("act-of")
	c := &data.Book{
		Act: b.act, Visitor: b.guest.id, Name: b.guest.name, Title: b.guest.title, Phone: b.guest.phone,
		Spans:   []data.Span{{Booking: b.id, Court: b.court.ID, Start: b.start, End: b.end}},
		Voucher: b.voucher, People: b.people, Needs: l.needs(b), How: b.way, Consultant: b.consultant,
	}
	if b.court.venue.Guardian {
		c.Guardian = strings.NewReplacer("{0}", b.guest.name, "{1}", l.says("guardian.where")).Replace(l.says("guardian." + b.guest.title))
	}
	if l.in(6) {
		c.Note = l.says("booking.note")
	}
	l.tellVenue(b.taken, l.do(b.taken, l.deskAt(b.taken), c), b)
}

// tellVenue has the venue's staff take note of what a command did to a booking.
func (l *life) tellVenue(at data.Time, command data.ID, b *booking) {
	t := at.Add(l.minutes(1, 8))
	if l.in(6) {
		t = at.Add(l.minutes(14, 30))
	}
	host := hosts[b.court.venue.Kind][0]
	by := host
	if l.in(30) {
		by = l.deskAt(t) // told over the radio
	}
	l.do(t, by, &data.Notify{Notices: []data.ID{data.NoticeID(command, b.id, b.court.Venue)}, By: host})
}

func (l *life) needs(b *booking) data.Needs {
	var n data.Needs
	switch b.court.venue.Kind {
	case "badminton", "tabletennis":
		if l.in(45) {
			n.Rackets = b.people
		}
		n.Partner = l.in(8)
		fallthrough
	case "basketball":
		if l.in(40) {
			for range min(2, b.people) {
				n.Shoes = append(n.Shoes, fmt.Sprint(l.between(36, 45)))
			}
			slices.Sort(n.Shoes)
			n.Socks = len(n.Shoes)
		}
		n.Scoring = l.in(12)
	case "billiards":
		n.Partner = l.in(20)
	case "cards", "reading":
		if l.in(60) {
			n.Drinks = l.says("drinks")
		}
	case "children":
		n.Socks = b.people
	}
	return n
}

// fate decides what becomes of a booking: most come, some are moved first, some
// are cancelled, some never turn up.
func (l *life) fate(b *booking) {
	last := b.start.Add(-20 * time.Minute)
	n := l.IntN(100)
	switch t := l.inOfficeHours(b.taken.Add(15*time.Minute), last); {
	case n < 9 && t != 0:
		id := l.do(t, l.deskAt(t), &data.CancelBooking{Booking: b.id, Why: l.says("booking.cancel")})
		l.tellVenue(t, id, b)
		return
	case n < 15 && t != 0:
		l.move(b, t)
	case n < 22 && b.way != "walk-in":
		t := b.start.Add(l.minutes(20, 32))
		l.do(t, l.deskAt(t), &data.AdvanceBooking{Booking: b.id, To: data.NoShow})
		return
	}
	b.comes = true
}

// move gives a booking another free span of the day, on a court of its venue.
func (l *life) move(b *booking, t data.Time) {
	c, from, to, ok := l.span(b.day, b.court.venue.Kind, b.people)
	same := c.ID == b.court.ID && from == b.start && to == b.end // other places of a counted court
	if !ok || same || from < t.Add(10*time.Minute) || l.ill(c, t) {
		return
	}
	b.court, b.start, b.end = c, from, to
	id := l.do(t, l.deskAt(t), &data.MoveBooking{Booking: b.id, Court: c.ID, Start: from, End: to})
	l.tellVenue(t, id, b)
}

// inOfficeHours gives a moment between two at which the desk is held, 0 when
// there is none.
func (l *life) inOfficeHours(from, to data.Time) data.Time {
	if to <= from {
		return 0
	}
	for range 6 {
		t := from.Add(time.Duration(l.Int64N(int64(to.Sub(from)/time.Second))) * time.Second)
		if m := l.calendar.MinutesOf(t); m >= 8*60+45 && m <= 20*60+50 {
			return t
		}
	}
	return 0
}

// closeCourts plans the closures of a day before anything is booked on it.
func (l *life) closeCourts(d data.Day) {
	switch {
	case d.Date().Weekday() == time.Tuesday:
		l.shut(d, "court-bas-full", 9, 10, "cleaning", l.says("closure.cleaning"))
	case d.Date().Weekday() == time.Thursday && l.in(70):
		l.shut(d, pick(l.chance, []data.ID{"court-card1", "court-tea2", "court-bil2"}), 12, 14, "unattended", "")
	case d.Date().Weekday() == time.Saturday && l.in(60):
		l.shut(d, "court-bas-full", 18, 20, "private", l.says("closure.private"))
	}
	if d == l.today {
		l.shut(d, "court-pp3", 14, 16, "repair", l.says("closure.repair"))
	}
}

func (l *life) shut(d data.Day, id data.ID, from, to int, reason, note string) {
	i := slices.IndexFunc(l.courts, func(c court) bool { return c.ID == id })
	c, start, end := l.courts[i], l.at(d, from, 0), l.at(d, to, 0)
	if !l.claim(c, start, end, len(c.Units)) {
		return
	}
	t := max(l.at(d.Plus(-1), 17, 10).Add(l.minutes(0, 30)), l.at(l.first, 8, 50))
	closure := l.id("closure")
	l.do(t, l.deskAt(t), &data.CloseSlots{Spans: []data.Span{{Booking: closure, Court: id, Start: start, End: end}}, Reason: reason, Note: note})
	if reason == "cleaning" && l.in(40) {
		l.do(end.Add(-l.minutes(10, 28)), hosts[c.venue.Kind][0], &data.LiftClosure{Closure: closure})
	}
}
