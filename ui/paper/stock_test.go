package paper

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
)

// barOffice is a bar's stock and breakage, as its papers ask for it.
type barOffice struct {
	items     []data.StockItem
	counts    []data.Count
	lines     []data.CountLine
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
func (o barOffice) StockItems(context.Context) ([]data.StockItem, error) { return o.items, nil }
func (o barOffice) Counts(_ context.Context, f data.CountFilter) ([]data.Count, error) {
	if f.ID != "" {
		return o.counts[:1], nil
	}
	return o.counts, nil
}
func (o barOffice) CountLines(_ context.Context, id data.ID) (list []data.CountLine, err error) {
	for _, l := range o.lines {
		if l.Count == id {
			list = append(list, l)
		}
	}
	return list, nil
}
func (o barOffice) Breakages(_ context.Context, f data.BreakageFilter) ([]data.Breakage, error) {
	if f.ID != "" {
		return o.breakages[:1], nil
	}
	return o.breakages, nil
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
		at := deskAt(540 + 7*i%600)
		n := func(k int) string { return fmt.Sprintf("B-20261123-%03d", 3*i+k) }
		o.breakages = append(o.breakages,
			data.Breakage{ID: data.ID(fmt.Sprint("b", i)), Number: n(1), Day: "2026-11-23", At: at, By: "gu", Item: "cup", Name: "玻璃茶杯", Spec: "240ml", Unit: "只", Price: 900, Qty: 1,
				Kind: "chip", Found: "wash-check", Cause: "wear", Waived: "wear", State: "reported", HandedTo: "xun", HandedAt: at + 60_000, ReportedTo: "chang", Note: longRemark},
			data.Breakage{ID: data.ID(fmt.Sprint("c", i)), Number: n(2), Day: "2026-11-23", At: at, By: "xun", Item: "pot", Name: "紫砂壶（欧阳䶮藏）", Unit: "把", Price: 12000, Qty: 2, Place: "a3",
				Kind: "broken", Found: "service", Cause: "staff", Responsible: "ji", Person: "𠮷引宾", Strokes: scribble().Encode(), Share: 50, Due: 12000, State: "approved",
				PaidHow: "cash", PaidAt: at + 120_000, Receipt: "收据 0007", HandedTo: "chang", HandedAt: at + 60_000, DecidedBy: "chang", DecidedAt: at + 90_000, DecidedWord: "按制度赔一半"},
			data.Breakage{ID: data.ID(fmt.Sprint("d", i)), Number: n(3), Day: "2026-11-23", At: at, By: "gu", Item: "cup", Name: "玻璃茶杯", Spec: "240ml", Unit: "只", Price: 900, Qty: 3, Place: "bil1",
				Kind: "lost", Found: "venue", Cause: "guest", Person: "欧阳䶮", Share: 100, Due: 2700, State: "rejected", DecidedBy: "chang", DecidedAt: at + 90_000, DecidedWord: "杯子在洗碗机里"})
		k := data.ID(fmt.Sprint("k", i))
		o.counts = append(o.counts, data.Count{ID: k, Number: fmt.Sprintf("P-20261123-%03d", i+1), Day: "2026-11-23", Kind: []string{"utensil", "food"}[i%2], At: at, By: "xun", Lines: 3, Differ: 2, Unexplained: 1})
		o.lines = append(o.lines,
			data.CountLine{ID: k + "1", Count: k, Item: "cup", Expected: 117, Cupboard: 90, Washing: 20, Tables: 6, Counted: 116, Broken: 2, Why: "unexplained", Word: "早班未见，" + string([]rune(longRemark)[:20])},
			data.CountLine{ID: k + "2", Count: k, Item: "pot", Expected: 8, Cupboard: 8, Counted: 8, Same: true},
			data.CountLine{ID: k + "3", Count: k, Item: "milk", Expected: 8, Cupboard: 9, Counted: 9, Why: "found", UseBy: "2026-12-01"})
	}
	return o
}

func makeBar(t testing.TB, name string, o barOffice, a Ask) *Document {
	t.Helper()
	r, ok := Find(name)
	if !ok {
		t.Fatalf("no record %s", name)
	}
	d, err := r.Make(context.Background(), o, a)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestStockAndBreakageArePrinted(t *testing.T) {
	for _, lang := range assets.Langs() {
		for _, name := range []string{"breakage", "breakage-month", "count"} {
			for what, o := range map[string]barOffice{"empty": {}, "day": barMonth(0), "long": barMonth(12)} {
				t.Run(lang+"/"+name+"/"+what, func(t *testing.T) {
					d := makeBar(t, name, o, deskAsk(lang))
					if strings.Contains(d.Text(), "⟦") {
						t.Errorf("a word is missing: %s", d.Text())
					}
					checkPaper(t, d)
					if dir := os.Getenv("YINGBIN_SHOTS"); dir != "" && what == "day" {
						if err := os.WriteFile(filepath.Join(dir, name+"-"+lang+".pdf"), pdfOf(t, d), 0o600); err != nil {
							t.Fatal(err)
						}
					}
				})
			}
		}
	}
}

func TestOneActStandsOnOnePage(t *testing.T) {
	a := deskAsk("zh")
	a.ID = "b0"
	d := makeBar(t, "breakage", barMonth(0), a)
	if len(d.Pages) != 1 {
		t.Errorf("one act takes %d pages", len(d.Pages))
	}
	if d = makeBar(t, "breakage", barMonth(0), deskAsk("zh")); len(d.Pages) != 3 {
		t.Errorf("three acts take %d pages", len(d.Pages))
	}
	text := squeeze(d.Text())
	for _, want := range []string{"B-1123-002", "紫砂壶（欧阳䶮藏）", "¥240.00", "50%", "¥120.00", "现金，收据收据0007", "责任人签名　𠮷引宾", "𬬻小满", "A3", "台球1", "待主管审批", "按制度赔一半", "无（遗失）", "不赔：自然损耗", "缺口", "洗前检查"} {
		if !strings.Contains(text, squeeze(want)) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}

func TestTheMonthShowsRatesAndWhatIsOwed(t *testing.T) {
	a := deskAsk("zh")
	a.From, a.To = "2026-10-20", "2026-11-02"
	d := makeBar(t, "breakage-month", barMonth(1), a)
	text := squeeze(d.Text())
	for _, want := range []string{"2026年10月1日—10月31日", "2026年11月1日—11月30日", "报损6单", "6件", "驳回2单，未计入", "待审批2单", "1.67%", "50.00%", "¥240.00", "员工人为，4件", "本期没有报损"} {
		if !strings.Contains(text, squeeze(want)) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}

func TestTheCountShowsWhatDiffers(t *testing.T) {
	text := squeeze(makeBar(t, "count", barMonth(1), deskAsk("zh")).Text())
	for _, want := range []string{"盘点2次", "相符2项", "有差异4项", "不明2件", "期间报损4件", "器皿盘点　P-1123-001", "食物盘点　P-1123-002", "−1", "+1", "不明早班未见", "2026-12-01", "其余无误", "𬬻小满"} {
		if !strings.Contains(text, squeeze(want)) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}
