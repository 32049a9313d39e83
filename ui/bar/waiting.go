package bar

import (
	"cmp"

	"yingbin/data"
	"yingbin/ui/kit"
)

// mark marks the tables at which something waits to be sent.
func (p *tablesPlan) mark(sh kit.Shell, f data.FloorPlan) {
	for _, t := range f.Tables {
		word := kit.WaitWord(sh, t.ID)
		for _, g := range t.Parties {
			word = cmp.Or(word, kit.WaitWord(sh, g.ID), kit.WaitWord(sh, g.Visit))
		}
		p.tiles[t.ID].waiting.Set(word)
	}
}

// orderWaits gives the word that marks a card of which something waits to be sent.
func orderWaits(sh kit.Shell, o data.OrderView) string {
	word := kit.WaitWord(sh, o.ID)
	for _, l := range o.Lines {
		word = cmp.Or(word, kit.WaitWord(sh, l.ID))
	}
	return word
}
