package appliance

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// faultForm is the sheet that reports a fault of an appliance, a court, an area
// or a table.
type faultForm struct {
	s     *appliances
	draft *screen.Draft
	kind  *kit.Chips
	thing *kit.Chips
	fault *kit.Field
	rest  *kit.Banner
	save  *kit.Button
}

// firstThings is how many things are shown at once to choose from.
const firstThings = 12

// openFault opens the sheet, for a thing where one is known.
func (s *appliances) openFault(thing data.ID, words string) {
	say := s.sh.Say
	f := &faultForm{s: s, draft: s.sh.Keep("appliance/fault")}
	if thing != "" {
		f.draft.Clear() // another thing than the one begun before
	}
	var kinds []kit.Choice
	for _, k := range []string{data.ThingAppliance, data.ThingCourt, data.ThingArea, data.ThingTable} {
		kinds = append(kinds, kit.Choice{Code: k, Label: say("appliance.kind." + k)})
	}
	f.kind = kit.NewChips(say("appliance.faultWhat"), kinds)
	f.kind.Select(data.ThingAppliance)
	f.draft.Chips("kind", f.kind)
	keep := f.kind.OnChanged
	f.kind.OnChanged = func() { keep(); f.deal("") }
	f.thing = kit.NewChips(say("appliance.faultWhere"), nil).SetMore(firstThings, say("common.more"))
	f.fault = kit.NewField(say("appliance.faultIs")).SetHint(say("appliance.faultHint")).SetMulti(2).SetMaxRunes(data.RemarkLength)
	if words != "" {
		f.fault.SetText(words)
	}
	f.draft.Field("fault", f.fault)
	f.rest = kit.NewBanner("", kit.ToneLate)
	f.rest.Hide()
	f.save = kit.NewButton(say("appliance.faultSave"), kit.Primary, f.give).SetIcon("wrench")
	hint := kit.NewParagraph(say("appliance.faultOnce"), kit.Label)
	s.open(say("appliance.fault"), kit.VBoxGap(kit.SizePad, f.kind, f.thing, f.fault, hint, f.rest, f.save), nil)
	f.deal(data.ID(f.draft.Text("thing")))
	if thing != "" {
		f.deal(thing)
	}
}

// deal offers the things of the kind chosen; those under repair already say so.
func (f *faultForm) deal(chosen data.ID) {
	out := map[data.ID]bool{}
	for _, r := range f.s.view.open {
		out[r.Thing] = true
	}
	var list []kit.Choice
	for _, t := range f.s.view.things {
		if t.kind != f.kind.Selected() {
			continue
		}
		c := kit.Choice{Code: string(t.id), Label: t.name}
		if out[t.id] {
			c.Note, c.Disabled = f.s.sh.Say("appliance.state.repair"), true
		}
		list = append(list, c)
	}
	f.thing.SetChoices(list)
	f.thing.OnChanged = func() { f.draft.Put("thing", f.thing.Selected()) }
	if chosen != "" && !out[chosen] {
		f.thing.Select(string(chosen))
		f.draft.Put("thing", string(chosen))
	}
}

func (f *faultForm) give() {
	s, say := f.s, f.s.sh.Say
	c := &data.OpenRepair{Repair: data.NewID(), Thing: data.ID(f.thing.Selected()), Fault: f.fault.Text()}
	if c.Thing == "" {
		f.thing.SetFault(say("appliance.noPlace"))
		return
	}
	s.give(f.save, c, map[string]screen.Faulty{"thing": f.thing, "fault": f.fault}, f.rest, func(r data.Receipt) {
		f.draft.Clear()
		s.sheet()
		name := ""
		for _, t := range s.view.things {
			if t.id == c.Thing {
				name = t.name
			}
		}
		s.sh.Toast(say("appliance.faultSaved", name, data.ShortNumber(r.Number)), r.ID)
		if len(r.Warnings) > 0 {
			s.showTouched(name, r)
		}
	})
}

// showTouched lists the bookings and drinks that a fault stands in the way of,
// so that somebody sees to them.
func (s *appliances) showTouched(name string, r data.Receipt) {
	say := s.sh.Say
	body := []fyne.CanvasObject{kit.NewParagraph(say("appliance.touched"), kit.BodyBold)}
	for _, w := range r.Warnings {
		body = append(body, kit.NewBanner(say(w.Key, w.Args...), kit.ToneSoon))
	}
	body = append(body, kit.NewButton(say("appliance.seen"), kit.Primary, func() { s.sheet() }))
	s.open(name, kit.VBox(body...), nil)
}
