package supervisor

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/data/store"
	"yingbin/ui/screen"
)

func TestTheHouseIsChangedAndFaultsStandAtTheirFields(t *testing.T) {
	r := openPart(t, "house")
	r.Type("馆方名称", "")
	r.Type("开门", "25:00")
	r.Tap("保存")
	r.Want("时间不对")
	r.Type("开门", "10：30")
	r.Tap("保存")
	r.Want("请填写这一项")
	r.Type("馆方名称", "青禾会馆·南门")
	r.Type("关门", "9")
	r.Tap("保存")
	r.Want("时间不对：要在整点或半点")
	r.Type("关门", "2200")
	r.Type("日结", "22:30")
	r.Choose("班次", "中班")
	r.Type("中班 起", "10:30")
	r.Type("中班 止", "19:00")
	r.Step("客户资料保留几天（0 为不限）", 365)
	r.Tap("保存")
	if r.sh.LastToast() != "已保存" {
		t.Fatalf("said %q; there is %q", r.sh.LastToast(), r.Texts())
	}
	s, err := r.book.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []data.Shift{{Code: "early", From: 510, To: 1080}, {Code: "middle", From: 630, To: 1140}, {Code: "late", From: 750, To: 1290}}
	if s.Name != "青禾会馆·南门" || s.Opens != 630 || s.Closes != 1320 || s.Retention != 365 || !slices.Equal(s.Shifts, want) {
		t.Fatalf("the book holds %+v", s)
	}
	if !r.sh.Keep("house").Empty() {
		t.Error("the draft outlived the saving")
	}
}

func TestPeopleAreTakenOnWithAPIN(t *testing.T) {
	r := openPart(t, "staff")
	r.Want("安小样", "未设密码")
	r.Tap("添加员工")
	r.Tap("保存")
	r.Want("请填写这一项")
	r.Type("姓名", "欧阳䶮")
	r.Choose("岗位", "场馆")
	r.Type("职务名称", "台球棋牌接待")
	r.Tap("保存")
	r.Want("为欧阳䶮设密码")
	r.Type("新密码（4 到 8 位数字）", "1111")
	r.Type("再输一次新密码", "1111")
	r.Tap("保存")
	r.Want("太容易猜到")
	r.Type("新密码（4 到 8 位数字）", "8642")
	r.Tap("保存")
	r.Want("两次输入的密码不一样")
	r.Type("再输一次新密码", "8642")
	r.Tap("保存")
	staff, _ := r.book.Staff(t.Context())
	i := slices.IndexFunc(staff, func(s data.Staff) bool { return s.Name == "欧阳䶮" })
	if i < 0 || staff[i].Role != data.VenueStaff || r.book.CheckPIN(t.Context(), staff[i].ID, "8642") != nil {
		t.Fatalf("the book holds %+v", staff)
	}
}

func TestTheLastSupervisorStays(t *testing.T) {
	r := openPart(t, "staff")
	r.TapIn("boss")
	r.Choose("已离职", "是")
	r.Tap("保存")
	r.Want("最后一位能上岗的主管")
	if len(r.sh.Toasts) != 0 {
		t.Fatalf("said %v", r.sh.Toasts)
	}
	r.Key(fyne.KeyEscape)
	r.Act("boss", "pin")
	if !strings.Contains(r.sh.LastToast(), "右上角") {
		t.Fatalf("said %q", r.sh.LastToast())
	}
}

func TestConsultantsStandApart(t *testing.T) {
	r := openPart(t, "consultants")
	r.Want("顾一样")
	if r.Has("安小样") {
		t.Error("a receptionist stands among the consultants")
	}
	r.TapIn("gu")
	r.Choose("已离职", "是")
	r.Tap("保存")
	staff, _ := r.book.Staff(t.Context())
	if i := slices.IndexFunc(staff, func(s data.Staff) bool { return s.ID == "gu" }); !staff[i].Gone {
		t.Fatalf("the book holds %+v", staff[i])
	}
}

func TestCourtsShareFloorsOrCountPlaces(t *testing.T) {
	r := openPart(t, "venues")
	venues, _ := r.book.Venues(t.Context())
	courts, _ := r.book.Courts(t.Context())
	ball := venues[slices.IndexFunc(venues, func(v data.Venue) bool { return v.Kind == "badminton" })]
	r.TapIn(string(ball.ID))
	r.Want("羽毛球1", "同一地面")
	of := func(name string) data.Court {
		t.Helper()
		courts, _ = r.book.Courts(t.Context())
		i := slices.IndexFunc(courts, func(c data.Court) bool { return c.Name == name })
		if i < 0 {
			t.Fatalf("no court is called %s", name)
		}
		return courts[i]
	}
	one := of("羽毛球1")
	r.TapIn(string(one.ID))
	r.Tap("保存")
	if again := of("羽毛球1"); !slices.Equal(again.Units, one.Units) {
		t.Fatalf("saving without a change moved it from %v to %v", one.Units, again.Units)
	}
	r.Tap("添加场地")
	r.Type("名称", "羽毛球3")
	r.Tap("保存")
	if c := of("羽毛球3"); len(c.Units) != 1 || c.Venue != ball.ID || c.Units[0] != string(c.ID) {
		t.Fatalf("the new court is %+v", c)
	}
	r.Tap("添加场地")
	r.Type("名称", "亲子位")
	r.Choose("怎么预约", "按名额")
	r.Step("名额", 6)
	r.Tap("保存")
	counted := of("亲子位")
	if !counted.Counted || len(counted.Units) != 6 {
		t.Fatalf("the counted court is %+v", counted)
	}
	r.screenChanged("court")
	r.TapIn(string(counted.ID))
	r.Step("名额", 4)
	r.Tap("保存")
	if c := of("亲子位"); !slices.Equal(c.Units, counted.Units[:4]) {
		t.Fatalf("fewer places are %v", c.Units)
	}
}

func TestVenuesAreAddedWithTheirHours(t *testing.T) {
	r := openPart(t, "venues")
	r.Tap("添加场馆")
	r.Type("名称", "桌游室")
	r.Tap("保存")
	r.Want("请选一项")
	r.Choose("种类", "棋牌")
	r.Type("开门", "1000")
	r.Type("关门", "19:45")
	r.Tap("保存")
	r.Want("要在整点或半点")
	r.Type("关门", "20:00")
	r.Tap("保存")
	venues, _ := r.book.Venues(t.Context())
	i := slices.IndexFunc(venues, func(v data.Venue) bool { return v.Name == "桌游室" })
	if i < 0 || venues[i].Opens != 600 || venues[i].Closes != 1200 || venues[i].Kind != "cards" {
		t.Fatalf("the book holds %+v", venues)
	}
}

func TestAreasTablesAndItemsAreKept(t *testing.T) {
	r := openPart(t, "tables")
	r.Tap("添加引领区")
	r.Type("名称", "露台")
	r.Tap("保存")
	areas, _ := r.book.Areas(t.Context())
	i := slices.IndexFunc(areas, func(a data.Area) bool { return a.Name == "露台" })
	if i < 0 {
		t.Fatal("no 露台")
	}
	r.screenChanged("area")
	r.TapIn(string(areas[i].ID))
	r.Tap("添加台位")
	r.Type("名称", "露1")
	r.Step("座位数", 6)
	r.Tap("保存")
	tables, _ := r.book.Tables(t.Context())
	j := slices.IndexFunc(tables, func(x data.Table) bool { return x.Name == "露1" })
	if j < 0 || tables[j].Seats != 6 || tables[j].Area != areas[i].ID {
		t.Fatalf("the tables are %+v", tables)
	}

	r.TapIn("items")
	r.Settle()
	r.Choose("", "对讲机")
	r.Tap("添加物品")
	r.Type("名称", "对讲机7")
	r.Step("数量", 2)
	r.Tap("保存")
	if len(r.sh.Sheets) == 0 || !r.sh.Sheets[len(r.sh.Sheets)-1].Open {
		t.Fatal("two radios under one number were accepted")
	}
	r.Step("数量", 1)
	r.Choose("借出须主管同意", "是")
	r.Tap("保存")
	items, _ := r.book.Items(t.Context())
	if k := slices.IndexFunc(items, func(x data.Item) bool { return x.Name == "对讲机7" }); k < 0 || !items[k].Guarded || items[k].Kind != data.Radio {
		t.Fatal("the radio is not in the book")
	}
}

func TestVouchersAreIssuedForADay(t *testing.T) {
	r := openPart(t, "vouchers")
	r.Want("这一天还没有发放")
	r.Step("从", 30)
	r.Tap("发放")
	r.Want("请填 1 到 999 之间的数")
	r.Step("从", 1)
	r.Step("到", 3)
	r.Tap("发放")
	r.screenChanged("voucher")
	r.Want("QH-20261123-001", "QH-20261123-003", "未用")
}

func TestCustomersAreForgottenOnceSure(t *testing.T) {
	r := openPart(t, "privacy")
	guest, visit := data.NewID(), data.NewID()
	r.give(&data.CheckIn{Visit: visit, Visitor: guest, Name: "王建国", Title: "mr", Phone: "13812345678", Adults: 2, Purpose: "viewing", Area: "", Identity: "known"})
	r.Type("手机尾号、姓名或拼音", "5678")
	r.Want("王建国先生", "138****5678")
	r.sh.No = true
	r.Act(string(guest), "forget")
	if n := len(r.sh.Commands); n != 0 {
		t.Fatalf("after a no there are %d commands", n)
	}
	r.sh.No = false
	r.Act(string(guest), "forget")
	if r.sh.LastToast() == "已匿名 1 位" || !r.Has("王建国") {
		t.Fatal("somebody who is still in the house was forgotten")
	}
	r.give(&data.CheckOut{Visits: []data.ID{visit}, How: "seen-off"})
	r.Act(string(guest), "forget")
	if r.Has("王建国") || r.sh.LastToast() != "已匿名 1 位" {
		t.Fatalf("said %q; there is %q", r.sh.LastToast(), r.Texts())
	}
}

func TestWhoseTimeIsOverIsOffered(t *testing.T) {
	r := openPart(t, "house")
	r.give(&data.CheckIn{Visit: data.NewID(), Visitor: data.NewID(), Name: "汪样", Title: "ms", Phone: "13912345678", Adults: 1, Purpose: "viewing", Identity: "known"})
	visits, _ := r.book.Visits(t.Context(), data.VisitFilter{OpenOnly: true})
	r.give(&data.CheckOut{Visits: []data.ID{visits[0].ID}, How: "seen-off"})
	r.sh.House.Retention = 30
	r.TapIn("privacy")
	if r.Has("没有来") {
		t.Fatal("somebody who was here today is offered")
	}
	r.sh.Clock = r.sh.Clock.Add(31 * 24 * time.Hour)
	r.TapIn("privacy")
	r.Want("有 1 位客户超过 30 天没有来")
	r.Tap("全部匿名")
	if found, _ := r.book.FindVisitors(t.Context(), "5678", 5); len(found) != 0 {
		t.Fatalf("still found: %+v", found)
	}
}

func TestSettingsAreWellSet(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for _, width := range []float32{1230, 900} {
			r := enter(t, lang, width, func(b *store.Book, sh screen.Shell) screen.Screen { return newSettings(b, sh) })
			for _, p := range parts {
				if p.offered != nil { // not to a book that stands alone
					continue
				}
				r.TapIn(p.name)
				r.Settle()
				r.Check()
			}
		}
	}
}

func TestTimesOfDayAreReadAsTyped(t *testing.T) {
	for typed, want := range map[string]data.Minutes{"9": 540, "09": 540, "9:30": 570, "09：30": 570, "0930": 570, "930": 570, "24:00": 1440, "00:00": 0} {
		if got, ok := clockOf(typed); !ok || got != want {
			t.Errorf("%q is read as %d, %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", "25", "9:60", "24:01", "九点", "-1", "9:"} {
		if got, ok := clockOf(typed); ok {
			t.Errorf("%q is read as %d", typed, got)
		}
	}
}

// screenChanged tells the screen what the window would tell it.
func (r *room) screenChanged(table string) {
	r.screen.Changed(data.Change{Tables: map[string]bool{table: true}})
	r.Settle()
}
