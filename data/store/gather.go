package store

import (
	"context"
	"time"

	"yingbin/data"
)

// This file asks all registers what is open, what happened and what they counted.

// AsOf is what a source of open matters may look at.
type AsOf struct {
	Now      data.Time
	Day      data.Day
	Settings data.Settings
}

// At is a moment under the office's settings.
func At(now data.Time, s data.Settings) AsOf {
	return AsOf{Now: now, Day: s.Calendar.Day(now), Settings: s}
}

// Clock gives a moment in words: with its date when it is not of the Moment's day.
func (h AsOf) Clock(t data.Time) string {
	c := h.Settings.Calendar
	if c.Day(t) == h.Day {
		return c.Clock(t)
	}
	return c.Stamp(t)
}

// DayEnd is the last moment of a business day.
func (h AsOf) DayEnd(d data.Day) data.Time {
	_, to := h.Settings.Calendar.Bounds(d)
	return to
}

// Since is how long ago a moment is, in whole minutes.
func (h AsOf) Since(t data.Time) time.Duration { return max(0, h.Now.Sub(t).Truncate(time.Minute)) }

// Until is how long it is until a moment, in whole minutes, rounded up.
func (h AsOf) Until(t data.Time) time.Duration {
	return max(0, (t.Sub(h.Now) + time.Minute - 1).Truncate(time.Minute))
}

// source is where matters come from.
type source struct {
	register string
	matters  func(ctx context.Context, q Querier, m AsOf) ([]data.Matter, error)
}

// OpenMatters asks every register what is open, in the order of the catalogue.
func OpenMatters(ctx context.Context, q Asker, m AsOf) ([]data.Matter, error) {
	var all []data.Matter
	for _, s := range q.of().matters {
		more, err := s.matters(ctx, q, m)
		if err != nil {
			return nil, err
		}
		for i := range more {
			more[i].Register = s.register
		}
		all = append(all, more...)
	}
	return all, nil
}

// Matters lists what a viewer has to do, the longest due first.
func (b *Book) Matters(ctx context.Context, now data.Time, v data.Viewer) ([]data.Matter, error) {
	s, err := b.Settings(ctx)
	if err != nil {
		return nil, err
	}
	all, err := OpenMatters(ctx, b, At(now, s))
	return data.ToDo(all, v), err
}

// HandedOver asks every register what it hands over, in the order of the
// handover's sections.
func HandedOver(ctx context.Context, q Asker, m AsOf) ([]data.HandoverItem, error) {
	all, err := OpenMatters(ctx, q, m)
	return data.HandOver(all), err
}

// Told asks every register what it tells the duty record of a day.
func (b *Book) Told(ctx context.Context, t *data.DutyRecord) error {
	for _, tell := range b.tells {
		if err := tell(ctx, b, t); err != nil {
			return err
		}
	}
	return nil
}

// Count asks every register for its figures of a span.
func Count(ctx context.Context, q Asker, s Span) (data.Counts, error) {
	counts := data.Counts{}
	for _, figures := range q.of().figures {
		list, err := figures(ctx, q, s)
		if err != nil {
			return nil, err
		}
		counts.Add(list...)
	}
	return counts, nil
}

// Figures counts a business day, as it stands at a moment.
func (b *Book) Figures(ctx context.Context, now data.Time, day data.Day) (data.Counts, error) {
	s, err := b.Settings(ctx)
	if err != nil {
		return nil, err
	}
	return Count(ctx, b, DaySpan(day, At(now, s)))
}
