package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"yingbin/assets"
	"yingbin/data"
	. "yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

func sampleStrokes() data.Strokes {
	var s data.Strokes
	x := int16(60)
	line := []data.Point{}
	for i := range 60 {
		y := int16(180)
		if i%8 < 4 {
			y = 90
		}
		line = append(line, data.Point{X: x, Y: y + int16(i%5)*6})
		x += 12
	}
	return append(s, line)
}

// gallery shows every widget once in the way screens use it.
func gallery() fyne.CanvasObject {
	w := assets.Words("zh")
	figure := func(n, label string, c fyne.ThemeColorName) fyne.CanvasObject {
		return VBoxGap("", NewText(n, Display.In(c).Aligned(fyne.TextAlignCenter)), NewText(label, Label.Aligned(fyne.TextAlignCenter)))
	}
	figures := NewCard("", nil, Center(HBoxGap(SizeTitle, figure("23", "在场客户", ColorJade), figure("37", "今日来访", ColorInk), figure("8", "未到预约", ColorBrass))))
	bars := NewCard("来访时段", NewText("实心 今日 · 虚线 上周一", Label), NewBars(
		[]string{"9时", "10时", "11时", "12时", "13时", "14时", "15时", "16时", "17时", "18时"},
		[]float64{7, 12}, []float64{5, 10, 13, 6, 4, 3, 5, 9, 5, 2}, 1))
	list := NewList()
	list.SetItems([]Item{
		{ID: "1", Lead: "A3", Title: "王先生等 2 人", Sub: "羽毛球1 11:00 已到 · 顾问 顾一样", Badge: "刚到", Tone: TonePrimary},
		{ID: "2", Lead: "A5", Title: "孙女士", Sub: "洽谈 · 顾问 顾二样 · 12 分钟", Badge: "已上茶", Tone: ToneGood},
		{ID: "3", Lead: "VIP1", Title: "高先生等 3 人", Sub: "签约 · 顾问 顾一样 · 1 小时 5 分，还要再加一壶茶与两份水果拼盘", Badge: "9 分未巡视", Tone: ToneSoon},
		{ID: "4", Lead: "样板间A", Title: "冯女士等 3 人", Sub: "看房 · 顾问 顾三样 · 钥匙已借", Badge: "逾期 52 分", Tone: ToneLate},
		{ID: "5", Lead: "水吧", Title: "散客 5 人", Sub: "顾客改主意", Strike: true, Badge: "留用", Tone: ToneAccent},
	})
	list.OnTap = func(string) {}
	list.SetSelected("2")
	hand := NewList().SetWhole(true).SetQuietLead(true)
	hand.SetItems([]Item{
		{ID: "1", Lead: "钥匙 12", Title: "在位 11，借出 1", Sub: "样板间B · 顾一样 · 应 10:00，逾期", Actions: []ItemAction{{ID: "y", Label: "相符"}, {ID: "n", Label: "不符", Tone: ToneSoon, Chosen: true}}},
		{ID: "2", Lead: "对讲机 6", Title: "6 台在位，电量、耳机、座充齐全", Sub: "1 号 11:20 换新电池", Actions: []ItemAction{{ID: "y", Label: "相符", Chosen: true}, {ID: "n", Label: "不符"}}},
	})
	name := NewField("姓名（姓即可）")
	name.SetText("王建国")
	phone := NewField("手机")
	phone.SetHint("手机或座机")
	bad := NewField("电话")
	bad.SetText("1380")
	bad.SetFault("号码不全：手机号码为 11 位。")
	big := NewField("手机尾号 · 姓名 · 拼音首字母 · 预约券后三位").SetLarge()
	big.SetText("5678")
	note := NewField("备注").SetMulti(2)
	note.SetText("靠窗，龙井少冰\n带一位儿童")
	aim := NewChips("来意", []Choice{{Code: "a", Label: "看房"}, {Code: "b", Label: "活动"}, {Code: "c", Label: "洽谈"}, {Code: "d", Label: "签约"}, {Code: "e", Label: "业务"}}).SetMore(4, "更多…")
	aim.Select("b")
	seat := NewChips("引领至", []Choice{{Code: "a", Label: "沙盘区"}, {Code: "b", Label: "A3", Note: "空"}, {Code: "c", Label: "A4", Note: "空"}, {Code: "d", Label: "VIP2", Note: "占用", Disabled: true}})
	seat.Select("b")
	need := NewChips("需要", []Choice{{Code: "a", Label: "球鞋 42"}, {Code: "b", Label: "计分"}, {Code: "c", Label: "陪打"}}).SetMulti(true)
	need.Select("a")
	need.SetFault("请选择陪打人员。")
	count := NewStepper("人数（含本人）", 1, 20, 2)
	kids := NewStepper("其中儿童", 0, 9, 0)
	go1 := NewButton("登记", Primary, nil)
	off := NewButton("还有 3 项未看", Primary, nil)
	off.Disable()
	lock := NewButton("登记", Primary, nil)
	lock.Lock()
	buttons := Flow(go1, NewButton("其余 3 项相符", Secondary, nil), NewButton("撤回", Quiet, nil), NewButton("作废", Danger, nil), NewButton("打印", Secondary, nil).SetIcon("print"), off, lock)
	sign := NewSignature()
	sign.SetStrokes(sampleStrokes(), false)
	empty := NewSignature().SetHint("请在此签名")
	board := NewBoard(110)
	board.SetTiles([]Tile{
		{ID: "1", Title: "A1", Badge: "空"}, {ID: "2", Title: "A2", Badge: "3 分", Sub: "赵女士 2人", Tone: ToneGood},
		{ID: "3", Title: "A5", Badge: "6 分", Sub: "孙女士 1人", Tone: ToneSoon}, {ID: "4", Title: "A6", Badge: "待收台", Sub: "离座 4 分", Tone: ToneAccent},
		{ID: "5", Title: "VIP1", Badge: "9 分", Sub: "高先生 3人 · 签约", Tone: ToneLate}, {ID: "6", Title: "A7", Badge: "留用", Sub: "明日 9:00", Dim: true},
	})
	striped := NewCard("A3", NewText("9 分", Title.In(ColorLate)), VBox(NewText("龙井 ×2", Body), NewText("热 · 正常", Label), NewBanner("换台：A6 → VIP1", ToneAccent)))
	striped.SetStripe(ToneLate)
	strip := NewDateStrip("2026-11-23", "2026-11-23", w)
	ring := HBox(NewRing(0.35, ToneGood, "9 天"), NewRing(0.8, ToneSoon, "3 天"), NewRing(1, ToneLate, "逾期"))
	badges := Flow(NewBadge("刚到", TonePrimary), NewBadge("已上茶", ToneGood), NewBadge("9 分未巡视", ToneSoon), NewBadge("逾期 52 分", ToneLate), NewBadge("待收台", ToneAccent), NewBadge("未到", TonePlain))

	left := VBoxGap(SizePad, figures, MinSize(bars, 0, 190), NewCard("在场客户", NewText("23 人 · 9 处", Label), MinSize(list, 0, 270)), NewCard("交接", nil, hand), NewCard("徽标", nil, VBox(badges, ring)), striped)
	middle := VBoxGap(SizePad, NewCard("来访登记", NewText("登记人 安小样", Label), VBoxGap(SizePad, big,
		Columns([]float32{1, 1}, name, phone), bad, Columns([]float32{1, 1}, count, kids), aim, seat, need, note)),
		NewBanner("“王先生，上午好，欢迎光临！您预约了 11 点的羽毛球，这边请。祝您玩得开心！”", ToneAccent),
		NewBanner("羽毛球1 10:00 已有预约，可改：", ToneSoon, NewChips("", []Choice{{Code: "1", Label: "11:00"}, {Code: "2", Label: "羽毛球2 11:00"}})),
		NewCard("", nil, NewEmpty("还没有人到访。第一位客户会出现在这里。", "登记来访", nil)))
	right := VBoxGap(SizePad, NewCard("", nil, buttons), strip, NewCard("台位", nil, board),
		Columns([]float32{1, 1}, NewCard("交班人", nil, MinSize(sign, 0, 140)), NewCard("接班人", nil, MinSize(empty, 0, 140))),
		Columns([]float32{1, 1}, NewCard("", nil, NewKeypad(6, true, nil)), NewCard("", nil, NewMonthView("2026-11-23", "2026-11-20", w))))
	return Fill(canvas.NewRectangle(Color(ColorPaper)), Padded(Columns([]float32{1, 1, 1}, left, middle, right)))
}

func TestGalleryLooksRight(t *testing.T) {
	for _, dark := range []bool{false, true} {
		kittest.App(t, dark)
		name := "kit-light.png"
		if dark {
			name = "kit-dark.png"
		}
		kittest.Shoot(t, gallery(), 1720, 1660, dark, name)
		for _, fault := range kittest.CheckLayout(gallery(), 1720, 1660) {
			t.Error(fault)
		}
	}
}
