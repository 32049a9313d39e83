package day

import (
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
)

// arrival is Mr Wang at ten to eleven: found by four digits, led to the wrong
// table, taken back, and registered again.
func (h *house) arrival() {
	h.t.Helper()
	h.wait("10:50")
	h.rail("今日")
	h.Want("即将到访", "王先生", "11:00")
	h.rail("来访")
	h.find("5678")
	h.Want("王 先生", "139****5678")
	h.WantNot("13912345678")
	h.Tap("王 先生")
	h.Want("“王先生，上午好，欢迎光临！您预约了 11:00 的羽毛球1，这边请。祝您玩得开心！”", "复访·第2次", "11:00 羽毛球1 · 券 017", "龙井 ×2")
	h.Choose("引领至", "A2")
	h.Tap("登记")
	h.Want("已登记：王先生 → A2")
	h.Tap("撤回")
	h.Want("已撤回")
	h.arrived(0, data.Booked, "")
	h.find("5678")
	h.Tap("王 先生")
	h.Choose("引领至", "A3")
	h.Choose("上次喝的，点一下随登记下单", "龙井 ×2")
	h.Tap("登记")
	h.Want("已登记：王先生 → A3", "已下单：龙井 ×2")
	h.arrived(1, data.Arrived, "table-a3")
}

// find types into the large field of the check-in.
func (h *house) find(text string) {
	h.t.Helper()
	h.Type("手机尾号 · 姓名 · 拼音首字母 · 预约券后三位", text)
}

// arrived checks Mr Wang's visit and booking in the book.
func (h *house) arrived(visits int, status data.BookingStatus, table data.ID) {
	h.t.Helper()
	list, err := h.book.Visits(h.t.Context(), data.VisitFilter{OpenOnly: true})
	if err != nil || len(list) != visits {
		h.t.Fatalf("%d groups are in the house: %v", len(list), err)
	}
	bookings, err := h.book.Bookings(h.t.Context(), data.BookingFilter{From: "2026-11-23", To: "2026-11-23"})
	if err != nil {
		h.t.Fatal(err)
	}
	for _, b := range bookings {
		if b.Phone == "13912345678" && (b.Status != status || b.Voucher != "QH-20261123-017") {
			h.t.Fatalf("the booking is %+v", b)
		}
	}
	for _, v := range list {
		if v.Name != "王" || v.TableID != table || v.Identity != "voucher" || v.Purpose != "activity" || v.Number != "L-20261123-002" {
			h.t.Fatalf("the visit is %+v", v)
		}
	}
}

// others come and go: one whose form is full of mistakes, a firm's man with a
// sticker, one who is turned away.
func (h *house) others() {
	h.t.Helper()
	h.wait("11:05")
	h.rail("来访")
	h.find("欧阳䶮")
	h.Want("没有找到，可登记为新客户。")
	h.Tap("新客户")
	h.Type("备注", remark)
	h.Type("姓名（姓即可）", "")
	h.Tap("登记")
	h.Want("请填姓氏，或选“姓名待补”。", "请选来意。")
	h.Type("姓名（姓即可）", strings.Repeat("长", 200))
	if n := len([]rune(kittest.Field(h.t, h.Root(), "姓名（姓即可）").Text())); n != data.NameLength {
		h.t.Fatalf("a name of %d characters", n)
	}
	h.Type("姓名（姓即可）", "欧阳䶮")
	h.Choose("来意", "看房")
	h.Tap("登记")
	h.Want("请填电话，客户没有留就选“未留电话”。")
	h.Type("手机", "1380000")
	h.Press(kittest.Stepper(h.t, h.Root(), "人数（含本人）").Held()[0]) // − of one
	h.Write("0")
	h.Tap("登记")
	h.Want("电话号码不对。手机 11 位，座机带区号，境外号码以 + 开头。")
	if e := kittest.Field(h.t, h.Root(), "备注").Text(); e != remark {
		h.t.Fatalf("the note is %q now", e)
	}
	if n := kittest.Stepper(h.t, h.Root(), "人数（含本人）").Value(); n != 1 {
		h.t.Fatalf("a party of %d", n)
	}
	h.Type("手机", "+1 (415) 555-0100")
	h.Choose("置业顾问", "顾二样")
	h.Tap("登记")
	h.Want("已登记：欧阳䶮")

	h.Tap("先入座，姓名待补")
	h.Step("人数（含本人）", 5)
	h.Choose("来意", "看房")
	h.Choose("引领至", "A5")
	h.Tap("登记")
	h.Want("已登记：5 人 → A5")

	h.wait("11:10")
	h.find("𬬻小满")
	h.Tap("新客户")
	h.Choose("来意", "业务")
	h.Type("来访单位", "𠮷田空调")
	h.Type("受访人", "汤维样")
	h.Choose("其他情况", "未留电话")
	h.Tap("登记")
	h.Want("已登记：𬬻小满")
	h.Tap("在馆 4")
	h.Tap("𬬻小满")
	h.wait("11:11") // until then the word that it is done stands over the buttons
	h.Tap("访客贴")
	sticker := h.pdf()
	sticker.holds("𬬻小满", "𠮷田空调", "汤维样", "11:10")
	h.Tap("返回")

	h.Tap("今日 4")
	h.Tap("谢绝登记")
	h.Choose("原因", "上门推销")
	h.Tap("谢绝登记")
	h.Want("请选怎样处理。")
	h.Choose("怎样处理", "婉言劝离")
	h.Choose("怎样处理", "移交秩序员")
	h.Type("协助人", "秩序员老周")
	h.Type("情况（外貌、言行）", "灰色外套，推销窗帘")
	h.Tap("谢绝登记")
	h.Want("已记录谢绝 X-1123-001", "谢绝：上门推销")
}

// busy is the rest of the day: keys and radios, a break, a court out of order.
func (h *house) busy() {
	h.t.Helper()
	h.wait("11:20")
	h.rail("借用")
	h.Tap("K02")
	h.Want("借出 K02 样板间B")
	h.Type("用途", "带看")
	h.Choose("借给同事，点名字即借出", "顾一样")
	h.Want("K02 样板间B 已借给顾一样，应 13:20 还")
	h.wait("11:21")
	h.Type("", "轮椅")
	h.Key(fyne.KeyReturn)
	h.Want("借出 轮椅")
	h.Tap("借出")
	h.Want("请选谁借，或填姓名、单位。")
	h.Choose("借给在场客户，点名字即借出", "王先生")
	h.Want("轮椅 已借给王先生")
	h.Key(fyne.KeyEscape)

	h.rail("值班")
	h.Choose("天气", "晴")
	h.Tap("我到岗")
	h.Tap("到岗")
	h.Want("安小样到岗")
	h.wait("11:30")
	h.Tap("到岗")
	h.Choose("谁到岗", "白小范")
	h.Press(kittest.Button(h.t, h.Root(), "到岗"))
	h.Want("白小范到岗")
	h.wait("11:31")
	h.TapBy("安小样", "休息")
	h.Want("安小样休息，15 分内返岗")
	h.wait("11:35")
	h.TapBy("白小范", "休息")
	h.Want("安小样正在休息，11:31 起，请等其返岗。")
	h.wait("11:50")
	h.TapBy("安小样", "返岗")
	h.Want("安小样已返岗", "超时")
	h.Tap("异常")
	h.Type("什么情况，在哪里", "球馆东门漏雨")
	h.Choose("主管", "主管已知")
	h.Tap("记录")
	h.Want("已记录：异常", "球馆东门漏雨")

	h.rail("设施")
	h.Tap("乒乓球2")
	h.Choose("现在", "故障")
	h.Tap("登记")
	h.Want("请写明是什么情况。")
	h.Type("说明", "球网断")
	h.Tap("登记")
	h.Want("乒乓球2：故障")

}

// afternoon is what went wrong in the morning put right.
func (h *house) afternoon() {
	h.t.Helper()
	h.wait("12:00")
	h.rail("预约")
	h.Tap("今天 23日")
	h.cell("羽毛球1", "11:00")
	h.Tap("开始")
	h.Tap("结束")
	h.Want("王先生已结束，羽毛球1待清理")
	h.Key(fyne.KeyEscape)
	h.rail("设施")
	h.TapBy("羽毛球1", "羽毛球1")
	h.Want("待清理")
	h.Key(fyne.KeyEscape)

	h.wait("13:45")
	h.rail("今日")
	h.Want("逾期 25 分", "K02")
	h.rail("借用")
	h.TapBy("逾期 25 分", "样板间B")
	h.Want("K02 样板间B 已归还", "晚还 25 分")

	h.wait("14:00")
	h.rail("来访")
	h.Tap("在馆 4")
	h.TapBy("王先生", "送客")
	h.Want("已送客：王先生", "还借着轮椅 1 件，请记得收回。")
	h.Tap("5 人 · 姓名待补")
	h.Type("姓名（姓即可）", "郑")
	h.Choose("其他情况", "未留电话")
	h.wait("14:01")
	h.Tap("保存")
	h.Want("已保存：郑")
}
