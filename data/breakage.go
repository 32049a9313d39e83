package data

// Breakage is one 物品报损赔偿表.
type Breakage struct {
	ID          ID
	Number      string
	Day         Day
	At          Time
	By          ID
	Item        ID
	Name        string // as it was called then, with Spec, Unit and Price
	Spec        string
	Unit        string
	Price       Fen // a piece
	Qty         int
	Kind        string // chip 缺口, broken 破损, lost 遗失
	Found       string // wash-check, washing, service, count, venue
	Cause       string // staff, guest, wear, unknown
	Place       ID     // table or court, when it happened in service
	Responsible ID     // a member of staff
	Visitor     ID     // a guest who is known
	Person      string `personal:"name"` // name of whoever is responsible
	Strokes     string `personal:"job"`  // their signature
	Share       int    // per cent of the amount that is compensated
	Due         Fen
	Waived      string // why there is none: "", wear, guest, goodwill, unknown
	PaidHow     string // "", cash, wechat, alipay, wages
	PaidAt      Time
	Receipt     string
	HandedTo    ID // 统一上交
	HandedAt    Time
	ReportedTo  ID
	State       string // reported, approved, rejected
	DecidedBy   ID
	DecidedAt   Time
	DecidedWord string `personal:"job"`
	Note        string `personal:"job"`
	SignedAt    Time   // when who is responsible signed, 0 with the report itself
	Got         Fen    // what was received so far, less what was given back
	Amended
}

// Payment is money that came for a report, or was given back: then its sum is below
// zero, and it says why.
type Payment struct {
	ID       ID
	Breakage ID
	Visitor  ID // of the report
	Sum      Fen
	How      string // one of PaidHows
	Receipt  string
	At       Time
	By       ID
	Why      string `personal:"job"`
}

// The codes of a breakage's choices; labels stand under breakage.* in the word
// files.
var (
	BreakageKinds  = []string{"chip", "broken", "lost"}
	BreakageFounds = []string{"wash-check", "washing", "service", "count", "venue"}
	BreakageCauses = []string{"staff", "guest", "wear", "unknown"}
	WaiveReasons   = []string{"wear", "guest", "goodwill", "unknown"}
	PaidHows       = []string{"cash", "wechat", "alipay", "wages"}
)

// ReportBreakage reports a breakage and takes it off the stock in the same act.
type ReportBreakage struct {
	Head
	Breakage    ID     `json:"breakage"`
	Movement    ID     `json:"movement"`
	Item        ID     `json:"item"`
	Qty         int    `json:"qty"`
	What        string `json:"what"`
	Found       string `json:"found"`
	Cause       string `json:"cause"`
	Place       ID     `json:"place,omitempty"`
	Responsible ID     `json:"responsible,omitempty"`
	Visitor     ID     `json:"visitor,omitempty"`
	Person      string `json:"person,omitempty" personal:"name"`
	Strokes     string `json:"strokes,omitempty" personal:"job"`
	Share       int    `json:"share"`
	Waived      string `json:"waived,omitempty"`
	HandedTo    ID     `json:"handedTo,omitempty"`
	ReportedTo  ID     `json:"reportedTo,omitempty"`
	Explains    ID     `json:"explains,omitempty"` // the line of a count that found it missing
	Note        string `json:"note,omitempty" personal:"job"`
}

// Subject names the visitor whose personal values the command holds.
func (c *ReportBreakage) Subject() ID { return c.Visitor }

// Validate checks every field.
func (c *ReportBreakage) Validate() error {
	var f Faults
	f.Check(c.Breakage.Valid() && c.Movement.Valid(), "breakage", "error.invalid")
	f.Check(c.Item.Valid(), "item", "error.required")
	f.Check(c.Qty >= 1 && c.Qty <= 1000, "qty", "error.range", 1, 1000)
	f.Check(oneOf(c.What, BreakageKinds), "what", "error.required")
	f.Check(oneOf(c.Found, BreakageFounds), "found", "error.required")
	f.Check(oneOf(c.Cause, BreakageCauses), "cause", "error.required")
	f.Check(c.Cause != "staff" || c.Responsible.Valid(), "responsible", "breakage.needPerson")
	f.Check(c.Share >= 0 && c.Share <= 100, "share", "error.range", 0, 100)
	f.Check(c.Share != 0 || oneOf(c.Waived, WaiveReasons), "waived", "breakage.needReason")
	f.Check(c.Share == 0 || c.Waived == "", "waived", "error.invalid")
	checkName(&f, "person", c.Person, false, NameLength)
	f.Check(c.What != "lost" || c.HandedTo == "", "handedTo", "breakage.lostPiece")
	f.Check(oneOrNone(c.Place, c.Explains), "breakage", "error.invalid")
	f.Check(oneOrNone(c.Responsible, c.Visitor), "responsible", "error.invalid")
	f.Check(oneOrNone(c.HandedTo, c.ReportedTo), "handedTo", "error.invalid")
	f.Check(c.Cause != "guest" || c.Share == 0 || c.Person != "" || c.Visitor != "", "person", "breakage.needGuest")
	f.Check(len(c.Strokes) <= MaxStrokes, "strokes", "handover.longSignature")
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// oneOrNone reports whether ids that may be blank are good.
func oneOrNone(ids ...ID) bool {
	for _, id := range ids {
		if id != "" && !id.Valid() {
			return false
		}
	}
	return true
}

// HandInPiece notes that the broken piece was handed in.
type HandInPiece struct {
	Head
	Breakage ID `json:"breakage"`
	To       ID `json:"to"`
}

// Validate checks every field.
func (c *HandInPiece) Validate() error {
	var f Faults
	f.Check(c.Breakage.Valid(), "breakage", "error.invalid")
	f.Check(c.To.Valid(), "to", "error.required")
	return f.Err()
}

// SignBreakage brings the signature of who is responsible, where the report came
// without.
type SignBreakage struct {
	Head
	Breakage ID     `json:"breakage"`
	Strokes  string `json:"strokes" personal:"job"`
}

// Validate checks every field.
func (c *SignBreakage) Validate() error {
	var f Faults
	f.Check(c.Breakage.Valid(), "breakage", "error.invalid")
	f.Check(c.Strokes != "", "strokes", "error.signature")
	f.Check(len(c.Strokes) <= MaxStrokes, "strokes", "handover.longSignature")
	return f.Err()
}

// CorrectBreakage puts a report right afterwards: what a piece costs, how much of it
// is compensated, or why nothing is. Void says that it was not so at all; what was
// paid is then to be given back.
type CorrectBreakage struct {
	Head
	Breakage ID     `json:"breakage"`
	Movement ID     `json:"movement,omitempty"` // puts the stock back, when void
	Void     bool   `json:"void,omitempty"`
	Price    Fen    `json:"price"`
	Share    int    `json:"share"`
	Waived   string `json:"waived,omitempty"`
	Why      string `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *CorrectBreakage) Validate() error {
	var f Faults
	f.Check(c.Breakage.Valid(), "breakage", "error.invalid")
	f.Check(!c.Void || c.Movement.Valid(), "movement", "error.invalid")
	checkFen(&f, "price", c.Price, "stock.badPrice")
	if !c.Void {
		f.Check(c.Share >= 0 && c.Share <= 100, "share", "error.range", 0, 100)
		f.Check(c.Share != 0 || oneOf(c.Waived, WaiveReasons), "waived", "breakage.needReason")
		f.Check(c.Share == 0 || c.Waived == "", "waived", "error.invalid")
		f.Check(c.Share == 0 || c.Price > 0, "price", "breakage.needPrice")
	}
	checkWhy(&f, c.Why)
	return f.Err()
}

// RefundBreakage gives money back that was taken for a report.
type RefundBreakage struct {
	Head
	Breakage ID     `json:"breakage"`
	Payment  ID     `json:"payment"`
	Sum      Fen    `json:"sum"` // 0 is all of it
	How      string `json:"how"`
	Receipt  string `json:"receipt,omitempty"`
	Why      string `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *RefundBreakage) Validate() error {
	var f Faults
	f.Check(c.Breakage.Valid() && c.Payment.Valid(), "breakage", "error.invalid")
	checkFen(&f, "sum", c.Sum, "error.amount")
	f.Check(oneOf(c.How, PaidHows), "how", "error.required")
	checkName(&f, "receipt", c.Receipt, false, NameLength)
	checkWhy(&f, c.Why)
	return f.Err()
}

// CorrectPiece takes back that a broken piece was handed in.
type CorrectPiece struct {
	Head
	Breakage ID     `json:"breakage"`
	Why      string `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *CorrectPiece) Validate() error {
	var f Faults
	f.Check(c.Breakage.Valid(), "breakage", "error.invalid")
	checkWhy(&f, c.Why)
	return f.Err()
}

// Reason is why.
func (c *CorrectPiece) Reason() *string { return &c.Why }

// ReopenBreakage takes a decision back: the report waits again.
type ReopenBreakage struct {
	Head
	Breakage ID     `json:"breakage"`
	Movement ID     `json:"movement"` // takes off the stock again what a rejection had put back
	Why      string `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *ReopenBreakage) Validate() error {
	var f Faults
	f.Check(c.Breakage.Valid() && c.Movement.Valid(), "breakage", "error.invalid")
	checkWhy(&f, c.Why)
	return f.Err()
}

// Reason is why.
func (c *ReopenBreakage) Reason() *string { return &c.Why }

// DecideBreakage approves or rejects a report; never by the one who reported
// it. What was rejected was not so: the stock gets back what the report took.
type DecideBreakage struct {
	Head
	Breakage ID     `json:"breakage"`
	Movement ID     `json:"movement,omitempty"` // puts the stock back, when rejected
	Approve  bool   `json:"approve"`
	Word     string `json:"word,omitempty" personal:"job"`
	Price    Fen    `json:"price,omitempty"`  // a piece, of what had none
	Waived   string `json:"waived,omitempty"` // or why nothing is compensated
}

// Validate checks every field.
func (c *DecideBreakage) Validate() error {
	var f Faults
	f.Check(c.Breakage.Valid(), "breakage", "error.invalid")
	f.Check(c.Approve || c.Movement.Valid(), "movement", "error.invalid")
	f.Check(c.Approve || c.Word != "", "word", "breakage.sayWhy")
	checkFen(&f, "price", c.Price, "stock.badPrice")
	f.Check(c.Waived == "" || c.Approve && c.Price == 0 && oneOf(c.Waived, WaiveReasons), "waived", "error.invalid")
	checkRemark(&f, "word", c.Word)
	return f.Err()
}

// SettleBreakage notes that the compensation was paid.
type SettleBreakage struct {
	Head
	Breakage ID     `json:"breakage"`
	Payment  ID     `json:"payment,omitempty"`
	Sum      Fen    `json:"sum,omitempty"` // 0 is all that is due
	How      string `json:"how"`
	Receipt  string `json:"receipt,omitempty"`
}

// Validate checks every field.
func (c *SettleBreakage) Validate() error {
	var f Faults
	f.Check(c.Breakage.Valid(), "breakage", "error.invalid")
	f.Check(oneOrNone(c.Payment), "payment", "error.invalid")
	checkFen(&f, "sum", c.Sum, "error.amount")
	f.Check(oneOf(c.How, PaidHows), "how", "error.required")
	checkName(&f, "receipt", c.Receipt, false, NameLength)
	f.Check(c.How == "wages" || c.Receipt != "", "receipt", "breakage.needReceipt")
	return f.Err()
}

// Breakages is the register of breakage and compensation.
var Breakages = announce(Register{
	Name: "breakage",
	Kinds: []Kind{
		mended(kind[ReportBreakage]("ReportBreakage", Reception, Bar, Floor, VenueStaff), func(c *ReportBreakage) []Command {
			return []Command{&CorrectBreakage{Breakage: c.Breakage}}
		}),
		mended(kind[HandInPiece]("HandInPiece", Reception, Bar, Floor, VenueStaff), func(c *HandInPiece) []Command {
			return []Command{&CorrectPiece{Breakage: c.Breakage}}
		}),
		kind[SignBreakage]("SignBreakage", Reception, Bar, Floor, VenueStaff),
		mended(kind[DecideBreakage]("DecideBreakage", Supervisor).From(1, asItWas), func(c *DecideBreakage) []Command {
			return []Command{&ReopenBreakage{Breakage: c.Breakage, Movement: NewID()}, &CorrectBreakage{Breakage: c.Breakage}}
		}),
		mended(kind[SettleBreakage]("SettleBreakage", Reception, Bar).From(1, asItWas), func(c *SettleBreakage) []Command {
			return []Command{&RefundBreakage{Breakage: c.Breakage, Payment: NewID(), Sum: c.Sum, How: c.How}}
		}),
		kind[RefundBreakage]("RefundBreakage", Reception, Bar),
		kind[CorrectBreakage]("CorrectBreakage", Supervisor),
		kind[CorrectPiece]("CorrectPiece", Supervisor),
		kind[ReopenBreakage]("ReopenBreakage", Supervisor),
	},
	Rows: []Row{row[Breakage]("breakage"), row[Payment]("payment")},
})

// BreakageRef points at a report of breakage.
func BreakageRef(id ID) Ref { return Ref{"breakage", id} }
