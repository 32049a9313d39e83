package order

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

func (s *order) month() int {
	return int(s.sh.Settings().Calendar.Day(s.sh.Now()).Date().Month())
}

// dealKinds offers the kinds of drinks there are, the guest's last ones first.
func (s *order) dealKinds() {
	var kinds []kit.Choice
	if len(s.last) > 0 {
		kinds = append(kinds, kit.Choice{Code: kindLast, Label: s.sh.Say("order.guestLast")})
	}
	for _, k := range data.DrinkKinds {
		if len(offered(s.menu, k, s.month())) > 0 {
			kinds = append(kinds, kit.Choice{Code: k, Label: s.sh.Say("menu.kind." + k)})
		}
	}
	at, place := s.kinds.Selected(), string(s.place.ID)
	if !slices.Equal(kinds, s.kinds.Choices()) {
		s.kinds.SetChoices(kinds)
	}
	known := slices.ContainsFunc(kinds, func(k kit.Choice) bool { return k.Code == at })
	if (place != s.lastKind || !known) && len(kinds) > 0 {
		at = kinds[0].Code
	}
	s.lastKind = place
	s.kinds.Select(at)
}

// deal shows the drinks of the kind that is chosen.
func (s *order) deal() {
	say := s.sh.Say
	var tiles []kit.Tile
	add := func(d data.DrinkView, sub string) {
		t := kit.Tile{ID: string(d.ID), Title: d.Name, Sub: sub}
		switch {
		case d.Out:
			t.Dim, t.Badge, t.Sub = true, say("menu.isOut"), d.OutWhy
		case d.Faulty:
			t.Dim, t.Badge, t.Sub = true, say("menu.isFaulty"), ""
		}
		if n := s.inBasket(d.ID); n > 0 {
			t.Tone, t.Badge = kit.TonePrimary, say("order.roundOf", "", n)
		}
		tiles = append(tiles, t)
	}
	if s.kinds.Selected() == kindLast {
		for _, l := range s.last {
			if d, ok := s.drink(l.Drink); ok && d.InSeason(s.month()) && !d.Retired {
				add(d, options(say, data.Order{}, data.LineView{OrderLine: data.OrderLine{Temp: l.Temp, Taste: l.Taste, Milk: l.Milk, Serve: l.Serve}, Serves: d.Serves, Tastes: d.Tastes}))
			}
		}
	} else {
		for _, d := range offered(s.menu, s.kinds.Selected(), s.month()) {
			add(d, s.ways(d))
		}
	}
	s.drinks.SetTiles(tiles)
}

// ways tells on the tile how a drink can be had.
func (s *order) ways(d data.DrinkView) string {
	var words []string
	for _, t := range d.Temps {
		words = append(words, s.sh.Say("menu.temp."+t))
	}
	return strings.Join(words, "／")
}

func (s *order) drink(id data.ID) (data.DrinkView, bool) {
	i := slices.IndexFunc(s.menu, func(d data.DrinkView) bool { return d.ID == id })
	if i < 0 {
		return data.DrinkView{}, false
	}
	return s.menu[i], true
}

func (s *order) inBasket(id data.ID) (n int) {
	for _, l := range s.basket.Lines {
		if l.Drink == id {
			n += l.Qty
		}
	}
	return n
}

// The shortcuts, by the beginning of their ids.
const (
	quickAll   = "all/"   // a drink for everybody
	quickRound = "round"  // the last round again
	quickOne   = "again/" // one drink of it again
)

// dealQuick offers tea and water for everybody, and the last round once more.
func (s *order) dealQuick() {
	say := s.sh.Say
	var tiles []kit.Tile
	people := max(1, s.place.People)
	for _, d := range s.forAll() {
		tiles = append(tiles, kit.Tile{ID: quickAll + string(d.ID), Title: d.Name, Badge: "×" + itoa(people), Sub: say("order.round", people), Tone: kit.ToneAccent})
	}
	if o, ok := s.lastRound(); ok {
		lines := o.Again("").Lines
		first, _ := s.drink(lines[0].Drink)
		sub := first.Name
		if len(lines) > 1 {
			sub = say("order.repeatOf", first.Name, len(lines))
		}
		tiles = append(tiles, kit.Tile{ID: quickRound, Title: say("order.repeat"), Sub: sub, Icon: "refresh", Tone: kit.TonePrimary})
		for _, l := range lines[:min(3, len(lines))] {
			if d, ok := s.drink(l.Drink); ok && len(lines) > 1 {
				tiles = append(tiles, kit.Tile{ID: quickOne + string(l.Drink), Title: d.Name, Badge: "×" + itoa(l.Qty), Sub: say("queue.refill"), Icon: "droplet", Tone: kit.TonePrimary})
			}
		}
	}
	s.quick.SetTiles(tiles)
}

// forAll is what everybody is offered: the guest's last tea or the first of the
// menu, and the first thing that goes straight out.
func (s *order) forAll() []data.DrinkView {
	var tea, water data.DrinkView
	for _, l := range s.last {
		if d, ok := s.drink(l.Drink); ok && d.Kind == "tea" && !d.Direct && tea.ID == "" && d.Offered() {
			tea = d
		}
	}
	for _, d := range s.menu {
		if d.Retired || !d.InSeason(s.month()) || !d.Offered() {
			continue
		}
		if d.Kind == "tea" && !d.Direct && tea.ID == "" {
			tea = d
		}
		if d.Direct && water.ID == "" {
			water = d
		}
	}
	return slices.DeleteFunc([]data.DrinkView{tea, water}, func(d data.DrinkView) bool { return d.ID == "" })
}

// lastRound is the newest order of these guests of which something stands.
func (s *order) lastRound() (data.OrderView, bool) { return data.LastRound(s.round) }

// dealWaiting lists the orders of the place that are not served yet.
func (s *order) dealWaiting() {
	say := s.sh.Say
	var items []kit.Item
	for _, o := range s.round {
		open := o.OpenLines()
		if len(open) == 0 {
			continue
		}
		words, tone := waited(say, s.sh.Settings(), o, s.sh.Now())
		var names []string
		for _, l := range open {
			names = append(names, say("order.roundOf", l.Name, l.Qty))
		}
		items = append(items, kit.Item{ID: string(o.ID), Title: strings.Join(names, "、"), Sub: say("order.state." + string(open[0].State)), Badge: words, Tone: tone})
	}
	s.waiting.SetItems(screen.MarkItems(s.sh, items))
	s.waits.Hidden, s.waiting.Hidden = len(items) == 0, len(items) == 0
}

// dealBasket lists what is ordered so far; the line that is looked at shows how
// it can be made.
func (s *order) dealBasket() {
	say := s.sh.Say
	var objs []fyne.CanvasObject
	for i, l := range s.basket.Lines {
		objs = append(objs, s.basketLine(i, l))
	}
	if len(objs) == 0 {
		objs = append(objs, kit.NewParagraph(say("order.empty"), kit.Label))
	}
	s.lines.Objects = objs
	s.lines.Refresh()
	asked := s.basket.asked()
	s.adviser.Hidden, s.occasion.Hidden = !asked, !asked
	if asked {
		var advisers []kit.Choice
		for _, p := range s.staff {
			if p.Role == data.Consultant && !p.Gone {
				advisers = append(advisers, kit.Choice{Code: string(p.ID), Label: p.Name})
			}
		}
		s.adviser.SetChoices(advisers)
		if s.basket.Consultant == "" && s.sh.Me().Role == data.Consultant {
			s.basket.Consultant = s.sh.Me().ID
		}
		s.adviser.Select(string(s.basket.Consultant))
		if s.occasion.Text() != s.basket.Occasion {
			s.occasion.SetText(s.basket.Occasion)
		}
	}
	s.send.SetEnabled(len(s.basket.Lines) > 0)
	s.send.SetText(say("order.send"))
	if n := s.basket.cups(); n > 0 {
		s.send.SetText(say("order.sendN", n))
	}
	s.direct.Hidden = !s.basket.direct()
}

// basketLine is one line of the basket.
func (s *order) basketLine(i int, l wished) fyne.CanvasObject {
	say := s.sh.Say
	view := data.LineView{OrderLine: data.OrderLine{Serve: l.Serve, Temp: l.Temp, Taste: l.Taste, Milk: l.Milk, Note: l.Note}, Serves: l.drink.Serves, Tastes: l.drink.Tastes}
	words := kit.VBoxGap("", kit.NewText(l.drink.Name, kit.BodyBold), kit.NewText(options(say, data.Order{}, view), kit.Small).SetMayCut(true))
	row := kit.Row(kit.MinSize(kit.NewText("×"+itoa(l.Qty), kit.Section), 2*kit.Size(kit.SizePad), 0), kit.PaddedBy(kit.SizeGap, words), nil)
	tap := kit.NewTap(row, func() { s.look(i) })
	if i != s.basket.At {
		return tap
	}
	step := kit.NewStepper("", 1, data.MaxQty, l.Qty)
	step.OnChanged = func(n int) { s.basket.Lines[i].Qty = n; s.changed() }
	off := kit.NewButton(say("order.remove"), kit.Quiet, func() { s.basket.remove(i); s.changed() }).SetLarge()
	word := kit.NewButton(say("order.note"), kit.Quiet, func() { s.askNote(i) }).SetLarge()
	open := kit.VBox(tap, kit.Row(step, nil, off))
	for _, c := range []struct {
		what    string
		choices []string
		chosen  *string
	}{
		{"serve", l.drink.Serves, &s.basket.Lines[i].Serve}, {"temp", l.drink.Temps, &s.basket.Lines[i].Temp},
		{"taste", l.drink.Tastes, &s.basket.Lines[i].Taste}, {"milk", l.drink.Milks, &s.basket.Lines[i].Milk},
	} {
		if len(c.choices) < 2 {
			continue
		}
		var list []kit.Choice
		for _, code := range c.choices {
			list = append(list, kit.Choice{Code: code, Label: choice(say, c.what, code, c.choices)})
		}
		chips := kit.NewChips("", list)
		chips.Select(*c.chosen)
		chips.OnChanged = func() { *c.chosen = chips.Selected(); s.changed() }
		open.Add(chips)
	}
	open.Add(kit.Row(nil, nil, word))
	return kit.Fill(kit.NewGround(kit.ColorPlainSoft).SetRadius(kit.SizeRadius), kit.PaddedBy(kit.SizeGap, open))
}

// askNote asks for a word about one line.
func (s *order) askNote(i int) {
	say := s.sh.Say
	f := kit.NewField(say("order.note")).SetMaxRunes(data.NameLength).SetHint(say("order.noteHint"))
	f.SetText(s.basket.Lines[i].Note)
	save := kit.NewButton(say("common.save"), kit.Primary, nil)
	shut := s.sh.Sheet(s.basket.Lines[i].drink.Name, kit.VBoxGap(kit.SizePad, f, save), nil)
	done := func() {
		shut()
		if i < len(s.basket.Lines) {
			s.basket.Lines[i].Note = data.Tidy(f.Text())
			s.changed()
		}
	}
	save.SetTap(done)
	f.OnEnter = done
}

// look opens a line of the basket, or closes it.
func (s *order) look(i int) {
	if s.basket.At == i {
		i = -1
	}
	s.basket.At = i
	s.changed()
}

// changed shows the basket anew and keeps it.
func (s *order) changed() {
	s.keep()
	s.dealBasket()
	s.deal()
	s.flow()
}
