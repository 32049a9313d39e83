package kit

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"yingbin/data"
)

// MonthView is a month of days to pick from, weeks from Monday. Arrows move by
// day and week, Page Up and Page Down by month, Enter or Space picks.
type MonthView struct {
	widget.BaseWidget
	keyed
	words           Words
	today, selected data.Day
	at              data.Day // where the keyboard stands; its month is shown
	title           *Text
	prev, next      *key
	heads           [7]*Text
	days            [42]*key
	d               *drawing

	// OnPicked is called with the day somebody picked.
	OnPicked func(data.Day)
}

// NewMonthView shows the month of the selected day.
func NewMonthView(selected, today data.Day, w Words) *MonthView {
	m := &MonthView{words: w, selected: selected, today: today, at: selected, title: NewText("", Section.Aligned(fyne.TextAlignCenter))}
	if m.at == "" {
		m.at = today
	}
	m.self, m.changed = m, m.paint
	size := fyne.NewSquareSize(Size(SizeTouch))
	m.prev = newKey("", "chevron-left", size, func() { m.grab(); m.move(sameMonth(m.at, -1)) })
	m.next = newKey("", "chevron-right", size, func() { m.grab(); m.move(sameMonth(m.at, 1)) })
	m.d = &drawing{objects: []fyne.CanvasObject{m.title, m.prev, m.next}, min: m.size, layout: m.place}
	for i := range m.heads {
		m.heads[i] = NewText(w.Say(fmt.Sprintf("common.weekdayShort.%d", (i+1)%7)), Label.Aligned(fyne.TextAlignCenter))
		m.d.objects = append(m.d.objects, m.heads[i])
	}
	for i := range m.days {
		k := newKey("", "", size, nil)
		k.round, k.line = true, ""
		m.days[i] = k
		m.d.objects = append(m.d.objects, k)
	}
	m.d.refresh = func() { m.paint(); m.place(m.Size()) }
	m.ExtendBaseWidget(m)
	return m
}

// SetSelected marks another day and shows its month.
func (m *MonthView) SetSelected(d data.Day) {
	m.selected, m.at = d, d
	m.paint()
}

func (m *MonthView) move(d data.Day) {
	m.at = d
	m.paint()
}

func (m *MonthView) pick(d data.Day) {
	m.selected, m.at = d, d
	m.paint()
	if m.OnPicked != nil {
		m.OnPicked(d)
	}
}

// TypedKey moves and picks.
func (m *MonthView) TypedKey(ev *fyne.KeyEvent) {
	m.byKey()
	switch ev.Name {
	case fyne.KeyLeft:
		m.move(m.at.Plus(-1))
	case fyne.KeyRight:
		m.move(m.at.Plus(1))
	case fyne.KeyUp:
		m.move(m.at.Plus(-7))
	case fyne.KeyDown:
		m.move(m.at.Plus(7))
	case fyne.KeyPageUp:
		m.move(sameMonth(m.at, -1))
	case fyne.KeyPageDown:
		m.move(sameMonth(m.at, 1))
	case fyne.KeyHome:
		m.move(m.today)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.pick(m.at)
	default:
		bubble(m, ev)
	}
}

// CreateRenderer links the widget to its drawing.
func (m *MonthView) CreateRenderer() fyne.WidgetRenderer {
	m.paint()
	return m.d
}

func (m *MonthView) paint() {
	t := m.at.Date()
	m.title.SetText(MonthName(m.words, t.Year(), t.Month()))
	for i, d := range daysOfMonth(m.at) {
		k := m.days[i]
		k.act = func() { m.grab(); m.pick(d) }
		k.label.SetText(strconv.Itoa(d.Date().Day()))
		k.fill, k.line, k.thick, k.style = "", "", 0, Body.Aligned(fyne.TextAlignCenter)
		switch {
		case d == m.selected:
			k.fill, k.style = ColorJade, BodyBold.In(ColorOnJade).Aligned(fyne.TextAlignCenter)
		case d == m.today:
			k.fill, k.style = ColorJadeSoft, BodyBold.In(ColorJade).Aligned(fyne.TextAlignCenter)
		case d.Date().Month() != t.Month():
			k.style = k.style.In(ColorQuiet)
		}
		if m.ring() && d == m.at {
			k.line, k.thick = ColorJade, Size(SizeFocus)
		}
		k.paint()
	}
}

func (m *MonthView) size() fyne.Size {
	t := Size(SizeTouch)
	return fyne.NewSize(7*t, t+m.heads[0].MinSize().Height+2*Size(SizeGap)+6*t)
}

func (m *MonthView) place(size fyne.Size) {
	t, gap := Size(SizeTouch), Size(SizeGap)
	w := size.Width / 7
	place(m.prev, 0, 0, t, t)
	place(m.next, size.Width-t, 0, t, t)
	place(m.title, t, 0, size.Width-2*t, t)
	y := t + gap
	h := m.heads[0].MinSize().Height
	for i, head := range m.heads {
		place(head, float32(i)*w, y, w, h)
	}
	y += h + gap
	for i, k := range m.days {
		place(k, float32(i%7)*w+(w-t)/2, y+float32(i/7)*t, t, t)
	}
}
