package day

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
)

// desk opens the sample office with a receptionist signed on.
func desk(t *testing.T) *house {
	t.Helper()
	return open(t, setup{at: sampleNow, dir: freshSample(t), start: data.SignOn{Head: data.Head{Staff: "staff-an"}, PIN: "1024"}})
}

// TestAnotherLanguageKeepsAHalfTypedCheckIn: what is typed and chosen stays, in
// another language and in another light, and when somebody else was at the desk
// in between.
func TestAnotherLanguageKeepsAHalfTypedCheckIn(t *testing.T) {
	h := desk(t)
	h.rail("来访")
	h.Tap("新客户")
	h.Type("姓名（姓即可）", "欧阳䶮")
	h.Type("手机", "1391234")
	h.Step("人数（含本人）", 4)
	h.Choose("来意", "业务")
	h.Type("来访单位", "𠮷田空调")
	h.Choose("其他情况", "VIP")
	h.Choose("引领至", "A8")
	h.Type("备注", remark)
	kept := func(name, phone, people, purpose, firm, note, chosen string) {
		t.Helper()
		root := h.Root()
		for label, want := range map[string]string{name: "欧阳䶮", phone: "1391234", firm: "𠮷田空调", note: remark} {
			if got := kittest.Field(t, root, label).Text(); got != want {
				t.Errorf("%s is %q now", label, got)
			}
		}
		if n := kittest.Stepper(t, root, people).Value(); n != 4 {
			t.Errorf("a party of %d", n)
		}
		if p := kittest.Chips(t, root, purpose).Selected(); p != "business" {
			t.Errorf("they come for %q", p)
		}
		if p := kittest.Chips(t, root, chosen).Selected(); p != "table-a8" {
			t.Errorf("they are led to %q", p)
		}
	}
	zh := func() {
		t.Helper()
		kept("姓名（姓即可）", "手机", "人数（含本人）", "来意", "来访单位", "备注", "引领至")
	}
	zh()
	h.Key(fyne.KeyF11)
	h.Tap("English")
	h.Want("Visits")
	kept("Name (a surname will do)", "Phone", "Party (all)", "Purpose", "Firm", "Remarks", "Led to")
	h.Key(fyne.KeyF11)
	h.Tap("Dark")
	h.Key(fyne.KeyF11)
	h.Tap("中文")
	zh()
	h.win.Resize(fyne.NewSize(1024, 768))
	h.wait("10:53")
	zh()
	h.win.Resize(fyne.NewSize(1366, 768))
	h.wait("10:54")
	h.Key(fyne.KeyF11)
	h.Tap("其他人上岗")
	h.signOn("白小范", "1024")
	h.rail("来访")
	h.WantNot("欧阳䶮")
	h.Tap("安")
	zh()
}

// TestADoubleTapIsOneAct: the second tap of a hasty finger, before the first is
// answered, does nothing more.
func TestADoubleTapIsOneAct(t *testing.T) {
	h := desk(t)
	once := func(button string) {
		t.Helper()
		before := h.head().Seq
		h.PressTwice(kittest.Button(t, h.Root(), button))
		if n := h.head().Seq - before; n != 1 {
			t.Errorf("two taps on %s wrote %d lines; there is %q", button, n, h.Texts())
		}
		h.till(h.clock.now().Add(time.Minute)) // the word that it is done goes away
	}
	h.rail("来访")
	h.Tap("新客户")
	h.Type("姓名（姓即可）", "欧阳䶮")
	h.Choose("来意", "看房")
	h.Choose("其他情况", "未留电话")
	once("登记")
	h.Tap("在馆 ")
	h.Tap("欧阳䶮")
	h.Type("备注", "靠窗")
	once("保存")
	once("送客")
	h.Tap("今日 ")
	h.Tap("谢绝登记")
	h.Choose("原因", "醉酒")
	h.Choose("怎样处理", "报主管")
	once("谢绝登记")

	h.rail("预约")
	h.Tap("周二 24日")
	h.Tap("棋牌")
	h.cell("棋牌4", "10:00")
	h.Type("来电人", "司马")
	once("预约 棋牌4 10:00–11:00")

	h.rail("借用")
	h.Tap("雨伞")
	h.Type("姓名", "司马")
	once("借出")

	h.rail("设施")
	h.Tap("VIP室")
	h.Choose("现在", "停用")
	h.Type("说明", "布置会场")
	once("登记")

	h.rail("值班")
	h.Tap("客户意见")
	h.Type("客人怎么说", "茶很好")
	once("记录")

	h.rail("交接")
	h.Type("备用金（元）", "500")
	h.Sign()
	once("签名交班")
}
