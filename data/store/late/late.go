package late

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
)

// Register is what this register is to the engine.
var Register = store.Register{
	Of: data.Late,
	Decide: map[string]store.Decider{
		"KeepLate": store.Decides(keepLate),
		"TakeLate": store.Decides(takeLate),
		"DropLate": store.Decides(dropLate),
	},
	Describe: map[string]store.Describer{
		"KeepLate": store.Describes(func(_ *store.Naming, c *data.KeepLate) []any {
			return []any{data.Wording(data.KindWord(c.What)), c.Maker}
		}),
		"TakeLate": store.Describes(func(n *store.Naming, c *data.TakeLate) []any { return kept(n, c.Act) }),
		"DropLate": store.Describes(func(n *store.Naming, c *data.DropLate) []any { return append(kept(n, c.Act), c.Why) }),
	},
	ForgetBlockers: []store.ForgetBlocker{{Rank: 5, Key: "late.stillOpen", Query: `SELECT visitor FROM late_act WHERE visitor <> '' AND state = 'open'`}},
	Matters:        matters,
	DutyLines:      tellLate,
}

// kept says which act something is said of.
func kept(n *store.Naming, id data.ID) []any {
	a := store.Row[data.LateAct](n, "late_act", id)
	if a.ID == "" {
		return nil
	}
	return []any{data.Wording(data.KindWord(a.Kind)), a.Maker, a.At}
}

func keepLate(tx *store.Tx, c *data.KeepLate) error {
	return tx.Insert("late_act", data.LateAct{
		ID: c.Act, Kind: c.What, Version: c.Version, Body: c.Body, Visitor: c.Visitor, Maker: c.Maker, Device: c.From,
		At: c.Given, Kept: tx.At(), Fault: c.Fault, State: data.LateOpen,
	})
}

// open reads an act that nobody has settled yet.
func open(tx *store.Tx, id data.ID) (data.LateAct, error) {
	a, err := store.Get[data.LateAct](tx, "late_act", string(id))
	if err != nil {
		return a, store.MissingAt(err, "act")
	}
	tx.About(a.Visitor)
	if a.State == data.LateOpen {
		return a, nil
	}
	who, err := store.Get[data.Staff](tx, "staff", string(a.By))
	return a, store.Either(err, data.Fault(data.Stale, "late.settled", who.Name, tx.Shown(a.Settled)).At("act").Moot())
}

// takeLate does the act in the supervisor's name. Where it still can't be done the
// answer says why, and it stays open.
func takeLate(tx *store.Tx, c *data.TakeLate) error {
	a, err := open(tx, c.Act)
	if err != nil {
		return err
	}
	if a.Body == "" {
		return data.Fault(data.Conflict, "late.blank").At("act")
	}
	if err := tx.InStead(a.Envelope(), a.At); err != nil {
		return err
	}
	tx.About(a.Visitor)
	return settle(tx, a.ID, data.LateTaken, "")
}

func dropLate(tx *store.Tx, c *data.DropLate) error {
	a, err := open(tx, c.Act)
	if err != nil {
		return err
	}
	return settle(tx, a.ID, data.LateRefused, c.Why)
}

func settle(tx *store.Tx, id data.ID, state, why string) error {
	return tx.Update("late_act", store.Cols{"state": state, "by": tx.Staff().ID, "settled": tx.Now(), "why": why}, string(id))
}

// LateActs lists what waits for a supervisor, the oldest first, each with what it is
// about.
func (b LateReader) LateActs(ctx context.Context) ([]data.LateView, error) {
	list, err := store.All[data.LateView](ctx, b.book, `SELECT * FROM late_act WHERE state = 'open' ORDER BY at, id`)
	for i := range list {
		c, bad := list[i].Envelope().Open()
		if bad != nil {
			continue // its contents were forgotten, or are not here
		}
		if list[i].About, err = b.book.About(ctx, c); err != nil {
			return nil, err
		}
	}
	return list, err
}

// matters are the acts that wait for a supervisor.
func matters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	open, err := store.All[data.LateAct](ctx, q, `SELECT * FROM late_act WHERE state = 'open' ORDER BY at, id`)
	list := make([]data.Matter, len(open))
	for i, a := range open {
		what := data.Wording(data.KindWord(a.Kind))
		list[i] = data.Matter{
			Ref: data.LateRef(a.ID), For: data.For{Role: data.Supervisor}, Since: a.Kept, Visitor: a.Visitor, Who: a.Maker, Tone: data.ToneSoon,
			Todo: &data.Todo{
				Lead: data.Wording("late.title"), Title: what, Sub: data.Wording("late.todo", a.Maker, a.At),
				Badge: data.Wording("late.badge"), When: a.Kept,
			},
		}
	}
	return list, err
}

// tellLate tells the duty record what became of late acts.
func tellLate(ctx context.Context, q store.Querier, t *data.DutyRecord) error {
	from, to := t.Bounds()
	list, err := store.All[data.LateAct](ctx, q, `SELECT * FROM late_act WHERE settled <> 0 AND settled >= ? AND settled < ? ORDER BY settled, id`, int64(from), int64(to))
	for _, a := range list {
		key := "late.line.taken"
		if a.State == data.LateRefused {
			key = "late.line.refused"
		}
		t.Add("late", a.ID, a.Settled, "other", a.By, key, t.Staff[a.Maker], t.Calendar.Clock(a.At))
	}
	return err
}
