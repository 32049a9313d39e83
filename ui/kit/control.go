package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tapped is what lies under the finger between press and release. The toolkit
// drops the tap once the pointer has moved two units inside something that can
// be dragged, which every finger does; so a Scroll that was dragged less than
// its slop gives the tap back to what was pressed.
type tapped interface {
	fyne.CanvasObject
	tap()
	release()
}

// pressed is the one thing under the finger, nil when there is none.
var pressed tapped

// Press is for a widget that a screen made and that can be tapped: call it from
// MouseDown, so that inside a Scroll a finger that trembles still taps it.
func Press(t fyne.Tappable, at fyne.Position) {
	pressed = nil
	if o, ok := t.(fyne.CanvasObject); ok {
		pressed = &guest{CanvasObject: o, to: t, at: at}
	}
}

// guest stands for a widget that is not ours.
type guest struct {
	fyne.CanvasObject
	to fyne.Tappable
	at fyne.Position
}

func (g *guest) tap()     { g.to.Tapped(&fyne.PointEvent{Position: g.at}) }
func (g *guest) release() {}

// hit is what everything tapped shares: hover, press, the tap itself.
type hit struct {
	widget.BaseWidget
	hovered, down, off bool
	act                func()
	draw               func() // recolours after a change of state

	of    any           // what a tap acts on, nil for the widget itself
	once  bool          // a double tap is one act
	moved               // when it was dealt something else to act on
	ready func() bool   // says otherwise whether it may be tapped, nil for always
	where fyne.Position // of the finger in the window
	me    tapped        // itself, known once it was pressed
}

// Tapped does what the thing is for.
func (h *hit) Tapped(ev *fyne.PointEvent) {
	h.where = fyne.Position{}
	if ev != nil {
		h.where = ev.AbsolutePosition
	}
	h.tap()
}

// tap is the finger's. It counts as one even where nothing comes of it: who taps
// on a locked button is not ready for what replaces it.
func (h *hit) tap() {
	h.release()
	if TakesTap(h.where, h.thing(), h.once) && h.open() && settledUnder(h.canvas(), h.where) {
		actOn(h.thing(), h.act)
	}
}

// enter is the keyboard's.
func (h *hit) enter() {
	if TakesEnter(h.thing(), h.once) && h.open() {
		actOn(h.thing(), h.act)
	}
}

// open reports whether it can be used now.
func (h *hit) open() bool {
	return !h.off && h.act != nil && h.settled() && (h.ready == nil || h.ready())
}

// canvas gives where it was pressed, nil where it never was.
func (h *hit) canvas() fyne.Canvas {
	if h.me == nil {
		return nil
	}
	return canvasOf(h.me)
}

func (h *hit) thing() any {
	if h.of == nil {
		return h
	}
	return h.of
}

// ThingOf tells what a tap on a widget acts on: two that act on the same thing are
// the same to a finger.
func ThingOf(o fyne.CanvasObject) any {
	if h, ok := o.(interface{ thing() any }); ok {
		return h.thing()
	}
	return o
}

// about says what a tap acts on. A widget that is dealt another thing takes no
// tap for a moment.
func (h *hit) about(thing any) {
	if h.of != nil && h.of != thing {
		h.now()
	}
	h.of = thing
}

func (h *hit) release() {
	if h.down {
		h.down = false
		h.recolour()
	}
}

func (h *hit) recolour() {
	if h.draw != nil {
		h.draw()
	}
}

func (h *hit) press(t tapped, ev *desktop.MouseEvent) {
	pressed, h.me = t, t
	if ev != nil {
		h.where = ev.AbsolutePosition
	}
	if !h.off {
		h.down = true
		h.recolour()
	}
}

// MouseUp ends the press; the tap itself comes apart. After a drag it is the
// view that is told, not this.
func (h *hit) MouseUp(*desktop.MouseEvent) {
	pressed = nil
	h.release()
}

// MouseIn shows that the pointer is over it.
func (h *hit) MouseIn(*desktop.MouseEvent) {
	h.hovered = true
	h.recolour()
}

// MouseMoved does nothing more.
func (h *hit) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the mark away. What the finger has left is not tapped.
func (h *hit) MouseOut() {
	if h.down {
		pressed = nil
	}
	h.hovered, h.down = false, false
	h.recolour()
}

// shade colours an overlay for the pointer's state.
func (h *hit) shade(r *canvas.Rectangle) {
	switch {
	case h.off || !h.hovered && !h.down:
		r.Hidden = true
	case h.down:
		r.Hidden, r.FillColor = false, Color(ColorPress)
	default:
		r.Hidden, r.FillColor = false, Color(ColorHover)
	}
}

// keyed is what everything with keyboard focus shares.
type keyed struct {
	focused, quiet bool
	self           fyne.CanvasObject
	changed        func()
}

// FocusGained shows the ring and brings the thing into view.
func (k *keyed) FocusGained() {
	k.focused = true
	reveal(k.self)
	if k.changed != nil {
		k.changed()
	}
}

// FocusLost takes the ring away.
func (k *keyed) FocusLost() {
	k.focused, k.quiet = false, false
	if k.changed != nil {
		k.changed()
	}
}

// TypedRune is not used.
func (k *keyed) TypedRune(rune) {}

// ring reports whether the focus must be shown: not to somebody who got it by tapping.
func (k *keyed) ring() bool { return k.focused && !k.quiet }

// byKey says that the keyboard is in use, so that the ring shows.
func (k *keyed) byKey() {
	if k.quiet {
		k.quiet = false
		if k.changed != nil {
			k.changed()
		}
	}
}

// grab takes the focus because of a tap.
func (k *keyed) grab() {
	if k.focused {
		return
	}
	if c := canvasOf(k.self); c != nil {
		k.quiet = true
		c.Focus(k.self.(fyne.Focusable))
	}
}

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// bubble hands a key that a widget has no use for to the window, whose handler
// knows what Enter, Esc and the shortcuts mean on this screen.
func bubble(from fyne.CanvasObject, ev *fyne.KeyEvent) {
	c := canvasOf(from)
	if c == nil {
		return
	}
	if on := c.OnTypedKey(); on != nil {
		on(ev)
	}
}

func frame(radius float32) *canvas.Rectangle {
	r := canvas.NewRectangle(Color(ColorSurface))
	r.CornerRadius = radius
	return r
}
