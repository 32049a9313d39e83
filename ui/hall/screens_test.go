package hall

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

func TestBookingsAndCourtsLookRight(t *testing.T) {
	list := func(tab string) func(h *house, height float32) *screentest.Stage {
		return func(h *house, height float32) *screentest.Stage {
			s := newBookings(h, h.sh)
			st := h.stage(s, height)
			s.days.Select(tab)
			s.days.OnChanged()
			st.Settle()
			return st
		}
	}
	looks(t, "bookings", (*house).morning, list(todaysTab))
	looks(t, "bookings-empty", func(*house) {}, list(tomorrowsTab))
	looks(t, "bookings-tomorrow", func(h *house) {
		h.morning()
		h.books(booking{"court-bad2", 1, "10:00", "12:00", long, "mr", 8, data.Needs{Shoes: []string{"35", "36", "37", "38", "39", "40", "41"}, Socks: 8, Scoring: true, Partner: true, Drinks: "龙井一壶、鲜橙汁两杯"}})
		h.do(jiang, &data.AcknowledgeLedger{Ledger: data.NewID(), Venue: "venue-tabletennis", Day: "2026-11-24", By: jiang})
	}, list(tomorrowsTab))
	courts := func(h *house, height float32) *screentest.Stage { return h.stage(newCourts(h, h.sh), height) }
	broken := func(h *house) {
		h.morning()
		h.do(an, &data.OpenRepair{Repair: data.NewID(), Thing: "court-pp2", Fault: "球台支脚松动，垫了纸板还是晃，客人投诉两次，请厂家来看"})
		back := &data.OpenRepair{Repair: data.NewID(), Thing: "court-bad2", Fault: "灯不亮"}
		h.do(an, back)
		h.do(an, &data.TakeBackRepair{Repair: back.Repair, RepairedBy: "汤维样"})
		h.do(an, &data.SetFacility{Place: "court-pp3", State: data.Stood, Note: "领导参观"})
	}
	looks(t, "courts", broken, courts)
	looks(t, "courts-sheet", broken, func(h *house, height float32) *screentest.Stage {
		st := courts(h, height)
		st.TapIn("court-bad2")
		return st
	})
	looks(t, "courts-all", broken, func(h *house, height float32) *screentest.Stage {
		h.sh.Person.Post = "场馆"
		return courts(h, height)
	})
}

func TestTheLedgerIsAcknowledgedOnTheTablet(t *testing.T) {
	h := newHouse(t)
	h.morning()
	h.tablet(1280, "zh")
	s := newBookings(h, h.sh)
	st := h.stage(s, 800)
	st.Want("今天 5 场 18 人", "陪打")
	if st.Has("次日预约台账") {
		t.Error("tomorrow's ledger stands beside today")
	}
	st.Tap("明天")
	st.Want("次日预约台账", "共 1 单 2 人", "共 1 单 4 人", "球鞋 41")
	st.Act("venue-badminton", "sign")
	reload := func() { s.Changed(data.Change{Tables: map[string]bool{"ledger": true}}); st.Settle() }
	reload()
	st.Want("江羽样 10:50 已签收", "共 1 单 4 人")
	if h.sh.LastToast() != "羽毛球台账已由江羽样签收。" {
		t.Error(h.sh.Toasts)
	}
	list, err := h.Ledgers(context.Background(), "2026-11-24")
	if err != nil || len(list) != 1 || list[0].By != jiang || list[0].Venue != "venue-badminton" {
		t.Fatal(list, err)
	}
	// What is booked after it makes it stale, and it can be signed again.
	h.at("10:55")
	h.books(booking{"court-bad2", 1, "15:00", "16:00", "解", "mr", 2, data.Needs{}})
	reload()
	st.Want("签收后有变动")
	h.at("10:56")
	st.Act("venue-badminton", "sign")
	reload()
	st.Want("江羽样 10:56 已签收")
}

func TestABookingIsTakenOnFromTheList(t *testing.T) {
	h := newHouse(t)
	h.morning()
	id := h.books(booking{"court-pp3", 0, "11:00", "12:00", "解", "mr", 2, data.Needs{}})
	h.tablet(1024, "zh")
	s := newBookings(h, h.sh)
	st := h.stage(s, 768)
	for _, to := range []data.BookingStatus{data.Arrived, data.Playing, data.Ended} {
		st.Act(string(id), string(to))
		if h.of(id).Status != to {
			t.Fatal(h.of(id).Status, h.sh.LastToast())
		}
	}
	st.TapIn(string(id))
	st.Want("Y-1123-011 · 到场 10:50 · 进行中 10:50 · 结束 10:50")
}

// A fault is two taps; the court is then nobody's until its repair is checked.
func TestAFaultIsReported(t *testing.T) {
	h := newHouse(t)
	h.morning()
	h.tablet(1280, "zh")
	s := newCourts(h, h.sh)
	st := h.stage(s, 800)
	reload := func() { s.Changed(data.Change{}); st.Settle() }
	st.TapIn("court-bad1")
	st.Tap("报修")
	st.Tap("报修并停用")
	st.Want("请填写这一项。")
	st.Choose("什么坏了", "灯不亮")
	st.Type("补充说明", "靠窗一排")
	st.Tap("报修并停用")
	if h.state("court-bad1") != data.Faulty || !strings.HasPrefix(h.sh.LastToast(), "已报修：羽毛球1，W-1123-001") {
		t.Fatal(h.state("court-bad1"), h.sh.Toasts)
	}
	st.Want("这些预约受影响，请告诉前台：", "影响预约：羽毛球1")
	st.Tap("知道了")
	reload()
	st.Want("灯不亮，靠窗一排", "待送修", "故障，10:50 起")
	list, err := h.OpenRepairs(context.Background())
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	st.TapIn("court-bad1")
	st.Want("维修单 W-1123-001，10:50 报修，待送修", "点单")
	if st.Has("恢复正常") {
		t.Error("what is being repaired can be said to be all right")
	}
	h.do(an, &data.TakeBackRepair{Repair: list[0].ID, RepairedBy: "汤维样"})
	reload()
	st.Key(fyne.KeyEscape)
	st.Act(string(list[0].ID), "check")
	if h.state("court-bad1") != data.Normal || h.sh.LastToast() != "羽毛球1已验收，恢复使用" {
		t.Fatal(h.state("court-bad1"), h.sh.Toasts)
	}
}

func TestACourtIsTurnedByOneTap(t *testing.T) {
	h := newHouse(t)
	h.tablet(1280, "zh")
	s := newCourts(h, h.sh)
	st := h.stage(s, 800)
	for _, step := range []struct {
		tap string
		is  data.FacilityState
	}{{"待清理", data.Unkept}, {"清理完毕", data.Normal}} {
		st.TapIn("court-pp1")
		st.Tap(step.tap)
		if h.state("court-pp1") != step.is {
			t.Fatal(step.tap, h.state("court-pp1"))
		}
		s.Changed(data.Change{})
		st.Settle()
	}
	h.do(an, &data.SetFacility{Place: "court-pp1", State: data.Stood, Note: "领导参观"})
	s.Changed(data.Change{})
	st.Settle()
	st.TapIn("court-pp1")
	st.Want("领导参观")
	st.Tap("恢复正常")
	if h.state("court-pp1") != data.Normal {
		t.Error(h.state("court-pp1"))
	}
}

// Drinks go to the court one stands at.
func TestDrinksAreOrderedToTheCourt(t *testing.T) {
	h := newHouse(t)
	h.morning()
	h.tablet(1280, "zh")
	_, st := h.open()
	st.Tap("点单")
	if n := len(h.sh.Goings); n != 1 || h.sh.Goings[0].(*data.PlaceOrder).Place != "court-bad1" {
		t.Fatal(h.sh.Goings)
	}
}

// All that the station gives, the courts' own staff may give.
func TestTheStaffOfTheCourtsMay(t *testing.T) {
	may := map[string]bool{}
	for _, r := range data.Registers() {
		for _, k := range r.Kinds {
			may[k.Name] = k.Allows(data.VenueStaff)
		}
	}
	for _, name := range []string{"AdvanceBooking", "Notify", "AcknowledgeLedger", "SetFacility", "OpenRepair", "CheckRepair", "PlaceOrder", "VoidLines", "MoveOrder", "Undo"} {
		if !may[name] {
			t.Errorf("staff of a court may not %s", name)
		}
	}
	for _, name := range []string{"Book", "MoveBooking", "CancelBooking", "CheckIn", "PutCourt", "ChangeSettings"} {
		if may[name] {
			t.Errorf("staff of a court may %s", name)
		}
	}
}

var (
	_ screen.Overhearer = (*now)(nil)
	_ screen.Ticker     = (*now)(nil)
)
