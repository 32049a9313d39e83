package duty

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
)

// DutyEntries gives the duty record of a day: what was typed and what the
// registers tell, in one list by time.
func (b DutyReader) DutyEntries(ctx context.Context, day data.Day) ([]data.DutyEntry, error) {
	entries, err := store.All[data.DutyEntry](ctx, b.book, `SELECT * FROM duty_entry WHERE day = ? ORDER BY at, seq`, string(day))
	if err != nil {
		return nil, err
	}
	set, err := b.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	t := &data.DutyRecord{Day: day, Calendar: set.Calendar, Now: b.book.Now(), Break: set.LongestBreak(), Staff: map[data.ID]string{}}
	people, err := b.book.Staff(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		t.Staff[p.ID] = p.Name
	}
	var places data.ListPlaceNames
	if err := store.Query(ctx, b.book, &places); err != nil {
		return nil, err
	}
	t.Places = places.Names
	if err := b.book.Told(ctx, t); err != nil {
		return nil, err
	}
	data.SortDuty(t.Lines)
	entries = append(entries, t.Lines...)
	data.SortDuty(entries)
	return entries, nil
}

// tellDuty tells who came, went, was away and took over the desk; signing on
// leaves no row, so that the journal is asked.
func tellDuty(ctx context.Context, q store.Querier, t *data.DutyRecord) error {
	posts, err := store.All[data.Post](ctx, q, `SELECT * FROM post WHERE day = ? ORDER BY since, id`, string(t.Day))
	if err != nil {
		return err
	}
	for _, p := range posts {
		p.DutyLines(t)
	}
	absences, err := store.All[data.Absence](ctx, q, `SELECT * FROM absence WHERE day = ? ORDER BY since, id`, string(t.Day))
	if err != nil {
		return err
	}
	for _, a := range absences {
		a.DutyLines(t)
	}
	from, to := t.Bounds()
	signed, err := store.Commands[data.SignOn](ctx, q, "SignOn", from, to)
	for _, c := range signed {
		if c.Swap {
			data.Swap{ID: c.ID, Staff: c.Head.Staff, At: c.At}.DutyLines(t)
		}
	}
	return err
}
