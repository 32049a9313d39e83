package front

import (
	"cmp"

	"yingbin/data"
	"yingbin/data/store"
)

// This file is for whom an act at a place is meant. Whoever gives one names the
// party that was seen there; where none is named it is the one that was there at
// that moment. Whoever comes after is never meant.

// partyGone is the answer to an act for guests who are not there any more.
func partyGone(tx *store.Tx, name string, left data.Time) error {
	return data.Fault(data.Stale, "floor.partyGone", name, tx.Shown(left)).At("place")
}

// meant finds the party that an order names, and where it sits now. Of one that
// names nobody it is who was at the place at that moment: found is false when
// nobody was.
func meant(tx *store.Tx, o *data.Order) (found bool, err error) {
	switch {
	case o.Seating != "":
		return true, seatedFor(tx, o)
	case o.Visit != "":
		return true, visitFor(tx, o)
	case o.Visitor != "" || o.Guest != "":
		return true, nil
	}
	return thereThen(tx, o)
}

// seatedFor fills in who a party is. One that was led to another table meanwhile is
// served there.
func seatedFor(tx *store.Tx, o *data.Order) error {
	s, err := store.Get[data.Seating](tx, "seating", string(o.Seating))
	if err != nil {
		return store.MissingAt(err, "place")
	}
	if s.LeftAt != 0 {
		return partyGone(tx, tableName(tx, s.TableID), s.LeftAt)
	}
	if s.TableID != o.Place {
		tx.Warn("order.follows", tableName(tx, o.Place), tableName(tx, s.TableID))
		o.Place = s.TableID
	}
	o.Visit, o.People = s.Visit, s.People
	if s.Visit == "" {
		o.Guest = cmp.Or(o.Guest, s.Guest)
		return nil
	}
	return visitFor(tx, o)
}

// visitFor fills in who the guests of a visit are. Their name stays with the visit
// alone: it may be put right or forgotten there.
func visitFor(tx *store.Tx, o *data.Order) error {
	v, err := store.Get[data.Visit](tx, "visit", string(o.Visit))
	if err != nil {
		return store.MissingAt(err, "visit")
	}
	if !v.Open() {
		return partyGone(tx, placeName(tx, o.Place), v.LeftAt)
	}
	o.Visitor, o.Guest, o.People = v.Visitor, "", v.People()
	if o.Seating != "" {
		return nil
	}
	s, sits, err := seatingOf(tx, v.ID)
	if err != nil || !sits {
		return err
	}
	if s.TableID != o.Place {
		moved, err := tx.Later("seating", string(s.ID))
		if err != nil || moved == nil || tableName(tx, o.Place) == "" {
			return err // ordered to another place on purpose
		}
		tx.Warn("order.follows", tableName(tx, o.Place), tableName(tx, s.TableID))
		o.Place = s.TableID
	}
	o.Seating = s.ID
	return nil
}

// thereThen fills in who was at a place when an order was given that names nobody.
// Whoever came after is not meant, whoever has left since is not there any more.
func thereThen(tx *store.Tx, o *data.Order) (bool, error) {
	here, err := sitting(tx.Ctx(), tx, tx.Now(), o.Place)
	if err != nil {
		return false, err
	}
	for _, s := range here {
		if tx.Since(s.Since) {
			continue
		}
		o.Visit, o.Visitor, o.People, o.Seating = s.Visit, s.Visitor, s.People, s.Seating
		if o.Visit == "" {
			o.Guest, o.Title = s.Guest, s.Title
		}
		return true, nil
	}
	left, err := leftSince(tx, o.Place)
	if err == nil && left != 0 {
		err = partyGone(tx, placeName(tx, o.Place), left)
	}
	return false, err
}

// leftSince tells when the party left that was at a place at the moment of the
// command, 0 when none was or it is still there.
func leftSince(tx *store.Tx, place data.ID) (data.Time, error) {
	if tx.Now() == tx.At() {
		return 0, nil
	}
	at := int64(tx.At())
	left, err := store.Value[int64](tx.Ctx(), tx, `SELECT max(left_at) FROM seating WHERE day = ? AND table_id = ? AND since <= ? AND left_at > ?`, string(tx.Day()), string(place), at, at)
	if err != nil || left != 0 {
		return data.Time(left), err
	}
	left, err = store.Value[int64](tx.Ctx(), tx, `SELECT max(ended_at) FROM booking WHERE day = ? AND court = ? AND started_at > 0 AND started_at <= ? AND ended_at > ?`, string(tx.Day()), string(place), at, at)
	return data.Time(left), err
}

// placeName gives what a table or a court is called.
func placeName(tx *store.Tx, id data.ID) string {
	if name := tableName(tx, id); name != "" {
		return name
	}
	c, _ := store.Get[data.Court](tx, "court", string(id))
	return c.Name
}

// seatedThen lists the parties that sat at a table at the moment of the command,
// the newest first; those too that have left since.
func seatedThen(tx *store.Tx, table data.ID) ([]data.Seating, error) {
	until := int64(tx.At())
	if tx.Now() == tx.At() {
		return store.All[data.Seating](tx.Ctx(), tx, `SELECT * FROM seating WHERE table_id = ? AND left_at = 0 ORDER BY since DESC, id`, string(table))
	}
	list, err := store.All[data.Seating](tx.Ctx(), tx, `SELECT * FROM seating WHERE table_id = ? AND left_at = 0
		UNION ALL SELECT * FROM seating WHERE day = ? AND table_id = ? AND left_at > ? ORDER BY since DESC, id`, string(table), string(tx.Day()), string(table), until)
	if err != nil {
		return nil, err
	}
	then := list[:0]
	for _, s := range list {
		if !tx.Since(s.Since) {
			then = append(then, s)
		}
	}
	return then, nil
}

// stillThere refuses that a party leaves that was led to another table after that,
// or looked after there: whoever did it has seen them.
func stillThere(tx *store.Tx, s data.Seating) error {
	if tx.At() == tx.Now() {
		return nil
	}
	if err := tx.Newest("seating", string(s.ID)); err != nil {
		return err
	}
	type dealt struct {
		By data.ID
		At data.Time
	}
	last, err := store.One[dealt](tx.Ctx(), tx, `SELECT by, at FROM (SELECT by, at FROM sighting WHERE day = ? AND seating = ? AND what IN ('greeted', 'seen', 'refill')
		UNION ALL SELECT by, at FROM orders WHERE seating = ? AND seating <> '') AS dealt ORDER BY at DESC, by LIMIT 1`, string(s.Day), string(s.ID), string(s.ID))
	if data.CodeOf(err) == data.NotFound || err == nil && !tx.Since(last.At) {
		return nil
	}
	return store.Either(err, data.Fault(data.Stale, "floor.seenSince", tableName(tx, s.TableID), tx.Shown(last.At)).At("seating"))
}
