package checklist

import (
	"context"
	"strconv"

	"yingbin/data"
	"yingbin/data/store"
)

// matters are the lists that are late, lack something or are due soon, and the
// lots of cups on their way.
func matters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	day, err := readDay(ctx, q, h.Settings.Calendar, h.Day)
	if err != nil {
		return nil, err
	}
	var list []data.Matter
	for _, d := range day.Lists {
		if m, open := lists.Matter(h, "cleaning", d.Name, d.StepDay); open && !d.Retired {
			m.Ref, m.For = data.ChecklistRef(d.ID), data.For{Station: goneThroughAt(d.Checklist)}
			list = append(list, m)
		}
	}
	for _, b := range day.OnTheWay() {
		list = append(list, data.Matter{Section: "cleaning", Ref: data.ChecklistRef(b.ID), Since: b.At, Who: b.By, Key: "checklist.hand.cups", Amiss: b.Day < h.Day,
			Args: []string{b.Name, strconv.Itoa(b.Qty), b.Step, h.Clock(b.At), b.Next()}})
	}
	return list, nil
}

// goneThroughAt is the station where somebody goes through a list: the desk's own
// at the desk, all others at the bar.
func goneThroughAt(l data.Checklist) string {
	if l.Station == "reception" {
		return l.Station
	}
	return "bar"
}
