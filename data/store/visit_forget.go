package store

import (
	"context"
	"fmt"
	"strings"

	"yingbin/data"
)

// forgotten are the columns that hold what is known of a person, by table.
var forgotten = map[string]cols{
	"visit":         {"name": "", "firm": "", "host": "", "note": "", "plate": "", "agent": ""},
	"booking":       {"name": "", "phone": "", "guardian": "", "note": "", "cancel_why": ""},
	"lending":       {"name": "", "firm": "", "phone": "", "purpose": "", "returned_by": "", "remark": ""},
	"orders":        {"guest": "", "note": ""},
	"order_line":    {"note": "", "void_why": ""},
	"handover_item": {"title": "", "detail": "", "word": ""},
}

func anonymise(tx *Tx, c *data.Anonymise) error {
	tx.forgets = true
	gone := map[data.ID]bool{}
	for _, id := range c.Visitors {
		v, err := tx.visitorOf(id)
		if err != nil {
			return err
		}
		if v.Forgotten {
			continue
		}
		if err := tx.forget(v.ID, gone); err != nil {
			return err
		}
	}
	for side := range tx.sides { // said again for the sake of others in the list
		if _, subject, _ := strings.Cut(side, "/"); gone[data.ID(subject)] {
			delete(tx.sides, side)
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
func (tx *Tx) forget(id data.ID, gone map[data.ID]bool) error {
	gone[id] = true
	if err := tx.mayForget(id); err != nil {
		return err
	}
	type row struct{ ID data.ID }
	names, err := all[row](tx.ctx, tx, `SELECT id FROM visitor WHERE same_as = ? AND same_as <> ''`, string(id))
	if err != nil {
		return err
	}
	for _, n := range names {
		if err := tx.forget(n.ID, gone); err != nil {
			return err
		}
	}
	if err := tx.sayBeside(id); err != nil {
		return err
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

// A record may have been held to be another visitor's before it was put right.
// The journal's values of that time stand under the other one and go with the
// one whose record it is: what they tell of the other one is then said again.

// keepStray notes both visitors of a record that goes from one to the other.
// None goes back, by an undo, to one who was made anonymous since.
func (tx *Tx) keepStray(record, was, is any) error {
	for _, id := range []any{was, is} {
		if _, err := tx.exec(`INSERT INTO journal_stray (record, visitor) VALUES (?, ?) ON CONFLICT DO NOTHING`, record, id); err != nil {
			return err
		}
	}
	n, err := value[int64](tx.ctx, tx, `SELECT forgotten FROM visitor WHERE id = ?`, is)
	if n != 0 {
		return data.Fault(data.Stale, "visit.forgotten")
	}
	return err
}

// sayBeside notes the rows of others again whose values will go with a visitor.
func (tx *Tx) sayBeside(id data.ID) error {
	said := map[string]bool{}
	return tx.strayed(id, func(line journalRow, other data.ID) error {
		l, err := data.ParseLine([]byte(line.Body))
		if err != nil {
			return err
		}
		for _, c := range l.Changes {
			name := fmt.Sprint(c.Table, c.Key)
			if said[name] {
				continue
			}
			said[name] = true
			if err := tx.sayAgain(tx.book.tables[c.Table], c.Key, other); err != nil {
				return err
			}
		}
		return nil
	})
}

// sayAgain notes the personal values of a row in this command's line, if it is
// still a visitor's.
func (tx *Tx) sayAgain(t *table, key []any, visitor data.ID) error {
	is := cols{}
	for _, col := range t.columns {
		if tx.book.personal[t.name+"."+col] != "" {
			is[col] = nil
		}
	}
	if len(is) == 0 {
		return nil
	}
	row, err := tx.row(t, key)
	if err != nil || row == nil || tx.book.subjectOf(t, row, row) != visitor {
		return err
	}
	for col := range is {
		is[col] = row[col]
	}
	if _, err := tx.exec(`UPDATE "`+t.name+`" SET seq = ? WHERE `+where(t), append([]any{tx.seq}, key...)...); err != nil {
		return err
	}
	return tx.noted(t, data.Updated, key, cols{}, is, row, row)
}

// strayed visits the journal's lines that wrote a visitor's records while they
// were held to be another's, with that other one.
func (tx *Tx) strayed(id data.ID, visit func(line journalRow, other data.ID) error) error {
	type stray struct{ Record, Visitor data.ID }
	list, err := all[stray](tx.ctx, tx, `SELECT s.record AS record, s.visitor AS visitor FROM journal_stray s JOIN (
			SELECT id FROM visit WHERE visitor = ? UNION ALL SELECT id FROM booking WHERE visitor = ?
			UNION ALL SELECT id FROM lending WHERE visitor = ? AND visitor <> '') AS own ON own.id = s.record
		WHERE s.visitor <> ? ORDER BY s.record, s.visitor`, string(id), string(id), string(id), string(id))
	if err != nil {
		return err
	}
	for _, s := range list {
		lines, err := all[journalRow](tx.ctx, tx, `SELECT * FROM journal WHERE seq IN (SELECT seq FROM journal_side WHERE subject = ? AND subject <> '' AND seq < ?) ORDER BY seq`, string(s.Visitor), tx.seq)
		if err != nil {
			return err
		}
		for _, l := range lines {
			if !strings.Contains(l.Body, `"`+string(s.Record)+`"`) {
				continue
			}
			if err := visit(l, s.Visitor); err != nil {
				return err
			}
		}
	}
	return nil
}

// forgetSides follows a visitor who was made anonymous, here or where the line
// was decided: what the journal kept of them beside its lines goes, and after the
// commit the file is cleansed of copies.
func forgetSides(tx *Tx, old, new cols) error {
	if old == nil || new == nil || old["forgotten"] == new["forgotten"] || new["forgotten"] == int64(0) {
		return nil
	}
	tx.book.forgot = true
	if _, err := tx.exec(`DELETE FROM journal_side WHERE subject = ? AND subject <> ''`, new["id"]); err != nil {
		return err
	}
	return tx.strayed(data.ID(new["id"].(string)), func(line journalRow, other data.ID) error {
		_, err := tx.exec(`DELETE FROM journal_side WHERE seq = ? AND subject = ?`, line.Seq, string(other))
		return err
	})
}

// cleanse takes what was forgotten out of the book's files. secure_delete wipes
// rows where they stood last, but pages that were rearranged before keep copies
// in their unused space: the file is written anew. The log is emptied then,
// which has to wait while somebody reads an older state. What fails is tried
// again: the log with the next commit, the file when the book is closed.
func (b *Book) cleanse(ctx context.Context) {
	if b.forgot {
		_, err := b.conn.ExecContext(ctx, `VACUUM`)
		b.forgot, b.again, b.scrub = false, err != nil, true
	}
	if b.scrub {
		var busy, pages, moved int64
		err := b.conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved)
		b.scrub = err != nil || busy != 0
	}
}
