package reception

import "yingbin/ui/screen"

var station screen.Announcer

// announce adds a screen of this station.
func announce(r screen.Route) screen.Route { return station.Announce(r) }

// Routes gives the station's screens in the order of the rail.
func Routes() []screen.Route { return station.Routes() }
