package records

import (
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
)

// period chooses the days of a record: one day from a strip, or a stretch of
// them by its usual name or by its two ends.
type period struct {
	sh       screen.Shell
	changed  func()
	from, to data.Day
	strip    *kit.DateStrip
	usual    *kit.Chips
	ends     fyne.CanvasObject
	first    *kit.Button
	last     *kit.Button
	all      *fyne.Container
}

// The usual stretches of days.
const (
	spanToday     = "today"
	spanYesterday = "yesterday"
	spanWeek      = "week"
	spanMonth     = "month"
	spanLast      = "lastMonth"
	spanOwn       = "own"
)

func newPeriod(sh screen.Shell, changed func()) *period {
	p := &period{sh: sh, changed: changed}
	today := p.today()
	p.from, p.to = today, today
	p.strip = kit.NewDateStrip(today, today, sh).SetSpan(2, 2)
	p.strip.OnChanged = func(d data.Day) { p.take(d, d) }
	say := sh.Say
	p.usual = kit.NewChips("", []kit.Choice{
		{Code: spanToday, Label: say("common.today")}, {Code: spanYesterday, Label: say("common.yesterday")},
		{Code: spanWeek, Label: say("common.thisWeek")}, {Code: spanMonth, Label: say("common.thisMonth")},
		{Code: spanLast, Label: say("common.lastMonth")}, {Code: spanOwn, Label: say("supervisor.ownSpan")},
	})
	p.usual.OnChanged = p.named
	p.first = kit.NewButton("", kit.Secondary, func() { p.pick(p.first, p.from, p.setFirst) })
	p.last = kit.NewButton("", kit.Secondary, func() { p.pick(p.last, p.to, p.setLast) })
	p.ends = kit.HBox(p.first, kit.NewText(say("supervisor.until"), kit.Label), p.last)
	p.all = kit.VBox(p.strip, p.usual, p.ends)
	p.show(paper.Day)
	return p
}

func (p *period) today() data.Day { return p.sh.Settings().Calendar.Day(p.sh.Now()) }

// set shows what a record needs, with these days; none is today.
func (p *period) set(span paper.Span, from, to data.Day) {
	if !from.Valid() {
		from = p.today()
	}
	if !to.Valid() || to < from || span != paper.Range {
		to = from
	}
	p.from, p.to = from, to
	p.strip.SetSelected(from)
	p.usual.Select(nameOf(p.today(), from, to))
	p.show(span)
}

func (p *period) show(span paper.Span) {
	hide := func(o fyne.CanvasObject, hidden bool) {
		if hidden {
			o.Hide()
		} else {
			o.Show()
		}
	}
	hide(p.strip, span != paper.Day)
	hide(p.usual, span != paper.Range)
	hide(p.ends, span != paper.Range || p.usual.Selected() != spanOwn)
	p.first.SetText(kit.DayName(p.sh, p.from))
	p.last.SetText(kit.DayName(p.sh, p.to))
	p.all.Refresh()
}

func (p *period) take(from, to data.Day) {
	p.from, p.to = from, to
	p.changed()
}

// named takes a stretch by its name.
func (p *period) named() {
	code := p.usual.Selected()
	if code != spanOwn {
		p.from, p.to = stretch(p.today(), code)
	}
	p.show(paper.Range)
	p.changed()
}

func (p *period) pick(anchor fyne.CanvasObject, at data.Day, set func(data.Day)) {
	month := kit.NewMonthView(at, p.today(), p.sh)
	shut := kit.PopUp(anchor, month, nil)
	month.OnPicked = func(d data.Day) {
		shut()
		set(d)
		p.show(paper.Range)
		p.changed()
	}
}

func (p *period) setFirst(d data.Day) { p.from, p.to = d, max(d, p.to) }
func (p *period) setLast(d data.Day)  { p.from, p.to = min(d, p.from), d }

// stretch gives the days a name stands for; weeks begin on Monday.
func stretch(today data.Day, name string) (from, to data.Day) {
	date := today.Date()
	switch name {
	case spanYesterday:
		return today.Plus(-1), today.Plus(-1)
	case spanWeek:
		from = today.Plus(-(int(date.Weekday()) + 6) % 7)
		return from, from.Plus(6)
	case spanMonth:
		from = today.Plus(1 - date.Day())
		return from, monthEnd(from)
	case spanLast:
		to = today.Plus(-date.Day())
		return to.Plus(1 - to.Date().Day()), to
	}
	return today, today
}

func monthEnd(first data.Day) data.Day {
	d := first.Date()
	next := time.Date(d.Year(), d.Month()+1, 1, 0, 0, 0, 0, time.UTC)
	return data.Day(next.Format(time.DateOnly)).Plus(-1)
}

// nameOf gives the name of a stretch, its own where it has none.
func nameOf(today, from, to data.Day) string {
	for _, name := range []string{spanToday, spanYesterday, spanWeek, spanMonth, spanLast} {
		if f, t := stretch(today, name); f == from && t == to {
			return name
		}
	}
	return spanOwn
}
