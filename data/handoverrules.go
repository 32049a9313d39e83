package data

import (
	"cmp"
	"slices"
)

// SortHandover puts what the registers hand over into the order of the sections
// and numbers it.
func SortHandover(items []HandoverItem) {
	rank := func(section string) int {
		if i := slices.Index(HandoverSections, section); i >= 0 {
			return 2 * i
		}
		return 2*slices.Index(HandoverSections, "money") - 1
	}
	slices.SortStableFunc(items, func(a, b HandoverItem) int {
		return cmp.Or(cmp.Compare(rank(a.Section), rank(b.Section)), cmp.Compare(a.Section, b.Section), cmp.Compare(a.Sort, b.Sort))
	})
	for i := range items {
		items[i].Sort = i
	}
}

// EndingShift gives the shift that ends nearest to now.
func (s Settings) EndingShift(now Time) Shift {
	at := s.Calendar.MinutesOf(now)
	if at < s.Cutoff {
		at += 24 * 60 // after midnight it is still the night of the day before
	}
	best := Shift{}
	for i, sh := range s.Shifts {
		if i == 0 || timeBetween(at, sh.To) < timeBetween(at, best.To) {
			best = sh
		}
	}
	return best
}

func timeBetween(a, b Minutes) Minutes { return max(a-b, b-a) }

// NextShift gives the code of the shift that follows one, the first of the next
// day after the last.
func (s Settings) NextShift(code string) string {
	for i, sh := range s.Shifts {
		if sh.Code == code {
			return s.Shifts[(i+1)%len(s.Shifts)].Code
		}
	}
	return ""
}

// Tally counts how the items of a handover were found.
func Tally(items []HandoverItem) (ok, off, open int) {
	for _, i := range items {
		switch i.Mark {
		case "ok":
			ok++
		case "off":
			off++
		default:
			open++
		}
	}
	return ok, off, open
}

// HandoverDrift is one matter that has changed since a handover was sealed.
type HandoverDrift struct {
	What string       // new, gone, changed
	Item HandoverItem // as it is now; as it was, where it is gone
	Was  HandoverItem // as it was sealed
}

// HandoverDrifts compares what was sealed with what the registers would hand
// over now. Lines that only count the rest of a section follow from the others
// and are left out.
func HandoverDrifts(sealed, live []HandoverItem) []HandoverDrift {
	type key struct {
		section string
		ref     ID
	}
	index := func(items []HandoverItem) map[key]HandoverItem {
		m := map[key]HandoverItem{}
		for _, i := range items {
			if i.Ref != "" && i.Ref != ID(i.Section) {
				m[key{i.Section, i.Ref}] = i
			}
		}
		return m
	}
	was, is := index(sealed), index(live)
	var list []HandoverDrift
	for _, i := range live {
		old, known := was[key{i.Section, i.Ref}]
		switch _, counts := is[key{i.Section, i.Ref}]; {
		case !counts:
		case !known:
			list = append(list, HandoverDrift{What: "new", Item: i})
		case i.Key != old.Key || !slices.Equal(i.Args, old.Args) || i.Who != old.Who || i.Due != old.Due:
			list = append(list, HandoverDrift{What: "changed", Item: i, Was: old})
		}
	}
	for _, i := range sealed {
		k := key{i.Section, i.Ref}
		if _, stays := is[k]; !stays && was[k].ID == i.ID && i.Ref != "" && i.Ref != ID(i.Section) {
			list = append(list, HandoverDrift{What: "gone", Item: i, Was: i})
		}
	}
	return list
}
