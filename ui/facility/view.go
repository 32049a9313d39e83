package facility

import (
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
)

// facilityView is what the 设施 screen shows, read in one go.
type facilityView struct {
	venues []data.Venue
	courts []data.Court
	areas  []data.Area
	states map[data.ID]data.Facility
	events []data.FacilityEvent // today's, the oldest first
	staff  map[data.ID]string
}

// stateTones gives each state its colour; its word stands beside it always.
var stateTones = map[data.FacilityState]kit.Tone{
	data.Normal: kit.TonePlain, data.InUse: kit.ToneGood, data.Unkept: kit.ToneSoon, data.Faulty: kit.ToneLate, data.Stood: kit.ToneAccent,
}

// facilityGroup is the courts, by their venues, or the areas.
type facilityGroup struct {
	title string // word key
	tiles []kit.Tile
}

// state gives how a place is; one that nobody spoke of is normal.
func (v facilityView) state(place data.ID) data.Facility {
	if f, ok := v.states[place]; ok {
		return f
	}
	return data.Facility{Place: place, State: data.Normal}
}

// place names a court or an area.
func (v facilityView) place(id data.ID) string {
	for _, c := range v.courts {
		if c.ID == id {
			return c.Name
		}
	}
	for _, a := range v.areas {
		if a.ID == id {
			return a.Name
		}
	}
	return ""
}

// groups gives the boards: the courts in the order of their venues, then the
// areas. only is a state to show alone, "" for all.
func (v facilityView) groups(say paper.Say, c data.Calendar, now data.Time, only data.FacilityState) []facilityGroup {
	courts, areas := facilityGroup{title: "facility.courts"}, facilityGroup{title: "facility.areas"}
	for _, venue := range v.venues {
		for _, court := range v.courts {
			if court.Venue == venue.ID && !court.Retired && v.open(venue.ID) {
				courts.tiles = v.add(courts.tiles, say, c, now, court.ID, court.Name, only)
			}
		}
	}
	for _, a := range v.areas {
		if !a.Retired {
			areas.tiles = v.add(areas.tiles, say, c, now, a.ID, a.Name, only)
		}
	}
	return []facilityGroup{courts, areas}
}

func (v facilityView) add(tiles []kit.Tile, say paper.Say, c data.Calendar, now data.Time, id data.ID, name string, only data.FacilityState) []kit.Tile {
	f := v.state(id)
	if only != "" && f.State != only {
		return tiles
	}
	t := kit.Tile{ID: string(id), Title: name, Sub: say("facility.state." + string(f.State)), Tone: stateTones[f.State]}
	if f.State != data.Normal {
		t.Sub = say("facility.since", t.Sub, screen.ShortClock(c, now, f.At))
	}
	t.Sub = strings.TrimSpace(t.Sub + "\n" + kit.OneLine(f.Note))
	return append(tiles, t)
}

// open reports whether the venue is still there.
func (v facilityView) open(venue data.ID) bool {
	return slices.ContainsFunc(v.venues, func(o data.Venue) bool { return o.ID == venue && !o.Retired })
}

// counts tells how many places are in each state.
func (v facilityView) counts() map[data.FacilityState]int {
	n := map[data.FacilityState]int{}
	for _, c := range v.courts {
		if !c.Retired && v.open(c.Venue) {
			n[v.state(c.ID).State]++
		}
	}
	for _, a := range v.areas {
		if !a.Retired {
			n[v.state(a.ID).State]++
		}
	}
	return n
}

// filters offers the states with how many places are in each; one that no
// place is in is not offered, unless it is the one chosen.
func (v facilityView) filters(say paper.Say, chosen string) []kit.Choice {
	n := v.counts()
	choices := []kit.Choice{{Code: "", Label: say("common.all")}}
	for _, s := range data.FacilityStates {
		if n[s] > 0 || string(s) == chosen {
			choices = append(choices, kit.Choice{Code: string(s), Label: say("facility.countOf", say("facility.state."+string(s)), n[s]), Tone: stateTones[s]})
		}
	}
	return choices
}

// history lists today's changes, the newest first: of one place, or of all.
func (v facilityView) history(say paper.Say, c data.Calendar, place data.ID) []kit.Item {
	var rows []kit.Item
	for _, e := range slices.Backward(v.events) {
		if place != "" && e.Place != place {
			continue
		}
		r := kit.Item{ID: string(e.ID), Lead: c.Clock(e.At), Title: v.place(e.Place), Badge: say("facility.state." + string(e.State)), Tone: stateTones[e.State]}
		r.Sub = v.staff[e.By]
		if e.Note != "" {
			r.Sub = strings.TrimPrefix(r.Sub+" · "+kit.OneLine(e.Note), " · ")
		}
		rows = append(rows, r)
	}
	return rows
}
