package menu

import (
	"yingbin/data"
	"yingbin/data/store"
)

// about says of this register's commands what they are about.
var about = map[string]store.Describer{
	"PutDrink": store.Describes(func(_ *store.Naming, c *data.PutDrink) []any { return []any{c.Drink.Name} }),
	"SellOut":  store.Describes(func(n *store.Naming, c *data.SellOut) []any { return []any{n.Name("drink", c.Drink), c.Why} }),
}
