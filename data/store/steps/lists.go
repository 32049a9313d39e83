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

// Record keeps a run by what its maker saw. Ticks on a list that reads otherwise by
// now, or is no more, are not lost: the receipt says what is still to look at. They
// go to the turn that was named, or else to the one that was open at that moment.
// A list that is complete already may be gone through again: the receipt says who
// had done it. A run with the id of another is a conflict.
func (l Lists[R]) Record(tx *store.Tx, now data.StepList, retired bool, run data.StepRun, row func(data.StepRun) R) error {
	rows, err := l.Between(tx.Ctx(), tx, run.Day, run.Day)
	if err != nil {
		return err
	}
	list, subject := row(run).Of()
	day := data.StepDayOf(rows, list, subject, 0, now)
	run.Version, _ = now.Seen(run.Version, run.Items)
	run.Turn = turnOf(day, run)
	if err := l.saidBefore(tx, day, run.Name); err != nil {
		return err
	}
	if retired {
		tx.Warn(l.Words+".retired", run.Name)
	}
	kept := row(run)
	after := data.StepDayOf(append(rows, kept), list, subject, 0, now)
	if left := leftOf(after, run, now); len(left) > 0 && !retired {
		tx.Warn(l.Words+".changed", run.Name, strings.Join(left, "、"))
	}
	return tx.Insert(l.Runs, kept)
}

// turnOf is the turn that a run belongs to.
func turnOf(day data.StepDay, run data.StepRun) int {
	if run.Turn > 0 && run.Turn <= day.Turn() {
		return run.Turn
	}
	for _, r := range day.Runs {
		if r.Turn > 0 && !r.Void && r.At >= run.At {
			return r.Turn
		}
	}
	return day.Turn()
}

// saidBefore says who had completed the list already.
func (l Lists[R]) saidBefore(tx *store.Tx, day data.StepDay, name string) error {
	last := day.Last()
	if last == nil || !last.Complete() {
		return nil
	}
	who, err := nameOf(tx, last.By)
	if err == nil {
		tx.Warn(l.Words+".doneBefore", name, who, tx.Shown(last.At))
	}
	return err
}

// leftOf lists what a run leaves open because its maker saw an older list.
func leftOf(day data.StepDay, run data.StepRun, now data.StepList) []string {
	unseen := now.Unseen(run.Version, run.At, run.Items)
	for _, r := range day.Runs {
		if r.Turn == run.Turn {
			missing := r.Missing()
			return slices.DeleteFunc(unseen, func(item string) bool { return !slices.Contains(missing, item) })
		}
	}
	return unseen
}

// Correct puts the ticks of a row right, or voids it.
func (l Lists[R]) Correct(tx *store.Tx, row R, items []string, ticked []int, c data.Amended) error {
	run := row.Run()
	if run.Void {
		return data.Fault(data.Stale, l.Words+".isVoid", run.Name)
	}
	if len(items) > 0 && !slices.Equal(items, run.Items) {
		return data.Fault(data.Stale, "error.stale").At("ticked")
	}
	if n := len(ticked); n > 0 && ticked[n-1] >= len(run.Items) {
		return data.Fault(data.Invalid, "error.invalid").At("ticked")
	}
	cols := store.Cols{"amended_at": c.AmendedAt, "amended_by": c.AmendedBy, "amend_why": c.AmendWhy, "void": c.Void}
	if !c.Void {
		cols["ticked"] = ticked
	}
	return tx.Update(l.Runs, cols, string(run.ID))
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
