package store

import (
	"context"
	"time"

	"yingbin/data"
)

// longGap is how long nothing may happen before the clock is doubted: it may as
// well have jumped as the office have been shut.
const longGap = 31 * 24 * time.Hour

// keptAnyway is how many of the newest backups stay whatever their dates.
const keptAnyway = 7

// Forgettable lists visitors who were neither seen nor booked for since a
// moment, have nothing open (see Hold) and are not forgotten yet, the longest gone
// first. The moment is moved back by the time that the clock may only have jumped.
func (b *Book) Forgettable(ctx context.Context, before data.Time, limit int) ([]data.Visitor, error) {
	jumped, err := b.jumped(ctx)
	if err != nil {
		return nil, err
	}
	before = before.Add(-jumped)
	query, args := `SELECT v.* FROM visitor v
		WHERE v.forgotten = 0 AND v.last_seen < ? AND (v.name <> '' OR v.phone <> '')`, []any{int64(before)}
	for _, q := range b.seen {
		query += ` AND NOT EXISTS (SELECT 1 FROM (` + q + `) AS seen WHERE seen.visitor = v.id)`
		args = append(args, int64(before))
	}
	for _, h := range b.holds {
		query += ` AND NOT EXISTS (SELECT 1 FROM (` + h.Query + `) AS held WHERE held.visitor = v.id)`
		args = append(args, h.args(b.now())...)
	}
	return All[data.Visitor](ctx, b, query+` ORDER BY v.last_seen, v.id LIMIT ?`, append(args, limit)...)
}

// jumped is how long the office seems to have seen nobody, in stretches longer than
// longGap, until it has worked for some days since. Only then is it sure that the
// time has passed.
func (b *Book) jumped(ctx context.Context) (time.Duration, error) {
	settings, err := b.Settings(ctx)
	if err != nil {
		return 0, err
	}
	type row struct{ Day data.Day }
	last := settings.Calendar.Day(b.now())
	if b.worked == "" {
		return 0, nil
	}
	days, err := All[row](ctx, b, `SELECT DISTINCT day FROM (`+b.worked+`) AS worked WHERE day <= ? ORDER BY day DESC LIMIT ?`, string(last), backupDays)
	var sum time.Duration
	for _, d := range days {
		if gap := time.Duration(d.Day.DaysUntil(last)) * 24 * time.Hour; gap > longGap {
			sum += gap
		}
		last = d.Day
	}
	return sum, err
}

// ahead reports whether a date lies in the future: the clock stood wrong when it
// was written, or does now.
func (b *Book) ahead(at data.Time) bool { return at.Sub(b.now()) >= stepBack }

// doubted reports whether the clock stands months after the newest backup, which
// at tells, or long before all of them.
func (b *Book) doubted(list []data.Backup) (at data.Time, doubt bool) {
	if len(list) == 0 {
		return 0, false
	}
	newest := list[0]
	return newest.At, newest.Ahead || b.now().Sub(newest.At) > longGap
}

// spent picks the backups that may go from a list, the newest first.
func spent(list []data.Backup, settings data.Settings, now data.Time, days int) (gone []data.Backup) {
	seen := map[data.Day]bool{}
	beyond := false // a gap in which the clock may have jumped
	last := now
	for i, k := range list {
		if k.Ahead {
			break // they come last
		}
		beyond = beyond || last.Sub(k.At) > longGap
		last = k.At
		if !beyond {
			seen[settings.Calendar.Day(k.At)] = true
		}
		enough := len(seen) > days || beyond && len(seen) == days
		old := !beyond && settings.Retention > 0 && now.Sub(k.At) > time.Duration(settings.Retention)*24*time.Hour
		if i >= keptAnyway && (enough || old) {
			gone = append(gone, k)
		}
	}
	return gone
}

// compareBool puts what is not so before what is.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
