package stock

import (
	"context"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

func TestCountLooksRight(t *testing.T) {
	everyLook(t, "count", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		h.countAll("utensil")
		h.Now = h.Now.Add(time.Hour)
		h.Breaks("utensil-01", 2)
		s := newCount(h, h.Sh)
		st := h.Open(s, height)
		s.counted("utensil-03", func(e *countEntry) { e.cup = 7 })
		s.counted("utensil-02", func(e *countEntry) { e.cup = 20; e.washing = 4 })
		s.counted("utensil-01", func(e *countEntry) { e.cup, e.washing, e.tables, e.why = 100, 10, 6, "unexplained" })
		st.Settle()
		return st
	})
	everyLook(t, "count-food", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		s := newCount(h, h.Sh)
		st := h.Open(s, height)
		s.kinds.Select("food")
		s.kinds.OnChanged()
		st.Settle()
		s.choose("food-milk")
		st.Settle()
		return st
	})
	everyLook(t, "count-move", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		s := newCount(h, h.Sh)
		st := h.Open(s, height)
		s.openMove("utensil-04")
		st.Settle()
		return st
	})
}

// countAll counts everything of a kind as it should be.
func (h *house) countAll(kind string) {
	h.T.Helper()
	lines, err := h.StockOnHand(context.Background(), kind)
	if err != nil {
		h.T.Fatal(err)
	}
	h.Give(officetest.Gu, countCommand(kind, lines, func(id data.ID) *countEntry {
		for _, l := range lines {
			if l.Item.ID == id {
				return untouched(l)
			}
		}
		return nil
	}))
}

func TestACountWithoutSurprisesIsTwoTaps(t *testing.T) {
	h := newHouse(t)
	h.Shell(1280, officetest.GuBar)
	st := h.Open(newCount(h, h.Sh), 800)
	st.Want("还没有盘过", "已盘 0／16 项", "其余 16 项无误", "玻璃茶杯 240ml", "应有 120", "未盘")
	st.Tap("其余 16 项无误")
	st.Want("已盘 16／16 项", "相符")
	st.Tap("提交盘点")
	if h.Sh.LastToast() != "已盘点：器皿，16 项相符，0 项有差异" || h.Sh.Toasts[0].Undo == "" {
		t.Error(h.Sh.Toasts)
	}
	list, err := h.Counts(context.Background(), data.CountFilter{})
	if err != nil || len(list) != 1 || list[0].Lines != 16 || list[0].Differ != 0 {
		t.Error(list, err)
	}
	st.Want("已盘 0／16 项", "上次 2026-11-23 10:52 古试饮")
	// The same again is refused in words and nothing is lost.
	st.Tap("其余 16 项无误")
	st.Tap("提交盘点")
	st.Want("今天 10:52 古试饮已盘过，账实都没有变。", "已盘 16／16 项")
}

func TestADifferenceExplainsItselfOrIsExplained(t *testing.T) {
	h := newHouse(t)
	h.countAll("utensil")
	h.Now = h.Now.Add(time.Hour)
	h.Breaks("utensil-01", 2)
	h.Shell(1280, officetest.GuBar)
	s := newCount(h, h.Sh)
	st := h.Open(s, 800)
	st.Want("应有 118 · 上次 120 · 报损 −2")
	h.Sh.Clock = data.TimeOf(h.Now)
	s.choose("utensil-01")
	st.Settle()
	st.Want("其后报损遗失", "−2")
	step := func(i, n int) {
		s.side.places[i].SetValue(n)
		s.side.places[i].OnChanged(n)
		st.Settle()
	}
	step(0, 100)
	step(1, 12)
	st.Want("少 6，待说明")
	step(2, 5)
	st.Want("少 1，待说明", "破了或丢了，去报损")
	st.Tap("其余 15 项无误")
	if !kittest.Button(t, st.All(), "提交盘点").Disabled() {
		t.Error("a difference without a reason can be submitted")
	}
	st.Tap("破了或丢了，去报损")
	if g := h.Sh.Goings[0].(*data.ReportBreakage); *g != (data.ReportBreakage{Item: "utensil-01", Qty: 1, Found: "count"}) {
		t.Error(g)
	}
	// Somebody reports it: the count agrees by itself.
	h.Breaks("utensil-01", 1)
	st.Screen.Changed(data.Change{Tables: map[string]bool{"movement": true}})
	st.Settle()
	if e := s.entry("utensil-01"); e.total() != 117 || countState(s.view.lines[0], e) != countSame {
		t.Errorf("%+v", e)
	}
	step(2, 4)
	st.Choose("差异原因", "不明")
	st.Tap("提交盘点")
	lines, err := h.Counts(context.Background(), data.CountFilter{Last: true})
	if err != nil || len(lines) != 1 || lines[0].Unexplained != 1 || h.Held("utensil-01") != 116 {
		t.Error(lines, err, h.Held("utensil-01"))
	}
}

func TestACountAsksAgainForWhatMovedMeanwhile(t *testing.T) {
	h := newHouse(t)
	h.Shell(1280, officetest.GuBar)
	s := newCount(h, h.Sh)
	st := h.Open(s, 800)
	s.counted("utensil-03", func(e *countEntry) { e.cup, e.why = 6, "unexplained" })
	st.Tap("其余 15 项无误")
	h.Breaks("utensil-03", 1) // the notice has not come yet
	st.Tap("提交盘点")
	if h.Held("utensil-03") != 7 || !strings.Contains(h.Sh.LastToast(), "1 项在您盘点时有进出，请再点一遍：紫砂壶") {
		t.Error(h.Held("utensil-03"), h.Sh.LastToast())
	}
	st.Want("再点", "已盘 0／16 项")
	s.choose("utensil-03")
	st.Settle()
	st.Want("盘点时有进出：当时显示应有 8，点到 6。现在应有 7，请再点一遍。")
	kittest.Tap(t, s.side.again, "再点")
	tap := h.Sh.OpenSheet()
	if tap == nil || tap.Title != "再点：紫砂壶" {
		t.Fatal(tap)
	}
	kittest.Tap(t, tap.Body, "再点提交")
	st.Settle()
	if h.Held("utensil-03") != 6 || h.Sh.OpenSheet() != nil {
		t.Error(h.Held("utensil-03"))
	}
	if l, _ := s.line("utensil-03"); l.Again != nil || l.Missing != 1 {
		t.Errorf("%+v", l)
	}
}

func TestAHalfDoneCountOutlivesItsScreen(t *testing.T) {
	h := newHouse(t)
	h.Shell(1280, officetest.GuBar)
	s := newCount(h, h.Sh)
	h.Open(s, 800)
	s.counted("utensil-03", func(e *countEntry) { e.cup, e.why = 6, "unexplained" })
	st := h.Open(newCount(h, h.Sh), 800)
	st.Want("已盘 1／16 项", "少 2")
}

func TestGoodsComeIn(t *testing.T) {
	h := newHouse(t)
	h.Shell(1280, officetest.GuBar)
	s := newCount(h, h.Sh)
	st := h.Open(s, 800)
	s.kinds.Select("food")
	s.kinds.OnChanged()
	st.Settle()
	st.Want("11月25日到期")
	st.Tap("收退货")
	st.Tap("入账")
	st.Want("请先选物品。")
	st.Choose("物品", "牛奶")
	st.Step("数量", 6)
	st.Tap("入账")
	st.Want("请选保质期到哪天。")
	st.Tap("周五 27日")
	st.Tap("入账")
	if h.Held("food-milk") != 15 || !strings.Contains(h.Sh.LastToast(), "收货：牛奶 6，现有 15") {
		t.Error(h.Held("food-milk"), h.Sh.LastToast())
	}
	s.counted("food-milk", func(e *countEntry) { e.cup = 13 })
	st.Settle()
	if e := s.entry("food-milk"); e.why != "use" || e.useBy != "2026-11-25" {
		t.Errorf("what is used up wants a reason: %+v", e)
	}
	st.Tap("收退货")
	st.Choose("怎么变", "退货")
	st.Choose("物品", "牛奶")
	st.Step("数量", 99)
	st.Tap("入账")
	st.Want("牛奶账上只有 15 件，不够。")
}
