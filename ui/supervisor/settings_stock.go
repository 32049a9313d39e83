package supervisor

import (
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// stock is the list of what the bar holds: utensils, consumables and food with
// how many there should be and what a piece costs.
type stock struct{ kindList[data.StockItem] }

func newStock(o SettingsOffice, sh screen.Shell) section {
	s := &stock{kindList[data.StockItem]{sh: sh, words: kindWords{"stock", "settings.stock", "stock.set.add", "stock_item"}, read: o.StockItems}}
	s.kinds, s.about, s.fresh, s.edit = func() []kit.Choice { return stockKinds(sh.Say) }, s.tell, s.blank, s.form
	s.build()
	return s
}

// tell gives an item's kind and its row.
func (s *stock) tell(it data.StockItem) (string, kit.Item) {
	row := kit.Item{ID: string(it.ID), Title: it.Label(), Sub: s.sh.Say("stock.set.row", it.Par, it.Unit, data.Yuan(it.Price))}
	return it.Kind, retired(s.sh, row, it.Retired)
}

func (s *stock) blank(kind string) data.StockItem {
	return data.StockItem{ID: data.NewID(), Kind: kind, Sort: nextSort(s.items, func(x data.StockItem) int { return x.Sort })}
}

func (s *stock) form(it data.StockItem, fresh bool) {
	say := s.sh.Say
	kind := kit.NewChips(say("stock.set.kind"), s.kinds())
	kind.Select(it.Kind)
	name := typed(s.sh, "settings.name", it.Name, data.NameLength)
	spec := typed(s.sh, "stock.set.spec", it.Spec, data.NameLength)
	unit := typed(s.sh, "stock.set.unit", it.Unit, 8)
	par := kit.NewStepper(say("stock.set.par"), 0, data.MaxStock, it.Par)
	was := ""
	if !fresh {
		was = data.Yuan(it.Price)
	}
	price := typed(s.sh, "stock.set.price", was, 14)
	dated := yesNo(s.sh, say("stock.set.dated"), it.Dated)
	gone := yesNo(s.sh, say("settings.retire"), it.Retired)
	gone.Hidden = fresh
	e := newEditor(s.sh, map[string]screen.Faulty{"kind": kind, "name": name, "spec": spec, "unit": unit, "price": price, "retired": gone}, func() data.Command {
		fen, ok := data.Fen(price.Text())
		if !ok {
			price.SetFault(say("stock.badPrice"))
			return nil
		}
		next := it
		next.Kind, next.Name, next.Spec, next.Unit = kind.Selected(), name.Text(), spec.Text(), unit.Text()
		next.Par, next.Price, next.Dated, next.Retired = par.Value(), fen, isYes(dated), isYes(gone)
		return &data.PutStockItem{Item: next}
	})
	title := it.Label()
	if fresh {
		title = say("stock.set.add")
	}
	e.sheet(title, kind, name, kit.Columns([]float32{1, 1}, spec, unit), par, price, dated, gone)
}

// stockKinds are the kinds of what the bar holds, in words.
func stockKinds(say data.Say) []kit.Choice {
	var all []kit.Choice
	for _, k := range data.StockKinds {
		all = append(all, kit.Choice{Code: k, Label: say("stock.kind." + k)})
	}
	return all
}
