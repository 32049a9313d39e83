package breakage

import (
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Corrections are the sheets by which reports and their money are put right.
func Corrections() []screen.Correction {
	return []screen.Correction{screen.Corrects(correctReport), screen.Corrects(openRefund)}
}

// correctReport asks what a report really comes to, or voids it.
func correctReport(sh screen.Shell, half *data.CorrectBreakage, then func()) {
	say := sh.Say
	f := screen.NewForm(sh, "breakage", "", func(c *data.CorrectBreakage) {
		if c.Breakage == "" {
			c.Price, c.Share, c.Waived = half.Price, half.Share, half.Waived
		}
		c.Breakage, c.Movement = half.Breakage, data.NewID()
	})
	void := f.YesNo("act.voids", &f.C.Void)
	price := f.Money("price", &f.C.Price, "stock.badPrice")
	share := f.PickNumber("share", &f.C.Share, kit.Labelled(say, "breakage.share.", breakageShares))
	waived := screen.Choice(f, "waived", &f.C.Waived, data.WaiveReasons)
	why := f.Text("act.why", &f.C.Why, data.RemarkLength).SetMulti(2)
	f.Show(func() bool { return !f.C.Void }, "price", "share")
	f.Show(func() bool { return !f.C.Void && f.C.Share == 0 }, "waived")
	f.After = then
	title := say("breakage.kind.CorrectBreakage")
	f.Do("act.do", func(_ *data.CorrectBreakage, r data.Receipt) {
		sh.Toast(screen.WithWarnings(say, say("act.done", title), r), r.ID)
	})
	f.Sheet(title, kit.NewParagraph(say("act.whyHint"), kit.Label), price, share, waived, void, why)
}

// openRefund asks how much is given back, how and why.
func openRefund(sh screen.Shell, half *data.RefundBreakage, then func()) {
	say := sh.Say
	f := screen.NewForm(sh, "breakage", "", func(c *data.RefundBreakage) {
		if c.Breakage == "" {
			c.Sum, c.How = half.Sum, half.How
		}
		c.Breakage, c.Payment = half.Breakage, data.NewID()
	})
	sum := f.Money("refundSum", &f.C.Sum, "error.amount")
	how := screen.Pick(f, "how", &f.C.How, kit.Labelled(say, "breakage.paid.", data.PaidHows))
	receipt := f.Text("receipt", &f.C.Receipt, data.NameLength)
	why := f.Text("act.why", &f.C.Why, data.RemarkLength).SetMulti(2)
	f.After = then
	f.Do("breakage.refundDo", func(_ *data.RefundBreakage, r data.Receipt) { sh.Toast(say("breakage.refunded"), r.ID) })
	f.Sheet(say("breakage.refund"), sum, how, receipt, why)
}
