package data

// Checklist is a list of things to do or look at: 吧台开, 吧台收, 仪容, ….
type Checklist struct {
	ID      ID
	Name    string
	Station string // bar, reception, venue
	Items   []string
	Sort    int
	Retired bool
}

// ChecklistRun is one time a checklist was gone through.
type ChecklistRun struct {
	ID        ID
	Checklist ID
	Name      string // as the list was called then
	Day       Day
	At        Time
	By        ID
	Items     []string // as they stood then
	Ticked    []int
	Note      string
}

// Complete reports whether everything was ticked.
func (r ChecklistRun) Complete() bool { return len(r.Ticked) == len(r.Items) }

// CupBatch is one lot of cups on its way: inspected, rinsed, wiped, looked at
// (三无), disinfected, put away.
type CupBatch struct {
	ID      ID
	Day     Day
	Item    ID // the utensil, "" for mixed
	Qty     int
	Step    string // the last step done, see CupSteps
	Chipped int    // put aside for breakage
	Again   int    // how often it went back to rinsing
	At      Time   // of the last step
	By      ID
	Started Time
	Done    Time
}

// CupSteps is the source's order.
var CupSteps = []string{"inspect", "rinse", "wipe", "flawless", "disinfect", "store"}

// PutChecklist adds or changes a checklist.
type PutChecklist struct {
	Head
	Checklist Checklist `json:"checklist"`
}

// Validate checks every field.
func (c *PutChecklist) Validate() error {
	var f Faults
	l := c.Checklist
	f.Check(l.ID.Valid(), "id", "error.invalid")
	checkName(&f, "name", l.Name, true, NameLength)
	f.Check(len(l.Items) >= 1 && len(l.Items) <= 30, "items", "checklist.needItems")
	for _, s := range l.Items {
		checkName(&f, "items", s, true, NameLength)
	}
	return f.Err()
}

// RunChecklist records that a list was gone through.
type RunChecklist struct {
	Head
	Run       ID     `json:"run"`
	Checklist ID     `json:"checklist"`
	Ticked    []int  `json:"ticked"`
	Note      string `json:"note,omitempty" personal:"remark"`
}

// Validate checks every field.
func (c *RunChecklist) Validate() error {
	var f Faults
	f.Check(c.Run.Valid() && c.Checklist.Valid(), "checklist", "error.invalid")
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// StepCups does one step for a lot of cups; the first one begins it. Fail at
// flawless sends it back to rinsing.
type StepCups struct {
	Head
	Batch   ID     `json:"batch"`
	Item    ID     `json:"item,omitempty"`
	Qty     int    `json:"qty"`
	Step    string `json:"step"`
	Chipped int    `json:"chipped,omitempty"`
	Fail    bool   `json:"fail,omitempty"`
}

// Validate checks every field.
func (c *StepCups) Validate() error {
	var f Faults
	f.Check(c.Batch.Valid(), "batch", "error.invalid")
	f.Check(oneOf(c.Step, CupSteps), "step", "error.required")
	f.Check(c.Qty >= 1 && c.Qty <= 1000, "qty", "error.range", 1, 1000)
	f.Check(c.Chipped >= 0 && c.Chipped <= c.Qty, "chipped", "error.range", 0, c.Qty)
	f.Check(!c.Fail || c.Step == "flawless", "fail", "error.invalid")
	return f.Err()
}

// Checklists is the register of daily cleaning and cup inspection.
var Checklists = announce(Register{
	Name: "checklist",
	Kinds: []Kind{
		kind[PutChecklist]("PutChecklist", Supervisor),
		kind[RunChecklist]("RunChecklist", Reception, Bar, Floor, VenueStaff),
		kind[StepCups]("StepCups", Bar, Floor),
	},
	Personal: map[string]Class{"checklist_run.note": Remark},
})
