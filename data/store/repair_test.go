package store

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"yingbin/data"
)

func (b *testBook) faults(thing data.ID) *data.OpenRepair {
	return &data.OpenRepair{Head: b.head(gu), Repair: data.NewID(), Thing: thing, Fault: "通电不加热"}
}

func (b *testBook) repair(id data.ID) data.RepairView {
	b.t.Helper()
	list, err := b.Repairs(context.Background(), data.RepairFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.t.Fatal(list, err)
	}
	return list[0]
}

func warned(r data.Receipt) string {
	var all []string
	for _, w := range r.Warnings {
		all = append(all, fmt.Sprint(strings.TrimPrefix(w.Key, "appliance."), w.Args))
	}
	return strings.Join(all, "|")
}

func TestAnApplianceUnderRepairMakesNoDrinks(t *testing.T) {
	b := machineBook(t)
	o := b.order("table-a1", "latte", "longjing")
	b.do(o)
	c := b.faults("app-coffee")
	r := b.do(c)
	if r.Number != "W-20261123-001" || warned(r) != "touchesDrink[D-1123-001 拿铁 1]" {
		t.Error(r.Number, warned(r))
	}
	b.refuse(b.order("table-a2", "latte"), "order.machineOut")
	if v := b.appliance("app-coffee"); v.Repair == nil || v.Repair.ID != c.Repair || v.Repair.Fault != "通电不加热" {
		t.Errorf("%+v", v.Repair)
	}
	if e := b.refuse(b.faults("app-coffee"), "appliance.isOpen"); e.Code != data.Conflict || e.Args[1] != "W-1123-001" || e.Field != "thing" {
		t.Error(e)
	}
	if got := warned(b.do(b.cleans("app-coffee", 0, 1))); got != "underRepair[咖啡机 W-1123-001]" {
		t.Error(got)
	}
	b.refuse(&data.CheckRepair{Head: b.head(an), Repair: c.Repair}, "appliance.notBack")
	b.pass(time.Hour)
	b.do(&data.SendRepair{Head: b.head(gu), Repair: c.Repair, To: "厂家售后", Note: "约24日上门"})
	b.refuse(&data.SendRepair{Head: b.head(an), Repair: c.Repair, To: "厂家售后"}, "appliance.isSent")
	b.pass(time.Hour)
	b.do(&data.TakeBackRepair{Head: b.head(gu), Repair: c.Repair, Cost: 18000, Note: "更换加热管"})
	b.refuse(&data.TakeBackRepair{Head: b.head(xun), Repair: c.Repair}, "appliance.isBack")
	b.refuse(b.order("table-a2", "latte"), "order.machineOut") // nobody has looked yet
	if e := b.refuse(&data.CheckRepair{Head: b.head(gu), Repair: c.Repair}, "appliance.ownCheck"); e.Code != data.Forbidden {
		t.Error(e)
	}
	b.refuse(&data.CheckRepair{Head: b.head(tang), Repair: c.Repair}, "error.forbidden")
	// It still leaks: it goes once more, and the costs add up.
	b.do(&data.SendRepair{Head: b.head(xun), Repair: c.Repair, To: "厂家售后", Note: "仍漏水"})
	b.do(&data.TakeBackRepair{Head: b.head(gu), Repair: c.Repair, Cost: 2000})
	check := &data.CheckRepair{Head: b.head(an), Repair: c.Repair}
	b.do(check)
	b.do(b.order("table-a2", "latte"))
	v := b.repair(c.Repair)
	if v.Open() || v.Cost != 20000 || v.RepairedBy != "厂家售后" || v.CheckedBy != an || v.TakenBy != gu || v.Note != "约24日上门；更换加热管；仍漏水" || v.Name != "咖啡机" || v.Label != "KF-01" {
		t.Errorf("%+v", v)
	}
	b.refuse(&data.CheckRepair{Head: b.head(xun), Repair: c.Repair}, "appliance.isClosed")
	b.refuse(&data.SendRepair{Head: b.head(xun), Repair: c.Repair, To: "别家"}, "appliance.isClosed")
	// Broken again; then the check of the first can't be taken back.
	b.do(b.faults("app-coffee"))
	b.refuse(&data.Undo{Head: b.head(an), Command: check.ID}, "appliance.openAgain")
	b.verify()
}

func TestWhoeverRepairedItDoesNotCheckIt(t *testing.T) {
	b := machineBook(t)
	c := b.faults("app-fridge")
	b.do(c)
	b.do(&data.TakeBackRepair{Head: b.head(tang), Repair: c.Repair, RepairedBy: "古试饮"})
	b.refuse(&data.CheckRepair{Head: b.head(gu), Repair: c.Repair}, "appliance.ownCheck")
	b.do(&data.CheckRepair{Head: b.head(xun), Repair: c.Repair})
}

func TestACourtUnderRepairIsFaultyAndNamesItsBookings(t *testing.T) {
	b := machineBook(t)
	b.do(&data.Book{Head: b.head(an), Act: data.NewID(), Visitor: data.NewID(), Name: "王", Title: "mr", Phone: "13800001111", People: 2, How: "phone",
		Spans: []data.Span{{Booking: data.NewID(), Court: "court-bas", Start: b.at("2026-11-24", 10), End: b.at("2026-11-24", 11)}}})
	c := b.faults("court-bad1")
	r := b.do(c)
	if got := warned(r); got != "touchesBooking[篮球全场 2026-11-24 10:00 Y-1123-001]" {
		t.Error(got)
	}
	if strings.Contains(fmt.Sprint(r.Warnings), "王") {
		t.Error("a receipt is kept and names a guest")
	}
	states, err := b.Facilities(context.Background())
	if err != nil || states["court-bad1"].State != data.Faulty || states["court-bad1"].Note != "通电不加热" {
		t.Error(states, err)
	}
	normal := &data.SetFacility{Head: b.head(an), Place: "court-bad1", State: data.Normal}
	if e := b.refuse(normal, "appliance.isOut"); e.Field != "state" || e.Args[1] != "W-1123-001" {
		t.Error(e)
	}
	b.do(&data.TakeBackRepair{Head: b.head(tang), Repair: c.Repair})
	check := &data.CheckRepair{Head: b.head(jiang), Repair: c.Repair}
	b.do(check)
	if states, _ := b.Facilities(context.Background()); states["court-bad1"].State != data.Normal {
		t.Error(states)
	}
	b.do(&data.Undo{Head: b.head(jiang), Command: check.ID})
	if states, _ := b.Facilities(context.Background()); states["court-bad1"].State != data.Faulty || !b.repair(c.Repair).Open() {
		t.Error(states)
	}
	area := b.faults("area-talk")
	b.do(area)
	b.do(&data.Undo{Head: b.head(gu), Command: area.ID})
	if states, _ := b.Facilities(context.Background()); states["area-talk"].State == data.Faulty {
		t.Error(states)
	}
	if open, err := b.OpenRepairs(context.Background()); err != nil || len(open) != 1 {
		t.Error(open, err)
	}
	b.verify()
}

// at is an hour of a day.
func (b *testBook) at(d data.Day, hour int) data.Time {
	return data.Settings{}.Defaults().Calendar.At(d, data.Minutes(60*hour))
}

func TestNobodyIsSeatedAtABrokenTable(t *testing.T) {
	b := machineBook(t)
	in := func(table data.ID) *data.CheckIn {
		return &data.CheckIn{Head: b.head(an), Visit: data.NewID(), Visitor: data.NewID(), Pending: true, NoPhone: true, Adults: 2, Purpose: "talk", Table: table}
	}
	b.do(in("table-a1"))
	b.do(b.order("table-a1", "longjing"))
	c := b.faults("table-a1")
	if got := warned(b.do(c)); got != "touchesDrink[D-1123-001 龙井 1]|touchesGroups[A1 1]" {
		t.Error(got)
	}
	if e := b.refuse(in("table-a1"), "appliance.isOut"); e.Field != "table" || e.Args[0] != "A1" {
		t.Error(e)
	}
	b.do(in("table-a2"))
	b.do(&data.TakeBackRepair{Head: b.head(tang), Repair: c.Repair})
	b.do(&data.CheckRepair{Head: b.head(gu), Repair: c.Repair})
	b.do(in("table-a1"))
}

func TestBadRepairsAreRefused(t *testing.T) {
	b := machineBook(t)
	c := b.faults("app-none")
	if e := b.refuse(c, "error.notFound"); e.Field != "thing" {
		t.Error(e)
	}
	c = b.faults("app-fridge")
	c.Fault = ""
	if e := b.refuse(c, "error.required"); e.Field != "fault" {
		t.Error(e)
	}
	b.refuse(&data.SendRepair{Head: b.head(gu), Repair: "none", To: "厂家"}, "error.notFound")
	b.refuse(&data.TakeBackRepair{Head: b.head(gu), Repair: "none", Cost: -1}, "appliance.badCost")
	b.refuse(&data.TakeBackRepair{Head: b.head(gu), Repair: "none", Cost: data.MostFen + 1}, "appliance.badCost")
}

func TestOneFaultReportedByManyIsOneRepair(t *testing.T) {
	b := machineBook(t)
	var wg sync.WaitGroup
	done := make(chan error, 24)
	for i := range 24 {
		c := b.faults("app-fridge")
		c.Device = data.ID(fmt.Sprint("tablet-", i))
		wg.Go(func() {
			_, err := b.Do(context.Background(), c)
			done <- err
		})
	}
	wg.Wait()
	close(done)
	good := 0
	for err := range done {
		if err == nil {
			good++
		} else if data.AsError(err).Key != "appliance.isOpen" {
			t.Error(err)
		}
	}
	if good != 1 {
		t.Error(good, "repairs")
	}
	b.verify()
}

func TestRepairsOfAMonth(t *testing.T) {
	ctx := context.Background()
	b := machineBook(t)
	c := b.faults("app-fridge")
	b.do(c)
	b.pass(10 * wholeDay) // 3 December
	b.do(&data.TakeBackRepair{Head: b.head(tang), Repair: c.Repair, Cost: 100})
	b.do(&data.CheckRepair{Head: b.head(gu), Repair: c.Repair})
	for span, n := range map[[2]data.Day]int{{"2026-10-01", "2026-10-31"}: 0, {"2026-11-01", "2026-11-30"}: 1, {"2026-12-01", "2026-12-31"}: 1, {"2026-12-04", "2026-12-31"}: 0} {
		if list, err := b.Repairs(ctx, data.RepairFilter{From: span[0], To: span[1]}); len(list) != n || err != nil {
			t.Error(span, list, err)
		}
	}
	if list, err := b.Repairs(ctx, data.RepairFilter{Thing: "app-fridge"}); len(list) != 1 || err != nil {
		t.Error(list, err)
	}
}
