package data

import (
	"cmp"
	"slices"
	"time"
)

// OrderFilter chooses orders. Empty fields choose all.
type OrderFilter struct {
	Open     bool // only with lines the bar still has to do something about
	From, To Day  // business days, both included
	Place    ID
	Visit    ID
	ID       ID
	By       ID
	Since    Time // placed at this moment or later
}

// LineView is a line with what the menu says of its drink.
type LineView struct {
	OrderLine
	Name   string
	Kind   string
	Serves []string // what the drink comes in: one thing need not be said
	Tastes []string
	Direct bool
}

// Wish gives what was ordered, to order it again.
func (l LineView) Wish() LineWish {
	return LineWish{Line: NewID(), Drink: l.Drink, Qty: l.Qty, Serve: l.Serve, Temp: l.Temp, Taste: l.Taste, Milk: l.Milk}
}

// OrderView is an order as screens and papers show it. Guest and Title are
// those of the visit where there is one, as they stand now.
type OrderView struct {
	Order
	PlaceName string
	FromName  string // where it was before it was moved
	ByName    string
	ByRole    Role
	Lines     []LineView
}

// Moved reports whether the bar has yet to take note of a move.
func (o OrderView) Moved() bool { return o.MovedAt != 0 && o.MoveSeen == 0 && o.MovedFrom != o.Place }

// Age is how long an order has been waiting.
func (o OrderView) Age(now Time) time.Duration { return max(0, now.Sub(o.At)) }

// OpenLines lists what the bar still has to do.
func (o OrderView) OpenLines() []LineView {
	return slices.DeleteFunc(slices.Clone(o.Lines), func(l LineView) bool { return !l.State.Open() })
}

// Ready reports whether all that the bar still has to do is to have it brought.
func (o OrderView) Ready() bool {
	open := o.OpenLines()
	return len(open) > 0 && !slices.ContainsFunc(open, func(l LineView) bool { return l.State != Ready })
}

// ToNote lists the lines that were voided and not yet taken note of.
func (o OrderView) ToNote() []LineView {
	return slices.DeleteFunc(slices.Clone(o.Lines), func(l LineView) bool { return l.State != Voided || l.VoidSeen != 0 })
}

// NextState is where a tap on a line takes it: one step on, and straight out
// for what needs no making.
func (l LineView) NextState() LineState {
	switch {
	case l.State == Ready, l.State == Placed && l.Direct:
		return Served
	case l.State == Placed:
		return Making
	case l.State == Making:
		return Ready
	}
	return l.State
}

// Step is what the button of a whole card does: it takes the lines to To. Many
// says that there is more than one of them.
type Step struct {
	To     LineState
	Lines  []ID
	Many   bool
	Direct bool
}

// NextStep is the one act that takes a whole card on: begun when nothing is
// begun, ready when something is being made, served when all is ready; straight
// out where nothing has to be made.
func (o OrderView) NextStep() Step {
	open := o.OpenLines()
	var placed, making, ready, direct []ID
	for _, l := range open {
		switch l.State {
		case Placed:
			placed = append(placed, l.ID)
		case Making:
			making = append(making, l.ID)
		default:
			ready = append(ready, l.ID)
		}
		if l.Direct {
			direct = append(direct, l.ID)
		}
	}
	switch {
	case len(open) == 0:
		return Step{}
	case len(ready) == len(open):
		return Step{To: Served, Lines: ready}
	case len(direct) == len(open) && len(making) == 0:
		return Step{To: Served, Lines: append(placed, ready...), Direct: true}
	case len(making) == 0 && len(ready) == 0:
		return Step{To: Making, Lines: placed}
	}
	rest := append(placed, making...)
	return Step{To: Ready, Lines: rest, Many: len(open) > 1}
}

// AgeTone tells how a waiting order stands to the office's patience: 0 in good
// time, 1 soon too long, 2 too long.
func (s Settings) AgeTone(age time.Duration) int {
	switch {
	case age >= time.Duration(s.OrderLate)*time.Minute:
		return 2
	case age >= time.Duration(s.OrderSoon)*time.Minute:
		return 1
	}
	return 0
}

// ToMake is how much of one drink is still to be made, over all cards.
type ToMake struct {
	Drink ID
	Name  string
	Serve string // where the drink comes in several
	Qty   int
}

// AllToMake adds up what is still to be made, the most first.
func AllToMake(cards []OrderView) []ToMake {
	type key struct {
		drink ID
		serve string
	}
	var list []ToMake
	at := map[key]int{}
	for _, o := range cards {
		for _, l := range o.Lines {
			if l.State != Placed && l.State != Making {
				continue
			}
			k := key{drink: l.Drink}
			if len(l.Serves) > 1 && l.Serve != "cup" { // a cup is what everybody means
				k.serve = l.Serve
			}
			i, ok := at[k]
			if !ok {
				i = len(list)
				at[k] = i
				list = append(list, ToMake{Drink: l.Drink, Name: l.Name, Serve: k.serve})
			}
			list[i].Qty += l.Qty
		}
	}
	slices.SortStableFunc(list, func(a, b ToMake) int { return cmp.Compare(b.Qty, a.Qty) })
	return list
}

// Queue is what stands before the bar: the open cards and those with something
// to take note of, the oldest first, and the day so far.
type Queue struct {
	Cards  []OrderView
	ToMake []ToMake
	Cups   int           // served on the business day
	Waited time.Duration // on average, from order to table; what went straight out left aside
}

// NewCards lists the cards of now that were not there before, for the one sound
// on arrival: what is new is found by comparing lists.
func NewCards(before, now []OrderView) []ID {
	known := make(map[ID]bool, len(before))
	for _, o := range before {
		known[o.ID] = true
	}
	var fresh []ID
	for _, o := range now {
		if !known[o.ID] && len(o.OpenLines()) > 0 {
			fresh = append(fresh, o.ID)
		}
	}
	return fresh
}

// ServingPlace is somewhere drinks are brought, and who sits there.
type ServingPlace struct {
	ID      ID
	Name    string
	Area    string // the area's or the venue's name
	Court   bool
	Seats   int
	Seating ID // the party at a table
	Visit   ID
	Visitor ID
	Guest   string
	Title   string
	People  int
	Since   Time   // 0 when nobody sits there
	Out     string // number of the repair that keeps it out of use
}

// Order begins an order for whoever is at the place.
func (p ServingPlace) Order(station string) *PlaceOrder {
	return &PlaceOrder{Order: NewID(), Place: p.ID, Seating: p.Seating, Visit: p.Visit, Station: station}
}

// Taken reports whether somebody sits there.
func (p ServingPlace) Taken() bool { return p.Since != 0 }
