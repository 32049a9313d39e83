package store

import (
	"encoding/json"

	"yingbin/data"
)

var undoing = Register{
	Of:       data.Undoing,
	Decide:   map[string]Decider{"Undo": Decides(undo)},
	Describe: map[string]Describer{"Undo": Describes(aboutUndo)},
}

// aboutUndo says what is taken back: which command, of when.
func aboutUndo(n *Naming, c *data.Undo) []any {
	type row struct {
		Kind string
		At   data.Time
	}
	if n.err != nil {
		return nil
	}
	r, err := One[row](n.ctx, n.q, `SELECT kind, at FROM journal WHERE id = ?`, string(c.Command))
	if err != nil {
		if data.CodeOf(err) != data.NotFound {
			n.err = err
		}
		return nil
	}
	return []any{data.Wording(data.KindWord(r.Kind)), r.At, c.Why}
}

// undo writes the counter-changes of a line. Every row it would touch must
// still stand as that line left it, and the line's personal values must not
// have been forgotten; else it is stale.
func undo(tx *Tx, c *data.Undo) error {
	line, err := tx.lineOf(c.Command)
	if err != nil {
		return err
	}
	if err := tx.mayUndo(line); err != nil {
		return err
	}
	if by, err := Value[string](tx.ctx, tx, `SELECT by FROM undone WHERE command = ?`, string(c.Command)); err != nil || by != "" {
		return Either(err, data.Fault(data.Stale, "undo.already").Moot())
	}
	sides, whole, err := tx.sidesOf(line)
	if err != nil {
		return err
	}
	if !whole {
		return data.Fault(data.Stale, "error.stale")
	}
	for i := len(line.Changes) - 1; i >= 0; i-- {
		if err := tx.revert(line, i, sides); err != nil {
			return err
		}
	}
	if err := tx.stands(line); err != nil {
		return err
	}
	return tx.Insert("undone", Cols{"command": string(c.Command), "by": string(c.ID), "at": tx.at})
}

func (tx *Tx) mayUndo(line data.Line) error {
	kind, known := tx.book.kinds[line.Kind]
	var head data.Head
	if err := json.Unmarshal(line.Command, &head); err != nil {
		return data.Fault(data.Storage, "error.damaged").Because(err)
	}
	switch {
	case !known || kind.NoUndo:
		return data.Fault(data.Forbidden, "undo.fixed")
	case tx.device.ID != "" && !tx.device.Role.Allows(kind):
		return data.Fault(data.Forbidden, "device.notHere", tx.device.Name)
	case tx.staff.Role != data.Supervisor && head.Staff != tx.staff.ID:
		return data.Fault(data.Forbidden, "undo.others")
	case tx.staff.Role != data.Supervisor && tx.settings.Calendar.Day(line.Receipt.At) != tx.Day():
		return data.Fault(data.Forbidden, "undo.pastDay")
	}
	_, sealed, err := tx.book.sealed(tx.ctx, tx)
	if err != nil {
		return err
	}
	if line.Seq <= sealed {
		return data.Fault(data.Stale, "undo.sealed")
	}
	return nil
}

func (tx *Tx) lineOf(command data.ID) (data.Line, error) {
	body, err := Value[string](tx.ctx, tx, `SELECT body FROM journal WHERE id = ?`, string(command))
	if err != nil {
		return data.Line{}, err
	}
	if body == "" {
		return data.Line{}, data.Fault(data.NotFound, "error.notFound")
	}
	return data.ParseLine([]byte(body))
}

// sidesOf reads the personal values of a line by their names; whole is false
// when some were forgotten.
func (tx *Tx) sidesOf(line data.Line) (values map[string]any, whole bool, err error) {
	return sidesOf(tx.ctx, tx, line)
}

// revert takes one row change back.
func (tx *Tx) revert(line data.Line, i int, sides map[string]any) error {
	c := line.Changes[i]
	if c.Table == "counter" || c.Table == "undone" {
		return nil // numbers stay used
	}
	t := tx.book.tables[c.Table]
	now, err := tx.rowOf(t, c.Key)
	if err != nil {
		return err
	}
	stale := data.Fault(data.Stale, "error.stale")
	if c.Op == data.Removed {
		if now != nil {
			return stale
		}
		ok, err := tx.Claim(c.Table, fullRow(t, c.Key, merged(c.Old, sides, i, "old")))
		if err == nil && !ok {
			err = stale
		}
		return err
	}
	// A row that the line wrote twice has been written by this undo already.
	if now == nil || now["seq"] != line.Seq && now["seq"] != tx.seq {
		return stale
	}
	if c.Op == data.Inserted {
		return tx.Remove(c.Table, c.Key...)
	}
	return tx.Update(c.Table, merged(c.Old, sides, i, "old"), c.Key...)
}

// stands checks that the book still makes sense without the line: nothing
// refers to a row that is gone, somebody can still sign on as supervisor, and
// the settings are those of the rows.
func (tx *Tx) stands(line data.Line) error {
	for _, c := range line.Changes {
		switch {
		case c.Table == "staff":
			n, err := Value[int64](tx.ctx, tx, `SELECT count(*) FROM staff WHERE role = 'supervisor' AND gone = 0 AND verifier <> ''`)
			if err != nil || n == 0 {
				return Either(err, data.Fault(data.Conflict, "staff.lastSupervisor"))
			}
		case c.Table == "setting":
			s, err := readSettings(tx.ctx, tx)
			if err != nil {
				return err
			}
			tx.settings = s
		case c.Op == data.Inserted:
			if err := tx.unreferred(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// unreferred refuses to leave behind rows that name one that is gone. Some
// references are only checked at the end of the transaction, where a fault
// would take every other command of a batch with it.
func (tx *Tx) unreferred(c data.RowChange) error {
	for _, r := range tx.book.tables[c.Table].referrers {
		n, err := Value[int64](tx.ctx, tx, `SELECT 1 FROM "`+r.table+`" WHERE "`+r.column+`" = ? LIMIT 1`, c.Key[0])
		if err != nil || n != 0 {
			return Either(err, data.Fault(data.Stale, "error.stale"))
		}
	}
	return nil
}
