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
	runs, part, lots, again := 0, 0, 0, 0
	for day := data.Day("2026-09-01"); day <= "2026-11-23"; day = day.Plus(1) {
		d, err := b.CheckDay(ctx, day)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range d.Lists {
			runs += len(l.Runs)
			for _, r := range l.Runs {
				if !r.Complete() {
					part++
				}
			}
		}
		for _, l := range d.Washed() {
			lots, again = lots+1, again+l.Again
		}
		if open := d.OnTheWay(); len(open) != 1 || open[0].Day != "2026-11-23" {
			t.Errorf("%+v", open)
		}
	}
	if runs < 290 || part < 5 || part > 80 {
		t.Errorf("%d runs, %d of them lack something", runs, part)
	}
	if lots < 35 || again < 3 {
		t.Errorf("%d lots, %d times again", lots, again)
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
