package booking_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/booking"
	"yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

// ledgerOffice is an office with two busy venues and one without bookings.
type ledgerOffice struct {
	bookings []data.Booking
	closures []data.Closure
	notices  []data.Notice
	acks     []data.Ledger
}

func (o ledgerOffice) Bookings(_ context.Context, f data.BookingFilter) ([]data.Booking, error) {
	return slices.DeleteFunc(slices.Clone(o.bookings), func(b data.Booking) bool { return b.Day < f.From || b.Day > f.To }), nil
}
func (o ledgerOffice) Closures(context.Context, data.Time, data.Time) ([]data.Closure, error) {
	return o.closures, nil
}
func (o ledgerOffice) Notices(context.Context, data.NoticeFilter) ([]data.Notice, error) {
	return o.notices, nil
}
func (o ledgerOffice) Ledgers(context.Context, data.Day) ([]data.Ledger, error) { return o.acks, nil }
func (o ledgerOffice) Venues(context.Context) ([]data.Venue, error) {
	return []data.Venue{{ID: "bad", Name: "羽毛球"}, {ID: "tt", Name: "乒乓球"}, {ID: "child", Name: "儿童游戏室"}}, nil
}
func (o ledgerOffice) Courts(context.Context) ([]data.Court, error) {
	return []data.Court{{ID: "b1", Venue: "bad", Name: "羽毛球1"}, {ID: "t2", Venue: "tt", Name: "乒乓球2"}, {ID: "kids", Venue: "child", Name: "儿童游戏室", Counted: true}}, nil
}
func (o ledgerOffice) Staff(context.Context) ([]data.Staff, error) {
	return []data.Staff{{ID: "jiang", Name: "江羽样"}, {ID: "gu", Name: "顾一样"}}, nil
}

const ledgerDay = data.Day("2026-11-24")

func ledgerAsk() paper.Ask {
	a := papertest.Ask()
	a.From, a.To = ledgerDay, ledgerDay
	a.Now = a.Settings.Calendar.At("2026-11-23", 17*60+50)
	return a
}

func ledgerBooking(id, venue, court, name, title, from, to string) data.Booking {
	cal := data.Settings{}.Defaults().Calendar
	at := func(s string) data.Time {
		return cal.At(ledgerDay, data.Minutes(int(s[0]-'0')*600+int(s[1]-'0')*60+int(s[3]-'0')*10))
	}
	return data.Booking{ID: data.ID(id), Number: "Y-20261123-001", Venue: data.ID(venue), Court: data.ID(court), Name: name, Title: title,
		Day: ledgerDay, Starts: at(from), Ends: at(to), People: 2, How: "phone", Status: data.Booked, Phone: "13800135678"}
}

func busyOffice() ledgerOffice {
	one := ledgerBooking("1", "bad", "b1", "欧阳䶮", "mr", "09:00", "10:00")
	one.Needs = data.Needs{Shoes: []string{"42", "43"}, Socks: 2, Rackets: 2, Scoring: true, Partner: true, Drinks: "龙井 2、温水"}
	one.Voucher, one.Moved = "QH-20261124-017", 1
	two := ledgerBooking("2", "bad", "b1", "𬬻小满", "ms", "10:00", "11:30")
	two.How, two.Consultant, two.Note = "consultant", "gu", "生日，带蛋糕🎂"
	gone := ledgerBooking("3", "bad", "b1", "钱取消", "mr", "12:00", "13:00")
	gone.Status = data.Cancelled
	four := ledgerBooking("4", "child", "kids", "𠮷引宾", "", "10:30", "11:30")
	four.Guardian, four.People, four.Phone = "吉女士，书吧 2 座", 3, ""
	cal := data.Settings{}.Defaults().Calendar
	return ledgerOffice{
		bookings: []data.Booking{one, two, gone, four},
		closures: []data.Closure{{ID: "c", Court: "b1", Starts: cal.At(ledgerDay, 840), Ends: cal.At(ledgerDay, 900), Reason: "cleaning"},
			{ID: "d", Court: "t2", Starts: cal.At(ledgerDay, 840), Ends: cal.At(ledgerDay, 900), Reason: "repair"}},
		acks: []data.Ledger{{ID: "k", Venue: "bad", Day: ledgerDay, By: "jiang", At: cal.At("2026-11-23", 18*60+5)}},
	}
}

func TestEachVenueGetsALedgerOfItsOwn(t *testing.T) {
	for _, lang := range assets.Langs() {
		a := ledgerAsk()
		a.Lex = assets.Words(lang)
		d := papertest.Make(t, booking.Papers(busyOffice()), "ledger", a)
		papertest.Whole(t, d)
		if len(d.Pages) != 2 {
			t.Fatal("two venues have bookings, pages:", len(d.Pages))
		}
		first, second := strings.Join(papertest.On(d.Pages[0]), "\n"), strings.Join(papertest.On(d.Pages[1]), "\n")
		for _, want := range []string{"欧阳䶮", "𬬻小满", "〔U+1F382〕", "5678", "QH-1124-017", "江羽样", "2026-11-23 18:05", "顾一样", "42 43"} {
			if !strings.Contains(first, want) {
				t.Errorf("%s: %q is not on the badminton page:\n%s", lang, want, first)
			}
		}
		for _, not := range []string{"钱取消", "13800135678", "乒乓球2", "𠮷引宾", "⟦"} {
			if strings.Contains(first, not) {
				t.Errorf("%s: %q stands on the badminton page", lang, not)
			}
		}
		if !strings.Contains(second, "𠮷引宾") || !strings.Contains(second, "吉女士") {
			t.Error(second)
		}
	}
}

func TestOneSheetTakesAllVenues(t *testing.T) {
	d := papertest.Make(t, booking.Papers(busyOffice()), "ledger-combined", ledgerAsk())
	papertest.Whole(t, d)
	text := strings.Join(papertest.On(d.Pages[0]), "\n")
	if len(d.Pages) != 1 || !strings.Contains(text, "欧阳䶮") || !strings.Contains(text, "𠮷引宾") || strings.Contains(text, "乒乓球签收") || !strings.Contains(text, "儿童游戏室签收") {
		t.Error(len(d.Pages), text)
	}
}

func TestALedgerSaysThatItChanged(t *testing.T) {
	o := busyOffice()
	o.notices = []data.Notice{{Booking: "2", Venue: "bad", What: data.NoticeMoved, At: o.acks[0].At + 1}}
	d := papertest.Make(t, booking.Papers(o), "ledger", ledgerAsk())
	if !strings.Contains(strings.Join(papertest.On(d.Pages[0]), ""), "其后有变动") {
		t.Error("the ledger was acknowledged before the move")
	}
}

func TestALedgerOfOneVenueAndOfNone(t *testing.T) {
	a := ledgerAsk()
	a.ID = "child"
	if d := papertest.Make(t, booking.Papers(busyOffice()), "ledger", a); len(d.Pages) != 1 || strings.Contains(d.Text(), "欧阳䶮") {
		t.Error(d.Text())
	}
	d := papertest.Make(t, booking.Papers(ledgerOffice{}), "ledger", ledgerAsk())
	papertest.Whole(t, d)
	if !strings.Contains(d.Text(), "本期无记录") {
		t.Error(d.Text())
	}
}

func TestALongLedgerRepeatsItsHead(t *testing.T) {
	var o ledgerOffice
	for range 120 {
		o.bookings = append(o.bookings, busyOffice().bookings[0])
	}
	d := papertest.Make(t, booking.Papers(o), "ledger", ledgerAsk())
	papertest.Whole(t, d)
	for n := range d.Pages {
		if text := strings.Join(papertest.On(d.Pages[n]), "\n"); !strings.Contains(text, "姓名称呼") && n < len(d.Pages)-1 {
			t.Error("no head on page", n+1)
		}
	}
}
