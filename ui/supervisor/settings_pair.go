package supervisor

import (
	"fyne.io/fyne/v2"

	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// pair is two lists side by side: at the left what holds, at the right what is
// held by the one chosen there.
type pair struct {
	sh         screen.Shell
	keep       *screen.Draft
	outer      *kit.List
	inner      *kit.List
	at         string // chosen at the left
	all        fyne.CanvasObject
	show       func()          // fills the right list for the one chosen
	edit       func(id string) // of the left
	editInner  func(id string) // of the right
	add, addIn func()
}

// pairWords are the word keys of a pair.
type pairWords struct{ outer, addOuter, inner, addInner string }

func newPair(sh screen.Shell, keep string, w pairWords) *pair {
	p := &pair{sh: sh, keep: sh.Keep(keep), outer: kit.NewList(), inner: kit.NewList()}
	p.at = p.keep.Text("at")
	p.outer.OnTap = p.choose
	p.outer.OnAction = func(id, _ string) { p.edit(id) }
	p.inner.OnTap = func(id string) { p.editInner(id) }
	p.outer.SetEmpty(sh.Say("common.nothing"), sh.Say(w.addOuter), func() { p.add() })
	p.inner.SetEmpty(sh.Say("common.nothing"), "", nil)
	p.all = kit.Columns([]float32{1, 1},
		listCard(sh, w.outer, w.addOuter, p.outer, func() { p.add() }),
		listCard(sh, w.inner, w.addInner, p.inner, func() {
			if p.at != "" {
				p.addIn()
			}
		}))
	return p
}

func (p *pair) choose(id string) {
	p.at = id
	p.keep.Put("at", id)
	p.outer.SetSelected(id)
	p.show()
}

// fill shows the left list and what the one chosen holds.
func (p *pair) fill(items []kit.Item) {
	found := false
	for i := range items {
		items[i].Actions = []kit.ItemAction{{ID: "edit", Label: p.sh.Say("common.edit")}}
		found = found || items[i].ID == p.at
	}
	if !found && len(items) > 0 {
		p.at = items[0].ID
	}
	p.outer.SetItems(items)
	p.outer.SetSelected(p.at)
	p.show()
}
