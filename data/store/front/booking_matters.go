package front

import (
	"context"
	"strconv"
	"time"

	"yingbin/data"
	"yingbin/data/store"
)

// bookingMatters are the bookings of the next hours, what venues have not been
// told yet, and the ledgers of tomorrow.
func bookingMatters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	ground, err := readGround(ctx, q, h.Settings.Calendar)
	if err != nil {
		return nil, err
	}
	var list []data.Matter
	for _, source := range []func(context.Context, store.Querier, store.AsOf, *data.Board) ([]data.Matter, error){upcomingBookings, untoldVenues, ledgersToPrint} {
		more, err := source(ctx, q, h, ground)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	return list, nil
}

// upcoming is how far ahead a shift is told of bookings.
const upcoming = 12 * time.Hour

// upcomingBookings hands over the bookings of the next hours, those that are
// running too.
func upcomingBookings(ctx context.Context, q store.Querier, h store.AsOf, ground *data.Board) ([]data.Matter, error) {
	until := h.Now.Add(upcoming)
	bookings, err := readBookings(ctx, q, data.BookingFilter{From: h.Day, To: h.Settings.Calendar.Day(until), Live: true})
	var list []data.Matter
	for _, b := range bookings {
		if b.Ends <= h.Now && b.Status == data.Booked || b.Starts >= until {
			continue
		}
		court, _ := ground.Court(b.Court)
		list = append(list, data.Matter{
			Section: "upcoming", Ref: data.BookingRef(b.ID), Since: b.Taken, Visitor: b.Visitor, Title: b.Name, Called: b.Title, Who: b.Consultant, Due: b.Starts,
			Amiss: b.Status == data.Booked && b.Starts < h.Now || b.Status != data.Booked && b.Ends < h.Now,
			Key:   "booking.hand.upcoming",
			Args:  []string{court.Name, h.Clock(b.Starts), h.Settings.Calendar.Clock(b.Ends), strconv.Itoa(b.People), string(b.Status)},
		})
	}
	return list, err
}

// untoldVenues are venues that don't know yet of a booking, a move or a
// cancellation: handed over by venue, to do by act.
func untoldVenues(ctx context.Context, q store.Querier, h store.AsOf, ground *data.Board) ([]data.Matter, error) {
	notices, tellings, err := readTellings(ctx, q, h.Settings.Calendar)
	if err != nil {
		return nil, err
	}
	count := map[data.ID]int{}
	for _, n := range notices {
		count[n.Venue]++
	}
	var list []data.Matter
	for _, v := range ground.Venues {
		if n := count[v.ID]; n > 0 {
			list = append(list, data.Matter{Section: "notices", Ref: data.BookingRef(v.ID), Amiss: true, Key: "booking.hand.waiting", Args: []string{v.Name, strconv.Itoa(n)}})
		}
	}
	for _, t := range tellings {
		if len(t.Bookings) > 0 {
			list = append(list, untold(t, h, ground))
		}
	}
	return list, nil
}

// untold asks for a venue to be told, the more urgently the longer it waits.
func untold(t data.Telling, h store.AsOf, ground *data.Board) data.Matter {
	b, waits := t.Bookings[0], h.Since(t.At)
	court, _ := ground.Court(b.Court)
	venue, _ := ground.Venue(t.Venue)
	m := data.Matter{Ref: data.BookingRef(b.ID), Since: t.At, Tone: data.ToneFresh, Todo: &data.Todo{
		Lead: data.Wording("booking.today.tell"), Title: data.Wording("booking.today.slot", court.Name, b.Starts),
		Sub: data.Wording("booking.today.untold."+t.What, venue.Name), Badge: data.Beside(waits), When: t.At,
	}}
	switch {
	case waits >= 15*time.Minute:
		m.Tone = data.ToneLate
	case waits >= 5*time.Minute:
		m.Tone = data.ToneSoon
	}
	return m
}

// ledgerTime is when tomorrow's ledgers want to be printed.
const ledgerTime data.Minutes = 17*60 + 30

// ledgersToPrint asks, from half past five, for tomorrow's ledgers to be printed
// and handed to the venues that have not taken theirs.
func ledgersToPrint(ctx context.Context, q store.Querier, h store.AsOf, _ *data.Board) ([]data.Matter, error) {
	if h.Settings.Calendar.MinutesOf(h.Now) < ledgerTime {
		return nil, nil
	}
	next := h.Day.Plus(1)
	bookings, err := readBookings(ctx, q, data.BookingFilter{From: next, To: next, Live: true})
	if err != nil {
		return nil, err
	}
	waiting := map[data.ID]bool{}
	for _, b := range bookings {
		waiting[b.Venue] = true
	}
	signed, err := readLedgers(ctx, q, next)
	for _, l := range signed {
		delete(waiting, l.Venue)
	}
	if err != nil || len(waiting) == 0 {
		return nil, err
	}
	return []data.Matter{{Ref: data.BookingRef(data.ID(next)), Tone: data.ToneFresh, Todo: &data.Todo{
		Lead: data.Wording("booking.today.ledger"), Title: data.Wording("booking.today.tomorrow", len(bookings)),
		Sub: data.Wording("booking.today.unsigned", len(waiting)), Badge: data.Wording("booking.today.toPrint"),
		When: h.Settings.Calendar.At(h.Day, ledgerTime), To: data.Print{Record: "ledger", From: next, To: next},
	}}}, nil
}

// bookingFigures counts the bookings taken, and of a day those whose guests can
// still come.
func bookingFigures(ctx context.Context, q store.Querier, s store.Span) ([]data.Figure, error) {
	taken, err := store.Rows(ctx, q, s, "booking", "Book", `SELECT id, taken AS at, 0 AS people FROM booking WHERE taken >= ? AND taken < ?`)
	if err != nil || !s.OfDay() {
		return []data.Figure{{Name: data.FigureBookings, N: len(taken)}}, err
	}
	expected, err := store.Value[int64](ctx, q, `SELECT count(*) FROM booking WHERE day = ? AND status = 'booked' AND ends > ?`, string(s.Day), int64(s.Now))
	return []data.Figure{{Name: data.FigureBookings, N: len(taken)}, {Name: data.FigureExpected, N: int(expected)}}, err
}
