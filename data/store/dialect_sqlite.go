package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"strings"

	sqlite "github.com/mattn/go-sqlite3"

	"yingbin/data"
)

// This file holds what is SQLite's own: how to open it, what its tables are
// and what its errors mean. Queries elsewhere keep to SQL that any engine has.

const applicationID = 0x59424E47 // "YBNG"

// sourceName makes the DSN of a book. Paths are escaped: a raw one that holds
// '#' or '?' would open another file and lose the pragmas.
func sourceName(path string, writer, durable bool) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	q := url.Values{"_foreign_keys": {"on"}, "_busy_timeout": {"5000"}}
	if writer {
		q.Set("mode", "rwc")
		q.Set("_journal_mode", "WAL")
		q.Set("_synchronous", "OFF")
		if durable {
			q.Set("_synchronous", "FULL")
		}
		q.Set("_txlock", "immediate")
		q.Set("_secure_delete", "on")
		q.Set("_cache_size", "-16000")
	} else {
		q.Set("mode", "ro")
		q.Set("_query_only", "on")
		q.Set("_cache_size", "-16000")
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}).String()
}

func openPool(path string, writer, durable bool) (*sql.DB, error) {
	path, err := filepath.Abs(path) // a DSN knows no others
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite3", sourceName(path, writer, durable))
	if err != nil {
		return nil, err
	}
	n := 4
	if writer {
		n = 1
	}
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return db, nil
}

// table is what the write helper knows of a table.
type table struct {
	name    string
	columns []string // with seq
	numeric map[string]bool
	key     []string

	referrers []reference // columns of other tables that name a row of this one
}

type reference struct{ table, column string }

func readTables(ctx context.Context, q querier) (map[string]*table, error) {
	type info struct {
		Tbl, Name, Type string
		Pk              int
	}
	list, err := all[info](ctx, q, `SELECT m.name AS tbl, c.name AS name, c.type AS type, c.pk AS pk
		FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid`)
	if err != nil {
		return nil, err
	}
	tables := map[string]*table{}
	for _, i := range list {
		t := tables[i.Tbl]
		if t == nil {
			t = &table{name: i.Tbl, numeric: map[string]bool{}}
			tables[i.Tbl] = t
		}
		t.columns = append(t.columns, i.Name)
		t.numeric[i.Name] = i.Type == "INTEGER"
		if i.Pk > 0 {
			for len(t.key) < i.Pk {
				t.key = append(t.key, "")
			}
			t.key[i.Pk-1] = i.Name
		}
	}
	return tables, readReferences(ctx, q, tables)
}

func readReferences(ctx context.Context, q querier, tables map[string]*table) error {
	type info struct{ Tbl, Parent, Col string }
	list, err := all[info](ctx, q, `SELECT m.name AS tbl, f."table" AS parent, f."from" AS col
		FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name, f.id`)
	for _, i := range list {
		if p := tables[i.Parent]; p != nil {
			p.referrers = append(p.referrers, reference{i.Tbl, i.Col})
		}
	}
	return err
}

// fault turns an error of the database into the house's, by extended code.
func fault(err error) error {
	if err == nil {
		return nil
	}
	if _, ours := errors.AsType[*data.Error](err); ours || errors.Is(err, context.Canceled) {
		return err
	}
	key := "error.internal"
	if e, ok := errors.AsType[sqlite.Error](err); ok {
		switch {
		case e.ExtendedCode == sqlite.ErrConstraintUnique || e.ExtendedCode == sqlite.ErrConstraintPrimaryKey:
			return data.Fault(data.Conflict, "error.conflict").Because(err)
		case e.ExtendedCode == sqlite.ErrConstraintForeignKey:
			return data.Fault(data.Stale, "error.stale").Because(err)
		case e.Code == sqlite.ErrFull:
			key = "error.diskFull"
		case e.Code == sqlite.ErrReadonly || e.Code == sqlite.ErrPerm || e.Code == sqlite.ErrCantOpen:
			key = "error.readOnly"
		case e.Code == sqlite.ErrCorrupt || e.Code == sqlite.ErrNotADB:
			key = "error.damaged"
		case e.Code == sqlite.ErrBusy || e.Code == sqlite.ErrLocked:
			key = "error.locked"
		}
	}
	return data.Fault(data.Storage, key).Because(err)
}

// noDatabase reports a file that was never a database.
func noDatabase(err error) bool {
	e, ok := errors.AsType[sqlite.Error](err)
	return ok && e.Code == sqlite.ErrNotADB
}
