package hall

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

func (h *house) open() (*now, *screentest.Stage) {
	s := newNow(h, h.sh, h.ring)
	return s, h.stage(s, 800)
}

func TestTheCourtsLookRight(t *testing.T) {
	show := func(h *house, height float32) *screentest.Stage { return h.stage(newNow(h, h.sh, h.ring), height) }
	looks(t, "now", (*house).morning, show)
	looks(t, "now-empty", func(*house) {}, show)
	looks(t, "now-full", func(h *house) {
		h.morning()
		h.news()
		h.books(booking{"court-pp3", 0, "19:00", "20:30", long, "mr", 6, data.Needs{Rackets: 6, Drinks: "龙井一壶"}})
		for i, court := range []data.ID{"court-bad1", "court-bad2", "court-pp1", "court-pp2"} {
			h.books(booking{court, 0, []string{"15:00", "15:30", "16:30", "18:00"}[i], "18:30", "尉迟立夏", "ms", 2 + i, data.Needs{Socks: i}})
		}
		h.do(an, &data.OpenRepair{Repair: data.NewID(), Thing: "court-pp2", Fault: "球台支脚松动"})
	}, show)
	looks(t, "now-news", func(h *house) { h.morning(); h.news() }, func(h *house, height float32) *screentest.Stage {
		st := show(h, height)
		st.Tap(h.sh.Say("venue.news", 3))
		return st
	})
	looks(t, "now-details", (*house).morning, func(h *house, height float32) *screentest.Stage {
		st := show(h, height)
		st.Tap(long)
		return st
	})
	looks(t, "now-fault", (*house).morning, func(h *house, height float32) *screentest.Stage {
		st := show(h, height)
		st.Tap(long)
		st.Tap(h.sh.Say("venue.fault"))
		return st
	})
	looks(t, "now-choose", (*house).morning, func(h *house, height float32) *screentest.Stage {
		st := show(h, height)
		st.Tap("羽毛球")
		return st
	})
}

// Whatever a finger can hit is at least 56 high and wide, in sheets too.
func TestNothingIsSmallerThanAFinger(t *testing.T) {
	h := newHouse(t)
	h.morning()
	h.news()
	h.tablet(1024, "zh")
	_, st := h.open()
	measure := func() {
		t.Helper()
		n := 0
		for _, o := range kittest.Tappables(st.Root()) {
			n++
			if size := o.Size(); size.Width < 56 || size.Height < 56 {
				t.Errorf("%T %q is %.0f×%.0f", o, kittest.Texts(o), size.Width, size.Height)
			}
		}
		if n < 3 {
			t.Errorf("only %d things to tap", n)
		}
	}
	measure()
	st.Tap("全部 3 条")
	measure()
	st.Tap("王先生 · 2 人")
	measure()
	st.Tap("报修")
	measure()
	for _, s := range []screen.Screen{newBookings(h, h.sh), newCourts(h, h.sh)} {
		st = h.stage(s, 768)
		measure()
	}
}

func TestEachStepIsOneTap(t *testing.T) {
	h := newHouse(t)
	h.morning()
	id := h.books(booking{"court-pp3", 0, "11:00", "12:00", "解", "mr", 2, data.Needs{}})
	h.told()
	h.tablet(1280, "zh")
	s, st := h.open()
	reload := func() { s.Changed(data.Change{Tables: map[string]bool{"booking": true}}); st.Settle() }
	of := func() *card {
		t.Helper()
		for _, c := range append(slices.Clone(s.here.cards), s.next.cards...) {
			if c.of.ID == id && slices.Contains(append(s.here.rows.Objects, s.next.rows.Objects...), fyne.CanvasObject(c.stay)) {
				return c
			}
		}
		t.Fatal("the booking is nowhere")
		return nil
	}
	for _, step := range []struct {
		tap   int
		words string
		to    data.BookingStatus
		toast string
	}{{0, "到场", data.Arrived, "乒乓球3 解先生已到场"}, {1, "开始", data.Playing, "乒乓球3 解先生已开始"}, {1, "结束", data.Ended, "乒乓球3 解先生已结束，待清理"}} {
		b := of().acts[step.tap]
		if b.Text() != step.words {
			t.Fatalf("the button says %q, not %q", b.Text(), step.words)
		}
		b.Tapped(nil)
		b.Tapped(nil) // a hasty finger
		st.Settle()
		if n := len(h.sh.Commands); h.of(id).Status != step.to || h.sh.LastToast() != step.toast {
			t.Fatalf("after %s it is %s, said is %q, %d commands", step.words, h.of(id).Status, h.sh.LastToast(), n)
		}
		reload()
	}
	if len(h.sh.Commands) != 3 {
		t.Errorf("three steps were %d commands", len(h.sh.Commands))
	}
	if h.state("court-pp3") != data.Unkept {
		t.Errorf("the court is %s", h.state("court-pp3"))
	}
	st.Want("乒乓球3 · 待清理", "乒乓球1 · 待清理", "14:00 单先生 · 2 人")
	i := slices.IndexFunc(s.here.tidy, func(t *tidy) bool { return t.of.ID == "court-pp3" })
	s.here.tidy[i].done.Tapped(nil)
	st.Settle()
	if h.state("court-pp3") != data.Normal || h.sh.LastToast() != "乒乓球3：正常" {
		t.Errorf("tidied it is %s, said is %q", h.state("court-pp3"), h.sh.LastToast())
	}
	reload()
	if st.Has("乒乓球3 · 待清理") {
		t.Error("a court that was tidied still asks for it")
	}
	// Straight onto the court, and who never came.
	st.Tap("铲先生")
	st.Want("晚了 1 小时 20 分", "袜子2双")
	st.Tap("未到")
	if h.sh.LastToast() != "乒乓球2 铲先生未到，已记下" {
		t.Error(h.sh.Toasts)
	}
}

// What is wrong is said, and nothing is left locked.
func TestAStepThatIsRefusedIsSaid(t *testing.T) {
	h := newHouse(t)
	h.morning()
	h.tablet(1280, "zh")
	s, st := h.open()
	i := slices.IndexFunc(s.here.cards, func(c *card) bool { return c.of.Status == data.Playing })
	one := s.here.cards[i]
	h.do(jiang, &data.AdvanceBooking{Booking: one.of.ID, To: data.Ended})
	one.acts[1].Tapped(nil)
	st.Settle()
	if h.sh.LastToast() != "Y-1123-001 已是「结束」，不能再这样做。" {
		t.Error(h.sh.LastToast())
	}
	if len(s.busy) != 0 || one.acts[1].Locked() {
		t.Error("the card stays locked")
	}
}

// Each announcement sounds once, and stands until somebody takes note.
func TestNewsSoundOnceAndStandUntilNoted(t *testing.T) {
	h := newHouse(t)
	h.morning()
	h.books(booking{"court-bad2", 0, "20:00", "21:00", "高", "mr", 2, data.Needs{}})
	h.tablet(1280, "zh")
	s, st := h.open()
	hear := func() { s.Overheard(data.Change{Tables: map[string]bool{"notice": true}}); st.Settle() }
	hear()
	if h.rang != 0 || s.flash.Times() != 0 {
		t.Fatalf("it rang %d times for what was there", h.rang)
	}
	st.Want("高先生", "没有特别需要")
	st.Tap("知道了")
	if h.sh.LastToast() != "已知道 1 条" {
		t.Error(h.sh.Toasts)
	}
	fresh, moved, off := h.news()
	for range 3 {
		hear()
	}
	if h.rang != 1 || s.flash.Times() != 1 {
		t.Errorf("three at once rang %d times, flashed %d", h.rang, s.flash.Times())
	}
	if !strings.HasPrefix(h.sh.LastToast(), "新预约 · 羽毛球2 · 13:00–14:30 · 欧阳䶮先生 · 4 人") && !strings.HasPrefix(h.sh.LastToast(), "改期 · ") {
		t.Errorf("on another screen it is said %q", h.sh.LastToast())
	}
	// Somebody else's venues make no noise here.
	h.books(booking{"court-bil2", 0, "15:00", "16:00", "马", "mr", 2, data.Needs{}})
	hear()
	if h.rang != 1 {
		t.Error("it rang for another venue")
	}
	// Built anew, such as in another language, it remembers.
	again := newNow(h, h.sh, h.ring)
	h.sh.Settle()
	again.Changed(data.Change{Tables: map[string]bool{"notice": true}})
	h.sh.Settle()
	if h.rang != 1 {
		t.Error("what was heard before sounds again")
	}
	st.Tap("全部 3 条")
	st.Want("新预约", "改期", "取消", "原为 乒乓球3 16:00–17:00", "乒乓球2 · 17:00–18:00 · 司马先生", "这个时段空出来了", "球鞋 42 · 计分")
	st.Tap("全部知道了")
	s.Changed(data.Change{Tables: map[string]bool{"notice": true}})
	st.Settle()
	if h.sh.OpenSheet() != nil || st.Has("知道了") {
		t.Error("noted, and still there")
	}
	for _, id := range []data.ID{fresh, moved, off} {
		list, err := h.Notices(context.Background(), data.NoticeFilter{Booking: id})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range list {
			if n.Acked == 0 || n.AckedBy != jiang {
				t.Errorf("%+v", n)
			}
		}
	}
	// The same booking moved again is news again.
	h.at("10:52")
	h.do(an, &data.MoveBooking{Booking: moved, Court: "court-pp2", Start: data.TimeOf(clock("18:00")), End: data.TimeOf(clock("19:00"))})
	hear()
	st.Want("原为 乒乓球2 17:00–18:00")
	if h.rang != 2 {
		t.Errorf("rang %d", h.rang)
	}
}

// Somebody who comes to another screen is called to what waits.
func TestWhoComesElsewhereIsCalled(t *testing.T) {
	h := newHouse(t)
	h.morning()
	h.news()
	h.tablet(1280, "zh")
	s := newNow(h, h.sh, h.ring)
	s.Overheard(data.Change{}) // as the window does
	h.sh.Settle()
	if h.rang != 1 || !strings.HasPrefix(h.sh.LastToast(), "新预约 · 羽毛球2") {
		t.Errorf("rang %d times, said %q", h.rang, h.sh.LastToast())
	}
}

// The tablet serves what was chosen on it, whoever works there.
func TestTheTabletKeepsItsVenues(t *testing.T) {
	h := newHouse(t)
	h.morning()
	h.tablet(1280, "zh")
	_, st := h.open()
	st.Want("羽毛球、乒乓球", "今天还有 3 场 12 人")
	if st.Has("蓝女士") || st.Has("司马先生") {
		t.Error("another venue's guests are shown")
	}
	st.Tap("羽毛球、乒乓球")
	st.Choose("", "羽毛球", "乒乓球")
	st.Tap("好")
	st.Want("请至少选一个场馆。")
	st.Choose("", "儿童游戏室")
	st.Tap("好")
	st.Want("儿童游戏室", "监护人：蓝女士，在书吧")
	if st.Has("王先生") {
		t.Error("a venue that was not chosen is shown")
	}
	h.sh.Person = data.Staff{ID: lan, Name: "蓝看看", Post: "儿童看护", Role: data.VenueStaff}
	_, st = h.open()
	st.Want("儿童游戏室", "蓝女士 · 2 人")
}

func TestVenuesAreGuessedFromThePost(t *testing.T) {
	venues := []data.Venue{{ID: "bad", Name: "羽毛球"}, {ID: "pp", Name: "乒乓球"}, {ID: "read", Name: "品茗阅读"}}
	for _, c := range []struct {
		chosen []string
		post   string
		want   string
	}{{nil, "羽毛球乒乓球接待", "bad pp"}, {nil, "书吧接待", "bad pp read"}, {[]string{"read"}, "羽毛球乒乓球接待", "read"}, {[]string{"gone"}, "乒乓球", "pp"}} {
		var got []string
		for _, v := range served(venues, c.chosen, c.post) {
			got = append(got, string(v.ID))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v %s: %v", c.chosen, c.post, got)
		}
	}
}

func TestHowABookingStandsByTheClock(t *testing.T) {
	sh := screentest.NewShell(t)
	from, to := data.TimeOf(clock("10:00")), data.TimeOf(clock("11:00"))
	for _, c := range []struct {
		status data.BookingStatus
		at     string
		words  string
		tone   kit.Tone
	}{
		{data.Booked, "09:00", "已约", kit.TonePlain}, {data.Booked, "09:31", "29 分后", kit.ToneSoon}, {data.Booked, "10:00", "0 分后", kit.ToneSoon},
		{data.Booked, "10:10", "晚了 10 分", kit.ToneLate}, {data.Arrived, "09:50", "到场", kit.TonePrimary}, {data.Arrived, "10:05", "已等 5 分", kit.ToneSoon},
		{data.Playing, "10:35", "还剩 25 分", kit.ToneGood}, {data.Playing, "11:00", "还剩 0 分", kit.ToneGood}, {data.Playing, "11:20", "超时 20 分", kit.ToneLate},
		{data.Tentative, "09:00", "待确认", kit.ToneSoon}, {data.NoShow, "11:20", "未到", kit.TonePlain},
	} {
		words, tone := pressing(sh.Say, data.Booking{Status: c.status, Starts: from, Ends: to}, data.TimeOf(clock(c.at)))
		if words != c.words || tone != c.tone {
			t.Errorf("%s at %s: %s %d", c.status, c.at, words, tone)
		}
	}
}

// The tablet's copy of the book holds no phones and no remarks; nothing here
// misses them, and nothing here would show them.
func TestNoPhoneAndNoRemarkIsShown(t *testing.T) {
	h := newHouse(t)
	h.morning()
	h.news()
	h.tablet(1280, "zh")
	s, st := h.open()
	seen := strings.Join(st.Texts(), " ")
	for _, b := range s.view.Bookings {
		s.details(b)
		st.Settle()
		seen += strings.Join(st.Texts(), " ")
	}
	for _, word := range []string{"139", "刚换了工作", "下雨"} {
		if strings.Contains(seen, word) {
			t.Errorf("%q is shown", word)
		}
	}
}

// As time goes by, cards say so without a reading.
func TestTheMinuteTurns(t *testing.T) {
	h := newHouse(t)
	h.morning()
	h.tablet(1280, "zh")
	_, st := h.open()
	st.Want("还剩 10 分")
	asked := h.sh.Loads
	st.Wait(4 * time.Minute)
	st.Want("还剩 6 分")
	if h.sh.Loads != asked {
		t.Error("the book was read for a minute")
	}
	st.Wait(24 * time.Hour)
	st.Want("马先生", "尉迟女士")
	if st.Has("王先生") {
		t.Error("yesterday is still shown")
	}
}
