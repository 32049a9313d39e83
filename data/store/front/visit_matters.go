package front

import (
	"cmp"
	"context"
	"strconv"

	"yingbin/data"
	"yingbin/data/store"
)

// visitMatters are the guests in the house, and the groups of the day that left
// before anybody gave a name.
func visitMatters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	open, err := readVisits(ctx, q, data.VisitFilter{OpenOnly: true})
	if err != nil {
		return nil, err
	}
	places, err := placeNames(ctx, q)
	if err != nil {
		return nil, err
	}
	gone, err := store.All[data.Visit](ctx, q, `SELECT * FROM visit WHERE day = ? AND pending = 1 AND left_at <> 0 ORDER BY arrived, number`, string(h.Day))
	var list []data.Matter
	for _, v := range open {
		list = append(list, inside(v.Visit, places[cmp.Or(v.TableID, v.Area)], h))
	}
	for _, v := range gone {
		list = append(list, unnamed(data.Matter{Ref: data.VisitRef(v.ID), Visitor: v.Visitor, Since: v.Arrived}, v, places[cmp.Or(v.TableID, v.Area)]))
	}
	return list, err
}

// inside hands over a group in the house, and asks for its name where nobody gave
// one.
func inside(v data.Visit, place string, h store.AsOf) data.Matter {
	m := data.Matter{
		Section: "house", Ref: data.VisitRef(v.ID), Since: v.Arrived, Visitor: v.Visitor, Title: v.Name, Called: v.Title, Key: "visit.hand.inside",
		Args: []string{h.Settings.Calendar.Clock(v.Arrived), strconv.Itoa(v.People())}, Who: v.Consultant, Amiss: v.Day < h.Day,
	}
	if v.Pending {
		m.Key = "visit.hand.pending"
		m = unnamed(m, v, place)
	}
	if place == "" {
		m.Key += "Nowhere"
	} else {
		m.Args = append(m.Args, place)
	}
	return m
}

// unnamed asks for the name of a group that was let in without.
func unnamed(m data.Matter, v data.Visit, place string) data.Matter {
	where := any(place)
	if place == "" {
		where = data.Wording("visit.today.hall")
	}
	m.Tone, m.Todo = data.ToneSoon, &data.Todo{
		Lead: data.Wording("common.name"), Title: data.Beside(data.Wording("common.people", v.People()), where),
		Sub: data.Wording("visit.today.cameAt", v.Arrived), Badge: data.Wording("visit.today.unnamed"), When: v.Arrived,
	}
	return m
}

// visitFigures counts the groups and people that came, were turned away, and are
// in the house.
func visitFigures(ctx context.Context, q store.Querier, s store.Span) ([]data.Figure, error) {
	came, err := store.Rows(ctx, q, s, "visit", "CheckIn", `SELECT id, arrived AS at, adults + children AS people FROM visit WHERE arrived >= ? AND arrived < ?`)
	if err != nil {
		return nil, err
	}
	refused, err := store.Rows(ctx, q, s, "refusal", "TurnAway", `SELECT id, at, 0 AS people FROM refusal WHERE at >= ? AND at < ?`)
	if err != nil {
		return nil, err
	}
	inside, err := store.Value[int64](ctx, q, `SELECT coalesce(sum(adults + children), 0) FROM visit WHERE left_at = 0`)
	people, hours := 0, map[int]int{}
	for _, v := range came {
		people += v.People
		hours[s.Settings.Calendar.Local(v.At).Hour()]++
	}
	return []data.Figure{
		{Name: data.FigureGroups, N: len(came), Hours: hours}, {Name: data.FigurePeople, N: people},
		{Name: data.FigureInside, N: int(inside)}, {Name: data.FigureRefused, N: len(refused)},
	}, err
}
