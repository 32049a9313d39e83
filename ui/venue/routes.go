package venue

import "yingbin/ui/screen"

// Station is what routes of the venues say where they stand.
const Station = "venue"

var station screen.Announcer

// announce adds a screen of this station.
func announce(r screen.Route) screen.Route { return station.Announce(r) }

// Routes gives the station's screens in the order of the rail.
func Routes() []screen.Route { return station.Routes() }

// The screens that others of this station lead to.
const (
	routeBookings = "bookings"
	routeOrder    = "order" // the bar's own screen, announced for this station too
)
