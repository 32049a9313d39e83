package steps

import (
	"context"
	"slices"
	"strings"

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

// Matter is what is handed over of a list that lacks something or is late, of the
// section that its register says. One that is done, or whose time is still to
// come, is not handed over.
func (l Lists[R]) Matter(h store.Moment, name string, d data.StepDay) (item data.HandoverItem, open bool) {
	last, state := d.Last(), d.State(h.Now)
	item = data.HandoverItem{Args: []string{name}, Amiss: state == data.StepsLate}
	switch {
	case state == data.StepsDone:
		return item, false
	case last != nil:
		item.Key, item.Who = l.Words+".hand.part", last.By
		item.Args = append(item.Args, h.Clock(last.At), strings.Join(last.Missing(), "、"))
	case state == data.StepsLate:
		item.Key, item.Due = l.Words+".hand.late", d.Due
		item.Args = append(item.Args, h.Clock(d.Due))
	}
	return item, item.Key != ""
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
