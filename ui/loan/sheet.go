package loan

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// lendForm is the sheet that gives something out. Whoever is tapped gets it;
// somebody else is typed.
type lendForm struct {
	s     *loans
	item  data.Item
	draft *screen.Draft
	close func()

	back   *kit.List
	qty    *kit.Stepper
	due    *kit.Chips
	why    *kit.Field
	staff  *kit.Chips
	guests *kit.Chips
	name   *kit.Field
	title  *kit.Chips
	firm   *kit.Field
	phone  *kit.Field
	fault  *kit.Paragraph
	give   *kit.Button
}

// chipsShown is how many people a row of chips shows before the rest goes
// behind a chip of its own.
const chipsShown = 11

func (s *loans) openLend(item data.Item) {
	f := &lendForm{s: s, item: item, draft: s.sh.Keep("lend/" + string(item.ID))}
	title := "loan.lendTitle"
	if item.Kind == data.Gift {
		title = "loan.giveTitle"
	}
	f.close = s.sh.Sheet(s.sh.Say(title, item.Label()), f.build(), nil)
}

func (f *lendForm) build() fyne.CanvasObject {
	s, say := f.s, f.s.sh.Say
	out := s.view.outOf(f.item.ID)
	left := f.item.Left(out)
	var parts []fyne.CanvasObject
	if !f.item.Single() && len(out) > 0 {
		parts = append(parts, f.backList(out))
	}
	if f.item.Kind == data.Loan && left <= 0 {
		return kit.VBoxGap(kit.SizePad, append(parts, kit.NewBanner(say("loan.noneLeft"), kit.ToneSoon))...)
	}
	if !f.item.Single() {
		most := left
		if f.item.Kind == data.Gift {
			most = 100
		}
		f.qty = kit.NewStepper(say("common.quantity"), 1, most, 1)
		f.draft.Stepper("qty", f.qty)
		parts = append(parts, f.qty)
	}
	f.due = kit.NewChips(say("loan.due"), dueChoices(say, s.sh.Settings(), s.sh.Now()))
	f.due.Select(usualDue)
	if f.item.Returns() {
		parts = append(parts, f.due)
	}
	f.why = kit.NewField(say("loan.purpose")).SetMaxRunes(data.RemarkLength)
	f.staff = kit.NewChips(say("loan.toStaff"), s.view.borrowers()).SetMore(chipsShown, say("common.more"))
	f.staff.OnChanged = func() { f.tapped(f.staff, func(c *data.Lend, id data.ID) { c.To = id }) }
	f.guests = kit.NewChips(say("loan.toGuest"), s.view.inside(say, s.sh.Settings().Calendar)).SetMore(chipsShown, say("common.more"))
	f.guests.OnChanged = func() { f.tapped(f.guests, func(c *data.Lend, id data.ID) { c.Visitor = id }) }
	f.guests.Hidden = len(f.guests.Choices()) == 0
	first, second := fyne.CanvasObject(f.staff), fyne.CanvasObject(f.guests)
	if f.item.Kind == data.Gift {
		first, second = second, first // gifts are for guests
	}
	parts = append(parts, first, second, f.why, f.other())
	return kit.VBoxGap(kit.SizePad, parts...)
}

// other is the part for somebody who is none of those offered.
func (f *lendForm) other() fyne.CanvasObject {
	say := f.s.sh.Say
	f.name = kit.NewField(say("common.name")).SetMaxRunes(data.NameLength)
	f.title = kit.NewChips(say("common.title"), []kit.Choice{{Code: "mr", Label: say("common.mr")}, {Code: "ms", Label: say("common.ms")}}).SetOptional(true)
	f.firm = kit.NewField(say("loan.firm")).SetMaxRunes(data.NameLength)
	f.phone = kit.NewField(say("common.phone"))
	f.fault = kit.NewParagraph("", kit.Body.In(kit.ColorLate))
	f.fault.Hide()
	for key, field := range map[string]*kit.Field{"why": f.why, "name": f.name, "firm": f.firm, "phone": f.phone} {
		f.draft.Field(key, field)
		field.OnEnter = f.typed
	}
	f.draft.Chips("title", f.title)
	f.give = kit.NewButton(say("loan.lend"), kit.Primary, f.typed)
	if f.item.Kind == data.Gift {
		f.give.SetText(say("loan.give"))
	}
	return kit.VBox(kit.NewText(say("loan.toOther"), kit.BodyBold),
		kit.Columns([]float32{1, 1}, f.name, f.title), kit.Columns([]float32{1, 1}, f.firm, f.phone), f.fault, f.give)
}

// backList lists who has some of it: one tap takes them back.
func (f *lendForm) backList(out []data.Lending) fyne.CanvasObject {
	s := f.s
	f.back = kit.NewList().SetWhole(true)
	items := make([]kit.Item, len(out))
	for i, l := range out {
		items[i] = s.view.row(s.sh.Say, s.sh.Settings().Calendar, s.sh.Now(), l)
		items[i].Title, items[i].Sub = items[i].Sub, s.sh.Say("common.items", l.Qty)
		items[i].Actions = []kit.ItemAction{{ID: "back", Label: s.sh.Say("loan.return")}}
	}
	f.back.SetItems(items)
	f.back.OnTap = func(id string) { s.openLending(data.ID(id)) }
	f.back.OnAction = func(id, _ string) {
		s.takeBack(&data.Return{Lending: data.ID(id), Condition: "ok"}, f.item, func(err error) {
			if err != nil {
				s.sh.Toast(s.sh.Fault(err), "")
				return
			}
			f.close()
		})
	}
	return f.back
}

func (f *lendForm) command() *data.Lend {
	c := &data.Lend{Lending: data.NewID(), Item: f.item.ID, Qty: 1, Purpose: f.why.Text()}
	if f.qty != nil {
		c.Qty = f.qty.Value()
	}
	if f.item.Returns() {
		c.Due = dueOf(f.due.Selected())
	}
	return c
}

// tapped gives it to the person of a chip.
func (f *lendForm) tapped(chips *kit.Chips, to func(*data.Lend, data.ID)) {
	id := data.ID(chips.Selected())
	if id == "" {
		return
	}
	c := f.command()
	to(c, id)
	f.lend(c, func() { chips.Select() })
}

// typed gives it to the person whose name was typed.
func (f *lendForm) typed() {
	c := f.command()
	c.Name, c.Title, c.Firm = f.name.Text(), f.title.Selected(), f.firm.Text()
	phone, ok := data.Phone(f.phone.Text())
	c.Phone = phone
	if !ok {
		f.phone.SetFault(f.s.sh.Say("error.phone"))
		return
	}
	f.lend(c, func() {})
}

// lend gives the command, with a supervisor's word where the item wants it;
// refused is called when it was not done.
func (f *lendForm) lend(c *data.Lend, refused func()) {
	s := f.s
	if s.busy {
		refused()
		return
	}
	if f.item.Guarded && s.sh.Me().Role != data.Supervisor {
		refused() // until the supervisor has agreed nobody has it
		s.sh.Approve(s.sh.Say("loan.guarded", f.item.Label(), s.named(c)), func(a data.Approval) {
			c.Approval = &a
			f.do(c, func() {})
		})
		return
	}
	f.do(c, refused)
}

func (f *lendForm) do(c *data.Lend, refused func()) {
	s := f.s
	s.busy = true
	f.give.Lock()
	s.sh.Do(c, func(r data.Receipt, err error) {
		s.busy = false
		f.give.Unlock()
		if err != nil {
			refused()
			f.say(err)
			s.load()
			return
		}
		f.draft.Clear()
		f.close()
		s.sh.Toast(screen.WithWarnings(s.sh.Say, f.done(c), r), r.ID)
		s.load()
	})
}

// done says what was given out.
func (f *lendForm) done(c *data.Lend) string {
	say, who, what := f.s.sh.Say, f.s.named(c), f.item.Label()
	if c.Qty > 1 {
		what = say("loan.times", what, c.Qty)
	}
	if !f.item.Returns() {
		return say("loan.given", what, who)
	}
	due := c.Due
	if due == 0 {
		due = f.s.sh.Settings().LoanDue(f.s.sh.Now())
	}
	return say("loan.lent", what, who, screen.Clock(f.s.sh.Settings().Calendar, f.s.sh.Now(), due))
}

// say shows what is wrong at the fields, and the rest above the button.
func (f *lendForm) say(err error) {
	rest := screen.ShowFaults(f.s.sh, err, map[string]screen.Faulty{
		"name": f.name, "firm": f.firm, "phone": f.phone, "purpose": f.why, "due": f.due, "to": f.staff,
	})
	f.fault.SetText(rest)
	f.fault.Hidden = rest == ""
	f.fault.Refresh()
}

// returnForm is the sheet of one thing that is out: who has it, how it comes
// back, and how long it may stay out.
type returnForm struct {
	s         *loans
	lending   data.Lending
	item      data.Item
	draft     *screen.Draft
	close     func()
	condition *kit.Chips
	battery   *kit.Chips
	parts     *kit.Chips
	remark    *kit.Field
	by        *kit.Field
	fault     *kit.Paragraph
	back      *kit.Button
	longer    *kit.Chips
	body      *fyne.Container
}

// openLending opens the sheet of something that is out.
func (s *loans) openLending(id data.ID) {
	for _, l := range s.view.out {
		if l.ID == id {
			f := &returnForm{s: s, lending: l, item: s.view.item(l.Item), draft: s.sh.Keep("return/" + string(id))}
			f.close = s.sh.Sheet(f.item.Label(), f.build(), nil)
			return
		}
	}
}

func (f *returnForm) build() fyne.CanvasObject {
	say := f.s.sh.Say
	f.condition = kit.NewChips(say("loan.condition"), kit.Labelled(say, "loan.condition.", data.Conditions))
	f.condition.Select("ok")
	f.battery = kit.NewChips(say("loan.battery"), kit.Labelled(say, "loan.battery.", []string{"full", "low", "none"}))
	f.battery.Select("full")
	f.parts = kit.NewChips(say("loan.parts"), []kit.Choice{{Code: "earpiece", Label: say("loan.earpiece")}, {Code: "charger", Label: say("loan.charger")}}).SetMulti(true)
	f.parts.Select("earpiece", "charger")
	f.remark = kit.NewField(say("loan.remark")).SetMulti(2).SetMaxRunes(data.RemarkLength)
	f.by = kit.NewField(say("loan.broughtBy")).SetHint(f.s.view.who(say, f.lending)).SetMaxRunes(data.NameLength)
	f.fault = kit.NewParagraph("", kit.Body.In(kit.ColorLate))
	f.fault.Hide()
	f.back = kit.NewButton(say("loan.return"), kit.Primary, f.give)
	f.body = kit.VBoxGap(kit.SizePad)
	f.by.OnEnter = f.give
	for key, c := range map[string]*kit.Chips{"condition": f.condition, "battery": f.battery, "parts": f.parts} {
		f.draft.Chips(key, c)
	}
	f.draft.Field("remark", f.remark)
	f.draft.Field("by", f.by)
	kept := f.condition.OnChanged
	f.condition.OnChanged = func() { kept(); f.ask() }
	f.ask()
	body := []fyne.CanvasObject{f.facts(), f.condition}
	if f.item.Kind == data.Radio {
		body = []fyne.CanvasObject{f.facts(), f.battery, f.parts, f.condition}
	}
	f.body.Objects = append(body, f.remark, f.by, f.fault, f.back, f.extend())
	return f.body
}

// ask shows the field that says what is wrong only while something is.
func (f *returnForm) ask() {
	f.remark.Hidden = f.condition.Selected() == "ok" && f.remark.Text() == ""
	f.remark.Refresh()
	f.body.Refresh()
}

// facts tells who has it. The phone stands here in full: whoever opens this is
// about to call.
func (f *returnForm) facts() fyne.CanvasObject {
	s, l, say := f.s, f.lending, f.s.sh.Say
	cal, now := s.sh.Settings().Calendar, s.sh.Now()
	row := s.view.row(say, cal, now, l)
	who := s.view.who(say, l)
	if l.Name != "" && l.Firm != "" {
		who += " · " + l.Firm
	}
	if l.Qty > 1 {
		who = say("loan.times", who, l.Qty)
	}
	lines := []fyne.CanvasObject{kit.Row(nil, kit.NewText(who, kit.Section), kit.NewBadge(row.Badge, row.Tone))}
	if row.Badge == "" {
		lines = []fyne.CanvasObject{kit.NewText(who, kit.Section)}
	}
	words := say("loan.facts", screen.Clock(cal, now, l.OutAt), s.view.staff[l.OutBy].Name, screen.Clock(cal, now, l.Due))
	if l.Purpose != "" {
		words += "\n" + l.Purpose
	}
	if l.Phone != "" {
		words += "\n" + say("loan.call", l.Phone)
	}
	return kit.VBox(append(lines, kit.NewParagraph(words, kit.Label))...)
}

// extend offers to let it be out longer: a tap is enough.
func (f *returnForm) extend() fyne.CanvasObject {
	s, say := f.s, f.s.sh.Say
	cal, now := s.sh.Settings().Calendar, s.sh.Now()
	from := max(now, f.lending.Due)
	var choices []kit.Choice
	for _, h := range []int{1, 2} {
		due := from.Add(time.Duration(h) * time.Hour)
		choices = append(choices, kit.Choice{Code: strconv.FormatInt(int64(due), 10), Label: say("loan.longer", h), Note: screen.Clock(cal, now, due)})
	}
	if closing := cal.At(cal.Day(now), s.sh.Settings().Closes); closing > from {
		choices = append(choices, kit.Choice{Code: strconv.FormatInt(int64(closing), 10), Label: say("loan.untilClosing"), Note: cal.Clock(closing)})
	}
	f.longer = kit.NewChips(say("loan.extend"), choices)
	f.longer.OnChanged = func() {
		due := dueOf(f.longer.Selected())
		s.sh.Do(&data.ExtendLoan{Lending: f.lending.ID, Due: due}, func(r data.Receipt, err error) {
			s.load()
			if err != nil {
				f.longer.Select()
				f.longer.SetFault(s.sh.Fault(err))
				return
			}
			f.close()
			s.sh.Toast(say("loan.extended", f.item.Label(), screen.Clock(cal, now, due)), r.ID)
		})
	}
	return f.longer
}

func (f *returnForm) give() {
	c := &data.Return{Lending: f.lending.ID, By: f.by.Text(), Condition: f.condition.Selected(), Remark: f.remark.Text()}
	if f.item.Kind == data.Radio {
		c.Battery = f.battery.Selected()
		for _, part := range f.parts.SelectedAll() {
			c.Earpiece = c.Earpiece || part == "earpiece"
			c.Charger = c.Charger || part == "charger"
		}
	}
	f.back.Lock()
	f.s.takeBack(c, f.item, func(err error) {
		f.back.Unlock()
		if err == nil {
			f.draft.Clear()
			f.close()
			return
		}
		rest := screen.ShowFaults(f.s.sh, err, map[string]screen.Faulty{"remark": f.remark, "by": f.by, "condition": f.condition, "battery": f.battery})
		f.fault.SetText(rest)
		f.fault.Hidden = rest == ""
		f.fault.Refresh()
	})
}
