package booking

import (
	"context"
	"slices"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the next-day ledger asks of an office.
type PaperOffice interface {
	paper.Staffed
	Bookings(ctx context.Context, f data.BookingFilter) ([]data.Booking, error)
	Closures(ctx context.Context, from, to data.Time) ([]data.Closure, error)
	Notices(ctx context.Context, f data.NoticeFilter) ([]data.Notice, error)
	Ledgers(ctx context.Context, day data.Day) ([]data.Ledger, error)
	Venues(ctx context.Context) ([]data.Venue, error)
	Courts(ctx context.Context) ([]data.Court, error)
}

// Papers are the register's records. A nil office will do to list them.
//
// The next-day ledger is given out before closing: pages of its own for each
// venue that has bookings, or all on one sheet. From is the day of the
// bookings; ID may name one venue.
func Papers(o PaperOffice) []paper.Record {
	lay := func(combined bool) func(context.Context, paper.Ask) (*paper.Document, error) {
		return func(ctx context.Context, a paper.Ask) (*paper.Document, error) {
			l, err := readLedger(ctx, o, a)
			if err != nil {
				return nil, err
			}
			return l.lay(combined), nil
		}
	}
	return []paper.Record{
		{Name: "ledger", Title: "booking.ledger", Span: paper.Day, One: true, List: true, Lay: lay(false)},
		{Name: "ledger-combined", Title: "booking.ledgerCombined", Span: paper.Day, List: true, Lay: lay(true)},
	}
}

// ledger is what was read for it.
type ledger struct {
	paper.Ask
	venues   []data.Venue
	courts   map[data.ID]data.Court
	staff    map[data.ID]string
	bookings []data.Booking // of the day, cancelled ones too
	closures []data.Closure
	notices  []data.Notice
	acks     []data.Ledger // the newest first
}

func readLedger(ctx context.Context, o PaperOffice, a paper.Ask) (*ledger, error) {
	l := &ledger{Ask: a, courts: map[data.ID]data.Court{}}
	venues, err := o.Venues(ctx)
	if err != nil {
		return nil, err
	}
	courts, err := o.Courts(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range courts {
		l.courts[c.ID] = c
	}
	if l.staff, err = paper.Names(ctx, o); err != nil {
		return nil, err
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

// lay gives each venue pages of its own, numbered for itself: they are handed
// out apart.
func (l *ledger) lay(combined bool) *paper.Document {
	if combined || len(l.venues) == 0 {
		return l.sheet("ledger-combined", l.venues)
	}
	var all []*paper.Document
	for _, v := range l.venues {
		all = append(all, l.sheet("ledger", []data.Venue{v}))
	}
	return paper.Bundle(all...)
}

// sheet lays the bookings of some venues out, with a place to acknowledge each.
func (l *ledger) sheet(name string, venues []data.Venue) *paper.Document {
	set := l.Setup("booking.ledger")
	set.Name, set.Dense = name, true
	var list []data.Booking
	people := 0
	for _, v := range venues {
		list = append(list, l.of(v.ID)...)
	}
	for _, b := range list {
		people += b.People
	}
	set.Subtitle = l.Say("booking.ledgerAll")
	if len(venues) == 1 {
		set.Subtitle = venues[0].Name
	}
	set.Facts = append([]string{l.Say("booking.ledgerCount", len(list), people)}, l.closuresOf(venues)...)
	s := paper.NewSheet(set).Add(l.list(venues, list))
	if len(venues) == 0 {
		return s.Finish()
	}
	s.Para(l.Say("booking.ledgerHint"))
	if len(venues) == 1 {
		s.Signatures(paper.SignBox{Role: l.Say("booking.ledgerFrom"), Name: l.Staff}, l.receipt(venues[0], l.Say("booking.ledgerTo")))
		return s.Finish()
	}
	var boxes []paper.SignBox
	for _, v := range venues {
		boxes = append(boxes, l.receipt(v, l.Say("booking.ledgerToOf", v.Name)))
	}
	return s.Signatures(boxes...).Finish()
}

func (l *ledger) list(venues []data.Venue, bookings []data.Booking) paper.Listed {
	type row = data.Booking
	list := paper.List[row]{Rows: bookings, Columns: []paper.Col[row]{
		{Head: "booking.col.time", Width: 24, Align: paper.Centre, Text: l.span, PaperOnly: true},
		{Head: "common.from", Value: func(b row) paper.Value { return l.Stamp(b.Starts) }},
		{Head: "common.to", Value: func(b row) paper.Value { return l.Stamp(b.Ends) }},
		{Head: "booking.col.court", Width: 19, Text: func(b row) string { return l.courts[b.Court].Name }},
		{Head: "booking.col.guest", Width: 29, Text: l.guest},
		{Head: "booking.col.people", Width: 12, Align: paper.Centre, Number: func(b row) int { return b.People }},
		{Head: "booking.col.needs", Width: 40, Text: l.needs},
		{Head: "booking.col.voucher", Width: 25, Align: paper.Centre, Text: func(b row) string { return data.ShortNumber(b.Voucher) }},
		{Head: "booking.col.how", Width: 23, Text: l.how},
		{Head: "booking.col.status", Width: 20, Align: paper.Centre, Text: l.status},
	}}
	switch {
	case len(venues) == 1:
		list.Tab = venues[0].Name
	case len(venues) > 1:
		names := map[data.ID]string{}
		for _, v := range venues {
			names[v.ID] = v.Name
		}
		list.Group = &paper.Group[row]{Head: "booking.paper.venue", Value: func(b row) paper.Value { return paper.Words(names[b.Venue]) }}
	}
	return list
}

// receipt is where the venue's staff acknowledge; what was acknowledged on
// screen is filled in, unless bookings have changed since.
func (l *ledger) receipt(v data.Venue, role string) paper.SignBox {
	i := slices.IndexFunc(l.acks, func(k data.Ledger) bool { return k.Venue == v.ID })
	if i < 0 {
		return paper.SignBox{Role: role}
	}
	ack := l.acks[i]
	at := l.Settings.Calendar.Stamp(ack.At)
	if data.ChangedSince(ack.At, v.ID, l.bookings, l.notices) {
		at = l.Say("booking.ledgerChanged", at)
	}
	return paper.SignBox{Role: role, Name: l.staff[ack.By], At: at}
}

func (l *ledger) span(b data.Booking) string {
	return l.Settings.Calendar.Clock(b.Starts) + "–" + l.Settings.Calendar.Clock(b.Ends)
}

// guest shows the last four digits of a phone at most.
func (l *ledger) guest(b data.Booking) string {
	if n := len(b.Phone); n >= 7 {
		return b.Called(l.Say) + "\n" + l.Say("booking.phoneTail", b.Phone[n-4:])
	}
	return b.Called(l.Say)
}

func (l *ledger) needs(b data.Booking) string {
	guardian := ""
	if b.Guardian != "" {
		guardian = l.Say("booking.guardianIs", b.Guardian)
	}
	return paper.Linked(" · ", append(b.Needs.Words(l.Say), guardian, b.Note)...)
}

func (l *ledger) how(b data.Booking) string {
	return paper.Linked("\n", l.Say("booking.how."+b.How), l.staff[b.Consultant])
}

func (l *ledger) status(b data.Booking) string {
	status := l.Say("booking.status." + string(b.Status))
	if b.Moved > 0 {
		return status + "\n" + l.Say("booking.movedTimes", b.Moved)
	}
	return status
}

// closuresOf says in words what is closed in the venues on the day.
func (l *ledger) closuresOf(venues []data.Venue) []string {
	var list []string
	cal := l.Settings.Calendar
	for _, c := range l.closures {
		court := l.courts[c.Court]
		if slices.ContainsFunc(venues, func(v data.Venue) bool { return v.ID == court.Venue }) {
			list = append(list, l.Say("booking.ledgerClosed", court.Name, cal.Clock(c.Starts), cal.Clock(c.Ends), c.Reason))
		}
	}
	return list
}
