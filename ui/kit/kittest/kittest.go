// Package kittest helps to test widgets and windows without a display: it finds,
// taps and types by the words people see, draws pictures, and checks the layout.
//
// It is for tests only and must not know any screen.
package kittest

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"yingbin/ui/kit"
	"yingbin/ui/kit/still"
)

// App starts the toolkit's test app with the house's theme, until the test ends.
func App(t testing.TB, dark bool) fyne.App {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(dark))
	t.Cleanup(kit.SetClock(handClock))
	return app
}

// children lists what an object holds, as the toolkit would draw it.
func children(o fyne.CanvasObject) []fyne.CanvasObject { return still.Children(o) }

// spot is a visible object with where it stands and what of it can be seen.
type spot struct {
	obj     fyne.CanvasObject
	pos     fyne.Position
	clip    rect // the window and every scrolling view around it
	scrolls bool // inside a view that scrolls up and down
	parents []fyne.CanvasObject
}

type rect struct{ x0, y0, x1, y1 float32 }

func (r rect) meet(o rect) rect {
	return rect{max(r.x0, o.x0), max(r.y0, o.y0), min(r.x1, o.x1), min(r.y1, o.y1)}
}

func (r rect) empty() bool { return r.x1 <= r.x0 || r.y1 <= r.y0 }

func box(pos fyne.Position, size fyne.Size) rect {
	return rect{pos.X, pos.Y, pos.X + size.Width, pos.Y + size.Height}
}

func (s spot) box() rect { return box(s.pos, s.obj.Size()) }

// walk visits all visible objects, parents first; visit false leaves the inside out.
func walk(root fyne.CanvasObject, visit func(spot) bool) {
	var down func(s spot)
	down = func(s spot) {
		if s.obj == nil || !s.obj.Visible() {
			return
		}
		if _, ok := s.obj.(fyne.Scrollable); ok {
			s.clip, s.scrolls = s.clip.meet(s.box()), true
		}
		if !visit(s) {
			return
		}
		parents := append(slices.Clip(s.parents), s.obj)
		for _, c := range children(s.obj) {
			if c != nil {
				down(spot{c, s.pos.Add(c.Position()), s.clip, s.scrolls, parents})
			}
		}
	}
	down(spot{obj: root, clip: rect{-1e6, -1e6, 1e6, 1e6}})
}

// words gives the text of an object that is text and nothing else.
func words(o fyne.CanvasObject) (string, bool) {
	switch x := o.(type) {
	case *kit.Text:
		return x.Text(), true
	case *kit.Paragraph:
		return x.Text(), true
	case *canvas.Text:
		return x.Text, true
	}
	return "", false
}

// Texts lists all visible words in reading order of the tree.
func Texts(root fyne.CanvasObject) []string {
	var all []string
	walk(root, func(s spot) bool {
		t, ok := words(s.obj)
		if ok && t != "" {
			all = append(all, t)
		}
		return !ok
	})
	return all
}

// Has reports whether the words are visible, alone or inside others.
func Has(root fyne.CanvasObject, text string) bool {
	return slices.ContainsFunc(Texts(root), func(s string) bool { return strings.Contains(s, text) })
}

// Find gives what shows exactly these words: the innermost thing that can be
// tapped around them, else the words themselves; nil when nobody shows them.
// Without an exact match words that contain them will do.
func Find(root fyne.CanvasObject, text string) fyne.CanvasObject {
	if o := find(root, func(s string) bool { return s == text }); o != nil {
		return o
	}
	return find(root, func(s string) bool { return strings.Contains(s, text) })
}

func find(root fyne.CanvasObject, match func(string) bool) fyne.CanvasObject {
	var tapped, bare fyne.CanvasObject
	walk(root, func(s spot) bool {
		t, ok := words(s.obj)
		if !ok {
			return true
		}
		if !match(t) {
			return false
		}
		if bare == nil {
			bare = s.obj
		}
		for _, p := range slices.Backward(s.parents) {
			if _, can := p.(fyne.Tappable); can {
				if tapped == nil {
					tapped = p
				}
				break
			}
		}
		return false
	})
	if tapped != nil {
		return tapped
	}
	return bare
}

// Tap taps what shows the words, as a finger would.
func Tap(t testing.TB, root fyne.CanvasObject, text string) {
	t.Helper()
	o := Find(root, text)
	tap, ok := o.(fyne.Tappable)
	if !ok {
		t.Fatalf("nothing to tap shows %q; there is %q", text, Texts(root))
	}
	tap.Tapped(&fyne.PointEvent{})
}

// all lists the visible objects of one type.
func all[T fyne.CanvasObject](root fyne.CanvasObject) []T {
	var found []T
	walk(root, func(s spot) bool {
		if x, ok := s.obj.(T); ok {
			found = append(found, x)
		}
		return true
	})
	return found
}

// labelled gives the widget of one type with that label; "" gives the first.
func labelled[T interface {
	fyne.CanvasObject
	Label() string
}](t testing.TB, root fyne.CanvasObject, label string) T {
	t.Helper()
	var labels []string
	for _, x := range all[T](root) {
		if label == "" || x.Label() == label {
			return x
		}
		labels = append(labels, x.Label())
	}
	var none T
	t.Fatalf("no %T is labelled %q; there is %q", none, label, labels)
	return none
}

// Field gives the visible field with that label; "" gives the first.
func Field(t testing.TB, root fyne.CanvasObject, label string) *kit.Field {
	t.Helper()
	return labelled[*kit.Field](t, root, label)
}

// Chips gives the visible chips with that label; "" gives the first.
func Chips(t testing.TB, root fyne.CanvasObject, label string) *kit.Chips {
	t.Helper()
	return labelled[*kit.Chips](t, root, label)
}

// Stepper gives the visible stepper with that label; "" gives the first.
func Stepper(t testing.TB, root fyne.CanvasObject, label string) *kit.Stepper {
	t.Helper()
	return labelled[*kit.Stepper](t, root, label)
}

// Button gives the visible button with these words.
func Button(t testing.TB, root fyne.CanvasObject, text string) *kit.Button {
	t.Helper()
	var labels []string
	for _, b := range all[*kit.Button](root) {
		if b.Text() == text {
			return b
		}
		labels = append(labels, b.Text())
	}
	t.Fatalf("no button says %q; there is %q", text, labels)
	return nil
}

// Lists gives the visible lists.
func Lists(root fyne.CanvasObject) []*kit.List { return all[*kit.List](root) }

// Boards gives the visible boards.
func Boards(root fyne.CanvasObject) []*kit.Board { return all[*kit.Board](root) }

// Type replaces what stands in the field with that label by typing.
func Type(t testing.TB, root fyne.CanvasObject, label, text string) {
	t.Helper()
	f := Field(t, root, label)
	in := f.Focusable()
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.Focus(in)
	}
	if f.Text() != "" {
		f.SelectAll()
		in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	for _, r := range text {
		in.TypedRune(r)
	}
}

// Relayout lays everything out again from the inside out until nothing changes,
// as the real window does by itself after a widget has asked for more room.
func Relayout(root fyne.CanvasObject) { still.Relayout(root) }

// Show puts an object into a window of a size. The window has no frame.
func Show(t testing.TB, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	win := test.NewTempWindow(t, kit.Loose(o))
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	Relayout(win.Content())
	return win
}

// Shoot draws an object with the theme into a PNG. A path without a folder goes
// to the folder that YINGBIN_SHOTS names, or nowhere when there is none.
func Shoot(t testing.TB, o fyne.CanvasObject, w, h float32, dark bool, path string) {
	t.Helper()
	app := fyne.CurrentApp()
	if app == nil {
		app = App(t, dark)
	}
	app.Settings().SetTheme(kit.Lit(dark))
	win := Show(t, o, w, h)
	Save(t, win, path)
}

// Save writes what a window shows; a relative path lies in the folder that
// YINGBIN_SHOTS names, and without one nothing is written.
func Save(t testing.TB, win fyne.Window, path string) {
	t.Helper()
	if !filepath.IsAbs(path) {
		dir := os.Getenv("YINGBIN_SHOTS")
		if dir == "" {
			return
		}
		path = filepath.Join(dir, path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, win.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// Tappables lists what can be tapped and can be seen.
func Tappables(root fyne.CanvasObject) []fyne.CanvasObject {
	var found []fyne.CanvasObject
	walk(root, func(s spot) bool {
		if _, ok := s.obj.(fyne.Tappable); ok && !s.box().meet(s.clip).empty() {
			found = append(found, s.obj)
		}
		return true
	})
	return found
}
