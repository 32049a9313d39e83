package data

import "slices"

// CupBatch is one lot of cups on its way: inspected, rinsed, wiped, looked at
// (三无), disinfected, put away.
type CupBatch struct {
	ID      ID
	Day     Day    // when it began
	Item    ID     // the utensil, "" for mixed
	Name    string // as it was called then, "" for mixed
	Began   int    // how many were inspected
	Qty     int    // how many are still in the lot
	Step    string // the last step done, see CupSteps
	Chipped int    // put aside for breakage
	Again   int    // how often it went back to rinsing
	Started Time
	At      Time // of the last step
	By      ID   // who did it
	Done    Time // when it was put away, or when nothing was left of it
}

// CupStep is one step that was done for a lot.
type CupStep struct {
	Batch   ID
	N       int // 1 for the first
	Step    string
	At      Time
	By      ID
	Qty     int // how many went on
	Chipped int
	Failed  bool // not flawless: back to rinsing
}

// CupView is a lot with every step it went through.
type CupView struct {
	CupBatch
	Steps []CupStep
}

// CupFilter chooses lots. Blank fields choose all.
type CupFilter struct {
	Open     bool
	From, To Day // business days on which they began, both included
	ID       ID
}

// CupSteps is the source's order.
var CupSteps = []string{"inspect", "rinse", "wipe", "flawless", "disinfect", "store"}

// Next is the step a lot wants now, "" when it is put away or nothing is left.
func (b CupBatch) Next() string {
	if b.Done > 0 {
		return ""
	}
	i := slices.Index(CupSteps, b.Step) + 1
	if i >= len(CupSteps) {
		return ""
	}
	return CupSteps[i]
}

// Do gives the lot after a step: what chipped leaves it, what is not flawless is
// rinsed again, and what is put away or has nothing left is done.
func (b CupBatch) Do(step string, chipped int, fail bool, at Time, by ID) CupBatch {
	b.Qty, b.Chipped = b.Qty-chipped, b.Chipped+chipped
	b.Step, b.At, b.By = step, at, by
	if fail {
		b.Step, b.Again = CupSteps[0], b.Again+1
	}
	if b.Step == CupSteps[len(CupSteps)-1] || b.Qty == 0 {
		b.Done = at
	}
	return b
}

// StepCups does one step for a lot of cups; inspecting begins it. Fail, at
// flawless, sends it back to rinsing. A chip is found at any step before the
// cups are put away.
type StepCups struct {
	Head
	Batch   ID     `json:"batch"`
	Item    ID     `json:"item,omitempty"` // with inspect; "" for mixed
	Qty     int    `json:"qty,omitempty"`  // with inspect: how many
	Step    string `json:"step"`
	Chipped int    `json:"chipped,omitempty"`
	Fail    bool   `json:"fail,omitempty"`
}

// MaxCups is the most cups in a lot.
const MaxCups = 1000

// Validate checks every field.
func (c *StepCups) Validate() error {
	var f Faults
	f.Check(c.Batch.Valid(), "batch", "error.invalid")
	f.Check(oneOf(c.Step, CupSteps), "step", "error.required")
	if c.Step == CupSteps[0] {
		f.Check(c.Qty >= 1 && c.Qty <= MaxCups, "qty", "error.range", 1, MaxCups)
		f.Check(c.Item == "" || c.Item.Valid(), "item", "error.invalid")
		f.Check(c.Qty < 1 || c.Chipped <= c.Qty, "chipped", "error.range", 0, c.Qty)
	} else {
		f.Check(c.Qty == 0 && c.Item == "", "qty", "error.invalid")
	}
	f.Check(c.Chipped >= 0 && c.Chipped <= MaxCups, "chipped", "error.range", 0, MaxCups)
	f.Check(c.Chipped == 0 || c.Step != "store", "chipped", "checklist.cups.chipLate")
	f.Check(!c.Fail || c.Step == "flawless", "fail", "error.invalid")
	return f.Err()
}
