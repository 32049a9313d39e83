package screentest

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
)

// Stage is a screen in a window, with the frame's manners: what is due is
// answered after every act, Enter, Esc and shortcuts reach the screen, and a
// sheet lies over it at the right.
type Stage struct {
	t      testing.TB
	Shell  *Shell
	Screen screen.Screen
	w, h   float32
	root   *fyne.Container
}

// Open shows a screen in the room that a 1366×768 window leaves it.
func Open(t testing.TB, sh *Shell, sc screen.Screen) *Stage {
	t.Helper()
	return OpenSized(t, sh, sc, sh.Width-kit.Size(kit.SizeRail), 768-60)
}

// OpenSized shows a screen in a room of that size.
func OpenSized(t testing.TB, sh *Shell, sc screen.Screen, w, h float32) *Stage {
	t.Helper()
	s := &Stage{t: t, Shell: sh, Screen: sc, w: w, h: h}
	s.root = kit.Fill(sc.Content())
	sh.stage = s
	sh.window = kittest.Show(t, s.root, w, h)
	sh.window.Canvas().SetOnTypedKey(s.key)
	s.Settle()
	if f, ok := sc.(screen.Firster); ok {
		if first := f.First(); first != nil {
			sh.window.Canvas().Focus(first)
		}
	}
	t.Cleanup(sc.Closed)
	return s
}

// Hand gives a hand that acts on the stage by what stands where.
func (s *Stage) Hand() *kittest.Hand {
	h := kittest.NewHand(s.t, s.Shell.window)
	h.Settle = s.Settle
	return h
}

// dress shows the open sheet over the screen.
func (s *Stage) dress() {
	s.root.Objects = s.root.Objects[:1]
	if sheet := s.Shell.OpenSheet(); sheet != nil {
		panel := kit.NewCard(sheet.Title, nil, sheet.Body)
		s.root.Objects = append(s.root.Objects, kit.Row(nil, nil, kit.MinSize(kit.Loose(panel), kit.Size(kit.SizeSheet), 0)))
	}
	s.root.Refresh()
	kittest.Relayout(s.root)
}

// key does what the window does with a key that no widget wanted.
func (s *Stage) key(ev *fyne.KeyEvent) {
	if ev.Name != fyne.KeyReturn && ev.Name != fyne.KeyEnter {
		kit.OtherKey()
	} else if !kit.TakesEnter(s, true) {
		return
	}
	switch ev.Name {
	case fyne.KeyEscape:
		if sheet := s.Shell.OpenSheet(); sheet != nil {
			sheet.close()
			return
		}
		if e, ok := s.Screen.(screen.Escaper); ok && e.Escape() {
			return
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if e, ok := s.Screen.(screen.Enterer); ok && e.Enter() {
			return
		}
	}
	if k, ok := s.Screen.(screen.Shortcutter); ok {
		k.Shortcut(ev.Name)
	}
}

// Wait lets the clock run on and tells the screen that the minute has turned, as
// the window does.
func (s *Stage) Wait(d time.Duration) {
	s.Shell.Clock = s.Shell.Clock.Add(d)
	if k, ok := s.Screen.(screen.Ticker); ok {
		k.Tick()
	} else {
		s.Screen.Changed(data.Change{})
	}
	s.Settle()
}

// Settle gives all answers that are due and lays the screen out again.
func (s *Stage) Settle() {
	s.Shell.Settle()
	kittest.Relayout(s.root)
}

// Root gives what a person looks at: a popup, else the open sheet, else the screen.
func (s *Stage) Root() fyne.CanvasObject {
	if top := s.Shell.window.Canvas().Overlays().Top(); top != nil {
		return top
	}
	if sheet := s.Shell.OpenSheet(); sheet != nil {
		return sheet.Body
	}
	return s.Screen.Content()
}

// All gives everything on the stage.
func (s *Stage) All() fyne.CanvasObject { return s.root }

// Tap taps what shows the words: in the popup or sheet if there is one, else on
// the screen.
func (s *Stage) Tap(text string) {
	s.t.Helper()
	root := s.Root()
	if kittest.Find(root, text) == nil && s.Shell.window.Canvas().Overlays().Top() == nil {
		root = s.root
	}
	kittest.Tap(s.t, root, text)
	s.Settle()
}

// TapIn taps within a list's row or a board's tile, by its id.
func (s *Stage) TapIn(id string) {
	s.t.Helper()
	for _, l := range kittest.Lists(s.Root()) {
		if slices.ContainsFunc(l.Items(), func(it kit.Item) bool { return it.ID == id }) && l.OnTap != nil {
			l.OnTap(id)
			s.Settle()
			return
		}
	}
	for _, b := range kittest.Boards(s.Root()) {
		if slices.ContainsFunc(b.Tiles(), func(t kit.Tile) bool { return t.ID == id }) && b.OnTap != nil {
			b.OnTap(id)
			s.Settle()
			return
		}
	}
	s.t.Fatalf("no row and no tile is %q", id)
}

// Act taps an action of a list's row.
func (s *Stage) Act(id, action string) {
	s.t.Helper()
	for _, l := range kittest.Lists(s.Root()) {
		for _, it := range l.Items() {
			if it.ID == id && slices.ContainsFunc(it.Actions, func(a kit.ItemAction) bool { return a.ID == action }) {
				l.OnAction(id, action)
				s.Settle()
				return
			}
		}
	}
	s.t.Fatalf("no row %q offers %q", id, action)
}

// Type replaces what stands in the field with that label.
func (s *Stage) Type(label, text string) {
	s.t.Helper()
	kittest.Type(s.t, s.Root(), label, text)
	s.Settle()
}

// Choose taps chips of the group with that label; "" is the first group.
func (s *Stage) Choose(label string, chips ...string) {
	s.t.Helper()
	for _, chip := range chips {
		kittest.Tap(s.t, kittest.Chips(s.t, s.Root(), label), chip)
		s.Settle()
	}
}

// Step sets the stepper with that label as if typed.
func (s *Stage) Step(label string, n int) {
	s.t.Helper()
	st := kittest.Stepper(s.t, s.Root(), label)
	if st.Value() != n {
		st.SetValue(n)
		if st.OnChanged != nil {
			st.OnChanged(n)
		}
	}
	s.Settle()
}

// Key presses a key where the focus is.
func (s *Stage) Key(name fyne.KeyName) {
	c := s.Shell.window.Canvas()
	ev := &fyne.KeyEvent{Name: name}
	switch f := c.Focused(); {
	case name == fyne.KeyTab:
		c.FocusNext()
	case f != nil:
		f.TypedKey(ev)
	default:
		c.OnTypedKey()(ev)
	}
	s.Settle()
}

// Texts lists all words on the stage.
func (s *Stage) Texts() []string { return kittest.Texts(s.root) }

// Has reports whether the words are on the stage.
func (s *Stage) Has(text string) bool { return kittest.Has(s.root, text) }

// Want fails the test unless all the words are on the stage.
func (s *Stage) Want(texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if !s.Has(text) {
			s.t.Errorf("%q is not on the screen; there is %q", text, s.Texts())
		}
	}
}

// Check fails the test for every fault of the layout and every missing word.
func (s *Stage) Check() {
	s.t.Helper()
	for _, fault := range kittest.CheckLayout(s.Screen.Content(), s.w, s.h) {
		s.t.Error(fault)
	}
	for _, text := range s.Texts() {
		if len(text) > 3 && text[:3] == "⟦" {
			s.t.Errorf("no words for %s", text)
		}
	}
}

// Shoot draws the stage to a picture, as Shoot does.
func (s *Stage) Shoot(dark bool, path string) {
	s.t.Helper()
	fyne.CurrentApp().Settings().SetTheme(kit.Lit(dark))
	kittest.Relayout(s.root)
	kittest.Save(s.t, s.Shell.window, path)
}
