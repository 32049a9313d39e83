package front

import "yingbin/data"

// For the tests outside the package.
var (
	HandOverBookings   = handOverBookings
	HandOverFacilities = handOverFacilities
	HandOverOrders     = handOverOrders
	HandOverHouse      = handOverHouse
	HandOverRepairs    = handOverRepairs

	FinderKeys = finderKeys
	ReadHeld   = readHeld
	After      = after
)

const (
	KeyLength  = keyLength
	KeyTokens  = keyTokens
	MoreSounds = moreSounds
	HeldBack   = heldBack
)

// Held is who holds a unit for half an hour.
type Held = held

// PrefixesOf are the beginnings of keys that typed text looks for.
func PrefixesOf(typed string) []string { return wantedBy(typed).prefixes() }

// Fits reports whether typed text finds a visitor.
func Fits(typed string, v data.Visitor) bool { return wantedBy(typed).fits(v) }
