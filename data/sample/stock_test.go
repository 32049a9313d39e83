package sample_test

import (
	"context"
	"testing"

	"yingbin/data"
)

func TestTheSampleKeepsItsStock(t *testing.T) {
	ctx := context.Background()
	b := barLife(t, at(t, "10:52"), 60)
	lines, err := b.StockOnHand(ctx, "")
	if err != nil || len(lines) != 32 {
		t.Fatal(len(lines), err)
	}
	short := 0
	for _, l := range lines {
		if l.Qty < 0 || l.Counted == 0 {
			t.Errorf("%+v", l)
		}
		if l.Short() > 0 {
			short++
		}
	}
	counts, err := b.Counts(ctx, data.CountFilter{What: "utensil"})
	if err != nil || len(counts) != 60 || short == 0 {
		t.Errorf("%d counts, %d items short, %v", len(counts), short, err)
	}
	list, err := b.Breakages(ctx, data.BreakageFilter{})
	states, causes := map[string]int{}, map[string]int{}
	for _, r := range list {
		states[r.State]++
		causes[r.Cause]++
	}
	if err != nil || len(list) < 25 || states["approved"] < 20 || len(causes) != 4 {
		t.Errorf("%d reports: %v %v %v", len(list), states, causes, err)
	}
	if n, err := b.BreakagesWaiting(ctx); n == 0 || n > 4 || err != nil {
		t.Error(n, err)
	}
	m, err := b.BreakageSummary(ctx, "2026-11-01")
	if err != nil || m.Pieces < 5 || m.Held == 0 || len(m.Items) == 0 {
		t.Errorf("%+v %v", m, err)
	}
}
