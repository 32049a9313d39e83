package reception

import (
	"context"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/store"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// unsure is a book on a device that is offline: two of its bookings were taken
// without the hub.
type unsure struct{ *store.Book }

func (u unsure) BookingBoard(ctx context.Context, day data.Day) (data.Board, error) {
	b, err := u.Book.BookingBoard(ctx, day)
	for i := range b.Bookings {
		if id := b.Bookings[i].ID; id == "qian" || id == "he" {
			b.Bookings[i].Status = data.Tentative
		}
	}
	return b, err
}

func TestABookingTakenOfflineIsNeverShownAsSure(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		sh := screentest.NewShell(t)
		sh.Language = lang
		sh.Unsent = data.WaitingSet{"qian": true, "he": true, "wu": true}
		book := bookingBook(t, sh)
		sh.House = data.Settings{Name: "青禾样例会馆", VoucherPrefix: "QH"}.Defaults()
		s := newBookings(unsure{book}, sh)
		stage := screentest.OpenSized(t, sh, s, sh.Width-kit.Size(kit.SizeRail)-48, 768-60-48)
		say := assets.Words(lang).Say
		stage.Want(say("booking.status.tentative"), say("link.waits"))
		for _, k := range s.marker().marks(nil) {
			if (k.Booking == "qian" || k.Booking == "he") != (k.Kind == markTentative) {
				t.Errorf("%s is drawn as %v", k.Title, k.Kind)
			}
		}
		stage.Check()
		stage.Shoot(lang == "en", "tentative-"+lang+".png")
	}
}

func TestTodayMarksWhatWaits(t *testing.T) {
	now := bookingTime("09:05")
	f := todayFacts{now: now, settings: data.Settings{Name: "青禾样例会馆"}.Defaults(), bookings: []data.Booking{
		{ID: "sure", Name: "王", Title: "mr", Status: data.Booked, Starts: now.Add(3600e9), Ends: now.Add(7200e9)},
		{ID: "unsure", Name: "李", Title: "ms", Status: data.Tentative, Starts: now.Add(3600e9), Ends: now.Add(7200e9)},
	}}
	sh := screentest.NewShell(t)
	sh.Unsent = data.WaitingSet{"unsure": true}
	rows := screen.MarkItems(sh, (&todayRows{&f, sh}).arrivals())
	if len(rows) != 2 || rows[0].Waiting != "" || rows[1].Waiting != "待发" || rows[1].Badge != "待确认" {
		t.Errorf("%+v", rows)
	}
	if _, _, expected := f.figures(); expected != 1 {
		t.Errorf("%d are expected for sure", expected)
	}
}

func TestALoanThatWaitsIsMarkedOnItsTile(t *testing.T) {
	sh := screentest.NewShell(t)
	sh.Unsent = data.WaitingSet{"l": true}
	v := loanView{out: []data.Lending{{ID: "l", Item: "k1"}, {ID: "m", Item: "k2"}}}
	tiles := v.marked(sh, []kit.Tile{{ID: "k1"}, {ID: "k2"}})
	if tiles[0].Waiting != "待发" || tiles[1].Waiting != "" {
		t.Errorf("%+v", tiles)
	}
}
