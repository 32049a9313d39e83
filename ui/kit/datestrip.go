package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"yingbin/data"
)

// calendarCode is the chip that opens the month; no day is written so.
const calendarCode = "calendar"

// DateStrip chooses a day: 昨天, 今天, the next few, and a month behind them.
type DateStrip struct {
	widget.BaseWidget
	words           Words
	today, selected data.Day
	back, ahead     int
	chips           *Chips

	// OnChanged is called after somebody chose another day.
	OnChanged func(data.Day)
}

// NewDateStrip makes a strip around today.
func NewDateStrip(today, selected data.Day, w Words) *DateStrip {
	s := &DateStrip{words: w, today: today, selected: selected, back: 1, ahead: 5, chips: NewChips("", nil)}
	s.chips.OnChanged = s.chosen
	s.deal()
	s.ExtendBaseWidget(s)
	return s
}

// SetSpan says how many days before and after today have chips of their own.
func (s *DateStrip) SetSpan(back, ahead int) *DateStrip {
	s.back, s.ahead = back, ahead
	s.deal()
	return s
}

// SetLabel names the strip.
func (s *DateStrip) SetLabel(label string) *DateStrip {
	s.chips.SetLabel(label)
	s.Refresh()
	return s
}

// SetFault says below the strip what is wrong; "" clears it.
func (s *DateStrip) SetFault(msg string) {
	s.chips.SetFault(msg)
	s.Refresh()
}

// SetToday moves the strip when the day has changed.
func (s *DateStrip) SetToday(d data.Day) {
	s.today = d
	s.deal()
}

// Selected gives the day chosen.
func (s *DateStrip) Selected() data.Day { return s.selected }

// SetSelected chooses a day without telling OnChanged.
func (s *DateStrip) SetSelected(d data.Day) {
	s.selected = d
	s.deal()
}

func (s *DateStrip) deal() {
	var all []Choice
	seen := false
	for i := -s.back; i <= s.ahead; i++ {
		d := s.today.Plus(i)
		seen = seen || d == s.selected
		all = append(all, Choice{Code: string(d), Label: s.name(d, i)})
	}
	if !seen && s.selected != "" {
		chosen := Choice{Code: string(s.selected), Label: DayName(s.words, s.selected)}
		if s.selected < s.today {
			all = append([]Choice{chosen}, all...)
		} else {
			all = append(all, chosen)
		}
	}
	all = append(all, Choice{Code: calendarCode, Label: s.words.Say("common.calendar")})
	s.chips.SetChoices(all)
	s.chips.Select(string(s.selected))
}

func (s *DateStrip) name(d data.Day, away int) string {
	switch away {
	case -1:
		return s.words.Say("common.yesterday")
	case 0:
		return s.words.Say("common.today") + " " + s.words.Say("common.date.d", d.Date().Day())
	}
	return s.words.Say("common.date.dw", d.Date().Day(), int(d.Date().Weekday()))
}

func (s *DateStrip) chosen() {
	code := s.chips.Selected()
	if code != calendarCode {
		s.pick(data.Day(code))
		return
	}
	s.chips.Select(string(s.selected))
	month := NewMonthView(s.selected, s.today, s.words)
	anchor := fyne.CanvasObject(s.chips)
	if all := s.chips.visible(); len(all) > 0 {
		anchor = all[len(all)-1]
	}
	shut := PopUp(anchor, month, nil)
	month.OnPicked = func(d data.Day) {
		shut()
		s.pick(d)
	}
}

func (s *DateStrip) pick(d data.Day) {
	if d == s.selected {
		return
	}
	s.selected = d
	s.deal()
	if s.OnChanged != nil {
		s.OnChanged(d)
	}
}

// Held lists what is inside.
func (s *DateStrip) Held() []fyne.CanvasObject { return []fyne.CanvasObject{s.chips} }

// CreateRenderer links the widget to its drawing.
func (s *DateStrip) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(s.chips)
}
