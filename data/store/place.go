package store

import (
	"context"
	"encoding/json"
	"slices"

	"yingbin/data"
)

// Places that somebody holds stay as they are: a booking has claimed the units
// its court had, a guest sits at the table. These rules follow the rows, so that
// an undo keeps to them too.
var _ = announce(part{
	decide: map[string]decider{
		"PutVenue": on(func(tx *Tx, c *data.PutVenue) error { return tx.put("venue", c.Venue) }),
		"PutCourt": on(func(tx *Tx, c *data.PutCourt) error { return tx.put("court", c.Court) }),
		"PutArea":  on(func(tx *Tx, c *data.PutArea) error { return tx.put("area", c.Area) }),
		"PutTable": on(func(tx *Tx, c *data.PutTable) error { return tx.put("tables", c.Table) }),
	},
	answers: []listener{know(namePlaces)},
	derive: map[string]deriver{
		"court": keepCourt, "venue": keepVenue, "tables": keepTable, "area": keepArea,
	},
})

// goes reports that a change takes something out of use.
func goes(old, new cols) bool { return old["retired"] == int64(0) && new["retired"] != int64(0) }

// changed leaves out what such a rule does not concern: a new row, one that an
// undo takes away, and what was decided elsewhere.
func changed(tx *Tx, old, new cols) bool { return !tx.replayed && old != nil && new != nil }

// keepCourt refuses to change what a court occupies, or to retire it, while
// bookings or closures hold its half hours. Places nobody holds may be added to
// those that are counted or taken from them.
func keepCourt(tx *Tx, old, new cols) error {
	if !changed(tx, old, new) {
		return nil
	}
	if goes(old, new) || old["venue"] != new["venue"] {
		return tx.unheld(`h.court = ?`, "retired", "place.courtBooked", old["id"])
	}
	was, is := unitsIn(old), unitsIn(new)
	if old["counted"] == new["counted"] && slices.Equal(was, is) {
		return nil
	}
	if old["counted"] == int64(0) || new["counted"] == int64(0) {
		return tx.unheld(`h.court = ?`, "units", "place.courtBooked", old["id"])
	}
	for _, u := range was {
		if slices.Contains(is, u) {
			continue
		}
		if err := tx.unheld(`h.court = ? AND o.unit = ?`, "units", "place.courtBooked", old["id"], u); err != nil {
			return err
		}
	}
	return nil
}

func unitsIn(c cols) (units []string) {
	text, _ := c["units"].(string)
	json.Unmarshal([]byte(text), &units) // written by the store itself
	return units
}

// unheld refuses while bookings or closures hold half hours from the running
// one on; h is who holds and o what.
func (tx *Tx) unheld(which, field, key string, args ...any) error {
	n, err := value[int64](tx.ctx, tx, `SELECT count(DISTINCT o.held) FROM occupancy o
		JOIN (SELECT id, court FROM booking UNION ALL SELECT id, court FROM closure) AS h ON h.id = o.held
		WHERE o.half >= ? AND `+which, append([]any{int64(data.SlotOf(tx.now))}, args...)...)
	if err == nil && n > 0 {
		err = data.Fault(data.Conflict, key, int(n)).At(field)
	}
	return err
}

// keepVenue refuses to retire a venue while a court of it is held, and hours
// that leave bookings outside that were within.
func keepVenue(tx *Tx, old, new cols) error {
	if !changed(tx, old, new) {
		return nil
	}
	if goes(old, new) {
		return tx.unheld(`h.court IN (SELECT id FROM court WHERE venue = ?)`, "retired", "place.venueBooked", old["id"])
	}
	was, is := hoursIn(old), hoursIn(new)
	if was == is {
		return nil
	}
	list, err := all[data.Booking](tx.ctx, tx, `SELECT * FROM booking WHERE venue = ? AND ends > ? AND status IN ('booked', 'arrived', 'playing')`, old["id"], int64(tx.now))
	n := 0
	for _, b := range list {
		if fitsHours(tx.settings.Calendar, was, b) && !fitsHours(tx.settings.Calendar, is, b) {
			n++
		}
	}
	if err == nil && n > 0 {
		err = data.Fault(data.Conflict, "place.outsideHours", n).At("opens")
	}
	return err
}

type hours struct{ opens, closes any }

func hoursIn(c cols) hours { return hours{c["opens"], c["closes"]} }

func fitsHours(cal data.Calendar, h hours, b data.Booking) bool {
	opens, _ := h.opens.(int64)
	closes, _ := h.closes.(int64)
	from, to := data.Venue{Opens: data.Minutes(opens), Closes: data.Minutes(closes)}.Hours(cal, b.Day)
	return b.Starts >= from && b.Ends <= to
}

// keepTable refuses to retire a table at which guests sit.
func keepTable(tx *Tx, old, new cols) error {
	return tx.seatless(old, new, "table_id", "place.tableTaken")
}

// keepArea refuses to retire an area in which guests are.
func keepArea(tx *Tx, old, new cols) error { return tx.seatless(old, new, "area", "place.areaTaken") }

func (tx *Tx) seatless(old, new cols, column, key string) error {
	if !changed(tx, old, new) || !goes(old, new) {
		return nil
	}
	n, err := value[int64](tx.ctx, tx, `SELECT count(*) FROM visit WHERE left_at = 0 AND `+column+` = ?`, old["id"])
	if err == nil && n > 0 {
		err = data.Fault(data.Conflict, key, int(n)).At("retired")
	}
	return err
}

// Venues lists the venues, retired ones too, in their order.
func (b *Book) Venues(ctx context.Context) ([]data.Venue, error) {
	return all[data.Venue](ctx, b, `SELECT * FROM venue ORDER BY sort, id`)
}

// Courts lists the courts of all venues in their order.
func (b *Book) Courts(ctx context.Context) ([]data.Court, error) {
	return all[data.Court](ctx, b, `SELECT * FROM court ORDER BY sort, id`)
}

// Areas lists where guests are led.
func (b *Book) Areas(ctx context.Context) ([]data.Area, error) {
	return all[data.Area](ctx, b, `SELECT * FROM area ORDER BY sort, id`)
}

// Tables lists the tables of all areas.
func (b *Book) Tables(ctx context.Context) ([]data.Table, error) {
	return all[data.Table](ctx, b, `SELECT * FROM tables ORDER BY sort, id`)
}
