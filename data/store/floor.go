package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"yingbin/data"
)

var _ = announce(part{
	numbers: map[string]string{"R": "patrol"},
	decide: map[string]decider{
		"PlaceSpots":   on(placeSpots),
		"Seat":         on(seatParty),
		"Tend":         on(tend),
		"DoneSighting": on(doneSighting),
		"MoveParty":    on(moveParty),
		"LeaveTable":   on(leaveTable),
		"ClearTable":   on(clearTable),
		"HoldTable":    on(holdTable),
		"StartRound":   on(startRound),
		"FinishRound":  on(finishRound),
	},
	hears:    []listener{hear(visitSeated), hear(visitLeft), hear(tablesClose), hear(tableServed), hear(tableRefilled)},
	handover: handOverFloor,
})

func placeSpots(tx *Tx, c *data.PlaceSpots) error {
	for _, s := range c.Spots {
		row, err := tx.row("tables", string(s.ID))
		if err != nil {
			return err
		}
		if row == nil {
			return data.Fault(data.NotFound, "error.notFound").At("spots")
		}
		if err := tx.put("spot", s); err != nil {
			return err
		}
	}
	return nil
}

// tableFor checks that a party may sit at a table, and gives a kept one up.
func (tx *Tx) tableFor(id, seating data.ID) (data.Table, error) {
	t, err := get[data.Table](tx, "tables", string(id))
	if data.CodeOf(err) == data.NotFound || err == nil && t.Retired {
		err = data.Fault(data.Invalid, "floor.tableGone").At("table")
	}
	if err == nil {
		err = tx.canUse(t.ID, t.Name, "table")
	}
	if err != nil {
		return t, err
	}
	n, err := value[int64](tx.ctx, tx, `SELECT count(*) FROM seating WHERE table_id = ? AND left_at = 0 AND id <> ?`, string(id), string(seating))
	if n > 0 {
		tx.warn("visit.tableTaken", t.Name)
	}
	return t, either(err, tx.takeTable(t))
}

// takeTable says what a party meets at a table: dishes of the last one, or that
// it was kept for somebody.
func (tx *Tx) takeTable(t data.Table) error {
	n, err := value[int64](tx.ctx, tx, `SELECT count(*) FROM seating WHERE table_id = ? AND left_at <> 0 AND cleared_at = 0`, string(t.ID))
	if err != nil {
		return err
	}
	if n > 0 {
		tx.warn("floor.notCleared", t.Name)
	}
	h, err := get[data.Hold](tx, "held_table", string(t.ID))
	if data.CodeOf(err) == data.NotFound {
		return nil
	}
	if err != nil || !h.Held {
		return err
	}
	tx.warn("floor.wasHeld", t.Name, h.Note)
	return tx.update("held_table", cols{"held": false, "note": "", "at": tx.at, "by": tx.staff.ID}, string(t.ID))
}

func seatParty(tx *Tx, c *data.Seat) error {
	t, err := tx.tableFor(c.TableID, "")
	if err != nil {
		return err
	}
	s := data.Seating{ID: c.Seating, Day: tx.day(), TableID: t.ID, Guest: c.Guest, People: c.People, Since: tx.at, By: tx.staff.ID}
	if c.Visit == "" {
		return tx.insert("seating", s)
	}
	v, err := get[data.Visit](tx, "visit", string(c.Visit))
	switch {
	case err != nil:
		return missingAt(err, "visit")
	case !v.Open():
		return data.Fault(data.Stale, "visit.hasLeft", data.ShortNumber(v.Number), tx.shown(v.LeftAt)).At("visit")
	}
	if old, sits, err := tx.seatingOf(v.ID); err != nil || sits {
		if err == nil && old.TableID == t.ID {
			err = data.Fault(data.Stale, "floor.sitsHere", t.Name).At("table")
		}
		if err != nil {
			return err
		}
		return tx.moveSeating(old, t)
	}
	before := v.TableID
	if err := tx.update("visit", cols{"table_id": t.ID, "area": t.Area}, string(v.ID)); err != nil {
		return err
	}
	if before != "" {
		if err := tx.carryOrders(before, t.ID, v.ID); err != nil {
			return err
		}
	}
	s.Visit, s.People = v.ID, v.People()
	return tx.insert("seating", s)
}

// seatingOf gives the table that the guests of a visit sit at.
func (tx *Tx) seatingOf(visit data.ID) (s data.Seating, sits bool, err error) {
	list, err := all[data.Seating](tx.ctx, tx, `SELECT * FROM seating WHERE visit = ? AND visit <> '' AND left_at = 0`, string(visit))
	if err != nil || len(list) == 0 {
		return s, false, err
	}
	return slices.MaxFunc(list, func(a, b data.Seating) int { return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(b.ID, a.ID)) }), true, nil
}

// visitSeated seats guests whom reception led to a table, or moves them. A court
// is no table: there the venue looks after them.
func visitSeated(tx *Tx, e data.GuestSeated) error {
	v, before := e.Visit, e.Before
	s, sits, err := tx.seatingOf(v.ID)
	if err != nil {
		return err
	}
	t, err := get[data.Table](tx, "tables", string(v.TableID))
	switch {
	case data.CodeOf(err) == data.NotFound && sits:
		return tx.endSeating(s, tx.at)
	case data.CodeOf(err) == data.NotFound:
		return nil
	case err != nil:
		return err
	}
	if err := tx.takeTable(t); err != nil {
		return err
	}
	if before != "" {
		if err := tx.carryOrders(before, t.ID, v.ID); err != nil {
			return err
		}
	}
	if sits {
		return tx.update("seating", cols{"table_id": t.ID}, string(s.ID))
	}
	return tx.insert("seating", data.Seating{
		ID: tx.IDOf("seating", string(v.ID)), Day: tx.day(), TableID: t.ID, Visit: v.ID,
		People: v.People(), Since: tx.at, By: tx.staff.ID,
	})
}

// visitLeft frees the table of guests who left the house.
func visitLeft(tx *Tx, e data.GuestLeft) error {
	s, sits, err := tx.seatingOf(e.Visit)
	if err != nil || !sits {
		return err
	}
	return tx.endSeating(s, e.At)
}

func (tx *Tx) endSeating(s data.Seating, at data.Time) error {
	return tx.update("seating", cols{"left_at": max(at, s.Since), "left_by": tx.staff.ID}, string(s.ID))
}

// tablesClose ends the parties that nobody registered when the house closes.
func tablesClose(tx *Tx, e data.HouseClosed) error {
	open, err := all[data.Seating](tx.ctx, tx, `SELECT * FROM seating WHERE left_at = 0 AND day <= ? ORDER BY since, id`, string(e.Day))
	if err != nil {
		return err
	}
	for _, s := range open {
		_, end := tx.settings.Calendar.Bounds(s.Day)
		if err := tx.endSeating(s, min(tx.at, end-1)); err != nil {
			return err
		}
	}
	return nil
}

// seatingNow reads a seating that must still be going on.
func (tx *Tx) seatingNow(id data.ID) (data.Seating, error) {
	s, err := get[data.Seating](tx, "seating", string(id))
	if err != nil {
		return s, missingAt(err, "seating")
	}
	if s.LeftAt != 0 {
		return s, data.Fault(data.Stale, "floor.hasLeft", tx.tableName(s.TableID), tx.shown(s.LeftAt)).At("seating")
	}
	return s, nil
}

// tableName gives a table's name for a sentence.
func (tx *Tx) tableName(id data.ID) string {
	t, _ := get[data.Table](tx, "tables", string(id))
	return t.Name
}

func moveParty(tx *Tx, c *data.MoveParty) error {
	s, err := tx.seatingNow(c.Seating)
	if err != nil {
		return err
	}
	t, err := tx.tableFor(c.To, s.ID)
	if err != nil {
		return err
	}
	if s.TableID == t.ID {
		return data.Fault(data.Stale, "floor.sitsHere", t.Name).At("table")
	}
	return tx.moveSeating(s, t)
}

// moveSeating takes a party to another table with its open orders; whoever does
// it has seen them.
func (tx *Tx) moveSeating(s data.Seating, t data.Table) error {
	if err := tx.carryOrders(s.TableID, t.ID, s.Visit); err != nil {
		return err
	}
	if s.Visit != "" {
		if err := tx.update("visit", cols{"table_id": t.ID, "area": t.Area}, string(s.Visit)); err != nil {
			return err
		}
	}
	if err := tx.update("seating", cols{"table_id": t.ID}, string(s.ID)); err != nil {
		return err
	}
	return tx.sight(t.ID, s.ID, "seen")
}

// sight notes that a table was seen to, by the way of another command.
func (tx *Tx) sight(table, seating data.ID, what string) error {
	return tx.insert("sighting", data.Sighting{
		ID: tx.IDOf("sighting", string(table)), Day: tx.day(), TableID: table, Seating: seating,
		What: what, At: tx.at, By: tx.staff.ID, DoneAt: tx.at, DoneBy: tx.staff.ID,
	})
}

// tableServed notes that drinks were brought: the party was seen, and the cup it
// waited for is there.
func tableServed(tx *Tx, e data.DrinksServed) error {
	place := e.Place
	n, err := value[int64](tx.ctx, tx, `SELECT count(*) FROM seating WHERE table_id = ? AND left_at = 0`, string(place))
	if err != nil || n == 0 {
		return err
	}
	if err := tx.sight(place, "", "served"); err != nil {
		return err
	}
	return tx.tick(place, "refill")
}

// tableRefilled notes that somebody saw empty cups at a table and ordered: the
// party was seen, and nothing more has to be noted.
func tableRefilled(tx *Tx, e data.RoundRefilled) error {
	place := e.Place
	n, err := value[int64](tx.ctx, tx, `SELECT count(*) FROM seating WHERE table_id = ? AND left_at = 0`, string(place))
	if err != nil || n == 0 {
		return err
	}
	if err := tx.tick(place, "refill"); err != nil {
		return err
	}
	return tx.sight(place, "", "refill")
}

// tick does what is open at a table, of one kind or, with "", of every kind.
func (tx *Tx) tick(table data.ID, what string) error {
	open, err := all[data.Sighting](tx.ctx, tx, `SELECT * FROM sighting WHERE table_id = ? AND done_at = 0`, string(table))
	if err != nil {
		return err
	}
	slices.SortFunc(open, func(a, b data.Sighting) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	for _, s := range open {
		if what != "" && s.What != what {
			continue
		}
		if err := tx.update("sighting", cols{"done_at": max(tx.at, s.At), "done_by": tx.staff.ID}, string(s.ID)); err != nil {
			return err
		}
	}
	return nil
}

func leaveTable(tx *Tx, c *data.LeaveTable) error {
	s, err := tx.seatingNow(c.Seating)
	if err != nil {
		return err
	}
	if s.Visit == "" {
		return tx.endSeating(s, tx.at)
	}
	v, err := get[data.Visit](tx, "visit", string(s.Visit))
	if err != nil {
		return err
	}
	if !c.EndVisit || !v.Open() {
		if err := tx.endSeating(s, tx.at); err != nil || !v.Open() {
			return err
		}
		return tx.update("visit", cols{"table_id": ""}, string(v.ID))
	}
	if err := tx.leave(v, tx.at, "table"); err != nil {
		return err
	}
	return tell(tx, data.GuestLeaving{Visit: v})
}

func clearTable(tx *Tx, c *data.ClearTable) error {
	s, err := get[data.Seating](tx, "seating", string(c.Seating))
	switch {
	case err != nil:
		return missingAt(err, "seating")
	case s.ClearedAt != 0:
		who, err := get[data.Staff](tx, "staff", string(s.ClearedBy))
		return either(err, data.Fault(data.Stale, "floor.isCleared", tx.tableName(s.TableID), who.Name, tx.shown(s.ClearedAt)).At("seating"))
	case s.LeftAt == 0:
		return data.Fault(data.Conflict, "floor.stillSeated", tx.tableName(s.TableID)).At("seating")
	}
	if err := tx.update("seating", cols{"cleared_at": max(tx.at, s.LeftAt), "cleared_by": tx.staff.ID}, string(s.ID)); err != nil {
		return err
	}
	n, err := value[int64](tx.ctx, tx, `SELECT (SELECT count(*) FROM seating WHERE table_id = ? AND left_at = 0) + (SELECT count(*) FROM seating WHERE table_id = ? AND left_at <> 0 AND cleared_at = 0)`,
		string(s.TableID), string(s.TableID))
	if err != nil || n > 0 {
		return err
	}
	return tx.tick(s.TableID, "") // nothing is left there to do
}

func holdTable(tx *Tx, c *data.HoldTable) error {
	t, err := get[data.Table](tx, "tables", string(c.TableID))
	if data.CodeOf(err) == data.NotFound || err == nil && t.Retired {
		err = data.Fault(data.Invalid, "floor.tableGone").At("table")
	}
	if err != nil {
		return err
	}
	h, err := get[data.Hold](tx, "held_table", string(t.ID))
	if err != nil && data.CodeOf(err) != data.NotFound {
		return err
	}
	switch {
	case !c.Held && !h.Held:
		return data.Fault(data.Stale, "floor.notHeld", t.Name).At("table")
	case c.Held && h.Held && h.Note == c.Note:
		return data.Fault(data.Stale, "floor.isHeld", t.Name, h.Note).At("table")
	case c.Held:
		n, err := value[int64](tx.ctx, tx, `SELECT count(*) FROM seating WHERE table_id = ? AND left_at = 0`, string(t.ID))
		if err != nil || n > 0 {
			return either(err, data.Fault(data.Conflict, "floor.isTaken", t.Name).At("table"))
		}
	}
	h = data.Hold{ID: t.ID, Held: c.Held, At: tx.at, By: tx.staff.ID}
	if c.Held {
		h.Note = c.Note
	}
	return tx.put("held_table", h)
}

// longAgo is the moment before which a round that was begun counts as given up.
func (tx *Tx) longAgo() data.Time { return tx.at.Add(-data.RoundLong) }

// roundUnderWay gives the round that is being walked now.
func (tx *Tx) roundUnderWay() (r data.Round, running bool, err error) {
	r, err = one[data.Round](tx.ctx, tx, `SELECT * FROM patrol WHERE day = ? AND finished = 0 AND started > ? ORDER BY started DESC, id LIMIT 1`, string(tx.day()), int64(tx.longAgo()))
	if data.CodeOf(err) == data.NotFound {
		return r, false, nil
	}
	return r, err == nil, err
}

func startRound(tx *Tx, c *data.StartRound) error {
	r, running, err := tx.roundUnderWay()
	if err != nil {
		return err
	}
	if running {
		who, err := get[data.Staff](tx, "staff", string(r.By))
		return either(err, data.Fault(data.Stale, "floor.isRunning", who.Name, tx.shown(r.Started)).At("round"))
	}
	_, err = tx.newRound(c.Round)
	return err
}

func (tx *Tx) newRound(id data.ID) (data.Round, error) {
	r := data.Round{ID: id, Day: tx.day(), Started: tx.at, By: tx.staff.ID}
	var err error
	if r.Number, err = tx.number("R", r.Day); err != nil {
		return r, err
	}
	return r, tx.insert("patrol", r)
}

// finishRound ends the round under way, whoever began it; without one it is
// begun and ended in one act. A second tap within moments is the same round.
func finishRound(tx *Tx, c *data.FinishRound) error {
	last, err := one[data.Round](tx.ctx, tx, `SELECT * FROM patrol WHERE day = ? AND finished <> 0 ORDER BY finished DESC, id LIMIT 1`, string(tx.day()))
	if err != nil && data.CodeOf(err) != data.NotFound {
		return err
	}
	if err == nil && (last.ID == c.Round || timeApart(tx.at, last.Finished) < data.RoundShort) {
		who, err := get[data.Staff](tx, "staff", string(last.By))
		return either(err, data.Fault(data.Stale, "floor.isWalked", who.Name, tx.shown(last.Finished)).At("round"))
	}
	r, running, err := tx.roundUnderWay()
	if err != nil {
		return err
	}
	if !running {
		if r, err = tx.newRound(c.Round); err != nil {
			return err
		}
	}
	n, err := value[int64](tx.ctx, tx, `SELECT count(DISTINCT table_id) FROM seating WHERE left_at = 0`)
	if err != nil {
		return err
	}
	tx.SetNumber(r.Number)
	return tx.update("patrol", cols{"finished": max(tx.at, r.Started), "by": tx.staff.ID, "tables": n}, string(r.ID))
}

func timeApart(a, b data.Time) time.Duration {
	if a < b {
		a, b = b, a
	}
	return a.Sub(b)
}

func tend(tx *Tx, c *data.Tend) error {
	t, err := get[data.Table](tx, "tables", string(c.TableID))
	if err != nil {
		return missingAt(err, "table")
	}
	parties, err := all[data.Seating](tx.ctx, tx, `SELECT * FROM seating WHERE table_id = ? AND left_at = 0 ORDER BY since DESC, id`, string(t.ID))
	if err != nil {
		return err
	}
	s := data.Sighting{ID: c.Sighting, Day: tx.day(), TableID: t.ID, What: c.What, Note: c.Note, At: tx.at, By: tx.staff.ID}
	if len(parties) > 0 {
		s.Seating = parties[0].ID
	}
	switch c.What {
	case "greeted", "seen":
		if len(parties) == 0 {
			return data.Fault(data.Conflict, "floor.nobody", t.Name).At("table")
		}
		s.DoneAt, s.DoneBy = tx.at, tx.staff.ID
		if c.What == "greeted" {
			if s.Seating, err = tx.ungreeted(t, parties); err != nil {
				return err
			}
		}
	default:
		open, err := one[data.Sighting](tx.ctx, tx, `SELECT * FROM sighting WHERE table_id = ? AND what = ? AND done_at = 0 LIMIT 1`, string(t.ID), c.What)
		switch {
		case err != nil && data.CodeOf(err) != data.NotFound:
			return err
		case err == nil && c.Done:
			return tx.update("sighting", cols{"done_at": max(tx.at, open.At), "done_by": tx.staff.ID}, string(open.ID))
		case err == nil:
			who, err := get[data.Staff](tx, "staff", string(open.By))
			return either(err, data.Fault(data.Stale, "floor.isNoted", t.Name, who.Name, tx.shown(open.At)).At("what"))
		case c.Done:
			s.DoneAt, s.DoneBy = tx.at, tx.staff.ID
		}
	}
	return tx.insert("sighting", s)
}

// ungreeted gives the newest party at a table that nobody has greeted.
func (tx *Tx) ungreeted(t data.Table, parties []data.Seating) (data.ID, error) {
	for _, p := range parties {
		n, err := value[int64](tx.ctx, tx, `SELECT count(*) FROM sighting WHERE day = ? AND seating = ? AND what = 'greeted'`, string(p.Day), string(p.ID))
		if err != nil || n == 0 {
			return p.ID, err
		}
	}
	return "", data.Fault(data.Stale, "floor.isGreeted", t.Name).At("table")
}

func doneSighting(tx *Tx, c *data.DoneSighting) error {
	s, err := get[data.Sighting](tx, "sighting", string(c.Sighting))
	if err != nil {
		return missingAt(err, "sighting")
	}
	if s.DoneAt != 0 {
		who, err := get[data.Staff](tx, "staff", string(s.DoneBy))
		return either(err, data.Fault(data.Stale, "floor.isDone", who.Name, tx.shown(s.DoneAt)).At("sighting"))
	}
	return tx.update("sighting", cols{"done_at": max(tx.at, s.At), "done_by": tx.staff.ID}, string(s.ID))
}

// handOverFloor lists what was found at tables and is not done.
func handOverFloor(ctx context.Context, q querier, h handoverScope) ([]data.HandoverItem, error) {
	open, err := all[data.SightingView](ctx, q, sightingQuery+` WHERE s.done_at = 0 ORDER BY s.at, s.id`)
	if err != nil {
		return nil, err
	}
	var items []data.HandoverItem
	for i, s := range open {
		items = append(items, data.HandoverItem{
			Section: "floor", Sort: i, Ref: s.ID, Title: s.Note, Key: "floor.hand." + s.What,
			Args: []string{s.TableName, h.clock(s.At)}, Who: s.By, Amiss: s.Day < h.day,
		})
	}
	return items, nil
}
