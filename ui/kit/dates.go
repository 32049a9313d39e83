package kit

import (
	"strconv"
	"time"

	"yingbin/data"
)

// Words gives the text of a key in the current language: the Shell, or the
// word files themselves.
type Words interface {
	Say(key string, args ...any) string
}

// Weekday gives 周一.
func Weekday(w Words, d data.Day) string {
	return w.Say("common.weekday." + strconv.Itoa(int(d.Date().Weekday())))
}

// DayName gives 11月23日 周一.
func DayName(w Words, d data.Day) string {
	t := d.Date()
	return w.Say("common.date.mdw", int(t.Month()), t.Day(), int(t.Weekday()))
}

// ShortDay gives 11月23日.
func ShortDay(w Words, d data.Day) string { return data.ShortDay(w.Say, d) }

// NearDay gives 昨天, 今天, 明天, or the date.
func NearDay(w Words, today, d data.Day) string { return data.NearDay(w.Say, today, d) }

// MonthName gives 2026年11月.
func MonthName(w Words, year int, m time.Month) string {
	return w.Say("common.date.ym", year, int(m))
}

// firstOfMonth gives the first day of the month n months after d's: never by
// adding a month to a 31st.
func firstOfMonth(d data.Day, n int) data.Day {
	t := d.Date()
	return data.Day(time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
}

// daysOfMonth lists the six weeks, from a Monday, that show d's month.
func daysOfMonth(d data.Day) [42]data.Day {
	first := firstOfMonth(d, 0)
	back := (int(first.Date().Weekday()) + 6) % 7
	var all [42]data.Day
	for i := range all {
		all[i] = first.Plus(i - back)
	}
	return all
}

// sameMonth gives the day n months away, the last of its month where that is shorter.
func sameMonth(d data.Day, n int) data.Day {
	first := firstOfMonth(d, n)
	last := firstOfMonth(d, n+1).Plus(-1)
	day := first.Plus(d.Date().Day() - 1)
	if day > last {
		return last
	}
	return day
}
