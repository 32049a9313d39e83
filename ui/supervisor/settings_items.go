package supervisor

import (
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// items is the list of keys, radios and things that are lent or given.
type items struct{ kindList[data.Item] }

func newItems(o SettingsOffice, sh screen.Shell) section {
	s := &items{kindList[data.Item]{sh: sh, words: kindWords{"items", "settings.items", "settings.items.add", "item"}, read: o.Items}}
	s.kinds, s.about, s.fresh, s.edit = s.itemKinds, s.tell, s.blank, s.form
	s.build()
	return s
}

func (s *items) itemKinds() []kit.Choice {
	var all []kit.Choice
	for _, k := range data.ItemKinds {
		all = append(all, kit.Choice{Code: string(k), Label: s.sh.Say("settings.item." + string(k))})
	}
	return all
}

// tell gives an item's kind and its row.
func (s *items) tell(it data.Item) (string, kit.Item) {
	row := kit.Item{ID: string(it.ID), Lead: it.Number, Title: it.Name, Sub: s.sh.Say("settings.items.many", it.Qty)}
	if it.Size != "" {
		row.Title = s.sh.Say("settings.items.sized", it.Name, it.Size)
	}
	if it.Guarded {
		row.Badge, row.Tone = s.sh.Say("settings.items.guarded"), kit.ToneAccent
	}
	return string(it.Kind), retired(s.sh, row, it.Retired)
}

func (s *items) blank(kind string) data.Item {
	return data.Item{ID: data.NewID(), Kind: data.ItemKind(kind), Qty: 1, Sort: nextSort(s.items, func(x data.Item) int { return x.Sort })}
}

func (s *items) form(it data.Item, fresh bool) {
	say := s.sh.Say
	kind := kit.NewChips(say("settings.items.kind"), s.itemKinds())
	kind.Select(string(it.Kind))
	number := typed(s.sh, "settings.items.number", it.Number, 20)
	name := typed(s.sh, "settings.name", it.Name, data.NameLength)
	size := typed(s.sh, "settings.items.size", it.Size, 20)
	qty := kit.NewStepper(say("common.quantity"), 1, 10000, it.Qty)
	qtyFault := faultLine()
	guarded := yesNo(s.sh, say("settings.items.guard"), it.Guarded)
	gone := yesNo(s.sh, say("settings.retire"), it.Retired)
	gone.Hidden = fresh
	e := newEditor(s.sh, map[string]screen.Faulty{"kind": kind, "number": number, "name": name, "size": size, "qty": qtyFault}, func() data.Command {
		next := it
		next.Kind, next.Number, next.Name, next.Size = data.ItemKind(kind.Selected()), number.Text(), name.Text(), size.Text()
		next.Qty, next.Guarded, next.Retired = qty.Value(), isYes(guarded), isYes(gone)
		return &data.PutItem{Item: next}
	})
	title := it.Name
	if fresh {
		title = say("settings.items.add")
	}
	e.sheet(title, kind, kit.Columns([]float32{1, 2}, number, name), size, kit.VBox(qty, qtyFault), guarded, gone)
}

// fault is a line that says what is wrong with something that can't say it itself.
type fault struct{ *kit.Paragraph }

func faultLine() fault {
	f := fault{kit.NewParagraph("", kit.Label.In(kit.ColorLate))}
	f.Hide()
	return f
}

// SetFault says what is wrong; "" clears it.
func (f fault) SetFault(msg string) {
	f.SetText(msg)
	f.Hidden = msg == ""
	f.Refresh()
}
