package order

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// cardOffice is what a card's details ask of the office.
type cardOffice interface {
	Orders(ctx context.Context, f data.OrderFilter) ([]data.OrderView, error)
	ServingPlaces(ctx context.Context) ([]data.ServingPlace, error)
}

// cards is what can be done with one order besides taking it on: void and move.
// The queue and the order screen share it.
type cards struct {
	office cardOffice
	sh     screen.Shell
	after  func() // something was changed
}

// voidWhys are the reasons that are offered for a void.
var voidWhys = []string{"changed", "wrong", "double", "out", "left"}

// details shows a card whole, and what can be done with it.
func (c *cards) details(o data.OrderView) {
	say, cal := c.sh.Say, c.sh.Settings().Calendar
	list := kit.NewList().SetWhole(true)
	var items []kit.Item
	for _, l := range o.Lines {
		it := kit.Item{ID: string(l.ID), Lead: "×" + strconv.Itoa(l.Qty), Title: l.Name, Sub: options(say, o.Order, l), Badge: say("order.state." + string(l.State)), Tone: stateTones[l.State]}
		switch l.State {
		case data.Voided:
			it.Strike, it.Sub = true, l.VoidWhy
		case data.Served:
			it.Badge = say("queue.servedAt", cal.Clock(l.ServedAt))
		}
		items = append(items, it)
	}
	list.SetItems(screen.MarkItems(c.sh, items))
	facts := []fyne.CanvasObject{kit.NewText(forWhom(say, o), kit.Body), kit.NewText(say("queue.by", data.ShortNumber(o.Number), cal.Clock(o.At)), kit.Label)}
	if o.Note != "" {
		facts = append(facts, kit.NewParagraph(o.Note, kit.BodyBold))
	}
	body := kit.VBoxGap(kit.SizePad, kit.VBoxGap("", facts...), list)
	if words := hints(say, o); words != "" {
		body.Add(kit.NewParagraph(words, kit.Small))
	}
	if open := o.OpenLines(); len(open) > 0 {
		void := kit.NewButton(say("order.void"), kit.Secondary, func() { c.askVoid(o, open) }).SetLarge()
		move := kit.NewButton(say("order.move"), kit.Secondary, func() { c.askMove(o) }).SetLarge()
		body.Add(kit.Grid(2, void, move))
	}
	c.sh.Sheet(say("queue.of", o.PlaceName), kit.NewScroll(kit.PaddedBy(kit.SizeFocus, body)), nil)
}

// hints say how the drinks of a card are served, for colleagues in their first
// week.
func hints(w data.Say, o data.OrderView) string {
	words := []string{w("order.hint.cup")}
	for _, kind := range []string{"juice", "tea"} {
		if slices.ContainsFunc(o.Lines, func(l data.LineView) bool { return l.Kind == kind }) {
			words = append([]string{w("order.hint." + kind)}, words...)
		}
	}
	return strings.Join(words, " · ")
}

var stateTones = map[data.LineState]kit.Tone{data.Making: kit.TonePrimary, data.Ready: kit.ToneGood}

// askVoid asks which lines go and why; one reason is two taps.
func (c *cards) askVoid(o data.OrderView, open []data.LineView) {
	say := c.sh.Say
	var drinks []kit.Choice
	var every []string
	for _, l := range open {
		drinks = append(drinks, kit.Choice{Code: string(l.ID), Label: say("order.roundOf", l.Name, l.Qty)})
		every = append(every, string(l.ID))
	}
	which := kit.NewChips(say("order.void"), drinks).SetMulti(true)
	which.Select(every...)
	var reasons []kit.Choice
	for _, w := range voidWhys {
		reasons = append(reasons, kit.Choice{Code: say("order.why." + w), Label: say("order.why." + w)})
	}
	why := kit.NewChips(say("order.voidWhy"), reasons)
	own := kit.NewField(say("common.other")).SetMaxRunes(data.NameLength)
	banner := kit.NewBanner("", kit.ToneLate)
	banner.Hide()
	do := kit.NewButton(say("order.void"), kit.Danger, nil).SetLarge()
	shut := c.sh.Sheet(say("queue.by", o.PlaceName, say("order.void")), kit.NewScroll(kit.PaddedBy(kit.SizeFocus, kit.VBoxGap(kit.SizePad, which, why, own, banner, do))), nil)
	do.SetTap(func() {
		cmd := &data.VoidLines{Why: data.Tidy(own.Text())}
		if cmd.Why == "" {
			cmd.Why = why.Selected()
		}
		for _, id := range which.SelectedAll() {
			cmd.Lines = append(cmd.Lines, data.ID(id))
		}
		do.Lock()
		c.sh.Do(cmd, func(r data.Receipt, err error) {
			do.Unlock()
			if rest := screen.ShowFaults(c.sh, err, map[string]screen.Faulty{"why": why}); rest != "" {
				banner.Set(rest, kit.ToneLate)
				banner.Show()
			}
			if err != nil {
				c.after()
				return
			}
			shut()
			c.sh.Toast(say("order.voided", o.PlaceName), r.ID)
		})
	})
}

// askMove asks where the order goes.
func (c *cards) askMove(o data.OrderView) {
	var places []data.ServingPlace
	c.sh.Load(func(ctx context.Context) (err error) {
		places, err = c.office.ServingPlaces(ctx)
		return err
	}, func(err error) {
		if err != nil {
			c.sh.Toast(c.sh.Fault(err), "")
			return
		}
		places = slices.DeleteFunc(places, func(p data.ServingPlace) bool { return p.ID == o.Place })
		var shut func()
		pick := newPlaces(c.sh, func(p data.ServingPlace) {
			c.sh.Do(&data.MoveOrder{Order: o.ID, To: p.ID}, func(r data.Receipt, err error) {
				if err != nil {
					c.sh.Toast(c.sh.Fault(err), "")
					return
				}
				shut()
				c.sh.Toast(c.sh.Say("order.moved", p.Name), r.ID)
			})
		})
		pick.show(places)
		shut = c.sh.Sheet(c.sh.Say("order.moveTo"), pick.all, nil)
	})
}
