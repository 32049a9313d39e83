package data

import (
	"cmp"
	"slices"
	"time"
)

// BarDay is a business day of the bar in figures.
type BarDay struct {
	Day     Day
	Orders  int
	Cups    int // served
	Open    int // lines that were never served nor voided
	Voided  int
	Recent  Time // of the last order
	Kinds   []BarKind
	Hours   []BarHour
	Waits   Waits
	Reasons []BarReason // why lines were voided
}

// BarKind is what was served of one kind of drink.
type BarKind struct {
	Kind   string
	Cups   int
	Drinks []BarDrink
}

// BarDrink is what was served of one drink, by the hour of the order.
type BarDrink struct {
	Drink  ID
	Name   string
	Cups   int
	Orders int // lines
	ByHour map[int]int
}

// BarHour is one hour of the day, by when orders were placed.
type BarHour struct {
	Hour   int
	Orders int
	Cups   int
	Waits  Waits
}

// BarReason counts the lines that were voided for a reason.
type BarReason struct {
	Why string
	N   int
}

// Waits tells how long lines took from order to table; what went straight out
// is left aside.
type Waits struct {
	N       int
	Sum     time.Duration
	Longest time.Duration
	Soon    int // over the first limit
	Late    int // over the second
}

// Mean is the average.
func (w Waits) Mean() time.Duration {
	if w.N == 0 {
		return 0
	}
	return w.Sum / time.Duration(w.N)
}

func (w *Waits) add(d time.Duration, s Settings) {
	w.N++
	w.Sum += d
	w.Longest = max(w.Longest, d)
	switch s.AgeTone(d) {
	case 2:
		w.Late++
	case 1:
		w.Soon++
	}
}

// DayOf adds a day's orders up. Cups count once they are served, in the hour in
// which they were ordered.
func DayOf(day Day, orders []OrderView, s Settings) BarDay {
	d := BarDay{Day: day, Orders: len(orders)}
	kinds, drinks, hours, why := map[string]*BarKind{}, map[ID]*BarDrink{}, map[int]*BarHour{}, map[string]int{}
	of := map[ID]string{}
	for _, o := range orders {
		h := s.Calendar.Local(o.At).Hour()
		if hours[h] == nil {
			hours[h] = &BarHour{Hour: h}
		}
		hours[h].Orders++
		d.Recent = max(d.Recent, o.At)
		for _, l := range o.Lines {
			switch {
			case l.State == Voided:
				d.Voided++
				why[l.VoidWhy]++
			case l.State != Served:
				d.Open++
			default:
				d.Cups += l.Qty
				hours[h].Cups += l.Qty
				if drinks[l.Drink] == nil {
					drinks[l.Drink] = &BarDrink{Drink: l.Drink, Name: l.Name, ByHour: map[int]int{}}
					of[l.Drink] = l.Kind
				}
				drinks[l.Drink].Cups += l.Qty
				drinks[l.Drink].Orders++
				drinks[l.Drink].ByHour[h] += l.Qty
				if l.ServedAt > o.At {
					d.Waits.add(l.ServedAt.Sub(o.At), s)
					hours[h].Waits.add(l.ServedAt.Sub(o.At), s)
				}
			}
		}
	}
	for id, b := range drinks {
		k := of[id]
		if kinds[k] == nil {
			kinds[k] = &BarKind{Kind: k}
		}
		kinds[k].Cups += b.Cups
		kinds[k].Drinks = append(kinds[k].Drinks, *b)
	}
	for _, code := range DrinkKinds {
		if k := kinds[code]; k != nil {
			slices.SortFunc(k.Drinks, func(a, b BarDrink) int { return cmp.Or(cmp.Compare(b.Cups, a.Cups), cmp.Compare(a.Name, b.Name)) })
			d.Kinds = append(d.Kinds, *k)
		}
	}
	for _, h := range hours {
		d.Hours = append(d.Hours, *h)
	}
	// The small hours of a late evening belong to the end of the day.
	late := func(h int) int { return (h + 24 - int(s.Cutoff)/60) % 24 }
	slices.SortFunc(d.Hours, func(a, b BarHour) int { return cmp.Compare(late(a.Hour), late(b.Hour)) })
	for w, n := range why {
		d.Reasons = append(d.Reasons, BarReason{w, n})
	}
	slices.SortFunc(d.Reasons, func(a, b BarReason) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Why, b.Why)) })
	return d
}
