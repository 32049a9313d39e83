package front

import (
	"cmp"
	"context"
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

const sightingQuery = `SELECT s.*, coalesce(t.name, '') AS table_name, coalesce(p.name, '') AS by_name, coalesce(d.name, '') AS done_name
	FROM sighting s LEFT JOIN tables t ON t.id = s.table_id LEFT JOIN staff p ON p.id = s.by LEFT JOIN staff d ON d.id = s.done_by`

// partyQuery reads seatings with who sits there as the visit says it now.
const partyQuery = `SELECT g.*, coalesce(v.visitor, '') AS visitor, coalesce(v.title, '') AS title, coalesce(v.purpose, '') AS purpose, coalesce(c.name, '') AS consultant, coalesce(v.vip, 0) AS vip,
		CASE WHEN g.visit <> '' THEN coalesce(v.name, '') ELSE g.guest END AS guest,
		CASE WHEN g.visit <> '' THEN coalesce(v.adults + v.children, g.people) ELSE g.people END AS people
	FROM seating g LEFT JOIN visit v ON v.id = g.visit LEFT JOIN staff c ON c.id = v.consultant`

// Floor gives the service area as it is now, its tables in the order of the
// route.
func (b FrontReader) Floor(ctx context.Context) (data.FloorPlan, error) {
	var f data.FloorPlan
	s, err := b.book.Settings(ctx)
	if err != nil {
		return f, err
	}
	type row struct {
		data.Table
		AreaName          string
		X, Y, W, H, Route int
		Held              bool
		HeldNote          string
		HeldAt            data.Time
		HeldBy            data.ID
		Out               string
	}
	rows, err := store.All[row](ctx, b.book, `SELECT t.*, a.name AS area_name, coalesce(p.x, 0) AS x, coalesce(p.y, 0) AS y, coalesce(p.w, 0) AS w, coalesce(p.h, 0) AS h, coalesce(p.route, 0) AS route,
			coalesce(k.held, 0) AS held, coalesce(k.note, '') AS held_note, coalesce(k.at, 0) AS held_at, coalesce(k.by, '') AS held_by, coalesce(r.number, '') AS out
		FROM tables t JOIN area a ON a.id = t.area LEFT JOIN spot p ON p.id = t.id LEFT JOIN held_table k ON k.id = t.id
		LEFT JOIN repair r ON r.thing = t.id AND r.checked_at = 0
		WHERE t.retired = 0 AND a.retired = 0 ORDER BY CASE WHEN coalesce(p.route, 0) = 0 THEN 1 ELSE 0 END, p.route, a.sort, t.sort, t.id`)
	if err != nil {
		return f, err
	}
	at := map[data.ID]int{}
	for i, r := range rows {
		at[r.ID] = i
		t := data.FloorTable{Table: r.Table, AreaName: r.AreaName, Spot: data.Spot{ID: r.ID, X: r.X, Y: r.Y, W: r.W, H: r.H, Route: r.Route}, Out: r.Out}
		t.Hold = data.Hold{ID: r.ID, Held: r.Held, Note: r.HeldNote, At: r.HeldAt, By: r.HeldBy}
		f.Tables = append(f.Tables, t)
	}
	data.FillPlan(f.Tables)
	today := s.Calendar.Day(b.book.Now())
	rounds, err := b.roundsOf(ctx, today)
	if err != nil {
		return f, err
	}
	for _, r := range rounds {
		f.Last = max(f.Last, r.Finished)
		switch {
		case r.Finished != 0:
			f.Walked++
		case r.Started > b.book.Now().Add(-data.RoundLong) && (f.Running == nil || f.Running.Started < r.Started):
			f.Running = &r
		}
	}
	if err := b.seatAll(ctx, &f, at); err != nil {
		return f, err
	}
	open, err := store.All[data.SightingView](ctx, b.book, sightingQuery+` WHERE s.done_at = 0 ORDER BY s.at, s.id`)
	if err != nil {
		return f, err
	}
	for _, o := range open {
		if i, ok := at[o.TableID]; ok {
			f.Tables[i].Open = append(f.Tables[i].Open, o)
		}
	}
	p, err := b.patrolOf(ctx, s, today, rounds)
	f.Next = p.Next
	return f, err
}

// seatAll puts the parties to their tables and tells when each was last seen:
// when it sat down, when its table was seen to, or with the last round.
func (b FrontReader) seatAll(ctx context.Context, f *data.FloorPlan, at map[data.ID]int) error {
	parties, err := store.All[data.Party](ctx, b.book, partyQuery+` WHERE g.cleared_at = 0 ORDER BY g.since, g.id`)
	if err != nil {
		return err
	}
	first := data.Day("9999")
	for _, p := range parties {
		if p.LeftAt == 0 {
			first = min(first, p.Day)
		}
	}
	type seen struct {
		TableID, Seating data.ID
		What             string
		At               data.Time
	}
	sightings, err := store.All[seen](ctx, b.book, `SELECT table_id, seating, what, max(at) AS at FROM sighting WHERE day >= ? GROUP BY table_id, seating, what`, string(first))
	if err != nil {
		return err
	}
	for _, p := range parties {
		i, ok := at[p.TableID]
		if !ok {
			continue
		}
		if p.LeftAt != 0 {
			f.Tables[i].ToClear = append(f.Tables[i].ToClear, p)
			continue
		}
		p.SeenAt = max(p.Since, f.Last)
		for _, s := range sightings {
			if s.At < p.Since || s.TableID != p.TableID && s.Seating != p.ID {
				continue
			}
			p.SeenAt = max(p.SeenAt, s.At)
			if s.What == "greeted" && s.Seating == p.ID {
				p.GreetedAt = s.At
			}
		}
		f.Tables[i].Parties = append(f.Tables[i].Parties, p)
	}
	return nil
}

func (b FrontReader) roundsOf(ctx context.Context, day data.Day) ([]data.Round, error) {
	return store.All[data.Round](ctx, b.book, `SELECT * FROM patrol WHERE day = ? ORDER BY started, number`, string(day))
}

func (b FrontReader) patrolOf(ctx context.Context, s data.Settings, day data.Day, rounds []data.Round) (data.Patrol, error) {
	type row struct{ Since, LeftAt data.Time }
	rows, err := store.All[row](ctx, b.book, `SELECT since, left_at FROM seating WHERE day = ? ORDER BY since`, string(day))
	if err != nil {
		return data.Patrol{}, err
	}
	stays := make([]data.Stay, len(rows))
	for i, r := range rows {
		stays[i] = data.Stay{From: r.Since, To: r.LeftAt}
	}
	return data.PatrolOf(rounds, stays, s.Calendar.At(day, s.Opens), s.Calendar.At(day, s.Closes), b.book.Now()), nil
}

// Rounds sets the rounds of a business day against those that were due, each
// with what was found since the one before.
func (b FrontReader) Rounds(ctx context.Context, day data.Day) (data.Patrol, error) {
	s, err := b.book.Settings(ctx)
	if err != nil {
		return data.Patrol{}, err
	}
	rounds, err := b.roundsOf(ctx, day)
	if err != nil {
		return data.Patrol{}, err
	}
	p, err := b.patrolOf(ctx, s, day, rounds)
	if err != nil {
		return p, err
	}
	found, err := b.Sightings(ctx, day)
	for _, s := range found {
		if i := slices.IndexFunc(p.Rounds, func(r data.RoundDue) bool { return r.Finished >= s.At }); i >= 0 {
			p.Rounds[i].Found = append(p.Rounds[i].Found, s)
		}
	}
	return p, err
}

// Sightings lists what was found at the tables on a business day, in the order
// of time. That a table was seen, greeted or served is no finding.
func (b FrontReader) Sightings(ctx context.Context, day data.Day) ([]data.SightingView, error) {
	list, err := store.All[data.SightingView](ctx, b.book, sightingQuery+` WHERE s.day = ? ORDER BY s.at, s.id`, string(day))
	list = slices.DeleteFunc(list, func(s data.SightingView) bool { return !slices.Contains(data.Exceptions, s.What) })
	slices.SortStableFunc(list, func(a, b data.SightingView) int { return cmp.Compare(a.At, b.At) })
	return list, err
}
