package breakage

import (
	"cmp"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// openDetail shows a report whole, with what can be done about it.
func (s *breakage) openDetail(id data.ID) {
	b, ok := s.find(id)
	if !ok {
		return
	}
	say := s.sh.Say
	words, tone := breakageBadge(say, b)
	parts := []fyne.CanvasObject{kit.HBox(kit.NewBadge(words, tone))}
	parts = append(parts, breakageFacts(s.sh, s.view.names, b))
	if strokes := data.DecodeStrokes(b.Strokes); !strokes.Empty() {
		sign := kit.NewSignature()
		sign.SetStrokes(strokes, true)
		parts = append(parts, kit.VBox(kit.NewText(say("breakage.sign"), kit.Label), kit.MinSize(sign, 0, 120)))
	}
	if b.Unsigned() {
		parts = append(parts, kit.NewButton(say("breakage.signNow"), kit.Secondary, func() { s.openSign(b) }).SetLarge())
	}
	if b.Owing() {
		parts = append(parts, kit.NewButton(say("breakage.settle"), kit.Primary, func() { s.openSettle(b) }))
	}
	if b.GiveBack() > 0 {
		parts = append(parts, kit.NewButton(say("breakage.refund"), kit.Primary, func() {
			openRefund(s.sh, &data.RefundBreakage{Breakage: b.ID, Sum: b.GiveBack(), How: b.PaidHow}, s.load)
		}))
	}
	if b.Piece() && b.HandedTo == "" {
		parts = append(parts, kit.NewButton(say("breakage.handIn"), kit.Secondary, func() { s.openHandIn(b) }).SetLarge())
	}
	parts = append(parts, screen.PrintButton(s.sh, screen.Print{Record: "breakage", From: b.Day, To: b.Day, ID: string(b.ID)}))
	s.sh.Sheet(b.Name+" × "+say("common.items", b.Qty), kit.VBoxGap(kit.SizePad, parts...), nil)
}

// breakageFacts is a report told in lines: what it is about, and what.
func breakageFacts(sh screen.Shell, names map[data.ID]string, b data.Breakage) fyne.CanvasObject {
	say, c := sh.Say, sh.Settings().Calendar
	return screen.Facts(sh, "breakage.number", data.ShortNumber(b.Number), "breakage.at", c.Stamp(b.At), "breakage.reportedBy", names[b.By],
		"breakage.what", say("breakage.rowSub", b.Kind, b.Found, b.Cause), "breakage.responsible", b.Person,
		"common.amount", say("common.yuan", data.Yuan(b.Amount())), "breakage.payment", Payment(say, c, b),
		"breakage.piece", Piece(say, c, names, b), "breakage.reportedTo", names[b.ReportedTo],
		"breakage.decision", Decision(say, c, names, b), "breakage.note", b.Note)
}

// openSettle is the sheet that takes the compensation.
func (s *breakage) openSettle(b data.Breakage) {
	say := s.sh.Say
	f := screen.NewForm(s.sh, "breakage", "settle/"+string(b.ID), func(c *data.SettleBreakage) {
		c.Breakage, c.Payment, c.Sum = b.ID, data.NewID(), cmp.Or(c.Sum, b.Rest())
	})
	sum := f.Money("sumTaken", &f.C.Sum, "error.amount")
	how := screen.Pick(f, "how", &f.C.How, kit.Labelled(say, "breakage.paid.", data.PaidHows))
	receipt := f.Text("receipt", &f.C.Receipt, data.NameLength)
	f.After = s.load
	f.Do("breakage.settleDo", func(c *data.SettleBreakage, r data.Receipt) {
		s.sh.Toast(say("breakage.settled", b.Name, data.Yuan(c.Sum)), r.ID)
	})
	f.Sheet(say("breakage.settleTitle", data.Yuan(b.Rest())), kit.NewParagraph(Payment(say, s.sh.Settings().Calendar, b), kit.Body), sum, how, receipt)
}

// openSign is the sheet in which who is responsible signs afterwards.
func (s *breakage) openSign(b data.Breakage) {
	say := s.sh.Say
	sign := kit.NewSignature().SetHint(say("common.signHere"))
	f := screen.NewForm(s.sh, "breakage", "", func(c *data.SignBreakage) { c.Breakage = b.ID })
	f.OnGive = func(c *data.SignBreakage) {
		if !sign.Empty() {
			c.Strokes = sign.Strokes().Encode()
		}
	}
	f.After = s.load
	f.Do("breakage.signDo", func(_ *data.SignBreakage, r data.Receipt) { s.sh.Toast(say("breakage.signed", b.Name), r.ID) })
	again := kit.NewButton(say("common.signAgain"), kit.Quiet, sign.Clear)
	words := kit.NewParagraph(say("breakage.signFor", b.Person, data.Yuan(b.Due)), kit.Body)
	f.Sheet(say("breakage.row", b.Name, b.Qty), words, kit.Row(kit.NewText(say("breakage.sign"), kit.Label), nil, again), kit.MinSize(sign, 0, 150))
}

// openHandIn is the sheet that hands the broken piece in: one tap.
func (s *breakage) openHandIn(b data.Breakage) {
	say := s.sh.Say
	f := screen.NewForm(s.sh, "breakage.piece", "", func(c *data.HandInPiece) { c.Breakage = b.ID })
	to := screen.Pick(f, "to", &f.C.To, s.view.people(data.Supervisor, data.Bar))
	f.OnChange = func(string) { f.Give() }
	f.After = func() {
		if f.C.To != "" { // it was refused
			f.C.To = ""
			f.Set("to")
		}
		s.load()
	}
	f.Do("breakage.handIn", func(c *data.HandInPiece, r data.Receipt) {
		s.sh.Toast(say("breakage.handedOver", b.Name, s.view.names[c.To]), r.ID)
	})
	f.Open(say("breakage.row", b.Name, b.Qty), to, f.Banner)
}
