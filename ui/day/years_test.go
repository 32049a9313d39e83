package day

import (
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
	"yingbin/ui"
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

// TestYears makes a book of years and prints what they cost, beside what the house
// wants. Nothing is asserted of times: they are those of a machine.
func TestYears(t *testing.T) {
	if *manyDays == 0 {
		t.Skip("-days N")
	}
	fresh, long := aged(t, longBook(t, 60, "")), aged(t, longBook(t, *manyDays, *keptBook))
	t.Logf("%-44s %12s %12s   %s", fmt.Sprintf("of %d full days", *manyDays), "60 days", "so many", "goal")
	for _, name := range long.order {
		t.Logf("%-44s %12s %12s   %s", name, fresh.said[name], long.said[name], long.goal[name])
	}
	for _, name := range []string{"count", "breakage, month", "appliances"} {
		t.Logf("%-44s %25.1f ×   ≤ 2 ×", name+" beside fresh", float64(long.took[name])/float64(fresh.took[name]))
	}
}

// costs are what was measured of one book, in the order of measuring.
type costs struct {
	t          *testing.T
	order      []string
	said, goal map[string]string
	took       map[string]time.Duration
}

func (c *costs) say(name, goal, format string, args ...any) {
	c.order = append(c.order, name)
	c.said[name], c.goal[name] = fmt.Sprintf(format, args...), goal
}

// time measures the quickest of some runs.
func (c *costs) time(name, goal string, runs int, f func() error) {
	c.t.Helper()
	var all []time.Duration
	for range runs {
		begin := time.Now()
		if err := f(); err != nil {
			c.t.Fatal(name, err)
		}
		all = append(all, time.Since(begin))
	}
	c.took[name] = slices.Min(all)
	c.say(name, goal, "%s", slices.Min(all).Round(10*time.Microsecond))
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

func sizeOf(t *testing.T, paths ...string) (n int64) {
	t.Helper()
	for _, p := range paths {
		if err := filepath.WalkDir(p, func(_ string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			n += info.Size()
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// aged measures a copy of a book.
func aged(t *testing.T, made string) *costs {
	t.Helper()
	ctx, c := t.Context(), &costs{t: t, said: map[string]string{}, goal: map[string]string{}, took: map[string]time.Duration{}}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
		t.Fatal(err)
	}
	now := &clock{at: sampleNow}
	book := reopened(t, dir, now)
	head, err := book.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	c.say("lines", "", "%d", head.Seq)
	c.say("the book", "", "%s", megabytes(sizeOf(t, filepath.Join(dir, store.FileName))))
	if err := os.WriteFile(filepath.Join(dir, "running"), nil, 0o600); err != nil { // as a power cut leaves it
		t.Fatal(err)
	}
	c.time("opening after a power cut", "< 2 s", 1, func() error { book = reopened(t, dir, now); return nil })
	defer func() { book.Close() }()
	c.time("its check, behind the window", "", 1, func() error { return book.CheckSoon(ctx) })
	c.time("a step of upkeep", "", 1, func() error { _, err := book.Tidy(ctx); return err })
	gone, err := book.Forgettable(ctx, book.Now().Add(-40*24*time.Hour), 8)
	if err != nil || len(gone) < 2 {
		t.Fatal(len(gone), err)
	}
	by := func() data.Head { return data.Head{ID: data.NewID(), At: book.Now(), Staff: "staff-chang"} }
	c.time("forgetting one guest", "< 1 s", len(gone), func() error {
		one := gone[0]
		gone = gone[1:]
		_, err := book.Do(ctx, &data.Anonymise{Head: by(), Visitors: []data.ID{one.ID}})
		return err
	})
	c.time("a check-in", "", 20, func() error {
		_, err := book.Do(ctx, &data.CheckIn{Head: by(), Visit: data.NewID(), Visitor: data.NewID(), Name: "新来客", NoPhone: true, Adults: 1, Purpose: "viewing"})
		return err
	})
	backups(c, book, dir)
	tablet := filepath.Join(t.TempDir(), "bar.db")
	c.time("the bar's copy", "≤ 3 s", 1, func() error { _, err := book.Snapshot(ctx, data.AtBar, tablet); return err })
	c.say("its size", "", "%s", megabytes(sizeOf(t, tablet)))
	_, items, err := book.HandoverDraft(ctx, "early")
	if err != nil {
		t.Fatal(err)
	}
	c.say("items handed over", "", "%d", len(items))
	c.time("handover draft", "", 5, func() error { _, _, err := book.HandoverDraft(ctx, "early"); return err })
	c.time("count", "", 9, func() error { _, err := book.StockOnHand(ctx, "utensil"); return err })
	c.time("breakage, month", "", 9, func() error { _, err := book.BreakageSummary(ctx, "2026-11-01"); return err })
	c.time("appliances", "", 9, func() error { _, err := book.Appliances(ctx); return err })
	papers(c, book)
	return c
}

func reopened(t *testing.T, dir string, now *clock) *registers.Book {
	t.Helper()
	book, err := registers.Open(t.Context(), dir, store.Options{Clock: now.now})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// backups measures the first copy, which archives all that is old, the next one, and what
// all that are kept would take.
func backups(c *costs, book *registers.Book, dir string) {
	c.t.Helper()
	var k data.Backup
	again := func() (err error) { k, err = book.BackupNow(c.t.Context()); return err }
	c.time("the first backup", "", 1, again)
	c.time("the next backup", "", 1, again)
	c.say("one copy", "", "%s", megabytes(k.Size))
	archive := int64(0)
	if _, err := os.Stat(filepath.Join(dir, "backup", "journal")); err == nil {
		archive = sizeOf(c.t, filepath.Join(dir, "backup", "journal"))
	}
	c.say("the archive of old lines", "", "%s", megabytes(archive))
	c.say("7 daily, 8 weekly, 24 monthly", "≤ 5 GB", "%s", megabytes(39*k.Size+archive))
	c.time("restoring it elsewhere, all of it verified", "", 1, func() error {
		_, err := store.Restore(c.t.Context(), registers.All(), c.t.TempDir(), k.Path, store.Options{Clock: (&clock{at: sampleNow}).now})
		return err
	})
}

// papers measures a year of the records that are longest.
func papers(c *costs, book *registers.Book) {
	c.t.Helper()
	a := ask(c.t, book, "zh")
	a.From, a.To = "2025-11-24", "2026-11-23"
	for _, r := range ui.Papers(book) {
		if r.Name != "handover" && r.Name != "visits" {
			continue
		}
		c.time("a year on paper: "+r.Name, "≤ 1.5 s", 1, func() error {
			doc, err := r.Make(c.t.Context(), a)
			if err != nil {
				return err
			}
			return doc.WritePDF(io.Discard)
		})
	}
}
