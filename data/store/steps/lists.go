package steps

import (
	"context"
	"slices"
	"strings"
	"time"

	"yingbin/data"
	"yingbin/data/store"
)

// Lists says where a register keeps how its lists were gone through.
type Lists[R data.StepRow] struct {
	Words string // with which the words of the register begin
	Runs  string // the table of its runs, with an index over day and at
}

// Fits refuses ticks on a list that is not gone through any more, or whose items
// are others than the person saw (stale, at the field ticked).
func (l Lists[R]) Fits(name string, retired bool, items, seen []string) error {
	switch {
	case retired:
		return data.Fault(data.Stale, l.Words+".retired", name)
	case !slices.Equal(items, seen):
		return data.Fault(data.Stale, l.Words+".changed", name).At("ticked")
	}
	return nil
}

// Record keeps a run. A list that is complete already may be gone through again:
// the receipt says who had done it. A run with the id of another is a conflict.
func (l Lists[R]) Record(tx *store.Tx, row R) error {
	run := row.Run()
	earlier, err := l.Between(tx.Ctx(), tx, run.Day, run.Day)
	if err != nil {
		return err
	}
	list, subject := row.Of()
	for _, e := range data.StepDayOf(earlier, list, subject, 0).Runs {
		if !e.Complete() {
			continue
		}
		who, err := nameOf(tx, e.By)
		if err != nil {
			return err
		}
		tx.Warn(l.Words+".doneBefore", run.Name, who, tx.Shown(e.At))
		break
	}
	return tx.Insert(l.Runs, row)
}

// Between reads the runs of some business days, both included, the oldest first.
func (l Lists[R]) Between(ctx context.Context, q store.Querier, from, to data.Day) ([]R, error) {
	return store.All[R](ctx, q, `SELECT * FROM "`+l.Runs+`" WHERE day >= ? AND day <= ? ORDER BY at, seq`, string(from), string(to))
}

// Matter is what is open of a list on a day: the handover hands it over in a
// section when it lacks something or is late, and it is to do when its time is
// near. One that is done, or whose time is still to come, is no matter.
func (l Lists[R]) Matter(h store.AsOf, section, name string, d data.StepDay) (m data.Matter, open bool) {
	if d.State(h.Now) == data.StepsDone {
		return m, false
	}
	l.handOver(&m, h, section, name, d)
	m.Todo, m.Tone = l.toDo(h, name, d)
	return m, m.Section != "" || m.Todo != nil
}

func (l Lists[R]) handOver(m *data.Matter, h store.AsOf, section, name string, d data.StepDay) {
	last, late := d.Last(), d.State(h.Now) == data.StepsLate
	m.Args, m.Amiss = []string{name}, late
	switch {
	case last != nil:
		m.Section, m.Key, m.Who = section, l.Words+".hand.part", last.By
		m.Args = append(m.Args, h.Clock(last.At), strings.Join(last.Missing(), "、"))
	case late:
		m.Section, m.Key, m.Due = section, l.Words+".hand.late", d.Due
		m.Args = append(m.Args, h.Clock(d.Due))
	}
}

// nearlyDue is how long before its time a list is asked for.
const nearlyDue = 30 * time.Minute

func (l Lists[R]) toDo(h store.AsOf, name string, d data.StepDay) (*data.Todo, data.Tone) {
	if d.Due == 0 || d.Due > h.Now.Add(nearlyDue) {
		return nil, data.ToneNone
	}
	state := d.State(h.Now)
	t := &data.Todo{
		Lead: data.Wording(l.Words + ".today.lead"), Title: data.Beside(name), Sub: data.Wording(l.Words+".today.due", h.Clock(d.Due)),
		Badge: data.Wording(l.Words + ".state." + string(state)), When: d.Due,
	}
	if last := d.Last(); last != nil {
		t.Sub = data.Wording(l.Words+".missing", chained(last.Missing()))
	}
	if state == data.StepsLate {
		return t, data.ToneLate
	}
	return t, data.ToneSoon
}

// chained says several items of a list one after another.
func chained(all []string) any {
	if len(all) == 0 {
		return ""
	}
	said := any(all[0])
	for _, next := range all[1:] {
		said = data.Wording("common.and", said, next)
	}
	return said
}

func nameOf(tx *store.Tx, person data.ID) (string, error) {
	p, err := store.Get[data.Staff](tx, "staff", string(person))
	return p.Name, err
}

// Names gives everybody's name, for what shows who ticked.
func Names(ctx context.Context, q store.Querier) (map[data.ID]string, error) {
	people, err := store.All[struct {
		ID   data.ID
		Name string
	}](ctx, q, `SELECT id, name FROM staff`)
	names := make(map[data.ID]string, len(people))
	for _, p := range people {
		names[p.ID] = p.Name
	}
	return names, err
}
