package data

// Repair is one 维修 of an appliance, a court, an area or a table.
type Repair struct {
	ID         ID
	Number     string
	Day        Day
	Thing      ID     // appliance, court, area or table
	Kind       string // which of them
	Fault      string `personal:"job"`
	Since      Time
	By         ID
	SentTo     string `personal:"job"`
	SentAt     Time
	BackAt     Time
	Cost       Fen    `personal:"job"`
	RepairedBy string `personal:"job"`
	TakenBy    ID
	CheckedBy  ID
	CheckedAt  Time
	Note       string `personal:"job"`
	Amended
}

// The kinds of thing that can be out of use.
const (
	ThingAppliance = "appliance"
	ThingCourt     = "court"
	ThingArea      = "area"
	ThingTable     = "table"
)

// The states of a repair, in their order.
const (
	RepairReported = "reported" // nobody has been called
	RepairSent     = "sent"
	RepairBack     = "back" // waits for somebody else to look
	RepairClosed   = "closed"
)

// State says how far a repair is.
func (r Repair) State() string {
	switch {
	case r.CheckedAt != 0:
		return RepairClosed
	case r.BackAt != 0:
		return RepairBack
	case r.SentAt != 0:
		return RepairSent
	}
	return RepairReported
}

// Open reports whether the thing is still out of use.
func (r Repair) Open() bool { return r.CheckedAt == 0 }

// OpenRepair reports a fault; the thing is out of use wherever it is offered.
type OpenRepair struct {
	Head
	Repair ID     `json:"repair"`
	Thing  ID     `json:"thing"`
	Fault  string `json:"fault" personal:"job"`
}

// Validate checks every field.
func (c *OpenRepair) Validate() error {
	var f Faults
	f.Check(c.Repair.Valid(), "repair", "error.invalid")
	f.Check(c.Thing.Valid(), "thing", "error.required")
	f.Check(c.Fault != "", "fault", "error.required")
	checkRemark(&f, "fault", c.Fault)
	return f.Err()
}

// SendRepair notes to whom the thing was sent or who was called. One that came
// back and is still not right can be sent again.
type SendRepair struct {
	Head
	Repair ID     `json:"repair"`
	To     string `json:"to" personal:"job"`
	Note   string `json:"note,omitempty" personal:"job"`
}

// Validate checks every field.
func (c *SendRepair) Validate() error {
	var f Faults
	f.Check(c.Repair.Valid(), "repair", "error.invalid")
	checkName(&f, "to", c.To, true, NameLength)
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// TakeBackRepair notes that the thing is back, what it cost and who repaired
// it. Whoever repaired it without sending it away takes it back as well.
type TakeBackRepair struct {
	Head
	Repair     ID     `json:"repair"`
	Cost       Fen    `json:"cost,omitempty" personal:"job"`
	RepairedBy string `json:"repairedBy,omitempty" personal:"job"`
	Note       string `json:"note,omitempty" personal:"job"`
}

// Validate checks every field.
func (c *TakeBackRepair) Validate() error {
	var f Faults
	f.Check(c.Repair.Valid(), "repair", "error.invalid")
	checkFen(&f, "cost", c.Cost, "appliance.badCost")
	checkName(&f, "repairedBy", c.RepairedBy, false, NameLength)
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// CheckRepair puts the thing back into use; never by the one who took it back
// or repaired it.
type CheckRepair struct {
	Head
	Repair ID `json:"repair"`
}

// Validate checks the id.
func (c *CheckRepair) Validate() error {
	var f Faults
	f.Check(c.Repair.Valid(), "repair", "error.invalid")
	return f.Err()
}

// CorrectRepair puts right what a repair cost and who did it, afterwards. Void says
// that nothing was broken: the thing is in use again.
type CorrectRepair struct {
	Head
	Repair     ID     `json:"repair"`
	Void       bool   `json:"void,omitempty"`
	Cost       Fen    `json:"cost,omitempty" personal:"job"`
	RepairedBy string `json:"repairedBy,omitempty" personal:"job"`
	Why        string `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *CorrectRepair) Validate() error {
	var f Faults
	f.Check(c.Repair.Valid(), "repair", "error.invalid")
	checkFen(&f, "cost", c.Cost, "appliance.badCost")
	checkName(&f, "repairedBy", c.RepairedBy, false, NameLength)
	checkWhy(&f, c.Why)
	return f.Err()
}

// RepairFilter says which repairs are asked for: all of what is set.
type RepairFilter struct {
	Open     bool // not checked yet
	From, To Day  // reported, open or closed in these days
	Thing    ID
	ID       ID
}

// RepairView is a repair with the name of what it is about.
type RepairView struct {
	Repair
	Name  string
	Label string // an appliance's number, "" for others
}

// Repairs is the register of what is out of use.
var Repairs = announce(Register{
	Name: "repair",
	Kinds: []Kind{
		mended(kind[OpenRepair]("OpenRepair", Reception, Usher, Bar, Floor, VenueStaff, Engineering), func(c *OpenRepair) []Command {
			return []Command{&CorrectRepair{Repair: c.Repair, Void: true}}
		}),
		kind[SendRepair]("SendRepair", Reception, Bar, Floor, Engineering),
		mended(kind[TakeBackRepair]("TakeBackRepair", Reception, Bar, Floor, Engineering), func(c *TakeBackRepair) []Command {
			return []Command{&CorrectRepair{Repair: c.Repair, Cost: c.Cost, RepairedBy: c.RepairedBy}}
		}),
		kind[CorrectRepair]("CorrectRepair", Supervisor),
		kind[CheckRepair]("CheckRepair", Reception, Bar, Floor, VenueStaff),
	},
	Rows: []Row{row[Repair]("repair")},
})
