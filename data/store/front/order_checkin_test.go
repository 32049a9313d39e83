package front_test

import (
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store/storetest"
)

// comes is a guest who is let in, with the drinks to be brought at once.
func comes(b *storetest.Book, table data.ID, drinks ...string) *data.CheckIn {
	c := &data.CheckIn{Head: b.By(officetest.An), Visit: data.NewID(), Visitor: data.NewID(), Name: "王", Title: "mr", Phone: "13800005678", Adults: 2, Purpose: "talk", Table: table}
	if len(drinks) > 0 {
		c.Order, c.Drinks = data.NewID(), wish(drinks...)
	}
	return c
}

// One act lets the guest in and has the bar make the drinks; one undo takes both
// back, and is refused once the bar has begun.
func TestACheckInOrdersToo(t *testing.T) {
	b := storetest.BarBook(t)
	c := comes(b, "table-a3", "longjing")
	if r := b.Must(c); r.Number != "L-20261123-001" {
		t.Errorf("the receipt's number is %s", r.Number)
	}
	o := card(b, c.Order)
	if o.Visit != c.Visit || o.Guest != "王" || o.PlaceName != "A3" || o.Number != "D-20261123-001" || o.Lines[0].State != data.Placed {
		t.Errorf("%+v", o)
	}
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: c.ID})
	if cards := queue(b).Cards; len(cards) != 0 {
		t.Errorf("taken back and still to be made: %v", cards)
	}
	again := comes(b, "table-a3", "longjing")
	b.Must(again)
	b.Must(advance(b, officetest.Gu, data.Making, again.Drinks[0].Line))
	b.Refuse(&data.Undo{Head: b.By(officetest.An), Command: again.ID}, "error.stale")
}

// What the bar can't make lets nobody in by half.
func TestACheckInWithDrinksIsWholeOrNotAtAll(t *testing.T) {
	b := storetest.BarBook(t)
	b.Refuse(comes(b, "", "longjing"), "visit.drinksWhere")
	b.Must(&data.SellOut{Head: b.By(officetest.Gu), Drink: "drink-longjing", Out: true})
	b.Refuse(comes(b, "table-a3", "longjing"), "order.soldOut")
	b.Must(comes(b, "table-a3"))
}

// Nobody is led to a table or a court that is being repaired.
func TestNobodyIsLedToWhatIsUnderRepair(t *testing.T) {
	b := storetest.MachineBook(t)
	for _, place := range []data.ID{"table-a3", "court-bad1"} {
		b.Must(faults(b, place))
		b.Refuse(comes(b, place), "appliance.isOut")
	}
}
