package front

import (
	"context"
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

var repairs = store.Register{
	Of:       data.Repairs,
	Describe: aboutRepairs,
	Owner:    "front",
	Numbers:  map[string]string{"W": "repair"},
	Recent:   map[string]string{"repair": `day >= :day OR checked_at = 0 OR checked_at >= :since`},
	Decide: map[string]store.Decider{
		"OpenRepair":     store.Decides(openRepair),
		"SendRepair":     store.Decides(sendRepair),
		"TakeBackRepair": store.Decides(takeBackRepair),
		"CheckRepair":    store.Decides(checkRepair),
		"CorrectRepair":  store.Decides(correctRepair),
	},
	// Two repairs of one thing are never open at once, whichever way a row came
	// to be: reported, or open again because its check was taken back.
	Check:   map[string]store.Rule{"repair": guardRepair},
	Matters: repairMatters,
}

// thing is what can be out of use.
type thing struct {
	kind, name string
	retired    bool
	court      data.Court
}

func thingOf(tx *store.Tx, id data.ID) (thing, error) {
	for _, t := range []struct{ kind, table string }{
		{data.ThingAppliance, "appliance"}, {data.ThingCourt, "court"}, {data.ThingArea, "area"}, {data.ThingTable, "tables"},
	} {
		row, err := tx.Row(t.table, string(id))
		if err != nil {
			return thing{}, err
		}
		if row == nil {
			continue
		}
		is := thing{kind: t.kind, name: row["name"].(string), retired: row["retired"] == int64(1)}
		if t.kind == data.ThingCourt {
			is.court, err = store.Get[data.Court](tx, "court", string(id))
		}
		return is, err
	}
	return thing{}, data.Fault(data.NotFound, "error.notFound").At("thing")
}

// OutOfUse gives the repair that keeps a thing out of use.
func OutOfUse(tx *store.Tx, id data.ID) (data.Repair, bool, error) {
	r, err := store.One[data.Repair](tx.Ctx(), tx, `SELECT * FROM repair WHERE thing = ? AND checked_at = 0`, string(id))
	if data.CodeOf(err) == data.NotFound {
		return r, false, nil
	}
	return r, err == nil, err
}

// canUse refuses a thing that was being repaired when the command was given, at the
// field it was chosen in.
func canUse(tx *store.Tx, id data.ID, name, field string) error {
	r, out, err := OutOfUse(tx, id)
	if err != nil || !out || tx.Since(r.Since) {
		return err
	}
	return data.Fault(data.Conflict, "appliance.isOut", name, data.ShortNumber(r.Number)).At(field)
}

// openRepair puts a thing out of use and says what that touches.
func openRepair(tx *store.Tx, c *data.OpenRepair) error {
	is, err := thingOf(tx, c.Thing)
	if err == nil && is.retired {
		err = data.Fault(data.Conflict, "appliance.isRetired", is.name).At("thing")
	}
	if err != nil {
		return err
	}
	if r, out, err := OutOfUse(tx, c.Thing); err != nil || out {
		return store.Either(err, data.Fault(data.Conflict, "appliance.isOpen", is.name, data.ShortNumber(r.Number), tx.Shown(r.Since)).At("thing"))
	}
	r := data.Repair{ID: c.Repair, Day: tx.Day(), Thing: c.Thing, Kind: is.kind, Fault: c.Fault, Since: tx.At(), By: c.Staff}
	if r.Number, err = tx.Number("W", tx.Day()); err != nil {
		return err
	}
	if err := tx.Insert("repair", r); err != nil {
		return err
	}
	if is.kind == data.ThingCourt || is.kind == data.ThingArea {
		if err := turnFacility(tx, c.ID, c.Thing, data.Faulty, c.Fault); err != nil {
			return err
		}
	}
	return warnOfTouched(tx, c.Thing, is)
}

// namedTouched is how many bookings and drinks are named; of more only the
// number is said.
const namedTouched = 6

// warnOfTouched lists the bookings and orders that need what has just broken.
// Guests are not named: a receipt is kept.
func warnOfTouched(tx *store.Tx, id data.ID, is thing) error {
	switch is.kind {
	case data.ThingCourt:
		return warnOfBookings(tx, is.court)
	case data.ThingArea:
		n, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM visit WHERE left_at = 0 AND area = ?`, string(id))
		if n > 0 {
			tx.Warn("appliance.touchesGroups", is.name, n)
		}
		return err
	}
	return warnOfDrinks(tx, id, is)
}

func warnOfBookings(tx *store.Tx, court data.Court) error {
	courts, err := store.All[data.Court](tx.Ctx(), tx, `SELECT * FROM court`)
	if err != nil {
		return err
	}
	bookings, err := store.All[data.Booking](tx.Ctx(), tx, `SELECT * FROM booking WHERE day >= ? AND ends > ? ORDER BY starts, number`, string(tx.Day()), int64(tx.At()))
	if err != nil {
		return err
	}
	n := 0
	for _, b := range bookings {
		i := slices.IndexFunc(courts, func(c data.Court) bool { return c.ID == b.Court })
		if !b.Status.Live() || i < 0 || !courts[i].Shares(court) {
			continue
		}
		if n++; n <= namedTouched {
			tx.Warn("appliance.touchesBooking", courts[i].Name, tx.Shown(b.Starts), data.ShortNumber(b.Number))
		}
	}
	if n > namedTouched {
		tx.Warn("appliance.touchesMoreBookings", n-namedTouched)
	}
	return nil
}

// warnOfDrinks names the drinks under way that an appliance makes, or that are
// to go to a table.
func warnOfDrinks(tx *store.Tx, id data.ID, is thing) error {
	type row struct {
		Number, Name string
		Qty          int
	}
	q := `SELECT o.number AS number, d.name AS name, l.qty AS qty FROM order_line l JOIN orders o ON o.id = l."order" JOIN drink d ON d.id = l.drink
		WHERE l.state IN ('placed', 'making', 'ready') AND `
	if is.kind == data.ThingAppliance {
		q += `d.appliance = ? AND l.state <> 'ready'`
	} else {
		q += `o.place = ?`
	}
	open, err := store.All[row](tx.Ctx(), tx, q+` ORDER BY o.at, o.number, l.sort`, string(id))
	if err != nil {
		return err
	}
	for i, r := range open {
		if i == namedTouched {
			tx.Warn("appliance.touchesMoreDrinks", len(open)-namedTouched)
			break
		}
		tx.Warn("appliance.touchesDrink", data.ShortNumber(r.Number), r.Name, r.Qty)
	}
	if is.kind != data.ThingTable {
		return nil
	}
	who, err := sitting(tx.Ctx(), tx, tx.Now(), id)
	if len(who) > 0 {
		tx.Warn("appliance.touchesGroups", is.name, len(who))
	}
	return err
}

// repairOf reads a repair that is still open.
func repairOf(tx *store.Tx, id data.ID) (data.Repair, error) {
	r, err := store.Get[data.Repair](tx, "repair", string(id))
	if err != nil {
		return r, store.MissingAt(err, "repair")
	}
	if !r.Open() {
		who, err := store.Get[data.Staff](tx, "staff", string(r.CheckedBy))
		return r, store.Either(err, data.Fault(data.Stale, "appliance.isClosed", data.ShortNumber(r.Number), who.Name, tx.Shown(r.CheckedAt)).At("repair"))
	}
	return r, nil
}

// sendRepair notes who was called. What came back and is not right goes once
// more; what it has cost so far stays.
func sendRepair(tx *store.Tx, c *data.SendRepair) error {
	r, err := repairOf(tx, c.Repair)
	if err != nil {
		return err
	}
	if r.SentTo == c.To && r.BackAt == 0 {
		return data.Fault(data.Stale, "appliance.isSent", c.To, tx.Shown(r.SentAt)).At("to")
	}
	r.SentTo, r.SentAt, r.BackAt, r.TakenBy, r.RepairedBy = c.To, max(tx.At(), r.Since, r.BackAt), 0, "", ""
	r.Note = joined(r.Note, c.Note)
	return tx.Put("repair", r)
}

// joined adds a word to those that stand there already.
func joined(words, more string) string {
	if words == "" || more == "" {
		return words + more
	}
	return words + "；" + more
}

func takeBackRepair(tx *store.Tx, c *data.TakeBackRepair) error {
	r, err := repairOf(tx, c.Repair)
	if err != nil {
		return err
	}
	if r.BackAt != 0 {
		who, err := store.Get[data.Staff](tx, "staff", string(r.TakenBy))
		return store.Either(err, data.Fault(data.Stale, "appliance.isBack", who.Name, tx.Shown(r.BackAt)).At("repair"))
	}
	if err := tx.NewestSince(r.SentAt, "repair", string(r.ID)); err != nil {
		return err // sent once more since
	}
	r.BackAt, r.TakenBy, r.RepairedBy = max(tx.At(), r.Since, r.SentAt), c.Staff, c.RepairedBy
	if r.RepairedBy == "" {
		r.RepairedBy = r.SentTo
	}
	r.Cost += c.Cost
	r.Note = joined(r.Note, c.Note)
	return tx.Put("repair", r)
}

// checkRepair puts a thing back into use.
func checkRepair(tx *store.Tx, c *data.CheckRepair) error {
	r, err := repairOf(tx, c.Repair)
	switch {
	case err != nil:
		return err
	case r.BackAt == 0:
		return data.Fault(data.Conflict, "appliance.notBack").At("repair")
	case r.TakenBy == c.Staff || r.RepairedBy == tx.Staff().Name:
		return data.Fault(data.Forbidden, "appliance.ownCheck").At("repair")
	}
	if err := tx.Update("repair", store.Cols{"checked_by": c.Staff, "checked_at": max(tx.At(), r.BackAt)}, string(r.ID)); err != nil {
		return err
	}
	return inUse(tx, c.ID, r)
}

// correctRepair puts a repair right, or voids it: a thing that was out of use for
// nothing is in use again.
func correctRepair(tx *store.Tx, c *data.CorrectRepair) error {
	r, err := store.Get[data.Repair](tx, "repair", string(c.Repair))
	switch {
	case err != nil:
		return store.MissingAt(err, "repair")
	case r.Void:
		return data.Fault(data.Stale, "appliance.repairVoid", data.ShortNumber(r.Number)).At("repair")
	case !c.Void && r.BackAt == 0:
		return data.Fault(data.Conflict, "appliance.notBackYet").At("cost")
	}
	r.Amended = tx.Amended(c.Why, c.Void)
	open := r.Open()
	if c.Void && open {
		r.CheckedBy, r.CheckedAt = c.Staff, max(tx.At(), r.Since, r.BackAt)
	}
	if !c.Void {
		r.Cost, r.RepairedBy = c.Cost, c.RepairedBy
	}
	if err := tx.Put("repair", r); err != nil || !c.Void || !open {
		return err
	}
	return inUse(tx, c.ID, r)
}

// inUse turns a place that was faulty to normal; an appliance needs no word.
func inUse(tx *store.Tx, command data.ID, r data.Repair) error {
	if r.Kind != data.ThingCourt && r.Kind != data.ThingArea {
		return nil
	}
	f, err := facility(tx, r.Thing)
	if err != nil || f.State != data.Faulty {
		return err // somebody stood it down for another reason
	}
	return turnFacility(tx, command, r.Thing, data.Normal, "")
}

func guardRepair(tx *store.Tx, _, new store.Cols) error {
	if new == nil || new["checked_at"] != int64(0) {
		return nil
	}
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM repair WHERE thing = ? AND checked_at = 0`, new["thing"])
	if err != nil || n <= 1 {
		return err
	}
	is, err := thingOf(tx, data.ID(new["thing"].(string)))
	return store.Either(err, data.Fault(data.Conflict, "appliance.openAgain", is.name).At("thing"))
}

// keepsFaulty refuses to say that a place is all right while its repair is open.
func keepsFaulty(tx *store.Tx, place data.ID, name string, state data.FacilityState) error {
	if state.Blocks() {
		return nil
	}
	return canUse(tx, place, name, "state")
}

// Repairs lists repairs, the oldest first.
func (b FrontReader) Repairs(ctx context.Context, f data.RepairFilter) ([]data.RepairView, error) {
	return b.readRepairsOf(ctx, f)
}

// OpenRepairs lists what is out of use now.
func (b FrontReader) OpenRepairs(ctx context.Context) ([]data.RepairView, error) {
	return ReadRepairs(ctx, b.book, data.RepairFilter{Open: true})
}

func (b FrontReader) readRepairsOf(ctx context.Context, f data.RepairFilter) ([]data.RepairView, error) {
	list, err := ReadRepairs(ctx, b.book, f)
	if err != nil || f.From == "" {
		return list, err
	}
	s, err := b.book.Settings(ctx)
	// What was closed before the span belongs to an earlier one.
	return slices.DeleteFunc(list, func(r data.RepairView) bool {
		return !r.Open() && s.Calendar.Day(r.CheckedAt) < f.From
	}), err
}

// ReadRepairs lists repairs inside a command's transaction or outside of one.
func ReadRepairs(ctx context.Context, q store.Querier, r data.RepairFilter) ([]data.RepairView, error) {
	f := store.Filter{From: `SELECT r.*, coalesce(a.name, c.name, e.name, t.name, '') AS name, coalesce(a.number, '') AS label
		FROM repair r LEFT JOIN appliance a ON a.id = r.thing LEFT JOIN court c ON c.id = r.thing
		LEFT JOIN area e ON e.id = r.thing LEFT JOIN tables t ON t.id = r.thing`}
	f.When(r.Open, `r.checked_at = 0`)
	f.When(r.ID != "", `r.id = ?`, string(r.ID))
	f.When(r.Thing != "", `r.thing = ?`, string(r.Thing))
	f.When(r.To != "", `r.day <= ?`, string(r.To))
	return store.All[data.RepairView](ctx, q, f.Text(` ORDER BY r.since, r.number`), f.Args...)
}

// repairMatters are what is out of use and how far its repair is. Courts and areas
// say themselves that they are, by their state.
func repairMatters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	open, err := ReadRepairs(ctx, q, data.RepairFilter{Open: true})
	list := make([]data.Matter, len(open))
	for i, r := range open {
		m := data.Matter{
			Section: "repairs", Ref: data.ApplianceRef(r.ID), Since: r.Since, Who: r.By, Detail: r.Fault, Amiss: true, Key: "appliance.hand.repair." + r.State(),
			Args: []string{r.Name, data.ShortNumber(r.Number), h.Clock(r.Since)},
		}
		switch r.State() {
		case data.RepairSent:
			m.Args[2] = h.Clock(r.SentAt)
		case data.RepairBack:
			m.Args[2], m.Who = h.Clock(r.BackAt), r.TakenBy
		}
		if r.Kind != data.ThingCourt && r.Kind != data.ThingArea {
			m.Todo, m.Tone = mending(r)
		}
		list[i] = m
	}
	return list, err
}

// mending says how far the repair of an appliance or a table is.
func mending(r data.RepairView) (*data.Todo, data.Tone) {
	t := &data.Todo{
		Lead: data.Wording("appliance.today.repair"), Title: data.Beside(r.Name),
		Sub:   data.Beside(r.Fault, data.Wording("appliance.today.since", r.Since)),
		Badge: data.Wording("appliance.repair." + r.State()), When: r.Since,
	}
	switch r.State() {
	case data.RepairReported:
		return t, data.ToneLate
	case data.RepairSent:
		t.When = 0 // the next step is not the house's
	}
	return t, data.ToneSoon
}

// SickMachines are the things with an open repair.
func SickMachines(ctx context.Context, q store.Querier) (map[data.ID]bool, error) {
	type row struct{ Thing data.ID }
	list, err := store.All[row](ctx, q, `SELECT thing FROM repair WHERE checked_at = 0`)
	sick := make(map[data.ID]bool, len(list))
	for _, r := range list {
		sick[r.Thing] = true
	}
	return sick, err
}
