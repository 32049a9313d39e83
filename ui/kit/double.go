package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// DoubleTap is within what time two taps can be one double click. So long a tap
// or an Enter does nothing to another thing than the one before it, and what has
// just changed its place takes none.
const DoubleTap = 500 * time.Millisecond

// clock tells the time of taps and keys. It is not the office's clock, which may
// be put right while a finger is on its way.
var clock = time.Now

// SetClock lets a test move the time of taps; the function puts it back.
func SetClock(now func() time.Time) (restore func()) {
	was := clock
	clock = now
	lastTap, lastKey = act{}, act{}
	return func() { clock = was }
}

// act is what a hand did last: to which thing, when, and where.
type act struct {
	to   any
	when time.Time
	at   fyne.Position
}

// There is one hand at the pointer and one at the keyboard.
var lastTap, lastKey act

// again reports whether something done to a thing now still belongs to what was
// done before: to another thing, or to the same one if a thing takes only one.
// What is left out lengthens the moment: who hammers on has seen nothing yet.
func (a *act) again(to any, once bool) bool {
	now := clock()
	if a.to != nil && now.Sub(a.when) < DoubleTap && (once || to != a.to) {
		a.when = now
		return true
	}
	a.to, a.when = to, now
	return false
}

// TakesTap reports whether a tap on a thing counts. It does not if the finger
// tapped another thing at the same spot a moment ago, which has gone away from
// under it, or, when once is set, this same thing. A thing is named by a value
// that can be compared: what the tap acts on, not the widget that shows it.
func TakesTap(at fyne.Position, to any, once bool) bool {
	if !lastTap.near(at, to) {
		lastTap = act{}
	}
	lastTap.at = at
	return !lastTap.again(to, once)
}

// near reports whether a finger that meant the same spot may have come down here.
// Where somebody taps is unknown to a widget that was tapped by a program: then
// only the thing tells.
func (a *act) near(at fyne.Position, to any) bool {
	none := fyne.Position{}
	if at == none || a.at == none {
		return a.to == to
	}
	d, reach := at.Subtract(a.at), Size(SizeTouch)/3
	return abs(d.X) <= reach && abs(d.Y) <= reach
}

// TakesEnter reports whether an Enter for a thing counts. A second one that
// follows at once, with no other key in between, acts on nothing else, nor twice
// on a thing that takes one only: a scanner may end a line with CR and LF.
func TakesEnter(to any, once bool) bool { return !lastKey.again(to, once) }

// OtherKey says that a key other than Enter was pressed: the next Enter is meant.
func OtherKey() { lastKey = act{} }

// moved remembers since when a thing stands where it stands.
type moved struct{ since time.Time }

func (m *moved) now() { m.since = clock() }

// settled reports whether it has stood there long enough to be meant.
func (m *moved) settled() bool { return m.since.IsZero() || clock().Sub(m.since) >= DoubleTap }

// moves notes for each place of a row of things when another thing came there.
// One that comes where nothing stood is not under a finger that meant another.
func moves[T any](before []moved, old, fresh []T, id func(T) string) []moved {
	after := make([]moved, len(fresh))
	copy(after, before)
	for i := range min(len(old), len(fresh)) {
		if id(old[i]) != id(fresh[i]) {
			after[i].now()
		}
	}
	return after
}

func settledAt(all []moved, at int) bool {
	return at < 0 || at >= len(all) || all[at].settled()
}

// part names a row, a tile, a choice, or an action of one.
type part struct {
	of       any
	id, more string
}

// Question is something whose answer may still be on its way.
type Question interface {
	// Current reports whether what is shown answers what is asked now.
	Current() bool
}

// upToDate reports whether what is shown answers what is asked; what answers
// nothing always does.
func upToDate(q Question) bool { return q == nil || q.Current() }
