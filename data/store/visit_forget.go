package store

import (
	"strings"

	"yingbin/data"
)

// forgotten are the columns that hold what is known of a person, by table.
var forgotten = map[string]cols{
	"visit":         {"name": "", "firm": "", "host": "", "note": "", "plate": "", "agent": ""},
	"booking":       {"name": "", "phone": "", "guardian": "", "note": "", "cancel_why": ""},
	"lending":       {"name": "", "firm": "", "phone": "", "purpose": "", "returned_by": "", "remark": ""},
	"handover_item": {"title": "", "detail": "", "word": ""},
}

func anonymise(tx *Tx, c *data.Anonymise) error {
	tx.forgets = true
	for _, id := range c.Visitors {
		v, err := tx.visitorOf(id)
		if err != nil {
			return err
		}
		if v.Forgotten {
			continue
		}
		if err := tx.forget(v.ID); err != nil {
			return err
		}
	}
	return nil
}

// mayForget refuses to forget somebody who is here, is coming or has something
// of the house's: nobody could greet them or ask for it.
func (tx *Tx) mayForget(id data.ID) error {
	for _, open := range []struct {
		key, query string
		args       []any
	}{
		{"visit.stillInside", `SELECT 1 FROM visit WHERE visitor = ? AND left_at = 0`, []any{string(id)}},
		{"visit.stillBooked", `SELECT 1 FROM booking WHERE visitor = ? AND status IN ('booked', 'arrived', 'playing', 'tentative') AND ends > ?`, []any{string(id), int64(tx.now)}},
		{"visit.stillHas", `SELECT 1 FROM lending WHERE visitor = ? AND visitor <> '' AND taken_at = 0`, []any{string(id)}},
	} {
		n, err := value[int64](tx.ctx, tx, open.query+` LIMIT 1`, open.args...)
		if err != nil || n != 0 {
			return either(err, data.Fault(data.Conflict, open.key).At("visitors"))
		}
	}
	return nil
}

// forget clears a visitor and every other name they go by.
func (tx *Tx) forget(id data.ID) error {
	if err := tx.mayForget(id); err != nil {
		return err
	}
	type row struct{ ID data.ID }
	names, err := all[row](tx.ctx, tx, `SELECT id FROM visitor WHERE same_as = ? AND same_as <> ''`, string(id))
	if err != nil {
		return err
	}
	for _, n := range names {
		if err := tx.forget(n.ID); err != nil {
			return err
		}
	}
	if err := tx.update("visitor", cols{"name": "", "phone": "", "mark": "", "forgotten": true}, string(id)); err != nil {
		return err
	}
	for table, blank := range forgotten {
		ids, err := tx.rowsOf(table, id)
		if err != nil {
			return err
		}
		for _, row := range ids {
			if err := tx.update(table, blank, row); err != nil {
				return err
			}
		}
	}
	return nil
}

// forgetSides follows a visitor who was made anonymous, here or where the line
// was decided: what the journal kept of them beside its lines goes, and the log
// that may hold copies is emptied after the commit.
func forgetSides(tx *Tx, old, new cols) error {
	if old == nil || new == nil || old["forgotten"] == new["forgotten"] || new["forgotten"] == int64(0) {
		return nil
	}
	tx.book.scrub = true
	if _, err := tx.exec(`DELETE FROM journal_side WHERE subject = ? AND subject <> ''`, new["id"]); err != nil {
		return err
	}
	// Lines that were held to be another visitor's have their values there.
	visits, err := all[data.Visit](tx.ctx, tx, `SELECT * FROM visit WHERE visitor = ? AND once <> '[]'`, new["id"])
	if err != nil {
		return err
	}
	for _, v := range visits {
		for _, was := range v.Once {
			if err := tx.forgetSidesOf(v.ID, was); err != nil {
				return err
			}
		}
	}
	return nil
}

// forgetSidesOf takes away what lines that wrote a visit kept under a visitor.
func (tx *Tx) forgetSidesOf(visit, visitor data.ID) error {
	type row struct {
		Seq  int64
		Body string
	}
	lines, err := all[row](tx.ctx, tx, `SELECT seq, body FROM journal WHERE seq IN (SELECT seq FROM journal_side WHERE subject = ? AND subject <> '')`, string(visitor))
	if err != nil {
		return err
	}
	for _, l := range lines {
		if !strings.Contains(l.Body, `"`+string(visit)+`"`) {
			continue
		}
		if _, err := tx.exec(`DELETE FROM journal_side WHERE seq = ? AND subject = ?`, l.Seq, string(visitor)); err != nil {
			return err
		}
	}
	return nil
}
