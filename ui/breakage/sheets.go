package breakage

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
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
	parts = append(parts, breakageFacts(say, s.sh.Settings().Calendar, s.view.names, b))
	if strokes := data.DecodeStrokes(b.Strokes); !strokes.Empty() {
		sign := kit.NewSignature()
		sign.SetStrokes(strokes, true)
		parts = append(parts, kit.VBox(kit.NewText(say("breakage.sign"), kit.Label), kit.MinSize(sign, 0, 120)))
	}
	if b.Owing() {
		parts = append(parts, kit.NewButton(say("breakage.settle"), kit.Primary, func() { s.openSettle(b) }))
	}
	if b.Piece() && b.HandedTo == "" {
		parts = append(parts, kit.NewButton(say("breakage.handIn"), kit.Secondary, func() { s.openHandIn(b) }).SetLarge())
	}
	parts = append(parts, kit.NewButton(say("common.print"), kit.Secondary, func() {
		s.sh.Go(screen.To(screen.Print{Record: "breakage", From: b.Day, To: b.Day, ID: string(b.ID)}))
	}).SetIcon("print").SetLarge())
	s.sh.Sheet(b.Name+" × "+say("common.items", b.Qty), kit.VBoxGap(kit.SizePad, parts...), nil)
}

// breakageFacts is a report told in lines: what it is about, and what.
func breakageFacts(say paper.Say, c data.Calendar, names map[data.ID]string, b data.Breakage) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	line := func(key, value string) {
		if value != "" {
			rows = append(rows, kit.Columns([]float32{3, 7}, kit.NewParagraph(say(key), kit.Label), kit.NewParagraph(value, kit.Body)))
		}
	}
	line("breakage.number", data.ShortNumber(b.Number))
	line("breakage.at", c.Stamp(b.At))
	line("breakage.reportedBy", names[b.By])
	line("breakage.kindTitle", say("breakage.rowSub", b.Kind, b.Found, b.Cause))
	line("breakage.who", b.Person)
	line("common.amount", say("common.yuan", data.Yuan(b.Amount())))
	line("breakage.payment", Payment(say, c, b))
	line("breakage.piece", Piece(say, c, names, b))
	line("breakage.reportTo", names[b.ReportedTo])
	line("breakage.decision", Decision(say, c, names, b))
	line("breakage.note", b.Note)
	return kit.VBox(rows...)
}

// openSettle is the sheet that takes the compensation.
func (s *breakage) openSettle(b data.Breakage) {
	say := s.sh.Say
	how := kit.NewChips(say("breakage.how"), kit.Labelled(say, "breakage.paid.", data.PaidHows))
	receipt := kit.NewField(say("breakage.receipt")).SetMaxRunes(data.NameLength)
	trouble := kit.NewBanner("", kit.ToneLate)
	trouble.Hide()
	draft := s.sh.Keep("settle/" + string(b.ID))
	draft.Chips("how", how)
	draft.Field("receipt", receipt)
	var do *kit.Button
	var shut func()
	do = kit.NewButton(say("breakage.settleDo"), kit.Primary, func() {
		c := &data.SettleBreakage{Breakage: b.ID, How: how.Selected(), Receipt: receipt.Text()}
		do.Lock()
		s.sh.Do(c, func(_ data.Receipt, err error) {
			do.Unlock()
			rest := screen.ShowFaults(s.sh, err, map[string]screen.Faulty{"how": how, "receipt": receipt})
			s.answered(trouble, rest, err, shut, say("breakage.settled", b.Name, data.Yuan(b.Due)), c.ID)
			if err == nil {
				draft.Clear()
			}
		})
	})
	body := kit.VBoxGap(kit.SizePad, kit.NewParagraph(Payment(say, s.sh.Settings().Calendar, b), kit.Body), how, receipt, trouble, do)
	shut = s.sh.Sheet(say("breakage.settleTitle", data.Yuan(b.Due)), body, nil)
}

// openHandIn is the sheet that hands the broken piece in: one tap.
func (s *breakage) openHandIn(b data.Breakage) {
	say := s.sh.Say
	to := kit.NewChips(say("breakage.handTitle"), s.view.people(data.Supervisor, data.Bar))
	trouble := kit.NewBanner("", kit.ToneLate)
	trouble.Hide()
	var shut func()
	to.OnChanged = func() {
		c := &data.HandInPiece{Breakage: b.ID, To: data.ID(to.Selected())}
		if c.To == "" {
			return
		}
		s.sh.Do(c, func(_ data.Receipt, err error) {
			rest := screen.ShowFaults(s.sh, err, map[string]screen.Faulty{"to": to})
			if err != nil {
				to.Select("")
			}
			s.answered(trouble, rest, err, shut, say("breakage.handedTo", b.Name, s.view.names[c.To]), c.ID)
		})
	}
	shut = s.sh.Sheet(say("breakage.row", b.Name, b.Qty), kit.VBoxGap(kit.SizePad, to, trouble), nil)
}

// answered ends a sheet's work: what is wrong stays on it, what is done closes
// it and can be taken back.
func (s *breakage) answered(trouble *kit.Banner, rest string, err error, shut func(), done string, undo data.ID) {
	trouble.Set(rest, kit.ToneLate)
	trouble.Hidden = rest == ""
	trouble.Refresh()
	if err == nil {
		shut()
		s.sh.Toast(done, undo)
	}
	s.load()
}
