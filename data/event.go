package data

// What registers tell each other within one act, in the transaction that decides
// it. Whoever hears one may refuse the act; all that they write is the act's.

// GuestLeaving is told before a guest is seen off, to whoever warns of what they
// leave open.
type GuestLeaving struct{ Visit Visit }

// GuestSeated is told when a visit that is going on is led to a place, from
// Before to where it says now; either may be "".
type GuestSeated struct {
	Visit  Visit
	Before ID
}

// GuestLeft is told when a visit ended.
type GuestLeft struct {
	Visit ID
	At    Time
}

// HouseClosed is told when the house is closed, after all visits ended.
type HouseClosed struct{ Day Day }

// DrinksServed is told when drinks reach a place: whoever brings them has seen it.
type DrinksServed struct{ Place ID }

// RoundRefilled is told when the floor orders once more for a place.
type RoundRefilled struct{ Place ID }

// What one register asks of another: its owner does its part in the same act, or
// refuses and so refuses the act. The owner fills in what is answered.

// StockItemNamed asks the stock for an item that is in use.
type StockItemNamed struct {
	Item ID

	Found StockItem // the answer
}

// StockBroken asks the stock to take off what broke or was lost. What a count has
// already found missing is not taken twice: the report explains it.
type StockBroken struct {
	Item     ID
	Qty      int
	Lost     bool
	Movement ID
	Report   ID // the breakage that it is for
	Explains ID // a line of a count that it explains, "" for none in particular
	By       ID
}

// StockRestored asks the stock to put back what a report took that was not so.
type StockRestored struct {
	Report   ID
	Movement ID
	At       Time
	By       ID
}

// StockHeldIn asks the stock what there was when a span began and what came in
// during it, by item.
type StockHeldIn struct {
	From, To Time

	Items []StockItem // the answer, in the order of the stock
	Held  map[ID]int
}

// OnDutyIn asks who was on post at any time of a span, in the order they came.
type OnDutyIn struct {
	From, To Time

	Names []string // the answer
}

// PlaceNames asks the house for the names of its areas, tables and courts.
type PlaceNames struct {
	Names map[ID]string // the answer
}
