package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	sqlite "github.com/mattn/go-sqlite3"

	"yingbin/data"
)

// This file holds what is SQLite's own: how to open it, what its tables are
// and what its errors mean. Queries elsewhere keep to SQL that any engine has.

const applicationID = 0x59424E47 // "YBNG"

// sourceName makes the DSN of a book.
func sourceName(path string, writer, durable bool) string {
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

const (
	busyTimeout = `PRAGMA busy_timeout = 5000`
	// logLimit is how much of the log stays on the disk once all of it is in the book,
	// however long it grew while somebody read an older state.
	logLimit = `PRAGMA journal_size_limit = 4194304`
	// logLength is from how many pages on a commit moves the log into the book, while
	// somebody waits for it. Mostly that is done before, when nobody does: see Tidy.
	logLength = `PRAGMA wal_autocheckpoint = 4000`
)

// openPool opens a file. Where writer is true the file gets the mode in which a
// book is kept; for the office's own file makeReady has seen to that.
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

// withFile runs f on a connection that may write to a file, in whatever mode that
// is kept: opening it and reading ends what a killed program left half done.
func withFile(ctx context.Context, path string, f func(q Querier) error) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return fault(err)
	}
	db, err := sql.Open("sqlite3", uriOf(path, url.Values{"mode": {"rw"}, "_busy_timeout": {"5000"}, "_synchronous": {"FULL"}}))
	if err != nil {
		return fault(err)
	}
	db.SetMaxOpenConns(1)
	return errors.Join(fault(f(pool{db})), fault(db.Close()))
}

// Against reads the book's file with another book's beside it, whose tables are
// called told."table". Nobody may be changing them.
func (b *Book) Against(ctx context.Context, told *Book, f func(q Querier) error) error {
	db, err := openPool(b.path(), false, true)
	if err != nil {
		return fault(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	other, err := filepath.Abs(told.path())
	if err == nil {
		_, err = db.ExecContext(ctx, `ATTACH ? AS told`, sourceName(other, false, false))
	}
	if err != nil {
		return fault(err)
	}
	return f(pool{db})
}

// Moment reads a book's file as it stands at one moment, beside whoever writes it.
func (b *Book) Moment(ctx context.Context, f func(q Querier) error) error {
	db, err := openPool(b.path(), false, true)
	if err != nil {
		return fault(err)
	}
	defer db.Close()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fault(err)
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	return f(outboxTx{tx})
}

// openUnkept opens a file that is thrown away should anything go wrong: nothing is
// written beside it.
func openUnkept(path string) (*sql.DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	q := url.Values{"mode": {"rw"}, "_foreign_keys": {"on"}, "_journal_mode": {"OFF"}, "_synchronous": {"OFF"}, "_secure_delete": {"on"}, "_cache_size": {"-16000"}}
	db, err := sql.Open("sqlite3", uriOf(path, q))
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// cuttable has a connection that only reads copy a file so that giveBack can cut the
// copy. One whose file can be cut already would want to write to it.
func cuttable(ctx context.Context, conn *sql.Conn) error {
	var mode int64
	if err := conn.QueryRowContext(ctx, `PRAGMA auto_vacuum`).Scan(&mode); err != nil || mode != 0 {
		return fault(err)
	}
	_, err := conn.ExecContext(ctx, `PRAGMA auto_vacuum = INCREMENTAL`)
	return fault(err)
}

// giveBack cuts off the pages of a file that hold nothing any more.
func giveBack(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, `PRAGMA incremental_vacuum`)
	if err != nil {
		return fault(err)
	}
	defer rows.Close()
	for rows.Next() { // a page a step
	}
	return fault(rows.Err())
}

// uriOf makes a DSN. Paths are escaped: a raw one that holds '#' or '?' would open
// another file and lose the pragmas.
func uriOf(path string, q url.Values) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}).String()
}

// checkpoint moves the log into the file and empties it.
func checkpoint(ctx context.Context, conn *sql.Conn) error {
	var busy, pages, moved int64
	if err := conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved); err != nil {
		return fault(err)
	}
	if busy != 0 {
		return data.Fault(data.Storage, "error.locked").Because(errors.New("somebody reads the log"))
	}
	return nil
}

// header is what the first bytes of a file say, read without SQLite: it can be
// asked of a file that SQLite would first have to change.
type header struct {
	empty        bool // there is no file, or nothing in it
	database     bool
	wal          bool // readers and the writer don't wait for each other
	version, app int64
	short        bool // than it says itself: it was cut off, unless a log holds the rest
	more         bool // than one page, which is what a file of ours has that holds nothing yet
}

func readHeader(path string) (h header, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return header{empty: true}, nil
	}
	if err != nil {
		return h, folderFault(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return h, folderFault(err)
	}
	var head [100]byte
	if n, err := io.ReadFull(f, head[:]); n == 0 && errors.Is(err, io.EOF) {
		return header{empty: true}, nil
	} else if errors.Is(err, io.ErrUnexpectedEOF) {
		return h, nil
	} else if err != nil {
		return h, folderFault(err)
	}
	h.database = string(head[:16]) == "SQLite format 3\x00"
	h.wal = head[18] == 2
	h.version = int64(int32(binary.BigEndian.Uint32(head[60:])))
	h.app = int64(int32(binary.BigEndian.Uint32(head[68:])))
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	h.more = info.Size() > page
	if bytes.Equal(head[24:28], head[92:96]) { // else an old program wrote it, and the count says nothing
		h.short = info.Size() < page*int64(binary.BigEndian.Uint32(head[28:]))
	}
	return h, nil
}

// journalPages reads how many pages a file had before what its journal can undo.
func journalPages(path string) (uint32, error) {
	f, err := os.Open(path + "-journal")
	if err != nil {
		return 0, err
	}
	defer f.Close()
	var head [20]byte // a mark of eight bytes, how many records, a salt, and this
	if _, err := io.ReadFull(f, head[:]); err != nil {
		return 0, err
	}
	return binary.BigEndian.Uint32(head[16:]), nil
}

// refuse refuses what is no book of a version that is known.
func (h header) refuse() error {
	switch {
	case h.empty:
		return nil
	case !h.database:
		return data.Fault(data.Storage, "error.damaged").Because(errors.New("no header of a database"))
	}
	return refuseVersion(h.app, h.version, h.more)
}

// table is what the write helper knows of a table.
type table struct {
	name    string
	columns []string // with seq
	numeric map[string]bool
	key     []string

	selects, inserts, claims string // see phrase

	referrers []reference // columns of other tables that name a row of this one
}

type reference struct{ table, column string }

func readTables(ctx context.Context, q Querier) (map[string]*table, error) {
	type info struct {
		Tbl, Name, Type string
		Pk              int
	}
	list, err := All[info](ctx, q, `SELECT m.name AS tbl, c.name AS name, c.type AS type, c.pk AS pk
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
	for _, t := range tables {
		t.phrase()
	}
	return tables, readReferences(ctx, q, tables)
}

func readReferences(ctx context.Context, q Querier, tables map[string]*table) error {
	type info struct{ Tbl, Parent, Col string }
	list, err := All[info](ctx, q, `SELECT m.name AS tbl, f."table" AS parent, f."from" AS col
		FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name, f.id`)
	for _, i := range list {
		if p := tables[i.Parent]; p != nil {
			p.referrers = append(p.referrers, reference{i.Tbl, i.Col})
		}
	}
	return err
}

// fault turns an error of the database into a fault with a word key, by extended
// code.
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

// engineFailed reports an error of the disk or the file rather than of what a
// command wanted.
func engineFailed(err error) bool {
	e, ok := errors.AsType[sqlite.Error](err)
	return ok && e.ExtendedCode != sqlite.ErrConstraintForeignKey
}

// noDatabase reports a file that was never a database.
func noDatabase(err error) bool {
	e, ok := errors.AsType[sqlite.Error](err)
	return ok && e.Code == sqlite.ErrNotADB
}
