package link

import (
	"context"
	"path/filepath"
	"testing"

	"yingbin/data"
	"yingbin/data/wire"
)

// apartFrom gives a house restored from a backup that was made after before, and a
// tablet that comes back to it when all has been decided: no line follows the book
// that it fetches.
func apartFrom(t *testing.T, before func(h *house, bar *tablet)) (*house, *tablet) {
	t.Helper()
	h := openHouse(t)
	bar := h.join(data.AtBar)
	before(h, bar)
	file := filepath.Join(t.TempDir(), "backup.db")
	must(t, h.book.Backup(context.Background(), file))
	h.do(orderAt(h.head(an), "a1")) // lost with the restoring
	h.same(bar)
	bar.offline()
	h.restore(file)
	for range 3 {
		h.do(orderAt(h.head(an), "a2"))
	}
	bar.cable.sever(false)
	h.same(bar)
	return h, bar
}

// A copy that is fetched after the last line was written knows the newest lines:
// what its people just did they can take back, with the hub or without it.
func TestACopyFetchedAfterTheLastLineHoldsTheNewestOnes(t *testing.T) {
	var mine *data.PlaceOrder
	h, bar := apartFrom(t, func(h *house, bar *tablet) {
		mine = bar.order("a3")
		bar.do(mine)
	})
	bar.offline()
	bar.waits(&data.Undo{Head: bar.head(gu), Command: mine.ID})
	if _, there := orders(t, bar.book)[mine.ID]; there {
		t.Fatal("the order is still shown")
	}
	bar.heal()
	h.same(bar)
	h.once(mine.ID)
}

// A tablet gives again what it did before. What stands in the book it fetched, in
// lines that it holds no more, must not come on top of what was done since.
func TestWhatAFetchedBookHoldsIsNotShownOnTopOfIt(t *testing.T) {
	out := func(h data.Head, is bool, why string) *data.SellOut {
		return &data.SellOut{Head: h, Drink: "drink-longjing", Out: is, Why: why}
	}
	_, bar := apartFrom(t, func(h *house, bar *tablet) {
		bar.do(out(bar.head(gu), true, "没有料了"))
		h.do(out(h.head(gu), false, ""))
		for range 210 { // more than a tablet's past
			h.do(orderAt(h.head(an), "a2"))
		}
		bar.caughtUp()
	})
	ctx := context.Background()
	drinks, err := bar.book.Menu(ctx)
	must(t, err)
	for _, d := range drinks {
		if d.Out {
			t.Fatalf("%s is shown as sold out", d.Name)
		}
	}
	if set := bar.book.Waiting(ctx); len(set) != 0 {
		t.Fatalf("%v still wait", set)
	}
}

// A receipt of something else says nothing of the command.
func TestAReceiptOfAnotherCommandIsNotBelieved(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar)
	bar.offline()
	c := bar.order("a1")
	bar.waits(c)
	e, err := data.Wrap(c)
	must(t, err)
	other := data.Receipt{ID: data.NewID(), Seq: 1}
	err = bar.settle(context.Background(), []data.Envelope{e}, []wire.Answer{{Receipt: &other}})
	if r := refused(err); r == nil || !r.passing() {
		t.Fatal(err)
	}
	if s := bar.State(); s.Waiting != 1 {
		t.Fatalf("%+v", s)
	}
	bar.heal()
	h.once(c.ID)
}
