package order_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/order"
	"yingbin/ui/paper/papertest"
)

// drinkOffice is a day of the bar as its paper asks for it.
type drinkOffice struct{ orders []data.OrderView }

func (o drinkOffice) BarDay(_ context.Context, d data.Day) (data.BarDay, error) {
	return data.DayOf(d, o.orders, data.Settings{}.Defaults()), nil
}

// drinkDay is a full day: every hour, rare names, voids; more repeats it.
func drinkDay(more int) (o drinkOffice) {
	for i := range 60 * (1 + more) {
		at := papertest.At(540 + 12*(i%60))
		wait := time.Duration(i%11) * 53 * time.Second
		lines := []data.LineView{
			{OrderLine: data.OrderLine{Drink: data.ID(fmt.Sprint("tea", i%7)), Qty: 1 + i%3, State: data.Served, ServedAt: at.Add(wait)}, Name: "龙井" + strings.Repeat("雨前", i%7), Kind: "tea"},
			{OrderLine: data.OrderLine{Drink: "fruit", Qty: 1, State: data.Served, ServedAt: at}, Name: "水果拼盘（𬬻记）", Kind: "fruit"},
		}
		if i%9 == 0 {
			lines = append(lines, data.LineView{OrderLine: data.OrderLine{Drink: "cola", Qty: 1, State: data.Voided, VoidWhy: "顾客改主意，换成热的"}, Name: "可乐", Kind: "bottled"},
				data.LineView{OrderLine: data.OrderLine{Drink: "cola", Qty: 1, State: data.Making}, Name: "可乐", Kind: "bottled"})
		}
		o.orders = append(o.orders, data.OrderView{Order: data.Order{ID: data.NewID(), At: at}, Lines: lines})
	}
	return o
}

func TestTheBarsDayOnPaper(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for name, o := range map[string]drinkOffice{"full": drinkDay(0), "twice": drinkDay(1), "empty": {}} {
			t.Run(lang+"/"+name, func(t *testing.T) {
				papertest.Whole(t, papertest.Make(t, order.Papers(o), "barday", papertest.AskDay(lang)))
			})
		}
	}
	text := papertest.PDFText(t, papertest.File(t, papertest.Make(t, order.Papers(drinkDay(0)), "barday", papertest.AskDay("zh"))))
	for _, want := range []string{"吧台日报", "2026年11月23日", "点单60单", "水果拼盘（𬬻记）", "龙井雨前雨前", "顾客改主意，换成热的", "09:00–10:00", "平均等待4:", "未送7行"} {
		if !strings.Contains(papertest.Squeeze(text), want) {
			t.Errorf("%q is not on the paper:\n%s", want, papertest.Clip(papertest.Squeeze(text), 900))
		}
	}
}
