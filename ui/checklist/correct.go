package checklist

import (
	"slices"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Corrections are the sheets by which what was ticked is put right.
func Corrections() []screen.Correction {
	return []screen.Correction{screen.Corrects(correctRun), screen.Corrects(correctCups)}
}

// correctRun asks which items were done, and why what was recorded is wrong.
func correctRun(sh screen.Shell, half *data.CorrectRun, then func()) {
	var ticked []string
	items := make([]kit.Choice, len(half.Items))
	for i, item := range half.Items {
		items[i] = kit.Choice{Code: item, Label: item}
		if slices.Contains(half.Ticked, i) {
			ticked = append(ticked, item)
		}
	}
	f := screen.NewForm(sh, "act", "", func(c *data.CorrectRun) { c.Run, c.Items = half.Run, half.Items })
	void := f.YesNo("voids", &f.C.Void)
	what := screen.Many(f, "checklist.ticked", &ticked, items)
	why := f.Text("why", &f.C.Why, data.RemarkLength).SetMulti(2)
	f.Show(func() bool { return !f.C.Void }, "ticked")
	f.OnGive = func(c *data.CorrectRun) {
		c.Ticked = nil
		for i, item := range half.Items {
			if !c.Void && slices.Contains(ticked, item) {
				c.Ticked = append(c.Ticked, i)
			}
		}
	}
	f.After = then
	title := sh.Say("checklist.kind.CorrectRun")
	f.Do("act.do", func(_ *data.CorrectRun, r data.Receipt) { sh.Toast(sh.Say("act.done", title), r.ID) })
	f.Sheet(title, kit.NewParagraph(sh.Say("act.whyHint"), kit.Label), what, void, why)
}

// correctCups asks how far a lot really is, and how many there are.
func correctCups(sh screen.Shell, half *data.CorrectCups, then func()) {
	f := screen.NewForm(sh, "checklist.cups", "", func(c *data.CorrectCups) { c.Batch, c.Qty = half.Batch, max(c.Qty, 1) })
	void := f.YesNo("act.voids", &f.C.Void)
	step := screen.Pick(f, "step", &f.C.Step, kit.Labelled(sh.Say, "checklist.step.", data.CupSteps))
	qty := f.Count("qty", &f.C.Qty, 1, data.MaxCups)
	why := f.Text("act.why", &f.C.Why, data.RemarkLength).SetMulti(2)
	f.Show(func() bool { return !f.C.Void }, "step", "qty")
	f.After = then
	title := sh.Say("checklist.kind.CorrectCups")
	f.Do("act.do", func(_ *data.CorrectCups, r data.Receipt) { sh.Toast(sh.Say("act.done", title), r.ID) })
	f.Sheet(title, kit.NewParagraph(sh.Say("act.whyHint"), kit.Label), void, step, qty, why)
}
