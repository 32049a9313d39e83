package bar

import (
	"context"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// someBreakage leaves reports in every state.
func (h *stockHouse) someBreakage() {
	h.t.Helper()
	h.breaks("utensil-01", 1)
	h.now = h.now.Add(5 * time.Minute)
	ok := h.breaks("utensil-02", 1)
	h.give(boss, &data.DecideBreakage{Breakage: ok.Breakage, Approve: true})
	no := h.breaks("utensil-06", 2)
	h.give(boss, &data.DecideBreakage{Breakage: no.Breakage, Movement: data.NewID(), Word: "在洗碗机里"})
	h.now = h.now.Add(5 * time.Minute)
	h.give(xun, &data.ReportBreakage{Breakage: data.NewID(), Movement: data.NewID(), Item: "utensil-03", Qty: 1, What: "broken", Found: "service", Cause: "staff", Responsible: xun, Share: 100, HandedTo: boss, ReportedTo: boss, Note: "续水时碰落"})
	h.now = h.now.Add(5 * time.Minute)
}

func TestBreakageLooksRight(t *testing.T) {
	everyLook(t, "breakage", func(t *testing.T, h *stockHouse, _, height float32) *screentest.Stage {
		h.someBreakage()
		return h.open(newBreakage(h, h.sh), height)
	})
	everyLook(t, "breakage-staff", func(t *testing.T, h *stockHouse, _, height float32) *screentest.Stage {
		s := newBreakage(h, h.sh)
		st := h.open(s, height)
		st.TapIn("utensil-03")
		st.Choose(h.sh.Say("breakage.causeTitle"), h.sh.Say("breakage.cause.staff"))
		return st
	})
	everyLook(t, "breakage-guest", func(t *testing.T, h *stockHouse, _, height float32) *screentest.Stage {
		s := newBreakage(h, h.sh)
		st := h.open(s, height)
		st.TapIn("utensil-03")
		st.Choose(h.sh.Say("breakage.causeTitle"), h.sh.Say("breakage.cause.guest"))
		return st
	})
	everyLook(t, "breakage-detail", func(t *testing.T, h *stockHouse, _, height float32) *screentest.Stage {
		h.someBreakage()
		s := newBreakage(h, h.sh)
		st := h.open(s, height)
		s.openDetail(s.view.open[0].ID)
		st.Settle()
		return st
	})
}

func (h *stockHouse) lastBreakage() data.Breakage {
	h.t.Helper()
	list, err := h.Breakages(context.Background(), data.BreakageFilter{})
	if err != nil || len(list) == 0 {
		h.t.Fatal("nothing reported", err)
	}
	return list[len(list)-1]
}

func TestTheUsualBreakageIsThreeTaps(t *testing.T) {
	h := newStockHouse(t)
	h.shell(1280, guBar)
	st := h.open(newBreakage(h, h.sh), 800)
	st.Want("没有待办的报损单。", "240ml · 在册 120")
	st.TapIn("utensil-01")
	st.Choose("原因", "自然损耗")
	st.Tap("报损")
	b := h.lastBreakage()
	if b.Kind != "chip" || b.Found != "wash-check" || b.Cause != "wear" || b.Waived != "wear" || b.Qty != 1 || b.ReportedTo != boss || h.held("utensil-01") != 119 {
		t.Errorf("%+v", b)
	}
	if h.sh.LastToast() != "已报损：玻璃茶杯 240ml 1 只，缺口，在册剩 119" || h.sh.OpenSheet() != nil {
		t.Error(h.sh.Toasts)
	}
	st.Want("玻璃茶杯 × 1", "待审批", "11-23 10:52 · 缺口 · 洗前检查 · 自然损耗", "交残件")
	st.Act(string(b.ID), "hand")
	st.Choose("残件交给谁", "常示例")
	if h.lastBreakage().HandedTo != boss {
		t.Error("the piece is not handed in")
	}
	// One undo takes all of it back; the handing-in comes first.
	for _, toast := range []screentest.Toast{h.sh.Toasts[1], h.sh.Toasts[0]} {
		if toast.Undo == "" {
			t.Error(toast)
		}
	}
}

func TestDamageByStaffIsCompensatedAndSigned(t *testing.T) {
	h := newStockHouse(t)
	h.shell(1280, guBar)
	s := newBreakage(h, h.sh)
	st := h.open(s, 800)
	f := s.openReport("utensil-03")
	st.Settle()
	st.Tap("报损")
	st.Want("请填写这一项。")
	st.Choose("原因", "员工人为")
	st.Tap("报损")
	st.Want("员工人为请选责任人。", "1 × ¥120.00 = ¥120.00，应赔 ¥120.00")
	st.Choose("责任人", "𬬻小满")
	st.Choose("赔偿", "不赔")
	st.Tap("报损")
	st.Want("不赔偿请选原因。")
	st.Choose("赔偿", "赔半")
	f.sign.SetStrokes(data.Strokes{{{X: 100, Y: 100}, {X: 200, Y: 150}, {X: 300, Y: 100}, {X: 400, Y: 150}, {X: 500, Y: 100}, {X: 600, Y: 150}, {X: 700, Y: 100}, {X: 800, Y: 150}}}, false)
	st.Tap("报损")
	b := h.lastBreakage()
	if b.Responsible != xun || b.Person != "𬬻小满" || b.Due != 6000 || b.Share != 50 || data.DecodeStrokes(b.Strokes).Empty() {
		t.Errorf("%+v", b)
	}
	st.Act(string(b.ID), "settle")
	st.Want("收赔偿 ¥60.00")
	st.Choose("怎么付", "现金")
	st.Tap("收讫")
	st.Want("请填收据号。")
	st.Type("收据号", "0007")
	st.Tap("收讫")
	if b := h.lastBreakage(); !b.Paid() || b.Receipt != "0007" || h.sh.OpenSheet() != nil {
		t.Errorf("%+v", b)
	}
	s.openDetail(b.ID)
	st.Settle()
	st.Want("应赔 ¥60.00（50%），现金，收据 0007")
	st.Tap("打印")
	if g := h.sh.Goings[0].(screen.Print); g.Record != "breakage" || g.ID != string(b.ID) {
		t.Error(g)
	}
}

func TestMoreThanThereIsIsRefusedInWords(t *testing.T) {
	h := newStockHouse(t)
	h.shell(1280, guBar)
	st := h.open(newBreakage(h, h.sh), 800)
	st.TapIn("utensil-03")
	st.Choose("原因", "客户")
	st.Step("数量", 8)
	h.breaks("utensil-03", 5) // on another tablet, in the meantime
	st.Tap("报损")
	st.Want("紫砂壶账上只有 3 件，报不了这么多。")
	if h.sh.OpenSheet() == nil || kittest.Stepper(t, st.Root(), "数量").Value() != 8 {
		t.Error("what was typed is gone")
	}
}

func TestAnotherScreenAsksForAReport(t *testing.T) {
	h := newStockHouse(t)
	h.shell(1280, guBar)
	s := newBreakage(h, h.sh)
	s.begin(&data.ReportBreakage{Place: "table-a3", Item: "utensil-01"})
	st := h.open(s, 800)
	st.Want("报损 玻璃茶杯 240ml")
	st.Choose("原因", "客户")
	st.Tap("报损")
	if b := h.lastBreakage(); b.Place != "table-a3" || b.Found != "service" || b.Waived != "guest" {
		t.Errorf("%+v", b)
	}
	if tiles := s.view.tiles(h.sh.Say, "utensil", "茶"); len(tiles) != 3 || !strings.Contains(tiles[0].Title, "玻璃茶杯") {
		t.Error(tiles)
	}
}

func TestAReportExplainsTheLastCount(t *testing.T) {
	h := newStockHouse(t)
	lines, err := h.StockOnHand(context.Background(), "utensil")
	if err != nil {
		t.Fatal(err)
	}
	h.give(gu, countCommand("utensil", lines, func(id data.ID) *countEntry {
		for _, l := range lines {
			if l.Item.ID == id {
				e := untouched(l)
				if id == "utensil-03" {
					e.cup, e.same, e.why = l.Qty-2, false, "unexplained"
				}
				return e
			}
		}
		return nil
	}))
	h.shell(1280, guBar)
	st := h.open(newBreakage(h, h.sh), 800)
	st.TapIn("utensil-03")
	st.Choose("是上次盘点少的 2 件吗", "是")
	st.Choose("原因", "不明")
	st.Tap("报损")
	if n := h.held("utensil-03"); n != 6 {
		t.Errorf("%d are held", n)
	}
	if !strings.HasSuffix(h.sh.LastToast(), "在册剩 6") {
		t.Error(h.sh.LastToast())
	}
}
