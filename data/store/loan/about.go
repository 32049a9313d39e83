package loan

import (
	"yingbin/data"
	"yingbin/data/store"
)

// about says of this register's commands what they are about.
var about = map[string]store.Describer{
	"PutItem": store.Describes(func(_ *store.Naming, c *data.PutItem) []any { return []any{c.Item.Name} }),
	"Lend": store.Describes(func(n *store.Naming, c *data.Lend) []any {
		who := any(data.Named{Name: c.Name, Title: c.Title})
		switch {
		case c.To != "":
			who = c.To
		case c.Name == "":
			who = n.Name("visitor", c.Visitor)
		}
		return []any{data.Wording("late.times", n.Name("item", c.Item), c.Qty), who, c.Purpose}
	}),
	"Return": store.Describes(func(n *store.Naming, c *data.Return) []any {
		return append(lent(n, c.Lending), data.Wording("loan.condition."+c.Condition), c.Remark)
	}),
	"ExtendLoan": store.Describes(func(n *store.Naming, c *data.ExtendLoan) []any {
		return append(lent(n, c.Lending), data.Wording("late.to", c.Due))
	}),
}

// lent says what was lent to whom.
func lent(n *store.Naming, id data.ID) []any {
	l := store.Row[data.Lending](n, "lending", id)
	if l.ID == "" {
		return nil
	}
	who := any(data.Named{Name: l.Name, Title: l.Title})
	if l.Staff != "" {
		who = l.Staff
	}
	return []any{data.ShortNumber(l.Number), data.Wording("late.times", n.Name("item", l.Item), l.Qty), who}
}
