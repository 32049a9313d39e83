package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"yingbin/data"
)

// TimeGrid chooses a half hour of a day.
type TimeGrid struct {
	widget.BaseWidget
	cal      data.Calendar
	from, to data.Slot
	taken    func(data.Slot) bool
	chips    *Chips

	// OnChanged is called after somebody chose.
	OnChanged func(data.Slot)
}

// NewTimeGrid offers the half hours of [from, to).
func NewTimeGrid(label string, cal data.Calendar, from, to data.Slot) *TimeGrid {
	g := &TimeGrid{cal: cal, from: from, to: to, chips: NewChips(label, nil)}
	g.chips.OnChanged = func() {
		if s, ok := g.Selected(); ok && g.OnChanged != nil {
			g.OnChanged(s)
		}
	}
	g.deal()
	g.ExtendBaseWidget(g)
	return g
}

// SetSpan offers other half hours.
func (g *TimeGrid) SetSpan(from, to data.Slot) {
	g.from, g.to = from, to
	g.deal()
}

// SetTaken says which can't be chosen.
func (g *TimeGrid) SetTaken(taken func(data.Slot) bool) {
	g.taken = taken
	g.deal()
}

// Selected gives the half hour chosen, if one was.
func (g *TimeGrid) Selected() (data.Slot, bool) {
	n, err := strconv.ParseInt(g.chips.Selected(), 10, 64)
	return data.Slot(n), err == nil
}

// Select chooses without telling OnChanged.
func (g *TimeGrid) Select(s data.Slot) { g.chips.Select(slotCode(s)) }

// SetFault says below the grid what is wrong; "" clears it.
func (g *TimeGrid) SetFault(msg string) {
	g.chips.SetFault(msg)
	g.Refresh()
}

func slotCode(s data.Slot) string { return strconv.FormatInt(int64(s), 10) }

func (g *TimeGrid) deal() {
	var all []Choice
	for s := g.from; s < g.to; s++ {
		all = append(all, Choice{Code: slotCode(s), Label: g.cal.Clock(s.Start()), Disabled: g.taken != nil && g.taken(s)})
	}
	g.chips.SetChoices(all)
}

// Held lists what is inside.
func (g *TimeGrid) Held() []fyne.CanvasObject { return []fyne.CanvasObject{g.chips} }

// CreateRenderer links the widget to its drawing.
func (g *TimeGrid) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.chips) }
