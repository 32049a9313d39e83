package today

import (
	"cmp"
	"strings"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
)

// unanswered are questions about the property that are overdue, and those due
// before the day ends.
func (r *todayRows) unanswered() []matter {
	_, ends := r.settings.Calendar.Bounds(r.day)
	var list []matter
	for _, e := range r.asked {
		if e.Due >= ends {
			continue
		}
		m := matter{due: e.Due, to: screen.To(data.EnquiryRef(e.ID)), Item: kit.Item{
			ID: "enquiry/" + string(e.ID), Lead: r.say.Say("enquiry.today.lead"), Title: cmp.Or(strings.Join(strings.Fields(e.Question), " "), data.ShortNumber(e.Number)),
			Sub: kit.Dotted(cmp.Or(r.name(e.PassedTo), e.Passed), r.say.Say("enquiry.dueAt", r.near(e.Due))),
		}}
		m.Badge, m.Tone = r.say.Say("common.left", r.long(r.ahead(e.Due))), kit.TonePrimary
		switch {
		case e.Late(r.now):
			m.Badge, m.Tone = r.say.Say("today.overdue", r.long(r.since(e.Due))), kit.ToneLate
		case e.Due < r.now.Add(30*time.Minute):
			m.Tone = kit.ToneSoon
		}
		list = append(list, m)
	}
	return list
}

// unchecked are the desk's own lists that are late, and those due within half an
// hour.
func (r *todayRows) unchecked() []matter {
	var list []matter
	for _, d := range r.checks.Lists {
		state := d.State(r.now)
		if d.Station != "reception" || state == data.StepsDone || d.Due == 0 || d.Due > r.now.Add(30*time.Minute) {
			continue
		}
		m := matter{due: d.Due, to: screen.To(data.ChecklistRef(d.ID)), Item: kit.Item{
			ID: "list/" + string(d.ID), Lead: r.say.Say("checklist.today.lead"), Title: d.Name,
			Sub: r.say.Say("checklist.today.due", d.By.String()), Badge: r.say.Say("checklist.state." + string(state)), Tone: kit.ToneSoon,
		}}
		if last := d.Last(); last != nil {
			m.Sub = r.say.Say("checklist.missing", paper.Joined(r.say.Say, last.Missing()))
		}
		if state == data.StepsLate {
			m.Tone = kit.ToneLate
		}
		list = append(list, m)
	}
	return list
}
