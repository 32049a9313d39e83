package day

import (
	"fmt"

	"yingbin/data"
)

// opening opens the office as on its first day.
func (h *house) opening() {
	h.t.Helper()
	h.Want("开一本新账")
	h.Type("馆方名称", "青禾样例会馆")
	h.Type("主管姓名", "常示例")
	h.Type("主管密码（4 到 8 位数字）", "2580")
	h.Type("再输一次密码", "2580")
	h.Tap("开始使用")
	staff, err := h.book.Staff(h.t.Context())
	if err != nil || len(staff) != 1 {
		h.t.Fatal(staff, err)
	}
	h.people(staff[0].ID, "staff-chang")
}

// evening is the end of the day before: a call for tomorrow, and the late shift
// hands over.
func (h *house) evening() {
	h.t.Helper()
	h.do("staff-an", &data.IssueVouchers{Day: "2026-11-23", First: 10, Last: 30})
	h.wait("20:30")
	h.Tap("锁定")
	h.signOn("白小范", "1024")
	h.rail("预约")
	h.Tap("周一 23日")
	h.cell("羽毛球1", "10:00")
	h.Type("来电人", "马")
	h.TapBy("称呼", "先生")
	h.Tap("预约 羽毛球1 10:00–11:00")
	h.Want("已预约 羽毛球1 10:00–11:00")

	h.wait("21:20")
	h.rail("交接")
	h.Want("交接班记录 · 晚班 → 早班", "交班人 白小范")
	h.Type("备用金（元）", "50O")
	h.Sign()
	h.Tap("签名交班")
	h.Want("金额请填")
	h.Type("备用金（元）", "500")
	h.Type("说明", "茶室远的灯要换，已报工程")
	h.Tap("签名交班")
	h.Want("已交待接，等接班人核对")
	h.Tap("锁定")
}

// morning takes over what was handed over last night.
func (h *house) morning() {
	h.t.Helper()
	h.till(moment(23, "08:30"))
	h.Want("11月23日 周一", "08:30")
	h.Tap("安小样")
	h.Digits("1025")
	h.Want("密码不对")
	h.Digits("1024")
	h.Want("交接班记录 · 晚班 → 早班", "接班人 安小样", "项未看")
	h.TapBy("K01 样板间A", "相符")
	h.TapBy("备用金 · ¥500.00", "不符")
	h.rest()
	h.Want("还有 1 项不符没有说明")
	h.Type("哪里不符", "点得 495 元，少 5 元")
	h.Want("请接班人签名")
	h.Sign()
	h.Tap("确认接班")
	h.Want("安小样，请输入自己的密码")
	h.Digits("2580")
	h.Want("密码不对")
	h.Digits("1024")
	h.Want("已接班，校验码", "08:30 已接班", "不符：点得 495 元，少 5 元")
	h.Tap("返回本班")
	h.Want("请交班人签名")
}

// handover is six o'clock: the early shift hands over to the late one.
func (h *house) handover() {
	h.t.Helper()
	h.wait("18:00")
	h.rail("交接")
	h.Want("交接班记录 · 早班 → 晚班", "来访 4 组 9 人", "乒乓球2 · 故障", "轮椅", "欧阳䶮", "消毒柜", "停用，维修单")
	h.Tap("留话")
	h.Choose("是什么", "领导交办")
	h.Type("内容", "明日 9:00 媒体看房，A7、A8 留用😀")
	h.Tap("保存")
	h.Want("明日 9:00 媒体看房")
	h.Type("备用金（元）", "495")
	h.Type("代收款（元）", "120.50")
	h.Type("收据", "0001–0003")
	h.Type("说明", "𬬻小满的访客贴已收回")
	h.Sign()
	h.Tap("签名交班")
	h.Want("已交待接，等接班人核对", "18:00 已交待接")

	h.wait("18:05")
	h.TapBy("18:05", "白") // signed on last night; the window was locked since and has forgotten the key
	h.Digits("1024")
	h.Want("接班人 白小范")
	h.wait("18:06")
	h.TapBy("乒乓球2 · 故障", "相符")
	h.TapBy("轮椅", "不符")
	h.Type("哪里不符", "轮椅已在门厅，王先生未办归还")
	h.Tap("主管监交")
	h.Digits("2580")
	h.Sign()
	h.Tap("完成")
	h.Want("监交 常示例", "项未看")
	h.TapBy("在场客户 3", "其余 3 项相符")
	h.rest()
	h.Want("请接班人签名")
	h.Sign()
	h.Tap("确认接班")
	h.Digits("1024")
	h.Want("已接班，校验码", "18:06 已接班", "监交 常示例")
	h.wait("18:07")
	list, err := h.book.Handovers(h.t.Context(), "2026-11-22", "2026-11-23")
	if err != nil || len(list) != 2 {
		h.t.Fatal(list, err)
	}
	now := list[0]
	if now.SealedAt < list[1].SealedAt {
		now = list[1]
	}
	view, err := h.book.Handover(h.t.Context(), now.ID)
	if err != nil || view.State != data.Locked || view.Outgoing != "staff-an" || view.Incoming != "staff-bai" || view.Witness == "" || view.Code == "" {
		h.t.Fatalf("%+v %v", view, err)
	}
	h.Want(view.Code)
	h.Tap("打印")
	paper := h.pdf()
	paper.holds("钥匙、对讲机、设施使用及交接记录", view.Code, "早班", "晚班", "安小样", "白小范", "常示例", "欧阳䶮", "𬬻小满", "乒乓球2", "球网断",
		"轮椅已在门厅，王先生未办归还", "明日9:00媒体看房", "495.00", "120.50", "0001–0003", "来访 4 组 9 人", "不符", "𬬻小满的访客贴已收回", "消毒柜", "停用，维修单")
	h.Tap("返回")
}

// papers are the day's other records, from the screens they belong to.
func (h *house) papers() {
	h.t.Helper()
	h.rail("来访")
	h.Tap("今日 4")
	h.Tap("打印登记表")
	visits := h.pdf()
	visits.holds("来访登记表", "王先生", "139****5678", "+141****0100", "预约券", "欧阳䶮", "𬬻小满", "𠮷田空调", "未留电话", "顾二样", "谢绝登记", "上门推销", "秩序员老周", "灰色外套，推销窗帘", "洽谈区A3", remark, "来访4组9人")
	h.Tap("返回")
	h.rail("值班")
	h.Tap("打印")
	duty := h.pdf()
	duty.holds("迎宾接待工作值班记录表", "天气：晴", "王先生，2人，活动", "谢绝来人，上门推销", "K02样板间B", "晚25分", "安小样休息11:31–11:50",
		"球馆东门漏雨", "江羽样知会", "𬬻小满", "欧阳䶮", "明日9:00媒体看房，A7、A8留用😀")
	h.Tap("返回")
}

// rest takes all that nobody has looked at as found.
func (h *house) rest() {
	h.t.Helper()
	h.restOf("其余 %d 项相符")
}

// restOf taps the button that takes the most of what is left.
func (h *house) restOf(words string) {
	h.t.Helper()
	most := 0
	for _, text := range h.Texts() {
		var n int
		if _, err := fmt.Sscanf(text, words, &n); err == nil {
			most = max(most, n)
		}
	}
	h.Tap(fmt.Sprintf(words, most))
}
