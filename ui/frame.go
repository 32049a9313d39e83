package ui

import (
	"cmp"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"yingbin/ui/kit"
)

// frame is what stands around every screen: the rail at the left and the
// bar at the top.
type frame struct {
	w    *Window
	all  *fyne.Container
	rail *rail
	bar  *topBar
	body *fyne.Container
	pad  *fyne.Container
}

func newFrame(w *Window) *frame {
	f := &frame{w: w, rail: newRail(w), bar: newTopBar(w), body: container.NewStack()}
	paper := canvas.NewRectangle(kit.Color(kit.ColorPaper))
	f.pad = container.New(&margin{}, kit.Loose(f.body))
	f.all = container.New(&frameLayout{f}, paper, f.pad, f.rail.all, f.bar.all)
	return f
}

// put shows a seat.
func (f *frame) put(s *seat) {
	f.body.Objects = []fyne.CanvasObject{s.content}
	f.body.Refresh()
	f.rail.mark(s.entry.Name)
}

// frameLayout places rail, bar and screen, and notices when the window
// becomes narrow or wide: screens are then built for the other width.
type frameLayout struct{ f *frame }

func (l *frameLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	wide, high := kit.Size(kit.SizeRail), barHeight()
	at := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	at(objs[0], 0, 0, size.Width, size.Height)
	at(objs[1], wide, high, size.Width-wide, size.Height-high)
	at(objs[2], 0, 0, wide, size.Height)
	at(objs[3], wide, 0, size.Width-wide, high)
	l.f.w.resized(size)
}

func (l *frameLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objs[3].MinSize().Width+kit.Size(kit.SizeRail), objs[2].MinSize().Height)
}

func barHeight() float32 { return kit.Size(kit.SizeTouchBar) + kit.Size(kit.SizeGap)/2 }

// compactBelow is the width under which screens leave things out.
const compactBelow = 1200

// resized notes the window's width.
func (w *Window) resized(size fyne.Size) {
	compact := size.Width > 0 && size.Width < compactBelow
	if compact == w.compact {
		return
	}
	w.compact = compact
	w.later(0, func() {
		if w.frame != nil && len(w.seats) > 0 {
			w.build()
		}
	})
}

// margin leaves the house's margin around a screen: wider at the sides where
// there is room.
type margin struct{}

func (margin) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	x, y := kit.Size(kit.SizePad), kit.Size(kit.SizePad)
	if size.Width+kit.Size(kit.SizeRail) >= compactBelow {
		x, y = x+kit.Size(kit.SizeGap), y+kit.Size(kit.SizeGap)/2
	}
	for _, o := range objs {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(size.Width-2*x, size.Height-2*y))
	}
}

func (margin) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 0) }

// rail is the list of screens at the left.
type rail struct {
	w       *Window
	all     *fyne.Container
	entries []Entry
	items   []*railItem // of the entries
	lock    *railItem
}

func newRail(w *Window) *rail {
	r := &rail{w: w, entries: w.entries(true)}
	ground := canvas.NewRectangle(kit.Color(kit.ColorSurface))
	rule := canvas.NewRectangle(kit.Color(kit.ColorRule))
	brand := kit.NewText(w.say("shell.brand"), kit.Title.In(kit.ColorJade).Aligned(fyne.TextAlignCenter))
	if brand.MinSize().Width > kit.Size(kit.SizeRail)-kit.Size(kit.SizePad) {
		brand.SetStyle(kit.Section.In(kit.ColorJade).Aligned(fyne.TextAlignCenter))
	}
	objects := []fyne.CanvasObject{ground, rule, brand}
	for i, e := range r.entries {
		hint := ""
		if i < railKeys {
			hint = fmt.Sprintf("F%d", i+1)
		}
		item := newRailItem(cmp.Or(e.Icon, e.Builder.Icon), w.say(e.Title), hint, func() { w.goTo(e.Name) })
		item.name = e.Name
		r.items = append(r.items, item)
		objects = append(objects, item)
	}
	r.lock = newRailItem("lock", w.say("shell.lock"), "F12", w.lock)
	r.all = container.New(&railLayout{r}, append(objects, r.lock)...)
	return r
}

// railKeys is how many screens have a key of their own; F11 and F12 are the window's.
const railKeys = 10

func (r *rail) mark(name string) {
	for _, i := range r.items {
		i.setCurrent(i.name == name)
	}
}

// railLayout gives each entry the same height, less where there are many.
type railLayout struct{ r *rail }

func (l *railLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	hair, gap := kit.Size(kit.SizeHairline), kit.Size(kit.SizeGap)
	head := barHeight()
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	place(objs[0], 0, 0, size.Width, size.Height)
	place(objs[1], size.Width-hair, 0, hair, size.Height)
	place(objs[2], 0, hair, size.Width-hair, head)
	n := float32(len(l.r.items) + 1)
	room := size.Height - head - gap
	most, least := kit.Size(kit.SizeTouchBar)+gap, kit.Size(kit.SizeTouch)
	pitch := min(most+gap*3/4, max(least, room/n))
	h := max(least, min(most, pitch-gap/2))
	for i, it := range l.r.items {
		place(it, gap, head+float32(i)*pitch, size.Width-2*gap-hair, h)
	}
	place(l.r.lock, gap, size.Height-gap-h, size.Width-2*gap-hair, h)
}

func (l *railLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	n := float32(len(l.r.items) + 1)
	return fyne.NewSize(kit.Size(kit.SizeRail), barHeight()+n*kit.Size(kit.SizeTouch)+kit.Size(kit.SizeGap))
}

// routeKey gives the place in the rail that a function key stands for, -1 for none.
func routeKey(name fyne.KeyName) int {
	if len(name) < 2 || name[0] != 'F' {
		return -1
	}
	n, err := strconv.Atoi(string(name[1:]))
	if err != nil || n < 1 || n > railKeys {
		return -1
	}
	return n - 1
}
