package store

import (
	"context"
	"crypto/pbkdf2"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"yingbin/data"
)

// hand is a clock that tests move by hand.
type hand struct {
	mu  sync.Mutex
	now time.Time
}

func (h *hand) read() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *hand) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

// testBook is an open office with its clock, its folder and short words for
// what tests do to it.
type testBook struct {
	*Book
	*hand
	t   testing.TB
	dir string
}

// The people of the small catalogue and their PINs.
const (
	chang = data.ID("staff-chang") // supervisor
	an    = data.ID("staff-an")    // reception
	bai   = data.ID("staff-bai")   // reception
	ding  = data.ID("staff-ding")  // usher
	gu    = data.ID("staff-gu")    // bar
	jiang = data.ID("staff-jiang") // venue
	desk  = data.ID("device-desk")
)

var testPINs = map[data.ID]string{chang: "2580", an: "1470", bai: "3690", ding: "4826", gu: "9173", jiang: "5039"}

// bareBook opens an empty book in a fresh folder, Monday 2026-11-23 at 09:00.
func bareBook(t testing.TB) *testBook {
	t.Helper()
	h := &hand{now: time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)}
	b := &testBook{hand: h, t: t, dir: filepath.Join(t.TempDir(), "馆#1?")}
	b.open()
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func (b *testBook) open() {
	b.t.Helper()
	book, err := Open(context.Background(), TestCatalogue(), b.dir, Options{Clock: b.read, Strict: true})
	if err != nil {
		b.t.Fatal(err)
	}
	b.Book = book
}

// replayed makes the same book once more from the lines of one.
func replayed(t testing.TB, from *testBook) *testBook {
	t.Helper()
	b := bareCopy(t)
	b.takes(from.linesAfter(0)...)
	return b
}

// bareCopy opens an empty copy, which takes lines from the first on.
func bareCopy(t testing.TB) *testBook {
	t.Helper()
	h := &hand{now: time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)}
	b := &testBook{hand: h, t: t, dir: filepath.Join(t.TempDir(), "副本#1?")}
	book, err := OpenReplica(context.Background(), TestCatalogue(), b.dir, Options{Clock: b.read, Strict: true})
	if err != nil {
		t.Fatal(err)
	}
	b.Book = book
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func (b *testBook) linesAfter(seq int64) []data.Posted {
	b.t.Helper()
	lines, err := b.LinesAfter(context.Background(), seq)
	if err != nil {
		b.t.Fatal(err)
	}
	return lines
}

func (b *testBook) takes(lines ...data.Posted) {
	b.t.Helper()
	if err := b.Take(context.Background(), lines); err != nil {
		b.t.Fatal(err)
	}
}

// reopen closes the book and opens it again.
func (b *testBook) reopen() {
	b.t.Helper()
	if err := b.Close(); err != nil {
		b.t.Fatal(err)
	}
	b.open()
}

// freshBook opens a book with a small catalogue of staff, venues, courts,
// areas, tables and items, given as commands.
func freshBook(t testing.TB) *testBook {
	t.Helper()
	b := bareBook(t)
	for _, c := range b.catalogue() {
		b.do(c)
	}
	return b
}

func (b *testBook) catalogue() []data.Command {
	list := []data.Command{&data.OpenOffice{Head: b.head(""), Settings: data.Settings{Name: "青禾样例会馆", VoucherPrefix: "QH"},
		Supervisor: data.NewStaff{ID: chang, Name: "常示例", Post: "案场主管", Verifier: quickVerifier(testPINs[chang])}}}
	add := func(c data.Command) { list = append(list, c) }
	for i, s := range []data.Staff{
		{ID: an, Name: "安小样", Role: data.Reception}, {ID: bai, Name: "白小范", Role: data.Reception},
		{ID: ding, Name: "丁引路", Role: data.Usher}, {ID: gu, Name: "古试饮", Role: data.Bar},
		{ID: jiang, Name: "江羽样", Role: data.VenueStaff}, {ID: "staff-guyi", Name: "顾一样", Role: data.Consultant},
		{ID: "staff-ji", Name: "𠮷引宾", Role: data.Usher},
	} {
		add(&data.PutStaff{Head: b.head(chang), Person: s.ID, Name: s.Name, Role: s.Role, Sort: i})
		if pin := testPINs[s.ID]; pin != "" {
			add(&data.SetPIN{Head: b.head(chang), Person: s.ID, Verifier: quickVerifier(pin)})
		}
	}
	add(&data.PutVenue{Head: b.head(chang), Venue: data.Venue{ID: "venue-bad", Name: "羽毛球", Kind: "badminton", Opens: 540, Closes: 1260}})
	add(&data.PutVenue{Head: b.head(chang), Venue: data.Venue{ID: "venue-bas", Name: "篮球", Kind: "basketball", Opens: 540, Closes: 1260, Sort: 1}})
	for i, c := range []data.Court{
		{ID: "court-bad1", Venue: "venue-bad", Name: "羽毛球1", Units: []string{"floor-a"}},
		{ID: "court-bad2", Venue: "venue-bad", Name: "羽毛球2", Units: []string{"floor-b"}},
		{ID: "court-bas", Venue: "venue-bas", Name: "篮球全场", Units: []string{"floor-a", "floor-b"}},
	} {
		c.Sort = i
		add(&data.PutCourt{Head: b.head(chang), Court: c})
	}
	add(&data.PutArea{Head: b.head(chang), Area: data.Area{ID: "area-talk", Name: "洽谈区"}})
	for i := range 4 {
		add(&data.PutTable{Head: b.head(chang), Table: data.Table{ID: data.ID(fmt.Sprintf("table-a%d", i+1)), Area: "area-talk", Name: fmt.Sprintf("A%d", i+1), Seats: 4, Sort: i}})
	}
	for i, it := range []data.Item{
		{ID: "item-k01", Kind: data.Key, Number: "K01", Name: "样板间A", Qty: 1}, {ID: "item-k02", Kind: data.Key, Number: "K02", Name: "样板间B", Qty: 1},
		{ID: "item-r1", Kind: data.Radio, Number: "1", Name: "前台", Qty: 1}, {ID: "item-racket", Kind: data.Loan, Name: "羽毛球拍", Qty: 8},
	} {
		it.Sort = i
		if b.decide["PutItem"] != nil {
			add(&data.PutItem{Head: b.head(chang), Item: it})
		}
	}
	return list
}

// head makes the head of a command given now at the desk.
func (b *testBook) head(staff data.ID) data.Head {
	return data.Head{ID: data.NewID(), At: data.TimeOf(b.read()), Staff: staff, Device: desk}
}

// do gives a command that must be done.
func (b *testBook) do(c data.Command) data.Receipt {
	b.t.Helper()
	r, err := b.Do(context.Background(), c)
	if err != nil {
		b.t.Fatalf("%T: %v", c, err)
	}
	return r
}

// refuse gives a command that must be refused with this word key, leaving the
// book as it was.
func (b *testBook) refuse(c data.Command, key string) *data.Error {
	b.t.Helper()
	before, err := b.Head(context.Background())
	if err != nil {
		b.t.Fatal(err)
	}
	_, err = b.Do(context.Background(), c)
	var e *data.Error
	if !errors.As(err, &e) {
		b.t.Fatalf("%T is done, not refused with %s: %v", c, key, err)
	}
	if e.Key != key {
		b.t.Fatalf("%T is refused with %v, not %s", c, e, key)
	}
	if after, _ := b.Head(context.Background()); after != before {
		b.t.Fatalf("%T was refused and left a line", c)
	}
	return e
}

// verify checks the chain and the file.
func (b *testBook) verify() {
	b.t.Helper()
	ctx := context.Background()
	if _, err := b.Verify(ctx, nil); err != nil {
		b.t.Fatal(err)
	}
	if err := runCheck(ctx, b.reader, "integrity_check"); err != nil {
		b.t.Fatal(err)
	}
}

// raw runs SQL behind the book's back.
func (b *testBook) raw(q string, args ...any) int64 {
	b.t.Helper()
	b.writing.Lock()
	defer b.writing.Unlock()
	r, err := b.conn.ExecContext(context.Background(), q, args...)
	if err != nil {
		b.t.Fatal(q, err)
	}
	n, _ := r.RowsAffected()
	return n
}

// dump reads every table, or those named, as lines of text: one a row. Tables
// that are no part of the office's content are left out.
func (b *testBook) dump(tables ...string) map[string][]string {
	b.t.Helper()
	if len(tables) == 0 {
		for name := range b.tables {
			if name != "migration" && !strings.HasPrefix(name, "sqlite_") {
				tables = append(tables, name)
			}
		}
	}
	content := map[string][]string{}
	for _, name := range tables {
		lines := []string{}
		err := b.ask(context.Background(), `SELECT * FROM "`+name+`"`, nil, func(rows *sql.Rows) error {
			columns, _ := rows.Columns()
			for rows.Next() {
				cells := make([]any, len(columns))
				for i := range cells {
					cells[i] = new(any)
				}
				if err := rows.Scan(cells...); err != nil {
					return err
				}
				var line strings.Builder
				for i, c := range cells {
					fmt.Fprintf(&line, "%s=%q ", columns[i], fmt.Sprint(*c.(*any)))
				}
				lines = append(lines, line.String())
			}
			return rows.Err()
		})
		if err != nil {
			b.t.Fatal(err)
		}
		slices.Sort(lines)
		content[name] = lines
	}
	return content
}

// differ says where two dumps differ, "" where they don't.
func differ(a, b map[string][]string) string {
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

// quickVerifier keeps a PIN with one round, so that tests don't wait.
func quickVerifier(pin string) string {
	salt := []byte("0123456789abcdef")
	key, err := pbkdf2.Key(sha256.New, pin, salt, 1, 32)
	if err != nil {
		panic(err)
	}
	enc := base64.RawStdEncoding.EncodeToString
	return "pbkdf2-sha256$1$" + enc(salt) + "$" + enc(key)
}

// testStrokes is a drawn signature.
func testStrokes(n int) string {
	line := make([]data.Point, 12)
	for i := range line {
		line[i] = data.Point{X: int16(100 + 60*i), Y: int16(200 + (i*n*37)%150)}
	}
	return data.Strokes{line}.Encode()
}
