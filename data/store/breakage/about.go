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
	"SettleBreakage": store.Describes(func(n *store.Naming, c *data.SettleBreakage) []any {
		b := store.Row[data.Breakage](n, "breakage", c.Breakage)
		sum := c.Sum
		if sum == 0 {
			sum = b.Due
		}
		said := append(reported(n, c.Breakage), data.Wording("breakage.paid."+c.How), store.Sum(sum))
		if c.Receipt != "" {
			said = append(said, data.Wording("late.receipt", c.Receipt))
		}
		return said
	}),
	"SignBreakage": store.Describes(func(n *store.Naming, c *data.SignBreakage) []any { return reported(n, c.Breakage) }),
	"RefundBreakage": store.Describes(func(n *store.Naming, c *data.RefundBreakage) []any {
		return append(reported(n, c.Breakage), data.Wording("breakage.paid."+c.How), store.Sum(c.Sum), c.Why)
	}),
	"CorrectBreakage": store.Describes(func(n *store.Naming, c *data.CorrectBreakage) []any { return append(reported(n, c.Breakage), c.Why) }),
	"CorrectPiece":    store.Describes(func(n *store.Naming, c *data.CorrectPiece) []any { return append(reported(n, c.Breakage), c.Why) }),
	"ReopenBreakage":  store.Describes(func(n *store.Naming, c *data.ReopenBreakage) []any { return append(reported(n, c.Breakage), c.Why) }),
}

// reported says of which report something is said.
func reported(n *store.Naming, id data.ID) []any {
	b := store.Row[data.Breakage](n, "breakage", id)
	if b.ID == "" {
		return nil
	}
	return []any{data.ShortNumber(b.Number), data.Wording("late.times", b.Name, b.Qty), b.Person}
}
