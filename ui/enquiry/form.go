package enquiry

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// outside is the choice for somebody who is not of the staff.
const outside = "-"

// passing asks to whom a question goes and by when it is answered.
type passing struct {
	sh   screen.Shell
	to   *kit.Chips
	name *kit.Field
	due  *kit.Chips
	when *kit.Text
	box  *fyne.Container
}

func newPassing(sh screen.Shell) *passing {
	say := sh.Say
	p := &passing{sh: sh}
	p.to = kit.NewChips(say("enquiry.to"), nil).SetMore(7, say("common.more"))
	p.name = kit.NewField(say("enquiry.outside")).SetMaxRunes(data.NameLength)
	p.due = kit.NewChips(say("enquiry.due"), kit.Labelled(say, "enquiry.due.", enquiryDues))
	p.when = kit.NewText("", kit.Label)
	p.box = kit.VBoxGap(kit.SizePad, p.to, p.name, kit.VBox(p.due, p.when))
	p.offer(nil)
	return p
}

// offer shows these people, and somebody else first.
func (p *passing) offer(people []kit.Choice) {
	p.to.SetChoices(append([]kit.Choice{{Code: outside, Label: p.sh.Say("enquiry.someone")}}, people...))
	p.dress()
}

// dress shows what goes with what is chosen.
func (p *passing) dress() {
	p.name.Hidden = p.to.Selected() != outside
	p.when.Hidden = p.due.Selected() == ""
	if !p.when.Hidden {
		p.when.SetText(p.sh.Say("enquiry.promised", p.sh.Settings().Calendar.Stamp(dueAt(p.sh.Settings(), p.sh.Now(), p.due.Selected()))[5:]))
	}
	p.box.Refresh()
}

// value gives what was chosen as a command holds it.
func (p *passing) value() (to data.ID, name string, due data.Time) {
	if to = data.ID(p.to.Selected()); to == outside {
		to, name = "", p.name.Text()
	}
	return to, name, dueAt(p.sh.Settings(), p.sh.Now(), p.due.Selected())
}

func (p *passing) clear() {
	p.to.Select("")
	p.due.Select("")
	p.name.SetText("")
	p.dress()
}

// enquiryForm takes a question down.
type enquiryForm struct {
	s       *enquiries
	draft   *screen.Draft
	visitor data.ID

	heard    *kit.Chips
	question *kit.Field
	topic    *kit.Chips
	who      *kit.Field
	unit     *kit.Field
	phone    *kit.Field
	how      *kit.Chips
	answer   *kit.Field
	pass     *passing
	fault    *kit.Banner
	do       *kit.Button
	body     *fyne.Container
	foot     *fyne.Container
}

func newEnquiryForm(s *enquiries) *enquiryForm {
	say := s.sh.Say
	f := &enquiryForm{s: s, draft: s.sh.Keep("enquiry/" + s.heard)}
	f.heard = kit.NewChips(say("enquiry.heard"), kit.Labelled(say, "enquiry.heard.", data.EnquiryPlaces))
	f.heard.Select(s.heard)
	f.question = kit.NewField(say("enquiry.question")).SetMulti(2).SetMaxRunes(data.RemarkLength)
	f.topic = kit.NewChips(say("enquiry.topic"), kit.Labelled(say, "enquiry.topic.", data.EnquiryTopics)).SetOptional(true)
	f.who = kit.NewField(say("enquiry.who")).SetMaxRunes(data.NameLength)
	f.unit = kit.NewField(say("enquiry.unit")).SetMaxRunes(data.NameLength)
	f.phone = kit.NewField(say("enquiry.phone")).SetMaxRunes(20)
	f.how = kit.NewChips(say("enquiry.how"), kit.Labelled(say, "enquiry.how.", []string{"now", "pass"}))
	f.how.Select("now")
	f.answer = kit.NewField(say("enquiry.answerText")).SetMulti(2).SetMaxRunes(data.RemarkLength)
	f.pass = newPassing(s.sh)
	f.fault = kit.NewBanner("", kit.ToneLate)
	f.fault.Hide()
	f.do = kit.NewButton(say("enquiry.do"), kit.Primary, f.give)
	f.keep()
	f.body = kit.VBoxGap(kit.SizePad, f.question, f.topic, kit.Columns([]float32{1, 1}, f.who, f.unit), f.how, f.answer, f.phone, f.pass.box, f.heard)
	f.foot = kit.VBox(f.fault, f.do)
	f.dress()
	return f
}

// keep fills the form from what was half-typed and keeps what is typed.
func (f *enquiryForm) keep() {
	f.visitor = data.ID(f.draft.Text("visitor"))
	for key, field := range map[string]*kit.Field{"question": f.question, "who": f.who, "unit": f.unit, "phone": f.phone, "answer": f.answer, "passed": f.pass.name} {
		f.draft.Field(key, field)
	}
	f.pass.to.SetChoices([]kit.Choice{{Code: outside}, {Code: f.draft.Text("to")}}) // the others come with the staff
	for key, c := range map[string]*kit.Chips{"heard": f.heard, "topic": f.topic, "how": f.how, "due": f.pass.due, "to": f.pass.to} {
		if had := f.draft.Text(key); had != "" {
			c.Select(had)
		}
		c.OnChanged = func() {
			f.draft.Put(key, c.Selected())
			c.SetFault("")
			f.dress()
		}
	}
}

// dress shows what goes with an answer at once, or with passing on.
func (f *enquiryForm) dress() {
	now := f.how.Selected() != "pass"
	f.answer.Hidden, f.phone.Hidden, f.pass.box.Hidden = !now, now, now
	f.pass.dress()
	if f.body != nil {
		f.body.Refresh()
	}
}

// of begins a question of a guest who is known.
func (f *enquiryForm) of(visitor data.ID, who string) {
	f.visitor = visitor
	f.draft.Put("visitor", string(visitor))
	f.who.SetText(who)
}

func (f *enquiryForm) command() *data.TakeEnquiry {
	c := &data.TakeEnquiry{Enquiry: data.NewID(), Heard: f.heard.Selected(), Topic: f.topic.Selected(), Visitor: f.visitor,
		Who: f.who.Text(), Unit: f.unit.Text(), Question: f.question.Text()}
	if f.how.Selected() == "pass" {
		c.PassedTo, c.Passed, c.Due = f.pass.value()
		c.Phone, _ = data.Phone(f.phone.Text())
		if c.Phone == "" {
			c.Phone = f.phone.Text()
		}
		return c
	}
	c.Answer = f.answer.Text()
	return c
}

// missing says what is chosen but not filled in before the book is asked: a
// question that is to be passed on without anybody chosen.
func (f *enquiryForm) missing(c *data.TakeEnquiry) bool {
	if f.how.Selected() != "pass" {
		return false
	}
	say := f.s.sh.Say
	if c.PassedTo == "" && c.Passed == "" {
		f.pass.to.SetFault(say("enquiry.needTo"))
	}
	if c.Due == 0 {
		f.pass.due.SetFault(say("enquiry.needDue"))
	}
	return c.PassedTo == "" && c.Passed == "" && c.Due == 0
}

func (f *enquiryForm) give() {
	if f.do.Locked() {
		return
	}
	s, c := f.s, f.command()
	f.do.Lock()
	s.sh.Do(c, func(_ data.Receipt, err error) {
		f.do.Unlock()
		f.show(err)
		if err != nil {
			f.missing(c)
			f.body.Refresh()
			return
		}
		f.clear()
		if c.Answer != "" {
			s.sh.Toast(s.sh.Say("enquiry.doneNow"), c.ID)
		} else {
			s.sh.Toast(s.sh.Say("enquiry.donePassed", s.view.passed(data.Enquiry{PassedTo: c.PassedTo, Passed: c.Passed}), shortStamp(s.sh.Settings().Calendar, s.sh.Now(), c.Due)), c.ID)
		}
		s.load()
	})
}

func (f *enquiryForm) show(err error) {
	places := map[string]screen.Faulty{"question": f.question, "topic": f.topic, "who": f.who, "unit": f.unit, "phone": f.phone, "heard": f.heard,
		"answer": f.answer, "passedTo": f.pass.to, "passed": f.pass.name, "due": f.pass.due}
	if f.how.Selected() == "pass" {
		places["answer"] = f.pass.to
	}
	rest := screen.ShowFaults(f.s.sh, err, places)
	f.fault.Set(rest, kit.ToneLate)
	f.fault.Hidden = rest == ""
	f.foot.Refresh()
	f.body.Refresh()
}

// clear empties the form for the next question; where it is asked stays.
func (f *enquiryForm) clear() {
	heard := f.heard.Selected()
	for _, field := range []*kit.Field{f.question, f.who, f.unit, f.phone, f.answer} {
		field.SetText("")
	}
	f.topic.Select("")
	f.how.Select("now")
	f.pass.clear()
	f.visitor = ""
	f.draft.Clear()
	f.draft.Put("heard", heard)
	f.dress()
}
