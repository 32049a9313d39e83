package appliance

import (
	"context"
	"strconv"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
)

// matters are the appliances whose cleaning is late, begun or wants to be done
// soon. What is due in the period that runs is handed over in one line.
func matters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	views, err := readAppliances(ctx, q, h.Day)
	if err != nil {
		return nil, err
	}
	var list []data.Matter
	var due []string
	var till data.Day
	for _, v := range views {
		if v.Retired {
			continue
		}
		s := v.Standing
		m := data.Matter{Ref: data.ApplianceRef(v.ID)}
		if s.State == data.DueNow && !s.Begun {
			due = append(due, v.Name)
			if till == "" || s.Period.To < till {
				till = s.Period.To
			}
		} else {
			handOver(&m, v, h)
		}
		m.Todo, m.Tone = toDo(v, h)
		if m.Section != "" || m.Todo != nil {
			list = append(list, m)
		}
	}
	if len(due) > 0 {
		list = append(list, data.Matter{Section: "appliances", Ref: data.ApplianceRef("appliances"), Key: "appliance.hand.due",
			Args: []string{strings.Join(due, " · "), shortDay(till)}, Due: h.DayEnd(till)})
	}
	return list, nil
}

// handOver gives an appliance a line of its own when it is late or was begun.
func handOver(m *data.Matter, v data.ApplianceView, h store.AsOf) {
	s := v.Standing
	args := []string{v.Label(), shortDay(s.Period.To)}
	switch s.State {
	case data.Overdue:
		m.Key, m.Amiss = "appliance.hand.overdue", true
	case data.Missed:
		m.Key, m.Amiss = "appliance.hand.missed", true
		args = append(args, strconv.Itoa(s.Behind))
	case data.DueNow:
		m.Key = "appliance.hand.begun"
	default:
		if len(v.Unseen) > 0 {
			m.Section, m.Key, m.Args, m.Since = "appliances", "appliance.hand.unseen", []string{v.Label(), strings.Join(v.Unseen, "、")}, v.Last.At
		}
		return
	}
	m.Section, m.Args, m.Due = "appliances", args, h.DayEnd(s.Period.To)
}

// toDo says of an appliance that its cleaning is late, or due within days.
func toDo(v data.ApplianceView, h store.AsOf) (*data.Todo, data.Tone) {
	s := v.Standing
	if s.State == data.Coming && len(v.Unseen) > 0 {
		return &data.Todo{
			Lead: data.Wording("appliance.today.lead"), Title: data.Beside(v.Name), Badge: data.Wording("appliance.state.begun"),
			Sub: data.Wording("appliance.today.unseen", strings.Join(v.Unseen, "、")), When: v.Last.At,
		}, data.ToneSoon
	}
	if s.State == data.Coming || s.State == data.DueNow && s.Left(h.Day) > data.Soon {
		return nil, data.ToneNone
	}
	t := &data.Todo{Lead: data.Wording("appliance.today.lead"), Title: data.Beside(v.Name), Badge: data.Wording("appliance.state." + string(s.State)), When: h.DayEnd(s.Period.To)}
	switch s.State {
	case data.Overdue:
		t.Sub = data.Wording("appliance.today.overdue", s.Period.To)
	case data.Missed:
		t.Sub = data.Wording("appliance.today.missed", s.Behind)
		t.When, _ = h.Settings.Calendar.Bounds(s.Period.From)
	default:
		t.Sub, t.Badge = data.Wording("appliance.today.due", s.Period.To), data.Wording("appliance.state.soon")
		return t, data.ToneSoon
	}
	return t, data.ToneLate
}

// shortDay says a day of this year as it is written: 11-30.
func shortDay(d data.Day) string {
	if len(d) < 10 {
		return string(d)
	}
	return string(d[5:])
}
