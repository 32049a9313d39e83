package appliance

import (
	"context"
	"strconv"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
)

// handOverAppliances hands over what is late one by one, and what is due in the
// period that runs in one line.
func handOverAppliances(ctx context.Context, q store.Querier, h store.Moment) ([]data.HandoverItem, error) {
	views, err := readAppliances(ctx, q, h.Day)
	if err != nil {
		return nil, err
	}
	var list []data.HandoverItem
	var due []string
	var till data.Day
	for _, v := range views {
		s := v.Standing
		if v.Retired {
			continue
		}
		i := data.HandoverItem{Section: "appliances", Sort: len(list), Ref: v.ID, Amiss: true, Args: []string{v.Label(), shortDay(s.Period.To)}}
		switch {
		case s.State == data.Overdue:
			i.Key, i.Due = "appliance.hand.overdue", h.DayEnd(s.Period.To)
		case s.State == data.Missed:
			i.Key, i.Args = "appliance.hand.missed", append(i.Args, strconv.Itoa(s.Behind))
			i.Due = h.DayEnd(s.Period.To)
		case s.State == data.DueNow && s.Begun:
			i.Key, i.Amiss, i.Due = "appliance.hand.begun", false, h.DayEnd(s.Period.To)
		case s.State == data.DueNow:
			due = append(due, v.Name)
			if till == "" || s.Period.To < till {
				till = s.Period.To
			}
			continue
		default:
			continue
		}
		list = append(list, i)
	}
	if len(due) > 0 {
		list = append(list, data.HandoverItem{Section: "appliances", Sort: len(list), Ref: "appliances", Key: "appliance.hand.due",
			Args: []string{strings.Join(due, " · "), shortDay(till)}, Due: h.DayEnd(till)})
	}
	return list, nil
}

// shortDay says a day of this year as it is written: 11-30.
func shortDay(d data.Day) string {
	if len(d) < 10 {
		return string(d)
	}
	return string(d[5:])
}
