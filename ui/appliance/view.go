package appliance

import (
	"cmp"
	"slices"
	"strconv"

	"yingbin/data"
	"yingbin/ui/kit"
)

// applianceView is what the 电器 screen shows, read in one go; how it is shown is
// worked out here, without a window.
type applianceView struct {
	appliances []data.ApplianceView // retired ones left out
	open       []data.RepairView
	closed     []data.RepairView // lately, the newest first
	staff      map[data.ID]string
	things     []repairable
}

// repairable is something a fault can be reported of.
type repairable struct {
	id         data.ID
	kind, name string
}

func (v *applianceView) find(id data.ID) (data.ApplianceView, bool) {
	i := slices.IndexFunc(v.appliances, func(a data.ApplianceView) bool { return a.ID == id })
	if i < 0 {
		return data.ApplianceView{}, false
	}
	return v.appliances[i], true
}

func (v *applianceView) repair(id data.ID) (data.RepairView, bool) {
	for _, list := range [][]data.RepairView{v.open, v.closed} {
		for _, r := range list {
			if r.ID == id {
				return r, true
			}
		}
	}
	return data.RepairView{}, false
}

// standing gives the words and the tone of how an appliance stands.
func standing(w data.Say, v data.ApplianceView, today data.Day) (string, kit.Tone) {
	s := v.Standing
	switch {
	case v.Repair != nil:
		return w("appliance.state.repair"), kit.ToneLate
	case s.State == data.Overdue, s.State == data.Missed:
		return w("appliance.state." + string(s.State)), kit.ToneLate
	case s.State == data.Coming && len(v.Unseen) > 0:
		return w("appliance.state.begun"), kit.ToneSoon
	case s.State == data.Coming:
		return w("appliance.state.coming"), kit.ToneGood
	case s.Begun:
		return w("appliance.state.begun"), kit.ToneSoon
	case s.Left(today) <= data.Soon:
		return w("appliance.state.soon"), kit.ToneSoon
	}
	return w("appliance.state.due"), kit.TonePrimary
}

// ringOf gives how far a card's ring is filled, its tone, and the days in its
// middle: those left, or those it is late.
func ringOf(w data.Say, v data.ApplianceView, today data.Day) (float64, kit.Tone, string) {
	s := v.Standing
	if s.Period.To == "" {
		return 0, kit.TonePlain, "–"
	}
	_, tone := standing(w, data.ApplianceView{Appliance: v.Appliance, Standing: s}, today)
	words := w("appliance.ring.left", s.Left(today))
	switch left := s.Left(today); {
	case left == 0:
		words = w("appliance.ring.today")
	case left < 0:
		words = w("appliance.ring.late", -left)
	}
	return float64(s.Share) / 100, tone, words
}

// dueLine says until when an appliance wants to be cleaned.
func dueLine(w data.Say, s data.Standing) string {
	from, to := monthDay(w, s.Period.From), monthDay(w, s.Period.To)
	switch {
	case s.Period.To == "":
		return w("appliance.due.never")
	case s.State == data.Overdue:
		return w("appliance.due.was", to)
	case s.State == data.Missed:
		return w("appliance.due.missed", s.Behind, to)
	case s.State == data.Coming && s.Period.From == s.Period.To:
		return w("appliance.due.day", to)
	case s.State == data.Coming:
		return w("appliance.due.next", from, to)
	case s.Period.From == s.Period.To:
		return w("appliance.due.day", to)
	}
	return w("appliance.due.by", from, to)
}

func monthDay(w data.Say, d data.Day) string {
	if d == "" {
		return ""
	}
	t := d.Date()
	return w("common.date.md", int(t.Month()), t.Day())
}

// lastLine says who cleaned an appliance last, and whether somebody looked.
func (v *applianceView) lastLine(w data.Say, a data.ApplianceView) string {
	if a.Last == nil {
		return w("appliance.lastNever")
	}
	return w("appliance.last", monthDay(w, a.Last.Day), v.staff[a.Last.By])
}

// waits reports whether the last cleaning is still to be checked.
func waits(a data.ApplianceView) bool {
	return a.Last != nil && a.Last.Fulfils() && a.Last.CheckedAt == 0
}

// everyWords says how often an appliance is cleaned.
func everyWords(w data.Say, every int) string {
	if every == data.HalfMonth {
		return w("appliance.every.half")
	}
	return w("appliance.every.days", every)
}

// figures adds the cards up: how many periods that run are met, what is late,
// and how the year was kept.
func (v *applianceView) figures() (done, all, overdue, missed int, year data.Punctuality) {
	for _, a := range v.appliances {
		all++
		switch a.Standing.State {
		case data.Coming:
			done++
		case data.Overdue:
			overdue++
		case data.Missed:
			missed++
		}
		year = year.Plus(a.Year)
	}
	return done, all, overdue, missed, year
}

// repairBadge gives the words and the tone of a repair's state.
func repairBadge(w data.Say, r data.Repair) (string, kit.Tone) {
	tone := map[string]kit.Tone{data.RepairReported: kit.ToneLate, data.RepairSent: kit.ToneSoon, data.RepairBack: kit.TonePrimary, data.RepairClosed: kit.ToneGood}
	return w("appliance.repair." + r.State()), tone[r.State()]
}

// repairItems are the rows of the repairs: what is open, the longest first, then
// what was closed lately.
func (v *applianceView) repairItems(w data.Say) []kit.Item {
	var items []kit.Item
	for _, r := range slices.Concat(v.open, v.closed) {
		words, tone := repairBadge(w, r.Repair)
		items = append(items, kit.Item{ID: string(r.ID), Title: r.Name, Sub: r.Fault, Badge: words, Tone: tone})
	}
	return items
}

// outFor says how long a thing has been out of use.
func outFor(w data.Say, cal data.Calendar, r data.Repair, now data.Time) string {
	till := cmp.Or(r.CheckedAt, now)
	if days := cal.Day(r.Since).DaysUntil(cal.Day(till)); days > 0 {
		return w("appliance.repair.out", days)
	}
	return w("appliance.repair.outToday")
}

// repairLines tell a repair step by step.
func (v *applianceView) repairLines(w data.Say, cal data.Calendar, r data.Repair) []string {
	lines := []string{w("appliance.repair.since", stamp(cal, r.Since), v.staff[r.By])}
	if r.SentAt != 0 {
		lines = append(lines, w("appliance.repair.sentLine", stamp(cal, r.SentAt), r.SentTo))
	}
	if r.BackAt != 0 {
		lines = append(lines, w("appliance.repair.backLine", stamp(cal, r.BackAt), v.staff[r.TakenBy]))
		if r.RepairedBy != "" {
			lines = append(lines, w("appliance.repair.doneBy", r.RepairedBy))
		}
	}
	if r.Cost > 0 {
		lines = append(lines, w("appliance.repair.cost", data.Yuan(r.Cost)))
	}
	if r.CheckedAt != 0 {
		lines = append(lines, w("appliance.repair.checkLine", stamp(cal, r.CheckedAt), v.staff[r.CheckedBy]))
	}
	return lines
}

// stamp is a moment with its day, without the year.
func stamp(cal data.Calendar, t data.Time) string { return cal.Stamp(t)[5:] }

// clockOn reads a time of day as people type it (15:30, 15：30, 1530) and gives
// it on a day.
func clockOn(cal data.Calendar, d data.Day, typed string) (data.Time, bool) {
	digits := ""
	for _, r := range typed {
		if r >= '0' && r <= '9' {
			digits += string(r)
		} else if r != ':' && r != '：' && r != ' ' {
			return 0, false
		}
	}
	if len(digits) != 3 && len(digits) != 4 {
		return 0, false
	}
	h, _ := strconv.Atoi(digits[:len(digits)-2])
	m, _ := strconv.Atoi(digits[len(digits)-2:])
	if h > 23 || m > 59 {
		return 0, false
	}
	return cal.At(d, data.Minutes(h*60+m)), true
}
