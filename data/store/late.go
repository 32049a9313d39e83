package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"yingbin/data"
)

// This file is what an act that arrives late is judged by: the state in which its
// maker gave it and the moment at which that was. What happened later stands.

// skew is how far the clocks of two devices may stand apart once corrected: acts
// within it happened at the same moment, and the one that arrives later is later.
const skew = time.Second

// late reports whether something may have happened between the command and now.
func (tx *Tx) late() bool { return tx.now.Sub(tx.at) > skew }

// Since reports whether something happened after the command that is decided.
func (tx *Tx) Since(t data.Time) bool { return t.Sub(tx.at) > skew }

// Later is who wrote a row, and when, after the command that is decided happened.
type Later struct {
	By data.ID
	At data.Time
}

// Later finds whether a row was last written by something that happened after the
// command that is decided; nil when it was not, or there is no such row.
func (tx *Tx) Later(table string, key ...any) (*Later, error) {
	if !tx.late() {
		return nil, nil
	}
	row, err := tx.Row(table, key...)
	if err != nil || row == nil {
		return nil, err
	}
	return tx.laterThan(tx.book.tables[table], key, row)
}

// laterThan looks through what was decided since the command was given. Most rows
// were not written since.
func (tx *Tx) laterThan(t *table, key []any, row Cols) (*Later, error) {
	type writer struct {
		Staff       data.ID
		At, Decided data.Time
	}
	seq, _ := row["seq"].(int64)
	w, err := One[writer](tx.ctx, tx, `SELECT staff, at, decided FROM journal WHERE seq = ?`, seq)
	switch {
	case data.CodeOf(err) == data.NotFound, err == nil && w.Decided <= tx.at:
		return nil, nil // by this command, or long ago
	case err != nil:
		return nil, err
	case tx.Since(w.At):
		return &Later{By: w.Staff, At: w.At}, nil
	}
	lines, err := tx.linesSince(fmt.Sprint(key[0])) // the last word came late itself
	for _, line := range lines {
		for _, c := range line.Changes {
			if c.Table == t.name && sameKey(c.Key, key) {
				return tx.writerOf(line.Seq)
			}
		}
	}
	return nil, err
}

func (tx *Tx) writerOf(seq int64) (*Later, error) {
	w, err := One[JournalRow](tx.ctx, tx, `SELECT * FROM journal WHERE seq = ?`, seq)
	return &Later{By: w.Staff, At: w.At}, err
}

func sameKey(a, b []any) bool { return fmt.Sprint(a...) == fmt.Sprint(b...) }

// Beaten is the answer to an act that something later has overtaken.
func (tx *Tx) Beaten(l Later) error {
	who, err := Get[data.Staff](tx, "staff", string(l.By))
	if err != nil && data.CodeOf(err) != data.NotFound {
		return err
	}
	if who.Name == "" {
		return data.Fault(data.Stale, "late.beatenAt", tx.Shown(l.At))
	}
	return data.Fault(data.Stale, "late.beaten", who.Name, tx.Shown(l.At))
}

// Newest refuses the command where a row was written by something later.
func (tx *Tx) Newest(table string, key ...any) error {
	l, err := tx.Later(table, key...)
	if err != nil || l == nil {
		return err
	}
	return tx.Beaten(*l)
}

// NewestSince is Newest of one thing that a row says, which was last said at a
// moment.
func (tx *Tx) NewestSince(t data.Time, table string, key ...any) error {
	if !tx.Since(t) {
		return nil
	}
	if err := tx.Newest(table, key...); err != nil {
		return err
	}
	return tx.Beaten(Later{At: t})
}

// Rest ends an act on several things of which some could not be done: where nothing
// was left to do the first of them is the answer, else they are told.
func (tx *Tx) Rest(undone []*data.Error, of int) error {
	if len(undone) > 0 && len(undone) == of {
		return undone[0]
	}
	for _, e := range undone {
		tx.Warn(e.Key, e.Args...)
	}
	return nil
}

// rebase gives what a command changes of a row that something later has written:
// what the command's maker left as it was stays as it is now. Where both changed
// the same, the later stands and the command is refused.
func (tx *Tx) rebase(t *table, key []any, now, c Cols) (Cols, error) {
	if !tx.late() {
		return c, nil
	}
	l, err := tx.laterThan(t, key, now)
	if err != nil || l == nil {
		return c, err
	}
	seen, err := tx.asSeen(t, key, now)
	if err != nil {
		return nil, err
	}
	rest := Cols{}
	for col, v := range c {
		mine := normal(v)
		switch {
		case col == "seq" || mine == now[col] || now[col] == seen[col]:
			rest[col] = v
		case mine != seen[col]:
			return nil, tx.Beaten(*l)
		}
	}
	return rest, nil
}

// Seen gives a row as it stood when the command was given: what its maker saw. One
// that was not there yet is blank.
func Seen[T any](tx *Tx, table string, now T, key ...any) (T, error) {
	var seen T
	if !tx.late() {
		return now, nil
	}
	t := tx.book.tables[table]
	row, err := tx.rowOf(t, key)
	if err != nil || row == nil {
		return now, err
	}
	if l, err := tx.laterThan(t, key, row); err != nil || l == nil {
		return now, err
	}
	was, err := tx.asSeen(t, key, row)
	if err != nil {
		return seen, err
	}
	return seen, fillRow(&seen, was)
}

// asSeen takes back from a row what lines changed that happened after the command.
func (tx *Tx) asSeen(t *table, key []any, now Cols) (Cols, error) {
	seen := Cols{}
	for col, v := range now {
		seen[col] = v
	}
	lines, err := tx.linesSince(fmt.Sprint(key[0]))
	if err != nil {
		return nil, err
	}
	for _, line := range lines {
		sides, _, err := tx.sidesOf(line)
		if err != nil {
			return nil, err
		}
		for i := len(line.Changes) - 1; i >= 0; i-- {
			c := line.Changes[i]
			if c.Table != t.name || !sameKey(c.Key, key) {
				continue
			}
			if c.Op == data.Inserted {
				return blankRow(t), nil
			}
			for col, v := range merged(c.Old, sides, i, "old") {
				seen[col] = v
			}
		}
	}
	return seen, nil
}

func blankRow(t *table) Cols {
	c := Cols{}
	for _, col := range t.columns {
		c[col] = ""
		if t.numeric[col] {
			c[col] = int64(0)
		}
	}
	return c
}

// linesSince reads the lines that speak of something and tell what happened after
// the command, the newest first.
func (tx *Tx) linesSince(of string) ([]data.Line, error) {
	var list []data.Line
	for below := tx.seq; below > 0; {
		rows, err := All[JournalRow](tx.ctx, tx, `SELECT * FROM journal WHERE seq < ? ORDER BY seq DESC LIMIT 200`, below)
		if err != nil || len(rows) == 0 {
			return list, err
		}
		for _, r := range rows {
			below = r.Seq
			if r.Decided <= tx.at {
				return list, nil
			}
			if !tx.Since(r.At) || !strings.Contains(r.Body, of) {
				continue
			}
			line, err := data.ParseLine([]byte(r.Body))
			if err != nil {
				return nil, err
			}
			list = append(list, line)
		}
	}
	return list, nil
}

// StaffThen gives somebody of the staff as they were when the command was given.
func (tx *Tx) StaffThen(id data.ID) (data.Staff, error) { return tx.staffAt(id, tx.at) }

func (tx *Tx) staffAt(id data.ID, at data.Time) (data.Staff, error) {
	s, err := Get[data.Staff](tx, "staff", string(id))
	if err != nil {
		return s, err
	}
	past, err := tx.pastOf(id)
	for _, was := range past {
		if was.Until > at {
			s.Role, s.Gone = was.Role, was.Gone
			break
		}
	}
	return s, err
}

// pastOf lists how somebody of the staff stood before, the oldest first. Every
// command asks it, of few people.
func (tx *Tx) pastOf(person data.ID) ([]data.StaffPast, error) {
	kept := tx.book.kept["staff_past"]
	if list, ok := kept[string(person)].([]data.StaffPast); ok {
		return list, nil
	}
	list, err := All[data.StaffPast](tx.ctx, tx, pastOfStaff, string(person))
	if err == nil && !tx.book.touched["staff_past"] { // what this transaction wrote may yet be rolled back
		kept[string(person)] = list
	}
	return list, err
}

const pastOfStaff = `SELECT * FROM staff_past WHERE person = ? ORDER BY until, seq`

// keepPast notes how somebody of the staff stood until a change.
func (tx *Tx) keepPast(old, is data.Staff) error {
	if old.ID == "" || old.Role == is.Role && old.Gone == is.Gone {
		return nil
	}
	return tx.Insert("staff_past", data.StaffPast{ID: tx.IDOf("past", string(old.ID)), Person: old.ID, Role: old.Role, Gone: old.Gone, Until: tx.at})
}

// PastOf lists how somebody of the staff stood before, the oldest first.
func (b *Book) PastOf(ctx context.Context, person data.ID) ([]data.StaffPast, error) {
	return All[data.StaffPast](ctx, b, pastOfStaff, string(person))
}
