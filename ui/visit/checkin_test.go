package visit

import (
	"context"
	"fmt"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

var _ Office = (*registers.Book)(nil)

// checkinRooms is what the frame leaves of a window.
var checkinRooms = map[string][3]float32{"wide": {1366, 1226, 660}, "narrow": {1024, 900, 676}}

// openCheckin opens the screen over the sample office.
func openCheckin(t *testing.T, book *registers.Book, lang, room string) (*checkin, *screentest.Stage) {
	t.Helper()
	sh := screentest.NewShell(t)
	size := checkinRooms[room]
	sh.Language, sh.Width = lang, size[0]
	sh.Decide = func(c data.Command) (data.Receipt, error) { return book.Do(context.Background(), c) }
	desk := newCheckin(book, sh)
	return desk, screentest.OpenSized(t, sh, desk, size[1], size[2])
}

func TestCheckinPictures(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 8)
	for _, lang := range []string{"zh", "en"} {
		for room := range checkinRooms {
			desk, s := openCheckin(t, book, lang, room)
			shoot := func(name string) {
				t.Helper()
				s.Check()
				for _, dark := range []bool{false, true} {
					s.Shoot(dark, fmt.Sprintf("checkin-%s-%s-%s-%v.png", name, lang, room, dark))
				}
			}
			shoot("empty")
			desk.desk.find.SetText("wang")
			desk.desk.find.OnChanged("wang")
			s.Settle()
			desk.desk.choose(desk.desk.matches[0])
			s.Settle()
			shoot("chosen")
			desk.desk.form.purpose.Select("business")
			desk.desk.form.showBusiness()
			desk.desk.form.name.SetText("")
			desk.desk.submit()
			s.Settle()
			shoot("faults")
			desk.desk.clear()
			s.Settle()
			desk.desk.startPending()
			s.Settle()
			shoot("group")
			desk.desk.clear()
			desk.turnTo(tabInside)
			s.Settle()
			shoot("inside")
			desk.house.pick(desk.refs.open[0].ID)
			s.Settle()
			shoot("edit")
			desk.turnTo(tabDay)
			s.Settle()
			shoot("day")
			desk.house.refuse.Tapped(nil)
			s.Settle()
			shoot("refuse")
		}
	}
}

// known gives somebody of the sample with a phone who isn't in the house.
func known(t *testing.T, book *registers.Book, booked bool) data.Match {
	t.Helper()
	for _, text := range []string{"", "wang", "li", "zh", "ch", "l", "y", "g"} {
		list, err := book.FindVisitors(context.Background(), text, 50)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range list {
			if m.Phone != "" && !m.Inside && m.Times > 0 && m.Expected() == booked && (booked || m.Booking == nil) {
				return m
			}
		}
	}
	t.Fatal("the sample has nobody like that")
	return data.Match{}
}

func lastVisit(t *testing.T, book *registers.Book, id data.ID) data.VisitView {
	t.Helper()
	list, err := book.Visits(context.Background(), data.VisitFilter{ID: id})
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	return list[0]
}

func TestAKnownGuestIsInWithThreeTouches(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 8)
	who := known(t, book, true)
	desk, s := openCheckin(t, book, "zh", "wide")
	s.Type("", who.Phone[len(who.Phone)-4:])
	s.TapIn(string(who.ID))
	s.Want(who.Name, data.MaskPhone(who.Phone))
	if s.Has(who.Phone) {
		t.Error("the whole phone is on the screen")
	}
	s.Choose("引领至", "A1")
	s.Tap("登记")
	c := s.Shell.Last().(*data.CheckIn)
	v := lastVisit(t, book, c.Visit)
	if v.Visitor != who.ID || v.Name != who.Name || v.TableID != "table-a1" || v.Purpose != "activity" || v.Booking != who.Booking.ID || v.Times != who.Times+1 || v.People() != who.Booking.People {
		t.Errorf("%+v", v)
	}
	if b, err := book.Bookings(context.Background(), data.BookingFilter{ID: who.Booking.ID}); err != nil || b[0].Status != data.Arrived || b[0].Visit != v.ID {
		t.Error(b, err)
	}
	if toast := s.Shell.Toasts[0]; toast.Undo != c.ID || toast.Text[:len("已登记：")] != "已登记：" {
		t.Errorf("%+v", toast)
	}
	if desk.desk.match != nil || desk.desk.find.Text() != "" || !desk.draft.Has("tab") {
		t.Error("the form was not cleared")
	}
}

func TestTheKeyboardAloneRegisters(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 8)
	who := known(t, book, false)
	_, s := openCheckin(t, book, "zh", "wide")
	s.Type("", who.Phone)
	s.Key("Return") // takes the match
	s.Key("Return") // registers
	c, ok := s.Shell.Last().(*data.CheckIn)
	if !ok || c.Visitor != who.ID || c.Phone != "" || c.Identity != "known" {
		t.Fatalf("%+v", s.Shell.Last())
	}
	if v := lastVisit(t, book, c.Visit); v.Phone != who.Phone {
		t.Errorf("%+v", v)
	}
}

func TestAGroupIsInWithThree(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 2)
	desk, s := openCheckin(t, book, "zh", "wide")
	s.Tap("先入座，姓名待补")
	s.Step("人数（含本人）", 7)
	s.Choose("来意", "看房")
	s.Choose("引领至", "A4")
	s.Tap("登记")
	c := s.Shell.Last().(*data.CheckIn)
	v := lastVisit(t, book, c.Visit)
	if !v.Pending || v.People() != 7 || v.TableID != "table-a4" {
		t.Fatalf("%+v", v)
	}
	// The name is given later, with the phone of somebody known.
	who := known(t, book, false)
	desk.Changed(data.Change{})
	s.Settle()
	desk.turnTo(tabInside)
	s.TapIn(string(v.ID))
	s.Type("姓名（姓即可）", "欧阳䶮")
	s.Type("手机", who.Phone)
	s.Choose("认知渠道", "朋友介绍")
	s.Tap("保存")
	if v = lastVisit(t, book, v.ID); v.Pending || v.Name != "欧阳䶮" || v.Visitor != who.ID || v.Channel != "friend" || v.Times != who.Times+1 {
		t.Errorf("%+v", v)
	}
	s.Act(string(v.ID), "leave")
	if v = lastVisit(t, book, v.ID); v.Open() || v.LeftHow != "seen-off" {
		t.Errorf("%+v", v)
	}
}

func TestWhatIsWrongIsSaidAtTheField(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 2)
	desk, s := openCheckin(t, book, "zh", "wide")
	f := desk.desk.form
	s.Type("", "𠮷田")
	s.Tap("新客户")
	if f.name.Text() != "𠮷田" {
		t.Error("what was typed to find them is not used")
	}
	s.Tap("登记")
	if f.purpose.Fault() == "" || f.name.Fault() != "" {
		t.Errorf("purpose %q, name %q", f.purpose.Fault(), f.name.Fault())
	}
	s.Choose("来意", "洽谈")
	s.Tap("登记")
	if f.phone.Fault() == "" {
		t.Error("nothing is said about the phone")
	}
	s.Type("手机", "12345")
	s.Tap("登记")
	if f.phone.Fault() != s.Shell.Say("error.phone") {
		t.Error(f.phone.Fault())
	}
	s.Choose("其他情况", "未留电话")
	if f.phone.Text() != "" {
		t.Error("a phone and none at once")
	}
	s.Tap("登记")
	if v := lastVisit(t, book, s.Shell.Last().(*data.CheckIn).Visit); !v.NoPhone || v.Name != "𠮷田" {
		t.Errorf("%+v", v)
	}
}

func TestNothingTypedIsLostWhenTheScreenIsBuiltAgain(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 8)
	who := known(t, book, false)
	desk, s := openCheckin(t, book, "zh", "wide")
	s.Type("", who.Phone)
	s.TapIn(string(who.ID))
	s.Type("备注", "靠窗，𬬻小满介绍")
	s.Step("其中儿童", 1)
	desk.Closed()
	again := newCheckin(book, s.Shell)
	s2 := screentest.OpenSized(t, s.Shell, again, 1226, 660)
	if again.desk.match == nil || again.desk.match.ID != who.ID || again.desk.form.read() != desk.desk.form.read() || again.desk.find.Text() != who.Phone {
		t.Errorf("%+v\n%+v", again.desk.form.read(), desk.desk.form.read())
	}
	s2.Want("靠窗，𬬻小满介绍")
	s2.Key("Escape")
	if again.desk.match != nil || again.desk.form.read() != (visitEntry{Adults: 1}) {
		t.Error("Esc does not clear")
	}
	if again.Escape() {
		t.Error("there was nothing to leave")
	}
}

func TestOthersStayMasked(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 8)
	_, s := openCheckin(t, book, "zh", "wide")
	s.Type("", "wang")
	list, err := book.FindVisitors(context.Background(), "wang", 8)
	if err != nil || len(list) < 2 {
		t.Fatal(list, err)
	}
	for _, m := range list {
		if len([]rune(m.Name)) > 1 && s.Has(m.Name) || m.Phone != "" && s.Has(m.Phone) || m.Mark != "" && s.Has(m.Mark) {
			t.Errorf("%s %s can be read", m.Name, m.Phone)
		}
	}
}

func TestTheHouseIsClosedAfterAQuestion(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 2)
	desk, s := openCheckin(t, book, "zh", "wide")
	desk.turnTo(tabInside)
	s.Shell.No = true
	s.Tap("闭馆离场")
	if len(s.Shell.Questions) != 1 || len(s.Shell.Commands) != 0 {
		t.Fatal(s.Shell.Questions, s.Shell.Commands)
	}
	s.Shell.No = false
	s.Tap("闭馆离场")
	open, err := book.Visits(context.Background(), data.VisitFilter{OpenOnly: true})
	if err != nil || len(open) != 0 || len(s.Shell.Toasts) != 1 || s.Shell.Toasts[0].Undo == "" {
		t.Fatal(open, err, s.Shell.Toasts)
	}
	s.Want(s.Shell.Say("visit.list.noneInside"))
}

func TestWhoIsTurnedAwayStandsInTheDay(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 2)
	desk, s := openCheckin(t, book, "zh", "wide")
	desk.turnTo(tabDay)
	s.Tap("谢绝登记")
	s.Tap("谢绝登记")
	if len(s.Shell.Sheets) != 1 || s.Shell.OpenSheet() == nil {
		t.Fatal("the sheet went without what it needs")
	}
	s.Choose("原因", "上门推销")
	s.Choose("怎样处理", "婉言劝离", "移交秩序员")
	s.Type("协助人", "秩序员老周")
	s.Tap("谢绝登记")
	if s.Shell.OpenSheet() != nil {
		t.Fatal("the sheet is still open")
	}
	s.Want("谢绝：上门推销")
	desk.house.print.Tapped(nil)
	if g := s.Shell.Goings; len(g) != 1 || g[0].(screen.Print).Record != "visits" {
		t.Error(g)
	}
}

func TestTheGuestNoteOpensOnlyWhenAsked(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 2)
	desk, s := openCheckin(t, book, "zh", "wide")
	var v data.VisitView
	for _, o := range desk.refs.open {
		if o.Name != "" {
			v = o
		}
	}
	desk.follow(v.ID)
	s.Settle()
	if desk.tab() != tabInside || desk.house.picked != v.ID {
		t.Fatal("another screen's visit is not opened")
	}
	s.Tap("客户备注")
	s.Type("客户备注", "喜安静，忌烟")
	s.Tap("保存")
	who, err := book.Visitor(context.Background(), v.Visitor)
	if err != nil || who.Mark != "喜安静，忌烟" || s.Has("喜安静") {
		t.Error(who, err)
	}
}

// What a known guest drank last time is one tap more: the bar has it with the
// check-in.
func TestAKnownGuestsDrinkIsOneTap(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 8)
	ctx := context.Background()
	who := known(t, book, false)
	head := func(who data.ID) data.Head {
		return data.Head{ID: data.NewID(), At: officetest.Now, Staff: who, Device: "tablet"}
	}
	for _, c := range []data.Command{
		&data.PutDrink{Head: head("staff-chang"), Drink: data.Drink{ID: "drink-tea", Kind: "tea", Name: "龙井", Tastes: []string{"normal", "strong"}}},
		&data.PlaceOrder{Head: head("staff-gu"), Order: data.NewID(), Place: "table-a8", Visitor: who.ID,
			Lines: []data.LineWish{{Line: data.NewID(), Drink: "drink-tea", Qty: 3, Taste: "strong"}}},
	} {
		if _, err := book.Do(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	desk, s := openCheckin(t, book, "zh", "wide")
	s.Type("", who.Phone[len(who.Phone)-4:])
	s.TapIn(string(who.ID))
	s.Choose("来意", "洽谈")
	s.Step("人数（含本人）", 2)
	s.Choose("上次喝的，点一下随登记下单", "龙井 ×2") // three then, two today
	s.Tap("登记")
	s.Want("请先选引领至哪里，饮品才知道送到哪里。")
	desk.desk.form.place.Select("table-a8")
	desk.desk.form.place.OnChanged()
	s.Tap("登记")
	in, ok := s.Shell.Last().(*data.CheckIn)
	if !ok || in.Table != "table-a8" {
		t.Fatalf("%+v %v", s.Shell.Last(), s.Shell.Toasts)
	}
	list, err := book.Orders(ctx, data.OrderFilter{Visit: in.Visit})
	if err != nil || len(list) != 1 || list[0].ID != in.Order || list[0].Lines[0].Qty != 2 || list[0].Lines[0].Taste != "strong" {
		t.Errorf("%+v %v", list, err)
	}
	if desk.desk.drinks.chips.Visible() || s.Shell.Keep("visits").Has("drinks") {
		t.Error("the next guest is offered this one's drink")
	}
}

func TestPlacesUnderRepairAreOfferedToNobody(t *testing.T) {
	r := visitRefs{
		areas:  []data.Area{{ID: "area-model", Name: "沙盘区"}},
		tables: []data.Table{{ID: "table-a1", Name: "A1", Seats: 4}, {ID: "table-a2", Name: "A2", Seats: 4}},
		courts: []data.Court{{ID: "court-bad1", Name: "羽毛球1"}},
	}
	for _, thing := range []data.ID{"area-model", "table-a1", "court-bad1"} {
		r.repairs = append(r.repairs, data.RepairView{Repair: data.Repair{Thing: thing}})
	}
	say := assets.Words("zh").Say
	list := r.places(say, placeWish{people: 2, court: "court-bad1"})
	for i, c := range list {
		if out := c.Label != "A2"; c.Disabled != out || out && c.Note != "维修中" || !out && i != 0 {
			t.Errorf("%d: %+v", i, c)
		}
	}
	for _, c := range r.places(say, placeWish{people: 2, now: "table-a1"}) {
		if c.Code == "table-a1" && c.Disabled {
			t.Error("who sits there can't say so")
		}
	}
}
