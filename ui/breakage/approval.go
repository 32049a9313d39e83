package breakage

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
)

// ApprovalOffice is what the approval of breakage asks of the office.
type ApprovalOffice interface {
	Breakages(ctx context.Context, f data.BreakageFilter) ([]data.Breakage, error)
	BreakageSummary(ctx context.Context, month data.Day) (data.BreakageMonth, error)
	Staff(ctx context.Context) ([]data.Staff, error)
}

// Approval is where a supervisor approves what was reported.
func Approval(o ApprovalOffice) screen.Builder {
	return screen.New("breakage", "breakage.approveTitle", "glass", func(sh screen.Shell) *approval { return newApproval(o, sh) },
		screen.OpensRef(data.BreakageRef, (*approval).follow),
	)
}

// breakageDays is how far back the list of decided reports goes.
const approvalDays = 30

// breakage is where the supervisor approves what was reported: the list at the
// left, the report and the month at the right.
type approval struct {
	office  ApprovalOffice
	sh      screen.Shell
	latest  screen.Latest // of loading
	waiting []data.Breakage
	recent  []data.Breakage // the newest first
	month   data.BreakageMonth
	names   map[data.ID]string
	chosen  data.ID

	content  fyne.CanvasObject
	which    *kit.Chips
	list     *kit.List
	trouble  *kit.Banner
	card     *kit.Card
	summary  *kit.Card
	approve  *kit.Button
	deciding bool
}

func newApproval(o ApprovalOffice, sh screen.Shell) *approval {
	s := &approval{office: o, sh: sh}
	s.build()
	s.load()
	return s
}

func (s *approval) build() {
	say := s.sh.Say
	s.which = kit.NewChips("", []kit.Choice{{Code: "waiting", Label: say("breakage.filter.waiting")}, {Code: "all", Label: say("breakage.filter.all")}})
	s.which.Select("waiting")
	s.which.OnChanged = func() { s.chosen = ""; s.show() }
	s.list = kit.NewList()
	s.list.OnTap = func(id string) { s.chosen = data.ID(id); s.show() }
	s.trouble = kit.NewBanner("", kit.ToneLate)
	s.trouble.Hide()
	left := kit.NewCard(say("breakage.approveTitle"), nil, kit.Pin(kit.VBox(s.which, s.trouble), nil, nil, nil, s.list))
	s.card = kit.NewCard("", nil, nil)
	s.summary = kit.NewCard(say("breakage.monthTitle"), nil, nil)
	s.content = kit.Columns([]float32{1, 1}, left, kit.Pin(nil, s.summary, nil, nil, s.card))
}

// Content gives what is shown.
func (s *approval) Content() fyne.CanvasObject { return s.content }

// Changed loads again what the screen shows.
func (s *approval) Changed(c data.Change) {
	if c.Touches("breakage", "movement", "stock_item", "staff") {
		s.load()
	}
}

// Tick has nothing that goes by the minute.
func (s *approval) Tick() {}

// Closed has nothing to end: loads are dropped by the shell.
func (s *approval) Closed() {}

// follow shows a report.
func (s *approval) follow(id data.ID) {
	s.chosen = id
	s.show()
}

// Enter approves the report that is shown.
func (s *approval) Enter() bool {
	b, ok := s.find(s.chosen)
	if !ok || b.State != "reported" || !s.mayDecide(b) {
		return false
	}
	s.decide(b)
	return true
}

func (s *approval) load() {
	today := s.sh.Settings().Calendar.Day(s.sh.Now())
	var waiting, recent []data.Breakage
	var month data.BreakageMonth
	names := map[data.ID]string{}
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		if waiting, err = s.office.Breakages(ctx, data.BreakageFilter{Waiting: true}); err != nil {
			return err
		}
		if recent, err = s.office.Breakages(ctx, data.BreakageFilter{From: today.Plus(-approvalDays)}); err != nil {
			return err
		}
		slices.Reverse(recent)
		if month, err = s.office.BreakageSummary(ctx, today); err != nil {
			return err
		}
		staff, err := s.office.Staff(ctx)
		for _, p := range staff {
			names[p.ID] = p.Name
		}
		return err
	}, func(err error) {
		if err != nil {
			s.warn(s.sh.Fault(err))
			return
		}
		s.waiting, s.recent, s.month, s.names = waiting, recent, month, names
		s.show()
	})
}

func (s *approval) warn(words string) {
	s.trouble.Set(words, kit.ToneLate)
	s.trouble.Hidden = words == ""
	s.content.Refresh()
}

func (s *approval) find(id data.ID) (data.Breakage, bool) {
	for _, list := range [][]data.Breakage{s.waiting, s.recent} {
		if i := slices.IndexFunc(list, func(b data.Breakage) bool { return b.ID == id }); i >= 0 {
			return list[i], true
		}
	}
	return data.Breakage{}, false
}

func (s *approval) show() {
	say, list, none := s.sh.Say, s.waiting, "breakage.noWaiting"
	if s.which.Selected() == "all" {
		list, none = s.recent, "breakage.noneYet"
	}
	if _, ok := s.find(s.chosen); !ok && len(list) > 0 {
		s.chosen = list[0].ID
	}
	s.list.SetEmpty(say(none), "", nil)
	s.list.SetItems(s.rows(list))
	s.list.SetSelected(string(s.chosen))
	s.showReport()
	s.showMonth()
	s.content.Refresh()
}

func (s *approval) rows(list []data.Breakage) []kit.Item {
	say, c := s.sh.Say, s.sh.Settings().Calendar
	items := make([]kit.Item, len(list))
	for i, b := range list {
		items[i] = kit.Item{ID: string(b.ID), Title: say("breakage.row", b.Name, b.Qty), Strike: b.State == "rejected",
			Sub: c.Stamp(b.At)[5:] + " " + s.names[b.By] + " · " + say("breakage.rowSub", b.Kind, b.Found, b.Cause), Badge: say("breakage.state." + b.State),
			Tone: map[string]kit.Tone{"reported": kit.ToneSoon, "approved": kit.ToneGood, "rejected": kit.ToneLate}[b.State]}
	}
	return items
}

// showReport shows the chosen report whole, with what can be decided about it.
func (s *approval) showReport() {
	say := s.sh.Say
	b, ok := s.find(s.chosen)
	s.approve = nil
	if !ok {
		s.card.SetTitle("")
		s.card.SetCorner("")
		s.card.SetBody(kit.NewEmpty(say("breakage.noWaiting"), "", nil))
		return
	}
	s.card.SetTitle(say("breakage.row", b.Name, b.Qty))
	s.card.SetCorner(data.ShortNumber(b.Number))
	parts := []fyne.CanvasObject{s.facts(b)}
	if strokes := data.DecodeStrokes(b.Strokes); !strokes.Empty() {
		sign := kit.NewSignature()
		sign.SetStrokes(strokes, true)
		parts = append(parts, kit.MinSize(sign, 0, 110))
	}
	acts := kit.NewButton(say("act.seeActs"), kit.Quiet, func() { s.sh.Go(screen.To(data.ActFilter{Day: b.Day, Record: b.ID})) }).SetIcon("undo").SetLarge()
	print := screen.PrintButton(s.sh, screen.Print{Record: "breakage", From: b.Day, To: b.Day, ID: string(b.ID)})
	parts = append(parts, kit.Row(acts, nil, nil))
	foot := kit.Row(print, nil, nil)
	switch {
	case b.State != "reported":
	case b.Responsible == s.sh.Me().ID:
		foot = kit.Row(print, kit.NewBanner(say("breakage.ownFault"), kit.ToneSoon), nil)
	case b.By == s.sh.Me().ID:
		foot = kit.Row(print, kit.NewBanner(say("breakage.own"), kit.ToneSoon), nil)
	default:
		s.approve = kit.NewButton(say("breakage.approve"), kit.Primary, func() { s.decide(b) }).About([2]any{b.ID, "approve"})
		reject := kit.NewButton(say("breakage.reject"), kit.Danger, func() { s.openReject(b) }).SetLarge().About([2]any{b.ID, "reject"})
		foot = kit.Row(print, nil, kit.HBox(reject, s.approve))
	}
	s.card.SetBody(kit.Pin(nil, foot, nil, nil, kit.NewScroll(kit.VBoxGap(kit.SizePad, parts...))))
}

func (s *approval) facts(b data.Breakage) fyne.CanvasObject {
	say, c := s.sh.Say, s.sh.Settings().Calendar
	return screen.Facts(s.sh, "breakage.reportedBy", s.names[b.By]+" "+c.Stamp(b.At),
		"breakage.what", say("breakage.rowSub", b.Kind, b.Found, b.Cause), "breakage.responsible", b.Person,
		"common.amount", say("common.yuan", data.Yuan(b.Amount())), "breakage.payment", Payment(say, c, b),
		"breakage.piece", Piece(say, c, s.names, b), "breakage.decision", Decision(say, c, s.names, b), "breakage.note", b.Note)
}

// showMonth sums the month up to now, with the items that break most.
func (s *approval) showMonth() {
	say, m := s.sh.Say, s.month
	var rows []fyne.CanvasObject
	if m.Pieces == 0 {
		rows = append(rows, kit.NewText(say("breakage.monthNone"), kit.Label))
	} else {
		rows = append(rows, kit.NewParagraph(say("breakage.monthFacts", m.Reports, m.Pieces, data.Yuan(m.Amount)), kit.BodyBold),
			kit.NewParagraph(say("breakage.monthDue", data.Yuan(m.Due), data.Yuan(m.Paid)), kit.Label))
	}
	worst := slices.Clone(m.Items)
	slices.SortStableFunc(worst, func(a, b data.BreakageRate) int { return b.Rate() - a.Rate() })
	for _, r := range worst[:min(3, len(worst))] {
		rows = append(rows, kit.Row(nil, kit.NewText(data.StockItem{Name: r.Name, Spec: r.Spec}.Label(), kit.Body).SetMayCut(true),
			kit.HBox(kit.NewText(say("breakage.rateRow", r.Broken, r.Held), kit.Label), kit.NewText(say("breakage.rate", paper.Rate(r.Rate()).String()), kit.BodyBold))))
	}
	print := kit.NewButton(say("breakage.printMonth"), kit.Secondary, func() {
		s.sh.Go(screen.To(screen.Print{Record: "breakage-month", From: m.From, To: m.To}))
	}).SetIcon("print")
	s.summary.SetBody(kit.VBox(append(rows, kit.Row(nil, nil, print))...))
}

// mayDecide reports whether a report is neither of the supervisor's own making nor
// their own doing.
func (s *approval) mayDecide(b data.Breakage) bool {
	me := s.sh.Me().ID
	return b.By != me && b.Responsible != me
}

// openPrice asks what a piece costs that has no price, or why nothing is due, and
// approves.
func (s *approval) openPrice(b data.Breakage) {
	f := screen.NewForm(s.sh, "breakage", "", func(c *data.DecideBreakage) { c.Breakage, c.Approve = b.ID, true })
	price := f.Money("price", &f.C.Price, "stock.badPrice")
	waived := screen.Choice(f, "waived", &f.C.Waived, data.WaiveReasons).SetOptional(true)
	f.Show(func() bool { return f.C.Price == 0 }, "waived")
	f.Do("breakage.approve", func(c *data.DecideBreakage, r data.Receipt) { s.done(nil, "breakage.approved", b, r.ID) })
	f.Sheet(s.sh.Say("breakage.row", b.Name, b.Qty), kit.NewParagraph(s.sh.Say("breakage.needPrice"), kit.Label), price, waived)
}

// decide approves a report.
func (s *approval) decide(b data.Breakage) {
	if s.deciding {
		return
	}
	if b.Unpriced() {
		s.openPrice(b)
		return
	}
	s.deciding = true
	if s.approve != nil {
		s.approve.Lock()
	}
	c := &data.DecideBreakage{Breakage: b.ID, Approve: true}
	s.sh.Do(c, func(_ data.Receipt, err error) {
		s.deciding = false
		s.done(err, "breakage.approved", b, c.ID)
	})
}

// openReject asks why a report was not so.
func (s *approval) openReject(b data.Breakage) {
	say := s.sh.Say
	word := kit.NewField(say("breakage.rejectWhy")).SetMulti(3).SetMaxRunes(data.RemarkLength)
	draft := s.sh.Keep("reject/" + string(b.ID))
	draft.Field("word", word)
	rest := kit.NewBanner("", kit.ToneLate)
	rest.Hide()
	var do *kit.Button
	var shut func()
	do = kit.NewButton(say("breakage.reject"), kit.Danger, func() {
		c := &data.DecideBreakage{Breakage: b.ID, Movement: data.NewID(), Word: word.Text()}
		do.Lock()
		s.sh.Do(c, func(_ data.Receipt, err error) {
			do.Unlock()
			words := screen.ShowFaults(s.sh, err, map[string]screen.Faulty{"word": word})
			rest.Set(words, kit.ToneLate)
			rest.Hidden = words == ""
			rest.Refresh()
			if err == nil {
				draft.Clear()
				shut()
				s.done(nil, "breakage.rejected", b, c.ID)
			}
		})
	}).SetLarge()
	shut = s.sh.Sheet(say("breakage.rejectTitle", data.ShortNumber(b.Number)), kit.VBoxGap(kit.SizePad, word, rest, do), nil)
}

// done says what became of a decision and goes on to the next report.
func (s *approval) done(err error, key string, b data.Breakage, undo data.ID) {
	if err != nil {
		s.warn(s.sh.Fault(err))
	} else {
		s.warn("")
		s.sh.Toast(s.sh.Say(key, data.ShortNumber(b.Number), s.sh.Say("breakage.row", b.Name, b.Qty)), undo)
		s.next(b.ID)
	}
	s.load()
}

// next chooses the report that waits after one that is decided.
func (s *approval) next(decided data.ID) {
	i := slices.IndexFunc(s.waiting, func(b data.Breakage) bool { return b.ID == decided })
	s.waiting = slices.DeleteFunc(slices.Clone(s.waiting), func(b data.Breakage) bool { return b.ID == decided })
	if i >= 0 && len(s.waiting) > 0 {
		s.chosen = s.waiting[min(i, len(s.waiting)-1)].ID
	}
}
