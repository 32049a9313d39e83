package booking

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// closingForm closes what is chosen on the board, and lists what is closed.
type closingForm struct {
	of     *bookings
	body   fyne.CanvasObject
	banner *kit.Banner
	reason *kit.Chips
	note   *kit.Field
	list   *kit.List
	box    *fyne.Container
	close  *kit.Button
}

func newClosingForm(of *bookings) *closingForm {
	say := of.sh.Say
	f := &closingForm{of: of, banner: kit.NewBanner("", kit.ToneSoon), list: kit.NewList().SetWhole(true)}
	f.banner.Hide()
	var reasons []kit.Choice
	for _, r := range data.ClosureReasons {
		reasons = append(reasons, kit.Choice{Code: r, Label: say("booking.reason." + r)})
	}
	f.reason = kit.NewChips(say("booking.closeWhy"), reasons)
	f.reason.OnChanged = f.reason.ClearFault
	f.note = kit.NewField(say("common.note")).SetMaxRunes(data.RemarkLength)
	of.draft.Chips("closeWhy", f.reason)
	of.draft.Field("closeNote", f.note)
	f.close = kit.NewButton("", kit.Primary, f.submit)
	f.list.SetEmpty(say("booking.noneClosed"), "", nil)
	f.list.OnTap = func(id string) { of.openClosure(data.ID(id)) }
	f.box = kit.VBox(kit.NewParagraph(say("booking.closeHint"), kit.Label), f.banner, f.reason, f.note,
		kit.NewRule(), kit.NewText(say("booking.closedToday"), kit.BodyBold), f.list)
	f.body = kit.Pin(kit.NewText(say("booking.closeTitle"), kit.Section), f.close, nil, nil, kit.NewScroll(f.box))
	return f
}

// deal shows what is closed on the day and what is chosen.
func (f *closingForm) deal() {
	say := f.of.sh.Say
	var items []kit.Item
	for _, c := range f.of.board.Closures {
		court, _ := f.of.board.Court(c.Court)
		items = append(items, kit.Item{ID: string(c.ID), Title: court.Name + " " + f.of.clocks(c.Starts, c.Ends),
			Sub: say("booking.reason." + c.Reason), Tone: kit.ToneSoon})
	}
	f.list.SetItems(items)
	if chosen := f.of.chosen(); chosen != "" {
		f.close.SetText(say("booking.closeIt", chosen))
		f.close.Enable()
	} else {
		f.close.SetText(say("booking.pickFirst"))
		f.close.Disable()
	}
	f.box.Refresh()
}

// submit closes. Bookings in the way are listed: they are moved first.
func (f *closingForm) submit() {
	if f.close.Locked() || len(f.of.picks) == 0 {
		return
	}
	chosen := f.of.chosen()
	f.close.Lock()
	f.of.sh.Do(&data.CloseSlots{Spans: spansOf(f.of.picks), Reason: f.reason.Selected(), Note: f.note.Text()}, func(r data.Receipt, err error) {
		f.close.Unlock()
		rest := screen.ShowFaults(f.of.sh, err, map[string]screen.Faulty{"reason": f.reason, "note": f.note})
		if rest == "" {
			f.banner.Hide()
		} else {
			f.banner.Set(rest, kit.ToneSoon)
			f.banner.Show()
		}
		f.box.Refresh()
		if err != nil {
			return
		}
		f.note.SetText("")
		f.of.sh.Toast(f.of.sh.Say("booking.closedNow", chosen), r.ID)
		f.of.choose(nil)
		f.of.load()
	})
}

// openClosure shows a closure and offers to open the court again.
func (s *bookings) openClosure(id data.ID) {
	c, ok := s.board.Closure(id)
	if !ok {
		return
	}
	say := s.sh.Say
	court, _ := s.board.Court(c.Court)
	fault := kit.NewParagraph("", kit.Body.In(kit.ColorLate))
	fault.Hide()
	var shut func()
	var lift *kit.Button
	lift = kit.NewButton(say("booking.lift"), kit.Primary, func() {
		lift.Lock()
		s.sh.Do(&data.LiftClosure{Closure: id}, func(r data.Receipt, err error) {
			lift.Unlock()
			if err != nil {
				fault.SetText(s.sh.Fault(err))
				fault.Show()
				return
			}
			shut()
			s.sh.Toast(say("booking.lifted", court.Name), r.ID)
			s.load()
		})
	})
	parts := []fyne.CanvasObject{
		kit.NewText(court.Name+"  "+s.clocks(c.Starts, c.Ends), kit.Section),
		kit.NewText(s.dayName(s.board.Calendar.Day(c.Starts)), kit.Label),
		kit.NewParagraph(say("booking.reason."+c.Reason), kit.BodyBold),
	}
	if c.Note != "" {
		parts = append(parts, kit.NewParagraph(c.Note, kit.Body))
	}
	parts = append(parts, kit.NewText(say("booking.closedBy", s.name(c.By), s.stamp(c.At)), kit.Label), fault, lift)
	shut = s.sh.Sheet(say("booking.closure"), kit.VBox(parts...), nil)
}
