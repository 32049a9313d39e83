package kit

import "fyne.io/fyne/v2"

// PressPrimary presses the first primary button in a tree, as Enter does in a
// sheet, and reports whether there was one to press.
func PressPrimary(root fyne.CanvasObject) bool {
	if root == nil || !root.Visible() {
		return false
	}
	if b, ok := root.(*Button); ok && b.kind == Primary {
		if !b.open() {
			return false
		}
		actOn(b.thing(), b.act)
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
		if PressPrimary(o) {
			return true
		}
	}
	return false
}
