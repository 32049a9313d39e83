package acts

import (
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/checklist"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

var boss = data.Staff{ID: officetest.Boss, Name: "常示例", Role: data.Supervisor}

// some is an office in which somebody reported, counted in and ticked.
func some(h *officetest.Stock) (bought, ran data.ID) {
	h.Breaks("utensil-01", 2)
	move := &data.MoveStock{Movement: data.NewID(), Item: "utensil-03", What: "purchase", Qty: 5, Note: "送来时少两只，已与供货方说"}
	h.Give(officetest.Gu, move)
	list := data.Checklist{ID: "list-close", Name: "吧台收", Station: "bar", By: 21*60 + 30, Items: []string{"台面无杂物", "地面", "换垃圾袋"}}
	h.Give(officetest.Boss, &data.PutChecklist{Checklist: list})
	run := &data.RunChecklist{Run: data.NewID(), Checklist: list.ID, Items: list.Items, Ticked: []int{0, 2}, Note: "地面湿"}
	h.Give(officetest.Xun, run)
	return move.Meta().ID, run.Meta().ID
}

func open(t testing.TB, h *officetest.Stock, height float32) (*acts, *screentest.Stage) {
	s := newActs(h, h.Sh, checklist.Corrections())
	return s, h.Open(s, height)
}

func TestActsLookRight(t *testing.T) {
	officetest.EveryLook(t, "acts", func(t *testing.T, h *officetest.Stock, _, height float32) *screentest.Stage {
		some(h)
		_, st := open(t, h, height)
		return st
	})
	officetest.EveryLook(t, "acts-sheet", func(t *testing.T, h *officetest.Stock, _, height float32) *screentest.Stage {
		_, run := some(h)
		s, st := open(t, h, height)
		s.open(run)
		st.Settle()
		return st
	})
}

func TestASupervisorTakesBackWhatAnotherDid(t *testing.T) {
	h := officetest.NewStock(t)
	bought, _ := some(h)
	before := h.Held("utensil-03")
	h.Shell(1366, boss)
	s, st := open(t, h, 800)
	st.Want("操作记录", "吧台收", "检查表")
	st.TapIn(string(bought))
	sheet := h.Sh.OpenSheet()
	if sheet == nil || !kittest.Has(sheet.Body, "送来时少两只，已与供货方说") || !kittest.Has(sheet.Body, "紫砂壶") || !kittest.Has(sheet.Body, "收货") {
		t.Fatal("the act is not told", sheet)
	}
	kittest.Tap(t, sheet.Body, "撤回")
	st.Settle()
	sheet = h.Sh.OpenSheet()
	kittest.Tap(t, sheet.Body, "撤回")
	st.Settle()
	if h.Held("utensil-03") != before || !kittest.Has(h.Sh.OpenSheet().Body, "请写明原因。") {
		t.Fatal("it was taken back without a reason")
	}
	st.Type("原因", "货退了")
	kittest.Tap(t, h.Sh.OpenSheet().Body, "撤回")
	st.Settle()
	if h.Held("utensil-03") != before-5 || h.Sh.LastToast() != "已撤回：物品进出" {
		t.Error(h.Held("utensil-03"), h.Sh.LastToast())
	}
	s.Load()
	st.Settle()
	st.Want("已撤回")
}

func TestWhatCantBeTakenBackIsPutRight(t *testing.T) {
	h := officetest.NewStock(t)
	bought, ran := some(h)
	h.Now = h.Now.Add(time.Minute)
	lines, err := h.StockOnHand(t.Context(), "utensil")
	if err != nil {
		t.Fatal(err)
	}
	count := &data.TakeCount{Count: data.NewID(), What: "utensil"}
	for _, l := range lines {
		count.Lines = append(count.Lines, data.Counted{Line: data.NewID(), Item: l.Item.ID, Cupboard: l.Qty, Expected: l.Qty})
	}
	h.Give(officetest.Gu, count)
	h.Shell(1366, boss)
	s, st := open(t, h, 800)
	// What a count has seen stays: what remains is offered, and says why it is no use.
	s.open(bought)
	st.Settle()
	kittest.Tap(t, h.Sh.OpenSheet().Body, "撤回")
	st.Settle()
	st.Type("原因", "货退了")
	kittest.Tap(t, h.Sh.OpenSheet().Body, "撤回")
	st.Settle()
	if sheet := h.Sh.OpenSheet(); sheet == nil || !kittest.Has(sheet.Body, "作废收退货") {
		t.Fatal("what remains is not offered")
	}
	// A run is put right tick by tick, and its record says so.
	s.choose(data.ActFilter{})
	st.Settle()
	s.open(ran)
	st.Settle()
	kittest.Tap(t, h.Sh.OpenSheet().Body, "更正检查表")
	st.Settle()
	st.Choose("逐项看过，做好的点一下", "换垃圾袋") // was not done
	st.Type("原因", "袋子没换")
	kittest.Tap(t, h.Sh.OpenSheet().Body, "更正")
	st.Settle()
	day, err := h.CheckDay(t.Context(), "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range day.Lists {
		if l.ID == "list-close" {
			if r := l.Last(); len(r.Ticked) != 1 || r.AmendWhy != "袋子没换" || r.AmendedBy != officetest.Boss {
				t.Errorf("%+v", r)
			}
		}
	}
}

func TestOneRecordsActsAreShown(t *testing.T) {
	h := officetest.NewStock(t)
	some(h)
	h.Shell(1366, boss)
	s, st := open(t, h, 800)
	all := len(s.View.Acts)
	s.choose(data.ActFilter{Record: "list-close"})
	st.Settle()
	if n := len(s.View.Acts); n != 2 {
		t.Error("of the list there are", n)
	}
	st.Want("只显示这一条记录的操作")
	st.Tap("显示全部")
	if len(s.View.Acts) != all {
		t.Error(len(s.View.Acts))
	}
}
