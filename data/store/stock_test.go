package store

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"yingbin/data"
)

const xun = data.ID("staff-xun") // bar, the one with the rare name

// stockBook is a book with a bar: two who work there and a little of each kind.
func stockBook(t testing.TB) *testBook {
	b := freshBook(t)
	b.do(&data.PutStaff{Head: b.head(chang), Person: xun, Name: "𬬻小满", Role: data.Bar})
	for i, it := range []data.StockItem{
		{ID: "cup", Kind: "utensil", Name: "玻璃茶杯", Spec: "240ml", Unit: "只", Par: 120, Price: 900},
		{ID: "pot", Kind: "utensil", Name: "紫砂壶", Unit: "把", Par: 8, Price: 12000},
		{ID: "paper", Kind: "consumable", Name: "纸杯", Unit: "只", Par: 500, Price: 30},
		{ID: "milk", Kind: "food", Name: "牛奶", Unit: "盒", Par: 12, Price: 600, Dated: true},
	} {
		it.Sort = i
		b.do(&data.PutStockItem{Head: b.head(chang), Item: it})
	}
	b.do(b.move("cup", "opening", 10))
	b.do(b.move("pot", "opening", 8))
	return b
}

func (b *testBook) move(item data.ID, what string, n int) *data.MoveStock {
	return &data.MoveStock{Head: b.head(gu), Movement: data.NewID(), Item: item, What: what, Qty: n}
}

// breaks is the report of the usual case: chipped, seen before washing, nobody's
// fault.
func (b *testBook) breaks(item data.ID, n int) *data.ReportBreakage {
	return &data.ReportBreakage{Head: b.head(gu), Breakage: data.NewID(), Movement: data.NewID(), Item: item, Qty: n,
		What: "chip", Found: "wash-check", Cause: "wear", Waived: "wear"}
}

func (b *testBook) onHand(item data.ID) data.StockLine {
	b.t.Helper()
	lines, err := b.StockOnHand(context.Background(), "")
	if err != nil {
		b.t.Fatal(err)
	}
	i := slices.IndexFunc(lines, func(l data.StockLine) bool { return l.Item.ID == item })
	if i < 0 {
		b.t.Fatal("nobody knows", item)
	}
	return lines[i]
}

// counts makes a count of the utensils with these numbers; others are as they
// should be.
func (b *testBook) counts(what string, found map[data.ID]int, why string) *data.TakeCount {
	b.t.Helper()
	lines, err := b.StockOnHand(context.Background(), what)
	if err != nil {
		b.t.Fatal(err)
	}
	c := &data.TakeCount{Head: b.head(gu), Count: data.NewID(), What: what}
	for _, l := range lines {
		n := data.Counted{Line: data.NewID(), Item: l.Item.ID, Cupboard: l.Qty, Expected: l.Qty, Same: true}
		if q, ok := found[l.Item.ID]; ok && q != l.Qty {
			n.Cupboard, n.Same, n.Why = q, false, why
		}
		c.Lines = append(c.Lines, n)
	}
	return c
}

func TestWhatIsHeldIsTheSumOfWhatMoved(t *testing.T) {
	ctx := context.Background()
	b := stockBook(t)
	b.do(b.move("cup", "purchase", 5))
	b.do(b.move("cup", "return", 2))
	b.refuse(b.move("cup", "opening", 3), "stock.opened")
	if e := b.refuse(b.move("cup", "use", 14), "stock.fewLeft"); e.Args[1] != 13 || e.Field != "qty" {
		t.Error("it does not say how many there are:", e)
	}
	b.refuse(b.move("cup", "use", 0), "error.range")
	b.refuse(b.move("cup", "use", -3), "error.range")
	b.refuse(b.move("cup", "purchase", data.MaxStock), "error.range")
	milk := b.move("milk", "purchase", 6)
	if e := b.refuse(milk, "stock.needUseBy"); e.Field != "useBy" {
		t.Error(e)
	}
	milk.UseBy = "2026-11-20"
	b.refuse(milk, "stock.expired")
	milk.UseBy = "2026-12-01"
	b.do(milk)
	if l := b.onHand("milk"); l.Qty != 6 || l.UseBy != "2026-12-01" || l.Expired("2026-12-01") || !l.Expired("2026-12-02") {
		t.Error("the milk is", l)
	}
	if l := b.onHand("cup"); l.Qty != 13 || l.In != 15 || l.Out != 2 || l.Broken != 0 || l.Short() != 107 {
		t.Errorf("%+v", l)
	}
	b.refuse(&data.PutStockItem{Head: b.head(chang), Item: data.StockItem{ID: "cup", Kind: "utensil", Name: "玻璃茶杯", Spec: "240ml", Retired: true}}, "stock.stillHeld")
	b.refuse(&data.PutStockItem{Head: b.head(chang), Item: data.StockItem{ID: "cup2", Kind: "utensil", Name: "玻璃茶杯", Spec: "240ml"}}, "stock.twin")
	b.refuse(&data.PutStockItem{Head: b.head(gu), Item: data.StockItem{ID: "cup3", Kind: "utensil", Name: "盖碗"}}, "error.forbidden")
	in, err := b.Movements(ctx, data.MovementFilter{Item: "cup", Kinds: []string{"purchase", "return"}})
	if err != nil || len(in) != 2 || in[0].Qty != 5 || in[1].Qty != -2 {
		t.Error(in, err)
	}
	b.verify()
}

func TestACountExplainsItselfFromTheBreakageLog(t *testing.T) {
	ctx := context.Background()
	b := stockBook(t)
	b.do(b.counts("utensil", nil, ""))
	b.pass(time.Hour)
	b.do(b.breaks("cup", 2))
	b.do(b.move("cup", "purchase", 1))
	if l := b.onHand("cup"); l.Qty != 9 || l.Last != 10 || l.Broken != 2 || l.In != 1 {
		t.Fatalf("%+v", l)
	}
	c := b.counts("utensil", map[data.ID]int{"cup": 8}, "")
	if e := b.refuse(c, "stock.sayWhy"); e.Field != "cup" {
		t.Error("a difference without a reason is refused at", e.Field)
	}
	c.Lines[0].Why = "found"
	b.refuse(c, "stock.whyUnfit")
	c.Lines[0].Why = "other"
	b.refuse(c, "stock.sayWhat")
	c.Lines[0].Why, c.Lines[0].Cupboard = "unexplained", -1
	b.refuse(c, "stock.badCount")
	c.Lines[0].Cupboard, c.Lines[0].Washing = 5, 3
	if r := b.do(c); r.Number != "P-20261123-002" {
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
	if l := b.onHand("cup"); l.Qty != 8 || l.Last != 8 || l.Broken != 0 || l.Washing != 3 {
		t.Errorf("%+v", l)
	}
	b.verify()
}

func TestACountOfSomethingElseIsStale(t *testing.T) {
	b := stockBook(t)
	// A movement in between.
	c := b.counts("utensil", map[data.ID]int{"cup": 9}, "unexplained")
	b.do(b.breaks("cup", 1))
	if e := b.refuse(c, "stock.moved"); e.Code != data.Stale || e.Field != "cup" || e.Args[1] != 9 || e.Args[2] != 10 {
		t.Error(e)
	}
	// Entered twice, from two tablets: with a difference, and without.
	c, twice := b.counts("utensil", map[data.ID]int{"cup": 8}, "unexplained"), b.counts("utensil", map[data.ID]int{"cup": 8}, "unexplained")
	b.do(c)
	b.refuse(twice, "stock.moved")
	b.pass(time.Minute)
	if e := b.refuse(b.counts("utensil", nil, ""), "stock.countedToday"); e.Args[1] != "古试饮" {
		t.Error(e)
	}
	// A second look that finds a mistake is news, and so is a count after something moved.
	b.do(b.counts("utensil", map[data.ID]int{"cup": 9}, "miscount"))
	b.refuse(b.counts("utensil", nil, ""), "stock.countedToday")
	b.do(b.move("pot", "return", 1))
	b.do(b.counts("utensil", nil, ""))
	b.pass(24 * time.Hour)
	b.do(b.counts("utensil", nil, ""))
	// Not everything counted, something counted twice, something else counted.
	part := b.counts("utensil", nil, "")
	part.Lines = part.Lines[:1]
	b.refuse(part, "stock.notCounted")
	double := b.counts("utensil", nil, "")
	double.Lines[1].Item = "cup"
	b.refuse(double, "error.invalid")
	other := b.counts("utensil", nil, "")
	other.Lines = append(other.Lines, data.Counted{Line: data.NewID(), Item: "milk"})
	b.refuse(other, "stock.notHere")
	b.verify()
}

func TestWhatACountHasSeenIsNotTakenBack(t *testing.T) {
	b := stockBook(t)
	buy, broke := b.move("cup", "purchase", 5), b.breaks("cup", 1)
	b.do(buy)
	b.do(broke)
	count := b.counts("utensil", map[data.ID]int{"cup": 13}, "unexplained")
	b.do(count)
	b.refuse(&data.Undo{Head: b.head(gu), Command: buy.ID}, "stock.countedSince")
	b.refuse(&data.Undo{Head: b.head(gu), Command: broke.ID}, "stock.countedSince")
	b.do(&data.Undo{Head: b.head(gu), Command: count.ID})
	if l := b.onHand("cup"); l.Qty != 14 || l.Last != 0 {
		t.Errorf("%+v", l)
	}
	b.do(&data.Undo{Head: b.head(gu), Command: broke.ID})
	b.do(b.move("cup", "use", 12))
	if e := b.refuse(&data.Undo{Head: b.head(gu), Command: buy.ID}, "stock.fewLeft"); e.Code != data.Conflict {
		t.Error(e)
	}
	b.verify()
}

func TestTwoTabletsReportTheLastPiece(t *testing.T) {
	b := stockBook(t)
	var wait sync.WaitGroup
	errs := make([]error, 24)
	for i := range errs {
		c := b.breaks("pot", 1)
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
	if err != nil || done != 8 || len(list) != 8 || b.onHand("pot").Qty != 0 {
		t.Fatalf("%d done, %d reports, %d held, %v", done, len(list), b.onHand("pot").Qty, err)
	}
	b.verify()
}
