package stock

import (
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// openMove is the sheet that books what came in, went back or was used.
func (s *count) openMove(item data.ID) {
	say := s.sh.Say
	f := screen.NewForm(s.sh, "stock.moving", "count/move", func(c *data.MoveStock) {
		c.Movement, c.What, c.Qty = data.NewID(), "purchase", 1
	})
	c := f.C
	var items []kit.Choice
	for _, l := range s.view.lines {
		items = append(items, kit.Choice{Code: string(l.Item.ID), Label: l.Item.Label(), Note: say("stock.unitCount", l.Qty, l.Item.Unit)})
	}
	what := screen.Pick(f, "what", &c.What, kit.Labelled(say, "stock.move.", data.MoveKinds))
	which, qty := screen.Pick(f, "item", &c.Item, items), f.Count("qty", &c.Qty, 1, data.MaxStock)
	useBy, note := f.Day("stock.useBy", &c.UseBy).SetSpan(0, 4), f.Text("note", &c.Note, data.RemarkLength)
	f.Need("stock.chooseItem", "item")
	f.Show(func() bool {
		l, _ := s.line(c.Item)
		return l.Item.Dated && data.MoveSign(c.What) > 0
	}, "useBy")
	var had int // of it, before
	f.OnGive = func(c *data.MoveStock) {
		l, _ := s.line(c.Item)
		had = l.Qty
	}
	f.Do("stock.moveDo", func(c *data.MoveStock, r data.Receipt) {
		l, _ := s.line(c.Item)
		s.sh.Toast(say("stock.moveDone", say("stock.move."+c.What), l.Item.Label(), c.Qty, had+data.MoveSign(c.What)*c.Qty), r.ID)
		s.load()
	})
	if item != "" {
		c.Item = item
		f.Set("item")
	}
	f.Sheet(say("stock.moveTitle"), what, which, qty, useBy, note)
}
