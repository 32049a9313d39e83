package appliance_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/ui/appliance"
	"yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

// BenchmarkMaintenanceOfTwoYears reads a busy month out of a book of two years,
// lays it out and writes it: all of it must take less than a tenth of a second.
func BenchmarkMaintenanceOfTwoYears(b *testing.B) {
	ctx := context.Background()
	now := time.Date(2024, 11, 20, 2, 0, 0, 0, time.UTC)
	book, err := registers.Open(ctx, b.TempDir(), store.Options{Clock: func() time.Time { return now }, Fast: true})
	if err != nil {
		b.Fatal(err)
	}
	defer book.Close()
	give := func(who data.ID, c data.Command) {
		m := c.Meta()
		m.ID, m.At, m.Staff, m.Device = data.NewID(), data.TimeOf(now), who, "tablet"
		if _, err := book.Do(ctx, c); err != nil {
			b.Fatalf("%T: %v", c, err)
		}
	}
	give("gu", &data.OpenOffice{Settings: data.Settings{Name: "青禾样例会馆"}, Supervisor: data.NewStaff{ID: "chang", Name: "常示例", Verifier: data.Verifier("2580")}})
	give("chang", &data.PutStaff{Person: "gu", Name: "古试饮", Role: data.Bar})
	for i := range 7 {
		give("chang", &data.PutAppliance{Appliance: data.Appliance{ID: data.ID(fmt.Sprint("app-", i)), Number: fmt.Sprint("DQ-0", i), Name: fmt.Sprint("电器", i), Every: data.HalfMonth, Steps: []string{"断电清空", "内胆层架", "接水盘", "密封条", "试机 30 分"}}})
	}
	for day := range 730 {
		id := data.ID(fmt.Sprint("app-", day%7))
		give("gu", &data.CleanAppliance{Cleaning: data.NewID(), Appliance: id, Steps: []int{0, 1, 2, 3, 4}, Running: "good", Result: "normal", Note: "已看"})
		if day%9 == 0 {
			r := data.NewID()
			give("gu", &data.OpenRepair{Repair: r, Thing: id, Fault: "通电不加热"})
			give("gu", &data.TakeBackRepair{Repair: r, Cost: 18000, Note: "上门更换加热管，试机 30 分钟温度正常"})
			give("chang", &data.CheckRepair{Repair: r})
		}
		now = now.Add(24 * time.Hour)
	}
	set, err := book.Settings(ctx)
	if err != nil {
		b.Fatal(err)
	}
	from, to := data.MonthOf("2026-10-15")
	record, _ := paper.Find(appliance.Papers(book), "maintenance")
	a := careAsk("zh")
	a.From, a.To, a.Settings = from, to, set
	b.ReportAllocs()
	for b.Loop() {
		d, err := record.Make(ctx, a)
		if err != nil {
			b.Fatal(err)
		}
		papertest.PDF(b, d)
	}
}
