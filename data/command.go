package data

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Head is what every command carries: its id, when it happened on the device's
// clock, who gave it, where, and a supervisor's approval where one is asked.
type Head struct {
	ID       ID        `json:"id"`
	At       Time      `json:"at"`
	Staff    ID        `json:"staff"`
	Device   ID        `json:"device,omitempty"`
	Approval *Approval `json:"approval,omitempty"`

	// Proved says that PIN and approval were checked when the command was first
	// decided, in an epoch that ended. It never comes over the wire by itself.
	Proved bool `json:"-"`
}

// Meta gives the head for reading and filling.
func (h *Head) Meta() *Head { return h }

// Approval is a supervisor's word for somebody else's command. The PIN is
// checked where the command is decided and never written anywhere.
type Approval struct {
	Staff ID     `json:"staff"`
	PIN   string `json:"-"`
}

// Command is one change somebody makes: a plain struct named by a verb, with
// all it needs. Validate is pure and names the fields at fault.
type Command interface {
	Meta() *Head
	Validate() error
}

// Kind describes one kind of command. Roles lists who may give it besides the
// supervisor; empty means everybody who is signed on. Name and Version stand in
// the journal and never change their meaning: a command that comes to look
// otherwise gets the next version, see From.
type Kind struct {
	Name          string
	Version       int
	New           func() Command
	Roles         []Role
	Anonymous     bool // may be given before anybody is signed on
	NoUndo        bool // can't be undone
	NeedsApproval bool // needs a supervisor's approval
	HubOnly       bool // only from the device that holds the book

	// Corrects gives half-filled commands by which an act of the kind is put right
	// when it can't be taken back any more; nil for kinds that nothing corrects.
	Corrects func(c Command) []Command

	ups []Up // by the version they take, the first takes 1
}

// Up brings the JSON of a command from one version of its kind to the next. That
// of a journal line comes without its personal values.
type Up func(old json.RawMessage) (json.RawMessage, error)

// Allows reports whether somebody with this role may give the command.
func (k Kind) Allows(r Role) bool {
	return r == Supervisor || len(k.Roles) == 0 || slices.Contains(k.Roles, r)
}

// Class groups personal values: who may be given them and what is forgotten
// together.
type Class string

// The classes of personal values.
const (
	Name      Class = "name"      // how a guest is called
	Contact   Class = "contact"   // phones, plates, firms
	Remark    Class = "remark"    // free words that may speak of a person
	Job       Class = "job"       // words, sums and signatures of a job, which those who do it need
	Money     Class = "money"     // sums
	Signature Class = "signature" // drawn signatures
	Document  Class = "document"  // numbers and pictures of papers that say who somebody is
	Secret    Class = "secret"    // what proves that somebody is who they are
)

var classes = []Class{Name, Contact, Remark, Job, Money, Signature, Document, Secret}

// Register is what one register announces: its name, its kinds of command and
// the rows they write.
type Register struct {
	Name  string
	Kinds []Kind
	Rows  []Row
}

var registers []Register

func announce(r Register) Register {
	registers = append(registers, r)
	return r
}

// Registers lists what has been announced, by name.
func Registers() []Register {
	all := slices.Clone(registers)
	slices.SortFunc(all, func(a, b Register) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return all
}

// kind describes a command type T that its pointer implements.
func kind[T any, P interface {
	*T
	Command
}](name string, roles ...Role) Kind {
	return Kind{Name: name, Version: 1, New: func() Command { return P(new(T)) }, Roles: roles}
}

// From adds a version to a kind: up brings what was written in the one before up
// to it. The versions are added in their order.
func (k Kind) From(version int, up Up) Kind {
	if version != k.Version {
		panic(fmt.Sprintf("%s has come to version %d, not %d", k.Name, k.Version, version))
	}
	k.ups = append(slices.Clip(k.ups), up)
	k.Version++
	return k
}

// asItWas is the upcaster of a version that only names more than the one before:
// a command that does not is decided as it was.
func asItWas(old json.RawMessage) (json.RawMessage, error) { return old, nil }

// Decode reads a command of a kind from the JSON of any of its versions. A
// version that this program doesn't know is refused with device.unknownKind,
// what can't be read with error.invalid.
func (k Kind) Decode(version int, body json.RawMessage) (Command, error) {
	if version < 1 || version > k.Version {
		return nil, Fault(Invalid, "device.unknownKind", k.Name)
	}
	for _, up := range k.ups[version-1:] {
		var err error
		if body, err = up(body); err != nil {
			return nil, Fault(Invalid, "error.invalid").Because(err)
		}
	}
	c := k.New()
	if err := json.Unmarshal(body, c); err != nil {
		return nil, Fault(Invalid, "error.invalid").Because(err)
	}
	return c, nil
}

// Receipt says that a command was decided and is on disk.
type Receipt struct {
	ID       ID        `json:"id"`
	Seq      int64     `json:"seq"`
	At       Time      `json:"at"`
	Decided  Time      `json:"decided"`
	Number   string    `json:"number,omitempty"`   // the record's 单号 where it got one
	Late     bool      `json:"late,omitempty"`     // 补录: its period was sealed before
	Warnings []Warning `json:"warnings,omitempty"` // what was let through with a word
	Waiting  bool      `json:"-"`                  // on this device's disk; the hub has yet to decide
}

// Result is what became of one command of many.
type Result struct {
	Receipt Receipt
	Err     error
}

// Warning is a sentence for the person: done, but look.
type Warning struct {
	Key  string `json:"key"`
	Args []any  `json:"args,omitempty"`
}

// Change is a notice from Watch: which registers' tables were written since the
// last notice and the newest sequence. It is a hint to look, not the news. All
// says that any table may have been.
type Change struct {
	Tables map[string]bool
	All    bool
	Seq    int64
}

// Touches reports whether one of the tables was written.
func (c Change) Touches(tables ...string) bool {
	return c.All || slices.ContainsFunc(tables, func(t string) bool { return c.Tables[t] })
}
