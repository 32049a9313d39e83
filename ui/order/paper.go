package order

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the 吧台日报 reads.
type PaperOffice interface {
	BarDay(ctx context.Context, day data.Day) (data.BarDay, error)
}

// Papers are the register's records. A nil office will do to list them.
func Papers(o PaperOffice) []paper.Record {
	return []paper.Record{{Name: "barday", Title: "bar.day.title", Span: paper.Day, List: true,
		Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) {
			day, err := o.BarDay(ctx, a.From)
			if err != nil {
				return nil, err
			}
			return (&barDayPaper{a, day}).lay(), nil
		}}}
}

// barDayPaper is a day of the bar on its way to paper.
type barDayPaper struct {
	paper.Ask
	day data.BarDay
}

// span is a length of time in minutes and seconds, or a dash where there was none.
func (b *barDayPaper) span(d time.Duration) string {
	if d <= 0 {
		return b.Say("bar.day.none")
	}
	return fmt.Sprintf("%d:%02d", int(d/time.Minute), int(d/time.Second)%60)
}

func (b *barDayPaper) lay() *paper.Document {
	set, d := b.Setup("bar.day.title"), b.day
	set.Name = "barday-" + string(b.From)
	set.Facts = []string{b.Say("bar.day.orders", d.Orders), b.Say("bar.day.cups", d.Cups), b.Say("bar.day.mean", b.span(d.Waits.Mean())),
		b.Say("bar.day.longest", b.span(d.Waits.Longest)), b.Say("bar.day.over", b.Settings.OrderLate, d.Waits.Late), b.Say("bar.day.voided", d.Voided)}
	if d.Open > 0 {
		set.Facts = append(set.Facts, b.Say("bar.day.open", d.Open))
	}
	s := paper.NewSheet(set).Add(b.drinks()).Add(b.hours())
	if len(d.Reasons) > 0 { // a day without any has no such part
		s.Add(b.voids())
	}
	return s.Sign("bar.day.keeper", "common.supervisor").Finish()
}

// drunk is a drink with the kind it is of.
type drunk struct {
	kind  data.BarKind
	drink data.BarDrink
}

// drinks are the drinks by kind across the hours they were ordered in.
func (b *barDayPaper) drinks() paper.Listed {
	cols := []paper.Col[drunk]{{Head: "bar.day.drink", Width: 34, Text: func(d drunk) string { return d.drink.Name }}}
	total := []paper.Value{paper.Words(b.Say("common.total"))}
	for _, h := range b.day.Hours {
		cols = append(cols, paper.Col[drunk]{Label: strconv.Itoa(h.Hour), Width: 9.5, Align: paper.Right, Some: func(d drunk) int { return d.drink.ByHour[h.Hour] }})
		total = append(total, paper.Some(h.Cups))
	}
	cols = append(cols, paper.Col[drunk]{Head: "common.total", Width: 13, Align: paper.Right, Value: func(d drunk) paper.Value { return paper.Number(d.drink.Cups).Bold(true) }})
	var rows []drunk
	for _, k := range b.day.Kinds {
		for _, d := range k.Drinks {
			rows = append(rows, drunk{k, d})
		}
	}
	list := paper.List[drunk]{Title: b.Say("bar.day.drinks"), Note: b.Say("bar.day.drinksNote"), Columns: cols, Rows: rows,
		Group: &paper.Group[drunk]{Head: "common.kind", Value: func(d drunk) paper.Value {
			kind := b.Say("menu.kind." + d.kind.Kind)
			return paper.Words(kind).As(b.Say("bar.day.kind", kind, d.kind.Cups))
		}}}
	if len(rows) > 0 {
		list.Total = append(total, paper.Number(b.day.Cups))
	}
	return list
}

// hours are how the waiting went, hour by hour.
func (b *barDayPaper) hours() paper.Listed {
	type row = data.BarHour
	over := func(n int) string { return b.Say("bar.day.overHead", n) }
	list := paper.List[row]{Title: b.Say("bar.day.waits"), Note: b.Say("bar.day.waitsNote"), Rows: b.day.Hours, Columns: []paper.Col[row]{
		{Head: "bar.day.hour", Width: 30, Text: func(h row) string { return fmt.Sprintf("%02d:00–%02d:00", h.Hour, (h.Hour+1)%24) }},
		{Head: "bar.day.ordersHead", Width: 20, Align: paper.Right, Number: func(h row) int { return h.Orders }},
		{Head: "bar.day.cupsHead", Width: 20, Align: paper.Right, Number: func(h row) int { return h.Cups }},
		{Head: "bar.day.meanHead", Width: 26, Align: paper.Right, Text: func(h row) string { return b.span(h.Waits.Mean()) }},
		{Head: "bar.day.longestHead", Width: 26, Align: paper.Right, Text: func(h row) string { return b.span(h.Waits.Longest) }},
		{Label: over(b.Settings.OrderSoon), Width: 26, Align: paper.Right, Some: func(h row) int { return h.Waits.Soon + h.Waits.Late }},
		{Label: over(b.Settings.OrderLate), Width: 26, Align: paper.Right, Value: func(h row) paper.Value { return paper.Some(h.Waits.Late).Bold(true) }},
	}}
	if w := b.day.Waits; len(b.day.Hours) > 0 {
		list.Total = []paper.Value{paper.Words(b.Say("common.total")), paper.Number(b.day.Orders), paper.Number(b.day.Cups),
			paper.Words(b.span(w.Mean())), paper.Words(b.span(w.Longest)), paper.Some(w.Soon + w.Late), paper.Some(w.Late)}
	}
	return list
}

// voids are why drinks were cancelled.
func (b *barDayPaper) voids() paper.Listed {
	type row = data.BarReason
	return paper.List[row]{Title: b.Say("bar.day.voids"), Rows: b.day.Reasons, Columns: []paper.Col[row]{
		{Head: "common.reason", Width: 120, Text: func(r row) string { return r.Why }},
		{Head: "bar.day.lines", Width: 30, Align: paper.Right, Number: func(r row) int { return r.N }},
	}}
}
