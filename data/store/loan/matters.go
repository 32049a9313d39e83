package loan

import (
	"context"
	"strconv"
	"time"

	"yingbin/data"
	"yingbin/data/store"
)

// matters are the keys and the radios one by one, wherever they are, and what
// else is out.
func matters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
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
	var list []data.Matter
	named := map[data.ID]data.Item{}
	for _, item := range items {
		named[item.ID] = item
		if item.Single() && (!item.Retired || lastOf[item.ID].Out() && lastOf[item.ID].ID != "") {
			list = append(list, single(item, lastOf[item.ID], h))
		}
	}
	for _, l := range out {
		if item := named[l.Item]; !item.Single() {
			m := away(item, l, h)
			m.Section, m.Key, m.Args = "loans", "loan.hand.many", append([]string{item.Label(), strconv.Itoa(l.Qty)}, m.Args...)
			list = append(list, m)
		}
	}
	return list, nil
}

// single says where a key or a radio is and, when it is in place, what it came
// back without.
func single(item data.Item, last data.Lending, h store.AsOf) data.Matter {
	section := string(item.Kind) + "s"
	if last.ID != "" && last.Out() {
		m := away(item, last, h)
		m.Section, m.Ref, m.Key, m.Args = section, data.LoanRef(item.ID), "loan.hand.out", append([]string{item.Label()}, m.Args...)
		return m
	}
	m := data.Matter{Section: section, Ref: data.LoanRef(item.ID), Key: "loan.hand.in", Args: []string{item.Label()}}
	switch {
	case last.ID == "":
	case last.Condition == "missing" || last.Condition == "damaged":
		m.Key, m.Args, m.Detail, m.Amiss = "loan.hand.faulty", append(m.Args, last.Condition), last.Remark, true
	case item.Kind == data.Radio && !last.Sound(item.Kind):
		m.Key, m.Amiss = "loan.hand.lacking", true
		m.Args = append(m.Args, batteryOf(last), has(last.Earpiece), has(last.Charger))
	case item.Kind == data.Radio:
		m.Key, m.Args = "loan.hand.radio", append(m.Args, batteryOf(last))
	}
	return m
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

// away says what every thing that is out says: since when, until when, and who
// has it. A guest's name stands apart from the sentence.
func away(item data.Item, l data.Lending, h store.AsOf) data.Matter {
	m := data.Matter{Ref: data.LoanRef(l.ID), Since: l.OutAt, Visitor: l.Visitor, Who: l.Staff, Due: l.Due, Amiss: l.Late(h.Now) > 0}
	if l.Staff == "" {
		m.Who, m.Title = l.OutBy, l.Holder()
		if l.Firm == "" {
			m.Called = l.Title
		}
	}
	m.Detail = l.Purpose
	m.Args = []string{h.Clock(l.OutAt), h.Clock(l.Due)}
	m.Todo, m.Tone = toDo(item, l, h)
	return m
}

// nearlyDue is how long before it should be back a thing is asked for.
const nearlyDue = 15 * time.Minute

// toDo asks for a thing that should be back, or soon should.
func toDo(item data.Item, l data.Lending, h store.AsOf) (*data.Todo, data.Tone) {
	if l.Due == 0 || l.Due > h.Now.Add(nearlyDue) {
		return nil, data.ToneNone
	}
	t := &data.Todo{
		Lead: data.Wording("loan.kind." + string(item.Kind)), Title: data.Beside(item.Label()),
		Sub:   data.Beside(holder(l), data.Wording("loan.today.dueAt", l.Due)),
		Badge: data.Wording("common.overdue", h.Since(l.Due)), When: l.Due, To: data.LoanRef(l.ID),
	}
	if l.Due > h.Now {
		t.Badge = data.Wording("common.left", h.Until(l.Due))
		return t, data.ToneSoon
	}
	return t, data.ToneLate
}

// holder says who has a thing: a colleague, a guest or a firm.
func holder(l data.Lending) any {
	switch {
	case l.Staff != "":
		return l.Staff
	case l.Name != "":
		return data.Named{Name: l.Name, Title: l.Title}
	}
	return l.Firm
}
