package hall

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
)

// NowOffice is what the courts of today ask of the office.
type NowOffice interface {
	BookingBoard(ctx context.Context, day data.Day) (data.Board, error)
	Tellings(ctx context.Context) ([]data.Telling, error)
	BookingMoves(ctx context.Context, booking data.ID) ([]data.BookingMove, error)
}

// hall is today's courts with what their staff have still to be told, read in
// one go.
type hall struct {
	data.Board
	news []news
}

// news is one announcement.
type news struct {
	data.Telling
	from map[data.ID]data.BookingMove // where its bookings stood when the venue last knew of them
}

// newest names the announcement as it stands: one that grew is news again.
func (n news) newest() string { return string(n.Notices[len(n.Notices)-1]) }

func readHall(ctx context.Context, o NowOffice, day data.Day) (h hall, err error) {
	if h.Board, err = o.BookingBoard(ctx, day); err != nil {
		return h, err
	}
	tellings, err := o.Tellings(ctx)
	if err != nil {
		return h, err
	}
	for _, t := range tellings {
		n := news{Telling: t, from: map[data.ID]data.BookingMove{}}
		for _, b := range t.Bookings {
			if t.What != data.NoticeMoved || b.Moved == 0 {
				continue
			}
			moves, err := o.BookingMoves(ctx, b.ID)
			if err != nil {
				return h, err
			}
			if i := slices.IndexFunc(moves, func(m data.BookingMove) bool { return m.At >= t.At }); i >= 0 {
				n.from[b.ID] = moves[i]
			}
		}
		h.news = append(h.news, n)
	}
	return h, nil
}

// chosen gives the bookings that a tablet serves and that are in one of the
// states, in order.
func (h hall) chosen(serves func(venue data.ID) bool, order func(a, b data.Booking) int, states ...data.BookingStatus) (list []data.Booking) {
	for _, b := range h.Bookings {
		if serves(b.Venue) && slices.Contains(states, b.Status) {
			list = append(list, b)
		}
	}
	slices.SortStableFunc(list, order)
	return list
}

// here gives who is on the courts, who must leave soonest first, and then who has
// come and waits.
func (h hall) here(serves func(venue data.ID) bool) []data.Booking {
	playing := h.chosen(serves, func(a, b data.Booking) int { return cmp.Compare(a.Ends, b.Ends) }, data.Playing)
	return append(playing, h.chosen(serves, byStart, data.Arrived)...)
}

// coming gives who is still to come.
func (h hall) coming(serves func(venue data.ID) bool) []data.Booking {
	return h.chosen(serves, byStart, data.Booked, data.Tentative)
}

func byStart(a, b data.Booking) int { return cmp.Compare(a.Starts, b.Starts) }

// unkept gives the courts that want tidying.
func (h hall) unkept(serves func(venue data.ID) bool) (list []data.Court) {
	for _, c := range h.Courts {
		if serves(c.Venue) && !c.Retired && h.States[c.ID].State == data.Unkept {
			list = append(list, c)
		}
	}
	return list
}

// next gives who comes next to a court or to one on the same floor.
func (h hall) next(court data.Court) (data.Booking, bool) {
	for _, b := range h.Bookings { // by start
		o, _ := h.Court(b.Court)
		if (b.Status == data.Booked || b.Status == data.Arrived) && (o.ID == court.ID || o.Shares(court)) {
			return b, true
		}
	}
	return data.Booking{}, false
}

// courtName names a court; one that the board does not know has no name.
func (h hall) courtName(id data.ID) string {
	c, _ := h.Court(id)
	return c.Name
}

// say gives the words of the current language.
type say = paper.Say

// span says from when to when.
func span(sh screen.Shell, starts, ends data.Time) string {
	cal := sh.Settings().Calendar
	return sh.Say("venue.span", cal.Clock(starts), cal.Clock(ends))
}

// spanDay says the day too where it is not today.
func spanDay(sh screen.Shell, day data.Day, starts, ends data.Time) string {
	today := sh.Settings().Calendar.Day(sh.Now())
	if day == today {
		return span(sh, starts, ends)
	}
	return sh.Say("venue.daySpan", kit.NearDay(sh, today, day), span(sh, starts, ends))
}

// since says when something was, with the day where that is not today.
func since(sh screen.Shell, at data.Time) string {
	cal := sh.Settings().Calendar
	today, day := cal.Day(sh.Now()), cal.Day(at)
	if day == today {
		return cal.Clock(at)
	}
	return sh.Say("venue.at", kit.NearDay(sh, today, day), cal.Clock(at))
}

// whom says who comes and how many.
func whom(say say, b data.Booking) string {
	people := say("common.people", b.People)
	if guest := data.GuestName(say, b.Name, b.Title); guest != "" {
		return say("venue.dot", guest, people)
	}
	return people
}

// wants lists what a booking asks for.
func wants(say say, b data.Booking) []string {
	list := b.Needs.Words(say)
	if b.Guardian != "" {
		list = append(list, say("booking.guardianIs", b.Guardian))
	}
	return list
}

// joined puts words side by side.
func joined(words ...string) string { return strings.Join(words, " · ") }

// soon is how long before its beginning a booking is marked.
const soon = 30 * time.Minute

// pressing says how a booking stands by the clock, and how it should look.
func pressing(say say, b data.Booking, now data.Time) (words string, tone kit.Tone) {
	length := func(d time.Duration) string { return data.Length(say, d) }
	switch b.Status {
	case data.Playing:
		if now >= b.Ends.Add(time.Minute) {
			return say("venue.over", length(now.Sub(b.Ends))), kit.ToneLate
		}
		return say("venue.left", length(upwards(b.Ends.Sub(now)))), kit.ToneGood
	case data.Arrived:
		if now >= b.Starts.Add(time.Minute) {
			return say("venue.waits", length(now.Sub(b.Starts))), kit.ToneSoon
		}
		return say("booking.status.arrived"), kit.TonePrimary
	case data.Booked:
		switch left := b.Starts.Sub(now); {
		case left <= -time.Minute:
			return say("venue.late", length(-left)), kit.ToneLate
		case left <= soon:
			return say("venue.in", length(upwards(max(0, left)))), kit.ToneSoon
		}
	case data.Tentative:
		return say("booking.status.tentative"), kit.ToneSoon
	}
	return say("booking.status." + string(b.Status)), kit.TonePlain
}

// upwards makes a minute that has begun a whole one.
func upwards(d time.Duration) time.Duration {
	return (d + time.Minute - 1).Truncate(time.Minute)
}
