package screen

import (
	"strings"

	"yingbin/data"
)

// WithWarnings adds to a sentence what a receipt lets be known.
func WithWarnings(say data.Say, text string, r data.Receipt) string {
	for _, w := range r.Warnings {
		text = strings.TrimSpace(text + "\n" + say(w.Key, w.Args...))
	}
	return text
}

// Clock gives a moment as a board says it: with its date when it is not
// today's.
func Clock(c data.Calendar, now, t data.Time) string {
	if c.Day(t) == c.Day(now) {
		return c.Clock(t)
	}
	return c.Local(t).Format("01-02 15:04")
}

// ShortClock gives a moment where there is little room: the clock today, else the
// date.
func ShortClock(c data.Calendar, now, t data.Time) string {
	if c.Day(t) == c.Day(now) {
		return c.Clock(t)
	}
	return c.Local(t).Format("01-02")
}

// SideWidth is the width of the panel at the right of a list that fills the rest.
func SideWidth(sh Shell) float32 {
	if sh.Compact() {
		return 316
	}
	return 344
}
