package officetest

import (
	"context"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
)

// SampleBook gives a book with the sample office as it stands at a moment.
func SampleBook(t testing.TB, now data.Time, days int) *registers.Book {
	t.Helper()
	ctx, clock := context.Background(), sample.NewClock(now)
	b, err := registers.Open(ctx, t.TempDir(), store.Options{Fast: true, Clock: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	parts := sample.Parts{Catalogue: assets.Office("catalogue"), People: assets.Office("people"), Now: now, Days: days}
	if err := sample.Fill(ctx, b, clock, parts); err != nil {
		t.Fatal(err)
	}
	if err := b.Harden(ctx); err != nil {
		t.Fatal(err)
	}
	return b
}

// Now is 2026-11-23 10:52 in Shanghai, a Monday: the clock of the test shell.
const Now data.Time = 1795402320000
