package front

import (
	"context"
	"encoding/json"
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

// places: those that somebody holds stay as they are: a booking has claimed the units
// its court had, a guest sits at the table. These rules follow the rows, so that
// an undo keeps to them too.
var places = store.Register{
	Owner:    "front",
	Of:       data.Places,
	Describe: aboutPlaces,
	Decide: map[string]store.Decider{
		"PutVenue": store.Decides(func(tx *store.Tx, c *data.PutVenue) error { return tx.Put("venue", c.Venue) }),
		"PutCourt": store.Decides(func(tx *store.Tx, c *data.PutCourt) error { return tx.Put("court", c.Court) }),
		"PutArea":  store.Decides(func(tx *store.Tx, c *data.PutArea) error { return tx.Put("area", c.Area) }),
		"PutTable": store.Decides(func(tx *store.Tx, c *data.PutTable) error { return tx.Put("tables", c.Table) }),
	},
	Handlers: []store.Handler{store.HandleQuery(namePlaces)},
	Check: map[string]store.Rule{
		"court": keepCourt, "venue": keepVenue, "tables": keepTable, "area": keepArea,
	},
}

// goes reports that a change takes something out of use.
func goes(old, new store.Cols) bool { return old["retired"] == int64(0) && new["retired"] != int64(0) }

// changed leaves out what such a rule does not concern: a new row, and one that an
// undo takes away.
func changed(old, new store.Cols) bool { return old != nil && new != nil }

// keepCourt refuses to change what a court occupies, or to retire it, while
// bookings or closures hold its half hours. Places nobody holds may be added to
// those that are counted or taken from them.
func keepCourt(tx *store.Tx, old, new store.Cols) error {
	if !changed(old, new) {
		return nil
	}
	if goes(old, new) || old["venue"] != new["venue"] {
		return unheld(tx, ` = ?`, "retired", "place.courtBooked", old["id"])
	}
	was, is := unitsIn(old), unitsIn(new)
	if old["counted"] == new["counted"] && slices.Equal(was, is) {
		return nil
	}
	if old["counted"] == int64(0) || new["counted"] == int64(0) {
		return unheld(tx, ` = ?`, "units", "place.courtBooked", old["id"])
	}
	for _, u := range was {
		if slices.Contains(is, u) {
			continue
		}
		if err := unheld(tx, ` = ? AND o.unit = ?`, "units", "place.courtBooked", old["id"], u); err != nil {
			return err
		}
	}
	return nil
}

func unitsIn(c store.Cols) (units []string) {
	text, _ := c["units"].(string)
	_ = json.Unmarshal([]byte(text), &units) // written by the store itself
	return units
}

const heldCourt = `coalesce(b.court, c.court)`

// unheld refuses while bookings or closures hold half hours from the running
// one on; o is what they hold and heldCourt the court it is of.
func unheld(tx *store.Tx, which, field, key string, args ...any) error {
	type row struct{ Held data.ID }
	halves, err := store.All[row](tx.Ctx(), tx, `SELECT o.held AS held FROM occupancy o
		LEFT JOIN booking b ON b.id = o.held LEFT JOIN closure c ON c.id = o.held
		WHERE o.half >= ? AND `+heldCourt+which, append([]any{int64(data.SlotOf(tx.Now()))}, args...)...)
	holders := map[data.ID]bool{}
	for _, h := range halves {
		holders[h.Held] = true
	}
	if err == nil && len(holders) > 0 {
		err = data.Fault(data.Conflict, key, len(holders)).At(field)
	}
	return err
}

// keepVenue refuses to retire a venue while a court of it is held, and hours
// that leave bookings outside that were within.
func keepVenue(tx *store.Tx, old, new store.Cols) error {
	if !changed(old, new) {
		return nil
	}
	if goes(old, new) {
		return unheld(tx, ` IN (SELECT id FROM court WHERE venue = ?)`, "retired", "place.venueBooked", old["id"])
	}
	was, is := hoursIn(old), hoursIn(new)
	if was == is {
		return nil
	}
	list, err := store.All[data.Booking](tx.Ctx(), tx, `SELECT * FROM booking WHERE day >= ? AND venue = ? AND ends > ? AND status IN ('booked', 'arrived', 'playing')`,
		string(tx.Settings().Calendar.Day(tx.Now()).Plus(-1)), old["id"], int64(tx.Now()))
	n := 0
	for _, b := range list {
		if fitsHours(tx.Settings().Calendar, was, b) && !fitsHours(tx.Settings().Calendar, is, b) {
			n++
		}
	}
	if err == nil && n > 0 {
		err = data.Fault(data.Conflict, "place.outsideHours", n).At("opens")
	}
	return err
}

type hours struct{ opens, closes any }

func hoursIn(c store.Cols) hours { return hours{c["opens"], c["closes"]} }

func fitsHours(cal data.Calendar, h hours, b data.Booking) bool {
	opens, _ := h.opens.(int64)
	closes, _ := h.closes.(int64)
	from, to := data.Venue{Opens: data.Minutes(opens), Closes: data.Minutes(closes)}.Hours(cal, b.Day)
	return b.Starts >= from && b.Ends <= to
}

// keepTable refuses to retire a table at which guests sit.
func keepTable(tx *store.Tx, old, new store.Cols) error {
	return seatless(tx, old, new, "table_id", "place.tableTaken")
}

// keepArea refuses to retire an area in which guests are.
func keepArea(tx *store.Tx, old, new store.Cols) error {
	return seatless(tx, old, new, "area", "place.areaTaken")
}

func seatless(tx *store.Tx, old, new store.Cols, column, key string) error {
	if !changed(old, new) || !goes(old, new) {
		return nil
	}
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM visit WHERE left_at = 0 AND `+column+` = ?`, old["id"])
	if err == nil && n > 0 {
		err = data.Fault(data.Conflict, key, int(n)).At("retired")
	}
	return err
}

// Venues lists the venues, retired ones too, in their order.
func (b FrontReader) Venues(ctx context.Context) ([]data.Venue, error) {
	return store.All[data.Venue](ctx, b.book, `SELECT * FROM venue ORDER BY sort, id`)
}

// Courts lists the courts of all venues in their order.
func (b FrontReader) Courts(ctx context.Context) ([]data.Court, error) {
	return store.All[data.Court](ctx, b.book, `SELECT * FROM court ORDER BY sort, id`)
}

// Areas lists where guests are led.
func (b FrontReader) Areas(ctx context.Context) ([]data.Area, error) {
	return store.All[data.Area](ctx, b.book, `SELECT * FROM area ORDER BY sort, id`)
}

// Names gives what people and places are called, those that are gone too.
func (b FrontReader) Names(ctx context.Context) (data.Names, error) {
	n := data.Names{Staff: map[data.ID]string{}, Places: map[data.ID]data.PlaceName{}}
	staff, err := b.book.Staff(ctx)
	if err != nil {
		return n, err
	}
	for _, s := range staff {
		n.Staff[s.ID] = s.Name
	}
	type row struct {
		ID   data.ID
		Name string
		Sort int
	}
	places, err := store.All[row](ctx, b.book, `SELECT id, name, sort FROM tables UNION ALL SELECT id, name, 1000 + sort AS sort FROM court UNION ALL SELECT id, name, 2000 + sort AS sort FROM area`)
	for _, p := range places {
		n.Places[p.ID] = data.PlaceName{Name: p.Name, Sort: p.Sort}
	}
	return n, err
}

// Tables lists the tables of all areas.
func (b FrontReader) Tables(ctx context.Context) ([]data.Table, error) {
	return store.All[data.Table](ctx, b.book, `SELECT * FROM tables ORDER BY sort, id`)
}
