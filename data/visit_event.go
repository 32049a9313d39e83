package data

// What a visit tells other registers while its command is decided, in the same
// transaction. Whoever hears it may refuse the act; all that they write is the act's.

// GuestLeaving is told when a guest is seen off, to whoever warns of what they leave
// open.
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
