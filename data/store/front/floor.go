package front

import (
	"cmp"
	"context"
	"slices"
	"time"

	"yingbin/data"
	"yingbin/data/store"
)

var floors = store.Register{
	Owner:    "front",
	Of:       data.FloorService,
	Describe: aboutFloor,
	Numbers:  map[string]string{"R": "patrol"},
	Recent: map[string]string{
		"seating": `day >= :day OR cleared_at = 0`, "patrol": `day >= :day`, "sighting": `day >= :day OR done_at = 0`,
	},
	Decide: map[string]store.Decider{
		"PlaceSpots":   store.Decides(placeSpots),
		"Seat":         store.Decides(seatParty),
		"Tend":         store.Decides(tend),
		"DoneSighting": store.Decides(doneSighting),
		"MoveParty":    store.Decides(moveParty),
		"LeaveTable":   store.Decides(leaveTable),
		"ClearTable":   store.Decides(clearTable),
		"HoldTable":    store.Decides(holdTable),
		"StartRound":   store.Decides(startRound),
		"FinishRound":  store.Decides(finishRound),
	},
	Subscribers: []store.Handler{store.Subscribe(visitSeated), store.Subscribe(visitLeft), store.Subscribe(tablesClose), store.Subscribe(tableServed), store.Subscribe(tableRefilled)},
	Matters:     floorMatters,
}

func placeSpots(tx *store.Tx, c *data.PlaceSpots) error {
	for _, s := range c.Spots {
		row, err := tx.Row("tables", string(s.ID))
		if err != nil {
			return err
		}
		if row == nil {
			return data.Fault(data.NotFound, "error.notFound").At("spots")
		}
		if err := tx.Put("spot", s); err != nil {
			return err
		}
	}
	return nil
}

// tableFor checks that a party may sit at a table, and gives a kept one up.
func tableFor(tx *store.Tx, id, seating data.ID) (data.Table, error) {
	t, err := store.Get[data.Table](tx, "tables", string(id))
	if data.CodeOf(err) == data.NotFound || err == nil && t.Retired {
		err = data.Fault(data.Invalid, "floor.tableGone").At("table")
	}
	if err == nil {
		err = canUse(tx, t.ID, t.Name, "table")
	}
	if err != nil {
		return t, err
	}
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM seating WHERE table_id = ? AND left_at = 0 AND id <> ?`, string(id), string(seating))
	if n > 0 {
		tx.Warn("visit.tableTaken", t.Name)
	}
	return t, store.Either(err, takeTable(tx, t))
}

// takeTable says what a party meets at a table: dishes of the last one, or that
// it was kept for somebody.
func takeTable(tx *store.Tx, t data.Table) error {
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM seating WHERE table_id = ? AND left_at <> 0 AND cleared_at = 0`, string(t.ID))
	if err != nil {
		return err
	}
	if n > 0 {
		tx.Warn("floor.notCleared", t.Name)
	}
	h, err := store.Get[data.Hold](tx, "held_table", string(t.ID))
	if data.CodeOf(err) == data.NotFound {
		return nil
	}
	if err != nil || !h.Held || tx.Since(h.At) {
		return err
	}
	tx.Warn("floor.wasHeld", t.Name, h.Note)
	return tx.Update("held_table", store.Cols{"held": false, "note": "", "at": tx.At(), "by": tx.Staff().ID}, string(t.ID))
}

func seatParty(tx *store.Tx, c *data.Seat) error {
	t, err := tableFor(tx, c.TableID, "")
	if err != nil {
		return err
	}
	s := data.Seating{ID: c.Seating, Day: tx.Day(), TableID: t.ID, Guest: c.Guest, People: c.People, Since: tx.At(), By: tx.Staff().ID}
	if c.Visit == "" {
		return tx.Insert("seating", s)
	}
	v, err := store.Get[data.Visit](tx, "visit", string(c.Visit))
	switch {
	case err != nil:
		return store.MissingAt(err, "visit")
	case !v.Open():
		return data.Fault(data.Stale, "visit.hasLeft", data.ShortNumber(v.Number), tx.Shown(v.LeftAt)).At("visit")
	}
	if old, sits, err := seatingOf(tx, v.ID); err != nil || sits {
		if err == nil && old.TableID == t.ID {
			err = data.Fault(data.Stale, "floor.sitsHere", t.Name).At("table")
		}
		if err != nil {
			return err
		}
		return moveSeating(tx, old, t)
	}
	before := v.TableID
	if err := tx.Update("visit", store.Cols{"table_id": t.ID, "area": t.Area}, string(v.ID)); err != nil {
		return err
	}
	if before != "" {
		if err := carryOrders(tx, before, t.ID, v.ID, ""); err != nil {
			return err
		}
	}
	s.Visit, s.People = v.ID, v.People()
	return tx.Insert("seating", s)
}

// seatingOf gives the table that the guests of a visit sit at.
func seatingOf(tx *store.Tx, visit data.ID) (s data.Seating, sits bool, err error) {
	list, err := store.All[data.Seating](tx.Ctx(), tx, `SELECT * FROM seating WHERE visit = ? AND visit <> '' AND left_at = 0`, string(visit))
	if err != nil || len(list) == 0 {
		return s, false, err
	}
	return slices.MaxFunc(list, func(a, b data.Seating) int { return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(b.ID, a.ID)) }), true, nil
}

// visitSeated seats guests whom reception led to a table, or moves them. A court
// is no table: there the venue looks after them.
func visitSeated(tx *store.Tx, e data.GuestSeated) error {
	v, before := e.Visit, e.Before
	s, sits, err := seatingOf(tx, v.ID)
	if err != nil {
		return err
	}
	t, err := store.Get[data.Table](tx, "tables", string(v.TableID))
	switch {
	case data.CodeOf(err) == data.NotFound && sits:
		return endSeating(tx, s, tx.At())
	case data.CodeOf(err) == data.NotFound:
		return nil
	case err != nil:
		return err
	}
	if err := takeTable(tx, t); err != nil {
		return err
	}
	if before != "" {
		if err := carryOrders(tx, before, t.ID, v.ID, s.ID); err != nil {
			return err
		}
	}
	if sits {
		return tx.Update("seating", store.Cols{"table_id": t.ID}, string(s.ID))
	}
	return tx.Insert("seating", data.Seating{
		ID: tx.IDOf("seating", string(v.ID)), Day: tx.Day(), TableID: t.ID, Visit: v.ID,
		People: v.People(), Since: tx.At(), By: tx.Staff().ID,
	})
}

// visitLeft frees the table of guests who left the house.
func visitLeft(tx *store.Tx, e data.GuestLeft) error {
	s, sits, err := seatingOf(tx, e.Visit)
	if err != nil || !sits {
		return err
	}
	return endSeating(tx, s, e.At)
}

func endSeating(tx *store.Tx, s data.Seating, at data.Time) error {
	return tx.Update("seating", store.Cols{"left_at": max(at, s.Since), "left_by": tx.Staff().ID}, string(s.ID))
}

// tablesClose ends the parties that nobody registered when the house closes. Who
// sat down after it is not meant.
func tablesClose(tx *store.Tx, e data.HouseClosed) error {
	open, err := store.All[data.Seating](tx.Ctx(), tx, `SELECT * FROM seating WHERE left_at = 0 AND day <= ? ORDER BY since, id`, string(e.Day))
	if err != nil {
		return err
	}
	for _, s := range open {
		err := stillThere(tx, s)
		if tx.Since(s.Since) || data.CodeOf(err) == data.Stale {
			continue
		}
		if err != nil {
			return err
		}
		_, end := tx.Settings().Calendar.Bounds(s.Day)
		if err := endSeating(tx, s, min(tx.At(), end-1)); err != nil {
			return err
		}
	}
	return nil
}

// seatingNow reads a seating that must still be going on.
func seatingNow(tx *store.Tx, id data.ID) (data.Seating, error) {
	s, err := store.Get[data.Seating](tx, "seating", string(id))
	if err != nil {
		return s, store.MissingAt(err, "seating")
	}
	if s.LeftAt != 0 {
		return s, data.Fault(data.Stale, "floor.hasLeft", tableName(tx, s.TableID), tx.Shown(s.LeftAt)).At("seating").Moot()
	}
	return s, nil
}

// tableName gives a table's name for a sentence.
func tableName(tx *store.Tx, id data.ID) string {
	t, _ := store.Get[data.Table](tx, "tables", string(id))
	return t.Name
}

func moveParty(tx *store.Tx, c *data.MoveParty) error {
	s, err := seatingNow(tx, c.Seating)
	if err != nil {
		return err
	}
	t, err := tableFor(tx, c.To, s.ID)
	if err != nil {
		return err
	}
	if s.TableID == t.ID {
		return data.Fault(data.Stale, "floor.sitsHere", t.Name).At("table").Moot()
	}
	return moveSeating(tx, s, t)
}

// moveSeating takes a party to another table with its open orders; whoever does
// it has seen them.
func moveSeating(tx *store.Tx, s data.Seating, t data.Table) error {
	if err := tx.Newest("seating", string(s.ID)); err != nil {
		return err // led to another table since
	}
	if err := carryOrders(tx, s.TableID, t.ID, s.Visit, s.ID); err != nil {
		return err
	}
	if s.Visit != "" {
		if err := tx.Update("visit", store.Cols{"table_id": t.ID, "area": t.Area}, string(s.Visit)); err != nil {
			return err
		}
	}
	if err := tx.Update("seating", store.Cols{"table_id": t.ID}, string(s.ID)); err != nil {
		return err
	}
	return sight(tx, t.ID, s.ID, "seen")
}

// sight notes that a table was seen to, by the way of another command.
func sight(tx *store.Tx, table, seating data.ID, what string) error {
	return tx.Insert("sighting", data.Sighting{
		ID: tx.IDOf("sighting", string(table)), Day: tx.Day(), TableID: table, Seating: seating,
		What: what, At: tx.At(), By: tx.Staff().ID, DoneAt: tx.At(), DoneBy: tx.Staff().ID,
	})
}

// tableServed notes that drinks were brought: the party was seen, and the cup it
// waited for is there.
func tableServed(tx *store.Tx, e data.DrinksServed) error {
	place := e.Place
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM seating WHERE table_id = ? AND left_at = 0`, string(place))
	if err != nil || n == 0 {
		return err
	}
	if err := sight(tx, place, "", "served"); err != nil {
		return err
	}
	return tick(tx, place, "refill")
}

// tableRefilled notes that somebody saw empty cups at a table and ordered: the
// party was seen, and nothing more has to be noted.
func tableRefilled(tx *store.Tx, e data.RoundRefilled) error {
	place := e.Place
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM seating WHERE table_id = ? AND left_at = 0`, string(place))
	if err != nil || n == 0 {
		return err
	}
	if err := tick(tx, place, "refill"); err != nil {
		return err
	}
	return sight(tx, place, "", "refill")
}

// tick does what was open at a table, of one kind or, with "", of every kind. What
// was found there later is not done by it.
func tick(tx *store.Tx, table data.ID, what string) error {
	open, err := store.All[data.Sighting](tx.Ctx(), tx, `SELECT * FROM sighting WHERE table_id = ? AND done_at = 0`, string(table))
	if err != nil {
		return err
	}
	slices.SortFunc(open, func(a, b data.Sighting) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	for _, s := range open {
		if what != "" && s.What != what || tx.Since(s.At) {
			continue
		}
		if err := tx.Update("sighting", store.Cols{"done_at": max(tx.At(), s.At), "done_by": tx.Staff().ID}, string(s.ID)); err != nil {
			return err
		}
	}
	return nil
}

func leaveTable(tx *store.Tx, c *data.LeaveTable) error {
	s, err := seatingNow(tx, c.Seating)
	if err != nil {
		return err
	}
	if err := stillThere(tx, s); err != nil {
		return err
	}
	if s.Visit == "" {
		return endSeating(tx, s, tx.At())
	}
	v, err := store.Get[data.Visit](tx, "visit", string(s.Visit))
	if err != nil {
		return err
	}
	if !c.EndVisit || !v.Open() {
		if err := endSeating(tx, s, tx.At()); err != nil || !v.Open() {
			return err
		}
		return tx.Update("visit", store.Cols{"table_id": ""}, string(v.ID))
	}
	if err := leave(tx, v, tx.At(), "table"); err != nil {
		return err
	}
	return store.Publish(tx, data.GuestLeaving{Visit: v})
}

func clearTable(tx *store.Tx, c *data.ClearTable) error {
	s, err := store.Get[data.Seating](tx, "seating", string(c.Seating))
	switch {
	case err != nil:
		return store.MissingAt(err, "seating")
	case s.ClearedAt != 0:
		who, err := store.Get[data.Staff](tx, "staff", string(s.ClearedBy))
		return store.Either(err, data.Fault(data.Stale, "floor.isCleared", tableName(tx, s.TableID), who.Name, tx.Shown(s.ClearedAt)).At("seating").Moot())
	case s.LeftAt == 0:
		return data.Fault(data.Conflict, "floor.stillSeated", tableName(tx, s.TableID)).At("seating")
	}
	if err := tx.Update("seating", store.Cols{"cleared_at": max(tx.At(), s.LeftAt), "cleared_by": tx.Staff().ID}, string(s.ID)); err != nil {
		return err
	}
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT (SELECT count(*) FROM seating WHERE table_id = ? AND left_at = 0) + (SELECT count(*) FROM seating WHERE table_id = ? AND left_at <> 0 AND cleared_at = 0)`,
		string(s.TableID), string(s.TableID))
	if err != nil || n > 0 {
		return err
	}
	return tick(tx, s.TableID, "") // nothing is left there to do
}

func holdTable(tx *store.Tx, c *data.HoldTable) error {
	t, err := store.Get[data.Table](tx, "tables", string(c.TableID))
	if data.CodeOf(err) == data.NotFound || err == nil && t.Retired {
		err = data.Fault(data.Invalid, "floor.tableGone").At("table")
	}
	if err != nil {
		return err
	}
	h, err := store.Get[data.Hold](tx, "held_table", string(t.ID))
	if err != nil && data.CodeOf(err) != data.NotFound {
		return err
	}
	switch {
	case !c.Held && !h.Held:
		return data.Fault(data.Stale, "floor.notHeld", t.Name).At("table").Moot()
	case c.Held && h.Held && h.Note == c.Note:
		return data.Fault(data.Stale, "floor.isHeld", t.Name, h.Note).At("table").Moot()
	case c.Held:
		n, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM seating WHERE table_id = ? AND left_at = 0`, string(t.ID))
		if err != nil || n > 0 {
			return store.Either(err, data.Fault(data.Conflict, "floor.isTaken", t.Name).At("table"))
		}
	}
	h = data.Hold{ID: t.ID, Held: c.Held, At: tx.At(), By: tx.Staff().ID}
	if c.Held {
		h.Note = c.Note
	}
	return tx.Put("held_table", h)
}

// longAgo is the moment before which a round that was begun counts as given up.
func longAgo(tx *store.Tx) data.Time { return tx.At().Add(-data.RoundLong) }

// roundUnderWay gives the round that was being walked when the command was given.
func roundUnderWay(tx *store.Tx) (r data.Round, running bool, err error) {
	list, err := store.All[data.Round](tx.Ctx(), tx, `SELECT * FROM patrol WHERE day = ? AND finished = 0 AND started > ? ORDER BY started DESC, id`, string(tx.Day()), int64(longAgo(tx)))
	for _, r := range list {
		if !tx.Since(r.Started) {
			return r, true, err
		}
	}
	return r, false, err
}

func startRound(tx *store.Tx, c *data.StartRound) error {
	r, running, err := roundUnderWay(tx)
	if err != nil {
		return err
	}
	if running {
		who, err := store.Get[data.Staff](tx, "staff", string(r.By))
		return store.Either(err, data.Fault(data.Stale, "floor.isRunning", who.Name, tx.Shown(r.Started)).At("round").Moot())
	}
	_, err = newRound(tx, c.Round)
	return err
}

func newRound(tx *store.Tx, id data.ID) (data.Round, error) {
	r := data.Round{ID: id, Day: tx.Day(), Started: tx.At(), By: tx.Staff().ID}
	var err error
	if r.Number, err = tx.Number("R", r.Day); err != nil {
		return r, err
	}
	return r, tx.Insert("patrol", r)
}

// finishRound ends the round it names; one that is not there is begun and ended in
// one act. From before rounds were named it is the one that was under way. A second
// tap within moments is the same round.
func finishRound(tx *store.Tx, c *data.FinishRound) error {
	if err := notWalked(tx, c.Round); err != nil {
		return err
	}
	r, err := store.Get[data.Round](tx, "patrol", string(c.Round))
	begun := err == nil
	if data.CodeOf(err) == data.NotFound {
		err = nil
		if c.Unnamed {
			r, begun, err = roundUnderWay(tx)
		}
	}
	if err == nil && !begun {
		r, err = newRound(tx, c.Round)
	}
	if err != nil {
		return err
	}
	sat, err := tablesTaken(tx)
	if err != nil {
		return err
	}
	tx.SetNumber(r.Number)
	return tx.Update("patrol", store.Cols{"finished": max(tx.At(), r.Started), "by": tx.Staff().ID, "tables": sat}, string(r.ID))
}

// notWalked refuses a round that is ended already: the one that is named, or
// another that ended in the same moment.
func notWalked(tx *store.Tx, id data.ID) error {
	walked, err := store.All[data.Round](tx.Ctx(), tx, `SELECT * FROM patrol WHERE day = ? AND finished <> 0 ORDER BY finished DESC, id`, string(tx.Day()))
	if err != nil {
		return err
	}
	for _, r := range walked {
		if r.ID == id || timeApart(tx.At(), r.Finished) < data.RoundShort {
			who, err := store.Get[data.Staff](tx, "staff", string(r.By))
			return store.Either(err, data.Fault(data.Stale, "floor.isWalked", who.Name, tx.Shown(r.Finished)).At("round").Moot())
		}
	}
	return nil
}

// tablesTaken counts the tables at which somebody sat when the command was given.
func tablesTaken(tx *store.Tx) (int, error) {
	list, err := store.All[data.Seating](tx.Ctx(), tx, `SELECT * FROM seating WHERE day = ? AND left_at > ? UNION ALL SELECT * FROM seating WHERE left_at = 0`, string(tx.Day()), int64(tx.At()))
	tables := map[data.ID]bool{}
	for _, s := range list {
		if !tx.Since(s.Since) {
			tables[s.TableID] = true
		}
	}
	return len(tables), err
}

func timeApart(a, b data.Time) time.Duration {
	if a < b {
		a, b = b, a
	}
	return a.Sub(b)
}

// tend notes what was done for a party, or what was found at a table. The party is
// the one that is named, or who sat there at that moment: not who came after.
func tend(tx *store.Tx, c *data.Tend) error {
	t, err := store.Get[data.Table](tx, "tables", string(c.TableID))
	if err != nil {
		return store.MissingAt(err, "table")
	}
	parties, err := tended(tx, t, c.Seating)
	if err != nil {
		return err
	}
	s := data.Sighting{ID: c.Sighting, Day: tx.Day(), TableID: t.ID, What: c.What, Note: c.Note, At: tx.At(), By: tx.Staff().ID}
	if len(parties) > 0 {
		s.Seating = parties[0].ID
	}
	switch c.What {
	case "greeted", "seen":
		if len(parties) == 0 {
			return data.Fault(data.Conflict, "floor.nobody", t.Name).At("table")
		}
		s.DoneAt, s.DoneBy = tx.At(), tx.Staff().ID
		if c.What == "greeted" {
			if s.Seating, err = ungreeted(tx, t, parties); err != nil {
				return err
			}
		}
		return tx.Insert("sighting", s)
	case "refill":
		if len(parties) > 0 && parties[0].LeftAt != 0 && !c.Done {
			return partyGone(tx, t.Name, parties[0].LeftAt)
		}
	}
	return found(tx, t, c, s)
}

// tended lists the parties an act at a table may be for, the newest first.
func tended(tx *store.Tx, t data.Table, named data.ID) ([]data.Seating, error) {
	if named == "" {
		return seatedThen(tx, t.ID)
	}
	s, err := store.Get[data.Seating](tx, "seating", string(named))
	if err != nil {
		return nil, store.MissingAt(err, "table")
	}
	if s.LeftAt != 0 && s.LeftAt < tx.At() {
		return nil, partyGone(tx, t.Name, s.LeftAt)
	}
	return []data.Seating{s}, nil
}

// found notes what was found at a table, or that it was seen to.
func found(tx *store.Tx, t data.Table, c *data.Tend, s data.Sighting) error {
	open, err := store.One[data.Sighting](tx.Ctx(), tx, `SELECT * FROM sighting WHERE table_id = ? AND what = ? AND done_at = 0 LIMIT 1`, string(t.ID), c.What)
	switch {
	case err != nil && data.CodeOf(err) != data.NotFound:
		return err
	case err == nil && c.Done && !tx.Since(open.At):
		return tx.Update("sighting", store.Cols{"done_at": max(tx.At(), open.At), "done_by": tx.Staff().ID}, string(open.ID))
	case err == nil && !c.Done:
		who, err := store.Get[data.Staff](tx, "staff", string(open.By))
		return store.Either(err, data.Fault(data.Stale, "floor.isNoted", t.Name, who.Name, tx.Shown(open.At)).At("what").Moot())
	case c.Done:
		s.DoneAt, s.DoneBy = tx.At(), tx.Staff().ID
	}
	return tx.Insert("sighting", s)
}

// ungreeted gives the newest of some parties that nobody has greeted.
func ungreeted(tx *store.Tx, t data.Table, parties []data.Seating) (data.ID, error) {
	for _, p := range parties {
		n, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM sighting WHERE day = ? AND seating = ? AND what = 'greeted'`, string(p.Day), string(p.ID))
		if err != nil || n == 0 {
			return p.ID, err
		}
	}
	return "", data.Fault(data.Stale, "floor.isGreeted", t.Name).At("table").Moot()
}

func doneSighting(tx *store.Tx, c *data.DoneSighting) error {
	s, err := store.Get[data.Sighting](tx, "sighting", string(c.Sighting))
	if err != nil {
		return store.MissingAt(err, "sighting")
	}
	if s.DoneAt != 0 {
		who, err := store.Get[data.Staff](tx, "staff", string(s.DoneBy))
		return store.Either(err, data.Fault(data.Stale, "floor.isDone", who.Name, tx.Shown(s.DoneAt)).At("sighting").Moot())
	}
	return tx.Update("sighting", store.Cols{"done_at": max(tx.At(), s.At), "done_by": tx.Staff().ID}, string(s.ID))
}

// floorMatters are what was seen at the tables and is not seen to yet.
func floorMatters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	open, err := store.All[data.SightingView](ctx, q, sightingQuery+` WHERE s.done_at = 0 ORDER BY s.at, s.id`)
	var list []data.Matter
	for _, s := range open {
		list = append(list, data.Matter{
			Section: "floor", Ref: data.FloorRef(s.ID), Since: s.At, Title: s.Note, Key: "floor.hand." + s.What,
			Args: []string{s.TableName, h.Clock(s.At)}, Who: s.By, Amiss: s.Day < h.Day,
		})
	}
	return list, err
}
