package supervisor

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// items is the list of keys, radios and things that are lent or given.
type items struct {
	office settingsOffice
	sh     kit.Shell
	keep   *kit.Draft
	items  []data.Item
	kind   *kit.Chips
	list   *kit.List
	all    fyne.CanvasObject
}

func newItems(o settingsOffice, sh kit.Shell) section {
	s := &items{office: o, sh: sh, keep: sh.Keep("items"), list: kit.NewList()}
	s.kind = kit.NewChips("", s.kinds())
	s.kind.Select(string(data.Key))
	s.keep.Chips("kind", s.kind)
	before := s.kind.OnChanged
	s.kind.OnChanged = func() {
		before()
		s.deal()
	}
	s.list.SetEmpty(sh.Say("common.nothing"), sh.Say("settings.items.add"), s.add)
	s.list.OnTap = func(id string) {
		for _, it := range s.items {
			if string(it.ID) == id {
				s.edit(it, false)
			}
		}
	}
	add := kit.NewButton(sh.Say("settings.items.add"), kit.Quiet, s.add).SetIcon("plus")
	s.all = kit.Loose(kit.NewCard(sh.Say("settings.items"), add, kit.Pin(s.kind, nil, nil, nil, s.list)))
	return s
}

func (s *items) kinds() []kit.Choice {
	var all []kit.Choice
	for _, k := range data.ItemKinds {
		all = append(all, kit.Choice{Code: string(k), Label: s.sh.Say("settings.item." + string(k))})
	}
	return all
}

func (s *items) content() fyne.CanvasObject { return s.all }
func (s *items) tables() []string           { return []string{"item"} }

func (s *items) load() {
	var all []data.Item
	s.sh.Load(func(ctx context.Context) (err error) {
		all, err = s.office.Items(ctx)
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
func (s *items) deal() {
	var rows []kit.Item
	for _, it := range s.items {
		if string(it.Kind) != s.kind.Selected() {
			continue
		}
		row := kit.Item{ID: string(it.ID), Lead: it.Number, Title: it.Name, Sub: s.sh.Say("settings.items.many", it.Qty)}
		if it.Size != "" {
			row.Title = s.sh.Say("settings.items.sized", it.Name, it.Size)
		}
		if it.Guarded {
			row.Badge, row.Tone = s.sh.Say("settings.items.guarded"), kit.ToneAccent
		}
		rows = append(rows, retired(s.sh, row, it.Retired))
	}
	s.list.SetItems(rows)
}

func (s *items) add() {
	s.edit(data.Item{ID: data.NewID(), Kind: data.ItemKind(s.kind.Selected()), Qty: 1, Sort: nextSort(s.items, func(x data.Item) int { return x.Sort })}, true)
}

func (s *items) edit(it data.Item, fresh bool) {
	say := s.sh.Say
	kind := kit.NewChips(say("settings.items.kind"), s.kinds())
	kind.Select(string(it.Kind))
	field := func(key, text string, most int) *kit.Field {
		f := kit.NewField(say(key)).SetMaxRunes(most)
		f.SetText(text)
		return f
	}
	number := field("settings.items.number", it.Number, 20)
	name := field("settings.name", it.Name, data.NameLength)
	size := field("settings.items.size", it.Size, 20)
	qty := kit.NewStepper(say("common.quantity"), 1, 10000, it.Qty)
	qtyFault := faultLine()
	guarded := yesNo(s.sh, say("settings.items.guard"), it.Guarded)
	gone := yesNo(s.sh, say("settings.retire"), it.Retired)
	gone.Hidden = fresh
	e := newEditor(s.sh, map[string]kit.Faulty{"kind": kind, "number": number, "name": name, "size": size, "qty": qtyFault}, func() data.Command {
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
