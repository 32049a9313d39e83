package data

import (
	"math/rand/v2"
	"testing"
	"time"
)

func calendarOf(t *testing.T, zone string, cutoff Minutes) Calendar {
	t.Helper()
	z, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	return Calendar{Zone: z, Cutoff: cutoff}
}

func TestADayEndsAtTheCutoff(t *testing.T) {
	c := calendarOf(t, "Asia/Shanghai", 4*60)
	for text, want := range map[string]Day{
		"2026-11-23 03:59": "2026-11-22", "2026-11-23 04:00": "2026-11-23", "2026-11-23 23:59": "2026-11-23",
		"2026-11-24 00:30": "2026-11-23", "2027-01-01 03:00": "2026-12-31", "2028-03-01 01:00": "2028-02-29",
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", text, c.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Day(TimeOf(at)); got != want {
			t.Errorf("%s belongs to %s, not %s", text, got, want)
		}
		if c.Stamp(TimeOf(at)) != text || c.Clock(TimeOf(at)) != text[11:] || c.MinutesOf(TimeOf(at)).String() != text[11:] {
			t.Errorf("%s is shown as %s", text, c.Stamp(TimeOf(at)))
		}
	}
	if got := c.Stamp(c.At("2026-11-23", 90)); got != "2026-11-24 01:30" {
		t.Error("half past one of that night is", got)
	}
	if got := c.Stamp(c.At("2026-11-23", 24*60)); got != "2026-11-24 00:00" {
		t.Error("24:00 is", got)
	}
}

// In every zone, clocks changing or not, days follow each other without a gap
// and hold exactly their own moments.
func TestEveryMomentHasOneDay(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, zone := range []string{"Asia/Shanghai", "UTC", "America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Beirut", "Africa/Casablanca", "Pacific/Chatham", "America/St_Johns", "Asia/Kathmandu"} {
		for _, cutoff := range []Minutes{0, 30, 150, 240, 540} {
			c := calendarOf(t, zone, cutoff)
			for d := Day("2017-12-30"); d < "2019-03-01"; d = d.Plus(1) {
				from, to := c.Bounds(d)
				if next, _ := c.Bounds(d.Plus(1)); to != next || to <= from {
					t.Fatalf("%s %d: %s ends at %d, the next begins at %d", zone, cutoff, d, to, next)
				}
				for _, at := range []Time{from, to - 1, from + Time(rnd.Int64N(int64(to-from)))} {
					if got := c.Day(at); got != d {
						t.Fatalf("%s %d: %s belongs to %s, not to %s", zone, cutoff, c.Stamp(at), got, d)
					}
				}
			}
		}
	}
}

func TestDaysAreCounted(t *testing.T) {
	if d := Day("2026-01-31").Plus(1); d != "2026-02-01" {
		t.Error(d)
	}
	if n := Day("2026-02-27").DaysUntil("2026-03-02"); n != 3 {
		t.Error(n)
	}
	if n := Day("2026-03-02").DaysUntil("2026-02-27"); n != -3 {
		t.Error(n)
	}
	for _, d := range []Day{"", "2026-02-30", "2026-2-3", "2026-11-23 ", "昨天"} {
		if d.Valid() {
			t.Errorf("%q is a day", d)
		}
	}
}

func TestHalfHours(t *testing.T) {
	at := TimeOf(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC))
	if s := SlotOf(at); s.Start() != at || s.End() != at.Add(30*time.Minute) || SlotOf(at-1) != s-1 || !OnSlot(at) || OnSlot(at+1) {
		t.Error(s)
	}
	if n := len(Slots(at, at.Add(90*time.Minute))); n != 3 {
		t.Error(n)
	}
	if n := len(Slots(at.Add(time.Minute), at.Add(31*time.Minute))); n != 2 {
		t.Error("a span that touches two half hours gives", n)
	}
	if n := len(Slots(at, at)); n != 0 {
		t.Error(n)
	}
	if d := at.Add(time.Hour).Sub(at); d != time.Hour {
		t.Error(d)
	}
}
