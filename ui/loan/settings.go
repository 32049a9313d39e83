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
type items struct{ screen.Things[data.Item] }

func newItems(o SectionOffice, sh screen.Shell) *items {
	s := &items{screen.Things[data.Item]{Sh: sh, Name: "items", Add: "settings.items.add", Of: []string{"item"}, Read: o.Items,
		Kinds: kit.Labelled(sh.Say, "settings.items.kind.", data.ItemKinds)}}
	s.Row, s.Fresh, s.Edit = s.row, s.blank, s.edit
	s.Build()
	return s
}

// row gives an item's kind and its row.
func (s *items) row(it data.Item) (string, kit.Item) {
	row := kit.Item{ID: string(it.ID), Lead: it.Number, Title: it.Name, Sub: s.Sh.Say("settings.items.many", it.Qty)}
	if it.Size != "" {
		row.Title = s.Sh.Say("settings.items.sized", it.Name, it.Size)
	}
	if it.Guarded {
		row.Badge, row.Tone = s.Sh.Say("settings.items.onlyBoss"), kit.ToneAccent
	}
	return string(it.Kind), screen.Retired(s.Sh, row, it.Retired)
}

func (s *items) blank(kind string) data.Item {
	return data.Item{ID: data.NewID(), Kind: data.ItemKind(kind), Qty: 1, Sort: screen.NextSort(s.Items, func(x data.Item) int { return x.Sort })}
}

func (s *items) edit(it data.Item, fresh bool) {
	f := screen.NewForm(s.Sh, "settings.items", s.Draft(fresh), func(c *data.PutItem) { c.Item = it })
	c := &f.C.Item
	kind := screen.Choice(f, "kind", &c.Kind, data.ItemKinds)
	number, name := f.Text("number", &c.Number, 20), f.Text("settings.name", &c.Name, data.NameLength)
	size, qty := f.Text("size", &c.Size, 20), f.Count("qty", &c.Qty, 1, 10000)
	guarded, gone := f.YesNo("guarded", &c.Guarded), f.Retired(&c.Retired, fresh)
	f.Save(s.Title(it.Name, fresh), kind, kit.Columns([]float32{1, 2}, number, name), size, qty, guarded, gone)
}
