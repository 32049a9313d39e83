// Package storetest gives tests of registers an office to work in: a small house
// with its people, opened on a real file, a clock that they move by hand, and
// short words for what they do to it. It looks into the file behind the book's
// back where a test must know what really stands there.
package storetest

import (
	"context"
	"crypto/pbkdf2"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
)

// Clock is a clock that tests move by hand.
type Clock struct {
	mu     sync.Mutex
	Moment time.Time
}

func (h *Clock) Read() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.Moment
}

func (h *Clock) Pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.Moment = h.Moment.Add(d)
}

// Book is an open office with its clock, its folder and short words for
// what tests do to it.
type Book struct {
	*registers.Book
	*Clock
	T   testing.TB
	Dir string

	known store.Catalogue // nil for all registers
}

// The people of the small catalogue and their PINs.
const (
	Chang = data.ID("staff-chang") // supervisor
	An    = data.ID("staff-an")    // reception
	Bai   = data.ID("staff-bai")   // reception
	Ding  = data.ID("staff-ding")  // usher
	Gu    = data.ID("staff-gu")    // bar
	Jiang = data.ID("staff-jiang") // venue
	Desk  = data.ID("device-desk")
)

var PINs = map[data.ID]string{Chang: "2580", An: "1470", Bai: "3690", Ding: "4826", Gu: "9173", Jiang: "5039"}

// Bare opens an empty book in a fresh folder, Monday 2026-11-23 at 09:00.
func Bare(t testing.TB) *Book { t.Helper(); return bare(t, nil) }

func bare(t testing.TB, known store.Catalogue) *Book {
	t.Helper()
	h := &Clock{Moment: time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)}
	b := &Book{Clock: h, T: t, Dir: filepath.Join(t.TempDir(), "馆#1?"), known: known}
	b.Start()
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func (b *Book) Start() {
	b.T.Helper()
	known := b.known
	if known == nil {
		known = registers.All()
	}
	book, err := store.Open(context.Background(), known, b.Dir, store.Options{Clock: b.Read, Strict: true})
	if err != nil {
		b.T.Fatal(err)
	}
	b.Book = &registers.Book{Book: book, Reads: registers.ReadsOf(book)}
}

// Replayed makes the same book once more from the lines of one.
func Replayed(t testing.TB, from *Book) *Book {
	t.Helper()
	b := BareCopy(t)
	b.Takes(from.LinesFrom(0)...)
	return b
}

// BareCopy opens an empty copy, which takes lines from the first on.
func BareCopy(t testing.TB) *Book {
	t.Helper()
	h := &Clock{Moment: time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)}
	b := &Book{Clock: h, T: t, Dir: filepath.Join(t.TempDir(), "副本#1?")}
	book, err := registers.OpenReplica(context.Background(), b.Dir, store.Options{Clock: b.Read, Strict: true})
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

func (b *Book) LinesFrom(seq int64) []data.Posted {
	b.T.Helper()
	lines, err := b.LinesAfter(context.Background(), seq)
	if err != nil {
		b.T.Fatal(err)
	}
	return lines
}

func (b *Book) Takes(lines ...data.Posted) {
	b.T.Helper()
	if err := b.Take(context.Background(), lines); err != nil {
		b.T.Fatal(err)
	}
}

// Reopen closes the book and opens it again.
func (b *Book) Reopen() {
	b.T.Helper()
	if err := b.Close(); err != nil {
		b.T.Fatal(err)
	}
	b.Start()
}

// Fresh opens a book with a small catalogue of staff, venues, courts,
// areas, tables and items, given as commands.
func Fresh(t testing.TB) *Book { t.Helper(); return FreshOf(t, nil) }

// FreshOf is Fresh with other registers than all.
func FreshOf(t testing.TB, known store.Catalogue) *Book {
	t.Helper()
	b := bare(t, known)
	for _, c := range b.Catalogue() {
		b.Must(c)
	}
	return b
}

func (b *Book) Catalogue() []data.Command {
	list := []data.Command{&data.OpenOffice{Head: b.By(""), Settings: data.Settings{Name: "青禾样例会馆", VoucherPrefix: "QH"},
		Supervisor: data.NewStaff{ID: Chang, Name: "常示例", Post: "案场主管", Verifier: Verifier(PINs[Chang])}}}
	add := func(c data.Command) { list = append(list, c) }
	for i, s := range []data.Staff{
		{ID: An, Name: "安小样", Role: data.Reception}, {ID: Bai, Name: "白小范", Role: data.Reception},
		{ID: Ding, Name: "丁引路", Role: data.Usher}, {ID: Gu, Name: "古试饮", Role: data.Bar},
		{ID: Jiang, Name: "江羽样", Role: data.VenueStaff}, {ID: "staff-guyi", Name: "顾一样", Role: data.Consultant},
		{ID: "staff-ji", Name: "𠮷引宾", Role: data.Usher},
	} {
		add(&data.PutStaff{Head: b.By(Chang), Person: s.ID, Name: s.Name, Role: s.Role, Sort: i})
		if pin := PINs[s.ID]; pin != "" {
			add(&data.SetPIN{Head: b.By(Chang), Person: s.ID, Verifier: Verifier(pin)})
		}
	}
	add(&data.PutVenue{Head: b.By(Chang), Venue: data.Venue{ID: "venue-bad", Name: "羽毛球", Kind: "badminton", Opens: 540, Closes: 1260}})
	add(&data.PutVenue{Head: b.By(Chang), Venue: data.Venue{ID: "venue-bas", Name: "篮球", Kind: "basketball", Opens: 540, Closes: 1260, Sort: 1}})
	for i, c := range []data.Court{
		{ID: "court-bad1", Venue: "venue-bad", Name: "羽毛球1", Units: []string{"floor-a"}},
		{ID: "court-bad2", Venue: "venue-bad", Name: "羽毛球2", Units: []string{"floor-b"}},
		{ID: "court-bas", Venue: "venue-bas", Name: "篮球全场", Units: []string{"floor-a", "floor-b"}},
	} {
		c.Sort = i
		add(&data.PutCourt{Head: b.By(Chang), Court: c})
	}
	add(&data.PutArea{Head: b.By(Chang), Area: data.Area{ID: "area-talk", Name: "洽谈区"}})
	for i := range 4 {
		add(&data.PutTable{Head: b.By(Chang), Table: data.Table{ID: data.ID(fmt.Sprintf("table-a%d", i+1)), Area: "area-talk", Name: fmt.Sprintf("A%d", i+1), Seats: 4, Sort: i}})
	}
	for i, it := range []data.Item{
		{ID: "item-k01", Kind: data.Key, Number: "K01", Name: "样板间A", Qty: 1}, {ID: "item-k02", Kind: data.Key, Number: "K02", Name: "样板间B", Qty: 1},
		{ID: "item-r1", Kind: data.Radio, Number: "1", Name: "前台", Qty: 1}, {ID: "item-racket", Kind: data.Loan, Name: "羽毛球拍", Qty: 8},
	} {
		it.Sort = i
		add(&data.PutItem{Head: b.By(Chang), Item: it})
	}
	return list
}

// By makes the head of a command given now at the desk.
func (b *Book) By(staff data.ID) data.Head {
	return data.Head{ID: data.NewID(), At: data.TimeOf(b.Read()), Staff: staff, Device: Desk}
}

// Must gives a command that must be done.
func (b *Book) Must(c data.Command) data.Receipt {
	b.T.Helper()
	r, err := b.Do(context.Background(), c)
	if err != nil {
		b.T.Fatalf("%T: %v", c, err)
	}
	return r
}

// Refuse gives a command that must be refused with this word key, leaving the
// book as it was.
func (b *Book) Refuse(c data.Command, key string) *data.Error {
	b.T.Helper()
	before, err := b.Head(context.Background())
	if err != nil {
		b.T.Fatal(err)
	}
	_, err = b.Do(context.Background(), c)
	var e *data.Error
	if !errors.As(err, &e) {
		b.T.Fatalf("%T is done, not refused with %s: %v", c, key, err)
	}
	if e.Key != key {
		b.T.Fatalf("%T is refused with %v, not %s", c, e, key)
	}
	if after, _ := b.Head(context.Background()); after != before {
		b.T.Fatalf("%T was refused and left a line", c)
	}
	return e
}

// Sound checks the chain and the file.
func (b *Book) Sound() {
	b.T.Helper()
	ctx := context.Background()
	if _, err := b.Verify(ctx, nil); err != nil {
		b.T.Fatal(err)
	}
	var word string
	b.file(func(db *sql.DB) error { return db.QueryRow(`PRAGMA integrity_check`).Scan(&word) })
	if word != "ok" {
		b.T.Fatal(word)
	}
}

// File opens the book's file once more, beside the book, on one connection.
func (b *Book) File() *sql.DB {
	b.T.Helper()
	at := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(b.Dir, "book.db")), RawQuery: "_busy_timeout=5000&_foreign_keys=on"}
	db, err := sql.Open("sqlite3", at.String())
	if err != nil {
		b.T.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	return db
}

func (b *Book) file(f func(db *sql.DB) error) {
	b.T.Helper()
	db := b.File()
	defer db.Close()
	if err := f(db); err != nil {
		b.T.Fatal(err)
	}
}

// Raw runs SQL behind the book's back.
func (b *Book) Raw(q string, args ...any) int64 {
	b.T.Helper()
	var n int64
	b.file(func(db *sql.DB) error {
		r, err := db.Exec(q, args...)
		if err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
		n, err = r.RowsAffected()
		return err
	})
	return n
}

// Number reads one number from the file.
func (b *Book) Number(q string, args ...any) int64 {
	b.T.Helper()
	var n sql.NullInt64
	b.file(func(db *sql.DB) error {
		err := db.QueryRow(q, args...).Scan(&n)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return n.Int64
}

// Text reads one text from the file.
func (b *Book) Text(q string, args ...any) string {
	b.T.Helper()
	var s sql.NullString
	b.file(func(db *sql.DB) error {
		err := db.QueryRow(q, args...).Scan(&s)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return s.String
}

// Columns lists the columns of a table.
func (b *Book) Columns(table string) (names []string) {
	b.T.Helper()
	b.file(func(db *sql.DB) error {
		rows, err := db.Query(`SELECT name FROM pragma_table_info(?)`, table)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			names = append(names, name)
		}
		return rows.Err()
	})
	return names
}

// Dump reads every table, or those named, as lines of text: one a row. Tables
// that are no part of the office's content are left out.
func (b *Book) Dump(tables ...string) map[string][]string {
	b.T.Helper()
	if len(tables) == 0 {
		b.file(func(db *sql.DB) error {
			rows, err := db.Query(`SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migration' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var name string
				if err := rows.Scan(&name); err != nil {
					return err
				}
				tables = append(tables, name)
			}
			return rows.Err()
		})
	}
	content := map[string][]string{}
	for _, name := range tables {
		lines := []string{}
		b.file(func(db *sql.DB) error {
			rows, err := db.Query(`SELECT * FROM "` + name + `"`)
			if err != nil {
				return err
			}
			defer rows.Close()
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
		slices.Sort(lines)
		content[name] = lines
	}
	return content
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

// Verifier keeps a PIN with one round, so that tests don't wait.
func Verifier(pin string) string {
	salt := []byte("0123456789abcdef")
	key, err := pbkdf2.Key(sha256.New, pin, salt, 1, 32)
	if err != nil {
		panic(err)
	}
	enc := base64.RawStdEncoding.EncodeToString
	return "pbkdf2-sha256$1$" + enc(salt) + "$" + enc(key)
}

// Strokes is a drawn signature.
func Strokes(n int) string {
	line := make([]data.Point, 12)
	for i := range line {
		line[i] = data.Point{X: int16(100 + 60*i), Y: int16(200 + (i*n*37)%150)}
	}
	return data.Strokes{line}.Encode()
}
