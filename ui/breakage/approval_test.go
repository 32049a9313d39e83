package breakage

import (
	"context"
	"fmt"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// brokenHouse is a real book with reports that wait for a supervisor.
type brokenHouse struct {
	*registers.Book
	t   testing.TB
	now time.Time
	sh  *screentest.Shell
}

const (
	brokenBoss = data.ID("staff-chang")
	brokenGu   = data.ID("staff-gu")
	brokenXun  = data.ID("staff-xun")
)

func newBrokenHouse(t testing.TB) *brokenHouse {
	t.Helper()
	h := &brokenHouse{t: t, now: time.Date(2026, 11, 23, 2, 52, 0, 0, time.UTC)}
	b, err := registers.Open(context.Background(), t.TempDir(), store.Options{Clock: func() time.Time { return h.now }, Fast: true})
	if err != nil {
		t.Fatal(err)
	}
	h.Book = b
	t.Cleanup(func() { b.Close() })
	h.give(brokenGu, &data.OpenOffice{Settings: data.Settings{Name: "青禾样例会馆"}, Supervisor: data.NewStaff{ID: brokenBoss, Name: "常示例", Verifier: "pbkdf2-sha256$1$AA$AA"}})
	h.give(brokenBoss, &data.PutStaff{Person: brokenGu, Name: "古试饮", Role: data.Bar})
	h.give(brokenBoss, &data.PutStaff{Person: brokenXun, Name: "𬬻小满", Role: data.Bar})
	for id, i := range map[data.ID]data.StockItem{"cup": {Name: "玻璃茶杯", Spec: "240ml", Unit: "只", Price: 900}, "pot": {Name: "紫砂壶", Unit: "把", Price: 12000}} {
		i.ID, i.Kind = id, "utensil"
		h.give(brokenBoss, &data.PutStockItem{Item: i})
		h.give(brokenGu, &data.MoveStock{Movement: data.NewID(), Item: id, What: "opening", Qty: 40})
	}
	h.give(brokenGu, &data.ReportBreakage{Breakage: "b1", Movement: "m1", Item: "cup", Qty: 2, What: "chip", Found: "wash-check", Cause: "wear", Waived: "wear"})
	h.now = h.now.Add(time.Minute)
	h.give(brokenXun, &data.ReportBreakage{Breakage: "b2", Movement: "m2", Item: "pot", Qty: 1, What: "broken", Found: "service", Cause: "staff", Responsible: brokenXun, Share: 100, HandedTo: brokenBoss, Note: "续水时碰落"})
	h.now = h.now.Add(time.Minute)
	h.give(brokenBoss, &data.ReportBreakage{Breakage: "b3", Movement: "m3", Item: "cup", Qty: 1, What: "lost", Found: "venue", Cause: "unknown", Waived: "unknown"})
	h.sh = screentest.NewShell(t)
	h.sh.Person = data.Staff{ID: brokenBoss, Name: "常示例", Role: data.Supervisor}
	h.sh.Decide = func(c data.Command) (data.Receipt, error) { return h.Do(context.Background(), c) }
	return h
}

func (h *brokenHouse) give(who data.ID, c data.Command) {
	h.t.Helper()
	m := c.Meta()
	m.ID, m.At, m.Staff, m.Device = data.NewID(), data.TimeOf(h.now), who, "tablet"
	if _, err := h.Do(context.Background(), c); err != nil {
		h.t.Fatalf("%T: %v", c, err)
	}
}

func (h *brokenHouse) state(id data.ID) string {
	h.t.Helper()
	list, err := h.Breakages(context.Background(), data.BreakageFilter{ID: id})
	if err != nil || len(list) != 1 {
		h.t.Fatal(list, err)
	}
	return list[0].State
}

func TestTheSupervisorDecidesOneReportAfterTheOther(t *testing.T) {
	h := newBrokenHouse(t)
	h.sh.Clock = data.TimeOf(h.now)
	st := screentest.Open(t, h.sh, newApproval(h, h.sh))
	st.Want("玻璃茶杯 × 2", "紫砂壶 × 1", "不赔：自然损耗", "3 单 · 4 件 · ¥147.00", "损耗率 7.50%")
	st.Tap("通过")
	if h.state("b1") != "approved" || h.sh.LastToast() != "已通过：B-1123-001 玻璃茶杯 × 2" || h.sh.Toasts[0].Undo == "" {
		t.Error(h.state("b1"), h.sh.Toasts)
	}
	st.Want("𬬻小满", "应赔 ¥120.00（100%），未收", "续水时碰落")
	st.Tap("驳回")
	st.Tap("驳回")
	st.Want("驳回请写明原因。")
	st.Type("驳回原因", "壶在柜里")
	st.Tap("驳回")
	if h.state("b2") != "rejected" {
		t.Error(h.state("b2"))
	}
	// Their own report is another's to decide.
	st.Want("您报的，请另一位主管审批")
	if kittest.Find(st.All(), "通过") != nil || st.Screen.(screen.Enterer).Enter() {
		t.Error("the reporter can approve")
	}
	st.Choose("", "近 30 天")
	st.Want("已审批", "已驳回")
	st.Tap("打印汇总表")
	if g := h.sh.Goings[0].(screen.Print); g.Record != "breakage-month" || g.From != "2026-11-01" || g.To != "2026-11-30" {
		t.Error(g)
	}
}

func TestADecisionMadeElsewhereIsSaid(t *testing.T) {
	h := newBrokenHouse(t)
	st := screentest.Open(t, h.sh, newApproval(h, h.sh))
	h.give(brokenBoss, &data.DecideBreakage{Breakage: "b1", Approve: true})
	st.Tap("通过")
	st.Want("常示例已在 10:54 审批通过。")
}

func TestApprovalLooksRight(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for _, size := range [][2]float32{{1366, 768}, {1024, 768}} {
			t.Run(fmt.Sprintf("%s/%.0f", lang, size[0]), func(t *testing.T) {
				h := newBrokenHouse(t)
				h.sh.Language, h.sh.Width = lang, size[0]
				st := screentest.OpenSized(t, h.sh, newApproval(h, h.sh), size[0]-kit.Size(kit.SizeRail), size[1]-60)
				st.Check()
				for _, dark := range []bool{false, true} {
					st.Shoot(dark, fmt.Sprintf("approve-%s-%.0f-%v.png", lang, size[0], dark))
				}
			})
		}
	}
}
