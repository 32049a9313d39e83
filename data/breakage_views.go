package data

import "slices"

// BreakageFilter chooses reports. Blank fields choose all.
type BreakageFilter struct {
	From, To Day // business days, both included
	ID, Item ID
	Waiting  bool // not approved or rejected yet
	Owing    bool // compensation is due and not paid
	Back     bool // money is to be given back
	Unsigned bool // who is to compensate has not signed
}

// Amount is the value of what broke.
func (b Breakage) Amount() Fen { return b.Price * Fen(b.Qty) }

// Paid reports whether the compensation was paid.
func (b Breakage) Paid() bool { return b.Due > 0 && b.Received() >= b.Due }

// Received is what came so far, less what was given back. A report of an older book
// that was paid was paid whole.
func (b Breakage) Received() Fen {
	if b.PaidAt > 0 && b.Got == 0 {
		return b.Due
	}
	return b.Got
}

// Rest is what is still to come.
func (b Breakage) Rest() Fen { return max(0, b.Due-b.Received()) }

// GiveBack is what was received and is not due (any more).
func (b Breakage) GiveBack() Fen {
	if b.State == "rejected" {
		return b.Received()
	}
	return max(0, b.Received()-b.Due)
}

// Unpriced reports whether it is not known yet how much is due: what broke has no
// price.
func (b Breakage) Unpriced() bool { return b.Share > 0 && b.Price == 0 && b.State != "rejected" }

// Unsigned reports whether somebody is to compensate it who has not signed.
func (b Breakage) Unsigned() bool { return b.Share > 0 && b.Strokes == "" && b.State != "rejected" }

// Owing reports whether compensation is still to come.
func (b Breakage) Owing() bool { return b.State == "approved" && b.Rest() > 0 }

// Piece reports whether there is a broken piece to hand in: what is lost leaves
// none, and a report that was not so neither.
func (b Breakage) Piece() bool { return b.Kind != "lost" && b.State != "rejected" }

// DefaultShare is the house's rule: damage by staff is compensated in full; a
// guest's, wear and what nobody knows the cause of are not, for that reason.
func DefaultShare(cause string) (share int, waived string) {
	if cause == "staff" {
		return 100, ""
	}
	return 0, cause
}

// ShareOf gives the part of an amount that is compensated, to the fen, half
// rounded up.
func ShareOf(amount Fen, share int) Fen { return (amount*Fen(share) + 50) / 100 }

// BreakageSum is what one item lost in one way for one cause in a month.
type BreakageSum struct {
	Item              ID
	Name, Spec, Unit  string
	Kind, Cause       string
	Reports, Qty      int
	Amount, Due, Paid Fen
}

// BreakageRate is how much of what was held of an item broke.
type BreakageRate struct {
	Item              ID
	Name, Spec, Unit  string
	Held, Broken      int // held: at the month's beginning and what came in since
	Amount, Due, Paid Fen
}

// Rate is broken ÷ held in hundredths of a per cent, 0 when nothing was held.
func (r BreakageRate) Rate() int {
	if r.Held <= 0 {
		return 0
	}
	return (r.Broken*10_000 + r.Held/2) / r.Held
}

// BreakageMonth is the 报损汇总表 of a month. What was rejected is only counted.
type BreakageMonth struct {
	From, To                   Day
	Rows                       []BreakageSum  // by item, kind and cause, in the order of the stock
	Items                      []BreakageRate // one an item, with its rate
	Reports, Waiting, Rejected int
	Pieces, Held               int // of all utensils and whatever else broke
	Amount, Due, Paid          Fen
}

// MonthOf gives the first and the last day of a day's month.
func MonthOf(d Day) (from, to Day) {
	t := d.Date()
	from = d.Plus(1 - t.Day())
	return from, Day(from.Date().AddDate(0, 1, -1).Format("2006-01-02"))
}

// SumBreakages adds up the reports of a month. Items are in their order, held
// says how many of each there were at the beginning and came in since.
func SumBreakages(list []Breakage, items []StockItem, held map[ID]int, from, to Day) BreakageMonth {
	m := BreakageMonth{From: from, To: to}
	type key struct {
		item        ID
		kind, cause string
	}
	sums, rates := map[key]*BreakageSum{}, map[ID]*BreakageRate{}
	for _, b := range list {
		m.Reports++
		if b.State == "rejected" {
			m.Rejected++
			continue
		}
		if b.State == "reported" {
			m.Waiting++
		}
		paid := b.Received()
		k := key{b.Item, b.Kind, b.Cause}
		if sums[k] == nil {
			sums[k] = &BreakageSum{Item: b.Item, Name: b.Name, Spec: b.Spec, Unit: b.Unit, Kind: b.Kind, Cause: b.Cause}
		}
		s := sums[k]
		s.Reports, s.Qty, s.Amount, s.Due, s.Paid = s.Reports+1, s.Qty+b.Qty, s.Amount+b.Amount(), s.Due+b.Due, s.Paid+paid
		if rates[b.Item] == nil {
			rates[b.Item] = &BreakageRate{Item: b.Item, Name: b.Name, Spec: b.Spec, Unit: b.Unit, Held: held[b.Item]}
		}
		r := rates[b.Item]
		r.Broken, r.Amount, r.Due, r.Paid = r.Broken+b.Qty, r.Amount+b.Amount(), r.Due+b.Due, r.Paid+paid
		m.Pieces, m.Amount, m.Due, m.Paid = m.Pieces+b.Qty, m.Amount+b.Amount(), m.Due+b.Due, m.Paid+paid
	}
	for _, i := range items {
		r := rates[i.ID]
		if r == nil {
			continue
		}
		r.Name, r.Spec, r.Unit = i.Name, i.Spec, i.Unit
		m.Items, m.Held = append(m.Items, *r), m.Held+r.Held
		for _, kind := range BreakageKinds {
			for _, cause := range BreakageCauses {
				if s := sums[key{i.ID, kind, cause}]; s != nil {
					m.Rows = append(m.Rows, *s)
				}
			}
		}
	}
	return m
}

// OftenBroken orders items by how often they broke of late, the most often
// first: what is reported again is found at once.
func OftenBroken(items []StockItem, list []Breakage) []StockItem {
	n := map[ID]int{}
	for _, b := range list {
		n[b.Item]++
	}
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b StockItem) int { return n[b.ID] - n[a.ID] })
	return sorted
}
