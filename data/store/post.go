package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strings"

	"yingbin/data"
)

// This file is what of a book goes to other devices: lines with the personal
// values that a device may hold, and whole copies cut to the same measure.

// Tail gives journal lines after a sequence, in order, at most limit of them (all
// if negative), with the personal values that a device of this role may hold.
func (b *Book) Tail(ctx context.Context, role data.DeviceRole, after int64, limit int) ([]data.Posted, error) {
	type row struct {
		Seq  int64
		Body string
	}
	q := confirmed{b}
	rows, err := All[row](ctx, q, `SELECT seq, body FROM journal WHERE seq > ? ORDER BY seq LIMIT ?`, after, limit)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	sides, err := All[sideRow](ctx, q, `SELECT * FROM journal_side WHERE seq > ? AND seq <= ? ORDER BY seq, class, subject`, after, rows[len(rows)-1].Seq)
	if err != nil {
		return nil, err
	}
	lines := make([]data.Posted, len(rows))
	for i, r := range rows {
		lines[i] = data.Posted{Seq: r.Seq, Body: r.Body}
		for ; len(sides) > 0 && sides[0].Seq <= r.Seq; sides = sides[1:] {
			may, err := b.mayHold(ctx, role, sides[0])
			if err != nil {
				return nil, err
			}
			if may && sides[0].Seq == r.Seq {
				lines[i].Sides = append(lines[i].Sides, sides[0].side())
			}
		}
	}
	return lines, nil
}

// mayHold reports whether a device may hold personal values: its role says which
// classes, and of whose secrets.
func (b *Book) mayHold(ctx context.Context, role data.DeviceRole, s sideRow) (bool, error) {
	if s.Class != data.Secret || role.Full() {
		return role.Holds(s.Class), nil
	}
	staff, err := Value[string](ctx, confirmed{b}, `SELECT role FROM staff WHERE id = ?`, string(s.Subject))
	return role.Knows(data.Role(staff)), err
}

// Snapshot writes the book as a device of this role may see it into a new file,
// checked and on the disk. Tablets get the journal's newest lines only, what their
// screens show of the last tabletDays, no search by phone, and blanks where personal values stand that they may not hold. It
// reads on a connection of its own, beside whoever writes. A file that is there
// already is left alone: backup.exists.
func (b *Book) Snapshot(ctx context.Context, role data.DeviceRole, path string) (m data.Mark, err error) {
	if _, err := os.Lstat(path); err == nil {
		return m, data.Fault(data.Conflict, "backup.exists", path)
	}
	defer func() {
		if err != nil {
			os.Remove(path)
		}
	}()
	office, err := b.OfficeID(ctx)
	if err != nil {
		return m, err
	}
	if role.Full() {
		err = copyBook(ctx, b.path(), path)
	} else {
		err = b.tabletCopy(ctx, path)
	}
	if err != nil {
		return m, err
	}
	db, err := openUnkept(path)
	if err != nil {
		return m, err
	}
	defer db.Close()
	if m, err = readHead(ctx, pool{db}); err != nil {
		return m, err
	}
	if err := b.cutTo(ctx, db, role, office, m); err != nil {
		return m, err
	}
	if err := db.Close(); err != nil {
		return m, fault(err)
	}
	if role.Full() {
		return m, nil
	}
	return m, wipeFile(ctx, path)
}

// cutTo takes out of a copied book what a role may not hold.
func (b *Book) cutTo(ctx context.Context, db *sql.DB, role data.DeviceRole, office data.ID, m data.Mark) error {
	run := func(q string, args ...any) error {
		_, err := db.ExecContext(ctx, q, args...)
		return fault(err)
	}
	if err := run(`DELETE FROM copy`); err != nil {
		return err
	}
	if role.Full() {
		return run(`INSERT INTO copy (role, office, base, digest) VALUES (?, ?, 0, '')`, string(role), string(office))
	}
	base, err := tabletBase(ctx, db, m)
	if err != nil {
		return err
	}
	if err := run(`INSERT INTO copy (role, office, base, digest) VALUES (?, ?, ?, ?)`, string(role), string(office), base.Seq, digestText(base)); err != nil {
		return err
	}
	if err := b.cutSides(ctx, db, role, base.Seq); err != nil {
		return err
	}
	steps := []string{
		fmt.Sprintf(`DELETE FROM journal WHERE seq <= %d`, base.Seq),
		`UPDATE staff SET verifier = '` + data.VerifierElsewhere + `' WHERE verifier <> '' AND role NOT IN (` + knownTo(role) + `)`,
	}
	for _, q := range slices.Concat(steps, b.cut, b.blanks(role)) {
		if err := run(q); err != nil {
			return err
		}
	}
	return giveBack(ctx, db) // what was deleted leaves no bytes behind
}

// tabletPast is how many of the newest lines a tablet gets with its copy: it knows
// by them what the hub has decided of what it did itself and which time it gave
// last, and its people can take back without the hub what they just did.
const tabletPast = 200

// tabletBase is the line after which a tablet's journal begins.
func tabletBase(ctx context.Context, db *sql.DB, head data.Mark) (data.Mark, error) {
	first, err := beginning(ctx, pool{db})
	if err != nil || head.Seq-tabletPast <= first.Seq {
		return first, err
	}
	return markWhere(ctx, pool{db}, `seq = ?`, head.Seq-tabletPast)
}

func digestText(m data.Mark) string {
	if m.Seq == 0 {
		return ""
	}
	return hex.EncodeToString(m.Digest[:])
}

// cutSides takes the personal values out of a copied book that a role may not
// hold, and those of the lines up to a sequence.
func (b *Book) cutSides(ctx context.Context, db *sql.DB, role data.DeviceRole, base int64) error {
	if _, err := db.ExecContext(ctx, `DELETE FROM journal_side WHERE seq <= ?`, base); err != nil {
		return fault(err)
	}
	sides, err := All[sideRow](ctx, pool{db}, `SELECT * FROM journal_side ORDER BY seq, class, subject`)
	if err != nil {
		return err
	}
	for _, s := range sides {
		may, err := b.mayHold(ctx, role, s)
		if err != nil {
			return err
		}
		if may {
			continue
		}
		if _, err := db.ExecContext(ctx, `DELETE FROM journal_side WHERE seq = ? AND class = ? AND subject = ?`, s.Seq, string(s.Class), string(s.Subject)); err != nil {
			return fault(err)
		}
	}
	return nil
}

// knownTo lists the staff roles whose verifiers a device holds, for SQL.
func knownTo(role data.DeviceRole) string {
	list := []string{`''`}
	for _, r := range data.Roles {
		if role.Knows(r) {
			list = append(list, `'`+string(r)+`'`)
		}
	}
	return strings.Join(list, ", ")
}

// blanks empties the columns that a role may not hold.
func (b *Book) blanks(role data.DeviceRole) (steps []string) {
	for column, class := range b.personal {
		table, col, _ := strings.Cut(column, ".")
		t := b.tables[table]
		if class == data.Secret || role.Holds(class) || t == nil {
			continue
		}
		blank := `''`
		if t.numeric[col] {
			blank = `0`
		}
		steps = append(steps, fmt.Sprintf(`UPDATE "%s" SET "%s" = %s WHERE "%s" <> %s`, table, col, blank, col, blank))
	}
	slices.Sort(steps)
	return steps
}

// knowItself reads what this book is, and refuses to be taken for what it is not:
// a copy decides nothing, and only a copy waits for a hub.
func (b *Book) knowItself(ctx context.Context) error {
	c, is, err := readCopy(ctx, pool{b.reader})
	switch {
	case err != nil:
		return err
	case is && b.copy == nil:
		return data.Fault(data.Storage, "device.isCopy", b.dir)
	case !is && b.copy != nil && b.head.Seq > 0:
		return data.Fault(data.Storage, "device.isNoCopy", b.dir)
	case !is && b.copy != nil: // empty: it takes an office's lines from the first on
		b.copy.role = data.AtReception
	case is:
		b.copy.role = c.Role
	}
	return nil
}

// blank is what stands for a personal value that is not at hand.
func (b *Book) blank(t *table, col string) any {
	switch {
	case t.numeric[col]:
		return int64(0)
	case b.personal[t.name+"."+col] == data.Secret:
		return data.VerifierElsewhere
	}
	return ""
}

// keepSecrets follows a change of somebody's post: a tablet holds no verifier of
// people it does not know.
func (tx *Tx) keepSecrets(c data.RowChange) error {
	copy := tx.book.copy
	if copy == nil || copy.role.Full() || c.Table != "staff" {
		return nil
	}
	_, err := tx.exec(`UPDATE staff SET verifier = ? WHERE id = ? AND verifier <> '' AND role NOT IN (`+knownTo(copy.role)+`)`, data.VerifierElsewhere, c.Key[0])
	return err
}

// records names the rows that a command wrote.
func (tx *Tx) records() (list []data.ID) {
	for _, c := range tx.changes {
		if id, ok := c.Key[0].(string); ok {
			list = append(list, data.ID(id))
		}
	}
	return list
}

// InstallSnapshot puts a fetched copy of an office's book into a folder that
// nobody has open: checked first, and what stood there set aside as a backup. An
// empty book, as a first start leaves it, is simply replaced.
func InstallSnapshot(ctx context.Context, known Catalogue, dir, file string, o Options) error {
	b := newBook(known, dir, o)
	b.copy = &replica{}
	defer b.Close()
	if err := b.prepareFolder(); err != nil {
		return err
	}
	return b.install(ctx, file)
}

func (b *Book) install(ctx context.Context, file string) error {
	_ = recoverFile(ctx, b.path()) // one that resists is set aside as it is
	if err := recoverFile(ctx, file); err != nil {
		return err
	}
	if err := isBook(ctx, file); err != nil {
		return err
	}
	if err := checkCopy(ctx, file); err != nil {
		return err
	}
	if err := migrateFile(ctx, file, b.now(), true); err != nil { // its mode too, before it has its name
		return err
	}
	if err := b.makeRoom(ctx, file); err != nil {
		return err
	}
	b.step("room")
	if err := b.dropAnchor(); err != nil { // of the other book
		return err
	}
	if err := settleBook(file, b.path()); err != nil {
		return err
	}
	b.step("placed")
	b.dropTold()
	return nil
}

// makeRoom takes the book that stands in the folder out of the way. A copy gives
// way to a tablet's without being kept: it may hold what a tablet may not, and the
// hub has it all. So do the backups that were made of it.
func (b *Book) makeRoom(ctx context.Context, file string) error {
	next, err := roleIn(ctx, file)
	if err != nil {
		return err
	}
	was, err := roleIn(ctx, b.path())
	if err != nil || was == "" || next.Full() {
		return b.setAsideFilled(ctx) // one that can't be read is kept as it is
	}
	if err := os.RemoveAll(b.backupFolder()); err != nil {
		return folderFault(err)
	}
	return b.dropLog()
}

// roleIn reads for whom the copy in a file was made, "" where it is none.
func roleIn(ctx context.Context, file string) (data.DeviceRole, error) {
	c, _, err := copyIn(ctx, file)
	return c.Role, err
}

// copyIn reads what copy a file is, if it is one.
func copyIn(ctx context.Context, file string) (c copied, is bool, err error) {
	if _, err := os.Stat(file); err != nil {
		return c, false, nil
	}
	db, err := openPool(file, false, true)
	if err != nil {
		return c, false, fault(err)
	}
	defer db.Close()
	return readCopy(ctx, pool{db})
}

// setAsideFilled keeps the book that stands in the folder if there is anything in it.
func (b *Book) setAsideFilled(ctx context.Context) error {
	old, err := peek(ctx, b.dir)
	if err == nil {
		var lines int64
		if lines, err = Value[int64](ctx, pool{old.reader}, `SELECT count(*) FROM journal`); err == nil {
			b.settings, err = readSettings(ctx, pool{old.reader})
		}
		old.Close()
		if err == nil && lines == 0 && b.settings.Name == "" {
			return b.dropLog()
		}
	}
	_, err = b.setAside(ctx)
	return err
}

// Swap puts another fetched copy in the place of this one, while screens go on
// with the same book. Nothing waits afterwards: see Rest.
func (b *Book) Swap(ctx context.Context, file string) error {
	return b.change(ctx, func(ctx context.Context) error {
		tables := b.tables
		var first error
		b.closeFile(func(err error) {
			if first == nil {
				first = fault(err)
			}
		})
		if first == nil {
			first = b.install(ctx, file)
		}
		b.copy = &replica{}
		b.office.Store(nil)
		b.dropRows()
		if err := b.openFile(ctx, true); err != nil {
			return Either(first, err)
		}
		if err := b.knowItself(ctx); err != nil {
			return Either(first, err)
		}
		if err := b.pragma(ctx, `PRAGMA synchronous = NORMAL`); err != nil {
			return Either(first, err)
		}
		for table := range tables { // everything may be another
			b.touched[table] = true
		}
		return first
	})
}

// Parting finds the last line that this copy's journal has in common with a
// fetched one's, 0 when there is none. Both begin with the book: a chain that is
// the same at one line is the same before it.
func (b *Book) Parting(ctx context.Context, file string) (int64, error) {
	db, err := openPool(file, false, true)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	theirs, ours := pool{db}, confirmed{b}
	mine, err := readHead(ctx, ours)
	if err != nil {
		return 0, err
	}
	same := func(seq int64) (bool, error) {
		a, err := markWhere(ctx, ours, `seq = ?`, seq)
		if err != nil {
			return false, err
		}
		o, err := markWhere(ctx, theirs, `seq = ?`, seq)
		return a == o && a.Seq == seq, err
	}
	low, high := int64(0), mine.Seq // the same at low; not known above
	for low < high {
		middle := (low + high + 1) / 2
		yes, err := same(middle)
		switch {
		case err != nil:
			return 0, err
		case yes:
			low = middle
		default:
			high = middle - 1
		}
	}
	return low, nil
}
