package steps

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
)

// Lots says in which order the lots of a register go and where it keeps their
// ticks.
type Lots struct {
	Words string // with which the words of the register's lots begin
	Order data.StepOrder
	Table string // of its lots
	Ticks string // the table of its ticks
	Lot   string // the column in which a tick names its lot
}

// Wants refuses a step that a lot does not want now, at the field step: it is
// through (stale), somebody did the step already (stale), or another comes first
// (conflict).
func (l Lots) Wants(tx *store.Tx, lot data.StepLot, step string) error {
	switch next := l.Order.Next(lot); {
	case next == "":
		return data.Fault(data.Stale, l.Words+".finished", tx.Shown(lot.Done)).At("step")
	case step == lot.Step:
		return l.already(tx, lot)
	case step != next:
		return data.Fault(data.Conflict, l.Words+".order", next).At("step")
	}
	return nil
}

// already says who did the step.
func (l Lots) already(tx *store.Tx, lot data.StepLot) error {
	who, err := nameOf(tx, lot.By)
	if err != nil {
		return err
	}
	return data.Fault(data.Stale, l.Words+".already", lot.Step, who, tx.Shown(lot.At)).At("step")
}

// Tick gives the next tick of a lot: a step, how many go on, and whether it is
// sent back. Never before the step before it, whatever the clock says.
func (l Lots) Tick(tx *store.Tx, lot data.StepLot, step string, qty int, failed bool) (data.StepTick, error) {
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT max(n) FROM "`+l.Ticks+`" WHERE "`+l.Lot+`" = ?`, string(lot.ID))
	return data.StepTick{N: int(n) + 1, Step: step, At: max(tx.At(), lot.At), By: tx.Staff().ID, Qty: qty, Failed: failed}, err
}

// ReadLots reads the lots that began on a business day and those still on their way,
// the oldest first, and the ticks of each.
func ReadLots[L any, T data.TickRow](ctx context.Context, q store.Querier, l Lots, day data.Day) (lots []L, ticks map[data.ID][]T, err error) {
	which := `(SELECT id FROM "` + l.Table + `" WHERE done = 0 UNION SELECT id FROM "` + l.Table + `" WHERE day = ?)`
	lots, err = store.All[L](ctx, q, `SELECT * FROM "`+l.Table+`" WHERE id IN `+which+` ORDER BY started, id`, string(day))
	if err != nil || len(lots) == 0 {
		return lots, nil, err
	}
	all, err := store.All[T](ctx, q, `SELECT * FROM "`+l.Ticks+`" WHERE "`+l.Lot+`" IN `+which+` ORDER BY "`+l.Lot+`", n`, string(day))
	ticks = map[data.ID][]T{}
	for _, t := range all {
		ticks[t.Of()] = append(ticks[t.Of()], t)
	}
	return lots, ticks, err
}
