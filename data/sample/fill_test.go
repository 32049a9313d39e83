package sample_test

import (
	"context"
	"iter"
	"os"
	"testing"
	"time"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/sample"
	"yingbin/data/store"
)

type part struct{ *store.Book }

func (p part) DoAll(ctx context.Context, seq iter.Seq[data.Command]) ([]data.Result, error) {
	return p.Book.DoAll(ctx, func(y func(data.Command) bool) {
		for c := range seq {
			switch c.(type) {
			case *data.SealHandover, *data.AcceptHandover, *data.LeaveNote:
				c = &data.SignOff{Head: *c.Meta()}
			}
			if !y(c) {
				return
			}
		}
	})
}

func (p part) HandoverItems(ctx context.Context, h data.ID) ([]data.HandoverItem, error) {
	return nil, nil
}

func TestFill(t *testing.T) {
	now := data.TimeOf(time.Date(2026, 11, 23, 2, 52, 0, 0, time.UTC))
	clock := sample.NewClock(now)
	ctx := context.Background()
	dir := t.TempDir()
	if os.Getenv("KEEP") != "" {
		dir = os.Getenv("KEEP")
	}
	t0 := time.Now()
	b, err := store.Open(ctx, dir, store.Options{Fast: true, Clock: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	t1 := time.Now()
	if err := sample.Fill(ctx, part{b}, clock, sample.Parts{Catalogue: assets.Office("catalogue"), People: assets.Office("people"), Now: now}); err != nil {
		t.Fatal(err)
	}
	t2 := time.Now()
	if err := b.Harden(ctx); err != nil {
		t.Fatal(err)
	}
	t3 := time.Now()
	m, err := b.Verify(ctx, nil)
	t.Log(m.Seq, err, t1.Sub(t0), t2.Sub(t1), t3.Sub(t2), time.Since(t3))
	in, err := b.Visits(ctx, data.VisitFilter{OpenOnly: true})
	t.Log(len(in), err)
}
