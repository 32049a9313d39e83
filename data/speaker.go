package data

import (
	"fmt"
	"strings"
	"time"
)

// Speaker says words in one language, to somebody who reads them on a day.
type Speaker struct {
	Say      Say
	Calendar Calendar
	Today    Day
	Staff    map[ID]string // names
}

// Word says a word.
func (s Speaker) Word(w Word) string {
	if w.Key == "" {
		return s.beside(w.Args)
	}
	args := make([]any, len(w.Args))
	for i, a := range w.Args {
		args[i] = s.argument(a)
	}
	return s.Say(w.Key, args...)
}

// beside puts what is not empty side by side.
func (s Speaker) beside(parts []any) string {
	var said []string
	for _, p := range parts {
		if text := fmt.Sprint(s.argument(p)); text != "" {
			said = append(said, text)
		}
	}
	return strings.Join(said, " · ")
}

// argument says what stands in a sentence; texts and numbers stay as they are.
func (s Speaker) argument(a any) any {
	switch v := a.(type) {
	case Word:
		return s.Word(v)
	case Time:
		return s.Moment(v)
	case Day:
		return NearDay(s.Say, s.Today, v)
	case time.Duration:
		return Length(s.Say, v)
	case Hours:
		return s.hours(v)
	case ID:
		return s.Staff[v]
	case Named:
		return GuestName(s.Say, v.Name, v.Title)
	}
	return a
}

// Moment says a moment: the time today, with the day yesterday and tomorrow, and
// farther off the day alone.
func (s Speaker) Moment(t Time) string {
	switch d := s.Calendar.Day(t); s.Today.DaysUntil(d) {
	case 0:
		return s.Calendar.Clock(t)
	case -1, 1:
		return NearDay(s.Say, s.Today, d) + " " + s.Calendar.Clock(t)
	default:
		return NearDay(s.Say, s.Today, d)
	}
}

// hours says from when to when, with the day where it is not today.
func (s Speaker) hours(h Hours) string {
	span := s.Calendar.Clock(h.From) + "–" + s.Calendar.Clock(h.To)
	if d := s.Calendar.Day(h.From); d != s.Today {
		return NearDay(s.Say, s.Today, d) + " " + span
	}
	return span
}

// NearDay says 昨天, 今天, 明天, or the date.
func NearDay(say Say, today, d Day) string {
	switch today.DaysUntil(d) {
	case -1:
		return say("common.yesterday")
	case 0:
		return say("common.today")
	case 1:
		return say("common.tomorrow")
	}
	return ShortDay(say, d)
}

// ShortDay says 11月23日.
func ShortDay(say Say, d Day) string {
	t := d.Date()
	return say("common.date.md", int(t.Month()), t.Day())
}

// GuestName is a guest's name as it is said: with the title where it belongs.
func GuestName(say Say, name, title string) string {
	if name == "" || title == "" {
		return name
	}
	return say("common.named."+title, name)
}

// Length is a length of time in words, in whole minutes.
func Length(say Say, d time.Duration) string {
	m := int(d / time.Minute)
	switch {
	case m < 60:
		return say("common.minutes", m)
	case m < 24*60 && m%60 == 0:
		return say("common.hours", m/60)
	case m < 24*60:
		return say("common.hoursMinutes", m/60, m%60)
	}
	return say("common.days", m/(24*60))
}
