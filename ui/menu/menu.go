package menu

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what this section asks of the office.
type Office interface {
	Menu(ctx context.Context) ([]data.DrinkView, error)
	Appliances(ctx context.Context) ([]data.ApplianceView, error)
	StockItems(ctx context.Context) ([]data.StockItem, error)
}

// Section is where the menu is kept.
func Section(o Office) screen.Section {
	return screen.NewSection("menu", func(sh screen.Shell) *menu { return newMenu(o, sh) })
}

// menu is the list of drinks: how they can be had, when, and what they need.
type menu struct {
	office   Office
	sh       screen.Shell
	keep     *screen.Draft
	drinks   []data.DrinkView
	machines []data.ApplianceView
	utensils []data.StockItem
	kind     *kit.Chips
	list     *kit.List
	all      fyne.CanvasObject
}

func newMenu(o Office, sh screen.Shell) *menu {
	m := &menu{office: o, sh: sh, keep: sh.Keep("menu"), list: kit.NewList()}
	m.kind = kit.NewChips("", m.codes("menu.kind.", data.DrinkKinds))
	m.kind.Select(data.DrinkKinds[0])
	m.keep.Chips("kind", m.kind)
	before := m.kind.OnChanged
	m.kind.OnChanged = func() {
		before()
		m.deal()
	}
	m.list.SetEmpty(sh.Say("common.nothing"), sh.Say("menu.add"), m.add)
	m.list.OnTap = func(id string) {
		for _, d := range m.drinks {
			if string(d.ID) == id {
				m.edit(d.Drink, false)
			}
		}
	}
	add := kit.NewButton(sh.Say("menu.add"), kit.Quiet, m.add).SetIcon("plus")
	m.all = kit.Loose(kit.NewCard(sh.Say("settings.menu"), add, kit.Pin(m.kind, nil, nil, nil, m.list)))
	return m
}

func (m *menu) codes(prefix string, codes []string) []kit.Choice {
	var all []kit.Choice
	for _, c := range codes {
		all = append(all, kit.Choice{Code: c, Label: m.sh.Say(prefix + c)})
	}
	return all
}

// Content gives what is shown.
func (m *menu) Content() fyne.CanvasObject { return m.all }

// Tables names the changes that concern it.
func (m *menu) Tables() []string { return []string{"drink", "repair", "appliance", "stock_item"} }

// Load reads the menu.
func (m *menu) Load() {
	var drinks []data.DrinkView
	var machines []data.ApplianceView
	var utensils []data.StockItem
	m.sh.Load(func(ctx context.Context) (err error) {
		if drinks, err = m.office.Menu(ctx); err != nil {
			return err
		}
		if machines, err = m.office.Appliances(ctx); err != nil {
			return err
		}
		utensils, err = m.office.StockItems(ctx)
		return err
	}, func(err error) {
		if err != nil {
			m.sh.Toast(m.sh.Fault(err), "")
			return
		}
		m.drinks, m.machines, m.utensils = drinks, machines, utensils
		m.deal()
	})
}

// deal shows the drinks of the kind chosen.
func (m *menu) deal() {
	var rows []kit.Item
	for _, d := range m.drinks {
		if d.Kind == m.kind.Selected() {
			rows = append(rows, screen.Retired(m.sh, m.row(d), d.Retired))
		}
	}
	m.list.SetItems(rows)
}

// row says how a drink can be had.
func (m *menu) row(d data.DrinkView) kit.Item {
	say := m.sh.Say
	var words []string
	for prefix, codes := range map[string][]string{"menu.serve.": d.Serves, "menu.temp.": d.Temps, "menu.milk.": d.Milks} {
		var each []string
		for _, c := range codes {
			each = append(each, say(prefix+c))
		}
		if len(each) > 0 {
			words = append(words, strings.Join(each, "／"))
		}
	}
	slices.Sort(words)
	if d.FromMonth != 0 {
		words = append(words, say("menu.season", d.FromMonth, d.ToMonth))
	}
	if d.Direct {
		words = append(words, say("menu.direct"))
	}
	if d.Asked {
		words = append(words, say("menu.asked"))
	}
	it := kit.Item{ID: string(d.ID), Title: d.Name, Sub: strings.Join(words, " · ")}
	switch {
	case d.Out:
		it.Badge, it.Tone = say("menu.isOut"), kit.ToneLate
	case d.Faulty:
		it.Badge, it.Tone = say("menu.isFaulty"), kit.ToneLate
	}
	return it
}

func (m *menu) add() {
	m.edit(data.Drink{ID: data.NewID(), Kind: m.kind.Selected(), Sort: screen.NextSort(m.drinks, func(d data.DrinkView) int { return d.Sort })}, true)
}

// inOrder gives chosen codes in the order they are offered, whatever the order
// of the taps.
func inOrder(chosen, offered []string) []string {
	var all []string
	for _, c := range offered {
		if slices.Contains(chosen, c) {
			all = append(all, c)
		}
	}
	return all
}

// edit changes a drink.
func (m *menu) edit(d data.Drink, fresh bool) {
	say := m.sh.Say
	name := kit.NewField(say("settings.name")).SetMaxRunes(data.NameLength)
	name.SetText(d.Name)
	kind := kit.NewChips(say("menu.kind"), m.codes("menu.kind.", data.DrinkKinds))
	kind.Select(d.Kind)
	several := func(what, prefix string, offered, chosen []string) *kit.Chips {
		c := kit.NewChips(say("menu.what."+what), m.codes(prefix, offered)).SetMulti(true)
		c.Select(chosen...)
		return c
	}
	serves := several("serves", "menu.serve.", data.Serves, d.Serves)
	temps := several("temps", "menu.temp.", data.Temps, d.Temps)
	tastes := several("tastes", "menu.taste.", data.Tastes, d.Tastes)
	milks := several("milks", "menu.milk.", data.Milks, d.Milks)
	months := []kit.Choice{{Code: "0", Label: say("menu.wholeYear")}}
	for i := range 12 {
		months = append(months, kit.Choice{Code: strconv.Itoa(i + 1), Label: strconv.Itoa(i + 1)})
	}
	from, to := kit.NewChips(say("menu.from"), months), kit.NewChips(say("menu.to"), months)
	from.Select(strconv.Itoa(d.FromMonth))
	to.Select(strconv.Itoa(d.ToMonth))
	machine := kit.NewChips(say("menu.appliance"), m.needs(d.Appliance))
	machine.Select(cmp.Or(string(d.Appliance), noNeed))
	cup := kit.NewChips(say("menu.utensil"), m.cups(d.Utensil)).SetMore(6, say("common.more"))
	cup.Select(cmp.Or(string(d.Utensil), noNeed))
	direct, asked := screen.YesNo(m.sh, say("menu.direct"), d.Direct), screen.YesNo(m.sh, say("menu.asked"), d.Asked)
	gone := screen.YesNo(m.sh, say("settings.retire"), d.Retired)
	gone.Hidden = fresh
	e := screen.NewEditor(m.sh, map[string]screen.Faulty{"name": name, "kind": kind, "months": to, "appliance": machine, "utensil": cup}, func() data.Command {
		next := d
		next.Name, next.Kind = name.Text(), kind.Selected()
		next.Serves, next.Temps = inOrder(serves.SelectedAll(), data.Serves), inOrder(temps.SelectedAll(), data.Temps)
		next.Tastes, next.Milks = inOrder(tastes.SelectedAll(), data.Tastes), inOrder(milks.SelectedAll(), data.Milks)
		next.FromMonth, _ = strconv.Atoi(from.Selected())
		next.ToMonth, _ = strconv.Atoi(to.Selected())
		next.Direct, next.Asked, next.Retired = screen.IsYes(direct), screen.IsYes(asked), screen.IsYes(gone)
		next.Appliance, next.Utensil = need(machine), need(cup)
		return &data.PutDrink{Drink: next}
	})
	title := d.Name
	if fresh {
		title = say("menu.add")
	}
	e.Sheet(title, name, kind, serves, temps, tastes, milks, from, to, direct, asked, machine, cup, gone)
}

// noNeed is the choice of a drink that needs no machine, or no utensil.
const noNeed = "none"

func need(c *kit.Chips) data.ID {
	if id := c.Selected(); id != noNeed {
		return data.ID(id)
	}
	return ""
}

func (m *menu) needs(now data.ID) []kit.Choice {
	all := []kit.Choice{{Code: noNeed, Label: m.sh.Say("menu.none")}}
	for _, a := range m.machines {
		if !a.Retired || a.ID == now {
			all = append(all, kit.Choice{Code: string(a.ID), Label: a.Name})
		}
	}
	return known(all, now)
}

func (m *menu) cups(now data.ID) []kit.Choice {
	all := []kit.Choice{{Code: noNeed, Label: m.sh.Say("menu.none")}}
	for _, u := range m.utensils {
		if u.Kind == "utensil" && !u.Retired || u.ID == now {
			all = append(all, kit.Choice{Code: string(u.ID), Label: u.Label()})
		}
	}
	return known(all, now)
}

// known adds what is chosen now where nobody lists it any more: saving something
// else must not lose it.
func known(all []kit.Choice, now data.ID) []kit.Choice {
	if now == "" || slices.ContainsFunc(all, func(c kit.Choice) bool { return c.Code == string(now) }) {
		return all
	}
	return append(all, kit.Choice{Code: string(now), Label: string(now)})
}
