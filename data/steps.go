package data

import (
	"slices"
	"strings"
)

// Amended says that somebody put a record right after it was written, or voided
// it. A register embeds it in its row; the journal keeps what stood there before.
type Amended struct {
	AmendedAt Time
	AmendedBy ID
	AmendWhy  string `personal:"job"`
	Void      bool
}

// WasAmended reports whether a record was put right or voided.
func (a Amended) WasAmended() bool { return a.AmendedAt > 0 }

// Versioned is what a list knows of its own past. A register embeds it in the row of
// a list; the book keeps it, whatever a command says.
type Versioned struct {
	Version int           // counts what the list read like; 0 of one that never changed
	Written Time          // when it began to read like this, 0 of one that never changed
	Before  []ListVersion // how it read before, the oldest first
}

// ListVersion is how a list read once.
type ListVersion struct {
	Version int      `json:"version"`
	Written Time     `json:"written"`
	Items   []string `json:"items"`
}

// keptVersions is how many earlier versions a list remembers: nobody is out of
// reach for longer.
const keptVersions = 20

// Rewritten gives the past of a list of which the items become others at a moment.
func (v Versioned) Rewritten(was, items []string, at Time) Versioned {
	if slices.Equal(was, items) {
		return v
	}
	before := append(slices.Clone(v.Before), ListVersion{v.Version, v.Written, was})
	return Versioned{v.Version + 1, at, before[max(0, len(before)-keptVersions):]}
}

// StepList is a list as it reads now, with its past.
type StepList struct {
	Items []string
	Versioned
}

// Seen says by which version somebody ticked: the one they name, if it read as they
// say, else the newest that did. A list that never read so was not seen at all.
func (l StepList) Seen(version int, items []string) (int, bool) {
	all := append(slices.Clone(l.Before), ListVersion{l.Version, l.Written, l.Items})
	found := -1
	for _, v := range all {
		if slices.Equal(v.Items, items) {
			if v.Version == version {
				return version, true
			}
			found = v.Version
		}
	}
	return max(0, found), found >= 0
}

// InForce gives the items and the version that were in force at a moment.
func (l StepList) InForce(at Time) ([]string, int) {
	if at >= l.Written {
		return l.Items, l.Version
	}
	for _, v := range slices.Backward(l.Before) {
		if at >= v.Written {
			return v.Items, v.Version
		}
	}
	return l.Items, l.Version
}

// Unseen lists what somebody could not tick who went through an older version
// after the list had changed.
func (l StepList) Unseen(version int, at Time, items []string) []string {
	if version >= l.Version || at < l.Written {
		return nil
	}
	return without(l.Items, items)
}

// without leaves out of a list what another has.
func without(list, gone []string) []string {
	var left []string
	for _, item := range list {
		if !slices.Contains(gone, item) {
			left = append(left, item)
		}
	}
	return left
}

// StepRun is one time that a list of steps was gone through in any order, for one
// subject: the house, a court, a person. A register embeds it in its row, beside
// the column that names the list and, where there are several, the subject. What
// several people ticked in one turn is a row each, and one run to whoever reads it.
type StepRun struct {
	ID      ID
	Name    string // as the list was called then
	Day     Day
	At      Time
	By      ID
	Items   []string // as they stood then
	Ticked  []int    // places among the items, ascending
	Note    string   `personal:"job"`
	Turn    int      // which time of the day it was, from 1; 0 of a row that stands alone
	Version int      // of the list, as it was seen
	Amended

	Parts []StepRun // filled by reads: the rows of a turn that several have
}

// Complete reports whether everything was ticked.
func (r StepRun) Complete() bool { return len(r.Ticked) == len(r.Items) }

// Missing lists what was not ticked, in the order of the list.
func (r StepRun) Missing() []string { return stepsWhere(r.Items, r.Ticked, false) }

// Done lists what was ticked, in the order of the list.
func (r StepRun) Done() []string { return stepsWhere(r.Items, r.Ticked, true) }

// Run gives what all runs have in common.
func (r StepRun) Run() StepRun { return r }

// Rows are the rows that a run is made of, voided ones too.
func (r StepRun) Rows() []StepRun {
	if len(r.Parts) == 0 {
		return []StepRun{r}
	}
	return r.Parts
}

// People are all who ticked, in the order in which they did.
func (r StepRun) People() []ID {
	var all []ID
	for _, p := range r.Rows() {
		if !p.Void && !slices.Contains(all, p.By) {
			all = append(all, p.By)
		}
	}
	return all
}

// onto lays what was ticked on a list that reads otherwise.
func (r StepRun) onto(items []string) StepRun {
	done := r.Done()
	r.Items = items
	return r.ticked(done)
}

// ticked ticks what is done of the items.
func (r StepRun) ticked(done []string) StepRun {
	r.Ticked = nil
	for i, item := range r.Items {
		if slices.Contains(done, item) {
			r.Ticked = append(r.Ticked, i)
		}
	}
	return r
}

// joined makes one run of the rows of a turn, the oldest first: what anybody
// ticked is done, and it is the run of whoever ticked the last of it. What was
// voided is in its rows and counts for nothing.
func joined(rows []StepRun) StepRun {
	kept := slices.DeleteFunc(slices.Clone(rows), func(r StepRun) bool { return r.Void })
	if len(rows) == 1 || len(kept) == 0 {
		return rows[len(rows)-1]
	}
	run := kept[0]
	var done, notes []string
	for _, r := range kept {
		if r.Version > run.Version {
			run.Version, run.Items = r.Version, r.Items
		}
		if len(without(r.Done(), done)) > 0 { // whoever adds nothing did not finish it
			run.ID, run.At, run.By = r.ID, r.At, r.By
		}
		done = append(done, r.Done()...)
		if r.Note != "" {
			notes = append(notes, r.Note)
		}
	}
	run.Note, run.Parts = strings.Join(notes, "\n"), rows
	return run.ticked(done)
}

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
	Runs []StepRun // one a turn, the oldest first
}

// StepDayOf picks from the rows of a day, the oldest first, those of one list with
// one subject, and makes a run of each turn. Where somebody went through an older
// version of the list after it had changed, only what differs is open.
func StepDayOf[R StepRow](rows []R, list, subject ID, due Time, now StepList) StepDay {
	var turns [][]StepRun
	at := map[int]int{}
	for _, row := range rows {
		if l, s := row.Of(); l != list || s != subject {
			continue
		}
		r := row.Run()
		i, known := at[r.Turn]
		if r.Turn == 0 || !known {
			i = len(turns)
			turns = append(turns, nil)
			at[r.Turn] = i
		}
		turns[i] = append(turns[i], r)
	}
	d := StepDay{Due: due}
	for _, rows := range turns {
		r := joined(rows)
		if items, version := now.InForce(r.At); r.Version < version {
			r = r.onto(items)
		}
		d.Runs = append(d.Runs, r)
	}
	return d
}

// Last is the run that counts, nil when there was none: the newest, but once
// complete the list stays done. Going through it again is more than was asked.
func (d StepDay) Last() *StepRun {
	var last *StepRun
	for i := range d.Runs {
		switch r := &d.Runs[i]; {
		case r.Void:
		case last == nil, r.Complete(), !last.Complete():
			last = r
		}
	}
	return last
}

// Turn is the time of the day that somebody is at who ticks the list now: the one
// that lacks something, or the next.
func (d StepDay) Turn() int {
	turn := 0
	for _, r := range d.Runs {
		turn = max(turn, r.Turn)
	}
	if r := d.open(); r != nil && r.Turn == turn && turn > 0 {
		return turn
	}
	return turn + 1
}

// open is the run that somebody goes on with, nil when a new one begins.
func (d StepDay) open() *StepRun {
	for i := range slices.Backward(d.Runs) {
		if r := &d.Runs[i]; !r.Void {
			if r.Complete() {
				return nil
			}
			return r
		}
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
	if r := d.open(); r != nil {
		return r.Done()
	}
	return nil
}

// DoneIn lists what is ticked in a turn.
func (d StepDay) DoneIn(turn int) []string {
	for _, r := range d.Runs {
		if r.Turn == turn && turn > 0 && !r.Void {
			return r.Done()
		}
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
	Amended
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
