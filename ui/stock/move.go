package stock

import (
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// moveForm is the sheet that books what came in, went back or was used.
type moveForm struct {
	s     *count
	close func()
	item  *kit.Chips
	what  *kit.Chips
	qty   *kit.Stepper
	useBy *kit.DateStrip
	note  *kit.Field
	rest  *kit.Banner
	do    *kit.Button
}

func (s *count) openMove(item data.ID) {
	say := s.sh.Say
	f := &moveForm{s: s}
	draft := s.sh.Keep("count/move")
	var items []kit.Choice
	for _, l := range s.view.lines {
		items = append(items, kit.Choice{Code: string(l.Item.ID), Label: l.Item.Label(), Note: say("stock.unitCount", l.Qty, l.Item.Unit)})
	}
	f.item = kit.NewChips(say("stock.moveItem"), items)
	draft.Chips("item", f.item)
	if item != "" {
		f.item.Select(string(item))
	}
	f.item.OnChanged = func() { draft.Put("item", f.item.Selected()); f.dress() }
	var ways []kit.Choice
	for _, w := range data.MoveKinds {
		ways = append(ways, kit.Choice{Code: w, Label: say("stock.move." + w)})
	}
	f.what = kit.NewChips(say("stock.moveKind"), ways)
	f.what.Select("purchase")
	draft.Chips("what", f.what)
	f.what.OnChanged = func() { draft.Put("what", f.what.Selected()); f.dress() }
	f.qty = kit.NewStepper(say("stock.moveQty"), 1, data.MaxStock, 1)
	draft.Stepper("qty", f.qty)
	today := s.sh.Settings().Calendar.Day(s.sh.Now())
	f.useBy = kit.NewDateStrip(today, "", s.sh).SetLabel(say("stock.useBy")).SetSpan(0, 4)
	f.note = kit.NewField(say("stock.moveNote")).SetMaxRunes(data.RemarkLength)
	draft.Field("note", f.note)
	f.rest = kit.NewBanner("", kit.ToneLate)
	f.rest.Hide()
	f.do = kit.NewButton(say("stock.moveDo"), kit.Primary, f.give)
	f.close = s.sh.Sheet(say("stock.moveTitle"), kit.VBoxGap(kit.SizePad, f.what, f.item, f.qty, f.useBy, f.note, f.rest, f.do), nil)
	f.dress()
}

// dress shows the use-by date where one is asked.
func (f *moveForm) dress() {
	l, _ := f.s.line(data.ID(f.item.Selected()))
	in := data.MoveSign(f.what.Selected()) > 0
	f.useBy.Hidden = !l.Item.Dated || !in
	f.useBy.Refresh()
}

func (f *moveForm) give() {
	s := f.s
	item := data.ID(f.item.Selected())
	if item == "" {
		f.item.SetFault(s.sh.Say("stock.chooseItem"))
		return
	}
	c := &data.MoveStock{Movement: data.NewID(), Item: item, What: f.what.Selected(), Qty: f.qty.Value(), Note: f.note.Text()}
	if !f.useBy.Hidden {
		c.UseBy = f.useBy.Selected()
	}
	l, _ := s.line(item)
	f.do.Lock()
	s.sh.Do(c, func(_ data.Receipt, err error) {
		f.do.Unlock()
		rest := screen.ShowFaults(s.sh, err, map[string]screen.Faulty{"item": f.item, "what": f.what, "note": f.note})
		f.rest.Set(rest, kit.ToneLate)
		f.rest.Hidden = rest == ""
		if err != nil {
			f.do.Refresh()
			return
		}
		s.sh.Keep("count/move").Clear()
		f.close()
		now := l.Qty + data.MoveSign(c.What)*c.Qty
		s.sh.Toast(s.sh.Say("stock.moveDone", s.sh.Say("stock.move."+c.What), l.Item.Label(), c.Qty, now), c.ID)
		s.load()
	})
}
