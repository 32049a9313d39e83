package ui

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"yingbin/ui/kit"
)

// tap is the ground of the frame's own things that can be pressed: it draws
// what lies on it, shades under the pointer and does one thing. The keyboard
// reaches them by their keys, so that Tab stays inside the screen.
type tap struct {
	widget.BaseWidget
	over    *canvas.Rectangle
	hovered bool
	act     func()
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
	min     func() fyne.Size
	paint   func()
}

func (t *tap) make(self fyne.Widget, act func()) {
	t.act = act
	t.over = canvas.NewRectangle(color.Transparent)
	t.over.Hide()
	t.ExtendBaseWidget(self)
}

// Tapped does what the thing is for.
func (t *tap) Tapped(ev *fyne.PointEvent) {
	if kit.TakesTap(ev.AbsolutePosition, t, false) && t.act != nil {
		t.act()
	}
}

// MouseIn shows that the pointer is over it.
func (t *tap) MouseIn(*desktop.MouseEvent) { t.hover(true) }

// MouseMoved does nothing more.
func (t *tap) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the mark away.
func (t *tap) MouseOut() { t.hover(false) }

func (t *tap) hover(on bool) {
	t.hovered = on
	t.over.Hidden, t.over.FillColor = !on, kit.Color(kit.ColorHover)
	t.over.Refresh()
}

// CreateRenderer links the widget to its drawing.
func (t *tap) CreateRenderer() fyne.WidgetRenderer { return &tapDrawing{t} }

type tapDrawing struct{ t *tap }

func (d *tapDrawing) Layout(s fyne.Size) {
	d.t.over.Resize(s)
	d.t.layout(s)
}
func (d *tapDrawing) MinSize() fyne.Size           { return d.t.min() }
func (d *tapDrawing) Objects() []fyne.CanvasObject { return append(d.t.objects, d.t.over) }
func (d *tapDrawing) Destroy()                     {}
func (d *tapDrawing) Refresh() {
	if d.t.paint != nil {
		d.t.paint()
	}
	d.Layout(d.t.Size())
}

// railItem is one screen in the rail: an icon over a word, its key in one corner,
// how much is to do there in the other.
type railItem struct {
	tap
	name        string
	current     bool
	ground      *canvas.Rectangle
	icon        *kit.Icon
	label, hint *kit.Text
	count       *kit.Text // "" is nothing to do
	pill        *canvas.Rectangle
	late        bool
	due, news   int // matters, and what is new
}

func newRailItem(icon, label, hint string, act func()) *railItem {
	i := &railItem{ground: canvas.NewRectangle(color.Transparent), icon: kit.NewIcon(icon, kit.ColorQuiet, kit.SizeIcon)}
	i.label = kit.NewText(label, kit.Label.Aligned(fyne.TextAlignCenter))
	i.hint = kit.NewText(hint, kit.Style{Size: kit.SizeSmall, Color: kit.ColorQuiet, Align: fyne.TextAlignTrailing})
	i.count, i.pill = kit.NewText("", kit.Style{}), canvas.NewRectangle(color.Transparent)
	i.objects = []fyne.CanvasObject{i.ground, i.icon, i.label, i.hint, i.pill, i.count}
	i.layout, i.paint = i.place, i.colour
	i.min = func() fyne.Size { return fyne.NewSize(kit.Size(kit.SizeTouch), kit.Size(kit.SizeTouch)) }
	i.make(i, act)
	i.colour()
	return i
}

func (i *railItem) setCurrent(on bool) {
	if i.current != on {
		i.current = on
		i.colour()
	}
}

// mostCounted is up to how many matters are counted.
const mostCounted = 99

// setCount says how much is to do, and whether something of it is late.
func (i *railItem) setCount(n int, late bool) {
	i.due = n
	i.showCount(late)
}

// setNews says how much is new that nobody looked at.
func (i *railItem) setNews(n int) {
	i.news = n
	i.showCount(i.late)
}

func (i *railItem) showCount(late bool) {
	text, n := "", max(i.due, i.news)
	switch {
	case n > mostCounted:
		text = strconv.Itoa(mostCounted) + "+"
	case n > 0:
		text = strconv.Itoa(n)
	}
	if text == i.count.Text() && late == i.late {
		return
	}
	i.late = late
	i.count.SetText(text)
	i.colour()
	i.place(i.Size())
}

// colourCount is solid red when something is late.
func (i *railItem) colourCount() {
	ground, ink := kit.ToneAccent.Soft(), kit.ToneAccent.Ink()
	if i.late {
		ground, ink = kit.ColorLate, kit.ColorOnLate
	}
	i.pill.Hidden = i.count.Text() == ""
	i.pill.FillColor = kit.Color(ground)
	i.count.SetStyle(kit.Style{Size: kit.SizeSmall, Bold: true, Color: ink, Align: fyne.TextAlignCenter})
	i.pill.Refresh()
}

// placeCount puts the count into the leading corner.
func (i *railItem) placeCount() {
	edge := kit.Size(kit.SizeGap) / 2
	m := i.count.MinSize()
	size := fyne.NewSize(max(m.Height, m.Width+2*edge), m.Height)
	for _, o := range []fyne.CanvasObject{i.pill, i.count} {
		o.Move(fyne.NewPos(edge, edge/2))
		o.Resize(size)
	}
	i.pill.CornerRadius = size.Height / 2
}

func (i *railItem) colour() {
	i.colourCount()
	ink := kit.ColorQuiet
	i.ground.FillColor = color.Transparent
	if i.current {
		ink, i.ground.FillColor = kit.ColorOnJade, kit.Color(kit.ColorJade)
	}
	r := kit.Size(kit.SizeRadius)
	i.ground.CornerRadius, i.over.CornerRadius = r, r
	i.icon.SetColor(ink)
	i.label.SetStyle(kit.Label.In(ink).Aligned(fyne.TextAlignCenter))
	i.hint.SetStyle(kit.Style{Size: kit.SizeSmall, Color: ink, Align: fyne.TextAlignTrailing})
	i.ground.Refresh()
}

func (i *railItem) place(size fyne.Size) {
	i.ground.Resize(size)
	s, line := kit.Size(kit.SizeIcon), i.label.MinSize().Height
	gap := min(kit.Size(kit.SizeGap)/2, max(0, size.Height-s-line))
	y := (size.Height - s - line - gap) / 2
	i.icon.Move(fyne.NewPos((size.Width-s)/2, y))
	i.icon.Resize(fyne.NewSquareSize(s))
	i.label.Move(fyne.NewPos(0, y+s+gap))
	i.label.Resize(fyne.NewSize(size.Width, line))
	edge := kit.Size(kit.SizeGap) / 2
	i.hint.Move(fyne.NewPos(0, edge/2))
	i.hint.Resize(fyne.NewSize(size.Width-edge-1, i.hint.MinSize().Height))
	i.placeCount()
}

// circle is a person on duty: the first character of the name.
type circle struct {
	tap
	ring, face *canvas.Circle
	letter     *kit.Text
	mine       bool
}

func newCircle(name string, mine bool, act func()) *circle {
	c := &circle{mine: mine, ring: canvas.NewCircle(color.Transparent), face: canvas.NewCircle(color.Transparent)}
	c.letter = kit.NewText(firstOf(name), kit.BodyBold.Aligned(fyne.TextAlignCenter))
	c.objects = []fyne.CanvasObject{c.ring, c.face, c.letter}
	c.layout, c.paint = c.place, c.colour
	c.min = func() fyne.Size { return fyne.NewSquareSize(kit.Size(kit.SizeTouch)) }
	c.make(c, act)
	c.colour()
	return c
}

func firstOf(name string) string {
	for _, r := range name {
		return string(r)
	}
	return ""
}

func (c *circle) colour() {
	ink, soft := kit.ToneAccent.Ink(), kit.ToneAccent.Soft()
	if !c.mine {
		ink, soft = kit.ColorQuiet, kit.ColorPlainSoft
	}
	c.face.FillColor = kit.Color(soft)
	c.ring.StrokeColor, c.ring.StrokeWidth, c.ring.Hidden = kit.Color(kit.ColorBrass), kit.Size(kit.SizeFocus), !c.mine
	c.letter.SetStyle(kit.BodyBold.In(ink).Aligned(fyne.TextAlignCenter))
	c.over.CornerRadius = kit.Size(kit.SizeTouch) / 2
	c.face.Refresh()
	c.ring.Refresh()
}

func (c *circle) place(size fyne.Size) {
	inset := kit.Size(kit.SizeGap)/2 + kit.Size(kit.SizeFocus)
	c.face.Move(fyne.NewPos(inset, inset))
	c.face.Resize(fyne.NewSize(size.Width-2*inset, size.Height-2*inset))
	c.ring.Move(fyne.NewPos(inset/2, inset/2))
	c.ring.Resize(fyne.NewSize(size.Width-inset, size.Height-inset))
	c.letter.Resize(size)
}
