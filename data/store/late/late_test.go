package late_test

import (
	"context"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store/storetest"
)

// retired lets somebody of the floor leave the firm, and an order of theirs come
// after that; it gives the order as the hub keeps it.
func retired(b *storetest.Book) *data.PlaceOrder {
	b.T.Helper()
	b.Pass(10 * time.Minute)
	b.Must(&data.PutStaff{Head: b.By(officetest.Chang), Person: officetest.Xia, Name: "夏托盘", Role: data.Floor, Gone: true})
	b.Pass(10 * time.Minute)
	c := officetest.Order(b.By(officetest.Xia), "table-a1")
	c.Device, c.Note = "device-tablet", "靠窗那位"
	why := b.Refuse(c, "error.forbidden")
	b.Pass(10 * time.Minute)
	b.Must(data.NewKeepLate(c, why, b.Now()))
	return c
}

func acts(b *storetest.Book) []data.LateView {
	b.T.Helper()
	list, err := b.LateActs(context.Background())
	if err != nil {
		b.T.Fatal(err)
	}
	return list
}

func orders(b *storetest.Book, id data.ID) []data.OrderView {
	b.T.Helper()
	list, err := b.Orders(context.Background(), data.OrderFilter{ID: id})
	if err != nil {
		b.T.Fatal(err)
	}
	return list
}

func TestASupervisorTakesWhatAPersonWhoIsGoneDidLate(t *testing.T) {
	b := storetest.BarBook(t)
	c := retired(b)
	list := acts(b)
	if len(list) != 1 || list[0].Maker != officetest.Xia || list[0].At != c.At || list[0].Reason().Key != "error.forbidden" {
		t.Fatalf("%+v", list)
	}
	if got := list[0].About.Args; len(got) == 0 || got[len(got)-1] != "靠窗那位" {
		t.Errorf("about %v", got)
	}
	if todo := b.ToDo("late", data.Viewer{Person: officetest.Chang, Role: data.Supervisor}); len(todo) != 1 {
		t.Error(todo)
	}
	if todo := b.ToDo("late", storetest.AtDesk); len(todo) != 0 {
		t.Error(todo)
	}
	b.Refuse(&data.TakeLate{Head: b.By(officetest.An), Act: c.ID}, "error.forbidden")
	take := &data.TakeLate{Head: b.By(officetest.Chang), Act: c.ID}
	r := b.Must(take)
	o := orders(b, c.Order)
	if len(o) != 1 || o[0].By != officetest.Chang || o[0].At != c.At || r.At != c.At || r.Number == "" {
		t.Fatalf("%+v %+v", o, r)
	}
	b.Refuse(&data.DropLate{Head: b.By(officetest.Chang), Act: c.ID, Why: "重复"}, "late.settled")
	b.Must(&data.Undo{Head: b.By(officetest.Chang), Command: take.ID})
	if len(acts(b)) != 1 || len(orders(b, c.Order)) != 0 {
		t.Error("taking it was not taken back")
	}
	b.Sound()
}

func TestASupervisorTurnsALateActDown(t *testing.T) {
	b := storetest.BarBook(t)
	c := retired(b)
	b.Refuse(&data.DropLate{Head: b.By(officetest.Chang), Act: c.ID}, "error.required")
	b.Must(&data.DropLate{Head: b.By(officetest.Chang), Act: c.ID, Why: "客户没有要"})
	if len(acts(b)) != 0 || len(orders(b, c.Order)) != 0 {
		t.Error("it stands")
	}
	lines, err := b.DutyEntries(context.Background(), b.Today())
	if err != nil {
		t.Fatal(err)
	}
	told := false
	for _, l := range lines {
		told = told || l.Key == "late.line.refused"
	}
	if !told {
		t.Error("the duty record does not say so")
	}
}

func TestWhatStillCantBeDoneStaysOpen(t *testing.T) {
	b := storetest.BarBook(t)
	c := retired(b)
	b.Must(&data.SellOut{Head: b.By(officetest.Gu), Drink: "drink-longjing", Out: true})
	b.Refuse(&data.TakeLate{Head: b.By(officetest.Chang), Act: c.ID}, "order.soldOut")
	if len(acts(b)) != 1 {
		t.Error("it is gone")
	}
}

func TestTheSameActIsKeptOnce(t *testing.T) {
	b := storetest.BarBook(t)
	c := retired(b)
	b.Must(data.NewKeepLate(c, data.Fault(data.Forbidden, "error.forbidden"), b.Now()))
	if len(acts(b)) != 1 {
		t.Error(acts(b))
	}
}

func TestNobodySignsInAnothersStead(t *testing.T) {
	b := storetest.Fresh(t)
	why := data.Fault(data.Forbidden, "error.forbidden")
	for _, c := range []data.Command{&data.SignOn{Head: b.By(officetest.An)}, &data.SealHandover{Head: b.By(officetest.An)}, &data.SetPIN{Head: b.By(officetest.An)}} {
		if data.NewKeepLate(c, why, b.Now()) != nil {
			t.Errorf("%T is kept", c)
		}
	}
}

func TestAGuestOfALateActIsNotForgottenBeforeItIsSettled(t *testing.T) {
	b := storetest.BarBook(t)
	guest := b.Guest("王建国", "13800138000")
	b.Must(guest)
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{guest.Visit}, How: "seen-off"})
	late := b.Guest("王建国", "13800138000")
	late.Visitor, late.Staff, late.Note = guest.Visitor, officetest.Ding, "带了图纸"
	b.Must(data.NewKeepLate(late, data.Fault(data.Forbidden, "error.forbidden"), b.Now()))
	forget := &data.Anonymise{Head: b.By(officetest.Chang), Visitors: []data.ID{guest.Visitor}}
	b.Refuse(forget, "late.stillOpen")
	b.Must(&data.DropLate{Head: b.By(officetest.Chang), Act: late.ID, Why: "登记过了"})
	forget.Head = b.By(officetest.Chang)
	b.Must(forget)
	if found := officetest.Holds(t, b.Dir, "带了图纸", "13800138000"); len(found) != 0 {
		t.Error(found)
	}
}
