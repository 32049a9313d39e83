package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
)

// written is a made-up command that writes rows as a decider does.
type written struct {
	data.Head
	write func(tx *Tx) error
}

func (c *written) Validate() error { return nil }

// writes gives a made-up command that must be done.
func (b *testBook) writes(write func(tx *Tx) error) {
	b.T.Helper()
	b.kinds["Fill"] = data.Kind{Name: "Fill", Version: 1, New: func() data.Command { return &written{} }}
	b.types[reflect.TypeFor[*written]()] = "Fill"
	b.decide["Fill"] = Decides(func(tx *Tx, c *written) error { return c.write(tx) })
	b.must(&written{Head: b.By(chang), write: write})
}

// filler makes a row of every table that holds something personal, with the rows
// that these refer to.
type filler struct {
	*testBook
	visitor data.ID
	made    map[string]bool
	values  map[string][]any // of personal columns, by "table.column"
	n       int64
}

// value makes up what a personal column holds.
func (f *filler) value(column string, kind reflect.Kind) any {
	f.n++
	var v any = fmt.Sprintf("隐%d·%s", f.n, column)
	if kind == reflect.Int64 {
		v = 0x5A5B5C000000 + f.n
	} else if kind != reflect.String {
		f.T.Fatalf("%s: nothing can be made up for it", column)
	}
	f.values[column] = append(f.values[column], v)
	return v
}

func keyOf(table string) string { return "fill-" + table }

// insert writes the row of a table. Everything in it is over, and so holds nobody.
func (f *filler) insert(tx *Tx, table string) error {
	if f.made[table] {
		return nil
	}
	f.made[table] = true
	refers := map[string]string{}
	for name, parent := range f.tables {
		for _, r := range parent.referrers {
			if r.table == table {
				refers[r.column] = name
				if err := f.insert(tx, name); err != nil {
					return err
				}
			}
		}
	}
	row := f.rows[table]
	v := reflect.New(row.Type).Elem()
	p := planOf(row.Type)
	for i, col := range p.names {
		field := v.FieldByIndex(p.index[i])
		switch class := f.personal[table+"."+col]; {
		case class != "":
			field.Set(reflect.ValueOf(f.value(table+"."+col, field.Kind())).Convert(field.Type()))
		case field.Type() == reflect.TypeFor[data.Time]():
			field.Set(reflect.ValueOf(tx.at))
		case field.Kind() != reflect.String:
		case table == "visitor" && col == "id" || col == "visitor":
			field.SetString(string(f.visitor))
		case refers[col] != "":
			field.SetString(keyOf(refers[col]))
		case col == "same_as" || field.Type() == reflect.TypeFor[data.Day]():
		default:
			field.SetString(keyOf(table))
		}
	}
	return tx.Insert(table, v.Interface())
}

// change gives every personal column of a row another value.
func (f *filler) change(tx *Tx, table string) error {
	row, c := f.rows[table], Cols{}
	for _, col := range row.Columns {
		if col.Class != "" {
			kind := reflect.String
			if f.tables[table].numeric[col.Name] {
				kind = reflect.Int64
			}
			c[col.Name] = f.value(table+"."+col.Name, kind)
		}
	}
	key := make([]any, len(f.tables[table].key))
	for i := range key {
		key[i] = keyOf(table)
	}
	if table == "visitor" {
		key[0] = string(f.visitor)
	}
	return tx.Update(table, c, key...)
}

// spelled gives the ways in which a value may stand in a file.
func spelled(v any) []string {
	if n, ok := v.(int64); ok {
		return []string{strconv.FormatInt(n, 10), string(binary.BigEndian.AppendUint64(nil, uint64(n))[2:])}
	}
	runes := []rune(v.(string))
	back := slices.Clone(runes)
	slices.Reverse(back)
	return []string{string(runes), string(back)}
}

// TestNothingOfAForgottenPersonIsLeftInAnyTable fills every personal column of
// every table, by its declaration: nothing of it may stand in what the journal
// says openly, and when the person is forgotten, after having turned out to be
// another, nothing of theirs may be left in any file.
func TestNothingOfAForgottenPersonIsLeftInAnyTable(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	f := &filler{testBook: b, visitor: "guest-a", made: map[string]bool{}, values: map[string][]any{}}
	var tables []string
	for _, r := range b.rows {
		if slices.ContainsFunc(r.Columns, func(c data.Column) bool { return c.Class != "" }) {
			tables = append(tables, r.Table)
		}
	}
	slices.Sort(tables)
	b.writes(func(tx *Tx) error {
		for _, id := range []data.ID{"guest-b", "guest-c"} {
			if err := tx.Insert("visitor", data.Visitor{ID: id}); err != nil {
				return err
			}
		}
		for _, table := range tables {
			if err := f.insert(tx, table); err != nil {
				return fmt.Errorf("%s: %w", table, err)
			}
		}
		return nil
	})
	b.writes(func(tx *Tx) error {
		for _, table := range tables {
			if err := f.change(tx, table); err != nil {
				return fmt.Errorf("%s: %w", table, err)
			}
		}
		return nil
	})
	if len(f.values) != len(b.personal) {
		t.Fatalf("%d of %d personal columns are filled", len(f.values), len(b.personal))
	}

	open := fmt.Sprint(b.Dump("journal", "journal_stray", "undone", "counter"))
	for column, values := range f.values {
		for _, v := range values {
			for _, s := range spelled(v) {
				if strings.Contains(open, s) {
					t.Errorf("%s stands openly in the journal: %s", column, s)
				}
			}
			if len(officetest.Holds(t, b.dir, spelled(v)...)) == 0 {
				t.Errorf("%s was never written: %v", column, v)
			}
		}
	}

	before := b.linesAfter(0)
	for _, pair := range [][2]data.ID{{"guest-a", "guest-b"}, {"guest-b", "guest-c"}} {
		b.writes(func(tx *Tx) error {
			v, err := tx.VisitorOf(pair[0])
			into, other := tx.VisitorOf(pair[1])
			return Either(err, Either(other, tx.sameVisitor(v, into)))
		})
	}
	for _, r := range b.ofVisitors() {
		want := "guest-c"
		if r.Frozen {
			want = "guest-a"
		}
		if got, err := Value[string](ctx, b, `SELECT visitor FROM "`+r.Table+`" WHERE visitor <> ''`); err != nil || got != want {
			t.Errorf("%s is %s's, not %s's (%v)", r.Table, got, want, err)
		}
	}
	b.must(&data.Anonymise{Head: b.By(chang), Visitors: []data.ID{"guest-a"}})
	b.sound()

	copied := bareCopy(t)
	copied.takes(before...)
	copied.takes(b.linesAfter(int64(len(before)))...)
	late := replayed(t, b)
	for column, values := range f.values {
		table, name, _ := strings.Cut(column, ".")
		if r := b.rows[table]; !r.OfVisitors() && table != "visitor" || b.keeps[table+"."+name] {
			continue
		}
		for _, v := range values {
			for _, book := range []*testBook{b, copied, late} {
				if left := officetest.Holds(t, book.dir, spelled(v)...); len(left) > 0 {
					t.Errorf("%s is left: %v", column, left)
				}
			}
		}
	}
	for _, book := range []*testBook{copied, late} {
		if d := officetest.Differ(b.Dump(tables...), book.Dump(tables...)); d != "" {
			t.Error(d)
		}
	}
	if n, err := Value[int64](ctx, b, `SELECT count(*) FROM finder WHERE visitor LIKE 'guest-%'`); n != 0 || err != nil {
		t.Error("the search knows them:", n, err)
	}
}

// guarantees adds a made-up table with a sum that is kept.
func (b *testBook) guarantees() {
	b.T.Helper()
	b.raw(`CREATE TABLE guarantee (id TEXT PRIMARY KEY, visitor TEXT NOT NULL, name TEXT NOT NULL, paid INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT`)
	var err error
	if b.tables, err = readTables(context.Background(), pool{b.reader}); err != nil {
		b.T.Fatal(err)
	}
	b.declare(data.Row{Table: "guarantee", Subject: "visitor", Columns: []data.Column{
		{Name: "id"}, {Name: "visitor"}, {Name: "name", Class: data.Name}, {Name: "paid", Class: data.Money, Keep: true},
	}})
}

func TestWhatIsKeptOutlivesItsPerson(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	b.guarantees()
	c := b.Guest("欧阳䶮", "13912348765")
	b.must(c)
	b.writes(func(tx *Tx) error {
		return Either(tx.Insert("guarantee", Cols{"id": "g1", "visitor": string(c.Visitor), "name": "欧阳䶮", "paid": int64(90_000)}),
			tx.Insert("guarantee", Cols{"id": "g2", "visitor": string(c.Visitor), "name": "", "paid": int64(700)}))
	})
	b.must(&data.CheckOut{Head: b.By(an), Visits: []data.ID{c.Visit}, How: "seen-off"})
	before := b.linesAfter(0)
	b.must(&data.Anonymise{Head: b.By(chang), Visitors: []data.ID{c.Visitor}})
	if sum, err := Value[int64](ctx, b, `SELECT sum(paid) FROM guarantee WHERE name = ''`); err != nil || sum != 90_700 {
		t.Fatal(sum, err)
	}
	if n, err := Value[int64](ctx, b, `SELECT count(*) FROM journal_side WHERE subject = ?`, string(c.Visitor)); err != nil || n != 0 {
		t.Fatal(n, err)
	}
	b.sound()
	follows, late := bareCopy(t), bareCopy(t)
	follows.guarantees()
	follows.takes(before...)
	follows.takes(b.linesAfter(int64(len(before)))...)
	late.guarantees() // and sees what it missed without the values that were forgotten
	late.takes(b.linesAfter(0)...)
	for _, book := range []*testBook{follows, late} {
		if d := officetest.Differ(b.Dump("guarantee", "visit", "visitor"), book.Dump("guarantee", "visit", "visitor")); d != "" {
			t.Error(d)
		}
		book.sound()
	}
}
