package front

import (
	"fmt"
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
)

// closeSlots closes courts for spans. Where bookings stand in the way it closes
// nothing and lists them, so that they are moved first.
func closeSlots(tx *store.Tx, c *data.CloseSlots) error {
	board, err := readGround(tx.Ctx(), tx, tx.Settings().Calendar)
	if err != nil {
		return err
	}
	var inTheWay []data.ID
	for _, s := range c.Spans {
		court, ok := board.Court(s.Court)
		if !ok || court.Retired {
			return data.Fault(data.NotFound, "booking.noCourt").At("court")
		}
		if data.SlotOf(s.Start) < data.SlotOf(tx.At()) {
			return data.Fault(data.Invalid, "booking.past").At("start")
		}
		holders, err := closeCourt(tx, court, s)
		if err != nil {
			return err
		}
		for _, h := range holders {
			if !slices.Contains(inTheWay, h) {
				inTheWay = append(inTheWay, h)
			}
		}
		if err := tx.Insert("closure", data.Closure{ID: s.Booking, Court: s.Court, Starts: s.Start, Ends: s.End, Reason: c.Reason, Note: c.Note, By: tx.Staff().ID, At: tx.At()}); err != nil {
			return err
		}
	}
	if len(inTheWay) == 0 {
		return nil
	}
	return notClosed(tx, board, inTheWay)
}

// closeCourt claims a court for a closure and lists who holds what it could not
// have.
func closeCourt(tx *store.Tx, court data.Court, s data.Span) ([]data.ID, error) {
	var holders []data.ID
	for _, half := range data.Slots(s.Start, s.End) {
		for _, unit := range court.Units {
			ok, err := tx.Claim("occupancy", store.Cols{"unit": unit, "half": int64(half), "held": string(s.Booking)})
			if err != nil {
				return nil, err
			}
			if ok {
				continue
			}
			h, err := store.Value[string](tx.Ctx(), tx, `SELECT held FROM occupancy WHERE half = ? AND unit = ?`, int64(half), unit)
			if err != nil {
				return nil, err
			}
			if !slices.Contains(holders, data.ID(h)) {
				holders = append(holders, data.ID(h))
			}
		}
	}
	return holders, nil
}

// listed is how many of the bookings in the way are named.
const listed = 3

// notClosed says what stands in the way of a closure: how many bookings, and
// the first of them.
func notClosed(tx *store.Tx, board *data.Board, holders []data.ID) error {
	cal := tx.Settings().Calendar
	var names []string
	n := 0
	for _, h := range holders {
		b, err := store.Get[data.Booking](tx, "booking", string(h))
		if data.CodeOf(err) == data.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		if n++; n <= listed {
			court, _ := board.Court(b.Court)
			names = append(names, fmt.Sprintf("%s %s %s–%s", data.ShortNumber(b.Number), court.Name, cal.Clock(b.Starts), cal.Clock(b.Ends)))
		}
	}
	if n == 0 { // only other closures
		return data.Fault(data.Conflict, "booking.closedAlready").At("spans")
	}
	return data.Fault(data.Conflict, "booking.closeOver", n, strings.Join(names, " · ")).At("spans")
}

// liftClosure opens what is left of a closure.
func liftClosure(tx *store.Tx, c *data.LiftClosure) error {
	closure, err := store.Get[data.Closure](tx, "closure", string(c.Closure))
	if err != nil {
		return store.MissingAt(err, "closure")
	}
	if !closure.Lifted.IsZero() || closure.Ends <= tx.At() {
		return data.Fault(data.Stale, "booking.closureOver").At("closure")
	}
	if err := tx.Update("closure", store.Cols{"lifted": tx.At()}, string(c.Closure)); err != nil {
		return err
	}
	return free(tx, c.Closure, data.SlotOf(tx.At()))
}
