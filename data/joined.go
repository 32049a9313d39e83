package data

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
)

// Rejection is a command that a person was told would be sent, and that the hub
// then refused. It stays until its person took note.
type Rejection struct {
	ID      ID // of the command
	Kind    string
	Command Command // nil when this program no longer knows its kind
	Staff   ID
	At      Time // when it was given
	Fault   *Error
}

// Moot reports that nothing is left to do: what was wanted is so already.
func (r Rejection) Moot() bool { return r.Fault != nil && r.Fault.Done }

// canceller is a command that may take back all that another one did.
type canceller interface{ cancels(of Command) bool }

func (c *Undo) cancels(of Command) bool { return of.Meta().ID == c.Command }

func (c *VoidLines) cancels(of Command) bool {
	o, ok := of.(*PlaceOrder)
	return ok && !slices.ContainsFunc(o.Lines, func(l LineWish) bool { return !slices.Contains(c.Lines, l.Line) })
}

func (c *CancelBooking) cancels(of Command) bool {
	b, ok := of.(*Book)
	return ok && len(b.Spans) == 1 && b.Spans[0].Booking == c.Booking
}

func (c *LiftClosure) cancels(of Command) bool {
	s, ok := of.(*CloseSlots)
	return ok && len(s.Spans) == 1 && s.Spans[0].Booking == c.Closure
}

// CancelOut names the refused commands of which nothing is left to be told: one
// that another took back, and the other, both refused.
func CancelOut(list []Rejection) (out []ID) {
	for i, r := range list {
		c, ok := r.Command.(canceller)
		if !ok {
			continue
		}
		for _, of := range list[:i] {
			if of.Command != nil && c.cancels(of.Command) && !slices.Contains(out, of.ID) {
				out = append(out, of.ID, r.ID)
				break
			}
		}
	}
	return out
}

// groupedFrom is how many refusals of one kind, for one reason and of one person
// stand together.
const groupedFrom = 3

// GroupRejections puts together what is looked at together: all that leaves nothing
// to do, at the end, and many of one kind that were refused for one reason. The
// order is kept by the first of each group.
func GroupRejections(list []Rejection) (groups [][]Rejection) {
	type alike struct {
		kind, key string
		staff     ID
	}
	of := func(r Rejection) alike { return alike{r.Kind, r.Fault.Key, r.Staff} }
	many := map[alike]int{}
	for _, r := range list {
		many[of(r)]++
	}
	at := map[alike]int{}
	var moot []Rejection
	for _, r := range list {
		i, begun := at[of(r)]
		switch {
		case r.Moot():
			moot = append(moot, r)
		case begun:
			groups[i] = append(groups[i], r)
		default:
			groups = append(groups, []Rejection{r})
			if many[of(r)] >= groupedFrom {
				at[of(r)] = len(groups) - 1
			}
		}
	}
	if len(moot) > 0 {
		groups = append(groups, moot)
	}
	return groups
}

// LinkState is how a device that has joined an office stands to its hub.
type LinkState struct {
	Role     DeviceRole
	Office   string // the office's name
	Address  string // where the hub was last reached
	Online   bool
	Since    Time   // of Online's last change
	Waiting  int    // commands the hub has yet to decide
	Refused  int    // commands it refused that nobody took note of yet
	Done     int64  // of Total, while catching up; both 0 otherwise
	Total    int64  //
	Trouble  *Error // why it can't go on by itself: revoked, another version, a hub that is gone
	NewHub   *HubOffer
	LastSeen Time   // when the hub was last heard of
	Past     *Past  // the hub's book has another past than this device's
	Stuck    *Error // why the hub takes nothing though it answers, as a full disk
}

// Unsupervised is the key of the trouble that the hub began an epoch without a
// supervisor.
const Unsupervised = "link.unsupervised"

// Undecided reports whether the device has stopped until a supervisor decides on it
// which book holds.
func (s LinkState) Undecided() bool {
	return s.Past != nil || s.Trouble != nil && s.Trouble.Key == Unsupervised
}

// Past is how the hub's book differs from what a device holds. Until a supervisor
// decides on the device, it neither takes anything from the hub nor gives it
// anything.
type Past struct {
	First  LineAbout // the first line that differs, as this device has it
	Own    int64     // the newest line that this device has acknowledged
	Hub    int64     // the newest line of the hub
	Behind bool      // the hub has the same past and ends earlier: it can mend that itself
	Kept   bool      // a supervisor has decided to keep this device's own
}

// Fault says it: link.hubBehind or link.otherPast.
func (p Past) Fault() *Error {
	if p.Behind {
		return Fault(Stale, "link.hubBehind", p.Own-p.Hub)
	}
	return Fault(Stale, "link.otherPast", p.First.Seq)
}

// LineAbout says of a line when it was given, by whom and as what; without a kind
// where the line is not held.
type LineAbout struct {
	Seq   int64
	Kind  string
	Staff ID
	At    Time
}

// HubOffer is another device that says it is the hub now.
type HubOffer struct {
	Device  ID
	Name    string
	Address string
	Epoch   Epoch
}

// Sharing is how an office that this device holds is shared with others.
type Sharing struct {
	On        bool
	Addresses []string // host:port where others reach it
	Firewall  Firewall
	Code      *PairingCode
	Successor *HubOffer // another device has become the hub meanwhile
	Behind    *Behind   // devices hold newer lines than this book
	Trouble   *Error    // why nothing can be taken from devices just now
	Twice     []Twice   // devices whose folder seems to be in use at two places
}

// Amiss reports whether there is something that a person must look at.
func (s Sharing) Amiss() bool { return s.Behind != nil || s.Trouble != nil || len(s.Twice) > 0 }

// Behind is what the hub hears of devices that hold newer lines of its own past: its
// book went back to an older copy. A supervisor says so on the hub; then the
// devices give back what it lost.
type Behind struct {
	Device string // the name of one of them
	Lines  int64  // that it holds and this book does not; 0 if not known
}

// Twice is a device that answers from two places: its folder was copied.
type Twice struct {
	Device ID
	Name   string
	Hosts  []string
	At     Time
}

// Firewall is what is known of the system's firewall.
type Firewall struct {
	Blocks  bool   // it is on, and nothing lets the port through
	Command string // the one line that opens the port
}

// PairingCode lets one device join. It serves once and ends by itself.
type PairingCode struct {
	Code string // 16 characters, in groups of four for people
	Role DeviceRole
	Ends Time
}

// Presence is a device as the hub sees it.
type Presence struct {
	Device
	Here     bool // this very device
	Online   bool
	LastSeen Time // zero when it has not been seen since the program started
	Waiting  int  // commands that wait on it
	Behind   int64
	Apart    bool // its copy has another past than this book
	Version  string
	Address  string
}

// WaitingSet are the records that commands touched which the hub has yet to
// decide.
type WaitingSet map[ID]bool

// faultJSON is an Error on the wire. Causes stay where they arose.
type faultJSON struct {
	Code  Code        `json:"code"`
	Field string      `json:"field,omitempty"`
	Key   string      `json:"key"`
	Args  []any       `json:"args,omitempty"`
	Also  []faultJSON `json:"also,omitempty"`
	Near  []Offer     `json:"near,omitempty"`
	Done  bool        `json:"done,omitempty"`
}

// MarshalJSON writes what a person on another device needs to read it.
func (e *Error) MarshalJSON() ([]byte, error) { return json.Marshal(e.wire()) }

func (e *Error) wire() faultJSON {
	w := faultJSON{Code: e.Code, Field: e.Field, Key: e.Key, Near: e.Near, Done: e.Done}
	for _, a := range e.Args {
		w.Args = append(w.Args, plainArg(a))
	}
	for _, a := range e.Also {
		w.Also = append(w.Also, a.wire())
	}
	return w
}

// plainArg gives an argument of a sentence as JSON can carry it and a sentence
// shows it.
func plainArg(a any) any {
	if _, spoken := a.(fmt.Stringer); spoken {
		return fmt.Sprint(a)
	}
	v := reflect.ValueOf(a)
	switch v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int()
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return v.Bool()
	}
	return fmt.Sprint(a)
}

// UnmarshalJSON reads a fault that another device told.
func (e *Error) UnmarshalJSON(body []byte) error {
	var w faultJSON
	if err := decode(body, &w); err != nil {
		return err
	}
	*e = *w.fault()
	return nil
}

func (w faultJSON) fault() *Error {
	e := &Error{Code: w.Code, Field: w.Field, Key: w.Key, Near: w.Near, Done: w.Done}
	for _, a := range w.Args {
		e.Args = append(e.Args, Plain(a))
	}
	for _, a := range w.Also {
		e.Also = append(e.Also, a.fault())
	}
	return e
}
