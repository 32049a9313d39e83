package store

import (
	"context"
	"slices"

	"yingbin/data"
)

var _ = announce(part{
	numbers: map[string]string{"W": "repair"},
	decide: map[string]decider{
		"OpenRepair":     on(openRepair),
		"SendRepair":     on(sendRepair),
		"TakeBackRepair": on(takeBackRepair),
		"CheckRepair":    on(checkRepair),
	},
	// Two repairs of one thing are never open at once, whichever way a row came
	// to be: reported, or open again because its check was taken back.
	derive:   map[string]deriver{"repair": guardRepair},
	handover: handOverRepairs,
})

// thing is what can be out of use.
type thing struct {
	kind, name string
	retired    bool
	court      data.Court
}

func (tx *Tx) thingOf(id data.ID) (thing, error) {
	for _, t := range []struct{ kind, table string }{
		{data.ThingAppliance, "appliance"}, {data.ThingCourt, "court"}, {data.ThingArea, "area"}, {data.ThingTable, "tables"},
	} {
		row, err := tx.row(t.table, string(id))
		if err != nil {
			return thing{}, err
		}
		if row == nil {
			continue
		}
		is := thing{kind: t.kind, name: row["name"].(string), retired: row["retired"] == int64(1)}
		if t.kind == data.ThingCourt {
			is.court, err = get[data.Court](tx, "court", string(id))
		}
		return is, err
	}
	return thing{}, data.Fault(data.NotFound, "error.notFound").At("thing")
}

// outOfUse gives the repair that keeps a thing out of use.
func (tx *Tx) outOfUse(id data.ID) (data.Repair, bool, error) {
	r, err := one[data.Repair](tx.ctx, tx, `SELECT * FROM repair WHERE thing = ? AND checked_at = 0`, string(id))
	if data.CodeOf(err) == data.NotFound {
		return r, false, nil
	}
	return r, err == nil, err
}

// canUse refuses a thing that is being repaired, at the field it was chosen in.
func (tx *Tx) canUse(id data.ID, name, field string) error {
	r, out, err := tx.outOfUse(id)
	if err != nil || !out {
		return err
	}
	return data.Fault(data.Conflict, "appliance.isOut", name, data.ShortNumber(r.Number)).At(field)
}

// openRepair puts a thing out of use and says what that touches.
func openRepair(tx *Tx, c *data.OpenRepair) error {
	is, err := tx.thingOf(c.Thing)
	if err == nil && is.retired {
		err = data.Fault(data.Conflict, "appliance.isRetired", is.name).At("thing")
	}
	if err != nil {
		return err
	}
	if r, out, err := tx.outOfUse(c.Thing); err != nil || out {
		return either(err, data.Fault(data.Conflict, "appliance.isOpen", is.name, data.ShortNumber(r.Number), tx.shown(r.Since)).At("thing"))
	}
	r := data.Repair{ID: c.Repair, Day: tx.day(), Thing: c.Thing, Kind: is.kind, Fault: c.Fault, Since: tx.at, By: c.Staff}
	if r.Number, err = tx.number("W", tx.day()); err != nil {
		return err
	}
	if err := tx.insert("repair", r); err != nil {
		return err
	}
	if is.kind == data.ThingCourt || is.kind == data.ThingArea {
		if err := tx.turnFacility(c.ID, c.Thing, data.Faulty, c.Fault); err != nil {
			return err
		}
	}
	return tx.warnOfTouched(c.Thing, is)
}

// namedTouched is how many bookings and drinks are named; of more only the
// number is said.
const namedTouched = 6

// warnOfTouched lists the bookings and orders that need what has just broken.
// Guests are not named: a receipt is kept.
func (tx *Tx) warnOfTouched(id data.ID, is thing) error {
	switch is.kind {
	case data.ThingCourt:
		return tx.warnOfBookings(is.court)
	case data.ThingArea:
		n, err := value[int64](tx.ctx, tx, `SELECT count(*) FROM visit WHERE left_at = 0 AND area = ?`, string(id))
		if n > 0 {
			tx.warn("appliance.touchesGroups", is.name, n)
		}
		return err
	}
	return tx.warnOfDrinks(id, is)
}

func (tx *Tx) warnOfBookings(court data.Court) error {
	courts, err := all[data.Court](tx.ctx, tx, `SELECT * FROM court`)
	if err != nil {
		return err
	}
	bookings, err := all[data.Booking](tx.ctx, tx, `SELECT * FROM booking WHERE day >= ? AND ends > ? ORDER BY starts, number`, string(tx.day()), int64(tx.at))
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
			tx.warn("appliance.touchesBooking", courts[i].Name, tx.shown(b.Starts), data.ShortNumber(b.Number))
		}
	}
	if n > namedTouched {
		tx.warn("appliance.touchesMoreBookings", n-namedTouched)
	}
	return nil
}

// warnOfDrinks names the drinks under way that an appliance makes, or that are
// to go to a table.
func (tx *Tx) warnOfDrinks(id data.ID, is thing) error {
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
	open, err := all[row](tx.ctx, tx, q+` ORDER BY o.at, o.number, l.sort`, string(id))
	if err != nil {
		return err
	}
	for i, r := range open {
		if i == namedTouched {
			tx.warn("appliance.touchesMoreDrinks", len(open)-namedTouched)
			break
		}
		tx.warn("appliance.touchesDrink", data.ShortNumber(r.Number), r.Name, r.Qty)
	}
	if is.kind != data.ThingTable {
		return nil
	}
	who, err := sitting(tx.ctx, tx, tx.now, id)
	if len(who) > 0 {
		tx.warn("appliance.touchesGroups", is.name, len(who))
	}
	return err
}

// repairOf reads a repair that is still open.
func (tx *Tx) repairOf(id data.ID) (data.Repair, error) {
	r, err := get[data.Repair](tx, "repair", string(id))
	if err != nil {
		return r, missingAt(err, "repair")
	}
	if !r.Open() {
		who, err := get[data.Staff](tx, "staff", string(r.CheckedBy))
		return r, either(err, data.Fault(data.Stale, "appliance.isClosed", data.ShortNumber(r.Number), who.Name, tx.shown(r.CheckedAt)).At("repair"))
	}
	return r, nil
}

// sendRepair notes who was called. What came back and is not right goes once
// more; what it has cost so far stays.
func sendRepair(tx *Tx, c *data.SendRepair) error {
	r, err := tx.repairOf(c.Repair)
	if err != nil {
		return err
	}
	if r.SentTo == c.To && r.BackAt == 0 {
		return data.Fault(data.Stale, "appliance.isSent", c.To, tx.shown(r.SentAt)).At("to")
	}
	r.SentTo, r.SentAt, r.BackAt, r.TakenBy, r.RepairedBy = c.To, max(tx.at, r.Since, r.BackAt), 0, "", ""
	r.Note = joined(r.Note, c.Note)
	return tx.put("repair", r)
}

// joined adds a word to those that stand there already.
func joined(words, more string) string {
	if words == "" || more == "" {
		return words + more
	}
	return words + "；" + more
}

func takeBackRepair(tx *Tx, c *data.TakeBackRepair) error {
	r, err := tx.repairOf(c.Repair)
	if err != nil {
		return err
	}
	if r.BackAt != 0 {
		who, err := get[data.Staff](tx, "staff", string(r.TakenBy))
		return either(err, data.Fault(data.Stale, "appliance.isBack", who.Name, tx.shown(r.BackAt)).At("repair"))
	}
	r.BackAt, r.TakenBy, r.RepairedBy = max(tx.at, r.Since, r.SentAt), c.Staff, c.RepairedBy
	if r.RepairedBy == "" {
		r.RepairedBy = r.SentTo
	}
	r.Cost += c.Cost
	r.Note = joined(r.Note, c.Note)
	return tx.put("repair", r)
}

// checkRepair puts a thing back into use.
func checkRepair(tx *Tx, c *data.CheckRepair) error {
	r, err := tx.repairOf(c.Repair)
	switch {
	case err != nil:
		return err
	case r.BackAt == 0:
		return data.Fault(data.Conflict, "appliance.notBack").At("repair")
	case r.TakenBy == c.Staff || r.RepairedBy == tx.staff.Name:
		return data.Fault(data.Forbidden, "appliance.ownCheck").At("repair")
	}
	if err := tx.update("repair", cols{"checked_by": c.Staff, "checked_at": max(tx.at, r.BackAt)}, string(r.ID)); err != nil {
		return err
	}
	if r.Kind != data.ThingCourt && r.Kind != data.ThingArea {
		return nil
	}
	f, err := tx.facility(r.Thing)
	if err != nil || f.State != data.Faulty {
		return err // somebody stood it down for another reason
	}
	return tx.turnFacility(c.ID, r.Thing, data.Normal, "")
}

func guardRepair(tx *Tx, _, new cols) error {
	if tx.replayed || new == nil || new["checked_at"] != int64(0) {
		return nil
	}
	n, err := value[int64](tx.ctx, tx, `SELECT count(*) FROM repair WHERE thing = ? AND checked_at = 0`, new["thing"])
	if err != nil || n <= 1 {
		return err
	}
	is, err := tx.thingOf(data.ID(new["thing"].(string)))
	return either(err, data.Fault(data.Conflict, "appliance.openAgain", is.name).At("thing"))
}

// keepsFaulty refuses to say that a place is all right while its repair is open.
func (tx *Tx) keepsFaulty(place data.ID, name string, state data.FacilityState) error {
	if state.Blocks() {
		return nil
	}
	return tx.canUse(place, name, "state")
}

// Repairs lists repairs, the oldest first.
func (b *Book) Repairs(ctx context.Context, f data.RepairFilter) ([]data.RepairView, error) {
	return b.readRepairsOf(ctx, f)
}

// OpenRepairs lists what is out of use now.
func (b *Book) OpenRepairs(ctx context.Context) ([]data.RepairView, error) {
	return readRepairs(ctx, b, data.RepairFilter{Open: true})
}

func (b *Book) readRepairsOf(ctx context.Context, f data.RepairFilter) ([]data.RepairView, error) {
	list, err := readRepairs(ctx, b, f)
	if err != nil || f.From == "" {
		return list, err
	}
	s, err := b.Settings(ctx)
	// What was closed before the span belongs to an earlier one.
	return slices.DeleteFunc(list, func(r data.RepairView) bool {
		return !r.Open() && s.Calendar.Day(r.CheckedAt) < f.From
	}), err
}

func readRepairs(ctx context.Context, q querier, r data.RepairFilter) ([]data.RepairView, error) {
	f := filter{from: `SELECT r.*, coalesce(a.name, c.name, e.name, t.name, '') AS name, coalesce(a.number, '') AS label
		FROM repair r LEFT JOIN appliance a ON a.id = r.thing LEFT JOIN court c ON c.id = r.thing
		LEFT JOIN area e ON e.id = r.thing LEFT JOIN tables t ON t.id = r.thing`}
	f.when(r.Open, `r.checked_at = 0`)
	f.when(r.ID != "", `r.id = ?`, string(r.ID))
	f.when(r.Thing != "", `r.thing = ?`, string(r.Thing))
	f.when(r.To != "", `r.day <= ?`, string(r.To))
	return all[data.RepairView](ctx, q, f.text(` ORDER BY r.since, r.number`), f.args...)
}

// handOverRepairs hands over what is out of use and how far its repair is.
func handOverRepairs(ctx context.Context, q querier, h handoverScope) ([]data.HandoverItem, error) {
	open, err := readRepairs(ctx, q, data.RepairFilter{Open: true})
	if err != nil {
		return nil, err
	}
	items := make([]data.HandoverItem, len(open))
	for i, r := range open {
		items[i] = data.HandoverItem{
			Section: "repairs", Sort: i, Ref: r.ID, Who: r.By, Detail: r.Fault, Amiss: true, Key: "appliance.hand.repair." + r.State(),
			Args: []string{r.Name, data.ShortNumber(r.Number), h.clock(r.Since)},
		}
		switch r.State() {
		case data.RepairSent:
			items[i].Args[2] = h.clock(r.SentAt)
		case data.RepairBack:
			items[i].Args[2], items[i].Who = h.clock(r.BackAt), r.TakenBy
		}
	}
	return items, nil
}

// sickMachines are the things with an open repair.
func sickMachines(ctx context.Context, q querier) (map[data.ID]bool, error) {
	type row struct{ Thing data.ID }
	list, err := all[row](ctx, q, `SELECT thing FROM repair WHERE checked_at = 0`)
	sick := make(map[data.ID]bool, len(list))
	for _, r := range list {
		sick[r.Thing] = true
	}
	return sick, err
}
