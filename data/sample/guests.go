package sample

import (
	"fmt"
	"strings"

	"yingbin/data"
)

// ranges are where nobody has a phone: 138 0000 xxxx.
var ranges = []string{"1380000", "1390000", "1370000", "1360000", "1350000", "1580000", "1590000", "1500000", "1510000", "1520000"}

type guest struct {
	id          data.ID
	name, title string
	phone       string
	vip         bool
	last        data.Day // when they were last here
	times       int
	bookedOn    map[data.Day]bool
}

// guests are all whom the office knows.
type guests struct {
	chance
	names  names
	all    []*guest
	phones int
}

// fresh makes somebody nobody has seen before.
func (g *guests) fresh(withPhone bool) *guest {
	n := len(g.all)
	p := &guest{id: data.ID(fmt.Sprintf("guest-%05d", n+1)), bookedOn: map[data.Day]bool{}}
	if r := n - 3; r >= 0 && r%9 == 0 && r/9 < len(g.names.Rare) {
		p.name, p.title, _ = strings.Cut(g.names.Rare[r/9], "|")
		withPhone = true
	} else {
		p.name, p.title = pick(g.chance, g.names.Families[:len(g.names.Families)-g.IntN(2)*12]), "mr"
		if g.in(55) {
			p.name += pick(g.chance, g.names.Given)
		}
		if g.in(48) {
			p.title = "ms"
		}
	}
	if withPhone {
		p.phone = g.phone()
	}
	g.all = append(g.all, p)
	return p
}

func (g *guests) phone() string {
	n := g.phones
	g.phones++
	switch {
	case n%41 == 40:
		return fmt.Sprintf("021%d%07d", 2+n%7, n)
	case n%67 == 66:
		return fmt.Sprintf("+852%08d", n)
	}
	// 7919 has no factor with 10,000: no two of a range are the same
	return ranges[(n+n/10000)%len(ranges)] + fmt.Sprintf("%04d", (n*7919+137)%10000)
}

// somebody gives a guest who can come on a day: an old one so often in a
// hundred, never one who is there on that day already.
func (g *guests) somebody(d data.Day, known int, withPhone bool) *guest {
	if g.in(known) {
		for range 6 {
			if len(g.all) == 0 {
				break
			}
			// of those seen lately rather than long ago
			n := len(g.all)
			p := g.all[n-1-min(g.IntN(n), g.IntN(n))]
			if p.phone != "" && p.last < d && !p.bookedOn[d] {
				return p
			}
		}
	}
	return g.fresh(withPhone)
}
