package appliance

import (
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// firstThings is how many things are shown at once to choose from.
const firstThings = 12

// thingKinds are what can be out of order.
var thingKinds = []string{data.ThingAppliance, data.ThingCourt, data.ThingArea, data.ThingTable}

// openFault opens the sheet that reports a fault of an appliance, a court, an
// area or a table, for a thing where one is known.
func (s *appliances) openFault(thing data.ID, words string) {
	say, kind := s.sh.Say, new(string)
	f := screen.NewForm(s.sh, "appliance.report", "appliance/fault", func(c *data.OpenRepair) { c.Repair = data.NewID() })
	kinds := screen.Pick(f, "kind", kind, kit.Labelled(say, "appliance.kind.", thingKinds))
	which := screen.Pick(f, "thing", &f.C.Thing, nil).SetMore(firstThings, say("common.more"))
	fault := f.Text("fault", &f.C.Fault, data.RemarkLength).SetMulti(2).SetHint(say("appliance.faultHint"))
	f.Need("appliance.noPlace", "thing")
	f.OnFill = func(c *data.OpenRepair) { *kind = s.view.thing(c.Thing).kind }
	f.OnChange = func(name string) {
		if name == "kind" {
			f.C.Thing = ""
			f.Offer("thing", s.offered(*kind))
			f.Set("thing")
		}
	}
	f.After = s.load
	f.Do("appliance.faultSave", func(c *data.OpenRepair, r data.Receipt) {
		name := s.view.thing(c.Thing).name
		s.sh.Toast(say("appliance.faultSaved", name, data.ShortNumber(r.Number)), r.ID)
		if len(r.Warnings) > 0 {
			s.showTouched(name, r)
		}
	})
	f.Button.SetIcon("wrench")
	if s.underRepair(thing) {
		thing = ""
	}
	if thing != "" || words != "" { // another fault than the one begun before
		f.Begin(&data.OpenRepair{Thing: thing, Fault: words})
	}
	f.Offer("thing", s.offered(*kind))
	f.Sheet(say("appliance.fault"), kinds, which, fault, kit.NewParagraph(say("appliance.faultOnce"), kit.Label))
}

func (s *appliances) underRepair(thing data.ID) bool {
	return slices.ContainsFunc(s.view.open, func(r data.RepairView) bool { return r.Thing == thing })
}

// thing gives what can be out of order by its id; unless said it is an appliance.
func (v *applianceView) thing(id data.ID) repairable {
	i := slices.IndexFunc(v.things, func(t repairable) bool { return t.id == id })
	if i < 0 {
		return repairable{kind: data.ThingAppliance}
	}
	return v.things[i]
}

// offered are the things of a kind; those under repair already say so.
func (s *appliances) offered(kind string) []kit.Choice {
	var list []kit.Choice
	for _, t := range s.view.things {
		if t.kind != kind {
			continue
		}
		c := kit.Choice{Code: string(t.id), Label: t.name}
		if s.underRepair(t.id) {
			c.Note, c.Disabled = s.sh.Say("appliance.state.repair"), true
		}
		list = append(list, c)
	}
	return list
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
