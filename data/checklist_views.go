package data

// ChecklistState is how far a list has come on a day.
type ChecklistState string

// The states of a list on a day. Part was gone through and lacks something; late
// is not done, or lacks something, after its time.
const (
	CheckOpen ChecklistState = "open"
	CheckPart ChecklistState = "part"
	CheckLate ChecklistState = "late"
	CheckDone ChecklistState = "done"
)

// ChecklistDay is a list with how it stands on a day.
type ChecklistDay struct {
	Checklist
	State ChecklistState
	Last  *ChecklistRun // the last run of the day, nil when there was none
	Runs  int
}

// ChecklistDays says how the lists stand on a day at a moment. A list that is
// retired shows only when somebody went through it. Once complete it stays done:
// going through it again is more than was asked.
func ChecklistDays(lists []Checklist, runs []ChecklistRun, c Calendar, day Day, now Time) []ChecklistDay {
	var days []ChecklistDay
	for _, l := range lists {
		d := ChecklistDay{Checklist: l, State: CheckOpen}
		for i := range runs {
			r := &runs[i]
			if r.Checklist != l.ID || r.Day != day {
				continue
			}
			d.Runs++
			if d.Last == nil || r.At >= d.Last.At && (r.Complete() || d.State != CheckDone) {
				d.Last = r
			}
			switch {
			case r.Complete():
				d.State = CheckDone
			case d.State == CheckOpen:
				d.State = CheckPart
			}
		}
		if d.State != CheckDone && l.By > 0 && now > c.At(day, l.By) {
			d.State = CheckLate
		}
		if !l.Retired || d.Runs > 0 {
			days = append(days, d)
		}
	}
	return days
}

// For reports whether a list concerns one of the stations.
func (l Checklist) For(stations ...string) bool {
	return l.Station == "everyone" || oneOf(l.Station, stations)
}
