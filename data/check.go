package data

// CheckStep is how far a check of the book has come.
type CheckStep struct {
	Phase       string // one of the phases
	Done, Total int64  // lines or tables; Total is 0 where nobody can say
}

// The phases of a check.
const (
	CheckCopying   = "copying"
	CheckWalking   = "walking"
	CheckComparing = "comparing"
)

// Difference is one thing that a check has found.
type Difference struct {
	What     string   `json:"what"` // one of the kinds of difference
	Line     int64    `json:"line,omitempty"`
	Register string   `json:"register,omitempty"`
	Table    string   `json:"table,omitempty"`
	Record   string   `json:"record,omitempty"` // as people call it: its number, its name
	Columns  []string `json:"columns,omitempty"`
}

// What a check finds.
const (
	FoundDamage  = "damage"  // SQLite itself can't read the file
	FoundChain   = "chain"   // a line is not the one that was chained, or can't be followed
	FoundSides   = "sides"   // personal values of a line are gone and nobody was forgotten
	FoundCut     = "cut"     // a line that a mark tells of is not there
	FoundOther   = "other"   // another line stands where a mark tells of one
	FoundChanged = "changed" // a row says something else than the lines
	FoundExtra   = "extra"   // a row that no line wrote
	FoundMissing = "missing" // a row that a line wrote is gone
	FoundSearch  = "search"  // what is made from rows, to search by, does not follow from them
	FoundObject  = "object"  // something stands in the file that this program did not make
)

// CheckReport is what a check of the book found.
type CheckReport struct {
	Whole bool         `json:"whole"` // all of it, not only what came after a mark
	At    Time         `json:"at"`
	From  Mark         `json:"from"`
	Head  Mark         `json:"head"` // how far the lines hold
	Found []Difference `json:"found,omitempty"`
	More  int          `json:"more,omitempty"` // found besides
}

// Health is what a device knows of its book's soundness.
type Health struct {
	Whole Time // when all of the book was found sound last, 0 never
	Part  Time // when any of it was checked last
	Sound Mark // up to here nothing was amiss
	Due   bool // all of it is to be checked again
	Amiss CheckReport
	// Running is how far a check has come that runs now, nil without one.
	Running *CheckStep
}

// CheckBound is how many differences a report names unless it is asked for more.
const CheckBound = 30

// Sound reports whether nothing was found.
func (r CheckReport) Sound() bool { return len(r.Found) == 0 }
