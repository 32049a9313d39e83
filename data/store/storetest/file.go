package storetest

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"

	_ "github.com/mattn/go-sqlite3"

	"yingbin/data/officetest"
	"yingbin/data/store"
)

// Beside opens the book's file once more, beside the book, on one connection.
func (b *Book) Beside() *sql.DB {
	b.T.Helper()
	at := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(b.Dir, "book.db")), RawQuery: "_busy_timeout=5000&_foreign_keys=on"}
	db, err := sql.Open("sqlite3", at.String())
	if err != nil {
		b.T.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	return db
}

func (b *Book) ask(q string, args []any, read func(officetest.Rows) error) error {
	db := b.Beside()
	defer db.Close()
	return asking(db)(q, args, read)
}

func asking(db *sql.DB) func(q string, args []any, read func(officetest.Rows) error) error {
	return func(q string, args []any, read func(officetest.Rows) error) error {
		rows, err := db.Query(q, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		return read(rows)
	}
}

// Plant writes a row behind the registers' backs, for tests of what only reads it.
func (b *Book) Plant(table string, row any) {
	b.T.Helper()
	db := b.Beside()
	defer db.Close()
	b.PlantIn(db, table, row)
}

// PlantIn is Plant over a connection that is open.
func (b *Book) PlantIn(db *sql.DB, table string, row any) {
	b.T.Helper()
	c := store.ColumnsOf(row)
	c["seq"] = int64(1)
	columns := officetest.File{T: b.T, Ask: asking(db)}.Columns(table)
	args := make([]any, len(columns))
	for i, col := range columns {
		args[i] = c[col]
	}
	q := `INSERT INTO "` + table + `" ("` + strings.Join(columns, `", "`) + `") VALUES (?` + strings.Repeat(", ?", len(columns)-1) + `)`
	if _, err := db.Exec(q, args...); err != nil {
		b.T.Fatal(table, err)
	}
}
