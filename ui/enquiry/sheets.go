package enquiry

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// openDetail shows a question whole; one that waits can be answered here, or
// passed on to somebody else.
func (s *enquiries) openDetail(id data.ID) {
	e, ok := s.find(id)
	if !ok {
		return
	}
	say := s.sh.Say
	words, tone := enquiryBadge(say, s.sh.Now(), e)
	parts := []fyne.CanvasObject{kit.HBox(kit.NewBadge(words, tone)), kit.NewParagraph(e.Question, kit.BodyBold), s.facts(e)}
	if e.Open() {
		parts = append(parts, s.answerParts(e)...)
	}
	parts = append(parts, kit.NewButton(say("common.print"), kit.Secondary, func() {
		s.sh.Go(screen.To(screen.Print{Record: "enquiry", From: e.Day, To: e.Day, ID: string(e.ID)}))
	}).SetIcon("print").SetLarge())
	s.closer = s.sh.Sheet(data.ShortNumber(e.Number), kit.VBoxGap(kit.SizePad, parts...), nil)
}

// facts tells a question in lines. The phone shows whole only to whoever has to
// call.
func (s *enquiries) facts(e data.Enquiry) fyne.CanvasObject {
	say, cal, now := s.sh.Say, s.sh.Settings().Calendar, s.sh.Now()
	var rows []fyne.CanvasObject
	line := func(key, value string) {
		if value != "" {
			rows = append(rows, kit.Columns([]float32{3, 7}, kit.NewParagraph(say(key), kit.Label), kit.NewParagraph(value, kit.Body)))
		}
	}
	line("enquiry.asker", Enquirer(say, e))
	phone := data.MaskPhone(e.Phone)
	if me := s.sh.Me(); me.ID == e.PassedTo {
		phone = e.Phone
	}
	line("common.phone", phone)
	if e.Topic != "" {
		line("enquiry.topic", say("enquiry.topic."+e.Topic))
	}
	line("enquiry.taken", say("enquiry.takenBy", e.Heard, s.view.names[e.By], shortStamp(cal, now, e.At)))
	if to := s.view.passed(e); to != "" {
		line("enquiry.passedTo", to+" · "+say("enquiry.dueAt", shortStamp(cal, now, e.Due)))
	}
	line("enquiry.answerText", e.Answer)
	if !e.Open() {
		line("enquiry.answerBy", s.view.names[e.AnsweredBy]+" "+shortStamp(cal, now, e.AnsweredAt))
	}
	return kit.VBox(rows...)
}

// answerParts are the field for the answer and the way to pass it on instead.
func (s *enquiries) answerParts(e data.Enquiry) []fyne.CanvasObject {
	say := s.sh.Say
	answer := kit.NewField(say("enquiry.answerText")).SetMulti(3).SetMaxRunes(data.RemarkLength)
	draft := s.sh.Keep("answer/" + string(e.ID))
	draft.Field("answer", answer)
	fault := kit.NewBanner("", kit.ToneLate)
	fault.Hide()
	var do *kit.Button
	do = kit.NewButton(say("enquiry.answerDo"), kit.Primary, func() {
		c := &data.AnswerEnquiry{Enquiry: e.ID, Answer: answer.Text()}
		do.Lock()
		s.sh.Do(c, func(_ data.Receipt, err error) {
			do.Unlock()
			rest := screen.ShowFaults(s.sh, err, map[string]screen.Faulty{"answer": answer})
			s.settled(fault, rest, err, draft, say("enquiry.answeredToast"), c.ID)
		})
	})
	pass := kit.NewButton(say("enquiry.passOn"), kit.Secondary, func() { s.openPass(e) }).SetLarge()
	return []fyne.CanvasObject{answer, fault, kit.Columns([]float32{1, 1}, pass, do)}
}

// settled ends a sheet's work: what is wrong stays on it with what was typed,
// what is done closes it and can be taken back.
func (s *enquiries) settled(fault *kit.Banner, rest string, err error, draft *screen.Draft, done string, undo data.ID) {
	fault.Set(rest, kit.ToneLate)
	fault.Hidden = rest == ""
	fault.Refresh()
	if err == nil {
		draft.Clear()
		s.shut()
		s.sh.Toast(done, undo)
	}
	s.load()
}

// openPass is the sheet that gives a question to somebody else, or more time.
func (s *enquiries) openPass(e data.Enquiry) {
	say := s.sh.Say
	p := newPassing(s.sh)
	p.offer(s.view.people(s.sh.Me().ID))
	draft := s.sh.Keep("pass/" + string(e.ID))
	draft.Field("passed", p.name)
	p.to.OnChanged, p.due.OnChanged = p.dress, p.dress
	draft.Chips("to", p.to)
	draft.Chips("due", p.due)
	p.dress()
	fault := kit.NewBanner("", kit.ToneLate)
	fault.Hide()
	var do *kit.Button
	do = kit.NewButton(say("enquiry.passDo"), kit.Primary, func() {
		c := &data.PassEnquiry{Enquiry: e.ID}
		c.PassedTo, c.Passed, c.Due = p.value()
		do.Lock()
		s.sh.Do(c, func(_ data.Receipt, err error) {
			do.Unlock()
			rest := screen.ShowFaults(s.sh, err, map[string]screen.Faulty{"passedTo": p.to, "passed": p.name, "due": p.due})
			p.box.Refresh()
			s.settled(fault, rest, err, draft, say("enquiry.passedToast", s.view.passed(data.Enquiry{PassedTo: c.PassedTo, Passed: c.Passed})), c.ID)
		})
	})
	s.closer = s.sh.Sheet(say("enquiry.passOn"), kit.VBoxGap(kit.SizePad, kit.NewParagraph(e.Question, kit.BodyBold), p.box, fault, do), nil)
}

// shut closes the sheet that is open.
func (s *enquiries) shut() {
	if s.closer != nil {
		s.closer()
		s.closer = nil
	}
}
