package front

import (
	"context"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
)

// nth counts the visits of v's visitor up to v.
const nth = `(SELECT count(*) FROM visit e WHERE e.visitor = v.visitor AND (e.arrived < v.arrived OR e.arrived = v.arrived AND e.id <= v.id))`

// Visits lists visits, the earliest first.
func (b FrontReader) Visits(ctx context.Context, f data.VisitFilter) ([]data.VisitView, error) {
	return readVisits(ctx, b.book, f)
}

func readVisits(ctx context.Context, q store.Querier, f data.VisitFilter) ([]data.VisitView, error) {
	var terms []string
	var args []any
	term := func(t string, a any) { terms, args = append(terms, t), append(args, a) }
	if f.ID != "" {
		term(`v.id = ?`, string(f.ID))
	}
	if f.Visitor != "" {
		term(`v.visitor = ?`, string(f.Visitor))
	}
	if f.From != "" {
		term(`v.day >= ?`, string(f.From))
	}
	if f.To != "" {
		term(`v.day <= ?`, string(f.To))
	}
	if f.OpenOnly {
		terms = append(terms, `v.left_at = 0`)
	}
	query := `SELECT v.*, p.phone AS phone, p.forgotten AS forgotten, ` + nth + ` AS times FROM visit v JOIN visitor p ON p.id = v.visitor`
	if len(terms) > 0 {
		query += ` WHERE ` + strings.Join(terms, ` AND `)
	}
	return store.All[data.VisitView](ctx, q, query+` ORDER BY v.arrived, v.number`, args...)
}

// Refusals lists who was turned away on business days from to to, both
// included.
func (b FrontReader) Refusals(ctx context.Context, from, to data.Day) ([]data.Refusal, error) {
	return store.All[data.Refusal](ctx, b.book, `SELECT * FROM refusal WHERE day >= ? AND day <= ? ORDER BY at, number`, string(from), string(to))
}

// placeNames gives the names of areas, tables and courts.
func placeNames(ctx context.Context, q store.Querier) (map[data.ID]string, error) {
	type row struct {
		ID   data.ID
		Name string
	}
	list, err := store.All[row](ctx, q, `SELECT id, name FROM area UNION ALL SELECT id, name FROM court UNION ALL SELECT id, name FROM tables`)
	names := make(map[data.ID]string, len(list))
	for _, r := range list {
		names[r.ID] = r.Name
	}
	return names, err
}

// Visitor reads a visitor by an id they are or were known by.
func (b FrontReader) Visitor(ctx context.Context, id data.ID) (data.Visitor, error) {
	for {
		v, err := store.One[data.Visitor](ctx, b.book, `SELECT * FROM visitor WHERE id = ?`, string(id))
		if err != nil || v.SameAs == "" {
			return v, err
		}
		id = v.SameAs
	}
}
