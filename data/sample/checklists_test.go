package sample_test

import (
	"context"
	"testing"

	"yingbin/data"
)

func TestTheSampleCleansAndIsAsked(t *testing.T) {
	ctx := context.Background()
	b := barLife(t, at(t, "10:52"), 60)
	lists, err := b.Checklists(ctx)
	if err != nil || len(lists) != 5 {
		t.Fatal(lists, err)
	}
	runs, err := b.ChecklistRuns(ctx, "2026-09-01", "2026-11-23")
	part := 0
	for _, r := range runs {
		if !r.Complete() {
			part++
		}
	}
	if err != nil || len(runs) < 290 || part < 5 || part > 80 {
		t.Errorf("%d runs, %d of them lack something, %v", len(runs), part, err)
	}
	lots, err := b.CupBatches(ctx, data.CupFilter{})
	again := 0
	for _, l := range lots {
		again += l.Again
	}
	if err != nil || len(lots) < 35 || again < 3 {
		t.Errorf("%d lots, %d times again, %v", len(lots), again, err)
	}
	if open, err := b.CupBatches(ctx, data.CupFilter{Open: true}); err != nil || len(open) != 1 || open[0].Day != "2026-11-23" {
		t.Errorf("%+v %v", open, err)
	}
	all, err := b.EnquiriesList(ctx, data.EnquiryFilter{})
	once, late := 0, 0
	for _, e := range all {
		if e.PassedAt == 0 {
			once++
		} else if !e.Open() && e.AnsweredAt > e.Due {
			late++
		}
	}
	if err != nil || len(all) < 60 || once < 25 || late == 0 {
		t.Errorf("%d enquiries, %d answered at once, %d late, %v", len(all), once, late, err)
	}
	open, err := b.EnquiriesList(ctx, data.EnquiryFilter{Open: true})
	if err != nil || len(open) < 2 || len(open) > 8 {
		t.Errorf("%d open, %v", len(open), err)
	}
	for _, e := range open {
		if e.Day < "2026-11-20" {
			t.Errorf("%+v", e)
		}
	}
}
