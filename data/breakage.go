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

// DecideBreakage approves or rejects a report; never by the one who reported
// it. What was rejected was not so: the stock gets back what the report took.
type DecideBreakage struct {
	Head
	Breakage ID     `json:"breakage"`
	Movement ID     `json:"movement,omitempty"` // puts the stock back, when rejected
	Approve  bool   `json:"approve"`
	Word     string `json:"word,omitempty" personal:"job"`
}

// Validate checks every field.
func (c *DecideBreakage) Validate() error {
	var f Faults
	f.Check(c.Breakage.Valid(), "breakage", "error.invalid")
	f.Check(c.Approve || c.Movement.Valid(), "movement", "error.invalid")
	f.Check(c.Approve || c.Word != "", "word", "breakage.sayWhy")
	checkRemark(&f, "word", c.Word)
	return f.Err()
}

// SettleBreakage notes that the compensation was paid.
type SettleBreakage struct {
	Head
	Breakage ID     `json:"breakage"`
	How      string `json:"how"`
	Receipt  string `json:"receipt,omitempty"`
}

// Validate checks every field.
func (c *SettleBreakage) Validate() error {
	var f Faults
	f.Check(c.Breakage.Valid(), "breakage", "error.invalid")
	f.Check(oneOf(c.How, PaidHows), "how", "error.required")
	checkName(&f, "receipt", c.Receipt, false, NameLength)
	f.Check(c.How == "wages" || c.Receipt != "", "receipt", "breakage.needReceipt")
	return f.Err()
}

// WaiveBreakage lets go of compensation that will not come, and says why (核销).
type WaiveBreakage struct {
	Head
	Breakage ID     `json:"breakage"`
	Waived   string `json:"waived"`
}

// Validate checks every field.
func (c *WaiveBreakage) Validate() error {
	var f Faults
	f.Check(c.Breakage.Valid(), "breakage", "error.invalid")
	f.Check(oneOf(c.Waived, WaiveReasons), "waived", "error.required")
	return f.Err()
}

// Breakages is the register of breakage and compensation.
var Breakages = announce(Register{
	Name: "breakage",
	Kinds: []Kind{
		kind[ReportBreakage]("ReportBreakage", Reception, Bar, Floor, VenueStaff),
		kind[HandInPiece]("HandInPiece", Reception, Bar, Floor, VenueStaff),
		kind[DecideBreakage]("DecideBreakage", Supervisor),
		kind[SettleBreakage]("SettleBreakage", Reception, Bar),
		kind[WaiveBreakage]("WaiveBreakage", Supervisor),
	},
	Rows: []Row{row[Breakage]("breakage")},
})

// BreakageRef points at a report of breakage.
func BreakageRef(id ID) Ref { return Ref{"breakage", id} }
