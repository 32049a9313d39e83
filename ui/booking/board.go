package booking

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"yingbin/data"
	"yingbin/ui/kit"
)

// boardColumn is one court of the board. Note stands below its name.
type boardColumn struct {
	Name, Note string
	From, To   data.Slot // when it can be had at all
}

// boardView is all that the board shows.
type boardView struct {
	Columns  []boardColumn
	Marks    []cellMark
	From, To data.Slot
	Now      data.Time // 0 when the day is not today
	Past     data.Slot // half hours before it can't be chosen
	Clock    func(data.Time) string
}

// bookingBoard draws courts across and half hours down. Its head stays while
// the rest is scrolled.
type bookingBoard struct {
	widget.BaseWidget
	head   *boardHead
	grid   *boardGrid
	scroll *kit.Scroll
	toward data.Slot // to be brought to the top once there is a size, 0 for none
}

func newBookingBoard() *bookingBoard {
	b := &bookingBoard{}
	b.grid = newBoardGrid(b)
	b.head = &boardHead{board: b}
	b.head.ExtendBaseWidget(b.head)
	b.scroll = kit.NewScroll(b.grid)
	b.ExtendBaseWidget(b)
	return b
}

// Put draws other contents and keeps the place.
func (b *bookingBoard) Put(v boardView) {
	b.grid.view = v
	b.grid.cursor.col = max(0, min(b.grid.cursor.col, len(v.Columns)-1))
	b.grid.cursor.slot = max(v.From, min(b.grid.cursor.slot, v.To-1))
	b.Refresh()
	b.grid.Refresh()
	b.scroll.Refresh() // the day may be longer or shorter than the one before
	b.head.Refresh()
}

// ScrollTo brings a half hour to the top.
func (b *bookingBoard) ScrollTo(s data.Slot) {
	b.toward = s
	if b.scroll.Size().Height <= 0 {
		return
	}
	b.toward = 0
	b.scroll.ScrollTo(float32(s-b.grid.view.From) * b.grid.row())
}

// Seen gives the half hours that are in view.
func (b *bookingBoard) Seen() (from, to data.Slot) {
	row := b.grid.row()
	from = b.grid.view.From + data.Slot(math.Round(float64(b.scroll.Offset()/row)))
	return from, min(b.grid.view.To, from+data.Slot(b.scroll.Size().Height/row))
}

// Held lists what is inside.
func (b *bookingBoard) Held() []fyne.CanvasObject { return []fyne.CanvasObject{b.head, b.scroll} }

// CreateRenderer links the widget to its drawing.
func (b *bookingBoard) CreateRenderer() fyne.WidgetRenderer { return &boardRenderer{b} }

type boardRenderer struct{ b *bookingBoard }

func (r *boardRenderer) Layout(size fyne.Size) {
	h := r.b.head.MinSize().Height
	r.b.head.Move(fyne.NewPos(0, 0))
	r.b.head.Resize(fyne.NewSize(size.Width, h))
	r.b.scroll.Move(fyne.NewPos(0, h))
	r.b.scroll.Resize(fyne.NewSize(size.Width, max(0, size.Height-h)))
	r.b.head.Refresh()
	if r.b.toward != 0 {
		r.b.ScrollTo(r.b.toward)
	}
}
func (r *boardRenderer) MinSize() fyne.Size {
	return fyne.NewSize(4*kit.Size(kit.SizeTouch), 6*kit.Size(kit.SizeTouch))
}
func (r *boardRenderer) Refresh()                     { r.Layout(r.b.Size()) }
func (r *boardRenderer) Objects() []fyne.CanvasObject { return r.b.Held() }
func (r *boardRenderer) Destroy()                     {}
