// Package storetest opens the small office of the tests on a real file, with all
// registers in it, for tests that stand outside the store's packages. It looks into
// that file behind the book's back where a test must know what really stands there.
// The engine's own tests can't import it, for it imports the engine; what needs no
// book stands in officetest.
package storetest

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/store"
)

// Book is an open office with its clock, its folder and short words for what tests
// do to it.
type Book struct {
	*registers.Book
	*officetest.Clock
	officetest.Commands
	officetest.File
	Dir string
}

// opened makes a book of what open opens in a fresh folder.
func opened(t testing.TB, folder string, open func(dir string, o store.Options) (*store.Book, error)) *Book {
	t.Helper()
	clock := officetest.NewClock(officetest.Start)
	b := &Book{Clock: clock, Commands: officetest.AtDevice(officetest.Desk, clock.Read), Dir: filepath.Join(t.TempDir(), folder)}
	b.File = officetest.File{T: t, Ask: b.ask}
	book, err := open(b.Dir, store.Options{Clock: clock.Read, Strict: true, PINs: officetest.PINCost})
	if err != nil {
		t.Fatal(err)
	}
	b.Book = &registers.Book{Book: book, Reads: registers.ReadsOf(book)}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// Fresh opens the small office, at officetest.Start.
func Fresh(t testing.TB) *Book { t.Helper(); return FreshOf(t, registers.All()) }

// FreshOf is Fresh with other registers than all.
func FreshOf(t testing.TB, known store.Catalogue) *Book {
	t.Helper()
	b := opened(t, "馆#1?", func(dir string, o store.Options) (*store.Book, error) {
		return store.Open(context.Background(), known, dir, o)
	})
	officetest.MustAll(t, b, officetest.Small(b.Commands))
	return b
}

func with(b *Book, lists ...[]data.Command) *Book {
	b.T.Helper()
	officetest.MustAll(b.T, b, slices.Concat(lists...))
	return b
}

// BarBook is the small office with its menu.
func BarBook(t testing.TB) *Book {
	t.Helper()
	b := Fresh(t)
	return with(b, officetest.Menu(b.Commands))
}

// StockBook is the small office with its stock.
func StockBook(t testing.TB) *Book {
	t.Helper()
	b := Fresh(t)
	return with(b, officetest.Stock(b.Commands))
}

// MachineBook is the small office with its menu and its appliances.
func MachineBook(t testing.TB) *Book {
	t.Helper()
	b := Fresh(t)
	return with(b, officetest.Menu(b.Commands), officetest.Machines(b.Commands))
}

// Replayed makes the same book once more from the lines of one.
func Replayed(t testing.TB, from *Book) *Book {
	t.Helper()
	ctx := context.Background()
	lines, err := from.LinesAfter(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	b := opened(t, "副本#1?", func(dir string, o store.Options) (*store.Book, error) {
		return store.OpenReplica(ctx, registers.All(), dir, o)
	})
	if err := b.Take(ctx, lines); err != nil {
		t.Fatal(err)
	}
	return b
}

// Must gives a command that must be done.
func (b *Book) Must(c data.Command) data.Receipt { b.T.Helper(); return officetest.Must(b.T, b, c) }

// Refuse gives a command that must be refused with this word key, leaving the book
// as it was.
func (b *Book) Refuse(c data.Command, key string) *data.Error {
	b.T.Helper()
	return officetest.Refuse(b.T, b, c, key)
}

// Sound checks the chain and the file.
func (b *Book) Sound() {
	b.T.Helper()
	if _, err := b.Verify(context.Background(), nil); err != nil {
		b.T.Fatal(err)
	}
	if word := b.Text(`PRAGMA integrity_check`); word != "ok" {
		b.T.Fatal(word)
	}
}
