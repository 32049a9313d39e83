package appliance

import (
	"context"
	"slices"
	"strconv"
	"strings"

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
	screen.Things[data.ApplianceView]
}

func newMachines(o SectionOffice, sh screen.Shell) *machines {
	s := &machines{screen.Things[data.ApplianceView]{Sh: sh, Name: "appliances", Add: "appliance.set.add", Of: []string{"appliance"}, Read: o.Appliances}}
	s.Row, s.Fresh, s.Edit = s.row, s.blank, s.edit
	s.Build()
	return s
}

// row gives an appliance's row.
func (s *machines) row(a data.ApplianceView) (string, kit.Item) {
	row := kit.Item{ID: string(a.ID), Lead: a.Number, Title: strings.TrimSpace(a.Name + " " + a.Model),
		Sub: s.every(a.Every) + " · " + s.Sh.Say("appliance.set.many", len(a.Steps))}
	return "", screen.Retired(s.Sh, row, a.Retired)
}

func (s *machines) every(days int) string {
	if days == data.HalfMonth {
		return s.Sh.Say("appliance.every.half")
	}
	return s.Sh.Say("appliance.every.days", days)
}

func (s *machines) blank(string) data.ApplianceView {
	today := s.Sh.Settings().Calendar.Day(s.Sh.Now())
	return data.ApplianceView{Appliance: data.Appliance{ID: data.NewID(), Every: data.HalfMonth, Since: today,
		Sort: screen.NextSort(s.Items, func(x data.ApplianceView) int { return x.Sort })}}
}

func (s *machines) edit(a data.ApplianceView, fresh bool) {
	f := screen.NewForm(s.Sh, "appliance.set", s.Draft(fresh), func(c *data.PutAppliance) { c.Appliance = a.Appliance })
	c := &f.C.Appliance
	number, name := f.Text("number", &c.Number, 20), f.Text("settings.name", &c.Name, data.NameLength)
	model, place := f.Text("model", &c.Model, data.NameLength), f.Text("place", &c.Place, data.NameLength)
	cycle, days := s.cycle(f)
	since := f.Day("since", &c.Since).SetSpan(0, 2)
	hint := kit.NewParagraph(s.Sh.Say("appliance.set.cycleHint"), kit.Label)
	steps, gone := f.Lines("steps", &c.Steps, 6), f.Retired(&c.Retired, fresh)
	f.Save(s.Title(a.Label(), fresh), kit.Columns([]float32{1, 2}, number, name), kit.Columns([]float32{1, 1}, model, place),
		cycle, days, kit.VBox(since, hint), steps, gone)
}

// cycles are offered as chips; any other number of days can be set.
var cycles = []int{data.HalfMonth, 1, 7, 30, 90}

// otherCycle is the choice of a number of days that has no chip.
const otherCycle = "other"

// cycle offers the usual cycles, and a stepper for any other.
func (s *machines) cycle(f *screen.Form[data.PutAppliance]) (*kit.Chips, *kit.Stepper) {
	var choices []kit.Choice
	for _, n := range cycles {
		choices = append(choices, kit.Choice{Code: strconv.Itoa(n), Label: s.every(n)})
	}
	choices = append(choices, kit.Choice{Code: otherCycle, Label: s.Sh.Say("appliance.set.other")})
	every, code := &f.C.Appliance.Every, new(string)
	cycle, days := screen.Pick(f, "cycle", code, choices), f.Count("every", every, 1, 366)
	f.Show(func() bool { return *code == otherCycle }, "every")
	f.OnFill = func(*data.PutAppliance) {
		if *code = otherCycle; slices.Contains(cycles, *every) {
			*code = strconv.Itoa(*every)
		}
	}
	f.OnGive = func(*data.PutAppliance) {
		if n, err := strconv.Atoi(*code); err == nil {
			*every = n
		}
	}
	return cycle, days
}
