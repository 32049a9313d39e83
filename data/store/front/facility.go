package front

import (
	"context"
	"slices"
	"strconv"

	"yingbin/data"
	"yingbin/data/store"
)

var facilities = store.Register{
	Owner:    "front",
	Of:       data.Facilities,
	Describe: aboutFacilities,
	Decide:   map[string]store.Decider{"SetFacility": store.Decides(setFacility)},
	Matters:  facilityMatters,
	Recent:   map[string]string{"facility_event": `at >= :since`},
}

func setFacility(tx *store.Tx, c *data.SetFacility) error {
	court, area, err := place(tx, c.Place)
	if err != nil {
		return err
	}
	if court.Retired || area.Retired {
		return data.Fault(data.NotFound, "error.notFound").At("place")
	}
	was, err := facility(tx, c.Place)
	if err != nil || was.State == c.State && was.Note == c.Note {
		return err
	}
	if err := keepsFaulty(tx, c.Place, court.Name+area.Name, c.State); err != nil {
		return err
	}
	if err := tx.Newest("facility", string(c.Place)); err != nil {
		return err
	}
	if err := turnFacility(tx, c.ID, c.Place, c.State, c.Note); err != nil {
		return err
	}
	if !c.State.Blocks() || court.ID == "" {
		return nil
	}
	n, err := touchedBookings(tx, court)
	if err == nil && n > 0 {
		tx.Warn("facility.touches", court.Name, n)
	}
	return err
}

// place finds a court or an area by its id.
func place(tx *store.Tx, id data.ID) (court data.Court, area data.Area, err error) {
	court, err = store.Get[data.Court](tx, "court", string(id))
	if data.CodeOf(err) == data.NotFound {
		area, err = store.Get[data.Area](tx, "area", string(id))
	}
	return court, area, store.MissingAt(err, "place")
}

// facility gives how a place is; one that nobody spoke of is normal.
func facility(tx *store.Tx, place data.ID) (data.Facility, error) {
	f, err := store.Get[data.Facility](tx, "facility", string(place))
	if data.CodeOf(err) == data.NotFound {
		return data.Facility{Place: place, State: data.Normal}, nil
	}
	return f, err
}

// turnFacility writes how a place is from now on and keeps the change. Other
// registers call it too: a court is in use when its guests begin and wants
// tidying when they leave. What somebody said of it later stands, but for a fault.
func turnFacility(tx *store.Tx, event, place data.ID, state data.FacilityState, note string) error {
	f := data.Facility{Place: place, State: state, Note: note, By: tx.Staff().ID, At: tx.At()}
	was, err := facility(tx, place)
	if err != nil {
		return err
	}
	later, err := tx.Later("facility", string(place))
	if err == nil && (later == nil || state.Blocks() && !was.State.Blocks()) {
		err = tx.Set("facility", f)
	}
	if err != nil {
		return err
	}
	return tx.Insert("facility_event", data.FacilityEvent{ID: event, Place: place, State: state, Note: note, By: f.By, At: f.At})
}

// touchedBookings counts the bookings of today and tomorrow, still to be
// played, that need what the court needs: its own and those of courts that
// share its floor.
func touchedBookings(tx *store.Tx, court data.Court) (int, error) {
	courts, err := store.All[data.Court](tx.Ctx(), tx, `SELECT * FROM court`)
	if err != nil {
		return 0, err
	}
	from, _ := tx.Settings().Calendar.Bounds(tx.Day())
	_, to := tx.Settings().Calendar.Bounds(tx.Day().Plus(1))
	bookings, err := store.All[data.Booking](tx.Ctx(), tx, `SELECT * FROM booking WHERE day >= ? AND day <= ? AND starts < ? AND ends > ?`,
		string(tx.Settings().Calendar.Day(from)), string(tx.Day().Plus(1)), int64(to), int64(tx.At()))
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
func (b FrontReader) Facilities(ctx context.Context) (map[data.ID]data.Facility, error) {
	return readFacilities(ctx, b.book)
}

func readFacilities(ctx context.Context, q store.Querier) (map[data.ID]data.Facility, error) {
	list, err := store.All[data.Facility](ctx, q, `SELECT * FROM facility`)
	states := make(map[data.ID]data.Facility, len(list))
	for _, f := range list {
		states[f.Place] = f
	}
	return states, err
}

// FacilityEvents lists the changes of a period, the oldest first.
func (b FrontReader) FacilityEvents(ctx context.Context, from, to data.Time) ([]data.FacilityEvent, error) {
	return store.All[data.FacilityEvent](ctx, b.book, `SELECT * FROM facility_event WHERE at >= ? AND at < ? ORDER BY at, seq`, int64(from), int64(to))
}

// facilityMatters are the places that are not normal one by one, and the others in
// one line for the handover.
func facilityMatters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	states, err := readFacilities(ctx, q)
	if err != nil {
		return nil, err
	}
	type place struct {
		ID   data.ID
		Name string
	}
	places, err := store.All[place](ctx, q, `SELECT id, name FROM (SELECT id, name, 1 AS part, sort FROM court WHERE retired = 0
		UNION ALL SELECT id, name, 2 AS part, sort FROM area WHERE retired = 0) AS places ORDER BY part, sort, id`)
	if err != nil {
		return nil, err
	}
	var list []data.Matter
	normal := 0
	for _, p := range places {
		f, known := states[p.ID]
		if !known || f.State == data.Normal && f.Note == "" {
			normal++
			continue
		}
		m := data.Matter{
			Section: "facilities", Ref: data.FacilityRef(p.ID), Since: f.At, Who: f.By, Amiss: f.State.Blocks(), Detail: f.Note,
			Key: "facility.hand.one", Args: []string{p.Name, string(f.State), h.Clock(f.At)},
		}
		m.Todo, m.Tone = untidy(p.Name, f)
		list = append(list, m)
	}
	if normal > 0 {
		key := "facility.hand.rest"
		if len(list) == 0 {
			key = "facility.hand.all"
		}
		list = append(list, data.Matter{Section: "facilities", Ref: data.FacilityRef("facilities"), Key: key, Args: []string{strconv.Itoa(normal)}})
	}
	return list, nil
}

// untidy says of a place that it is not as it should be: to be tidied, out of
// order, stood down.
func untidy(name string, f data.Facility) (*data.Todo, data.Tone) {
	if f.State == data.Normal || f.State == data.InUse {
		return nil, data.ToneNone
	}
	t := &data.Todo{
		Lead: data.Wording("facility.today.lead"), Title: data.Beside(name), Sub: data.Beside(f.Note),
		Badge: data.Wording("facility.state." + string(f.State)),
	}
	if f.Note == "" {
		t.Sub = data.Wording("facility.today.since", f.At)
	}
	switch f.State {
	case data.Faulty:
		return t, data.ToneLate
	case data.Unkept:
		t.When = f.At
		return t, data.ToneSoon
	}
	return t, data.ToneNone
}
