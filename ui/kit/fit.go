package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// fitted lays out anew as soon as something in it shows, hides or wants another
// size. The toolkit by itself only lays out what is around a thing that wants
// another size, and forgets about it when more than one does: what had been shown
// would lie over what follows it. It asks every container for its least size before
// it draws, so there is the place to notice.
//
// It also notes what moves: see settledUnder.
type fitted struct {
	in    fyne.Layout
	size  fyne.Size
	laid  []piece // as it was laid out
	now   []piece
	asked []fyne.CanvasObject
	busy  bool
}

// piece is one thing as a layout sees it.
type piece struct {
	fyne.CanvasObject
	shown bool
	least fyne.Size
}

// MinSize gives what was measured.
func (p *piece) MinSize() fyne.Size { return p.least }

// Visible gives what was seen.
func (p *piece) Visible() bool { return p.shown }

// following makes a container whose layout follows what it holds.
func following(l fyne.Layout, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(&fitted{in: l}, objs...)
}

// Layout lays out and notes what has moved.
func (f *fitted) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	first := f.size.Width <= 0 || f.size.Height <= 0
	was := make([]fyne.Position, len(objs))
	for i, o := range objs {
		was[i] = o.Position()
	}
	there := make(map[fyne.CanvasObject]bool, len(f.laid))
	for _, p := range f.laid {
		there[p.CanvasObject] = p.shown
	}
	f.in.Layout(objs, size)
	f.size = size
	f.laid = f.measure(f.laid, objs)
	if first {
		return
	}
	for i, o := range objs {
		if o.Visible() && (o.Position() != was[i] || !there[o]) && o.Size().Height > 0 {
			noteMove(o)
		}
	}
}

// measure asks everything for its least size once.
func (f *fitted) measure(into []piece, objs []fyne.CanvasObject) []piece {
	into = into[:0]
	for _, o := range objs {
		p := piece{CanvasObject: o, shown: shown(o)}
		if p.shown {
			p.least = o.MinSize()
		}
		into = append(into, p)
	}
	return into
}

// MinSize gives the least size, and lays out anew where what is inside is other
// than it was laid out for.
func (f *fitted) MinSize(objs []fyne.CanvasObject) fyne.Size {
	if f.busy {
		return f.in.MinSize(objs)
	}
	f.busy = true
	f.now = f.measure(f.now, objs)
	if f.size.Width > 0 && f.size.Height > 0 && !same(f.now, f.laid) {
		f.Layout(objs, f.size)
		f.now = append(f.now[:0], f.laid...)
	}
	f.asked = f.asked[:0]
	for i := range f.now {
		f.asked = append(f.asked, &f.now[i])
	}
	least := f.in.MinSize(f.asked)
	f.busy = false
	return least
}

func same(a, b []piece) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].CanvasObject != b[i].CanvasObject || a[i].shown != b[i].shown || a[i].least != b[i].least {
			return false
		}
	}
	return true
}

// Reaction is how long nobody who is about to tap can have seen that something moved.
const Reaction = 250 * time.Millisecond

// shifted are the things that have moved a moment ago.
var shifted = map[fyne.CanvasObject]time.Time{}

func noteMove(o fyne.CanvasObject) {
	now := clock()
	for old, at := range shifted {
		if now.Sub(at) >= Reaction {
			delete(shifted, old)
		}
	}
	shifted[o] = now
}

// settledUnder reports whether what lies at a place of the window has stood there
// long enough to be meant.
func settledUnder(c fyne.Canvas, at fyne.Position) bool {
	if len(shifted) == 0 || c == nil || at == (fyne.Position{}) {
		return true
	}
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	now := clock()
	return !movedIn(root, fyne.Position{}, at, now)
}

func movedIn(o fyne.CanvasObject, from, at fyne.Position, now time.Time) bool {
	if !shown(o) {
		return false
	}
	pos, size := from.Add(o.Position()), o.Size()
	if at.X < pos.X || at.Y < pos.Y || at.X >= pos.X+size.Width || at.Y >= pos.Y+size.Height {
		return false
	}
	if since, moved := shifted[o]; moved && now.Sub(since) < Reaction {
		return true
	}
	var inside []fyne.CanvasObject
	switch x := o.(type) {
	case *fyne.Container:
		inside = x.Objects
	case Holder:
		inside = x.Held()
	}
	for _, child := range inside {
		if movedIn(child, pos, at, now) {
			return true
		}
	}
	return false
}
