package data

// CupSteps is the source's order: inspected, rinsed, wiped, looked at (三无),
// disinfected, put away.
var CupSteps = StepOrder{"inspect", "rinse", "wipe", "flawless", "disinfect", "store"}

// CupBatch is one lot of cups on its way.
type CupBatch struct {
	StepLot     // its name is "" for mixed
	Item    ID  // the utensil, "" for mixed
	Chipped int // put aside for breakage
}

// Next is the step a lot wants now, "" when it is put away or nothing is left.
func (b CupBatch) Next() string { return CupSteps.Next(b.StepLot) }

// CupStep is one step that was done for a lot; what failed was not flawless and is
// rinsed again.
type CupStep struct {
	StepTick
	Batch   ID
	Chipped int
}

// Of names the lot.
func (s CupStep) Of() ID { return s.Batch }

// Do gives the lot after a step: what chipped leaves it.
func (b CupBatch) Do(s CupStep) CupBatch {
	b.StepLot, b.Chipped = CupSteps.Do(b.StepLot, s.StepTick), b.Chipped+s.Chipped
	return b
}

// Stored is how many cups of a lot went back into the cupboard.
func (b CupBatch) Stored() int {
	if b.Done == 0 || b.Void {
		return 0
	}
	return b.Qty
}

// CupView is a lot with every step it went through.
type CupView struct {
	CupBatch
	Steps []CupStep
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

// CorrectCups puts a lot right afterwards: which step was the last that was done, and
// how many there are. Void says that there was no such lot.
type CorrectCups struct {
	Head
	Batch ID     `json:"batch"`
	Void  bool   `json:"void,omitempty"`
	Step  string `json:"step,omitempty"`
	Qty   int    `json:"qty,omitempty"`
	Why   string `json:"why" personal:"job"`
}

// Validate checks every field.
func (c *CorrectCups) Validate() error {
	var f Faults
	f.Check(c.Batch.Valid(), "batch", "error.invalid")
	f.Check(c.Void || oneOf(c.Step, CupSteps), "step", "error.required")
	f.Check(c.Void || c.Qty >= 1 && c.Qty <= MaxCups, "qty", "error.range", 1, MaxCups)
	checkWhy(&f, c.Why)
	return f.Err()
}
