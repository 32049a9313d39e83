package store

import (
	"context"
	"math"
	"time"

	"yingbin/data"
)

// Span is what figures are counted of: a business day, or what was recorded since
// a line.
type Span struct {
	AsOf
	From, To data.Time // what happened in [From, To) counts

	recorded bool
	after    int64
}

// DaySpan is a business day, counted at a moment.
func DaySpan(day data.Day, m AsOf) Span {
	from, to := m.Settings.Calendar.Bounds(day)
	m.Day = day
	return Span{AsOf: m, From: from, To: to}
}

// RecordedSince is what was recorded after a line. What happened before it and
// was only recorded after (补录) counts too; therefore the journal's order says
// what is new, not the clock. What was undone has no row any more.
func RecordedSince(seq int64, m AsOf) Span {
	return Span{AsOf: m, To: math.MaxInt64, recorded: true, after: seq}
}

// OfDay reports whether the span is a business day.
func (s Span) OfDay() bool { return !s.recorded }

// Rows counts rows of a table that one kind of command makes. The query gives id,
// at (when it happened) and people of those with at in [?, ?).
func Rows(ctx context.Context, q Querier, s Span, table, kind, query string) ([]CountedRow, error) {
	from, made := s.From, map[data.ID]bool(nil)
	if s.recorded {
		var err error
		if from, made, err = madeSince(ctx, q, s.after, table, kind); err != nil || len(made) == 0 {
			return nil, err
		}
	}
	rows, err := All[CountedRow](ctx, q, query, int64(from), int64(s.To))
	var counted []CountedRow
	for _, r := range rows {
		if !s.recorded || made[r.ID] {
			counted = append(counted, r)
		}
	}
	return counted, err
}

// CountedRow is a row that counts.
type CountedRow struct {
	ID     data.ID
	At     data.Time
	People int
}

// madeSince says which rows of a table the lines of one kind made after a line, and
// since when those may have happened: a thing noted late is of the same day.
func madeSince(ctx context.Context, q Querier, after int64, table, kind string) (data.Time, map[data.ID]bool, error) {
	lines, err := All[JournalRow](ctx, q, `SELECT * FROM journal WHERE seq > ? AND kind IN (?, 'TakeLate') ORDER BY seq`, after, kind)
	if err != nil {
		return 0, nil, err
	}
	earliest, made := data.Time(math.MaxInt64), map[data.ID]bool{}
	for _, l := range lines {
		line, err := data.ParseLine([]byte(l.Body))
		if err != nil {
			return 0, nil, err
		}
		earliest = min(earliest, l.At)
		for _, c := range line.Changes {
			if id, ok := c.Key[0].(string); ok && c.Op == data.Inserted && c.Table == table {
				made[data.ID(id)] = true
			}
		}
	}
	return earliest.Add(-24 * time.Hour), made, nil
}
