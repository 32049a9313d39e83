package appliance

import (
	"slices"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Corrections are the sheets by which cleanings and repairs are put right.
func Corrections() []screen.Correction {
	return []screen.Correction{screen.Corrects(correctCleaning), screen.Corrects(correctRepair)}
}

// correctCleaning asks what of a cleaning was done and how it ended.
func correctCleaning(sh screen.Shell, half *data.CorrectCleaning, then func()) {
	say := sh.Say
	choices := stepChoices(half.Items)
	var ticked []string
	for i, step := range choices {
		if slices.Contains(half.Ticked, i) {
			ticked = append(ticked, step.Code)
		}
	}
	f := screen.NewForm(sh, "appliance", "", func(c *data.CorrectCleaning) {
		if c.Cleaning == "" {
			c.Running, c.Result = half.Running, half.Result
		}
		c.Cleaning, c.Items = half.Cleaning, half.Items
	})
	void := f.YesNo("act.voids", &f.C.Void)
	steps := screen.Many(f, "correct.ticked", &ticked, choices)
	running := screen.Choice(f, "running", &f.C.Running, data.RunningStates)
	result := screen.Choice(f, "result", &f.C.Result, data.CleaningResults)
	why := f.Text("act.why", &f.C.Why, data.RemarkLength).SetMulti(2)
	f.Show(func() bool { return !f.C.Void }, "ticked", "running", "result")
	f.OnGive = func(c *data.CorrectCleaning) {
		c.Ticked = nil
		for i, step := range choices {
			if !c.Void && slices.Contains(ticked, step.Code) {
				c.Ticked = append(c.Ticked, i)
			}
		}
	}
	f.After = then
	title := say("appliance.kind.CorrectCleaning")
	f.Do("act.do", func(_ *data.CorrectCleaning, r data.Receipt) { sh.Toast(say("act.done", title), r.ID) })
	f.Sheet(title, kit.NewParagraph(say("act.whyHint"), kit.Label), steps, running, result, void, why)
}

// correctRepair asks what a repair really cost and who did it, or voids it.
func correctRepair(sh screen.Shell, half *data.CorrectRepair, then func()) {
	say := sh.Say
	f := screen.NewForm(sh, "appliance.correct", "", func(c *data.CorrectRepair) {
		if c.Repair == "" {
			c.Cost, c.RepairedBy, c.Void = half.Cost, half.RepairedBy, half.Void
		}
		c.Repair = half.Repair
	})
	void := f.YesNo("act.voids", &f.C.Void)
	cost, by := f.Money("cost", &f.C.Cost, "appliance.badCost"), f.Text("repairedBy", &f.C.RepairedBy, data.NameLength)
	why := f.Text("act.why", &f.C.Why, data.RemarkLength).SetMulti(2)
	f.Show(func() bool { return !f.C.Void }, "cost", "repairedBy")
	f.After = then
	title := say("repair.kind.CorrectRepair")
	f.Do("act.do", func(_ *data.CorrectRepair, r data.Receipt) { sh.Toast(say("act.done", title), r.ID) })
	f.Sheet(title, kit.NewParagraph(say("act.whyHint"), kit.Label), cost, by, void, why)
}
