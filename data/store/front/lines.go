package front

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
)

// tellVisits tells of who came, left and was turned away on a day.
func tellVisits(ctx context.Context, q store.Querier, t *data.DutyRecord) error {
	visits, err := store.All[data.Visit](ctx, q, `SELECT * FROM visit WHERE day = ? ORDER BY arrived, number`, string(t.Day))
	if err != nil {
		return err
	}
	for _, v := range visits {
		v.DutyLines(t)
	}
	refusals, err := store.All[data.Refusal](ctx, q, `SELECT * FROM refusal WHERE day = ? ORDER BY at, number`, string(t.Day))
	for _, r := range refusals {
		r.DutyLines(t)
	}
	return err
}

// tellBookings tells of the bookings taken, moved and cancelled on a day, those
// taken on earlier days too.
func tellBookings(ctx context.Context, q store.Querier, t *data.DutyRecord) error {
	from, to := t.Bounds()
	bookings, err := store.All[data.Booking](ctx, q, `SELECT * FROM booking WHERE taken >= ? AND taken < ? ORDER BY taken, number`, int64(from), int64(to))
	if err != nil {
		return err
	}
	older, err := store.All[data.Booking](ctx, q, `SELECT * FROM booking WHERE taken < ? AND id IN (SELECT id FROM booking WHERE cancel_at <> 0 AND cancel_at >= ? AND cancel_at < ?
		UNION SELECT booking FROM booking_move WHERE at >= ? AND at < ?) ORDER BY taken, number`,
		int64(from), int64(from), int64(to), int64(from), int64(to))
	if err != nil {
		return err
	}
	moves, err := store.All[data.BookingMove](ctx, q, `SELECT * FROM booking_move WHERE at >= ? AND at < ? ORDER BY at, seq`, int64(from), int64(to))
	if err != nil {
		return err
	}
	notices, err := store.All[data.Notice](ctx, q, `SELECT * FROM notice WHERE at >= ? AND at < ? ORDER BY at, seq`, int64(from), int64(to))
	if err != nil {
		return err
	}
	data.BookingDutyLines(t, append(bookings, older...), moves, notices)
	return nil
}

// tellHandovers tells who handed over and accepted on a day, and the instructions
// from above.
func tellHandovers(ctx context.Context, q store.Querier, t *data.DutyRecord) error {
	from, to := t.Bounds()
	list, err := store.All[data.Handover](ctx, q, `SELECT * FROM handover WHERE sealed_at >= ? AND sealed_at < ? OR locked_at >= ? AND locked_at < ? ORDER BY sealed_at`,
		int64(from), int64(to), int64(from), int64(to))
	if err != nil {
		return err
	}
	for _, h := range list {
		h.DutyLines(t)
	}
	notes, err := store.All[data.HandoverNote](ctx, q, `SELECT * FROM handover_note WHERE at >= ? AND at < ? ORDER BY at, seq`, int64(from), int64(to))
	for _, n := range notes {
		n.DutyLines(t)
	}
	return err
}

// namePlaces names areas, tables and courts for whoever asks.
func namePlaces(ctx context.Context, q store.Querier, r *data.ListPlaceNames) (err error) {
	r.Names, err = placeNames(ctx, q)
	return err
}
