// Package still lays screens out where no window does it: in pictures drawn
// without a display and in tests. It must not know any screen.
package still

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Relayout lays everything out again from the inside out, as the real window
// does by itself after a widget has asked for more room.
func Relayout(root fyne.CanvasObject) {
	for range 3 { // a wrap inside a wrap settles in the second round
		relayout(root)
	}
}

func relayout(o fyne.CanvasObject) {
	if o == nil || !o.Visible() {
		return
	}
	for _, c := range Children(o) {
		relayout(c)
	}
	switch x := o.(type) {
	case *fyne.Container:
		if x.Layout != nil {
			x.Layout.Layout(x.Objects, x.Size())
		}
	case fyne.Widget:
		test.WidgetRenderer(x).Layout(x.Size())
	}
}

// Children lists what an object is drawn of.
func Children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch x := o.(type) {
	case *fyne.Container:
		return x.Objects
	case fyne.Widget:
		return test.WidgetRenderer(x).Objects()
	}
	return nil
}
