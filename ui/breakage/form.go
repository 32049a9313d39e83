package breakage

import (
	"strconv"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// breakageForm is the sheet of a report. The usual case is what is chosen
// already: a chipped piece seen before washing. Only the cause is asked, and
// what it brings with it.
type breakageForm struct {
	s     *breakage
	item  data.StockItem
	line  data.StockLine
	draft *screen.Draft
	close func()

	qty     *kit.Stepper
	kind    *kit.Chips
	found   *kit.Chips
	missing *kit.Chips
	cause   *kit.Chips
	who     *kit.Chips
	guest   *kit.Field
	share   *kit.Chips
	why     *kit.Chips
	sum     *kit.Paragraph
	hand    *kit.Chips
	told    *kit.Chips
	sign    *kit.Signature
	signBox fyne.CanvasObject
	note    *kit.Field
	fault   *kit.Banner
	do      *kit.Button
	more    *kit.Button // shows the note, which the usual case does without
	noted   bool
	body    *fyne.Container
}

// openReport opens the form for an item, nil when nobody knows it.
func (s *breakage) openReport(item data.ID) *breakageForm {
	l, ok := s.line(item)
	if !ok {
		return nil
	}
	f := &breakageForm{s: s, item: l.Item, line: l, draft: s.sh.Keep("breakage/" + string(item))}
	f.build()
	f.close = s.sh.Sheet(s.sh.Say("breakage.new", l.Item.Label()), f.body, nil)
	f.dress()
	return f
}

func (f *breakageForm) build() {
	s, say := f.s, f.s.sh.Say
	f.qty = kit.NewStepper(say("breakage.qty"), 1, max(1, f.line.Qty), 1)
	f.kind = kit.NewChips(say("breakage.kindTitle"), kit.Labelled(say, "breakage.kind.", data.BreakageKinds))
	f.kind.Select("chip")
	f.found = kit.NewChips(say("breakage.foundTitle"), kit.Labelled(say, "breakage.found.", data.BreakageFounds))
	f.found.Select("wash-check")
	if s.place != "" {
		f.found.Select("service")
	}
	f.missing = kit.NewChips(say("breakage.missing", f.line.Missing), []kit.Choice{{Code: "no", Label: say("common.no")}, {Code: "yes", Label: say("common.yes")}})
	f.missing.Select("no")
	f.cause = kit.NewChips(say("breakage.causeTitle"), kit.Labelled(say, "breakage.cause.", data.BreakageCauses))
	f.who = kit.NewChips(say("breakage.who"), s.view.people(data.Bar, data.Floor, data.VenueStaff)).SetMore(6, say("common.more"))
	f.guest = kit.NewField(say("breakage.guest")).SetHint(say("breakage.guestHint")).SetMaxRunes(data.NameLength)
	f.share = kit.NewChips(say("breakage.compensation"), kit.Labelled(say, "breakage.share.", breakageShares))
	f.why = kit.NewChips(say("breakage.why"), kit.Labelled(say, "breakage.waived.", data.WaiveReasons))
	f.sum = kit.NewParagraph("", kit.BodyBold)
	later := []kit.Choice{{Code: "", Label: say("breakage.later")}}
	f.hand = kit.NewChips(say("breakage.handTo"), append(later, s.view.people(data.Supervisor, data.Bar)...)).SetMore(5, say("common.more"))
	f.hand.Select("")
	f.told = kit.NewChips(say("breakage.reportTo"), s.view.supervisors()).SetOptional(true)
	f.sign = kit.NewSignature().SetHint(say("common.signHere"))
	again := kit.NewButton(say("common.signAgain"), kit.Quiet, f.sign.Clear)
	f.signBox = kit.VBox(kit.Row(kit.NewText(say("breakage.sign"), kit.Label), nil, again), kit.MinSize(f.sign, 0, 150))
	f.note = kit.NewField(say("breakage.note")).SetMaxRunes(data.RemarkLength)
	f.fault = kit.NewBanner("", kit.ToneLate)
	f.fault.Hide()
	f.do = kit.NewButton(say("breakage.do"), kit.Primary, f.give)
	f.more = kit.NewButton(say("breakage.more"), kit.Quiet, func() {
		f.noted = true
		f.dress()
		f.note.Focus(s.sh.Canvas())
	}).SetLarge()
	f.keep()
	f.noted = f.note.Text() != ""
	f.body = kit.VBoxGap(kit.SizePad, f.qty, f.kind, f.found, f.missing, f.cause, f.who, f.guest, f.share, f.why, f.sum, f.signBox, f.hand, f.told, f.note, f.fault, kit.Row(f.more, f.do, nil))
}

// keep fills the form from what was half-typed and keeps what is chosen.
func (f *breakageForm) keep() {
	f.draft.Stepper("qty", f.qty)
	f.draft.Field("guest", f.guest)
	f.draft.Field("note", f.note)
	for key, c := range map[string]*kit.Chips{"kind": f.kind, "found": f.found, "missing": f.missing, "cause": f.cause, "who": f.who, "share": f.share, "why": f.why, "hand": f.hand, "told": f.told} {
		if had := f.draft.Text(key); had != "" {
			c.Select(had)
		}
		c.OnChanged = func() {
			f.draft.Put(key, c.Selected())
			c.SetFault("")
			if key == "cause" {
				f.ruled()
			}
			f.dress()
		}
	}
	f.qty.OnChanged = func(n int) { f.draft.Put("qty", n); f.dress() }
	if len(f.told.Choices()) == 1 && f.told.Selected() == "" {
		f.told.Select(f.told.Choices()[0].Code)
	}
}

// ruled follows the house's rule for the cause that was chosen.
func (f *breakageForm) ruled() {
	share, waived := data.DefaultShare(f.cause.Selected())
	f.share.Select(strconv.Itoa(share))
	f.why.Select(waived)
	f.draft.Put("share", f.share.Selected())
	f.draft.Put("why", waived)
}

// dress shows what goes with what is chosen.
func (f *breakageForm) dress() {
	cause, share := f.cause.Selected(), f.share.Selected()
	f.missing.Hidden = f.line.Missing == 0
	f.qty.SetRange(1, max(1, f.line.Qty+f.explained()))
	f.who.Hidden = cause != "staff"
	f.guest.Hidden = cause != "guest"
	f.share.Hidden = cause != "staff" && cause != "guest"
	f.why.Hidden = f.share.Hidden || share != "0"
	f.signBox.(*fyne.Container).Hidden = cause != "staff" && (cause != "guest" || share == "0")
	f.sum.Hidden = share == "0" || share == ""
	f.told.Hidden = len(f.told.Choices()) < 2
	f.note.Hidden, f.more.Hidden = !f.noted, f.noted
	f.hand.Hidden = f.kind.Selected() == "lost"
	f.sum.SetText(breakageSum(f.s.sh.Say, f.item, f.qty.Value(), share))
	f.body.Refresh()
}

// explained is how many of what the last count missed the report may be about.
func (f *breakageForm) explained() int {
	if f.line.Missing > 0 && f.missing.Selected() == "yes" {
		return f.line.Missing
	}
	return 0
}

func (f *breakageForm) command() *data.ReportBreakage {
	c := &data.ReportBreakage{
		Breakage: data.NewID(), Movement: data.NewID(), Item: f.item.ID, Qty: f.qty.Value(), What: f.kind.Selected(),
		Found: f.found.Selected(), Cause: f.cause.Selected(), Place: f.s.place, Note: f.note.Text(), ReportedTo: data.ID(f.told.Selected()),
	}
	if f.explained() > 0 {
		c.Explains = f.line.Line
	}
	switch c.Cause {
	case "staff":
		c.Responsible = data.ID(f.who.Selected())
	case "guest":
		c.Person = f.guest.Text()
	}
	c.Share, _ = strconv.Atoi(f.share.Selected())
	if c.Share == 0 {
		c.Waived = f.why.Selected()
	}
	if !f.hand.Hidden {
		c.HandedTo = data.ID(f.hand.Selected())
	}
	if !f.signBox.(*fyne.Container).Hidden && !f.sign.Empty() {
		c.Strokes = f.sign.Strokes().Encode()
	}
	return c
}

func (f *breakageForm) give() {
	s := f.s
	c := f.command()
	f.do.Lock()
	s.sh.Do(c, func(_ data.Receipt, err error) {
		f.do.Unlock()
		rest := screen.ShowFaults(s.sh, err, map[string]screen.Faulty{
			"what": f.kind, "found": f.found, "cause": f.cause, "responsible": f.who, "person": f.guest, "share": f.share, "waived": f.why,
			"handedTo": f.hand, "reportedTo": f.told, "note": f.note,
		})
		if f.why.Hidden && c.Cause == "" {
			rest = "" // without a cause there is no reason to ask for either
		}
		f.fault.Set(rest, kit.ToneLate)
		f.fault.Hidden = rest == ""
		f.body.Refresh()
		if err != nil {
			s.load()
			return
		}
		explained := f.explained()
		f.draft.Clear()
		f.close()
		s.place = ""
		s.sh.Toast(s.sh.Say("breakage.done", f.item.Label(), c.Qty, f.item.Unit, s.sh.Say("breakage.kind."+c.What), f.line.Qty-c.Qty+min(c.Qty, explained)), c.ID)
		s.load()
	})
}
