package supervisor

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// tables is the list of areas and the tables of each.
type tables struct {
	*pair
	office SettingsOffice
	areas  []data.Area
	places []data.Table
}

func newTables(o SettingsOffice, sh screen.Shell) section {
	t := &tables{office: o, pair: newPair(sh, "tables", pairWords{"settings.areas", "settings.areas.add", "settings.seats", "settings.seats.add"})}
	t.show = t.showTables
	t.edit = func(id string) {
		for _, a := range t.areas {
			if string(a.ID) == id {
				t.editArea(a, false)
			}
		}
	}
	t.editInner = func(id string) {
		for _, p := range t.places {
			if string(p.ID) == id {
				t.editTable(p, false)
			}
		}
	}
	t.add = func() {
		t.editArea(data.Area{ID: data.NewID(), Sort: nextSort(t.areas, func(x data.Area) int { return x.Sort })}, true)
	}
	t.addIn = func() {
		t.editTable(data.Table{ID: data.NewID(), Area: data.ID(t.at), Seats: 4, Sort: nextSort(t.places, func(x data.Table) int { return x.Sort })}, true)
	}
	return t
}

func (t *tables) content() fyne.CanvasObject { return t.all }
func (t *tables) tables() []string           { return []string{"area", "tables"} }

func (t *tables) load() {
	var areas []data.Area
	var places []data.Table
	t.sh.Load(func(ctx context.Context) (err error) {
		if areas, err = t.office.Areas(ctx); err == nil {
			places, err = t.office.Tables(ctx)
		}
		return err
	}, func(err error) {
		if err != nil {
			t.sh.Toast(t.sh.Fault(err), "")
			return
		}
		t.areas, t.places = areas, places
		var items []kit.Item
		for _, a := range areas {
			items = append(items, retired(t.sh, kit.Item{ID: string(a.ID), Title: a.Name}, a.Retired))
		}
		t.fill(items)
	})
}

func (t *tables) showTables() {
	var items []kit.Item
	for _, p := range t.places {
		if string(p.Area) == t.at {
			it := kit.Item{ID: string(p.ID), Title: p.Name, Sub: t.sh.Say("settings.seats.count", p.Seats)}
			items = append(items, retired(t.sh, it, p.Retired))
		}
	}
	t.inner.SetItems(items)
}

func (t *tables) editArea(a data.Area, fresh bool) {
	name := kit.NewField(t.sh.Say("settings.name")).SetMaxRunes(data.NameLength)
	name.SetText(a.Name)
	gone := yesNo(t.sh, t.sh.Say("settings.retire"), a.Retired)
	gone.Hidden = fresh
	e := newEditor(t.sh, map[string]screen.Faulty{"name": name}, func() data.Command {
		next := a
		next.Name, next.Retired = name.Text(), isYes(gone)
		return &data.PutArea{Area: next}
	})
	title := a.Name
	if fresh {
		title = t.sh.Say("settings.areas.add")
	}
	e.sheet(title, name, gone)
}

func (t *tables) editTable(p data.Table, fresh bool) {
	say := t.sh.Say
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
	gone := yesNo(t.sh, say("settings.retire"), p.Retired)
	gone.Hidden = fresh
	e := newEditor(t.sh, map[string]screen.Faulty{"name": name, "area": area}, func() data.Command {
		next := p
		next.Name, next.Seats, next.Area, next.Retired = name.Text(), seats.Value(), data.ID(area.Selected()), isYes(gone)
		return &data.PutTable{Table: next}
	})
	title := p.Name
	if fresh {
		title = say("settings.seats.add")
	}
	e.sheet(title, name, seats, area, gone)
}
