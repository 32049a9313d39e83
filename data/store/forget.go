package store

import (
	"context"
	"fmt"
	"strings"

	"yingbin/data"
)

var visitors = Register{
	Of:     data.Visitors,
	Decide: map[string]Decider{"Anonymise": Decides(anonymise)},
	Describe: map[string]Describer{"Anonymise": Describes(func(_ *Naming, c *data.Anonymise) []any {
		return []any{data.Wording("late.things", len(c.Visitors))}
	})},
	Index: map[string]Rule{"visitor": forgetSides},
}

func anonymise(tx *Tx, c *data.Anonymise) error {
	tx.forgets = true
	gone := map[data.ID]bool{}
	for _, id := range c.Visitors {
		v, err := tx.VisitorOf(id)
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

// mayForget refuses to forget somebody who has something open, see Hold.
func (tx *Tx) mayForget(id data.ID) error {
	for _, h := range tx.book.holds {
		n, err := Value[int64](tx.ctx, tx, `SELECT 1 FROM (`+h.Query+`) AS held WHERE visitor = ? LIMIT 1`, append(h.args(tx.now), string(id))...)
		if err != nil || n != 0 {
			return Either(err, data.Fault(data.Conflict, h.Key).At("visitors"))
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
	names, err := All[row](tx.ctx, tx, `SELECT id FROM visitor WHERE same_as = ? AND same_as <> ''`, string(id))
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
	empty := tx.book.emptied(tx.book.rows["visitor"])
	empty["forgotten"] = true
	if err := tx.Update("visitor", empty, string(id)); err != nil {
		return err
	}
	return tx.eachRow(id, tx.book.ofVisitors(), tx.forgetRow)
}

// eachRow visits the rows of a visitor.
func (tx *Tx) eachRow(visitor data.ID, tables []data.Row, visit func(row data.Row, key []any) error) error {
	for _, row := range tables {
		keys, err := tx.rowsOf(row.Table, visitor)
		if err != nil {
			return err
		}
		for _, key := range keys {
			if err := visit(row, key); err != nil {
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
	n, err := Value[int64](tx.ctx, tx, `SELECT forgotten FROM visitor WHERE id = ?`, is)
	if n != 0 {
		return data.Fault(data.Stale, "visit.forgotten")
	}
	return err
}

// sayBeside notes the rows of others again whose values will go with a visitor.
func (tx *Tx) sayBeside(id data.ID) error {
	said := map[string]bool{}
	return tx.strayed(id, func(line JournalRow, other data.ID) error {
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
	var personal []string
	for _, col := range t.columns {
		if tx.book.personal[t.name+"."+col] != "" {
			personal = append(personal, col)
		}
	}
	if len(personal) == 0 {
		return nil
	}
	row, err := tx.rowOf(t, key)
	if err != nil || row == nil || tx.book.subjectOf(t, row, row) != visitor {
		return err
	}
	return tx.restate(t, key, row, personal)
}

// strayed visits the journal's lines that wrote a visitor's records while they
// were held to be another's, with that other one.
func (tx *Tx) strayed(id data.ID, visit func(line JournalRow, other data.ID) error) error {
	type stray struct{ Record, Visitor data.ID }
	own, args := tx.book.recordsOf(id)
	list, err := All[stray](tx.ctx, tx, `SELECT s.record AS record, s.visitor AS visitor FROM journal_stray s JOIN (`+own+`) AS own ON own.id = s.record
		WHERE s.visitor <> ? ORDER BY s.record, s.visitor`, append(args, string(id))...)
	if err != nil {
		return err
	}
	for _, s := range list {
		lines, err := All[JournalRow](tx.ctx, tx, `SELECT * FROM journal WHERE seq IN (SELECT seq FROM journal_side WHERE subject = ? AND subject <> '' AND seq < ?) ORDER BY seq`, string(s.Visitor), tx.seq)
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

// recordsOf selects the records of a visitor that may have been held to be
// another's: frozen ones never were.
func (b *Book) recordsOf(id data.ID) (query string, args []any) {
	var parts []string
	for _, row := range b.moving() {
		parts = append(parts, `SELECT "`+b.tables[row.Table].key[0]+`" AS id FROM "`+row.Table+`" WHERE visitor = ? AND visitor <> ''`)
		args = append(args, string(id))
	}
	return strings.Join(parts, ` UNION `), args
}

// forgetSides follows a visitor who was made anonymous, here or where the line
// was decided: what the journal kept of them beside its lines goes, and after the
// commit the file is cleansed of copies.
func forgetSides(tx *Tx, old, new Cols) error {
	if old == nil || new == nil || old["forgotten"] == new["forgotten"] || new["forgotten"] == int64(0) {
		return nil
	}
	tx.book.forgot = true
	if _, err := tx.exec(`DELETE FROM journal_side WHERE subject = ? AND subject <> ''`, new["id"]); err != nil {
		return err
	}
	return tx.strayed(data.ID(new["id"].(string)), func(line JournalRow, other data.ID) error {
		_, err := tx.exec(`DELETE FROM journal_side WHERE seq = ? AND subject = ?`, line.Seq, string(other))
		return err
	})
}

// cleanse takes what was forgotten out of the book's files: the log is moved into
// the book and emptied, which has to wait while somebody reads an older state, and
// the pages are wiped. What fails is tried again with the next commit, when the book
// has nothing else to do, and when it is closed.
func (b *Book) cleanse(ctx context.Context) {
	b.scrub = b.scrub || b.forgot
	b.forgot = false
	if !b.scrub {
		return
	}
	b.step("emptying")
	if empty, err := b.emptyLog(ctx); err == nil && empty {
		b.step("wiping")
		b.scrub = b.wipe(ctx) != nil
		b.step("wiped")
	}
}

// emptyLog moves the log into the book's file and empties it, unless somebody reads
// an older state: it waits for nobody.
func (b *Book) emptyLog(ctx context.Context) (empty bool, err error) {
	if err := b.pragma(ctx, `PRAGMA busy_timeout = 0`); err != nil {
		return false, err
	}
	var busy, pages, moved int64
	err = b.conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved)
	if e := b.pragma(ctx, busyTimeout); err == nil {
		err = e
	}
	return err == nil && busy == 0, fault(err)
}
