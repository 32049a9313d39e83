package enquiry

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// row says who asked what, and how far it is.
func (s *enquiries) row(e data.Enquiry) kit.Item {
	say := s.sh.Say
	it := kit.Item{ID: string(e.ID), Title: e.Headline()}
	it.Badge, it.Tone = s.badge(e)
	if e.Open() { // when and by whom first: the row may be too short for all
		it.Sub = kit.Dotted(say("enquiry.dueAt", s.clock(e.Due)), s.passed(e.PassedTo, e.Passed), Enquirer(say, e))
		it.Actions = []kit.ItemAction{{ID: "answer", Label: say("enquiry.answer"), Tone: kit.TonePrimary}}
	} else {
		it.Sub = kit.Dotted(Enquirer(say, e), say("enquiry.answeredBy", s.View.names[e.AnsweredBy], s.clock(e.AnsweredAt)))
	}
	return it
}

// badge says how far a question is.
func (s *enquiries) badge(e data.Enquiry) (string, kit.Tone) {
	switch {
	case e.Late(s.sh.Now()):
		return s.sh.Say("enquiry.state.late"), kit.ToneLate
	case e.Open():
		return s.sh.Say("enquiry.state.open"), kit.ToneSoon
	}
	return s.sh.Say("enquiry.state.answered"), kit.ToneGood
}

// passed names whoever is to answer.
func (s *enquiries) passed(to data.ID, name string) string { return cmp.Or(s.View.names[to], name) }

func (s *enquiries) clock(t data.Time) string {
	return screen.Clock(s.sh.Settings().Calendar, s.sh.Now(), t)
}

// people are those a question may be passed to, somebody else first: consultants
// and reception know most, then the supervisor; never the one who asks.
func (s *enquiries) people() []kit.Choice {
	me := s.sh.Me().ID
	others := slices.DeleteFunc(slices.Clone(s.View.staff), func(p data.Staff) bool { return p.ID == me })
	someone := []kit.Choice{{Code: outside, Label: s.sh.Say("enquiry.someone")}}
	return append(someone, screen.People(others, data.Consultant, data.Supervisor, data.Reception, data.Engineering)...)
}

// openDetail shows a question whole and reports whether it is known; one that
// waits can be answered here, or passed on to somebody else.
func (s *enquiries) openDetail(id data.ID) bool {
	all := slices.Concat(s.View.open, s.View.recent)
	i := slices.IndexFunc(all, func(e data.Enquiry) bool { return e.ID == id })
	if i < 0 {
		return false
	}
	e := all[i]
	title := data.ShortNumber(e.Number)
	parts := []fyne.CanvasObject{kit.HBox(kit.NewBadge(s.badge(e))), kit.NewParagraph(e.Question, kit.BodyBold), s.facts(e)}
	paper := screen.PrintButton(s.sh, screen.Print{Record: "enquiry", From: e.Day, To: e.Day, ID: string(e.ID)})
	if !e.Open() {
		s.sh.Sheet(title, kit.VBoxGap(kit.SizePad, append(parts, paper)...), nil)
		return true
	}
	f := screen.NewForm(s.sh, "enquiry", "answer/"+string(id), func(c *data.AnswerEnquiry) { c.Enquiry = id })
	answer := f.Text("answer", &f.C.Answer, data.RemarkLength).SetMulti(3)
	f.After = s.Load
	f.Do("enquiry.answerDo", func(_ *data.AnswerEnquiry, r data.Receipt) { s.sh.Toast(s.sh.Say("enquiry.answeredToast"), r.ID) })
	pass := kit.NewButton(s.sh.Say("enquiry.passOn"), kit.Secondary, func() { s.openPass(e) }).SetLarge()
	f.Open(title, append(parts, answer, kit.Columns([]float32{1, 1}, pass, f.Button), f.Banner, paper)...)
	return true
}

// facts tells a question in lines. The phone shows whole only to whoever has to
// call.
func (s *enquiries) facts(e data.Enquiry) fyne.CanvasObject {
	say := s.sh.Say
	phone, topic, passed, answered := data.MaskPhone(e.Phone), "", s.passed(e.PassedTo, e.Passed), ""
	if s.sh.Me().ID == e.PassedTo {
		phone = e.Phone
	}
	if e.Topic != "" {
		topic = say("enquiry.topic." + e.Topic)
	}
	if passed != "" {
		passed += " · " + say("enquiry.dueAt", s.clock(e.Due))
	}
	if !e.Open() {
		answered = s.View.names[e.AnsweredBy] + " " + s.clock(e.AnsweredAt)
	}
	return screen.Facts(s.sh, "enquiry.asker", Enquirer(say, e), "common.phone", phone, "enquiry.topic", topic,
		"enquiry.taken", say("enquiry.takenBy", e.Heard, s.View.names[e.By], s.clock(e.At)), "enquiry.passes", passed,
		"enquiry.answer", e.Answer, "enquiry.answerBy", answered)
}

// openPass is the sheet that gives a question to somebody else, or more time.
func (s *enquiries) openPass(e data.Enquiry) {
	f := screen.NewForm(s.sh, "enquiry", "pass/"+string(e.ID), func(c *data.PassEnquiry) { c.Enquiry = e.ID })
	passing(s, f, &f.C.PassedTo, &f.C.Passed, &f.C.Due)
	f.After = s.Load
	f.Do("enquiry.passDo", func(c *data.PassEnquiry, r data.Receipt) {
		s.sh.Toast(s.sh.Say("enquiry.passedToast", s.passed(c.PassedTo, c.Passed)), r.ID)
	})
	f.Sheet(s.sh.Say("enquiry.passOn"), kit.NewParagraph(e.Question, kit.BodyBold), f.Field("passedTo"), f.Field("passed"), f.Field("due"))
}
