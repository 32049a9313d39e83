package breakage

import (
	"yingbin/data"
	"yingbin/data/store"
	"yingbin/data/store/front"
)

// about says of this register's commands what they are about.
var about = map[string]store.Describer{
	"ReportBreakage": store.Describes(func(n *store.Naming, c *data.ReportBreakage) []any {
		return []any{data.Wording("late.times", n.Name("stock_item", c.Item), c.Qty), data.Wording("breakage.cause." + c.Cause), front.PlaceOf(n, c.Place), c.Responsible, c.Person, c.Note}
	}),
	"HandInPiece": store.Describes(func(n *store.Naming, c *data.HandInPiece) []any { return append(reported(n, c.Breakage), c.To) }),
	"DecideBreakage": store.Describes(func(n *store.Naming, c *data.DecideBreakage) []any {
		said := data.Wording("breakage.state.rejected")
		if c.Approve {
			said = data.Wording("breakage.state.approved")
		}
		return append(reported(n, c.Breakage), said, c.Word)
	}),
	"WaiveBreakage": store.Describes(func(n *store.Naming, c *data.WaiveBreakage) []any {
		b := store.Row[data.Breakage](n, "breakage", c.Breakage)
		return append(reported(n, c.Breakage), data.Wording("breakage.waived."+c.Waived), store.Sum(b.Due))
	}),
	"SettleBreakage": store.Describes(func(n *store.Naming, c *data.SettleBreakage) []any {
		b := store.Row[data.Breakage](n, "breakage", c.Breakage)
		said := append(reported(n, c.Breakage), data.Wording("breakage.paid."+c.How), store.Sum(b.Due))
		if c.Receipt != "" {
			said = append(said, data.Wording("late.receipt", c.Receipt))
		}
		return said
	}),
}

// reported says of which report something is said.
func reported(n *store.Naming, id data.ID) []any {
	b := store.Row[data.Breakage](n, "breakage", id)
	if b.ID == "" {
		return nil
	}
	return []any{data.ShortNumber(b.Number), data.Wording("late.times", b.Name, b.Qty), b.Person}
}
