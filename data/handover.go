package data

import "maps"

// HandoverState is how far a handover has come.
type HandoverState string

// The states of a handover. A draft is compiled from the live book and has no
// row; sealed stands after the outgoing signature, locked after the incoming.
const (
	Sealed HandoverState = "sealed"
	Locked HandoverState = "locked"
)

// Handover is one 交接班记录.
type Handover struct {
	ID           ID
	Number       string
	Day          Day
	Shift        string // code of the shift that ends
	Since        Time   // the period it covers
	Outgoing     ID
	Incoming     ID
	Witness      ID
	State        HandoverState
	Figures      Figures
	OnDuty       []string // names of who was on duty
	SealedAt     Time
	SealedSeq    int64 // the line that sealed it: what came before is covered
	LockedAt     Time
	OutStrokes   string `personal:"signature"`
	OutSigned    string // the journal's digest that the signature was put to, in hex
	InStrokes    string `personal:"signature"`
	InSigned     string
	WitnessStrk  string   `personal:"signature"`
	AsSealed     AsSealed // what the book called things when it was sealed
	Petty        Fen      `personal:"money"` // 备用金
	HeldMoney    Fen      `personal:"money"` // 代收款
	HeldReceipts string   `personal:"money"`
	Remarks      string   `personal:"remark"`
}

// AsSealed are the names that a handover was sealed and signed with: whoever and
// whatever is called otherwise since stands in it as it stood then. Handovers of
// before 0.3 have none.
type AsSealed struct {
	House string        `json:"house"`
	Next  string        `json:"next"` // code of the shift that begins
	Names map[ID]string `json:"names"`
}

// Called gives the names of staff as the handover has them, over those of now.
func (a AsSealed) Called(now map[ID]string) map[ID]string {
	names := maps.Clone(now)
	maps.Copy(names, a.Names)
	return names
}

// Figures counts a shift.
type Figures struct {
	Groups   int `json:"groups"`
	People   int `json:"people"`
	Calls    int `json:"calls"`
	Bookings int `json:"bookings"`
	Refused  int `json:"refused"`
}

// HandoverSections are the parts of a handover in their order. A section that
// is not among them stands before the money.
var HandoverSections = []string{"instructions", "keys", "radios", "facilities", "orders", "repairs", "breakage", "appliances", "loans", "house", "upcoming", "notices", "absences", "money", "remarks"}

// HandoverItem is one line of a handover: what a register hands over.
type HandoverItem struct {
	ID       ID
	Handover ID
	Section  string // one of HandoverSections
	Sort     int
	Ref      ID     // the record it speaks of
	Visitor  ID     // when it speaks of a guest
	Title    string `personal:"contact"`
	Called   string // mr, ms, "": how the guest whose name Title is, is called
	Detail   string `personal:"contact"`
	Key      string // word key of the sentence, with Args; Title and Detail hold names only
	Args     []string
	Who      ID
	Due      Time
	Amiss    bool   // overdue or out of order: wants an eye
	Mark     string // "", ok, off
	Word     string `personal:"remark"` // for 不符
}

// HandoverNote is a word for the next shift: an instruction from above or a
// remark. It goes into the next handover that is sealed.
type HandoverNote struct {
	ID       ID
	Kind     string // instruction, remark
	Text     string `personal:"remark"`
	By       ID
	At       Time
	Handover ID // "" while it waits
}

// HandoverCorrection is a word added to a handover that is locked.
type HandoverCorrection struct {
	ID       ID
	Handover ID
	Text     string `personal:"remark"`
	By       ID
	At       Time
}

// HandoverView is a handover with all that belongs to it.
type HandoverView struct {
	Handover
	// Code is the 校验码 of one that is locked, Proof the mark of the line that locked
	// it. There is neither where the content is not what was sealed and signed.
	Code        string
	Proof       Mark
	Differs     bool // what it says is not what was sealed
	Items       []HandoverItem
	Corrections []HandoverCorrection
}

// HandoverMark is the incoming person's word about an item.
type HandoverMark struct {
	Item ID     `json:"item"`
	Mark string `json:"mark"` // ok, off
	Word string `json:"word,omitempty" personal:"remark"`
}

// LeaveNote writes an instruction (领导交办) or a remark for the next shift.
type LeaveNote struct {
	Head
	Note ID     `json:"note"`
	What string `json:"what"` // instruction, remark
	Text string `json:"text" personal:"remark"`
}

// Validate checks every field.
func (c *LeaveNote) Validate() error {
	var f Faults
	f.Check(c.Note.Valid(), "note", "error.invalid")
	f.Check(c.What == "instruction" || c.What == "remark", "what", "error.required")
	f.Check(c.Text != "", "text", "error.required")
	checkRemark(&f, "text", c.Text)
	return f.Err()
}

// SealHandover ends the shift for the one who signs: the draft is frozen as the
// book stands at that moment.
type SealHandover struct {
	Head
	Handover ID     `json:"handover"`
	Shift    string `json:"shift"`
	Strokes  string `json:"strokes" personal:"signature"`
	Petty    Fen    `json:"petty,omitempty" personal:"money"` // 备用金
	Held     Fen    `json:"held,omitempty" personal:"money"`  // 代收款
	Receipts string `json:"receipts,omitempty" personal:"money"`
	Remarks  string `json:"remarks,omitempty" personal:"remark"`
}

// Validate checks every field.
func (c *SealHandover) Validate() error {
	var f Faults
	f.Check(c.Handover.Valid(), "handover", "error.invalid")
	f.Check(ID(c.Shift).Valid(), "shift", "error.required")
	checkStrokes(&f, c.Strokes)
	checkFen(&f, "money", c.Petty, "handover.money")
	checkFen(&f, "money", c.Held, "handover.money")
	checkName(&f, "receipts", c.Receipts, false, 200)
	checkRemark(&f, "remarks", c.Remarks)
	return f.Err()
}

// checkStrokes wants a signature that fits and that is more than a dot.
func checkStrokes(f *Faults, s string) {
	f.Check(len(s) <= MaxStrokes, "strokes", "handover.longSignature")
	f.Check(!DecodeStrokes(s).Empty(), "strokes", "handover.needSignature")
}

// AcceptHandover marks items; with Strokes it also signs and locks, which wants
// every item marked. The PIN of the incoming person is checked where it is
// decided.
type AcceptHandover struct {
	Head
	Handover       ID             `json:"handover"`
	Marks          []HandoverMark `json:"marks,omitempty"`
	Strokes        string         `json:"strokes,omitempty" personal:"signature"`
	PIN            string         `json:"-"`
	Witness        ID             `json:"witness,omitempty"`
	WitnessStrokes string         `json:"witnessStrokes,omitempty" personal:"signature"`
}

// Validate checks every field.
func (c *AcceptHandover) Validate() error {
	var f Faults
	f.Check(c.Handover.Valid(), "handover", "error.invalid")
	for _, m := range c.Marks {
		f.Check(m.Item.Valid() && (m.Mark == "ok" || m.Mark == "off"), "marks", "error.invalid")
		f.Check(m.Mark != "off" || m.Word != "", string(m.Item), "handover.sayWhat")
		checkRemark(&f, string(m.Item), m.Word)
	}
	f.Check(len(c.Marks) > 0 || c.Strokes != "", "strokes", "handover.needSignature")
	if c.Strokes != "" {
		checkStrokes(&f, c.Strokes)
	}
	f.Check(c.Witness == "" || c.Strokes != "", "strokes", "handover.needSignature")
	f.Check(c.Witness == "" || c.WitnessStrokes != "", "witness", "handover.needSignature")
	if c.WitnessStrokes != "" {
		f.Check(c.Witness.Valid(), "witness", "error.required")
		checkStrokes(&f, c.WitnessStrokes)
	}
	return f.Err()
}

// CorrectHandover adds a note to a handover that is locked; nothing in it
// changes.
type CorrectHandover struct {
	Head
	Note     ID     `json:"note"`
	Handover ID     `json:"handover"`
	Text     string `json:"text" personal:"remark"`
}

// Validate checks every field.
func (c *CorrectHandover) Validate() error {
	var f Faults
	f.Check(c.Note.Valid() && c.Handover.Valid(), "handover", "error.invalid")
	f.Check(c.Text != "", "text", "error.required")
	checkRemark(&f, "text", c.Text)
	return f.Err()
}

// Handovers is the register of handovers.
var Handovers = announce(Register{
	Name: "handover",
	Kinds: []Kind{
		kind[LeaveNote]("LeaveNote"),
		fixed(kind[SealHandover]("SealHandover", Reception)),
		fixed(kind[AcceptHandover]("AcceptHandover", Reception)),
		fixed(kind[CorrectHandover]("CorrectHandover", Reception)),
	},
	Rows: []Row{row[Handover]("handover"), row[HandoverItem]("handover_item").Freeze(), row[HandoverNote]("handover_note"), row[HandoverCorrection]("handover_correction")},
})

// HandoverRef points at a handover, or a note for the next one.
func HandoverRef(id ID) Ref { return Ref{"handover", id} }
