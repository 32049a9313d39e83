package bar

import (
	"cmp"

	"yingbin/data"
	"yingbin/ui/screen"
)

// mark marks the tables at which something waits to be sent.
func (p *tablesPlan) mark(sh screen.Shell, f data.FloorPlan) {
	for _, t := range f.Tables {
		word := screen.WaitWord(sh, t.ID)
		for _, g := range t.Parties {
			word = cmp.Or(word, screen.WaitWord(sh, g.ID), screen.WaitWord(sh, g.Visit))
		}
		p.tiles[t.ID].waiting.Set(word)
	}
}

// orderWaits gives the word that marks a card of which something waits to be sent.
func orderWaits(sh screen.Shell, o data.OrderView) string {
	word := screen.WaitWord(sh, o.ID)
	for _, l := range o.Lines {
		word = cmp.Or(word, screen.WaitWord(sh, l.ID))
	}
	return word
}
