package checklist

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

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
type checklists struct {
	office SectionOffice
	sh     screen.Shell
	all    []data.Checklist
	list   *kit.List
	shown  fyne.CanvasObject
}

func newChecklists(o SectionOffice, sh screen.Shell) *checklists {
	s := &checklists{office: o, sh: sh, list: kit.NewList()}
	s.list.SetEmpty(sh.Say("common.nothing"), sh.Say("checklist.settings.add"), s.add)
	s.list.OnTap = func(id string) {
		for _, l := range s.all {
			if string(l.ID) == id {
				s.edit(l, false)
			}
		}
	}
	s.shown = screen.ListCard(sh, "settings.lists", "checklist.settings.add", s.list, s.add)
	return s
}

// Content gives what is shown.
func (s *checklists) Content() fyne.CanvasObject { return s.shown }

// Tables names the changes that concern it.
func (s *checklists) Tables() []string { return []string{"checklist"} }

// Load reads the checklists.
func (s *checklists) Load() {
	var all []data.Checklist
	s.sh.Load(func(ctx context.Context) (err error) {
		all, err = s.office.Checklists(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.all = all
		var rows []kit.Item
		for _, l := range all {
			row := kit.Item{ID: string(l.ID), Title: l.Name, Sub: s.sh.Say("checklist.settings.sub", l.Station, len(l.Items))}
			if l.By > 0 {
				row.Badge, row.Tone = s.sh.Say("checklist.by", l.By.String()), kit.TonePlain
			}
			rows = append(rows, screen.Retired(s.sh, row, l.Retired))
		}
		s.list.SetItems(rows)
	})
}

func (s *checklists) add() {
	s.edit(data.Checklist{ID: data.NewID(), Station: "bar", Sort: screen.NextSort(s.all, func(l data.Checklist) int { return l.Sort })}, true)
}

func (s *checklists) edit(l data.Checklist, fresh bool) {
	say := s.sh.Say
	name := kit.NewField(say("settings.name")).SetMaxRunes(data.NameLength)
	name.SetText(l.Name)
	var at []kit.Choice
	for _, code := range data.ChecklistStations {
		at = append(at, kit.Choice{Code: code, Label: say("checklist.settings.at." + code)})
	}
	station := kit.NewChips(say("checklist.settings.station"), at)
	station.Select(l.Station)
	by := kit.NewField(say("checklist.settings.by")).SetHint(say("checklist.settings.byHint")).SetMaxRunes(5)
	if l.By > 0 {
		by.SetText(l.By.String())
	}
	items := kit.NewField(say("checklist.settings.items")).SetMulti(8)
	items.SetText(strings.Join(l.Items, "\n"))
	gone := screen.YesNo(s.sh, say("settings.retire"), l.Retired)
	gone.Hidden = fresh
	e := screen.NewEditor(s.sh, map[string]screen.Faulty{"name": name, "station": station, "by": by, "items": items}, func() data.Command {
		next := l
		next.Name, next.Station, next.Items, next.Retired = name.Text(), station.Selected(), linesOf(items.Text()), screen.IsYes(gone)
		next.By = 0
		if by.Text() != "" && !screen.Clocks(s.sh, []*kit.Field{by}, &next.By) {
			return nil
		}
		return &data.PutChecklist{Checklist: next}
	})
	items.OnEnter = nil // begins the next line
	title := l.Name
	if fresh {
		title = say("checklist.settings.add")
	}
	e.Sheet(title, name, station, by, items, gone)
}

// linesOf gives the lines that hold something.
func linesOf(text string) []string {
	var list []string
	for _, line := range strings.Split(text, "\n") {
		if line = data.Tidy(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}
