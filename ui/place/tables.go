package place

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// TableOffice is what this section asks of the office.
type TableOffice interface {
	Areas(ctx context.Context) ([]data.Area, error)
	Tables(ctx context.Context) ([]data.Table, error)
}

// Tables is where areas and tables are kept.
func Tables(o TableOffice) screen.Section {
	return screen.NewSection("tables", func(sh screen.Shell) *tables { return newTables(o, sh) })
}

// tables is the list of areas and the tables of each.
type tables struct {
	*screen.Pair
	office TableOffice
	areas  []data.Area
	places []data.Table
}

func newTables(o TableOffice, sh screen.Shell) *tables {
	t := &tables{office: o, Pair: screen.NewPair(sh, "tables", screen.PairWords{Outer: "settings.areas", AddOuter: "settings.areas.add", Inner: "settings.seats", AddInner: "settings.seats.add"})}
	t.Show = t.showTables
	t.Edit = func(id string) {
		for _, a := range t.areas {
			if string(a.ID) == id {
				t.editArea(a, false)
			}
		}
	}
	t.EditInner = func(id string) {
		for _, p := range t.places {
			if string(p.ID) == id {
				t.editTable(p, false)
			}
		}
	}
	t.Add = func() {
		t.editArea(data.Area{ID: data.NewID(), Sort: screen.NextSort(t.areas, func(x data.Area) int { return x.Sort })}, true)
	}
	t.AddIn = func() {
		t.editTable(data.Table{ID: data.NewID(), Area: data.ID(t.At), Seats: 4, Sort: screen.NextSort(t.places, func(x data.Table) int { return x.Sort })}, true)
	}
	return t
}

// Content gives what is shown.
func (t *tables) Content() fyne.CanvasObject { return t.All }

// Tables names the changes that concern it.
func (t *tables) Tables() []string { return []string{"area", "tables"} }

// Load reads areas and tables.
func (t *tables) Load() {
	var areas []data.Area
	var places []data.Table
	t.Sh.Load(func(ctx context.Context) (err error) {
		if areas, err = t.office.Areas(ctx); err == nil {
			places, err = t.office.Tables(ctx)
		}
		return err
	}, func(err error) {
		if err != nil {
			t.Sh.Toast(t.Sh.Fault(err), "")
			return
		}
		t.areas, t.places = areas, places
		var items []kit.Item
		for _, a := range areas {
			items = append(items, screen.Retired(t.Sh, kit.Item{ID: string(a.ID), Title: a.Name}, a.Retired))
		}
		t.Fill(items)
	})
}

func (t *tables) showTables() {
	var items []kit.Item
	for _, p := range t.places {
		if string(p.Area) == t.At {
			it := kit.Item{ID: string(p.ID), Title: p.Name, Sub: t.Sh.Say("settings.seats.count", p.Seats)}
			items = append(items, screen.Retired(t.Sh, it, p.Retired))
		}
	}
	t.Inner.SetItems(items)
}

func (t *tables) editArea(a data.Area, fresh bool) {
	name := kit.NewField(t.Sh.Say("settings.name")).SetMaxRunes(data.NameLength)
	name.SetText(a.Name)
	gone := screen.YesNo(t.Sh, t.Sh.Say("settings.retire"), a.Retired)
	gone.Hidden = fresh
	e := screen.NewEditor(t.Sh, map[string]screen.Faulty{"name": name}, func() data.Command {
		next := a
		next.Name, next.Retired = name.Text(), screen.IsYes(gone)
		return &data.PutArea{Area: next}
	})
	title := a.Name
	if fresh {
		title = t.Sh.Say("settings.areas.add")
	}
	e.Sheet(title, name, gone)
}

func (t *tables) editTable(p data.Table, fresh bool) {
	say := t.Sh.Say
	name := kit.NewField(say("settings.name")).SetMaxRunes(data.NameLength)
	name.SetText(p.Name)
	seats := kit.NewStepper(say("settings.seats.number"), 1, 100, p.Seats)
	var choices []kit.Choice
	for _, a := range t.areas {
		if !a.Retired || a.ID == p.Area {
			choices = append(choices, kit.Choice{Code: string(a.ID), Label: a.Name})
		}
	}
	area := kit.NewChips(say("settings.areas"), choices)
	area.Select(string(p.Area))
	gone := screen.YesNo(t.Sh, say("settings.retire"), p.Retired)
	gone.Hidden = fresh
	e := screen.NewEditor(t.Sh, map[string]screen.Faulty{"name": name, "area": area}, func() data.Command {
		next := p
		next.Name, next.Seats, next.Area, next.Retired = name.Text(), seats.Value(), data.ID(area.Selected()), screen.IsYes(gone)
		return &data.PutTable{Table: next}
	})
	title := p.Name
	if fresh {
		title = say("settings.seats.add")
	}
	e.Sheet(title, name, seats, area, gone)
}
