package paper

import (
	"cmp"
	"context"
	"fmt"
	"slices"

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

// Make reads the office and lays the record out.
type Make func(ctx context.Context, office any, a Ask) (*Document, error)

// Record is one of the papers the office prints.
type Record struct {
	Name  string // as given to `print`, also the file name's beginning
	Title string // word key
	Order int    // in the menu
	Span  Span
	One   bool        // it may also be asked for one thing, by Ask.ID
	Roles []data.Role // who may print it besides a supervisor; empty is everybody
	Make  Make
}

var announced []Record

// announce adds a record to those the house knows; each record's file calls it
// once, so no list names them all.
func announce(r Record) Record {
	announced = append(announced, r)
	return r
}

// Records lists what has been announced, in the order of the menu.
func Records() []Record {
	all := slices.Clone(announced)
	slices.SortFunc(all, func(a, b Record) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.Name, b.Name))
	})
	return all
}

// Find gives the record of that name.
func Find(name string) (Record, bool) {
	i := slices.IndexFunc(announced, func(r Record) bool { return r.Name == name })
	if i < 0 {
		return Record{}, false
	}
	return announced[i], true
}

// ByID reports whether the record can be asked for one thing.
func (r Record) ByID() bool { return r.One || r.Span == Pick }

// record makes a Make of a function that names the source it reads in its own
// words. An office that lacks a method of it is a fault of the program and
// comes back as an error that says so.
func record[Source any](lay func(ctx context.Context, s Source, a Ask) (*Document, error)) Make {
	return func(ctx context.Context, office any, a Ask) (*Document, error) {
		s, ok := office.(Source)
		if !ok {
			return nil, data.Fault(data.Storage, "error.internal").
				Because(fmt.Errorf("paper: %T does not answer %T", office, (*Source)(nil)))
		}
		return lay(ctx, s, a)
	}
}
