package sample

import (
	"time"

	"yingbin/data"
)

// restless plans what is open at this very moment, so that whoever tries the
// program has something to do: a key that is overdue, a venue that was not told
// yet, a break, a group without a name, a room to be tidied.
func (l *life) restless() {
	m := l.calendar.MinutesOf(l.now)
	if m < 9*60+20 || m > 20*60+30 {
		return
	}
	opens := l.at(l.today, 9, 2)
	out := max(opens, l.now.Add(-112*time.Minute))
	l.lend(loan{item: "key-k02", to: advisers[0], purpose: l.says("loan.show"), at: out, due: min(out.Add(time.Hour), l.now.Add(-4*time.Minute))})

	l.do(l.now.Add(-14*time.Minute), xia, &data.SetFacility{Place: "area-film", State: data.Unkept, Note: l.says("unkept.film")})
	l.do(l.now.Add(-9*time.Minute), l.deskAt(l.now.Add(-9*time.Minute)), &data.CheckIn{
		Visit: l.id("visit"), Visitor: l.guests.fresh(false).id, Pending: true, NoPhone: true, Adults: 5, Purpose: "viewing", Area: "area-model",
	})
	l.untold()
	who := ding
	if m >= 12*60+50 && m < 17*60+50 {
		who = bai
	} else if m >= 18*60 {
		who = ji
	}
	if m > 9*60+20 && (m < 12*60+25 || m >= 12*60+50) && m < 17*60+50 || m >= 18*60+20 {
		l.do(l.now.Add(-11*time.Minute), who, &data.StepAway{Absence: l.id("absence"), Person: who, Why: "break"})
	}
}

// seated has guests sit at tables now, unless somebody else does. Its luck is
// its own, so that the other days stay the same at any hour of this one.
func (l *life) seated() {
	if m := l.calendar.MinutesOf(l.now); m < 9*60+20 || m > 20*60+30 {
		return // nobody would still be there
	}
	luck, theirs := l.chance, l.guests.chance
	defer func() { l.chance, l.guests.chance = luck, theirs }()
	l.chance = newChance("seated " + string(l.today))
	l.guests.chance = l.chance
	for _, p := range []struct {
		ago     time.Duration
		table   data.ID
		people  int
		purpose string
	}{
		{47 * time.Minute, "table-vip1", 3, "signing"},
		{38 * time.Minute, "table-a3", 2, "talk"},
		{25 * time.Minute, "table-book2", 2, "activity"},
		{17 * time.Minute, "table-bar2", 2, "activity"},
		{12 * time.Minute, "table-a5", 1, "talk"},
		{2 * time.Minute, "table-a2", 2, "talk"},
	} {
		at := l.now.Add(-p.ago)
		v := &visit{guest: l.guests.somebody(l.today, 60, true), people: p.people, at: at, leaves: l.now.Add(20 * time.Minute), table: p.table}
		if at < l.at(l.today, 9, 0) || !l.seats.free(p.table, v.at, v.leaves) {
			continue
		}
		l.seats.take(p.table, v.at, v.leaves)
		v.consultant = pick(l.chance, advisers)
		l.checkIn(v, &data.CheckIn{Purpose: p.purpose, Consultant: v.consultant, Assigned: "rota"})
	}
}

// untold books a court six minutes ago and tells nobody.
func (l *life) untold() {
	kind := "badminton"
	for _, d := range []data.Day{l.today, l.today.Plus(1)} {
		for _, c := range l.courts {
			for h := 20; h >= 9; h-- {
				from, to := l.at(d, h, 0), l.at(d, h+1, 0)
				if c.venue.Kind != kind || from < l.now.Add(time.Hour) || !l.claim(c, from, to, 2) {
					continue
				}
				g := l.guests.fresh(true)
				at := l.now.Add(-6 * time.Minute)
				l.do(at, l.deskAt(at), &data.Book{
					Act: l.id("act-of"), Visitor: g.id, Name: g.name, Title: g.title, Phone: g.phone, People: 2, How: "phone",
					Spans: []data.Span{{Booking: l.id("booking"), Court: c.ID, Start: from, End: to}},
					Needs: data.Needs{Shoes: []string{"38"}},
				})
				return
			}
		}
	}
}
