package today

import (
	"testing"

	"yingbin/data"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

func TestTodayMarksWhatWaits(t *testing.T) {
	now := todayAt(-107)
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
	if f.expected(f.bookings[1]) || !f.expected(f.bookings[0]) {
		t.Error("what waits is expected for sure")
	}
}
