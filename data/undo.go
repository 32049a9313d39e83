package data

// Undo takes back what another command did, by counter-changes. It is refused
// (stale) where a row it would touch has been written since.
type Undo struct {
	Head
	Command ID     `json:"command"`
	Why     string `json:"why,omitempty" personal:"remark"`
}

// Validate checks every field.
func (c *Undo) Validate() error {
	var f Faults
	f.Check(c.Command.Valid(), "command", "error.invalid")
	checkRemark(&f, "why", c.Why)
	return f.Err()
}

// Undoing is the register of what was taken back.
var Undoing = announce(Register{
	Name:  "undo",
	Kinds: []Kind{fixed(kind[Undo]("Undo"))},
})
