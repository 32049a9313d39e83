package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// cover lies over an entry and sorts out what a finger means: the toolkit's own
// entry takes every drag for selecting and every turn of the wheel for itself,
// so that a form could not be scrolled by a finger that began on a field.
type cover struct {
	widget.BaseWidget
	entry   *entry
	decided bool
	view    *Scroll // the view that this drag moves, nil while it selects
}

// wheelCover is the cover of a field of one line, which needs no wheel itself.
type wheelCover struct{ cover }

func newCover(e *entry) fyne.CanvasObject {
	if e.MultiLine {
		c := &cover{entry: e}
		c.ExtendBaseWidget(c)
		return c
	}
	c := &wheelCover{cover{entry: e}}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer draws nothing.
func (c *cover) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{layout: func(fyne.Size) {}, min: func() fyne.Size { return fyne.NewSize(0, 0) }}
}

// Cursor shows where one can type.
func (c *cover) Cursor() desktop.Cursor { return c.entry.Cursor() }

// MouseDown puts the cursor there. The view must not move under the finger, or
// the finger would be let go over something else and take the cursor away again.
func (c *cover) MouseDown(ev *desktop.MouseEvent) {
	pressed = nil
	c.entry.pointed = true
	c.entry.MouseDown(ev)
	c.entry.pointed = false
}

// MouseUp ends it.
func (c *cover) MouseUp(ev *desktop.MouseEvent) { c.entry.MouseUp(ev) }

// Tapped brings all of the field into view: MouseDown has given the focus.
func (c *cover) Tapped(ev *fyne.PointEvent) {
	c.entry.Tapped(ev)
	if c.entry.here {
		reveal(c.entry.field)
	}
}

// TappedSecondary opens the entry's menu.
func (c *cover) TappedSecondary(ev *fyne.PointEvent) { c.entry.TappedSecondary(ev) }

// Dragged selects along the line and scrolls across it.
func (c *cover) Dragged(ev *fyne.DragEvent) {
	if !c.decided {
		c.decided = true
		if !c.entry.MultiLine && abs(ev.Dragged.DY) > abs(ev.Dragged.DX) {
			c.view = enclosing(c.entry.field)
		}
	}
	if c.view != nil {
		c.view.Dragged(ev)
		return
	}
	c.entry.Dragged(ev)
}

// DragEnd ends it.
func (c *cover) DragEnd() {
	if c.view != nil {
		c.view.DragEnd()
	} else {
		c.entry.DragEnd()
	}
	c.decided, c.view = false, nil
}

// Scrolled turns the view that the field lies in.
func (c *wheelCover) Scrolled(ev *fyne.ScrollEvent) {
	if v := enclosing(c.entry.field); v != nil {
		v.Scrolled(ev)
	}
}
