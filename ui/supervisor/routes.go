package supervisor

import "yingbin/ui/screen"

var announcer screen.Announcer

func announce(r screen.Route) screen.Route { return announcer.Announce(r) }

// Routes lists the screens, in order; some of them are shown at reception too.
func Routes() []screen.Route { return announcer.Routes() }
