package supervisor

import "yingbin/ui/kit"

var announcer kit.Announcer

func announce(r kit.Route) kit.Route { return announcer.Announce(r) }

// Routes lists the screens, in order; some of them are shown at reception too.
func Routes() []kit.Route { return announcer.Routes() }
