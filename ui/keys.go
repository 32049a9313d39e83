package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// keys takes the keys that no field wants: F1 to F10 and Ctrl with a digit go to
// the screens of the rail, F11 opens one's own menu, F12 locks, Esc leaves what
// is in front and then backs out of the screen, Enter does the primary act of
// the sheet or of the screen.
func (w *Window) keys() {
	c := w.set.Window.Canvas()
	c.SetOnTypedKey(w.typed)
	digits := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9, fyne.Key0}
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) {
		if w.said.away {
			w.said.do()
		}
	})
	for i, key := range digits {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}, func(fyne.Shortcut) { w.goNth(i) })
	}
}

func (w *Window) typed(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape && w.front.escape() {
		return
	}
	if w.frame == nil {
		if w.signing != nil {
			w.signing.key(ev.Name)
		}
		return
	}
	enter := ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
	switch {
	case !enter:
		kit.OtherKey()
	case !kit.TakesEnter(w.seats[w.at], true):
		return
	}
	if w.front.open() {
		if enter {
			w.front.enter()
		}
		return
	}
	switch n := routeKey(ev.Name); {
	case n >= 0:
		w.goNth(n)
		return
	case ev.Name == fyne.KeyF11:
		w.menu()
		return
	case ev.Name == fyne.KeyF12:
		w.lock()
		return
	}
	s := w.seats[w.at]
	if s == nil {
		return
	}
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if e, ok := s.screen.(screen.Enterer); ok && e.Enter() {
			return
		}
	case fyne.KeyEscape:
		if e, ok := s.screen.(screen.Escaper); ok && e.Escape() {
			return
		}
		if s.entry.Hidden {
			w.back()
			return
		}
	}
	if k, ok := s.screen.(screen.Shortcutter); ok {
		k.Shortcut(ev.Name)
	}
}

func (w *Window) goNth(n int) {
	if w.frame == nil || w.front.open() {
		return
	}
	if all := w.entries(true); n < len(all) {
		w.goTo(all[n].Name)
	}
}
