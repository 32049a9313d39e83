package check

import (
	"context"
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
)

// apart are the tables that no line tells of and that are not made from rows
// either, each with the reason why it is not compared.
var apart = map[string]string{
	"journal":      "the lines themselves: the chain proves them",
	"journal_side": "personal values of the lines: each line holds their digest",
	"migration":    "when this file was brought to which schema",
	"copy":         "what this file is a copy of, and for whom",
}

// made are the tables that every device makes from the rows for itself: they are made
// again and compared like those that lines write.
var made = []string{"finder", "finder_wait", "journal_stray"}

// table is one that is compared.
type table struct {
	store.TableLayout
}

// compared lists the tables that are held against the lines.
func compared(b *store.Book) (list []table) {
	for _, t := range b.Layout() {
		if t.Lines || slices.Contains(made, t.Name) {
			list = append(list, table{t})
		}
	}
	return list
}

// columns lists columns for SQL, of the table that is called as.
func columns(as string, names []string) string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = as + `."` + n + `"`
	}
	return strings.Join(list, ", ")
}

// on joins rows of one key.
func (t table) on() string {
	list := make([]string, len(t.Key))
	for i, k := range t.Key {
		list[i] = `a."` + k + `" = b."` + k + `"`
	}
	return strings.Join(list, " AND ")
}

// compare holds the table as the book has it (a) against the one that the lines make
// (b), both ways, in every column.
func (t table) compare(ctx context.Context, q store.Querier, r *report) error {
	differ := make([]string, 0, len(t.Columns)+1)
	differ = append(differ, `b."`+t.Key[0]+`" IS NULL`)
	for _, c := range t.Columns {
		differ = append(differ, `a."`+c+`" IS DISTINCT FROM b."`+c+`"`)
	}
	n := len(t.Columns)
	err := store.Each(ctx, q, `SELECT `+columns("a", t.Columns)+`, `+columns("b", t.Columns)+
		` FROM main."`+t.Name+`" a LEFT JOIN told."`+t.Name+`" b ON `+t.on()+` WHERE `+strings.Join(differ, " OR "), nil,
		func(row []any) error {
			t.tell(r, row[:n], row[n:])
			return nil
		})
	if err != nil {
		return err
	}
	return store.Each(ctx, q, `SELECT `+columns("b", t.Columns)+` FROM told."`+t.Name+`" b WHERE NOT EXISTS (SELECT 1 FROM main."`+t.Name+`" a WHERE `+t.on()+`)`, nil,
		func(row []any) error {
			t.tell(r, nil, row)
			return nil
		})
}

// tell says how a row of the book differs from the one that the lines make.
func (t table) tell(r *report, is, told []any) {
	d := data.Difference{What: data.FoundChanged, Register: t.Register, Table: t.Name}
	switch {
	case !t.Lines:
		d.What = data.FoundSearch
		if told == nil || is == nil || empty(told) {
			r.add(d)
			return
		}
	case is == nil:
		d.What, d.Record = data.FoundMissing, t.record(told)
	case told == nil || empty(told):
		d.What, d.Record = data.FoundExtra, t.record(is)
	default:
		d.Record = t.record(told)
		for i, c := range t.Columns {
			if !same(is[i], told[i]) {
				d.Columns = append(d.Columns, c)
			}
		}
	}
	r.add(d)
}

func empty(row []any) bool {
	for _, v := range row {
		if v != nil {
			return false
		}
	}
	return true
}

func same(a, b any) bool {
	x, bytes := a.([]byte)
	y, too := b.([]byte)
	if bytes || too {
		return bytes && too && string(x) == string(y)
	}
	return a == b
}

// called are the columns by which people know a record, the best first.
var called = []string{"number", "name", "who", "title", "text"}

// record says which one a row is, as people would: by its number or its name, else
// by its key.
func (t table) record(row []any) string {
	for _, name := range called {
		for i, c := range t.Columns {
			if s, ok := row[i].(string); c == name && ok && s != "" {
				return short(s)
			}
		}
	}
	var key []string
	for _, k := range t.Key {
		for i, c := range t.Columns {
			if c == k {
				key = append(key, text(row[i]))
			}
		}
	}
	return short(strings.Join(key, " "))
}

// objects looks for what this program did not make: tables, indexes, triggers, views.
func objects(ctx context.Context, q store.Querier, r *report) error {
	const made = `(SELECT type, name, tbl_name, sql FROM %s.sqlite_master WHERE substr(name, 1, 7) <> 'sqlite_')`
	is, told := strings.Replace(made, "%s", "main", 1), strings.Replace(made, "%s", "told", 1)
	return store.Each(ctx, q, `SELECT name FROM (SELECT * FROM `+is+` EXCEPT SELECT * FROM `+told+`) UNION SELECT name FROM (SELECT * FROM `+told+` EXCEPT SELECT * FROM `+is+`) ORDER BY name`, nil,
		func(row []any) error {
			r.add(data.Difference{What: data.FoundObject, Record: short(text(row[0]))})
			return nil
		})
}
