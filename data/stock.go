package data

// StockItem is a utensil, a consumable or food that the bar holds.
type StockItem struct {
	ID      ID
	Kind    string // utensil, consumable, food
	Name    string
	Spec    string
	Unit    string
	Par     int   // how many there should be (定额)
	Price   int64 // fen a piece
	Dated   bool  // has a use-by date
	Sort    int
	Retired bool
}

// StockKinds lists the kinds in their order.
var StockKinds = []string{"utensil", "consumable", "food"}

// Movement is one change of what is held. What the bar holds of an item is the
// sum of its movements; no total is stored.
type Movement struct {
	ID    ID
	Item  ID
	Qty   int    // signed
	Kind  string // opening, purchase, return, use, breakage, loss, unexplained, found
	Ref   ID     // the breakage or count behind it
	UseBy Day    // of a purchase of dated food
	Note  string
	At    Time
	By    ID
}

// Count is one 盘点.
type Count struct {
	ID     ID
	Number string
	Day    Day
	Kind   string // utensil, consumable, food: what was counted
	At     Time
	By     ID
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
	Broken   int    // explained by the breakage log since the last count
	Why      string // "", use, found, unexplained
	Word     string
	UseBy    Day  // earliest use-by date seen
	Same     bool // taken by 其余无误
}

// Diff is what is missing (negative) or too much.
func (l CountLine) Diff() int { return l.Counted - l.Expected }

// PutStockItem adds or changes an item.
type PutStockItem struct {
	Head
	Item StockItem `json:"item"`
}

// Validate checks every field.
func (c *PutStockItem) Validate() error {
	var f Faults
	i := c.Item
	f.Check(i.ID.Valid(), "id", "error.invalid")
	f.Check(oneOf(i.Kind, StockKinds), "kind", "error.required")
	checkName(&f, "name", i.Name, true, NameLength)
	checkName(&f, "spec", i.Spec, false, NameLength)
	checkName(&f, "unit", i.Unit, false, 8)
	f.Check(i.Par >= 0 && i.Par <= 100_000, "par", "error.range", 0, 100000)
	f.Check(i.Price >= 0 && i.Price <= 100_000_000, "price", "stock.badPrice")
	return f.Err()
}

// MoveStock books what came in, went back or was used.
type MoveStock struct {
	Head
	Movement ID     `json:"movement"`
	Item     ID     `json:"item"`
	What     string `json:"what"` // opening, purchase, return, use
	Qty      int    `json:"qty"`  // how many, positive
	UseBy    Day    `json:"useBy,omitempty"`
	Note     string `json:"note,omitempty" personal:"remark"`
}

// Validate checks every field.
func (c *MoveStock) Validate() error {
	var f Faults
	f.Check(c.Movement.Valid() && c.Item.Valid(), "item", "error.invalid")
	f.Check(oneOf(c.What, []string{"opening", "purchase", "return", "use"}), "what", "error.required")
	f.Check(c.Qty >= 1 && c.Qty <= 100_000, "qty", "error.range", 1, 100000)
	f.Check(c.UseBy == "" || c.UseBy.Valid(), "useBy", "error.invalid")
	checkRemark(&f, "note", c.Note)
	return f.Err()
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
	Word     string `json:"word,omitempty" personal:"remark"`
	UseBy    Day    `json:"useBy,omitempty"`
	Same     bool   `json:"same,omitempty"`
}

// TakeCount records a count of one kind of stock.
type TakeCount struct {
	Head
	Count ID        `json:"count"`
	What  string    `json:"what"` // utensil, consumable, food
	Lines []Counted `json:"lines"`
}

// Validate checks every line.
func (c *TakeCount) Validate() error {
	var f Faults
	f.Check(c.Count.Valid(), "count", "error.invalid")
	f.Check(oneOf(c.What, StockKinds), "what", "error.required")
	f.Check(len(c.Lines) >= 1 && len(c.Lines) <= 1000, "lines", "error.required")
	for _, l := range c.Lines {
		at := string(l.Item)
		f.Check(l.Line.Valid() && l.Item.Valid(), at, "error.invalid")
		f.Check(l.Cupboard >= 0 && l.Washing >= 0 && l.Tables >= 0 && l.Cupboard+l.Washing+l.Tables <= 100_000, at, "stock.badCount")
		f.Check(l.Why == "" || oneOf(l.Why, []string{"use", "found", "unexplained"}), at, "error.invalid")
		f.Check(l.UseBy == "" || l.UseBy.Valid(), at, "error.invalid")
		checkRemark(&f, at, l.Word)
	}
	return f.Err()
}

// Stock is the register of what the bar holds.
var Stock = announce(Register{
	Name: "stock",
	Kinds: []Kind{
		kind[PutStockItem]("PutStockItem", Supervisor),
		kind[MoveStock]("MoveStock", Bar, Floor),
		kind[TakeCount]("TakeCount", Bar, Floor),
	},
	Personal: map[string]Class{"movement.note": Remark, "count_line.word": Remark},
})
