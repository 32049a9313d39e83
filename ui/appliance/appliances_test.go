package appliance

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

// careHouse is a bar with seven appliances in every state: it is Monday 23
// November, 10:52.
func careHouse(t testing.TB) *house {
	t.Helper()
	h := newHouse(t)
	h.Give(officetest.Boss, &data.PutArea{Area: data.Area{ID: "area-talk", Name: "洽谈区"}})
	h.Give(officetest.Boss, &data.PutTable{Table: data.Table{ID: "table-a1", Area: "area-talk", Name: "A1", Seats: 4}})
	for i, a := range []struct {
		id, number, name, place string
		every                   int
		since                   data.Day
		steps                   string
	}{
		{"fridge", "BX-01", "冰箱", "吧台", 15, "2026-11-16", "断电清空,查效期,除霜,内壁层架,密封条,通电测温 2–5℃"},
		{"cabinet", "XD-01", "消毒柜", "吧台", 15, "2026-11-16", "断电清空,内胆层架,接水盘,密封条,试机 30 分"},
		{"coffee", "KF-01", "咖啡机", "吧台", 15, "2026-11-16", "反冲冲煮头,蒸汽棒,水箱除垢,豆仓磨盘,试出一杯"},
		{"ice", "ZB-01", "制冰机", "吧台储物间", 30, "2026-10-23", "停机化冰,冰槽,滤网,弃首批冰"},
		{"juicer", "ZZ-01", "榨汁机", "吧台", 8, "2026-11-18", "拆洗刀网,主机擦拭,试转"},
		{"boiler", "KS-01", "开水器", "吧台", 15, "2026-11-16", "排空,除垢,试温"},
		{"phone", "DH-01", "电话机", "前台", 15, "2026-11-01", "话筒消毒,线路,铃声"},
	} {
		h.Give(officetest.Boss, &data.PutAppliance{Appliance: data.Appliance{ID: data.ID(a.id), Number: a.number, Name: a.name, Place: a.place, Every: a.every, Since: a.since, Steps: strings.Split(a.steps, ","), Sort: i}})
	}
	h.Give(officetest.Xun, &data.CleanAppliance{Cleaning: data.NewID(), Appliance: "boiler", Steps: []int{0, 1, 2}, Running: "good", Result: "normal"})
	h.Give(officetest.Xun, &data.OpenRepair{Repair: "repair-ice", Thing: "ice", Fault: "不出冰，压缩机不启动"})
	h.Give(officetest.Gu, &data.SendRepair{Repair: "repair-ice", To: "厂家售后", Note: "约 24 日上门"})
	h.Give(officetest.Xun, &data.OpenRepair{Repair: "repair-cabinet", Thing: "cabinet", Fault: "通电不加热"})
	h.Give(officetest.Xun, &data.TakeBackRepair{Repair: "repair-cabinet", Cost: 18000, RepairedBy: "汤维样", Note: "更换加热管"})
	return h
}

func (h *house) applianceOf(id data.ID) data.ApplianceView {
	h.T.Helper()
	list, err := h.Appliances(context.Background())
	if err != nil {
		h.T.Fatal(err)
	}
	for _, v := range list {
		if v.ID == id {
			return v
		}
	}
	h.T.Fatal("no", id)
	return data.ApplianceView{}
}

// careLook looks at the screen in both languages and sizes, light and dark.
func careLook(t *testing.T, name string, open func(h *house, s *appliances)) {
	for _, lang := range []string{"zh", "en"} {
		for _, size := range [][2]float32{{1280, 800}, {1024, 768}} {
			t.Run(fmt.Sprintf("%s/%s/%.0f", name, lang, size[0]), func(t *testing.T) {
				h := careHouse(t)
				h.Shell(size[0], officetest.GuBar).Language = lang
				s := newAppliances(h, h.Sh)
				st := h.Open(s, size[1])
				open(h, s)
				st.Settle()
				st.Check()
				if sheet := h.Sh.OpenSheet(); sheet != nil {
					for _, fault := range kittest.CheckLayout(sheet.Body, kit.Size(kit.SizeSheet)-32, 2200) {
						t.Error("the sheet: ", fault)
					}
				}
				for _, dark := range []bool{false, true} {
					st.Shoot(dark, fmt.Sprintf("%s-%s-%.0f-%v.png", name, lang, size[0], dark))
				}
			})
		}
	}
}

func TestAppliancesLookRight(t *testing.T) {
	careLook(t, "appliances", func(*house, *appliances) {})
	careLook(t, "appliance-care", func(_ *house, s *appliances) { s.openCare("fridge") })
	careLook(t, "appliance-check", func(_ *house, s *appliances) { s.openCare("boiler") })
	careLook(t, "appliance-fault", func(_ *house, s *appliances) { s.openFault("fridge", "") })
	careLook(t, "appliance-sent", func(_ *house, s *appliances) { s.openRepair("repair-ice") })
	careLook(t, "appliance-back", func(_ *house, s *appliances) { s.openRepair("repair-cabinet") })
}

func TestACleaningIsFourTaps(t *testing.T) {
	h := careHouse(t)
	h.Shell(1280, officetest.GuBar)
	st := h.Open(newAppliances(h, h.Sh), 800)
	st.Want("冰箱", "本期 11月16日–11月30日", "本期 1／7 台已做 · 逾期 1 · 漏做 1", "维修中", "7 天", "超 2 天", "待检查")
	st.Tap("冰箱")
	st.Want("冰箱 BX-01", "步骤 0／6，做完一步点一步")
	st.Tap("登记保养")
	st.Want("步骤 0／6，做完一步点一步")
	st.Tap("全部做完")
	st.Want("步骤 6／6，做完一步点一步")
	st.Choose("运行情况", "运行正常")
	st.Choose("结果", "正常")
	st.Tap("登记保养")
	if h.Sh.LastToast() != "已登记：冰箱，正常" || h.Sh.OpenSheet() != nil {
		t.Error(h.Sh.Toasts, h.Sh.OpenSheet())
	}
	v := h.applianceOf("fridge")
	if v.Standing.State != data.Coming || len(v.Last.Left()) != 0 || v.Last.By != officetest.Gu {
		t.Errorf("%+v", v)
	}
	st.Want("下期 12月1日–12月15日", "上次 11月23日 古试饮", "本期 2／7 台已做 · 逾期 1 · 漏做 1")
	// The one who cleaned can't check; somebody else can.
	st.Tap("冰箱")
	st.Want("古试饮 11-23 10:52 做完，请另一人检查。")
	if st.Has("我已检查") {
		t.Error("the cleaner is offered the check")
	}
	st.Tap("开水器")
	st.Tap("我已检查")
	if h.applianceOf("boiler").Last.CheckedBy != officetest.Gu || h.Sh.LastToast() != "已检查：开水器" {
		t.Error(h.Sh.LastToast())
	}
}

func TestWhatWasTickedOutlivesARefusal(t *testing.T) {
	h := careHouse(t)
	h.Shell(1280, officetest.GuBar)
	st := h.Open(newAppliances(h, h.Sh), 800)
	st.Tap("咖啡机")
	st.Tap("蒸汽棒")
	st.Tap("水箱除垢")
	st.Choose("运行情况", "运行正常")
	st.Choose("结果", "正常")
	st.Tap("登记保养")
	st.Want("还有 3 步未勾。要记“正常”，请在备注里说明原因。", "步骤 2／5，做完一步点一步")
	st.Choose("什么时候做的", "昨天")
	st.Type("时间，例如 15:30", "25:99")
	st.Tap("登记保养")
	if h.applianceOf("coffee").Last != nil {
		t.Error("a time that is none was taken")
	}
	st.Type("时间，例如 15:30", "15：30")
	st.Type("备注", "磨盘明日拆洗")
	// Another tablet cleans it meanwhile; the screen hears of it, and the form stays.
	st.Screen.Changed(data.Change{Tables: map[string]bool{"cleaning": true}})
	st.Settle()
	st.Want("步骤 2／5，做完一步点一步")
	st.Tap("登记保养")
	last := h.applianceOf("coffee").Last
	if last == nil || last.Day != "2026-11-22" || len(last.Ticked) != 2 || last.Note != "磨盘明日拆洗" {
		t.Errorf("%+v", last)
	}
}

func TestAnAbnormalCleaningLeadsToARepair(t *testing.T) {
	h := careHouse(t)
	h.Give(officetest.Boss, &data.PutDrink{Drink: data.Drink{ID: "latte", Kind: "coffee", Name: "拿铁", Appliance: "coffee"}})
	h.Give(officetest.Gu, &data.PlaceOrder{Order: data.NewID(), Place: "table-a1", Lines: []data.LineWish{{Line: data.NewID(), Drink: "latte", Qty: 2}}})
	h.Shell(1280, officetest.GuBar)
	s := newAppliances(h, h.Sh)
	st := h.Open(s, 800)
	st.Tap("咖啡机")
	st.Tap("全部做完")
	st.Choose("运行情况", "停机")
	st.Choose("结果", "异常")
	st.Type("备注", "不出水")
	st.Tap("登记保养")
	st.Want("报修", "哪一个")
	if f := kittest.Field(t, st.All(), "故障现象"); f.Text() != "不出水" {
		t.Error(f.Text())
	}
	st.Tap("报修并停用")
	st.Want("以下受影响，请处理：", "影响点单：D-1123-001 拿铁 ×2 还没做好。")
	st.Tap("知道了")
	if v := h.applianceOf("coffee"); v.Repair == nil || v.Repair.Fault != "不出水" {
		t.Errorf("%+v", v)
	}
	menu, err := h.Menu(context.Background())
	if err != nil || !menu[0].Faulty {
		t.Error(menu, err)
	}
	// Take it back, and let somebody else check.
	st.Tap("不出水")
	st.Choose("下一步", "取回")
	st.Type("谁修好的", "汤维样")
	st.Type("费用（元）", "一百")
	st.Tap("登记取回")
	st.Want("请填金额，例如 180 或 180.50。")
	st.Type("费用（元）", "35.5")
	st.Tap("登记取回")
	st.Tap("不出水")
	if st.Has("验收，恢复使用") {
		t.Error("whoever took it back is offered the check")
	}
	s.sheet()
	h.Sh.Person = data.Staff{ID: officetest.Xun, Name: "𬬻小满", Role: data.Bar}
	st.Tap("不出水")
	st.Tap("验收，恢复使用")
	if v := h.applianceOf("coffee"); v.Repair != nil {
		t.Errorf("%+v", v.Repair)
	}
	list, err := h.Repairs(context.Background(), data.RepairFilter{Thing: "coffee"})
	if err != nil || len(list) != 1 || list[0].Cost != 3550 || list[0].CheckedBy != officetest.Xun {
		t.Error(list, err)
	}
}

func TestATableIsReportedAndARefusalIsSaid(t *testing.T) {
	h := careHouse(t)
	h.Shell(1280, officetest.GuBar)
	s := newAppliances(h, h.Sh)
	st := h.Open(s, 800)
	st.Tap("报修")
	st.Tap("报修并停用")
	st.Want("请选报修的东西。")
	st.Choose("什么坏了", "台位")
	st.Choose("哪一个", "A1")
	st.Type("故障现象", "桌腿松动")
	h.Give(officetest.Xun, &data.OpenRepair{Repair: data.NewID(), Thing: "table-a1", Fault: "晃"})
	st.Tap("报修并停用")
	st.Want("A1已有未完成的维修单 W-1123-003（10:52 报修）。")
	if kittest.Field(t, st.All(), "故障现象").Text() != "桌腿松动" {
		t.Error("what was typed is gone")
	}
}

func TestArrivingOpensWhatIsMeant(t *testing.T) {
	h := careHouse(t)
	h.Shell(1280, officetest.GuBar)
	s := newAppliances(h, h.Sh)
	s.follow("phone")
	st := h.Open(s, 800)
	st.Want("电话机 DH-01", "漏做 1 期 · 本期 11月30日 前")
	s.follow("repair-ice")
	st.Settle()
	st.Want("维修 W-1123-001 制冰机", "约 24 日上门")
	st.Tap("打印")
	if _, ok := h.Sh.Goings[0].(screen.Print); !ok {
		t.Error(h.Sh.Goings)
	}
}

func TestClockOn(t *testing.T) {
	cal := data.Settings{}.Defaults().Calendar
	for typed, want := range map[string]string{"15:30": "15:30", "15：30": "15:30", "930": "09:30", "0905": "09:05", "9": "", "25:00": "", "12:60": "", "abc": "", "": "", "15 30": "15:30"} {
		at, ok := clockOn(cal, "2026-11-23", typed)
		if got := ""; ok != (want != "") || ok && cal.Clock(at) != want {
			t.Error(typed, got, ok)
		}
	}
}
