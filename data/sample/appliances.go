package sample

import (
	"fmt"
	"time"

	"yingbin/data"
)

// applianceList is the file appliances.json.
type applianceList struct {
	Appliances []struct {
		ID                         data.ID
		Number, Name, Model, Place string
		Every                      int
		Steps                      []string
	}
	Notes   []string
	Repairs []struct {
		Appliance       data.ID
		Ago             int // reported so many days before today
		Days            int // back after so many; −1: not yet
		Fault, To, Note string
		Yuan            int64
	}
}

var _ = announce(register{list: "appliances", put: putAppliances, plan: func(l *life, list []byte) (func(data.Day), error) {
	k := &upkeep{life: l, luck: newChance("appliances " + string(l.today)), cleaned: map[string]bool{}}
	err := read("appliances", list, &k.list)
	return k.day, err
}})

func putAppliances(list []byte) ([]data.Command, error) {
	var l applianceList
	if err := read("appliances", list, &l); err != nil {
		return nil, err
	}
	var all []data.Command
	for i, a := range l.Appliances {
		all = append(all, &data.PutAppliance{Head: putHead(a.ID), Appliance: data.Appliance{
			ID: a.ID, Number: a.Number, Name: a.Name, Model: a.Model, Place: a.Place, Every: a.Every, Steps: a.Steps, Sort: i + 1,
		}})
	}
	return all, nil
}

// upkeep is how the appliances are cleaned and repaired.
type upkeep struct {
	*life
	luck    chance
	list    applianceList
	cleaned map[string]bool // appliance and day
}

func (k *upkeep) day(d data.Day) {
	for _, r := range k.list.Repairs {
		if d == k.today.Plus(-r.Ago) && d > k.first {
			k.breakDown(d, r.Appliance, r.Days, r.Fault, r.To, r.Note, r.Yuan)
		}
	}
	for i, a := range k.list.Appliances {
		plan := data.Appliance{ID: a.ID, Every: a.Every, Since: k.first.Plus(-1)}
		periods := plan.Periods(d)
		for n := max(0, len(periods)-2); n < len(periods); n++ {
			k.keep(d, i, n, periods[n])
		}
	}
}

// missedOne is which of its periods the juicer was forgotten in for good.
const missedOne = 2

// keep cleans an appliance on the day its period's lot fell on.
func (k *upkeep) keep(d data.Day, i, n int, p data.Period) {
	a := k.list.Appliances[i]
	lot := newChance(fmt.Sprint("cleaning ", a.ID, p.From))
	on := p.From.Plus(min(p.Days()-1, lot.between(3, 6)))
	late := lot.in(12)
	if late {
		on = p.To.Plus(lot.between(1, 2))
	}
	running := p.Holds(k.today)
	before := p.To < k.today && p.To.Plus(p.Days()) >= k.today
	switch {
	case a.ID == "appliance-boiler" && running:
		on = k.today // waits for somebody to check it
	case running && i < 3:
		return // this afternoon's
	case (before || running) && (a.ID == "appliance-ice" || a.ID == "appliance-phone"):
		return // the one broken, the other forgotten
	case a.ID == "appliance-juicer" && n == missedOne:
		return
	case a.ID == "appliance-juicer" && n == missedOne+1:
		on = p.From.Plus(p.Days() - 3) // sooner it would make up for the one before
	}
	if on != d || k.cleaned[string(a.ID)+string(d)] {
		return
	}
	k.cleaned[string(a.ID)+string(d)] = true
	by, other := gu, xun
	if lot.in(40) {
		by, other = xun, gu
	}
	at := k.at(d, 14, 20).Add(lot.minutes(0, 120))
	if a.ID == "appliance-boiler" && running {
		at = k.at(d, 9, 38)
	}
	c := &data.CleanAppliance{Cleaning: k.id("cleaning"), Appliance: a.ID, Running: "good", Result: "normal"}
	for s := range a.Steps {
		c.Steps = append(c.Steps, s)
	}
	if lot.in(25) {
		c.Note = pick(lot, k.list.Notes)
	}
	k.do(at, by, c)
	check := other
	if lot.in(30) {
		check = chang
	}
	k.do(at.Add(lot.minutes(75, 160)), check, &data.CheckCleaning{Cleaning: c.Cleaning})
}

// breakDown reports a fault and has it repaired.
func (k *upkeep) breakDown(d data.Day, thing data.ID, days int, fault, to, note string, yuan int64) {
	id := k.id("repair")
	at := k.at(d, 16, 40).Add(k.luck.minutes(0, 30))
	k.do(at, xun, &data.OpenRepair{Repair: id, Thing: thing, Fault: fault})
	if to != "" {
		told := ""
		if days < 0 {
			told = note
		}
		k.do(at.Add(25*time.Minute), gu, &data.SendRepair{Repair: id, To: to, Note: told})
	}
	if days < 0 {
		return
	}
	back := k.at(d.Plus(days), 17, 30).Add(k.luck.minutes(0, 40))
	c := &data.TakeBackRepair{Repair: id, Cost: data.Fen(yuan * 100), Note: note}
	if to == "" {
		c.RepairedBy = "汤维样"
	}
	k.do(back, gu, c)
	k.do(back.Add(35*time.Minute), chang, &data.CheckRepair{Repair: id})
}
