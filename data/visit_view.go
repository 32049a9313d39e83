package data

// VisitFilter chooses visits. Blank fields choose all.
type VisitFilter struct {
	From, To Day  // business days, both included
	OpenOnly bool // still in the house
	Visitor  ID
	ID       ID
}

// VisitView is a visit as screens and papers show it.
type VisitView struct {
	Visit
	Phone     string // of the visitor
	Forgotten bool   // the visitor was made anonymous
	Times     int    // the how-manieth visit it is: 1 is 首访
}

// Match is somebody the finder found.
type Match struct {
	Visitor
	Times   int      // visits so far
	Last    *Visit   // the newest one, nil before the first
	Booking *Booking // today's next one that still stands, nil without
	Inside  bool     // in the house now
}

// Expected reports whether the person has a booking today and isn't here yet.
func (m Match) Expected() bool { return m.Booking != nil && m.Booking.Status == Booked && !m.Inside }

// PartOfDay names the part of the day that a greeting says: morning, afternoon
// or evening.
func PartOfDay(m Minutes) string {
	switch {
	case m >= 4*60 && m < 12*60:
		return "morning"
	case m >= 12*60 && m < 18*60:
		return "afternoon"
	}
	return "evening"
}
