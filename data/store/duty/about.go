package duty

import (
	"yingbin/data"
	"yingbin/data/store"
)

// about says of this register's commands what they are about.
var about = map[string]store.Describer{
	"TakePost": store.Describes(func(_ *store.Naming, c *data.TakePost) []any {
		return []any{c.Person, data.Wording("duty.post." + c.Place)}
	}),
	"LeavePost": store.Describes(func(n *store.Naming, c *data.LeavePost) []any {
		return []any{store.Row[data.Post](n, "post", c.Post).Staff}
	}),
	"StepAway": store.Describes(func(_ *store.Naming, c *data.StepAway) []any {
		return []any{c.Person, data.Wording("duty.kind." + c.Why), c.Note}
	}),
	"ComeBack": store.Describes(func(n *store.Naming, c *data.ComeBack) []any {
		return []any{store.Row[data.Absence](n, "absence", c.Absence).Staff}
	}),
	"NoteDuty": store.Describes(func(_ *store.Naming, c *data.NoteDuty) []any {
		return []any{data.Wording("duty.kind." + c.What), c.Text, c.Result}
	}),
	"FollowDuty": store.Describes(func(n *store.Naming, c *data.FollowDuty) []any {
		return []any{store.Row[data.DutyEntry](n, "duty_entry", c.Entry).Text, c.Result}
	}),
	"SetWeather": store.Describes(func(_ *store.Naming, c *data.SetWeather) []any { return []any{c.Day, c.Weather} }),
}
