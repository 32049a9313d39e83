package day

import (
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yingbin/data/registers"
	"yingbin/data/store"
)

// proof holds the day against its journal: the chain holds, and all that the
// lines say makes the same book again.
func (h *house) proof() {
	h.t.Helper()
	ctx, head := h.t.Context(), h.head()
	if got, err := h.book.Verify(ctx, &head); err != nil || got != head || head.Seq < 150 {
		h.t.Fatal(got, head, err)
	}
	again, err := registers.OpenReplica(ctx, h.t.TempDir(), store.Options{Clock: h.clock.now})
	if err != nil {
		h.t.Fatal(err)
	}
	defer again.Close()
	lines, err := h.book.LinesAfter(ctx, 0)
	if err == nil {
		err = again.Take(ctx, lines)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	mine := disk(h.t, h.book)
	theirs := disk(h.t, again)
	if mark, err := again.Verify(ctx, &head); err != nil || mark != head {
		h.t.Fatal(mark, err)
	}
	tables := mine.tables()
	if !slices.Equal(tables, theirs.tables()) || len(tables) < 20 {
		h.t.Fatal(tables)
	}
	rows := 0
	for _, table := range tables {
		a, b := mine.rows(table), theirs.rows(table)
		rows += len(a)
		if !slices.Equal(a, b) {
			h.t.Errorf("replayed, %s holds\n%s\nnot\n%s", table, strings.Join(b, "\n"), strings.Join(a, "\n"))
		}
	}
	if rows < 400 {
		h.t.Errorf("a day left only %d rows", rows)
	}
}

// file is a book's file as anybody can read it.
type file struct {
	t  testing.TB
	db *sql.DB
}

func disk(t testing.TB, book *registers.Book) file {
	t.Helper()
	dsn := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(book.Dir(), "book.db")), RawQuery: "mode=ro"}
	db, err := sql.Open("sqlite3", dsn.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return file{t, db}
}

func (f file) each(query string, visit func(scan func(...any))) {
	f.t.Helper()
	rows, err := f.db.Query(query)
	if err != nil {
		f.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		visit(func(into ...any) {
			if err := rows.Scan(into...); err != nil {
				f.t.Fatal(err)
			}
		})
	}
	if err := rows.Err(); err != nil {
		f.t.Fatal(err)
	}
}

// tables lists the tables but the one of the file's own versions.
func (f file) tables() (names []string) {
	f.each(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'migration' ORDER BY name`, func(scan func(...any)) {
		var name string
		scan(&name)
		names = append(names, name)
	})
	return names
}

// rows gives a table's rows in words, sorted.
func (f file) rows(table string) (lines []string) {
	columns := 0
	f.each(`SELECT count(*) FROM pragma_table_info('`+table+`')`, func(scan func(...any)) { scan(&columns) })
	f.each(`SELECT * FROM "`+table+`"`, func(scan func(...any)) {
		cells := make([]any, columns)
		for i := range cells {
			cells[i] = new(any)
		}
		scan(cells...)
		var line strings.Builder
		for _, c := range cells {
			fmt.Fprintf(&line, "%q ", fmt.Sprint(*c.(*any)))
		}
		lines = append(lines, line.String())
	})
	slices.Sort(lines)
	return lines
}
