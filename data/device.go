package data

import (
	"slices"
	"strings"
)

// DeviceRole says what a device of the office is for. It decides which commands
// may come from it and what its copy of the book may hold. Only the hub's book
// says it: a device can't raise its own.
type DeviceRole string

// The roles of devices. They are called as the stations are.
const (
	AtReception  DeviceRole = "reception"
	AtSupervisor DeviceRole = "supervisor"
	AtBar        DeviceRole = "bar"
	AtVenue      DeviceRole = "venue"
)

// DeviceRoles lists every role in the order people choose from.
var DeviceRoles = []DeviceRole{AtBar, AtVenue, AtReception, AtSupervisor}

// workers are whose work a tablet is for, and whose PINs it can check by itself.
var workers = map[DeviceRole][]Role{
	AtBar:   {Bar, Floor, VenueStaff, Consultant},
	AtVenue: {VenueStaff, Floor, Engineering},
}

// withheld are the classes of personal values that a tablet never holds.
var withheld = []Class{Contact, Remark, Money, Signature, Document}

// Full reports whether the device holds the whole book, and so can become the hub.
func (r DeviceRole) Full() bool { return r == AtReception || r == AtSupervisor }

// Holds reports whether the device's copy may hold values of a class. Secrets
// (see Knows) are told apart by whose they are.
func (r DeviceRole) Holds(c Class) bool { return r.Full() || !slices.Contains(withheld, c) }

// Knows reports whether the device holds the PIN verifier of a person of this
// role: on a tablet only that of its own people.
func (r DeviceRole) Knows(staff Role) bool { return r.Full() || slices.Contains(workers[r], staff) }

// Welcomes reports whether a person of this role may work at the device. A
// supervisor may anywhere; on a tablet the hub is asked for the PIN.
func (r DeviceRole) Welcomes(staff Role) bool { return r.Knows(staff) || staff == Supervisor }

// Allows reports whether a kind of command may come from the device at all: one
// that its own people could give.
func (r DeviceRole) Allows(k Kind) bool {
	return !k.HubOnly && (r.Full() || len(k.Roles) == 0 || slices.ContainsFunc(workers[r], k.Allows))
}

func isDeviceRole(r DeviceRole) bool { return slices.Contains(DeviceRoles, r) }

// Device is one that shares the office's book. Key is the SHA-256 of its public
// key (SPKI), hex: the hub knows it by that.
type Device struct {
	ID      ID
	Name    string
	Role    DeviceRole
	Key     string
	Added   Time
	AddedBy ID
	Revoked Time
	Gone    ID // who revoked it
}

// Active reports whether the device may still talk to the hub.
func (d Device) Active() bool { return d.Revoked.IsZero() }

// AddDevice lets a device take part: given by the hub when a pairing code was
// proved, in the name of the supervisor who asked for the code.
type AddDevice struct {
	Head
	Added ID         `json:"added"`
	Name  string     `json:"name"`
	Role  DeviceRole `json:"role"`
	Key   string     `json:"key"`
}

// Validate checks every field.
func (c *AddDevice) Validate() error {
	var f Faults
	f.Check(c.Added.Valid(), "device", "error.invalid")
	checkName(&f, "name", c.Name, true, NameLength)
	f.Check(isDeviceRole(c.Role), "role", "error.required")
	f.Check(isKey(c.Key), "key", "error.invalid")
	return f.Err()
}

func isKey(s string) bool { return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == "" }

// RevokeDevice shuts a device out at once. What it still had waiting is refused.
type RevokeDevice struct {
	Head
	Revoked ID `json:"revoked"`
}

// Validate checks every field.
func (c *RevokeDevice) Validate() error {
	var f Faults
	f.Check(c.Revoked.Valid(), "device", "error.invalid")
	return f.Err()
}

// NameDevice gives a device another name.
type NameDevice struct {
	Head
	Named ID     `json:"named"`
	Name  string `json:"name"`
}

// Validate checks every field.
func (c *NameDevice) Validate() error {
	var f Faults
	f.Check(c.Named.Valid(), "device", "error.invalid")
	checkName(&f, "name", c.Name, true, NameLength)
	return f.Err()
}

// Epoch is one reign of a hub over the journal: from the line after Base on, the
// order is Hub's. The first epoch is 1 and begins with the book.
type Epoch struct {
	Number int64  `json:"number"`
	Base   int64  `json:"base"`   // sequence of the last line of the epoch before that still holds
	Digest string `json:"digest"` // of that line, hex
	Hub    ID     `json:"hub"`
	Why    string `json:"why"` // promoted, restored
	At     Time   `json:"at"`
}

// EpochLine is an epoch with the journal line that began it.
type EpochLine struct {
	Epoch
	Body string `json:"body"`
}

// MaxEpoch is beyond what any office lives to see: a greater number is a lie.
const MaxEpoch = 1 << 20

// Why an epoch begins.
const (
	Promoted       = "promoted" // a replica took over from a hub that is off
	RestoredBehind = "restored" // the hub's book went back to a backup
)

// BeginEpoch makes a device the hub: its line is the first of the new epoch. A
// supervisor has said that the old hub is off. It is given only by the device
// that holds the book.
type BeginEpoch struct {
	Head
	Hub  ID         `json:"hub"`
	Name string     `json:"name"`
	Role DeviceRole `json:"role"`
	Key  string     `json:"key"`
	Why  string     `json:"why"`

	// Above is the highest epoch that anybody knows, where the book has lost it.
	Above int64 `json:"above,omitempty"`
}

// Validate checks every field.
func (c *BeginEpoch) Validate() error {
	var f Faults
	f.Check(c.Hub.Valid(), "device", "error.invalid")
	f.Check(c.Role.Full(), "role", "device.notFull")
	f.Check(isKey(c.Key), "key", "error.invalid")
	f.Check(c.Why == Promoted || c.Why == RestoredBehind, "why", "error.invalid")
	f.Check(c.Above >= 0 && c.Above < MaxEpoch, "above", "error.invalid")
	return f.Err()
}

// Equipment is the register of the office's devices.
var Equipment = announce(Register{
	Name: "device",
	Kinds: []Kind{
		here(fixed(kind[AddDevice]("AddDevice", Supervisor))),
		fixed(kind[RevokeDevice]("RevokeDevice", Supervisor)),
		kind[NameDevice]("NameDevice", Supervisor),
		here(openKind(kind[BeginEpoch]("BeginEpoch"))),
	},
	Rows: []Row{row[Device]("device"), row[Epoch]("epoch")},
})

func here(k Kind) Kind { k.HubOnly = true; return k }
