package hall

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/ui/screen"
)

// copied puts the tablet onto a copy of the book of its own, as it has one when
// it joined, with no hub in reach: what is done there waits.
func (h *house) copied() *house {
	h.t.Helper()
	ctx := context.Background()
	h.do(chang, &data.AddDevice{Added: "tablet", Name: "球馆平板", Role: data.AtVenue, Key: fmt.Sprintf("%064x", "tablet")})
	file, dir := filepath.Join(h.t.TempDir(), "snapshot.db"), h.t.TempDir()
	if _, err := h.Snapshot(ctx, data.AtVenue, file); err != nil {
		h.t.Fatal(err)
	}
	options := store.Options{Clock: func() time.Time { return h.now }}
	if err := store.InstallSnapshot(ctx, registers.All(), dir, file, options); err != nil {
		h.t.Fatal(err)
	}
	copy, err := registers.OpenReplica(ctx, dir, options)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { copy.Close() })
	return &house{Book: copy, t: h.t, now: h.now}
}

// marks tells the window's part: what waits for the hub, and that it is to be
// marked.
func (h *house) marks(s screen.Screen) {
	h.sh.Unsent = h.Waiting(context.Background())
	s.Changed(data.Change{All: true})
	h.sh.Settle()
}

// The tablet works on the copy that its role is given, without a hub in reach.
func TestTheTabletsOwnCopyIsEnough(t *testing.T) {
	h := newHouse(t)
	h.morning()
	h.news()
	h.books(booking{"court-kids", 1, "10:00", "11:00", "蓝", "ms", 2, data.Needs{}})
	tablet := h.copied()
	tablet.tablet(1280, "zh")
	tablet.sh.Decide = func(c data.Command) (data.Receipt, error) { return tablet.Wait(context.Background(), c) }
	s, st := tablet.open()
	st.Want("羽毛球1 · 王先生 · 2 人", "球鞋 42 43 · 计分", "新预约", "羽毛球2 · 13:00–14:30 · 欧阳䶮先生 · 4 人")
	reload := func() { s.Changed(data.Change{Tables: map[string]bool{"booking": true}}); st.Settle() }

	id := s.next.cards[0].of.ID
	for _, to := range []data.BookingStatus{data.Arrived, data.Playing, data.Ended} {
		s.advance(tablet.of(id), to)
		st.Settle()
		reload()
		if tablet.of(id).Status != to {
			t.Fatal(to, tablet.sh.LastToast())
		}
	}
	st.Want("乒乓球2 · 待清理")
	s.advance(s.next.cards[1].of, data.Arrived)
	st.Settle()
	tablet.marks(s)
	st.Want("待发") // on the court that waits to be tidied
	st.Check()
	st.Shoot(false, "now-waiting.png")
	s.turn("court-pp2", data.Normal)
	st.Tap("全部 3 条")
	st.Tap("全部知道了")
	reload()
	if st.Has("知道了") {
		t.Error("noted, and still there")
	}
	list := newBookings(tablet, tablet.sh)
	st = tablet.stage(list, 800)
	st.Tap("明天")
	st.Act("venue-badminton", "sign")
	tablet.marks(list)
	st.Want("江羽样 10:50 已签收", "待发")
	st.Tap("今天")
	if st.Want("待发"); !st.Has("结束") {
		t.Error("what was done on the tablet is not shown")
	}
	ground := newCourts(tablet, tablet.sh)
	st = tablet.stage(ground, 800)
	st.TapIn("court-bad2")
	st.Tap("报修")
	st.Choose("什么坏了", "灯不亮")
	st.Tap("报修并停用")
	if tablet.state("court-bad2") != data.Faulty {
		t.Error(tablet.sh.Toasts)
	}
	tablet.marks(ground)
	st.Key(fyne.KeyEscape)
	st.Want("待发")
	st.Shoot(false, "courts-waiting.png")
	for _, text := range st.Texts() {
		if strings.Contains(text, "139") {
			t.Errorf("a phone is shown: %s", text)
		}
	}
	if n := len(tablet.Waiting(context.Background())); n < 5 {
		t.Errorf("only %d records wait", n)
	}
}
