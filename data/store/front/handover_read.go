package front

import (
	"context"
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

// draftHandover says what can be said of a shift before it is sealed: since
// when it lasts, who was there and what they did.
func draftHandover(ctx context.Context, q store.Asker, scope store.AsOf) (data.Handover, error) {
	h := data.Handover{Day: scope.Day}
	last, err := lastSealed(ctx, q)
	if err != nil {
		return h, err
	}
	h.Since = last.SealedAt
	if last.ID == "" {
		h.Since, _ = scope.Settings.Calendar.Bounds(scope.Day)
	}
	counts, err := store.Count(ctx, q, store.RecordedSince(last.SealedSeq, scope))
	if err != nil {
		return h, err
	}
	h.Figures = counts.Figures()
	present := data.OnDutyIn{From: h.Since, To: scope.Now}
	err = store.Query(ctx, q, &present)
	h.OnDuty = present.Names
	return h, err
}

// lastSealed gives the handover sealed last, an empty one where there is none.
func lastSealed(ctx context.Context, q store.Querier) (data.Handover, error) {
	h, err := store.One[data.Handover](ctx, q, `SELECT * FROM handover ORDER BY sealed_seq DESC LIMIT 1`)
	if data.CodeOf(err) == data.NotFound {
		return data.Handover{}, nil
	}
	return h, err
}

// handoverMatters are what somebody wrote for the next shift, and the handover
// that waits to be accepted.
func handoverMatters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	notes, err := readNotes(ctx, q, true)
	if err != nil {
		return nil, err
	}
	var list []data.Matter
	for _, n := range notes {
		m := data.Matter{
			Section: n.Kind + "s", Ref: data.HandoverRef(n.ID), Since: n.At, Who: n.By, Detail: n.Text,
			Key: "handover.hand." + n.Kind, Args: []string{h.Clock(n.At)},
		}
		if n.Kind == "instruction" {
			m.Todo = &data.Todo{Lead: data.Wording("handover.today.instruction"), Title: data.Beside(n.Text), Sub: data.Beside(n.By, n.At)}
		}
		list = append(list, m)
	}
	waiting, err := store.All[data.Handover](ctx, q, `SELECT * FROM handover WHERE state = 'sealed'`)
	for _, w := range waiting {
		list = append(list, data.Matter{Ref: data.HandoverRef(w.ID), Since: w.SealedAt, Who: w.Outgoing, Tone: data.ToneFresh, Todo: &data.Todo{
			Lead: data.Wording("handover.today.lead"), Title: data.Wording("handover.today.sealed", w.Outgoing), Sub: data.Beside(w.SealedAt),
			Badge: data.Wording("handover.today.toAccept"), When: w.SealedAt,
		}})
	}
	return list, err
}

func readNotes(ctx context.Context, q store.Querier, waiting bool) ([]data.HandoverNote, error) {
	query := `SELECT * FROM handover_note ORDER BY at, id`
	if waiting {
		query = `SELECT * FROM handover_note WHERE handover = '' ORDER BY at, id`
	}
	return store.All[data.HandoverNote](ctx, q, query)
}

// HandoverDraft compiles what would be handed over now.
func (b FrontReader) HandoverDraft(ctx context.Context, shift string) (data.Handover, []data.HandoverItem, error) {
	scope, err := b.scopeAt(ctx, b.book.Now())
	if err != nil {
		return data.Handover{}, nil, err
	}
	h, err := draftHandover(ctx, b.book, scope)
	if err != nil {
		return h, nil, err
	}
	h.Shift = shift
	items, err := store.HandedOver(ctx, b.book, scope)
	return h, items, err
}

func (b FrontReader) scopeAt(ctx context.Context, at data.Time) (store.AsOf, error) {
	s, err := b.book.Settings(ctx)
	return store.At(at, s), err
}

// Handovers lists the handovers that were sealed or accepted on the days, the
// newest first: the night's belongs to its evening and to the next morning.
func (b FrontReader) Handovers(ctx context.Context, from, to data.Day) ([]data.Handover, error) {
	set, err := b.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	start, _ := set.Calendar.Bounds(from)
	_, end := set.Calendar.Bounds(to)
	return store.All[data.Handover](ctx, b.book, `SELECT * FROM handover WHERE day >= ? AND day <= ? OR locked_at >= ? AND locked_at < ? ORDER BY sealed_seq DESC`,
		string(from), string(to), int64(start), int64(end))
}

// Handover gives one handover with its items and corrections, and whether it says what
// was sealed.
func (b FrontReader) Handover(ctx context.Context, id data.ID) (data.HandoverView, error) {
	var v data.HandoverView
	var err error
	if v.Handover, err = store.One[data.Handover](ctx, b.book, `SELECT * FROM handover WHERE id = ?`, string(id)); err != nil {
		return v, err
	}
	if err = b.prove(ctx, &v); err != nil {
		return v, err
	}
	if v.Items, err = b.HandoverItems(ctx, id); err != nil {
		return v, err
	}
	v.Corrections, err = store.All[data.HandoverCorrection](ctx, b.book, `SELECT * FROM handover_correction WHERE handover = ? ORDER BY at, id`, string(id))
	return v, err
}

// HandoverItems lists what a handover hands over, in its order.
func (b FrontReader) HandoverItems(ctx context.Context, handover data.ID) ([]data.HandoverItem, error) {
	return store.All[data.HandoverItem](ctx, b.book, `SELECT * FROM handover_item WHERE handover = ? ORDER BY sort, id`, string(handover))
}

// OpenHandover gives the handover that stands sealed and waits to be accepted,
// or nil.
func (b FrontReader) OpenHandover(ctx context.Context) (*data.HandoverView, error) {
	id, err := store.Value[string](ctx, b.book, `SELECT id FROM handover WHERE state = 'sealed'`)
	if err != nil || id == "" {
		return nil, err
	}
	v, err := b.Handover(ctx, data.ID(id))
	return &v, err
}

// HandoverNotes lists the notes for the next shift, or only those that wait for
// the next handover.
func (b FrontReader) HandoverNotes(ctx context.Context, waiting bool) ([]data.HandoverNote, error) {
	return readNotes(ctx, b.book, waiting)
}

// HandoverChanges lists what has changed since a handover was sealed
// (封存后变动). Time alone changes nothing: the registers are asked as of the
// moment of the seal.
func (b FrontReader) HandoverChanges(ctx context.Context, id data.ID) ([]data.HandoverDrift, error) {
	v, err := b.Handover(ctx, id)
	if err != nil {
		return nil, err
	}
	scope, err := b.scopeAt(ctx, v.SealedAt)
	if err != nil {
		return nil, err
	}
	live, err := store.HandedOver(ctx, b.book, scope)
	if err != nil {
		return nil, err
	}
	sealed := slices.DeleteFunc(v.Items, func(i data.HandoverItem) bool {
		return i.Section == "money" || i.Section == "instructions" || i.Section == "remarks" // these don't change: they are taken along
	})
	return data.HandoverDrifts(sealed, live), nil
}
