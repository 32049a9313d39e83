package front

import (
	"context"
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

// offersShown is how many free spans answer a conflict.
const offersShown = 4

// readGround reads what a claim is judged by: venues, courts and their states.
// Who holds what is not in it: that is for the claim itself to find out.
func readGround(ctx context.Context, q store.Querier, cal data.Calendar) (*data.Board, error) {
	b := &data.Board{Calendar: cal}
	var err error
	if b.Venues, err = store.All[data.Venue](ctx, q, `SELECT * FROM venue ORDER BY sort, id`); err != nil {
		return nil, err
	}
	if b.Courts, err = store.All[data.Court](ctx, q, `SELECT * FROM court ORDER BY sort, id`); err != nil {
		return nil, err
	}
	b.States, err = readFacilities(ctx, q)
	return b, err
}

// mayHave judges a span by everything but who holds it: the court stands and is
// in order, the venue is open, and it is neither past nor too far ahead. The
// half hour that is running may be had on the spot.
func mayHave(tx *store.Tx, b *data.Board, s data.Span, people int) (data.Court, error) {
	cal := tx.Settings().Calendar
	court, ok := b.Court(s.Court)
	venue, there := b.Venue(court.Venue)
	if !ok || !there || court.Retired || venue.Retired {
		return court, data.Fault(data.NotFound, "booking.noCourt").At("court")
	}
	day := cal.Day(s.Start)
	open, closes := venue.Hours(cal, day)
	switch {
	case data.SlotOf(s.Start) < data.SlotOf(tx.At()):
		return court, data.Fault(data.Invalid, "booking.past").At("start")
	case tx.Day().DaysUntil(day) > data.MaxAhead:
		return court, data.Fault(data.Invalid, "booking.tooFar", data.MaxAhead).At("start")
	case s.Start < open || s.Start >= closes:
		return court, data.Fault(data.Invalid, "booking.outsideHours", venue.Name, cal.Clock(open), cal.Clock(closes)).At("start")
	case s.End > closes:
		return court, data.Fault(data.Invalid, "booking.outsideHours", venue.Name, cal.Clock(open), cal.Clock(closes)).At("end")
	}
	if o, f, blocked := b.Blocked(court); blocked {
		e := data.Fault(data.Conflict, "booking.faulty", o.Name, string(f.State)).At("court")
		return court, withOffers(tx, e, b, s, people)
	}
	return court, nil
}

// take claims the units of a court for a span in the name of s.Booking. A claim
// that comes second writes no row; then the command ends with what could be had
// instead, and the transaction takes back whatever was claimed before.
func take(tx *store.Tx, b *data.Board, court data.Court, s data.Span, people int) error {
	if tx.Provisional() {
		return looksFree(tx, b, court, s, people)
	}
	return claimUnits(tx, b, court, s, people)
}

// looksFree judges a claim on a device that does not decide: it claims, and gives
// back what it has claimed. A booking that waits for the hub holds nothing.
func looksFree(tx *store.Tx, b *data.Board, court data.Court, s data.Span, people int) error {
	err := claimUnits(tx, b, court, s, people)
	if e := free(tx, s.Booking, 0); err == nil {
		err = e
	}
	return err
}

func claimUnits(tx *store.Tx, b *data.Board, court data.Court, s data.Span, people int) error {
	units := court.Units
	if court.Counted {
		free, err := freeUnits(tx, court, s)
		if err != nil {
			return err
		}
		if len(free) < court.Takes(people) {
			e := data.Fault(data.Conflict, "booking.fewPlaces", court.Name, tx.Settings().Calendar.Clock(s.Start), len(free)).At("people")
			return withOffers(tx, e, b, s, people)
		}
		units = free[:court.Takes(people)] // one person keeps one place for the whole span
	}
	for _, half := range data.Slots(s.Start, s.End) {
		for _, unit := range units {
			ok, err := tx.Claim("occupancy", store.Cols{"unit": unit, "half": int64(half), "held": string(s.Booking)})
			if err != nil {
				return err
			}
			if !ok {
				return taken(tx, b, court, s, half, unit, people)
			}
		}
	}
	return nil
}

// held is who holds a unit for half an hour.
type held struct {
	Half data.Slot
	Unit string
	Held data.ID
}

// readHeld reads who holds what in the half hours [from, to).
func readHeld(ctx context.Context, q store.Querier, from, to data.Slot) ([]held, error) {
	return store.All[held](ctx, q, `SELECT half, unit, held FROM occupancy WHERE half >= ? AND half < ?`, int64(from), int64(to))
}

// freeUnits lists the places of a counted court that are free for all of a span.
func freeUnits(tx *store.Tx, court data.Court, s data.Span) ([]string, error) {
	rows, err := readHeld(tx.Ctx(), tx, data.SlotOf(s.Start), data.SlotOf(s.End))
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for _, r := range rows {
		taken[r.Unit] = true
	}
	return slices.DeleteFunc(slices.Clone(court.Units), func(u string) bool { return taken[u] }), nil
}

// taken says who came first: the same court, one that shares its floor, or a
// closure.
func taken(tx *store.Tx, b *data.Board, court data.Court, s data.Span, half data.Slot, unit string, people int) error {
	holder, err := store.Value[string](tx.Ctx(), tx, `SELECT held FROM occupancy WHERE half = ? AND unit = ?`, int64(half), unit)
	if err != nil {
		return err
	}
	at := tx.Settings().Calendar.Clock(half.Start())
	e := data.Fault(data.Conflict, "booking.taken", court.Name, at)
	other, err := store.Get[data.Booking](tx, "booking", holder)
	switch {
	case err == nil && other.Court != court.ID:
		o, _ := b.Court(other.Court)
		e = data.Fault(data.Conflict, "booking.takenShared", court.Name, at, o.Name)
	case data.CodeOf(err) == data.NotFound:
		closure, err := store.Get[data.Closure](tx, "closure", holder)
		if err == nil {
			e = data.Fault(data.Conflict, "booking.closed", court.Name, at, closure.Reason)
		} else if data.CodeOf(err) != data.NotFound {
			return err
		}
	case err != nil:
		return err
	}
	return withOffers(tx, e.At("start"), b, s, people)
}

// withOffers adds the nearest free spans to a conflict. What this very booking
// has claimed so far does not stand in its own way.
func withOffers(tx *store.Tx, e *data.Error, ground *data.Board, s data.Span, people int) error {
	board := *ground
	board.Day = tx.Settings().Calendar.Day(s.Start)
	if err := fillHeld(tx.Ctx(), tx, &board); err != nil {
		return err
	}
	for _, units := range board.Held {
		for u, h := range units {
			if h == s.Booking {
				delete(units, u)
			}
		}
	}
	e.Near = board.Offers(s.Court, s.Start, s.End, people, tx.At(), offersShown)
	return e
}

func fillHeld(ctx context.Context, q store.Querier, b *data.Board) error {
	from, to := b.Calendar.Bounds(b.Day)
	rows, err := readHeld(ctx, q, data.SlotOf(from), data.SlotOf(to-1)+1)
	b.Held = make(map[data.Slot]map[string]data.ID, 48)
	for _, r := range rows {
		if b.Held[r.Half] == nil {
			b.Held[r.Half] = map[string]data.ID{}
		}
		b.Held[r.Half][r.Unit] = r.Held
	}
	return err
}

// free gives back what a booking or closure holds from a half hour on.
func free(tx *store.Tx, holder data.ID, from data.Slot) error {
	rows, err := store.All[held](tx.Ctx(), tx, `SELECT half, unit, held FROM occupancy WHERE held = ? AND half >= ? ORDER BY half, unit`, string(holder), int64(from))
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := tx.Remove("occupancy", int64(r.Half), r.Unit); err != nil {
			return err
		}
	}
	return nil
}
