package floor

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
