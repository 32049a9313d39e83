package front

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"yingbin/data"
	"yingbin/data/store"
)

// Orders lists orders with their lines, the oldest first.
func (b FrontReader) Orders(ctx context.Context, f data.OrderFilter) ([]data.OrderView, error) {
	return readOrders(ctx, b.book, f)
}

// stillOpen says of an order o that the bar still has to do something about it;
// inQueue also that a line of it was voided and nobody at the bar has said so
// yet. Each part has its small index.
const (
	stillOpen = `o.id IN (SELECT "order" FROM order_line WHERE state IN ('placed', 'making', 'ready'))`
	inQueue   = `o.id IN (SELECT "order" FROM order_line WHERE state IN ('placed', 'making', 'ready')
		UNION SELECT "order" FROM order_line WHERE state = 'void' AND void_seen = 0)`
)

func readOrders(ctx context.Context, q store.Querier, f data.OrderFilter) ([]data.OrderView, error) {
	var terms []string
	var args []any
	term := func(t string, a ...any) { terms, args = append(terms, t), append(args, a...) }
	if f.Open {
		term(stillOpen)
	}
	if f.ID != "" {
		term(`o.id = ?`, string(f.ID))
	}
	if f.Visit != "" {
		term(`o.visit = ? AND o.visit <> ''`, string(f.Visit))
	}
	if f.Place != "" {
		term(`o.place = ?`, string(f.Place))
	}
	if f.By != "" {
		term(`o.by = ?`, string(f.By))
	}
	if f.From != "" {
		term(`o.day >= ?`, string(f.From))
	}
	if f.To != "" {
		term(`o.day <= ?`, string(f.To))
	}
	if f.Since > 0 {
		term(`o.at >= ?`, int64(f.Since))
	}
	return ordersWhere(ctx, q, strings.Join(terms, ` AND `), args...)
}

// ordersWhere reads orders and their lines in two queries. A guest's name is
// that of the visit where there is one.
func ordersWhere(ctx context.Context, q store.Querier, where string, args ...any) ([]data.OrderView, error) {
	if where != "" {
		where = ` WHERE ` + where
	}
	list, err := store.All[data.OrderView](ctx, q, `SELECT o.*, coalesce(t.name, c.name, '') AS place_name, coalesce(ft.name, fc.name, '') AS from_name,
			s.name AS by_name, s.role AS by_role,
			CASE WHEN o.visit <> '' THEN coalesce(v.name, '') ELSE o.guest END AS guest,
			CASE WHEN o.visit <> '' THEN coalesce(v.title, '') ELSE o.title END AS title
		FROM orders o LEFT JOIN tables t ON t.id = o.place LEFT JOIN court c ON c.id = o.place
		LEFT JOIN tables ft ON ft.id = o.moved_from LEFT JOIN court fc ON fc.id = o.moved_from
		LEFT JOIN staff s ON s.id = o.by LEFT JOIN visit v ON v.id = o.visit`+where+` ORDER BY o.at, o.number`, args...)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	lines, err := store.All[data.LineView](ctx, q, `SELECT l.*, d.name AS name, d.kind AS kind, d.serves AS serves, d.tastes AS tastes, d.direct AS direct
		FROM orders o JOIN order_line l ON l."order" = o.id JOIN drink d ON d.id = l.drink`+where+` ORDER BY l."order", l.sort, l.id`, args...)
	if err != nil {
		return nil, err
	}
	at := make(map[data.ID]int, len(list))
	for i, o := range list {
		at[o.ID] = i
	}
	for _, l := range lines {
		if i, ok := at[l.Order]; ok {
			list[i].Lines = append(list[i].Lines, l)
		}
	}
	// One that was taken back between the two queries has no lines.
	return slices.DeleteFunc(list, func(o data.OrderView) bool { return len(o.Lines) == 0 }), nil
}

// Queue gives what stands before the bar now.
func (b FrontReader) Queue(ctx context.Context) (data.Queue, error) {
	var queue data.Queue
	s, err := b.book.Settings(ctx)
	if err != nil {
		return queue, err
	}
	if queue.Cards, err = ordersWhere(ctx, b.book, inQueue); err != nil {
		return queue, err
	}
	queue.ToMake = data.AllToMake(queue.Cards)
	type row struct{ Cups, N, Waited int64 }
	r, err := store.One[row](ctx, b.book, `SELECT coalesce(sum(l.qty), 0) AS cups, coalesce(sum(CASE WHEN l.served_at > o.at THEN 1 ELSE 0 END), 0) AS n,
			coalesce(sum(l.served_at - o.at), 0) AS waited
		FROM orders o JOIN order_line l ON l."order" = o.id WHERE o.day = ? AND l.state = 'served'`, string(s.Calendar.Day(b.book.Now())))
	queue.Cups = int(r.Cups)
	if r.N > 0 {
		queue.Waited = time.Duration(r.Waited/r.N) * time.Millisecond
	}
	return queue, err
}

// Recallable lists the orders of which something was served so lately that it
// can still be called back, the newest first.
func (b FrontReader) Recallable(ctx context.Context) ([]data.OrderView, error) {
	list, err := ordersWhere(ctx, b.book, `o.id IN (SELECT "order" FROM order_line WHERE state = 'served' AND served_at >= ?)`,
		int64(b.book.Now().Add(-data.RecallMinutes*time.Minute)))
	since := b.book.Now().Add(-data.RecallMinutes * time.Minute)
	newest := func(o data.OrderView) (at data.Time) {
		for _, l := range o.Lines {
			at = max(at, l.ServedAt)
		}
		return at
	}
	for i := range list {
		list[i].Lines = slices.DeleteFunc(list[i].Lines, func(l data.LineView) bool { return l.State != data.Served || l.ServedAt < since })
	}
	slices.SortStableFunc(list, func(a, b data.OrderView) int { return cmp.Compare(newest(b), newest(a)) })
	return list, err
}

// LastDrinks lists what a guest drank lately, each drink once as it was wished
// the last time, the newest first.
func (b FrontReader) LastDrinks(ctx context.Context, visitor data.ID) ([]data.LineView, error) {
	if visitor == "" {
		return nil, nil
	}
	list, err := store.All[data.LineView](ctx, b.book, `SELECT l.*, d.name AS name, d.kind AS kind, d.serves AS serves, d.tastes AS tastes, d.direct AS direct
		FROM (SELECT id, at FROM orders WHERE visitor = ? AND visitor <> ''
			UNION SELECT o.id, o.at FROM visit v JOIN orders o ON o.visit = v.id AND o.visit <> '' WHERE v.visitor = ?) AS own
		JOIN order_line l ON l."order" = own.id JOIN drink d ON d.id = l.drink
		WHERE l.state <> 'void' AND d.retired = 0 ORDER BY own.at DESC, l.sort LIMIT 40`, string(visitor), string(visitor))
	seen := map[data.ID]bool{}
	return slices.DeleteFunc(list, func(l data.LineView) bool {
		was := seen[l.Drink]
		seen[l.Drink] = true
		return was
	}), err
}

// BarDay adds a business day of the bar up.
func (b FrontReader) BarDay(ctx context.Context, day data.Day) (data.BarDay, error) {
	s, err := b.book.Settings(ctx)
	if err != nil {
		return data.BarDay{}, err
	}
	list, err := readOrders(ctx, b.book, data.OrderFilter{From: day, To: day})
	return data.DayOf(day, list, s), err
}

// ServingPlaces lists the tables and courts drinks are brought to, with who sits
// there, in the order of the house.
func (b FrontReader) ServingPlaces(ctx context.Context) ([]data.ServingPlace, error) {
	list, err := store.All[data.ServingPlace](ctx, b.book, `SELECT place.id AS id, name, area, court, seats, coalesce(r.number, '') AS out FROM (
			SELECT t.id AS id, t.name AS name, a.name AS area, 0 AS court, t.seats AS seats, a.sort AS s1, t.sort AS s2
			FROM tables t JOIN area a ON a.id = t.area WHERE t.retired = 0 AND a.retired = 0
			UNION ALL SELECT c.id, c.name, n.name, 1, 0, n.sort, c.sort FROM court c JOIN venue n ON n.id = c.venue WHERE c.retired = 0 AND n.retired = 0
		) AS place LEFT JOIN repair r ON r.thing = place.id AND r.checked_at = 0 ORDER BY court, s1, s2, place.id`)
	if err != nil {
		return nil, err
	}
	who, err := sitting(ctx, b.book, b.book.Now(), "")
	at := map[data.ID]int{}
	for i, p := range list {
		at[p.ID] = i
	}
	for _, w := range who {
		if i, ok := at[w.ID]; ok && !list[i].Taken() {
			p := &list[i]
			p.Seating, p.Visit, p.Visitor, p.Guest, p.Title, p.People, p.Since = w.Seating, w.Visit, w.Visitor, w.Guest, w.Title, w.People, max(1, w.Since)
		}
	}
	return list, err
}

// sitting tells who sits at one place, or everywhere: parties at tables, guests
// led to a place, guests on a court they booked. The newest at a place is first.
func sitting(ctx context.Context, q store.Querier, now data.Time, place data.ID) ([]data.ServingPlace, error) {
	moved := map[data.ID]bool{}
	seated, err := store.All[data.ServingPlace](ctx, q, `SELECT g.table_id AS id, g.id AS seating, g.visit AS visit, coalesce(v.visitor, '') AS visitor, g.since AS since,
			CASE WHEN g.visit <> '' THEN coalesce(v.adults + v.children, g.people) ELSE g.people END AS people,
			CASE WHEN g.visit <> '' THEN coalesce(v.name, '') ELSE g.guest END AS guest, coalesce(v.title, '') AS title
		FROM seating g LEFT JOIN visit v ON v.id = g.visit WHERE g.left_at = 0 ORDER BY g.since DESC, g.id`)
	if err != nil {
		return nil, err
	}
	for _, s := range seated {
		moved[s.Visit] = true
	}
	led, err := store.All[data.ServingPlace](ctx, q, `SELECT table_id AS id, id AS visit, visitor, name AS guest, title, adults + children AS people, arrived AS since
		FROM visit WHERE left_at = 0 AND table_id <> '' ORDER BY arrived DESC, id`)
	if err != nil {
		return nil, err
	}
	playing, err := store.All[data.ServingPlace](ctx, q, `SELECT b.court AS id, b.visit AS visit, b.visitor AS visitor, b.name AS guest, b.title AS title, b.people AS people, b.started_at AS since
		FROM booking b WHERE b.status = 'playing' AND b.day >= ? ORDER BY b.started_at DESC, b.id`, string(data.Day(now.Add(-48*time.Hour).Std().Format(time.DateOnly))))
	for _, list := range [][]data.ServingPlace{led, playing} {
		for _, s := range list {
			if s.Visit == "" || !moved[s.Visit] {
				seated = append(seated, s)
			}
		}
	}
	return slices.DeleteFunc(seated, func(s data.ServingPlace) bool { return place != "" && s.ID != place }), err
}
