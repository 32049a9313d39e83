package sample_test

import (
	"context"
	"testing"

	"yingbin/data"
)

func TestTheSampleKeepsItsAppliances(t *testing.T) {
	ctx := context.Background()
	b := barLife(t, at(t, "10:52"), 60)
	list, err := b.Appliances(ctx)
	if err != nil || len(list) != 7 {
		t.Fatal(list, err)
	}
	var sum data.Punctuality
	states := map[data.Punctual]int{}
	for _, v := range list {
		sum = sum.Plus(v.Year)
		states[v.Standing.State]++
		t.Log(v.Label(), v.Standing, v.Year)
	}
	if sum.OnTime < 12 || sum.MadeUp == 0 || sum.Missed == 0 || sum.Missed > 4 {
		t.Errorf("%+v", sum)
	}
	if states[data.DueNow] < 3 || states[data.Coming] < 2 || states[data.Overdue]+states[data.Missed] < 1 {
		t.Error(states)
	}
	open, err := b.OpenRepairs(ctx)
	if err != nil || len(open) != 1 || open[0].State() != data.RepairSent {
		t.Error(open, err)
	}
	all, err := b.Repairs(ctx, data.RepairFilter{})
	if err != nil || len(all) != 4 || all[0].Cost == 0 || all[0].Open() {
		t.Error(all, err)
	}
}
