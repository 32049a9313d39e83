package front

import (
	"yingbin/data"
	"yingbin/data/store"
)

var visits = store.Register{
	Owner:    "front",
	Of:       data.Visits,
	Describe: aboutVisits,
	Numbers:  map[string]string{"L": "visit", "X": "refusal"},
	Decide: map[string]store.Decider{
		"CheckIn":     store.Decides(checkIn),
		"AmendVisit":  store.Decides(amendVisit),
		"CheckOut":    store.Decides(checkOut),
		"CloseHouse":  store.Decides(closeHouse),
		"TurnAway":    store.Decides(turnAway),
		"MarkVisitor": store.Decides(markVisitor),
	},
	Index: map[string]store.Rule{
		"visitor": keepFinder,
	},
	Cached: []string{"area", "tables"},
	// Visits go whole: a tablet says the how-manieth one it is.
	Recent: map[string]string{"refusal": `day >= :day`},
	// both marks of phones, and nothing else
	Redact:         []string{`DELETE FROM finder WHERE key >= '` + markTail + `' AND key < '?'`},
	OpenDays:       `SELECT day FROM visit`,
	ForgetBlockers: []store.ForgetBlocker{{Rank: 1, Key: "visit.stillInside", Query: `SELECT visitor FROM visit WHERE left_at = 0`}},
	Matters:        visitMatters,
	DutyLines:      tellVisits,
	Figures:        visitFigures,
}

func checkIn(tx *store.Tx, c *data.CheckIn) error {
	v, err := tx.Guest(store.Guest{ID: c.Visitor, Name: c.Name, Title: c.Title, Phone: c.Phone, Seen: tx.At()})
	if err != nil {
		return err
	}
	visit := data.Visit{
		ID: c.Visit, Day: tx.Day(), Visitor: v.ID, Name: c.Name, Title: c.Title, Pending: c.Pending,
		NoPhone: c.NoPhone && v.Phone == "", Adults: c.Adults, Children: c.Children,
		Purpose: c.Purpose, Identity: c.Identity, Consultant: c.Consultant, Assigned: c.Assigned,
		Area: c.Area, TableID: c.Table, VIP: c.VIP, Booking: c.Booking,
		Firm: c.Firm, Host: c.Host, Note: c.Note, By: c.Staff, Arrived: tx.At(),
	}
	if v.Phone == "" {
		if err := ownVisitor(tx, c, v); err != nil {
			return err
		}
	}
	if err := lead(tx, &visit, ""); err != nil {
		return err
	}
	if err := meetBooking(tx, visit); err != nil {
		return err
	}
	if visit.Number, err = tx.Number("L", visit.Day); err != nil {
		return err
	}
	if err := tx.Insert("visit", visit); err != nil {
		return err
	}
	if err := seats(tx, visit, ""); err != nil || len(c.Drinks) == 0 {
		return err
	}
	err = placeOrder(tx, &data.PlaceOrder{Head: c.Head, Order: c.Order, Place: c.Table, Visit: c.Visit, Station: "reception", Lines: c.Drinks})
	tx.SetNumber(visit.Number)
	return err
}

// ownVisitor checks a visit without a phone: that there is none was said, and
// the visitor has no other visit, for nothing tells that they are the same.
func ownVisitor(tx *store.Tx, c *data.CheckIn, v data.Visitor) error {
	if !c.NoPhone && !c.Pending {
		return data.Fault(data.Invalid, "visit.needPhone").At("phone")
	}
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT 1 FROM visit WHERE visitor = ? LIMIT 1`, string(v.ID))
	if err != nil || n != 0 {
		return store.Either(err, data.Fault(data.Conflict, "visit.ownVisitor").At("phone"))
	}
	return nil
}

// lead checks where the guests are led and who takes care of them. A table's
// area is the one it stands in; a court stands in none.
func lead(tx *store.Tx, v *data.Visit, before data.ID) error {
	if v.Consultant != "" {
		if err := consultant(tx, v.Consultant); err != nil {
			return err
		}
		if v.Assigned == "" {
			v.Assigned = "named"
		}
	}
	switch {
	case v.TableID != "" && v.TableID != before:
		return seat(tx, v)
	case v.TableID == "" && v.Area != "":
		a, err := store.Get[data.Area](tx, "area", string(v.Area))
		if data.CodeOf(err) == data.NotFound || err == nil && a.Retired {
			err = data.Fault(data.Invalid, "visit.placeGone").At("table")
		}
		return err
	}
	return nil
}

// consultant checks that somebody was there to take care of guests.
func consultant(tx *store.Tx, id data.ID) error {
	_, err := tx.StaffHere(id, "consultant")
	if data.CodeOf(err) == data.NotFound {
		err = data.Fault(data.Invalid, "visit.consultantGone").At("consultant")
	}
	return err
}

func seat(tx *store.Tx, v *data.Visit) error {
	t, err := store.Get[data.Table](tx, "tables", string(v.TableID))
	if data.CodeOf(err) == data.NotFound {
		var c data.Court
		c, err = store.Get[data.Court](tx, "court", string(v.TableID))
		t.Retired, v.Area = c.Retired, ""
		if err == nil && !c.Retired {
			if !v.Open() {
				return nil
			}
			return canUse(tx, c.ID, c.Name, "table")
		}
	}
	if data.CodeOf(err) == data.NotFound || err == nil && t.Retired {
		err = data.Fault(data.Invalid, "visit.placeGone").At("table")
	}
	if err != nil {
		return err
	}
	v.Area = t.Area
	if !v.Open() {
		return nil
	}
	if err := canUse(tx, t.ID, t.Name, "table"); err != nil {
		return err
	}
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT 1 FROM visit WHERE left_at = 0 AND table_id = ? AND id <> ? LIMIT 1`, string(v.TableID), string(v.ID))
	if n != 0 {
		tx.Warn("visit.tableTaken", t.Name)
	}
	return err
}

// meetBooking marks the booking that the guests came for as arrived.
func meetBooking(tx *store.Tx, v data.Visit) error {
	if v.Booking == "" {
		return nil
	}
	b, err := store.Get[data.Booking](tx, "booking", string(v.Booking))
	switch {
	case err != nil:
		return store.MissingAt(err, "booking")
	case b.Day != v.Day:
		return data.Fault(data.Invalid, "visit.otherDay", data.ShortNumber(b.Number)).At("booking")
	case !b.Status.Live():
		return data.Fault(data.Stale, "visit.bookingOver", data.ShortNumber(b.Number)).At("booking")
	case b.Status == data.Booked:
		return tx.Update("booking", store.Cols{"status": data.Arrived, "visit": v.ID, "arrived_at": v.Arrived}, string(b.ID))
	case b.Visit == "": // the venue saw them first
		return tx.Update("booking", store.Cols{"visit": v.ID}, string(b.ID))
	}
	return nil // the rest of a party that has been met
}

func amendVisit(tx *store.Tx, c *data.AmendVisit) error {
	v, err := store.Get[data.Visit](tx, "visit", string(c.Visit))
	if err != nil {
		return err
	}
	who, err := tx.VisitorOf(v.Visitor)
	if err != nil {
		return err
	}
	saw, err := tx.VisitorOf(c.Visitor)
	switch {
	case data.CodeOf(err) == data.NotFound, err == nil && saw.ID != who.ID, who.Forgotten:
		return data.Fault(data.Stale, "error.stale")
	case err != nil:
		return err
	}
	seen, err := store.Seen(tx, "visit", v, string(v.ID))
	if err != nil {
		return err
	}
	amended := *c
	leaveAlone(&amended, seen, v)
	c = &amended
	before := v.TableID
	v.Name, v.Title, v.Pending = c.Name, c.Title, c.Pending
	v.Adults, v.Children, v.Purpose, v.Identity = c.Adults, c.Children, c.Purpose, c.Identity
	v.Consultant, v.Assigned, v.VIP = c.Consultant, c.Assigned, c.VIP
	if c.Table != before || c.Table == "" {
		v.Area = c.Area
	}
	v.TableID = c.Table
	v.Firm, v.Host, v.Note = c.Firm, c.Host, c.Note
	v.Channel, v.Intent, v.Plate, v.Agent = c.Channel, c.Intent, c.Plate, c.Agent
	if err := lead(tx, &v, before); err != nil {
		return err
	}
	if who, err = attribute(tx, &v, who, c); err != nil {
		return err
	}
	v.NoPhone = c.NoPhone && who.Phone == ""
	if who.Phone == "" && !c.NoPhone && !c.Pending {
		return data.Fault(data.Invalid, "visit.needPhone").At("phone")
	}
	if err := tx.Put("visit", v); err != nil {
		return err
	}
	return seats(tx, v, before)
}

// leaveAlone takes out of an amendment what its maker saw and left as it was: of
// that the line says by now what it says.
func leaveAlone(c *data.AmendVisit, seen, now data.Visit) {
	left(&c.Name, seen.Name, now.Name)
	left(&c.Title, seen.Title, now.Title)
	left(&c.Pending, seen.Pending, now.Pending)
	left(&c.Adults, seen.Adults, now.Adults)
	left(&c.Children, seen.Children, now.Children)
	left(&c.Purpose, seen.Purpose, now.Purpose)
	left(&c.Identity, seen.Identity, now.Identity)
	left(&c.Consultant, seen.Consultant, now.Consultant)
	left(&c.Assigned, seen.Assigned, now.Assigned)
	left(&c.VIP, seen.VIP, now.VIP)
	left(&c.Area, seen.Area, now.Area)
	left(&c.Table, seen.TableID, now.TableID)
	left(&c.Firm, seen.Firm, now.Firm)
	left(&c.Host, seen.Host, now.Host)
	left(&c.Note, seen.Note, now.Note)
	left(&c.Channel, seen.Channel, now.Channel)
	left(&c.Intent, seen.Intent, now.Intent)
	left(&c.Plate, seen.Plate, now.Plate)
	left(&c.Agent, seen.Agent, now.Agent)
	left(&c.NoPhone, seen.NoPhone, now.NoPhone)
}

func left[T comparable](said *T, seen, now T) {
	if *said == seen {
		*said = now
	}
}

// attribute settles whose line an amended visit is, by the phone that was given.
// Somebody without a phone gets it, and is its owner if it has one. A visitor
// with another phone and nothing but this line had a wrong one; one with more to
// their name stays who they are, and the line goes to the phone's owner or to a
// person of its own.
func attribute(tx *store.Tx, v *data.Visit, who data.Visitor, c *data.AmendVisit) (data.Visitor, error) {
	owner, taken, err := tx.VisitorWith(c.Phone)
	if err != nil {
		return who, err
	}
	leaves := c.Phone != "" && c.Phone != who.Phone && who.Phone != "" || c.NoPhone && who.Phone != ""
	if leaves {
		more, err := hasMore(tx, who.ID, v.ID)
		if err != nil {
			return who, err
		}
		if !more {
			who.Phone, leaves = "", false
			if err := tx.UpdateVisitor(who.ID, store.Cols{"phone": ""}); err != nil {
				return who, err
			}
		}
	}
	was := who.ID
	if leaves {
		who = owner
		if !taken {
			if c.Other == "" {
				return who, data.Fault(data.Invalid, "visit.otherPerson").At("phone")
			}
			who = data.Visitor{ID: c.Other}
		}
	}
	who, err = tx.Guest(store.Guest{ID: who.ID, Name: c.Name, Title: c.Title, Phone: c.Phone, Seen: v.Arrived})
	if err != nil {
		return who, err
	}
	v.Visitor = who.ID
	if !leaves {
		return who, nil
	}
	if err := tx.Put("visit", v); err != nil {
		return who, err
	}
	return who, recall(tx, was)
}

// checkOut ends visits. Of several those that are over already are left; where none
// is going on any more that is said.
func checkOut(tx *store.Tx, c *data.CheckOut) error {
	var gone []*data.Error
	for _, id := range c.Visits {
		v, err := store.Get[data.Visit](tx, "visit", string(id))
		if err != nil {
			return err
		}
		if !v.Open() {
			gone = append(gone, data.Fault(data.Stale, "visit.hasLeft", data.ShortNumber(v.Number), tx.Shown(v.LeftAt)).At("visits").Moot())
			continue
		}
		if err := staysPut(tx, v); err != nil {
			return err
		}
		if err := leave(tx, v, tx.At(), c.How); err != nil {
			return err
		}
		if err := store.Publish(tx, data.GuestLeaving{Visit: v}); err != nil {
			return err
		}
	}
	return tx.Rest(gone, len(c.Visits))
}

// staysPut refuses that guests leave who were led to another table after that.
func staysPut(tx *store.Tx, v data.Visit) error {
	s, sits, err := seatingOf(tx, v.ID)
	if err != nil || !sits {
		return err
	}
	return stillThere(tx, s)
}

func leave(tx *store.Tx, v data.Visit, at data.Time, how string) error {
	at = max(at, v.Arrived)
	if err := tx.Update("visit", store.Cols{"left_at": at, "left_by": tx.Staff().ID, "left_how": how}, string(v.ID)); err != nil {
		return err
	}
	return store.Publish(tx, data.GuestLeft{Visit: v.ID, At: at})
}

// closeHouse ends what is open, also of days that nobody closed, at the moment
// of closing but never after the end of its own business day.
func closeHouse(tx *store.Tx, c *data.CloseHouse) error {
	if c.Day > tx.Day() {
		return data.Fault(data.Invalid, "error.future").At("day")
	}
	open, err := store.All[data.Visit](tx.Ctx(), tx, `SELECT * FROM visit WHERE left_at = 0 AND day <= ? ORDER BY arrived, id`, string(c.Day))
	if err != nil {
		return err
	}
	for _, v := range open {
		err := staysPut(tx, v)
		if tx.Since(v.Arrived) || data.CodeOf(err) == data.Stale {
			continue // came after the house was closed, or was looked after then
		}
		if err != nil {
			return err
		}
		_, end := tx.Settings().Calendar.Bounds(v.Day)
		if err := leave(tx, v, min(tx.At(), end-1), "closing"); err != nil {
			return err
		}
	}
	return store.Publish(tx, data.HouseClosed{Day: c.Day})
}

func turnAway(tx *store.Tx, c *data.TurnAway) error {
	number, err := tx.Number("X", tx.Day())
	if err != nil {
		return err
	}
	return tx.Insert("refusal", data.Refusal{
		ID: c.Refusal, Number: number, Day: tx.Day(), At: tx.At(), Reason: c.Reason, Acts: c.Acts,
		Helper: c.Helper, Looks: c.Looks, By: c.Staff,
	})
}

func markVisitor(tx *store.Tx, c *data.MarkVisitor) error {
	v, err := tx.VisitorOf(c.Visitor)
	if err == nil && v.Forgotten {
		err = data.Fault(data.Stale, "visit.forgotten")
	}
	if err != nil {
		return err
	}
	tx.About(v.ID)
	return tx.UpdateVisitor(v.ID, store.Cols{"vip": c.VIP, "mark": c.Mark})
}

// recall gives a visitor back the name they had before a line that was held to
// be theirs: the one of the newest line that is.
func recall(tx *store.Tx, id data.ID) error {
	last, err := store.One[data.Visit](tx.Ctx(), tx, `SELECT * FROM visit WHERE visitor = ? AND name <> '' ORDER BY arrived DESC LIMIT 1`, string(id))
	c := store.Cols{"name": last.Name, "title": last.Title, "last_seen": last.Arrived}
	if data.CodeOf(err) == data.NotFound {
		var b data.Booking
		b, err = store.One[data.Booking](tx.Ctx(), tx, `SELECT * FROM booking WHERE visitor = ? ORDER BY taken DESC LIMIT 1`, string(id))
		c = store.Cols{"name": b.Name, "title": b.Title, "last_seen": data.Time(0)}
	}
	if err != nil {
		if data.CodeOf(err) == data.NotFound {
			return nil
		}
		return err
	}
	return tx.UpdateVisitor(id, c)
}

// seats tells where a visit that is going on was led, if it is another place.
func seats(tx *store.Tx, v data.Visit, before data.ID) error {
	if !v.Open() || v.TableID == before {
		return nil
	}
	return store.Publish(tx, data.GuestSeated{Visit: v, Before: before})
}

// hasMore reports whether a visitor has more to their name than one visit.
func hasMore(tx *store.Tx, visitor, visit data.ID) (bool, error) {
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM (SELECT 1 FROM visit WHERE visitor = ? AND id <> ?
		UNION ALL SELECT 1 FROM booking WHERE visitor = ?) AS more`, string(visitor), string(visit), string(visitor))
	if err != nil || n > 0 {
		return n > 0, err
	}
	return tx.Tied(visitor)
}
