package stock

import (
	"context"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// SectionOffice is what this section asks of the office.
type SectionOffice interface {
	StockItems(ctx context.Context) ([]data.StockItem, error)
}

// Section is where the items in stock are kept.
func Section(o SectionOffice) screen.Section {
	return screen.NewSection("stock", func(sh screen.Shell) *stock { return newStock(o, sh) })
}

// stock is the list of what the bar holds: utensils, consumables and food with
// how many there should be and what a piece costs.
type stock struct {
	screen.Things[data.StockItem]
}

func newStock(o SectionOffice, sh screen.Shell) *stock {
	s := &stock{screen.Things[data.StockItem]{Sh: sh, Name: "stock", Add: "stock.set.add", Of: []string{"stock_item"}, Read: o.StockItems,
		Kinds: kit.Labelled(sh.Say, "stock.kind.", data.StockKinds)}}
	s.Row, s.Fresh, s.Edit = s.row, s.blank, s.edit
	s.Build()
	return s
}

// row gives an item's kind and its row.
func (s *stock) row(it data.StockItem) (string, kit.Item) {
	row := kit.Item{ID: string(it.ID), Title: it.Label(), Sub: s.Sh.Say("stock.set.row", it.Par, it.Unit, data.Yuan(it.Price))}
	return it.Kind, screen.Retired(s.Sh, row, it.Retired)
}

func (s *stock) blank(kind string) data.StockItem {
	return data.StockItem{ID: data.NewID(), Kind: kind, Sort: screen.NextSort(s.Items, func(x data.StockItem) int { return x.Sort })}
}

func (s *stock) edit(it data.StockItem, fresh bool) {
	f := screen.NewForm(s.Sh, "stock.set", s.Draft(fresh), func(c *data.PutStockItem) { c.Item = it })
	c := &f.C.Item
	kind := screen.Choice(f, "stock.kind", &c.Kind, data.StockKinds)
	name := f.Text("settings.name", &c.Name, data.NameLength)
	spec, unit := f.Text("spec", &c.Spec, data.NameLength), f.Text("unit", &c.Unit, 8)
	par, price := f.Count("par", &c.Par, 0, data.MaxStock), f.Money("price", &c.Price, "stock.badPrice")
	dated, gone := f.YesNo("dated", &c.Dated), f.Retired(&c.Retired, fresh)
	f.Save(s.Title(it.Label(), fresh), kind, name, kit.Columns([]float32{1, 1}, spec, unit), par, price, dated, gone)
}
