package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	. "yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

// A window draws frame by frame; nothing asks it to lay out anew.
func TestWhatShowsOrGrowsLiesOverNothing(t *testing.T) {
	kittest.App(t, false)
	warn := NewBanner("还有 3 单预约受影响。", ToneSoon)
	warn.Hidden = true
	first, facts := NewText("羽毛球1", Body), NewParagraph("", Label)
	below := NewButton("报修", Secondary, nil)
	boxes := map[string]fyne.CanvasObject{
		"column": Fill(VBox(first, warn, facts, below)),
		"pin":    Fill(Pin(VBox(first, warn, facts), nil, nil, nil, below)),
		"rows":   Fill(Rows([]float32{0, 0, 0, 1}, first, warn, facts, below)),
		"flow":   NewScroll(Flow(first, warn, facts, below)),
	}
	for name, box := range boxes {
		warn.Hidden = true
		facts.SetText("")
		w := kittest.Show(t, box, 400, 400)
		frames := kittest.NewFrames()
		frames.Draw(w.Content())
		for _, act := range []func(){
			func() { warn.Hidden = false },
			func() { facts.SetText("第一条备注\n第二条备注\n第三条备注") },
			func() { warn.Hidden = true; facts.SetText("一条备注") },
		} {
			act()
			for _, fault := range frames.Drawn(w.Content()) {
				t.Errorf("%s: %s", name, fault)
			}
		}
	}
}

// The finger is on its way to one thing when another comes there.
func TestWhatHasMovedUnderTheFingerWaitsAMoment(t *testing.T) {
	kittest.App(t, false)
	now := kittest.Standing(t)
	did := ""
	warn := NewBanner("电话打不通", ToneLate)
	warn.Hidden = true
	up, down := NewButton("登记", Secondary, func() { did += "登记" }), NewButton("谢绝", Danger, func() { did += "谢绝" })
	h := kittest.NewHand(t, kittest.Show(t, VBox(warn, up, down), 300, 300))
	at := h.Reach(down)
	warn.Show()
	kittest.Relayout(h.Root())
	if h.Under(at) != ThingOf(up) {
		t.Fatal("the banner moved nothing")
	}
	h.PressAt(at)
	if did != "" {
		t.Fatalf("a tap meant for 谢绝 did %s", did)
	}
	now(DoubleTap)
	h.PressAt(at)
	if did != "登记" {
		t.Errorf("a moment later it did %q", did)
	}
}

func TestAVeilTakesEveryTapUntilTheNewIsThere(t *testing.T) {
	kittest.App(t, false)
	now := kittest.Standing(t)
	did := 0
	button := NewButton("其余 262 项相符", Secondary, func() { did++ })
	v := NewVeil(Center(button))
	h := kittest.NewHand(t, kittest.Show(t, v, 400, 300))
	at := h.Reach(button)
	v.Drop("正在交班")
	h.Want("正在交班")
	h.PressAt(at)
	v.Lift()
	now(DoubleTap / 4)
	h.PressAt(at)
	if did != 0 {
		t.Fatal("a tap meant for what was before reached what is now")
	}
	now(DoubleTap)
	h.PressAt(at)
	if did != 1 {
		t.Error("it stays locked")
	}
}

func TestATapOnEmptyGroundKeepsTheFocusAndATabLeads(t *testing.T) {
	kittest.App(t, false)
	find, name := NewField("找客人"), NewField("姓名")
	body := Fill(find)
	tabs := NewChips("", []Choice{{Code: "a", Label: "新到"}, {Code: "b", Label: "在场"}})
	tabs.Select("b")
	tabs.OnChanged = func() {
		body.Objects = []fyne.CanvasObject{name}
		body.Refresh()
	}
	tabs.Leads(func() fyne.Focusable { return First(body) })
	w := kittest.Show(t, Fill(NewFloor(), VBox(tabs, body)), 400, 300)
	h := kittest.NewHand(t, w)
	find.Focus(w.Canvas())
	h.PressAt(fyne.NewPos(390, 290))
	if !find.Focused() {
		t.Error("a tap on empty ground took the cursor away")
	}
	h.Key(fyne.KeyTab)
	if _, floor := w.Canvas().Focused().(*Floor); floor {
		t.Error("Tab goes to the empty ground")
	}
	h.Tap("新到")
	if !name.Focused() {
		t.Errorf("a tap on a tab puts the cursor on %T", w.Canvas().Focused())
	}
	if Seen(w.Content(), find.Focusable()) || !Seen(w.Content(), name.Focusable()) {
		t.Error("what is seen is told wrong")
	}
}
