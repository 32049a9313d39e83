package booking

import (
	"cmp"
	"slices"

	"yingbin/data"
)

// pick is a chosen run of half hours on a court.
type pick struct {
	Court    data.ID
	From, To data.Slot
}

func (p pick) holds(court data.ID, s data.Slot) bool {
	return p.Court == court && s >= p.From && s < p.To
}

// picker judges what may be chosen on a board. It changes nothing.
type picker struct {
	board  *data.Board
	now    data.Time
	people int
	over   bool // closing: what is taken may be chosen, the office says what stands in the way
}

// can reports whether a half hour of a court may be chosen.
func (k picker) can(c data.Court, s data.Slot) bool {
	open, closes := k.board.Hours(c)
	if s < data.SlotOf(open) || s >= data.SlotOf(closes) || s < data.SlotOf(k.now) || c.Retired {
		return false
	}
	if k.over {
		return true
	}
	_, _, blocked := k.board.Blocked(c)
	return !blocked && k.board.Fits(c, s, s+1, k.people)
}

// run chooses up to n half hours from s on, as many as are free in a row.
func (k picker) run(c data.Court, s data.Slot, n int) (pick, bool) {
	p := pick{c.ID, s, s}
	for p.To < s+data.Slot(n) && k.can(c, p.To) && (k.over || k.board.Fits(c, s, p.To+1, k.people)) {
		p.To++
	}
	return p, p.To > p.From
}

// tap chooses a run at a cell. A chosen cell is let go again; many keeps what
// was chosen before.
func (k picker) tap(had []pick, c data.Court, s data.Slot, n int, many bool) []pick {
	for i, p := range had {
		if p.holds(c.ID, s) {
			return slices.Delete(slices.Clone(had), i, i+1)
		}
	}
	p, ok := k.run(c, s, n)
	if !ok {
		return had
	}
	if !many {
		return []pick{p}
	}
	return joinPicks(append(slices.Clone(had), p))
}

// drag chooses the rectangle between two cells: on every court between, the
// half hours from the earlier on that are free in a row.
func (k picker) drag(courts []data.Court, c0, c1 int, s0, s1 data.Slot) []pick {
	if c1 < c0 {
		c0, c1 = c1, c0
	}
	if s1 < s0 {
		s0, s1 = s1, s0
	}
	var list []pick
	for _, c := range courts[max(0, c0):min(len(courts), c1+1)] {
		if p, ok := k.run(c, s0, int(s1-s0)+1); ok {
			list = append(list, p)
		}
	}
	return k.apart(list)
}

// apart leaves out what would take the floor of a court chosen before it.
func (k picker) apart(list []pick) []pick {
	var kept []pick
	for _, p := range list {
		c, _ := k.board.Court(p.Court)
		clash := slices.ContainsFunc(kept, func(o pick) bool {
			oc, _ := k.board.Court(o.Court)
			return o.Court != p.Court && o.From < p.To && p.From < o.To && oc.Shares(c)
		})
		if !clash {
			kept = append(kept, p)
		}
	}
	return kept
}

// lengthen gives every pick n half hours, or as many as are free.
func (k picker) lengthen(had []pick, n int) []pick {
	list := make([]pick, 0, len(had))
	for _, p := range had {
		c, _ := k.board.Court(p.Court)
		if q, ok := k.run(c, p.From, n); ok {
			p = q
		}
		list = append(list, p)
	}
	return list
}

// still drops what can't be had any more, after the board has changed.
func (k picker) still(had []pick) []pick {
	var list []pick
	for _, p := range had {
		c, ok := k.board.Court(p.Court)
		if !ok {
			continue
		}
		if q, ok := k.run(c, max(p.From, data.SlotOf(k.now)), int(p.To-max(p.From, data.SlotOf(k.now)))); ok {
			list = append(list, q)
		}
	}
	return list
}

// joinPicks puts picks in order and makes one of those that touch.
func joinPicks(list []pick) []pick {
	slices.SortFunc(list, func(a, b pick) int {
		return cmp.Or(cmp.Compare(a.Court, b.Court), cmp.Compare(a.From, b.From))
	})
	var kept []pick
	for _, p := range list {
		if n := len(kept); n > 0 && kept[n-1].Court == p.Court && kept[n-1].To >= p.From {
			kept[n-1].To = max(kept[n-1].To, p.To)
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

// spansOf turns picks into what a command takes.
func spansOf(list []pick) []data.Span {
	all := make([]data.Span, len(list))
	for i, p := range list {
		all[i] = data.Span{Booking: data.NewID(), Court: p.Court, Start: p.From.Start(), End: p.To.Start()}
	}
	return all
}

// freedOf gives the board as if a booking held nothing: where it may move to.
func freedOf(b data.Board, booking data.ID) *data.Board {
	held := make(map[data.Slot]map[string]data.ID, len(b.Held))
	for s, units := range b.Held {
		held[s] = map[string]data.ID{}
		for u, h := range units {
			if h != booking {
				held[s][u] = h
			}
		}
	}
	b.Held = held
	return &b
}
