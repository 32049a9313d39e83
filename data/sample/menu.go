package sample

import (
	"fmt"
	"time"

	"yingbin/data"
)

// menuList is the file menu.json.
type menuList struct {
	Drinks []struct {
		ID, Appliance, Utensil       data.ID
		Kind, Name                   string
		Serves, Temps, Tastes, Milks []string
		Months                       [2]int
		Asked, Direct                bool
	}
	Occasions []string // what marketing asks fruit for
	Notes     []string
	Voids     []string // why something is not wanted any more
	SoldOut   []string // why something is out
}

var _ = announce(register{list: "menu", put: putMenu, plan: func(l *life, list []byte) (func(data.Day), error) {
	b := &barLife{life: l}
	return b.drinkDay, read("menu", list, &b.menu)
}})

// barLife is the bar's part of the life.
type barLife struct {
	*life
	menu menuList
}

func putMenu(list []byte) ([]data.Command, error) {
	var menu menuList
	if err := read("menu", list, &menu); err != nil {
		return nil, err
	}
	var all []data.Command
	for i, d := range menu.Drinks {
		all = append(all, &data.PutDrink{Head: putHead(d.ID), Drink: data.Drink{
			ID: d.ID, Kind: d.Kind, Name: d.Name, Serves: d.Serves, Temps: d.Temps, Tastes: d.Tastes, Milks: d.Milks,
			FromMonth: d.Months[0], ToMonth: d.Months[1], Asked: d.Asked, Direct: d.Direct, Utensil: d.Utensil, Appliance: d.Appliance, Sort: i + 1,
		}})
	}
	return all, nil
}

// The people of the bar.
const (
	gu  data.ID = "staff-gu"
	xun data.ID = "staff-xun"
)

// kindsByThirst is how readily the drinks of a kind are taken.
var kindsByThirst = []weighed[string]{{"tea", 50}, {"coffee", 24}, {"juice", 12}, {"bottled", 10}, {"child", 3}, {"fruit", 1}}

// drinkDay plans what is drunk on a day: most guests at a table are asked at
// once, many have another cup, and on courts they are thirsty.
func (l *barLife) drinkDay(d data.Day) {
	c := newChance("drinks " + string(d))
	for _, v := range l.came {
		at := v.at.Add(c.minutes(1, 3))
		place := v.table
		if v.booking != nil {
			place = v.booking.court.ID
			at = max(at, v.booking.start.Add(c.minutes(4, 12)))
		}
		if place == "" || at.Add(9*time.Minute) > v.leaves || !c.in(86) {
			continue
		}
		l.drink(c, v, place, at)
		if again := at.Add(c.minutes(17, 32)); again.Add(9*time.Minute) < v.leaves && c.in(45) {
			l.drink(c, v, place, again)
		}
	}
	if d == l.today {
		l.standing()
	}
	if c.in(8) && len(l.menu.SoldOut) > 0 {
		from := l.at(d, c.between(13, 17), 0)
		why := pick(c, l.menu.SoldOut)
		l.do(from, gu, &data.SellOut{Drink: "drink-honey", Out: true, Why: why})
		l.do(l.at(d, 20, 58), xun, &data.SellOut{Drink: "drink-honey"})
	}
}

// drink plans one order and its way to the table.
func (l *barLife) drink(c chance, v *visit, place data.ID, at data.Time) {
	month := int(l.calendar.Day(at).Date().Month())
	o := &data.PlaceOrder{Order: l.id("order"), Place: place, Visit: v.id, Station: "bar"}
	left := min(v.people, 6)
	for n := 0; left > 0 && n < 3; n++ {
		kind := pickWeighed(c, kindsByThirst)
		var can []data.LineWish
		for _, d := range l.menu.Drinks {
			if d.Kind != kind || d.ID == "drink-honey" || !(data.Drink{FromMonth: d.Months[0], ToMonth: d.Months[1]}).InSeason(month) {
				continue
			}
			w := data.LineWish{Drink: d.ID, Qty: c.between(1, left)}
			for _, o := range []struct {
				choices []string
				into    *string
			}{{d.Serves, &w.Serve}, {d.Temps, &w.Temp}, {d.Tastes, &w.Taste}, {d.Milks, &w.Milk}} {
				if len(o.choices) > 0 {
					*o.into = data.Usual(o.choices)
					if c.in(35) {
						*o.into = pick(c, o.choices)
					}
				}
			}
			if d.Asked && v.consultant != "" && len(l.menu.Occasions) > 0 {
				o.Consultant, o.Occasion, w.Qty = v.consultant, pick(c, l.menu.Occasions), 1
			} else if d.Asked {
				continue
			}
			can = append(can, w)
		}
		if len(can) == 0 {
			continue
		}
		w := pick(c, can)
		w.Line = data.ID(fmt.Sprintf("%s-%d", o.Order, n+1))
		if c.in(6) && len(l.menu.Notes) > 0 {
			w.Note = pick(c, l.menu.Notes)
		}
		o.Lines = append(o.Lines, w)
		left -= w.Qty
	}
	if len(o.Lines) == 0 {
		return
	}
	by := pick(c, []data.ID{l.deskAt(at), gu, xia, xia})
	switch {
	case v.consultant != "" && c.in(25):
		by, o.Station = v.consultant, "reception"
	case by != gu && by != xia:
		o.Station = "reception"
	}
	l.do(at, by, o)
	l.serve(c, v, o, at)
}

// serve plans how an order is made and brought, or not wanted any more.
func (l *barLife) serve(c chance, v *visit, o *data.PlaceOrder, at data.Time) {
	bar := gu
	if l.calendar.MinutesOf(at) >= 17*60 {
		bar = xun
	}
	lines := make([]data.ID, len(o.Lines))
	for i, w := range o.Lines {
		lines[i] = w.Line
	}
	if len(lines) > 1 && len(l.menu.Voids) > 0 && c.in(4) {
		gone := lines[len(lines)-1]
		lines = lines[:len(lines)-1]
		t := at.Add(c.minutes(0, 1) + 5*time.Second)
		l.do(t, o.Meta().Staff, &data.VoidLines{Lines: []data.ID{gone}, Why: pick(c, l.menu.Voids)})
		l.do(t.Add(40*time.Second), bar, &data.SeenOrder{Order: o.Order, What: "void"})
	}
	t := at.Add(c.minutes(1, 1) + 65*time.Second)
	step := func(to data.LineState, who data.ID, after time.Duration) {
		t = min(t.Add(after), v.leaves.Add(-time.Second))
		l.do(t, who, &data.AdvanceLines{Lines: lines, To: to})
	}
	slow := c.minutes(1, 3)
	if c.in(9) {
		slow = c.minutes(4, 7)
	}
	if l.lately(l.calendar.Day(at)) {
		step(data.Making, bar, 0)
		step(data.Ready, bar, slow)
		slow = 0
	}
	step(data.Served, pick(c, []data.ID{xia, tong}), slow+c.minutes(0, 1)+10*time.Second)
}
