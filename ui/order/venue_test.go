package order

import (
	"context"
	"testing"

	"yingbin/data"
	"yingbin/ui/screen/officetest"
)

// Beside a court its staff order to it: the screen opens with the court, and
// where none was named the courts stand first.
func TestDrinksAreOrderedBesideTheCourt(t *testing.T) {
	h := officetest.NewBar(t)
	sh := h.Tablet(1280, "zh")
	sh.Person = data.Staff{ID: "staff-jiang", Name: "江羽样", Role: data.VenueStaff}
	s := newOrder(h, sh, venues)
	st := h.Stage(s, 800)
	if first := s.pick.boards[placeCourt]; first.Position().Y > s.pick.boards[placeTaken].Position().Y || len(first.Tiles()) < 10 {
		t.Error("the courts don't stand first")
	}
	s.begin(&data.PlaceOrder{Place: "court-bad1"})
	st.Settle()
	st.Want("羽毛球1")
	st.Tap("瓶装")
	st.TapIn("drink-mineral")
	st.Tap("下单 · 1 杯")
	list, err := h.Orders(context.Background(), data.OrderFilter{Place: "court-bad1", By: "staff-jiang"})
	if err != nil || len(list) != 1 || list[0].Station != venues {
		t.Fatal(list, err, sh.Toasts)
	}
	h.Act("staff-jiang", &data.MoveOrder{Order: list[0].ID, To: "court-bad2"})
}
