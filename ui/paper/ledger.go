package paper

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"yingbin/data"
)

// ledgerSource is what the next-day ledger asks of an office.
type ledgerSource interface {
	Bookings(ctx context.Context, f data.BookingFilter) ([]data.Booking, error)
	Closures(ctx context.Context, from, to data.Time) ([]data.Closure, error)
	Notices(ctx context.Context, f data.NoticeFilter) ([]data.Notice, error)
	Ledgers(ctx context.Context, day data.Day) ([]data.Ledger, error)
	Venues(ctx context.Context) ([]data.Venue, error)
	Courts(ctx context.Context) ([]data.Court, error)
	Staff(ctx context.Context) ([]data.Staff, error)
}

// The next-day ledger is given out before closing: pages of its own for each
// venue that has bookings, or all on one sheet. From is the day of the
// bookings; ID may name one venue.
var (
	_ = announce(Record{
		Name: "ledger", Title: "booking.ledger", Order: 20, Span: Day, One: true,
		Make: record(func(ctx context.Context, o ledgerSource, a Ask) (*Document, error) {
			return layLedger(ctx, o, a, false)
		}),
	})
	_ = announce(Record{
		Name: "ledger-combined", Title: "booking.ledgerCombined", Order: 21, Span: Day,
		Make: record(func(ctx context.Context, o ledgerSource, a Ask) (*Document, error) { return layLedger(ctx, o, a, true) }),
	})
)

// ledger is what was read for it.
type ledger struct {
	Ask
	venues   []data.Venue
	courts   map[data.ID]data.Court
	staff    map[data.ID]string
	bookings []data.Booking // of the day, cancelled ones too
	closures []data.Closure
	notices  []data.Notice
	acks     []data.Ledger // the newest first
}

func readLedger(ctx context.Context, o ledgerSource, a Ask) (*ledger, error) {
	l := &ledger{Ask: a, courts: map[data.ID]data.Court{}, staff: map[data.ID]string{}}
	venues, err := o.Venues(ctx)
	if err != nil {
		return nil, err
	}
	courts, err := o.Courts(ctx)
	if err != nil {
		return nil, err
	}
	staff, err := o.Staff(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range courts {
		l.courts[c.ID] = c
	}
	for _, s := range staff {
		l.staff[s.ID] = s.Name
	}
	if l.bookings, err = o.Bookings(ctx, data.BookingFilter{From: a.From, To: a.From}); err != nil {
		return nil, err
	}
	from, to := a.Settings.Calendar.Bounds(a.From)
	if l.closures, err = o.Closures(ctx, from, to); err != nil {
		return nil, err
	}
	if l.acks, err = o.Ledgers(ctx, a.From); err != nil {
		return nil, err
	}
	if len(l.acks) > 0 { // only what came after the oldest word can have changed it
		since := a.Settings.Calendar.Day(l.acks[len(l.acks)-1].At)
		if l.notices, err = o.Notices(ctx, data.NoticeFilter{From: since}); err != nil {
			return nil, err
		}
	}
	for _, v := range venues {
		if (a.ID == "" || a.ID == string(v.ID)) && len(l.of(v.ID)) > 0 {
			l.venues = append(l.venues, v)
		}
	}
	return l, nil
}

// of lists the bookings of a venue that stand, by time and court.
func (l *ledger) of(venue data.ID) []data.Booking {
	var list []data.Booking
	for _, b := range l.bookings {
		if b.Venue == venue && b.Status != data.Cancelled {
			list = append(list, b)
		}
	}
	return list
}

func layLedger(ctx context.Context, o ledgerSource, a Ask, combined bool) (*Document, error) {
	a.Settings = a.Settings.Defaults()
	l, err := readLedger(ctx, o, a)
	if err != nil {
		return nil, err
	}
	if combined || len(l.venues) == 0 {
		return l.sheet("ledger-combined", l.venues), nil
	}
	// Each venue gets pages of its own, numbered for itself: they are handed out
	// apart.
	var whole *Document
	for _, v := range l.venues {
		d := l.sheet("ledger", []data.Venue{v})
		if whole == nil {
			whole = d
		} else {
			whole.Pages = append(whole.Pages, d.Pages...)
		}
	}
	return whole, nil
}

// sheet lays the bookings of some venues out, with a place to acknowledge each.
func (l *ledger) sheet(name string, venues []data.Venue) *Document {
	set := l.Setup("booking.ledger")
	set.Name, set.Dense = name, true
	people, count := 0, 0
	for _, v := range venues {
		for _, b := range l.of(v.ID) {
			people, count = people+b.People, count+1
		}
	}
	if len(venues) == 1 {
		set.Subtitle = venues[0].Name
	} else {
		set.Subtitle = l.Lex.Say("booking.ledgerAll")
	}
	set.Facts = []string{l.Lex.Say("booking.ledgerCount", count, people)}
	set.Facts = append(set.Facts, l.closuresOf(venues)...)
	s := NewSheet(set)
	say := l.Lex.Say
	t := s.Table(
		Column{Head: say("booking.col.time"), Width: 24, Align: Centre}, Column{Head: say("booking.col.court"), Width: 19},
		Column{Head: say("booking.col.guest"), Width: 29}, Column{Head: say("booking.col.people"), Width: 12, Align: Centre},
		Column{Head: say("booking.col.needs"), Width: 40}, Column{Head: say("booking.col.voucher"), Width: 25, Align: Centre},
		Column{Head: say("booking.col.how"), Width: 23}, Column{Head: say("booking.col.status"), Width: 20, Align: Centre})
	for _, v := range venues {
		if len(venues) > 1 {
			t.Section(v.Name)
		}
		for _, b := range l.of(v.ID) {
			t.Line(l.line(b)...)
		}
	}
	if len(venues) == 0 {
		return s.Finish()
	}
	s.Para(say("booking.ledgerHint"))
	if len(venues) == 1 {
		s.Signatures(SignBox{Role: say("booking.ledgerFrom"), Name: l.Staff}, l.receipt(venues[0], say("booking.ledgerTo")))
		return s.Finish()
	}
	var boxes []SignBox
	for _, v := range venues {
		boxes = append(boxes, l.receipt(v, say("booking.ledgerToOf", v.Name)))
	}
	s.Signatures(boxes...)
	return s.Finish()
}

// receipt is where the venue's staff acknowledge; what was acknowledged on
// screen is filled in, unless bookings have changed since.
func (l *ledger) receipt(v data.Venue, role string) SignBox {
	i := slices.IndexFunc(l.acks, func(k data.Ledger) bool { return k.Venue == v.ID })
	if i < 0 {
		return SignBox{Role: role}
	}
	ack := l.acks[i]
	at := l.Settings.Calendar.Stamp(ack.At)
	if data.ChangedSince(ack.At, v.ID, l.bookings, l.notices) {
		at = l.Lex.Say("booking.ledgerChanged", at)
	}
	return SignBox{Role: role, Name: l.staff[ack.By], At: at}
}

// line is one booking. A phone shows its last four digits at most.
func (l *ledger) line(b data.Booking) []string {
	cal, say := l.Settings.Calendar, l.Lex.Say
	guest := b.Called(say)
	if n := len(b.Phone); n >= 7 {
		guest += "\n" + say("booking.phoneTail", b.Phone[n-4:])
	}
	needs := b.Needs.Words(say)
	if b.Guardian != "" {
		needs = append(needs, say("booking.guardianIs", b.Guardian))
	}
	if b.Note != "" {
		needs = append(needs, b.Note)
	}
	how := say("booking.how." + b.How)
	if name := l.staff[b.Consultant]; name != "" {
		how += "\n" + name
	}
	status := say("booking.status." + string(b.Status))
	if b.Moved > 0 {
		status += "\n" + say("booking.movedTimes", b.Moved)
	}
	return []string{
		cal.Clock(b.Starts) + "–" + cal.Clock(b.Ends), l.courts[b.Court].Name, guest, strconv.Itoa(b.People),
		strings.Join(needs, " · "), data.ShortNumber(b.Voucher), how, status,
	}
}

// closuresOf says in words what is closed in the venues on the day.
func (l *ledger) closuresOf(venues []data.Venue) []string {
	var list []string
	cal := l.Settings.Calendar
	for _, c := range l.closures {
		court := l.courts[c.Court]
		if slices.ContainsFunc(venues, func(v data.Venue) bool { return v.ID == court.Venue }) {
			list = append(list, l.Lex.Say("booking.ledgerClosed", court.Name, cal.Clock(c.Starts), cal.Clock(c.Ends), c.Reason))
		}
	}
	return list
}
