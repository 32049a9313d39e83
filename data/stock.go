package data

// StockItem is a utensil, a consumable or food that the bar holds.
type StockItem struct {
	ID      ID
	Kind    string // utensil, consumable, food
	Name    string
	Spec    string
	Unit    string
	Par     int  // how many there should be (定额)
	Price   Fen  // a piece
	Dated   bool // has a use-by date
	Sort    int
	Retired bool
}

// Label names the item as it is said: 玻璃茶杯 240ml.
func (i StockItem) Label() string {
	if i.Spec == "" {
		return i.Name
	}
	return i.Name + " " + i.Spec
}

// StockKinds lists the kinds in their order.
var StockKinds = []string{"utensil", "consumable", "food"}

// Movement is one change of what is held. What the bar holds of an item is the
// sum of its movements; no total is stored.
type Movement struct {
	ID    ID
	Item  ID
	Qty   int    // signed
	Kind  string // one of MovementKinds
	Ref   ID     // the breakage or count behind it
	UseBy Day    // of a purchase of dated food
	Note  string `personal:"job"`
	At    Time
	By    ID
}

// MovementKinds lists what a movement can be: what somebody booked, what a
// breakage took, what a count found, and what was put right afterwards
// (explained: a breakage told after a count had found it missing; rejected: a
// report that was not so).
var MovementKinds = []string{
	"opening", "purchase", "brought", "return", "use",
	"breakage", "loss", "explained", "rejected", "withdrawn",
	"found", "miscount", "other", "unexplained",
}

// MoveKinds are the movements somebody books by hand, and which way they go.
var MoveKinds = []string{"purchase", "return", "use", "brought", "opening"}

// MoveSign is 1 for what comes in and −1 for what goes out.
func MoveSign(what string) int {
	if what == "return" || what == "use" {
		return -1
	}
	return 1
}

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
	f.Check(i.Par >= 0 && i.Par <= MaxStock, "par", "error.range", 0, MaxStock)
	checkFen(&f, "price", i.Price, "stock.badPrice")
	return f.Err()
}

// MaxStock is the most pieces of one item that anybody may say there are.
const MaxStock = 100_000

// MoveStock books what came in, went back or was used.
type MoveStock struct {
	Head
	Movement ID     `json:"movement"`
	Item     ID     `json:"item"`
	What     string `json:"what"` // one of MoveKinds
	Qty      int    `json:"qty"`  // how many, positive
	UseBy    Day    `json:"useBy,omitempty"`
	Note     string `json:"note,omitempty" personal:"job"`
}

// Validate checks every field.
func (c *MoveStock) Validate() error {
	var f Faults
	f.Check(c.Movement.Valid(), "movement", "error.invalid")
	f.Check(c.Item.Valid(), "item", "error.required")
	f.Check(oneOf(c.What, MoveKinds), "what", "error.required")
	f.Check(c.Qty >= 1 && c.Qty <= MaxStock, "qty", "error.range", 1, MaxStock)
	f.Check(c.UseBy == "" || c.UseBy.Valid(), "useBy", "error.date")
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// VoidMovement takes back what somebody booked, by a movement the other way.
type VoidMovement struct {
	Head
	Movement ID     `json:"movement"`
	Back     ID     `json:"back"` // the movement that takes it back
	Why      string `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *VoidMovement) Validate() error {
	var f Faults
	f.Check(c.Movement.Valid() && c.Back.Valid(), "movement", "error.invalid")
	checkWhy(&f, c.Why)
	return f.Err()
}

// Reason is why.
func (c *VoidMovement) Reason() *string { return &c.Why }

// MovementFilter chooses movements. Blank fields choose all; From and To choose
// those that happened in [From, To).
type MovementFilter struct {
	Item, Ref ID
	Kinds     []string
	From, To  Time
}

// StockLine is what the bar holds of an item, and how it came to that since the
// last count.
type StockLine struct {
	Item    StockItem
	Qty     int  // should be: the sum of all movements
	Counted Time // when it was last counted, 0 before the first time
	Last    int  // how many there were then
	In      int  // what came in since
	Out     int  // what went out since, breakage apart
	Broken  int  // what breakage and loss took since, less what was taken back
	UseBy   Day  // the earliest use-by date among what is there, "" when unknown
	Cup     int  // where they were at the last count
	Washing int
	Tables  int
	Missing int // what the last count could not explain and nobody has since
	Line    ID  // the line of that count

	Again *CountLine // of the newest count that could not book it: it is to be counted again
}

// Expired reports whether something of it is past its date on a day.
func (l StockLine) Expired(today Day) bool { return l.Qty > 0 && l.UseBy != "" && l.UseBy < today }

// ExpiresSoon reports whether something of it is to be used up within days.
func (l StockLine) ExpiresSoon(today Day, days int) bool {
	return l.Qty > 0 && l.UseBy != "" && l.UseBy <= today.Plus(days)
}

// Short reports how many are missing to what there should be by 定额.
func (l StockLine) Short() int { return max(0, l.Item.Par-l.Qty) }

// Broke reports whether a movement is about what broke or was lost.
func (m Movement) Broke() bool {
	return oneOf(m.Kind, []string{"breakage", "loss", "explained", "rejected"})
}

// Add takes a movement since the last count into account.
func (l *StockLine) Add(m Movement) {
	switch {
	case m.Broke():
		l.Broken -= m.Qty
	case m.Qty > 0:
		l.In += m.Qty
	default:
		l.Out -= m.Qty
	}
	if m.Kind == "explained" {
		l.Missing -= m.Qty
	}
	if m.Qty > 0 && m.UseBy != "" && (l.UseBy == "" || m.UseBy < l.UseBy) {
		l.UseBy = m.UseBy
	}
}

// Stock is the register of what the bar holds.
var Stock = announce(Register{
	Name: "stock",
	Kinds: []Kind{
		kind[PutStockItem]("PutStockItem", Supervisor),
		mended(kind[MoveStock]("MoveStock", Bar, Floor), func(c *MoveStock) []Command {
			return []Command{&VoidMovement{Movement: c.Movement, Back: NewID()}}
		}),
		kind[VoidMovement]("VoidMovement", Supervisor),
		mended(kind[TakeCount]("TakeCount", Bar, Floor).From(1, asItWas), func(c *TakeCount) []Command { return []Command{&VoidCount{Count: c.Count}} }),
		kind[RecountLine]("RecountLine", Bar, Floor),
		kind[VoidCount]("VoidCount", Supervisor),
	},
	Rows: []Row{row[StockItem]("stock_item"), row[Movement]("movement"), row[Count]("stock_count"), row[CountLine]("count_line")},
})

// StockRef points at an item in stock.
func StockRef(id ID) Ref { return Ref{"stock", id} }
