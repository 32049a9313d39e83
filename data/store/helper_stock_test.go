package store

import (
	"context"
	"slices"
	"testing"

	"yingbin/data"
)

const xun = data.ID("staff-xun") // bar, the one with the rare name

// stockBook is a book with a bar: two who work there and a little of each kind.
func stockBook(t testing.TB) *testBook {
	b := freshBook(t)
	b.do(&data.PutStaff{Head: b.head(chang), Person: xun, Name: "𬬻小满", Role: data.Bar})
	for i, it := range []data.StockItem{
		{ID: "cup", Kind: "utensil", Name: "玻璃茶杯", Spec: "240ml", Unit: "只", Par: 120, Price: 900},
		{ID: "pot", Kind: "utensil", Name: "紫砂壶", Unit: "把", Par: 8, Price: 12000},
		{ID: "paper", Kind: "consumable", Name: "纸杯", Unit: "只", Par: 500, Price: 30},
		{ID: "milk", Kind: "food", Name: "牛奶", Unit: "盒", Par: 12, Price: 600, Dated: true},
	} {
		it.Sort = i
		b.do(&data.PutStockItem{Head: b.head(chang), Item: it})
	}
	b.do(b.move("cup", "opening", 10))
	b.do(b.move("pot", "opening", 8))
	return b
}

func (b *testBook) move(item data.ID, what string, n int) *data.MoveStock {
	return &data.MoveStock{Head: b.head(gu), Movement: data.NewID(), Item: item, What: what, Qty: n}
}

// breaks is the report of the usual case: chipped, seen before washing, nobody's
// fault.
func (b *testBook) breaks(item data.ID, n int) *data.ReportBreakage {
	return &data.ReportBreakage{Head: b.head(gu), Breakage: data.NewID(), Movement: data.NewID(), Item: item, Qty: n,
		What: "chip", Found: "wash-check", Cause: "wear", Waived: "wear"}
}

func (b *testBook) onHand(item data.ID) data.StockLine {
	b.t.Helper()
	lines, err := b.reads().StockOnHand(context.Background(), "")
	if err != nil {
		b.t.Fatal(err)
	}
	i := slices.IndexFunc(lines, func(l data.StockLine) bool { return l.Item.ID == item })
	if i < 0 {
		b.t.Fatal("nobody knows", item)
	}
	return lines[i]
}

// counts makes a count of the utensils with these numbers; others are as they
// should be.
func (b *testBook) counts(what string, found map[data.ID]int, why string) *data.TakeCount {
	b.t.Helper()
	lines, err := b.reads().StockOnHand(context.Background(), what)
	if err != nil {
		b.t.Fatal(err)
	}
	c := &data.TakeCount{Head: b.head(gu), Count: data.NewID(), What: what}
	for _, l := range lines {
		n := data.Counted{Line: data.NewID(), Item: l.Item.ID, Cupboard: l.Qty, Expected: l.Qty, Same: true}
		if q, ok := found[l.Item.ID]; ok && q != l.Qty {
			n.Cupboard, n.Same, n.Why = q, false, why
		}
		c.Lines = append(c.Lines, n)
	}
	return c
}
