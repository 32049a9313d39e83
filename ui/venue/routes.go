package venue

import "yingbin/ui/kit"

// Station is what routes of the venues say where they stand.
const Station = "venue"

var station kit.Announcer

// announce adds a screen of this station.
func announce(r kit.Route) kit.Route { return station.Announce(r) }

// Routes gives the station's screens in the order of the rail.
func Routes() []kit.Route { return station.Routes() }

// The screens that others of this station lead to.
const (
	routeBookings = "bookings"
	routeOrder    = "order" // the bar's own screen, announced for this station too
)
