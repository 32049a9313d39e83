package breakage

import (
	"cmp"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// report is the sheet of a report. The usual case is what is chosen already: a
// chipped piece seen before washing. Only the cause is asked, and what it brings
// with it.
type report struct {
	*screen.Form[data.ReportBreakage]
	s       *breakage
	line    data.StockLine
	missing bool // the report is about what the last count missed
	noted   bool // the note is asked for, which the usual case does without
	sign    *kit.Signature
}

// openReport opens the form for an item, nil when nobody knows it.
func (s *breakage) openReport(item data.ID) *report {
	l, ok := s.line(item)
	if !ok {
		return nil
	}
	r := &report{s: s, line: l, sign: kit.NewSignature().SetHint(s.sh.Say("common.signHere"))}
	r.Form = screen.NewForm(s.sh, "breakage", "breakage/"+string(item), r.fresh)
	r.build()
	return r
}

// fresh gives a report its ids and what is usual.
func (r *report) fresh(c *data.ReportBreakage) {
	c.Breakage, c.Movement, c.Item = data.NewID(), data.NewID(), r.line.Item.ID
	c.Place, c.Qty, c.What = cmp.Or(c.Place, r.s.place), max(c.Qty, 1), cmp.Or(c.What, "chip")
	usual := "wash-check"
	if c.Place != "" {
		usual = "service"
	}
	c.Found = cmp.Or(c.Found, usual)
	if bosses := r.s.view.supervisors(); len(bosses) == 1 && c.ReportedTo == "" {
		c.ReportedTo = data.ID(bosses[0].Code)
	}
}

func (r *report) build() {
	s, say, c := r.s, r.s.sh.Say, r.C
	more, people, bosses := say("common.more"), s.view.people, s.view.supervisors()
	later := append([]kit.Choice{{Label: say("breakage.later")}}, people(data.Supervisor, data.Bar)...)
	qty := r.Count("qty", &c.Qty, 1, max(1, r.line.Qty))
	what := screen.Pick(r.Form, "what", &c.What, kit.Labelled(say, "breakage.kind.", data.BreakageKinds))
	found := screen.Choice(r.Form, "found", &c.Found, data.BreakageFounds)
	missing := r.YesNo("missing", &r.missing)
	missing.SetLabel(say("breakage.missing", r.line.Missing))
	cause := screen.Choice(r.Form, "cause", &c.Cause, data.BreakageCauses)
	who := screen.Pick(r.Form, "responsible", &c.Responsible, people(data.Bar, data.Floor, data.VenueStaff)).SetMore(6, more)
	inside := screen.Pick(r.Form, "visitor", &c.Visitor, s.view.inside()).SetMore(6, more).SetOptional(true)
	guest := r.Text("person", &c.Person, data.NameLength).SetHint(say("breakage.guestHint"))
	share := r.PickNumber("share", &c.Share, kit.Labelled(say, "breakage.share.", breakageShares))
	why := screen.Choice(r.Form, "waived", &c.Waived, data.WaiveReasons)
	hand := screen.Pick(r.Form, "handedTo", &c.HandedTo, later).SetMore(5, more)
	told := screen.Pick(r.Form, "reportedTo", &c.ReportedTo, bosses).SetOptional(true)
	note := r.Text("note", &c.Note, data.RemarkLength)
	r.Show(func() bool { return r.line.Missing > 0 }, "missing")
	r.Show(func() bool { return c.Cause == "staff" }, "responsible")
	r.Show(func() bool { return c.Cause == "guest" }, "person")
	r.Show(func() bool { return c.Cause == "guest" && (c.Visitor != "" || len(s.view.inside()) > 0) }, "visitor")
	r.Show(r.paid, "share")
	r.Show(func() bool { return r.paid() && c.Share == 0 }, "waived")
	r.Show(func() bool { return c.What != "lost" }, "handedTo")
	r.Show(func() bool { return r.noted || c.Note != "" }, "note")
	r.Need("error.required", "cause")

	sum := kit.NewParagraph("", kit.BodyBold)
	again := kit.NewButton(say("common.signAgain"), kit.Quiet, r.sign.Clear)
	signed := kit.VBox(kit.Row(kit.NewText(say("breakage.sign"), kit.Label), nil, again), kit.MinSize(r.sign, 0, 150))
	ask := kit.NewButton(say("breakage.more"), kit.Quiet, func() {
		r.noted = true
		r.Dress()
		note.Focus(s.sh.Canvas())
	}).SetLarge()
	r.OnDress = func() {
		qty.SetRange(1, max(1, r.line.Qty+r.explained()))
		c.Qty = qty.Value()
		sum.SetText(breakageSum(say, r.line.Item, c.Qty, c.Share))
		sum.Hidden, signed.Hidden, ask.Hidden = c.Share == 0, !r.signs(), note.Visible()
	}
	r.OnFill = func(c *data.ReportBreakage) { r.missing = c.Explains != "" }
	r.OnChange = r.changed
	r.OnGive = r.complete
	r.After = s.load
	r.Do("breakage.do", r.done)
	parts := []fyne.CanvasObject{qty, what, found, missing, cause, who, inside, guest, share, why, sum, signed, hand}
	if len(bosses) > 1 { // else it goes without asking
		parts = append(parts, told)
	}
	r.Open(say("breakage.new", r.line.Item.Label()), append(parts, note, kit.Row(ask, r.Button, nil), r.Banner)...)
}

// paid reports whether somebody is there to pay.
func (r *report) paid() bool { return r.C.Cause == "staff" || r.C.Cause == "guest" }

// signs reports whether who did it signs.
func (r *report) signs() bool {
	return r.C.Cause == "staff" || r.C.Cause == "guest" && r.C.Share > 0
}

// explained is how many of what the last count missed the report may be about.
func (r *report) explained() int {
	if r.missing {
		return r.line.Missing
	}
	return 0
}

// changed follows the house's rule for the cause that was chosen.
func (r *report) changed(name string) {
	switch name {
	case "cause":
		r.C.Share, r.C.Waived = data.DefaultShare(r.C.Cause)
		r.Set("share", "waived")
	case "visitor": // who is chosen is named
		for _, g := range r.s.view.inside() {
			if g.Code == string(r.C.Visitor) {
				r.C.Person = g.Label
			}
		}
		r.Set("person")
	case "person": // who is named is chosen, where only one is called so
		r.C.Visitor, _ = r.s.view.guest(r.C.Person)
		r.Set("visitor")
	}
}

// complete adds what no field asks for.
func (r *report) complete(c *data.ReportBreakage) {
	if !r.paid() {
		c.Share, c.Waived = data.DefaultShare(c.Cause)
	}
	if c.Explains = ""; r.missing {
		c.Explains = r.line.Line
	}
	if r.signs() && !r.sign.Empty() {
		c.Strokes = r.sign.Strokes().Encode()
	}
}

func (r *report) done(c *data.ReportBreakage, got data.Receipt) {
	s, item := r.s, r.line.Item
	s.place = ""
	left := r.line.Qty - c.Qty
	if c.Explains != "" {
		left += min(c.Qty, r.line.Missing)
	}
	s.sh.Toast(s.sh.Say("breakage.done", item.Label(), c.Qty, item.Unit, s.sh.Say("breakage.kind."+c.What), left), got.ID)
}
