package stock_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store/storetest"
)

func TestWhatIsHeldIsTheSumOfWhatMoved(t *testing.T) {
	ctx := context.Background()
	b := storetest.StockBook(t)
	b.Must(b.Moves("cup", "purchase", 5))
	b.Must(b.Moves("cup", "return", 2))
	b.Refuse(b.Moves("cup", "opening", 3), "stock.opened")
	if e := b.Refuse(b.Moves("cup", "use", 14), "stock.fewLeft"); e.Args[1] != 13 || e.Field != "qty" {
		t.Error("it does not say how many there are:", e)
	}
	b.Refuse(b.Moves("cup", "use", 0), "error.range")
	b.Refuse(b.Moves("cup", "use", -3), "error.range")
	b.Refuse(b.Moves("cup", "purchase", data.MaxStock), "error.range")
	milk := b.Moves("milk", "purchase", 6)
	if e := b.Refuse(milk, "stock.needUseBy"); e.Field != "useBy" {
		t.Error(e)
	}
	milk.UseBy = "2026-11-20"
	b.Refuse(milk, "stock.expired")
	milk.UseBy = "2026-12-01"
	b.Must(milk)
	if l := b.OnHand("milk"); l.Qty != 6 || l.UseBy != "2026-12-01" || l.Expired("2026-12-01") || !l.Expired("2026-12-02") {
		t.Error("the milk is", l)
	}
	if l := b.OnHand("cup"); l.Qty != 13 || l.In != 15 || l.Out != 2 || l.Broken != 0 || l.Short() != 107 {
		t.Errorf("%+v", l)
	}
	b.Refuse(&data.PutStockItem{Head: b.By(officetest.Chang), Item: data.StockItem{ID: "cup", Kind: "utensil", Name: "玻璃茶杯", Spec: "240ml", Retired: true}}, "stock.stillHeld")
	b.Refuse(&data.PutStockItem{Head: b.By(officetest.Chang), Item: data.StockItem{ID: "cup2", Kind: "utensil", Name: "玻璃茶杯", Spec: "240ml"}}, "stock.twin")
	b.Refuse(&data.PutStockItem{Head: b.By(officetest.Gu), Item: data.StockItem{ID: "cup3", Kind: "utensil", Name: "盖碗"}}, "error.forbidden")
	in, err := b.Movements(ctx, data.MovementFilter{Item: "cup", Kinds: []string{"purchase", "return"}})
	if err != nil || len(in) != 2 || in[0].Qty != 5 || in[1].Qty != -2 {
		t.Error(in, err)
	}
	b.Sound()
}

func TestACountExplainsItselfFromTheBreakageLog(t *testing.T) {
	ctx := context.Background()
	b := storetest.StockBook(t)
	b.Must(b.CountOf("utensil", nil, ""))
	b.Pass(time.Hour)
	b.Must(b.Breaks("cup", 2))
	b.Must(b.Moves("cup", "purchase", 1))
	if l := b.OnHand("cup"); l.Qty != 9 || l.Last != 10 || l.Broken != 2 || l.In != 1 {
		t.Fatalf("%+v", l)
	}
	c := b.CountOf("utensil", map[data.ID]int{"cup": 8}, "")
	if e := b.Refuse(c, "stock.sayWhy"); e.Field != "cup" {
		t.Error("a difference without a reason is refused at", e.Field)
	}
	c.Lines[0].Why = "found"
	b.Refuse(c, "stock.whyUnfit")
	c.Lines[0].Why = "other"
	b.Refuse(c, "stock.sayWhat")
	c.Lines[0].Why, c.Lines[0].Cupboard = "unexplained", -1
	b.Refuse(c, "stock.badCount")
	c.Lines[0].Cupboard, c.Lines[0].Washing = 5, 3
	if r := b.Must(c); r.Number != "P-20261123-002" {
		t.Error("its number is", r.Number)
	}
	lines, err := b.CountLines(ctx, c.Count)
	if err != nil || len(lines) != 2 || lines[0].Expected != 9 || lines[0].Counted != 8 || lines[0].Broken != 2 || lines[0].Diff() != -1 || !lines[1].Same {
		t.Fatalf("%+v %v", lines, err)
	}
	all, err := b.Counts(ctx, data.CountFilter{What: "utensil"})
	if err != nil || len(all) != 2 || all[1].Lines != 2 || all[1].Differ != 1 || all[1].Unexplained != 1 || all[0].Differ != 0 {
		t.Errorf("%+v %v", all, err)
	}
	if l := b.OnHand("cup"); l.Qty != 8 || l.Last != 8 || l.Broken != 0 || l.Washing != 3 {
		t.Errorf("%+v", l)
	}
	b.Sound()
}

func TestACountOfSomethingElseIsStale(t *testing.T) {
	b := storetest.StockBook(t)
	// What moved in between explains the difference.
	c := b.CountOf("utensil", map[data.ID]int{"cup": 9}, "unexplained")
	b.Must(b.Breaks("cup", 1))
	b.Must(c)
	if n := b.OnHand("cup").Qty; n != 9 {
		t.Error("what broke is taken twice:", n)
	}
	// Entered twice, from two tablets: with a difference, and without.
	c, twice := b.CountOf("utensil", map[data.ID]int{"cup": 8}, "unexplained"), b.CountOf("utensil", map[data.ID]int{"cup": 8}, "unexplained")
	b.Must(c)
	b.Must(twice)
	if n := b.OnHand("cup").Qty; n != 8 {
		t.Error("what is missing is missing twice:", n)
	}
	b.Pass(time.Minute)
	if e := b.Refuse(b.CountOf("utensil", nil, ""), "stock.countedToday"); e.Args[1] != "古试饮" {
		t.Error(e)
	}
	// A second look that finds a mistake is news, and so is a count after something moved.
	b.Must(b.CountOf("utensil", map[data.ID]int{"cup": 9}, "miscount"))
	b.Refuse(b.CountOf("utensil", nil, ""), "stock.countedToday")
	b.Must(b.Moves("pot", "return", 1))
	b.Must(b.CountOf("utensil", nil, ""))
	b.Pass(24 * time.Hour)
	b.Must(b.CountOf("utensil", nil, ""))
	// Not everything counted, something counted twice, something else counted.
	part := b.CountOf("utensil", nil, "")
	part.Lines = part.Lines[:1]
	b.Refuse(part, "stock.notCounted")
	double := b.CountOf("utensil", nil, "")
	double.Lines[1].Item = "cup"
	b.Refuse(double, "error.invalid")
	other := b.CountOf("utensil", nil, "")
	other.Lines = append(other.Lines, data.Counted{Line: data.NewID(), Item: "milk"})
	b.Refuse(other, "stock.notHere")
	b.Sound()
}

func TestWhatACountHasSeenIsNotTakenBack(t *testing.T) {
	b := storetest.StockBook(t)
	buy, broke := b.Moves("cup", "purchase", 5), b.Breaks("cup", 1)
	b.Must(buy)
	b.Must(broke)
	count := b.CountOf("utensil", map[data.ID]int{"cup": 13}, "unexplained")
	b.Must(count)
	b.Refuse(&data.Undo{Head: b.By(officetest.Gu), Command: buy.ID}, "stock.countedSince")
	b.Refuse(&data.Undo{Head: b.By(officetest.Gu), Command: broke.ID}, "stock.countedSince")
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: count.ID})
	if l := b.OnHand("cup"); l.Qty != 14 || l.Last != 0 {
		t.Errorf("%+v", l)
	}
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: broke.ID})
	b.Must(b.Moves("cup", "use", 12))
	if e := b.Refuse(&data.Undo{Head: b.By(officetest.Gu), Command: buy.ID}, "stock.fewLeft"); e.Code != data.Conflict {
		t.Error(e)
	}
	b.Sound()
}

func TestACountWhoseFindIsUsedUpStays(t *testing.T) {
	b := storetest.StockBook(t)
	was := b.OnHand("cup").Qty
	count := b.CountOf("utensil", map[data.ID]int{"cup": was + 3}, "found")
	b.Must(count)
	use := b.Moves("cup", "use", was+2)
	b.Must(use)
	b.Refuse(&data.Undo{Head: b.By(officetest.Gu), Command: count.ID}, "stock.fewLeft")
	if l := b.OnHand("cup"); l.Qty != 1 || l.Last != was+3 {
		t.Errorf("%+v", l)
	}
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: use.ID})
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: count.ID})
	if l := b.OnHand("cup"); l.Qty != was || l.Last != 0 {
		t.Errorf("%+v", l)
	}
	b.Sound()
}

func TestTwoTabletsReportTheLastPiece(t *testing.T) {
	b := storetest.StockBook(t)
	var wait sync.WaitGroup
	errs := make([]error, 24)
	for i := range errs {
		c := b.Breaks("pot", 1)
		c.Device = data.ID(fmt.Sprintf("tablet-%d", i))
		wait.Go(func() { _, errs[i] = b.Do(context.Background(), c) })
	}
	wait.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		} else if e := data.AsError(err); e.Key != "breakage.tooMany" || e.Code != data.Conflict || e.Args[1] != 0 {
			t.Error(err)
		}
	}
	list, err := b.Breakages(context.Background(), data.BreakageFilter{Item: "pot"})
	if err != nil || done != 8 || len(list) != 8 || b.OnHand("pot").Qty != 0 {
		t.Fatalf("%d done, %d reports, %d held, %v", done, len(list), b.OnHand("pot").Qty, err)
	}
	b.Sound()
}

// away takes a command as it is made on a tablet that is out of reach: it comes in
// when give is called.
func away(b *storetest.Book, c data.Command) (give func() data.Receipt) {
	c.Meta().Device = "tablet"
	return func() data.Receipt { b.T.Helper(); return b.Must(c) }
}

func countLine(b *storetest.Book, count, item data.ID) data.CountLine {
	b.T.Helper()
	lines, err := b.CountLines(context.Background(), count)
	for _, l := range lines {
		if l.Item == item {
			return l
		}
	}
	b.T.Fatal("the count has no", item, err)
	return data.CountLine{}
}

func TestACountStandsThoughOneThingMoved(t *testing.T) {
	b := storetest.StockBook(t)
	c := b.CountOf("utensil", map[data.ID]int{"cup": 7, "pot": 6}, "unexplained")
	c.Lines[0].Word = "柜子后面看过了"
	unseen := b.Breaks("cup", 1) // the counter's tablet did not hear of it
	unseen.At--
	late := away(b, c)
	b.Must(unseen)
	b.Pass(time.Hour)
	b.Must(b.Moves("pot", "purchase", 4)) // after the count: no matter of its
	b.Pass(time.Hour)
	if r := late(); len(r.Warnings) != 1 || r.Warnings[0].Key != "stock.again" || r.Warnings[0].Args[1] != "玻璃茶杯" && r.Warnings[0].Args[1] != b.OnHand("cup").Item.Label() {
		t.Error(r.Warnings)
	}
	if cup, pot := b.OnHand("cup").Qty, b.OnHand("pot"); cup != 9 || pot.Qty != 10 || pot.Last != 6 || pot.In != 4 {
		t.Errorf("%d cups, pots %+v", cup, pot)
	}
	l := countLine(b, c.Count, "cup")
	if l.Held != "again" || l.Counted != 7 || l.Word != "柜子后面看过了" || l.Why != "unexplained" || l.Seen != 10 || l.Expected != 9 {
		t.Errorf("what was counted is lost: %+v", l)
	}
	bar := data.Viewer{Person: officetest.Gu, Role: data.Bar, Station: "bar"}
	if rows := b.ToDo("stock", bar); len(rows) != 1 {
		t.Error(rows)
	}
	if a := b.OnHand("cup").Again; a == nil || a.ID != l.ID {
		t.Error(a)
	}
	again := &data.RecountLine{Head: b.By(officetest.Gu), Counted: data.Counted{Line: l.ID, Item: "cup", Cupboard: 7, Expected: 10, Why: "unexplained"}}
	b.Refuse(again, "stock.moved")
	again.Expected = 9
	b.Must(again)
	if cup := b.OnHand("cup"); cup.Qty != 7 || cup.Missing != 2 || cup.Again != nil || len(b.ToDo("stock", bar)) != 0 {
		t.Errorf("%+v", cup)
	}
	again.Head = b.By(officetest.Xun)
	b.Refuse(again, "stock.recounted")
	b.Sound()
	replays(t, b)
}

func TestAnEarlierCountBooksNothingOnALaterOne(t *testing.T) {
	b := storetest.StockBook(t)
	first := b.CountOf("utensil", map[data.ID]int{"cup": 8}, "unexplained")
	late := away(b, first)
	b.Pass(time.Hour)
	b.Must(b.CountOf("utensil", map[data.ID]int{"cup": 8}, "unexplained"))
	b.Pass(time.Hour)
	late()
	if n := b.OnHand("cup").Qty; n != 8 || countLine(b, first.Count, "cup").Held != "later" {
		t.Error("the same two cups are missing twice:", n)
	}
	b.Sound()
	replays(t, b)
}

func TestACountThatCameInLateHoldsWhatIsNoMore(t *testing.T) {
	b := storetest.StockBook(t)
	c := b.CountOf("utensil", map[data.ID]int{"cup": 9}, "unexplained")
	late := away(b, c)
	b.Pass(time.Hour)
	b.Must(b.Moves("pot", "return", 8))
	b.Must(&data.PutStockItem{Head: b.By(officetest.Chang), Item: data.StockItem{ID: "pot", Kind: "utensil", Name: "紫砂壶", Unit: "把", Retired: true}})
	b.Must(&data.PutStockItem{Head: b.By(officetest.Chang), Item: data.StockItem{ID: "bowl", Kind: "utensil", Name: "盖碗", Unit: "套"}})
	late()
	if l := countLine(b, c.Count, "pot"); l.Held != "gone" || l.Counted != 8 {
		t.Errorf("%+v", l)
	}
	if n := b.OnHand("cup").Qty; n != 9 {
		t.Error(n)
	}
	b.Sound()
}

func TestACountAndABookingAreVoided(t *testing.T) {
	b := storetest.StockBook(t)
	buy := b.Moves("cup", "purchase", 5)
	b.Must(buy)
	void := &data.VoidMovement{Head: b.By(officetest.Chang), Movement: buy.Movement, Back: data.NewID(), Why: "送错了货，记错"}
	b.Refuse(&data.VoidMovement{Head: b.By(officetest.Gu), Movement: buy.Movement, Back: data.NewID(), Why: "错"}, "error.forbidden")
	b.Must(void)
	void.Head, void.Back = b.By(officetest.Chang), data.NewID()
	b.Refuse(void, "stock.isVoid")
	b.Pass(time.Minute)
	c := b.CountOf("utensil", map[data.ID]int{"cup": 7, "pot": 5}, "unexplained")
	b.Must(c)
	buy.Head, buy.Movement = b.By(officetest.Gu), data.NewID()
	b.Pass(time.Minute)
	b.Must(b.CountOf("utensil", map[data.ID]int{"cup": 8}, "found"))
	b.Must(&data.VoidCount{Head: b.By(officetest.Chang), Count: c.Count, Why: "盘错了柜子"})
	if cup, pot := b.OnHand("cup"), b.OnHand("pot"); cup.Qty != 8 || pot.Qty != 5 {
		t.Errorf("the count after it stands: %d cups, %d pots", cup.Qty, pot.Qty)
	}
	last := b.CountOf("utensil", map[data.ID]int{"pot": 1}, "unexplained")
	b.Must(last)
	b.Must(&data.VoidCount{Head: b.By(officetest.Chang), Count: last.Count, Why: "没盘完"})
	b.Refuse(&data.VoidCount{Head: b.By(officetest.Chang), Count: last.Count, Why: "没盘完"}, "stock.isVoid")
	if pot := b.OnHand("pot"); pot.Qty != 5 || pot.Last+pot.In-pot.Out-pot.Broken != 5 {
		t.Errorf("%+v", pot)
	}
	counts, err := b.Counts(context.Background(), data.CountFilter{ID: last.Count})
	if err != nil || !counts[0].Void || counts[0].AmendWhy != "没盘完" || counts[0].AmendedBy != officetest.Chang {
		t.Error(counts, err)
	}
	b.Sound()
	replays(t, b)
}
