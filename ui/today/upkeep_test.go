package today

import (
	"strings"
	"testing"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

func TestTodayTellsOfAppliances(t *testing.T) {
	view := func(name string, s data.Standing) data.ApplianceView {
		return data.ApplianceView{Appliance: data.Appliance{ID: data.ID(name), Name: name}, Standing: s}
	}
	r := rowsOf(todayFacts{
		appliances: []data.ApplianceView{
			view("冰箱", data.Standing{State: data.DueNow, Period: data.Period{From: "2026-11-16", To: "2026-11-30"}}),
			view("榨汁机", data.Standing{State: data.DueNow, Period: data.Period{From: "2026-11-18", To: "2026-11-24"}}),
			view("制冰机", data.Standing{State: data.Overdue, Period: data.Period{From: "2026-10-23", To: "2026-11-21"}}),
			view("电话机", data.Standing{State: data.Missed, Behind: 2, Period: data.Period{From: "2026-11-16", To: "2026-11-30"}}),
			view("开水器", data.Standing{State: data.Coming, Period: data.Period{From: "2026-12-01", To: "2026-12-15"}}),
			{Appliance: data.Appliance{ID: "old", Name: "旧冰箱", Retired: true}, Standing: data.Standing{State: data.Missed}},
		},
		repairs: []data.RepairView{
			{Name: "制冰机", Repair: data.Repair{ID: "r1", Kind: data.ThingAppliance, Fault: "不出冰", Since: todayAt(-60), SentAt: todayAt(-30)}},
			{Name: "A3", Repair: data.Repair{ID: "r2", Kind: data.ThingTable, Fault: "桌腿松", Since: todayAt(-10)}},
			{Name: "羽毛球1", Repair: data.Repair{ID: "r3", Kind: data.ThingCourt, Fault: "灯不亮", Since: todayAt(-5)}},
		},
	})
	want := []kit.Item{
		{ID: "appliance/电话机", Lead: "电器", Title: "电话机", Sub: "漏做 2 期保养", Badge: "漏做", Tone: kit.ToneLate},
		{ID: "appliance/制冰机", Lead: "电器", Title: "制冰机", Sub: "保养应在 11月21日 前做", Badge: "逾期", Tone: kit.ToneLate},
		{ID: "repair/r2", Lead: "维修", Title: "A3", Sub: "桌腿松 · 10:42 起停用", Badge: "待送修", Tone: kit.ToneLate},
		{ID: "appliance/榨汁机", Lead: "电器", Title: "榨汁机", Sub: "保养 明天 前", Badge: "将到期", Tone: kit.ToneSoon},
		{ID: "repair/r1", Lead: "维修", Title: "制冰机", Sub: "不出冰 · 09:52 起停用", Badge: "已送修", Tone: kit.ToneSoon},
	}
	got := r.matters()
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, w := range want {
		g := got[i]
		if g.ID != w.ID || g.Lead != w.Lead || g.Title != w.Title || g.Sub != w.Sub || g.Badge != w.Badge || g.Tone != w.Tone || g.to != screen.To(data.ApplianceRef(data.ID(g.ID[strings.IndexByte(g.ID, '/')+1:]))) {
			t.Errorf("got  %+v\nwant %+v", g.Item, w)
		}
	}
}
