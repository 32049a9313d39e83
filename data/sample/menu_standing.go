package sample

import (
	"time"

	"yingbin/data"
)

// standing is an order that waits at the moment the life ends: so that there is
// something to do at the bar, in every state a card can have.
type standing struct {
	ago   time.Duration
	by    data.ID
	place data.ID // where nobody is left to be served; moved for one that goes on to there
	moved data.ID
	lines []data.LineWish
	done  []data.LineState // how far each line is
}

func (l *barLife) waiting() []standing {
	tea := func(i int) data.ID { return l.menu.Drinks[i%len(l.menu.Drinks)].ID }
	return []standing{
		{9*time.Minute + 10*time.Second, l.deskAt(l.now), "table-a3", "", []data.LineWish{{Drink: tea(0), Qty: 2}, {Drink: "drink-orange", Qty: 1, Temp: "no-ice"}}, []data.LineState{data.Making, data.Ready}},
		{6*time.Minute + 20*time.Second, "staff-gu1", "table-a6", "table-vip1", []data.LineWish{{Drink: "drink-americano", Qty: 2, Temp: "ice"}, {Drink: "drink-fruit", Qty: 1, Serve: "large"}}, nil},
		{2*time.Minute + 30*time.Second, xia, "table-a5", "", []data.LineWish{{Drink: "drink-juhua", Qty: 1, Taste: "less"}, {Drink: "drink-lemon", Qty: 1}}, []data.LineState{data.Making, data.Voided}},
		{70 * time.Second, ouyang, "court-bil1", "", []data.LineWish{{Drink: "drink-mineral", Qty: 2, Temp: "ice"}}, nil},
		{25 * time.Second, tong, "table-book2", "", []data.LineWish{{Drink: tea(1), Qty: 1, Taste: "strong"}}, nil},
	}
}

// standing plans the orders that wait now. Guests who are there get them at
// their tables.
func (l *barLife) standing() {
	var here []*visit
	for _, v := range l.came {
		if v.table != "" && v.at < l.now.Add(-10*time.Minute) && v.leaves > l.now {
			here = append(here, v)
		}
	}
	bar := gu
	if l.calendar.MinutesOf(l.now) >= 17*60 {
		bar = xun
	}
	for i, w := range l.waiting() {
		at := l.now.Add(-w.ago)
		if at < l.at(l.today, 9, 0) {
			continue
		}
		o := &data.PlaceOrder{Order: l.id("order"), Place: w.place, Station: "reception", Lines: w.lines}
		if i < len(here) && w.moved == "" && w.by != ouyang {
			o.Place, o.Visit = here[i].table, here[i].id
		}
		for n := range o.Lines {
			line := &o.Lines[n]
			line.Line = data.ID(string(o.Order) + "-" + string(rune('1'+n)))
			if line.Drink == "drink-fruit" && len(l.menu.Occasions) > 0 {
				o.Consultant, o.Occasion = w.by, l.menu.Occasions[0]
			}
		}
		l.do(at, w.by, o)
		if w.moved != "" {
			l.do(at.Add(2*time.Minute), xia, &data.MoveOrder{Order: o.Order, To: w.moved})
		}
		for n, state := range w.done {
			t := at.Add(time.Minute)
			ids := []data.ID{o.Lines[n].Line}
			if state == data.Voided {
				l.do(t, w.by, &data.VoidLines{Lines: ids, Why: l.menu.Voids[0]})
				continue
			}
			l.do(t.Add(time.Duration(n)*time.Second), bar, &data.AdvanceLines{Lines: ids, To: state})
		}
	}
}
