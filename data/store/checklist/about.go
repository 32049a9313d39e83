package checklist

import (
	"yingbin/data"
	"yingbin/data/store"
)

// about says of this register's commands what they are about.
var about = map[string]store.Describer{
	"PutChecklist": store.Describes(func(_ *store.Naming, c *data.PutChecklist) []any { return []any{c.Checklist.Name} }),
	"RunChecklist": store.Describes(func(n *store.Naming, c *data.RunChecklist) []any {
		said := []any{n.Name("checklist", c.Checklist)}
		for _, i := range c.Ticked {
			if i >= 0 && i < len(c.Items) {
				said = append(said, c.Items[i])
			}
		}
		return append(said, c.Note)
	}),
	"CorrectRun": store.Describes(func(n *store.Naming, c *data.CorrectRun) []any {
		return []any{n.Name("checklist", store.Row[data.ChecklistRun](n, "checklist_run", c.Run).Checklist), c.Why}
	}),
	"CorrectCups": store.Describes(func(n *store.Naming, c *data.CorrectCups) []any {
		return []any{n.Name("cup_batch", c.Batch), c.Why}
	}),
	"StepCups": store.Describes(func(n *store.Naming, c *data.StepCups) []any {
		return []any{data.Wording("checklist.step." + c.Step), n.Name("stock_item", c.Item), c.Qty}
	}),
}
