package data

// DrinksServed is told when drinks reach a place: whoever brings them has seen it.
type DrinksServed struct{ Place ID }

// RoundRefilled is told when the floor orders once more for a place.
type RoundRefilled struct{ Place ID }
