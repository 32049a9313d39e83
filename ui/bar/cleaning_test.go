package bar

import (
	"context"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

// cleaningLists are some of the sample's.
var cleaningLists = []data.Checklist{
	{ID: "list-open", Name: "吧台开", Station: "bar", By: 9*60 + 30, Items: []string{"物品食物清点", "器皿归位", "杯具案几", "电器运行", "今日预约数"}},
	{ID: "list-close", Name: "吧台收", Station: "bar", By: 21*60 + 30, Items: []string{"台面无杂物", "地面", "换垃圾袋", "冰箱温度", "断水断电"}},
	{ID: "list-looks", Name: "仪容", Station: "everyone", By: 8*60 + 40, Items: []string{"头发", "指甲", "口腔", "制服衬衣", "鞋袜", "工牌左胸", "口袋无手机"}},
	{ID: "list-talk", Name: "洽谈／VIP", Station: "floor", Items: []string{"桌面", "椅位", "烟灰缸（烟头≤2）", "资料", "地面", "秩序"}},
	{ID: "list-desk", Name: "前台", Station: "reception", By: 8*60 + 50, Items: []string{"台面", "无尘", "电话"}},
}

func newCleaningHouse(t testing.TB) *stockHouse {
	h := newStockHouse(t)
	h.cleaning()
	return h
}

func (h *stockHouse) cleaning() {
	h.t.Helper()
	for i, l := range cleaningLists {
		l.Sort = i
		h.give(boss, &data.PutChecklist{Checklist: l})
	}
}

func (h *stockHouse) ran(who data.ID, list int, ticked ...int) {
	l := cleaningLists[list]
	h.give(who, &data.RunChecklist{Run: data.NewID(), Checklist: l.ID, Items: l.Items, Ticked: ticked})
}

// washed takes a lot through these steps.
func (h *stockHouse) washed(item data.ID, n, chipped, steps int) data.ID {
	lot := data.NewID()
	h.give(gu, &data.StepCups{Batch: lot, Item: item, Qty: n, Step: "inspect", Chipped: chipped})
	for _, step := range data.CupSteps[1 : 1+steps] {
		h.now = h.now.Add(2 * time.Minute)
		h.give(xun, &data.StepCups{Batch: lot, Step: step})
	}
	return lot
}

func (h *stockHouse) checkDay(t *testing.T) data.CheckDay {
	t.Helper()
	d, err := h.CheckDay(context.Background(), "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (h *stockHouse) runsOf(t *testing.T, list data.ID) []data.StepRun {
	t.Helper()
	for _, l := range h.checkDay(t).Lists {
		if l.ID == list {
			return l.Runs
		}
	}
	return nil
}

func TestCleaningLooksRight(t *testing.T) {
	everyLook(t, "cleaning", func(t *testing.T, h *stockHouse, _, height float32) *kittest.Stage {
		h.cleaning()
		h.ran(gu, 2, 0, 1, 2, 3, 4, 5, 6)
		h.ran(gu, 0, 0, 1, 3)
		h.washed("utensil-01", 40, 2, 2)
		h.washed("utensil-06", 12, 0, 3)
		h.washed("", 24, 0, 5)
		h.sh.Clock = data.TimeOf(h.now)
		return h.open(newCleaning(h, h.sh, "bar", "floor"), height)
	})
	everyLook(t, "cleaning-list", func(t *testing.T, h *stockHouse, _, height float32) *kittest.Stage {
		h.cleaning()
		h.ran(gu, 0, 0, 1, 3)
		s := newCleaning(h, h.sh, "bar", "floor")
		st := h.open(s, height)
		s.openList("list-open")
		st.Settle()
		return st
	})
	everyLook(t, "cleaning-inspect", func(t *testing.T, h *stockHouse, _, height float32) *kittest.Stage {
		s := newCleaning(h, h.sh, "bar", "floor")
		st := h.open(s, height)
		st.Tap(h.sh.Say("checklist.cups.new"))
		return st
	})
}

func TestAListIsTickedAndSaysWhatIsMissing(t *testing.T) {
	h := newCleaningHouse(t)
	h.shell(1280, guBar)
	st := h.open(newCleaning(h, h.sh, "bar", "floor"), 800)
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
	if h.sh.LastToast() != "已记录：吧台开，还缺 2 项" || h.sh.Toasts[0].Undo == "" || h.sh.OpenSheet() != nil {
		t.Error(h.sh.Toasts)
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
	if len(runs) != 2 || len(runs[0].Ticked) != 3 || !runs[1].Complete() {
		t.Error(runs)
	}
}

func TestTicksOutliveTheScreenAndAChangeOfTheList(t *testing.T) {
	h := newCleaningHouse(t)
	h.shell(1280, guBar)
	st := h.open(newCleaning(h, h.sh, "bar", "floor"), 800)
	st.TapIn("list-close")
	st.Choose("逐项看过，做好的点一下", "地面", "换垃圾袋")
	st.Type("备注", "冰箱在修")
	h.sh.OpenSheet().Open = false
	st = h.open(newCleaning(h, h.sh, "bar", "floor"), 800)
	st.TapIn("list-close")
	st.Want("缺：台面无杂物、冰箱温度、断水断电")
	l := cleaningLists[1]
	l.Items = []string{"断水断电", "地面", "换垃圾袋"}
	h.give(boss, &data.PutChecklist{Checklist: l}) // the notice has not come yet
	st.Tap("记录，缺 3 项")
	st.Want("吧台收刚改过，请看一眼新的内容再记录。", "缺：断水断电", "记录，缺 1 项")
	st.Tap("记录，缺 1 项")
	runs := h.runsOf(t, "list-close")
	if len(runs) != 1 || runs[0].Note != "冰箱在修" || len(runs[0].Missing()) != 1 || runs[0].Missing()[0] != "断水断电" {
		t.Error(runs)
	}
}

func TestCupsAreTakenThroughTheirSteps(t *testing.T) {
	h := newCleaningHouse(t)
	h.shell(1280, guBar)
	st := h.open(newCleaning(h, h.sh, "bar", "floor"), 800)
	st.Want("没有在洗的杯具。点“新一批”，先检查缺口。")
	st.Tap("新一批")
	st.Choose("哪一种", "玻璃茶杯 240ml")
	st.Step("数量（只）", 30)
	st.Step("缺口（只）", 2)
	st.Tap("检查好了")
	if h.sh.LastToast() != "玻璃茶杯 240ml 28 只：检查完成" {
		t.Error(h.sh.Toasts)
	}
	if q := h.sh.Questions; len(q) != 1 || q[0].Text != "玻璃茶杯 240ml挑出 2 只有缺口。现在报损吗？" {
		t.Fatal(q)
	}
	if g := h.sh.Goings; len(g) != 1 || g[0].Route != "breakage" || g[0].Args != (BreakageAt{Item: "utensil-01", Qty: 2}) {
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
	h.shell(1280, guBar)
	s := newCleaning(h, h.sh, "bar", "floor")
	lot := h.washed("utensil-06", 12, 0, 1)
	st := h.open(s, 800)
	s.load()
	st.Settle()
	st.Tap("有缺口")
	st.Step("缺口（只）", 3)
	h.give(xun, &data.StepCups{Batch: lot, Step: "wipe"}) // somebody else was faster
	tapSheet(t, h, "擦好了")
	st.Settle()
	if h.sh.OpenSheet() == nil || !kittest.Has(h.sh.OpenSheet().Body, "𬬻小满已在 10:54 做过擦拭。") {
		t.Error("the fault is not said in the sheet")
	}
}

func tapSheet(t *testing.T, h *stockHouse, text string) {
	t.Helper()
	kittest.Tap(t, h.sh.OpenSheet().Body, text)
}

func TestReceptionSeesItsOwnLists(t *testing.T) {
	h := newCleaningHouse(t)
	h.shell(1280, data.Staff{ID: "staff-an", Name: "安小样", Role: data.Reception})
	s := newCleaning(h, h.sh, "reception")
	s.Arrive(data.ID("list-desk"))
	st := h.open(s, 800)
	if sheet := h.sh.OpenSheet(); sheet == nil || sheet.Title != "前台" {
		t.Error(sheet)
	}
	st.Want("仪容")
	if st.Has("吧台开") || st.Has("杯具") {
		t.Error("reception sees the bar's", st.Texts())
	}
}

var _ kit.Arriver = (*cleaning)(nil)
