package booking

import (
	"context"
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

func TestExpectedTellsNoPhones(t *testing.T) {
	h := officetest.NewBar(t)
	offers, err := h.Offers(context.Background(), "court-bad1", data.TimeOf(h.Now.Truncate(time.Hour).Add(time.Hour)), data.TimeOf(h.Now.Truncate(time.Hour).Add(2*time.Hour)), 3, 1)
	if err != nil || len(offers) != 1 {
		t.Fatal(offers, err)
	}
	free := offers[0]
	h.Act(officetest.An, &data.Book{Act: data.NewID(), Visitor: data.NewID(), Name: "钱", Title: "mr", Phone: "13800009999", How: "phone", People: 3,
		Needs: data.Needs{Drinks: "三杯龙井"}, Spans: []data.Span{{Booking: data.NewID(), Court: free.Court, Start: free.Start, End: free.End}}})
	h.Tablet(1024, "zh")
	s := newExpected(h, h.Sh)
	st := h.Stage(s, 768)
	st.Want("钱先生", "饮品：三杯龙井")
	if st.Has("9999") {
		t.Error("a phone is shown at the bar")
	}
	i := slices.IndexFunc(s.rows, func(r expectedRow) bool { return r.Name == "钱" })
	st.TapIn(string(s.rows[i].ID))
	if len(h.Sh.Goings) != 1 || h.Sh.Goings[0].(*data.PlaceOrder).Place != free.Court {
		t.Error(h.Sh.Goings)
	}
	st.Tap("明天")
	if st.Has("三杯龙井") {
		t.Error("today's on tomorrow's list")
	}
}

func TestExpectedLooksRight(t *testing.T) {
	officetest.BarLooks(t, "expected", func(t *testing.T, h *officetest.Bar, height float32) *screentest.Stage {
		return h.Stage(newExpected(h, h.Sh), height)
	})
}
