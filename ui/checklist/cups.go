package checklist

import (
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// lotCard shows a lot: how far it is, and the one step that comes next.
func (s *cleaning) lotCard(b data.CupView) fyne.CanvasObject {
	say, cal := s.sh.Say, s.sh.Settings().Calendar
	next := b.Next()
	var strip []fyne.CanvasObject
	behind := true
	for _, step := range data.CupSteps {
		tone := kit.ToneGood
		switch {
		case step == next:
			tone, behind = kit.TonePrimary, false
		case !behind:
			tone = kit.TonePlain
		}
		strip = append(strip, kit.NewBadge(say("checklist.step."+step), tone))
	}
	lock := func(buttons ...*kit.Button) {
		for _, o := range buttons {
			o.Lock()
		}
	}
	var chip, again, do *kit.Button
	do = kit.NewButton(say("checklist.cups.do."+next), kit.Primary, func() {
		lock(chip, again, do)
		s.step(&data.StepCups{Batch: b.ID, Step: next}, b.CupBatch)
	})
	again = kit.NewButton(say("checklist.cups.again"), kit.Secondary, func() {
		lock(chip, again, do)
		s.step(&data.StepCups{Batch: b.ID, Step: next, Fail: true}, b.CupBatch)
	}).SetLarge()
	again.Hidden = next != "flawless"
	chip = kit.NewButton(say("checklist.cups.chip"), kit.Quiet, func() { s.openChipped(b.CupBatch) }).SetLarge()
	chip.Hidden = next == "store"
	acts := []fyne.CanvasObject{do}
	for _, o := range []*kit.Button{again, chip} {
		if !o.Hidden {
			acts = append([]fyne.CanvasObject{o}, acts...)
		}
	}
	body := kit.VBox(kit.Flow(strip...), kit.NewParagraph(s.view.cupsSub(say, cal, b.CupBatch), kit.Label), kit.Grid(len(acts), acts...))
	card := kit.NewCard(cupsName(say, b.CupBatch), nil, body)
	card.SetCorner(say("checklist.cups.many", b.Qty))
	return card
}

// step does one step. What is refused is said and the lots are read anew: mostly
// somebody else was faster.
func (s *cleaning) step(c *data.StepCups, b data.CupBatch) {
	s.sh.Do(c, func(_ data.Receipt, err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
		} else {
			s.stepped(c, b)
		}
		s.load()
	})
}

// stepped says what was done and offers to report what chipped.
func (s *cleaning) stepped(c *data.StepCups, b data.CupBatch) {
	say := s.sh.Say
	left := b.Qty - c.Chipped
	switch {
	case c.Fail:
		s.sh.Toast(say("checklist.cups.sentBack", cupsName(say, b)), c.ID)
	case left == 0:
		s.sh.Toast(say("checklist.cups.nothingLeft", cupsName(say, b)), c.ID)
	default:
		s.sh.Toast(say("checklist.cups.done", cupsName(say, b), left, c.Step), c.ID)
	}
	if c.Chipped > 0 {
		s.sh.Confirm(say("checklist.cups.report", cupsName(say, b), c.Chipped), say("checklist.cups.reportYes"), kit.TonePrimary, func() {
			s.sh.Go(screen.To(&data.ReportBreakage{Item: b.Item, Qty: c.Chipped}))
		})
	}
}

// openChipped asks how many chips were seen with the next step.
func (s *cleaning) openChipped(b data.CupBatch) {
	say, next := s.sh.Say, b.Next()
	chipped := kit.NewStepper(say("checklist.cups.chipped"), 1, b.Qty, 1)
	fault := kit.NewBanner("", kit.ToneLate)
	fault.Hide()
	var shut func()
	var do *kit.Button
	do = kit.NewButton(say("checklist.cups.do."+next), kit.Primary, func() {
		c := &data.StepCups{Batch: b.ID, Step: next, Chipped: chipped.Value()}
		do.Lock()
		s.sh.Do(c, func(_ data.Receipt, err error) {
			do.Unlock()
			if err != nil {
				fault.Set(s.sh.Fault(err), kit.ToneLate)
				fault.Show()
			} else {
				shut()
				s.stepped(c, b)
			}
			s.load()
		})
	})
	body := kit.VBoxGap(kit.SizePad, kit.NewParagraph(say("checklist.cups.chipHint"), kit.Label), chipped, fault, do)
	shut = s.sh.Sheet(cupsName(say, b), body, nil)
}

// openInspect begins a lot: which cups, how many, how many of them chipped.
func (s *cleaning) openInspect() {
	say, draft := s.sh.Say, s.sh.Keep("cups")
	var choices []kit.Choice
	for _, i := range s.view.cups {
		choices = append(choices, kit.Choice{Code: string(i.ID), Label: i.Label()})
	}
	choices = append(choices, kit.Choice{Code: "", Label: say("checklist.cups.mixed")})
	item := kit.NewChips(say("checklist.cups.which"), choices).SetMore(8, say("common.more"))
	item.Select("")
	draft.Chips("item", item)
	qty := kit.NewStepper(say("checklist.cups.qty"), 1, data.MaxCups, 12)
	chipped := kit.NewStepper(say("checklist.cups.chipped"), 0, data.MaxCups, 0)
	draft.Stepper("qty", qty)
	draft.Stepper("chipped", chipped)
	fault := kit.NewBanner("", kit.ToneLate)
	fault.Hide()
	var shut func()
	var do *kit.Button
	do = kit.NewButton(say("checklist.cups.do.inspect"), kit.Primary, func() {
		c := &data.StepCups{Batch: data.NewID(), Item: data.ID(item.Selected()), Qty: qty.Value(), Step: data.CupSteps[0], Chipped: chipped.Value()}
		do.Lock()
		s.sh.Do(c, func(_ data.Receipt, err error) {
			do.Unlock()
			rest := screen.ShowFaults(s.sh, err, map[string]screen.Faulty{"item": item})
			fault.Set(rest, kit.ToneLate)
			fault.Hidden = rest == ""
			fault.Refresh()
			if err == nil {
				draft.Clear()
				shut()
				s.stepped(c, data.CupBatch{Item: c.Item, StepLot: data.StepLot{Name: s.cupName(c.Item), Qty: c.Qty}})
			}
			s.load()
		})
	})
	body := kit.VBoxGap(kit.SizePad, kit.NewParagraph(say("checklist.cups.inspectHint"), kit.Label), item, kit.Columns([]float32{1, 1}, qty, chipped), fault, do)
	shut = s.sh.Sheet(say("checklist.cups.new"), body, nil)
}

func (s *cleaning) cupName(id data.ID) string {
	i := slices.IndexFunc(s.view.cups, func(i data.StockItem) bool { return i.ID == id })
	if i < 0 {
		return ""
	}
	return s.view.cups[i].Label()
}
