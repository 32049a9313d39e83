package handover

import (
	"fmt"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// showRows lists what is handed over, section by section, and the tally above.
func (s *handover) showRows() {
	say, cal := s.sh.Say, s.sh.Settings().Calendar
	items := s.items()
	ok, off, open := data.Tally(items)
	switch s.view.mode {
	case modeDraft:
		s.tally.SetText(say("handover.compiled", cal.Clock(s.sh.Now()), len(items)))
	default:
		s.tally.SetText(say("handover.tally", cal.Clock(s.view.SealedAt), ok, off, open))
	}
	lines := s.words().Lines(s.view.Handover, items, func(section string) bool { return s.apart[section] })
	if state := s.stateOf(lines); state != s.listed {
		s.listed = state
		s.rows.Objects = nil
		for _, part := range sections(lines) {
			s.rows.Objects = append(s.rows.Objects, s.section(part))
		}
		if len(lines) == 0 {
			s.rows.Objects = []fyne.CanvasObject{kit.NewEmpty(say("handover.empty"), "", nil)}
		}
		s.rows.Refresh()
		s.scroll.Refresh()
	}
}

// stateOf tells whether the list must be built anew. Words that are being typed
// don't count: their field stays.
func (s *handover) stateOf(lines []Line) string {
	state := s.view.mode + s.sh.Lang()
	for _, l := range lines {
		word := l.Word
		if s.view.mode == modeSealed {
			word = ""
		}
		state += fmt.Sprint("|", l.Section, l.Whole(), l.Note, l.Mark, word, l.Amiss, l.Items[0].ID)
	}
	return state
}

// sectionWidth is the room for a section's name beside its lines.
const sectionWidth = 150

// section shows the lines of one part beside its name; where several are still
// unseen one tap takes the rest of it.
func (s *handover) section(lines []Line) fyne.CanvasObject {
	say := s.sh.Say
	name := SectionName(say, lines[0].Section)
	n := 0
	for _, l := range lines {
		n += len(l.Items)
	}
	if n > 1 {
		name = say("handover.counted", name, n)
	}
	var rest fyne.CanvasObject
	if items, in := openOf(lines); s.view.mode == modeSealed && in > 1 {
		rest = kit.NewButton(say("handover.restOK", items), kit.Quiet, func() { s.markAll(lines) })
	}
	body := kit.VBoxGap("")
	for i, l := range lines {
		if i > 0 {
			body.Add(kit.NewRule())
		}
		body.Add(s.row(l))
	}
	label := kit.NewParagraph(name, kit.Label)
	if s.sh.Compact() {
		head := kit.MinSize(kit.Row(nil, kit.NewText(name, kit.Label.Heavy()), rest), 0, kit.Size(kit.SizeTouch)/2+kit.Size(kit.SizeGap))
		return kit.VBoxGap("", head, body, kit.NewRule())
	}
	left := kit.VBoxGap("", kit.PaddedBy(kit.SizeGap, label))
	if rest != nil {
		left.Add(rest)
	}
	return kit.VBoxGap("", kit.Columns([]float32{0, 1}, kit.MinSize(kit.Loose(left), sectionWidth, left.MinSize().Height), body), kit.NewRule())
}

// row shows one line: what it is, what is said of it, and while it is checked
// 相符 and 不符.
func (s *handover) row(l Line) fyne.CanvasObject {
	say := s.sh.Say
	words := kit.VBoxGap("", kit.NewParagraph(l.Whole(), kit.BodyBold))
	if l.Note != "" {
		note := kit.NewParagraph(l.Note, kit.Label)
		note.SetMaxLines(2)
		words.Add(note)
	}
	if l.Mark == "off" && l.Word != "" && s.view.mode == modePast {
		words.Add(kit.NewParagraph(say("handover.wordIs", l.Word), kit.Label.In(kit.ColorSoon)))
	}
	var icon, marks fyne.CanvasObject
	if l.Amiss {
		icon = kit.NewIcon("alert", kit.ColorSoon, kit.SizeBody)
	}
	switch {
	case s.view.mode == modeSealed:
		marks = s.marker(l)
	case l.Mark == "ok":
		marks = kit.NewBadge(say("handover.ok"), kit.ToneGood)
	case l.Mark == "off":
		marks = kit.NewBadge(say("handover.off"), kit.ToneSoon)
	}
	line := kit.PaddedBy(kit.SizeGap, kit.Row(icon, kit.VBoxGap("", kit.Space(), words, kit.Space()), marks))
	if s.view.mode == modeSealed && l.Mark == "off" {
		return kit.VBoxGap("", line, kit.PaddedBy(kit.SizeGap, s.wordField(l)))
	}
	return line
}

// marker is the pair 相符 and 不符 of a line.
func (s *handover) marker(l Line) fyne.CanvasObject {
	off := kit.Choice{Code: "off", Label: s.sh.Say("handover.off")}
	if l.Mark == "off" {
		off.Tone = kit.ToneSoon
	}
	c := kit.NewChips("", []kit.Choice{{Code: "ok", Label: s.sh.Say("handover.ok")}, off})
	c.Select(l.Mark)
	c.OnChanged = func() { s.mark(l, c.Selected()) }
	return c
}

// mark takes a line's mark. 不符 of several things at once first asks which:
// each gets a line of its own.
func (s *handover) mark(l Line, mark string) {
	if mark == "off" && len(l.Items) > 1 {
		s.apart[l.Section] = true
		s.listed = ""
	} else {
		for _, i := range l.Items {
			s.checks().mark(i.ID, mark)
		}
	}
	s.show()
}

// markAll marks what is still unseen of some lines as found.
func (s *handover) markAll(lines []Line) {
	for _, l := range lines {
		for _, i := range l.Items {
			if l.Mark == "" {
				s.checks().mark(i.ID, "ok")
			}
		}
	}
	s.show()
}

// wordField asks for the word that 不符 needs, where it is needed.
func (s *handover) wordField(l Line) fyne.CanvasObject {
	id := l.Items[0].ID
	f := kit.NewField(s.sh.Say("handover.word")).SetHint(s.sh.Say("handover.wordHint")).SetMaxRunes(data.RemarkLength)
	f.SetText(l.Word)
	f.OnChanged = func(text string) {
		s.checks().word(id, text)
		s.show()
	}
	f.OnEnter = func() {
		if f.Text() == "" {
			f.SetFault(s.sh.Say("handover.sayWhat"))
			return
		}
		s.sh.Canvas().Unfocus()
	}
	return f
}
