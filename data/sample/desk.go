package sample

import (
	"strings"
	"time"

	"yingbin/data"
)

// deskAt gives who is at the desk at a moment: the early one, the late one, or
// either while both are there.
func (l *life) deskAt(t data.Time) data.ID {
	switch m := l.calendar.MinutesOf(t); {
	case m < 12*60+35:
		return an
	case m >= 18*60:
		return bai
	}
	return pick(l.chance, []data.ID{an, bai})
}

// posts of the day: who is where from when to when, and when their break may
// begin.
var dayPosts = []struct {
	who        data.ID
	post       string
	from, till [2]int
	breaks     [2]int // hour and minute
}{
	{an, "desk", [2]int{8, 29}, [2]int{18, 4}, [2]int{14, 5}},
	{ding, "usher", [2]int{8, 32}, [2]int{18, 2}, [2]int{13, 5}},
	{bai, "desk", [2]int{12, 30}, [2]int{21, 29}, [2]int{16, 5}},
	{ji, "usher", [2]int{12, 31}, [2]int{21, 20}, [2]int{15, 10}},
}

// openDay plans the posts, breaks and signing on of a day, its weather, and the
// handover of last night.
func (l *life) openDay(d data.Day) {
	l.accept(l.at(d, 8, 31).Add(l.minutes(0, 3)), an, d.Plus(-1), "late")
	l.do(l.at(d, 8, 36).Add(l.minutes(0, 8)), an, &data.SetWeather{Day: d, Weather: l.weather(d)})
	for _, p := range dayPosts {
		on, off := l.at(d, p.from[0], p.from[1]).Add(l.minutes(0, 1)), l.at(d, p.till[0], p.till[1]).Add(l.minutes(0, 1))
		if p.post == "desk" {
			l.do(on.Add(-20*time.Second), p.who, &data.SignOn{})
		}
		id := l.id("post")
		l.do(on, p.who, &data.TakePost{Post: id, Person: p.who, Place: p.post})
		l.do(off, p.who, &data.LeavePost{Post: id})
		l.pause(d, p.who, l.at(d, p.breaks[0], p.breaks[1]).Add(l.minutes(0, 30)))
	}
	if l.in(10) {
		at := l.at(d, 15, 45).Add(l.minutes(0, 5))
		id := l.id("absence")
		l.do(at, an, &data.StepAway{Absence: id, Person: an, Why: "away", StandIn: bai, Told: true, Note: l.says("away")})
		l.do(at.Add(l.minutes(8, 15)), an, &data.ComeBack{Absence: id})
	}
}

// pause plans a break. One that would run now gives way to that of restless.
func (l *life) pause(d data.Day, who data.ID, at data.Time) {
	long := l.minutes(7, 14)
	if l.in(5) {
		long = l.minutes(16, 19)
	}
	if d == l.today && at <= l.now && at > l.now.Add(-45*time.Minute) {
		return
	}
	id := l.id("absence")
	l.do(at, who, &data.StepAway{Absence: id, Person: who, Why: "break"})
	l.do(at.Add(long), who, &data.ComeBack{Absence: id})
}

// planFaults lays down early what keeps courts from being given.
func (l *life) planFaults() {
	for d := l.first.Plus(4); d < l.today.Plus(-3); d = d.Plus(l.between(7, 11)) {
		from := l.at(d, l.between(10, 17), 0).Add(l.minutes(0, 59))
		place, note, _ := strings.Cut(l.says("fault"), "|")
		l.sick = append(l.sick, fault{data.ID(place), from, l.at(d.Plus(l.between(1, 2)), 9, 20).Add(l.minutes(0, 90)), note})
	}
	l.sick = append(l.sick,
		fault{"area-show-c", l.at(l.today.Plus(-1), 16, 20), 0, l.says("fault.room")},
		fault{"court-bil3", l.at(l.today.Plus(-2), 19, 48), l.at(l.today.Plus(1), 15, 0), l.says("fault.court")})
	for _, f := range l.sick {
		l.do(f.from, l.deskAt(f.from), &data.SetFacility{Place: f.place, State: data.Faulty, Note: f.note})
		if f.till != 0 {
			l.do(f.till, tang, &data.SetFacility{Place: f.place, State: data.Normal})
		}
	}
}

// keepDay plans what the desk writes down and how the rooms are kept.
func (l *life) keepDay(d data.Day) {
	for range l.between(3, 6) {
		text, result, _ := strings.Cut(l.says("call"), "|")
		t := l.at(d, l.between(9, 20), 0).Add(l.minutes(0, 59))
		l.do(t, l.deskAt(t), &data.NoteDuty{Entry: l.id("entry"), What: "call", Text: text, Result: result})
	}
	for range l.between(0, 2) {
		kind, rest, _ := strings.Cut(l.says("duty"), "|")
		text, result, _ := strings.Cut(rest, "|")
		t := l.at(d, l.between(9, 19), 0).Add(l.minutes(0, 59))
		l.do(t, l.deskAt(t), &data.NoteDuty{Entry: l.id("entry"), What: kind, Text: text, Result: result})
	}
	if l.in(12) {
		text, result, _ := strings.Cut(l.says("abnormal"), "|")
		t := l.at(d, l.between(9, 19), 0).Add(l.minutes(0, 50))
		id := l.id("entry")
		l.do(t, l.deskAt(t), &data.NoteDuty{Entry: id, What: "abnormal", Text: text, Told: true, ToldAt: t.Add(-time.Minute), When: t.Add(-4 * time.Minute)})
		l.do(t.Add(6*time.Minute), l.deskAt(t), &data.FollowDuty{Entry: id, Result: result})
	}
	t := l.at(d, 16, 10).Add(l.minutes(0, 25))
	l.do(t, xia, &data.SetFacility{Place: "area-talk", State: data.Unkept, Note: l.says("unkept.talk")})
	l.do(t.Add(l.minutes(6, 14)), xia, &data.SetFacility{Place: "area-talk", State: data.Normal})
	if l.in(15) {
		l.mistake(d)
	}
}

// mistake plans something done wrongly and taken back at once.
func (l *life) mistake(d data.Day) {
	t := l.at(d, l.between(9, 16), 0).Add(l.minutes(0, 50))
	by := l.deskAt(t)
	id := l.do(t, by, &data.TurnAway{Refusal: l.id("refusal"), Reason: "sales", Acts: []string{"persuaded"}})
	l.do(t.Add(25*time.Second), by, &data.Undo{Command: id})
}
