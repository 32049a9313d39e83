package order

import (
	"slices"

	"yingbin/data"
)

// basket is an order that is being put together: pure, so that it is tested
// without a window. It belongs to the person who fills it.
type basket struct {
	Place      data.ID
	Lines      []wished
	At         int // the line that is looked at, −1 for none
	Consultant data.ID
	Occasion   string
}

// wished is one line with its drink.
type wished struct {
	data.LineWish
	drink data.DrinkView
}

// add puts a drink in: one more of the same where it is there already as it is
// usually made, else a line of its own.
func (b *basket) add(d data.DrinkView, like data.LineWish, qty int) {
	w := data.LineWish{Drink: d.ID, Qty: qty,
		Serve: usualOr(like.Serve, d.Serves), Temp: usualOr(like.Temp, d.Temps), Taste: usualOr(like.Taste, d.Tastes), Milk: usualOr(like.Milk, d.Milks)}
	for i, l := range b.Lines {
		if l.Drink == d.ID && l.Serve == w.Serve && l.Temp == w.Temp && l.Taste == w.Taste && l.Milk == w.Milk && l.Note == "" {
			b.Lines[i].Qty = min(data.MaxQty, l.Qty+qty)
			b.At = i
			return
		}
	}
	if len(b.Lines) >= data.MaxLines {
		return
	}
	w.Line = data.NewID()
	b.Lines = append(b.Lines, wished{w, d})
	b.At = len(b.Lines) - 1
}

// usualOr keeps a choice that is still offered.
func usualOr(chosen string, choices []string) string {
	if slices.Contains(choices, chosen) {
		return chosen
	}
	return data.Usual(choices)
}

// remove takes a line out.
func (b *basket) remove(i int) {
	b.Lines = slices.Delete(b.Lines, i, i+1)
	b.At = min(b.At, len(b.Lines)-1)
}

// cups counts what is ordered.
func (b *basket) cups() (n int) {
	for _, l := range b.Lines {
		n += l.Qty
	}
	return n
}

// direct reports whether all of it can go straight out.
func (b *basket) direct() bool {
	return len(b.Lines) > 0 && !slices.ContainsFunc(b.Lines, func(l wished) bool { return !l.drink.Direct })
}

// asked reports whether something in it is served only when marketing asks.
func (b *basket) asked() bool {
	return slices.ContainsFunc(b.Lines, func(l wished) bool { return l.drink.Asked })
}

// command is the order as it is given. The same basket gives the same order: a
// second tap is no second order.
// It is for the party that was shown when it was given.
func (b *basket) command(order data.ID, at data.ServingPlace, station string, direct bool) *data.PlaceOrder {
	c := at.Order(station)
	c.Order, c.Place, c.Direct = order, b.Place, direct
	for _, l := range b.Lines {
		c.Lines = append(c.Lines, l.LineWish)
	}
	if b.asked() {
		c.Consultant, c.Occasion = b.Consultant, data.Tidy(b.Occasion)
	}
	return c
}

// offered lists the drinks of a kind in a month, in the order of the menu.
func offered(menu []data.DrinkView, kind string, month int) []data.DrinkView {
	var list []data.DrinkView
	for _, d := range menu {
		if d.Kind == kind && !d.Retired && d.InSeason(month) {
			list = append(list, d)
		}
	}
	return list
}
