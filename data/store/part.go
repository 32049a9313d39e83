package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// This file copies a part of a book: the rows that a copy needs, into a file that
// was never larger. Copying all and deleting most takes as long as the book is old.

// tabletDays is how many business days before today a tablet's copy holds of what is
// over. What is open, the house itself and whom it knows it holds whole.
const tabletDays = 90

// chosen says which rows of tables go into a copy, by table: a condition on a row, in
// which src is the book that is copied. Tables without one go whole.
type chosen map[string]string

// recent are the rows that a tablet's screens show, as the registers have it.
func (b *Book) recent() chosen {
	c := b.settings.Defaults().Calendar
	day := c.Day(b.now()).Plus(-tabletDays)
	since, _ := c.Bounds(day)
	p := chosen{}
	for table, rows := range b.shown {
		p[table] = strings.NewReplacer(":day", `'`+string(day)+`'`, ":since", fmt.Sprint(int64(since))).Replace(rows)
	}
	return p
}

// leftOut reports whether a row of a table may be missing here: an old one, on a tablet.
func (b *Book) leftOut(table string) bool {
	return b.copy != nil && !b.copy.role.Full() && b.shown[table] != ""
}

// MayLack is leftOut for whoever checks a copy.
func (b *Book) MayLack(table string) bool {
	b.writing.Lock()
	defer b.writing.Unlock()
	return b.leftOut(table)
}

// copyPart writes the rows of a book that are chosen, as they stand at one moment,
// into a new file. Last of all choose sees the book as it stands then.
func copyPart(ctx context.Context, from, to string, p chosen, choose func(ctx context.Context, src Querier) error) error {
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // nobody else may read it from its first byte on
	if err != nil {
		return folderFault(err)
	}
	if err := f.Close(); err != nil {
		return folderFault(err)
	}
	db, err := openUnkept(to)
	if err != nil {
		return fault(err)
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return fault(err)
	}
	defer conn.Close()
	if err := cuttable(ctx, conn); err != nil {
		return err
	}
	if from, err = filepath.Abs(from); err != nil {
		return fault(err)
	}
	if from = filepath.ToSlash(from); !strings.HasPrefix(from, "/") {
		from = "/" + from
	}
	at := url.URL{Scheme: "file", Path: from, RawQuery: "mode=ro"}
	run := func(q string, args ...any) error {
		_, err := conn.ExecContext(ctx, q, args...)
		return fault(err)
	}
	if err := run(`PRAGMA foreign_keys = OFF`); err != nil {
		return err
	}
	if err := run(`ATTACH ? AS src`, at.String()); err != nil {
		return err
	}
	if err := run(`BEGIN`); err != nil {
		return err
	}
	if err := fillPart(ctx, conn, p, choose, run); err != nil {
		return err // closing rolls back
	}
	return run(`COMMIT`)
}

// fillPart makes the tables, their rows and their indexes.
func fillPart(ctx context.Context, conn *sql.Conn, p chosen, choose func(ctx context.Context, src Querier) error, run func(string, ...any) error) error {
	q := connected{conn}
	type object struct{ Type, Name, Made string }
	list, err := All[object](ctx, q, `SELECT type, name, sql AS made FROM src.sqlite_master WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_' ORDER BY rowid`)
	if err != nil {
		return err
	}
	for _, pragma := range []string{"application_id", "user_version"} {
		var n int64
		if err := conn.QueryRowContext(ctx, `PRAGMA src.`+pragma).Scan(&n); err != nil {
			return fault(err)
		}
		if err := run(fmt.Sprintf(`PRAGMA main.%s = %d`, pragma, n)); err != nil {
			return err
		}
	}
	for _, o := range list {
		if o.Type == "table" {
			if err := run(o.Made); err != nil {
				return err
			}
		}
	}
	if choose != nil {
		if err := choose(ctx, q); err != nil {
			return err
		}
	}
	for _, o := range list {
		if o.Type != "table" {
			continue
		}
		rows := `INSERT INTO main."` + o.Name + `" SELECT * FROM src."` + o.Name + `"`
		if which := p[o.Name]; which != "" {
			rows += ` WHERE ` + which
		}
		if err := run(rows); err != nil {
			return err
		}
	}
	for _, o := range list {
		if o.Type != "table" {
			if err := run(o.Made); err != nil {
				return err
			}
		}
	}
	return nil
}

// connected reads on one connection.
type connected struct{ *sql.Conn }

func (c connected) ask(ctx context.Context, q string, args []any, visit func(*sql.Rows) error) error {
	rows, err := c.QueryContext(ctx, q, args...)
	return visited(rows, err, visit)
}

// tabletCopy copies what a tablet's screens show, and the newest lines.
func (b *Book) tabletCopy(ctx context.Context, to string) error {
	b.writing.Lock()
	p := b.recent()
	b.writing.Unlock()
	return copyPart(ctx, b.path(), to, p, func(ctx context.Context, src Querier) error {
		head, err := Value[int64](ctx, src, `SELECT max(seq) FROM src.journal`)
		// One more than it keeps: its journal begins after the first, whose digest it needs.
		newest := fmt.Sprintf(`seq >= %d`, head-tabletPast)
		p["journal"], p["journal_side"] = newest, newest
		return err
	})
}
