package front_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/front"
	"yingbin/data/store/storetest"
)

func names(list []data.Match) string {
	s := ""
	for _, m := range list {
		s += m.Name + " "
	}
	return s
}

func TestAVisitorIsKnownByPhone(t *testing.T) {
	b := storetest.Fresh(t)
	first := b.Guest("王建国", "13800005678")
	if r := b.Must(first); r.Number != "L-20261123-001" {
		t.Fatal(r.Number)
	}
	b.Pass(24 * time.Hour)
	second := b.Guest("王先生家属", "13800005678")
	second.Title = "ms"
	b.Must(second)
	v, w := b.Visit(first.Visit), b.Visit(second.Visit)
	if v.Visitor != w.Visitor || v.Times != 1 || w.Times != 2 || v.Name != "王建国" || w.Name != "王先生家属" || w.Phone != "13800005678" {
		t.Fatalf("%+v\n%+v", v, w)
	}
	m := b.Find("5678")
	if len(m) != 1 || m[0].Name != "王先生家属" || m[0].Title != "ms" || m[0].Times != 2 || m[0].Last.ID != second.Visit || !m[0].Inside {
		t.Fatalf("%+v", m)
	}
	// The id that the second check-in came with means the same person.
	b.Must(&data.MarkVisitor{Head: b.By(officetest.An), Visitor: second.Visitor, VIP: true, Mark: "喜安静"})
	if m := b.Find("wangxian"); len(m) != 1 || !m[0].VIP || m[0].Mark != "喜安静" {
		t.Fatalf("%+v", m)
	}
	b.Sound()
}

func TestWithoutAPhoneEachVisitIsItsOwn(t *testing.T) {
	b := storetest.Fresh(t)
	c := b.Guest("李", "")
	c.NoPhone = false
	if e := b.Refuse(c, "visit.needPhone"); e.Field != "phone" {
		t.Fatal(e)
	}
	c.NoPhone = true
	b.Must(c)
	again := b.Guest("李", "")
	again.Visitor = c.Visitor
	b.Refuse(again, "visit.ownVisitor")
	again.Visitor = data.NewID()
	b.Must(again)
	if v := b.Visit(again.Visit); v.Times != 1 || !v.NoPhone || len(b.Find("李")) != 2 {
		t.Fatalf("%+v", v)
	}
}

func TestAGroupIsLetInFirstAndNamedLater(t *testing.T) {
	b := storetest.Fresh(t)
	known := b.Guest("𠮷田", "13911112222")
	b.Must(known)
	group := &data.CheckIn{Head: b.By(officetest.Ding), Visit: data.NewID(), Visitor: data.NewID(), Pending: true, Adults: 5, Children: 2, Purpose: "activity", Table: "table-a2"}
	b.Must(group)
	v := b.Visit(group.Visit)
	if !v.Pending || v.Area != "area-talk" || v.People() != 7 {
		t.Fatalf("%+v", v)
	}
	a := b.Amend(v)
	a.Name, a.Title, a.Pending = "𬬻小满", "ms", false
	b.Refuse(a, "visit.needPhone")
	a.Phone = "13922223333"
	b.Must(a)
	if v = b.Visit(group.Visit); v.Pending || v.Phone != "13922223333" || v.Visitor != group.Visitor || names(b.Find("lxm")) != "𬬻小满 " {
		t.Fatalf("%+v", v)
	}
	// Given the phone of somebody known, a person without one turns out to be them.
	other := &data.CheckIn{Head: b.By(officetest.Ding), Visit: data.NewID(), Visitor: data.NewID(), Pending: true, Adults: 1, Purpose: "viewing"}
	b.Must(other)
	a = b.Amend(b.Visit(other.Visit))
	a.Name, a.Title, a.Pending, a.Phone = "𠮷田", "mr", false, "13911112222"
	b.Must(a)
	if v = b.Visit(other.Visit); v.Visitor != known.Visitor || v.Times != 2 || len(b.Find("2222")) != 1 {
		t.Fatalf("%+v", v)
	}
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: a.ID})
	if v = b.Visit(other.Visit); v.Visitor != other.Visitor || !v.Pending || v.Phone != "" {
		t.Fatalf("%+v", v)
	}
	b.Sound()
}

func TestAWrongPhoneIsPutRight(t *testing.T) {
	b := storetest.Fresh(t)
	li := b.Guest("李女士", "13800000001")
	b.Must(li)
	b.Pass(time.Hour)
	wang := b.Guest("王先生", "13800000001") // her number by mistake
	b.Must(wang)
	a := b.Amend(b.Visit(wang.Visit))
	a.Phone = "13800000002"
	a.Other = ""
	b.Refuse(a, "visit.otherPerson")
	a.Other = data.NewID()
	b.Must(a)
	v := b.Visit(wang.Visit)
	if v.Visitor != a.Other || v.Phone != "13800000002" || v.Times != 1 {
		t.Fatalf("%+v", v)
	}
	if m := b.Find("0001"); len(m) != 1 || m[0].Name != "李女士" || m[0].LastSeen != b.Visit(li.Visit).Arrived {
		t.Fatalf("%+v", m)
	}
	// Somebody with nothing but this line had a wrong number.
	a = b.Amend(b.Visit(wang.Visit))
	a.Phone = "13800000003"
	b.Must(a)
	if v := b.Visit(wang.Visit); v.Visitor == a.Other || v.Phone != "13800000003" || len(b.Find("0002")) != 0 {
		t.Fatalf("%+v", v)
	}
	// And back to her, whose it was after all.
	a = b.Amend(b.Visit(wang.Visit))
	a.Phone = "13800000001"
	b.Must(a)
	if v := b.Visit(wang.Visit); v.Visitor != li.Visitor || v.Times != 2 || len(b.Find("王先生")) != 1 {
		t.Fatalf("%+v", v)
	}
	b.Sound()
}

func metBooking(b *storetest.Book, id data.ID) data.Booking {
	b.T.Helper()
	r, err := store.One[data.Booking](context.Background(), b, `SELECT * FROM booking WHERE id = ?`, string(id))
	if err != nil {
		b.T.Fatal(err)
	}
	return r
}

func TestCheckInMeetsTheBookingAndUndoGivesItBack(t *testing.T) {
	b := storetest.Fresh(t)
	book := b.BookingAt("13800005678", 11)
	b.Must(book)
	id := book.Spans[0].Booking
	m := b.Find("011")
	if len(m) != 1 || !m[0].Expected() || m[0].Booking.ID != id || m[0].Times != 0 {
		t.Fatalf("%+v", m)
	}
	b.Pass(110 * time.Minute)
	c := b.Guest("王建国", "13800005678")
	c.Visitor, c.Booking, c.Identity = m[0].ID, id, "booking"
	b.Must(c)
	if k := metBooking(b, id); k.Status != data.Arrived || k.Visit != c.Visit || k.ArrivedAt != b.Visit(c.Visit).Arrived {
		t.Fatalf("%+v", k)
	}
	if m := b.Find("wjg"); len(m) != 1 || m[0].Expected() || !m[0].Inside {
		t.Fatalf("%+v", m)
	}
	before := b.Dump("visitor", "finder")
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: c.ID})
	if k := metBooking(b, id); k.Status != data.Booked || k.Visit != "" || k.ArrivedAt != 0 {
		t.Fatalf("%+v", k)
	}
	if m := b.Find("wjg"); len(m) != 1 || !m[0].Expected() {
		t.Fatalf("%+v", m)
	}
	if officetest.Differ(b.Dump("finder"), map[string][]string{"finder": before["finder"]}) != "" {
		t.Fatal("the search keys changed")
	}
	again := b.Guest("王建国", "13800005678")
	again.Booking = id
	if r := b.Must(again); r.Number != "L-20261123-002" {
		t.Fatal("the number of the undone one was given again:", r.Number)
	}
	other := b.Guest("赵", "13800009999")
	other.Booking = id
	b.Must(other) // the rest of the party
	b.Sound()
	tomorrow := b.BookingAt("13800005678", 11)
	s := &tomorrow.Spans[0]
	s.Start, s.End, tomorrow.Voucher = s.Start.Add(24*time.Hour), s.End.Add(24*time.Hour), ""
	b.Must(tomorrow)
	early := b.Guest("王建国", "13800005678")
	early.Booking = s.Booking
	b.Refuse(early, "visit.otherDay")
}

func TestTablesAreSharedWithAWordAndMustBeThere(t *testing.T) {
	b := storetest.Fresh(t)
	first, second := b.Guest("甲", "13800000001"), b.Guest("乙", "13800000002")
	first.Table, second.Table = "table-a1", "table-a1"
	if r := b.Must(first); len(r.Warnings) != 0 {
		t.Fatal(r.Warnings)
	}
	if r := b.Must(second); len(r.Warnings) != 1 || r.Warnings[0].Key != "visit.tableTaken" || r.Warnings[0].Args[0] != "A1" {
		t.Fatal(r.Warnings)
	}
	third := b.Guest("丙", "13800000003")
	third.Table = "table-x"
	if e := b.Refuse(third, "visit.placeGone"); e.Field != "table" {
		t.Fatal(e)
	}
	b.Must(&data.PutTable{Head: b.By(officetest.Chang), Table: data.Table{ID: "table-a3", Area: "area-talk", Name: "A3", Seats: 4, Retired: true}})
	third.Table = "table-a3"
	b.Refuse(third, "visit.placeGone")
	third.Table, third.Area = "court-bad1", "area-talk"
	b.Must(third)
	if v := b.Visit(third.Visit); v.Area != "" || v.TableID != "court-bad1" {
		t.Fatalf("%+v", v)
	}
	fourth := b.Guest("丁", "13800000004")
	fourth.Area = "area-x"
	b.Refuse(fourth, "visit.placeGone")
	fourth.Area, fourth.Consultant = "area-talk", "staff-nobody"
	if e := b.Refuse(fourth, "visit.consultantGone"); e.Field != "consultant" {
		t.Fatal(e)
	}
	fourth.Consultant = "staff-guyi"
	b.Must(fourth)
	if v := b.Visit(fourth.Visit); v.Assigned != "named" {
		t.Fatalf("%+v", v)
	}
}

func TestNobodyChecksOutTwiceAndLoansAreNamed(t *testing.T) {
	b := storetest.Fresh(t)
	c := b.Guest("王建国", "13800005678")
	b.Must(c)
	b.Must(&data.Lend{Head: b.By(officetest.An), Lending: data.NewID(), Item: "item-k01", Qty: 1, Visitor: c.Visitor})
	b.Pass(30 * time.Minute)
	out := &data.CheckOut{Head: b.By(officetest.Gu), Visits: []data.ID{c.Visit}, How: "table"}
	r := b.Must(out)
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "visit.hasLoan" || r.Warnings[0].Args[0] != "K01 样板间A" {
		t.Fatal(r.Warnings)
	}
	if v := b.Visit(c.Visit); v.LeftAt.Sub(v.Arrived) != 30*time.Minute || v.LeftBy != officetest.Gu || v.LeftHow != "table" {
		t.Fatalf("%+v", v)
	}
	if e := b.Refuse(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{c.Visit}, How: "seen-off"}, "visit.hasLeft"); e.Code != data.Stale {
		t.Fatal(e)
	}
	if again := b.Must(out); again.Seq != r.Seq {
		t.Fatal("a command was done twice")
	}
}

func TestClosingEndsWhatIsOpen(t *testing.T) {
	b := storetest.Fresh(t)
	yesterday := b.Guest("昨日", "13800000001")
	b.Must(yesterday)
	b.Pass(24 * time.Hour)
	today, gone := b.Guest("今日", "13800000002"), b.Guest("已走", "13800000003")
	b.Must(today)
	b.Must(gone)
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{gone.Visit}, How: "seen-off"})
	b.Pass(12 * time.Hour)
	b.Refuse(&data.CloseHouse{Head: b.By(officetest.An), Day: "2026-11-25"}, "error.future")
	b.Must(&data.CloseHouse{Head: b.By(officetest.An), Day: "2026-11-24"})
	_, end := data.Settings{}.Defaults().Calendar.Bounds("2026-11-23")
	if v := b.Visit(yesterday.Visit); v.LeftHow != "closing" || v.LeftAt != end-1 {
		t.Fatalf("%+v", v)
	}
	if v := b.Visit(today.Visit); v.LeftHow != "closing" || v.LeftAt != data.TimeOf(b.Read()) {
		t.Fatalf("%+v", v)
	}
	if v := b.Visit(gone.Visit); v.LeftHow != "seen-off" {
		t.Fatalf("%+v", v)
	}
	open, err := b.Visits(context.Background(), data.VisitFilter{OpenOnly: true})
	if err != nil || len(open) != 0 {
		t.Fatal(open, err)
	}
}

func TestAVisitBeforeTheCutOffBelongsToTheDayBefore(t *testing.T) {
	b := storetest.Fresh(t)
	b.Pass(18 * time.Hour) // 03:00 on the 24th
	late := b.Guest("夜客", "13800000001")
	if r := b.Must(late); r.Number != "L-20261123-001" || b.Visit(late.Visit).Day != "2026-11-23" {
		t.Fatal(r.Number)
	}
	b.Pass(time.Hour)
	early := b.Guest("早客", "13800000002")
	if r := b.Must(early); r.Number != "L-20261124-001" {
		t.Fatal(r.Number)
	}
	counts, err := b.Figures(context.Background(), b.Now(), "2026-11-23")
	if hours := counts[data.FigureGroups].Hours; err != nil || len(hours) != 1 || hours[3] != 1 {
		t.Fatal(hours, err)
	}
}

func TestWhoIsTurnedAwayIsRecorded(t *testing.T) {
	b := storetest.Fresh(t)
	r := b.Must(&data.TurnAway{Head: b.By(officetest.Ding), Refusal: data.NewID(), Reason: "sales", Acts: []string{"persuaded", "guard"}, Helper: "秩序员老周", Looks: "推销保险"})
	list, err := b.Refusals(context.Background(), "2026-11-23", "2026-11-23")
	if err != nil || len(list) != 1 || r.Number != "X-20261123-001" || list[0].Number != r.Number || len(list[0].Acts) != 2 || list[0].Helper != "秩序员老周" {
		t.Fatal(list, err)
	}
	b.Refuse(&data.TurnAway{Head: b.By(officetest.An), Refusal: data.NewID(), Reason: "sales"}, "visit.needAct")
}

func TestWhoIsInTheHouseIsHandedOver(t *testing.T) {
	b := storetest.Fresh(t)
	c := b.Guest("欧阳䶮", "13800000001")
	c.Table = "table-a4"
	b.Must(c)
	items, err := front.HandOverHouse(context.Background(), b, store.AsOf{Now: b.Now(), Day: "2026-11-23", Settings: data.Settings{}.Defaults()})
	if err != nil || len(items) != 1 || items[0].Title != "欧阳䶮" || items[0].Visitor != c.Visitor || items[0].Args[2] != "A4" || items[0].Amiss {
		t.Fatal(items, err)
	}
}

func TestFindingRanksWhoIsExpected(t *testing.T) {
	b := storetest.Fresh(t)
	for i := range 5 {
		c := b.Guest(fmt.Sprintf("王%c", '甲'+rune(i)), fmt.Sprintf("1380000567%d", i))
		b.Must(c)
		b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{c.Visit}, How: "seen-off"})
		b.Pass(time.Minute)
	}
	inside := b.Guest("汪丽", "13900005678")
	b.Must(inside)
	b.Pass(time.Minute)
	last := b.Guest("王末", "13700005678")
	b.Must(last)
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{last.Visit}, How: "seen-off"})
	b.Must(b.BookingAt("13600005678", 11))
	for typed, want := range map[string]string{
		"5678": "王建国 汪丽 王末 ", "５６７８": "王建国 汪丽 王末 ", "WANG": "王建国 汪丽 王末 ", "139 0000": "汪丽 ", "wl": "汪丽 ", "丽": "汪丽 ", "56": "",
	} {
		got := names(b.Find(typed))
		if len(got) < len(want) || got[:len(want)] != want || want == "" && got != "" {
			t.Errorf("%s finds %s", typed, got)
		}
	}
	if got := names(b.Find("")); got[:len("王建国 汪丽 王末 ")] != "王建国 汪丽 王末 " {
		t.Error(got)
	}
	if m := b.Find("qh1123011"); len(m) != 1 || m[0].Name != "王建国" {
		t.Error(names(m))
	}
}

func TestGroupsWithoutANameAreAskedForIt(t *testing.T) {
	b := storetest.Fresh(t)
	unnamed := func(visit data.ID, table data.ID) {
		b.Must(&data.CheckIn{Head: b.By(officetest.An), Visit: visit, Visitor: data.NewID(), Pending: true, Adults: 5, Purpose: "viewing", Table: table})
	}
	unnamed("visit-gone", "")
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{"visit-gone"}, How: "seen-off"})
	b.Pass(time.Minute)
	unnamed("visit-here", "table-a4")
	b.Must(b.Guest("欧阳䶮", "13800000001"))
	want := []string{
		"name|people 5 · visit.today.hall|visit.today.cameAt 09:00|visit.today.unnamed|soon|visit visit-gone",
		"name|people 5 · A4|visit.today.cameAt 09:01|visit.today.unnamed|soon|visit visit-here",
	}
	if got := b.ToDo("visit", storetest.AtDesk); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	b.Pass(24 * time.Hour)
	if got := b.ToDo("visit", storetest.AtDesk); !slices.Equal(got, []string{"name|people 5 · A4|visit.today.cameAt yesterday 09:01|visit.today.unnamed|soon|visit visit-here"}) {
		t.Errorf("the next day: %q", got)
	}
}

func TestADayCountsWhoCame(t *testing.T) {
	b := storetest.Fresh(t)
	in := b.Guest("早客", "13800000001")
	in.Adults, in.Children = 2, 1
	b.Must(in)
	b.Pass(time.Hour)
	out := b.Guest("晚客", "13800000002")
	b.Must(out)
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{out.Visit}, How: "seen-off"})
	b.Must(&data.TurnAway{Head: b.By(officetest.Ding), Refusal: data.NewID(), Reason: "sales", Acts: []string{"persuaded"}})
	c, err := b.Figures(context.Background(), b.Now(), "2026-11-23")
	if err != nil || c.N(data.FigureGroups) != 2 || c.N(data.FigurePeople) != 3+out.Adults+out.Children || c.N(data.FigureInside) != 3 || c.N(data.FigureRefused) != 1 {
		t.Errorf("%v %v", c, err)
	}
	if h := c[data.FigureGroups].Hours; len(h) != 2 || h[9] != 1 || h[10] != 1 {
		t.Error(h)
	}
}
