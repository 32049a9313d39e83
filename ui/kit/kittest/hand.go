package kittest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"yingbin/ui/kit"
)

// Hand acts on a window as a person does: it presses where something can be
// seen, at the place where it stands, and what lies on top gets the press; it
// turns the wheel until what it looks for is in view; it types where the focus
// is. What can't be done so can't be done by anybody.
type Hand struct {
	t   testing.TB
	win fyne.Window

	// Settle is done after every act: whatever is due is answered.
	Settle func()
	// Frames, where it is set, draws the window after every act as the real one does,
	// and Misplaced tells what was drawn elsewhere than it belongs.
	Frames    *Frames
	Misplaced []string
}

// NewHand gives a hand for a window.
func NewHand(t testing.TB, win fyne.Window) *Hand { return &Hand{t: t, win: win, Settle: func() {}} }

// Root is what a person can act on now: what lies in front, else the window.
func (h *Hand) Root() fyne.CanvasObject {
	if top := h.win.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return h.win.Content()
}

func (h *Hand) done() {
	h.Settle()
	for _, o := range append([]fyne.CanvasObject{h.win.Content()}, h.win.Canvas().Overlays().List()...) {
		if h.Frames != nil {
			h.Misplaced = append(h.Misplaced, h.Frames.Drawn(o)...)
		}
		Relayout(o)
	}
}

// Texts lists what is said now.
func (h *Hand) Texts() []string { return Texts(h.Root()) }

// Sees reports whether the words are said now.
func (h *Hand) Sees(text string) bool { return Has(h.Root(), text) }

// Want fails the test unless all the words are said.
func (h *Hand) Want(texts ...string) {
	h.t.Helper()
	for _, text := range texts {
		if !h.Sees(text) {
			h.t.Fatalf("nobody says %q; there is %q", text, h.Texts())
		}
	}
}

// WantNot fails the test if one of the words is said.
func (h *Hand) WantNot(texts ...string) {
	h.t.Helper()
	for _, text := range texts {
		if h.Sees(text) {
			h.t.Fatalf("%q is said; there is %q", text, h.Texts())
		}
	}
}

// at finds the topmost thing at a place that matches.
func (h *Hand) at(p fyne.Position, match func(fyne.CanvasObject) bool) (found spot, ok bool) {
	walk(h.Root(), func(s spot) bool {
		b := s.box().meet(s.clip)
		if p.X >= b.x0 && p.X < b.x1 && p.Y >= b.y0 && p.Y < b.y1 && match(s.obj) {
			found, ok = s, true
		}
		return true
	})
	return found, ok
}

// pressable is what the toolkit gives a press to.
func pressable(o fyne.CanvasObject) bool {
	switch o.(type) {
	case fyne.Tappable, fyne.SecondaryTappable, fyne.DoubleTappable, fyne.Focusable, desktop.Mouseable:
		return true
	}
	return false
}

func (h *Hand) mouse(p fyne.Position, down bool) (spot, bool) {
	s, ok := h.at(p, pressable)
	if m, can := s.obj.(desktop.Mouseable); ok && can {
		ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: p.Subtract(s.pos), AbsolutePosition: p}}
		if down {
			m.MouseDown(ev)
		} else {
			m.MouseUp(ev)
		}
	}
	if f, can := s.obj.(fyne.Focusable); !can || f != h.win.Canvas().Focused() {
		if _, over := h.at(p, func(o fyne.CanvasObject) bool { _, can := o.(fyne.Focusable); return can }); !over {
			h.win.Canvas().Unfocus()
		}
	}
	return s, ok
}

// Under tells what a tap at a place of the window would act on, nil for nothing.
func (h *Hand) Under(p fyne.Position) any {
	if s, ok := h.at(p, func(o fyne.CanvasObject) bool { _, can := o.(fyne.Tappable); return can }); ok {
		return kit.ThingOf(s.obj)
	}
	return nil
}

// Middle gives where somebody would press an object, and whether it can be seen.
func (h *Hand) Middle(o fyne.CanvasObject) (fyne.Position, bool) {
	s, ok := h.where(o)
	if !ok || !s.whole(h.window()) {
		return fyne.Position{}, false
	}
	return s.box().middle(), true
}

// PressAt presses and lets go at a place of the window, as the toolkit's driver does.
func (h *Hand) PressAt(p fyne.Position) {
	h.t.Helper()
	h.press(p)
	h.done()
}

func (h *Hand) press(p fyne.Position) {
	was, _ := h.mouse(p, true)
	is, ok := h.mouse(p, false)
	if tap, can := is.obj.(fyne.Tappable); ok && can && is.obj == was.obj {
		tap.Tapped(&fyne.PointEvent{Position: p.Subtract(is.pos), AbsolutePosition: p})
	}
}

// PressTwice is a hasty finger: the second press comes before the first one has
// been answered.
func (h *Hand) PressTwice(o fyne.CanvasObject) {
	h.t.Helper()
	p := h.Reach(o)
	AtOnce(func() {
		h.press(p)
		h.press(p)
	})
	h.done()
}

// DoublePress is a double click: the second press comes at the same spot when
// the first one has been answered, whatever stands there by then.
func (h *Hand) DoublePress(o fyne.CanvasObject) {
	h.t.Helper()
	h.DoublePressAt(h.Reach(o))
}

// DoublePressAt is DoublePress at a place of the window.
func (h *Hand) DoublePressAt(p fyne.Position) {
	AtOnce(func() {
		h.press(p)
		h.done()
		h.press(p)
		h.done()
	})
}

// Scan types as a scanner does that ends its line with CR and LF: all at once,
// where the focus is. Nothing is answered before the end.
func (h *Hand) Scan(text string) {
	h.t.Helper()
	AtOnce(func() {
		for _, r := range text {
			h.focused(text).TypedRune(r)
		}
		for range 2 {
			h.focused(text).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
	})
	h.done()
}

func (h *Hand) focused(text string) fyne.Focusable {
	h.t.Helper()
	on := h.win.Canvas().Focused()
	if on == nil {
		h.t.Fatalf("nothing has the focus to take %q", text)
	}
	return on
}

// Drag moves the finger along the places.
func (h *Hand) Drag(way ...fyne.Position) {
	h.t.Helper()
	from, to := way[0], way[len(way)-1]
	h.mouse(from, true)
	s, ok := h.at(from, func(o fyne.CanvasObject) bool { _, can := o.(fyne.Draggable); return can })
	if !ok {
		h.t.Fatalf("nothing at %v can be dragged", from)
	}
	d := s.obj.(fyne.Draggable)
	for i, p := range way[1:] {
		d.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: p.Subtract(s.pos), AbsolutePosition: p}, Dragged: fyne.NewDelta(p.X-way[i].X, p.Y-way[i].Y)})
	}
	h.mouse(to, false)
	d.DragEnd()
	h.done()
}

// wheel turns the wheel at a place.
func (h *Hand) wheel(p fyne.Position, notches float32) {
	s, ok := h.at(p, func(o fyne.CanvasObject) bool { _, can := o.(fyne.Scrollable); return can })
	if !ok {
		return
	}
	s.obj.(fyne.Scrollable).Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: p.Subtract(s.pos), AbsolutePosition: p}, Scrolled: fyne.NewDelta(0, 10*notches)})
	h.done()
}

func (r rect) middle() fyne.Position { return fyne.NewPos((r.x0+r.x1)/2, (r.y0+r.y1)/2) }

// where finds an object in what is in front.
func (h *Hand) where(o fyne.CanvasObject) (found spot, ok bool) {
	walk(h.Root(), func(s spot) bool {
		if s.obj == o {
			found, ok = s, true
		}
		return !ok
	})
	return found, ok
}

// whole reports whether a person sees enough of it to press its middle.
func (s spot) whole(win rect) bool {
	b := s.box()
	seen := b.meet(s.clip).meet(win)
	m := b.middle()
	return !seen.empty() && m.X > seen.x0 && m.X < seen.x1 && m.Y > seen.y0 && m.Y < seen.y1
}

func (h *Hand) window() rect { return box(fyne.Position{}, h.win.Canvas().Size()) }

// Reach turns the wheel until an object is in view and gives its middle.
func (h *Hand) Reach(o fyne.CanvasObject) fyne.Position {
	h.t.Helper()
	for range 400 {
		s, ok := h.where(o)
		if !ok {
			h.t.Fatalf("%T %q is not in front; there is %q", o, Texts(o), h.Texts())
		}
		if s.whole(h.window()) {
			return s.box().middle()
		}
		by := float32(1)
		if s.box().middle().Y > s.clip.meet(h.window()).middle().Y {
			by = -1
		}
		i := -1
		for n, p := range slices.Backward(s.parents) {
			if _, view := p.(*kit.Scroll); view {
				i = n
				break
			}
		}
		if i < 0 {
			h.t.Fatalf("%T %q is out of reach at %v", o, Texts(o), s.box())
		}
		view, _ := h.where(s.parents[i])
		h.wheel(view.box().meet(view.clip).meet(h.window()).middle(), by)
		if after, ok := h.where(o); ok && after.pos == s.pos {
			h.t.Fatalf("%T %q can't be brought into view from %v; %v is seen", o, Texts(o), s.box(), s.clip)
		}
	}
	h.t.Fatalf("%T %q never comes into view", o, Texts(o))
	return fyne.Position{}
}

// Press presses an object in its middle; something else that lies over it is a fault.
func (h *Hand) Press(o fyne.CanvasObject) {
	h.t.Helper()
	p := h.Reach(o)
	on, ok := h.at(p, pressable)
	if !ok || on.obj != o && !slices.Contains(on.parents, o) {
		h.t.Fatalf("%T %q lies under %T %q", o, Texts(o), on.obj, Texts(on.obj))
	}
	h.PressAt(p)
}

// tappables lists what can be tapped by these words: those that say exactly
// this, else those that say it among other words.
func (h *Hand) tappables(scope fyne.CanvasObject, text string) []spot {
	look := func(match func(string) bool) (found []spot) {
		var last spot
		walk(scope, func(s spot) bool {
			t, ok := words(s.obj)
			if !ok {
				return true
			}
			if !match(t) {
				return false
			}
			for i, p := range slices.Backward(s.parents) {
				if _, can := p.(fyne.Tappable); can {
					if p != last.obj {
						last = spot{obj: p, parents: s.parents[:i]}
						found = append(found, last)
					}
					break
				}
			}
			return false
		})
		return found
	}
	if exact := look(func(s string) bool { return s == text }); len(exact) > 0 {
		return exact
	}
	return look(func(s string) bool { return strings.Contains(s, text) })
}

// Tap presses what shows the words. Rows that are out of view are looked for.
func (h *Hand) Tap(text string) {
	h.t.Helper()
	h.TapIn(h.Root(), text)
}

// TapIn presses what shows the words inside something.
func (h *Hand) TapIn(scope fyne.CanvasObject, text string) {
	h.t.Helper()
	found := h.tappables(scope, text)
	if len(found) == 0 && h.leaf(scope, func() bool { found = h.tappables(scope, text); return len(found) > 0 }) {
		h.Press(found[0].obj)
		return
	}
	if len(found) == 0 {
		h.t.Fatalf("nothing to tap says %q; there is %q", text, h.Texts())
	}
	h.Press(found[0].obj)
}

// leaf turns every view inside something from its top down until there is what
// is looked for.
func (h *Hand) leaf(scope fyne.CanvasObject, there func() bool) bool {
	for _, v := range all[*kit.Scroll](scope) {
		s, ok := h.where(v)
		if !ok || s.box().meet(s.clip).empty() {
			continue
		}
		p := s.box().meet(s.clip).meet(h.window()).middle()
		for before := float32(-1); before != v.Offset(); {
			before = v.Offset()
			h.wheel(p, 40)
		}
		for before := float32(-1); before != v.Offset(); {
			if there() {
				return true
			}
			before = v.Offset()
			h.wheel(p, -3)
		}
	}
	return false
}

// TapBy presses, of all that show the words, the one nearest to other words: the
// 相符 of a row, the 归还 of a key.
func (h *Hand) TapBy(beside, text string) {
	h.t.Helper()
	var best fyne.CanvasObject
	near := func() bool {
		steps := 1 << 20
		for _, s := range h.tappables(h.Root(), text) {
			n := 0
			for _, p := range slices.Backward(s.parents) {
				if n++; n < steps && Has(p, beside) {
					steps, best = n, s.obj
				}
			}
		}
		return best != nil
	}
	if !near() && !h.leaf(h.Root(), near) {
		h.t.Fatalf("no %q stands beside %q; there is %q", text, beside, h.Texts())
	}
	h.Press(best)
}

// Type taps a field and types, in place of what stood there.
func (h *Hand) Type(label, text string) {
	h.t.Helper()
	h.TypeInto(Field(h.t, h.Root(), label), text)
}

// TypeInto is Type for a field that has no label of its own.
func (h *Hand) TypeInto(f *kit.Field, text string) {
	h.t.Helper()
	in := f.Focusable()
	p := h.Reach(in.(fyne.CanvasObject))
	if on, ok := h.at(p, pressable); !ok || !slices.Contains(on.parents, fyne.CanvasObject(f)) {
		h.t.Fatalf("%q lies under %T %q", f.Label(), on.obj, Texts(on.obj))
	}
	h.PressAt(p)
	c := h.win.Canvas()
	if c.Focused() != in {
		h.t.Fatalf("a tap on %q does not put the cursor there but on %T", f.Label(), c.Focused())
	}
	if f.Text() != "" {
		in.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
		h.Key(fyne.KeyBackspace)
	}
	h.Write(text)
}

// Write types where the focus is.
func (h *Hand) Write(text string) {
	h.t.Helper()
	for _, r := range text {
		h.focused(text).TypedRune(r)
	}
	h.done()
}

// Key presses a key where the focus is, else in the window.
func (h *Hand) Key(name fyne.KeyName) {
	c := h.win.Canvas()
	ev := &fyne.KeyEvent{Name: name}
	switch on := c.Focused(); {
	case name == fyne.KeyTab:
		c.FocusNext()
	case on != nil:
		on.TypedKey(ev)
	case c.OnTypedKey() != nil:
		c.OnTypedKey()(ev)
	}
	h.done()
}

// Digits taps a number on the keypad and, where there is one, its confirming key.
func (h *Hand) Digits(number string) {
	h.t.Helper()
	pads := all[*kit.Keypad](h.Root())
	if len(pads) == 0 {
		h.t.Fatalf("there is no keypad; there is %q", h.Texts())
	}
	pad := pads[len(pads)-1]
	for _, d := range number {
		h.TapIn(pad, string(d))
	}
	keys := pad.Held()
	if enter := keys[len(keys)-1]; enter.Visible() {
		h.Press(enter)
	}
}

// Sign draws a name on the field to sign in.
func (h *Hand) Sign() {
	h.t.Helper()
	for _, s := range Signatures(h.Root()) {
		p := h.Reach(s)
		if on, ok := h.at(p, pressable); !ok || on.obj != fyne.CanvasObject(s) || s.Cursor() != desktop.CrosshairCursor {
			continue // one that is signed already
		}
		for stroke := range 3 {
			var way []fyne.Position
			x, y := p.X-60+float32(stroke)*45, p.Y
			for i := range 14 {
				way = append(way, fyne.NewPos(x+float32(i)*2.5, y+float32((i*7)%19)-9))
			}
			h.Drag(way...)
		}
		return
	}
	h.t.Fatalf("there is nothing to sign; there is %q", h.Texts())
}

// Choose taps a chip of the group with that label, behind 更多 too.
func (h *Hand) Choose(label, chip string) {
	h.t.Helper()
	group := Chips(h.t, h.Root(), label)
	found := h.tappables(group, chip)
	if len(found) == 0 {
		held := group.Held()[0].(*fyne.Container).Objects
		h.Press(held[len(held)-1]) // the chip that opens all of them
		found = h.tappables(h.Root(), chip)
	}
	if len(found) == 0 {
		h.t.Fatalf("%q does not offer %q; there is %q", label, chip, h.Texts())
	}
	h.Press(found[0].obj)
}

// Step brings the stepper with that label to a number by its + and −.
func (h *Hand) Step(label string, n int) {
	h.t.Helper()
	s := Stepper(h.t, h.Root(), label)
	for range 2000 {
		switch v := s.Value(); {
		case v == n:
			return
		case v < n:
			h.Press(s.Held()[2])
		default:
			h.Press(s.Held()[0])
		}
	}
	h.t.Fatalf("%q stays at %d", label, s.Value())
}

// Spot brings the first words that are exactly these into view and gives their
// middle.
func (h *Hand) Spot(text string) fyne.Position {
	h.t.Helper()
	var found fyne.CanvasObject
	walk(h.Root(), func(s spot) bool {
		t, ok := words(s.obj)
		if ok && t == text && found == nil {
			found = s.obj
		}
		return found == nil && !ok
	})
	if found == nil {
		h.t.Fatalf("nobody says %q; there is %q", text, h.Texts())
	}
	return h.Reach(found)
}

// Buttons lists the buttons in view that can be pressed, one for each word.
func (h *Hand) Buttons() (found []fyne.CanvasObject) {
	var words []string
	walk(h.Root(), func(s spot) bool {
		b, is := s.obj.(*kit.Button)
		if is && !b.Disabled() && s.whole(h.window()) && !slices.Contains(words, b.Text()) {
			words = append(words, b.Text())
			found = append(found, b)
		}
		return true
	})
	return found
}

// Stand tells where everything stands that can be tapped now, by what a tap on it
// acts on.
func (h *Hand) Stand() map[any]fyne.Position {
	all := map[any]fyne.Position{}
	walk(h.Root(), func(s spot) bool {
		if _, can := s.obj.(fyne.Tappable); can && !s.box().meet(s.clip).empty() {
			all[kit.ThingOf(s.obj)] = s.pos
		}
		return true
	})
	return all
}

// Moved lists what can be tapped and stood somewhere else before, by more than a
// finger notices. What has gone elsewhere by what was done and is said to be done
// where it stood has not moved.
func (h *Hand) Moved(before map[any]fyne.Position) (moved []string) {
	slip := kit.Size(kit.SizeTouch) / 3
	left := func(at fyne.Position) bool {
		_, left := h.at(at, func(o fyne.CanvasObject) bool { s, is := o.(*kit.Stay); return is && s.Left() })
		return left
	}
	walk(h.Root(), func(s spot) bool {
		if _, can := s.obj.(fyne.Tappable); !can || s.box().meet(s.clip).empty() {
			return true
		}
		if was, there := before[kit.ThingOf(s.obj)]; there && (abs(was.X-s.pos.X) > slip || abs(was.Y-s.pos.Y) > slip) && !left(was) {
			moved = append(moved, fmt.Sprintf("%T %q from %v to %v", s.obj, Texts(s.obj), was, s.pos))
		}
		return true
	})
	return moved
}

func abs(f float32) float32 { return max(f, -f) }

// RowActions lists what can be done in the rows of lists that are in view, so
// many of each list.
func (h *Hand) RowActions(most int) (found []fyne.CanvasObject) {
	seen := map[fyne.CanvasObject]int{}
	walk(h.Root(), func(s spot) bool {
		if _, can := s.obj.(fyne.Tappable); !can || !s.whole(h.window()) {
			return true
		}
		var list fyne.CanvasObject
		row := false
		for _, p := range s.parents {
			if _, is := p.(*kit.List); is {
				list = p
			} else if _, can := p.(fyne.Tappable); can && list != nil {
				row = true
			}
		}
		if row && seen[list] < most {
			seen[list]++
			found = append(found, s.obj)
		}
		return true
	})
	return found
}
