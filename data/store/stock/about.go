package stock

import (
	"yingbin/data"
	"yingbin/data/store"
)

// about says of this register's commands what they are about.
var about = map[string]store.Describer{
	"PutStockItem": store.Describes(func(_ *store.Naming, c *data.PutStockItem) []any { return []any{c.Item.Name} }),
	"MoveStock": store.Describes(func(n *store.Naming, c *data.MoveStock) []any {
		return []any{data.Wording("stock.move." + c.What), data.Wording("late.times", n.Name("stock_item", c.Item), c.Qty), c.Note}
	}),
	"VoidMovement": store.Describes(func(n *store.Naming, c *data.VoidMovement) []any {
		m := store.Row[data.Movement](n, "movement", c.Movement)
		return []any{n.Name("stock_item", m.Item), m.Qty, c.Why}
	}),
	"RecountLine": store.Describes(func(n *store.Naming, c *data.RecountLine) []any {
		return []any{data.Wording("late.times", n.Name("stock_item", c.Item), c.Total()), c.Word}
	}),
	"VoidCount": store.Describes(func(n *store.Naming, c *data.VoidCount) []any { return []any{n.Number("stock_count", c.Count), c.Why} }),
	"TakeCount": store.Describes(func(n *store.Naming, c *data.TakeCount) []any {
		said := []any{data.Wording("stock.kind." + c.What), data.Wording("late.things", len(c.Lines))}
		for _, l := range c.Lines {
			said = append(said, data.Wording("late.times", n.Name("stock_item", l.Item), l.Cupboard+l.Washing+l.Tables))
		}
		return said
	}),
}
