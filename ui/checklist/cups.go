package checklist

import (
	"cmp"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// showLots shows the lots on their way, and how many cups were put away today.
func (s *cleaning) showLots() {
	put := ""
	if cups, lots := s.View.Stored(); lots > 0 {
		put = s.sh.Say("checklist.cups.stored", cups, lots)
	}
	s.right.SetCorner(put)
	s.lots.Objects = nil
	for _, b := range s.View.OnTheWay() {
		s.lots.Add(s.lotCard(b))
	}
	if len(s.lots.Objects) == 0 {
		s.lots.Add(kit.NewEmpty(s.sh.Say("checklist.cups.none"), "", nil))
	}
	s.Shown.Refresh()
}

// lotCard shows a lot: how far it is, and the one step that comes next.
func (s *cleaning) lotCard(b data.CupView) fyne.CanvasObject {
	say, next := s.sh.Say, b.Next()
	var acts []fyne.CanvasObject
	act := func(text string, kind kit.ButtonKind, fail bool) *kit.Button {
		return kit.NewButton(say(text), kind, func() {
			for _, o := range acts {
				o.(*kit.Button).Lock()
			}
			s.step(&data.StepCups{Batch: b.ID, Step: next, Fail: fail}, b.CupBatch)
		})
	}
	if next != "store" {
		acts = append(acts, kit.NewButton(say("checklist.cups.chip"), kit.Quiet, func() { s.openChipped(b.CupBatch) }).SetLarge())
	}
	if next == "flawless" {
		acts = append(acts, act("checklist.cups.again", kit.Secondary, true).SetLarge())
	}
	acts = append(acts, act("checklist.cups.do."+next, kit.Primary, false))
	done := kit.NewParagraph(s.lotDone(b.CupBatch), kit.Label)
	card := kit.NewCard(cupsName(say, b.CupBatch), nil, kit.VBox(screen.StepStrip(say, "checklist", data.CupSteps, b.StepLot), done, kit.Grid(len(acts), acts...)))
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
		s.Load()
	})
}

// stepped says what was done and offers to report what chipped.
func (s *cleaning) stepped(c *data.StepCups, b data.CupBatch) {
	say, name, left := s.sh.Say, cupsName(s.sh.Say, b), b.Qty-c.Chipped
	switch {
	case c.Fail:
		s.sh.Toast(say("checklist.cups.sentBack", name), c.ID)
	case left == 0:
		s.sh.Toast(say("checklist.cups.nothingLeft", name), c.ID)
	default:
		s.sh.Toast(say("checklist.cups.done", name, left, c.Step), c.ID)
	}
	if c.Chipped > 0 {
		s.sh.Confirm(say("checklist.cups.report", name, c.Chipped), say("checklist.cups.reportYes"), kit.TonePrimary, func() {
			s.sh.Go(screen.To(&data.ReportBreakage{Item: b.Item, Qty: c.Chipped}))
		})
	}
}

// openChipped asks how many chips were seen with the next step.
func (s *cleaning) openChipped(b data.CupBatch) {
	f := screen.NewForm(s.sh, "checklist.cups", "", func(c *data.StepCups) { c.Batch, c.Step, c.Chipped = b.ID, b.Next(), 1 })
	chipped := f.Count("chipped", &f.C.Chipped, 1, b.Qty)
	f.After = s.Load
	f.Do("checklist.cups.do."+b.Next(), func(c *data.StepCups, _ data.Receipt) { s.stepped(c, b) })
	f.Sheet(cupsName(s.sh.Say, b), kit.NewParagraph(s.sh.Say("checklist.cups.chipHint"), kit.Label), chipped)
}

// usualCups is how many cups a lot has unless said.
const usualCups = 12

// openInspect begins a lot: which cups, how many, how many of them chipped.
func (s *cleaning) openInspect() {
	say, step := s.sh.Say, data.CupSteps[0]
	var choices []kit.Choice
	names := map[data.ID]string{} // "" for mixed
	for _, i := range s.View.cups {
		choices = append(choices, kit.Choice{Code: string(i.ID), Label: i.Label()})
		names[i.ID] = i.Label()
	}
	choices = append(choices, kit.Choice{Label: say("checklist.cups.mixed")})
	f := screen.NewForm(s.sh, "checklist.cups", "cups", func(c *data.StepCups) {
		c.Batch, c.Step, c.Qty = data.NewID(), step, cmp.Or(c.Qty, usualCups)
	})
	item := screen.Pick(f, "item", &f.C.Item, choices).SetMore(8, say("common.more"))
	qty, chipped := f.Count("qty", &f.C.Qty, 1, data.MaxCups), f.Count("chipped", &f.C.Chipped, 0, data.MaxCups)
	f.After = s.Load
	f.Do("checklist.cups.do."+step, func(c *data.StepCups, _ data.Receipt) {
		s.stepped(c, data.CupBatch{Item: c.Item, StepLot: data.StepLot{Name: names[c.Item], Qty: c.Qty}})
	})
	f.Sheet(say("checklist.cups.new"), kit.NewParagraph(say("checklist.cups.inspectHint"), kit.Label), item, kit.Columns([]float32{1, 1}, qty, chipped))
}

// cupsName names a lot.
func cupsName(say data.Say, b data.CupBatch) string {
	return cmp.Or(b.Name, say("checklist.cups.mixed"))
}

// lotDone says what a lot has behind it.
func (s *cleaning) lotDone(b data.CupBatch) string {
	some := func(key string, n int) string {
		if n == 0 {
			return ""
		}
		return s.sh.Say(key, n)
	}
	at := screen.Clock(s.sh.Settings().Calendar, s.sh.Now(), b.At)
	return kit.Dotted(s.sh.Say("checklist.cups.did", b.Step, s.View.Names[b.By], at), some("checklist.cups.againTimes", b.Again), some("checklist.cups.chippedOf", b.Chipped))
}
