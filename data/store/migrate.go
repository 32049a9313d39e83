package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"yingbin/data"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

type migration struct {
	number int64
	name   string
	sql    string
}

func migrations() []migration {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil { // a pattern that is written above
		panic(err)
	}
	sort.Strings(names)
	var list []migration
	for _, n := range names {
		body, _ := migrationFiles.ReadFile(n)
		name := strings.TrimSuffix(filepath.Base(n), ".sql")
		number, err := strconv.ParseInt(name[:4], 10, 64)
		if err != nil {
			panic(fmt.Sprintf("migration %s has no number", n))
		}
		list = append(list, migration{number, name, string(body)})
	}
	return list
}

// newest is the schema version this program knows.
func newest() int64 {
	list := migrations()
	return list[len(list)-1].number
}

// checkVersion refuses a file that is no book, or one from a newer program.
func checkVersion(ctx context.Context, db *sql.DB) error {
	var version, app int64
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return fault(err)
	}
	if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&app); err != nil {
		return fault(err)
	}
	switch {
	case app != applicationID && (app != 0 || version != 0):
		return data.Fault(data.Storage, "error.notBook").Because(errors.New("another program's database"))
	case version > newest():
		return data.Fault(data.Storage, "error.newer").Because(fmt.Errorf("schema %d, known %d", version, newest()))
	}
	return nil
}

func quickCheck(ctx context.Context, db *sql.DB) error { return runCheck(ctx, db, "quick_check") }

func runCheck(ctx context.Context, db *sql.DB, which string) error {
	var word string
	if err := db.QueryRowContext(ctx, `PRAGMA `+which).Scan(&word); err != nil {
		return fault(err)
	}
	if word != "ok" {
		return data.Fault(data.Storage, "error.damaged").Because(errors.New(word))
	}
	return nil
}

// migrate brings the schema up to date: after a verified backup of a book that
// holds something, each migration with its record in one transaction.
func (b *Book) migrate(ctx context.Context) error {
	var version int64
	if err := b.conn.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return fault(err)
	}
	if version == newest() {
		return nil
	}
	if version > 0 {
		if err := b.Backup(ctx, b.freeBackup(fmt.Sprintf("before-%04d", newest()))); err != nil {
			return err
		}
	}
	for _, m := range migrations() {
		if m.number <= version {
			continue
		}
		if err := b.apply(ctx, m); err != nil {
			return data.Fault(data.Storage, "error.internal").Because(fmt.Errorf("migration %s: %w", m.name, err))
		}
	}
	return nil
}

func (b *Book) apply(ctx context.Context, m migration) error {
	q := fmt.Sprintf("BEGIN IMMEDIATE;\n%s\nINSERT INTO migration (number, name, applied) VALUES (%d, '%s', %d);\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;\nCOMMIT;",
		m.sql, m.number, m.name, b.now(), applicationID, m.number)
	_, err := b.conn.ExecContext(ctx, q)
	if err != nil {
		b.conn.ExecContext(ctx, `ROLLBACK`) // the transaction may be gone already
	}
	return err
}
