package data

import (
	"fmt"
	"time"
)

// Time is a moment in UTC milliseconds since 1970; 0 is "not yet".
type Time int64

// TimeOf gives the moment of a time.Time.
func TimeOf(t time.Time) Time { return Time(t.UnixMilli()) }

// Std gives the moment as a time.Time in UTC.
func (t Time) Std() time.Time { return time.UnixMilli(int64(t)).UTC() }

// Add moves the moment by d.
func (t Time) Add(d time.Duration) Time { return t + Time(d.Milliseconds()) }

// Sub gives the time that passed from u to t.
func (t Time) Sub(u Time) time.Duration { return time.Duration(t-u) * time.Millisecond }

// IsZero reports "not yet".
func (t Time) IsZero() bool { return t == 0 }

// Day is a business day as "2006-01-02": the local date of (moment − cut-off).
type Day string

// Valid reports whether the day is a date of the calendar.
func (d Day) Valid() bool {
	_, err := time.Parse(time.DateOnly, string(d))
	return err == nil
}

// Date gives the date at midnight UTC, for arithmetic and names only.
func (d Day) Date() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

// Plus gives the day n days later (earlier when n is negative).
func (d Day) Plus(n int) Day { return Day(d.Date().AddDate(0, 0, n).Format(time.DateOnly)) }

// DaysUntil counts the days from d to e.
func (d Day) DaysUntil(e Day) int { return int(e.Date().Sub(d.Date()).Hours() / 24) }

// SlotLength is the length of the unit of booking.
const SlotLength = 30 * time.Minute

// Slot is a half hour: UTC milliseconds / 1,800,000.
type Slot int64

// SlotOf gives the half hour that holds t.
func SlotOf(t Time) Slot { return Slot(t / Time(SlotLength.Milliseconds())) }

// Start is the moment the half hour begins.
func (s Slot) Start() Time { return Time(s) * Time(SlotLength.Milliseconds()) }

// End is the moment the half hour is over.
func (s Slot) End() Time { return (s + 1).Start() }

// OnSlot reports whether t is the start of a half hour.
func OnSlot(t Time) bool { return t%Time(SlotLength.Milliseconds()) == 0 }

// Slots lists the half hours of [from, to).
func Slots(from, to Time) []Slot {
	var all []Slot
	for s := SlotOf(from); s.Start() < to; s++ {
		all = append(all, s)
	}
	return all
}

// Minutes is a time of day in minutes from midnight, 0 to 1,440.
type Minutes int

// String gives "09:30".
func (m Minutes) String() string { return fmt.Sprintf("%02d:%02d", int(m)/60, int(m)%60) }

// Calendar shows moments as the office sees them: in its zone, with days that
// end at the cut-off and not at midnight.
type Calendar struct {
	Zone   *time.Location
	Cutoff Minutes
}

// Local gives the moment on the office's clock.
func (c Calendar) Local(t Time) time.Time { return t.Std().In(c.Zone) }

// Day gives the business day of a moment.
func (c Calendar) Day(t Time) Day {
	d := Day(c.Local(t).Format(time.DateOnly))
	// A night in which the clocks change is not as long as the others: the bounds
	// decide, not a subtraction.
	if from, to := c.Bounds(d); t < from {
		return d.Plus(-1)
	} else if t >= to {
		return d.Plus(1)
	}
	return d
}

// At gives the moment of a time of day on a business day. Times before the
// cut-off belong to the night after the day's date.
func (c Calendar) At(d Day, m Minutes) Time {
	y, mo, da := d.Date().Date()
	if m < c.Cutoff {
		da++
	}
	return TimeOf(time.Date(y, mo, da, int(m)/60, int(m)%60, 0, 0, c.Zone))
}

// Bounds gives the first moment of a business day and the first of the next.
func (c Calendar) Bounds(d Day) (from, to Time) {
	return c.At(d, c.Cutoff), c.At(d.Plus(1), c.Cutoff)
}

// Clock gives "15:04".
func (c Calendar) Clock(t Time) string { return c.Local(t).Format("15:04") }

// MinutesOf gives the time of day of a moment.
func (c Calendar) MinutesOf(t Time) Minutes {
	l := c.Local(t)
	return Minutes(l.Hour()*60 + l.Minute())
}

// Stamp gives "2006-01-02 15:04".
func (c Calendar) Stamp(t Time) string { return c.Local(t).Format("2006-01-02 15:04") }
