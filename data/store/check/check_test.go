package check_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
	"yingbin/data/store/check"
)

// told is a small book in which every table has rows: two invented days with a guest
// forgotten, one merged, an act taken back, a device and an epoch. It is made once.
var told = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "yingbin-check-*")
	if err != nil {
		return "", err
	}
	return dir, fill(context.Background(), dir)
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := told(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

var now = data.TimeOf(time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC))

func fill(ctx context.Context, dir string) error {
	clock := sample.NewClock(now)
	b, err := registers.Open(ctx, dir, store.Options{Clock: clock.Now, Fast: true})
	if err != nil {
		return err
	}
	defer b.Close()
	if err := sample.Fill(ctx, b, clock, sample.Parts{Catalogue: assets.Office("catalogue"), People: assets.Office("people"), Lists: assets.Office, Now: now, Days: 2}); err != nil {
		return err
	}
	staff, err := b.Staff(ctx)
	if err != nil {
		return err
	}
	boss := staff[slices.IndexFunc(staff, func(p data.Staff) bool { return p.Role == data.Supervisor })].ID
	head := func() data.Head { return data.Head{ID: data.NewID(), At: now, Staff: boss, Device: sample.Device} }
	area := &data.PutArea{Head: head(), Area: data.Area{ID: "area-new", Name: "新区"}}
	today := data.Settings{}.Defaults().Calendar.Day(now)
	handed, err := b.Handovers(ctx, today.Plus(-2), today)
	if err != nil || len(handed) == 0 {
		return fmt.Errorf("no handover %w", err)
	}
	booked, err := b.Bookings(ctx, data.BookingFilter{From: today, To: today.Plus(3)})
	i := slices.IndexFunc(booked, func(k data.Booking) bool { return k.Status == data.Booked && k.Starts > now })
	if err != nil || i < 0 {
		return fmt.Errorf("no booking %w", err)
	}
	gone, err := b.Forgettable(ctx, now, 500)
	if err != nil {
		return err
	}
	begin := &data.BeginEpoch{Head: head(), Hub: "desk", Name: "前台", Role: data.AtReception, Key: strings.Repeat("ab", 32), Why: data.Promoted}
	usher := staff[slices.IndexFunc(staff, func(p data.Staff) bool { return p.Role == data.Usher })]
	late := data.NewKeepLate(&data.PutArea{Head: head(), Area: data.Area{ID: "area-late", Name: "迟到区"}}, data.AsError(data.Fault(data.Forbidden, "error.forbidden")), now)
	late.Device = sample.Device
	commands := []data.Command{
		late,
		&data.PutStaff{Head: head(), Person: usher.ID, Name: usher.Name, Role: data.Bar},
		begin, area,
		&data.CorrectHandover{Head: head(), Note: data.NewID(), Handover: handed[len(handed)-1].ID, Text: "更正"},
		&data.MoveBooking{Head: head(), Booking: booked[i].ID, Court: booked[i].Court, Start: booked[i].Starts.Add(7 * 24 * time.Hour), End: booked[i].Ends.Add(7 * 24 * time.Hour)},
		&data.Undo{Head: head(), Command: area.ID, Why: "点错了"}, &data.OpenRepair{Head: head(), Repair: data.NewID(), Thing: booked[i].Court, Fault: "灯管不亮"}}
	if len(gone) > 0 {
		commands = append(commands, &data.Anonymise{Head: head(), Visitors: []data.ID{gone[0].ID}})
	}
	for _, c := range commands {
		if _, err := b.Do(ctx, c); err != nil {
			return fmt.Errorf("%T: %w", c, err)
		}
	}
	return b.Close()
}

// copied opens a copy of the small book's file, as any program could.
func copied(t *testing.T) (dir string, db *sql.DB) {
	t.Helper()
	from, err := told()
	if err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(filepath.Join(from, store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, store.FileName), body, 0o600); err != nil {
		t.Fatal(err)
	}
	if db, err = sql.Open("sqlite3", filepath.Join(dir, store.FileName)); err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return dir, db
}

func run(t *testing.T, db *sql.DB, q string, args ...any) int64 {
	t.Helper()
	r, err := db.Exec(q, args...)
	if err != nil {
		t.Fatal(q, err)
	}
	n, _ := r.RowsAffected()
	return n
}

func number(t *testing.T, db *sql.DB, q string, args ...any) (n int64) {
	t.Helper()
	if err := db.QueryRow(q, args...).Scan(&n); err != nil {
		t.Fatal(q, err)
	}
	return n
}

// opened opens a book for reading and lists its journalled tables that have rows.
func opened(t *testing.T, dir string) (*store.Book, []store.TableLayout) {
	t.Helper()
	b, err := store.OpenReader(t.Context(), registers.All(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b, slices.DeleteFunc(b.Layout(), func(l store.TableLayout) bool {
		n, err := store.Value[int64](t.Context(), b, `SELECT count(*) FROM "`+l.Name+`"`)
		return err != nil || !l.Lines || n == 0
	})
}

// whole checks a folder's book.
func whole(t *testing.T, dir string, marks ...data.Mark) data.CheckReport {
	t.Helper()
	b, _ := opened(t, dir)
	r, err := check.Whole(t.Context(), b, check.Options{Known: registers.All(), Most: 10_000, Marks: marks})
	if err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".check*"))
	if err != nil || len(left) > 0 {
		t.Error("the check left", left, err)
	}
	return r
}

// since checks what came after the first lines.
func since(t *testing.T, dir string, seq int64) data.CheckReport {
	t.Helper()
	b, _ := opened(t, dir)
	from, err := b.MarkAt(t.Context(), seq)
	if err != nil {
		t.Fatal(err)
	}
	r, err := check.Since(t.Context(), b, from, check.Options{Known: registers.All(), Most: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// found names what a report says of tables: "what table column,column".
func found(r data.CheckReport) map[string]data.Difference {
	all := map[string]data.Difference{}
	for _, d := range r.Found {
		all[d.What+" "+d.Table] = d
	}
	return all
}

// changed gives a column another value of its kind, which JSON does not mind.
const changed = `"%[1]s" = CASE typeof("%[1]s") WHEN 'integer' THEN "%[1]s" + 1 ELSE "%[1]s" || ' ' END`

func TestASoundBookIsFoundSound(t *testing.T) {
	dir, db := copied(t)
	b, _ := opened(t, dir)
	empty := slices.DeleteFunc(b.Layout(), func(l store.TableLayout) bool {
		return !l.Lines || number(t, db, `SELECT count(*) FROM "`+l.Name+`"`) > 0
	})
	if len(empty) > 2 { // a new table may wait for its rows in fill, not more
		t.Errorf("nothing is tried of %v", empty)
	}
	if number(t, db, `SELECT count(*) FROM visitor WHERE forgotten = 1`) == 0 {
		t.Error("nobody was forgotten")
	}
	if r := whole(t, dir); !r.Sound() || r.Head.Seq < 300 {
		t.Errorf("%+v", r)
	}
	for _, seq := range []int64{0, 50, number(t, db, `SELECT max(seq) FROM journal`)} {
		if r := since(t, dir, seq); !r.Sound() || r.From.Seq != seq {
			t.Errorf("since %d: %+v", seq, r)
		}
	}
}

// TestEveryColumnOfEveryTableIsHeldAgainstTheLines as any SQLite tool can change it.
func TestEveryColumnOfEveryTableIsHeldAgainstTheLines(t *testing.T) {
	dir, db := copied(t)
	_, tables := opened(t, dir)
	for _, l := range tables {
		var set []string
		for _, c := range l.Columns {
			if !slices.Contains(l.Key, c) {
				set = append(set, fmt.Sprintf(changed, c))
			}
		}
		if n := run(t, db, `UPDATE "`+l.Name+`" SET `+strings.Join(set, ", ")+` WHERE `+first(l)); n != 1 {
			t.Fatal(l.Name, n)
		}
	}
	for how, r := range map[string]data.CheckReport{"whole": whole(t, dir), "since": since(t, dir, 0)} {
		all := found(r)
		for _, l := range tables {
			want := slices.DeleteFunc(slices.Clone(l.Columns), func(c string) bool { return slices.Contains(l.Key, c) })
			if d := all[data.FoundChanged+" "+l.Name]; !slices.Equal(d.Columns, want) || d.Record == "" {
				t.Errorf("%s: %s differs in %v, told is %+v", how, l.Name, want, d)
			}
		}
	}
}

// first says which row of a table is tried: the one with the smallest key.
func first(l store.TableLayout) string {
	key := `"` + strings.Join(l.Key, `", "`) + `"`
	return `(` + key + `) = (SELECT ` + key + ` FROM "` + l.Name + `" ORDER BY ` + key + ` LIMIT 1)`
}

func TestARowTakenAwayIsTold(t *testing.T) {
	dir, db := copied(t)
	_, tables := opened(t, dir)
	for _, l := range tables {
		run(t, db, `DELETE FROM "`+l.Name+`" WHERE `+first(l))
	}
	for how, r := range map[string]data.CheckReport{"whole": whole(t, dir), "since": since(t, dir, 0)} {
		for _, l := range tables {
			if _, ok := found(r)[data.FoundMissing+" "+l.Name]; !ok {
				t.Errorf("%s: a row of %s is gone and nobody says so", how, l.Name)
			}
		}
	}
}

func TestARowWrittenInIsTold(t *testing.T) {
	dir, db := copied(t)
	_, tables := opened(t, dir)
	last := number(t, db, `SELECT max(seq) FROM journal`)
	for _, l := range tables {
		cells := make([]string, len(l.Columns))
		for i, c := range l.Columns {
			switch {
			case c == "seq":
				cells[i] = fmt.Sprint(last)
			case slices.Contains(l.Key, c) || slices.Contains([]string{"number", "phone", "item", "key"}, c): // that no two may have
				cells[i] = `CASE typeof("` + c + `") WHEN 'integer' THEN "` + c + `" + 900000 ELSE "` + c + `" || '-2' END`
			default:
				cells[i] = `"` + c + `"`
			}
		}
		columns := `"` + strings.Join(l.Columns, `", "`) + `"`
		run(t, db, `INSERT OR IGNORE INTO "`+l.Name+`" (`+columns+`) SELECT `+strings.Join(cells, ", ")+` FROM "`+l.Name+`" WHERE `+first(l))
	}
	for how, r := range map[string]data.CheckReport{"whole": whole(t, dir), "since": since(t, dir, last-1)} {
		for _, l := range tables {
			if _, ok := found(r)[data.FoundExtra+" "+l.Name]; !ok {
				t.Errorf("%s: a row of %s that no line wrote is not told", how, l.Name)
			}
		}
	}
}

// TestWhatIsDoneToTheFileIsTold one by one.
func TestWhatIsDoneToTheFileIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		change []string
		what   string
	}{
		"all personal values":     {[]string{`DELETE FROM journal_side`}, data.FoundSides},
		"one personal value":      {[]string{`DELETE FROM journal_side WHERE (seq, class, subject) = (SELECT s.seq, s.class, s.subject FROM journal_side s JOIN visitor v ON v.id = s.subject WHERE v.forgotten = 0 LIMIT 1)`}, data.FoundSides},
		"a personal value":        {[]string{`UPDATE journal_side SET vals = x'7b7d' WHERE seq = (SELECT min(seq) FROM journal_side)`}, data.FoundChain},
		"the newest line":         {[]string{`DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)`}, data.FoundChanged},
		"lines cut out":           {[]string{`DELETE FROM journal WHERE seq BETWEEN 100 AND 110`}, data.FoundChain},
		"the beginning cut off":   {[]string{`DELETE FROM journal WHERE seq < 20`}, data.FoundChain},
		"two lines swapped":       {[]string{`UPDATE journal SET seq = -1 WHERE seq = 60`, `UPDATE journal SET seq = 60 WHERE seq = 61`, `UPDATE journal SET seq = 61 WHERE seq = -1`}, data.FoundChain},
		"a word in a line":        {[]string{`UPDATE journal SET body = replace(body, '"op":"insert"', '"op":"update"') WHERE seq = 40`}, data.FoundChain},
		"search keys gone":        {[]string{`DELETE FROM finder WHERE key = (SELECT min(key) FROM finder)`}, data.FoundSearch},
		"a search key of another": {[]string{`INSERT INTO finder (key, visitor) SELECT 'zz', visitor FROM finder LIMIT 1`}, data.FoundSearch},
		"a trigger":               {[]string{`CREATE TRIGGER later AFTER INSERT ON breakage BEGIN DELETE FROM breakage; END`}, data.FoundObject},
		"an index gone":           {[]string{`DROP INDEX visit_number`}, data.FoundObject},
		"a double booking's way":  {[]string{`DELETE FROM occupancy`}, data.FoundMissing},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, db := copied(t)
			for _, q := range c.change {
				if run(t, db, q) == 0 && !strings.HasPrefix(q, "CREATE") && !strings.HasPrefix(q, "DROP") {
					t.Fatal("nothing happens by", q)
				}
			}
			r := whole(t, dir)
			if !slices.ContainsFunc(r.Found, func(d data.Difference) bool { return d.What == c.what }) {
				t.Errorf("%+v", r)
			}
		})
	}
}

// TestEveryTableIsComparedOrNamed: nothing that this program keeps is left out by
// chance.
func TestEveryTableIsComparedOrNamed(t *testing.T) {
	dir, _ := copied(t)
	b, _ := opened(t, dir)
	if left := check.Unnamed(b); len(left) > 0 {
		t.Errorf("%v are neither compared nor said to be apart, see tables.go", left)
	}
}
