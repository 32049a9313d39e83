package sample_test

import (
	"context"
	"database/sql"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
	"yingbin/data/store/storetest"
)

// heard collects the queries of a book.
type heard struct {
	mu  sync.Mutex
	all map[string]bool
}

func (h *heard) ask(q string) {
	h.mu.Lock()
	h.all[q] = true
	h.mu.Unlock()
}

// asksEverything lives some days and then asks all that can be asked, in every way
// that a filter knows, and gives every query that the book was asked meanwhile.
func asksEverything(t *testing.T) (*registers.Book, map[string]bool, string) {
	t.Helper()
	ctx, now := t.Context(), at(t, "18:10")
	clock, h, dir := sample.NewClock(now), &heard{all: map[string]bool{}}, t.TempDir()
	b, err := registers.Open(ctx, dir, store.Options{Fast: true, Clock: clock.Now, Strict: true, Asked: h.ask})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	parts := sample.Parts{Catalogue: assets.Office("catalogue"), People: assets.Office("people"), Lists: assets.Office, Now: now, Days: 8, Whole: true}
	if err := sample.Fill(ctx, b, clock, parts); err != nil {
		t.Fatal(err)
	}
	askAll(t, b, dir, now)
	doMore(t, b, now)
	return b, h.all, dir
}

// doMore gives commands that the sample's life does not need. They may be refused: what
// they ask before is what counts here.
func doMore(t *testing.T, b *registers.Book, now data.Time) {
	t.Helper()
	by := func() data.Head {
		return data.Head{ID: data.NewID(), At: now, Staff: "staff-chang", Device: sample.Device}
	}
	give := func(c data.Command) { _, _ = b.Do(t.Context(), c) }
	courts, err := b.Courts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range courts {
		c.Retired = true
		give(&data.PutCourt{Head: by(), Court: c})
	}
	venues, err := b.Venues(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range venues {
		v.Retired = true
		give(&data.PutVenue{Head: by(), Venue: v})
		v.Retired, v.Opens = false, v.Opens+60
		give(&data.PutVenue{Head: by(), Venue: v})
	}
	areas, err := b.Areas(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range areas {
		a.Retired = true
		give(&data.PutArea{Head: by(), Area: a})
	}
	one := &data.CheckIn{Head: by(), Visit: data.NewID(), Visitor: data.NewID(), Name: "问询客", Phone: "13812349999", Adults: 1, Purpose: "viewing"}
	other := &data.CheckIn{Head: by(), Visit: data.NewID(), Visitor: data.NewID(), Name: "另一位", NoPhone: true, Adults: 1, Purpose: "viewing"}
	give(one)
	give(other)
	if list, err := b.Visits(t.Context(), data.VisitFilter{ID: other.Visit}); err == nil && len(list) == 1 {
		v := list[0]
		give(&data.AmendVisit{Head: by(), Visit: v.ID, Name: v.Name, Phone: one.Phone, Adults: 1, Purpose: v.Purpose})
	} else {
		t.Fatal(list, err)
	}
	give(&data.CheckOut{Head: by(), Visits: []data.ID{one.Visit, other.Visit}, How: "seen-off"})
	fresh := &data.CheckIn{Head: by(), Visit: data.NewID(), Visitor: data.NewID(), Name: "误登记", NoPhone: true, Adults: 1, Purpose: "viewing"}
	give(fresh)
	if _, err := b.Do(t.Context(), &data.Undo{Head: by(), Command: fresh.ID}); err != nil {
		t.Fatal(err)
	}
	last := &data.MarkVisitor{Head: by(), Visitor: one.Visitor, Mark: "靠窗"}
	give(last)
	give(&data.Undo{Head: by(), Command: last.ID})
	give(&data.Undo{Head: by(), Command: other.ID})
	give(&data.Anonymise{Head: by(), Visitors: []data.ID{one.Visitor}})
}

func beside(t *testing.T, dir string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(filepath.Join(dir, "book.db")))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	return db
}

func tablesOf(t *testing.T, db *sql.DB) map[string]bool {
	t.Helper()
	rows, err := db.Query(`SELECT name FROM sqlite_master WHERE type = 'table'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	all := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		all[name] = true
	}
	return all
}

// someIDs gives ids of every table.
func someIDs(t *testing.T, dir string) (ids []data.ID) {
	t.Helper()
	db := beside(t, dir)
	rows, err := db.Query(`SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'id'`)
	if err != nil {
		t.Fatal(err)
	}
	var tables []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, name)
	}
	rows.Close()
	for _, table := range tables {
		for _, order := range []string{"", " DESC"} {
			var id string
			if err := db.QueryRow(`SELECT id FROM "` + table + `" ORDER BY seq` + order + ` LIMIT 1`).Scan(&id); err == nil {
				ids = append(ids, data.ID(id))
			}
		}
	}
	return ids
}

// askAll calls every method of the readers, and those of the book that only read.
func askAll(t *testing.T, b *registers.Book, dir string, now data.Time) {
	t.Helper()
	ids := someIDs(t, dir)
	s, err := b.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	today := s.Calendar.Day(now)
	ask := asker{t.Context(), ids, today, now}
	reads := reflect.ValueOf(b.Reads)
	for i := range reads.NumMethod() {
		ask.every(reads.Method(i))
	}
	for _, v := range []data.Viewer{storetest.AtDesk, {Person: "staff-chang", Role: data.Supervisor, Station: "supervisor"}} {
		if _, err := b.Matters(t.Context(), now, v); err != nil {
			t.Fatal(err)
		}
	}
	_, to := s.Calendar.Bounds(today)
	if _, err := b.Figures(t.Context(), to, today); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Forgettable(t.Context(), now, 20); err != nil {
		t.Fatal(err)
	}
	for _, f := range []func() error{
		func() error { _, err := b.Verify(t.Context(), nil); return err },
		func() error { _, err := b.Staff(t.Context()); return err },
		func() error { _, err := b.Devices(t.Context()); return err },
		func() error { _, err := b.OfficeID(t.Context()); return err },
		func() error {
			list, err := b.Acts(t.Context(), data.ActFilter{Day: today, Most: 50})
			for _, a := range list.Acts {
				_ = b.MayUndo(t.Context(), a.ID) // whatever it says: it asked
			}
			return err
		},
		func() error { _, err := b.Acts(t.Context(), data.ActFilter{ID: "act-000100"}); return err },
		func() error { _, err := b.MarkAt(t.Context(), 9); return err },
		func() error { _, err := b.Tail(t.Context(), data.AtBar, 100, 50); return err },
		func() error { _, _, err := b.Decided(t.Context(), "act-000100"); return err },
	} {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	}
	for _, number := range []string{"L-1123-001", "B-1123-001", "O-1123-001", "Q-1123-001"} {
		_, _ = b.Numbered(t.Context(), number)
	}
}

// asker calls methods with all kinds of values.
type asker struct {
	ctx   context.Context
	ids   []data.ID
	today data.Day
	now   data.Time
}

// every calls a method with each value that one of its parameters can take.
func (a asker) every(method reflect.Value) {
	calls := [][]reflect.Value{nil}
	for i := range method.Type().NumIn() {
		var more [][]reflect.Value
		for _, v := range a.values(method.Type().In(i)) {
			for _, c := range calls {
				more = append(more, append(slices.Clone(c), v))
			}
		}
		calls = more
	}
	for _, c := range calls {
		method.Call(c) // whatever it says: it asked
	}
}

func (a asker) values(of reflect.Type) (list []reflect.Value) {
	switch {
	case of == reflect.TypeFor[context.Context]():
		return []reflect.Value{reflect.ValueOf(a.ctx)}
	case of == reflect.TypeFor[data.ID]():
		for _, id := range a.ids {
			list = append(list, reflect.ValueOf(id))
		}
		return list
	case of == reflect.TypeFor[data.Day]():
		return []reflect.Value{reflect.ValueOf(a.today), reflect.ValueOf(a.today.Plus(-1))}
	case of == reflect.TypeFor[data.Time]():
		return []reflect.Value{reflect.ValueOf(a.now)}
	}
	switch of.Kind() {
	case reflect.String:
		for _, s := range []string{"", "wang", "王", "3800", "utensil", "late", "001"} {
			list = append(list, reflect.ValueOf(s).Convert(of))
		}
	case reflect.Int:
		list = append(list, reflect.ValueOf(2))
	case reflect.Bool:
		list = append(list, reflect.ValueOf(true), reflect.ValueOf(false))
	case reflect.Struct:
		list = a.filters(of)
	}
	return list
}

// alone are the fields of filters that screens and papers fill without naming days.
var alone = strings.Fields("ID Act Booking Visit Item Ref Place Open OpenOnly OutOnly LastOnly Waiting Owing Last")

// filters fills one field of a filter after the other, as it is asked and with a span of
// days.
func (a asker) filters(of reflect.Type) (list []reflect.Value) {
	span := reflect.New(of).Elem()
	for i := range of.NumField() {
		if name := of.Field(i).Name; name == "From" || name == "To" || name == "Since" {
			v := reflect.ValueOf(a.today)
			if of.Field(i).Type == reflect.TypeFor[data.Time]() {
				v = reflect.ValueOf(a.now)
			}
			span.Field(i).Set(v)
		}
	}
	list = append(list, span)
	for i := range of.NumField() {
		f := of.Field(i)
		if !span.Field(i).IsZero() {
			continue
		}
		for _, v := range a.fields(f.Type) {
			one := reflect.New(of).Elem()
			one.Set(span)
			one.Field(i).Set(v)
			list = append(list, one)
			if slices.Contains(alone, f.Name) {
				only := reflect.New(of).Elem()
				only.Field(i).Set(v)
				list = append(list, only)
			}
		}
	}
	return list
}

func (a asker) fields(of reflect.Type) []reflect.Value {
	switch of.Kind() {
	case reflect.Slice:
		v := reflect.MakeSlice(of, 1, 1)
		v.Index(0).Set(reflect.ValueOf("purchase").Convert(of.Elem()))
		return []reflect.Value{v}
	case reflect.Bool:
		return []reflect.Value{reflect.ValueOf(true)}
	}
	return a.values(of)
}

// scansAllowed are queries that read a table that grows from end to end, with the
// reason why they may.
var scansAllowed = map[string]string{
	"SELECT * FROM handover_note ORDER BY at, id": "for tests and the sample; screens ask for what waits",
}

func TestNoQueryScansATableThatGrows(t *testing.T) {
	b, queries, dir := asksEverything(t)
	if err := b.Harden(t.Context()); err != nil {
		t.Fatal(err)
	}
	db := beside(t, dir)
	stats, tables := statistics(t, db), tablesOf(t, db)
	addSources(t, db, queries)
	addReferences(t, db, queries)
	used := map[string]bool{}
	n := 0
	for _, q := range slices.Sorted(maps.Keys(queries)) {
		n++
		steps, err := plan(db, q)
		if err != nil {
			t.Fatal(q, err)
		}
		if onlyFirst(q, steps) {
			continue // a row of an index, wherever it ends
		}
		for _, step := range steps {
			if why := slow(step, stats, tables, q); why != "" {
				if name := allowed(q); name != "" {
					used[name] = true
					continue
				}
				t.Errorf("%s\n\t%s", why, flat(q))
			}
		}
	}
	if n < 250 {
		t.Errorf("only %d queries were heard", n)
	}
	for name := range scansAllowed {
		if !used[name] {
			t.Errorf("nothing needs the exception %q any more", name)
		}
	}
}

func allowed(q string) string {
	for name := range scansAllowed {
		if strings.Contains(flat(q), name) {
			return name
		}
	}
	return ""
}

// lasting are the tables whose rows do not become more with the days: what the house
// has, and what the book is. All others grow, those to come too.
var lasting = strings.Fields("setting staff device epoch copy migration venue court area tables item drink spot held_table facility stock_item appliance checklist finder_wait")

// statistic is what SQLite knows of an index, or of a table without one.
type statistic struct {
	rows   int
	equals []int // how many rows have the same first columns
	part   bool  // of an index on some of the rows
}

// statistics reads what SQLite knows, and then makes it believe that the days were
// years.
func statistics(t *testing.T, db *sql.DB) map[string]statistic {
	t.Helper()
	all := map[string]statistic{}
	rows, err := db.Query(`SELECT s.tbl, coalesce(s.idx, s.tbl), s.stat, coalesce(m.sql, '') FROM sqlite_stat1 s LEFT JOIN sqlite_master m ON m.name = s.idx`)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var table, index, text, made string
		if err := rows.Scan(&table, &index, &text, &made); err != nil {
			t.Fatal(err)
		}
		var s statistic
		for i, f := range strings.Fields(text) {
			n, err := strconv.Atoi(f)
			if err != nil {
				break
			}
			if i == 0 {
				s.rows = n
			} else {
				s.equals = append(s.equals, n)
			}
		}
		s.part = strings.Contains(made, " WHERE ")
		all[index] = s
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	var parts []string
	for index, s := range all {
		if s.part && s.rows <= few {
			parts = append(parts, index)
		}
	}
	stays := "'" + strings.Join(parts, "', '") + "'"
	quoted := "'" + strings.Join(lasting, "', '") + "'"
	for _, q := range []string{
		`UPDATE sqlite_stat1 SET stat = (CAST(stat AS INTEGER) * 200) || substr(stat, length(CAST(stat AS INTEGER)) + 1) WHERE tbl NOT IN (` + quoted + `) AND coalesce(idx, '') NOT IN (` + stays + `)`,
		`ANALYZE sqlite_schema`,
	} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

var (
	scanned  = regexp.MustCompile(`^SCAN ("?[a-z_0-9]+"?)(?: USING (?:COVERING )?INDEX (\S+))?`)
	searched = regexp.MustCompile(`^SEARCH ("?[a-z_0-9]+"?) USING (?:COVERING )?INDEX (\S+) \(([^)]*)\)`)
)

// few is how many rows an index on what is open may have after some days: it does
// not grow.
const few = 60

// slow says what is wrong with a step of a plan, if anything is: it reads all of a
// table that grows, or the many rows that have one of few values.
func slow(step string, stats map[string]statistic, tables map[string]bool, q string) string {
	if m := scanned.FindStringSubmatch(step); m != nil {
		table := realName(m[1], q)
		small := m[2] != "" && stats[m[2]].part && stats[m[2]].rows <= few
		if small || slices.Contains(lasting, table) || !tables[table] {
			return "" // the last is the answer of another query
		}
		return step
	}
	m := searched.FindStringSubmatch(step)
	if m == nil || strings.ContainsAny(m[3], "<>") {
		return ""
	}
	s, n := stats[m[2]], strings.Count(m[3], "=?")
	if s.part && s.rows <= few || slices.Contains(lasting, realName(m[1], q)) || n == 0 || n > len(s.equals) || s.rows < few {
		return ""
	}
	if s.equals[n-1] > s.rows/6 && s.equals[n-1] > 30 {
		return fmt.Sprintf("%s: %d of %d rows", step, s.equals[n-1], s.rows)
	}
	return ""
}

// onlyFirst reports whether a query takes the first row in the order of an index, and
// nothing else.
func onlyFirst(q string, steps []string) bool {
	simple := !strings.Contains(q, "WHERE") || regexp.MustCompile(`WHERE \w+ = \? ORDER BY \w+ DESC LIMIT 1$`).MatchString(flat(q))
	return strings.HasSuffix(flat(q), "LIMIT 1") && simple && !slices.ContainsFunc(steps, func(s string) bool { return strings.Contains(s, "TEMP B-TREE") })
}

// realName gives the table that a name of a query stands for.
func realName(name, q string) string {
	name = strings.Trim(name, `"`)
	if m := regexp.MustCompile(`"?\b([a-z_]+)"? (?:AS )?`+regexp.QuoteMeta(name)+`\b`).FindAllStringSubmatch(q, -1); m != nil {
		for _, one := range m {
			if !slices.Contains([]string{"from", "join", "as"}, strings.ToLower(one[1])) {
				return one[1]
			}
		}
	}
	return name
}

func plan(db *sql.DB, q string) (steps []string, err error) {
	if p := strings.ToUpper(q); strings.HasPrefix(p, "PRAGMA") || strings.HasPrefix(p, "BEGIN") || strings.HasPrefix(p, "COMMIT") ||
		strings.HasPrefix(p, "ROLLBACK") || strings.HasPrefix(p, "SAVEPOINT") || strings.HasPrefix(p, "RELEASE") || strings.Contains(q, "sqlite_master") {
		return nil, nil
	}
	args := make([]any, strings.Count(q, "?"))
	for i := range args {
		args[i] = "x"
	}
	rows, err := db.Query("EXPLAIN QUERY PLAN "+q, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			return nil, err
		}
		steps = append(steps, detail)
	}
	return steps, rows.Err()
}

// addSources adds the queries of the sources that nobody asked here. Those that are put
// together from pieces can only be looked at when they are asked.
func addSources(t *testing.T, db *sql.DB, queries map[string]bool) {
	t.Helper()
	var asked strings.Builder
	for q := range queries {
		asked.WriteString(flat(q) + "\n")
	}
	for at, q := range sources(t) {
		if strings.Contains(asked.String(), q) || strings.HasPrefix(q, "DELETE FROM finder WHERE key >= '") { // the last cuts a copy
			continue
		}
		if _, err := plan(db, q); err != nil {
			t.Errorf("%s: nobody asked this, and it can't be looked at by itself: %s (%v)", at, q, err)
			continue
		}
		queries[q] = true
	}
}

// flat is a query on one line.
func flat(q string) string { return strings.Join(strings.Fields(q), " ") }

// addReferences adds what undo asks, and SQLite itself: who names a row that goes.
func addReferences(t *testing.T, db *sql.DB, queries map[string]bool) {
	t.Helper()
	rows, err := db.Query(`SELECT m.name, f."table", f."from" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var table, parent, column string
		if err := rows.Scan(&table, &parent, &column); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(lasting, parent) {
			queries[fmt.Sprintf(`SELECT "%s" FROM "%s" WHERE "%s" = ?`, column, table, column)] = true
		}
	}
}

// elsewhere are the sources whose queries run in other files than the book.
var elsewhere = map[string]string{
	"outbox.go":  "a file of its own, which is emptied as it is sent",
	"migrate.go": "once in the life of a book",
	"post.go":    "cuts a copy, from end to end",
	"part.go":    "writes a copy",
	"archive.go": "writes backups",
}

// sources gives every query that stands in the store's sources (checks read books from end to end), by where it stands: of
// one that is put together the longest piece.
func sources(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir("../store", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "storetest") || strings.Contains(path, "store/check/") || elsewhere[filepath.Base(path)] != "" {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if pair, ok := n.(*ast.KeyValueExpr); ok {
				if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "Recent" {
					return false // of which rows go into a copy
				}
			}
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(lit.Value)
			if err == nil && regexp.MustCompile(`\b(SELECT|UPDATE|INSERT INTO|DELETE FROM)\b `).MatchString(text) {
				all[fmt.Sprint(set.Position(lit.Pos()))] = longest(text)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func longest(text string) (piece string) {
	for _, p := range regexp.MustCompile(`%[a-z]`).Split(text, -1) {
		if p = flat(p); len(p) > len(piece) {
			piece = p
		}
	}
	return piece
}
