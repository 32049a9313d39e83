package appliance

import (
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// repairForm is the sheet of one repair: what has happened so far, and the next
// step.
type repairForm struct {
	s     *appliances
	id    data.ID
	state string // for which the step's form was built
	keep  string // where its forms keep what is half-typed
	badge *kit.Badge
	facts *fyne.Container
	steps *fyne.Container
	rest  *kit.Banner
}

// openRepair opens the sheet of a repair.
func (s *appliances) openRepair(id data.ID) {
	r, ok := s.view.repair(id)
	if !ok {
		return
	}
	f := &repairForm{s: s, id: id, keep: "appliance/repair/" + string(id), facts: kit.VBoxGap(""), steps: kit.VBoxGap(kit.SizePad)}
	f.badge = kit.NewBadge("", kit.TonePlain)
	f.rest = kit.NewBanner("", kit.ToneLate)
	f.rest.Hide()
	title := joinWords(" ", s.sh.Say("appliance.repair.title", data.ShortNumber(r.Number)), r.Name)
	s.open(title, kit.VBoxGap(kit.SizePad, f.facts, f.steps, f.rest), f.show)
	f.show()
}

// show fills the sheet from what the office knows now; the form of a step that
// is under way stays.
func (f *repairForm) show() {
	s, say := f.s, f.s.sh.Say
	r, ok := s.view.repair(f.id)
	if !ok {
		return
	}
	cal := s.sh.Settings().Calendar
	f.badge.Set(repairBadge(say, r.Repair))
	f.facts.Objects = []fyne.CanvasObject{kit.Row(nil, kit.NewText(outFor(say, cal, r.Repair, s.sh.Now()), kit.BodyBold), f.badge), kit.NewParagraph(r.Fault, kit.Body)}
	for _, line := range s.view.repairLines(say, cal, r.Repair) {
		f.facts.Objects = append(f.facts.Objects, kit.NewParagraph(line, kit.Label))
	}
	if r.Note != "" {
		f.facts.Objects = append(f.facts.Objects, kit.NewParagraph(r.Note, kit.Label))
	}
	f.facts.Refresh()
	if f.state != r.State() {
		f.state = r.State()
		f.steps.Objects = f.next(r)
		f.steps.Refresh()
	}
}

// may reports whether the person signed on has one of the roles; a supervisor
// may everything.
func (f *repairForm) may(roles ...data.Role) bool {
	me := f.s.sh.Me().Role
	return me == data.Supervisor || slices.Contains(roles, me)
}

// next builds the form of the step that follows.
func (f *repairForm) next(r data.RepairView) []fyne.CanvasObject {
	handle := f.may(data.Reception, data.Bar, data.Floor, data.Engineering)
	switch r.State() {
	case data.RepairReported:
		if !handle {
			return nil
		}
		return f.choice(r, "send")
	case data.RepairSent:
		if !handle {
			return nil
		}
		return f.choice(r, "back")
	case data.RepairBack:
		return f.accept(r, handle)
	}
	return nil
}

// choice offers to send a thing away or to take it back.
func (f *repairForm) choice(r data.RepairView, first string) []fyne.CanvasObject {
	say := f.s.sh.Say
	send, back := f.sendForm(r), f.backForm(r)
	which := kit.NewChips(say("appliance.next"), []kit.Choice{{Code: "send", Label: say("appliance.send")}, {Code: "back", Label: say("appliance.back")}})
	which.Select(first)
	dress := func() {
		send.Hidden, back.Hidden = which.Selected() != "send", which.Selected() != "back"
		f.steps.Refresh()
		f.s.content.Refresh()
	}
	which.OnChanged = dress
	dress()
	return []fyne.CanvasObject{which, send, back}
}

func (f *repairForm) sendForm(r data.RepairView) *fyne.Container {
	s, say := f.s, f.s.sh.Say
	form := screen.NewForm(s.sh, "appliance.send", f.keep+"/send", func(c *data.SendRepair) { c.Repair = r.ID })
	to := form.Text("to", &form.C.To, data.NameLength).SetHint(say("appliance.sendHint"))
	note := form.Text("appliance.note", &form.C.Note, data.RemarkLength)
	form.After = s.load
	form.Do("appliance.sendSave", func(c *data.SendRepair, got data.Receipt) {
		s.sh.Toast(say("appliance.sendSaved", r.Name, c.To), got.ID)
		s.sheet()
	})
	return form.Column(to, note, form.Button, form.Banner)
}

func (f *repairForm) backForm(r data.RepairView) *fyne.Container {
	s, say := f.s, f.s.sh.Say
	form := screen.NewForm(s.sh, "appliance.back", f.keep+"/back", func(c *data.TakeBackRepair) { c.Repair, c.RepairedBy = r.ID, r.SentTo })
	by, cost := form.Text("repairedBy", &form.C.RepairedBy, data.NameLength), form.Money("cost", &form.C.Cost, "appliance.backCostBad")
	note := form.Text("appliance.note", &form.C.Note, data.RemarkLength).SetHint(say("appliance.backNote"))
	form.After = s.load
	form.Do("appliance.backSave", func(_ *data.TakeBackRepair, got data.Receipt) {
		s.sh.Toast(say("appliance.backSaved", r.Name), got.ID)
		s.sheet()
	})
	return form.Column(by, cost, note, form.Button, form.Banner)
}

// accept offers the check to whoever neither repaired the thing nor took it
// back, and to send it once more.
func (f *repairForm) accept(r data.RepairView, handle bool) []fyne.CanvasObject {
	s, say := f.s, f.s.sh.Say
	body := []fyne.CanvasObject{kit.NewParagraph(say("appliance.acceptHint"), kit.Label)}
	me := s.sh.Me()
	if f.may(data.Reception, data.Bar, data.Floor, data.VenueStaff) && me.ID != r.TakenBy && me.Name != r.RepairedBy {
		var save *kit.Button
		save = kit.NewButton(say("appliance.accept"), kit.Primary, func() {
			s.give(save, &data.CheckRepair{Repair: r.ID}, nil, f.rest, func(got data.Receipt) {
				s.sh.Toast(say("appliance.acceptSaved", r.Name), got.ID)
				s.sheet()
			})
		}).SetIcon("check")
		body = append(body, save)
	}
	if handle {
		form := f.sendForm(r)
		form.Hide()
		var again *kit.Button
		again = kit.NewButton(say("appliance.sendAgain"), kit.Secondary, func() {
			form.Show()
			again.Hide()
			f.steps.Refresh()
			s.content.Refresh()
		}).SetLarge()
		body = append(body, again, form)
	}
	return body
}
