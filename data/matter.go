package data

import (
	"cmp"
	"slices"
)

// Matter is something open that somebody should see. Its register gives it once:
// what has a Section is handed over, what has a Todo stands in 待办, and a matter
// may do both.
type Matter struct {
	Register string // that gives it; the engine fills it in
	Ref      Ref    // the record it speaks of
	For      For
	Since    Time // since when it is open
	Tone     Tone

	// The line of the handover, in HandoverItem's terms.
	Section string // "" is not handed over
	Visitor ID
	Title   string // a name, with Called
	Called  string
	Detail  string
	Key     string // the sentence, with Args
	Args    []string
	Who     ID
	Due     Time
	Amiss   bool

	Todo *Todo
}

// Todo is how a matter stands in a list of what is to do.
type Todo struct {
	Lead, Title, Sub, Badge Word
	When                    Time // its place: by when it is due, or since when it waits; 0 is after all that have one
	// To is what a tap opens where that is not the record: a half-filled command
	// or a Print.
	To any
}

// Opens is what a tap on the matter opens.
func (m Matter) Opens() any {
	if m.Todo != nil && m.Todo.To != nil {
		return m.Todo.To
	}
	return m.Ref
}

// Tone says how much a matter wants an eye.
type Tone string

// The tones, from the calmest.
const (
	ToneNone  Tone = ""
	ToneGood  Tone = "good"
	ToneFresh Tone = "fresh" // new, or due while there is time
	ToneSoon  Tone = "soon"
	ToneLate  Tone = "late"
)

// Word is what a register says without knowing who will read it in which
// language and when: a key and what stands in its sentence. An argument may be a
// text, a number, a moment, a day, a length of time, Hours, the ID of somebody of
// the staff, a Named guest, or a Word. Without a key the arguments that are not empty
// stand side by side.
type Word struct {
	Key  string
	Args []any
}

// Hours is from when to when.
type Hours struct{ From, To Time }

// Wording makes a word of a key and what stands in it.
func Wording(key string, args ...any) Word { return Word{key, args} }

// Beside puts several things side by side.
func Beside(parts ...any) Word { return Word{Args: parts} }

// Print asks for one record of the paper package: what it is called there, and the
// days or the one thing it is about. From and To the same are one day; both empty
// is today.
type Print struct {
	Record   string
	From, To Day
	ID       string
}

// SettingsAt asks for a section of the settings.
type SettingsAt struct{ Section string }

// For says who should see a matter; what is empty leaves nobody out.
type For struct {
	Person  ID
	Role    Role
	Station string
}

// Viewer is who looks at what is to do, and at which station.
type Viewer struct {
	Person  ID
	Role    Role
	Station string
}

// Concerns reports whether a viewer is among those who should see it.
func (f For) Concerns(v Viewer) bool {
	return (f.Person == "" || f.Person == v.Person) && (f.Role == "" || f.Role == v.Role) && (f.Station == "" || f.Station == v.Station)
}

// ToDo picks the matters that stand in a viewer's 待办, the longest due first;
// those of one moment, or of none, keep the order of their registers.
func ToDo(all []Matter, v Viewer) []Matter {
	var list []Matter
	for _, m := range all {
		if m.Todo != nil && m.For.Concerns(v) {
			list = append(list, m)
		}
	}
	slices.SortStableFunc(list, func(a, b Matter) int {
		x, y := a.Todo.When, b.Todo.When
		if (x == 0) != (y == 0) {
			return cmp.Compare(y, x)
		}
		return cmp.Compare(x, y)
	})
	return list
}

// HandOver turns the matters that have a section into the lines of a handover, in
// the order of its sections.
func HandOver(all []Matter) []HandoverItem {
	var items []HandoverItem
	place := map[string]int{} // within each register
	for _, m := range all {
		if m.Section == "" {
			continue
		}
		items = append(items, HandoverItem{
			Section: m.Section, Sort: place[m.Register], Ref: m.Ref.ID, Visitor: m.Visitor, Title: m.Title, Called: m.Called,
			Detail: m.Detail, Key: m.Key, Args: m.Args, Who: m.Who, Due: m.Due, Amiss: m.Amiss,
		})
		place[m.Register]++
	}
	SortHandover(items)
	return items
}
