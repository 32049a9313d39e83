package appliance

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// careForm is the sheet of one appliance: what stands in its way, the cleaning
// that wants to be checked, and the steps of the next one.
type careForm struct {
	s     *appliances
	id    data.ID
	draft *screen.Draft
	shown data.StepList // the steps as they stand in the sheet

	state   *kit.Badge
	due     *kit.Text
	last    *kit.Text
	repair  *kit.Banner
	waiting *kit.Banner
	check   *kit.Button
	steps   *kit.Chips
	whole   *kit.Button
	running *kit.Chips
	result  *kit.Chips
	when    *kit.Chips
	clock   *kit.Field
	note    *kit.Field
	rest    *kit.Banner
	save    *kit.Button
}

// openCare opens the sheet of an appliance.
func (s *appliances) openCare(id data.ID) {
	a, ok := s.view.find(id)
	if !ok {
		return
	}
	say := s.sh.Say
	f := &careForm{s: s, id: id, draft: s.sh.Keep("appliance/" + string(id))}
	f.state = kit.NewBadge("", kit.TonePlain)
	f.due, f.last = kit.NewText("", kit.BodyBold).SetMayCut(true), kit.NewText("", kit.Label).SetMayCut(true)
	f.check = kit.NewButton(say("appliance.check"), kit.Secondary, f.checks).SetIcon("check").SetLarge()
	f.waiting = kit.NewBanner("", kit.ToneAccent, f.check)
	f.repair = kit.NewBanner("", kit.ToneLate)
	f.rest = kit.NewBanner("", kit.ToneLate)
	f.rest.Hide()
	f.buildForm()
	f.save = kit.NewButton(say("appliance.save"), kit.Primary, f.give)
	fault := kit.NewButton(say("appliance.fault"), kit.Secondary, func() { s.openFault(id, "") }).SetIcon("wrench").SetLarge()
	print := kit.NewButton(say("common.print"), kit.Secondary, func() {
		from, to := data.MonthOf(s.today())
		s.sh.Go(screen.To(screen.Print{Record: "maintenance", From: from, To: to, ID: string(id)}))
	}).SetIcon("print").SetLarge()
	f.whole.Hidden = !f.mayClean()
	body := []fyne.CanvasObject{kit.Row(nil, kit.VBox(kit.Row(f.state, f.due, nil), f.last), f.whole), f.repair, f.waiting}
	if f.mayClean() {
		body = append(body, f.steps, f.running, f.result, f.when, f.clock, f.note, f.rest, f.save)
	} else {
		body = append(body, f.rest)
	}
	body = append(body, kit.Row(nil, kit.Space(), kit.HBox(print, fault)))
	s.open(a.Label(), kit.VBox(body...), f.show)
	f.show()
}

// mayClean reports whether the person signed on cleans appliances.
func (f *careForm) mayClean() bool {
	return slices.Contains([]data.Role{data.Bar, data.Floor, data.Supervisor}, f.s.sh.Me().Role)
}

func (f *careForm) buildForm() {
	say := f.s.sh.Say
	f.steps = kit.NewChips("", nil).SetMulti(true)
	f.whole = kit.NewButton(say("appliance.steps.all"), kit.Secondary, f.tickAll).SetLarge()
	choices := func(family string, codes []string) []kit.Choice {
		var list []kit.Choice
		for _, c := range codes {
			list = append(list, kit.Choice{Code: c, Label: say(family + c)})
		}
		return list
	}
	f.running = kit.NewChips(say("appliance.running"), choices("appliance.running.", data.RunningStates))
	f.result = kit.NewChips(say("appliance.result"), choices("appliance.result.", data.CleaningResults))
	f.when = kit.NewChips(say("appliance.when"), choices("appliance.when.", []string{"now", "earlier", "yesterday"}))
	f.clock = kit.NewField(say("appliance.when.clock")).SetMaxRunes(5)
	f.note = kit.NewField(say("appliance.note")).SetHint(say("appliance.noteHint")).SetMaxRunes(data.RemarkLength)
	f.when.Select("now")
	f.draft.Chips("running", f.running)
	f.draft.Chips("result", f.result)
	f.draft.Chips("when", f.when)
	f.draft.Field("clock", f.clock)
	f.draft.Field("note", f.note)
	keep := f.when.OnChanged
	f.when.OnChanged = func() { keep(); f.dress() }
}

// tickAll ticks every step.
func (f *careForm) tickAll() {
	var codes []string
	for _, c := range f.steps.Choices() {
		codes = append(codes, c.Code)
	}
	f.steps.Select(codes...)
	f.draft.Put("steps", codes)
	f.dress()
}

// dress shows what goes with what was chosen.
func (f *careForm) dress() {
	f.clock.Hidden = f.when.Selected() == "now"
	f.steps.SetLabel(f.s.sh.Say("appliance.steps", len(f.steps.SelectedAll()), len(f.steps.Choices())))
	f.whole.SetEnabled(len(f.steps.SelectedAll()) < len(f.steps.Choices()))
	f.s.content.Refresh()
	f.save.Refresh()
}

// show fills the sheet from what the office knows now; what was ticked stays.
func (f *careForm) show() {
	say, s := f.s.sh.Say, f.s
	a, ok := s.view.find(f.id)
	if !ok {
		return
	}
	f.state.Set(standing(say, a, s.today()))
	f.due.SetText(dueLine(say, a.Standing))
	f.last.SetText(joinWords(" · ", s.view.lastLine(say, a), everyWords(say, a.Every)))
	f.repair.Hidden = a.Repair == nil
	if a.Repair != nil {
		id := a.Repair.ID
		f.repair.Set(joinWords(" · ", data.ShortNumber(a.Repair.Number), a.Repair.Fault), kit.ToneLate)
		f.repair.SetActions(kit.NewButton(say("appliance.repair.open"), kit.Secondary, func() { s.openRepair(id) }).SetLarge())
	}
	f.waiting.Hidden = !waits(a)
	if waits(a) {
		f.waiting.Set(say("appliance.checkHint", s.view.staff[a.Last.By], stamp(s.sh.Settings().Calendar, a.Last.At)), kit.ToneAccent)
		f.check.Hidden = a.Last.By == s.sh.Me().ID
	}
	f.showSteps(a)
	f.dress()
}

// showSteps offers the steps as they are now. A tick belongs to the step that it was
// put at, whatever stands in its place by now. What was left for later, or could not
// be seen, is gone on with.
func (f *careForm) showSteps(a data.ApplianceView) {
	steps := stepChoices(a.Steps)
	f.shown = a.List()
	if slices.Equal(steps, f.steps.Choices()) {
		return
	}
	f.steps.SetChoices(steps)
	ticked := f.draft.List("steps")
	if l := a.Last; len(ticked) == 0 && l != nil && l.Day == f.s.today() && (!l.Fulfils() || len(a.Unseen) > 0) {
		ticked = l.Done()
	}
	f.steps.Select(ticked...)
	f.steps.OnChanged = func() {
		f.draft.Put("steps", f.steps.SelectedAll())
		f.dress()
	}
}

// stepChoices are the steps by their words; one that is written twice has its place
// with it.
func stepChoices(steps []string) []kit.Choice {
	var choices []kit.Choice
	for i, step := range steps {
		code := step
		if slices.Index(steps, step) < i {
			code += " " + strconv.Itoa(i)
		}
		choices = append(choices, kit.Choice{Code: code, Label: step})
	}
	return choices
}

// checks notes that somebody else looked at the last cleaning.
func (f *careForm) checks() {
	a, ok := f.s.view.find(f.id)
	if !ok || a.Last == nil {
		return
	}
	c := &data.CheckCleaning{Cleaning: a.Last.ID}
	f.s.give(f.check, c, nil, f.rest, func(data.Receipt) { f.s.sh.Toast(f.s.sh.Say("appliance.checkedToast", a.Name), c.ID) })
}

// give records the cleaning. Something abnormal leads on to the report of a
// fault.
func (f *careForm) give() {
	s, say := f.s, f.s.sh.Say
	a, ok := s.view.find(f.id)
	if !ok {
		return
	}
	c := &data.CleanAppliance{Cleaning: data.NewID(), Appliance: f.id, Version: f.shown.Version, Items: f.shown.Items, Running: f.running.Selected(), Result: f.result.Selected(), Note: f.note.Text()}
	ticked := f.steps.SelectedAll()
	for i, step := range f.steps.Choices() {
		if slices.Contains(ticked, step.Code) {
			c.Steps = append(c.Steps, i)
		}
	}
	f.clock.ClearFault()
	if when := f.when.Selected(); when != "now" {
		day := s.today()
		if when == "yesterday" {
			day = day.Plus(-1)
		}
		if c.When, ok = clockOn(s.sh.Settings().Calendar, day, f.clock.Text()); !ok {
			f.clock.SetFault(say("error.time"))
			return
		}
	}
	places := map[string]screen.Faulty{"steps": f.steps, "running": f.running, "result": f.result, "note": f.note}
	if f.when.Selected() != "now" {
		places["when"] = f.clock
	}
	s.give(f.save, c, places, f.rest, func(r data.Receipt) {
		f.draft.Clear()
		s.sheet()
		s.sh.Toast(screen.WithWarnings(say, say("appliance.saved", a.Name, c.Result), r), r.ID)
		if c.Result == "abnormal" && a.Repair == nil {
			s.openFault(f.id, c.Note)
		}
	})
}
