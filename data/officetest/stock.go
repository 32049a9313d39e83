package officetest

import (
	"yingbin/data"
)

// Stock brings a little of each kind, and a second one at the bar.
func Stock(m Commands) []data.Command {
	list := []data.Command{&data.PutStaff{Head: m.By(Chang), Person: Xun, Name: "𬬻小满", Role: data.Bar}}
	for i, it := range []data.StockItem{
		{ID: "cup", Kind: "utensil", Name: "玻璃茶杯", Spec: "240ml", Unit: "只", Par: 120, Price: 900},
		{ID: "pot", Kind: "utensil", Name: "紫砂壶", Unit: "把", Par: 8, Price: 12000},
		{ID: "paper", Kind: "consumable", Name: "纸杯", Unit: "只", Par: 500, Price: 30},
		{ID: "milk", Kind: "food", Name: "牛奶", Unit: "盒", Par: 12, Price: 600, Dated: true},
	} {
		it.Sort = i
		list = append(list, &data.PutStockItem{Head: m.By(Chang), Item: it})
	}
	return append(list, m.Moves("cup", "opening", 10), m.Moves("pot", "opening", 8))
}

// Moves brings so many of an item in, or out.
func (m Commands) Moves(item data.ID, what string, n int) *data.MoveStock {
	return &data.MoveStock{Head: m.By(Gu), Movement: data.NewID(), Item: item, What: what, Qty: n}
}

// Breaks is the report of the usual case: chipped, seen before washing, nobody's
// fault.
func (m Commands) Breaks(item data.ID, n int) *data.ReportBreakage {
	return &data.ReportBreakage{Head: m.By(Gu), Breakage: data.NewID(), Movement: data.NewID(), Item: item, Qty: n,
		What: "chip", Found: "wash-check", Cause: "wear", Waived: "wear"}
}

// Decides approves a reported breakage or rejects it.
func (m Commands) Decides(c *data.ReportBreakage, by data.ID, approve bool) *data.DecideBreakage {
	return &data.DecideBreakage{Head: m.By(by), Breakage: c.Breakage, Movement: data.NewID(), Approve: approve, Word: "已看过碎片"}
}
