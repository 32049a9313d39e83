package data

// Appliance is a machine that is cleaned by plan: 冰箱, 消毒柜, 咖啡机, ….
type Appliance struct {
	ID      ID
	Number  string // BX-01
	Name    string
	Model   string
	Place   string
	Every   int // days between cleanings; 15 is half a month
	Steps   []string
	Since   Day // the plan runs from here
	Sort    int
	Retired bool
}

// Cleaning is one line of the 电器清洁保养记录表. Due is the day it was planned for.
type Cleaning struct {
	ID        ID
	Appliance ID
	Due       Day
	Day       Day
	At        Time
	By        ID
	Steps     []int  // which steps were ticked
	Running   string // running state: good, odd, stopped
	Result    string // normal 正常, again 待补, abnormal 异常
	CheckedBy ID
	CheckedAt Time
	Note      string
}

// Punctual says how a cleaning stands to its day: done, late (made up later),
// due, overdue, missed or coming.
type Punctual string

// The standings of a planned cleaning.
const (
	Coming  Punctual = "coming"
	DueNow  Punctual = "due"
	Overdue Punctual = "overdue"
	OnTime  Punctual = "done"
	MadeUp  Punctual = "late"
	Missed  Punctual = "missed"
)

// The codes of a cleaning's choices.
var (
	RunningStates   = []string{"good", "odd", "stopped"}
	CleaningResults = []string{"normal", "again", "abnormal"}
)

// PutAppliance adds or changes an appliance.
type PutAppliance struct {
	Head
	Appliance Appliance `json:"appliance"`
}

// Validate checks every field.
func (c *PutAppliance) Validate() error {
	var f Faults
	a := c.Appliance
	f.Check(a.ID.Valid(), "id", "error.invalid")
	checkName(&f, "name", a.Name, true, NameLength)
	checkName(&f, "number", a.Number, true, 20)
	checkName(&f, "model", a.Model, false, NameLength)
	checkName(&f, "place", a.Place, false, NameLength)
	f.Check(a.Every >= 1 && a.Every <= 366, "every", "error.range", 1, 366)
	f.Check(a.Since.Valid(), "since", "error.required")
	f.Check(len(a.Steps) >= 1 && len(a.Steps) <= 20, "steps", "appliance.needSteps")
	for _, s := range a.Steps {
		checkName(&f, "steps", s, true, NameLength)
	}
	return f.Err()
}

// CleanAppliance records a cleaning. When says when it was done, 0 for now;
// never tomorrow, never before the last one.
type CleanAppliance struct {
	Head
	Cleaning  ID     `json:"cleaning"`
	Appliance ID     `json:"appliance"`
	When      Time   `json:"when,omitempty"`
	Steps     []int  `json:"steps"`
	Running   string `json:"running"`
	Result    string `json:"result"`
	Note      string `json:"note,omitempty" personal:"remark"`
}

// Validate checks every field.
func (c *CleanAppliance) Validate() error {
	var f Faults
	f.Check(c.Cleaning.Valid() && c.Appliance.Valid(), "appliance", "error.invalid")
	f.Check(oneOf(c.Running, RunningStates), "running", "error.required")
	f.Check(oneOf(c.Result, CleaningResults), "result", "error.required")
	f.Check(c.Result == "normal" || c.Note != "", "note", "appliance.sayWhat")
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// CheckCleaning notes that somebody else looked at the result.
type CheckCleaning struct {
	Head
	Cleaning ID `json:"cleaning"`
}

// Validate checks the id.
func (c *CheckCleaning) Validate() error {
	var f Faults
	f.Check(c.Cleaning.Valid(), "cleaning", "error.invalid")
	return f.Err()
}

// Repair is one 维修 of an appliance, a court, an area or a table.
type Repair struct {
	ID         ID
	Number     string
	Day        Day
	Thing      ID // appliance, court, area or table
	Fault      string
	Since      Time
	By         ID
	SentTo     string
	SentAt     Time
	BackAt     Time
	Cost       int64 // fen
	RepairedBy string
	TakenBy    ID
	CheckedBy  ID
	CheckedAt  Time
	Note       string
}

// Open reports whether the thing is still out of use.
func (r Repair) Open() bool { return r.CheckedAt == 0 }

// OpenRepair reports a fault; the thing is out of use wherever it is offered.
type OpenRepair struct {
	Head
	Repair ID     `json:"repair"`
	Thing  ID     `json:"thing"`
	Fault  string `json:"fault" personal:"remark"`
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

// SendRepair notes to whom the thing was sent or who was called.
type SendRepair struct {
	Head
	Repair ID     `json:"repair"`
	To     string `json:"to" personal:"contact"`
	Note   string `json:"note,omitempty" personal:"remark"`
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
// it.
type TakeBackRepair struct {
	Head
	Repair     ID     `json:"repair"`
	Cost       int64  `json:"cost,omitempty" personal:"money"`
	RepairedBy string `json:"repairedBy,omitempty" personal:"contact"`
	Note       string `json:"note,omitempty" personal:"remark"`
}

// Validate checks every field.
func (c *TakeBackRepair) Validate() error {
	var f Faults
	f.Check(c.Repair.Valid(), "repair", "error.invalid")
	f.Check(c.Cost >= 0 && c.Cost <= 1_000_000_000, "cost", "appliance.badCost")
	checkName(&f, "repairedBy", c.RepairedBy, false, NameLength)
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// CheckRepair puts the thing back into use; never by the one who took it back.
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

// Appliances is the register of appliances, their cleaning and repairs.
var Appliances = announce(Register{
	Name: "appliance",
	Kinds: []Kind{
		kind[PutAppliance]("PutAppliance", Supervisor),
		kind[CleanAppliance]("CleanAppliance", Bar, Floor),
		kind[CheckCleaning]("CheckCleaning", Bar, Floor, Reception),
		kind[OpenRepair]("OpenRepair", Reception, Usher, Bar, Floor, VenueStaff, Engineering),
		kind[SendRepair]("SendRepair", Reception, Bar, Floor, Engineering),
		kind[TakeBackRepair]("TakeBackRepair", Reception, Bar, Floor, Engineering),
		kind[CheckRepair]("CheckRepair", Reception, Bar, Floor, VenueStaff),
	},
	Personal: map[string]Class{
		"cleaning.note": Remark, "repair.fault": Remark, "repair.sent_to": Contact,
		"repair.repaired_by": Contact, "repair.cost": Money, "repair.note": Remark,
	},
})
