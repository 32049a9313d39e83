package sample_test

import (
	"context"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
)

// barLife is a book with the whole sample, the registers' lists too.
func barLife(t *testing.T, now data.Time, days int) *registers.Book {
	t.Helper()
	ctx, clock := context.Background(), sample.NewClock(now)
	b, err := registers.Open(ctx, t.TempDir(), store.Options{Fast: true, Clock: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	parts := sample.Parts{Catalogue: assets.Office("catalogue"), People: assets.Office("people"), Lists: assets.Office, Now: now, Days: days}
	if err := sample.Fill(ctx, b, clock, parts); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTheSampleDrinks(t *testing.T) {
	now := at(t, "10:52")
	b := barLife(t, now, 12)
	ctx := context.Background()
	for day := data.Day("2026-11-12"); day < "2026-11-23"; day = day.Plus(1) {
		d, err := b.BarDay(ctx, day)
		if err != nil || d.Cups < 15 || d.Open != 0 || len(d.Kinds) < 2 || d.Waits.Late > d.Waits.N/3 {
			t.Errorf("%s: %+v %v", day, d, err)
		}
	}
	q, err := b.Queue(ctx)
	if err != nil || q.Cups == 0 || len(q.Cards) < 5 {
		t.Errorf("%+v %v", q, err)
	}
	if _, err := sample.Lists(func(string) []byte { return []byte("{") }); err == nil {
		t.Error("a list that is none is taken")
	}
}
