package checklist

import (
	"context"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

// cleaningLists are some of the sample's.
var cleaningLists = []data.Checklist{
	{ID: "list-open", Name: "吧台开", Station: "bar", By: 9*60 + 30, Items: []string{"物品食物清点", "器皿归位", "杯具案几", "电器运行", "今日预约数"}},
	{ID: "list-close", Name: "吧台收", Station: "bar", By: 21*60 + 30, Items: []string{"台面无杂物", "地面", "换垃圾袋", "冰箱温度", "断水断电"}},
	{ID: "list-looks", Name: "仪容", Station: "everyone", By: 8*60 + 40, Items: []string{"头发", "指甲", "口腔", "制服衬衣", "鞋袜", "工牌左胸", "口袋无手机"}},
	{ID: "list-talk", Name: "洽谈／VIP", Station: "floor", Items: []string{"桌面", "椅位", "烟灰缸（烟头≤2）", "资料", "地面", "秩序"}},
	{ID: "list-desk", Name: "前台", Station: "reception", By: 8*60 + 50, Items: []string{"台面", "无尘", "电话"}},
}

func newCleaningHouse(t testing.TB) *house {
	h := newHouse(t)
	h.cleaning()
	return h
}

func (h *house) cleaning() {
	h.T.Helper()
	for i, l := range cleaningLists {
		l.Sort = i
		h.Give(officetest.Boss, &data.PutChecklist{Checklist: l})
	}
}

func (h *house) ran(who data.ID, list int, ticked ...int) {
	l := cleaningLists[list]
	h.Give(who, &data.RunChecklist{Run: data.NewID(), Checklist: l.ID, Items: l.Items, Ticked: ticked})
}

// washed takes a lot through these steps.
func (h *house) washed(item data.ID, n, chipped, steps int) data.ID {
	lot := data.NewID()
	h.Give(officetest.Gu, &data.StepCups{Batch: lot, Item: item, Qty: n, Step: "inspect", Chipped: chipped})
	for _, step := range data.CupSteps[1 : 1+steps] {
		h.Now = h.Now.Add(2 * time.Minute)
		h.Give(officetest.Xun, &data.StepCups{Batch: lot, Step: step})
	}
	return lot
}

func (h *house) checkDay(t *testing.T) data.CheckDay {
	t.Helper()
	d, err := h.CheckDay(context.Background(), "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (h *house) runsOf(t *testing.T, list data.ID) []data.StepRun {
	t.Helper()
	for _, l := range h.checkDay(t).Lists {
		if l.ID == list {
			return l.Runs
		}
	}
	return nil
}

func TestCleaningLooksRight(t *testing.T) {
	everyLook(t, "cleaning", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		h.cleaning()
		h.ran(officetest.Gu, 2, 0, 1, 2, 3, 4, 5, 6)
		h.ran(officetest.Gu, 0, 0, 1, 3)
		h.washed("utensil-01", 40, 2, 2)
		h.washed("utensil-06", 12, 0, 3)
		h.washed("", 24, 0, 5)
		h.Sh.Clock = data.TimeOf(h.Now)
		return h.Open(newCleaning(h, h.Sh, "bar", "floor"), height)
	})
	everyLook(t, "cleaning-list", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		h.cleaning()
		h.ran(officetest.Gu, 0, 0, 1, 3)
		s := newCleaning(h, h.Sh, "bar", "floor")
		st := h.Open(s, height)
		s.openList("list-open")
		st.Settle()
		return st
	})
	everyLook(t, "cleaning-inspect", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		s := newCleaning(h, h.Sh, "bar", "floor")
		st := h.Open(s, height)
		st.Tap(h.Sh.Say("checklist.cups.new"))
		return st
	})
}

func TestAListIsTickedAndSaysWhatIsMissing(t *testing.T) {
	h := newCleaningHouse(t)
	h.Shell(1280, officetest.GuBar)
	st := h.Open(newCleaning(h, h.Sh, "bar", "floor"), 800)
	st.Want("吧台开", "过时未做", "09:30 前 · 5 项", "吧台收", "未做", "21:30 前 · 5 项", "仪容", "洽谈／VIP", "6 项")
	if st.Has("前台") {
		t.Error("the bar sees reception's list")
	}
	st.TapIn("list-open")
	st.Tap("记录，缺 5 项")
	st.Want("还没有勾选。一项也没做的话，请在备注里说明。")
	st.Choose("逐项看过，做好的点一下", "物品食物清点", "器皿归位", "电器运行")
	st.Want("缺：杯具案几、今日预约数")
	st.Tap("记录，缺 2 项")
	if h.Sh.LastToast() != "已记录：吧台开，还缺 2 项" || h.Sh.Toasts[0].Undo == "" || h.Sh.OpenSheet() != nil {
		t.Error(h.Sh.Toasts)
	}
	st.Want("缺 2 项", "09:30 前 · 古试饮 10:52 · 缺：杯具案几、今日预约数")
	// Going on begins where it was left.
	st.TapIn("list-open")
	st.Want("缺：杯具案几、今日预约数")
	st.Tap("全部做好")
	st.Want("全部做好了。")
	st.Tap("记录")
	st.Want("已完成", "古试饮 10:52")
	runs := h.runsOf(t, "list-open")
	if len(runs) != 1 || len(runs[0].Rows()) != 2 || !runs[0].Complete() {
		t.Error(runs)
	}
}

func TestTicksOutliveTheScreenAndAChangeOfTheList(t *testing.T) {
	h := newCleaningHouse(t)
	h.Shell(1280, officetest.GuBar)
	st := h.Open(newCleaning(h, h.Sh, "bar", "floor"), 800)
	st.TapIn("list-close")
	st.Choose("逐项看过，做好的点一下", "地面", "换垃圾袋")
	st.Type("备注", "冰箱在修")
	h.Sh.OpenSheet().Open = false
	st = h.Open(newCleaning(h, h.Sh, "bar", "floor"), 800)
	st.TapIn("list-close")
	st.Want("缺：台面无杂物、冰箱温度、断水断电")
	l := cleaningLists[1]
	l.Items = []string{"断水断电", "地面", "换垃圾袋"}
	h.Give(officetest.Boss, &data.PutChecklist{Checklist: l}) // the notice has not come yet
	st.Tap("记录，缺 3 项")
	runs := h.runsOf(t, "list-close")
	if len(runs) != 1 || runs[0].Note != "冰箱在修" || len(runs[0].Missing()) != 1 || runs[0].Missing()[0] != "断水断电" {
		t.Error(runs)
	}
	// It is on the list as it reads now, and only what differs is asked for.
	st.Screen.Changed(data.Change{Tables: map[string]bool{"checklist": true}})
	st.Settle()
	st.TapIn("list-close")
	st.Want("缺：断水断电", "记录，缺 1 项")
	// Somebody else does the rest of it meanwhile.
	h.Give(officetest.Xun, &data.RunChecklist{Run: data.NewID(), Checklist: l.ID, Items: l.Items, Ticked: []int{0}})
	st.Screen.Changed(data.Change{Tables: map[string]bool{"checklist_run": true}})
	st.Settle()
	st.Want("全部做好了。")
}

func TestCupsAreTakenThroughTheirSteps(t *testing.T) {
	h := newCleaningHouse(t)
	h.Shell(1280, officetest.GuBar)
	st := h.Open(newCleaning(h, h.Sh, "bar", "floor"), 800)
	st.Want("没有在洗的杯具。点“新一批”，先检查缺口。")
	st.Tap("新一批")
	st.Choose("哪一种", "玻璃茶杯 240ml")
	st.Step("数量（只）", 30)
	st.Step("缺口（只）", 2)
	st.Tap("检查好了")
	if h.Sh.LastToast() != "玻璃茶杯 240ml 28 只：检查完成" {
		t.Error(h.Sh.Toasts)
	}
	if q := h.Sh.Questions; len(q) != 1 || q[0].Text != "玻璃茶杯 240ml挑出 2 只有缺口。现在报损吗？" {
		t.Fatal(q)
	}
	if g := h.Sh.Goings; len(g) != 1 || *g[0].(*data.ReportBreakage) != (data.ReportBreakage{Item: "utensil-01", Qty: 2}) {
		t.Error(g)
	}
	st.Want("玻璃茶杯 240ml", "28 只", "检查 古试饮 10:52 · 缺口 2 只")
	for _, step := range []string{"洗净了", "擦好了", "再洗", "洗净了", "擦好了", "三无合格", "消毒好了"} {
		st.Tap(step)
	}
	st.Want("再洗 1 次")
	st.Tap("存放好了")
	st.Want("今日已存放 28 只，1 批", "没有在洗的杯具。点“新一批”，先检查缺口。")
	lots := h.checkDay(t).Lots
	if len(lots) != 1 || lots[0].Again != 1 || lots[0].Qty != 28 || len(lots[0].Steps) != 9 {
		t.Error(lots)
	}
}

func TestAChipSeenLaterLeavesTheLot(t *testing.T) {
	h := newCleaningHouse(t)
	h.Shell(1280, officetest.GuBar)
	s := newCleaning(h, h.Sh, "bar", "floor")
	lot := h.washed("utensil-06", 12, 0, 1)
	st := h.Open(s, 800)
	s.Load()
	st.Settle()
	st.Tap("有缺口")
	st.Step("缺口（只）", 3)
	h.Give(officetest.Xun, &data.StepCups{Batch: lot, Step: "wipe"}) // somebody else was faster
	tapSheet(t, h, "擦好了")
	st.Settle()
	if h.Sh.OpenSheet() == nil || !kittest.Has(h.Sh.OpenSheet().Body, "𬬻小满已在 10:54 做过擦拭。") {
		t.Error("the fault is not said in the sheet")
	}
}

func tapSheet(t *testing.T, h *house, text string) {
	t.Helper()
	kittest.Tap(t, h.Sh.OpenSheet().Body, text)
}

func TestReceptionSeesItsOwnLists(t *testing.T) {
	h := newCleaningHouse(t)
	h.Shell(1280, data.Staff{ID: "staff-an", Name: "安小样", Role: data.Reception})
	s := newCleaning(h, h.Sh, "reception")
	s.follow("list-desk")
	st := h.Open(s, 800)
	if sheet := h.Sh.OpenSheet(); sheet == nil || sheet.Title != "前台" {
		t.Error(sheet)
	}
	st.Want("仪容")
	if st.Has("吧台开") || st.Has("杯具") {
		t.Error("reception sees the bar's", st.Texts())
	}
}
