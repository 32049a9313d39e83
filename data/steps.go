package data

import "slices"

// StepRun is one time that a list of steps was gone through in any order, for one
// subject: the house, a court, a person. A register embeds it in its row, beside
// the column that names the list and, where there are several, the subject.
type StepRun struct {
	ID     ID
	Name   string // as the list was called then
	Day    Day
	At     Time
	By     ID
	Items  []string // as they stood then
	Ticked []int    // places among the items, ascending
	Note   string   `personal:"job"`
}

// Complete reports whether everything was ticked.
func (r StepRun) Complete() bool { return len(r.Ticked) == len(r.Items) }

// Missing lists what was not ticked, in the order of the list.
func (r StepRun) Missing() []string { return stepsWhere(r.Items, r.Ticked, false) }

// Done lists what was ticked, in the order of the list.
func (r StepRun) Done() []string { return stepsWhere(r.Items, r.Ticked, true) }

// Run gives what all runs have in common.
func (r StepRun) Run() StepRun { return r }

func stepsWhere(items []string, ticked []int, done bool) []string {
	var list []string
	for i, item := range items {
		if slices.Contains(ticked, i) == done {
			list = append(list, item)
		}
	}
	return list
}

// StepRow is a run as its register keeps it.
type StepRow interface {
	Run() StepRun
	// Of says which list was gone through and for which subject, "" where the list
	// has only one.
	Of() (list, subject ID)
}

// StepState is how far a list has come on a day.
type StepState string

// The states of a list on a day. Part was gone through and lacks something; late
// is not done, or lacks something, after its time.
const (
	StepsOpen StepState = "open"
	StepsPart StepState = "part"
	StepsLate StepState = "late"
	StepsDone StepState = "done"
)

// StepDay is how a list stands with one subject on a day.
type StepDay struct {
	Due  Time      // by when, 0 when any time will do
	Runs []StepRun // the oldest first
}

// StepDayOf picks from the runs of a day, the oldest first, those of one list with
// one subject.
func StepDayOf[R StepRow](runs []R, list, subject ID, due Time) StepDay {
	d := StepDay{Due: due}
	for _, r := range runs {
		if l, s := r.Of(); l == list && s == subject {
			d.Runs = append(d.Runs, r.Run())
		}
	}
	return d
}

// Last is the run that counts, nil when there was none: the newest, but once
// complete the list stays done. Going through it again is more than was asked.
func (d StepDay) Last() *StepRun {
	for i := range slices.Backward(d.Runs) {
		if d.Runs[i].Complete() {
			return &d.Runs[i]
		}
	}
	if n := len(d.Runs); n > 0 {
		return &d.Runs[n-1]
	}
	return nil
}

// State is how far the list has come at a moment.
func (d StepDay) State(now Time) StepState {
	last := d.Last()
	switch {
	case last != nil && last.Complete():
		return StepsDone
	case d.Due > 0 && now > d.Due:
		return StepsLate
	case last != nil:
		return StepsPart
	}
	return StepsOpen
}

// Begun lists what is ticked already when somebody goes on with the newest run.
// One that is complete is gone through from the start.
func (d StepDay) Begun() []string {
	if n := len(d.Runs); n > 0 && !d.Runs[n-1].Complete() {
		return d.Runs[n-1].Done()
	}
	return nil
}

// StepOrder is a list of steps that are done one after another: the first begins
// a lot, the last ends it.
type StepOrder []string

// Next is the step that a lot wants now, "" when it is through or nothing is left.
func (o StepOrder) Next(l StepLot) string {
	i := slices.Index(o, l.Step) + 1
	if l.Done > 0 || i >= len(o) {
		return ""
	}
	return o[i]
}

// StepLot is what goes through an order of steps, several things at a time. A
// register embeds it in its row.
type StepLot struct {
	ID      ID
	Day     Day    // when it began
	Name    string // as what it holds was called then
	Began   int    // how many there were
	Qty     int    // how many are still in the lot
	Step    string // the last step done
	Again   int    // how often it was sent back to the first step
	Started Time
	At      Time // of the last step
	By      ID   // who did it
	Done    Time // when it was through, or when nothing was left of it
}

// StepTick is one step that was done for a lot. A register embeds it in its row,
// beside the column that names the lot.
type StepTick struct {
	N      int // 1 for the first
	Step   string
	At     Time
	By     ID
	Qty    int  // how many went on
	Failed bool // sent back to the first step
}

// TickRow is a tick as its register keeps it.
type TickRow interface{ Of() (lot ID) }

// Do gives the lot after a step, at which some were lost: what fails begins again
// behind the first step, and what is through or has nothing left is done.
func (o StepOrder) Do(l StepLot, t StepTick) StepLot {
	l.Qty, l.Step, l.At, l.By = t.Qty, t.Step, t.At, t.By
	if t.Failed {
		l.Step, l.Again = o[0], l.Again+1
	}
	if l.Step == o[len(o)-1] || l.Qty == 0 {
		l.Done = t.At
	}
	return l
}

// checkSteps checks the items of a list that somebody writes. The register says in
// its own words, needItems and sameTwice, what is wrong.
func checkSteps(f *Faults, field, words string, items []string, most int) {
	f.Check(len(items) >= 1 && len(items) <= most, field, words+".needItems", most)
	seen := map[string]bool{}
	for _, s := range items {
		checkName(f, field, s, true, NameLength)
		f.Check(!seen[s], field, words+".sameTwice", s)
		seen[s] = true
	}
}

// checkTicks checks that ticks are places in a list, ascending.
func checkTicks(f *Faults, field string, ticked []int, items int) {
	last := -1
	for _, i := range ticked {
		f.Check(i > last && i < items, field, "error.invalid")
		last = i
	}
}
