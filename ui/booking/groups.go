package booking

import (
	"slices"

	"yingbin/data"
)

// venueGroup is what one board shows: venues that stand side by side.
type venueGroup struct {
	Code   string
	Name   string // the venue's own name, for a kind the house has no word for
	Venues []data.ID
}

// groupOf says which board a kind of venue is on. Halls that share a floor stay
// together; a narrow window gives the tables a board of their own.
func groupOf(kind string, compact bool) string {
	switch kind {
	case "badminton", "basketball":
		if compact {
			return "floor"
		}
		return "ball"
	case "tabletennis":
		if compact {
			return "tabletennis"
		}
		return "ball"
	case "billiards", "cards", "reading", "children":
		return kind
	}
	return ""
}

// groupVenues puts the venues on boards, in their order.
func groupVenues(venues []data.Venue, compact bool) []venueGroup {
	var list []venueGroup
	for _, v := range venues {
		if v.Retired {
			continue
		}
		g := venueGroup{Code: groupOf(v.Kind, compact)}
		if g.Code == "" {
			g.Code, g.Name = string(v.ID), v.Name
		}
		i := slices.IndexFunc(list, func(o venueGroup) bool { return o.Code == g.Code })
		if i < 0 {
			i, list = len(list), append(list, g)
		}
		list[i].Venues = append(list[i].Venues, v.ID)
	}
	return list
}

// groupCourts lists the courts of a board, venue by venue.
func groupCourts(b *data.Board, g venueGroup) []data.Court {
	var list []data.Court
	for _, v := range g.Venues {
		for _, c := range b.Courts {
			if c.Venue == v && !c.Retired {
				list = append(list, c)
			}
		}
	}
	return list
}

// groupHours gives the half hours that a board shows: from the first opening to
// the last closing.
func groupHours(b *data.Board, courts []data.Court) (from, to data.Slot) {
	for i, c := range courts {
		open, closes := b.Hours(c)
		o, e := data.SlotOf(open), data.SlotOf(closes)
		if i == 0 || o < from {
			from = o
		}
		to = max(to, e)
	}
	return from, to
}

// needsFor lists what can be asked for at a kind of venue.
func needsFor(kinds map[string]bool) []string {
	var list []string
	ball := kinds["badminton"] || kinds["basketball"] || kinds["tabletennis"]
	if ball || len(kinds) == 0 {
		list = append(list, "shoes")
	}
	if ball || kinds["children"] || len(kinds) == 0 {
		list = append(list, "socks")
	}
	if kinds["badminton"] || kinds["tabletennis"] || len(kinds) == 0 {
		list = append(list, "rackets")
	}
	if ball || kinds["billiards"] || len(kinds) == 0 {
		list = append(list, "scoring", "partner")
	}
	return append(list, "drinks")
}

// shoeSizes are lent from 36 to 45.
var shoeSizes = []string{"36", "37", "38", "39", "40", "41", "42", "43", "44", "45"}
