package data

import "slices"

// FacilityState is how an area or a court is.
type FacilityState string

// The states of a facility: 正常 / 使用中 / 待清理 / 故障 / 停用.
const (
	Normal FacilityState = "normal"
	InUse  FacilityState = "in-use"
	Unkept FacilityState = "unkept"
	Faulty FacilityState = "faulty"
	Stood  FacilityState = "stood-down"
)

// FacilityStates lists the states in the order they are offered.
var FacilityStates = []FacilityState{Normal, InUse, Unkept, Faulty, Stood}

// Blocks reports whether a court in this state can't be given to anybody.
func (s FacilityState) Blocks() bool { return s == Faulty || s == Stood }

// Facility is the state of one area or court; one without a line is normal.
type Facility struct {
	Place ID // an area's or a court's id
	State FacilityState
	Note  string `personal:"job"`
	By    ID
	At    Time
}

// FacilityEvent is one change of a facility's state, kept for the record.
type FacilityEvent struct {
	ID    ID
	Place ID
	State FacilityState
	Note  string `personal:"job"`
	By    ID
	At    Time
}

// SetFacility says how an area or court is. A fault says what is wrong.
type SetFacility struct {
	Head
	Place ID            `json:"place"`
	State FacilityState `json:"state"`
	Note  string        `json:"note,omitempty" personal:"job"`
}

// Validate checks every field.
func (c *SetFacility) Validate() error {
	var f Faults
	f.Check(c.Place.Valid(), "place", "error.invalid")
	known := false
	for _, s := range FacilityStates {
		known = known || s == c.State
	}
	f.Check(known, "state", "error.required")
	f.Check(!c.State.Blocks() || c.Note != "", "note", "facility.sayWhat")
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// Facilities is the register of facility states.
var Facilities = announce(Register{
	Name:  "facility",
	Kinds: []Kind{kind[SetFacility]("SetFacility", Reception, Usher, VenueStaff, Bar, Floor, Engineering)},
	Rows:  []Row{row[Facility]("facility"), row[FacilityEvent]("facility_event")},
})

// Shares reports whether two courts stand on the same floor: what one takes the
// other can't have.
func (c Court) Shares(o Court) bool {
	return slices.ContainsFunc(c.Units, func(u string) bool { return slices.Contains(o.Units, u) })
}

// FacilityRef points at a court or an area.
func FacilityRef(id ID) Ref { return Ref{"facility", id} }
