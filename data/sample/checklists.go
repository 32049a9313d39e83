package sample

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"yingbin/data"
)

// checkList is the file checklists.json.
type checkList struct {
	Lists []struct {
		ID            data.ID
		Name, Station string
		By            string // 08:45
		Items         []string
	}
	Notes []string  // of whoever left something out
	Cups  []data.ID // what is washed, "" for mixed
}

var _ = announce(register{list: "checklists", put: putChecklists, plan: func(l *life, list []byte) (func(data.Day), error) {
	k := &cleaning{life: l}
	return k.day, read("checklists", list, &k.list)
}})

// clockOf reads 08:45.
func clockOf(s string) data.Minutes {
	h, m, _ := strings.Cut(s, ":")
	hours, _ := strconv.Atoi(h)
	minutes, _ := strconv.Atoi(m)
	return data.Minutes(hours*60 + minutes)
}

func putChecklists(list []byte) ([]data.Command, error) {
	var lists checkList
	if err := read("checklists", list, &lists); err != nil {
		return nil, err
	}
	var all []data.Command
	for i, l := range lists.Lists {
		all = append(all, &data.PutChecklist{Head: putHead(l.ID), Checklist: data.Checklist{
			ID: l.ID, Name: l.Name, Station: l.Station, By: clockOf(l.By), Items: l.Items, Sort: i + 1,
		}})
	}
	return all, nil
}

// cleaning is how the lists are gone through and the cups washed.
type cleaning struct {
	*life
	list checkList
}

// washes are the moments of the day when cups are washed.
var washes = [][2]int{{10, 34}, {14, 5}, {17, 2}, {20, 20}}

func (k *cleaning) day(d data.Day) {
	c := newChance("cleaning " + string(d))
	for _, l := range k.list.Lists {
		by := map[string]data.ID{"everyone": gu, "reception": an, "bar": gu, "floor": pick(c, []data.ID{xia, tong})}[l.Station]
		due := clockOf(l.By)
		if due > 12*60 {
			by = xun
		}
		k.run(c, l.ID, by, l.Items, k.calendar.At(d, due).Add(-c.minutes(2, 8)), d == k.today && l.Station == "floor")
	}
	if !k.lately(d) {
		return
	}
	for n, at := range washes {
		who := gu
		if at[0] >= 17 {
			who = xun
		}
		k.wash(c, data.ID(fmt.Sprintf("cups-%s-%d", d, n+1)), k.at(d, at[0], at[1]).Add(c.minutes(0, 3)), who)
	}
}

// run plans that a list is gone through. Now and then something is left out and
// mostly made up for within the hour.
func (k *cleaning) run(c chance, list, by data.ID, items []string, at data.Time, lacking bool) {
	r := func() *data.RunChecklist {
		return &data.RunChecklist{Run: k.id("run"), Checklist: list, Items: items}
	}
	whole := make([]int, len(items))
	for i := range items {
		whole[i] = i
	}
	if c.in(7) || lacking {
		part := r()
		out := c.IntN(len(items))
		for _, i := range whole {
			if i != out {
				part.Ticked = append(part.Ticked, i)
			}
		}
		if len(k.list.Notes) > 0 {
			part.Note = pick(c, k.list.Notes)
		}
		k.do(at, by, part)
		if lacking || c.in(20) {
			return
		}
		at = at.Add(c.minutes(15, 40))
	}
	run := r()
	run.Ticked = whole
	k.do(at, by, run)
}

// wash plans a lot of cups on its way, at times once more from rinsing.
func (k *cleaning) wash(c chance, lot data.ID, at data.Time, by data.ID) {
	if len(k.list.Cups) == 0 {
		return
	}
	do := func(step string, after time.Duration) *data.StepCups {
		at = at.Add(after)
		s := &data.StepCups{Batch: lot, Step: step}
		k.do(at, by, s)
		return s
	}
	first := do("inspect", 0)
	first.Item, first.Qty = pick(c, k.list.Cups), 4*c.between(3, 10)
	do("rinse", c.minutes(3, 5))
	do("wipe", c.minutes(5, 7))
	if c.in(18) {
		do("flawless", c.minutes(2, 3)).Fail = true
		do("rinse", c.minutes(2, 4))
		do("wipe", c.minutes(3, 5))
	}
	do("flawless", c.minutes(2, 3))
	do("disinfect", c.minutes(20, 25))
	do("store", c.minutes(5, 8))
}
