package booking

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// tellingList is 知会: what venues have still to be told. Who is told is chosen
// once; each line is then one tap.
type tellingList struct {
	of   *bookings
	body fyne.CanvasObject
	whom *kit.Chips
	list *kit.List
}

func newTellingList(of *bookings) *tellingList {
	say := of.sh.Say
	l := &tellingList{of: of, whom: kit.NewChips(say("booking.tellWhom"), nil), list: kit.NewList()}
	l.whom.OnChanged = func() {
		l.whom.ClearFault()
		of.draft.Put("whom", l.whom.Selected())
		l.show()
	}
	l.list.SetEmpty(say("booking.allTold"), "", nil)
	l.list.OnTap = func(id string) {
		if t, ok := l.find(id); ok {
			of.goTo(t.Bookings[0])
		}
	}
	l.list.OnAction = func(id, _ string) { l.tick(id) }
	l.body = kit.Pin(kit.VBox(kit.NewText(say("booking.tellTitle"), kit.Section), l.whom), nil, nil, nil, l.list)
	return l
}

// people offers who can be told.
func (l *tellingList) people() {
	l.whom.SetChoices(l.of.atVenue())
	l.whom.Select(l.of.draft.Text("whom"))
}

func tellingID(t data.Telling) string { return string(t.Act) + "/" + string(t.Venue) }

func (l *tellingList) find(id string) (data.Telling, bool) {
	i := slices.IndexFunc(l.of.tellings, func(t data.Telling) bool { return tellingID(t) == id })
	if i < 0 {
		return data.Telling{}, false
	}
	return l.of.tellings[i], true
}

// show lists what waits, the longest waiting first.
func (l *tellingList) show() {
	say := l.of.sh.Say
	var items []kit.Item
	for _, t := range l.of.tellings {
		v, _ := l.of.board.Venue(t.Venue)
		b := t.Bookings[0]
		court, _ := l.of.board.Court(b.Court)
		sub := court.Name
		if b.Day != l.of.today() {
			sub += " " + kit.ShortDay(l.of.sh, b.Day)
		}
		sub += " " + l.of.clocks(b.Starts, b.Ends)
		if len(t.Bookings) > 1 {
			sub += " " + say("booking.andMore", len(t.Bookings)-1)
		}
		items = append(items, kit.Item{ID: tellingID(t), Title: say("booking.notice."+t.What) + " " + v.Name, Sub: sub + " " + b.Called(say), Tone: kit.ToneSoon,
			Actions: []kit.ItemAction{{ID: "told", Label: say("booking.tellDone"), Tone: kit.TonePrimary}}})
	}
	l.list.SetItems(items)
}

func (l *tellingList) tick(id string) {
	t, ok := l.find(id)
	if !ok {
		return
	}
	whom := data.ID(l.whom.Selected())
	if whom == "" {
		l.whom.SetFault(l.of.sh.Say("booking.needWhom"))
		return
	}
	l.of.tick(t.Notices, whom, func(error) { l.of.load() })
}

// goTo shows a booking on the board of its day.
func (s *bookings) goTo(b data.Booking) {
	if b.Day == s.day {
		s.reach(b)
		s.open(b.ID)
		return
	}
	s.follow(b.ID)
}

// ledgerList hands out the next day's ledgers: print them, and note who of each
// venue took theirs.
type ledgerList struct {
	of    *bookings
	body  fyne.CanvasObject
	title *kit.Text
	whom  *kit.Chips
	list  *kit.List
	print *kit.Button
	one   *kit.Button

	latest screen.Latest // the reading of the ledgers
}

func newLedgerList(of *bookings) *ledgerList {
	say := of.sh.Say
	l := &ledgerList{of: of, title: kit.NewText("", kit.Section), whom: kit.NewChips(say("booking.ledgerTo"), nil), list: kit.NewList()}
	l.whom.OnChanged = func() {
		l.whom.ClearFault()
		of.draft.Put("whom", l.whom.Selected())
	}
	l.list.Answers(&l.latest).SetEmpty(say("booking.noBookings"), "", nil)
	l.list.OnTap = func(id string) { l.printOf("ledger", id) }
	l.list.OnAction = func(id, _ string) { l.sign(data.ID(id)) }
	l.print = kit.NewButton(say("booking.printLedger"), kit.Primary, func() { l.printOf("ledger", "") }).SetIcon("print")
	l.one = kit.NewButton(say("booking.printOne"), kit.Secondary, func() { l.printOf("ledger-combined", "") })
	l.body = kit.Pin(kit.VBox(l.title, l.whom), kit.VBox(l.one, l.print), nil, nil, l.list)
	return l
}

func (l *ledgerList) people() {
	l.whom.SetChoices(l.of.atVenue())
	l.whom.Select(l.of.draft.Text("whom"))
}

// ledgerDay is the day the ledgers are for: the one on the board when it is
// still to come, else tomorrow.
func (s *bookings) ledgerDay() data.Day {
	if s.day > s.today() {
		return s.day
	}
	return s.today().Plus(1)
}

// loadLedger reads the day's bookings and who has taken them.
func (s *bookings) loadLedger() {
	day := s.ledgerDay()
	var acks []data.Ledger
	var list []data.Booking
	var notices []data.Notice
	s.ledger.latest.Load(s.sh, day, func(ctx context.Context) (err error) {
		if acks, err = s.office.Ledgers(ctx, day); err != nil {
			return err
		}
		if list, err = s.office.Bookings(ctx, data.BookingFilter{From: day, To: day}); err == nil && len(acks) > 0 {
			notices, err = s.office.Notices(ctx, data.NoticeFilter{From: s.sh.Settings().Calendar.Day(acks[len(acks)-1].At)})
		}
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.acks, s.nextDay = acks, list
		s.ledger.show(day, notices)
	})
}

func (l *ledgerList) show(day data.Day, notices []data.Notice) {
	say := l.of.sh.Say
	l.title.SetText(say("booking.ledgerOf", kit.ShortDay(l.of.sh, day)))
	var items []kit.Item
	for _, v := range l.of.board.Venues {
		n, people := 0, 0
		for _, b := range l.of.nextDay {
			if b.Venue == v.ID && b.Status != data.Cancelled {
				n, people = n+1, people+b.People
			}
		}
		if n == 0 {
			continue
		}
		item := kit.Item{ID: string(v.ID), Title: v.Name, Sub: say("booking.ledgerCount", n, people)}
		i := slices.IndexFunc(l.of.acks, func(k data.Ledger) bool { return k.Venue == v.ID })
		switch {
		case i >= 0 && !data.ChangedSince(l.of.acks[i].At, v.ID, l.of.nextDay, notices):
			item.Sub = say("booking.ledgerTaken", l.of.name(l.of.acks[i].By), l.of.stamp(l.of.acks[i].At))
			item.Tone = kit.ToneGood
		case i >= 0:
			item.Sub = say("booking.ledgerStale")
			item.Tone = kit.ToneSoon
		}
		if item.Tone != kit.ToneGood && l.of.may("AcknowledgeLedger") {
			item.Actions = []kit.ItemAction{{ID: "sign", Label: say("booking.ledgerSign"), Tone: kit.TonePrimary}}
		}
		items = append(items, item)
	}
	l.list.SetItems(items)
	l.print.SetEnabled(len(items) > 0)
	l.one.SetEnabled(len(items) > 0)
}

func (l *ledgerList) printOf(record, venue string) {
	day := l.of.ledgerDay()
	l.of.sh.Go(screen.To(screen.Print{Record: record, From: day, To: day, ID: venue}))
}

// sign notes that a venue's ledger was taken.
func (l *ledgerList) sign(venue data.ID) {
	by := data.ID(l.whom.Selected())
	if by == "" {
		l.whom.SetFault(l.of.sh.Say("booking.needWhom"))
		return
	}
	v, _ := l.of.board.Venue(venue)
	l.of.sh.Do(&data.AcknowledgeLedger{Ledger: data.NewID(), Venue: venue, Day: l.of.ledgerDay(), By: by}, func(r data.Receipt, err error) {
		if err != nil {
			l.of.sh.Toast(l.of.sh.Fault(err), "")
			return
		}
		l.of.sh.Toast(l.of.sh.Say("booking.ledgerSigned", v.Name, l.of.name(by)), r.ID)
		l.of.loadLedger()
	})
}
