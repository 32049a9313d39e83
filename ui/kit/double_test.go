package kit_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	. "yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

// leaving is a list from which a row goes away when its action is tapped.
func leaving(did *[]string) *List {
	l := NewList()
	items := []Item{{ID: "a", Title: "王示例"}, {ID: "b", Title: "李示例"}, {ID: "c", Title: "张示例"}}
	for i := range items {
		items[i].Actions = []ItemAction{{ID: "go", Label: "送客"}}
	}
	l.OnAction = func(id, _ string) {
		*did = append(*did, id)
		items = slices.DeleteFunc(items, func(it Item) bool { return it.ID == id })
		l.SetItems(items)
	}
	l.SetItems(items)
	return l
}

func TestADoubleClickSeesOnePartyOff(t *testing.T) {
	kittest.App(t, false)
	var did []string
	l := leaving(&did)
	h := kittest.NewHand(t, kittest.Show(t, l, 400, 400))
	first := h.RowActions(1)[0]
	h.DoublePress(first)
	if !slices.Equal(did, []string{"a"}) {
		t.Fatalf("a double click saw off %q", did)
	}
	h.Press(h.RowActions(1)[0]) // meant
	if !slices.Equal(did, []string{"a", "b"}) {
		t.Errorf("a tap a moment later saw off %q", did)
	}
}

func TestEnterTwiceSeesOnePartyOff(t *testing.T) {
	kittest.App(t, false)
	var did []string
	l := leaving(&did)
	w := kittest.Show(t, l, 400, 400)
	h := kittest.NewHand(t, w)
	w.Canvas().Focus(l)
	h.Key(fyne.KeyRight)
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	kittest.AtOnce(func() { l.TypedKey(enter); l.TypedKey(enter); l.TypedKey(enter) })
	if !slices.Equal(did, []string{"a"}) {
		t.Fatalf("Enter three times at once saw off %q", did)
	}
	h.Key(fyne.KeyReturn)
	if !slices.Equal(did, []string{"a", "b"}) {
		t.Errorf("an Enter a moment later saw off %q", did)
	}
}

// Somebody else changes the list while the finger is on its way.
func TestWhatHasJustMovedUnderTheFingerTakesNoTap(t *testing.T) {
	kittest.App(t, false)
	did := ""
	l := NewList()
	l.OnTap = func(id string) { did += id }
	b := NewBoard(100)
	b.OnTap = func(id string) { did += id }
	c := NewChips("", []Choice{{Code: "a", Label: "甲"}, {Code: "b", Label: "乙"}})
	c.OnChanged = func() { did += c.Selected() }
	button := NewButton("通过", Primary, func() { did += "!" }).About("a")
	l.SetItems([]Item{{ID: "a", Title: "王示例"}, {ID: "b", Title: "李示例"}})
	b.SetTiles([]Tile{{ID: "a", Title: "A1"}, {ID: "b", Title: "A2"}})
	w := kittest.Show(t, VBox(l.SetWhole(true), b, c, button), 400, 500)
	h := kittest.NewHand(t, w)
	kittest.AtOnce(func() {
		l.SetItems([]Item{{ID: "b", Title: "李示例"}})
		b.SetTiles([]Tile{{ID: "b", Title: "A2"}})
		c.SetChoices([]Choice{{Code: "b", Label: "乙"}})
		button.About("b")
		h.Tap("李示例")
		h.Tap("A2")
		h.Tap("乙")
		h.Tap("通过")
	})
	if did != "" {
		t.Errorf("what had just come did %q", did)
	}
	h.Tap("李示例")
	h.Tap("A2")
	h.Tap("乙")
	h.Tap("通过")
	if did != "bbb!" {
		t.Errorf("a moment later it did %q", did)
	}
}

// What opens under the finger is not what it meant; and who hammers on has seen
// nothing yet.
func TestASecondTapAtOneSpotIsForNothingElse(t *testing.T) {
	kittest.App(t, false)
	did := ""
	var box *fyne.Container
	second := NewButton("删除", Danger, func() { did += "2" })
	first := NewButton("打开", Secondary, func() { did += "1"; box.Objects = []fyne.CanvasObject{second}; box.Refresh() })
	box = Fill(first)
	h := kittest.NewHand(t, kittest.Show(t, box, 200, 56))
	at := h.Reach(first)
	h.DoublePressAt(at)
	if did != "1" {
		t.Fatalf("a double click did %q", did)
	}
	h.PressAt(at)
	if did != "12" {
		t.Errorf("a tap a moment later did %q", did)
	}
}

// Quick fingers that mean every tap lose none.
func TestQuickTapsThatAreMeantCount(t *testing.T) {
	kittest.App(t, false)
	n, page := 0, 0
	pad := NewKeypad(4, false, nil)
	step := NewStepper("人数", 0, 9, 0)
	board := NewBoard(100)
	board.OnTap = func(string) { n++ }
	board.SetTiles([]Tile{{ID: "tea", Title: "茶"}})
	next := NewButton("下一页", Secondary, func() { page++ }).SetRepeats()
	h := kittest.NewHand(t, kittest.Show(t, VBox(pad, step, board, next), 400, 700))
	kittest.AtOnce(func() {
		for _, d := range "1224" {
			h.TapIn(pad, string(d))
		}
		h.TapIn(board, "茶")
		h.TapIn(board, "茶")
		h.Press(step.Held()[2])
		h.Press(step.Held()[2])
		h.Tap("下一页")
		h.Tap("下一页")
	})
	if pad.Value() != "1224" || n != 2 || step.Value() != 2 || page != 2 {
		t.Errorf("typed %q, %d cups, %d people, page %d", pad.Value(), n, step.Value(), page)
	}
}

// A scanner ends its line with CR and LF.
func TestTheSecondEnterOfAScannerDoesNothing(t *testing.T) {
	kittest.App(t, false)
	var did []string
	f := NewField("")
	f.OnEnter = func() { did = append(did, f.Text()); f.SetText("") }
	w := kittest.Show(t, f, 300, 60)
	h := kittest.NewHand(t, w)
	f.Focus(w.Canvas())
	kittest.AtOnce(func() { h.Scan("0001"); h.Scan("0002") })
	if !slices.Equal(did, []string{"0001", "0002"}) {
		t.Errorf("entered %q", did)
	}
}
