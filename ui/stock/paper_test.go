package stock_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/paper/papertest"
	"yingbin/ui/stock"
)

// barOffice is a bar's stock, as its paper asks for it.
type barOffice struct {
	items  []data.StockItem
	counts []data.Count
	lines  []data.CountLine
}

func (barOffice) Staff(context.Context) ([]data.Staff, error) {
	return []data.Staff{{ID: "chang", Name: "常示例"}, {ID: "gu", Name: "古试饮"}, {ID: "xun", Name: "𬬻小满"}, {ID: "ji", Name: "𠮷引宾"}}, nil
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

// barMonth is a month of the bar; more repeats it.
func barMonth(more int) barOffice {
	o := barOffice{items: []data.StockItem{{ID: "cup", Kind: "utensil", Name: "玻璃茶杯", Spec: "240ml", Unit: "只", Par: 120, Price: 900},
		{ID: "pot", Kind: "utensil", Name: "紫砂壶（欧阳䶮藏）", Unit: "把", Par: 8, Price: 12000}, {ID: "milk", Kind: "food", Name: "牛奶", Unit: "盒", Dated: true}}}
	for i := range 1 + more {
		at := papertest.At(540 + 7*i%600)
		k := data.ID(fmt.Sprint("k", i))
		o.counts = append(o.counts, data.Count{ID: k, Number: fmt.Sprintf("P-20261123-%03d", i+1), Day: "2026-11-23", Kind: []string{"utensil", "food"}[i%2], At: at, By: "xun", Lines: 3, Differ: 2, Unexplained: 1})
		o.lines = append(o.lines,
			data.CountLine{ID: k + "1", Count: k, Item: "cup", Expected: 117, Cupboard: 90, Washing: 20, Tables: 6, Counted: 116, Broken: 2, Why: "unexplained", Word: "早班未见，" + string([]rune(papertest.Remark)[:20])},
			data.CountLine{ID: k + "2", Count: k, Item: "pot", Expected: 8, Cupboard: 8, Counted: 8, Same: true},
			data.CountLine{ID: k + "3", Count: k, Item: "milk", Expected: 8, Cupboard: 9, Counted: 9, Why: "found", UseBy: "2026-12-01"})
	}
	return o
}

func TestCountsArePrinted(t *testing.T) {
	for _, lang := range assets.Langs() {
		for what, o := range map[string]barOffice{"empty": {}, "day": barMonth(0), "long": barMonth(12)} {
			t.Run(lang+"/"+what, func(t *testing.T) {
				papertest.Whole(t, papertest.Make(t, stock.Papers(o), "count", papertest.AskDay(lang)))
			})
		}
	}
}

func TestTheCountShowsWhatDiffers(t *testing.T) {
	text := papertest.Squeeze(papertest.Make(t, stock.Papers(barMonth(1)), "count", papertest.AskDay("zh")).Text())
	for _, want := range []string{"盘点2次", "相符2项", "有差异4项", "不明2件", "期间报损4件", "器皿盘点　P-1123-001", "食物盘点　P-1123-002", "−1", "+1", "不明早班未见", "2026-12-01", "其余无误", "𬬻小满"} {
		if !strings.Contains(text, papertest.Squeeze(want)) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}
