package booking

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// bookingDetails is what the sheet of one booking shows.
type bookingDetails struct {
	booking data.Booking
	moves   []data.BookingMove
	notices []data.Notice
}

// open shows a booking in a sheet.
func (s *bookings) open(id data.ID) {
	var d bookingDetails
	s.opening.Load(s.sh, id, func(ctx context.Context) error {
		list, err := s.office.Bookings(ctx, data.BookingFilter{ID: id})
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return data.Fault(data.NotFound, "error.notFound")
		}
		d.booking = list[0]
		if d.moves, err = s.office.BookingMoves(ctx, id); err == nil {
			d.notices, err = s.office.Notices(ctx, data.NoticeFilter{Booking: id})
		}
		return err
	}, func(err error) {
		if err != nil {
			s.near = nil
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.sheet(d)
	})
}

// sheet lays a booking's details and what can be done with it.
func (s *bookings) sheet(d bookingDetails) {
	b, say := d.booking, s.sh.Say
	court, _ := s.board.Court(b.Court)
	var shut func()
	again := func() { s.load(); s.open(b.ID) }

	status := kit.NewBadge(say("booking.status."+string(b.Status)), statusTone(b.Status))
	top := kit.Row(nil, kit.VBoxGap("", kit.NewText(court.Name+"  "+s.clocks(b.Starts, b.Ends), kit.Section), kit.NewText(s.dayName(b.Day)+" · "+data.ShortNumber(b.Number), kit.Label)), status)
	parts := []fyne.CanvasObject{top, s.facts(b)}
	fault := kit.NewParagraph("", kit.Body.In(kit.ColorLate))
	fault.Hide()
	done := func(key string) func(data.Receipt, error) {
		return func(r data.Receipt, err error) {
			if err != nil {
				fault.SetText(s.sh.Fault(err))
				fault.Show()
				return
			}
			s.sh.Toast(say(key, b.Called(say), court.Name), r.ID)
			again()
		}
	}
	if acts := s.steps(b, done, &shut); len(acts) > 0 {
		parts = append(parts, kit.Flow(acts...), fault)
	}
	if offers := s.instead(b, &shut); offers != nil {
		parts = append(parts, offers)
	}
	parts = append(parts, kit.NewRule(), kit.NewText(say("booking.told"), kit.BodyBold))
	parts = append(parts, s.noticeRows(d.notices, again)...)
	if history := s.history(d); len(history) > 0 {
		parts = append(parts, kit.NewRule(), kit.NewText(say("booking.history"), kit.BodyBold))
		for _, line := range history {
			parts = append(parts, kit.NewParagraph(line, kit.Label))
		}
	}
	shut = s.sh.Sheet(b.Called(say), kit.NewScroll(kit.VBox(parts...)), nil)
}

func statusTone(st data.BookingStatus) kit.Tone {
	switch st {
	case data.Playing, data.Arrived:
		return kit.ToneGood
	case data.Booked:
		return kit.TonePrimary
	case data.NoShow, data.Tentative:
		return kit.ToneSoon
	}
	return kit.TonePlain
}

// facts lists what was taken down. The phone is shown to the one who must call,
// when asked for.
func (s *bookings) facts(b data.Booking) fyne.CanvasObject {
	say := s.sh.Say
	var rows []fyne.CanvasObject
	add := func(label, text string) {
		if text != "" {
			rows = append(rows, kit.Columns([]float32{1, 3}, kit.NewText(say(label), kit.Label), kit.NewParagraph(text, kit.Body)))
		}
	}
	add("booking.people", say("booking.partyOf", b.People))
	add("booking.needs", strings.Join(b.Needs.Words(say), " · "))
	if b.Phone != "" {
		number := kit.NewText(data.MaskPhone(b.Phone), kit.Body)
		shown := false
		var reveal *kit.Button
		reveal = kit.NewButton(say("booking.showPhone"), kit.Quiet, func() {
			if shown = !shown; shown {
				number.SetText(b.Phone)
				reveal.SetText(say("booking.hidePhone"))
			} else {
				number.SetText(data.MaskPhone(b.Phone))
				reveal.SetText(say("booking.showPhone"))
			}
		})
		rows = append(rows, kit.Columns([]float32{1, 3}, kit.NewText(say("common.phone"), kit.Label), kit.Row(nil, number, reveal)))
	}
	add("booking.voucher", data.ShortNumber(b.Voucher))
	add("booking.guardian", b.Guardian)
	how := say("booking.how." + b.How)
	if b.Consultant != "" {
		how += " · " + s.name(b.Consultant)
	}
	add("booking.how", how)
	add("common.note", b.Note)
	add("booking.takenBy", s.name(b.By)+" "+s.stamp(b.Taken))
	if b.Status == data.Cancelled {
		add("booking.cancelledBy", s.name(b.CancelBy)+" "+s.stamp(b.CancelAt)+" "+b.CancelWhy)
	}
	return kit.VBox(rows...)
}

// steps are the buttons of what can be done with the booking now.
func (s *bookings) steps(b data.Booking, done func(string) func(data.Receipt, error), shut *func()) []fyne.CanvasObject {
	say := s.sh.Say
	var acts []fyne.CanvasObject
	advance := func(key, doneKey string, kind kit.ButtonKind, to data.BookingStatus) {
		var button *kit.Button
		finish := done(doneKey)
		button = kit.NewButton(say(key), kind, func() {
			button.Lock()
			s.sh.Do(&data.AdvanceBooking{Booking: b.ID, To: to}, func(r data.Receipt, err error) {
				button.Unlock()
				finish(r, err)
			})
		}).SetLarge()
		acts = append(acts, button)
	}
	today := b.Day == s.today()
	if b.Status.May(data.Arrived) && today {
		advance("booking.act.arrived", "booking.done.arrived", kit.Primary, data.Arrived)
	}
	if b.Status.May(data.Playing) && today {
		kind := kit.Secondary
		if b.Status == data.Arrived {
			kind = kit.Primary
		}
		advance("booking.act.playing", "booking.done.playing", kind, data.Playing)
	}
	if b.Status.May(data.Ended) {
		kind := kit.Secondary
		if b.Status == data.Playing {
			kind = kit.Primary
		}
		advance("booking.act.ended", "booking.done.ended", kind, data.Ended)
	}
	if b.Status.May(data.NoShow) && s.sh.Now() >= b.Starts {
		advance("booking.act.no-show", "booking.done.no-show", kit.Secondary, data.NoShow)
	}
	if b.Status.Live() && s.may("MoveBooking") {
		acts = append(acts, kit.NewButton(say("booking.move"), kit.Secondary, func() {
			(*shut)()
			s.startMoving(b)
		}).SetLarge())
	}
	if b.Status.May(data.Cancelled) && s.may("CancelBooking") {
		acts = append(acts, kit.NewButton(say("booking.cancel"), kit.Secondary, func() { s.askWhy(b) }).SetLarge())
	}
	return acts
}

// askWhy asks for the reason of a cancellation, in the sheet.
func (s *bookings) askWhy(b data.Booking) {
	say := s.sh.Say
	court, _ := s.board.Court(b.Court)
	var reasons []kit.Choice
	for _, r := range []string{"guest", "weather", "court", "mistake"} {
		reasons = append(reasons, kit.Choice{Code: r, Label: say("booking.why." + r)})
	}
	chips := kit.NewChips(say("booking.why"), reasons).SetOptional(true)
	words := kit.NewField(say("booking.whyMore")).SetMaxRunes(data.RemarkLength)
	var shut func()
	var yes *kit.Button
	chips.OnChanged = func() { words.ClearFault() }
	yes = kit.NewButton(say("booking.cancelYes"), kit.Danger, func() {
		why := words.Text()
		if c := chips.Selected(); c != "" {
			why = strings.TrimSpace(say("booking.why."+c) + " " + why)
		}
		yes.Lock()
		s.sh.Do(&data.CancelBooking{Booking: b.ID, Why: why}, func(r data.Receipt, err error) {
			yes.Unlock()
			if rest := screen.ShowFaults(s.sh, err, map[string]screen.Faulty{"why": words}); rest != "" {
				words.SetFault(rest)
			}
			if err != nil {
				return
			}
			shut()
			s.sh.Toast(say("booking.done.cancelled", b.Called(say), court.Name), r.ID)
			s.load()
		})
	})
	what := kit.NewParagraph(court.Name+" "+s.dayName(b.Day)+" "+s.clocks(b.Starts, b.Ends), kit.Body)
	back := kit.NewButton(say("common.back"), kit.Secondary, func() { s.open(b.ID) })
	shut = s.sh.Sheet(say("booking.cancelOf", b.Called(say)), kit.VBox(what, chips, words, kit.HBox(yes, back)), nil)
}

// noticeRows shows who of the venue was told what, and offers to tick what
// waits.
func (s *bookings) noticeRows(notices []data.Notice, again func()) []fyne.CanvasObject {
	say := s.sh.Say
	var rows []fyne.CanvasObject
	var waiting []data.ID
	for _, n := range notices {
		v, _ := s.board.Venue(n.Venue)
		words := say("booking.notice."+n.What) + " · " + v.Name + " · "
		if n.Acked.IsZero() {
			waiting = append(waiting, n.ID)
			rows = append(rows, kit.NewParagraph(words+say("booking.untold"), kit.Label.In(kit.ColorSoonInk)))
			continue
		}
		rows = append(rows, kit.NewParagraph(words+say("booking.toldTo", s.name(n.AckedBy), s.stamp(n.Acked)), kit.Label))
	}
	if len(waiting) > 0 {
		whom := kit.NewChips(say("booking.tellWhom"), s.atVenue())
		whom.OnChanged = func() {
			s.tick(waiting, data.ID(whom.Selected()), func(error) { again() })
		}
		rows = append(rows, whom)
	}
	return rows
}

// history tells how the booking came to be where it is.
func (s *bookings) history(d bookingDetails) []string {
	say := s.sh.Say
	var lines []string
	for _, m := range d.moves {
		c, _ := s.board.Court(m.Court)
		lines = append(lines, say("booking.movedFrom", s.stamp(m.At), s.name(m.By), c.Name, s.dayName(s.sh.Settings().Calendar.Day(m.Starts)), s.clocks(m.Starts, m.Ends)))
	}
	for _, step := range []struct {
		to data.BookingStatus
		at data.Time
	}{{data.Arrived, d.booking.ArrivedAt}, {data.Playing, d.booking.StartedAt}, {data.Ended, d.booking.EndedAt}} {
		if !step.at.IsZero() {
			lines = append(lines, s.stamp(step.at)+" "+say("booking.status."+string(step.to)))
		}
	}
	return lines
}

// openPlaces lists who has places of a counted court.
func (s *bookings) openPlaces(c data.Court, at data.Slot) {
	list := kit.NewList().SetWhole(true)
	var items []kit.Item
	for _, b := range whoHas(&s.board, c, at, at+1) {
		items = append(items, kit.Item{ID: string(b.ID), Lead: s.clocks(b.Starts, b.Ends), Title: b.Called(s.sh.Say), Sub: s.marker().about(b)})
	}
	list.SetItems(screen.MarkItems(s.sh, items))
	list.OnTap = func(id string) { s.open(data.ID(id)) }
	s.sh.Sheet(c.Name+" "+s.board.Calendar.Clock(at.Start()), kit.NewScroll(list), nil)
}

// startMoving lets the next cell tapped be the booking's new place.
func (s *bookings) startMoving(b data.Booking) {
	s.moving = &b
	s.picks = nil
	s.form.setSlots(int(data.SlotOf(b.Ends) - data.SlotOf(b.Starts)))
	s.tabs.Select(tabBook)
	s.show(tabBook)
	s.view.grid.Refresh()
}

func (s *bookings) stopMoving() {
	s.moving = nil
	s.form.setSlots(2)
	s.choose(nil)
}

// tick notes that somebody of the venue was told.
func (s *bookings) tick(notices []data.ID, by data.ID, then func(error)) {
	s.sh.Do(&data.Notify{Notices: notices, By: by}, func(r data.Receipt, err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
		} else {
			s.sh.Toast(s.sh.Say("booking.toldDone", s.name(by)), r.ID)
		}
		then(err)
	})
}

func (s *bookings) stamp(t data.Time) string {
	c := s.sh.Settings().Calendar
	if c.Day(t) == s.today() {
		return c.Clock(t)
	}
	return s.dayName(c.Day(t)) + " " + c.Clock(t)
}

func (s *bookings) dayName(d data.Day) string { return kit.DayName(s.sh, d) }
