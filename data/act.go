package data

import "slices"

// Act is one command as it stands in the book: what somebody did, when and where.
type Act struct {
	Seq       int64
	ID        ID
	Kind      string
	At        Time
	Decided   Time
	Staff     ID
	Device    ID
	Approver  ID // the supervisor who agreed, where one was asked
	Number    string
	Late      bool
	Command   Command // as far as what it said is still known; nil of a kind that this program does not know
	About     Word    // what it is about, in one line
	Forgotten bool    // some of what it said was forgotten, or never given to this device
	Undone    Time    // when it was taken back, 0 while it stands
	UndoneBy  ID
}

// Register names the register that the act belongs to.
func (a Act) Register() string { return RegisterOf(a.Kind) }

// Corrections are the half-filled commands by which it can be put right afterwards,
// when it can't be taken back any more.
func (a Act) Corrections() []Command {
	k, ok := KindNamed(a.Kind)
	if !ok || k.Corrects == nil || a.Command == nil || a.Undone > 0 {
		return nil
	}
	return k.Corrects(a.Command)
}

// ActFilter chooses acts. Blank fields choose all.
type ActFilter struct {
	Day      Day // the business day on which it was decided
	Staff    ID
	Register string
	ID       ID // this one, whatever the day
	Record   ID // those that wrote this record since Day
	Most     int
}

// ActList is what a filter chose, the newest first.
type ActList struct {
	Acts  []Act
	Names map[ID]string // what the ids in them are called
	More  bool          // there are older ones that were left out
}

// Quiet are the kinds that nobody looks for among the acts.
var Quiet = []string{"SignOn", "SignOff", "SeenOrder", "BeginEpoch"}

// RegisterOf names the register of a kind, "" for one that nobody knows.
func RegisterOf(kind string) string {
	for _, r := range registers {
		if slices.ContainsFunc(r.Kinds, func(k Kind) bool { return k.Name == kind }) {
			return r.Name
		}
	}
	return ""
}

// mended says how acts of a kind are put right afterwards: by commands that are
// filled in as far as the act says.
func mended[C any](k Kind, corrections func(c *C) []Command) Kind {
	k.Corrects = func(c Command) []Command {
		if of, ok := c.(any).(*C); ok {
			return corrections(of)
		}
		return nil
	}
	return k
}

// Reasoned is a command that puts a record right and asks for nothing but why.
type Reasoned interface {
	Command
	Reason() *string
}
