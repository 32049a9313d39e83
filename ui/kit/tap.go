package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Tap makes anything into something that can be tapped: it shades under the
// pointer, can have the keyboard and never is smaller than a finger.
type Tap struct {
	hit
	keyed
	content    fyne.CanvasObject
	over, edge *canvas.Rectangle
}

// NewTap makes content tappable.
func NewTap(content fyne.CanvasObject, act func()) *Tap {
	t := &Tap{content: content, over: frame(Size(SizeRadius)), edge: frame(Size(SizeRadius))}
	t.act, t.draw, t.changed, t.self = act, t.paint, t.paint, t
	t.ExtendBaseWidget(t)
	return t
}

// About says what a tap acts on, as Button.About does; a double tap then is one
// act.
func (t *Tap) About(thing any) *Tap {
	t.about(thing)
	t.once = true
	return t
}

// SetContent shows something else.
func (t *Tap) SetContent(o fyne.CanvasObject) {
	t.content = o
	t.Refresh()
}

// Disable keeps taps away.
func (t *Tap) Disable() { t.off = true; t.paint() }

// Enable lets them through again.
func (t *Tap) Enable() { t.off = false; t.paint() }

// Disabled reports whether taps are kept away.
func (t *Tap) Disabled() bool { return t.off }

// MouseDown begins a press.
func (t *Tap) MouseDown(ev *desktop.MouseEvent) { t.press(t, ev) }

// TypedKey taps with Enter or Space.
func (t *Tap) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		t.byKey()
		t.enter()
	default:
		bubble(t, ev)
	}
}

// Held lists what is inside.
func (t *Tap) Held() []fyne.CanvasObject { return present(t.content) }

// CreateRenderer links the widget to its drawing.
func (t *Tap) CreateRenderer() fyne.WidgetRenderer {
	t.paint()
	d := &drawing{objects: []fyne.CanvasObject{t.content, t.over, t.edge}}
	d.min = func() fyne.Size { return t.content.MinSize().Max(fyne.NewSquareSize(Size(SizeTouch))) }
	d.layout = func(size fyne.Size) {
		place(t.content, 0, 0, size.Width, size.Height)
		place(t.over, 0, 0, size.Width, size.Height)
		place(t.edge, 2, 2, size.Width-4, size.Height-4)
	}
	d.refresh = func() {
		d.objects[0] = t.content
		d.layout(t.Size())
		t.paint()
		canvas.Refresh(t)
	}
	return d
}

func (t *Tap) paint() {
	t.shade(t.over)
	t.edge.Hidden, t.edge.FillColor = !t.ring(), color.Transparent
	t.edge.StrokeColor, t.edge.StrokeWidth = Color(ColorJade), Size(SizeFocus)
	t.over.Refresh()
	t.edge.Refresh()
}
