package appliance

import (
	"yingbin/data"
	"yingbin/data/store"
)

// about says of this register's commands what they are about.
var about = map[string]store.Describer{
	"PutAppliance": store.Describes(func(_ *store.Naming, c *data.PutAppliance) []any { return []any{c.Appliance.Name} }),
	"CleanAppliance": store.Describes(func(n *store.Naming, c *data.CleanAppliance) []any {
		return []any{n.Name("appliance", c.Appliance), c.Note}
	}),
	"CorrectCleaning": store.Describes(func(n *store.Naming, c *data.CorrectCleaning) []any {
		return []any{n.Name("appliance", store.Row[data.Cleaning](n, "cleaning", c.Cleaning).Appliance), c.Why}
	}),
	"CheckCleaning": store.Describes(func(n *store.Naming, c *data.CheckCleaning) []any {
		return []any{n.Name("appliance", store.Row[data.Cleaning](n, "cleaning", c.Cleaning).Appliance)}
	}),
}
