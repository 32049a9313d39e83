package order

import (
	"testing"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

func TestTheOrderScreenLooksRight(t *testing.T) {
	officetest.BarLooks(t, "order-places", func(t *testing.T, h *officetest.Bar, height float32) *screentest.Stage {
		return h.Stage(newOrder(h, h.Sh, "bar"), height)
	})
	officetest.BarLooks(t, "order-drinks", func(t *testing.T, h *officetest.Bar, height float32) *screentest.Stage {
		h.Act("staff-gu", &data.SellOut{Drink: "drink-mocha", Out: true, Why: "可可用完"})
		s := newOrder(h, h.Sh, "bar")
		st := h.Stage(s, height)
		st.TapIn("table-a3")
		st.Tap(h.Sh.Say("menu.kind.coffee"))
		st.TapIn("drink-latte")
		st.TapIn(quickAll + "drink-longjing")
		st.TapIn("drink-cappuccino")
		return st
	})
	officetest.BarLooks(t, "order-fruit", func(t *testing.T, h *officetest.Bar, height float32) *screentest.Stage {
		s := newOrder(h, h.Sh, "bar")
		st := h.Stage(s, height)
		st.TapIn("table-vip2")
		st.Tap(h.Sh.Say("menu.kind.fruit"))
		st.TapIn("drink-fruit")
		return st
	})
}

func TestAnOrderInFourTaps(t *testing.T) {
	h := officetest.NewBar(t)
	in := h.Comes("王", "mr", "13800005678", 2, "table-a3")
	h.Tablet(1280, "zh")
	s := newOrder(h, h.Sh, "bar")
	st := h.Stage(s, 800)
	st.Want("在座", "A3", "王先生 2 人", "空台", "台球1")
	st.TapIn("table-a3")
	st.Want("茶水", "咖啡", "2 人各一杯")
	if st.Has("西瓜汁") {
		t.Error("off season and offered")
	}
	st.TapIn(quickAll + "drink-longjing")
	st.Tap("浓")
	st.Tap("下单 · 2 杯")
	list := h.At("table-a3")
	if len(list) != 1 || list[0].Visit != in.Visit || list[0].Lines[0].Qty != 2 || list[0].Lines[0].Taste != "strong" || list[0].Station != "bar" {
		t.Fatalf("%+v", list)
	}
	if h.Sh.LastToast() != "已下单：A3 D-1123-001" || s.basket.Place != "" || !s.draft.Empty() {
		t.Error(h.Sh.Toasts)
	}
	// Another round is two taps, and the guests' last drink stands first.
	st.TapIn("table-a3")
	st.Want("上次喝过", "未送的单", "龙井 ×2")
	if got := s.drinks.Tiles(); len(got) != 1 || got[0].Title != "龙井" {
		t.Errorf("last drinks: %+v", got)
	}
	st.TapIn(quickRound)
	if list = h.At("table-a3"); len(list) != 2 || !list[1].Refill || list[1].Lines[0].Taste != "strong" {
		t.Errorf("%+v", list)
	}
}

func TestWaterStraightOut(t *testing.T) {
	h := officetest.NewBar(t)
	h.Tablet(1280, "zh")
	s := newOrder(h, h.Sh, "bar")
	st := h.Stage(s, 800)
	s.begin(&data.PlaceOrder{Place: "court-bil1"})
	st.Settle()
	st.Tap("瓶装")
	st.TapIn("drink-mineral")
	st.TapIn("drink-mineral")
	st.Tap("直接送达")
	list := h.At("court-bil1")
	if len(list) != 1 || list[0].Lines[0].State != data.Served || list[0].Lines[0].Qty != 2 {
		t.Fatalf("%+v", list)
	}
	st.TapIn("court-bil1")
	st.Tap("咖啡")
	st.TapIn("drink-latte")
	if s.direct.Visible() {
		t.Error("coffee goes straight out")
	}
}

func TestWhatIsRefusedStaysInTheBasket(t *testing.T) {
	h := officetest.NewBar(t)
	h.Tablet(1280, "zh")
	s := newOrder(h, h.Sh, "bar")
	st := h.Stage(s, 800)
	st.TapIn("table-a1")
	st.Tap("营销需求")
	st.TapIn("drink-fruit")
	st.Tap("下单 · 1 杯")
	if s.adviser.Fault() != "水果拼盘按营销需求供应，请选申请顾问。" || len(s.basket.Lines) != 1 {
		t.Errorf("%q", s.adviser.Fault())
	}
	st.Tap("顾一样")
	st.Type("场次", "周末暖场")
	st.Tap("下单 · 1 杯")
	if list := h.At("table-a1"); len(list) != 1 || list[0].Consultant != officetest.Gu1 || list[0].Occasion != "周末暖场" {
		t.Fatalf("%+v", list)
	}
	// It went out while the basket was being filled.
	st.TapIn("table-a1")
	st.Tap("咖啡")
	st.TapIn("drink-mocha")
	h.Act("staff-gu", &data.SellOut{Drink: "drink-mocha", Out: true, Why: "可可用完"})
	st.Tap("下单 · 1 杯")
	st.Want("摩卡今日售完：可可用完。")
	s.Changed(data.Change{Tables: map[string]bool{"drink": true}})
	st.Settle()
	st.Want("售完")
	st.TapIn("drink-mocha")
	if h.Sh.LastToast() != "摩卡今日售完：可可用完。" || s.basket.cups() != 1 {
		t.Error(h.Sh.Toasts)
	}
	st.Tap("去掉")
	if len(s.basket.Lines) != 0 || !s.send.Disabled() {
		t.Error("taken off and still there")
	}
}

func TestABasketOutlivesItsScreen(t *testing.T) {
	h := officetest.NewBar(t)
	h.Tablet(1280, "zh")
	s := newOrder(h, h.Sh, "bar")
	st := h.Stage(s, 800)
	st.TapIn("table-a1")
	st.TapIn("drink-longjing")
	again := newOrder(h, h.Sh, "bar")
	h.Sh.Settle()
	if again.basket.Place != "table-a1" || again.basket.cups() != 1 || again.place.Name != "A1" {
		t.Errorf("%+v", again.basket)
	}
}

func TestVoidAndMoveFromTheOrderScreen(t *testing.T) {
	h := officetest.NewBar(t)
	first := h.Busy()
	h.Tablet(1280, "zh")
	s := newOrder(h, h.Sh, "bar")
	st := h.Stage(s, 800)
	st.TapIn("table-a3")
	st.TapIn(string(first.Order))
	st.Want("A3 的单", "D-1123-001 · 10:30")
	st.Tap("换台")
	st.TapIn("table-a1")
	if o := h.At("table-a1"); len(o) != 1 || o[0].FromName != "A3" {
		t.Fatalf("%+v", o)
	}
	s.begin(&data.PlaceOrder{Place: "table-a1"})
	st.Settle()
	st.TapIn(string(first.Order))
	st.Tap("退单")
	st.Tap("顾客改主意")
	kittest.Button(t, st.Root(), "退单").Tapped(nil)
	st.Settle()
	o := h.At("table-a1")
	if len(o[0].OpenLines()) != 0 || o[0].Lines[0].VoidWhy != "顾客改主意" {
		t.Errorf("%+v %v", o, h.Sh.Toasts)
	}
}

func TestABasketAddsUp(t *testing.T) {
	tea := data.DrinkView{Drink: data.Drink{ID: "tea", Temps: []string{"hot", "warm"}, Tastes: []string{"weak", "normal"}}}
	water := data.DrinkView{Drink: data.Drink{ID: "water", Direct: true}}
	b := basket{At: -1}
	b.add(tea, data.LineWish{Temp: "cold", Taste: "weak"}, 1) // cold is not offered any more
	b.add(tea, data.LineWish{}, 2)
	b.add(tea, data.LineWish{}, 1)
	b.add(water, data.LineWish{}, 1)
	if b.cups() != 5 || len(b.Lines) != 3 || b.Lines[0].Temp != "hot" || b.Lines[1].Qty != 3 || b.direct() {
		t.Errorf("%+v", b)
	}
	b.remove(0)
	b.remove(0)
	if !b.direct() || b.At != 0 {
		t.Errorf("%+v", b)
	}
	ids := map[data.ID]bool{}
	for range 40 {
		b.add(data.DrinkView{Drink: data.Drink{ID: data.NewID()}}, data.LineWish{}, 1)
	}
	for _, l := range b.Lines {
		ids[l.Line] = true
	}
	if len(b.Lines) != data.MaxLines || len(ids) != data.MaxLines {
		t.Errorf("%d lines", len(b.Lines))
	}
	if err := b.command(data.NewID(), data.ServingPlace{}, "bar", false).Validate(); err == nil {
		t.Error("without a place")
	}
}
