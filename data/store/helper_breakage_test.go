package store

import (
	"context"

	"yingbin/data"
)

func (b *testBook) breakage(id data.ID) data.Breakage {
	b.t.Helper()
	list, err := b.reads().Breakages(context.Background(), data.BreakageFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.t.Fatal(list, err)
	}
	return list[0]
}

func (b *testBook) decides(c *data.ReportBreakage, by data.ID, approve bool) *data.DecideBreakage {
	return &data.DecideBreakage{Head: b.head(by), Breakage: c.Breakage, Movement: data.NewID(), Approve: approve, Word: "已看过碎片"}
}
