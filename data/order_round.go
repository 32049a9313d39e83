package data

import (
	"slices"
	"time"
)

// roundHours is how long what was ordered at a place counts as this party's,
// where nobody is registered there.
const roundHours = 3 * time.Hour

// RoundAt chooses the orders of the guests who sit at a place: those of their
// visit, or what was ordered there in the last hours where nobody is registered.
func RoundAt(place, visit ID, now Time) OrderFilter {
	if visit != "" {
		return OrderFilter{Visit: visit}
	}
	return OrderFilter{Place: place, Since: now.Add(-roundHours)}
}

// Standing lists what of an order was not voided.
func (o OrderView) Standing() []LineView {
	return slices.DeleteFunc(slices.Clone(o.Lines), func(l LineView) bool { return l.State == Voided })
}

// LastRound is the newest of some orders of which something stands.
func LastRound(round []OrderView) (OrderView, bool) {
	for _, o := range slices.Backward(round) {
		if len(o.Standing()) > 0 {
			return o, true
		}
	}
	return OrderView{}, false
}

// Again is a round once more, as it was, ordered from a station.
func (o OrderView) Again(station string) *PlaceOrder {
	c := &PlaceOrder{Order: NewID(), Place: o.Place, Station: station, Refill: true, Consultant: o.Consultant, Occasion: o.Occasion}
	for _, l := range o.Standing() {
		c.Lines = append(c.Lines, l.Wish())
	}
	return c
}
