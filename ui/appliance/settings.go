package appliance

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// SectionOffice is what this section asks of the office.
type SectionOffice interface {
	Appliances(ctx context.Context) ([]data.ApplianceView, error)
}

// Section is where appliances and their care are set up.
func Section(o SectionOffice) screen.Section {
	return screen.NewSection("appliances", func(sh screen.Shell) *machines { return newMachines(o, sh) })
}

// machines is the list of appliances with the steps and the cycle of their
// cleaning.
type machines struct {
	office SectionOffice
	sh     screen.Shell
	list   *kit.List
	known  []data.ApplianceView
	all    fyne.CanvasObject
}

func newMachines(o SectionOffice, sh screen.Shell) *machines {
	s := &machines{office: o, sh: sh, list: kit.NewList()}
	s.list.SetEmpty(sh.Say("common.nothing"), sh.Say("appliance.set.add"), s.add)
	s.list.OnTap = func(id string) {
		for _, a := range s.known {
			if string(a.ID) == id {
				s.edit(a.Appliance, false)
			}
		}
	}
	s.all = screen.ListCard(sh, "settings.appliances", "appliance.set.add", s.list, s.add)
	return s
}

// Content gives what is shown.
func (s *machines) Content() fyne.CanvasObject { return s.all }

// Tables names the changes that concern it.
func (s *machines) Tables() []string { return []string{"appliance"} }

// Load reads the appliances.
func (s *machines) Load() {
	var all []data.ApplianceView
	s.sh.Load(func(ctx context.Context) (err error) {
		all, err = s.office.Appliances(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.known = all
		var rows []kit.Item
		for _, a := range all {
			row := kit.Item{ID: string(a.ID), Lead: a.Number, Title: strings.TrimSpace(a.Name + " " + a.Model),
				Sub: s.every(a.Every) + " · " + s.sh.Say("appliance.set.steps", len(a.Steps))}
			rows = append(rows, screen.Retired(s.sh, row, a.Retired))
		}
		s.list.SetItems(rows)
	})
}

func (s *machines) every(days int) string {
	if days == data.HalfMonth {
		return s.sh.Say("appliance.every.half")
	}
	return s.sh.Say("appliance.every.days", days)
}

// cycles are offered as chips; any other number of days can be set.
var cycles = []int{data.HalfMonth, 1, 7, 30, 90}

func (s *machines) add() {
	s.edit(data.Appliance{ID: data.NewID(), Every: data.HalfMonth, Sort: screen.NextSort(s.known, func(x data.ApplianceView) int { return x.Sort })}, true)
}

func (s *machines) edit(a data.Appliance, fresh bool) {
	say := s.sh.Say
	field := func(key, text string, most int) *kit.Field {
		f := kit.NewField(say(key)).SetMaxRunes(most)
		f.SetText(text)
		return f
	}
	number := field("appliance.set.number", a.Number, 20)
	name := field("settings.name", a.Name, data.NameLength)
	model := field("appliance.set.model", a.Model, data.NameLength)
	place := field("appliance.set.place", a.Place, data.NameLength)
	steps := kit.NewField(say("appliance.set.stepList")).SetMulti(6)
	steps.SetText(strings.Join(a.Steps, "\n"))
	cycle, days := s.cycleChoice(a.Every)
	today := s.sh.Settings().Calendar.Day(s.sh.Now())
	since := kit.NewDateStrip(today, a.Since, s.sh).SetLabel(say("appliance.set.since")).SetSpan(0, 2)
	if fresh {
		since.SetSelected(today)
	}
	dayFault, sinceFault := screen.NewFaultLine(), screen.NewFaultLine()
	gone := screen.YesNo(s.sh, say("settings.retire"), a.Retired)
	gone.Hidden = fresh
	places := map[string]screen.Faulty{"number": number, "name": name, "model": model, "place": place, "steps": steps, "every": dayFault, "since": sinceFault}
	e := screen.NewEditor(s.sh, places, func() data.Command {
		next := a
		next.Number, next.Name, next.Model, next.Place = number.Text(), name.Text(), model.Text(), place.Text()
		next.Steps, next.Every, next.Since, next.Retired = screen.Lines(steps.Text()), days.Value(), since.Selected(), screen.IsYes(gone)
		return &data.PutAppliance{Appliance: next}
	})
	title := a.Label()
	if fresh {
		title = say("appliance.set.add")
	}
	hint := kit.NewParagraph(say("appliance.set.cycleHint"), kit.Label)
	e.Sheet(title, kit.Columns([]float32{1, 2}, number, name), kit.Columns([]float32{1, 1}, model, place), cycle, kit.VBox(days, dayFault), kit.VBox(since, sinceFault, hint), steps, gone)
}

// cycleChoice offers the usual cycles, and a stepper for any other; the stepper
// holds what is chosen.
func (s *machines) cycleChoice(every int) (*kit.Chips, *kit.Stepper) {
	days := kit.NewStepper(s.sh.Say("appliance.set.days"), 1, 366, every)
	var choices []kit.Choice
	for _, c := range cycles {
		choices = append(choices, kit.Choice{Code: strconv.Itoa(c), Label: s.every(c)})
	}
	choices = append(choices, kit.Choice{Code: "other", Label: s.sh.Say("appliance.set.other")})
	cycle := kit.NewChips(s.sh.Say("appliance.set.cycle"), choices)
	cycle.Select("other")
	cycle.Select(strconv.Itoa(every))
	days.Hidden = cycle.Selected() != "other"
	cycle.OnChanged = func() {
		days.Hidden = cycle.Selected() != "other"
		if n, err := strconv.Atoi(cycle.Selected()); err == nil {
			days.SetValue(n)
		}
		s.all.Refresh()
	}
	return cycle, days
}
