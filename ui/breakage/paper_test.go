package breakage_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/breakage"
	"yingbin/ui/paper/papertest"
)

// barOffice is a bar's breakage, as its papers ask for it.
type barOffice struct {
	items     []data.StockItem
	breakages []data.Breakage
}

func (barOffice) Staff(context.Context) ([]data.Staff, error) {
	return []data.Staff{{ID: "chang", Name: "常示例"}, {ID: "gu", Name: "古试饮"}, {ID: "xun", Name: "𬬻小满"}, {ID: "ji", Name: "𠮷引宾"}}, nil
}
func (barOffice) Tables(context.Context) ([]data.Table, error) {
	return []data.Table{{ID: "a3", Name: "A3"}}, nil
}
func (barOffice) Courts(context.Context) ([]data.Court, error) {
	return []data.Court{{ID: "bil1", Name: "台球1"}}, nil
}
func (o barOffice) Breakages(_ context.Context, f data.BreakageFilter) ([]data.Breakage, error) {
	if f.ID != "" {
		return o.breakages[:1], nil
	}
	return o.breakages, nil
}
func (o barOffice) BreakagePayments(_ context.Context, report data.ID) ([]data.Payment, error) {
	return []data.Payment{
		{Breakage: report, Sum: 5000, How: "cash", Receipt: "0001", At: papertest.At(600), By: "gu"},
		{Breakage: report, Sum: -1000, How: "cash", Receipt: "0002", At: papertest.At(610), By: "gu", Why: "多收了"},
	}, nil
}

func (o barOffice) BreakageSummary(_ context.Context, d data.Day) (data.BreakageMonth, error) {
	from, to := data.MonthOf(d)
	var list []data.Breakage
	for _, b := range o.breakages {
		if b.Day >= from && b.Day <= to {
			list = append(list, b)
		}
	}
	return data.SumBreakages(list, o.items, map[data.ID]int{"cup": 120, "pot": 8}, from, to), nil
}

// barMonth is a month of the bar; more repeats it.
func barMonth(more int) barOffice {
	o := barOffice{items: []data.StockItem{{ID: "cup", Kind: "utensil", Name: "玻璃茶杯", Spec: "240ml", Unit: "只", Par: 120, Price: 900},
		{ID: "pot", Kind: "utensil", Name: "紫砂壶（欧阳䶮藏）", Unit: "把", Par: 8, Price: 12000}, {ID: "milk", Kind: "food", Name: "牛奶", Unit: "盒", Dated: true}}}
	for i := range 1 + more {
		at := papertest.At(540 + 7*i%600)
		n := func(k int) string { return fmt.Sprintf("B-20261123-%03d", 3*i+k) }
		o.breakages = append(o.breakages,
			data.Breakage{ID: data.ID(fmt.Sprint("b", i)), Number: n(1), Day: "2026-11-23", At: at, By: "gu", Item: "cup", Name: "玻璃茶杯", Spec: "240ml", Unit: "只", Price: 900, Qty: 1,
				Kind: "chip", Found: "wash-check", Cause: "wear", Waived: "wear", State: "reported", HandedTo: "xun", HandedAt: at + 60_000, ReportedTo: "chang", Note: papertest.Remark},
			data.Breakage{ID: data.ID(fmt.Sprint("c", i)), Number: n(2), Day: "2026-11-23", At: at, By: "xun", Item: "pot", Name: "紫砂壶（欧阳䶮藏）", Unit: "把", Price: 12000, Qty: 2, Place: "a3",
				Kind: "broken", Found: "service", Cause: "staff", Responsible: "ji", Person: "𠮷引宾", Strokes: papertest.Scribble().Encode(), Share: 50, Due: 12000, State: "approved",
				PaidHow: "cash", PaidAt: at + 120_000, Receipt: "收据 0007", HandedTo: "chang", HandedAt: at + 60_000, DecidedBy: "chang", DecidedAt: at + 90_000, DecidedWord: "按制度赔一半"},
			data.Breakage{ID: data.ID(fmt.Sprint("d", i)), Number: n(3), Day: "2026-11-23", At: at, By: "gu", Item: "cup", Name: "玻璃茶杯", Spec: "240ml", Unit: "只", Price: 900, Qty: 3, Place: "bil1",
				Kind: "lost", Found: "venue", Cause: "guest", Person: "欧阳䶮", Share: 100, Due: 2700, State: "rejected", DecidedBy: "chang", DecidedAt: at + 90_000, DecidedWord: "杯子在洗碗机里"})
	}
	return o
}

func TestBreakageIsPrinted(t *testing.T) {
	for _, lang := range assets.Langs() {
		for _, name := range []string{"breakage", "breakage-month"} {
			for what, o := range map[string]barOffice{"empty": {}, "day": barMonth(0), "long": barMonth(12)} {
				t.Run(lang+"/"+name+"/"+what, func(t *testing.T) {
					papertest.Whole(t, papertest.Make(t, breakage.Papers(o), name, papertest.AskDay(lang)))
				})
			}
		}
	}
}

func TestOneActStandsOnOnePage(t *testing.T) {
	a := papertest.AskDay("zh")
	a.ID = "b0"
	d := papertest.Make(t, breakage.Papers(barMonth(0)), "breakage", a)
	if len(d.Pages) != 1 {
		t.Errorf("one act takes %d pages", len(d.Pages))
	}
	if d = papertest.Make(t, breakage.Papers(barMonth(0)), "breakage", papertest.AskDay("zh")); len(d.Pages) != 3 {
		t.Errorf("three acts take %d pages", len(d.Pages))
	}
	text := papertest.Squeeze(d.Text())
	for _, want := range []string{"B-1123-002", "紫砂壶（欧阳䶮藏）", "¥240.00", "50%", "¥120.00", "现金，收据收据0007", "责任人签名　𠮷引宾", "𬬻小满", "A3", "台球1", "待主管审批", "按制度赔一半", "无（遗失）", "不赔：自然损耗", "缺口", "洗前检查"} {
		if !strings.Contains(text, papertest.Squeeze(want)) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}

func TestTheMonthShowsRatesAndWhatIsOwed(t *testing.T) {
	a := papertest.AskDay("zh")
	a.From, a.To = "2026-10-20", "2026-11-02"
	d := papertest.Make(t, breakage.Papers(barMonth(1)), "breakage-month", a)
	text := papertest.Squeeze(d.Text())
	for _, want := range []string{"2026年10月1日—10月31日", "2026年11月1日—11月30日", "报损6单", "6件", "驳回2单，未计入", "待审批2单", "1.67%", "50.00%", "¥240.00", "员工人为，4件", "本期没有报损"} {
		if !strings.Contains(text, papertest.Squeeze(want)) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}
