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
	screen.KindList[data.StockItem]
}

func newStock(o SectionOffice, sh screen.Shell) *stock {
	s := &stock{screen.KindList[data.StockItem]{Sh: sh, Words: screen.KindWords{Draft: "stock", Title: "settings.stock", Add: "stock.set.add", Table: "stock_item"}, Read: o.StockItems}}
	s.Kinds, s.About, s.Fresh, s.Edit = func() []kit.Choice { return stockKinds(sh.Say) }, s.tell, s.blank, s.form
	s.Build()
	return s
}

// tell gives an item's kind and its row.
func (s *stock) tell(it data.StockItem) (string, kit.Item) {
	row := kit.Item{ID: string(it.ID), Title: it.Label(), Sub: s.Sh.Say("stock.set.row", it.Par, it.Unit, data.Yuan(it.Price))}
	return it.Kind, screen.Retired(s.Sh, row, it.Retired)
}

func (s *stock) blank(kind string) data.StockItem {
	return data.StockItem{ID: data.NewID(), Kind: kind, Sort: screen.NextSort(s.Items, func(x data.StockItem) int { return x.Sort })}
}

func (s *stock) form(it data.StockItem, fresh bool) {
	say := s.Sh.Say
	kind := kit.NewChips(say("stock.set.kind"), s.Kinds())
	kind.Select(it.Kind)
	name := screen.TypedField(s.Sh, "settings.name", it.Name, data.NameLength)
	spec := screen.TypedField(s.Sh, "stock.set.spec", it.Spec, data.NameLength)
	unit := screen.TypedField(s.Sh, "stock.set.unit", it.Unit, 8)
	par := kit.NewStepper(say("stock.set.par"), 0, data.MaxStock, it.Par)
	was := ""
	if !fresh {
		was = data.Yuan(it.Price)
	}
	price := screen.TypedField(s.Sh, "stock.set.price", was, 16)
	dated := screen.YesNo(s.Sh, say("stock.set.dated"), it.Dated)
	gone := screen.YesNo(s.Sh, say("settings.retire"), it.Retired)
	gone.Hidden = fresh
	e := screen.NewEditor(s.Sh, map[string]screen.Faulty{"kind": kind, "name": name, "spec": spec, "unit": unit, "price": price, "retired": gone}, func() data.Command {
		fen, ok := data.ParseFen(price.Text())
		if !ok {
			price.SetFault(say("stock.badPrice"))
			return nil
		}
		next := it
		next.Kind, next.Name, next.Spec, next.Unit = kind.Selected(), name.Text(), spec.Text(), unit.Text()
		next.Par, next.Price, next.Dated, next.Retired = par.Value(), fen, screen.IsYes(dated), screen.IsYes(gone)
		return &data.PutStockItem{Item: next}
	})
	title := it.Label()
	if fresh {
		title = say("stock.set.add")
	}
	e.Sheet(title, kind, name, kit.Columns([]float32{1, 1}, spec, unit), par, price, dated, gone)
}

// stockKinds are the kinds of what the bar holds, in words.
func stockKinds(say data.Say) []kit.Choice {
	var all []kit.Choice
	for _, k := range data.StockKinds {
		all = append(all, kit.Choice{Code: k, Label: say("stock.kind." + k)})
	}
	return all
}
