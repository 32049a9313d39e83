package kittest_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

// TestAFieldHalfInViewTakesTheCursor: the view must not move between press and
// release, or the finger is let go over something else.
func TestAFieldHalfInViewTakesTheCursor(t *testing.T) {
	kittest.App(t, false)
	column := kit.VBox()
	var fields []*kit.Field
	for _, label := range []string{"姓名", "手机", "来访单位", "受访人", "备注", "车牌"} {
		f := kit.NewField(label)
		fields = append(fields, f)
		column.Add(f)
		column.Add(kit.MinSize(kit.Space(), 0, 120)) // nothing to type into
	}
	view := kit.NewScroll(column)
	win := kittest.Show(t, kit.Fill(view), 400, 300)
	h := kittest.NewHand(t, win)
	for _, f := range fields[1:5] {
		view.ScrollToTop()
		in := f.Focusable().(fyne.CanvasObject)
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(in).Y
		view.ScrollTo(top + in.Size().Height/2 - 294) // its middle is just above the lower edge
		h.TypeInto(f, "欧阳䶮")
		if f.Text() != "欧阳䶮" || !f.Focused() {
			t.Errorf("%s: %q, focus %v", f.Label(), f.Text(), f.Focused())
		}
	}
	view.ScrollToTop()
	h.PressAt(fyne.NewPos(100, 200))
	if fields[5].Focused() {
		t.Error("a press on bare ground leaves the cursor where it was")
	}
}

// TestAHandReachesRowsOutOfView: rows that are out of view are brought into it,
// and an action is the one of its row.
func TestAHandReachesRowsOutOfView(t *testing.T) {
	kittest.App(t, false)
	list := kit.NewList()
	var items []kit.Item
	for _, r := range "甲乙丙丁戊己庚辛壬癸子丑寅卯" {
		items = append(items, kit.Item{ID: string(r), Title: "客户" + string(r), Actions: []kit.ItemAction{{ID: "leave", Label: "送客"}}})
	}
	list.SetItems(items)
	var tapped, left []string
	list.OnTap = func(id string) { tapped = append(tapped, id) }
	list.OnAction = func(id, _ string) { left = append(left, id) }
	h := kittest.NewHand(t, kittest.Show(t, list, 400, 200))
	h.Tap("客户卯")
	h.Tap("客户甲")
	h.TapBy("客户丑", "送客")
	if len(tapped) != 2 || tapped[0] != "卯" || tapped[1] != "甲" || len(left) != 1 || left[0] != "丑" {
		t.Error(tapped, left)
	}
}
