package data

// Count is one 盘点.
type Count struct {
	ID     ID
	Number string
	Day    Day
	Kind   string // utensil, consumable, food: what was counted
	At     Time
	By     ID

	Amended // voided, and why

	Lines       int // filled by reads: how many items,
	Differ      int // how many of them were not as they should be,
	Unexplained int // how many pieces nobody could explain
	Again       int // and how many items are to be counted again
}

// CountLine is one item of a count.
type CountLine struct {
	ID       ID
	Count    ID
	Item     ID
	Sort     int
	Expected int
	Cupboard int
	Washing  int
	Tables   int
	Counted  int
	Broken   int    // what the breakage log took since the last count; Expected is without it
	Why      string // "" when nothing differs, else one of CountReasons
	Word     string `personal:"job"`
	UseBy    Day    // earliest use-by date seen
	Same     bool   // taken by 其余无误
	Held     string // why it was not booked, one of CountHelds; "" when it was
	Seen     int    // what whoever counted was shown; Expected is what was right
	AgainAt  Time   // when it was counted once more,
	AgainBy  ID     // and by whom

	MovedSince int // what had moved after its moment, and was in the book when it came in
}

// CountHelds are why a line of a count was not booked: something had moved, so that
// it is to be counted again; a later count had come in; the item is no more; the
// count was voided.
var CountHelds = []string{"again", "later", "gone", "void"}

// Diff is what is missing (negative) or too much.
func (l CountLine) Diff() int { return l.Counted - l.Expected }

// CountReasons are the reasons for what differs; the breakage log has already
// explained the rest.
var CountReasons = []string{"use", "found", "miscount", "other", "unexplained"}

// ReasonFits reports whether a reason goes with a difference: nothing is used up
// by being too much, nothing found by being too little.
func ReasonFits(why string, diff int) bool {
	switch {
	case diff == 0:
		return why == ""
	case why == "use":
		return diff < 0
	case why == "found":
		return diff > 0
	}
	return oneOf(why, CountReasons)
}

// Counted is one item as it was counted.
type Counted struct {
	Line     ID     `json:"line"`
	Item     ID     `json:"item"`
	Cupboard int    `json:"cupboard"`
	Washing  int    `json:"washing,omitempty"`
	Tables   int    `json:"tables,omitempty"`
	Expected int    `json:"expected"` // what the screen showed
	Why      string `json:"why,omitempty"`
	Word     string `json:"word,omitempty" personal:"job"`
	UseBy    Day    `json:"useBy,omitempty"`
	Same     bool   `json:"same,omitempty"`
}

// Total is how many were counted, wherever they stood.
func (l Counted) Total() int { return l.Cupboard + l.Washing + l.Tables }

// TakeCount records a count of one kind of stock: every item of it once.
type TakeCount struct {
	Head
	Count ID        `json:"count"`
	What  string    `json:"what"` // utensil, consumable, food
	Lines []Counted `json:"lines"`
}

// Validate checks every line; a fault is placed at the item's id.
func (c *TakeCount) Validate() error {
	var f Faults
	f.Check(c.Count.Valid(), "count", "error.invalid")
	f.Check(oneOf(c.What, StockKinds), "what", "error.required")
	f.Check(len(c.Lines) >= 1 && len(c.Lines) <= 1000, "lines", "error.required")
	seen := map[ID]bool{}
	for _, l := range c.Lines {
		f.Check(!seen[l.Item], string(l.Item), "error.invalid")
		seen[l.Item] = true
		l.check(&f)
	}
	return f.Err()
}

// check checks one line; a fault is placed at the item's id.
func (l Counted) check(f *Faults) {
	at := string(l.Item)
	f.Check(l.Line.Valid() && l.Item.Valid(), at, "error.invalid")
	parts := l.Cupboard >= 0 && l.Washing >= 0 && l.Tables >= 0 && l.Cupboard <= MaxStock && l.Washing <= MaxStock && l.Tables <= MaxStock
	f.Check(parts && l.Total() <= MaxStock, at, "stock.badCount", MaxStock)
	f.Check(!l.Same || l.Total() == l.Expected, at, "error.invalid")
	switch {
	case ReasonFits(l.Why, l.Total()-l.Expected):
	case l.Why == "":
		f.Add(at, "stock.sayWhy")
	default:
		f.Add(at, "stock.whyUnfit")
	}
	f.Check(l.Why != "other" || l.Word != "", at, "stock.sayWhat")
	f.Check(l.UseBy == "" || l.UseBy.Valid(), at, "error.date")
	checkRemark(f, at, l.Word)
}

// RecountLine counts an item once more of which a count could not be booked, since
// something had moved meanwhile.
type RecountLine struct {
	Head
	Counted
}

// Validate checks the line; a fault is placed at the item's id.
func (c *RecountLine) Validate() error {
	var f Faults
	c.check(&f)
	return f.Err()
}

// VoidCount voids a count: what it booked is taken back.
type VoidCount struct {
	Head
	Count ID     `json:"count"`
	Why   string `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *VoidCount) Validate() error {
	var f Faults
	f.Check(c.Count.Valid(), "count", "error.invalid")
	checkWhy(&f, c.Why)
	return f.Err()
}

// Reason is why.
func (c *VoidCount) Reason() *string { return &c.Why }

// CountFilter chooses counts. Blank fields choose all.
type CountFilter struct {
	From, To Day // business days, both included
	What     string
	ID       ID
	Last     bool // only the newest of each kind
}
