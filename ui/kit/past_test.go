package kit_test

import (
	"slices"
	"testing"

	. "yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

// parted is a list whose rows leave by a command that is answered at once.
func parted(back *[]string) (l *List, over func()) {
	l = NewList()
	items := []Item{{ID: "a", Title: "王示例"}, {ID: "b", Title: "李示例"}, {ID: "c", Title: "张示例"}}
	for i := range items {
		items[i].Actions = []ItemAction{{ID: "go", Label: "送客"}}
	}
	var acts []*Act
	l.OnAction = func(id, _ string) {
		act := Begin()
		acts = append(acts, act)
		i := slices.IndexFunc(items, func(it Item) bool { return it.ID == id })
		gone := items[i]
		act.Done(Done{Word: "已办", Back: "撤回", Undo: func() {
			*back = append(*back, id)
			items = slices.Insert(items, i, gone)
			l.SetItems(items)
		}})
		items = slices.Delete(slices.Clone(items), i, i+1)
		l.SetItems(items)
	}
	l.SetItems(items)
	return l, func() {
		for _, a := range acts {
			a.Over()
		}
	}
}

func TestWhatWasDoneStaysInItsPlaceAndCanBeTakenBack(t *testing.T) {
	kittest.App(t, false)
	var back []string
	l, over := parted(&back)
	h := kittest.NewHand(t, kittest.Show(t, l, 400, 400))
	kittest.AtOnce(func() {
		at := h.Reach(h.RowActions(9)[1])
		below := h.Reach(h.RowActions(9)[2])
		h.DoublePressAt(at) // the second press meets 撤回 and is not meant for it
		h.Want("已办", "撤回")
		if got := l.Items(); len(got) != 2 || len(back) != 0 {
			t.Fatalf("there are %v, taken back %q", got, back)
		}
		if now := h.Reach(h.RowActions(9)[2]); now != below {
			t.Errorf("the row below moved from %v to %v", below, now)
		}
	})
	kittest.AtOnce(func() { // later, within its moment
		l2, over2 := parted(&back)
		h := kittest.NewHand(t, kittest.Show(t, l2, 400, 400))
		h.Press(h.RowActions(9)[1])
		over2()
		h.WantNot("已办", "撤回")
	})
	over()
	h.WantNot("已办", "撤回")
}

func TestWhatIsTakenBackStandsAgain(t *testing.T) {
	kittest.App(t, false)
	now := kittest.Standing(t)
	var back []string
	l, _ := parted(&back)
	h := kittest.NewHand(t, kittest.Show(t, l, 400, 400))
	h.Press(h.RowActions(9)[1])
	now(DoubleTap)
	h.Tap("撤回")
	h.WantNot("已办", "撤回")
	if !slices.Equal(back, []string{"b"}) || len(l.Items()) != 3 || l.Items()[1].Strike {
		t.Errorf("taken back %q, there are %v", back, l.Items())
	}
}

func TestAMomentLaterTheOthersCloseUp(t *testing.T) {
	kittest.App(t, false)
	now := kittest.Standing(t)
	var back []string
	l, over := parted(&back)
	h := kittest.NewHand(t, kittest.Show(t, l, 400, 400))
	h.Press(h.RowActions(9)[0])
	h.Want("王示例")
	now(Lingers)
	over()
	h.WantNot("王示例")
}

// What leaves for another reason than an act, as with another day, leaves at once.
func TestOtherRowsReplaceWhatWasDone(t *testing.T) {
	kittest.App(t, false)
	kittest.Standing(t)
	var back []string
	l, _ := parted(&back)
	h := kittest.NewHand(t, kittest.Show(t, l, 400, 400))
	h.Press(h.RowActions(9)[0])
	l.SetItems([]Item{{ID: "x", Title: "赵示例"}})
	h.WantNot("王示例", "李示例")
}

func TestABoardKeepsWhatWasDone(t *testing.T) {
	kittest.App(t, false)
	now := kittest.Standing(t)
	undone := false
	b := NewBoard(100)
	b.OnTap = func(id string) {
		act := Begin()
		act.Done(Done{Word: "已办", Back: "撤回", Undo: func() { undone = true }})
		b.SetTiles([]Tile{{ID: "b", Title: "A2"}})
	}
	b.SetTiles([]Tile{{ID: "a", Title: "A1"}, {ID: "b", Title: "A2"}})
	h := kittest.NewHand(t, kittest.Show(t, b, 400, 200))
	second := h.Reach(kittest.Tappables(b)[1])
	h.Tap("A1")
	if got := h.Reach(kittest.Tappables(b)[1]); got != second {
		t.Errorf("the second tile moved from %v to %v", second, got)
	}
	now(DoubleTap)
	h.Tap("撤回")
	if !undone {
		t.Error("a tap on 撤回 took nothing back")
	}
}

// A card is done by a command that speaks of what it holds, and its lid takes every
// tap meant for what lies below.
func TestACardKeepsWhatWasDone(t *testing.T) {
	kittest.App(t, false)
	now := kittest.Standing(t)
	did := 0
	stays := NewStays(func(id string) string { return id }, func() {}).Holding(func(id string) []string { return []string{id + "-line"} })
	stays.Keep([]string{"a", "b"})
	Begin("a-line").Done(Done{Word: "已办"})
	all := stays.Keep([]string{"b"})
	if !slices.Equal(all, []string{"a", "b"}) {
		t.Fatalf("shown are %q", all)
	}
	card := NewStay(NewButton("全部做好", Primary, func() { did++ }))
	h := kittest.NewHand(t, kittest.Show(t, card, 300, 80))
	at := h.Reach(card)
	card.Say(stays.Past("a"))
	now(DoubleTap)
	h.PressAt(at)
	if did != 0 || !h.Sees("已办") {
		t.Errorf("tapped %d times; there is %q", did, h.Texts())
	}
	card.Say(stays.Past("b"))
	now(DoubleTap)
	h.PressAt(at)
	if did != 1 {
		t.Error("a card that stands can't be tapped")
	}
}
