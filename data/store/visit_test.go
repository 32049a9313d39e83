package store

import (
	"context"
	"fmt"
	"testing"
	"time"

	"yingbin/data"
)

// guestOf is a check-in at the desk with what every one needs.
func (b *testBook) guestOf(name, phone string) *data.CheckIn {
	return &data.CheckIn{
		Head: b.head(an), Visit: data.NewID(), Visitor: data.NewID(), Name: name, Title: "mr", Phone: phone, NoPhone: phone == "",
		Adults: 1, Purpose: "viewing",
	}
}

func (b *testBook) visit(id data.ID) data.VisitView {
	b.t.Helper()
	list, err := b.Visits(context.Background(), data.VisitFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.t.Fatalf("visit %s: %d %v", id, len(list), err)
	}
	return list[0]
}

func (b *testBook) find(text string) []data.Match {
	b.t.Helper()
	list, err := b.FindVisitors(context.Background(), text, 8)
	if err != nil {
		b.t.Fatal(err)
	}
	return list
}

func names(list []data.Match) string {
	s := ""
	for _, m := range list {
		s += m.Name + " "
	}
	return s
}

func amendOf(b *testBook, v data.VisitView) *data.AmendVisit {
	return &data.AmendVisit{
		Head: b.head(an), Visit: v.ID, Visitor: v.Visitor, Other: data.NewID(), Name: v.Name, Title: v.Title, Pending: v.Pending, NoPhone: v.NoPhone,
		Adults: v.Adults, Children: v.Children, Purpose: v.Purpose, Identity: v.Identity, Consultant: v.Consultant, Assigned: v.Assigned,
		Area: v.Area, Table: v.TableID, VIP: v.VIP, Firm: v.Firm, Host: v.Host, Note: v.Note,
		Channel: v.Channel, Intent: v.Intent, Plate: v.Plate, Agent: v.Agent,
	}
}

func TestAVisitorIsKnownByPhone(t *testing.T) {
	b := freshBook(t)
	first := b.guestOf("王建国", "13800005678")
	if r := b.do(first); r.Number != "L-20261123-001" {
		t.Fatal(r.Number)
	}
	b.pass(24 * time.Hour)
	second := b.guestOf("王先生家属", "13800005678")
	second.Title = "ms"
	b.do(second)
	v, w := b.visit(first.Visit), b.visit(second.Visit)
	if v.Visitor != w.Visitor || v.Times != 1 || w.Times != 2 || v.Name != "王建国" || w.Name != "王先生家属" || w.Phone != "13800005678" {
		t.Fatalf("%+v\n%+v", v, w)
	}
	m := b.find("5678")
	if len(m) != 1 || m[0].Name != "王先生家属" || m[0].Title != "ms" || m[0].Times != 2 || m[0].Last.ID != second.Visit || !m[0].Inside {
		t.Fatalf("%+v", m)
	}
	// The id that the second check-in came with means the same person.
	b.do(&data.MarkVisitor{Head: b.head(an), Visitor: second.Visitor, VIP: true, Mark: "喜安静"})
	if m := b.find("wangxian"); len(m) != 1 || !m[0].VIP || m[0].Mark != "喜安静" {
		t.Fatalf("%+v", m)
	}
	b.verify()
}

func TestWithoutAPhoneEachVisitIsItsOwn(t *testing.T) {
	b := freshBook(t)
	c := b.guestOf("李", "")
	c.NoPhone = false
	if e := b.refuse(c, "visit.needPhone"); e.Field != "phone" {
		t.Fatal(e)
	}
	c.NoPhone = true
	b.do(c)
	again := b.guestOf("李", "")
	again.Visitor = c.Visitor
	b.refuse(again, "visit.ownVisitor")
	again.Visitor = data.NewID()
	b.do(again)
	if v := b.visit(again.Visit); v.Times != 1 || !v.NoPhone || len(b.find("李")) != 2 {
		t.Fatalf("%+v", v)
	}
}

func TestAGroupIsLetInFirstAndNamedLater(t *testing.T) {
	b := freshBook(t)
	known := b.guestOf("𠮷田", "13911112222")
	b.do(known)
	group := &data.CheckIn{Head: b.head(ding), Visit: data.NewID(), Visitor: data.NewID(), Pending: true, Adults: 5, Children: 2, Purpose: "activity", Table: "table-a2"}
	b.do(group)
	v := b.visit(group.Visit)
	if !v.Pending || v.Area != "area-talk" || v.People() != 7 {
		t.Fatalf("%+v", v)
	}
	a := amendOf(b, v)
	a.Name, a.Title, a.Pending = "𬬻小满", "ms", false
	b.refuse(a, "visit.needPhone")
	a.Phone = "13922223333"
	b.do(a)
	if v = b.visit(group.Visit); v.Pending || v.Phone != "13922223333" || v.Visitor != group.Visitor || names(b.find("lxm")) != "𬬻小满 " {
		t.Fatalf("%+v", v)
	}
	// Given the phone of somebody known, a person without one turns out to be them.
	other := &data.CheckIn{Head: b.head(ding), Visit: data.NewID(), Visitor: data.NewID(), Pending: true, Adults: 1, Purpose: "viewing"}
	b.do(other)
	a = amendOf(b, b.visit(other.Visit))
	a.Name, a.Title, a.Pending, a.Phone = "𠮷田", "mr", false, "13911112222"
	b.do(a)
	if v = b.visit(other.Visit); v.Visitor != known.Visitor || v.Times != 2 || len(b.find("2222")) != 1 {
		t.Fatalf("%+v", v)
	}
	b.do(&data.Undo{Head: b.head(an), Command: a.ID})
	if v = b.visit(other.Visit); v.Visitor != other.Visitor || !v.Pending || v.Phone != "" {
		t.Fatalf("%+v", v)
	}
	b.verify()
}

func TestAWrongPhoneIsPutRight(t *testing.T) {
	b := freshBook(t)
	li := b.guestOf("李女士", "13800000001")
	b.do(li)
	b.pass(time.Hour)
	wang := b.guestOf("王先生", "13800000001") // her number by mistake
	b.do(wang)
	a := amendOf(b, b.visit(wang.Visit))
	a.Phone = "13800000002"
	a.Other = ""
	b.refuse(a, "visit.otherPerson")
	a.Other = data.NewID()
	b.do(a)
	v := b.visit(wang.Visit)
	if v.Visitor != a.Other || v.Phone != "13800000002" || v.Times != 1 {
		t.Fatalf("%+v", v)
	}
	if m := b.find("0001"); len(m) != 1 || m[0].Name != "李女士" || m[0].LastSeen != b.visit(li.Visit).Arrived {
		t.Fatalf("%+v", m)
	}
	// Somebody with nothing but this line had a wrong number.
	a = amendOf(b, b.visit(wang.Visit))
	a.Phone = "13800000003"
	b.do(a)
	if v := b.visit(wang.Visit); v.Visitor == a.Other || v.Phone != "13800000003" || len(b.find("0002")) != 0 {
		t.Fatalf("%+v", v)
	}
	// And back to her, whose it was after all.
	a = amendOf(b, b.visit(wang.Visit))
	a.Phone = "13800000001"
	b.do(a)
	if v := b.visit(wang.Visit); v.Visitor != li.Visitor || v.Times != 2 || len(b.find("王先生")) != 1 {
		t.Fatalf("%+v", v)
	}
	b.verify()
}

func (b *testBook) bookingAt(phone string, hour int) *data.Book {
	start := b.settings.Calendar.At(b.settings.Calendar.Day(data.TimeOf(b.read())), data.Minutes(hour*60))
	return &data.Book{
		Head: b.head(an), Act: data.NewID(), Visitor: data.NewID(), Name: "王建国", Title: "mr", Phone: phone, Voucher: fmt.Sprintf("QH-1123-%03d", hour), People: 2, How: "phone",
		Spans: []data.Span{{Booking: data.NewID(), Court: "court-bad1", Start: start, End: start.Add(time.Hour)}},
	}
}

func (b *testBook) metBooking(id data.ID) data.Booking {
	b.t.Helper()
	r, err := one[data.Booking](context.Background(), b, `SELECT * FROM booking WHERE id = ?`, string(id))
	if err != nil {
		b.t.Fatal(err)
	}
	return r
}

func TestCheckInMeetsTheBookingAndUndoGivesItBack(t *testing.T) {
	b := freshBook(t)
	book := b.bookingAt("13800005678", 11)
	b.do(book)
	id := book.Spans[0].Booking
	m := b.find("011")
	if len(m) != 1 || !m[0].Expected() || m[0].Booking.ID != id || m[0].Times != 0 {
		t.Fatalf("%+v", m)
	}
	b.pass(110 * time.Minute)
	c := b.guestOf("王建国", "13800005678")
	c.Visitor, c.Booking, c.Identity = m[0].ID, id, "booking"
	b.do(c)
	if k := b.metBooking(id); k.Status != data.Arrived || k.Visit != c.Visit || k.ArrivedAt != b.visit(c.Visit).Arrived {
		t.Fatalf("%+v", k)
	}
	if m := b.find("wjg"); len(m) != 1 || m[0].Expected() || !m[0].Inside {
		t.Fatalf("%+v", m)
	}
	before := b.dump("visitor", "finder")
	b.do(&data.Undo{Head: b.head(an), Command: c.ID})
	if k := b.metBooking(id); k.Status != data.Booked || k.Visit != "" || k.ArrivedAt != 0 {
		t.Fatalf("%+v", k)
	}
	if m := b.find("wjg"); len(m) != 1 || !m[0].Expected() {
		t.Fatalf("%+v", m)
	}
	if differ(b.dump("finder"), map[string][]string{"finder": before["finder"]}) != "" {
		t.Fatal("the search keys changed")
	}
	again := b.guestOf("王建国", "13800005678")
	again.Booking = id
	if r := b.do(again); r.Number != "L-20261123-002" {
		t.Fatal("the number of the undone one was given again:", r.Number)
	}
	other := b.guestOf("赵", "13800009999")
	other.Booking = id
	b.do(other) // the rest of the party
	b.verify()
	tomorrow := b.bookingAt("13800005678", 11)
	s := &tomorrow.Spans[0]
	s.Start, s.End, tomorrow.Voucher = s.Start.Add(24*time.Hour), s.End.Add(24*time.Hour), ""
	b.do(tomorrow)
	early := b.guestOf("王建国", "13800005678")
	early.Booking = s.Booking
	b.refuse(early, "visit.otherDay")
}

func TestTablesAreSharedWithAWordAndMustBeThere(t *testing.T) {
	b := freshBook(t)
	first, second := b.guestOf("甲", "13800000001"), b.guestOf("乙", "13800000002")
	first.Table, second.Table = "table-a1", "table-a1"
	if r := b.do(first); len(r.Warnings) != 0 {
		t.Fatal(r.Warnings)
	}
	if r := b.do(second); len(r.Warnings) != 1 || r.Warnings[0].Key != "visit.tableTaken" || r.Warnings[0].Args[0] != "A1" {
		t.Fatal(r.Warnings)
	}
	third := b.guestOf("丙", "13800000003")
	third.Table = "table-x"
	if e := b.refuse(third, "visit.placeGone"); e.Field != "table" {
		t.Fatal(e)
	}
	b.do(&data.PutTable{Head: b.head(chang), Table: data.Table{ID: "table-a3", Area: "area-talk", Name: "A3", Seats: 4, Retired: true}})
	third.Table = "table-a3"
	b.refuse(third, "visit.placeGone")
	third.Table, third.Area = "court-bad1", "area-talk"
	b.do(third)
	if v := b.visit(third.Visit); v.Area != "" || v.TableID != "court-bad1" {
		t.Fatalf("%+v", v)
	}
	fourth := b.guestOf("丁", "13800000004")
	fourth.Area = "area-x"
	b.refuse(fourth, "visit.placeGone")
	fourth.Area, fourth.Consultant = "area-talk", "staff-nobody"
	if e := b.refuse(fourth, "visit.consultantGone"); e.Field != "consultant" {
		t.Fatal(e)
	}
	fourth.Consultant = "staff-guyi"
	b.do(fourth)
	if v := b.visit(fourth.Visit); v.Assigned != "named" {
		t.Fatalf("%+v", v)
	}
}

func TestNobodyChecksOutTwiceAndLoansAreNamed(t *testing.T) {
	b := freshBook(t)
	c := b.guestOf("王建国", "13800005678")
	b.do(c)
	b.do(&data.Lend{Head: b.head(an), Lending: data.NewID(), Item: "item-k01", Qty: 1, Visitor: c.Visitor})
	b.pass(30 * time.Minute)
	out := &data.CheckOut{Head: b.head(gu), Visits: []data.ID{c.Visit}, How: "table"}
	r := b.do(out)
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "visit.hasLoan" || r.Warnings[0].Args[0] != "K01 样板间A" {
		t.Fatal(r.Warnings)
	}
	if v := b.visit(c.Visit); v.LeftAt.Sub(v.Arrived) != 30*time.Minute || v.LeftBy != gu || v.LeftHow != "table" {
		t.Fatalf("%+v", v)
	}
	if e := b.refuse(&data.CheckOut{Head: b.head(an), Visits: []data.ID{c.Visit}, How: "seen-off"}, "visit.hasLeft"); e.Code != data.Stale {
		t.Fatal(e)
	}
	if again := b.do(out); again.Seq != r.Seq {
		t.Fatal("a command was done twice")
	}
}

func TestClosingEndsWhatIsOpen(t *testing.T) {
	b := freshBook(t)
	yesterday := b.guestOf("昨日", "13800000001")
	b.do(yesterday)
	b.pass(24 * time.Hour)
	today, gone := b.guestOf("今日", "13800000002"), b.guestOf("已走", "13800000003")
	b.do(today)
	b.do(gone)
	b.do(&data.CheckOut{Head: b.head(an), Visits: []data.ID{gone.Visit}, How: "seen-off"})
	b.pass(12 * time.Hour)
	b.refuse(&data.CloseHouse{Head: b.head(an), Day: "2026-11-25"}, "error.future")
	b.do(&data.CloseHouse{Head: b.head(an), Day: "2026-11-24"})
	_, end := b.settings.Calendar.Bounds("2026-11-23")
	if v := b.visit(yesterday.Visit); v.LeftHow != "closing" || v.LeftAt != end-1 {
		t.Fatalf("%+v", v)
	}
	if v := b.visit(today.Visit); v.LeftHow != "closing" || v.LeftAt != data.TimeOf(b.read()) {
		t.Fatalf("%+v", v)
	}
	if v := b.visit(gone.Visit); v.LeftHow != "seen-off" {
		t.Fatalf("%+v", v)
	}
	open, err := b.Visits(context.Background(), data.VisitFilter{OpenOnly: true})
	if err != nil || len(open) != 0 {
		t.Fatal(open, err)
	}
}

func TestAVisitBeforeTheCutOffBelongsToTheDayBefore(t *testing.T) {
	b := freshBook(t)
	b.pass(18 * time.Hour) // 03:00 on the 24th
	late := b.guestOf("夜客", "13800000001")
	if r := b.do(late); r.Number != "L-20261123-001" || b.visit(late.Visit).Day != "2026-11-23" {
		t.Fatal(r.Number)
	}
	b.pass(time.Hour)
	early := b.guestOf("早客", "13800000002")
	if r := b.do(early); r.Number != "L-20261124-001" {
		t.Fatal(r.Number)
	}
	hours, err := b.VisitHours(context.Background(), "2026-11-23")
	if err != nil || len(hours) != 1 || hours[3] != 1 {
		t.Fatal(hours, err)
	}
}

func TestWhoIsTurnedAwayIsRecorded(t *testing.T) {
	b := freshBook(t)
	r := b.do(&data.TurnAway{Head: b.head(ding), Refusal: data.NewID(), Reason: "sales", Acts: []string{"persuaded", "guard"}, Helper: "秩序员老周", Looks: "推销保险"})
	list, err := b.Refusals(context.Background(), "2026-11-23", "2026-11-23")
	if err != nil || len(list) != 1 || r.Number != "X-20261123-001" || list[0].Number != r.Number || len(list[0].Acts) != 2 || list[0].Helper != "秩序员老周" {
		t.Fatal(list, err)
	}
	b.refuse(&data.TurnAway{Head: b.head(an), Refusal: data.NewID(), Reason: "sales"}, "visit.needAct")
}

func TestWhoIsInTheHouseIsHandedOver(t *testing.T) {
	b := freshBook(t)
	c := b.guestOf("欧阳䶮", "13800000001")
	c.Table = "table-a4"
	b.do(c)
	items, err := handOverHouse(context.Background(), b, handoverScope{now: b.Now(), day: "2026-11-23", settings: b.settings})
	if err != nil || len(items) != 1 || items[0].Title != "欧阳䶮" || items[0].Visitor != c.Visitor || items[0].Args[2] != "A4" || items[0].Amiss {
		t.Fatal(items, err)
	}
}

func TestFindingRanksWhoIsExpected(t *testing.T) {
	b := freshBook(t)
	for i := range 5 {
		c := b.guestOf(fmt.Sprintf("王%c", '甲'+rune(i)), fmt.Sprintf("1380000567%d", i))
		b.do(c)
		b.do(&data.CheckOut{Head: b.head(an), Visits: []data.ID{c.Visit}, How: "seen-off"})
		b.pass(time.Minute)
	}
	inside := b.guestOf("汪丽", "13900005678")
	b.do(inside)
	b.pass(time.Minute)
	last := b.guestOf("王末", "13700005678")
	b.do(last)
	b.do(&data.CheckOut{Head: b.head(an), Visits: []data.ID{last.Visit}, How: "seen-off"})
	b.do(b.bookingAt("13600005678", 11))
	for typed, want := range map[string]string{
		"5678": "王建国 汪丽 王末 ", "５６７８": "王建国 汪丽 王末 ", "WANG": "王建国 汪丽 王末 ", "139 0000": "汪丽 ", "wl": "汪丽 ", "丽": "汪丽 ", "56": "",
	} {
		got := names(b.find(typed))
		if len(got) < len(want) || got[:len(want)] != want || want == "" && got != "" {
			t.Errorf("%s finds %s", typed, got)
		}
	}
	if got := names(b.find("")); got[:len("王建国 汪丽 王末 ")] != "王建国 汪丽 王末 " {
		t.Error(got)
	}
	if m := b.find("qh1123011"); len(m) != 1 || m[0].Name != "王建国" {
		t.Error(names(m))
	}
}
