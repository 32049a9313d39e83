package today

import (
	"testing"
	"time"

	"yingbin/data"
)

func TestGuestsNobodyLooksAfterStandOut(t *testing.T) {
	now := data.Time(100_000_000)
	party := func(visit data.ID, unseen time.Duration) data.Party {
		p := data.Party{SeenAt: now.Add(-unseen)}
		p.Visit = visit
		return p
	}
	f := data.FloorPlan{Tables: []data.FloorTable{
		{Parties: []data.Party{party("late", 9*time.Minute), party("fresh", time.Minute), party("", 20*time.Minute)}},
		{Parties: []data.Party{party("soon", 7*time.Minute)}},
	}}
	got := unseenVisits(f, data.Settings{}, now)
	if len(got) != 1 || got["late"] != 9 {
		t.Error(got)
	}
}
