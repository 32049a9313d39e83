package data

// Checklist is a list of things to do or look at: 吧台开, 吧台收, 仪容, ….
type Checklist struct {
	ID      ID
	Name    string
	Station string  // one of ChecklistStations
	By      Minutes // the time of day it should be done by, 0 when any will do
	Items   []string
	Sort    int
	Retired bool
	Versioned
}

// List is what is gone through.
func (l Checklist) List() StepList { return StepList{l.Items, l.Versioned} }

// ChecklistStations are those a list may be for; everyone is each of them.
var ChecklistStations = []string{"bar", "floor", "reception", "venue", "everyone"}

// MaxChecks is the most a list may hold.
const MaxChecks = 30

// For reports whether a list concerns one of the stations.
func (l Checklist) For(stations ...string) bool {
	return l.Station == "everyone" || oneOf(l.Station, stations)
}

// ChecklistRun is one time a checklist was gone through.
type ChecklistRun struct {
	StepRun
	Checklist ID
}

// Of says which list was gone through; it is the house's.
func (r ChecklistRun) Of() (list, subject ID) { return r.Checklist, "" }

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
	f.Check(oneOf(l.Station, ChecklistStations), "station", "error.required")
	f.Check(l.By >= 0 && l.By < 24*60, "by", "error.time")
	checkSteps(&f, "items", "checklist", l.Items, MaxChecks)
	return f.Err()
}

// RunChecklist records that a list was gone through. Items are what the person
// saw, Version is the list's then: ticks on a list that has been changed meanwhile
// mean what they meant. Turn is the time of the day that the person was at, so that
// two who tick one list on two devices make one run; 0 is the one that is open.
type RunChecklist struct {
	Head
	Run       ID       `json:"run"`
	Checklist ID       `json:"checklist"`
	Version   int      `json:"version,omitempty"`
	Turn      int      `json:"turn,omitempty"`
	Items     []string `json:"items"`
	Ticked    []int    `json:"ticked"`
	Note      string   `json:"note,omitempty" personal:"job"`
}

// Validate checks every field.
func (c *RunChecklist) Validate() error {
	var f Faults
	f.Check(c.Run.Valid() && c.Checklist.Valid(), "checklist", "error.invalid")
	f.Check(c.Version >= 0 && c.Turn >= 0, "checklist", "error.invalid")
	f.Check(len(c.Items) <= MaxChecks, "items", "error.invalid")
	f.Check(len(c.Ticked) > 0 || c.Note != "", "ticked", "checklist.nothingTicked")
	checkTicks(&f, "ticked", c.Ticked, len(c.Items))
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// CorrectRun puts right what somebody ticked, or voids it, afterwards.
type CorrectRun struct {
	Head
	Run    ID       `json:"run"`
	Void   bool     `json:"void,omitempty"`
	Items  []string `json:"items,omitempty"`  // of the run, as whoever corrects it saw them
	Ticked []int    `json:"ticked,omitempty"` // places among them
	Why    string   `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *CorrectRun) Validate() error {
	var f Faults
	f.Check(c.Run.Valid(), "run", "error.invalid")
	f.Check(!c.Void || len(c.Ticked) == 0, "ticked", "error.invalid")
	checkTicks(&f, "ticked", c.Ticked, MaxChecks)
	checkWhy(&f, c.Why)
	return f.Err()
}

// Checklists is the register of daily cleaning and cup inspection.
var Checklists = announce(Register{
	Name: "checklist",
	Kinds: []Kind{
		kind[PutChecklist]("PutChecklist", Supervisor),
		mended(kind[RunChecklist]("RunChecklist", Reception, Usher, Bar, Floor, VenueStaff).From(1, asItWas), func(c *RunChecklist) []Command {
			return []Command{&CorrectRun{Run: c.Run, Items: c.Items, Ticked: c.Ticked}}
		}),
		kind[CorrectRun]("CorrectRun", Supervisor),
		mended(kind[StepCups]("StepCups", Bar, Floor), func(c *StepCups) []Command { return []Command{&CorrectCups{Batch: c.Batch}} }),
		kind[CorrectCups]("CorrectCups", Supervisor),
	},
	Rows: []Row{row[Checklist]("checklist"), row[ChecklistRun]("checklist_run"), row[CupBatch]("cup_batch"), row[CupStep]("cup_step")},
})

// ChecklistRef points at a checklist.
func ChecklistRef(id ID) Ref { return Ref{"checklist", id} }
