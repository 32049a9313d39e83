package breakage

import (
	"context"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

// someBreakage leaves reports in every state.
func (h *house) someBreakage() {
	h.T.Helper()
	h.Breaks("utensil-01", 1)
	h.Now = h.Now.Add(5 * time.Minute)
	ok := h.Breaks("utensil-02", 1)
	h.Give(officetest.Boss, &data.DecideBreakage{Breakage: ok.Breakage, Approve: true})
	no := h.Breaks("utensil-06", 2)
	h.Give(officetest.Boss, &data.DecideBreakage{Breakage: no.Breakage, Movement: data.NewID(), Word: "在洗碗机里"})
	h.Now = h.Now.Add(5 * time.Minute)
	h.Give(officetest.Xun, &data.ReportBreakage{Breakage: data.NewID(), Movement: data.NewID(), Item: "utensil-03", Qty: 1, What: "broken", Found: "service", Cause: "staff", Responsible: officetest.Xun, Share: 100, HandedTo: officetest.Boss, ReportedTo: officetest.Boss, Note: "续水时碰落"})
	h.Now = h.Now.Add(5 * time.Minute)
}

func TestBreakageLooksRight(t *testing.T) {
	everyLook(t, "breakage", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		h.someBreakage()
		return h.Open(newBreakage(h, h.Sh), height)
	})
	everyLook(t, "breakage-staff", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		s := newBreakage(h, h.Sh)
		st := h.Open(s, height)
		st.TapIn("utensil-03")
		st.Choose(h.Sh.Say("breakage.cause"), h.Sh.Say("breakage.cause.staff"))
		return st
	})
	everyLook(t, "breakage-guest", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		s := newBreakage(h, h.Sh)
		st := h.Open(s, height)
		st.TapIn("utensil-03")
		st.Choose(h.Sh.Say("breakage.cause"), h.Sh.Say("breakage.cause.guest"))
		return st
	})
	everyLook(t, "breakage-detail", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		h.someBreakage()
		s := newBreakage(h, h.Sh)
		st := h.Open(s, height)
		s.openDetail(s.view.open[0].ID)
		st.Settle()
		return st
	})
}

func (h *house) lastBreakage() data.Breakage {
	h.T.Helper()
	list, err := h.Breakages(context.Background(), data.BreakageFilter{})
	if err != nil || len(list) == 0 {
		h.T.Fatal("nothing reported", err)
	}
	return list[len(list)-1]
}

func TestTheUsualBreakageIsThreeTaps(t *testing.T) {
	h := newHouse(t)
	h.Shell(1280, officetest.GuBar)
	st := h.Open(newBreakage(h, h.Sh), 800)
	st.Want("没有待办的报损单。", "240ml · 在册 120")
	st.TapIn("utensil-01")
	st.Choose("原因", "自然损耗")
	st.Tap("报损")
	b := h.lastBreakage()
	if b.Kind != "chip" || b.Found != "wash-check" || b.Cause != "wear" || b.Waived != "wear" || b.Qty != 1 || b.ReportedTo != officetest.Boss || h.Held("utensil-01") != 119 {
		t.Errorf("%+v", b)
	}
	if h.Sh.LastToast() != "已报损：玻璃茶杯 240ml 1 只，缺口，在册剩 119" || h.Sh.OpenSheet() != nil {
		t.Error(h.Sh.Toasts)
	}
	st.Want("玻璃茶杯 × 1", "待审批", "11-23 10:52 · 缺口 · 洗前检查 · 自然损耗", "交残件")
	st.Act(string(b.ID), "hand")
	st.Choose("残件交给谁", "常示例")
	if h.lastBreakage().HandedTo != officetest.Boss {
		t.Error("the piece is not handed in")
	}
	// One undo takes all of it back; the handing-in comes first.
	for _, toast := range []screentest.Toast{h.Sh.Toasts[1], h.Sh.Toasts[0]} {
		if toast.Undo == "" {
			t.Error(toast)
		}
	}
}

func TestDamageByStaffIsCompensatedAndSigned(t *testing.T) {
	h := newHouse(t)
	h.Shell(1280, officetest.GuBar)
	s := newBreakage(h, h.Sh)
	st := h.Open(s, 800)
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
	if b.Responsible != officetest.Xun || b.Person != "𬬻小满" || b.Due != 6000 || b.Share != 50 || data.DecodeStrokes(b.Strokes).Empty() {
		t.Errorf("%+v", b)
	}
	h.Give(officetest.Boss, &data.DecideBreakage{Breakage: b.ID, Approve: true}) // no money before
	s.load()
	st.Settle()
	st.Act(string(b.ID), "settle")
	st.Want("收赔偿 ¥60.00")
	st.Choose("怎么付", "现金")
	st.Tap("收讫")
	st.Want("请填收据号。")
	st.Type("收据号", "0007")
	st.Tap("收讫")
	if b := h.lastBreakage(); !b.Paid() || b.Receipt != "0007" || h.Sh.OpenSheet() != nil {
		t.Errorf("%+v", b)
	}
	s.openDetail(b.ID)
	st.Settle()
	st.Want("应赔 ¥60.00（50%），现金，收据 0007")
	st.Tap("打印")
	if g := h.Sh.Goings[0].(screen.Print); g.Record != "breakage" || g.ID != string(b.ID) {
		t.Error(g)
	}
}

func TestMoreThanThereIsIsRefusedInWords(t *testing.T) {
	h := newHouse(t)
	h.Shell(1280, officetest.GuBar)
	st := h.Open(newBreakage(h, h.Sh), 800)
	st.TapIn("utensil-03")
	st.Choose("原因", "客户")
	st.Step("数量", 8)
	h.Breaks("utensil-03", 5) // on another tablet, in the meantime
	st.Tap("报损")
	st.Want("紫砂壶账上只有 3 件，报不了这么多。")
	if h.Sh.OpenSheet() == nil || kittest.Stepper(t, st.Root(), "数量").Value() != 8 {
		t.Error("what was typed is gone")
	}
}

func TestAnotherScreenAsksForAReport(t *testing.T) {
	h := newHouse(t)
	h.Shell(1280, officetest.GuBar)
	s := newBreakage(h, h.Sh)
	s.begin(&data.ReportBreakage{Place: "table-a3", Item: "utensil-01"})
	st := h.Open(s, 800)
	st.Want("报损 玻璃茶杯 240ml")
	st.Choose("原因", "客户")
	st.Tap("报损")
	if b := h.lastBreakage(); b.Place != "table-a3" || b.Found != "service" || b.Waived != "guest" {
		t.Errorf("%+v", b)
	}
	if tiles := s.view.tiles(h.Sh.Say, "utensil", "茶"); len(tiles) != 3 || !strings.Contains(tiles[0].Title, "玻璃茶杯") {
		t.Error(tiles)
	}
}

func TestAReportExplainsTheLastCount(t *testing.T) {
	h := newHouse(t)
	lines, err := h.StockOnHand(context.Background(), "utensil")
	if err != nil {
		t.Fatal(err)
	}
	count := &data.TakeCount{Count: data.NewID(), What: "utensil"}
	for _, l := range lines {
		c := data.Counted{Line: data.NewID(), Item: l.Item.ID, Cupboard: l.Qty, Expected: l.Qty, Same: true}
		if l.Item.ID == "utensil-03" {
			c.Cupboard, c.Same, c.Why = l.Qty-2, false, "unexplained"
		}
		count.Lines = append(count.Lines, c)
	}
	h.Give(officetest.Gu, count)
	h.Shell(1280, officetest.GuBar)
	st := h.Open(newBreakage(h, h.Sh), 800)
	st.TapIn("utensil-03")
	st.Choose("是上次盘点少的 2 件吗", "是")
	st.Choose("原因", "不明")
	st.Tap("报损")
	if n := h.Held("utensil-03"); n != 6 {
		t.Errorf("%d are held", n)
	}
	if !strings.HasSuffix(h.Sh.LastToast(), "在册剩 6") {
		t.Error(h.Sh.LastToast())
	}
}

func TestAHalfFilledReportIsTakenWhole(t *testing.T) {
	h := newHouse(t)
	h.Shell(1280, officetest.GuBar)
	s := newBreakage(h, h.Sh)
	h.Open(s, 800)
	for name, c := range map[string]data.ReportBreakage{
		"guest":  {Item: "utensil-03", Qty: 3, What: "broken", Found: "venue", Cause: "guest", Visitor: "visitor-1", Person: "王先生", Share: 50, Place: "table-a3", ReportedTo: officetest.Boss, Note: "碰倒"},
		"staff":  {Item: "utensil-03", Qty: 1, What: "chip", Found: "service", Cause: "staff", Responsible: officetest.Xun, Waived: "guest", HandedTo: officetest.Boss, ReportedTo: officetest.Boss},
		"wear":   {Item: "utensil-03", Qty: 2, What: "lost", Found: "count", Cause: "wear", Waived: "wear", ReportedTo: officetest.Boss},
		"wanted": {Item: "utensil-03", Qty: 2, What: "chip", Found: "wash-check", ReportedTo: officetest.Boss},
	} {
		t.Run(name, func(t *testing.T) {
			r := s.openReport(c.Item)
			r.Begin(&c)
			got := *r.Command()
			if !got.Breakage.Valid() || !got.Movement.Valid() {
				t.Error("it has no ids")
			}
			got.Breakage, got.Movement = "", ""
			if c.Cause == "" { // the rule for no cause
				c.Share, c.Waived = data.DefaultShare("")
			}
			if got != c {
				t.Errorf("%+v is given, not %+v", got, c)
			}
		})
	}
}
