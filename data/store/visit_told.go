package store

import (
	"context"

	"yingbin/data"
)

// tellVisits tells of who came, left and was turned away on a day.
func tellVisits(ctx context.Context, q querier, t *data.DayLog) error {
	visits, err := all[data.Visit](ctx, q, `SELECT * FROM visit WHERE day = ? ORDER BY arrived, number`, string(t.Day))
	if err != nil {
		return err
	}
	for _, v := range visits {
		v.Tell(t)
	}
	refusals, err := all[data.Refusal](ctx, q, `SELECT * FROM refusal WHERE day = ? ORDER BY at, number`, string(t.Day))
	for _, r := range refusals {
		r.Tell(t)
	}
	return err
}

// tellBookings tells of the bookings taken, moved and cancelled on a day, those
// taken on earlier days too.
func tellBookings(ctx context.Context, q querier, t *data.DayLog) error {
	from, to := t.Bounds()
	bookings, err := all[data.Booking](ctx, q, `SELECT * FROM booking WHERE taken >= ? AND taken < ? ORDER BY taken, number`, int64(from), int64(to))
	if err != nil {
		return err
	}
	older, err := all[data.Booking](ctx, q, `SELECT * FROM booking WHERE taken < ? AND id IN (SELECT id FROM booking WHERE cancel_at <> 0 AND cancel_at >= ? AND cancel_at < ?
		UNION SELECT booking FROM booking_move WHERE at >= ? AND at < ?) ORDER BY taken, number`,
		int64(from), int64(from), int64(to), int64(from), int64(to))
	if err != nil {
		return err
	}
	moves, err := all[data.BookingMove](ctx, q, `SELECT * FROM booking_move WHERE at >= ? AND at < ? ORDER BY at, seq`, int64(from), int64(to))
	if err != nil {
		return err
	}
	notices, err := all[data.Notice](ctx, q, `SELECT * FROM notice WHERE at >= ? AND at < ? ORDER BY at, seq`, int64(from), int64(to))
	if err != nil {
		return err
	}
	data.TellBookings(t, append(bookings, older...), moves, notices)
	return nil
}

// tellHandovers tells who handed over and accepted on a day, and the instructions
// from above.
func tellHandovers(ctx context.Context, q querier, t *data.DayLog) error {
	from, to := t.Bounds()
	list, err := all[data.Handover](ctx, q, `SELECT * FROM handover WHERE sealed_at >= ? AND sealed_at < ? OR locked_at >= ? AND locked_at < ? ORDER BY sealed_at`,
		int64(from), int64(to), int64(from), int64(to))
	if err != nil {
		return err
	}
	for _, h := range list {
		h.Tell(t)
	}
	notes, err := all[data.HandoverNote](ctx, q, `SELECT * FROM handover_note WHERE at >= ? AND at < ? ORDER BY at, seq`, int64(from), int64(to))
	for _, n := range notes {
		n.Tell(t)
	}
	return err
}

// namePlaces names areas, tables and courts for whoever asks.
func namePlaces(ctx context.Context, q querier, r *data.PlaceNames) (err error) {
	r.Names, err = placeNames(ctx, q)
	return err
}
