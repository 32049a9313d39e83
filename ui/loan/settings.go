package loan

import (
	"context"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// SectionOffice is what this section asks of the office.
type SectionOffice interface {
	Items(ctx context.Context) ([]data.Item, error)
}

// Section is where the things are kept that can be lent.
func Section(o SectionOffice) screen.Section {
	return screen.NewSection("items", func(sh screen.Shell) *items { return newItems(o, sh) })
}

// items is the list of keys, radios and things that are lent or given.
type items struct{ screen.KindList[data.Item] }

func newItems(o SectionOffice, sh screen.Shell) *items {
	s := &items{screen.KindList[data.Item]{Sh: sh, Words: screen.KindWords{Draft: "items", Title: "settings.items", Add: "settings.items.add", Table: "item"}, Read: o.Items}}
	s.Kinds, s.About, s.Fresh, s.Edit = s.itemKinds, s.tell, s.blank, s.form
	s.Build()
	return s
}

func (s *items) itemKinds() []kit.Choice {
	var all []kit.Choice
	for _, k := range data.ItemKinds {
		all = append(all, kit.Choice{Code: string(k), Label: s.Sh.Say("settings.item." + string(k))})
	}
	return all
}

// tell gives an item's kind and its row.
func (s *items) tell(it data.Item) (string, kit.Item) {
	row := kit.Item{ID: string(it.ID), Lead: it.Number, Title: it.Name, Sub: s.Sh.Say("settings.items.many", it.Qty)}
	if it.Size != "" {
		row.Title = s.Sh.Say("settings.items.sized", it.Name, it.Size)
	}
	if it.Guarded {
		row.Badge, row.Tone = s.Sh.Say("settings.items.guarded"), kit.ToneAccent
	}
	return string(it.Kind), screen.Retired(s.Sh, row, it.Retired)
}

func (s *items) blank(kind string) data.Item {
	return data.Item{ID: data.NewID(), Kind: data.ItemKind(kind), Qty: 1, Sort: screen.NextSort(s.Items, func(x data.Item) int { return x.Sort })}
}

func (s *items) form(it data.Item, fresh bool) {
	say := s.Sh.Say
	kind := kit.NewChips(say("settings.items.kind"), s.itemKinds())
	kind.Select(string(it.Kind))
	number := screen.TypedField(s.Sh, "settings.items.number", it.Number, 20)
	name := screen.TypedField(s.Sh, "settings.name", it.Name, data.NameLength)
	size := screen.TypedField(s.Sh, "settings.items.size", it.Size, 20)
	qty := kit.NewStepper(say("common.quantity"), 1, 10000, it.Qty)
	qtyFault := screen.NewFaultLine()
	guarded := screen.YesNo(s.Sh, say("settings.items.guard"), it.Guarded)
	gone := screen.YesNo(s.Sh, say("settings.retire"), it.Retired)
	gone.Hidden = fresh
	e := screen.NewEditor(s.Sh, map[string]screen.Faulty{"kind": kind, "number": number, "name": name, "size": size, "qty": qtyFault}, func() data.Command {
		next := it
		next.Kind, next.Number, next.Name, next.Size = data.ItemKind(kind.Selected()), number.Text(), name.Text(), size.Text()
		next.Qty, next.Guarded, next.Retired = qty.Value(), screen.IsYes(guarded), screen.IsYes(gone)
		return &data.PutItem{Item: next}
	})
	title := it.Name
	if fresh {
		title = say("settings.items.add")
	}
	e.Sheet(title, kind, kit.Columns([]float32{1, 2}, number, name), size, kit.VBox(qty, qtyFault), guarded, gone)
}
