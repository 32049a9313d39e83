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
	f := screen.NewForm(t.Sh, "settings", t.Draft("area", fresh), func(c *data.PutArea) { c.Area = a })
	name, gone := f.Text("name", &f.C.Area.Name, data.NameLength), f.Retired(&f.C.Area.Retired, fresh)
	f.Save(t.Title(a.Name, "settings.areas.add", fresh), name, gone)
}

func (t *tables) editTable(p data.Table, fresh bool) {
	var areas []kit.Choice
	for _, a := range t.areas {
		if !a.Retired || a.ID == p.Area {
			areas = append(areas, kit.Choice{Code: string(a.ID), Label: a.Name})
		}
	}
	f := screen.NewForm(t.Sh, "settings.seats", t.Draft("table", fresh), func(c *data.PutTable) { c.Table = p })
	c := &f.C.Table
	name, seats := f.Text("settings.name", &c.Name, data.NameLength), f.Count("number", &c.Seats, 1, 100)
	area, gone := screen.Pick(f, "area", &c.Area, areas), f.Retired(&c.Retired, fresh)
	f.Save(t.Title(p.Name, "settings.seats.add", fresh), name, seats, area, gone)
}
