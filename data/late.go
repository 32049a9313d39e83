package data

import "encoding/json"

// LateAct is an act that arrived late, could not be done, and whose maker is not
// there any more to do it anew: a supervisor takes it or refuses it.
type LateAct struct {
	ID      ID // of the command
	Kind    string
	Version int
	Body    string `personal:"remark"` // the command whole, as JSON
	Visitor ID
	Maker   ID
	Device  ID
	At      Time   // when it was given
	Kept    Time   // when it came
	Fault   string `personal:"remark"` // why it was not done, as JSON
	State   string
	By      ID
	Settled Time
	Why     string `personal:"remark"` // why it was refused for good
}

// The states of a late act.
const (
	LateOpen    = "open"
	LateTaken   = "taken"
	LateRefused = "refused"
)

// Envelope gives the command inside.
func (a LateAct) Envelope() Envelope {
	return Envelope{Kind: a.Kind, Version: a.Version, Command: json.RawMessage(a.Body)}
}

// Reason gives why the command was not done, nil where that is not at hand.
func (a LateAct) Reason() *Error {
	var e Error
	if a.Fault == "" || json.Unmarshal([]byte(a.Fault), &e) != nil {
		return nil //nolint:nilerr // forgotten with a guest, or not held here
	}
	return &e
}

// KeepLate keeps a late act for a supervisor. The house gives it by itself, where
// the act was refused.
type KeepLate struct {
	Head
	Act     ID     `json:"act"`
	What    string `json:"what"`
	Version int    `json:"version"`
	Body    string `json:"body" personal:"remark"`
	Visitor ID     `json:"visitor,omitempty"`
	Maker   ID     `json:"maker"`
	From    ID     `json:"from,omitempty"`
	Given   Time   `json:"given"`
	Fault   string `json:"fault" personal:"remark"`
}

// Subject names the visitor whose personal values the act holds.
func (c *KeepLate) Subject() ID { return c.Visitor }

// Validate checks what the house says.
func (c *KeepLate) Validate() error {
	var f Faults
	f.Check(c.Act.Valid() && c.Maker.Valid() && c.Given > 0 && c.Version > 0, "act", "error.invalid")
	_, known := KindNamed(c.What)
	f.Check(known && json.Valid([]byte(c.Body)) && json.Valid([]byte(c.Fault)), "act", "error.invalid")
	return f.Err()
}

// NewKeepLate makes the command that keeps one which was refused, nil for a kind that
// nobody can do in another's stead. The same act gives the same command.
func NewKeepLate(c Command, why *Error, now Time) *KeepLate {
	kind, ok := KindOf(c)
	e, err := Wrap(c)
	if !ok || err != nil || !kind.InStead() {
		return nil
	}
	fault, err := json.Marshal(why)
	if err != nil {
		return nil
	}
	h := c.Meta()
	k := &KeepLate{
		Head: Head{ID: IDFrom("late", string(h.ID)), At: now},
		Act:  h.ID, What: e.Kind, Version: e.Version, Body: string(e.Command), Maker: h.Staff, From: h.Device, Given: h.At, Fault: string(fault),
	}
	if s, ok := c.(Subjected); ok {
		k.Visitor = s.Subject()
	}
	return k
}

// InStead reports whether a supervisor can do a command of the kind in its maker's
// stead: not what somebody signs, or what only its maker's PIN can prove.
func (k Kind) InStead() bool { return !k.NoUndo && !k.Anonymous && !k.HubOnly }

// MakerGone reports whether whoever gave a command is not there any more to do it
// anew: left the firm, or of another role by now.
func MakerGone(staff []Staff, c Command) bool {
	kind, ok := KindOf(c)
	for _, s := range staff {
		if s.ID == c.Meta().Staff {
			return s.Gone || ok && !kind.Allows(s.Role)
		}
	}
	return true
}

// TakeLate does a late act in a supervisor's name, at the time when it was given.
type TakeLate struct {
	Head
	Act ID `json:"act"`
}

// Validate checks the id.
func (c *TakeLate) Validate() error {
	var f Faults
	f.Check(c.Act.Valid(), "act", "error.invalid")
	return f.Err()
}

// DropLate ends a late act that shall not be done, and says why.
type DropLate struct {
	Head
	Act ID     `json:"act"`
	Why string `json:"why" personal:"remark"`
}

// Validate checks every field.
func (c *DropLate) Validate() error {
	var f Faults
	f.Check(c.Act.Valid(), "act", "error.invalid")
	f.Check(!blank(c.Why), "why", "error.required")
	checkRemark(&f, "why", c.Why)
	return f.Err()
}

// LateView is a late act with what it is about.
type LateView struct {
	LateAct
	About Word
}

// Late is the register of acts that came too late for their makers.
var Late = announce(Register{
	Name: "late",
	Kinds: []Kind{
		here(openKind(kind[KeepLate]("KeepLate"))),
		kind[TakeLate]("TakeLate", Supervisor),
		kind[DropLate]("DropLate", Supervisor),
	},
	Rows: []Row{row[LateAct]("late_act")},
})

// LateRef points at a late act.
func LateRef(id ID) Ref { return Ref{"late", id} }
