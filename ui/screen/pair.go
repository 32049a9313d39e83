package screen

import (
	"fyne.io/fyne/v2"

	"yingbin/ui/kit"
)

// Pair is two lists side by side: at the left what holds, at the right what is
// held by the one chosen there.
type Pair struct {
	Sh         Shell
	Keep       *Draft
	Outer      *kit.List
	Inner      *kit.List
	At         string // chosen at the left
	All        fyne.CanvasObject
	Show       func()          // fills the right list for the one chosen
	Edit       func(id string) // of the left
	EditInner  func(id string) // of the right
	Add, AddIn func()
}

// PairWords are the word keys of a pair.
type PairWords struct{ Outer, AddOuter, Inner, AddInner string }

// NewPair makes the two lists; keep is the name of its draft.
func NewPair(sh Shell, keep string, w PairWords) *Pair {
	p := &Pair{Sh: sh, Keep: sh.Keep(keep), Outer: kit.NewList(), Inner: kit.NewList()}
	p.At = p.Keep.Text("at")
	p.Outer.OnTap = p.choose
	p.Outer.OnAction = func(id, _ string) { p.Edit(id) }
	p.Inner.OnTap = func(id string) { p.EditInner(id) }
	p.Outer.SetEmpty(sh.Say("common.nothing"), sh.Say(w.AddOuter), func() { p.Add() })
	p.Inner.SetEmpty(sh.Say("common.nothing"), "", nil)
	p.All = kit.Columns([]float32{1, 1},
		listCard(sh, w.Outer, w.AddOuter, p.Outer, func() { p.Add() }),
		listCard(sh, w.Inner, w.AddInner, p.Inner, func() {
			if p.At != "" {
				p.AddIn()
			}
		}))
	return p
}

func (p *Pair) choose(id string) {
	p.At = id
	p.Keep.Put("at", id)
	p.Outer.SetSelected(id)
	p.Show()
}

// Fill shows the left list and what the one chosen holds.
func (p *Pair) Fill(items []kit.Item) {
	found := false
	for i := range items {
		items[i].Actions = []kit.ItemAction{{ID: "edit", Label: p.Sh.Say("common.edit")}}
		found = found || items[i].ID == p.At
	}
	if !found && len(items) > 0 {
		p.At = items[0].ID
	}
	p.Outer.SetItems(items)
	p.Outer.SetSelected(p.At)
	p.Show()
}

// Title is what the form of a thing is called: by its name, or by what adds it.
func (p *Pair) Title(name, add string, fresh bool) string {
	if fresh {
		return p.Sh.Say(add)
	}
	return name
}

// Draft is where the form of a new thing keeps what is half-typed.
func (p *Pair) Draft(what string, fresh bool) string {
	if fresh {
		return what + "/new"
	}
	return ""
}

// listCard is a card with a list and a way to add to it.
func listCard(sh Shell, title, add string, list *kit.List, fn func()) fyne.CanvasObject {
	button := kit.NewButton(sh.Say(add), kit.Quiet, fn).SetIcon("plus")
	return kit.Loose(kit.NewCard(sh.Say(title), button, list))
}
