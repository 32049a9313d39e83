package store

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"yingbin/data"
)

// own are the engine's tables: the journal, and what is counted, derived or said
// of this file alone. All others are registers', and declared.
var own = []string{
	"migration", "journal", "journal_side", "journal_stray", "undone", "counter",
	"finder", "finder_wait", "copy",
}

func TestEveryTableIsDeclaredWithAllItsColumns(t *testing.T) {
	b := bareBook(t)
	for name, tab := range b.tables {
		row, declared := b.rows[name]
		switch {
		case strings.HasPrefix(name, "sqlite_"):
		case slices.Contains(own, name):
			if declared {
				t.Errorf("%s is the engine's and declared", name)
			}
		case !declared:
			t.Errorf("no row declares %s", name)
		default:
			for _, col := range tab.columns {
				if col != "seq" && !row.Has(col) {
					t.Errorf("%s.%s has no field in %s", name, col, row.Type)
				}
			}
		}
	}
	for _, name := range append(slices.Collect(maps.Keys(b.rows)), own...) {
		if b.tables[name] == nil {
			t.Errorf("%s is declared, but there is no such table", name)
		}
	}
	for _, row := range b.rows {
		for _, c := range row.Columns {
			if c.Class != "" && !slices.Contains(b.tables[row.Table].columns, c.Name) {
				t.Errorf("%s.%s is personal, but there is no such column", row.Table, c.Name)
			}
		}
	}
}

func TestAColumnThatNobodyReadsIsAFault(t *testing.T) {
	type half struct{ Name string }
	b := freshBook(t)
	for _, q := range []string{`SELECT name, post FROM staff`, `SELECT name, post FROM staff WHERE id = ''`} {
		if _, err := All[half](context.Background(), b.Book, q); data.CodeOf(err) != data.Storage {
			t.Errorf("%s: %v", q, err)
		}
	}
	if list, err := All[half](context.Background(), b.Book, `SELECT name, seq FROM staff`); err != nil || len(list) == 0 {
		t.Error(list, err)
	}
	b.raw(`ALTER TABLE staff ADD COLUMN nick TEXT NOT NULL DEFAULT ''`)
	b.reopen()
	if _, err := b.Staff(context.Background()); data.CodeOf(err) != data.Storage {
		t.Error("a new column is passed over:", err)
	}
}

func TestAColumnThatIsNotThereIsNotWritten(t *testing.T) {
	b := freshBook(t)
	b.decide["NameDevice"] = func(tx *Tx, c data.Command) error {
		return tx.Update("staff", Cols{"nmae": "安"}, string(an))
	}
	b.refuse(&data.NameDevice{Head: b.By(chang), Named: desk, Name: "前台"}, "error.internal")
}
