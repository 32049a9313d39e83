package data

import (
	"encoding/json"
	"time"
)

// PlanCells is how many cells the floor plan has each way; SpotLeast is the least
// a table takes, so that a finger finds it.
const (
	PlanCells = 24
	SpotLeast = 3
)

// Spot is where a table stands on the floor plan, in whole cells. The row above
// an area's tables bears its name, so that nothing stands in the first one. A
// round passes the tables in the order of Route, 0 for one it does not know yet.
type Spot struct {
	ID    ID // the table's id
	X, Y  int
	W, H  int
	Route int // place in the figure of eight, from 1
}

// Over reports whether two spots share a cell.
func (s Spot) Over(o Spot) bool {
	return s.X < o.X+o.W && o.X < s.X+s.W && s.Y < o.Y+o.H && o.Y < s.Y+s.H
}

// Seating is a party at a table, from sitting down to the cleared table. Who a
// registered party is stands with its visit alone.
type Seating struct {
	ID        ID
	Day       Day
	TableID   ID
	Visit     ID     // "" for a party that was not registered
	Guest     string `personal:"name"` // how a party that was not registered is called
	People    int
	Since     Time
	By        ID
	LeftAt    Time
	LeftBy    ID
	ClearedAt Time
	ClearedBy ID
}

// Round is one patrol of the whole service area.
type Round struct {
	ID       ID
	Number   string
	Day      Day
	Started  Time
	Finished Time
	By       ID
	Tables   int // seen
}

// RoundEvery is how often a round is due, RoundGrace how much later it may end
// and still be punctual, RoundLong how long one may run before it counts as given
// up, RoundShort the least between the ends of two: less is the same tap twice.
const (
	RoundEvery = 5 * time.Minute
	RoundGrace = 2 * time.Minute
	RoundLong  = 15 * time.Minute
	RoundShort = 20 * time.Second
)

// Exceptions are what a round may find at a table.
var Exceptions = []string{"refill", "ashtray", "clear", "breakage", "disorder"}

// Sighting is somebody seeing to a table: seen, greeted, served, or an exception
// that was found and is open until it is done.
type Sighting struct {
	ID      ID
	Day     Day
	TableID ID
	Seating ID
	What    string
	Note    string `personal:"job"`
	At      Time
	By      ID
	DoneAt  Time
	DoneBy  ID
}

// Hold is a table that is kept for somebody.
type Hold struct {
	ID   ID // the table's
	Held bool
	Note string `personal:"job"`
	At   Time
	By   ID
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
	seen, passed := map[ID]bool{}, map[int]bool{}
	for i, s := range c.Spots {
		f.Check(s.ID.Valid() && s.X >= 0 && s.Y >= 1 && s.W >= SpotLeast && s.H >= SpotLeast && s.W <= PlanCells && s.H <= PlanCells &&
			s.X <= PlanCells-s.W && s.Y <= PlanCells-s.H, "spots", "floor.badSpot")
		f.Check(s.Route >= 0 && s.Route <= 500 && !seen[s.ID] && (s.Route == 0 || !passed[s.Route]), "spots", "floor.badRoute")
		seen[s.ID], passed[s.Route] = true, true
		for _, o := range c.Spots[:i] {
			f.Check(!s.Over(o), "spots", "floor.overlap")
		}
	}
	return f.Err()
}

// Seat seats a party at a table without a check-in, or one that is registered.
type Seat struct {
	Head
	Seating ID     `json:"seating"`
	TableID ID     `json:"table"`
	Visit   ID     `json:"visit,omitempty"`
	Guest   string `json:"guest,omitempty" personal:"name"`
	People  int    `json:"people"`
}

// Validate checks every field.
func (c *Seat) Validate() error {
	var f Faults
	f.Check(c.Seating.Valid(), "seating", "error.invalid")
	f.Check(c.TableID.Valid(), "table", "error.required")
	f.Check(c.Visit == "" || c.Visit.Valid() && c.Guest == "", "visit", "error.invalid")
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
	Seating  ID     `json:"seating,omitempty"` // the party that is meant; "" is who sat there at that moment
	What     string `json:"what"`              // greeted, seen or one of Exceptions
	Done     bool   `json:"done,omitempty"`    // what was found was seen to at once
	Note     string `json:"note,omitempty" personal:"job"`
}

// Validate checks every field.
func (c *Tend) Validate() error {
	var f Faults
	f.Check(c.Sighting.Valid() && c.TableID.Valid() && (c.Seating == "" || c.Seating.Valid()), "table", "error.invalid")
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
	Note    string `json:"note,omitempty" personal:"job"`
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

	// Unnamed says that Round was not chosen: the one that was under way is meant.
	Unnamed bool `json:"unnamed,omitempty"`
}

// unnamed brings up a round's end of the time when it ended whichever was under way.
func unnamed(old json.RawMessage) (json.RawMessage, error) {
	var c map[string]json.RawMessage
	if err := json.Unmarshal(old, &c); err != nil {
		return nil, err
	}
	c["unnamed"] = json.RawMessage("true")
	return json.Marshal(c)
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
		kind[Tend]("Tend", Bar, Floor).From(1, asItWas),
		kind[DoneSighting]("DoneSighting", Bar, Floor),
		kind[MoveParty]("MoveParty", Reception, Usher, Bar, Floor),
		kind[LeaveTable]("LeaveTable", Reception, Usher, Bar, Floor),
		kind[ClearTable]("ClearTable", Bar, Floor),
		kind[HoldTable]("HoldTable", Reception, Bar, Floor),
		kind[StartRound]("StartRound", Bar, Floor),
		kind[FinishRound]("FinishRound", Bar, Floor).From(1, unnamed),
	},
	Rows: []Row{
		row[Spot]("spot"), row[Seating]("seating"), row[Round]("patrol"),
		row[Sighting]("sighting"), row[Hold]("held_table"),
	},
})

// FloorRef points at a table.
func FloorRef(id ID) Ref { return Ref{"floor", id} }
