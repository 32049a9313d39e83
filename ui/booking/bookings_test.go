package booking

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// TestBookingPictures walks through the screen in both languages and widths and
// checks the layout of every stop; with YINGBIN_SHOTS it draws them too.
func TestBookingPictures(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for _, width := range []float32{1366, 1024} {
			sh := screentest.NewShell(t)
			sh.Language, sh.Width = lang, width
			d := openBookings(t, sh)
			d.Check()
			shoot := func(name string) {
				for _, dark := range []bool{false, true} {
					if dark && (name != "board" || lang == "en") {
						continue
					}
					d.Shoot(dark, fmt.Sprintf("booking-%s-%s-%.0f-%v.png", name, lang, width, dark))
				}
				fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false))
			}
			shoot("board")
			d.tapCell("bad1", "11:00")
			d.Type(sh.Say("booking.caller"), "王")
			d.Type(sh.Say("booking.voucher"), "017")
			d.Choose(sh.Say("booking.needs"), sh.Say("booking.need.shoes"))
			d.Choose(sh.Say("booking.shoeSizes"), "42", "43")
			shoot("sizes")
			d.Tap(sh.Say("common.done"))
			d.Check()
			shoot("form")
			// Somebody else is faster.
			if _, err := d.book.Do(context.Background(), &data.Book{Head: data.Head{ID: data.NewID(), At: sh.Clock, Staff: "chang"}, Act: data.NewID(), Visitor: data.NewID(), Name: "快", People: 2, How: "phone",
				Spans: []data.Span{{Booking: "fast", Court: "bad1", Start: bookingTime("11:00"), End: bookingTime("12:00")}}}); err != nil {
				t.Fatal(err)
			}
			d.s.form.submit()
			d.Settle()
			d.Check()
			shoot("conflict")
			d.tapCell("bad1", "10:00")
			shoot("sheet")
			d.Key(fyne.KeyEscape)
			d.chip(d.s.tabs, sh.Say("booking.tab.tellMany", 3))
			d.Check()
			shoot("tell")
			d.chip(d.s.tabs, sh.Say("booking.tab.close"))
			d.Check()
			shoot("close")
			d.chip(d.s.tabs, sh.Say("booking.tab.ledger"))
			d.Check()
			shoot("ledger")
			d.chip(d.s.tabs, sh.Say("booking.tab.book"))
			d.chip(d.s.venues, sh.Say("booking.group.reading"))
			d.Check()
			shoot("reading")
			d.chip(d.s.venues, sh.Say("booking.group.billiards"))
			d.Check()
			shoot("billiards")
		}
	}
}

func TestACallIsBookedInAFewTouches(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	d.Want("羽毛球1", "马先生", "共用场地", "请在图上选时段", "知会 2")
	d.tapCell("bad1", "11:00")
	d.Want("预约 羽毛球1 11:00–12:00", "已选")
	d.Type("来电人", "王")
	d.Choose("称呼", "先生")
	d.Type("券（后三位）", "017")
	d.Key(fyne.KeyReturn)
	list, err := d.book.Bookings(context.Background(), data.BookingFilter{From: "2026-11-23", To: "2026-11-23", Venue: "bad"})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(list, func(b data.Booking) bool { return b.Name == "王" })
	if i < 0 || list[i].Starts != bookingTime("11:00") || list[i].Ends != bookingTime("12:00") || list[i].Title != "mr" || list[i].Voucher != "QH-20261123-017" || list[i].By != "staff-an" {
		t.Fatal(list)
	}
	if last := sh.LastToast(); last != "已预约 羽毛球1 11:00–12:00（Y-1123-013）。" || sh.Toasts[len(sh.Toasts)-1].Undo == "" {
		t.Error(last)
	}
	d.Want("王先生", "知会 3", "请在图上选时段")
	if d.s.form.name.Text() != "" || !d.s.form.name.Focused() {
		t.Error("the form is not ready for the next caller")
	}
}

func TestAConflictOffersAndATapTakes(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	d.tapCell("pp3", "10:00")
	d.Type("来电人", "王")
	if _, err := d.book.Do(context.Background(), &data.Book{Head: data.Head{ID: data.NewID(), At: sh.Clock, Staff: "chang"}, Act: data.NewID(), Visitor: data.NewID(), Name: "快", People: 2, How: "phone",
		Spans: []data.Span{{Booking: "fast", Court: "pp3", Start: bookingTime("10:00"), End: bookingTime("11:00")}}}); err != nil {
		t.Fatal(err)
	}
	d.Tap("预约 乒乓球3 10:00–11:00")
	d.Want("乒乓球3 10:00 已有预约。可改：", "快")
	if d.s.form.name.Text() != "王" {
		t.Error("what was typed is lost")
	}
	d.Tap("11:00")
	d.Want("预约 乒乓球3 11:00–12:00")
	d.Tap("预约 乒乓球3 11:00–12:00")
	if !d.Has("王") || d.Has("已有预约") {
		t.Error("the offer was not taken:", sh.Toasts)
	}
}

func TestFaultsStandAtTheirFields(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	d.tapCell("bad1", "12:00")
	d.Type("电话", "12345")
	d.Choose("方式", "顾问代约")
	d.Tap("预约 羽毛球1 12:00–13:00")
	f := d.s.form
	if f.name.Fault() == "" || f.phone.Fault() == "" || f.consultant.Fault() == "" || f.phone.Text() != "12345" {
		t.Errorf("%q %q %q", f.name.Fault(), f.phone.Fault(), f.consultant.Fault())
	}
	d.Type("来电人", "王")
	d.Type("电话", "138 0000 5678")
	d.Choose("置业顾问", "顾一样")
	d.Type("券（后三位）", "900")
	d.Tap("预约 羽毛球1 12:00–13:00")
	if last := sh.LastToast(); last != "已预约 羽毛球1 12:00–13:00（Y-1123-013）。券 QH-1123-900 没有发放记录，已照收，请核对。" {
		t.Error(last)
	}
	// The same voucher again is used.
	d.tapCell("bad1", "14:00")
	d.Type("来电人", "李")
	d.Type("券（后三位）", "900")
	d.Tap("预约 羽毛球1 14:00–15:00")
	if f.voucher.Fault() != "券 QH-1123-900 已用于 Y-1123-013。" {
		t.Error(f.voucher.Fault())
	}
}

func TestAChildNeedsAGuardianAndSeatsAreCounted(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	d.chip(d.s.venues, "儿童")
	d.Want("2/12", "𠮷女士 2人")
	d.tapCell("child1", "10:30")
	d.Type("来电人", "马")
	d.Tap("预约 儿童游戏室 10:30–11:30")
	if d.s.form.guardian.Fault() == "" {
		t.Error("no guardian was asked for")
	}
	d.Type("监护人及其位置", "马女士，书吧")
	d.Tap("预约 儿童游戏室 10:30–11:30")
	d.Want("4/12")
	d.chip(d.s.venues, "书吧")
	d.Want("5/8")
	d.Step("人数", 4)
	d.tapCell("read3", "10:30")
	if last := sh.LastToast(); last != "阅读席这时只剩 3 位。" || len(d.s.picks) != 0 {
		t.Error(last, d.s.picks)
	}
	d.Step("人数", 3)
	d.tapCell("read3", "10:30")
	d.Type("来电人", "满")
	d.Tap("预约 阅读席 10:30–11:30")
	d.Want("8/8")
	d.tapCell("read3", "10:30")
	if sheet := sh.OpenSheet(); sheet == nil || !kittest.Has(sheet.Body, "孙女士") {
		t.Fatal("a full half hour lists who has it")
	}
}

func TestABookingIsMovedOnTheBoard(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	d.tapCell("bad1", "10:30")
	d.Want("已约", "常示例")
	d.Tap("改期")
	d.Want("改期", "不改了")
	d.tapCell("bad1", "10:30") // over its own place
	d.Want("改到 羽毛球1 10:30–11:30")
	d.tapCell("pp3", "14:00")
	d.Tap("改到 乒乓球3 14:00–15:00")
	b := d.booking("ma")
	if b.Court != "pp3" || b.Starts != bookingTime("14:00") || b.Moved != 1 || d.s.moving != nil {
		t.Error(b)
	}
	d.Key(fyne.KeyEscape)
	d.tapCell("pp3", "14:00")
	d.Want("原为 羽毛球1")
	d.Key(fyne.KeyEscape)
	d.tapCell("bad2", "10:00")
	d.Tap("改期")
	if !d.s.Escape() || d.s.moving != nil {
		t.Error("Esc leaves the move")
	}
}

func TestABookingRunsAndIsCancelledFromItsSheet(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	d.tapCell("bad1", "10:00")
	d.Tap("到场")
	d.Tap("开始")
	if b := d.booking("ma"); b.Status != data.Playing {
		t.Error(b.Status)
	}
	d.Want("结束")
	d.Key(fyne.KeyEscape)
	d.tapCell("bad2", "10:00")
	d.Tap("取消预约")
	d.Tap("取消这一单")
	if f := kittest.Field(t, d.Root(), "补充说明"); f.Fault() == "" {
		t.Error("no reason was asked for")
	}
	d.Choose("原因", "天气")
	d.Type("补充说明", "大雨")
	d.Tap("取消这一单")
	if b := d.booking("zheng"); b.Status != data.Cancelled || b.CancelWhy != "天气 大雨" {
		t.Error(b)
	}
	if d.Has("郑女士") {
		t.Error("a cancelled booking stands on the board")
	}
	d.tapCell("pp2", "10:00")
	d.Tap("提前开放")
	if list, _ := d.book.Closures(context.Background(), bookingTime("09:00"), bookingTime("12:00")); len(list) != 0 {
		t.Error(list)
	}
}

func TestSlotsAreClosedButNotOverBookings(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	d.chip(d.s.tabs, "关闭")
	d.tapCell("bad1", "10:00")
	d.Tap("关闭 羽毛球1 10:00–11:00")
	if d.s.closing.reason.Fault() == "" {
		t.Error("no reason was asked for")
	}
	d.Choose("原因", "清洁")
	d.Tap("关闭 羽毛球1 10:00–11:00")
	d.Want("有 1 单预约在这段时间里，请先改期：Y-1123-001 羽毛球1 10:00–11:00")
	d.tapCell("bad1", "15:00")
	d.Tap("关闭 羽毛球1 15:00–16:00")
	d.Want("羽毛球1 15:00–16:00", "清洁")
}

func TestVenuesAreToldWithOneTapEach(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	d.chip(d.s.tabs, "知会 2")
	first := tellingID(d.s.tellings[0])
	d.Act(first, "told")
	if d.s.telling.whom.Fault() == "" || len(d.s.tellings) != 2 {
		t.Error("nobody was named")
	}
	d.Choose("知会了谁", "江羽样")
	d.Act(first, "told")
	if len(d.s.tellings) != 1 || sh.LastToast() != "已知会江羽样。" {
		t.Error(d.s.tellings, sh.LastToast())
	}
	n, err := d.book.Notices(context.Background(), data.NoticeFilter{Booking: "ma"})
	if err != nil || n[0].AckedBy != "jiang" || n[0].Told != "staff-an" {
		t.Error(n, err)
	}
}

func TestTheNextDaysLedgersAreHandedOut(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	d.s.turnTo(data.BookingFilter{From: "2026-11-24"})
	d.Settle()
	d.s.choose([]pick{{"bad2", data.SlotOf(bookingTime("10:00").Add(24 * time.Hour)), data.SlotOf(bookingTime("11:00").Add(24 * time.Hour))}})
	d.Settle()
	d.Want("11月24日 周二")
	d.Type("来电人", "王")
	d.s.form.submit()
	d.Settle()
	d.chip(d.s.tabs, "台账")
	d.Want("11月24日台账", "共 1 单 2 人")
	d.Choose("场馆签收", "江羽样")
	d.Act("bad", "sign")
	d.Want("江羽样 09:05 已签收")
	d.Tap("打印各场馆台账")
	if g := sh.Goings[len(sh.Goings)-1]; g != (screen.Print{Record: "ledger", From: "2026-11-24", To: "2026-11-24"}) {
		t.Error(g)
	}
}

func TestSeveralAreChosenByFingerAndByKey(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	g := d.s.view.grid
	d.dragTo(d.at("bad1", "11:00"), d.at("bad1", "12:30"), true)
	if want := []pick{{"bad1", data.SlotOf(bookingTime("11:00")), data.SlotOf(bookingTime("13:00"))}}; !slices.Equal(d.s.picks, want) {
		t.Error("a finger that rested first chooses:", d.s.picks)
	}
	before := d.s.view.scroll.Offset()
	d.dragTo(d.at("pp3", "11:00"), d.at("pp3", "10:00"), false)
	if d.s.view.scroll.Offset() <= before || len(d.s.picks) != 1 || d.s.picks[0].Court != "bad1" {
		t.Error("a finger that goes on moves the view")
	}
	d.s.view.scroll.ScrollToTop()
	d.dragTo(d.at("bad1", "12:00"), d.at("bad1", "11:30"), false)
	if n := d.s.picks[0].To - d.s.picks[0].From; n != 2 {
		t.Error("what is chosen is made shorter by its end:", n)
	}
	d.dragTo(d.at("pp3", "10:00"), d.at("pp3", "10:00").AddXY(4, 5), false)
	if d.s.picks[0].Court != "pp3" {
		t.Error("a finger that trembles taps:", d.s.picks)
	}
	d.dragTo(d.at("bad1", "14:00"), d.at("bad2", "14:00"), false)
	if len(d.s.picks) != 2 {
		t.Error("sideways takes several courts:", d.s.picks)
	}
	// By keys alone.
	d.s.Escape()
	sh.Canvas().Focus(g)
	g.cursor.col, g.cursor.slot = 0, data.SlotOf(bookingTime("10:30"))
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeySpace} {
		d.Key(k)
	}
	g.TypedRune('+')
	d.Want("预约 羽毛球1 11:00–12:30")
	g.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	d.Key(fyne.KeyRight)
	g.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if len(d.s.picks) != 2 {
		t.Error(d.s.picks)
	}
	d.Key(fyne.KeyPageDown)
	if d.s.day != "2026-11-24" || len(d.s.picks) != 0 {
		t.Error(d.s.day)
	}
}

func TestWhatIsHalfTypedIsKept(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	d.tapCell("bad1", "12:00")
	d.Type("来电人", "王")
	d.Choose("需要", "陪打")
	d.Step("人数", 4)
	again := newBookings(d.book, sh)
	screentest.Open(t, sh, again)
	f := again.form
	if f.name.Text() != "王" || f.needs.Selected() != "partner" || f.party.Value() != 4 || len(again.picks) != 1 || f.give.Text() != "预约 羽毛球1 12:00–13:00" {
		t.Errorf("%q %q %d %v %q", f.name.Text(), f.needs.Selected(), f.party.Value(), again.picks, f.give.Text())
	}
}

func TestAKnownGuestIsOfferedMasked(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	d.tapCell("bad1", "12:00")
	d.Type("来电人", "欧阳")
	d.Want("欧**")
	d.Tap("欧**")
	if d.s.form.name.Text() != "欧阳䶮" || d.s.form.visitor == "" {
		t.Error(d.s.form.name.Text(), d.s.form.visitor)
	}
}

func TestTimeGoesBy(t *testing.T) {
	sh := screentest.NewShell(t)
	d := openBookings(t, sh)
	d.tapCell("bad1", "09:00")
	d.Want("预约 羽毛球1 09:00–10:00")
	d.Wait(70 * time.Minute) // 10:15
	if len(d.s.picks) != 0 {
		t.Error("what is past is still chosen:", d.s.picks)
	}
	d.Want("已过 15 分·4人·未知会", "超时 15 分")
	d.chip(d.s.form.length, "1.5")
	d.tapCell("bad1", "12:00")
	d.Want("预约 羽毛球1 12:00–13:30")
	d.chip(d.s.form.length, "0.5")
	d.Want("预约 羽毛球1 12:00–12:30")
}

func TestVenueStaffMoveBookingsOnButDoNotTakeThem(t *testing.T) {
	sh := screentest.NewShell(t)
	sh.Person = data.Staff{ID: "jiang", Name: "江羽样", Role: data.VenueStaff}
	d := openBookings(t, sh)
	if d.s.tab() != tabTell || kittest.Has(d.s.tabs, "预约") {
		t.Error(d.s.tab())
	}
	d.tapCell("bad1", "12:00")
	if len(d.s.picks) != 0 {
		t.Error("venue staff chose a time to book")
	}
	d.tapCell("bad1", "10:00")
	if kittest.Has(d.Root(), "改期") || kittest.Has(d.Root(), "取消预约") {
		t.Error("venue staff may not move or cancel")
	}
	d.Tap("到场")
	if b := d.booking("ma"); b.Status != data.Arrived {
		t.Error(b.Status, sh.Toasts)
	}
}
