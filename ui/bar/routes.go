package bar

import "yingbin/ui/screen"

// Station is what routes of the bar say where they stand.
const Station = "bar"

var station screen.Announcer

// announce adds a screen of this station.
func announce(r screen.Route) screen.Route { return station.Announce(r) }

// Routes gives the station's screens in the order of the rail.
func Routes() []screen.Route { return station.Routes() }
