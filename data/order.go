package data

// LineState is how far one line of an order has come.
type LineState string

// The states of an order line.
const (
	Placed LineState = "placed"
	Making LineState = "making"
	Ready  LineState = "ready"
	Served LineState = "served"
	Voided LineState = "void"
)

// Open reports whether the bar still has to do something about the line.
func (s LineState) Open() bool { return s == Placed || s == Making || s == Ready }

// Order is one card of the queue: drinks for one place.
type Order struct {
	ID         ID
	Number     string
	Day        Day
	Place      ID // a table or a court
	Seating    ID // the party at a table, where there is one
	Visit      ID // when the guests are known
	Visitor    ID
	Guest      string `personal:"name"` // the name, or how the guests are called out when they were not registered
	Title      string // mr, ms, ""
	People     int
	By         ID
	Device     ID
	Station    string // where it was placed: reception, bar, venue, supervisor
	At         Time
	Consultant ID     // asked for by (营销需求, or a consultant's own order)
	Occasion   string // 场次
	Note       string `personal:"job"`
	Refill     bool   // 续杯 or another round
	MovedFrom  ID
	MovedAt    Time
	MoveSeen   Time
	ReadySeen  Time // who ordered took note that it is ready
}

// OrderLine is one drink of an order.
type OrderLine struct {
	ID       ID
	Order    ID
	Visitor  ID // of the order: notes may speak of the guest
	Sort     int
	Drink    ID
	Qty      int
	Serve    string
	Temp     string
	Taste    string
	Milk     string
	Note     string `personal:"job"`
	State    LineState
	MakingAt Time
	ReadyAt  Time
	ServedAt Time
	ServedBy ID
	VoidAt   Time
	VoidBy   ID
	VoidWhy  string `personal:"job"`
	VoidSeen Time
}

// LineWish is a line as it is ordered.
type LineWish struct {
	Line  ID     `json:"line"`
	Drink ID     `json:"drink"`
	Qty   int    `json:"qty"`
	Serve string `json:"serve,omitempty"`
	Temp  string `json:"temp,omitempty"`
	Taste string `json:"taste,omitempty"`
	Milk  string `json:"milk,omitempty"`
	Note  string `json:"note,omitempty" personal:"job"`
}

// MaxQty is the most of one drink in one line, MaxLines the most lines of one
// order, RecallMinutes how long what was served can be called back.
const (
	MaxQty        = 50
	MaxLines      = 30
	RecallMinutes = 15
)

// PlaceOrder orders drinks for a place. Direct ones are served at once
// (直接送达). It names the party that was seen there, by Seating, Visit, Visitor or
// Guest; one that names nobody is for who was there at that moment.
type PlaceOrder struct {
	Head
	Order      ID         `json:"order"`
	Place      ID         `json:"place"`
	Seating    ID         `json:"seating,omitempty"`
	Visit      ID         `json:"visit,omitempty"`
	Visitor    ID         `json:"visitor,omitempty"`
	Guest      string     `json:"guest,omitempty" personal:"name"`
	Station    string     `json:"station,omitempty"`
	Lines      []LineWish `json:"lines"`
	Consultant ID         `json:"consultant,omitempty"`
	Occasion   string     `json:"occasion,omitempty"`
	Note       string     `json:"note,omitempty" personal:"job"`
	Refill     bool       `json:"refill,omitempty"`
	Direct     bool       `json:"direct,omitempty"`
}

// Subject names the visitor whose personal values the command holds.
func (c *PlaceOrder) Subject() ID { return c.Visitor }

// Validate checks every field.
func (c *PlaceOrder) Validate() error {
	var f Faults
	f.Check(c.Order.Valid(), "order", "error.invalid")
	f.Check(c.Place.Valid(), "place", "order.needPlace")
	f.Check(c.Seating == "" || c.Seating.Valid(), "place", "error.invalid")
	checkName(&f, "guest", c.Guest, false, NameLength)
	checkName(&f, "occasion", c.Occasion, false, NameLength)
	checkRemark(&f, "note", c.Note)
	f.Check(len(c.Lines) >= 1, "lines", "order.needDrink")
	checkLines(&f, c.Lines)
	return f.Err()
}

func checkLines(f *Faults, lines []LineWish) {
	f.Check(len(lines) <= MaxLines, "lines", "order.tooMany", MaxLines)
	for _, l := range lines {
		f.Check(l.Line.Valid() && l.Drink.Valid(), "lines", "error.invalid")
		f.Check(l.Qty >= 1 && l.Qty <= MaxQty, string(l.Line), "order.badQty", MaxQty)
		checkRemark(f, string(l.Line), l.Note)
	}
}

// AdvanceLines moves lines on to making, ready or served. Lines that are that
// far already, and those that were voided meanwhile, are left; the rest is done.
// When nothing is left to do that is said.
type AdvanceLines struct {
	Head
	Lines []ID      `json:"lines"`
	To    LineState `json:"to"`
}

// Validate checks every field.
func (c *AdvanceLines) Validate() error {
	var f Faults
	checkIDs(&f, "lines", c.Lines)
	f.Check(c.To == Making || c.To == Ready || c.To == Served, "to", "error.invalid")
	return f.Err()
}

// RecallLines calls back what was served by mistake in the last 15 minutes:
// the lines are ready again.
type RecallLines struct {
	Head
	Lines []ID `json:"lines"`
}

// Validate checks every field.
func (c *RecallLines) Validate() error {
	var f Faults
	checkIDs(&f, "lines", c.Lines)
	return f.Err()
}

// VoidLines cancels lines; the bar sees them struck through until 知道了.
type VoidLines struct {
	Head
	Lines []ID   `json:"lines"`
	Why   string `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *VoidLines) Validate() error {
	var f Faults
	checkIDs(&f, "lines", c.Lines)
	f.Check(c.Why != "", "why", "error.required")
	checkRemark(&f, "why", c.Why)
	return f.Err()
}

// MoveOrder carries an order to another place.
type MoveOrder struct {
	Head
	Order ID `json:"order"`
	To    ID `json:"to"`
}

// Validate checks every field.
func (c *MoveOrder) Validate() error {
	var f Faults
	f.Check(c.Order.Valid(), "order", "error.invalid")
	f.Check(c.To.Valid(), "place", "order.needPlace")
	return f.Err()
}

// SeenOrder is 知道了: the bar took note of a void or a move, or the one who
// ordered that it is ready.
type SeenOrder struct {
	Head
	Order ID     `json:"order"`
	What  string `json:"what"` // void, move, ready
}

// Validate checks every field.
func (c *SeenOrder) Validate() error {
	var f Faults
	f.Check(c.Order.Valid(), "order", "error.invalid")
	f.Check(oneOf(c.What, []string{"void", "move", "ready"}), "what", "error.invalid")
	return f.Err()
}

// Orders is the register of drink orders.
var Orders = announce(Register{
	Name: "order",
	Kinds: []Kind{
		kind[PlaceOrder]("PlaceOrder", Reception, Usher, Bar, Floor, VenueStaff, Consultant).From(1, asItWas),
		kind[AdvanceLines]("AdvanceLines", Bar, Floor, VenueStaff),
		kind[RecallLines]("RecallLines", Bar, Floor),
		kind[VoidLines]("VoidLines", Reception, Usher, Bar, Floor, VenueStaff, Consultant),
		kind[MoveOrder]("MoveOrder", Reception, Usher, Bar, Floor, VenueStaff),
		kind[SeenOrder]("SeenOrder"),
	},
	Rows: []Row{row[Order]("orders"), row[OrderLine]("order_line")},
})
