package sample

import (
	"cmp"
	"fmt"
	"time"

	"yingbin/data"
)

// stock knows how many of each item there are and when they are out.
type stock struct {
	qty map[data.ID]int
	out spans
}

func newStock(c catalogue) stock {
	s := stock{map[data.ID]int{}, spans{}}
	for _, i := range c.Items {
		s.qty[i.ID] = max(1, i.Qty)
	}
	return s
}

// take notes that so many of an item are out for a time, if there are as many.
func (s stock) take(item data.ID, n int, from, till data.Time) bool {
	busy := 0
	for _, t := range s.out[item] {
		if t[0] <= till && from <= t[1] {
			busy++
		}
	}
	if busy+n > s.qty[item] {
		return false
	}
	for range n {
		s.out.take(item, from, till)
	}
	return true
}

// loan is one thing handed out.
type loan struct {
	item    data.ID
	qty     int
	to      data.ID // a member of staff
	guest   *guest
	firm    string
	purpose string
	at, due data.Time // due 0: the usual time
	back    data.Time // 0: it has not come back
	by      data.ID   // who hands it out, "" for the desk
}

// lend plans a loan and its return; it tells whether there was one to lend.
func (l *life) lend(n loan) (lending data.ID, ok bool) {
	till := n.back
	if till == 0 {
		till = l.at(l.today.Plus(30), 9, 0)
	}
	if n.qty == 0 {
		n.qty = 1
	}
	gift := n.item == "gift-socks"
	if !gift && !l.stock.take(n.item, n.qty, n.at, till) {
		return "", false
	}
	if n.by == "" {
		n.by = l.deskAt(n.at)
	}
	lending = l.id("lending")
	c := &data.Lend{Lending: lending, Item: n.item, Qty: n.qty, To: n.to, Firm: n.firm, Purpose: n.purpose, Due: n.due}
	if g := n.guest; g != nil {
		c.Name, c.Title, c.Phone = g.name, g.title, g.phone
		if g.phone != "" {
			c.Visitor = g.id
		}
	}
	l.do(n.at, n.by, c)
	if n.back != 0 && !gift {
		l.bring(n, lending)
	}
	return lending, true
}

func (l *life) bring(n loan, lending data.ID) {
	r := &data.Return{Lending: lending, Condition: "ok"}
	switch {
	case n.item == "radio-2":
		r.Battery, r.Earpiece, r.Charger = pick(l.chance, []string{"full", "full", "low"}), true, !l.in(4)
	case n.to == "" && l.in(4):
		r.Condition = pick(l.chance, []string{"worn", "damaged"})
		r.Remark = l.says("loan." + r.Condition)
	case n.guest != nil && l.in(12):
		r.By = l.says("loan.back")
	}
	l.do(n.back, l.deskAt(n.back), r)
}

var weathers = []weighed[string]{{"sunny", 34}, {"cloudy", 26}, {"overcast", 14}, {"rain", 14}, {"fog", 4}, {"hot", 4}, {"cold", 4}}

// weather is the day's, whoever asks.
func (l *life) weather(d data.Day) string {
	return pickWeighed(newChance("weather "+string(d)), weathers)
}

// lendDay plans what goes out every day: radios and halls' keys to those who
// work with them, odds and ends to guests.
func (l *life) lendDay(d data.Day) {
	evening := l.at(d, 20, 50)
	for _, n := range []loan{
		{item: "radio-2", to: ding, at: l.at(d, 8, 34), back: l.at(d, 18, 0)},
		{item: "key-k07", to: jiang, purpose: l.says("loan.hall"), at: l.at(d, 8, 51), back: evening},
	} {
		n.at, n.back = n.at.Add(l.minutes(0, 4)), n.back.Add(-l.minutes(0, 9))
		n.due = n.back.Add(15 * time.Minute)
		l.lend(n)
	}
	if d.Date().Weekday() == time.Wednesday {
		at := l.at(d, 10, 15).Add(l.minutes(0, 60))
		l.lend(loan{item: "key-k12", to: tang, purpose: l.says("loan.meter"), by: chang, at: at, back: at.Add(l.minutes(20, 50))})
	}
	if l.weather(d) == "rain" {
		for range l.between(3, 6) {
			l.lendUmbrella(d)
		}
	}
	for _, o := range []struct {
		item    data.ID
		percent int
		purpose string
	}{
		{"loan-powerbank", 80, ""}, {"loan-powerbank", 60, ""}, {"loan-glasses", 35, l.says("loan.glasses")},
		{"loan-wheelchair", 18, l.says("loan.wheelchair")}, {"loan-trolley", 22, l.says("loan.trolley")},
	} {
		if !l.in(o.percent) {
			continue
		}
		at := l.at(d, l.between(9, 18), 0).Add(l.minutes(5, 59))
		n := loan{item: o.item, purpose: o.purpose, at: at, back: at.Add(l.minutes(20, 105))}
		if o.item == "loan-trolley" {
			n.firm = l.says("firms")
		} else {
			n.guest = l.present(d, at)
		}
		if n.guest != nil || n.firm != "" {
			l.lend(n)
		}
	}
}

// lendUmbrella gives one to a guest who leaves in the rain. Most bring it back
// within days, some of the newest not yet.
func (l *life) lendUmbrella(d data.Day) {
	at := l.at(d, l.between(10, 19), 0).Add(l.minutes(0, 59))
	g := l.present(d, at)
	if g == nil {
		return
	}
	n := loan{item: "loan-umbrella", guest: g, at: at, due: l.at(d.Plus(2), 20, 0)}
	if !l.in(6) || d < l.today.Plus(-6) {
		n.back = l.at(d.Plus(l.between(1, 3)), l.between(9, 18), 0).Add(l.minutes(0, 59))
	}
	lending, ok := l.lend(n)
	if ok && l.in(15) && n.back > n.due {
		l.do(n.due.Add(-time.Hour), l.deskAt(n.due.Add(-time.Hour)), &data.ExtendLoan{Lending: lending, Due: n.due.Add(24 * time.Hour)})
	}
}

// present gives a guest with a phone who came on the day before a moment.
func (l *life) present(d data.Day, at data.Time) *guest {
	var there []*guest
	for _, v := range l.came {
		if v.at < at && v.guest.phone != "" && v.guest.name != "" {
			there = append(there, v.guest)
		}
	}
	if len(there) == 0 {
		return nil
	}
	return pick(l.chance, there)
}

// equip plans what players borrow.
func (l *life) equip(v *visit) {
	b := v.booking
	at, back := v.at.Add(l.minutes(1, 3)), v.leaves.Add(-l.minutes(0, 1))
	if back <= at {
		return
	}
	due := max(b.end.Add(15*time.Minute), at.Add(time.Hour))
	with := func(item data.ID, n int, percent int) {
		if l.in(percent) {
			l.lend(loan{item: item, qty: n, guest: v.guest, at: at, due: due, back: back})
		}
	}
	shoes := data.ID(fmt.Sprintf("loan-shoes-%d", l.between(36, 45)))
	switch b.court.venue.Kind {
	case "badminton":
		with("loan-racket", min(4, v.people), 40)
		with(shoes, 1, 35)
	case "tabletennis":
		with("loan-bat", min(4, v.people), 40)
	case "basketball":
		with("loan-basketball", 1, 50)
		with(shoes, 2, 30)
	case "billiards":
		with("loan-cue", 2, 30)
	case "children":
		with("gift-socks", max(1, b.children), 70)
	}
}

// showKeys plans the keys consultants take for guests they show around.
func (l *life) showKeys(v *visit) {
	item := map[data.ID]data.ID{
		"area-show-a": "key-k01", "area-show-b": "key-k02", "area-show-c": "key-k03",
		"table-vip1": "key-k04", "table-vip2": "key-k05", "table-sign1": "key-k06",
	}[cmp.Or(v.table, v.area)]
	if item == "" || v.consultant == "" || !l.in(75) {
		return
	}
	if l.calendar.Day(v.at) == l.today && item == "key-k02" {
		return // today somebody else has it
	}
	at := v.at.Add(l.minutes(1, 4))
	back := at.Add(l.minutes(25, 70))
	if l.in(6) {
		back = at.Add(l.minutes(125, 170))
	}
	back = min(back, l.at(l.calendar.Day(v.at), 20, 58))
	l.lend(loan{item: item, to: v.consultant, purpose: l.says("loan.show"), at: at, back: back})
}
