package order

import (
	"cmp"

	"yingbin/data"
	"yingbin/ui/screen"
)

// orderWaits gives the word that marks a card of which something waits to be sent.
func orderWaits(sh screen.Shell, o data.OrderView) string {
	word := screen.WaitWord(sh, o.ID)
	for _, l := range o.Lines {
		word = cmp.Or(word, screen.WaitWord(sh, l.ID))
	}
	return word
}
