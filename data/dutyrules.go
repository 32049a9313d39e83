package data

import "time"

// This file holds the rules of the duty record that need no book: who holds the
// post, who may leave it, and which absences want an eye.

// On reports whether the person is still on this post.
func (p Post) On() bool { return p.Until == 0 }

// Lasts reports whether the absence is not over.
func (a Absence) Lasts() bool { return a.Until == 0 }

// span is the time of an absence, until now while it lasts.
func (a Absence) span(now Time) (from, to Time) {
	if a.Lasts() {
		return a.Since, max(now, a.Since)
	}
	return a.Since, a.Until
}

// Length is how long the absence was, until now while it lasts.
func (a Absence) Length(now Time) time.Duration {
	from, to := a.span(now)
	return to.Sub(from)
}

// Minutes is how long the absence was as the clock times beside it say: 13:34 to
// 13:44 are ten minutes, whatever the seconds were.
func (a Absence) Minutes(now Time) int {
	from, to := a.span(now)
	return int(to/60_000 - from/60_000)
}

// TooLong reports whether the absence is a break longer than the office allows.
func (a Absence) TooLong(most time.Duration, now Time) bool {
	return a.Kind == "break" && a.Length(now) > most
}

// LongestBreak is the office's longest break.
func (s Settings) LongestBreak() time.Duration { return time.Duration(s.BreakMinutes) * time.Minute }

// AwayNow gives the absence of a person that lasts, if there is one.
func AwayNow(absences []Absence, person ID) (Absence, bool) {
	for _, a := range absences {
		if a.Staff == person && a.Lasts() {
			return a, true
		}
	}
	return Absence{}, false
}

// OnPost gives the post a person is on, if there is one.
func OnPost(posts []Post, person ID) (Post, bool) {
	for _, p := range posts {
		if p.Staff == person && p.On() {
			return p, true
		}
	}
	return Post{}, false
}

// Holding lists who is on a post and there, in the order they came; "" asks for
// any post.
func Holding(posts []Post, absences []Absence, post string) []ID {
	var there []ID
	for _, p := range posts {
		if _, away := AwayNow(absences, p.Staff); p.On() && !away && (post == "" || p.Post == post) {
			there = append(there, p.Staff)
		}
	}
	return there
}

// MayStepAway says who stands in for a person who leaves the post, or why they
// may not go. Faults carry ids of people where the sentence names them.
func MayStepAway(c *StepAway, posts []Post, absences []Absence) (standIn ID, err error) {
	post, on := OnPost(posts, c.Person)
	if !on {
		return "", Fault(Conflict, "duty.notOnPost", c.Person).At("person")
	}
	if a, away := AwayNow(absences, c.Person); away {
		return "", Fault(Conflict, "duty.isAway", c.Person, a.Since).At("person")
	}
	if c.Why == "away" {
		if a, away := AwayNow(absences, c.StandIn); away {
			return "", Fault(Conflict, "duty.isAway", c.StandIn, a.Since).At("standIn")
		}
		return c.StandIn, nil
	}
	for _, a := range absences {
		if p, on := OnPost(posts, a.Staff); a.Kind == "break" && a.Lasts() && on && p.Post == post.Post {
			return "", Fault(Conflict, "duty.otherOnBreak", a.Staff, a.Since).At("person")
		}
	}
	for _, id := range Holding(posts, absences, "desk") {
		if id != c.Person && (c.StandIn == "" || c.StandIn == id) {
			return id, nil
		}
	}
	return "", Fault(Conflict, "duty.notAlone").At("person")
}

// AbsenceFlag says what about an absence wants an eye.
type AbsenceFlag struct {
	Minutes  int  // as the clock says
	TooLong  bool // a break longer than the office allows
	Overlaps []ID // absences of others at the same time
}

// Wrong reports whether there is anything.
func (f AbsenceFlag) Wrong() bool { return f.TooLong || len(f.Overlaps) > 0 }

// FlagAbsences judges the absences of one day. Two that only touch, the one
// back at the moment the other goes, do not overlap.
func FlagAbsences(absences []Absence, most time.Duration, now Time) map[ID]AbsenceFlag {
	flags := make(map[ID]AbsenceFlag, len(absences))
	for _, a := range absences {
		f := AbsenceFlag{Minutes: a.Minutes(now), TooLong: a.TooLong(most, now)}
		for _, o := range absences {
			if o.Staff != a.Staff && overlap(a, o, now) {
				f.Overlaps = append(f.Overlaps, o.ID)
			}
		}
		flags[a.ID] = f
	}
	return flags
}

func overlap(a, b Absence, now Time) bool {
	a1, a2 := a.span(now)
	b1, b2 := b.span(now)
	return a1 < b2 && b1 < a2 || a1 == b1 && (a.Lasts() || b.Lasts())
}

// PostAt gives the post a person was on at a moment, "" when on none.
func PostAt(posts []Post, person ID, t Time) string {
	for _, p := range posts {
		if p.Staff == person && p.Since <= t && (p.On() || t <= p.Until) {
			return p.Post
		}
	}
	return ""
}
