package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Floor is the empty ground of a window, below everything that can be tapped: a tap
// on it leaves the focus where it is. The toolkit takes the focus away where nothing
// that could have it lies under the pointer; this could, and never does.
type Floor struct{ widget.BaseWidget }

// NewFloor makes one.
func NewFloor() *Floor {
	f := &Floor{}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer draws nothing.
func (f *Floor) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{layout: func(fyne.Size) {}, min: func() fyne.Size { return fyne.NewSize(0, 0) }}
}

// FocusGained never is.
func (f *Floor) FocusGained() {}

// FocusLost never is.
func (f *Floor) FocusLost() {}

// TypedRune never is.
func (f *Floor) TypedRune(rune) {}

// TypedKey never is.
func (f *Floor) TypedKey(*fyne.KeyEvent) {}

// Enable does nothing: Tab passes it by.
func (f *Floor) Enable() {}

// Disable does nothing.
func (f *Floor) Disable() {}

// Disabled is always so.
func (f *Floor) Disabled() bool { return true }

var (
	_ fyne.Focusable   = (*Floor)(nil)
	_ fyne.Disableable = (*Floor)(nil)
)

// Seen reports whether what takes the keyboard can be seen in a tree: what is typed
// must not go where nobody looks.
func Seen(root fyne.CanvasObject, f fyne.Focusable) bool {
	if !shown(root) {
		return false
	}
	if on, is := root.(fyne.Focusable); is && on == f {
		return true
	}
	var inside []fyne.CanvasObject
	switch r := root.(type) {
	case *fyne.Container:
		inside = r.Objects
	case Holder:
		inside = r.Held()
	}
	for _, o := range inside {
		if Seen(o, f) {
			return true
		}
	}
	return false
}
