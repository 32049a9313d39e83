package screen

import "fyne.io/fyne/v2"

// Section is one part of the settings, given by the register it belongs to. Its
// words are settings.<name>.
type Section struct {
	Name    string
	Offered bool // whether this office has any of it
	Build   func(sh Shell) Part
}

// Part is a section as it is shown. It may be a Ticker too.
type Part interface {
	// Content gives what is shown; it is asked once.
	Content() fyne.CanvasObject
	// Load reads what it shows, when it is opened and when a change concerns it.
	Load()
	// Tables names the changes that concern it.
	Tables() []string
}

// NewSection makes a section that every office has.
func NewSection[P Part](name string, build func(sh Shell) P) Section {
	return Section{Name: name, Offered: true, Build: func(sh Shell) Part { return build(sh) }}
}
