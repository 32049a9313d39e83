package kit

import "fyne.io/fyne/v2"

// composing infers whether an input method holds letters that the program has
// not been given yet. On X11 the keys it consumed are reported all the same, so
// that a Backspace meant for the composition would also eat the field. Nobody
// tells the program of the composition, but a letter key that no rune follows
// was consumed: those are counted.
//
// Keys are counted as TypedKey and not as KeyDown: a held letter repeats there,
// and a shortcut such as Ctrl+A, which types nothing, never arrives there.
type composing struct {
	on   bool // only where consumed keys are reported
	held int  // letters consumed since the last rune
}

// key takes a key and reports whether the input method has had it, so that the
// field must not.
func (c *composing) key(name fyne.KeyName) (swallow bool) {
	if !c.on {
		return false
	}
	if letter(name) {
		c.held++
		return false // a letter does nothing by itself; its rune does
	}
	if c.held == 0 {
		return false
	}
	switch name {
	case fyne.KeyBackspace:
		c.held--
		return true
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter: // both end a composition
		c.held = 0
		return true
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyTab,
		fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyDelete:
		return true
	}
	return false
}

// arrived takes a rune: what was composed has arrived.
func (c *composing) arrived() { c.held = 0 }

// reset forgets, when the field loses the focus.
func (c *composing) reset() { c.held = 0 }

// busy reports whether letters are being composed.
func (c *composing) busy() bool { return c.on && c.held > 0 }

func letter(name fyne.KeyName) bool {
	return len(name) == 1 && (name[0] >= 'A' && name[0] <= 'Z' || name[0] == '\'')
}
