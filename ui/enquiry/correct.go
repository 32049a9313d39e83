package enquiry

import (
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Corrections are the sheets by which answers are put right.
func Corrections() []screen.Correction {
	return []screen.Correction{screen.Corrects(func(sh screen.Shell, half *data.CorrectAnswer, then func()) {
		f := screen.NewForm(sh, "enquiry", "", func(c *data.CorrectAnswer) {
			if c.Enquiry == "" {
				c.Answer = half.Answer
			}
			c.Enquiry = half.Enquiry
		})
		answer := f.Text("answer", &f.C.Answer, data.RemarkLength).SetMulti(3)
		why := f.Text("act.why", &f.C.Why, data.RemarkLength).SetMulti(2)
		f.After = then
		title := sh.Say("enquiry.kind.CorrectAnswer")
		f.Do("act.do", func(_ *data.CorrectAnswer, r data.Receipt) { sh.Toast(sh.Say("act.done", title), r.ID) })
		f.Sheet(title, kit.NewParagraph(sh.Say("act.whyHint"), kit.Label), answer, why)
	})}
}
