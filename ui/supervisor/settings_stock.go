package supervisor

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// stock is the list of what the bar holds: utensils, consumables and food with
// how many there should be and what a piece costs.
type stock struct {
	office settingsOffice
	sh     kit.Shell
	keep   *kit.Draft
	items  []data.StockItem
	kind   *kit.Chips
	list   *kit.List
	all    fyne.CanvasObject
}

func newStock(o settingsOffice, sh kit.Shell) section {
	s := &stock{office: o, sh: sh, keep: sh.Keep("stock"), list: kit.NewList()}
	s.kind = kit.NewChips("", s.kinds())
	s.kind.Select(data.StockKinds[0])
	s.keep.Chips("kind", s.kind)
	before := s.kind.OnChanged
	s.kind.OnChanged = func() {
		before()
		s.deal()
	}
	s.list.SetEmpty(sh.Say("common.nothing"), sh.Say("stock.set.add"), s.add)
	s.list.OnTap = func(id string) {
		for _, it := range s.items {
			if string(it.ID) == id {
				s.edit(it, false)
			}
		}
	}
	add := kit.NewButton(sh.Say("stock.set.add"), kit.Quiet, s.add).SetIcon("plus")
	s.all = kit.Loose(kit.NewCard(sh.Say("settings.stock"), add, kit.Pin(s.kind, nil, nil, nil, s.list)))
	return s
}

func (s *stock) kinds() []kit.Choice {
	var all []kit.Choice
	for _, k := range data.StockKinds {
		all = append(all, kit.Choice{Code: k, Label: s.sh.Say("stock.kind." + k)})
	}
	return all
}

func (s *stock) content() fyne.CanvasObject { return s.all }
func (s *stock) tables() []string           { return []string{"stock_item"} }

func (s *stock) load() {
	var all []data.StockItem
	s.sh.Load(func(ctx context.Context) (err error) {
		all, err = s.office.StockItems(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.items = all
		s.deal()
	})
}

// deal shows the items of the kind chosen.
func (s *stock) deal() {
	var rows []kit.Item
	for _, it := range s.items {
		if it.Kind != s.kind.Selected() {
			continue
		}
		row := kit.Item{ID: string(it.ID), Title: it.Label(), Sub: s.sh.Say("stock.set.row", it.Par, it.Unit, data.Yuan(it.Price))}
		rows = append(rows, retired(s.sh, row, it.Retired))
	}
	s.list.SetItems(rows)
}

func (s *stock) add() {
	s.edit(data.StockItem{ID: data.NewID(), Kind: s.kind.Selected(), Sort: nextSort(s.items, func(x data.StockItem) int { return x.Sort })}, true)
}

func (s *stock) edit(it data.StockItem, fresh bool) {
	say := s.sh.Say
	kind := kit.NewChips(say("stock.set.kind"), s.kinds())
	kind.Select(it.Kind)
	field := func(key, text string, most int) *kit.Field {
		f := kit.NewField(say(key)).SetMaxRunes(most)
		f.SetText(text)
		return f
	}
	name := field("settings.name", it.Name, data.NameLength)
	spec := field("stock.set.spec", it.Spec, data.NameLength)
	unit := field("stock.set.unit", it.Unit, 8)
	par := kit.NewStepper(say("stock.set.par"), 0, data.MaxStock, it.Par)
	typed := ""
	if !fresh {
		typed = data.Yuan(it.Price)
	}
	price := field("stock.set.price", typed, 14)
	dated := yesNo(s.sh, say("stock.set.dated"), it.Dated)
	gone := yesNo(s.sh, say("settings.retire"), it.Retired)
	gone.Hidden = fresh
	e := newEditor(s.sh, map[string]kit.Faulty{"kind": kind, "name": name, "spec": spec, "unit": unit, "price": price, "retired": gone}, func() data.Command {
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
