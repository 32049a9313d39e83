package duty

import (
	"context"
	"slices"
	"time"

	"yingbin/data"
	"yingbin/data/store"
)

// matters are the breaks and absences that last.
func matters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	away, err := store.All[data.Absence](ctx, q, `SELECT * FROM absence WHERE until = 0 ORDER BY since, id`)
	var list []data.Matter
	for _, a := range away {
		m := data.Matter{
			Section: "absences", Ref: data.DutyRef(a.ID), Since: a.Since, Who: a.Staff, Detail: a.Note, Amiss: a.TooLong(h.Settings.LongestBreak(), h.Now),
			Key: "handover.hand.away", Args: []string{a.Kind, h.Clock(a.Since)},
		}
		if a.Day == h.Day {
			m.Todo, m.Tone = gone(a, h)
		}
		list = append(list, m)
	}
	return list, err
}

// gone says how long somebody has been away, and who stands in.
func gone(a data.Absence, h store.AsOf) (*data.Todo, data.Tone) {
	most, length := h.Settings.LongestBreak(), h.Since(a.Since)
	t := &data.Todo{
		Lead: data.Wording("duty.kind." + a.Kind), Title: data.Wording("duty.today.gone", a.Staff, length), Badge: data.Beside(length),
		When: a.Since.Add(most),
	}
	if a.StandIn != "" {
		t.Sub = data.Wording("duty.today.standsIn", a.StandIn)
	}
	switch {
	case a.Kind != "break":
		return t, data.ToneSoon
	case a.TooLong(most, h.Now):
		t.Badge = data.Wording("duty.today.over", length-most.Truncate(time.Minute))
		return t, data.ToneLate
	}
	t.Badge = data.Wording("duty.today.within", h.Settings.BreakMinutes)
	return t, data.ToneGood
}

// figures counts the calls that were noted.
func figures(ctx context.Context, q store.Querier, s store.Span) ([]data.Figure, error) {
	calls, err := store.Rows(ctx, q, s, "duty_entry", "NoteDuty", `SELECT id, at, 0 AS people FROM duty_entry WHERE kind = 'call' AND at >= ? AND at < ?`)
	return []data.Figure{{Name: data.FigureCalls, N: len(calls)}}, err
}

// nameOnDuty names who was on post at any time of a span. A post ends with its day,
// so none that began a whole day before is still held.
func nameOnDuty(ctx context.Context, q store.Querier, r *data.OnDutyIn) error {
	type row struct{ Name string }
	rows, err := store.All[row](ctx, q, `SELECT s.name AS name FROM post p JOIN staff s ON s.id = p.staff
		WHERE p.since >= ? AND p.since <= ? AND (p.until = 0 OR p.until > ?) ORDER BY p.since, p.id`, int64(r.From.Add(-24*time.Hour)), int64(r.To), int64(r.From))
	for _, p := range rows {
		if !slices.Contains(r.Names, p.Name) {
			r.Names = append(r.Names, p.Name)
		}
	}
	return err
}
