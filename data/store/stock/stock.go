package stock

import (
	"context"
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

// Register is what this register is to the engine.
var Register = store.Register{
	Of:       data.Stock,
	Describe: about,
	Numbers:  map[string]string{"P": "stock_count"},
	Decide: map[string]store.Decider{
		"PutStockItem": store.Decides(putStockItem),
		"MoveStock":    store.Decides(moveStock),
		"VoidMovement": store.Decides(voidMovement),
		"TakeCount":    store.Decides(takeCount),
		"RecountLine":  store.Decides(recountLine),
		"VoidCount":    store.Decides(voidCount),
	},
	// What is held is the sum of the movements, whichever way one came or went:
	// booked, counted, broken, or taken back by an undo.
	Check: map[string]store.Rule{
		"movement":   guardMovement,
		"count_line": guardCountLine,
	},
	// What is held is reckoned from the last count of each item on.
	Recent: map[string]string{
		"movement":    `at >= :since OR seq > coalesce((SELECT max(l.seq) FROM src.count_line l WHERE l.item = movement.item AND l.held = ''), 0)`,
		"stock_count": `day >= :day OR id IN (SELECT count FROM src.count_line WHERE held = 'again' OR seq IN (SELECT max(seq) FROM src.count_line WHERE held = '' GROUP BY item))`,
		"count_line":  `count IN (SELECT id FROM stock_count)`,
	},
	Matters:  matters,
	Handlers: []store.Handler{store.HandleRequest(nameStockItem), store.HandleRequest(breakStock), store.HandleRequest(restoreStock), store.HandleQuery(stockHeldIn)},
}

func putStockItem(tx *store.Tx, c *data.PutStockItem) error {
	old, err := store.Get[data.StockItem](tx, "stock_item", string(c.Item.ID))
	known := err == nil
	if err != nil && data.CodeOf(err) != data.NotFound {
		return err
	}
	held, err := held(tx, c.Item.ID)
	if err != nil {
		return err
	}
	switch {
	case known && c.Item.Retired && held > 0:
		return data.Fault(data.Conflict, "stock.stillHeld", old.Name, held).At("retired")
	case known && c.Item.Kind != old.Kind && held > 0:
		return data.Fault(data.Conflict, "stock.stillHeld", old.Name, held).At("kind")
	}
	if !c.Item.Retired {
		twin, err := store.Value[string](tx.Ctx(), tx, `SELECT id FROM stock_item WHERE kind = ? AND name = ? AND spec = ? AND retired = 0 AND id <> ? LIMIT 1`,
			c.Item.Kind, c.Item.Name, c.Item.Spec, string(c.Item.ID))
		if err != nil || twin != "" {
			return store.Either(err, data.Fault(data.Conflict, "stock.twin", c.Item.Label()).At("name"))
		}
	}
	return tx.Put("stock_item", c.Item)
}

func moveStock(tx *store.Tx, c *data.MoveStock) error {
	item, err := stockItem(tx, c.Item)
	if err != nil {
		return err
	}
	held, err := held(tx, item.ID)
	if err != nil {
		return err
	}
	sign := data.MoveSign(c.What)
	dated := item.Dated && sign > 0 && c.What != "brought"
	switch {
	case sign < 0 && c.Qty > held:
		return data.Fault(data.Conflict, "stock.fewLeft", item.Name, held).At("qty")
	case sign > 0 && held+c.Qty > data.MaxStock:
		return data.Fault(data.Invalid, "error.range", 1, data.MaxStock-held).At("qty")
	case dated && c.UseBy == "":
		return data.Fault(data.Invalid, "stock.needUseBy").At("useBy")
	case dated && c.UseBy < tx.Day():
		return data.Fault(data.Invalid, "stock.expired").At("useBy")
	case c.What == "opening":
		n, err := store.Value[int64](tx.Ctx(), tx, `SELECT 1 FROM movement WHERE item = ? LIMIT 1`, string(item.ID))
		if err != nil || n != 0 {
			return store.Either(err, data.Fault(data.Conflict, "stock.opened", item.Name).At("what"))
		}
	}
	m := data.Movement{ID: c.Movement, Item: item.ID, Qty: sign * c.Qty, Kind: c.What, Note: c.Note, At: tx.At(), By: c.Staff}
	if sign > 0 && item.Dated {
		m.UseBy = c.UseBy
	}
	return tx.Insert("movement", m)
}

// voidMovement books the other way what somebody booked by hand. What a count has
// seen since needs no more putting right.
func voidMovement(tx *store.Tx, c *data.VoidMovement) error {
	m, err := store.Get[data.Movement](tx, "movement", string(c.Movement))
	if err != nil {
		return store.MissingAt(err, "movement")
	}
	item, err := store.Get[data.StockItem](tx, "stock_item", string(m.Item))
	if err != nil {
		return err
	}
	back, err := store.Value[int64](tx.Ctx(), tx, `SELECT 1 FROM movement WHERE ref = ? AND ref <> '' AND kind = 'withdrawn' LIMIT 1`, string(m.ID))
	if err != nil {
		return err
	}
	counted, err := store.Value[int64](tx.Ctx(), tx, `SELECT 1 FROM count_line l JOIN stock_count k ON k.id = l.count WHERE l.item = ? AND l.held = '' AND k.at >= ? LIMIT 1`, string(m.Item), int64(m.At))
	switch {
	case err != nil:
		return err
	case !slices.Contains(data.MoveKinds, m.Kind):
		return data.Fault(data.Conflict, "stock.notBooked").At("movement")
	case back != 0:
		return data.Fault(data.Stale, "stock.isVoid", item.Label()).At("movement")
	case counted != 0:
		return data.Fault(data.Stale, "stock.countedSince", item.Label()).At("movement")
	}
	return tx.Insert("movement", data.Movement{ID: c.Back, Item: m.Item, Qty: -m.Qty, Kind: "withdrawn", Ref: m.ID, Note: c.Why, At: tx.At(), By: c.Staff})
}

// stockItem reads an item that is in use.
func stockItem(tx *store.Tx, id data.ID) (data.StockItem, error) {
	item, err := store.Get[data.StockItem](tx, "stock_item", string(id))
	if err == nil && item.Retired {
		err = data.Fault(data.Conflict, "stock.retired", item.Name).At("item")
	}
	return item, store.MissingAt(err, "item")
}

// held is how many of an item there should be.
func held(tx *store.Tx, item data.ID) (int, error) {
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT `+heldNow+` FROM stock_item i WHERE i.id = ?`, string(item))
	return int(n), err
}

// heldNow is how many there are of an item i: what was counted last and what moved
// since. A count books its differences, so that this is the sum of all movements.
// Lines that were held booked nothing.
const heldNow = `coalesce((SELECT l.counted + l.moved_since FROM count_line l WHERE l.item = i.id AND l.held = '' ORDER BY l.seq DESC LIMIT 1), 0) +
	coalesce((SELECT sum(m.qty) FROM movement m WHERE m.item = i.id AND m.seq > coalesce((SELECT max(x.seq) FROM count_line x WHERE x.item = i.id AND x.held = ''), 0)), 0)`

// readHeld says how many there are of every item.
func readHeld(ctx context.Context, q store.Querier) (map[data.ID]int, error) {
	list, err := store.All[sumOf](ctx, q, `SELECT i.id AS item, `+heldNow+` AS qty FROM stock_item i`)
	held := make(map[data.ID]int, len(list))
	for _, s := range list {
		held[s.Item] = s.Qty
	}
	return held, err
}

// guardMovement keeps two promises. Nobody holds less than nothing. And what a
// count has seen stays: a movement that was in the book when its item was
// counted can't be taken back any more, since the count's differences were
// worked out on top of it.
func guardMovement(tx *store.Tx, old, new store.Cols) error {
	row := new
	if row == nil {
		row = old
	}
	item, err := store.Get[data.StockItem](tx, "stock_item", row["item"])
	if err != nil {
		return err
	}
	if new == nil {
		n, err := store.Value[int64](tx.Ctx(), tx, `SELECT 1 FROM count_line WHERE item = ? AND seq > ? AND held = '' LIMIT 1`, row["item"], old["seq"])
		if err != nil || n != 0 {
			return store.Either(err, data.Fault(data.Stale, "stock.countedSince", item.Name))
		}
	}
	left, err := held(tx, item.ID)
	if err != nil || left >= 0 {
		return err
	}
	if new != nil {
		left -= int(new["qty"].(int64))
	}
	return data.Fault(data.Conflict, "stock.fewLeft", item.Name, max(left, 0)).At("qty")
}

// guardCountLine keeps a count whose difference somebody explained later.
func guardCountLine(tx *store.Tx, old, new store.Cols) error {
	if new != nil {
		return nil
	}
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT sum(qty) FROM movement WHERE ref = ? AND ref <> ''`, old["id"])
	if err != nil || n != 0 {
		return store.Either(err, data.Fault(data.Stale, "stock.explainedSince"))
	}
	item, err := store.Get[data.StockItem](tx, "stock_item", old["item"])
	if err != nil {
		return err
	}
	// What it found more of may be used up by now.
	left, err := held(tx, item.ID)
	if err != nil || left >= 0 {
		return err
	}
	return data.Fault(data.Conflict, "stock.fewLeft", item.Name, 0).At("qty")
}

const stockOrder = ` ORDER BY CASE kind WHEN 'utensil' THEN 1 WHEN 'consumable' THEN 2 ELSE 3 END, sort, name, id`

// StockItems lists what the bar holds, retired items too, in their order.
func (b StockReader) StockItems(ctx context.Context) ([]data.StockItem, error) {
	return readStock(ctx, b.book)
}

func readStock(ctx context.Context, q store.Querier) ([]data.StockItem, error) {
	return store.All[data.StockItem](ctx, q, `SELECT * FROM stock_item`+stockOrder)
}

// StockOnHand says of every item in use of a kind how many there should be and
// how it came to that since the last count; "" is every kind.
func (b StockReader) StockOnHand(ctx context.Context, kind string) ([]data.StockLine, error) {
	return readOnHand(ctx, b.book, kind)
}

// sumOf is how many there are of one item.
type sumOf struct {
	Item data.ID
	Qty  int
}

func readOnHand(ctx context.Context, q store.Querier, kind string) ([]data.StockLine, error) {
	items, err := readStock(ctx, q)
	if err != nil {
		return nil, err
	}
	sums, err := readHeld(ctx, q)
	if err != nil {
		return nil, err
	}
	last, err := store.All[lastCounted](ctx, q, `SELECT l.*, c.at AS at FROM stock_item i
		JOIN count_line l ON l.item = i.id AND l.seq = (SELECT max(x.seq) FROM count_line x WHERE x.item = i.id AND x.held = '') JOIN stock_count c ON c.id = l.count`)
	if err != nil {
		return nil, err
	}
	// What came into the book after the count, and what it holds of later than that.
	since, err := store.All[data.Movement](ctx, q, `SELECT m.* FROM stock_item i JOIN movement m ON m.item = i.id
		AND m.seq > coalesce((SELECT max(x.seq) FROM count_line x WHERE x.item = i.id AND x.held = ''), 0)
		UNION ALL SELECT m.* FROM stock_item i
		JOIN count_line l ON l.item = i.id AND l.seq = (SELECT max(x.seq) FROM count_line x WHERE x.item = i.id AND x.held = '')
		JOIN stock_count c ON c.id = l.count
		JOIN movement m ON m.item = i.id AND m.at > CASE WHEN l.again_at > 0 THEN l.again_at ELSE c.at END AND +m.seq < l.seq ORDER BY at, seq, id`)
	if err != nil {
		return nil, err
	}
	again, err := store.All[data.CountLine](ctx, q, `SELECT * FROM count_line WHERE held = 'again' ORDER BY seq`)
	if err != nil {
		return nil, err
	}
	lines := make([]data.StockLine, 0, len(items))
	at := map[data.ID]int{}
	for _, i := range items {
		if !i.Retired && (kind == "" || i.Kind == kind) {
			at[i.ID] = len(lines)
			lines = append(lines, data.StockLine{Item: i, Qty: sums[i.ID]})
		}
	}
	for _, c := range last {
		n, ok := at[c.Item]
		if !ok {
			continue
		}
		l := &lines[n]
		if c.AgainAt > 0 {
			c.At = c.AgainAt
		}
		l.Counted, l.Last, l.Cup, l.Washing, l.Tables = c.At, c.Counted, c.Cupboard, c.Washing, c.Tables
		if c.Counted > 0 {
			l.UseBy = c.UseBy
		}
		if l.Line = c.ID; c.Why == "unexplained" {
			l.Missing = max(0, -c.Diff())
		}
	}
	for i := range again {
		if n, ok := at[again[i].Item]; ok {
			lines[n].Again = &again[i]
		}
	}
	for _, m := range since {
		if n, ok := at[m.Item]; ok {
			lines[n].Add(m)
		}
	}
	return lines, nil
}

// lastCounted is the line of an item's newest count, with its moment.
type lastCounted struct {
	data.CountLine
	At data.Time
}

// Movements lists what came and went, the oldest first.
func (b StockReader) Movements(ctx context.Context, f data.MovementFilter) ([]data.Movement, error) {
	q := store.Filter{From: `SELECT * FROM movement`}
	q.When(f.Item != "", `item = ?`, string(f.Item))
	q.When(f.Ref != "", `ref = ? AND ref <> ''`, string(f.Ref))
	q.When(f.From > 0, `at >= ?`, int64(f.From))
	q.When(f.To > 0, `at < ?`, int64(f.To))
	q.Among(`kind`, f.Kinds)
	return store.All[data.Movement](ctx, b.book, q.Text(` ORDER BY at, seq, id`), q.Args...)
}
