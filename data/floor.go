package data

import "time"

// Spot is where a table stands on the floor plan, in a grid of whole cells; the
// order of a round follows Route.
type Spot struct {
	ID    ID // the table's id
	X, Y  int
	W, H  int
	Route int // place in the figure of eight
}

// Seating is a party at a table, from sitting down to the cleared table.
type Seating struct {
	ID        ID
	TableID   ID
	Visit     ID // "" for a party that was not registered
	Visitor   ID
	Guest     string
	People    int
	Since     Time
	GreetedAt Time
	GreetedBy ID
	SeenAt    Time // last seen by anybody
	SeenBy    ID
	LeftAt    Time
	LeftBy    ID
	ClearedAt Time
	ClearedBy ID
}

// Round is one patrol of the whole service area.
type Round struct {
	ID       ID
	Day      Day
	N        int // of the day
	Due      Time
	Started  Time
	Finished Time
	By       ID
	Tables   int // seen
	Skipped  bool
}

// RoundEvery is how often a round is due; SeenSoon and SeenLate colour a table
// that nobody has looked at.
const (
	RoundEvery = 5 * time.Minute
	SeenSoon   = 5 * time.Minute
	SeenLate   = 8 * time.Minute
)

// Exceptions are what a round may find at a table.
var Exceptions = []string{"refill", "ashtray", "clear", "breakage", "disorder"}

// Sighting is something noted at a table: an exception, or that it was served.
type Sighting struct {
	ID      ID
	Round   ID
	TableID ID
	Seating ID
	What    string
	Note    string
	At      Time
	By      ID
	DoneAt  Time
	DoneBy  ID
}

// PlaceSpots sets the floor plan: where tables stand and in which order they
// are passed.
type PlaceSpots struct {
	Head
	Spots []Spot `json:"spots"`
}

// Validate checks every spot.
func (c *PlaceSpots) Validate() error {
	var f Faults
	f.Check(len(c.Spots) >= 1 && len(c.Spots) <= 500, "spots", "error.required")
	for _, s := range c.Spots {
		f.Check(s.ID.Valid() && s.X >= 0 && s.Y >= 0 && s.W >= 1 && s.H >= 1 && s.X+s.W <= 24 && s.Y+s.H <= 24, "spots", "floor.badSpot")
	}
	return f.Err()
}

// Seat seats a party at a table without a check-in, or one that is registered.
type Seat struct {
	Head
	Seating ID     `json:"seating"`
	TableID ID     `json:"table"`
	Visit   ID     `json:"visit,omitempty"`
	Visitor ID     `json:"visitor,omitempty"`
	Guest   string `json:"guest,omitempty" personal:"contact"`
	People  int    `json:"people"`
}

// Subject names the visitor whose personal values the command holds.
func (c *Seat) Subject() ID { return c.Visitor }

// Validate checks every field.
func (c *Seat) Validate() error {
	var f Faults
	f.Check(c.Seating.Valid(), "seating", "error.invalid")
	f.Check(c.TableID.Valid(), "table", "error.required")
	checkName(&f, "guest", c.Guest, false, NameLength)
	f.Check(c.People >= 1 && c.People <= MaxParty, "people", "error.party", MaxParty)
	return f.Err()
}

// Tend notes something done for a seated party: greeted, seen, or an exception
// that was found.
type Tend struct {
	Head
	Sighting ID     `json:"sighting"`
	TableID  ID     `json:"table"`
	What     string `json:"what"` // greeted, seen or one of Exceptions
	Note     string `json:"note,omitempty" personal:"remark"`
}

// Validate checks every field.
func (c *Tend) Validate() error {
	var f Faults
	f.Check(c.Sighting.Valid() && c.TableID.Valid(), "table", "error.invalid")
	f.Check(c.What == "greeted" || c.What == "seen" || oneOf(c.What, Exceptions), "what", "error.invalid")
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// DoneSighting ticks an exception off.
type DoneSighting struct {
	Head
	Sighting ID `json:"sighting"`
}

// Validate checks the id.
func (c *DoneSighting) Validate() error {
	var f Faults
	f.Check(c.Sighting.Valid(), "sighting", "error.invalid")
	return f.Err()
}

// MoveParty seats a party at another table; its open orders go with it.
type MoveParty struct {
	Head
	Seating ID `json:"seating"`
	To      ID `json:"to"`
}

// Validate checks every field.
func (c *MoveParty) Validate() error {
	var f Faults
	f.Check(c.Seating.Valid(), "seating", "error.invalid")
	f.Check(c.To.Valid(), "table", "error.required")
	return f.Err()
}

// LeaveTable is 客户离座: the table asks to be cleared. EndVisit also checks the
// party out.
type LeaveTable struct {
	Head
	Seating  ID   `json:"seating"`
	EndVisit bool `json:"endVisit,omitempty"`
}

// Validate checks the id.
func (c *LeaveTable) Validate() error {
	var f Faults
	f.Check(c.Seating.Valid(), "seating", "error.invalid")
	return f.Err()
}

// ClearTable is 收台: the table is free.
type ClearTable struct {
	Head
	Seating ID `json:"seating"`
}

// Validate checks the id.
func (c *ClearTable) Validate() error {
	var f Faults
	f.Check(c.Seating.Valid(), "seating", "error.invalid")
	return f.Err()
}

// HoldTable keeps a free table for somebody (留用) or gives it back.
type HoldTable struct {
	Head
	TableID ID     `json:"table"`
	Held    bool   `json:"held"`
	Note    string `json:"note,omitempty" personal:"remark"`
}

// Validate checks every field.
func (c *HoldTable) Validate() error {
	var f Faults
	f.Check(c.TableID.Valid(), "table", "error.required")
	f.Check(!c.Held || c.Note != "", "note", "error.required")
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// StartRound begins a round, FinishRound is 巡完一圈: every seated table was seen.
type StartRound struct {
	Head
	Round ID `json:"round"`
}

// Validate checks the id.
func (c *StartRound) Validate() error {
	var f Faults
	f.Check(c.Round.Valid(), "round", "error.invalid")
	return f.Err()
}

// FinishRound ends a round. A round that was not started is started and
// finished in one act.
type FinishRound struct {
	Head
	Round ID `json:"round"`
}

// Validate checks the id.
func (c *FinishRound) Validate() error {
	var f Faults
	f.Check(c.Round.Valid(), "round", "error.invalid")
	return f.Err()
}

// FloorService is the register of tables and patrol.
var FloorService = announce(Register{
	Name: "floor",
	Kinds: []Kind{
		kind[PlaceSpots]("PlaceSpots", Supervisor),
		kind[Seat]("Seat", Reception, Usher, Bar, Floor),
		kind[Tend]("Tend", Bar, Floor),
		kind[DoneSighting]("DoneSighting", Bar, Floor),
		kind[MoveParty]("MoveParty", Reception, Usher, Bar, Floor),
		kind[LeaveTable]("LeaveTable", Reception, Usher, Bar, Floor),
		kind[ClearTable]("ClearTable", Bar, Floor),
		kind[HoldTable]("HoldTable", Reception, Bar, Floor),
		kind[StartRound]("StartRound", Bar, Floor),
		kind[FinishRound]("FinishRound", Bar, Floor),
	},
	Personal: map[string]Class{
		"seating.guest": Contact, "sighting.note": Remark, "held_table.note": Remark,
	},
})
