package day

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
)

// barTablet is the size of the bar's.
var barTablet = fyne.NewSize(1280, 800)

// stocked gives the bar what a fresh office has in its cupboards, and Mr Wang a
// visit before the story begins: last time he drank 龙井.
func (h *house) stocked() {
	h.t.Helper()
	items, err := h.book.StockItems(context.Background())
	if err != nil || len(items) == 0 {
		h.t.Fatal(items, err)
	}
	for _, it := range items {
		if it.Kind == "utensil" {
			h.do("staff-gu", &data.MoveStock{Movement: data.NewID(), Item: it.ID, What: "opening", Qty: it.Par})
		}
	}
	h.wait("15:00")
	in := &data.CheckIn{Visit: data.NewID(), Visitor: data.NewID(), Name: "王", Title: "mr", Phone: "13912345678", Adults: 2, Purpose: "viewing", Table: "table-a1",
		Order: data.NewID(), Drinks: []data.LineWish{{Line: data.NewID(), Drink: "drink-longjing", Qty: 2, Taste: "strong"}}}
	h.do("staff-an", in)
	h.do("staff-gu", &data.AdvanceLines{Lines: []data.ID{in.Drinks[0].Line}, To: data.Served})
	h.wait("16:00")
	h.do("staff-xia", &data.CheckOut{Visits: []data.ID{in.Visit}, How: "table"})
	seating := data.IDFrom(string(in.ID), "seating", string(in.Visit))
	h.do("staff-xia", &data.ClearTable{Seating: seating})
}

// tablet is the bar's, with somebody of the bar signed on at it.
func (h *house) tablet() *house {
	h.t.Helper()
	bar := h.beside(setup{station: "bar", size: barTablet})
	bar.wait("10:48")
	bar.signOn("古试饮", "1024")
	bar.Want("新单会出现在这里", "待做合计")
	return bar
}

// supervisor is the window of the supervisor's own PC.
func (h *house) supervisor() *house {
	h.t.Helper()
	boss := h.beside(setup{station: "supervisor"})
	boss.signOn("常示例", "2580")
	return boss
}

// drinks are what Mr Wang was asked for at the door: made, ready, brought, and
// the table looked after with the next round.
func (h *house) drinks(desk *house) {
	h.t.Helper()
	h.front()
	h.wait("10:51")
	h.Want("A3", "王先生", "龙井", "浓", "1 分", "今日 0 杯")
	h.Tap("开始制作")
	h.Want("制作中")
	h.wait("10:53")
	h.Tap("做好了")
	desk.front()
	desk.rail("今日")
	desk.Want("A3 的饮品做好了") // whoever ordered is told
	h.front()
	h.wait("10:54")
	h.rail("台位")
	h.Want("占用 1", "未问候")
	h.TapBy("A3", "A3")
	h.Tap("问候")
	h.Want("A3 已问候")
	h.rail("出品")
	h.Tap("已送达")
	h.Want("都送出去了", "今日 2 杯", "平均 4 分")
	h.wait("10:56")
	h.rail("台位")
	h.Tap("巡完一圈 · 1 桌")
	h.Want("第 1 轮巡完 · 1 桌")
	floor, err := h.book.Floor(context.Background())
	if err != nil || floor.Walked != 1 || floor.Find("table-a3").SinceSeen(data.TimeOf(h.clock.now())) != 0 {
		h.t.Fatal(floor.Walked, err)
	}
}

// chipped is a cup that is found when the cups are inspected before they are
// washed: reported, handed in, off the stock, and the supervisor decides.
func (h *house) chipped(boss *house) {
	h.t.Helper()
	h.front()
	h.wait("11:12")
	h.rail("清洁")
	h.Tap("新一批")
	h.Choose("哪一种", "玻璃茶杯 240ml")
	h.Step("数量（只）", 14)
	h.Step("缺口（只）", 1)
	h.Tap("检查好了")
	h.Want("玻璃茶杯 240ml挑出 1 只有缺口。现在报损吗？")
	h.Tap("去报损")
	h.Want("报损 玻璃茶杯 240ml")
	h.Press(kittest.Button(h.t, h.Root(), "报损"))
	h.Want("请填写这一项。")
	h.Choose("原因", "自然损耗")
	h.Choose("残件上交", "常示例")
	h.Press(kittest.Button(h.t, h.Root(), "报损"))
	h.Want("已报损：玻璃茶杯 240ml 1 只，缺口，在册剩 119", "待审批")

	boss.front()
	boss.rail("报损审批")
	boss.Want("玻璃茶杯 × 1", "自然损耗", "古试饮")
	boss.Tap("通过")
	boss.Want("已通过：B-1123-001 玻璃茶杯 × 1")

	h.front()
	h.rail("清洁")
	for _, step := range []string{"洗净了", "擦好了", "再洗", "洗净了", "擦好了", "三无合格", "消毒好了"} {
		h.pass(30 * time.Second)
		h.Tap(step)
	}
	h.Want("再洗 1 次")
	h.pass(30 * time.Second)
	h.Tap("存放好了")
	h.Want("今日已存放 13 只，1 批")
}

// care is the half-monthly cleaning; the cabinet does not heat any more.
func (h *house) care(desk *house) {
	h.t.Helper()
	h.front()
	h.wait("15:00")
	h.rail("电器")
	h.Want("冰箱", "消毒柜", "咖啡机")
	for _, name := range []string{"冰箱", "咖啡机"} {
		h.Tap(name)
		h.Tap("全部做完")
		h.Choose("运行情况", "运行正常")
		h.Choose("结果", "正常")
		h.Tap("登记保养")
		h.Want("已登记：" + name + "，正常")
		h.pass(20 * time.Minute)
	}
	h.Tap("消毒柜")
	h.Tap("全部做完")
	h.Choose("运行情况", "有异响异味")
	h.Choose("结果", "异常")
	h.Type("备注", "通电不加热")
	h.Tap("登记保养")
	h.Want("报修", "哪一个")
	h.Tap("报修并停用")
	h.Want("已报修：消毒柜", "维修中")

	desk.front()
	desk.wait("15:50")
	desk.rail("今日")
	desk.Want("消毒柜", "通电不加热")
}

// count is half past five: what the cupboard lacks the breakage log explains.
func (h *house) count() {
	h.t.Helper()
	h.front()
	h.wait("17:30")
	h.rail("盘点")
	h.Want("玻璃茶杯 240ml", "应有 119 · 报损 −1", "还没有盘过")
	h.TapBy("应有 119", "玻璃茶杯 240ml")
	h.Want("其后报损遗失", "−1")
	h.restOf("其余 %d 项无误")
	h.Tap("提交盘点")
	h.Want("项相符，0 项有差异")
}

// barPapers are the bar's records, from the screens they belong to and, for the
// month, from the supervisor's.
func (h *house) barPapers(boss *house) {
	h.t.Helper()
	h.front()
	h.wait("17:40")
	print := func(texts ...string) {
		h.t.Helper()
		h.Tap("打印")
		paper := h.pdf()
		paper.holds(texts...)
		h.Tap("返回")
	}
	h.rail("盘点")
	print("盘点表", "玻璃茶杯", "差异 0 项", "期间报损 1 件", "只 119 119 119", "其余无误", "古试饮")
	h.rail("电器")
	print("电器清洁保养记录表", "冰箱", "咖啡机", "消毒柜", "通电不加热", "异常", "古试饮", "未修复", "维修记录")
	h.rail("报损")
	h.Tap("近 30 天")
	h.Tap("玻璃茶杯 × 1")
	print("物品报损赔偿表", "玻璃茶杯", "240ml", "缺口", "洗前检查", "自然损耗", "常示例", "古试饮", "B-1123-001")
	h.rail("台位")
	h.Key(fyne.KeyEscape) // lets the table go
	h.Tap("巡视记录")
	round := h.pdf()
	round.holds("巡视记录表", "10:56", "古试饮")

	boss.front()
	boss.wait("17:45")
	boss.rail("打印")
	boss.Tap("吧台日报")
	day := boss.pdf()
	day.holds("吧台日报", "龙井", "茶水", "平均等待 4:00", "送出 2 杯")
	boss.Tap("报损汇总表")
	boss.Tap("本月")
	month := boss.pdf()
	month.holds("报损汇总表", "玻璃茶杯", "缺口", "自然损耗", "9.00", "120", "0.83%")
}

// monthEnd is the last evening of the month: what broke and how the appliances
// were kept, for the service centre.
func (h *house) monthEnd() {
	h.t.Helper()
	h.front()
	h.till(moment(30, "18:10"))
	h.rail("打印")
	h.Tap("报损汇总表")
	h.Tap("本月")
	broken := h.pdf()
	broken.holds("报损汇总表", "2026年11月", "玻璃茶杯", "报损 1 单", "主管")
	h.Tap("电器清洁保养记录表")
	h.Tap("本月")
	care := h.pdf()
	care.holds("电器清洁保养记录表", "冰箱", "咖啡机", "消毒柜", "通电不加热", "未修复", "按期率")
}
