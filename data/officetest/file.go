package officetest

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yingbin/data"
)

// Rows are what a question gives, as database/sql has them.
type Rows interface {
	Columns() ([]string, error)
	Next() bool
	Scan(cells ...any) error
	Err() error
}

// File looks into a book's file behind the registers' backs, where a test must know
// what really stands there.
type File struct {
	T   testing.TB
	Ask func(q string, args []any, read func(Rows) error) error
}

// each gives every row of an answer to row.
func (f File) each(q string, args []any, row func(Rows) error) {
	f.T.Helper()
	err := f.Ask(q, args, func(rows Rows) error {
		for rows.Next() {
			if err := row(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	})
	if err != nil {
		f.T.Fatal(q, err)
	}
}

// one reads the first value of an answer, the zero value where there is none.
func one[T any](f File, q string, args []any) (v T) {
	f.T.Helper()
	f.each(q, args, func(rows Rows) error {
		var found *T
		err := rows.Scan(&found)
		if found != nil {
			v = *found
		}
		return err
	})
	return v
}

// Number reads one number, 0 where there is none.
func (f File) Number(q string, args ...any) int64 { f.T.Helper(); return one[int64](f, q, args) }

// Text reads one text, "" where there is none.
func (f File) Text(q string, args ...any) string { f.T.Helper(); return one[string](f, q, args) }

// Any gives the id of a row that is there, made by whomever.
func (f File) Any(table string, rnd *rand.Rand) data.ID {
	f.T.Helper()
	n := f.Number(`SELECT count(*) FROM "` + table + `"`)
	if n == 0 {
		return "none"
	}
	return data.ID(f.Text(`SELECT id FROM "`+table+`" ORDER BY seq, id LIMIT 1 OFFSET ?`, rnd.Int64N(n)))
}

// SeqOf gives the line that a command has in the journal, 0 while it has none.
func (f File) SeqOf(command data.ID) int {
	f.T.Helper()
	return int(f.Number(`SELECT seq FROM journal WHERE id = ?`, string(command)))
}

// texts reads a list of texts.
func (f File) texts(q string, args ...any) (list []string) {
	f.T.Helper()
	f.each(q, args, func(rows Rows) error {
		var s string
		err := rows.Scan(&s)
		list = append(list, s)
		return err
	})
	return list
}

// Columns lists the columns of a table.
func (f File) Columns(table string) []string {
	f.T.Helper()
	return f.texts(`SELECT name FROM pragma_table_info(?)`, table)
}

// Dump reads every table, or those named, as lines of text: one a row. Tables that
// are no part of the office's content are left out.
func (f File) Dump(tables ...string) map[string][]string {
	f.T.Helper()
	if len(tables) == 0 {
		tables = f.texts(`SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migration' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`)
	}
	content := map[string][]string{}
	for _, name := range tables {
		lines := []string{}
		f.each(`SELECT * FROM "`+name+`"`, nil, func(rows Rows) error {
			line, err := lineOf(rows)
			lines = append(lines, line)
			return err
		})
		slices.Sort(lines)
		content[name] = lines
	}
	return content
}

func lineOf(rows Rows) (string, error) {
	columns, err := rows.Columns()
	if err != nil {
		return "", err
	}
	cells := make([]any, len(columns))
	for i := range cells {
		cells[i] = new(any)
	}
	if err := rows.Scan(cells...); err != nil {
		return "", err
	}
	var line strings.Builder
	for i, c := range cells {
		fmt.Fprintf(&line, "%s=%q ", columns[i], fmt.Sprint(*c.(*any)))
	}
	return line.String(), nil
}

var withoutSeq = regexp.MustCompile(`\bseq="\d+" `)

// Content is a dump without what an undo is meant to leave: the journal, the
// numbers given and who wrote a row last.
func (f File) Content() map[string][]string {
	f.T.Helper()
	all := f.Dump()
	for _, name := range []string{"journal", "journal_side", "journal_stray", "counter", "undone"} {
		delete(all, name)
	}
	for name, rows := range all {
		for i, row := range rows {
			all[name][i] = withoutSeq.ReplaceAllString(row, "")
		}
	}
	return all
}

// Differ says where two dumps differ, "" where they don't.
func Differ(a, b map[string][]string) string {
	for name := range a {
		for i := range max(len(a[name]), len(b[name])) {
			x, y := "nothing", "nothing"
			if i < len(a[name]) {
				x = a[name][i]
			}
			if i < len(b[name]) {
				y = b[name][i]
			}
			if x != y {
				return fmt.Sprintf("%s row %d:\n%s\n%s", name, i, x, y)
			}
		}
	}
	if len(a) != len(b) {
		return fmt.Sprintf("%d tables and %d", len(a), len(b))
	}
	return ""
}
