package front_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store/storetest"
)

func faults(b *storetest.Book, thing data.ID) *data.OpenRepair {
	return &data.OpenRepair{Head: b.By(officetest.Gu), Repair: data.NewID(), Thing: thing, Fault: "通电不加热"}
}

func repair(b *storetest.Book, id data.ID) data.RepairView {
	b.T.Helper()
	list, err := b.Repairs(context.Background(), data.RepairFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.T.Fatal(list, err)
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
	b := storetest.MachineBook(t)
	o := order(b, "table-a1", "latte", "longjing")
	b.Must(o)
	c := faults(b, "app-coffee")
	r := b.Must(c)
	if r.Number != "W-20261123-001" || warned(r) != "touchesDrink[D-1123-001 拿铁 1]" {
		t.Error(r.Number, warned(r))
	}
	b.Refuse(order(b, "table-a2", "latte"), "order.machineOut")
	if v := b.Appliance("app-coffee"); v.Repair == nil || v.Repair.ID != c.Repair || v.Repair.Fault != "通电不加热" {
		t.Errorf("%+v", v.Repair)
	}
	if e := b.Refuse(faults(b, "app-coffee"), "appliance.isOpen"); e.Code != data.Conflict || e.Args[1] != "W-1123-001" || e.Field != "thing" {
		t.Error(e)
	}
	if got := warned(b.Must(b.Cleans("app-coffee", 0, 1))); got != "underRepair[咖啡机 W-1123-001]" {
		t.Error(got)
	}
	b.Refuse(&data.CheckRepair{Head: b.By(officetest.An), Repair: c.Repair}, "appliance.notBack")
	b.Pass(time.Hour)
	b.Must(&data.SendRepair{Head: b.By(officetest.Gu), Repair: c.Repair, To: "厂家售后", Note: "约24日上门"})
	b.Refuse(&data.SendRepair{Head: b.By(officetest.An), Repair: c.Repair, To: "厂家售后"}, "appliance.isSent")
	b.Pass(time.Hour)
	b.Must(&data.TakeBackRepair{Head: b.By(officetest.Gu), Repair: c.Repair, Cost: 18000, Note: "更换加热管"})
	b.Refuse(&data.TakeBackRepair{Head: b.By(officetest.Xun), Repair: c.Repair}, "appliance.isBack")
	b.Refuse(order(b, "table-a2", "latte"), "order.machineOut") // nobody has looked yet
	if e := b.Refuse(&data.CheckRepair{Head: b.By(officetest.Gu), Repair: c.Repair}, "appliance.ownCheck"); e.Code != data.Forbidden {
		t.Error(e)
	}
	b.Refuse(&data.CheckRepair{Head: b.By(officetest.Tang), Repair: c.Repair}, "error.forbidden")
	// It still leaks: it goes once more, and the costs add up.
	b.Must(&data.SendRepair{Head: b.By(officetest.Xun), Repair: c.Repair, To: "厂家售后", Note: "仍漏水"})
	b.Must(&data.TakeBackRepair{Head: b.By(officetest.Gu), Repair: c.Repair, Cost: 2000})
	check := &data.CheckRepair{Head: b.By(officetest.An), Repair: c.Repair}
	b.Must(check)
	b.Must(order(b, "table-a2", "latte"))
	v := repair(b, c.Repair)
	if v.Open() || v.Cost != 20000 || v.RepairedBy != "厂家售后" || v.CheckedBy != officetest.An || v.TakenBy != officetest.Gu || v.Note != "约24日上门；更换加热管；仍漏水" || v.Name != "咖啡机" || v.Label != "KF-01" {
		t.Errorf("%+v", v)
	}
	b.Refuse(&data.CheckRepair{Head: b.By(officetest.Xun), Repair: c.Repair}, "appliance.isClosed")
	b.Refuse(&data.SendRepair{Head: b.By(officetest.Xun), Repair: c.Repair, To: "别家"}, "appliance.isClosed")
	// Broken again; then the check of the first can't be taken back.
	b.Must(faults(b, "app-coffee"))
	b.Refuse(&data.Undo{Head: b.By(officetest.An), Command: check.ID}, "appliance.openAgain")
	b.Sound()
}

func TestWhoeverRepairedItDoesNotCheckIt(t *testing.T) {
	b := storetest.MachineBook(t)
	c := faults(b, "app-fridge")
	b.Must(c)
	b.Must(&data.TakeBackRepair{Head: b.By(officetest.Tang), Repair: c.Repair, RepairedBy: "古试饮"})
	b.Refuse(&data.CheckRepair{Head: b.By(officetest.Gu), Repair: c.Repair}, "appliance.ownCheck")
	b.Must(&data.CheckRepair{Head: b.By(officetest.Xun), Repair: c.Repair})
}

func TestACourtUnderRepairIsFaultyAndNamesItsBookings(t *testing.T) {
	b := storetest.MachineBook(t)
	b.Must(&data.Book{Head: b.By(officetest.An), Act: data.NewID(), Visitor: data.NewID(), Name: "王", Title: "mr", Phone: "13800001111", People: 2, How: "phone",
		Spans: []data.Span{{Booking: data.NewID(), Court: "court-bas", Start: at(b, "2026-11-24", 10), End: at(b, "2026-11-24", 11)}}})
	c := faults(b, "court-bad1")
	r := b.Must(c)
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
	normal := &data.SetFacility{Head: b.By(officetest.An), Place: "court-bad1", State: data.Normal}
	if e := b.Refuse(normal, "appliance.isOut"); e.Field != "state" || e.Args[1] != "W-1123-001" {
		t.Error(e)
	}
	b.Must(&data.TakeBackRepair{Head: b.By(officetest.Tang), Repair: c.Repair})
	check := &data.CheckRepair{Head: b.By(officetest.Jiang), Repair: c.Repair}
	b.Must(check)
	if states, _ := b.Facilities(context.Background()); states["court-bad1"].State != data.Normal {
		t.Error(states)
	}
	b.Must(&data.Undo{Head: b.By(officetest.Jiang), Command: check.ID})
	if states, _ := b.Facilities(context.Background()); states["court-bad1"].State != data.Faulty || !repair(b, c.Repair).Open() {
		t.Error(states)
	}
	area := faults(b, "area-talk")
	b.Must(area)
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: area.ID})
	if states, _ := b.Facilities(context.Background()); states["area-talk"].State == data.Faulty {
		t.Error(states)
	}
	if open, err := b.OpenRepairs(context.Background()); err != nil || len(open) != 1 {
		t.Error(open, err)
	}
	b.Sound()
}

// at is an hour of a day.
func at(b *storetest.Book, d data.Day, hour int) data.Time {
	return data.Settings{}.Defaults().Calendar.At(d, data.Minutes(60*hour))
}

func TestNobodyIsSeatedAtABrokenTable(t *testing.T) {
	b := storetest.MachineBook(t)
	in := func(table data.ID) *data.CheckIn {
		return &data.CheckIn{Head: b.By(officetest.An), Visit: data.NewID(), Visitor: data.NewID(), Pending: true, NoPhone: true, Adults: 2, Purpose: "talk", Table: table}
	}
	b.Must(in("table-a1"))
	b.Must(order(b, "table-a1", "longjing"))
	c := faults(b, "table-a1")
	if got := warned(b.Must(c)); got != "touchesDrink[D-1123-001 龙井 1]|touchesGroups[A1 1]" {
		t.Error(got)
	}
	if e := b.Refuse(in("table-a1"), "appliance.isOut"); e.Field != "table" || e.Args[0] != "A1" {
		t.Error(e)
	}
	b.Must(in("table-a2"))
	b.Must(&data.TakeBackRepair{Head: b.By(officetest.Tang), Repair: c.Repair})
	b.Must(&data.CheckRepair{Head: b.By(officetest.Gu), Repair: c.Repair})
	b.Must(in("table-a1"))
}

func TestBadRepairsAreRefused(t *testing.T) {
	b := storetest.MachineBook(t)
	c := faults(b, "app-none")
	if e := b.Refuse(c, "error.notFound"); e.Field != "thing" {
		t.Error(e)
	}
	c = faults(b, "app-fridge")
	c.Fault = ""
	if e := b.Refuse(c, "error.required"); e.Field != "fault" {
		t.Error(e)
	}
	b.Refuse(&data.SendRepair{Head: b.By(officetest.Gu), Repair: "none", To: "厂家"}, "error.notFound")
	b.Refuse(&data.TakeBackRepair{Head: b.By(officetest.Gu), Repair: "none", Cost: -1}, "appliance.badCost")
	b.Refuse(&data.TakeBackRepair{Head: b.By(officetest.Gu), Repair: "none", Cost: data.MostFen + 1}, "appliance.badCost")
}

func TestOneFaultReportedByManyIsOneRepair(t *testing.T) {
	b := storetest.MachineBook(t)
	var wg sync.WaitGroup
	done := make(chan error, 24)
	for i := range 24 {
		c := faults(b, "app-fridge")
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
	b.Sound()
}

func TestRepairsOfAMonth(t *testing.T) {
	ctx := context.Background()
	b := storetest.MachineBook(t)
	c := faults(b, "app-fridge")
	b.Must(c)
	b.Pass(10 * officetest.WholeDay) // 3 December
	b.Must(&data.TakeBackRepair{Head: b.By(officetest.Tang), Repair: c.Repair, Cost: 100})
	b.Must(&data.CheckRepair{Head: b.By(officetest.Gu), Repair: c.Repair})
	for span, n := range map[[2]data.Day]int{{"2026-10-01", "2026-10-31"}: 0, {"2026-11-01", "2026-11-30"}: 1, {"2026-12-01", "2026-12-31"}: 1, {"2026-12-04", "2026-12-31"}: 0} {
		if list, err := b.Repairs(ctx, data.RepairFilter{From: span[0], To: span[1]}); len(list) != n || err != nil {
			t.Error(span, list, err)
		}
	}
	if list, err := b.Repairs(ctx, data.RepairFilter{Thing: "app-fridge"}); len(list) != 1 || err != nil {
		t.Error(list, err)
	}
}
