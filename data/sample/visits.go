package sample

import (
	"slices"
	"time"

	"yingbin/data"
)

// spans keep who has what from when to when.
type spans map[data.ID][][2]data.Time

func (s spans) free(id data.ID, from, to data.Time) bool {
	return !slices.ContainsFunc(s[id], func(t [2]data.Time) bool { return t[0] < to && from < t[1] })
}

func (s spans) take(id data.ID, from, to data.Time) {
	s[id] = append(s[id], [2]data.Time{from, to})
}

// visit is one that was planned.
type visit struct {
	id         data.ID
	guest      *guest
	people     int
	area       data.ID
	table      data.ID
	consultant data.ID
	at, leaves data.Time
	booking    *booking
}

var arriveHours = []weighed[int]{{9, 17}, {10, 23}, {11, 17}, {12, 7}, {13, 8}, {14, 15}, {15, 14}, {16, 14}, {17, 9}, {18, 6}, {19, 7}, {20, 2}}

var purposes = []weighed[string]{
	{"viewing", 46}, {"talk", 17}, {"signing", 8}, {"activity", 8}, {"business", 5}, {"contract", 5}, {"mortgage", 5}, {"complaint", 2}, {"survey", 2}, {"other", 3},
}

// stay is how many minutes guests of a purpose are in the house, and where.
var stay = map[string]struct {
	least, most int
	areas       []data.ID
	tables      []data.ID
}{
	"viewing":   {35, 95, []data.ID{"area-model", "area-plans", "area-show-a", "area-show-b", "area-show-c", "area-film"}, talkTables},
	"talk":      {25, 80, nil, talkTables},
	"signing":   {50, 110, []data.ID{"area-sign"}, []data.ID{"table-sign1", "table-sign2", "table-vip1", "table-vip2"}},
	"activity":  {40, 120, []data.ID{"area-bar", "area-books"}, []data.ID{"table-book1", "table-book2", "table-book3", "table-bar1", "table-bar2", "table-bar3"}},
	"business":  {10, 30, nil, []data.ID{"table-a7", "table-a8"}},
	"contract":  {15, 35, []data.ID{"area-sign"}, []data.ID{"table-sign1", "table-sign2"}},
	"mortgage":  {30, 70, nil, []data.ID{"table-a7", "table-a8", "table-sign2"}},
	"complaint": {15, 45, nil, []data.ID{"table-vip2", "table-a6"}},
	"survey":    {10, 25, []data.ID{"area-model"}, nil},
	"other":     {10, 40, []data.ID{"area-bar"}, []data.ID{"table-bar4", "table-book4"}},
}

var talkTables = []data.ID{"table-a1", "table-a2", "table-a3", "table-a4", "table-a5", "table-a6"}

// visitDay plans who comes on a day and when they leave.
func (l *life) visitDay(d data.Day) {
	l.came = nil
	n := l.between(25, 31)
	if l.weekend(d) {
		n = l.between(34, 44)
	}
	if d == l.today {
		n = l.between(40, 46) // a busy one: there should be something to see
	}
	for _, b := range l.bookings {
		if b.day == d && b.comes {
			l.meet(b)
			n--
		}
	}
	l.bookings = slices.DeleteFunc(l.bookings, func(b *booking) bool { return b.day == d })
	for range max(n, 8) {
		l.walkIn(d)
	}
	for range max(0, l.between(-1, 3)) {
		l.refuse(d)
	}
}

// meet plans the coming and going of guests who booked.
func (l *life) meet(b *booking) {
	at := b.start.Add(-l.minutes(1, 14))
	switch {
	case b.way == "walk-in":
		at = b.taken.Add(l.minutes(1, 1))
	case l.in(12):
		at = b.start.Add(l.minutes(2, 11))
	}
	at = max(at, b.taken.Add(time.Minute), l.at(b.day, 9, 0))
	plays := max(at.Add(time.Minute), b.start).Add(l.minutes(0, 3))
	ends := b.end.Add(-l.minutes(0, 4))
	v := &visit{guest: b.guest, people: b.people, area: rooms[b.court.venue.Kind], booking: b, at: at}
	v.leaves = min(ends.Add(l.minutes(1, 14)), l.at(b.day, 21, 8))
	c := &data.CheckIn{Purpose: "activity", Identity: "booking", Consultant: b.consultant, Booking: b.id}
	if b.voucher != "" && l.in(60) {
		c.Identity = "voucher"
	}
	if b.children > 0 {
		c.Adults, c.Children = 1, b.children
	}
	l.checkIn(v, c)
	host := pick(l.chance, hosts[b.court.venue.Kind])
	l.do(plays, host, &data.AdvanceBooking{Booking: b.id, To: data.Playing})
	if plays >= ends {
		return
	}
	l.do(ends, host, &data.AdvanceBooking{Booking: b.id, To: data.Ended})
	l.tidy(b, ends, host)
	l.checkOut(v, host, "booking")
	l.equip(v)
}

// tidy has the court made ready, at once when the next guests are waiting.
func (l *life) tidy(b *booking, ends data.Time, host data.ID) {
	t := ends.Add(l.minutes(5, 14))
	for _, u := range b.court.Units {
		if l.held[u][data.SlotOf(t)] && data.SlotOf(t) >= data.SlotOf(b.end) {
			t = ends.Add(5 * time.Second)
		}
	}
	l.do(t, host, &data.SetFacility{Place: b.court.ID, State: data.Normal})
}

// walkIn plans a visit without a booking.
func (l *life) walkIn(d data.Day) {
	at := l.at(d, pickWeighed(l.chance, arriveHours), 0).Add(l.minutes(1, 59))
	purpose := pickWeighed(l.chance, purposes)
	s := stay[purpose]
	v := &visit{at: at, people: pickWeighed(l.chance, []weighed[int]{{1, 26}, {2, 42}, {3, 18}, {4, 9}, {5, 5}})}
	v.leaves = at.Add(l.minutes(s.least, s.most))
	if v.leaves > l.at(d, 20, 57) {
		v.leaves = l.at(d, 20, 45).Add(l.minutes(0, 14))
	}
	if v.leaves < at.Add(5*time.Minute) {
		return
	}
	c := &data.CheckIn{Purpose: purpose}
	switch {
	case v.people > 3 && l.in(60):
		v.guest = l.guests.fresh(false)
		c.Pending = true
	case l.in(12):
		v.guest = l.guests.fresh(false)
	default:
		v.guest = l.guests.somebody(d, 42, true)
	}
	if v.guest.times > 0 {
		c.Identity = "known"
	} else if l.in(30) {
		c.Identity = pick(l.chance, []string{"invited", "card"})
	}
	if purpose == "business" {
		c.Firm, c.Host = l.says("firms"), l.says("visit.host")
	} else if purpose != "other" && purpose != "survey" {
		v.consultant, c.Assigned = pick(l.chance, advisers), "rota"
		if v.guest.times > 0 && l.in(70) {
			c.Assigned = "named"
		}
		c.Consultant = v.consultant
	}
	if len(s.areas) > 0 && l.in(55) || len(s.tables) == 0 {
		v.area = pick(l.chance, s.areas)
	} else {
		for range 5 {
			t := pick(l.chance, s.tables)
			if l.seats.free(t, v.at, v.leaves.Add(3*time.Minute)) {
				l.seats.take(t, v.at, v.leaves.Add(3*time.Minute))
				v.table = t
				break
			}
		}
	}
	l.checkIn(v, c)
	l.showKeys(v)
	l.depart(v)
}

// depart has the guests leave: seen off, from their table, or, when nobody
// noticed, at closing.
func (l *life) depart(v *visit) {
	if l.calendar.MinutesOf(v.leaves) > 20*60+30 && l.in(25) {
		return
	}
	if v.table != "" && l.in(55) {
		l.checkOut(v, pick(l.chance, []data.ID{xia, tong}), "table")
		return
	}
	l.checkOut(v, l.deskAt(v.leaves), "seen-off")
}

func (l *life) checkOut(v *visit, by data.ID, how string) {
	l.do(v.leaves, by, &data.CheckOut{Visits: []data.ID{v.id}, How: how})
}

func (l *life) checkIn(v *visit, c *data.CheckIn) {
	v.id = l.id("visit")
	l.came = append(l.came, v)
	g := v.guest
	d := l.calendar.Day(v.at)
	g.times++
	g.last = max(g.last, d)
	g.vip = g.vip || g.times > 3 && l.in(20)
	c.Visit, c.Visitor, c.Area, c.Table, c.VIP = v.id, g.id, v.area, v.table, g.vip
	if !c.Pending {
		c.Name, c.Title, c.Phone = g.name, g.title, g.phone
	}
	c.NoPhone = c.Phone == ""
	if c.Adults == 0 {
		c.Adults = v.people
		if v.people > 2 && l.in(45) {
			c.Adults, c.Children = v.people-1, 1
		}
	}
	if l.in(7) {
		c.Note = l.says("visit.note")
	}
	l.do(v.at, l.deskAt(v.at), c)
	if c.Pending && l.in(80) || !c.Pending && c.Purpose == "viewing" && l.in(14) {
		l.amend(v, c)
	}
	if g.vip && l.in(30) {
		l.do(v.at.Add(time.Minute), an, &data.MarkVisitor{Visitor: g.id, VIP: true, Mark: l.says("visit.mark")})
	}
}

// amend supplies what was not known at the door: a name, or what the consultant
// learned.
func (l *life) amend(v *visit, c *data.CheckIn) {
	a := &data.AmendVisit{
		Visit: c.Visit, Visitor: c.Visitor, Name: c.Name, Title: c.Title, NoPhone: c.NoPhone, Adults: c.Adults, Children: c.Children,
		Purpose: c.Purpose, Identity: c.Identity, Consultant: c.Consultant, Assigned: c.Assigned, Area: c.Area, Table: c.Table,
		VIP: c.VIP, Firm: c.Firm, Host: c.Host, Note: c.Note,
	}
	at, by := v.leaves.Add(-l.minutes(1, 12)), v.consultant
	if c.Pending {
		at = v.at.Add(l.minutes(6, 20))
		a.Name, a.Title = v.guest.name, v.guest.title
		if l.in(50) && v.guest.phone == "" {
			v.guest.phone = l.guests.phone()
		}
		a.Phone, a.NoPhone = v.guest.phone, v.guest.phone == ""
	} else {
		a.Channel = pick(l.chance, data.Channels)
		a.Intent = l.says("visit.intent")
		if l.in(30) {
			a.Plate = l.says("visit.plate") + string(rune('A'+l.IntN(8)))
		}
		if a.Channel == "agent" {
			a.Agent = l.says("visit.agent")
		}
	}
	if at <= v.at || at >= v.leaves {
		return
	}
	if by == "" {
		by = l.deskAt(at)
	}
	l.do(at, by, a)
}

// refuse plans somebody who is turned away.
func (l *life) refuse(d data.Day) {
	t := l.at(d, l.between(9, 20), 0).Add(l.minutes(0, 59))
	c := &data.TurnAway{Refusal: l.id("refusal"), Reason: pick(l.chance, data.RefusalReasons), Acts: []string{pick(l.chance, data.RefusalActs)}}
	if l.in(30) && c.Acts[0] != "persuaded" {
		c.Acts = append([]string{"persuaded"}, c.Acts...)
	}
	if c.Acts[len(c.Acts)-1] != "persuaded" {
		c.Helper = l.says("refusal.helper")
	}
	if l.in(60) {
		c.Looks = l.says("refusal.looks")
	}
	l.do(t, l.deskAt(t), c)
}
