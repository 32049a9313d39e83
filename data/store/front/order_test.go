package front_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/front"
	"yingbin/data/store/storetest"
)

// wish makes lines of one each of some drinks.
func wish(drinks ...string) []data.LineWish {
	lines := make([]data.LineWish, len(drinks))
	for i, d := range drinks {
		lines[i] = data.LineWish{Line: data.NewID(), Drink: data.ID("drink-" + d), Qty: 1}
	}
	return lines
}

func order(b *storetest.Book, place string, drinks ...string) *data.PlaceOrder {
	return &data.PlaceOrder{Head: b.By(officetest.An), Order: data.NewID(), Place: data.ID(place), Station: "reception", Lines: wish(drinks...)}
}

func advance(b *storetest.Book, who data.ID, to data.LineState, lines ...data.ID) *data.AdvanceLines {
	return &data.AdvanceLines{Head: b.By(who), Lines: lines, To: to}
}

func void(b *storetest.Book, who data.ID, why string, lines ...data.ID) *data.VoidLines {
	return &data.VoidLines{Head: b.By(who), Lines: lines, Why: why}
}

func card(b *storetest.Book, id data.ID) data.OrderView {
	b.T.Helper()
	list, err := b.Orders(context.Background(), data.OrderFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.T.Fatalf("order %s: %v %v", id, list, err)
	}
	return list[0]
}

func queue(b *storetest.Book) data.Queue {
	b.T.Helper()
	q, err := b.Queue(context.Background())
	if err != nil {
		b.T.Fatal(err)
	}
	return q
}

func TestAnOrderIsMadeAndServed(t *testing.T) {
	b := storetest.BarBook(t)
	in := &data.CheckIn{Head: b.By(officetest.An), Visit: data.NewID(), Visitor: data.NewID(), Name: "王", Title: "mr", Phone: "13800005678", Adults: 2, Purpose: "talk", Table: "table-a3"}
	b.Must(in)
	c := order(b, "table-a3", "longjing", "latte")
	c.Lines[0].Qty, c.Lines[0].Taste = 2, "strong"
	if r := b.Must(c); r.Number != "D-20261123-001" {
		t.Errorf("its number is %s", r.Number)
	}
	o := card(b, c.Order)
	if o.PlaceName != "A3" || o.Guest != "王" || o.Title != "mr" || o.People != 2 || o.Visit != in.Visit || o.ByName != "安小样" {
		t.Errorf("%+v", o.Order)
	}
	if l := o.Lines[0]; l.Qty != 2 || l.Taste != "strong" || l.Temp != "hot" || l.Serve != "cup" || l.State != data.Placed {
		t.Errorf("%+v", l)
	}
	if s := o.NextStep(); s.To != data.Making || len(s.Lines) != 2 {
		t.Errorf("first step %+v", s)
	}
	if got := queue(b).ToMake; len(got) != 2 || got[0].Name != "龙井" || got[0].Qty != 2 {
		t.Errorf("to make %+v", got)
	}
	b.Pass(time.Minute)
	b.Must(advance(b, officetest.Gu, data.Making, c.Lines[0].Line))
	if s := card(b, c.Order).NextStep(); s.To != data.Ready || len(s.Lines) != 2 || !s.Many {
		t.Errorf("second step %+v", s)
	}
	b.Pass(2 * time.Minute)
	b.Must(advance(b, officetest.Gu, data.Ready, c.Lines[0].Line, c.Lines[1].Line))
	if ready := b.ToDo("order", storetest.AtDesk); len(ready) != 1 {
		t.Errorf("ready for who ordered: %v", ready)
	}
	b.Must(&data.SeenOrder{Head: b.By(officetest.An), Order: c.Order, What: "ready"})
	b.Refuse(&data.SeenOrder{Head: b.By(officetest.An), Order: c.Order, What: "ready"}, "order.seen")
	if ready := b.ToDo("order", storetest.AtDesk); len(ready) != 0 {
		t.Errorf("still told: %v", ready)
	}
	if len(queue(b).ToMake) != 0 {
		t.Error("what is ready is still to be made")
	}
	b.Pass(time.Minute)
	b.Must(advance(b, officetest.Xia, data.Served, c.Lines[0].Line, c.Lines[1].Line))
	o = card(b, c.Order)
	first, second := o.Lines[0], o.Lines[1]
	if first.MakingAt.Sub(o.At) != time.Minute || first.ReadyAt.Sub(o.At) != 3*time.Minute || first.ServedAt.Sub(o.At) != 4*time.Minute || first.ServedBy != officetest.Xia {
		t.Errorf("%+v", first)
	}
	if second.MakingAt != second.ReadyAt || second.MakingAt == 0 {
		t.Errorf("a step left out has no time: %+v", second)
	}
	q := queue(b)
	if len(q.Cards) != 0 || q.Cups != 3 || q.Waited != 4*time.Minute {
		t.Errorf("%+v", q)
	}
	b.Sound()
}

func TestStraightFromPlacedToServed(t *testing.T) {
	b := storetest.BarBook(t)
	c := order(b, "table-a1", "longjing")
	b.Must(c)
	b.Pass(3 * time.Minute)
	b.Must(advance(b, officetest.Gu, data.Served, c.Lines[0].Line))
	l := card(b, c.Order).Lines[0]
	if l.MakingAt == 0 || l.MakingAt != l.ReadyAt || l.ReadyAt != l.ServedAt {
		t.Errorf("%+v", l)
	}
	if e := b.Refuse(advance(b, officetest.Gu, data.Making, c.Lines[0].Line), "order.already"); e.Code != data.Stale {
		t.Error(e)
	}
}

func TestDirectGoesOutAtOnce(t *testing.T) {
	b := storetest.BarBook(t)
	c := order(b, "court-bad1", "water")
	c.Direct = true
	b.Must(c)
	if o := card(b, c.Order); o.Lines[0].State != data.Served || o.Lines[0].ServedAt != o.At || o.PlaceName != "羽毛球1" {
		t.Errorf("%+v", o)
	}
	if q := queue(b); len(q.Cards) != 0 || q.Cups != 1 || q.Waited != 0 {
		t.Errorf("%+v", q)
	}
	c = order(b, "table-a1", "water", "latte")
	c.Direct = true
	if e := b.Refuse(c, "order.notDirect"); e.Field != string(c.Lines[1].Line) || fmt.Sprint(e.Args) != "[拿铁]" {
		t.Error(e)
	}
}

func TestWhatCannotBeHadIsRefused(t *testing.T) {
	b := storetest.BarBook(t)
	b.Refuse(order(b, "table-a9", "latte"), "order.placeGone")
	b.Refuse(order(b, "table-a1", "nothing"), "order.noDrink")
	b.Refuse(order(b, "table-a1", "melon"), "order.offSeason")
	b.Must(&data.SellOut{Head: b.By(officetest.Gu), Drink: "drink-latte", Out: true, Why: "牛奶用完"})
	b.Refuse(&data.SellOut{Head: b.By(officetest.Gu), Drink: "drink-latte", Out: true, Why: "牛奶用完"}, "menu.already")
	if e := b.Refuse(order(b, "table-a1", "latte"), "order.soldOutWhy"); fmt.Sprint(e.Args) != "[拿铁 牛奶用完]" {
		t.Error(e.Args)
	}
	b.Must(&data.SellOut{Head: b.By(officetest.Gu), Drink: "drink-latte"})
	b.Must(order(b, "table-a1", "latte"))
	c := order(b, "table-a1", "fruit")
	b.Refuse(c, "order.needConsultant")
	c.Consultant = officetest.GuYi
	b.Refuse(c, "order.needOccasion")
	c.Occasion = "周末暖场"
	b.Must(c)
	c = order(b, "table-a1", "latte")
	c.Lines[0].Temp = "warm"
	b.Refuse(c, "order.badOption")
	for _, n := range []int{0, -3, data.MaxQty + 1} {
		c = order(b, "table-a1", "latte")
		c.Lines[0].Qty = n
		if e := b.Refuse(c, "order.badQty"); e.Field != string(c.Lines[0].Line) {
			t.Error(e)
		}
	}
	b.Refuse(&data.PlaceOrder{Head: b.By(officetest.An), Order: data.NewID(), Place: "table-a1"}, "order.needDrink")
	menu, err := b.Menu(context.Background())
	if err != nil || len(menu) != 5 || menu[3].InSeason(11) || !menu[3].InSeason(7) {
		t.Error(menu, err)
	}
}

func TestAVoidIsSeenUntilNoted(t *testing.T) {
	b := storetest.BarBook(t)
	c := order(b, "table-a1", "longjing", "latte")
	b.Must(c)
	b.Must(void(b, officetest.An, "顾客改主意", c.Lines[0].Line))
	b.Refuse(void(b, officetest.An, "又一次", c.Lines[0].Line), "order.isVoid")
	if e := b.Refuse(advance(b, officetest.Gu, data.Making, c.Lines[0].Line), "order.isVoid"); e.Code != data.Conflict {
		t.Error(e)
	}
	b.Must(advance(b, officetest.Gu, data.Served, c.Lines[1].Line))
	if e := b.Refuse(void(b, officetest.An, "不要了", c.Lines[1].Line), "order.wasServed"); e.Code != data.Conflict {
		t.Error(e)
	}
	if q := queue(b); len(q.Cards) != 1 || len(q.Cards[0].ToNote()) != 1 || q.Cards[0].ToNote()[0].VoidWhy != "顾客改主意" {
		t.Fatalf("%+v", q)
	}
	b.Must(&data.SeenOrder{Head: b.By(officetest.Gu), Order: c.Order, What: "void"})
	if len(queue(b).Cards) != 0 {
		t.Error("noted and still there")
	}
	b.Refuse(&data.SeenOrder{Head: b.By(officetest.Gu), Order: c.Order, What: "void"}, "order.seen")
}

func TestRecall(t *testing.T) {
	b := storetest.BarBook(t)
	c := order(b, "table-a1", "longjing", "latte")
	b.Must(c)
	b.Must(advance(b, officetest.Gu, data.Served, c.Lines[0].Line))
	b.Pass(14 * time.Minute)
	b.Must(advance(b, officetest.Gu, data.Served, c.Lines[1].Line))
	list, err := b.Recallable(context.Background())
	if err != nil || len(list) != 1 || len(list[0].Lines) != 2 {
		t.Fatal(list, err)
	}
	b.Pass(2 * time.Minute)
	if list, _ = b.Recallable(context.Background()); len(list[0].Lines) != 1 {
		t.Error(list)
	}
	if e := b.Refuse(&data.RecallLines{Head: b.By(officetest.Gu), Lines: []data.ID{c.Lines[0].Line}}, "order.tooLate"); e.Code != data.Conflict {
		t.Error(e)
	}
	b.Must(&data.RecallLines{Head: b.By(officetest.Gu), Lines: []data.ID{c.Lines[1].Line}})
	if l := card(b, c.Order).Lines[1]; l.State != data.Ready || l.ServedAt != 0 || l.ServedBy != "" || l.ReadyAt == 0 {
		t.Errorf("%+v", l)
	}
	b.Refuse(&data.RecallLines{Head: b.By(officetest.Gu), Lines: []data.ID{c.Lines[1].Line}}, "order.notServed")
	if ready := b.ToDo("order", storetest.AtDesk); len(ready) != 0 {
		t.Error("told again of what was called back")
	}
}

func TestAMoveShowsFromWhereItWasLastSeen(t *testing.T) {
	b := storetest.BarBook(t)
	c := order(b, "table-a1", "longjing")
	b.Must(c)
	move := func(to data.ID) *data.MoveOrder {
		return &data.MoveOrder{Head: b.By(officetest.Xia), Order: c.Order, To: to}
	}
	b.Refuse(move("table-a1"), "order.samePlace")
	b.Refuse(move("table-x"), "order.placeGone")
	b.Must(move("table-a2"))
	b.Must(move("court-bad1"))
	if o := card(b, c.Order); !o.Moved() || o.FromName != "A1" || o.PlaceName != "羽毛球1" {
		t.Errorf("%+v", o)
	}
	b.Must(move("table-a1"))
	if card(b, c.Order).Moved() {
		t.Error("back where the bar saw it, and still moved")
	}
	b.Must(move("table-a2"))
	b.Must(&data.SeenOrder{Head: b.By(officetest.Gu), Order: c.Order, What: "move"})
	b.Must(move("table-a3"))
	if o := card(b, c.Order); o.FromName != "A2" {
		t.Errorf("from %s", o.FromName)
	}
	b.Must(advance(b, officetest.Gu, data.Served, c.Lines[0].Line))
	b.Refuse(move("table-a4"), "order.isOver")
}

func TestGuestsWhoLeaveAreMissedAtTheBar(t *testing.T) {
	b := storetest.BarBook(t)
	in := &data.CheckIn{Head: b.By(officetest.An), Visit: data.NewID(), Visitor: data.NewID(), Name: "铲", Title: "ms", NoPhone: true, Adults: 1, Purpose: "talk", Table: "table-a2"}
	b.Must(in)
	c := order(b, "table-a2", "longjing", "latte")
	b.Must(c)
	b.Must(advance(b, officetest.Gu, data.Served, c.Lines[0].Line))
	b.Pass(9 * time.Minute)
	items, err := front.HandOverOrders(context.Background(), b.Book, store.AsOf{Now: data.TimeOf(b.Read()), Day: "2026-11-23", Settings: data.Settings{}.Defaults()})
	if err != nil || len(items) != 1 || items[0].Title != "铲" || items[0].Key != "order.hand.one" || fmt.Sprint(items[0].Args) != "[09:00 A2 拿铁 1]" || !items[0].Amiss {
		t.Errorf("%+v %v", items, err)
	}
	r := b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{in.Visit}, How: "seen-off"})
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "order.notYetServed" || fmt.Sprint(r.Warnings[0].Args) != "[拿铁 1]" {
		t.Errorf("%+v", r.Warnings)
	}
}

func TestLastDrinksAndTheDay(t *testing.T) {
	b := storetest.BarBook(t)
	who := data.NewID()
	in := &data.CheckIn{Head: b.By(officetest.An), Visit: data.NewID(), Visitor: who, Name: "王", Phone: "13800005678", Adults: 1, Purpose: "talk", Table: "table-a3"}
	b.Must(in)
	c := order(b, "table-a3", "longjing")
	c.Lines[0].Taste = "weak"
	b.Must(c)
	b.Pass(6 * time.Minute)
	b.Must(advance(b, officetest.Gu, data.Served, c.Lines[0].Line))
	c = order(b, "table-a3", "longjing", "water")
	c.Lines[0].Taste, c.Lines[0].Qty = "strong", 3
	b.Must(c)
	b.Must(void(b, officetest.An, "重复", c.Lines[1].Line))
	b.Pass(9 * time.Minute)
	b.Must(advance(b, officetest.Gu, data.Served, c.Lines[0].Line))
	last, err := b.LastDrinks(context.Background(), who)
	if err != nil || len(last) != 1 || last[0].Taste != "strong" {
		t.Fatal(last, err)
	}
	d, err := b.BarDay(context.Background(), "2026-11-23")
	if err != nil || d.Orders != 2 || d.Cups != 4 || d.Voided != 1 || len(d.Kinds) != 1 || d.Kinds[0].Drinks[0].ByHour[9] != 4 ||
		d.Waits.N != 2 || d.Waits.Soon != 1 || d.Waits.Late != 1 || d.Waits.Longest != 9*time.Minute || d.Reasons[0].Why != "重复" {
		t.Errorf("%+v %v", d, err)
	}
	places, err := b.ServingPlaces(context.Background())
	i := slices.IndexFunc(places, func(p data.ServingPlace) bool { return p.ID == "table-a3" })
	if err != nil || !places[i].Taken() || places[i].Guest != "王" || places[i].Visit != in.Visit {
		t.Errorf("%+v %v", places, err)
	}
}

func TestOrderActsAreTakenBack(t *testing.T) {
	b := storetest.BarBook(t)
	c := order(b, "table-a1", "longjing")
	placed := b.Must(c)
	on := b.Must(advance(b, officetest.Gu, data.Ready, c.Lines[0].Line))
	b.Refuse(&data.Undo{Head: b.By(officetest.An), Command: placed.ID}, "error.stale")
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: on.ID})
	if l := card(b, c.Order).Lines[0]; l.State != data.Placed || l.MakingAt != 0 || l.ReadyAt != 0 {
		t.Errorf("%+v", l)
	}
	v := b.Must(void(b, officetest.An, "点错", c.Lines[0].Line))
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: v.ID})
	c2 := order(b, "table-a2", "water")
	r := b.Must(c2)
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: r.ID})
	if q := queue(b); len(q.Cards) != 1 || q.Cards[0].ID != c.Order {
		t.Errorf("%+v", q)
	}
	if list, _ := b.Orders(context.Background(), data.OrderFilter{ID: c2.Order}); len(list) != 0 {
		t.Error("taken back and still there")
	}
	b.Sound()
}

// Many hands tap the same card: each step is taken once, and of those who serve
// a line and void it at the same moment exactly one has their way.
func TestManyHandsOnOneCard(t *testing.T) {
	b := storetest.BarBook(t)
	ctx := context.Background()
	for round := range 8 {
		c := order(b, "table-a1", "longjing", "latte")
		b.Must(c)
		lines := []data.ID{c.Lines[0].Line, c.Lines[1].Line}
		together := func(commands ...data.Command) (done []data.Command) {
			var mu sync.Mutex
			var all sync.WaitGroup
			for _, cmd := range commands {
				all.Go(func() {
					_, err := b.Do(ctx, cmd)
					mu.Lock()
					defer mu.Unlock()
					var e *data.Error
					switch {
					case err == nil:
						done = append(done, cmd)
					case !errors.As(err, &e) || e.Code != data.Stale && e.Code != data.Conflict:
						t.Error(err)
					}
				})
			}
			all.Wait()
			return done
		}
		for _, to := range []data.LineState{data.Making, data.Ready} {
			var same []data.Command
			for i := range 12 {
				same = append(same, advance(b, []data.ID{officetest.Gu, officetest.Xia}[i%2], to, lines...))
			}
			if done := together(same...); len(done) != 1 {
				t.Fatalf("round %d: %d hands took the step to %s", round, len(done), to)
			}
		}
		var fight []data.Command
		for i := range 12 {
			if i%2 == 0 {
				fight = append(fight, advance(b, officetest.Xia, data.Served, lines[0]))
			} else {
				fight = append(fight, void(b, officetest.An, "不要了", lines[0]))
			}
		}
		done := together(fight...)
		if len(done) != 1 {
			t.Fatalf("round %d: %d had their way", round, len(done))
		}
		want := data.Served
		if _, void := done[0].(*data.VoidLines); void {
			want = data.Voided
		}
		if l := card(b, c.Order).Lines[0]; l.State != want || (l.ServedAt != 0) == (l.VoidAt != 0) {
			t.Fatalf("%+v", l)
		}
	}
	b.Sound()
}

// Whatever happens in whatever order, a line's times only go forward, and its
// state is the one they tell of.
func TestLinesOnlyGoWhereTheyMay(t *testing.T) {
	b := storetest.BarBook(t)
	ctx := context.Background()
	rnd := rand.New(rand.NewPCG(23, 11))
	var lines []data.ID
	var acts []data.ID
	states := map[data.ID]data.LineState{}
	for range 400 {
		b.Pass(time.Duration(rnd.IntN(90)) * time.Second)
		var cmd data.Command
		var l data.ID
		if len(lines) > 0 {
			l = lines[rnd.IntN(len(lines))]
		}
		switch n := rnd.IntN(10); {
		case n < 2 || len(lines) == 0:
			c := order(b, []string{"table-a1", "table-a2", "court-bad1"}[rnd.IntN(3)], "longjing", "water")
			c.Staff, c.Signer, c.Direct = officetest.Gu, officetest.SignerOf(officetest.Gu), false
			cmd = c
		case n < 7:
			cmd = advance(b, officetest.Gu, []data.LineState{data.Making, data.Ready, data.Served}[rnd.IntN(3)], l)
		case n < 8:
			cmd = void(b, officetest.Gu, "不要了", l)
		case n < 9:
			cmd = &data.RecallLines{Head: b.By(officetest.Gu), Lines: []data.ID{l}}
		default:
			if len(acts) == 0 {
				continue
			}
			cmd = &data.Undo{Head: b.By(officetest.Gu), Command: acts[rnd.IntN(len(acts))]}
		}
		r, err := b.Do(ctx, cmd)
		if err != nil {
			if code := data.CodeOf(err); code != data.Stale && code != data.Conflict && code != data.NotFound {
				t.Fatalf("%T: %v", cmd, err)
			}
		} else {
			if _, back := cmd.(*data.Undo); !back {
				acts = append(acts, r.ID)
			}
			if c, ok := cmd.(*data.PlaceOrder); ok {
				lines = append(lines, c.Lines[0].Line, c.Lines[1].Line)
			}
		}
		all, readErr := b.Orders(ctx, data.OrderFilter{})
		if readErr != nil {
			t.Fatal(readErr)
		}
		now := map[data.ID]data.LineState{}
		for _, o := range all {
			for _, l := range o.Lines {
				now[l.ID] = l.State
				if err != nil && states[l.ID] != l.State {
					t.Fatalf("%T was refused (%v) and moved a line", cmd, err)
				}
				told := data.Placed
				switch {
				case l.VoidAt != 0:
					told = data.Voided
				case l.ServedAt != 0:
					told = data.Served
				case l.ReadyAt != 0:
					told = data.Ready
				case l.MakingAt != 0:
					told = data.Making
				}
				if told != l.State || l.MakingAt != 0 && l.MakingAt < o.At || l.ReadyAt != 0 && l.ReadyAt < l.MakingAt || l.ServedAt != 0 && l.ServedAt < l.ReadyAt ||
					(l.VoidAt != 0 && l.ServedAt != 0) || (l.ServedAt != 0) != (l.ServedBy != "") {
					t.Fatalf("after %T: %+v", cmd, l)
				}
			}
		}
		states = now
	}
	b.Sound()
}

func TestWhatAForgottenGuestOrdered(t *testing.T) {
	b := storetest.BarBook(t)
	who := data.NewID()
	in := &data.CheckIn{Head: b.By(officetest.An), Visit: data.NewID(), Visitor: who, Name: "秘密", Phone: "13800005678", Adults: 1, Purpose: "talk", Table: "table-a3"}
	b.Must(in)
	c := order(b, "table-a3", "longjing")
	c.Note, c.Lines[0].Note = "秘密女士怕烫", "秘密少糖"
	b.Must(c)
	b.Must(void(b, officetest.An, "秘密走了", c.Lines[0].Line))
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{in.Visit}, How: "seen-off"})
	b.Must(&data.Anonymise{Head: b.By(officetest.Chang), Visitors: []data.ID{who}})
	for table, rows := range b.Dump("orders", "order_line") {
		for _, row := range rows {
			if slices.Contains([]rune(row), '秘') {
				t.Errorf("%s still tells: %s", table, row)
			}
		}
	}
	if o := card(b, c.Order); o.Lines[0].State != data.Voided || o.Guest != "" {
		t.Errorf("%+v", o)
	}
	b.Sound()
}

func TestAFaultyMachineMakesNothing(t *testing.T) {
	b := storetest.BarBook(t)
	b.Must(&data.PutAppliance{Head: b.By(officetest.Chang), Appliance: data.Appliance{ID: "app-coffee", Number: "KF-01", Name: "咖啡机", Every: 15, Steps: []string{"试出一杯"}, Since: "2026-11-01"}})
	c := order(b, "table-a1", "latte")
	b.Must(c)
	repair := data.NewID()
	b.Must(&data.OpenRepair{Head: b.By(officetest.Gu), Repair: repair, Thing: "app-coffee", Fault: "不出水"})
	if e := b.Refuse(order(b, "table-a1", "latte"), "order.machineOut"); e.Code != data.Conflict || fmt.Sprint(e.Args) != "[拿铁]" {
		t.Error(e)
	}
	b.Must(order(b, "table-a1", "longjing"))
	menu, err := b.Menu(context.Background())
	if err != nil || !menu[1].Faulty || menu[1].Offered() || menu[0].Faulty {
		t.Errorf("%+v %v", menu, err)
	}
}

func TestAPartyNobodyRegisteredIsServedByItsName(t *testing.T) {
	b := storetest.BarBook(t)
	b.Must(&data.Seat{Head: b.By(officetest.Gu), Seating: data.NewID(), TableID: "table-a4", Guest: "穿红衣的客人", People: 3})
	c := order(b, "table-a4", "longjing")
	b.Must(c)
	if o := card(b, c.Order); o.Guest != "穿红衣的客人" || o.People != 3 || o.Visit != "" {
		t.Errorf("%+v", o.Order)
	}
	places, err := b.ServingPlaces(context.Background())
	i := slices.IndexFunc(places, func(p data.ServingPlace) bool { return p.ID == "table-a4" })
	if err != nil || places[i].Guest != "穿红衣的客人" || places[i].People != 3 {
		t.Errorf("%+v %v", places[i], err)
	}
}

func TestWhoOrderedIsToldThatDrinksAreReady(t *testing.T) {
	b := storetest.BarBook(t)
	c := order(b, "table-a3", "longjing", "latte")
	b.Must(c)
	mine := data.Viewer{Person: c.Staff, Role: data.Floor, Station: "reception"}
	b.Must(advance(b, officetest.Gu, data.Ready, c.Lines[0].Line))
	if got := b.ToDo("order", mine); len(got) != 0 {
		t.Errorf("half of it: %q", got)
	}
	b.Pass(time.Minute)
	b.Must(advance(b, officetest.Gu, data.Ready, c.Lines[1].Line))
	want := []string{"order.title|order.readyFor A3|龙井 · 拿铁|order.state.ready|good|order for table-a3"}
	if got := b.ToDo("order", mine); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := b.ToDo("order", data.Viewer{Person: officetest.Bai, Role: data.Reception, Station: "reception"}); len(got) != 0 {
		t.Errorf("somebody else: %q", got)
	}
	b.Must(&data.SeenOrder{Head: b.By(c.Staff), Order: c.Order, What: "ready"})
	if got := b.ToDo("order", mine); len(got) != 0 {
		t.Errorf("taken note of: %q", got)
	}
}
