package handover

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// acceptPanel is the right side of a sealed handover: who handed over, what
// changed since, and the signature of who takes over.
type acceptPanel struct {
	s  *handover
	id data.ID

	figures *figures
	scroll  *kit.Scroll
	changes *kit.Button
	who     *kit.Chips // when the one who handed over is still signed on
	card    *kit.Card
	sign    *kit.Signature
	again   *kit.Button
	witness *kit.Button
	save    *kit.Button
	rest    *kit.Button
	act     *kit.Button

	approval *data.Approval // the witness's own word, never kept
	seen     string         // the witness's strokes
}

func (p *acceptPanel) key() string {
	return modeSealed + string(p.id) + p.s.sh.Lang() + string(p.s.sh.Me().ID)
}

func (p *acceptPanel) draft() *screen.Draft { return p.s.checks().draft }

// other reports whether somebody else than who is signed on has to take over.
func (p *acceptPanel) other() bool { return p.s.sh.Me().ID == p.s.view.Outgoing }

// incoming is who takes over: who is signed on, unless they handed over.
func (p *acceptPanel) incoming() data.ID {
	if p.other() {
		return data.ID(p.who.Selected())
	}
	return p.s.sh.Me().ID
}

func (p *acceptPanel) build() fyne.CanvasObject {
	s, say := p.s, p.s.sh.Say
	p.figures = newFigures()
	p.changes = kit.NewButton("", kit.Secondary, s.openChanges).SetIcon("alert")
	p.who = kit.NewChips(say("handover.incomingWho"), s.view.successors()).SetMore(6, say("common.more"))
	p.draft().Chips("incoming", p.who)
	p.who.OnChanged = func() {
		p.draft().Put("incoming", p.who.SelectedAll())
		p.refresh()
	}
	p.who.Hidden = !p.other()
	p.sign = kit.NewSignature().SetHint(say("common.signHere"))
	p.sign.SetStrokes(data.DecodeStrokes(p.draft().Text("strokes")), false)
	p.sign.OnChanged = func() {
		p.draft().Put("strokes", keptStrokes(p.sign))
		p.refresh()
	}
	p.again = kit.NewButton(say("common.signAgain"), kit.Quiet, p.sign.Clear)
	p.witness = kit.NewButton(say("handover.witness"), kit.Quiet, p.askWitness)
	p.card = kit.NewCard("", kit.HBoxGap("", p.again, p.witness), kit.VBox(p.who, p.sign))
	p.save = kit.NewButton(say("handover.saveMarks"), kit.Quiet, p.saveMarks)
	p.rest = kit.NewButton("", kit.Secondary, func() { s.markAll(s.lines()) })
	p.act = kit.NewButton("", kit.Primary, p.accept)
	out := s.signedCard(say("handover.outgoing", s.view.names[s.view.Outgoing]),
		say("handover.sealedAt", s.sh.Settings().Calendar.Clock(s.view.SealedAt)), s.view.OutStrokes)
	p.scroll = sideScroll(p.figures.hold, p.changes, out, p.card)
	return kit.Pin(nil, kit.VBox(kit.Row(nil, p.rest, p.save), p.act), nil, nil, p.scroll)
}

func (p *acceptPanel) refresh() {
	s, say := p.s, p.s.sh.Say
	p.figures.show(s, noCorner)
	p.changes.SetText(say("handover.changes", len(s.view.changes)))
	p.changes.Hidden = len(s.view.changes) == 0
	p.again.Hidden = len(p.sign.Strokes()) == 0
	p.card.SetTitle(say("handover.incoming", s.view.names[p.incoming()]))
	if p.incoming() == "" {
		p.card.SetTitle(say("handover.incomingWho"))
	}
	if p.approval != nil {
		p.witness.SetText(say("handover.witnessed", s.view.names[p.approval.Staff]))
	}
	items := s.items()
	_, _, open := data.Tally(items)
	p.rest.SetText(say("handover.restOK", open))
	p.rest.SetEnabled(open > 0)
	// Somebody who isn't signed on can't save in their own name; their marks
	// stay here until they sign.
	p.save.Hidden = p.other() || len(s.checks().marks(s.view.Items)) == 0
	key, args := missing(items, p.incoming(), !p.sign.Empty())
	p.act.SetEnabled(key == "")
	if key == "" {
		key = "handover.accept"
	}
	p.act.SetText(say(key, args...))
	p.scroll.Refresh()
}

func (p *acceptPanel) enter() bool {
	if p.act.Disabled() || p.act.Locked() {
		return false
	}
	p.accept()
	return true
}

// saveMarks gives the marks without a signature, so that another device sees
// them and nothing is lost.
func (p *acceptPanel) saveMarks() {
	s := p.s
	marks := s.checks().marks(s.view.Items)
	if s.busy || len(marks) == 0 {
		return
	}
	s.busy = true
	p.save.Lock()
	s.sh.Do(&data.AcceptHandover{Handover: p.id, Marks: marks}, func(_ data.Receipt, err error) {
		s.busy = false
		p.save.Unlock()
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
		} else {
			s.sh.Toast(s.sh.Say("handover.marksSaved", len(marks)), "")
		}
		s.load()
	})
}

// accept asks the incoming person for their own PIN, then locks.
func (p *acceptPanel) accept() {
	s, say := p.s, p.s.sh.Say
	who := p.incoming()
	if key, _ := missing(s.items(), who, !p.sign.Empty()); key != "" || s.busy {
		return
	}
	var shut func()
	var pad *kit.Keypad
	pad = kit.NewKeypad(data.PINMax, true, func(pin string) { p.lock(who, pin, pad, func() { shut() }) }).SetConfirm(true)
	shut = s.sh.Sheet(say("handover.pinTitle"), kit.VBoxGap(kit.SizePad, kit.NewParagraph(say("handover.pinFor", s.view.names[who]), kit.Body), kit.Center(pad)), nil)
	if c := s.sh.Canvas(); c != nil {
		c.Focus(pad)
	}
}

// lock gives marks and signature in the name of who takes over.
func (p *acceptPanel) lock(who data.ID, pin string, pad *kit.Keypad, shut func()) {
	s := p.s
	if s.busy {
		return
	}
	s.busy = true
	s.content.Drop(s.sh.Say("handover.sealing"))
	c := &data.AcceptHandover{
		Head: data.Head{Staff: who}, Handover: p.id, Marks: s.checks().marks(s.view.Items), Strokes: p.sign.Strokes().Encode(), PIN: pin,
	}
	if p.approval != nil {
		c.Approval, c.Witness, c.WitnessStrokes = p.approval, p.approval.Staff, p.seen
	}
	s.sh.Do(c, func(_ data.Receipt, err error) {
		s.busy = false
		if err != nil {
			s.content.Lift()
			pad.Clear()
			pad.SetFault(s.sh.Fault(err))
			return
		}
		p.draft().Clear()
		shut()
		s.fresh = true
		s.lookAt(p.id)
	})
}

// askWitness lets a supervisor give their word with their PIN, then sign.
func (p *acceptPanel) askWitness() {
	s, say := p.s, p.s.sh.Say
	s.sh.Approve(say("handover.witnessWhy"), func(a data.Approval) {
		sign := kit.NewSignature().SetHint(say("common.signHere"))
		var shut func()
		done := kit.NewButton(say("common.done"), kit.Primary, func() {
			p.approval, p.seen = &a, sign.Strokes().Encode()
			shut()
			p.refresh()
		})
		done.Disable()
		sign.OnChanged = func() { done.SetEnabled(!sign.Empty()) }
		again := kit.NewButton(say("common.signAgain"), kit.Secondary, sign.Clear)
		shut = s.sh.Sheet(say("handover.witnessSign"), kit.VBoxGap(kit.SizePad,
			kit.NewText(say("handover.witnessed", s.view.names[a.Staff]), kit.BodyBold), kit.MinSize(sign, 0, 220), again, done), nil)
	})
}
