package stock

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
)

// matters are the items that a count could not book: they are to be counted again.
func matters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	open, err := store.All[openLine](ctx, q, `SELECT l.*, c.number AS number, c.at AS at, c.by AS by FROM count_line l JOIN stock_count c ON c.id = l.count WHERE l.held = 'again' ORDER BY l.seq, l.sort`)
	if err != nil || len(open) == 0 {
		return nil, err
	}
	var list []data.Matter
	for _, l := range open {
		item, err := store.One[data.StockItem](ctx, q, `SELECT * FROM stock_item WHERE id = ?`, string(l.Item))
		if err != nil {
			return nil, err
		}
		list = append(list, data.Matter{
			Section: "cleaning", Ref: data.StockRef(item.ID), For: data.For{Station: "bar"}, Since: l.At, Tone: data.ToneSoon, Who: l.By,
			Key: "stock.hand.again", Args: []string{data.ShortNumber(l.Number), item.Label()},
			Todo: &data.Todo{Lead: data.Wording("stock.today.again"), Title: data.Beside(item.Label()), Sub: data.Wording("stock.today.againSub", l.At), When: l.At},
		})
	}
	return list, nil
}

type openLine struct {
	data.CountLine
	Number string
	At     data.Time
	By     data.ID
}
