package link

import (
	"context"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

func TestADeviceJoinsAndFollows(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar)
	s := bar.State()
	if s.Role != data.AtBar || s.Office != "青禾样例会馆" || s.Address != h.address || s.Trouble != nil {
		t.Fatalf("%+v", s)
	}
	c := orderAt(h.head(an), "a1")
	h.do(c)
	bar.caughtUp()
	if _, ok := orders(t, bar.book)[c.Order]; !ok {
		t.Fatal("the order is not at the bar")
	}
	// And back: what the bar does is decided by the hub and read here at once.
	own := bar.order("a2")
	r := bar.do(own)
	if r.Waiting || r.Number == "" || h.countOf(own.ID) != 1 {
		t.Fatalf("%+v", r)
	}
	if got := orders(t, bar.book)[own.Order]; got.Number != r.Number {
		t.Fatalf("%+v reads back as %+v", r, got)
	}
	bar.reopen()
	bar.heal()
	bar.sameLines()
}

func TestWorkGoesOnWithoutTheHub(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	bar := h.join(data.AtBar)
	bar.offline()
	var given []*data.PlaceOrder
	for range 7 {
		c := bar.order("a1")
		bar.waits(c)
		given = append(given, c)
		h.do(orderAt(h.head(an), "a2")) // meanwhile at reception
	}
	if s := bar.State(); s.Online || s.Waiting != 7 || !bar.book.Waiting(ctx)[given[3].Order] {
		t.Fatalf("%+v", s)
	}
	bar.reopen() // nothing of it is lost
	if s := bar.State(); s.Waiting != 7 || len(orders(t, bar.book)) != 7 {
		t.Fatalf("%+v", s)
	}
	if r := bar.do(given[2]); !r.Waiting || bar.State().Waiting != 7 { // a double tap
		t.Fatalf("%+v", r)
	}
	bar.heal()
	for _, c := range given {
		if n := h.countOf(c.ID); n != 1 {
			t.Fatalf("%d lines of one command", n)
		}
		if o := orders(t, bar.book)[c.Order]; data.Unsure(o.Number) {
			t.Fatalf("%+v", o)
		}
	}
	if len(orders(t, bar.book)) != 14 || len(bar.book.Waiting(ctx)) != 0 {
		t.Fatal(orders(t, bar.book))
	}
	bar.sameLines()
}

func TestARefusedBookingComesBackWithTheNearestSlots(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	second := h.join(data.AtReception)
	second.offline()
	lost := bookingAt(second.head(an), "1", "10:00", "11:00")
	second.waits(lost)
	h.do(bookingAt(h.head(an), "1", "10:30", "11:30"))
	second.cable.sever(false)
	second.until("it is refused", func(s data.LinkState) bool { return s.Refused == 1 && s.Waiting == 0 })
	list, err := second.Rejections(ctx)
	must(t, err)
	if len(list) != 1 || list[0].ID != lost.ID || list[0].Staff != an || list[0].Fault.Code != data.Conflict || len(list[0].Fault.Near) == 0 || list[0].Command.(*data.Book).Phone != lost.Phone {
		t.Fatalf("%+v", list)
	}
	if bookings, err := second.book.Bookings(ctx, data.BookingFilter{ID: lost.Spans[0].Booking}); err != nil || len(bookings) != 0 {
		t.Fatal("it is still shown", bookings, err)
	}
	keyOf(t, doErr(second, lost), list[0].Fault.Key) // the same again is refused the same
	second.reopen()
	if s := second.State(); s.Refused != 1 {
		t.Fatalf("%+v", s)
	}
	must(t, second.Dismiss(ctx, lost.ID))
	if s := second.State(); s.Refused != 0 {
		t.Fatalf("%+v", s)
	}
}

func doErr(b *tablet, c data.Command) error {
	_, err := b.book.Do(context.Background(), c)
	return err
}

func TestARefusalOnlineLeavesNothingBehind(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	second := h.join(data.AtReception)
	h.do(bookingAt(h.head(an), "1", "10:30", "11:30"))
	e := data.AsError(doErr(second, bookingAt(second.head(an), "1", "10:00", "11:00")))
	if e.Code != data.Conflict || len(e.Near) == 0 {
		t.Fatal(e)
	}
	if s := second.State(); s.Waiting != 0 || s.Refused != 0 {
		t.Fatalf("%+v", s)
	}
	if w, r, err := second.box.Count(ctx); w != 0 || r != 0 || err != nil {
		t.Fatal(w, r, err)
	}
}

func TestALostAnswerIsAskedForAgainAndDoesItOnce(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar, func(b *tablet) { b.timing.Answer = 300 * time.Millisecond })
	h.gate.hook(func() error { bar.cable.die(true); return nil }, nil)
	c := bar.order("a1")
	bar.waits(c)
	if h.countOf(c.ID) != 1 {
		t.Fatal("the hub never heard of it")
	}
	if r := bar.do(c); !r.Waiting {
		t.Fatalf("%+v", r)
	}
	bar.until("the dead connection is noticed", func(s data.LinkState) bool { return !s.Online })
	h.gate.hook(nil, nil)
	bar.cable.die(false)
	bar.heal()
	if h.countOf(c.ID) != 1 || len(orders(t, bar.book)) != 1 {
		t.Fatal("one command, several effects", orders(t, bar.book))
	}
	if r := bar.do(c); r.Waiting || r.Number == "" {
		t.Fatalf("%+v", r)
	}
	bar.sameLines()
}

func TestADeadConnectionIsNoticed(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar, func(b *tablet) { b.timing = Timing{} }) // the house's own times
	began := time.Now()
	bar.cable.die(true)
	bar.until("it is noticed", func(s data.LinkState) bool { return !s.Online })
	took := time.Since(began)
	t.Logf("a dead connection is noticed after %v", took)
	if took > 2*houseTiming.Quiet { // the machine may be busy; the house says three seconds
		t.Fatal("that is too late")
	}
	bar.cable.die(false)
	bar.heal()
}

func TestARevokedDeviceKeepsWhatItHasAndSendsNothing(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar)
	bar.offline()
	c := bar.order("a1")
	bar.waits(c)
	h.do(&data.RevokeDevice{Head: h.head(chang), Revoked: bar.own})
	bar.cable.sever(false)
	check := func() {
		t.Helper()
		s := bar.until("it is told", func(s data.LinkState) bool { return s.Trouble != nil })
		if s.Trouble.Key != "link.revoked" || s.Online || s.Waiting != 1 {
			t.Fatalf("%+v", s)
		}
		keyOf(t, doErr(bar, bar.order("a2")), "link.revoked")
		if _, ok := orders(t, bar.book)[c.Order]; !ok {
			t.Fatal("what it holds can't be read")
		}
	}
	check()
	bar.reopen()
	check()
	if h.countOf(c.ID) != 0 {
		t.Fatal("a revoked device's command was decided")
	}
	// Paired again it goes on where it was.
	must(t, bar.PairAgain(t.Context(), "", h.code(data.AtBar)))
	bar.heal()
	if h.countOf(c.ID) != 1 {
		t.Fatal("its command was lost")
	}
}

func TestRevokingEndsAStreamAtOnce(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar)
	h.do(&data.RevokeDevice{Head: h.head(chang), Revoked: bar.own})
	s := bar.until("it is told", func(s data.LinkState) bool { return s.Trouble != nil })
	if s.Trouble.Key != "link.revoked" || s.Online {
		t.Fatalf("%+v", s)
	}
}

func TestOtherVersionsAreToldInWords(t *testing.T) {
	for delta, key := range map[int64]string{1: "device.updateDevice", -1: "device.updateHub"} {
		h := openHouse(t)
		bar := h.join(data.AtBar)
		bar.offline()
		c := bar.order("a1")
		bar.waits(c)
		h.gate.schema.Store(delta)
		bar.cable.sever(false)
		s := bar.until("it is told", func(s data.LinkState) bool { return s.Trouble != nil })
		if s.Trouble.Key != key || s.Online || s.Waiting != 1 {
			t.Fatalf("%+v", s)
		}
		bar.waits(bar.order("a2")) // work goes on
		h.gate.schema.Store(0)
		bar.heal()
		if s := bar.State(); s.Trouble != nil || h.countOf(c.ID) != 1 {
			t.Fatalf("%+v", s)
		}
	}
}

func TestATabletADayWrongStoresRightTimes(t *testing.T) {
	for _, wrong := range []time.Duration{24 * time.Hour, -24 * time.Hour} {
		h := openHouse(t)
		bar := h.join(data.AtBar, func(b *tablet) { b.wrong = wrong })
		right := func(what string, at data.Time) {
			t.Helper()
			if d := data.TimeOf(h.now()).Sub(at); d < -time.Second || d > time.Minute {
				t.Fatalf("%s: %v off", what, d)
			}
		}
		right("the clock", data.TimeOf(bar.Clock()()))
		r := bar.do(bar.order("a1"))
		right("online", r.At)
		bar.offline()
		c := bar.order("a2")
		bar.waits(c)
		bar.reopen() // without the hub, by what it remembers
		right("the clock after a restart", data.TimeOf(bar.Clock()()))
		d := bar.order("a3")
		bar.waits(d)
		bar.heal()
		for _, id := range []data.ID{c.Order, d.Order} {
			right("offline", orders(t, bar.book)[id].At)
		}
		bar.sameLines()
	}
}

func TestTheBarsFileHoldsNoPhoneAndNoRemark(t *testing.T) {
	h := openHouse(t)
	c := bookingAt(h.head(an), "1", "10:00", "11:00")
	c.Phone, c.Note = "13912345678", "客人说他怕冷"
	h.do(c)
	h.do(&data.CheckIn{Head: h.head(an), Visit: data.NewID(), Visitor: data.NewID(), Name: "李样", Phone: "13798765432", Adults: 1, Purpose: data.Purposes[0], Note: "带了一只小狗"})
	bar := h.join(data.AtBar)
	c = bookingAt(h.head(an), "2", "12:00", "13:00")
	c.Phone, c.Note = "13612344321", "要靠窗的位子"
	h.do(c)
	bar.do(bar.order("a1"))
	bar.caughtUp()
	files := bar.bytesOf()
	bar.close()
	files += bar.bytesOf()
	for _, secret := range []string{"13912345678", "13798765432", "13612344321", `"9173"`, "客人说他怕冷", "带了一只小狗", "要靠窗的位子", officetest.Verifier(officetest.PINs[an]), officetest.Verifier(officetest.PINs[chang])} {
		if strings.Contains(files, secret) {
			t.Errorf("the bar's file holds %q", secret)
		}
	}
	if !strings.Contains(files, "少放茶叶") {
		t.Error("the search itself finds nothing")
	}
}
