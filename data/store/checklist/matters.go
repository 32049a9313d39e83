package checklist

import (
	"context"
	"strconv"
	"strings"
	"time"

	"yingbin/data"
	"yingbin/data/store"
)

// matters are the lists that are late, lack something or are due soon, and the
// lots of cups on their way.
func matters(ctx context.Context, q store.Querier, h store.Moment) ([]data.Matter, error) {
	lists, err := store.All[data.Checklist](ctx, q, `SELECT * FROM checklist ORDER BY sort, id`)
	if err != nil {
		return nil, err
	}
	runs, err := readRuns(ctx, q, h.Day, h.Day)
	if err != nil {
		return nil, err
	}
	var list []data.Matter
	for _, d := range data.ChecklistDays(lists, runs, h.Settings.Calendar, h.Day, h.Now) {
		if d.State == data.CheckDone || d.Retired {
			continue
		}
		m := data.Matter{Ref: data.ChecklistRef(d.ID), For: data.For{Station: goneThroughAt(d.Checklist)}}
		handOver(&m, d, h)
		m.Todo, m.Tone = toDo(d, h)
		if m.Section != "" || m.Todo != nil {
			list = append(list, m)
		}
	}
	lots, err := readCups(ctx, q, data.CupFilter{Open: true})
	for _, b := range lots {
		list = append(list, data.Matter{Section: "cleaning", Ref: data.ChecklistRef(b.ID), Since: b.At, Who: b.By, Key: "checklist.hand.cups", Amiss: b.Day < h.Day,
			Args: []string{b.Name, strconv.Itoa(b.Qty), b.Step, h.Clock(b.At), b.Next()}})
	}
	return list, err
}

// goneThroughAt is the station where somebody goes through a list: the desk's own
// at the desk, all others at the bar.
func goneThroughAt(l data.Checklist) string {
	if l.Station == "reception" {
		return l.Station
	}
	return "bar"
}

// handOver hands over a list that was gone through and lacks something, or is
// late; the time of others is still to come.
func handOver(m *data.Matter, d data.ChecklistDay, h store.Moment) {
	m.Args, m.Amiss = []string{d.Name}, d.State == data.CheckLate
	switch {
	case d.Last != nil:
		m.Section, m.Key, m.Who = "cleaning", "checklist.hand.part", d.Last.By
		m.Args = append(m.Args, h.Clock(d.Last.At), strings.Join(d.Last.Missing(), "、"))
	case d.State == data.CheckLate:
		m.Section, m.Key, m.Due = "cleaning", "checklist.hand.late", h.Settings.Calendar.At(h.Day, d.By)
		m.Args = append(m.Args, d.By.String())
	}
}

// nearlyDue is how long before its time a list is asked for.
const nearlyDue = 30 * time.Minute

// toDo asks for a list whose time is over, or soon is.
func toDo(d data.ChecklistDay, h store.Moment) (*data.Todo, data.Tone) {
	due := h.Settings.Calendar.At(h.Day, d.By)
	if d.By == 0 || due > h.Now.Add(nearlyDue) {
		return nil, data.ToneNone
	}
	t := &data.Todo{
		Lead: data.Wording("checklist.today.lead"), Title: data.Beside(d.Name), Sub: data.Wording("checklist.today.due", d.By.String()),
		Badge: data.Wording("checklist.state." + string(d.State)), When: due,
	}
	if d.Last != nil {
		t.Sub = data.Wording("checklist.missing", items(d.Last.Missing()))
	}
	if d.State == data.CheckLate {
		return t, data.ToneLate
	}
	return t, data.ToneSoon
}

// items says several items of a list one after another.
func items(all []string) any {
	if len(all) == 0 {
		return ""
	}
	said := any(all[0])
	for _, next := range all[1:] {
		said = data.Wording("common.and", said, next)
	}
	return said
}
