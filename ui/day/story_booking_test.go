package day

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
)

// call is the call at five past nine.
func (h *house) call() {
	h.t.Helper()
	h.wait("09:05")
	h.rail("预约")
	h.Tap("知会 1")
	h.Choose("知会了谁", "江羽样")
	h.Tap("已知会")
	h.Want("已知会江羽样", "各场馆都已知会")
	courts := h.beside(setup{station: "venue", size: fyne.NewSize(1280, 800), start: data.SignOn{Head: data.Head{Staff: "staff-jiang"}, PIN: "1024"}})
	courts.Want("羽毛球、乒乓球", "马先生")
	courts.WantNot("知道了") // reception told them
	h.front()
	h.cell("羽毛球1", "10:00")
	h.Want("羽毛球1  10:00–11:00", "马先生", "最近的空档", "11:00")
	h.Tap("11:00")
	h.Want("预约 羽毛球1 11:00–12:00")
	h.Tap("预约 羽毛球1 11:00–12:00")
	h.Want("请填写来电人的姓名或姓氏")
	h.Type("来电人", "王")
	h.Choose("称呼", "先生")
	h.Type("电话", "1391234567")
	h.Type("券（后三位）", "017")
	h.Tap("预约 羽毛球1 11:00–12:00")
	h.Want("电话号码不对")
	h.Type("电话", "13912345678")
	h.Choose("需要", "计分")
	h.Tap("预约 羽毛球1 11:00–12:00")
	h.Want("已预约 羽毛球1 11:00–12:00（Y-1123-001）", "知会 1")
	courts.noted("新预约", "羽毛球1 · 11:00–12:00 · 王先生 · 2 人", "计分")
	h.front()
	h.WantNot("知会 1")
	h.cell("羽毛球1", "14:00")
	h.Type("来电人", "慢")
	h.do("staff-bai", &data.Book{Act: data.NewID(), Visitor: data.NewID(), Name: "快", People: 2, How: "phone",
		Spans: []data.Span{{Booking: data.NewID(), Court: "court-bad1", Start: data.TimeOf(moment(23, "14:00")), End: data.TimeOf(moment(23, "15:00"))}}})
	h.Want("羽毛球1 14:00 已有预约。可改：", "15:00", "羽毛球2 14:00")
	h.Tap("15:00")
	h.Want("预约 羽毛球1 15:00–16:00")
	if got := kittest.Field(h.t, h.Root(), "来电人").Text(); got != "慢" {
		h.t.Fatalf("the caller's name is %q now", got)
	}
	h.Key(fyne.KeyEscape)
}

// noted is the staff of a court at their tablet: what was booked stands there,
// and they take note.
func (h *house) noted(words ...string) {
	h.t.Helper()
	h.front()
	h.Want(words...)
	h.Tap("知道了")
	h.Want("已知道 1 条")
	h.WantNot("新预约")
}

// cell taps a half hour of a court on the board.
func (h *house) cell(court, clock string) {
	h.t.Helper()
	at := h.Spot(clock)
	at.X = h.Spot(court).X
	h.PressAt(at)
}

// tomorrow's bookings are taken: calls for them, and one is put off.
func (h *house) tomorrow() {
	h.t.Helper()
	h.wait("16:00")
	h.rail("预约")
	h.Tap("周二 24日")
	h.takeCall("球类", "羽毛球1", "10:00", "𠮷田", "13900001111")
	h.takeCall("台球", "台球1", "10:00", "司马", "13900002222")
	h.takeCall("书吧", "茶室静", "14:00", "𬬻", "13900003333")
	h.Tap("知会 4")
	for _, venue := range []string{"羽毛球", "羽毛球", "台球", "品茗阅读"} {
		h.Choose("知会了谁", "江羽样")
		h.TapBy("新预约 "+venue, "已知会")
	}
	h.Want("各场馆都已知会")
	h.Tap("台球") // the group
	h.cell("台球1", "10:00")
	h.Tap("改期")
	h.Want("请在图上点新的时段")
	h.cell("台球2", "15:00")
	h.Tap("改到 台球2 15:00–16:00")
	h.Want("已改到 台球2 15:00–16:00")
}

// ledgers go out at ten to six.
func (h *house) ledgers() {
	h.t.Helper()
	h.wait("17:50")
	h.Tap("台账")
	h.Want("共 1 单 2 人")
	h.Choose("场馆签收", "江羽样")
	h.TapBy("羽毛球", "签收")
	h.Want("羽毛球台账已由江羽样签收")
	h.wait("17:51")
	h.Tap("打印各场馆台账")
	h.Want("次日预约台账", "第 1 页／共 3 页")
	paper := h.pdf()
	paper.holds("次日预约台账", "11月24日", "𠮷田", "司马", "15:00", "江羽样")
	h.Tap("返回")
	h.Want("11月24日台账") // where one came from
}

// takeCall takes a call for an hour of a court on the day that is shown.
func (h *house) takeCall(group, court, clock, name, phone string) {
	h.t.Helper()
	h.Tap("预约") // the tab
	h.Tap(group)
	h.cell(court, clock)
	h.Type("来电人", name)
	h.Type("电话", phone)
	h.Key(fyne.KeyReturn)
	h.Want("已预约 " + court)
}
