package data

// OnDutyIn asks who was on post at any time of a span, in the order they came.
type OnDutyIn struct {
	From, To Time

	Names []string // the answer
}
