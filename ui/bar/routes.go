package bar

import "yingbin/ui/kit"

// Station is what routes of the bar say where they stand.
const Station = "bar"

var station kit.Announcer

// announce adds a screen of this station.
func announce(r kit.Route) kit.Route { return station.Announce(r) }

// Routes gives the station's screens in the order of the rail.
func Routes() []kit.Route { return station.Routes() }
