package menu

import (
	"context"
	"slices"
	"strconv"
	"strings"

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
	screen.Things[data.DrinkView]
	office   Office
	machines []data.ApplianceView
	utensils []data.StockItem
}

func newMenu(o Office, sh screen.Shell) *menu {
	m := &menu{office: o, Things: screen.Things[data.DrinkView]{Sh: sh, Name: "menu", Add: "menu.add",
		Of: []string{"drink", "repair", "appliance", "stock_item"}, Kinds: kit.Labelled(sh.Say, "menu.kind.", data.DrinkKinds)}}
	m.Row, m.Fresh, m.Edit = m.row, m.blank, m.edit
	m.Build()
	return m
}

// Load reads the menu, and what a drink may need.
func (m *menu) Load() {
	var drinks []data.DrinkView
	var machines []data.ApplianceView
	var utensils []data.StockItem
	m.Sh.Load(func(ctx context.Context) (err error) {
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
			m.Sh.Toast(m.Sh.Fault(err), "")
			return
		}
		m.machines, m.utensils = machines, utensils
		m.Show(drinks)
	})
}

// row says of what kind a drink is and how it can be had.
func (m *menu) row(d data.DrinkView) (string, kit.Item) {
	say := m.Sh.Say
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
	return d.Kind, screen.Retired(m.Sh, it, d.Retired)
}

func (m *menu) blank(kind string) data.DrinkView {
	sort := screen.NextSort(m.Items, func(d data.DrinkView) int { return d.Sort })
	return data.DrinkView{Drink: data.Drink{ID: data.NewID(), Kind: kind, Sort: sort}}
}

// edit changes a drink.
func (m *menu) edit(d data.DrinkView, fresh bool) {
	f := screen.NewForm(m.Sh, "menu", m.Draft(fresh), func(c *data.PutDrink) { c.Drink = d.Drink })
	c, say := &f.C.Drink, m.Sh.Say
	name, kind := f.Text("settings.name", &c.Name, data.NameLength), screen.Choice(f, "kind", &c.Kind, data.DrinkKinds)
	serves := screen.Many(f, "menu.what.serves", &c.Serves, kit.Labelled(say, "menu.serve.", data.Serves))
	temps := screen.Many(f, "menu.what.temps", &c.Temps, kit.Labelled(say, "menu.temp.", data.Temps))
	tastes := screen.Many(f, "menu.what.tastes", &c.Tastes, kit.Labelled(say, "menu.taste.", data.Tastes))
	milks := screen.Many(f, "menu.what.milks", &c.Milks, kit.Labelled(say, "menu.milk.", data.Milks))
	from, to := f.PickNumber("from", &c.FromMonth, m.months()), f.PickNumber("months", &c.ToMonth, m.months())
	direct, asked := f.YesNo("direct", &c.Direct), f.YesNo("asked", &c.Asked)
	machine := screen.Pick(f, "appliance", &c.Appliance, m.needs(d.Appliance))
	cup := screen.Pick(f, "utensil", &c.Utensil, m.cups(d.Utensil)).SetMore(6, say("common.more"))
	gone := f.Retired(&c.Retired, fresh)
	f.Save(m.Title(d.Name, fresh), name, kind, serves, temps, tastes, milks, from, to, direct, asked, machine, cup, gone)
}

// months offers the whole year, or a month.
func (m *menu) months() []kit.Choice {
	months := []kit.Choice{{Code: "0", Label: m.Sh.Say("menu.wholeYear")}}
	for i := range 12 {
		months = append(months, kit.Choice{Code: strconv.Itoa(i + 1), Label: strconv.Itoa(i + 1)})
	}
	return months
}

// needs offers the machines that a drink may need, or none.
func (m *menu) needs(now data.ID) []kit.Choice {
	all := []kit.Choice{{Label: m.Sh.Say("menu.none")}}
	for _, a := range m.machines {
		if !a.Retired || a.ID == now {
			all = append(all, kit.Choice{Code: string(a.ID), Label: a.Name})
		}
	}
	return known(all, now)
}

// cups offers what a drink may be served in, or nothing.
func (m *menu) cups(now data.ID) []kit.Choice {
	all := []kit.Choice{{Label: m.Sh.Say("menu.none")}}
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
