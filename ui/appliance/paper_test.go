package appliance_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/appliance"
	"yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

// careOffice is an office's appliances, as their paper asks for them.
type careOffice struct {
	appliances []data.Appliance
	cleanings  []data.Cleaning
	repairs    []data.RepairView
}

func (careOffice) Staff(context.Context) ([]data.Staff, error) {
	return []data.Staff{{ID: "chang", Name: "常示例"}, {ID: "gu", Name: "古试饮"}, {ID: "xun", Name: "𬬻小满"}, {ID: "ji", Name: "𠮷引宾"}}, nil
}

const careDay data.Day = "2026-12-09" // when it is printed

func (o careOffice) of(id data.ID) (list []data.Cleaning) {
	for _, c := range o.cleanings {
		if c.Appliance == id {
			list = append(list, c)
		}
	}
	return list
}

func (o careOffice) Appliances(context.Context) (list []data.ApplianceView, err error) {
	for _, a := range o.appliances {
		list = append(list, data.ApplianceView{Appliance: a, Standing: data.StandingOf(a, data.PlanOf(a, o.of(a.ID), careDay), careDay)})
	}
	return list, nil
}

func (o careOffice) AppliancePlan(_ context.Context, from, to data.Day, id data.ID) (list []data.Planned, err error) {
	for _, a := range o.appliances {
		for _, p := range data.PlanOf(a, o.of(a.ID), careDay) {
			if p.To >= from && p.To <= to && (id == "" || a.ID == id) {
				list = append(list, p)
			}
		}
	}
	return list, nil
}

func (o careOffice) Cleanings(_ context.Context, from, to data.Day, id data.ID) ([]data.Cleaning, error) {
	return slices.DeleteFunc(slices.Clone(o.cleanings), func(c data.Cleaning) bool {
		return c.Day < from || c.Day > to || id != "" && c.Appliance != id
	}), nil
}

func (o careOffice) Repairs(_ context.Context, f data.RepairFilter) ([]data.RepairView, error) {
	return slices.DeleteFunc(slices.Clone(o.repairs), func(r data.RepairView) bool {
		return f.Thing != "" && r.Thing != f.Thing
	}), nil
}

// careMonth is the November of the picture, with one appliance that was missed
// before; more makes it longer.
func careMonth(more int) careOffice {
	day := func(d, m int) data.Time {
		return data.Settings{}.Defaults().Calendar.At(data.Day(fmt.Sprintf("2026-11-%02d", d)), data.Minutes(m))
	}
	o := careOffice{appliances: []data.Appliance{
		{ID: "fridge", Number: "BX-01", Name: "冰箱", Model: "BCD-210", Place: "吧台"},
		{ID: "cabinet", Number: "XD-01", Name: "消毒柜", Model: "ZTP-108（欧阳䶮送）", Place: "吧台"},
		{ID: "coffee", Number: "KF-01", Name: "咖啡机", Place: "𠮷祥吧台"},
	}}
	for i := range o.appliances {
		o.appliances[i].Every, o.appliances[i].Since = data.HalfMonth, "2026-11-01"
	}
	steps := map[data.ID][]string{"fridge": {"清空除霜", "内壁擦拭", "密封条"}, "cabinet": {"内胆", "层架", "加热管"}, "coffee": {"冲煮头", "蒸汽棒", "除垢"}}
	add := func(id data.ID, d, m int, due data.Day, by data.ID, result, note string, ticked ...int) {
		o.cleanings = append(o.cleanings, data.Cleaning{ID: data.ID(fmt.Sprint("c", len(o.cleanings))), Appliance: id, Due: due, Day: data.Day(fmt.Sprintf("2026-11-%02d", d)),
			At: day(d, m), By: by, Steps: steps[id], Ticked: ticked, Running: "good", Result: result, Note: note, CheckedBy: "ji", CheckedAt: day(d, m+5)})
	}
	add("fridge", 1, 580, "2026-11-15", "gu", "normal", "", 0, 1, 2)
	add("cabinet", 1, 605, "2026-11-15", "gu", "normal", "", 0, 1, 2)
	add("coffee", 1, 630, "2026-11-15", "xun", "normal", "", 0, 1, 2)
	add("fridge", 16, 575, "2026-11-30", "gu", "normal", "", 0, 1, 2)
	add("cabinet", 16, 600, "2026-11-30", "gu", "again", "加热管故障，报修 W-1116-001")
	add("coffee", 16, 620, "2026-11-30", "xun", "normal", "更换密封圈", 0, 2)
	add("cabinet", 24, 970, "2026-11-30", "ji", "normal", "修后补做", 0, 1, 2)
	for i := range more {
		add("fridge", 25, 600+i%200, "", "xun", "abnormal", papertest.Remark, 0, 1)
	}
	for i := range 1 + more/4 {
		o.repairs = append(o.repairs, data.RepairView{Name: "消毒柜", Label: "XD-01", Repair: data.Repair{ID: data.ID(fmt.Sprint("r", i)), Number: fmt.Sprintf("W-20261116-%03d", i+1), Day: "2026-11-16",
			Thing: "cabinet", Kind: "appliance", Fault: "通电不加热", Since: day(16, 610), By: "gu", SentTo: "厂家售后", SentAt: day(16, 700), BackAt: day(24, 900), Cost: 18000,
			RepairedBy: "厂家售后", TakenBy: "xun", CheckedBy: "chang", CheckedAt: day(24, 930), Note: "上门更换加热管，试机 30 分钟温度正常"}})
	}
	return o
}

func careAsk(lang string) paper.Ask {
	a := papertest.AskDay(lang)
	a.From, a.To = "2026-11-01", "2026-11-30"
	return a
}

func TestTheMaintenanceRecordIsPrinted(t *testing.T) {
	for _, lang := range assets.Langs() {
		for what, o := range map[string]careOffice{"empty": {}, "month": careMonth(0), "long": careMonth(60)} {
			t.Run(lang+"/"+what, func(t *testing.T) {
				d := papertest.Make(t, appliance.Papers(o), "maintenance", careAsk(lang))
				papertest.Whole(t, d)
				papertest.Save(t, d, "maintenance-"+what+"-"+lang)
				if what == "month" && lang == "zh" && len(d.Pages) != 1 {
					t.Errorf("a month takes %d pages", len(d.Pages))
				}
			})
		}
	}
}

func TestTheMaintenanceRecordTellsLateFromDone(t *testing.T) {
	o := careMonth(0)
	text := func(a paper.Ask) string {
		return papertest.Squeeze(papertest.Make(t, appliance.Papers(o), "maintenance", a).Text())
	}
	want := func(text string, words ...string) {
		t.Helper()
		for _, w := range words {
			if !strings.Contains(text, papertest.Squeeze(w)) {
				t.Errorf("the paper lacks %q in %s", w, text)
			}
		}
	}
	want(text(careAsk("zh")), "周期：每半个月一次", "应做 6 次", "按期 5 次", "补做 1 次", "按期率 83%", "完成率 100%", "2026-11-16 消毒柜 未做；加热管故障，报修 W-1116-001",
		"冲煮头、除垢；未做：蒸汽棒；更换密封圈", "内胆、层架、加热管（补做）；修后补做", "欧阳䶮", "𠮷引宾", "𬬻小满", "W-1116-001", "¥180.00", "停用 8 天", "维修记录", "吧员", "案场主管")
	a := careAsk("zh")
	a.ID = "cabinet"
	one := text(a)
	want(one, "消毒柜 XD-01", "应做 2 次", "按期率 50%")
	if strings.Contains(one, "咖啡机") {
		t.Error("another appliance stands on the record of one")
	}
	o.cleanings = o.cleanings[:3]
	want(text(careAsk("zh")), "11-16–11-30 应做，漏做", "漏做 3 次", "按期率 50%", "完成率 50%")
}

// BenchmarkMaintenance lays out and writes the record of a month that was busy:
// it must stay well under a tenth of a second.
func BenchmarkMaintenance(b *testing.B) {
	o := careMonth(20)
	b.ReportAllocs()
	for b.Loop() {
		papertest.PDF(b, papertest.Make(b, appliance.Papers(o), "maintenance", careAsk("zh")))
	}
}
