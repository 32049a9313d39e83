package store

import (
	"context"
	"fmt"
	"testing"
	"time"

	"yingbin/data"
)

func TestOnlyThoseLongGoneAreForgettable(t *testing.T) {
	at := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	b, err := Open(context.Background(), TestCatalogue(), t.TempDir(), Options{Clock: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	give := func(c data.Command) {
		t.Helper()
		h := c.Meta()
		h.ID, h.At, h.Staff = data.NewID(), data.TimeOf(at), "boss"
		if _, err := b.Do(context.Background(), c); err != nil {
			t.Fatal(err)
		}
	}
	give(&data.OpenOffice{Settings: data.Settings{Name: "青禾样例会馆"}.Defaults(), Supervisor: data.NewStaff{ID: "boss", Name: "常示例", Verifier: "x"}})
	give(&data.PutVenue{Venue: data.Venue{ID: "cards", Name: "棋牌", Kind: "cards", Opens: 540, Closes: 1260}})
	give(&data.PutCourt{Court: data.Court{ID: "cards1", Venue: "cards", Name: "棋牌1", Units: []string{"cards1"}}})
	guests := map[string]data.ID{}
	visit := func(name, phone string, leave bool) {
		guests[name] = data.NewID()
		id := data.NewID()
		give(&data.CheckIn{Visit: id, Visitor: guests[name], Name: name, Title: "mr", Phone: phone, Adults: 1, Purpose: "viewing", Identity: "known"})
		if leave {
			give(&data.CheckOut{Visits: []data.ID{id}, How: "seen-off"})
		}
	}
	visit("王样", "13800000001", true)
	visit("汪样", "13800000002", true)
	visit("罗样", "13800000003", false)
	at = at.AddDate(0, 0, 20)
	visit("宋样", "13800000005", true)
	at = at.AddDate(0, 0, 20)
	visit("白样", "13800000004", true)
	day := b.settings.Calendar.At("2027-01-05", 10*60)
	give(&data.Book{Act: data.NewID(), Spans: []data.Span{{Booking: data.NewID(), Court: "cards1", Start: day, End: day.Add(time.Hour)}},
		Visitor: guests["汪样"], Name: "汪样", Title: "mr", Phone: "13800000002", People: 1, How: "phone"})
	found, err := b.Forgettable(context.Background(), data.TimeOf(at.AddDate(0, 0, -30)), 10)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].Name != "王样" {
		t.Fatalf("forgettable are %+v", found)
	}
	give(&data.Anonymise{Visitors: []data.ID{guests["王样"]}})
	if found, _ := b.Forgettable(context.Background(), data.TimeOf(at.AddDate(0, 0, -30)), 10); len(found) != 0 {
		t.Fatalf("after forgetting there are %+v", found)
	}
}

// A guest is not gone for long because the clock says so.
func TestAJumpOfTheClockMakesNobodyForgettable(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	comes := func(name, phone string) {
		t.Helper()
		g := b.Guest(name, phone)
		b.must(g)
		b.must(&data.CheckOut{Head: b.By(an), Visits: []data.ID{g.Visit}, How: "seen-off"})
	}
	names := func() (list []string) {
		t.Helper()
		found, err := b.Forgettable(ctx, data.TimeOf(b.Read().AddDate(0, 0, -180)), 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range found {
			list = append(list, v.Name)
		}
		return list
	}
	comes("甲样", "13800000011")
	b.Pass(30 * 24 * time.Hour)
	comes("乙样", "13800000012")
	const year = 366 * 24 * time.Hour
	b.Pass(year)
	if got := names(); got != nil {
		t.Error("a year ahead:", got)
	}
	comes("丙样", "13800000013")
	b.Pass(24 * time.Hour)
	if got := names(); got != nil {
		t.Error("and a day on:", got)
	}
	for n := range 14 { // the year has passed: the house works by it
		comes("丁样", fmt.Sprintf("138000001%02d", n))
		b.Pass(24 * time.Hour)
	}
	if got := names(); len(got) != 2 {
		t.Error("a year later:", got)
	}
}

func TestVouchersOfADayAreListed(t *testing.T) {
	b, err := Open(context.Background(), TestCatalogue(), t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	now := data.TimeOf(time.Now())
	for _, c := range []data.Command{
		&data.OpenOffice{Head: data.Head{ID: data.NewID(), At: now, Staff: "boss"}, Settings: data.Settings{Name: "青禾样例会馆", VoucherPrefix: "QH"}.Defaults(), Supervisor: data.NewStaff{ID: "boss", Name: "常示例", Verifier: "x"}},
		&data.IssueVouchers{Head: data.Head{ID: data.NewID(), At: now, Staff: "boss"}, Day: "2026-11-23", First: 1, Last: 3},
		&data.IssueVouchers{Head: data.Head{ID: data.NewID(), At: now, Staff: "boss"}, Day: "2026-11-24", First: 1, Last: 2},
	} {
		if _, err := b.Do(context.Background(), c); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := TestReads(b).Vouchers(context.Background(), "2026-11-23"); err != nil || len(list) != 3 {
		t.Fatalf("%v, %v", list, err)
	}
}
