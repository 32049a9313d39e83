package checklist

import (
	"context"
	"strings"

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
	screen.KindList[data.Checklist]
}

func newChecklists(o SectionOffice, sh screen.Shell) *checklists {
	s := &checklists{screen.KindList[data.Checklist]{Sh: sh, Words: screen.KindWords{Title: "settings.lists", Add: "checklist.settings.add", Table: "checklist"}, Read: o.Checklists}}
	s.About = func(l data.Checklist) (string, kit.Item) {
		row := kit.Item{ID: string(l.ID), Title: l.Name, Sub: sh.Say("checklist.settings.sub", l.Station, len(l.Items))}
		if l.By > 0 {
			row.Badge, row.Tone = sh.Say("checklist.by", l.By.String()), kit.TonePlain
		}
		return "", screen.Retired(sh, row, l.Retired)
	}
	s.Fresh = func(string) data.Checklist {
		return data.Checklist{ID: data.NewID(), Station: "bar", Sort: screen.NextSort(s.Items, func(l data.Checklist) int { return l.Sort })}
	}
	s.Edit = s.edit
	s.Build()
	return s
}

func (s *checklists) edit(l data.Checklist, fresh bool) {
	say := s.Sh.Say
	name := screen.TypedField(s.Sh, "settings.name", l.Name, data.NameLength)
	station := kit.NewChips(say("checklist.settings.station"), kit.Labelled(say, "checklist.settings.at.", data.ChecklistStations))
	station.Select(l.Station)
	by := kit.NewField(say("checklist.settings.by")).SetHint(say("checklist.settings.byHint")).SetMaxRunes(5)
	if l.By > 0 {
		by.SetText(l.By.String())
	}
	items := kit.NewField(say("checklist.settings.items")).SetMulti(8)
	items.SetText(strings.Join(l.Items, "\n"))
	gone := screen.YesNo(s.Sh, say("settings.retire"), l.Retired)
	gone.Hidden = fresh
	e := screen.NewEditor(s.Sh, map[string]screen.Faulty{"name": name, "station": station, "by": by, "items": items}, func() data.Command {
		next := l
		next.Name, next.Station, next.Items, next.Retired = name.Text(), station.Selected(), screen.Lines(items.Text()), screen.IsYes(gone)
		next.By = 0
		if by.Text() != "" && !screen.Clocks(s.Sh, []*kit.Field{by}, &next.By) {
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
