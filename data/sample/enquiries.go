package sample

import (
	"fmt"
	"time"

	"yingbin/data"
)

// enquiryList is the file enquiries.json.
type enquiryList struct {
	Asked   []struct{ Topic, Question, Answer string }
	Outside []string // who answers and is not of the staff
}

var _ = announce(register{list: "enquiries", put: func([]byte) ([]data.Command, error) { return nil, nil }, plan: func(l *life, list []byte) (func(data.Day), error) {
	k := &asking{life: l}
	return k.day, read("enquiries", list, &k.list)
}})

// asking is what guests ask about the property, and who answers.
type asking struct {
	*life
	list enquiryList
}

// day plans the questions of a day: some guests at a table ask something.
func (k *asking) day(d data.Day) {
	if len(k.list.Asked) == 0 {
		return
	}
	c := newChance("enquiries " + string(d))
	asked := 0
	for _, v := range k.came {
		at := v.at.Add(c.minutes(7, 13))
		if v.guest == nil || v.guest.name == "" || at >= v.leaves || asked >= 4 || !c.in(14) {
			continue
		}
		asked++
		k.ask(c, v, at)
	}
}

// ask plans one question and its answer: at once, or by somebody who knows.
func (k *asking) ask(c chance, v *visit, at data.Time) {
	q := pick(c, k.list.Asked)
	bar := gu
	if k.calendar.MinutesOf(at) >= 17*60 {
		bar = xun
	}
	where := pick(c, []struct {
		heard string
		by    data.ID
	}{{"bar", bar}, {"floor", xia}, {"floor", tong}, {"desk", k.deskAt(at)}})
	t := &data.TakeEnquiry{Enquiry: k.id("enquiry"), Heard: where.heard, Topic: q.Topic, Visitor: v.guest.id, Who: v.guest.name, Question: q.Question}
	if c.in(60) {
		t.Unit = fmt.Sprintf("%d-%02d0%d", c.between(1, 9), c.between(2, 26), c.between(1, 4))
	}
	if c.in(55) {
		t.Answer = q.Answer
		k.do(at, where.by, t)
		return
	}
	t.PassedTo = v.consultant
	if t.PassedTo == "" && len(k.list.Outside) > 0 && c.in(30) {
		t.Passed = pick(c, k.list.Outside)
	} else if t.PassedTo == "" {
		t.PassedTo = pick(c, []data.ID{"staff-gu1", "staff-gu2", tang, chang})
	}
	t.Due = k.promised(c, at)
	k.do(at, where.by, t)
	k.answer(c, t, at, where.by, q.Answer)
}

// promised is by when an answer is promised.
func (k *asking) promised(c chance, at data.Time) data.Time {
	d := k.calendar.Day(at)
	switch n := c.IntN(10); {
	case n < 4:
		return at.Add(time.Hour)
	case n < 6 && k.calendar.MinutesOf(at) < 20*60:
		return k.at(d, 21, 0)
	case n < 9:
		return k.at(d.Plus(1), 12, 0)
	}
	return k.at(d.Plus(3), 21, 0)
}

// answer plans the answer to what was passed on: mostly in time, now and then
// late, and lately some have none yet.
func (k *asking) answer(c chance, t *data.TakeEnquiry, at data.Time, taker data.ID, answer string) {
	by := t.PassedTo
	if by == "" {
		by = taker
	}
	left := int(t.Due.Std().Sub(at.Std()).Minutes())
	then := at.Add(time.Duration(c.between(10, max(11, left-5))) * time.Minute)
	if c.in(14) {
		then = t.Due.Add(c.minutes(20, 300))
	}
	if m := k.calendar.MinutesOf(then); m < 9*60 || m > 21*60 { // nobody calls at night
		then = k.at(k.calendar.Day(then).Plus(1), 9, 40).Add(c.minutes(0, 50))
	}
	if d := k.calendar.Day(at); d > k.today.Plus(-3) && c.in(45) {
		return
	}
	k.do(then, by, &data.AnswerEnquiry{Enquiry: t.Enquiry, Answer: answer})
}
