package visit

import (
	"context"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
)

// drinkOffice is what the check-in asks of the bar.
type drinkOffice interface {
	LastDrinks(ctx context.Context, visitor data.ID) ([]data.LineView, error)
	Menu(ctx context.Context) ([]data.DrinkView, error)
}

// drinksOffered is how many of a guest's last drinks are offered.
const drinksOffered = 3

// checkinDrinks offers what the guest drank last time: a tap orders it together
// with the check-in.
type checkinDrinks struct {
	d      *checkinDesk
	chips  *kit.Chips
	last   []data.LineView
	latest screen.Latest // of loading
}

func newCheckinDrinks(d *checkinDesk) *checkinDrinks {
	c := &checkinDrinks{d: d, chips: kit.NewChips(d.of.sh.Say("visit.form.drinks"), nil).SetMulti(true)}
	c.chips.OnChanged = func() {
		c.chips.SetFault("")
		d.of.draft.Put("drinks", c.chips.SelectedAll())
	}
	c.chips.Hide()
	return c
}

// ask reads what somebody drank and can have now; chosen is what was tapped
// before.
func (c *checkinDrinks) ask(m *data.Match, chosen []string) {
	c.latest.Answer(nil)
	c.last = nil
	c.chips.Select()
	c.deal()
	if m == nil || m.Times == 0 {
		return
	}
	var last []data.LineView
	var menu []data.DrinkView
	c.latest.Load(c.d.of.sh, nil, func(ctx context.Context) (err error) {
		if last, err = c.d.of.office.LastDrinks(ctx, m.ID); err == nil && len(last) > 0 {
			menu, err = c.d.of.office.Menu(ctx)
		}
		return err
	}, func(err error) {
		if err != nil {
			c.d.complain(c.d.of.sh.Fault(err))
			return
		}
		c.last = canHave(last, menu, int(c.d.of.today().Date().Month()))
		c.deal()
		c.chips.Select(chosen...)
	})
}

// canHave leaves out what can't be had now or only when marketing asks.
func canHave(last []data.LineView, menu []data.DrinkView, month int) (can []data.LineView) {
	for _, l := range last {
		for _, m := range menu {
			if m.ID == l.Drink && m.Offered() && !m.Asked && m.InSeason(month) && len(can) < drinksOffered {
				can = append(can, l)
			}
		}
	}
	return can
}

// qty is how many of a drink: as last time, never more than there are people.
func (c *checkinDrinks) qty(l data.LineView) int { return min(l.Qty, max(1, c.d.form.people.Value())) }

// deal shows the drinks for as many as have come.
func (c *checkinDrinks) deal() {
	var offers []kit.Choice
	for _, l := range c.last {
		offers = append(offers, kit.Choice{Code: string(l.Drink), Label: c.d.of.sh.Say("order.roundOf", l.Name, c.qty(l))})
	}
	chosen := c.chips.SelectedAll()
	c.chips.SetChoices(offers)
	c.chips.Select(chosen...)
	if hidden := len(offers) == 0; c.chips.Hidden != hidden {
		c.chips.Hidden = hidden
		if c.d.left != nil {
			c.d.left.Refresh()
		}
	}
}

// wishes is what was tapped, made as last time.
func (c *checkinDrinks) wishes() (lines []data.LineWish) {
	for _, code := range c.chips.SelectedAll() {
		for _, l := range c.last {
			if string(l.Drink) == code {
				w := l.Wish()
				w.Qty = c.qty(l)
				lines = append(lines, w)
			}
		}
	}
	return lines
}

// words names what was tapped.
func (c *checkinDrinks) words() string {
	var names []string
	for _, w := range c.wishes() {
		for _, l := range c.last {
			if l.Drink == w.Drink {
				names = append(names, c.d.of.sh.Say("order.roundOf", l.Name, w.Qty))
			}
		}
	}
	return paper.Joined(c.d.of.sh.Say, names)
}
