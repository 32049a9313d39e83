package checklist

import (
	"context"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Section is where checklists are written.
func Section(o SectionOffice) screen.Section {
	return screen.NewSection("lists", func(sh screen.Shell) *checklists { return newChecklists(o, sh) })
}

// SectionOffice is what the checklists' settings ask of the office.
type SectionOffice interface {
	Checklists(ctx context.Context) ([]data.Checklist, error)
}

// checklists are the lists that are gone through every day.
type checklists struct{ screen.Things[data.Checklist] }

func newChecklists(o SectionOffice, sh screen.Shell) *checklists {
	s := &checklists{screen.Things[data.Checklist]{Sh: sh, Name: "lists", Add: "checklist.settings.add", Of: []string{"checklist"}, Read: o.Checklists}}
	s.Row, s.Fresh, s.Edit = s.row, s.blank, s.edit
	s.Build()
	return s
}

// row gives a list's row.
func (s *checklists) row(l data.Checklist) (string, kit.Item) {
	row := kit.Item{ID: string(l.ID), Title: l.Name, Sub: s.Sh.Say("checklist.settings.sub", l.Station, len(l.Items))}
	if l.By > 0 {
		row.Badge, row.Tone = s.Sh.Say("checklist.by", l.By.String()), kit.TonePlain
	}
	return "", screen.Retired(s.Sh, row, l.Retired)
}

func (s *checklists) blank(string) data.Checklist {
	return data.Checklist{ID: data.NewID(), Station: "bar", Sort: screen.NextSort(s.Items, func(l data.Checklist) int { return l.Sort })}
}

func (s *checklists) edit(l data.Checklist, fresh bool) {
	f := screen.NewForm(s.Sh, "checklist.settings", s.Draft(fresh), func(c *data.PutChecklist) { c.Checklist = l })
	c := &f.C.Checklist
	name, station := f.Text("settings.name", &c.Name, data.NameLength), screen.Choice(f, "station", &c.Station, data.ChecklistStations)
	by := f.MayClock("by", &c.By).SetHint(s.Sh.Say("checklist.settings.byHint"))
	items, gone := f.Lines("items", &c.Items, 8), f.Retired(&c.Retired, fresh)
	f.Save(s.Title(l.Name, fresh), name, station, by, items, gone)
}
