package booking

import (
	"context"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/kit"
	"yingbin/ui/screen/screentest"
)

// unsure is a book on a device that is offline: two of its bookings were taken
// without the hub.
type unsure struct{ *registers.Book }

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
