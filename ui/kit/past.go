package kit

import (
	"reflect"
	"slices"
	"strings"
	"time"
)

// Lingers is how long what was done stays where it was, so that nothing else
// comes under the finger that did it, and one can see and take back what it was.
const Lingers = 2500 * time.Millisecond

// unanswered is how long an act may be under way: the screen that asked for it may
// have gone without hearing the answer.
const unanswered = 4 * Lingers

// Act is something that somebody has begun to do to things that lists, boards and
// cards show. What it takes away from there stays a moment in its place, struck,
// with a way back; only then the others close up. Whoever gives commands begins
// one for each, so that no screen has to think of it.
type Act struct {
	names map[string]bool // of what it is done to
	since time.Time
	state actState
	says  Done
	holds []stayer
}

type actState int

const (
	actBegun   actState = iota // not answered yet
	actDone                    // answered
	actLeaving                 // being taken back
	actOver
)

// Done is what stands over what was done: a word, and a way back where there is one.
type Done struct {
	Word, Back string
	Undo       func()
}

// stayer shows things and can close up what has left.
type stayer interface{ closeUp() }

// acts are those that are not over, the oldest first.
var acts []*Act

// underHand names what the finger or key in use acts on.
var underHand []string

// WithHand does something as the hand that began it: what it leads to belongs to
// the same thing, although the answer came later.
func WithHand(names []string, do func()) {
	was := underHand
	underHand = names
	defer func() { underHand = was }()
	do()
}

// Hand names what the finger or key in use acts on, for WithHand.
func Hand() []string { return underHand }

// actOn does what a thing is for.
func actOn(thing any, do func()) {
	var names []string
	gather(reflect.ValueOf(thing), &names)
	WithHand(names, do)
}

// gather collects the names in a thing: of a row, or of what a button is about.
func gather(v reflect.Value, names *[]string) {
	switch v.Kind() {
	case reflect.String:
		if v.String() != "" {
			*names = append(*names, v.String())
		}
	case reflect.Interface:
		gather(v.Elem(), names)
	case reflect.Array:
		for i := range v.Len() {
			gather(v.Index(i), names)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[part]() {
			gather(v.FieldByName("id"), names)
		}
	}
}

// Begin says that an act has begun on the things of these names, and on what is
// under the hand.
func Begin(names ...string) *Act {
	a := &Act{names: map[string]bool{}, since: clock()}
	for _, n := range slices.Concat(names, underHand) {
		a.names[n] = true
	}
	acts = slices.DeleteFunc(acts, func(old *Act) bool { return old.over() })
	acts = append(acts, a)
	return a
}

// Done says that it is done.
func (a *Act) Done(says Done) {
	if a.state != actBegun {
		return
	}
	a.state, a.since, a.says = actDone, clock(), says
	a.tell()
}

// Failed says that it came to nothing.
func (a *Act) Failed() { a.end() }

// Over lets what has left go, and the others close up. What is being taken back
// keeps its place until Failed.
func (a *Act) Over() {
	if a.state != actLeaving {
		a.end()
	}
}

func (a *Act) end() {
	a.state = actOver
	acts = slices.DeleteFunc(acts, func(old *Act) bool { return old == a })
	a.tell()
}

// tell has everything that keeps something for it look again.
func (a *Act) tell() {
	holds := a.holds
	a.holds = nil
	for _, h := range holds {
		h.closeUp()
	}
}

// undo takes it back.
func (a *Act) undo() {
	if a.state == actDone && a.says.Undo != nil {
		a.state, a.since = actLeaving, clock()
		a.says.Undo()
		a.tell()
	}
}

// holdFor notes who looks again when it is over.
func (a *Act) holdFor(s stayer) {
	if !slices.Contains(a.holds, s) {
		a.holds = append(a.holds, s)
	}
}

// over reports whether its moment has passed. One that has no answer yet goes on.
func (a *Act) over() bool {
	switch a.state {
	case actBegun, actLeaving:
		return clock().Sub(a.since) >= unanswered
	case actDone:
		return clock().Sub(a.since) >= Lingers
	}
	return true
}

// did reports whether it was done to the thing of this name; a name may be made
// of several: register/id.
func (a *Act) did(id string) bool {
	if a.names[id] {
		return true
	}
	for part := range strings.SplitSeq(strings.TrimRight(id, "+"), "/") {
		if part != "" && a.names[part] {
			return true
		}
	}
	return false
}

// Stays keeps in the place where it stood what has just left a row of things.
type Stays[T any] struct {
	id    func(T) string
	more  func(T) []string
	again func()
	shown []T
	kept  map[string]*Act
}

// NewStays makes one for things told apart by a name; again shows them anew.
func NewStays[T any](id func(T) string, again func()) *Stays[T] {
	return &Stays[T]{id: id, again: again}
}

// Holding gives the names of what a thing holds, such as the lines of an order: an
// act on one of them takes the whole away.
func (s *Stays[T]) Holding(more func(T) []string) *Stays[T] {
	s.more = more
	return s
}

// doneTo finds the newest act on a thing that is not over, nil if there is none.
func (s *Stays[T]) doneTo(x T) *Act {
	names := []string{s.id(x)}
	if s.more != nil {
		names = append(names, s.more(x)...)
	}
	for _, a := range slices.Backward(acts) {
		if slices.ContainsFunc(names, a.did) && !a.over() {
			return a
		}
	}
	return nil
}

func (s *Stays[T]) closeUp() { s.again() }

// Keep gives the things there are now, in the order to show them. While something
// of them has just been done, all keep their places, what has left too, and what is
// new comes last. Where most are gone without an act they are others altogether,
// such as another day's.
func (s *Stays[T]) Keep(fresh []T) []T {
	now := map[string]int{}
	for i, x := range fresh {
		now[s.id(x)] = i
	}
	var all []T
	kept, calm, away := map[string]*Act{}, true, 0
	for _, x := range s.shown {
		id := s.id(x)
		i, here := now[id]
		a := s.doneTo(x)
		if a != nil {
			calm = false
			a.holdFor(s)
		}
		switch {
		case here:
			all = append(all, fresh[i])
			delete(now, id)
		case a != nil:
			all = append(all, x)
			kept[id] = a
		default:
			away++
		}
	}
	if calm || 2*away > len(s.shown) {
		s.shown, s.kept = slices.Clone(fresh), nil
		return s.shown
	}
	for _, x := range fresh {
		if _, is := now[s.id(x)]; is {
			all = append(all, x)
		}
	}
	s.shown, s.kept = all, kept
	return all
}

// Past gives what stands over a thing that has left, and reports whether it has.
func (s *Stays[T]) Past(x T) (Done, bool) {
	a := s.kept[s.id(x)]
	if a == nil {
		return Done{}, false
	}
	says := a.says
	if a.state == actDone && says.Undo != nil {
		says.Undo = a.undo
	} else {
		says.Undo = nil
	}
	return says, true
}
