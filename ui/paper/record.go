package paper

import (
	"cmp"
	"context"
	"encoding/hex"
	"slices"
	"strings"

	"yingbin/assets"
	"yingbin/data"
)

// Span says what a record is asked for.
type Span int

// A record covers one business day, a range of days, or one thing picked by
// its id.
const (
	Day Span = iota
	Range
	Pick
)

// Proof is where the journal stood when a record was read. Every sheet carries
// it in its foot, so that a paper can be held against the book.
type Proof struct {
	Seq    int64
	Digest string // hexadecimal
}

// ProofOf is a mark of the journal as papers carry it.
func ProofOf(m data.Mark) Proof { return Proof{Seq: m.Seq, Digest: hex.EncodeToString(m.Digest[:])} }

// Ask is what a record is made from, besides the office it reads.
type Ask struct {
	From, To data.Day // the same for a single day
	ID       string   // with Pick, or where One is set
	Lex      *assets.Lexicon
	Settings data.Settings
	Now      data.Time
	Staff    string // the name of who prints
	Head     Proof
}

// Say gives the words of the paper's language.
func (a Ask) Say(key string, args ...any) string { return a.Lex.Say(key, args...) }

// Amended says how a record was put right afterwards, by whom and why; "" when it
// was not.
func (a Ask) Amended(m data.Amended, names map[data.ID]string) string {
	switch at := a.Settings.Calendar.Stamp(m.AmendedAt); {
	case !m.WasAmended():
		return ""
	case m.Void:
		return a.Say("common.voidedFor", m.AmendWhy, names[m.AmendedBy], at)
	default:
		return a.Say("common.amended", m.AmendWhy, names[m.AmendedBy], at)
	}
}

// Under puts words below others, those that are empty left out.
func Under(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "\n")
}

// Record is one of the papers the office prints. A register makes its own, for
// the office it reads.
type Record struct {
	Name  string // as given to `print`, also the file name's beginning
	Title string // word key
	Span  Span
	One   bool        // it may also be asked for one thing, by Ask.ID
	List  bool        // it is made of lists: Excel and CSV too
	Roles []data.Role // who may print it besides a supervisor; empty is everybody

	// Lay reads the office and lays the record out. Its errors are the office's,
	// and not-found where the one thing asked for is not there.
	Lay func(ctx context.Context, a Ask) (*Document, error)
}

// Make makes the record, for one day where no end was given and with the
// settings that nobody has chosen filled in. Its errors are those of Lay.
func (r Record) Make(ctx context.Context, a Ask) (*Document, error) {
	a.Settings = a.Settings.Defaults()
	a.To = cmp.Or(a.To, a.From)
	if r.Span == Day {
		a.To = a.From
	}
	return r.Lay(ctx, a)
}

// Find gives the record of that name.
func Find(all []Record, name string) (Record, bool) {
	i := slices.IndexFunc(all, func(r Record) bool { return r.Name == name })
	if i < 0 {
		return Record{}, false
	}
	return all[i], true
}

// ByID reports whether the record can be asked for one thing.
func (r Record) ByID() bool { return r.One || r.Span == Pick }

// Staffed is an office that says who works there.
type Staffed interface {
	Staff(ctx context.Context) ([]data.Staff, error)
}

// Names reads what the staff are called. Its errors are the office's.
func Names(ctx context.Context, o Staffed) (map[data.ID]string, error) {
	staff, err := o.Staff(ctx)
	names := make(map[data.ID]string, len(staff))
	for _, s := range staff {
		names[s.ID] = s.Name
	}
	return names, err
}
