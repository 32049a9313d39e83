package sample_test

import (
	"strings"
	"testing"
	"time"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/sample"
)

func TestTheSampleStartsByDaylight(t *testing.T) {
	cal := data.Settings{}.Defaults().Calendar
	for clock, want := range map[string]string{"09:00": "10:52", "22:00": "10:52"} {
		if got := cal.Clock(data.TimeOf(sample.Daytime(at(t, clock).Std(), true)())); got != want {
			t.Errorf("at %s it shows %s", clock, got)
		}
	}
	now := at(t, "12:00").Std()
	if time.Until(sample.Daytime(now, false)()).Abs() > time.Minute {
		t.Error("by day it is not the true clock")
	}
}

func TestEveryStationOfTheSampleIsStaffed(t *testing.T) {
	for station, who := range map[string]data.ID{"reception": "staff-an", "bar": "staff-gu", "venue": "staff-jiang", "supervisor": "staff-chang"} {
		start, hint, err := sample.Start(assets.Office("people"), station, assets.Words("zh").Say)
		if err != nil || start.Staff != who || start.PIN == "" || !strings.Contains(hint, start.PIN) {
			t.Error(station, start.Staff, hint, err)
		}
	}
}
