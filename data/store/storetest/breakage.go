package storetest

import (
	"context"

	"yingbin/data"
)

func (b *Book) Breakage(id data.ID) data.Breakage {
	b.T.Helper()
	list, err := b.Breakages(context.Background(), data.BreakageFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.T.Fatal(list, err)
	}
	return list[0]
}

func (b *Book) Decides(c *data.ReportBreakage, by data.ID, approve bool) *data.DecideBreakage {
	return &data.DecideBreakage{Head: b.By(by), Breakage: c.Breakage, Movement: data.NewID(), Approve: approve, Word: "已看过碎片"}
}
