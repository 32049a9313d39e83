package store

import (
	"context"
	"slices"
	"strconv"

	"yingbin/data"
)

var _ = announce(part{
	decide:   map[string]decider{"SetFacility": on(setFacility)},
	handover: handOverFacilities,
})

func setFacility(tx *Tx, c *data.SetFacility) error {
	court, area, err := tx.place(c.Place)
	if err != nil {
		return err
	}
	if court.Retired || area.Retired {
		return data.Fault(data.NotFound, "error.notFound").At("place")
	}
	was, err := tx.facility(c.Place)
	if err != nil || was.State == c.State && was.Note == c.Note {
		return err
	}
	if err := tx.keepsFaulty(c.Place, court.Name+area.Name, c.State); err != nil {
		return err
	}
	if err := tx.turnFacility(c.ID, c.Place, c.State, c.Note); err != nil {
		return err
	}
	if !c.State.Blocks() || court.ID == "" {
		return nil
	}
	n, err := tx.touchedBookings(court)
	if err == nil && n > 0 {
		tx.warn("facility.touches", court.Name, n)
	}
	return err
}

// place finds a court or an area by its id.
func (tx *Tx) place(id data.ID) (court data.Court, area data.Area, err error) {
	court, err = get[data.Court](tx, "court", string(id))
	if data.CodeOf(err) == data.NotFound {
		area, err = get[data.Area](tx, "area", string(id))
	}
	return court, area, missingAt(err, "place")
}

// facility gives how a place is; one that nobody spoke of is normal.
func (tx *Tx) facility(place data.ID) (data.Facility, error) {
	f, err := get[data.Facility](tx, "facility", string(place))
	if data.CodeOf(err) == data.NotFound {
		return data.Facility{Place: place, State: data.Normal}, nil
	}
	return f, err
}

// turnFacility writes how a place is from now on and keeps the change. Other
// registers call it too: a court is in use when its guests begin and wants
// tidying when they leave.
func (tx *Tx) turnFacility(event, place data.ID, state data.FacilityState, note string) error {
	f := data.Facility{Place: place, State: state, Note: note, By: tx.staff.ID, At: tx.at}
	if err := tx.put("facility", f); err != nil {
		return err
	}
	return tx.insert("facility_event", data.FacilityEvent{ID: event, Place: place, State: state, Note: note, By: f.By, At: f.At})
}

// touchedBookings counts the bookings of today and tomorrow, still to be
// played, that need what the court needs: its own and those of courts that
// share its floor.
func (tx *Tx) touchedBookings(court data.Court) (int, error) {
	courts, err := all[data.Court](tx.ctx, tx, `SELECT * FROM court`)
	if err != nil {
		return 0, err
	}
	from, _ := tx.settings.Calendar.Bounds(tx.day())
	_, to := tx.settings.Calendar.Bounds(tx.day().Plus(1))
	bookings, err := all[data.Booking](tx.ctx, tx, `SELECT * FROM booking WHERE day >= ? AND day <= ? AND starts < ? AND ends > ?`,
		string(tx.settings.Calendar.Day(from)), string(tx.day().Plus(1)), int64(to), int64(tx.at))
	if err != nil {
		return 0, err
	}
	n := 0
	for _, b := range bookings {
		i := slices.IndexFunc(courts, func(c data.Court) bool { return c.ID == b.Court })
		if b.Status.Live() && i >= 0 && courts[i].Shares(court) {
			n++
		}
	}
	return n, nil
}

// Facilities gives how the places are. One that is not there is normal.
func (b *Book) Facilities(ctx context.Context) (map[data.ID]data.Facility, error) {
	return readFacilities(ctx, b)
}

func readFacilities(ctx context.Context, q querier) (map[data.ID]data.Facility, error) {
	list, err := all[data.Facility](ctx, q, `SELECT * FROM facility`)
	states := make(map[data.ID]data.Facility, len(list))
	for _, f := range list {
		states[f.Place] = f
	}
	return states, err
}

// FacilityEvents lists the changes of a period, the oldest first.
func (b *Book) FacilityEvents(ctx context.Context, from, to data.Time) ([]data.FacilityEvent, error) {
	return all[data.FacilityEvent](ctx, b, `SELECT * FROM facility_event WHERE at >= ? AND at < ? ORDER BY at, seq`, int64(from), int64(to))
}

// handOverFacilities hands over each place that is not normal, and the others
// in one line.
func handOverFacilities(ctx context.Context, q querier, h handoverScope) ([]data.HandoverItem, error) {
	states, err := readFacilities(ctx, q)
	if err != nil {
		return nil, err
	}
	type place struct {
		ID   data.ID
		Name string
	}
	places, err := all[place](ctx, q, `SELECT id, name FROM (SELECT id, name, 1 AS part, sort FROM court WHERE retired = 0
		UNION ALL SELECT id, name, 2 AS part, sort FROM area WHERE retired = 0) AS places ORDER BY part, sort, id`)
	if err != nil {
		return nil, err
	}
	var list []data.HandoverItem
	normal := 0
	for _, p := range places {
		f, known := states[p.ID]
		if !known || f.State == data.Normal && f.Note == "" {
			normal++
			continue
		}
		list = append(list, data.HandoverItem{
			Section: "facilities", Sort: len(list), Ref: p.ID, Who: f.By, Amiss: f.State.Blocks(), Detail: f.Note,
			Key: "facility.hand.one", Args: []string{p.Name, string(f.State), h.clock(f.At)},
		})
	}
	if normal > 0 {
		key := "facility.hand.rest"
		if len(list) == 0 {
			key = "facility.hand.all"
		}
		list = append(list, data.HandoverItem{Section: "facilities", Sort: len(list), Ref: "facilities", Key: key, Args: []string{strconv.Itoa(normal)}})
	}
	return list, nil
}
