package link

import (
	"context"
	"testing"

	"yingbin/data"
)

// What somebody did out of reach before they left the firm counts; what they did
// after it waits for a supervisor, whole.
func TestWhatAPersonWhoIsGoneDidOutOfReachIsNotLost(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar)
	bar.offline()
	before := bar.order("a1")
	before.At -= 60_000 // further apart than two clocks can be
	bar.waits(before)
	left := h.head(chang)
	left.At -= 30_000
	h.do(&data.PutStaff{Head: left, Person: gu, Name: "顾调香", Role: data.Bar, Gone: true})
	after := bar.order("a1")
	bar.waits(after)
	bar.heal()
	bar.until("settled", func(s data.LinkState) bool { return s.Online && s.Waiting == 0 && s.Refused == 0 })
	bar.caughtUp()
	if all := orders(t, h.book); len(all) != 1 || all[before.Order].By != gu {
		t.Fatalf("%+v", all)
	}
	list, err := h.book.LateActs(context.Background())
	if err != nil || len(list) != 1 || list[0].ID != after.ID || list[0].Maker != gu {
		t.Fatalf("%+v %v", list, err)
	}
	h.do(&data.TakeLate{Head: h.head(chang), Act: after.ID})
	bar.caughtUp()
	if all := orders(t, bar.book); len(all) != 2 || all[after.Order].By != chang {
		t.Errorf("%+v", all)
	}
	bar.sameLines()
}

func TestAnOrderAndItsUndoBothRefusedAreSilent(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar)
	bar.offline()
	c := bar.order("a1")
	bar.waits(c)
	bar.waits(&data.Undo{Head: bar.head(gu), Command: c.ID})
	for _, l := range c.Lines {
		h.do(&data.SellOut{Head: h.head(gu), Drink: l.Drink, Out: true})
	}
	bar.heal()
	bar.until("settled", func(s data.LinkState) bool { return s.Online && s.Waiting == 0 })
	if list, err := bar.box.Rejections(context.Background()); err != nil || len(list) != 0 {
		t.Errorf("%+v %v", list, err)
	}
}
