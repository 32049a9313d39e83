package screen

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// field is what a form knows of one of its fields.
type field struct {
	name   string
	widget fyne.CanvasObject
	place  Faulty
	shows  []func() bool // it is hidden unless all agree
	hidden bool
	need   string // word key of what is said where it is blank, "" where it may be
	bad    string // word key of why what is typed there is nothing the command can hold
	under  *kit.Text
	words  func() string // for the line under it
	box    *fyne.Container

	show   func()           // shows what the command holds
	take   func()           // takes over what somebody did
	kept   func() any       // gives it as the draft keeps it
	retype func(any)        // does it again from the draft
	empty  func() bool      // nothing was typed or chosen
	blank  func() func()    // blanks what the command holds, until what it gives is called
	listen func(did func()) // says who is told of what somebody does
}

// bind adds a field that fills the value at p.
func bind[T, C any](f *Form[C], name string, p *T, widget fyne.CanvasObject, place Faulty, x *field) {
	x.name, x.widget, x.place = name[strings.LastIndex(name, ".")+1:], widget, place
	x.blank = func() func() {
		was := *p
		*p = *new(T)
		return func() { *p = was }
	}
	if x.kept == nil {
		x.kept = func() any { return *p }
	}
	f.fields = append(f.fields, x)
}

// dress hides the field or shows it, and says what stands under it. It reports
// whether anything changed.
func (x *field) dress() bool {
	hide := slices.ContainsFunc(x.shows, func(shown func() bool) bool { return !shown() })
	moved := hide != x.hidden
	x.hidden = hide
	hidden(x.widget, hide)
	if x.box == nil {
		return moved
	}
	words := ""
	if !hide {
		words = x.words()
	}
	moved = moved || words != x.under.Text()
	x.under.SetText(words)
	x.under.Hidden, x.box.Hidden = words == "", hide
	return moved
}

func hidden(o fyne.CanvasObject, hide bool) {
	switch {
	case o.Visible() && hide:
		o.Hide()
	case !o.Visible() && !hide:
		o.Show()
	}
}

// find gives the field of a name; that there is none is a slip of the program.
func (f *Form[C]) find(name string) *field {
	i := slices.IndexFunc(f.fields, func(x *field) bool { return x.name == name })
	if i < 0 {
		panic("the form " + f.words + " has no field " + name)
	}
	return f.fields[i]
}

// Field gives a field as it is placed: the widget, with the line under it.
func (f *Form[C]) Field(name string) fyne.CanvasObject {
	x := f.find(name)
	if x.box != nil {
		return x.box
	}
	return x.widget
}

// Show shows these fields only while the function says so. What a hidden field
// holds is not given.
func (f *Form[C]) Show(shown func() bool, names ...string) {
	for _, name := range names {
		x := f.find(name)
		x.shows = append(x.shows, shown)
	}
}

// Need says with this word key that a field which is shown must be filled.
func (f *Form[C]) Need(key string, names ...string) {
	for _, name := range names {
		f.find(name).need = key
	}
}

// Stay keeps what is chosen there for the next command too.
func (f *Form[C]) Stay(names ...string) { f.stay = append(f.stay, names...) }

// Under says in a quiet line under a field what comes of what is chosen there.
func (f *Form[C]) Under(name string, words func() string) {
	x := f.find(name)
	x.words, x.under = words, kit.NewText("", kit.Label)
	x.box = kit.VBox(x.widget, x.under)
}

// Offer changes the choices of a field. What the command holds stays in it, also
// while it is not offered.
func (f *Form[C]) Offer(name string, choices []kit.Choice) {
	x := f.find(name)
	x.widget.(*kit.Chips).SetChoices(choices)
	x.show()
	f.Dress()
}

// Fault says what is wrong: at the field, or below the button where it belongs to
// none that can be seen.
func (f *Form[C]) Fault(err error) {
	f.Banner.Fault(ShowFaults(f.sh, err, f.places()))
	f.refresh()
	if f.Banner.Visible() {
		kit.Reveal(f.Banner)
	}
}

// places are where faults are shown; a field that is hidden is none.
func (f *Form[C]) places() map[string]Faulty {
	places := map[string]Faulty{}
	for _, x := range f.fields {
		if x.hidden {
			x.place.SetFault("")
		} else {
			places[x.name] = x.place
		}
	}
	return places
}

// missing gives what the form finds wrong by itself.
func (f *Form[C]) missing() error {
	var faults data.Faults
	for _, x := range f.fields {
		switch {
		case x.hidden:
		case x.bad != "":
			faults.Add(x.name, x.bad)
		case x.need != "" && x.empty():
			faults.Add(x.name, x.need)
		}
	}
	return faults.Err()
}

// complain says what the form finds wrong, and what the command does at the other
// fields, so that all can be mended at once.
func (f *Form[C]) complain(own, also error) {
	all := data.Faults(data.AsError(own).All())
	if also != nil {
		all = append(all, data.AsError(also).All()...)
	}
	ShowFaults(f.sh, all.Err(), f.places())
	f.Banner.Fault("")
	f.refresh()
}
