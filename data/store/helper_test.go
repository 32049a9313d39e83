package store

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
)

// TestMain lets the test binary stand in for other programs: a child that is
// told its part by the environment plays it and never returns.
func TestMain(m *testing.M) {
	if part := os.Getenv("YINGBIN_CHILD"); part != "" {
		children[part]()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

var children = map[string]func(){"writer": childWriter}

// The registers, which these tests can't name, for they import the engine: given
// from outside the package.
var (
	TestCatalogue func() Catalogue
	TestReads     func(*Book) TestReader
)

// TestReader is what these tests ask the registers.
type TestReader interface {
	Areas(context.Context) ([]data.Area, error)
	Tables(context.Context) ([]data.Table, error)
	Visits(context.Context, data.VisitFilter) ([]data.VisitView, error)
	Bookings(context.Context, data.BookingFilter) ([]data.Booking, error)
	Vouchers(context.Context, data.Day) ([]data.Voucher, error)
	FindVisitors(ctx context.Context, text string, limit int) ([]data.Match, error)
}

const (
	chang, an, bai, ding = officetest.Chang, officetest.An, officetest.Bai, officetest.Ding
	gu, jiang, desk      = officetest.Gu, officetest.Jiang, officetest.Desk
)

// testBook is an open office with its clock, its folder and short words for what
// tests do to it.
type testBook struct {
	*Book
	*officetest.Clock
	officetest.Commands
	officetest.File
	dir string
}

// testBookIn has a clock and a folder, and is not open yet.
func testBookIn(t testing.TB, dir string, clock *officetest.Clock) *testBook {
	b := &testBook{Clock: clock, Commands: officetest.AtDevice(desk, clock.Read), dir: dir}
	b.File = officetest.File{T: t, Ask: func(q string, args []any, read func(officetest.Rows) error) error {
		return b.ask(context.Background(), q, args, func(rows *sql.Rows) error { return read(rows) })
	}}
	return b
}

// over is a book that the test has opened by itself.
func over(t testing.TB, book *Book) *testBook {
	b := testBookIn(t, book.dir, officetest.NewClock(officetest.Start))
	b.Book = book
	return b
}

// opened opens a book as open does, and closes it when the test is over.
func opened(t testing.TB, folder string, open func(*testBook)) *testBook {
	t.Helper()
	b := testBookIn(t, filepath.Join(t.TempDir(), folder), officetest.NewClock(officetest.Start))
	open(b)
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// bareBook opens an empty book in a fresh folder.
func bareBook(t testing.TB) *testBook { t.Helper(); return opened(t, "馆#1?", (*testBook).open) }

// bareCopy opens an empty copy, which takes lines from the first on.
func bareCopy(t testing.TB) *testBook {
	t.Helper()
	return opened(t, "副本#1?", (*testBook).openCopy)
}

// freshBook opens the small office.
func freshBook(t testing.TB) *testBook {
	t.Helper()
	b := bareBook(t)
	officetest.MustAll(t, b, officetest.Small(b.Commands))
	return b
}

// barBook is the small office with its menu.
func barBook(t testing.TB) *testBook {
	t.Helper()
	b := freshBook(t)
	officetest.MustAll(t, b, officetest.Menu(b.Commands))
	return b
}

// replayed makes the same book once more from the lines of one.
func replayed(t testing.TB, from *testBook) *testBook {
	t.Helper()
	b := bareCopy(t)
	b.takes(from.linesAfter(0)...)
	return b
}

func (b *testBook) open() {
	b.T.Helper()
	b.opens(Open(context.Background(), TestCatalogue(), b.dir, Options{Clock: b.Read, Strict: true, PINs: officetest.PINCost}))
}

func (b *testBook) openCopy() {
	b.T.Helper()
	b.opens(OpenReplica(context.Background(), TestCatalogue(), b.dir, Options{Clock: b.Read, Strict: true, PINs: officetest.PINCost}))
}

func (b *testBook) opens(book *Book, err error) {
	b.T.Helper()
	if err != nil {
		b.T.Fatal(err)
	}
	b.Book = book
}

// reopen closes the book and opens it again.
func (b *testBook) reopen() {
	b.T.Helper()
	if err := b.Close(); err != nil {
		b.T.Fatal(err)
	}
	b.open()
}

func (b *testBook) linesAfter(seq int64) []data.Posted {
	b.T.Helper()
	lines, err := b.LinesAfter(context.Background(), seq)
	if err != nil {
		b.T.Fatal(err)
	}
	return lines
}

func (b *testBook) takes(lines ...data.Posted) {
	b.T.Helper()
	if err := b.Take(context.Background(), lines); err != nil {
		b.T.Fatal(err)
	}
}

// must gives a command that must be done.
func (b *testBook) must(c data.Command) data.Receipt {
	b.T.Helper()
	return officetest.Must(b.T, b, c)
}

// refuse gives a command that must be refused with this word key, leaving the book
// as it was.
func (b *testBook) refuse(c data.Command, key string) *data.Error {
	b.T.Helper()
	return officetest.Refuse(b.T, b, c, key)
}

// sound checks the chain and the file.
func (b *testBook) sound() {
	b.T.Helper()
	ctx := context.Background()
	if _, err := b.Verify(ctx, nil); err != nil {
		b.T.Fatal(err)
	}
	if err := runCheck(ctx, b.reader, "integrity_check"); err != nil {
		b.T.Fatal(err)
	}
}

// raw runs SQL behind the book's back.
func (b *testBook) raw(q string, args ...any) int64 {
	b.T.Helper()
	b.writing.Lock()
	defer b.writing.Unlock()
	r, err := b.conn.ExecContext(context.Background(), q, args...)
	if err != nil {
		b.T.Fatal(q, err)
	}
	n, _ := r.RowsAffected()
	return n
}

// reads asks the registers of a book.
func (b *testBook) reads() TestReader { return TestReads(b.Book) }

func (b *testBook) visit(id data.ID) data.VisitView {
	b.T.Helper()
	list, err := b.reads().Visits(context.Background(), data.VisitFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.T.Fatalf("visit %s: %d %v", id, len(list), err)
	}
	return list[0]
}

func (b *testBook) find(text string) []data.Match {
	b.T.Helper()
	list, err := b.reads().FindVisitors(context.Background(), text, 8)
	if err != nil {
		b.T.Fatal(err)
	}
	return list
}
