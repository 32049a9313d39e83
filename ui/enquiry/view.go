package enquiry

import (
	"slices"
	"strings"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
)

// enquiryView is what the 咨询 screen shows, read in one go.
type enquiryView struct {
	open   []data.Enquiry // the oldest first
	recent []data.Enquiry // of the last days, the newest first
	staff  []data.Staff
	names  map[data.ID]string
}

// waiting gives what is open, the first due first.
func (v enquiryView) waiting() []data.Enquiry {
	list := slices.Clone(v.open)
	slices.SortStableFunc(list, func(a, b data.Enquiry) int { return int(a.Due - b.Due) })
	return list
}

// people are those a question may be passed to: consultants and reception know
// most, then the supervisor; never the one who asks.
func (v enquiryView) people(me data.ID) []kit.Choice {
	var list []kit.Choice
	for _, role := range []data.Role{data.Consultant, data.Supervisor, data.Reception, data.Engineering} {
		for _, s := range v.staff {
			if !s.Gone && s.Role == role && s.ID != me {
				list = append(list, kit.Choice{Code: string(s.ID), Label: s.Name})
			}
		}
	}
	return list
}

// rows gives enquiries as rows: who asked what, and how far it is.
func (v enquiryView) rows(say paper.Say, c data.Calendar, now data.Time, list []data.Enquiry) []kit.Item {
	items := make([]kit.Item, len(list))
	for i, e := range list {
		it := kit.Item{ID: string(e.ID), Title: strings.Join(strings.Fields(e.Question), " ")}
		if e.Question == "" {
			it.Title = data.ShortNumber(e.Number)
		}
		parts := []string{Enquirer(say, e)}
		if e.Open() { // when and by whom first: the row may be too short for all
			parts = append([]string{say("enquiry.dueAt", shortStamp(c, now, e.Due)), v.passed(e)}, parts...)
			it.Actions = []kit.ItemAction{{ID: "answer", Label: say("enquiry.answer"), Tone: kit.TonePrimary}}
		} else {
			parts = append(parts, say("enquiry.answeredBy", v.names[e.AnsweredBy], shortStamp(c, now, e.AnsweredAt)))
		}
		it.Sub = strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
		it.Badge, it.Tone = enquiryBadge(say, now, e)
		items[i] = it
	}
	return items
}

// passed names whoever is to answer.
func (v enquiryView) passed(e data.Enquiry) string {
	if e.PassedTo != "" {
		return v.names[e.PassedTo]
	}
	return e.Passed
}

// enquiryBadge says how far a question is.
func enquiryBadge(say paper.Say, now data.Time, e data.Enquiry) (string, kit.Tone) {
	switch {
	case e.Late(now):
		return say("enquiry.state.late"), kit.ToneLate
	case e.Open():
		return say("enquiry.state.open"), kit.ToneSoon
	}
	return say("enquiry.state.answered"), kit.ToneGood
}

// shortStamp gives a moment with its date when it is not of today.
func shortStamp(c data.Calendar, now, t data.Time) string {
	if c.Day(now) == c.Day(t) {
		return c.Clock(t)
	}
	return c.Stamp(t)[5:]
}

// The codes of when an answer is promised.
var enquiryDues = []string{"hour", "close", "tomorrow", "three", "week"}

// dueAt gives the moment of a promise: in an hour, before closing, tomorrow at
// noon, or at closing in three days or a week. Where closing is near or past,
// before closing is the next day's.
func dueAt(set data.Settings, now data.Time, code string) data.Time {
	c := set.Calendar
	day := c.Day(now)
	closing := func(d data.Day) data.Time { return c.At(d, set.Closes) }
	switch code {
	case "hour":
		return now.Add(time.Hour)
	case "close":
		if t := closing(day); t > now {
			return t
		}
		return closing(day.Plus(1))
	case "tomorrow":
		return c.At(day.Plus(1), 12*60)
	case "three":
		return closing(day.Plus(3))
	case "week":
		return closing(day.Plus(7))
	}
	return 0
}
