package data

import "slices"

// ChecklistDay is a list with how it stands on a day.
type ChecklistDay struct {
	Checklist
	StepDay
}

// ChecklistDays says how the lists stand on a day, from its runs. A list that is
// retired shows only when somebody went through it.
func ChecklistDays(lists []Checklist, runs []ChecklistRun, c Calendar, day Day) []ChecklistDay {
	var days []ChecklistDay
	for _, l := range lists {
		var due Time
		if l.By > 0 {
			due = c.At(day, l.By)
		}
		if d := StepDayOf(runs, l.ID, "", due, l.List()); !l.Retired || len(d.Runs) > 0 {
			days = append(days, ChecklistDay{l, d})
		}
	}
	return days
}

// CheckDay is all there is to say of a day's lists and cups: the screen, the paper
// and the handover show the same.
type CheckDay struct {
	Day   Day
	Lists []ChecklistDay // in their order
	Lots  []CupView      // that began on the day or are still on their way, the oldest first
	Names map[ID]string  // of everybody
}

// At leaves the lists that concern one of the stations.
func (d CheckDay) At(stations ...string) CheckDay {
	d.Lists = slices.DeleteFunc(slices.Clone(d.Lists), func(l ChecklistDay) bool { return !l.For(stations...) })
	return d
}

// List gives a list by its id.
func (d CheckDay) List(id ID) (ChecklistDay, bool) {
	i := slices.IndexFunc(d.Lists, func(l ChecklistDay) bool { return l.ID == id })
	if i < 0 {
		return ChecklistDay{}, false
	}
	return d.Lists[i], true
}

// OnTheWay are the lots that want another step, however old.
func (d CheckDay) OnTheWay() []CupView { return d.lots(func(l CupView) bool { return l.Done == 0 }) }

// Washed are the lots that began on the day.
func (d CheckDay) Washed() []CupView { return d.lots(func(l CupView) bool { return l.Day == d.Day }) }

func (d CheckDay) lots(which func(CupView) bool) []CupView {
	return slices.DeleteFunc(slices.Clone(d.Lots), func(l CupView) bool { return !which(l) })
}

// Stored counts what was put away of the lots that began on the day.
func (d CheckDay) Stored() (cups, lots int) {
	for _, l := range d.Washed() {
		if n := l.Stored(); n > 0 {
			cups, lots = cups+n, lots+1
		}
	}
	return cups, lots
}
