package data

// Figure is one number that a register counts, of a day or of a shift.
type Figure struct {
	Name  string // such as visit.people
	N     int
	Hours map[int]int // the same by the hour of the day, where the register counts so
}

// Counts are figures by their names.
type Counts map[string]Figure

// Add adds figures. Registers name theirs apart.
func (c Counts) Add(figures ...Figure) {
	for _, f := range figures {
		c[f.Name] = f
	}
}

// N gives a number, 0 where nobody counted it.
func (c Counts) N(name string) int { return c[name].N }

// Figures are what a handover says of its shift.
func (c Counts) Figures() Figures {
	return Figures{
		Groups: c.N(FigureGroups), People: c.N(FigurePeople), Calls: c.N(FigureCalls), Bookings: c.N(FigureBookings), Refused: c.N(FigureRefused),
	}
}

// The figures that others read by name.
const (
	FigureGroups   = "visit.groups"     // that came, with Hours
	FigurePeople   = "visit.people"     // that came
	FigureInside   = "visit.inside"     // people in the house at the moment
	FigureRefused  = "visit.refused"    // groups turned away
	FigureBookings = "booking.taken"    // bookings taken
	FigureExpected = "booking.expected" // bookings of the day whose guests can still come
	FigureCalls    = "duty.calls"       // calls noted
)
