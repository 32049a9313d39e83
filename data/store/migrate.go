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
	"sync"

	"yingbin/data"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

type migration struct {
	number int64
	name   string
	sql    string
}

// migrations are read once: the hub says the newest one's number with every answer.
var migrations = sync.OnceValue(func() []migration {
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
		if len(list) > 0 && list[len(list)-1].number == number {
			panic(fmt.Sprintf("migration %s has the number of the one before", n)) // two branches took it
		}
		list = append(list, migration{number, name, string(body)})
	}
	return list
})

// newest is the schema version this program knows.
func newest() int64 {
	list := migrations()
	return list[len(list)-1].number
}

// checkVersion refuses a file that is no book, or one from a newer program.
func checkVersion(ctx context.Context, db *sql.DB) error {
	_, err := versionOf(ctx, db)
	return err
}

// versionOf gives the number of a book's newest migration, 0 for an empty file,
// and refuses what is no book, or from a newer program.
func versionOf(ctx context.Context, db *sql.DB) (version int64, err error) {
	var app int64
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return 0, fault(err)
	}
	if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&app); err != nil {
		return 0, fault(err)
	}
	var tables int64 // a file without our mark is taken for a new one only while nothing is in it
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master`).Scan(&tables); err != nil {
		return 0, fault(err)
	}
	return version, refuseVersion(app, version, tables > 0)
}

// refuseVersion refuses what another program wrote, or a newer one of ours.
func refuseVersion(app, version int64, filled bool) error {
	switch {
	case app != applicationID && (app != 0 || version != 0 || filled):
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
	b.step("migrating")
	err := migrateConn(ctx, b.conn, b.now())
	b.step("migrated")
	return err
}

// migrateConn applies what a file lacks, each migration with its record in one
// transaction.
func migrateConn(ctx context.Context, conn *sql.Conn, now data.Time) error {
	var version int64
	if err := conn.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return fault(err)
	}
	for _, m := range migrations() {
		if m.number <= version {
			continue
		}
		if err := applyTo(ctx, conn, now, m); err != nil {
			return unmigrated(m, err)
		}
	}
	return nil
}

// unmigrated tells why a migration failed: a full disk is not our mistake.
func unmigrated(m migration, err error) error {
	why := fmt.Errorf("migration %s: %w", m.name, err)
	if f := data.AsError(fault(err)); f.Key == "error.diskFull" {
		return data.Fault(data.Storage, f.Key).Because(why)
	}
	return data.Fault(data.Storage, "error.internal").Because(why)
}

func applyTo(ctx context.Context, conn *sql.Conn, now data.Time, m migration) error {
	q := fmt.Sprintf("BEGIN IMMEDIATE;\n%s\nINSERT INTO migration (number, name, applied) VALUES (%d, '%s', %d);\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;\nCOMMIT;",
		m.sql, m.number, m.name, now, applicationID, m.number)
	_, err := conn.ExecContext(ctx, q)
	if err != nil {
		_, _ = conn.ExecContext(ctx, `ROLLBACK`) // the transaction may be gone already
	}
	return err
}
