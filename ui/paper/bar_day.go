package paper

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"yingbin/data"
)

// barDaySource is what the 吧台日报 reads.
type barDaySource interface {
	BarDay(ctx context.Context, day data.Day) (data.BarDay, error)
}

var _ = announce(Record{Name: "barday", Title: "bar.day.title", Order: 100, Span: Day, Make: record(
	func(ctx context.Context, o barDaySource, a Ask) (*Document, error) {
		day, err := o.BarDay(ctx, a.From)
		if err != nil {
			return nil, err
		}
		return (&barDayPaper{a, a.Settings.Defaults(), day}).lay(), nil
	})})

// barDayPaper is a day of the bar on its way to paper.
type barDayPaper struct {
	ask Ask
	set data.Settings
	day data.BarDay
}

func (b *barDayPaper) say(key string, args ...any) string { return b.ask.Lex.Say(key, args...) }

// span is a length of time in minutes and seconds, or a dash where there was none.
func (b *barDayPaper) span(d time.Duration) string {
	if d <= 0 {
		return b.say("bar.day.none")
	}
	return fmt.Sprintf("%d:%02d", int(d/time.Minute), int(d/time.Second)%60)
}

func (b *barDayPaper) lay() *Document {
	b.ask.To = b.ask.From
	set, d := b.ask.Setup("bar.day.title"), b.day
	set.Name = "barday-" + string(b.ask.From)
	set.Facts = []string{b.say("bar.day.orders", d.Orders), b.say("bar.day.cups", d.Cups), b.say("bar.day.mean", b.span(d.Waits.Mean())),
		b.say("bar.day.longest", b.span(d.Waits.Longest)), b.say("bar.day.over", b.set.OrderLate, d.Waits.Late), b.say("bar.day.voided", d.Voided)}
	if d.Open > 0 {
		set.Facts = append(set.Facts, b.say("bar.day.open", d.Open))
	}
	s := NewSheet(set)
	b.layDrinks(s)
	b.layHours(s)
	b.layVoids(s)
	s.Signatures(SignBox{Role: b.say("bar.day.keeper")}, SignBox{Role: b.say("common.supervisor")})
	return s.Finish()
}

// some is a number, or nothing where it is none: an empty cell is read faster
// than a zero.
func some(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// layDrinks is drinks by kind across the hours they were ordered in.
func (b *barDayPaper) layDrinks(s *Sheet) {
	s.Heading(b.say("bar.day.drinks"), b.say("bar.day.drinksNote"))
	cols := []Column{{Head: b.say("bar.day.drink"), Width: 34}}
	for _, h := range b.day.Hours {
		cols = append(cols, Column{Head: strconv.Itoa(h.Hour), Width: 9.5, Align: Right})
	}
	t := s.Table(append(cols, Column{Head: b.say("common.total"), Width: 13, Align: Right})...)
	for _, k := range b.day.Kinds {
		t.Section(b.say("bar.day.kind", b.say("menu.kind."+k.Kind), k.Cups))
		for _, drink := range k.Drinks {
			row := []Cell{{S: drink.Name}}
			for _, h := range b.day.Hours {
				row = append(row, Cell{S: some(drink.ByHour[h.Hour])})
			}
			t.Row(append(row, Cell{S: strconv.Itoa(drink.Cups), Bold: true})...)
		}
	}
	if len(b.day.Kinds) == 0 {
		return
	}
	sum := []Cell{{S: b.say("common.total")}}
	for _, h := range b.day.Hours {
		sum = append(sum, Cell{S: some(h.Cups)})
	}
	t.Total(append(sum, Cell{S: strconv.Itoa(b.day.Cups)})...)
}

// layHours is how the waiting went, hour by hour.
func (b *barDayPaper) layHours(s *Sheet) {
	s.Heading(b.say("bar.day.waits"), b.say("bar.day.waitsNote"))
	t := s.Table(Column{Head: b.say("bar.day.hour"), Width: 30}, Column{Head: b.say("bar.day.ordersHead"), Width: 20, Align: Right},
		Column{Head: b.say("bar.day.cupsHead"), Width: 20, Align: Right}, Column{Head: b.say("bar.day.meanHead"), Width: 26, Align: Right},
		Column{Head: b.say("bar.day.longestHead"), Width: 26, Align: Right}, Column{Head: b.say("bar.day.overHead", b.set.OrderSoon), Width: 26, Align: Right},
		Column{Head: b.say("bar.day.overHead", b.set.OrderLate), Width: 26, Align: Right})
	row := func(name string, orders, cups int, w data.Waits) []Cell {
		return []Cell{{S: name}, {S: strconv.Itoa(orders)}, {S: strconv.Itoa(cups)}, {S: b.span(w.Mean())}, {S: b.span(w.Longest)}, {S: some(w.Soon + w.Late)}, {S: some(w.Late), Bold: true}}
	}
	for _, h := range b.day.Hours {
		t.Row(row(fmt.Sprintf("%02d:00–%02d:00", h.Hour, (h.Hour+1)%24), h.Orders, h.Cups, h.Waits)...)
	}
	if len(b.day.Hours) > 0 {
		t.Total(row(b.say("common.total"), b.day.Orders, b.day.Cups, b.day.Waits)...)
	}
}

// layVoids is why drinks were cancelled; a day without any has no such part.
func (b *barDayPaper) layVoids(s *Sheet) {
	if len(b.day.Reasons) == 0 {
		return
	}
	s.Heading(b.say("bar.day.voids"))
	t := s.Table(Column{Head: b.say("common.reason"), Width: 120}, Column{Head: b.say("bar.day.lines"), Width: 30, Align: Right})
	for _, r := range b.day.Reasons {
		t.Line(r.Why, strconv.Itoa(r.N))
	}
}
