package duty

import (
	"slices"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
)

// dutyView is what the 值班 screen shows of one day, read in one go.
type dutyView struct {
	day      data.DutyDay
	posts    []data.Post
	absences []data.Absence
	entries  []data.DutyEntry
	staff    []data.Staff
	most     time.Duration // the longest break
}

// name gives a person's name.
func (v dutyView) name(id data.ID) string {
	for _, s := range v.staff {
		if s.ID == id {
			return s.Name
		}
	}
	return ""
}

// entry finds a line by its id.
func (v dutyView) entry(id string) (data.DutyEntry, bool) {
	i := slices.IndexFunc(v.entries, func(e data.DutyEntry) bool { return string(e.ID) == id })
	if i < 0 {
		return data.DutyEntry{}, false
	}
	return v.entries[i], true
}

// The filters of the record.
const (
	dutyAll   = ""
	dutyTyped = "typed" // what somebody wrote
	dutyOdd   = "odd"   // what wants an eye
)

// rows gives the record, the newest line first.
func (v dutyView) rows(say paper.Say, c data.Calendar, filter string) []kit.Item {
	var rows []kit.Item
	for _, e := range slices.Backward(v.entries) {
		r := kit.Item{ID: string(e.ID), Lead: c.Clock(e.At), Title: kit.OneLine(EntryText(say, e)), Sub: say("duty.kind." + e.Kind)}
		if name := v.name(e.Staff); name != "" {
			r.Sub += " · " + name
		}
		if e.Result != "" {
			r.Sub += " · " + kit.OneLine(e.Result)
		}
		if r.Title == "" { // a call or a greeting that nobody said more of
			r.Title = say("duty.kind." + e.Kind)
		}
		odd := v.mark(say, c, e, &r)
		switch filter {
		case dutyTyped:
			if e.Source != "" {
				continue
			}
		case dutyOdd:
			if !odd {
				continue
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// mark puts what wants an eye on a row and reports whether it is an odd line.
func (v dutyView) mark(say paper.Say, c data.Calendar, e data.DutyEntry, r *kit.Item) bool {
	switch {
	case e.Told:
		r.Badge, r.Tone = say("duty.toldAt", c.Clock(e.ToldAt)), kit.ToneGood
		return true
	case e.Kind == "abnormal" && e.Source == "":
		r.Badge, r.Tone = say("duty.untold"), kit.ToneLate
		r.Actions = []kit.ItemAction{{ID: "told", Label: say("duty.tell"), Tone: kit.ToneLate}}
		return true
	case e.Kind == "break" && e.Key == "duty.line.breakLong":
		r.Badge, r.Tone = say("duty.overTime"), kit.ToneLate
		return true
	case e.Kind == "complaint":
		r.Badge, r.Tone = say("duty.kind.complaint"), kit.ToneSoon
		return true
	}
	return false
}

// onPost lists who is on post, with how long they have been away.
func (v dutyView) onPost(say paper.Say, c data.Calendar, now data.Time) []kit.Item {
	var rows []kit.Item
	for _, p := range v.posts {
		if !p.On() {
			continue
		}
		r := kit.Item{ID: string(p.ID), Title: v.name(p.Staff), Sub: say("duty.since", say("duty.post."+p.Post), c.Clock(p.Since)), Badge: say("duty.there"), Tone: kit.ToneGood}
		if a, away := data.AwayNow(v.absences, p.Staff); away {
			r.Badge, r.Tone = v.away(say, a, now)
			r.Sub = say("duty.standIn", v.name(a.StandIn))
			r.Actions = []kit.ItemAction{{ID: "back", Label: say("duty.back"), Tone: kit.TonePrimary}}
		} else {
			r.Actions = []kit.ItemAction{{ID: "break", Label: say("duty.kind.break")}, {ID: "away", Label: say("duty.kind.away")}}
			r.Badge = ""
		}
		rows = append(rows, r)
	}
	return rows
}

// nearlyOver is how long before its end a break takes the colour of what is due
// soon.
const nearlyOver = 3 * time.Minute

// away says how long somebody has been away, and of a break how much is left.
func (v dutyView) away(say paper.Say, a data.Absence, now data.Time) (string, kit.Tone) {
	gone := a.Length(now)
	switch left := v.most - gone; {
	case a.Kind != "break":
		return say("duty.awayFor", data.Length(say, gone)), kit.ToneAccent
	case left < 0:
		return say("duty.breakOver", data.Length(say, -left)), kit.ToneLate
	case left <= nearlyOver:
		return say("duty.breakFor", data.Length(say, gone)), kit.ToneSoon
	}
	return say("duty.breakFor", data.Length(say, gone)), kit.ToneGood
}

// past lists who was on post on a day that is over, from when to when.
func (v dutyView) past(say paper.Say, c data.Calendar) []kit.Item {
	rows := make([]kit.Item, len(v.posts))
	for i, p := range v.posts {
		until := say("duty.paper.open")
		if !p.On() {
			until = c.Clock(p.Until)
		}
		rows[i] = kit.Item{ID: string(p.ID), Title: v.name(p.Staff), Sub: say("duty.post."+p.Post) + " · " + say("common.span", c.Clock(p.Since), until)}
	}
	return rows
}

// flags says in sentences which absences of the day were too long or overlapped.
// Of two that overlap it is said once.
func (v dutyView) flags(say paper.Say, c data.Calendar, now data.Time) []string {
	flags := data.FlagAbsences(v.absences, v.most, now)
	var words []string
	for i, a := range v.absences {
		f := flags[a.ID]
		if f.TooLong {
			words = append(words, say("duty.flag.long", v.name(a.Staff), c.Clock(a.Since), f.Minutes))
		}
		for _, o := range v.absences[i+1:] {
			if slices.Contains(f.Overlaps, o.ID) {
				words = append(words, say("duty.flag.both", v.name(a.Staff), v.name(o.Staff), c.Clock(max(a.Since, o.Since))))
			}
		}
	}
	return words
}

// mine gives the post of a person, if they are on one.
func (v dutyView) mine(person data.ID) (data.Post, bool) { return data.OnPost(v.posts, person) }

// post finds a post by its id.
func (v dutyView) post(id string) (data.Post, bool) {
	i := slices.IndexFunc(v.posts, func(p data.Post) bool { return string(p.ID) == id })
	if i < 0 {
		return data.Post{}, false
	}
	return v.posts[i], true
}

// free offers who may take a post: those of the desk first, without those who
// are on one.
func (v dutyView) free() []kit.Choice {
	var desk, others []kit.Choice
	for _, s := range v.staff {
		if _, on := v.mine(s.ID); on || s.Gone {
			continue
		}
		c := kit.Choice{Code: string(s.ID), Label: s.Name}
		if s.Role == data.Reception || s.Role == data.Usher {
			desk = append(desk, c)
		} else {
			others = append(others, c)
		}
	}
	return append(desk, others...)
}

// standIns offers who may stand in for a person: those on post first, without
// those who are away themselves.
func (v dutyView) standIns(person data.ID) []kit.Choice {
	var there, others []kit.Choice
	for _, s := range v.staff {
		if _, away := data.AwayNow(v.absences, s.ID); away || s.Gone || s.ID == person {
			continue
		}
		c := kit.Choice{Code: string(s.ID), Label: s.Name}
		if _, on := v.mine(s.ID); on {
			there = append(there, c)
		} else {
			others = append(others, c)
		}
	}
	return append(there, others...)
}
