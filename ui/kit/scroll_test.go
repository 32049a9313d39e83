package kit_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	. "yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

// press drags a finger over a view the way the desktop driver reports it: the
// press to what lies deepest, the drag to the view, and no tap of its own.
func press(s *Scroll, on desktop.Mouseable, steps ...float32) {
	on.MouseDown(&desktop.MouseEvent{})
	for _, dy := range steps {
		s.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, dy)})
	}
	s.MouseUp(&desktop.MouseEvent{})
	s.DragEnd()
}

func manyButtons(n int, tap func(int)) ([]*Button, fyne.CanvasObject) {
	var all []*Button
	var objs []fyne.CanvasObject
	for i := range n {
		b := NewButton(fmt.Sprintf("第 %d 项", i+1), Secondary, func() { tap(i) })
		all, objs = append(all, b), append(objs, b)
	}
	return all, VBox(objs...)
}

func TestScrollGivesShortDragsBackAsTaps(t *testing.T) {
	kittest.App(t, false)
	var taps []int
	buttons, content := manyButtons(40, func(i int) { taps = append(taps, i) })
	s := NewScroll(content)
	kittest.Show(t, s, 300, 300)
	press(s, buttons[2], -3, -4, -4) // 11 units: a tap
	if len(taps) != 1 || taps[0] != 2 || s.Offset() != 0 {
		t.Fatalf("taps %v, offset %v", taps, s.Offset())
	}
	press(s, buttons[2], -3, -4, -4, -40)
	if len(taps) != 1 || s.Offset() != 51 {
		t.Errorf("a drag of 51: taps %v, offset %v", taps, s.Offset())
	}
	press(s, buttons[2], 20, -20) // there and back again is no tap
	if len(taps) != 1 {
		t.Errorf("a drag that came back was a tap: %v", taps)
	}
	press(s, s, 5, 5)
	buttons[3].MouseDown(&desktop.MouseEvent{})
	buttons[3].MouseUp(&desktop.MouseEvent{}) // without a drag the tap comes apart
	s.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 3)})
	s.DragEnd()
	buttons[4].MouseDown(&desktop.MouseEvent{})
	buttons[4].MouseOut() // the finger slid off
	s.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 3)})
	s.DragEnd()
	if len(taps) != 1 {
		t.Errorf("a press on bare ground tapped: %v", taps)
	}
	tap := NewTap(NewText("台位", Body), func() { taps = append(taps, 99) })
	press(s, tap, 4, 4)
	Press(buttons[5], fyne.NewPos(1, 1))
	s.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 3)})
	s.DragEnd()
	if len(taps) != 3 || taps[1] != 99 || taps[2] != 5 {
		t.Errorf("what a screen made itself: %v", taps)
	}
}

func TestScrollStaysWithinItsContent(t *testing.T) {
	kittest.App(t, false)
	buttons, content := manyButtons(20, func(int) {})
	s := NewScroll(content)
	kittest.Show(t, s, 300, 300)
	press(s, buttons[0], 500)
	if s.Offset() != 0 {
		t.Errorf("above the top: %v", s.Offset())
	}
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -99999)})
	want := content.MinSize().Height - 300
	if s.Offset() != want {
		t.Errorf("below the end: %v, want %v", s.Offset(), want)
	}
}

func TestFocusIsScrolledIntoView(t *testing.T) {
	kittest.App(t, false)
	buttons, content := manyButtons(20, func(int) {})
	s := NewScroll(NewCard("很多", nil, content))
	w := kittest.Show(t, s, 300, 300)
	for range 15 {
		w.Canvas().FocusNext()
	}
	if w.Canvas().Focused() != fyne.Focusable(buttons[14]) {
		t.Fatalf("the focus is on %v", w.Canvas().Focused())
	}
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(buttons[14]).Y
	if top < 0 || top+48 > 300 {
		t.Errorf("what has the focus stands at %v", top)
	}
}

func rows(n int) []Item {
	var all []Item
	for i := range n {
		all = append(all, Item{ID: fmt.Sprint(i), Lead: fmt.Sprintf("%02d:00", i%24), Title: fmt.Sprintf("客户 %d", i), Sub: "两位"})
	}
	return all
}

func TestListShowsOnlyWhatIsInView(t *testing.T) {
	kittest.App(t, false)
	l := NewList()
	kittest.Show(t, l, 400, 300)
	l.SetItems(rows(5000))
	if !kittest.Has(l, "客户 0") || kittest.Has(l, "客户 40") {
		t.Errorf("shown %q", kittest.Texts(l))
	}
	if n := len(kittest.Texts(l)); n > 40 {
		t.Errorf("%d words are drawn for 300 units", n)
	}
	l.ShowItem("4321")
	if !kittest.Has(l, "客户 4321") || kittest.Has(l, "客户 0 ") {
		t.Errorf("after the jump %q", kittest.Texts(l))
	}
}

func TestListTapsAndActs(t *testing.T) {
	kittest.App(t, false)
	l := NewList()
	var got []string
	l.OnTap = func(id string) { got = append(got, "tap "+id) }
	l.OnAction = func(id, action string) { got = append(got, action+" "+id) }
	items := rows(3)
	items[1].Actions = []ItemAction{{ID: "yes", Label: "相符"}, {ID: "no", Label: "不符"}}
	l.SetItems(items)
	w := kittest.Show(t, l, 500, 300)
	kittest.Tap(t, l, "客户 2")
	kittest.Tap(t, l, "不符")
	w.Canvas().Focus(l)
	l.TypedKey(key(fyne.KeyHome))
	l.TypedKey(key(fyne.KeyReturn))
	l.TypedKey(key(fyne.KeyDown))
	l.TypedKey(key(fyne.KeyRight))
	l.TypedKey(key(fyne.KeySpace))
	want := "[tap 2 no 1 tap 0 yes 1]"
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestListKeepsItsPlaceWhenRefreshed(t *testing.T) {
	kittest.App(t, false)
	l := NewList()
	kittest.Show(t, l, 400, 300)
	l.SetItems(rows(100))
	l.ShowItem("60")
	before := kittest.Texts(l)
	changed := rows(100)
	changed[60].Badge, changed[60].Tone = "刚到", ToneGood
	l.SetItems(changed)
	if !kittest.Has(l, "客户 60") || !kittest.Has(l, "刚到") {
		t.Errorf("before %q, after %q", before, kittest.Texts(l))
	}
}

func TestListSaysWhatWouldBeHere(t *testing.T) {
	kittest.App(t, false)
	l := NewList()
	asked := false
	l.SetEmpty("还没有人到访。", "登记来访", func() { asked = true })
	kittest.Show(t, l, 400, 300)
	kittest.Tap(t, l, "登记来访")
	if !asked || !kittest.Has(l, "还没有人到访。") {
		t.Errorf("shown %q", kittest.Texts(l))
	}
	l.SetItems(rows(2))
	if kittest.Has(l, "还没有人到访。") || !kittest.Has(l, "客户 1") {
		t.Errorf("with rows %q", kittest.Texts(l))
	}
	l.SetItems(nil)
	if !kittest.Has(l, "还没有人到访。") {
		t.Errorf("without rows again %q", kittest.Texts(l))
	}
}

func TestWholeListIsAsHighAsItsRows(t *testing.T) {
	kittest.App(t, false)
	l := NewList().SetWhole(true)
	l.SetItems(rows(30))
	s := NewScroll(VBox(l, NewButton("登记", Primary, nil)))
	kittest.Show(t, s, 400, 300)
	if h := l.MinSize().Height; h < 30*48 {
		t.Errorf("30 rows ask for %v", h)
	}
	kittest.Tap(t, s, "客户 29")
	s.ScrollTo(99999)
	if !kittest.Has(s, "客户 29") {
		t.Error("the last row is not drawn")
	}
}

func TestFormScrollsByAFingerThatBeganOnAField(t *testing.T) {
	kittest.App(t, false)
	f := NewField("姓名")
	f.SetText("欧阳建国")
	_, content := manyButtons(20, func(int) {})
	s := NewScroll(VBox(f, content))
	w := kittest.Show(t, s, 300, 300)
	at := fyne.NewPos(60, 44)
	test.Drag(w.Canvas(), at, 1, -60)
	if s.Offset() != 60 {
		t.Errorf("the form stands at %v", s.Offset())
	}
	s.ScrollToTop()
	test.Scroll(w.Canvas(), at, 0, -10)
	if s.Offset() != 30 {
		t.Errorf("the wheel over the field moved the form to %v", s.Offset())
	}
	s.ScrollToTop()
	test.Drag(w.Canvas(), at, 20, 1)
	if s.Offset() != 0 {
		t.Error("selecting along the line scrolls")
	}
}

func TestShortListInALongFormLetsTheFormScroll(t *testing.T) {
	kittest.App(t, false)
	l := NewList()
	l.SetItems(rows(2))
	_, content := manyButtons(20, func(int) {})
	s := NewScroll(VBox(MinSize(l, 0, 200), content))
	w := kittest.Show(t, s, 300, 300)
	test.Scroll(w.Canvas(), fyne.NewPos(50, 50), 0, -10)
	test.Drag(w.Canvas(), fyne.NewPos(50, 50), 0, -30)
	if s.Offset() != 60 {
		t.Errorf("the form stands at %v", s.Offset())
	}
}
