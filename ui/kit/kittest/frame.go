package kittest

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"yingbin/ui/kit/still"
)

// Frames draws a window as the real one does: before each frame it lays out again
// what is around a thing that wants another size than before, and nothing else.
// Relayout is what a person would see after leaving the screen and coming back.
type Frames struct {
	roots map[fyne.CanvasObject]*node
	wants *node // the toolkit remembers but one
}

// node is what the toolkit remembers of an object between frames.
type node struct {
	obj              fyne.CanvasObject
	parent           *node
	firstChild, next *node
	least            fyne.Size
}

// NewFrames begins with an empty window.
func NewFrames() *Frames { return &Frames{roots: map[fyne.CanvasObject]*node{}} }

// Draw draws a few frames, as many as pass before somebody looks.
func (f *Frames) Draw(root fyne.CanvasObject) {
	if f.roots[root] == nil {
		f.roots[root] = &node{obj: root}
	}
	for range 4 {
		f.wants = nil
		f.walk(f.roots[root])
	}
}

func (f *Frames) walk(n *node) {
	if !n.obj.Visible() {
		return
	}
	var prev *node
	child := n.firstChild
	for _, o := range still.Children(n.obj) {
		if o == nil || !o.Visible() {
			continue
		}
		if child != nil && child.obj != o {
			child = nil
		}
		if child == nil {
			child = &node{obj: o, parent: n}
			if prev == nil {
				n.firstChild = child
			} else {
				prev.next = child
			}
		}
		f.walk(child)
		prev, child = child, child.next
	}
	if prev != nil {
		prev.next = nil
	} else {
		n.firstChild = nil
	}
	f.fit(n)
}

// fit does what the toolkit does once the children of an object are done with.
func (f *Frames) fit(n *node) {
	if f.wants == n {
		layOut(n.obj)
		f.wants = nil
	}
	least := n.obj.MinSize()
	if n.least == least {
		return
	}
	n.least = least
	if n.parent != nil {
		f.wants = n.parent
	} else {
		layOut(n.obj)
	}
}

func layOut(o fyne.CanvasObject) {
	switch x := o.(type) {
	case *fyne.Container:
		if x.Layout != nil {
			x.Layout.Layout(x.Objects, x.Size())
		}
	case fyne.Widget:
		test.WidgetRenderer(x).Layout(x.Size())
	}
}

// Drawn tells what stands elsewhere in the frames drawn than it should.
func (f *Frames) Drawn(root fyne.CanvasObject) (faults []string) {
	f.Draw(root)
	seen := map[fyne.CanvasObject]rect{}
	walk(root, func(s spot) bool { seen[s.obj] = s.box(); return true })
	Relayout(root)
	walk(root, func(s spot) bool {
		was, is := seen[s.obj], s.box()
		if words := Texts(s.obj); len(words) > 0 && (abs(was.y0-is.y0) > 1 || abs(was.x0-is.x0) > 1) {
			faults = append(faults, fmt.Sprintf("%T %q is drawn at %.0f,%.0f and belongs to %.0f,%.0f", s.obj, words[:min(2, len(words))], was.x0, was.y0, is.x0, is.y0))
			return false
		}
		return true
	})
	return faults
}
