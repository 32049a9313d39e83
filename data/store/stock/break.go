package stock

import (
	"context"
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

// This file is what other registers ask of the stock.

func nameStockItem(tx *store.Tx, r *data.FindStockItem) (err error) {
	r.Found, err = stockItem(tx, r.Item)
	return err
}

// breakStock takes what broke or was lost off the stock. What a count has already
// found missing is not taken twice: the report explains it.
func breakStock(tx *store.Tx, r *data.BreakStock) error {
	item, err := stockItem(tx, r.Item)
	if err != nil {
		return err
	}
	line, explained, err := explains(tx, r)
	if err != nil {
		return err
	}
	held, err := held(tx, item.ID)
	if err != nil {
		return err
	}
	if r.Qty > held+explained {
		return data.Fault(data.Conflict, "breakage.tooMany", item.Name, held+explained).At("qty")
	}
	if explained > 0 {
		m := data.Movement{ID: r.Movement + ".explained", Item: item.ID, Qty: explained, Kind: "explained", Ref: line, At: tx.At(), By: r.By}
		if err := tx.Insert("movement", m); err != nil {
			return err
		}
	}
	kind := "breakage"
	if r.Lost {
		kind = "loss"
	}
	return tx.Insert("movement", data.Movement{ID: r.Movement, Item: item.ID, Qty: -r.Qty, Kind: kind, Ref: r.Report, At: tx.At(), By: r.By})
}

// explains says which line of a count a report explains, and how many of its
// pieces: the line it names, or, for a report of what happened before the last
// count but came in after it, that count's. More than nobody could explain then
// is never explained.
func explains(tx *store.Tx, c *data.BreakStock) (line data.ID, pieces int, err error) {
	l, err := store.One[lastCounted](tx.Ctx(), tx, `SELECT l.*, c.at AS at FROM count_line l JOIN stock_count c ON c.id = l.count WHERE l.item = ? ORDER BY l.seq DESC LIMIT 1`, string(c.Item))
	switch {
	case data.CodeOf(err) == data.NotFound && c.Explains == "":
		return "", 0, nil
	case data.CodeOf(err) == data.NotFound, err == nil && c.Explains != "" && c.Explains != l.ID:
		return "", 0, data.Fault(data.Stale, "stock.countedSince", "").At("explains")
	case err != nil:
		return "", 0, err
	case c.Explains == "" && tx.At() >= l.At:
		return "", 0, nil
	case l.Why != "unexplained" || l.Diff() >= 0:
		return l.ID, 0, nil
	}
	already, err := store.Value[int64](tx.Ctx(), tx, `SELECT sum(qty) FROM movement WHERE ref = ? AND ref <> '' AND kind = 'explained'`, string(l.ID))
	return l.ID, min(c.Qty, max(0, -l.Diff()-int(already))), err
}

// restoreStock gives the stock back what a report took that was not so, and takes
// away again what it had explained of a count.
func restoreStock(tx *store.Tx, r *data.RestoreStock) error {
	took, err := store.One[data.Movement](tx.Ctx(), tx, `SELECT * FROM movement WHERE ref = ? AND ref <> '' AND kind IN ('breakage', 'loss') ORDER BY seq DESC LIMIT 1`, string(r.Report))
	if err != nil {
		return err
	}
	m := data.Movement{ID: r.Movement, Item: took.Item, Qty: -took.Qty, Kind: "rejected", Ref: r.Report, At: r.At, By: r.By}
	if err := tx.Insert("movement", m); err != nil {
		return err
	}
	explained, err := store.Get[data.Movement](tx, "movement", string(took.ID)+".explained")
	if err != nil {
		if data.CodeOf(err) == data.NotFound {
			return nil
		}
		return err
	}
	m.ID, m.Qty, m.Kind, m.Ref = r.Movement+".explained", -explained.Qty, "explained", explained.Ref
	return tx.Insert("movement", m)
}

// cameIn are the kinds of movement by which something comes to be there.
var cameIn = []string{"opening", "purchase", "brought", "found", "withdrawn"}

// stockHeldIn adds up what there was of every item when a span began and what
// came in during it. What a report had taken before the span and was put back in it
// was there all along.
func stockHeldIn(ctx context.Context, q store.Querier, r *data.SumStock) (err error) {
	if r.Items, err = readStock(ctx, q); err != nil {
		return err
	}
	if r.Held, err = readHeld(ctx, q); err != nil {
		return err
	}
	// From what there is now backwards: all that ever moved is too much to add up.
	since, err := store.All[data.Movement](ctx, q, `SELECT * FROM movement WHERE at >= ?`, int64(r.From))
	broke := map[data.ID]bool{} // the reports of what broke since
	for _, m := range since {
		broke[m.Ref] = broke[m.Ref] || m.Kind == "breakage" || m.Kind == "loss"
	}
	for _, m := range since {
		wasThere := m.Kind == "rejected" && !broke[m.Ref]
		if m.At >= r.To || !wasThere && !slices.Contains(cameIn, m.Kind) {
			r.Held[m.Item] -= m.Qty
		}
	}
	return err
}
