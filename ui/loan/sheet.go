package loan

import (
	"slices"
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
	*screen.Form[data.Lend]
	s    *loans
	item data.Item
	due  string // when it comes back, as it was chosen
}

// chipsShown is how many people a row of chips shows before the rest goes
// behind a chip of its own.
const chipsShown = 11

func (s *loans) openLend(item data.Item) {
	f := &lendForm{s: s, item: item}
	f.Form = screen.NewForm(s.sh, "loan", "lend/"+string(item.ID), func(c *data.Lend) { c.Lending, c.Item, c.Qty = data.NewID(), item.ID, 1 })
	title := "loan.lendTitle"
	if item.Kind == data.Gift {
		title = "loan.giveTitle"
	}
	f.Open(s.sh.Say(title, item.Label()), f.build()...)
}

func (f *lendForm) build() (parts []fyne.CanvasObject) {
	s, say, c, gift := f.s, f.s.sh.Say, f.C, f.item.Kind == data.Gift
	out := s.view.outOf(f.item.ID)
	left := f.item.Left(out)
	if !f.item.Single() && len(out) > 0 {
		parts = append(parts, f.backList(out))
	}
	if f.item.Kind == data.Loan && left <= 0 {
		return append(parts, kit.NewBanner(say("loan.noneLeft"), kit.ToneSoon))
	}
	if gift {
		left = mostGifts
	}
	if !f.item.Single() {
		parts = append(parts, f.Count("qty", &c.Qty, 1, left))
	}
	if f.item.Returns() {
		parts = append(parts, screen.Pick(f.Form, "due", &f.due, dueChoices(say, s.sh.Settings(), s.sh.Now())))
	}
	why := f.Text("purpose", &c.Purpose, data.RemarkLength)
	staff := screen.Pick(f.Form, "to", &c.To, s.view.borrowers()).SetMore(chipsShown, say("common.more"))
	guests := screen.Pick(f.Form, "visitor", &c.Visitor, s.view.inside(say, s.sh.Settings().Calendar)).SetMore(chipsShown, say("common.more"))
	f.Show(func() bool { return len(guests.Choices()) > 0 }, "visitor")
	first, second := staff, guests
	if gift {
		first, second = second, first // gifts are for guests
	}
	return append(parts, first, second, why, f.other())
}

// mostGifts is how many of a gift are given at once.
const mostGifts = 100

// other is the part for somebody who is none of those offered.
func (f *lendForm) other() fyne.CanvasObject {
	say, c := f.s.sh.Say, f.C
	name := f.Text("common.name", &c.Name, data.NameLength)
	title := screen.Pick(f.Form, "common.title", &c.Title, kit.Labelled(say, "common.", []string{"mr", "ms"})).SetOptional(true)
	firm, phone := f.Text("firm", &c.Firm, data.NameLength), f.Phone("common.phone", &c.Phone)
	f.OnFill = func(*data.Lend) { f.due = usualDue }
	f.OnGive = f.complete
	f.OnChange = func(name string) {
		if name == "to" || name == "visitor" { // a tap is enough
			f.Give()
		}
	}
	f.Ask = f.ask
	f.After = func() {
		f.untap()
		f.s.load()
	}
	do := "loan.lend"
	if f.item.Kind == data.Gift {
		do = "loan.give"
	}
	f.Do(do, func(c *data.Lend, r data.Receipt) { f.s.sh.Toast(screen.WithWarnings(say, f.done(c), r), r.ID) })
	return kit.VBox(kit.NewText(say("loan.toOther"), kit.BodyBold),
		kit.Columns([]float32{1, 1}, name, title), kit.Columns([]float32{1, 1}, firm, phone), f.Button, f.Banner)
}

// complete says for how long, and leaves out what was typed of another where
// somebody was tapped.
func (f *lendForm) complete(c *data.Lend) {
	if f.item.Returns() {
		c.Due = dueOf(f.due)
	}
	if c.To != "" || c.Visitor != "" {
		c.Name, c.Title, c.Firm, c.Phone = "", "", "", ""
	}
}

// ask gives what is guarded only with a supervisor's word; until then nobody has
// it.
func (f *lendForm) ask(c *data.Lend, give func()) {
	if !f.item.Guarded || f.s.sh.Me().Role == data.Supervisor {
		give()
		return
	}
	f.untap()
	f.s.sh.Approve(f.s.sh.Say("loan.guarded", f.item.Label(), f.s.named(c)), func(a data.Approval) {
		c.Approval = &a
		give()
	})
}

// untap chooses nobody, where somebody was tapped.
func (f *lendForm) untap() {
	if f.C.To != "" || f.C.Visitor != "" {
		f.C.To, f.C.Visitor = "", ""
		f.Set("to", "visitor")
	}
}

// backList lists who has some of it: one tap takes them back.
func (f *lendForm) backList(out []data.Lending) fyne.CanvasObject {
	s := f.s
	list := kit.NewList().SetWhole(true)
	items := make([]kit.Item, len(out))
	for i, l := range out {
		items[i] = s.view.row(s.sh.Say, s.sh.Settings().Calendar, s.sh.Now(), l)
		items[i].Title, items[i].Sub = items[i].Sub, s.sh.Say("common.items", l.Qty)
		items[i].Actions = []kit.ItemAction{{ID: "back", Label: s.sh.Say("loan.return")}}
	}
	list.SetItems(items)
	list.OnTap = func(id string) { s.openLending(data.ID(id)) }
	list.OnAction = func(id, _ string) {
		s.takeBack(&data.Return{Lending: data.ID(id), Condition: "ok"}, f.item, func(err error) {
			if err != nil {
				s.sh.Toast(s.sh.Fault(err), "")
				return
			}
			f.Shut()
		})
	}
	return list
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

// returnForm is the sheet of one thing that is out: who has it, how it comes
// back, and how long it may stay out.
type returnForm struct {
	*screen.Form[data.Return]
	s       *loans
	lending data.Lending
	item    data.Item
}

// openLending opens the sheet of something that is out.
func (s *loans) openLending(id data.ID) {
	for _, l := range s.view.out {
		if l.ID == id {
			f := &returnForm{s: s, lending: l, item: s.view.item(l.Item)}
			f.Form = screen.NewForm(s.sh, "loan", "return/"+string(id), f.fresh)
			f.build()
			return
		}
	}
}

// fresh is what is usual: all of it is there and as it should be.
func (f *returnForm) fresh(c *data.Return) {
	c.Lending, c.Condition = f.lending.ID, "ok"
	if f.item.Kind == data.Radio {
		c.Battery, c.Earpiece, c.Charger = "full", true, true
	}
}

func (f *returnForm) build() {
	say, c, radio := f.s.sh.Say, f.C, f.item.Kind == data.Radio
	var there []string
	condition := screen.Choice(f.Form, "condition", &c.Condition, data.Conditions)
	battery := screen.Choice(f.Form, "battery", &c.Battery, []string{"full", "low", "none"})
	parts := screen.Many(f.Form, "parts", &there, kit.Labelled(say, "loan.", []string{"earpiece", "charger"}))
	remark := f.Text("remark", &c.Remark, data.RemarkLength).SetMulti(2)
	by := f.Text("by", &c.By, data.NameLength).SetHint(f.s.view.who(say, f.lending))
	f.Show(func() bool { return radio }, "battery", "parts")
	f.Show(func() bool { return c.Condition != "ok" || c.Remark != "" }, "remark")
	f.OnFill = func(*data.Return) { there = []string{"earpiece", "charger"} }
	f.OnGive = func(c *data.Return) {
		c.Earpiece, c.Charger = slices.Contains(there, "earpiece"), slices.Contains(there, "charger")
	}
	f.After = f.s.load
	f.Do("loan.return", func(_ *data.Return, r data.Receipt) {
		f.s.sh.Toast(screen.WithWarnings(say, say("loan.returned", f.item.Label()), r), r.ID)
	})
	f.Open(f.item.Label(), f.facts(), battery, parts, condition, remark, by, f.Button, f.Banner, f.extend())
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
	longer := kit.NewChips(say("loan.extend"), choices)
	longer.OnChanged = func() {
		due := dueOf(longer.Selected())
		s.sh.Do(&data.ExtendLoan{Lending: f.lending.ID, Due: due}, func(r data.Receipt, err error) {
			s.load()
			if err != nil {
				longer.Select()
				longer.SetFault(s.sh.Fault(err))
				return
			}
			f.Shut()
			s.sh.Toast(say("loan.extended", f.item.Label(), screen.Clock(cal, now, due)), r.ID)
		})
	}
	return longer
}
