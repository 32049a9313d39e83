package storetest

import (
	"context"
	"slices"

	"yingbin/data"
	"yingbin/data/officetest"
)

// Visit reads a visit that must be there.
func (b *Book) Visit(id data.ID) data.VisitView {
	b.T.Helper()
	list, err := b.Visits(context.Background(), data.VisitFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.T.Fatalf("visit %s: %d %v", id, len(list), err)
	}
	return list[0]
}

// Find gives the first visitors that a typed text finds.
func (b *Book) Find(text string) []data.Match {
	b.T.Helper()
	list, err := b.FindVisitors(context.Background(), text, 8)
	if err != nil {
		b.T.Fatal(err)
	}
	return list
}

// OnHand reads what is there of an item that must be known.
func (b *Book) OnHand(item data.ID) data.StockLine {
	b.T.Helper()
	lines, err := b.StockOnHand(context.Background(), "")
	i := slices.IndexFunc(lines, func(l data.StockLine) bool { return l.Item.ID == item })
	if err != nil || i < 0 {
		b.T.Fatal("nobody knows", item, err)
	}
	return lines[i]
}

// CountOf counts the items of a kind: some are there in another number than they
// should be, for a reason.
func (b *Book) CountOf(what string, found map[data.ID]int, why string) *data.TakeCount {
	b.T.Helper()
	lines, err := b.StockOnHand(context.Background(), what)
	if err != nil {
		b.T.Fatal(err)
	}
	c := &data.TakeCount{Head: b.By(officetest.Gu), Count: data.NewID(), What: what}
	for _, l := range lines {
		n := data.Counted{Line: data.NewID(), Item: l.Item.ID, Cupboard: l.Qty, Expected: l.Qty, Same: true}
		if q, ok := found[l.Item.ID]; ok && q != l.Qty {
			n.Cupboard, n.Same, n.Why = q, false, why
		}
		c.Lines = append(c.Lines, n)
	}
	return c
}

// Breakage reads a breakage that must be there.
func (b *Book) Breakage(id data.ID) data.Breakage {
	b.T.Helper()
	list, err := b.Breakages(context.Background(), data.BreakageFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.T.Fatal(list, err)
	}
	return list[0]
}

// Appliance reads an appliance that must be there.
func (b *Book) Appliance(id data.ID) data.ApplianceView {
	b.T.Helper()
	list, err := b.Appliances(context.Background())
	i := slices.IndexFunc(list, func(v data.ApplianceView) bool { return v.ID == id })
	if err != nil || i < 0 {
		b.T.Fatal(list, err)
	}
	return list[i]
}
