package loan

import (
	"context"
	"strconv"

	"yingbin/data"
	"yingbin/data/store"
)

// handOverLoans hands over the keys and the radios one by one, and what else is
// out.
func handOverLoans(ctx context.Context, q store.Querier, h store.Moment) ([]data.HandoverItem, error) {
	items, err := readItems(ctx, q)
	if err != nil {
		return nil, err
	}
	out, err := readLendings(ctx, q, data.LendingFilter{OutOnly: true})
	if err != nil {
		return nil, err
	}
	last, err := readLendings(ctx, q, data.LendingFilter{LastOnly: true})
	if err != nil {
		return nil, err
	}
	lastOf := map[data.ID]data.Lending{}
	for _, l := range last {
		lastOf[l.Item] = l
	}
	var list []data.HandoverItem
	add := func(section string, i data.HandoverItem) {
		i.Section, i.Sort = section, len(list)
		list = append(list, i)
	}
	for _, item := range items {
		if item.Single() && (!item.Retired || lastOf[item.ID].Out() && lastOf[item.ID].ID != "") {
			add(string(item.Kind)+"s", handOverSingle(item, lastOf[item.ID], h))
		}
	}
	named := map[data.ID]data.Item{}
	for _, item := range items {
		named[item.ID] = item
	}
	for _, l := range out {
		if item := named[l.Item]; !item.Single() {
			i := handOverOut(l, h)
			i.Key, i.Args = "loan.hand.many", append([]string{item.Label(), strconv.Itoa(l.Qty)}, i.Args...)
			add("loans", i)
		}
	}
	return list, nil
}

// handOverSingle says where a key or a radio is and, when it is in place, what
// it came back without.
func handOverSingle(item data.Item, last data.Lending, h store.Moment) data.HandoverItem {
	if last.ID != "" && last.Out() {
		i := handOverOut(last, h)
		i.Ref, i.Key, i.Args = item.ID, "loan.hand.out", append([]string{item.Label()}, i.Args...)
		return i
	}
	i := data.HandoverItem{Ref: item.ID, Key: "loan.hand.in", Args: []string{item.Label()}}
	switch {
	case last.ID == "":
	case last.Condition == "missing" || last.Condition == "damaged":
		i.Key, i.Args, i.Detail, i.Amiss = "loan.hand.faulty", append(i.Args, last.Condition), last.Remark, true
	case item.Kind == data.Radio && !last.Sound(item.Kind):
		i.Key, i.Amiss = "loan.hand.lacking", true
		i.Args = append(i.Args, batteryOf(last), has(last.Earpiece), has(last.Charger))
	case item.Kind == data.Radio:
		i.Key, i.Args = "loan.hand.radio", append(i.Args, batteryOf(last))
	}
	return i
}

func batteryOf(l data.Lending) string {
	if l.Battery == "" {
		return "full"
	}
	return l.Battery
}

func has(there bool) string {
	if there {
		return "has"
	}
	return "lacks"
}

// handOverOut says what every thing that is out says: since when, until when,
// and who has it. A guest's name stands apart from the sentence.
func handOverOut(l data.Lending, h store.Moment) data.HandoverItem {
	i := data.HandoverItem{Ref: l.ID, Visitor: l.Visitor, Who: l.Staff, Due: l.Due, Amiss: l.Late(h.Now) > 0}
	if l.Staff == "" {
		i.Who, i.Title = l.OutBy, l.Holder()
		if l.Firm == "" {
			i.Called = l.Title
		}
	}
	i.Detail = l.Purpose
	i.Args = []string{h.Clock(l.OutAt), h.Clock(l.Due)}
	return i
}
