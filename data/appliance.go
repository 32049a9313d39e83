package data

// Appliance is a machine that is cleaned by plan: 冰箱, 消毒柜, 咖啡机, ….
type Appliance struct {
	ID      ID
	Number  string // BX-01
	Name    string
	Model   string
	Place   string
	Every   int // days between cleanings; HalfMonth is the two halves of a month
	Steps   []string
	Since   Day     // the plan runs from here
	Until   Day     // and, once retired, to here
	Earlier []Cycle // the plans before this one; kept by the book, so that a new plan leaves the past alone
	Sort    int
	Retired bool
	Versioned
}

// List is what is ticked at its cleaning.
func (a Appliance) List() StepList { return StepList{a.Steps, a.Versioned} }

// Label is what an appliance is called in full.
func (a Appliance) Label() string { return a.Name + " " + a.Number }

// HalfMonth is the cycle that follows the calendar: the first to the fifteenth,
// and the sixteenth to the month's last day. Every other number counts days.
const HalfMonth = 15

// Cleaning is one line of the 电器清洁保养记录表. Due is the last day of the period
// it was done for; one that nobody had planned has none.
type Cleaning struct {
	ID        ID
	Appliance ID
	Due       Day
	Day       Day
	At        Time
	By        ID
	Steps     []string // what was to do then, and a later change of the steps leaves it
	Ticked    []int    // which of them were done
	Running   string   // running state: good, odd, stopped
	Result    string   // normal 正常, again 待补, abnormal 异常
	CheckedBy ID
	CheckedAt Time
	Note      string `personal:"job"`
	Version   int    // of the steps, as they were seen
	Amended
}

// Fulfils reports whether the plan is met by it: one that is still to be
// finished meets nothing, nor does one that was voided.
func (c Cleaning) Fulfils() bool { return c.Result != "again" && !c.Void }

// Left lists the steps that were not ticked.
func (c Cleaning) Left() []string { return stepsWhere(c.Steps, c.Ticked, false) }

// Done lists the steps that were ticked.
func (c Cleaning) Done() []string { return stepsWhere(c.Steps, c.Ticked, true) }

// Punctual says how a planned cleaning stands to its period: coming, due,
// overdue, done on time, late (made up later) or missed.
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

// MaxSteps is the most steps a cleaning has.
const MaxSteps = 20

// PutAppliance adds or changes an appliance. A new one without a day plans from
// the day it is added on.
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
	f.Check(a.Since == "" || a.Since.Valid(), "since", "error.invalid")
	f.Check(len(a.Steps) >= 1 && len(a.Steps) <= MaxSteps, "steps", "appliance.needSteps", MaxSteps)
	for _, s := range a.Steps {
		checkName(&f, "steps", s, true, NameLength)
	}
	return f.Err()
}

// CleanAppliance records a cleaning. When says when it was done, 0 for now;
// never tomorrow, never before the last one. Items are the steps as the person saw
// them, Version is the appliance's then; without them they are those that were in
// force at the moment.
type CleanAppliance struct {
	Head
	Cleaning  ID       `json:"cleaning"`
	Appliance ID       `json:"appliance"`
	Version   int      `json:"version,omitempty"`
	Items     []string `json:"items,omitempty"`
	When      Time     `json:"when,omitempty"`
	Steps     []int    `json:"steps"` // those that were ticked
	Running   string   `json:"running"`
	Result    string   `json:"result"`
	Note      string   `json:"note,omitempty" personal:"job"`
}

// Validate checks every field.
func (c *CleanAppliance) Validate() error {
	var f Faults
	f.Check(c.Cleaning.Valid() && c.Appliance.Valid(), "appliance", "error.invalid")
	f.Check(oneOf(c.Running, RunningStates), "running", "error.required")
	f.Check(oneOf(c.Result, CleaningResults), "result", "error.required")
	f.Check(c.Result == "" || c.Result == "normal" || c.Note != "", "note", "appliance.sayWhat")
	f.Check(c.Result != "normal" || c.Running != "stopped", "result", "appliance.stopped")
	seen := map[int]bool{}
	for _, s := range c.Steps {
		f.Check(s >= 0 && s < MaxSteps && (len(c.Items) == 0 || s < len(c.Items)) && !seen[s], "steps", "error.invalid")
		seen[s] = true
	}
	f.Check(len(c.Items) <= MaxSteps && c.Version >= 0, "steps", "error.invalid")
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// CorrectCleaning puts right what somebody recorded of a cleaning, or voids it,
// afterwards.
type CorrectCleaning struct {
	Head
	Cleaning ID       `json:"cleaning"`
	Void     bool     `json:"void,omitempty"`
	Items    []string `json:"items,omitempty"`  // its steps, as whoever corrects it saw them
	Ticked   []int    `json:"ticked,omitempty"` // places among them
	Running  string   `json:"running,omitempty"`
	Result   string   `json:"result,omitempty"`
	Why      string   `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *CorrectCleaning) Validate() error {
	var f Faults
	f.Check(c.Cleaning.Valid(), "cleaning", "error.invalid")
	if !c.Void {
		f.Check(oneOf(c.Running, RunningStates), "running", "error.required")
		f.Check(oneOf(c.Result, CleaningResults), "result", "error.required")
		f.Check(c.Result != "normal" || c.Running != "stopped", "result", "appliance.stopped")
	}
	checkTicks(&f, "ticked", c.Ticked, MaxSteps)
	checkWhy(&f, c.Why)
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

// Appliances is the register of appliances, their cleaning and repairs.
var Appliances = announce(Register{
	Name: "appliance",
	Kinds: []Kind{
		kind[PutAppliance]("PutAppliance", Supervisor),
		mended(kind[CleanAppliance]("CleanAppliance", Bar, Floor).From(1, asItWas), func(c *CleanAppliance) []Command {
			return []Command{&CorrectCleaning{Cleaning: c.Cleaning, Items: c.Items, Ticked: c.Steps, Running: c.Running, Result: c.Result}}
		}),
		kind[CorrectCleaning]("CorrectCleaning", Supervisor),
		kind[CheckCleaning]("CheckCleaning", Bar, Floor, Reception),
	},
	Rows: []Row{row[Appliance]("appliance"), row[Cleaning]("cleaning")},
})

// ApplianceRef points at an appliance or a repair.
func ApplianceRef(id ID) Ref { return Ref{"appliance", id} }
