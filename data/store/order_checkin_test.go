package store

import (
	"testing"

	"yingbin/data"
)

// comes is a guest who is let in, with the drinks to be brought at once.
func (b *testBook) comes(table data.ID, drinks ...string) *data.CheckIn {
	c := &data.CheckIn{Head: b.head(an), Visit: data.NewID(), Visitor: data.NewID(), Name: "王", Title: "mr", Phone: "13800005678", Adults: 2, Purpose: "talk", Table: table}
	if len(drinks) > 0 {
		c.Order, c.Drinks = data.NewID(), wish(drinks...)
	}
	return c
}

// One act lets the guest in and has the bar make the drinks; one undo takes both
// back, and is refused once the bar has begun.
func TestACheckInOrdersToo(t *testing.T) {
	b := barBook(t)
	c := b.comes("table-a3", "longjing")
	if r := b.do(c); r.Number != "L-20261123-001" {
		t.Errorf("the receipt's number is %s", r.Number)
	}
	o := b.card(c.Order)
	if o.Visit != c.Visit || o.Guest != "王" || o.PlaceName != "A3" || o.Number != "D-20261123-001" || o.Lines[0].State != data.Placed {
		t.Errorf("%+v", o)
	}
	b.do(&data.Undo{Head: b.head(an), Command: c.ID})
	if cards := b.queue().Cards; len(cards) != 0 {
		t.Errorf("taken back and still to be made: %v", cards)
	}
	again := b.comes("table-a3", "longjing")
	b.do(again)
	b.do(b.advance(gu, data.Making, again.Drinks[0].Line))
	b.refuse(&data.Undo{Head: b.head(an), Command: again.ID}, "error.stale")
}

// What the bar can't make lets nobody in by half.
func TestACheckInWithDrinksIsWholeOrNotAtAll(t *testing.T) {
	b := barBook(t)
	b.refuse(b.comes("", "longjing"), "visit.drinksWhere")
	b.do(&data.SellOut{Head: b.head(gu), Drink: "drink-longjing", Out: true})
	b.refuse(b.comes("table-a3", "longjing"), "order.soldOut")
	b.do(b.comes("table-a3"))
}

// Nobody is led to a table or a court that is being repaired.
func TestNobodyIsLedToWhatIsUnderRepair(t *testing.T) {
	b := machineBook(t)
	for _, place := range []data.ID{"table-a3", "court-bad1"} {
		b.do(b.faults(place))
		b.refuse(b.comes(place), "appliance.isOut")
	}
}
