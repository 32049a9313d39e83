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
}

// ChecklistStations are those a list may be for; everyone is each of them.
var ChecklistStations = []string{"bar", "floor", "reception", "venue", "everyone"}

// MaxChecks is the most a list may hold.
const MaxChecks = 30

// ChecklistRun is one time a checklist was gone through.
type ChecklistRun struct {
	ID        ID
	Checklist ID
	Name      string // as the list was called then
	Day       Day
	At        Time
	By        ID
	Items     []string // as they stood then
	Ticked    []int    // places among the items, ascending
	Note      string   `personal:"job"`
}

// Complete reports whether everything was ticked.
func (r ChecklistRun) Complete() bool { return len(r.Ticked) == len(r.Items) }

// Missing lists what was not ticked, in the order of the list.
func (r ChecklistRun) Missing() []string {
	done := make(map[int]bool, len(r.Ticked))
	for _, i := range r.Ticked {
		done[i] = true
	}
	var list []string
	for i, item := range r.Items {
		if !done[i] {
			list = append(list, item)
		}
	}
	return list
}

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
	f.Check(len(l.Items) >= 1 && len(l.Items) <= MaxChecks, "items", "checklist.needItems", MaxChecks)
	seen := map[string]bool{}
	for _, s := range l.Items {
		checkName(&f, "items", s, true, NameLength)
		f.Check(!seen[s], "items", "checklist.sameTwice", s)
		seen[s] = true
	}
	return f.Err()
}

// RunChecklist records that a list was gone through. Items are what the person
// saw: ticks on a list that has been changed meanwhile would mean other things.
type RunChecklist struct {
	Head
	Run       ID       `json:"run"`
	Checklist ID       `json:"checklist"`
	Items     []string `json:"items"`
	Ticked    []int    `json:"ticked"`
	Note      string   `json:"note,omitempty" personal:"job"`
}

// Validate checks every field.
func (c *RunChecklist) Validate() error {
	var f Faults
	f.Check(c.Run.Valid() && c.Checklist.Valid(), "checklist", "error.invalid")
	f.Check(len(c.Ticked) > 0 || c.Note != "", "ticked", "checklist.nothingTicked")
	last := -1
	for _, i := range c.Ticked {
		f.Check(i > last && i < len(c.Items), "ticked", "error.invalid")
		last = i
	}
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// Checklists is the register of daily cleaning and cup inspection.
var Checklists = announce(Register{
	Name: "checklist",
	Kinds: []Kind{
		kind[PutChecklist]("PutChecklist", Supervisor),
		kind[RunChecklist]("RunChecklist", Reception, Usher, Bar, Floor, VenueStaff),
		kind[StepCups]("StepCups", Bar, Floor),
	},
	Rows: []Row{row[Checklist]("checklist"), row[ChecklistRun]("checklist_run"), row[CupBatch]("cup_batch"), row[CupStep]("cup_step")},
})

// ChecklistRef points at a checklist.
func ChecklistRef(id ID) Ref { return Ref{"checklist", id} }
