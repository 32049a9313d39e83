package order

import (
	"context"
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

func TestTheQueueLooksRight(t *testing.T) {
	officetest.BarLooks(t, "queue", func(t *testing.T, h *officetest.Bar, height float32) *screentest.Stage {
		return h.Stage(newQueue(h, h.Sh, h.Ring), height)
	})
	officetest.BarLooks(t, "queue-long", func(t *testing.T, h *officetest.Bar, height float32) *screentest.Stage {
		for i := range 9 {
			var lines []data.LineWish
			for n := range 2 + i {
				lines = append(lines, data.LineWish{Drink: []data.ID{"drink-latte", "drink-puer", "drink-soda", "drink-orange"}[n%4], Qty: 1 + n})
			}
			h.Order(officetest.An, []data.ID{"table-a1", "table-vip2", "court-bas-full"}[i%3], lines...)
		}
		return h.Stage(newQueue(h, h.Sh, h.Ring), height)
	})
	officetest.BarLooks(t, "queue-card", func(t *testing.T, h *officetest.Bar, height float32) *screentest.Stage {
		st := h.Stage(newQueue(h, h.Sh, h.Ring), height)
		st.Tap("A3")
		return st
	})
	officetest.BarLooks(t, "queue-sold", func(t *testing.T, h *officetest.Bar, height float32) *screentest.Stage {
		st := h.Stage(newQueue(h, h.Sh, h.Ring), height)
		st.Tap(h.Sh.Say("queue.menu"))
		return st
	})
}

func TestOneTapEach(t *testing.T) {
	h := officetest.NewBar(t)
	first := h.Busy()
	h.Tablet(1280, "zh")
	q := newQueue(h, h.Sh, h.Ring)
	st := h.Stage(q, 800)
	st.Want("A3", "9 分", "VIP1", "6 分", "换台：A6 → VIP1", "台球1", "直接送达", "刚刚", "知道了", "待做合计")
	state := func(line data.ID) data.LineState {
		list, err := h.Orders(context.Background(), data.OrderFilter{ID: first.Order})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range list[0].Lines {
			if l.ID == line {
				return l.State
			}
		}
		return ""
	}
	reload := func() {
		q.Changed(data.Change{Tables: map[string]bool{"orders": true}})
		st.Settle()
	}
	st.Tap("龙井") // the line moves one step on
	if state(first.Lines[0].Line) != data.Ready {
		t.Error("the line did not move")
	}
	reload()
	st.Want("A3 · 已做好")
	st.Tap("撤回上一步")
	if state(first.Lines[0].Line) != data.Making || st.Has("撤回上一步") {
		t.Error("the step was not taken back")
	}
	st.Tap("龙井")
	reload()
	st.Tap("已送达") // and the whole card
	if state(first.Lines[0].Line) != data.Served || state(first.Lines[1].Line) != data.Served {
		t.Error("the card did not move")
	}
	reload()
	if st.Has("王先生") {
		t.Error("a card that is served is still there")
	}
	st.Want("新单会出现在这里")
	st.Tap("直接送达")
	reload()
	if st.Has("欧阳䶮") {
		t.Error("straight out and still there")
	}
	st.Tap("知道了")
	reload()
	if st.Has("换台：") && st.Has("顾客改主意") {
		t.Error("noted and still shown")
	}
	// Called back by mistake of a mistake.
	st.Tap("撤回已送")
	st.Want("矿泉水 ×2")
	st.TapIn(string(first.Lines[0].Line))
	reload()
	st.Want("王先生")
	if h.Sh.LastToast() != "已撤回：A3 龙井 ×2" {
		t.Error(h.Sh.Toasts)
	}
}

func TestWhoComesSecondIsToldAndSeesWhatTheFirstDid(t *testing.T) {
	h := officetest.NewBar(t)
	first := h.Busy()
	h.Tablet(1280, "zh")
	q := newQueue(h, h.Sh, h.Ring)
	st := h.Stage(q, 800)
	h.Act(officetest.An, &data.VoidLines{Lines: []data.ID{first.Lines[0].Line}, Why: "点错"})
	st.Tap("龙井")
	if h.Sh.LastToast() != "龙井已在 10:39 退掉。" {
		t.Error(h.Sh.LastToast())
	}
	st.Want("点错")
	if len(q.busy) != 0 {
		t.Error("the card stays locked")
	}
}

// A new card sounds once, whatever is heard how often; one that was there does
// not, nor does a screen that is opened.
func TestTheBellRingsOncePerCard(t *testing.T) {
	h := officetest.NewBar(t)
	h.Busy()
	h.Tablet(1280, "zh")
	q := newQueue(h, h.Sh, h.Ring)
	st := h.Stage(q, 800)
	touch := func() {
		q.Overheard(data.Change{Tables: map[string]bool{"order_line": true}})
		st.Settle()
	}
	touch()
	if h.Rang != 0 || q.flash.Times() != 0 {
		t.Fatalf("rang %d for what was there", h.Rang)
	}
	o := h.Order(officetest.An, "table-a1", data.LineWish{Drink: "drink-puer", Qty: 1})
	for range 3 {
		touch()
	}
	if h.Rang != 1 || q.flash.Times() != 1 {
		t.Errorf("rang %d times, flashed %d", h.Rang, q.flash.Times())
	}
	h.Act(officetest.An, &data.VoidLines{Lines: []data.ID{o.Lines[0].Line}, Why: "点错"})
	touch()
	h.Order(officetest.An, "table-a1", data.LineWish{Drink: "drink-puer", Qty: 1})
	h.Order(officetest.An, "table-a2", data.LineWish{Drink: "drink-puer", Qty: 1})
	touch()
	if h.Rang != 2 {
		t.Errorf("two cards at once rang %d times", h.Rang-1)
	}
	// Another language: the screen is built again and remembers.
	again := newQueue(h, h.Sh, h.Ring)
	h.Sh.Settle()
	if h.Rang != 2 {
		t.Error("what was heard before sounds again")
	}
	h.Order(officetest.An, "table-a4", data.LineWish{Drink: "drink-puer", Qty: 1})
	again.Changed(data.Change{Tables: map[string]bool{"orders": true}})
	h.Sh.Settle()
	if h.Rang != 3 {
		t.Errorf("rang %d", h.Rang)
	}
}

func TestCardsAreDealtInReadingOrder(t *testing.T) {
	f, l := false, true
	for _, c := range []struct {
		tall []bool
		want [][]slot
	}{
		{nil, nil},
		{[]bool{f, f, f}, [][]slot{{{0, 0, 0, f}, {1, 1, 0, f}, {2, 0, 1, f}}}},
		{[]bool{f, l, f}, [][]slot{{{0, 0, 0, f}, {1, 1, 0, l}, {2, 0, 1, f}}}},
		{[]bool{l, l, f}, [][]slot{{{0, 0, 0, l}, {1, 1, 0, l}}, {{2, 0, 0, f}}}},
		{[]bool{f, f, l}, [][]slot{{{0, 0, 0, f}, {1, 1, 0, f}}, {{2, 0, 0, l}}}},
	} {
		got := deal(c.tall, 2, 2)
		if !slices.EqualFunc(got, c.want, slices.Equal[[]slot]) {
			t.Errorf("%v: %v, not %v", c.tall, got, c.want)
		}
	}
	if got := deal([]bool{f, f, f}, 2, 1); len(got) != 2 {
		t.Error(got)
	}
}

func TestAgesColour(t *testing.T) {
	h := officetest.NewBar(t)
	o := data.OrderView{Order: data.Order{At: data.TimeOf(h.Now)}}
	h.Tablet(1280, "zh")
	s := data.Settings{OrderSoon: 3, OrderLate: 4}.Defaults()
	for at, want := range map[time.Duration]string{30 * time.Second: "刚刚", 2 * time.Minute: "2 分", 61 * time.Minute: "61 分"} {
		if got, _ := waited(h.Sh.Say, s, o, o.At.Add(at)); got != want {
			t.Errorf("%s: %s", at, got)
		}
	}
	if s.AgeTone(3*time.Minute) != 1 || s.AgeTone(4*time.Minute) != 2 || s.AgeTone(time.Minute) != 0 {
		t.Error("the settings do not colour")
	}
}
