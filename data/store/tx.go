package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"yingbin/data"
)

// Tx is one transaction that decides one command. Insert, Claim, Put,
// Update and Remove are the only ways to write the office's rows: they note every
// change for the journal line and give each row the line's sequence.
type Tx struct {
	ctx      context.Context
	book     *Book
	seq      int64
	epoch    int64
	before   [32]byte  // digest of the line before this one
	now      data.Time // when it is decided
	at       data.Time // when it happened, corrected
	staff    data.Staff
	device   data.Device // that gave the command, where the office has several
	settings data.Settings

	changes  []data.RowChange
	subject  data.ID            // the visitor the command speaks of, where deciding showed it
	parts    map[string]data.ID // the visitors that elements of its lists speak of, by path
	visitors []data.ID          // whose rows it wrote; two are as good as many
	forgets  bool               // old personal values are not kept: the command forgets people
	sides    data.Sides
	receipt  data.Receipt
	owner    string // of the register whose code runs; "" for the engine
	sealed   bool   // the command came signed
	replayed bool   // applying a line: note nothing, give no numbers
}

func (tx *Tx) of() *Book { return tx.book }

func (tx *Tx) ask(ctx context.Context, q string, args []any, visit func(*sql.Rows) error) error {
	st, err := tx.book.prepared(tx.ctx, q)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(ctx, args...)
	return visited(rows, err, visit)
}

func (tx *Tx) exec(q string, args ...any) (int64, error) {
	st, err := tx.book.prepared(tx.ctx, q)
	if err != nil {
		return 0, fault(err)
	}
	r, err := st.ExecContext(tx.ctx, args...)
	if err != nil {
		return 0, fault(err)
	}
	n, err := r.RowsAffected()
	return n, fault(err)
}

// Derived writes a table that holds nothing but what a device makes for itself
// (see Register.Index): no line tells of it.
func (tx *Tx) Derived(table, q string, args ...any) error {
	if _, journalled := tx.book.rows[table]; journalled {
		return data.Fault(data.Storage, "error.internal").Because(fmt.Errorf("%s is no derived table", table))
	}
	_, err := tx.exec(q, args...)
	return err
}

// Ctx is the context in which the command is decided.
func (tx *Tx) Ctx() context.Context { return tx.ctx }

// At is when the command happened, corrected.
func (tx *Tx) At() data.Time { return tx.at }

// Now is when the command is decided.
func (tx *Tx) Now() data.Time { return tx.now }

// Invented reports that the command is of a sample, which nobody can prove.
func (tx *Tx) Invented() bool { return tx.book.fast.Load() }

// Device is the device that gave the command; a blank one where the office has one
// alone.
func (tx *Tx) Device() data.Device { return tx.device }

// CameLate reports whether the command was made well before it is decided: its maker
// could not know what came in meanwhile.
func (tx *Tx) CameLate() bool { return tx.now > tx.at.Add(time.Minute) }

// Staff is who gave the command; nobody before anybody is signed on.
func (tx *Tx) Staff() data.Staff { return tx.staff }

// Settings are the office's, as the command found them.
func (tx *Tx) Settings() data.Settings { return tx.settings }

// Seq is the sequence of the line that the command becomes.
func (tx *Tx) Seq() int64 { return tx.seq }

// Provisional reports that the command is decided for the time being, on a device
// whose hub has yet to decide it.
func (tx *Tx) Provisional() bool { return tx.book.copy != nil }

// About says which visitor the command's own personal values belong to.
func (tx *Tx) About(visitor data.ID) { tx.subject = visitor }

// AboutPart says which visitor an element of the command's lists speaks of, by its
// path, such as "marks.0". The whole then speaks of nobody.
func (tx *Tx) AboutPart(path string, visitor data.ID) {
	if tx.parts == nil {
		tx.parts = map[string]data.ID{}
	}
	tx.parts[path] = visitor
}

// SetNumber puts another number on the receipt than the one given last.
func (tx *Tx) SetNumber(number string) { tx.receipt.Number = number }

// CommandID is the id of the command that is decided.
func (tx *Tx) CommandID() data.ID { return tx.receipt.ID }

// IDOf gives an id that the same command always makes of the same words.
func (tx *Tx) IDOf(words ...string) data.ID {
	return data.IDFrom(append([]string{string(tx.receipt.ID)}, words...)...)
}

// Day is the business day of the command.
func (tx *Tx) Day() data.Day { return tx.settings.Calendar.Day(tx.at) }

// Amended is what the command writes into a record that it puts right or voids.
func (tx *Tx) Amended(why string, void bool) data.Amended {
	return data.Amended{AmendedAt: tx.at, AmendedBy: tx.staff.ID, AmendWhy: why, Void: void}
}

// Warn adds a sentence to the receipt: done, but look.
func (tx *Tx) Warn(key string, args ...any) {
	tx.receipt.Warnings = append(tx.receipt.Warnings, data.Warning{Key: key, Args: args})
}

// Number gives the next number of a register for a business day, such as
// L-20261123-004, and puts it on the receipt.
func (tx *Tx) Number(prefix string, day data.Day) (string, error) {
	if tx.book.copy != nil { // only the hub gives numbers
		number := data.UnsureNumber(prefix, day, tx.receipt.ID, len(tx.changes))
		tx.receipt.Number = number
		return number, nil
	}
	t, key := tx.book.tables["counter"], []any{prefix, string(day)}
	last, err := tx.rowOf(t, key)
	n := int64(1)
	switch {
	case err != nil:
	case last == nil:
		err = tx.Insert("counter", Cols{"register": prefix, "day": string(day), "n": n})
	default:
		n = last["n"].(int64) + 1
		err = tx.change(t, key, last, Cols{"n": n})
	}
	if err != nil {
		return "", err
	}
	number := fmt.Sprintf("%s-%s-%03d", prefix, strings.ReplaceAll(string(day), "-", ""), n)
	tx.receipt.Number = number
	return number, nil
}

// Get reads the row of a table with this primary key; no row is error.notFound.
func Get[T any](tx *Tx, table string, key ...any) (T, error) {
	rows, kept := tx.book.kept[table]
	if !kept {
		return One[T](tx.ctx, tx, tx.book.tables[table].selects, key...)
	}
	if v, ok := rows[key[0]].(T); ok {
		return v, nil
	}
	v, err := One[T](tx.ctx, tx, tx.book.tables[table].selects, key...)
	if err == nil && !tx.book.touched[table] { // what this transaction wrote may yet be rolled back
		rows[key[0]] = v
	}
	return v, err
}

// Insert writes a new row; one that is there already is error.conflict.
func (tx *Tx) Insert(table string, row any) error {
	_, err := tx.write(table, row, false)
	return err
}

// Claim writes a new row unless its key is taken, and says which: the way to
// take what only one may have.
func (tx *Tx) Claim(table string, row any) (bool, error) { return tx.write(table, row, true) }

func (tx *Tx) write(name string, row any, yield bool) (bool, error) {
	t := tx.book.tables[name]
	c := ColumnsOf(row)
	args := make([]any, len(t.columns))
	for i, col := range t.columns {
		if col == "seq" {
			args[i] = tx.seq
			continue
		}
		v, ok := c[col]
		if !ok {
			return false, data.Fault(data.Storage, "error.internal").Because(fmt.Errorf("%s: no value for %s", name, col))
		}
		args[i] = normal(v)
	}
	n, err := tx.exec(t.insert(yield), args...)
	if err != nil || n == 0 {
		return false, err
	}
	full := make(Cols, len(t.columns))
	for i, col := range t.columns {
		full[col] = args[i]
	}
	return true, tx.note(t, data.Inserted, nil, full)
}

// Put writes a row whether it is there or not; only what differs is written. Of a
// row that something later has written, only what that left alone is: where both
// changed the same the command is refused (stale).
func (tx *Tx) Put(table string, row any) error { return tx.put(table, row, true) }

// Set is Put whatever something later has said of the row.
func (tx *Tx) Set(table string, row any) error { return tx.put(table, row, false) }

func (tx *Tx) put(table string, row any, rebase bool) error {
	t := tx.book.tables[table]
	c := ColumnsOf(row)
	key := make([]any, len(t.key))
	for i, k := range t.key {
		key[i] = normal(c[k])
	}
	old, err := tx.rowOf(t, key)
	if err != nil {
		return err
	}
	if old == nil {
		return tx.Insert(table, row)
	}
	if rebase {
		if c, err = tx.rebase(t, key, old, c); err != nil {
			return err
		}
	}
	return tx.change(t, key, old, c)
}

// Update changes some columns of a row; no row is error.notFound.
func (tx *Tx) Update(table string, c Cols, key ...any) error {
	t := tx.book.tables[table]
	for col := range c {
		if !slices.Contains(t.columns, col) {
			return data.Fault(data.Storage, "error.internal").Because(fmt.Errorf("%s has no column %s", table, col))
		}
	}
	old, err := tx.rowOf(t, key)
	if err != nil {
		return err
	}
	if old == nil {
		return data.Fault(data.NotFound, "error.notFound")
	}
	return tx.change(t, key, old, c)
}

func (tx *Tx) change(t *table, key []any, old, c Cols) error {
	var names []string
	for _, col := range t.columns {
		v, given := c[col]
		if given && col != "seq" && !slices.Contains(t.key, col) && normal(v) != old[col] {
			names = append(names, col)
		}
	}
	if len(names) == 0 {
		return nil
	}
	was, is := Cols{}, Cols{}
	args := make([]any, 0, len(names)+1+len(key))
	for _, col := range names {
		was[col], is[col] = old[col], normal(c[col])
		args = append(args, is[col])
	}
	args = append(append(args, tx.seq), key...)
	if _, err := tx.exec(updateRow(t, names), args...); err != nil {
		return err
	}
	whole := make(Cols, len(old))
	for k, v := range old {
		whole[k] = v
	}
	for k, v := range is {
		whole[k] = v
	}
	return tx.noted(t, data.Updated, key, was, is, old, whole)
}

// revise is update for a row that has just been read whole into a struct: was
// is how it stands, is how it shall stand.
func (tx *Tx) revise(table string, was, is any) error {
	t, old := tx.book.tables[table], ColumnsOf(was)
	key := make([]any, len(t.key))
	for i, k := range t.key {
		key[i] = old[k]
	}
	return tx.change(t, key, old, ColumnsOf(is))
}

// Remove takes a row away; only locks and undone rows ever are.
func (tx *Tx) Remove(table string, key ...any) error {
	t := tx.book.tables[table]
	old, err := tx.rowOf(t, key)
	if err != nil || old == nil {
		return err
	}
	if _, err := tx.exec(`DELETE FROM "`+table+`" WHERE `+where(t), key...); err != nil {
		return err
	}
	return tx.note(t, data.Removed, old, nil)
}

// Row reads a whole row of a table as columns, nil where there is none.
func (tx *Tx) Row(name string, key ...any) (Cols, error) {
	return tx.rowOf(tx.book.tables[name], key)
}

func (tx *Tx) rowOf(t *table, key []any) (Cols, error) {
	var c Cols
	err := Each(tx.ctx, tx, t.selects, key, func(cells []any) error {
		c = make(Cols, len(cells))
		for i, name := range t.columns {
			c[name] = cells[i]
		}
		return nil
	})
	return c, err
}

func (tx *Tx) note(t *table, op string, old, new Cols) error {
	whole := new
	if whole == nil {
		whole = old
	}
	key := make([]any, len(t.key))
	for i, k := range t.key {
		key[i] = whole[k]
	}
	return tx.noted(t, op, key, without(old, t), without(new, t), old, new)
}

// without leaves out what a change says elsewhere, the key and the sequence, and
// what is blank: fullRow gives it back.
func without(c Cols, t *table) Cols {
	if c == nil {
		return nil
	}
	rest := Cols{}
	for k, v := range c {
		if k != "seq" && v != "" && v != int64(0) && !slices.Contains(t.key, k) {
			rest[k] = v
		}
	}
	return rest
}

// noted writes a change down for the line: personal values go to their side,
// and registers that keep something derived from the row are told.
func (tx *Tx) noted(t *table, op string, key []any, was, is, old, new Cols) error {
	if err := tx.own(t.name); err != nil {
		return err
	}
	if err := tx.follow(t.name, old, new); err != nil {
		return err
	}
	tx.touched(t.name)
	moved := op == data.Updated && old["visitor"] != new["visitor"]
	if moved {
		if err := tx.keepStray(key[0], old["visitor"], new["visitor"]); err != nil {
			return err
		}
	}
	if tx.replayed {
		return nil
	}
	subject := tx.book.subjectOf(t, old, new)
	if moved {
		// What the row says of a person is said again as the new one's: the other
		// may be forgotten.
		for _, col := range t.columns {
			if tx.book.personal[t.name+"."+col] != "" {
				is[col] = new[col]
			}
		}
	}
	if subject != "" && len(tx.visitors) < 2 && !slices.Contains(tx.visitors, subject) {
		tx.visitors = append(tx.visitors, subject)
	}
	n := len(tx.changes)
	change := data.RowChange{
		Table: t.name, Key: key, Op: op,
		Old: tx.aside(t, n, "old", subject, was),
		New: tx.aside(t, n, "new", subject, is),
	}
	for _, col := range t.columns {
		if _, written := is[col]; written && op == data.Updated {
			if _, open := change.New[col]; !open {
				change.Aside = append(change.Aside, col)
			}
		}
	}
	tx.changes = append(tx.changes, change)
	return nil
}

// follow lets the rules of a table see a row that was written.
func (tx *Tx) follow(table string, old, new Cols) error {
	rules := tx.book.index[table]
	if !tx.replayed {
		rules = slices.Concat(rules, tx.book.checks[table])
	}
	for _, f := range rules {
		if err := tx.within(f.owner, func() error { return f.rule(tx, old, new) }); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) touched(table string) {
	tx.book.touched[table] = true
	clear(tx.book.kept[table])
}

// aside moves the personal values of a change to their side. Empty values tell
// nothing and stay.
func (tx *Tx) aside(t *table, n int, which string, subject data.ID, c Cols) map[string]any {
	if c == nil {
		return nil
	}
	open := make(map[string]any, len(c))
	for col, v := range c {
		if class := tx.book.personal[t.name+"."+col]; class != "" && v != "" && v != int64(0) {
			if tx.forgets && which == "old" {
				continue
			}
			owner := subject
			if tx.forgets && tx.book.keeps[t.name+"."+col] {
				owner = "" // see forgetRow
			}
			tx.sides.Put(class, owner, sideKey(n, which, col), v)
			continue
		}
		open[col] = v
	}
	return open
}

func sideKey(n int, which, col string) string { return fmt.Sprintf("%d.%s.%s", n, which, col) }

// speaksOf names the visitor whom a command's own personal values belong to: the
// one that deciding showed, else the one it names, else the only one whose rows
// it wrote. Where its elements speak of somebody each, the whole speaks of nobody.
func (tx *Tx) speaksOf(c data.Command) data.ID {
	if tx.subject != "" {
		return tx.subject
	}
	if s, ok := c.(data.Subjected); ok && s.Subject() != "" {
		return s.Subject()
	}
	if len(tx.visitors) == 1 && tx.parts == nil {
		return tx.visitors[0]
	}
	return ""
}

func where(t *table) string {
	parts := make([]string, len(t.key))
	for i, k := range t.key {
		parts[i] = `"` + k + `" = ?`
	}
	return strings.Join(parts, " AND ")
}

func updateRow(t *table, names []string) string {
	return `UPDATE "` + t.name + `" SET "` + strings.Join(names, `" = ?, "`) + `" = ?, seq = ? WHERE ` + where(t)
}

// phrase writes down what is said of the table's rows again and again.
func (t *table) phrase() {
	columns := `"` + strings.Join(t.columns, `", "`) + `"`
	t.selects = `SELECT ` + columns + ` FROM "` + t.name + `" WHERE ` + where(t)
	t.inserts = `INSERT INTO "` + t.name + `" (` + columns + `) VALUES (?` + strings.Repeat(", ?", len(t.columns)-1) + `)`
	t.claims = t.inserts + ` ON CONFLICT DO NOTHING`
}

// insert is the statement for a new row, which yields to one that is there.
func (t *table) insert(yield bool) string {
	if yield {
		return t.claims
	}
	return t.inserts
}

// Shown gives a moment as it is said on the day of the command.
func (tx *Tx) Shown(t data.Time) string {
	c := tx.settings.Calendar
	if c.Day(t) == tx.Day() {
		return c.Clock(t)
	}
	return c.Stamp(t)
}
