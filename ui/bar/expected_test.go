package bar

import (
	"context"
	"slices"
	"testing"
	"time"

	"yingbin/data"
)

func TestExpectedTellsNoPhones(t *testing.T) {
	h := newOrderHouse(t)
	offers, err := h.Offers(context.Background(), "court-bad1", data.TimeOf(h.now.Truncate(time.Hour).Add(time.Hour)), data.TimeOf(h.now.Truncate(time.Hour).Add(2*time.Hour)), 3, 1)
	if err != nil || len(offers) != 1 {
		t.Fatal(offers, err)
	}
	free := offers[0]
	h.do(an, &data.Book{Act: data.NewID(), Visitor: data.NewID(), Name: "钱", Title: "mr", Phone: "13800009999", How: "phone", People: 3,
		Needs: data.Needs{Drinks: "三杯龙井"}, Spans: []data.Span{{Booking: data.NewID(), Court: free.Court, Start: free.Start, End: free.End}}})
	h.tablet(1024, "zh")
	s := newExpected(h, h.sh)
	st := h.stage(s, 768)
	st.Want("钱先生", "饮品：三杯龙井")
	if st.Has("9999") {
		t.Error("a phone is shown at the bar")
	}
	i := slices.IndexFunc(s.rows, func(r expectedRow) bool { return r.Name == "钱" })
	st.TapIn(string(s.rows[i].ID))
	if len(h.sh.Goings) != 1 || h.sh.Goings[0].(*data.PlaceOrder).Place != free.Court {
		t.Error(h.sh.Goings)
	}
	st.Tap("明天")
	if st.Has("三杯龙井") {
		t.Error("today's on tomorrow's list")
	}
}
