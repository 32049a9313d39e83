package handover

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// pastPanel is the right side of a handover that is locked: both signatures,
// the code, and what was corrected since.
type pastPanel struct {
	s           *handover
	id          data.ID
	corrections int
	back        *kit.Button
}

func (p *pastPanel) key() string {
	return modePast + string(p.id) + p.s.sh.Lang() + string(rune('0'+p.corrections)) + p.s.view.Code
}

func (p *pastPanel) build() fyne.CanvasObject {
	s, say, cal := p.s, p.s.sh.Say, p.s.sh.Settings().Calendar
	v := s.view
	parts := []fyne.CanvasObject{
		s.figuresCard(nil),
		s.signedCard(say("handover.outgoing", v.names[v.Outgoing]), say("handover.sealedAt", cal.Clock(v.SealedAt)), v.OutStrokes),
		s.signedCard(say("handover.incoming", v.names[v.Incoming]), say("handover.acceptedAt", cal.Clock(v.LockedAt)), v.InStrokes),
	}
	if v.Witness != "" {
		parts = append(parts, s.signedCard(say("handover.witnessed", v.names[v.Witness]), cal.Clock(v.LockedAt), v.WitnessStrk))
	}
	number := kit.VBoxGap("", kit.NewText(data.ShortNumber(v.Number)+"　"+cal.Stamp(v.LockedAt), kit.Label))
	if v.Code != "" {
		number.Add(kit.NewText(say("handover.code", v.Code), kit.BodyBold))
	}
	parts = append(parts, kit.NewCard("", nil, number))
	if len(v.Corrections) > 0 {
		list := kit.VBox()
		for _, c := range v.Corrections {
			list.Add(kit.NewParagraph(c.Text, kit.Body))
			list.Add(kit.NewText(cal.Stamp(c.At)+" "+v.names[c.By], kit.Small))
		}
		parts = append(parts, kit.NewCard(say("handover.corrections"), nil, list))
	}
	correct := kit.NewButton(say("handover.correct"), kit.Secondary, s.openCorrection)
	p.back = kit.NewButton(say("handover.backToNow"), kit.Primary, func() { s.lookAt("") })
	return kit.Pin(nil, kit.VBox(correct, p.back), nil, nil, sideScroll(parts...))
}

func (p *pastPanel) refresh() {}

func (p *pastPanel) enter() bool {
	p.s.lookAt("")
	return true
}

// lines words what the list shows.
func (s *handover) lines() []Line {
	return s.words().Lines(s.view.Handover, s.items(), func(section string) bool { return s.apart[section] })
}

// historyDays is how far back earlier handovers are listed.
const historyDays = 31

// openHistory lists the earlier handovers; one tap shows one.
func (s *handover) openHistory() {
	say, cal := s.sh.Say, s.sh.Settings().Calendar
	list := kit.NewList().SetEmpty(say("handover.noHistory"), "", nil)
	shut := s.sh.Sheet(say("handover.history"), list, nil)
	list.OnTap = func(id string) {
		shut()
		s.lookAt(data.ID(id))
	}
	today := cal.Day(s.sh.Now())
	var found []data.Handover
	s.sh.Load(func(ctx context.Context) (err error) {
		found, err = s.office.Handovers(ctx, today.Plus(-historyDays), today)
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		list.SetItems(s.historyRows(found))
	})
}

func (s *handover) historyRows(found []data.Handover) []kit.Item {
	say, cal, set := s.sh.Say, s.sh.Settings().Calendar, s.sh.Settings()
	rows := make([]kit.Item, len(found))
	for i, h := range found {
		day, names := h.Day.Date(), h.AsSealed.Called(s.view.names)
		rows[i] = kit.Item{
			ID: string(h.ID), Lead: say("common.date.md", int(day.Month()), day.Day()),
			Title: say("handover.fromTo", ShiftName(say, h.Shift), ShiftName(say, nextShift(h, set))),
			Sub:   say("handover.by", names[h.Outgoing], names[h.Incoming]), Badge: cal.Clock(h.LockedAt),
		}
		if h.State != data.Locked {
			rows[i].Sub, rows[i].Badge, rows[i].Tone = say("handover.byOpen", names[h.Outgoing]), cal.Clock(h.SealedAt), kit.ToneSoon
		}
	}
	return rows
}

// openChanges lists what has changed since the seal.
func (s *handover) openChanges() {
	say := s.sh.Say
	list := kit.NewList()
	var rows []kit.Item
	words := s.words()
	for _, d := range s.view.changes {
		for _, l := range words.Lines(s.view.Handover, []data.HandoverItem{d.Item}, func(string) bool { return true }) {
			tone := kit.TonePrimary
			if d.What == "gone" {
				tone = kit.ToneGood
			}
			rows = append(rows, kit.Item{ID: d.What + string(d.Item.Ref), Title: l.Whole(), Sub: SectionName(say, l.Section), Badge: say("handover.drift." + d.What), Tone: tone, Strike: d.What == "gone"})
		}
	}
	list.SetItems(rows)
	s.sh.Sheet(say("handover.changesTitle"), kit.Pin(kit.NewParagraph(say("handover.changesNote"), kit.Label), nil, nil, nil, list), nil)
}

// openNote writes something for the next shift.
func (s *handover) openNote() {
	say := s.sh.Say
	draft := s.sh.Keep("note")
	kind := kit.NewChips(say("handover.noteKind"), []kit.Choice{
		{Code: "instruction", Label: say("handover.noteKind.instruction")}, {Code: "remark", Label: say("handover.noteKind.remark")}})
	kind.Select("instruction")
	draft.Chips("kind", kind)
	text := kit.NewField(say("handover.noteText")).SetMulti(4).SetMaxRunes(data.RemarkLength)
	draft.Field("text", text)
	var shut func()
	var save *kit.Button
	save = kit.NewButton(say("common.save"), kit.Primary, func() {
		words := data.TidyLines(text.Text())
		if words == "" {
			text.SetFault(say("error.required"))
			return
		}
		save.Lock()
		s.sh.Do(&data.LeaveNote{Note: data.NewID(), What: kind.Selected(), Text: words}, func(r data.Receipt, err error) {
			save.Unlock()
			if err != nil {
				text.SetFault(s.sh.Fault(err))
				return
			}
			draft.Clear()
			shut()
			s.sh.Toast(say("handover.noteSaved"), r.ID)
			s.load()
		})
	})
	shut = s.sh.Sheet(say("handover.noteTitle"), kit.VBoxGap(kit.SizePad, kind, text, save), nil)
	text.Focus(s.sh.Canvas())
}

// openCorrection adds a word to a handover that is locked.
func (s *handover) openCorrection() {
	say, id := s.sh.Say, s.view.ID
	draft := s.sh.Keep("correct/" + string(id))
	text := kit.NewField(say("handover.noteText")).SetMulti(4).SetMaxRunes(data.RemarkLength)
	draft.Field("text", text)
	var shut func()
	var save *kit.Button
	save = kit.NewButton(say("common.save"), kit.Primary, func() {
		words := data.TidyLines(text.Text())
		if words == "" {
			text.SetFault(say("error.required"))
			return
		}
		save.Lock()
		s.sh.Do(&data.CorrectHandover{Note: data.NewID(), Handover: id, Text: words}, func(_ data.Receipt, err error) {
			save.Unlock()
			if err != nil {
				text.SetFault(s.sh.Fault(err))
				return
			}
			draft.Clear()
			shut()
			s.sh.Toast(say("handover.corrected"), "")
			s.load()
		})
	})
	shut = s.sh.Sheet(say("handover.correct"), kit.VBoxGap(kit.SizePad, kit.NewParagraph(say("handover.correctionNote"), kit.Label), text, save), nil)
	text.Focus(s.sh.Canvas())
}
