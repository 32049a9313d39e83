package today

import (
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// upkeep are appliances whose cleaning is overdue or was missed, and those due
// within days.
func (r *todayRows) upkeep() []matter {
	var list []matter
	for _, a := range r.appliances {
		s := a.Standing
		if a.Retired || s.State == data.Coming || s.State == data.DueNow && s.Left(r.day) > data.Soon {
			continue
		}
		_, end := r.settings.Calendar.Bounds(s.Period.To)
		from, _ := r.settings.Calendar.Bounds(s.Period.From)
		by := kit.NearDay(r.say, r.day, s.Period.To)
		m := matter{due: end, to: screen.To(data.ApplianceRef(a.ID)), Item: kit.Item{ID: "appliance/" + string(a.ID), Lead: r.say.Say("appliance.today.lead"), Title: a.Name, Tone: kit.ToneLate}}
		m.Badge = r.say.Say("appliance.state." + string(s.State))
		switch s.State {
		case data.Overdue:
			m.Sub = r.say.Say("appliance.today.overdue", by)
		case data.Missed:
			m.Sub, m.due = r.say.Say("appliance.today.missed", s.Behind), from
		default:
			m.Sub, m.Badge, m.Tone = r.say.Say("appliance.today.due", by), r.say.Say("appliance.state.soon"), kit.ToneSoon
		}
		list = append(list, m)
	}
	return list
}

// mending are appliances and tables that are out of use. Courts and areas say so
// themselves, by their state.
func (r *todayRows) mending() []matter {
	var list []matter
	for _, p := range r.repairs {
		if p.Kind == data.ThingCourt || p.Kind == data.ThingArea {
			continue
		}
		m := matter{due: p.Since, to: screen.To(data.ApplianceRef(p.ID)), Item: kit.Item{
			ID: "repair/" + string(p.ID), Lead: r.say.Say("appliance.today.repair"), Title: p.Name, Sub: kit.Dotted(p.Fault, r.say.Say("appliance.today.since", r.near(p.Since))),
			Badge: r.say.Say("appliance.repair." + p.State()), Tone: kit.ToneSoon,
		}}
		switch p.State() {
		case data.RepairReported:
			m.Tone = kit.ToneLate
		case data.RepairSent:
			m.due = 0 // the next step is not the desk's
		}
		list = append(list, m)
	}
	return list
}
