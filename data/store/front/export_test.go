package front

// For the tests outside the package.
var (
	HandOverBookings   = handOverBookings
	HandOverFacilities = handOverFacilities
	HandOverOrders     = handOverOrders
	HandOverHouse      = handOverHouse
	HandOverRepairs    = handOverRepairs

	FinderKeys = finderKeys
	ReadHeld   = readHeld
)

// HeldBack is how many visitors may wait for their keys.
const HeldBack = heldBack

// PrefixesOf are the beginnings of keys that typed text looks for.
func PrefixesOf(typed string) []string { return wantedBy(typed).prefixes() }
