package store

import (
	"context"

	"yingbin/data"
)

// DutyEntries gives the duty record of a day: what was typed and what the other
// registers tell, in one list by time.
func (b *Book) DutyEntries(ctx context.Context, day data.Day) ([]data.DutyEntry, error) {
	entries, err := all[data.DutyEntry](ctx, b, `SELECT * FROM duty_entry WHERE day = ? ORDER BY at, seq`, string(day))
	if err != nil {
		return nil, err
	}
	s, err := b.dutySources(ctx, day)
	if err != nil {
		return nil, err
	}
	entries = append(entries, s.Lines()...)
	data.SortDuty(entries)
	return entries, nil
}

// gather reads rows into *list unless something failed before.
func gather[T any](ctx context.Context, q querier, err *error, list *[]T, query string, args ...any) {
	if *err == nil {
		*list, *err = all[T](ctx, q, query, args...)
	}
}

func (b *Book) dutySources(ctx context.Context, day data.Day) (data.DutySources, error) {
	set, err := b.Settings(ctx)
	if err != nil {
		return data.DutySources{}, err
	}
	from, to := set.Calendar.Bounds(day)
	s := data.DutySources{
		Day: day, Calendar: set.Calendar, Now: b.Now(), Break: set.LongestBreak(),
		Staff: map[data.ID]string{}, Places: map[data.ID]string{}, Items: map[data.ID]data.Item{},
	}
	gather(ctx, b, &err, &s.Posts, `SELECT * FROM post WHERE day = ? ORDER BY since, id`, string(day))
	gather(ctx, b, &err, &s.Absences, `SELECT * FROM absence WHERE day = ? ORDER BY since, id`, string(day))
	gather(ctx, b, &err, &s.Visits, `SELECT * FROM visit WHERE day = ? ORDER BY arrived, number`, string(day))
	gather(ctx, b, &err, &s.Refusals, `SELECT * FROM refusal WHERE day = ? ORDER BY at, number`, string(day))
	gather(ctx, b, &err, &s.Moves, `SELECT * FROM booking_move WHERE at >= ? AND at < ? ORDER BY at, seq`, int64(from), int64(to))
	gather(ctx, b, &err, &s.Notices, `SELECT * FROM notice WHERE at >= ? AND at < ? ORDER BY at, seq`, int64(from), int64(to))
	gather(ctx, b, &err, &s.Bookings, `SELECT * FROM booking WHERE taken >= ? AND taken < ? ORDER BY taken, number`, int64(from), int64(to))
	gather(ctx, b, &err, &s.Handovers, `SELECT * FROM handover WHERE sealed_at >= ? AND sealed_at < ? OR locked_at >= ? AND locked_at < ? ORDER BY sealed_at`,
		int64(from), int64(to), int64(from), int64(to))
	gather(ctx, b, &err, &s.Notes, `SELECT * FROM handover_note WHERE at >= ? AND at < ? ORDER BY at, seq`, int64(from), int64(to))
	if err != nil {
		return s, err
	}
	if s.Lendings, err = readLendings(ctx, b, data.LendingFilter{From: from, To: to}); err != nil {
		return s, err
	}
	if err := b.olderBookings(ctx, &s, from, to); err != nil {
		return s, err
	}
	if err := b.dutySwaps(ctx, &s, from, to); err != nil {
		return s, err
	}
	return s, b.dutyNames(ctx, &s)
}

// olderBookings adds the bookings taken on earlier days that were moved or
// cancelled on this one.
func (b *Book) olderBookings(ctx context.Context, s *data.DutySources, from, to data.Time) error {
	older, err := all[data.Booking](ctx, b, `SELECT * FROM booking WHERE taken < ? AND id IN (SELECT id FROM booking WHERE cancel_at <> 0 AND cancel_at >= ? AND cancel_at < ?
		UNION SELECT booking FROM booking_move WHERE at >= ? AND at < ?) ORDER BY taken, number`,
		int64(from), int64(from), int64(to), int64(from), int64(to))
	s.Bookings = append(s.Bookings, older...)
	return err
}

// dutySwaps reads from the journal who took over the desk: signing on leaves no
// row.
func (b *Book) dutySwaps(ctx context.Context, s *data.DutySources, from, to data.Time) error {
	rows, err := all[journalRow](ctx, b, `SELECT * FROM journal WHERE at >= ? AND at < ? AND kind = 'SignOn' ORDER BY seq`, int64(from), int64(to))
	for _, r := range rows {
		line, err := data.ParseLine([]byte(r.Body))
		if err != nil {
			return err
		}
		c, err := data.Envelope{Kind: line.Kind, Version: line.Version, Command: line.Command}.Open()
		if err != nil {
			return err
		}
		if on, ok := c.(*data.SignOn); ok && on.Swap {
			s.Swaps = append(s.Swaps, data.Swap{ID: r.ID, Staff: r.Staff, At: r.At})
		}
	}
	return err
}

func (b *Book) dutyNames(ctx context.Context, s *data.DutySources) error {
	type named struct {
		ID   data.ID
		Name string
	}
	var staff, places []named
	var err error
	gather(ctx, b, &err, &staff, `SELECT id, name FROM staff`)
	gather(ctx, b, &err, &places, `SELECT id, name FROM area UNION ALL SELECT id, name FROM tables UNION ALL SELECT id, name FROM court`)
	for _, n := range staff {
		s.Staff[n.ID] = n.Name
	}
	for _, n := range places {
		s.Places[n.ID] = n.Name
	}
	if err != nil {
		return err
	}
	items, err := readItems(ctx, b)
	for _, i := range items {
		s.Items[i.ID] = i
	}
	return err
}
