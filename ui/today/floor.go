package today

import (
	"time"

	"yingbin/data"
)

// unseenVisits tells which guests nobody on the floor has looked after for too
// long, and for how many minutes.
func unseenVisits(f data.FloorPlan, s data.Settings, now data.Time) map[data.ID]int {
	late := map[data.ID]int{}
	for _, t := range f.Unseen(s.Defaults(), now) {
		for _, p := range t.Parties {
			if unseen := now.Sub(p.SeenAt); p.Visit != "" && s.Defaults().SeenTone(unseen) == 2 {
				late[p.Visit] = int(unseen / time.Minute)
			}
		}
	}
	return late
}
