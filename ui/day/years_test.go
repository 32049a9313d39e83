package day

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
)

var (
	manyDays = flag.Int("days", 0, "make a book of so many full days and print what its years cost; 1826 are five years")
	keptBook = flag.String("book", "", "where the book of -days lies: made there unless it is there already, and kept")
)

// longBook gives the folder of a book of so many full days, told through the real
// commands.
func longBook(t testing.TB, days int, keep string) string {
	t.Helper()
	dir := keep
	if dir == "" {
		dir = t.TempDir()
	}
	if _, err := os.Stat(filepath.Join(dir, "book.db")); err == nil {
		return dir
	}
	ctx, now := context.Background(), data.TimeOf(sampleNow)
	clock := sample.NewClock(now)
	book, err := registers.Open(ctx, dir, store.Options{Clock: clock.Now, Fast: true})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	parts := sample.Parts{Catalogue: assets.Office("catalogue"), People: assets.Office("people"), Lists: assets.Office, Now: now, Days: days, Whole: true}
	if err := sample.Fill(ctx, book, clock, parts); err != nil {
		t.Fatal(err)
	}
	if err := book.Harden(ctx); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestYears(t *testing.T) {
	if *manyDays == 0 {
		t.Skip("-days N")
	}
	longBook(t, *manyDays, *keptBook)
}
