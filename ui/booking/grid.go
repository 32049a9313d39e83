package booking

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"yingbin/data"
	"yingbin/ui/kit"
)

// boardGrid is the part of the board that scrolls. It takes taps, drags and
// keys.
type boardGrid struct {
	widget.BaseWidget
	board *bookingBoard
	view  boardView
	aside float32 // how far the columns are moved to the left, where they don't fit
	paint *boardPaint

	cursor struct {
		col  int
		slot data.Slot
	}
	hover   struct{ col, row int }
	focused bool
	byKey   bool
	shift   bool
	anchor  *cellAt // where Shift began

	drag  boardDrag
	clock func() time.Time

	// OnTap is called with the cell tapped and what stands there, nil for nothing.
	OnTap func(col int, s data.Slot, m *cellMark)
	// OnPointed is called after OnTap when it was a finger, not a key.
	OnPointed func()
	// OnSweep is called while the finger or Shift spans cells from one to another.
	OnSweep func(from, to cellAt)
	// OnLonger is called to make what is chosen one half hour longer or shorter.
	OnLonger func(by int)
}

// cellAt is a cell of the board.
type cellAt struct {
	Col  int
	Slot data.Slot
}

// boardDrag is the drag under way.
type boardDrag struct {
	on      bool
	started time.Time // when the finger came down
	at      fyne.Position
	dx, dy  float32
	how     dragHow
	begin   cellAt
}

type dragHow int

const (
	dragOpen  dragHow = iota // not clear yet
	dragView                 // moves the view down or up
	dragAside                // moves the columns
	dragSweep                // chooses cells
)

// holdToSweep is how long a finger rests before its drag chooses cells instead
// of moving the view.
const holdToSweep = 250 * time.Millisecond

func newBoardGrid(b *bookingBoard) *boardGrid {
	g := &boardGrid{board: b, clock: time.Now}
	g.hover.col, g.hover.row = -1, -1
	g.paint = newBoardPaint(g)
	g.ExtendBaseWidget(g)
	return g
}

// The measures of the board: a half hour is high enough for a finger.
func (g *boardGrid) row() float32  { return kit.Size(kit.SizeTouch) }
func (g *boardGrid) left() float32 { return kit.Size(kit.SizeTouch) + kit.Size(kit.SizeGap) }

// colWidth is the width of a column: what there is, but never too narrow for a
// name.
func (g *boardGrid) colWidth() float32 {
	n := float32(max(1, len(g.view.Columns)))
	return max((g.Size().Width-g.left())/n, 1.5*kit.Size(kit.SizeTouch))
}

// spill is how much of the columns is out of view.
func (g *boardGrid) spill() float32 {
	return max(0, g.left()+g.colWidth()*float32(len(g.view.Columns))-g.Size().Width-0.5)
}

func (g *boardGrid) x(col int) float32     { return g.left() + float32(col)*g.colWidth() - g.aside }
func (g *boardGrid) y(s data.Slot) float32 { return float32(s-g.view.From) * g.row() }

// cell finds the cell at a place.
func (g *boardGrid) cell(p fyne.Position) (cellAt, bool) {
	if p.X < g.left() || len(g.view.Columns) == 0 {
		return cellAt{}, false
	}
	at := cellAt{int((p.X - g.left() + g.aside) / g.colWidth()), g.view.From + data.Slot(p.Y/g.row())}
	return at, at.Col < len(g.view.Columns) && at.Slot < g.view.To && p.Y >= 0
}

// near gives the cell nearest to a place.
func (g *boardGrid) near(p fyne.Position) cellAt {
	col := int((p.X - g.left() + g.aside) / g.colWidth())
	s := g.view.From + data.Slot(math.Floor(float64(p.Y/g.row())))
	return cellAt{max(0, min(col, len(g.view.Columns)-1)), max(g.view.From, min(s, g.view.To-1))}
}

// markAt finds what stands in a cell, the topmost.
func (g *boardGrid) markAt(at cellAt) *cellMark {
	for i := len(g.view.Marks) - 1; i >= 0; i-- {
		if m := &g.view.Marks[i]; m.Col == at.Col && at.Slot >= m.From && at.Slot < m.To {
			return m
		}
	}
	return nil
}

// MouseDown remembers when the finger came down.
func (g *boardGrid) MouseDown(ev *desktop.MouseEvent) {
	g.drag = boardDrag{started: g.clock(), at: ev.Position}
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		g.byKey = false
		c.Focus(g)
	}
}

// MouseUp does nothing: taps and drags come apart.
func (g *boardGrid) MouseUp(*desktop.MouseEvent) {}

// Tapped chooses or opens what was tapped.
func (g *boardGrid) Tapped(ev *fyne.PointEvent) {
	at, ok := g.cell(ev.Position)
	if kit.TakesTap(ev.AbsolutePosition, [2]any{g, at}, false) && ok {
		g.point(at)
	}
}

// point is a tap by finger or mouse.
func (g *boardGrid) point(at cellAt) {
	g.tap(at)
	if g.OnPointed != nil {
		g.OnPointed()
	}
}

func (g *boardGrid) tap(at cellAt) {
	g.cursor.col, g.cursor.slot, g.anchor = at.Col, at.Slot, nil
	if g.OnTap != nil {
		g.OnTap(at.Col, at.Slot, g.markAt(at))
	}
	g.Refresh()
}

// Dragged moves the view, or chooses cells when the finger rested first, began
// on what is chosen, or goes sideways over columns that all fit.
func (g *boardGrid) Dragged(ev *fyne.DragEvent) {
	d := &g.drag
	if !d.on {
		at := ev.Position.Subtract(fyne.NewPos(ev.Dragged.DX, ev.Dragged.DY))
		*d = boardDrag{on: true, started: d.started, at: at, begin: g.near(at)}
	}
	d.dx, d.dy = d.dx+ev.Dragged.DX, d.dy+ev.Dragged.DY
	if d.how == dragOpen {
		if d.how = g.decide(); d.how == dragOpen {
			return
		}
		if d.how == dragView {
			ev = &fyne.DragEvent{PointEvent: ev.PointEvent, Dragged: fyne.NewDelta(0, d.dy)}
		}
	}
	switch d.how {
	case dragView:
		g.board.scroll.ScrollTo(g.board.scroll.Offset() - ev.Dragged.DY)
	case dragAside:
		g.moveAside(-ev.Dragged.DX)
	case dragSweep:
		if g.OnSweep != nil {
			g.OnSweep(d.begin, g.near(ev.Position))
		}
	}
}

// decide says what a drag is for, once it has gone beyond the slop.
func (g *boardGrid) decide() dragHow {
	d := &g.drag
	if math.Hypot(float64(d.dx), float64(d.dy)) < kit.Slop {
		return dragOpen
	}
	at, inside := g.cell(d.at)
	m := g.markAt(at)
	sideways := math.Abs(float64(d.dx)) > math.Abs(float64(d.dy))
	fits := g.board.scroll.Size().Height >= g.Size().Height
	switch {
	case inside && m != nil && m.Kind == markChosen:
		d.begin = cellAt{m.Col, m.From}
		return dragSweep
	case inside && (m == nil || m.Kind == markPlaces) && (!d.started.IsZero() && g.clock().Sub(d.started) >= holdToSweep || sideways && g.spill() == 0 || fits):
		return dragSweep
	case sideways && g.spill() > 0:
		return dragAside
	}
	return dragView
}

// DragEnd takes a drag that went nowhere as the tap it was meant to be.
func (g *boardGrid) DragEnd() {
	d := g.drag
	g.drag = boardDrag{}
	if d.on && d.how == dragOpen {
		if at, ok := g.cell(d.at); ok {
			g.point(at)
		}
	}
}

func (g *boardGrid) moveAside(by float32) {
	g.aside = max(0, min(g.aside+by, g.spill()))
	g.Refresh()
	g.board.head.Refresh()
}

// MouseIn begins to show where the pointer is.
func (g *boardGrid) MouseIn(ev *desktop.MouseEvent) { g.MouseMoved(ev) }

// MouseMoved shows the cell under the pointer.
func (g *boardGrid) MouseMoved(ev *desktop.MouseEvent) {
	at, ok := g.cell(ev.Position)
	col, row := at.Col, int(at.Slot-g.view.From)
	if !ok {
		col, row = -1, -1
	}
	if col != g.hover.col || row != g.hover.row {
		g.hover.col, g.hover.row = col, row
		g.paint.point()
	}
}

// MouseOut takes the mark away.
func (g *boardGrid) MouseOut() {
	g.hover.col, g.hover.row = -1, -1
	g.paint.point()
}

// FocusGained shows the cursor.
func (g *boardGrid) FocusGained() {
	g.focused = true
	g.paint.point()
}

// FocusLost hides it.
func (g *boardGrid) FocusLost() {
	g.focused, g.byKey, g.shift, g.anchor = false, false, false, nil
	g.paint.point()
}

// KeyDown notes that Shift is held: it spans cells.
func (g *boardGrid) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		g.shift = true
	}
}

// KeyUp notes that Shift is let go.
func (g *boardGrid) KeyUp(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		g.shift, g.anchor = false, nil
	}
}

// TypedRune makes what is chosen longer or shorter.
func (g *boardGrid) TypedRune(r rune) {
	if g.OnLonger == nil {
		return
	}
	switch r {
	case '+', '=', '＋':
		g.OnLonger(1)
	case '-', '－':
		g.OnLonger(-1)
	}
}

// TypedKey moves the cursor and chooses. Enter on what is chosen is left to the
// screen: it books.
func (g *boardGrid) TypedKey(ev *fyne.KeyEvent) {
	here := cellAt{g.cursor.col, g.cursor.slot}
	to := here
	switch ev.Name {
	case fyne.KeyUp:
		to.Slot--
	case fyne.KeyDown:
		to.Slot++
	case fyne.KeyLeft:
		to.Col--
	case fyne.KeyRight:
		to.Col++
	case fyne.KeySpace:
		g.tap(here)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if m := g.markAt(here); m == nil || m.Kind != markChosen {
			g.tap(here)
			return
		}
		g.bubble(ev)
		return
	default:
		g.bubble(ev)
		return
	}
	g.byKey = true
	to.Col = max(0, min(to.Col, len(g.view.Columns)-1))
	to.Slot = max(g.view.From, min(to.Slot, g.view.To-1))
	if g.shift {
		if g.anchor == nil {
			g.anchor = &here
		}
		if g.OnSweep != nil {
			g.OnSweep(*g.anchor, to)
		}
	} else {
		g.anchor = nil
	}
	g.cursor.col, g.cursor.slot = to.Col, to.Slot
	g.reveal()
}

// reveal brings the cursor into view.
func (g *boardGrid) reveal() {
	view := g.board.scroll
	y, row := g.y(g.cursor.slot), g.row()
	switch {
	case y < view.Offset():
		view.ScrollTo(y)
	case y+row > view.Offset()+view.Size().Height:
		view.ScrollTo(y + row - view.Size().Height)
	}
	switch x := g.x(g.cursor.col); {
	case x < g.left():
		g.moveAside(x - g.left())
	case x+g.colWidth() > g.Size().Width:
		g.moveAside(x + g.colWidth() - g.Size().Width)
	}
	g.paint.point()
}

func (g *boardGrid) bubble(ev *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// CreateRenderer links the widget to its drawing.
func (g *boardGrid) CreateRenderer() fyne.WidgetRenderer {
	g.paint.draw()
	return g.paint
}
