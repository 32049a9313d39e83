package stock

import (
	"cmp"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// openAgain asks once more for an item that a count could not book, with the numbers
// and the reason that were given then.
func (s *count) openAgain(item data.ID) {
	l, ok := s.line(item)
	if !ok || l.Again == nil {
		return
	}
	say, open := s.sh.Say, *l.Again
	f := screen.NewForm(s.sh, "stock.counting", "again/"+string(open.ID), func(c *data.RecountLine) {
		if c.Line == "" {
			c.Counted = data.Counted{Cupboard: open.Cupboard, Washing: open.Washing, Tables: open.Tables, Why: open.Why, Word: open.Word, UseBy: cmp.Or(open.UseBy, l.UseBy)}
		}
		c.Line, c.Item, c.Expected = open.ID, item, l.Qty
	})
	c := f.C
	cup := f.Count("stock.cupboard", &c.Cupboard, 0, data.MaxStock)
	washing, tables := f.Count("stock.washing", &c.Washing, 0, data.MaxStock), f.Count("stock.tables", &c.Tables, 0, data.MaxStock)
	why := screen.Pick(f, "stock.whyTitle", &c.Why, kit.Labelled(say, "stock.why.", data.CountReasons))
	word := f.Text("stock.word", &c.Word, data.RemarkLength)
	useBy := f.Day("stock.useBy", &c.UseBy).SetSpan(0, 4)
	utensil, differs := l.Item.Kind == "utensil", func() bool { return c.Total() != l.Qty }
	f.Show(func() bool { return utensil }, "washing", "tables")
	f.Show(differs, "whyTitle", "word")
	f.Show(func() bool { return l.Item.Dated && c.Total() > 0 }, "useBy")
	f.After = s.load
	f.Do("stock.againGive", func(c *data.RecountLine, r data.Receipt) {
		s.sh.Toast(say("stock.againDone", l.Item.Label(), c.Total()), r.ID)
	})
	f.Sheet(say("stock.againTitle", l.Item.Label()), kit.NewParagraph(say("stock.againMoved", open.Seen, open.Counted, l.Qty), kit.Label), cup, washing, tables, why, word, useBy)
}
