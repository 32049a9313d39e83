package front

import (
	"context"
	"slices"
	"strconv"
	"time"

	"yingbin/data"
	"yingbin/data/store"
)

var orders = store.Register{
	Owner:    "front",
	Of:       data.Orders,
	Describe: aboutOrders,
	Numbers:  map[string]string{"D": "orders"},
	Recent: map[string]string{
		"orders":     `day >= :day OR id IN (SELECT "order" FROM src.order_line WHERE state IN ('placed', 'making', 'ready') OR state = 'void' AND void_seen = 0)`,
		"order_line": `"order" IN (SELECT id FROM orders)`,
	},
	Decide: map[string]store.Decider{
		"PlaceOrder":   store.Decides(placeOrder),
		"AdvanceLines": store.Decides(advanceLines),
		"RecallLines":  store.Decides(recallLines),
		"VoidLines":    store.Decides(voidLines),
		"MoveOrder":    store.Decides(moveOrder),
		"SeenOrder":    store.Decides(seenOrder),
	},
	Matters:     orderMatters,
	Subscribers: []store.Handler{store.Subscribe(warnOfOrders)},
}

func placeOrder(tx *store.Tx, c *data.PlaceOrder) error {
	o := data.Order{
		ID: c.Order, Day: tx.Day(), Place: c.Place, Seating: c.Seating, Visit: c.Visit, Visitor: c.Visitor, Guest: c.Guest,
		By: c.Staff, Device: c.Device, Station: c.Station, At: tx.At(),
		Consultant: c.Consultant, Occasion: c.Occasion, Note: c.Note, Refill: c.Refill,
	}
	if c.Consultant != "" {
		if err := consultant(tx, c.Consultant); err != nil {
			return err
		}
	}
	if _, err := meant(tx, &o); err != nil {
		return err
	}
	if err := canServe(tx, o.Place); err != nil {
		return err
	}
	sick, err := SickMachines(tx.Ctx(), tx)
	if err != nil {
		return err
	}
	lines := make([]data.OrderLine, len(c.Lines))
	for i, w := range c.Lines {
		d, err := canMake(tx, c, w, sick)
		if err != nil {
			return err
		}
		l := data.OrderLine{
			ID: w.Line, Order: o.ID, Visitor: o.Visitor, Sort: i, Drink: d.ID, Qty: w.Qty, Note: w.Note, State: data.Placed,
			Serve: orUsual(w.Serve, d.Serves), Temp: orUsual(w.Temp, d.Temps), Taste: orUsual(w.Taste, d.Tastes), Milk: orUsual(w.Milk, d.Milks),
		}
		if c.Direct {
			l.State, l.MakingAt, l.ReadyAt, l.ServedAt, l.ServedBy = data.Served, tx.At(), tx.At(), tx.At(), tx.Staff().ID
		}
		lines[i] = l
	}
	if o.Number, err = tx.Number("D", o.Day); err != nil {
		return err
	}
	if err := tx.Insert("orders", o); err != nil {
		return err
	}
	for _, l := range lines {
		if err := tx.Insert("order_line", l); err != nil {
			return err
		}
	}
	switch {
	case c.Direct:
		return store.Publish(tx, data.DrinksServed{Place: o.Place})
	case c.Refill && c.Station == "bar":
		return store.Publish(tx, data.RoundRefilled{Place: o.Place})
	}
	return nil
}

func orUsual(chosen string, choices []string) string {
	if chosen == "" {
		return data.Usual(choices)
	}
	return chosen
}

// canServe refuses a place that is none, or no more, or that was out of use when
// the order was given.
func canServe(tx *store.Tx, place data.ID) error {
	for _, table := range []string{"tables", "court"} {
		row, err := tx.Row(table, string(place))
		if err != nil {
			return err
		}
		if row != nil && row["retired"] == int64(0) {
			return canUse(tx, place, row["name"].(string), "place")
		}
	}
	return data.Fault(data.Invalid, "order.placeGone").At("place")
}

// canMake checks that a drink can be had now and as it is wished.
func canMake(tx *store.Tx, c *data.PlaceOrder, w data.LineWish, sick map[data.ID]bool) (data.Drink, error) {
	d, err := store.Get[data.Drink](tx, "drink", string(w.Drink))
	field := string(w.Line)
	say := func(code data.Code, key string, args ...any) (data.Drink, error) {
		return d, data.Fault(code, key, args...).At(field)
	}
	switch {
	case data.CodeOf(err) == data.NotFound:
		return say(data.Invalid, "order.noDrink")
	case err != nil:
		return d, err
	case d.Retired:
		return say(data.Conflict, "order.retired", d.Name)
	case !d.InSeason(int(tx.Day().Date().Month())):
		return say(data.Conflict, "order.offSeason", d.Name, d.FromMonth, d.ToMonth)
	case d.Out && d.OutWhy != "":
		return say(data.Conflict, "order.soldOutWhy", d.Name, d.OutWhy)
	case d.Out:
		return say(data.Conflict, "order.soldOut", d.Name)
	case d.Appliance != "" && sick[d.Appliance]:
		return say(data.Conflict, "order.machineOut", d.Name)
	case d.Asked && c.Consultant == "":
		return d, data.Fault(data.Invalid, "order.needConsultant", d.Name).At("consultant")
	case d.Asked && c.Occasion == "":
		return d, data.Fault(data.Invalid, "order.needOccasion", d.Name).At("occasion")
	case c.Direct && !d.Direct:
		return say(data.Invalid, "order.notDirect", d.Name)
	}
	for _, o := range [][2]any{{w.Serve, d.Serves}, {w.Temp, d.Temps}, {w.Taste, d.Tastes}, {w.Milk, d.Milks}} {
		if chosen := o[0].(string); chosen != "" && !slices.Contains(o[1].([]string), chosen) {
			return say(data.Invalid, "order.badOption", d.Name)
		}
	}
	return d, nil
}

var rank = map[data.LineState]int{data.Placed: 0, data.Making: 1, data.Ready: 2, data.Served: 3}

// advanceLines takes on what is left to be taken on. Whoever comes second with the
// same step finds nothing and is told so.
func advanceLines(tx *store.Tx, c *data.AdvanceLines) error {
	var not []*data.Error
	places := map[data.ID]bool{}
	for _, id := range c.Lines {
		l, o, err := line(tx, id)
		if err != nil {
			return err
		}
		if l.State == data.Voided || rank[l.State] >= rank[c.To] {
			e, err := alreadySo(tx, o, l)
			if err != nil {
				return err
			}
			not = append(not, e)
			continue
		}
		if l.State == data.Ready && !tx.Since(l.ReadyAt) { // written later: it was called back
			if err := tx.Newest("order_line", string(id)); err != nil {
				return err
			}
		}
		if err := tx.Update("order_line", advanced(tx, o, l, c.To), string(id)); err != nil {
			return err
		}
		if c.To == data.Served {
			places[o.Place] = true
		}
	}
	if len(not) == len(c.Lines) {
		return not[0]
	}
	for _, e := range not {
		if e.Key == "order.isVoid" {
			tx.Warn(e.Key, e.Args...)
		}
	}
	for _, place := range sorted(places) {
		if err := store.Publish(tx, data.DrinksServed{Place: place}); err != nil {
			return err
		}
	}
	return nil
}

// alreadySo says why nothing is left to do for a line: somebody did it, or it was
// cancelled.
func alreadySo(tx *store.Tx, o data.Order, l data.OrderLine) (*data.Error, error) {
	name, err := drinkName(tx, l)
	if l.State == data.Voided {
		return data.Fault(data.Conflict, "order.isVoid", name, tx.Shown(l.VoidAt)).At("lines").Moot(), err
	}
	return data.Fault(data.Stale, "order.already", placeName(tx, o.Place), name, string(l.State)).At("lines").Moot(), err
}

// advanced gives what a line says when it is taken on, with the steps between.
func advanced(tx *store.Tx, o data.Order, l data.OrderLine, to data.LineState) store.Cols {
	at := max(tx.At(), o.At, l.MakingAt, l.ReadyAt)
	change := store.Cols{"state": to}
	if l.MakingAt == 0 {
		change["making_at"] = at
	}
	if rank[to] >= rank[data.Ready] && l.ReadyAt == 0 {
		change["ready_at"] = at
	}
	if to == data.Served {
		change["served_at"], change["served_by"] = at, tx.Staff().ID
	}
	return change
}

// sorted gives ids in a fixed order: a journal line must not depend on a map's.
func sorted(set map[data.ID]bool) []data.ID {
	list := make([]data.ID, 0, len(set))
	for id := range set {
		list = append(list, id)
	}
	slices.Sort(list)
	return list
}

func line(tx *store.Tx, id data.ID) (l data.OrderLine, o data.Order, err error) {
	if l, err = store.Get[data.OrderLine](tx, "order_line", string(id)); err != nil {
		return l, o, store.MissingAt(err, "lines")
	}
	o, err = store.Get[data.Order](tx, "orders", string(l.Order))
	return l, o, err
}

func drinkName(tx *store.Tx, l data.OrderLine) (string, error) {
	d, err := store.Get[data.Drink](tx, "drink", string(l.Drink))
	return d.Name, err
}

// recallLines takes lines back that were served by mistake. Whoever ordered was
// told once that they are ready; that is enough.
func recallLines(tx *store.Tx, c *data.RecallLines) error {
	var not []*data.Error
	for _, id := range c.Lines {
		l, o, err := line(tx, id)
		if err != nil {
			return err
		}
		name, err := drinkName(tx, l)
		switch {
		case err != nil:
			return err
		case l.State != data.Served:
			not = append(not, data.Fault(data.Stale, "order.notServed", name).At("lines").Moot())
			continue
		case tx.At().Sub(l.ServedAt) > data.RecallMinutes*time.Minute:
			not = append(not, data.Fault(data.Conflict, "order.tooLate", name, data.RecallMinutes).At("lines"))
			continue
		case tx.Since(l.ServedAt):
			return tx.NewestSince(l.ServedAt, "order_line", string(id))
		}
		if err := tx.Update("order_line", store.Cols{"state": data.Ready, "served_at": data.Time(0), "served_by": ""}, string(id)); err != nil {
			return err
		}
		if o.ReadySeen == 0 {
			if err := tx.Update("orders", store.Cols{"ready_seen": tx.At()}, string(o.ID)); err != nil {
				return err
			}
		}
	}
	return tx.Rest(not, len(c.Lines))
}

// voidLines cancels what was not served yet; of several the others stand. Of two who
// void and serve the same line at the same moment one is first; the other is told.
func voidLines(tx *store.Tx, c *data.VoidLines) error {
	var not []*data.Error
	for _, id := range c.Lines {
		l, _, err := line(tx, id)
		if err != nil {
			return err
		}
		if l.State.Open() {
			if err := tx.Update("order_line", store.Cols{"state": data.Voided, "void_at": tx.At(), "void_by": tx.Staff().ID, "void_why": c.Why}, string(id)); err != nil {
				return err
			}
			continue
		}
		name, err := drinkName(tx, l)
		if err != nil {
			return err
		}
		e := data.Fault(data.Stale, "order.isVoid", name, tx.Shown(l.VoidAt)).At("lines").Moot()
		if l.State == data.Served {
			e = data.Fault(data.Conflict, "order.wasServed", name, tx.Shown(l.ServedAt)).At("lines")
		}
		not = append(not, e)
	}
	return tx.Rest(not, len(c.Lines))
}

func moveOrder(tx *store.Tx, c *data.MoveOrder) error {
	o, err := store.Get[data.Order](tx, "orders", string(c.Order))
	if err != nil {
		return store.MissingAt(err, "order")
	}
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM order_line WHERE "order" = ? AND state IN ('placed', 'making', 'ready')`, string(o.ID))
	switch {
	case err != nil:
		return err
	case n == 0:
		return data.Fault(data.Stale, "order.isOver", data.ShortNumber(o.Number)).At("order")
	case o.Place == c.To:
		return data.Fault(data.Stale, "order.samePlace").At("place").Moot()
	}
	if err := tx.NewestSince(o.MovedAt, "orders", string(o.ID)); err != nil {
		return err
	}
	if err := canServe(tx, c.To); err != nil {
		return err
	}
	return carry(tx, o, c.To)
}

// carry moves an order and has the bar see from where: from the place it last
// took note of.
func carry(tx *store.Tx, o data.Order, to data.ID) error {
	from := o.Place
	if o.MovedAt != 0 && o.MoveSeen == 0 {
		from = o.MovedFrom
	}
	return tx.Update("orders", store.Cols{"place": to, "moved_from": from, "moved_at": tx.At(), "move_seen": data.Time(0)}, string(o.ID))
}

// carryOrders moves the open orders of a party that changes its table. Orders of
// a party or a visit are its own; those of nobody in particular are the table's.
func carryOrders(tx *store.Tx, from, to, visit, seating data.ID) error {
	list, err := store.All[data.Order](tx.Ctx(), tx, `SELECT * FROM orders WHERE place = ? AND (seating = '' AND visit = '' OR visit <> '' AND visit = ? OR seating <> '' AND seating = ?)
		AND id IN (SELECT "order" FROM order_line WHERE state IN ('placed', 'making', 'ready')) ORDER BY at, id`, string(from), string(visit), string(seating))
	if err != nil {
		return err
	}
	for _, o := range list {
		if err := carry(tx, o, to); err != nil {
			return err
		}
	}
	return nil
}

func seenOrder(tx *store.Tx, c *data.SeenOrder) error {
	o, err := store.Get[data.Order](tx, "orders", string(c.Order))
	if err != nil {
		return store.MissingAt(err, "order")
	}
	switch {
	case c.What == "move" && o.MovedAt != 0 && o.MoveSeen == 0:
		return tx.Update("orders", store.Cols{"move_seen": tx.At()}, string(o.ID))
	case c.What == "ready" && o.ReadySeen == 0:
		return tx.Update("orders", store.Cols{"ready_seen": tx.At()}, string(o.ID))
	case c.What == "void":
		lines, err := store.All[data.OrderLine](tx.Ctx(), tx, `SELECT * FROM order_line WHERE "order" = ? AND state = 'void' AND void_seen = 0 ORDER BY sort, id`, string(o.ID))
		if err != nil {
			return err
		}
		for _, l := range lines {
			if err := tx.Update("order_line", store.Cols{"void_seen": tx.At()}, string(l.ID)); err != nil {
				return err
			}
		}
		if len(lines) > 0 {
			return nil
		}
	}
	return data.Fault(data.Stale, "order.seen").At("order").Moot()
}

// warnOfOrders names the drinks that guests who leave are still waiting for.
func warnOfOrders(tx *store.Tx, e data.GuestLeaving) error {
	v := e.Visit
	type row struct {
		Name string
		Qty  int
	}
	open, err := store.All[row](tx.Ctx(), tx, `SELECT d.name AS name, l.qty AS qty FROM orders o JOIN order_line l ON l."order" = o.id JOIN drink d ON d.id = l.drink
		WHERE o.visit = ? AND o.visit <> '' AND l.state IN ('placed', 'making', 'ready') ORDER BY o.at, l.sort`, string(v.ID))
	for _, r := range open {
		tx.Warn("order.notYetServed", r.Name, r.Qty)
	}
	return err
}

// orderMatters are the orders the bar still owes something of. Whoever placed one
// is told when all of it waits to be brought.
func orderMatters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	open, err := readOrders(ctx, q, data.OrderFilter{Open: true})
	list := make([]data.Matter, len(open))
	for i, o := range open {
		lines := o.OpenLines()
		qty := 0
		for _, l := range lines {
			qty += l.Qty
		}
		key := "order.hand.one"
		if len(lines) > 1 {
			key = "order.hand.more"
		}
		list[i] = data.Matter{
			Section: "orders", Ref: data.Ref{Register: data.Orders.Name, ID: o.ID}, For: data.For{Person: o.By}, Since: o.At,
			Visitor: o.Visitor, Title: o.Guest, Called: o.Title, Key: key,
			Args: []string{h.Clock(o.At), o.PlaceName, lines[0].Name, strconv.Itoa(qty)}, Who: o.By,
			Amiss: h.Settings.AgeTone(o.Age(h.Now)) == 2,
		}
		if o.ReadySeen == 0 && o.Ready() {
			list[i].Todo, list[i].Tone = toBring(o), data.ToneGood
		}
	}
	return list, err
}

// toBring says that an order waits to be brought.
func toBring(o data.OrderView) *data.Todo {
	var since data.Time
	var names []any
	for _, l := range o.OpenLines() {
		since = max(since, l.ReadyAt)
		names = append(names, l.Name)
	}
	return &data.Todo{
		Lead: data.Wording("order.title"), Title: data.Wording("order.readyFor", o.PlaceName), Sub: data.Beside(names...),
		Badge: data.Wording("order.state.ready"), When: since, To: &data.PlaceOrder{Place: o.Place},
	}
}
