package hall

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// BookingsOffice is what the list of bookings asks of the office.
type BookingsOffice interface {
	Venues(ctx context.Context) ([]data.Venue, error)
	Courts(ctx context.Context) ([]data.Court, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	Bookings(ctx context.Context, f data.BookingFilter) ([]data.Booking, error)
	Ledgers(ctx context.Context, day data.Day) ([]data.Ledger, error)
	Notices(ctx context.Context, f data.NoticeFilter) ([]data.Notice, error)
}

// Bookings is 预约: the day's bookings and tomorrow's, as a list.
func Bookings(o BookingsOffice) screen.Builder {
	return screen.New("bookings", "venue.bookings", "calendar", func(sh screen.Shell) *bookings { return newBookings(o, sh) },
		screen.Opens((*bookings).choose),
	)
}

// The days that can be looked at.
const (
	todaysTab    = "0"
	tomorrowsTab = "1"
)

// bookings is 预约: today's and tomorrow's, one line each, and tomorrow's ledgers
// to acknowledge.
type bookings struct {
	desk
	office BookingsOffice
	view   list
	latest screen.Latest // of loading

	serves *serves
	days   *kit.Chips
	sum    *kit.Text
	rows   *kit.List
	ledger *kit.List
	below  *kit.Card
	all    fyne.CanvasObject
}

func newBookings(o BookingsOffice, sh screen.Shell) *bookings {
	s := &bookings{office: o}
	s.desk = desk{sh: sh, busy: map[data.ID]bool{}, court: func(id data.ID) string { return s.view.court(id) }, deal: s.show, load: s.read}
	s.build()
	s.read()
	return s
}

func (s *bookings) build() {
	say := s.sh.Say
	s.serves = newServes(s.sh, s.show)
	s.days = kit.NewChips("", []kit.Choice{{Code: todaysTab, Label: say("common.today")}, {Code: tomorrowsTab, Label: say("common.tomorrow")}})
	s.days.Select(todaysTab)
	s.sh.Keep("day").Chips("day", s.days)
	keep := s.days.OnChanged
	s.days.OnChanged = func() { keep(); s.rows.ScrollToTop(); s.read() }
	s.sum = kit.NewText("", kit.Label).SetMayCut(true)
	s.rows, s.ledger = kit.NewList().Answers(&s.latest), kit.NewList().Answers(&s.latest)
	s.rows.OnTap = func(id string) { s.withBooking(id, s.details) }
	s.rows.OnAction = func(id, to string) { s.withBooking(id, func(b data.Booking) { s.advance(b, data.BookingStatus(to)) }) }
	s.ledger.OnAction = func(id, _ string) { s.sign(data.ID(id)) }
	// The ledgers stand below: beside them what guests need would be cut short.
	s.below = kit.NewCard(say("booking.ledger"), nil, s.ledger)
	s.below.SetCorner(say("venue.ledgerHint"))
	s.below.Hide()
	top := kit.Row(s.days, s.sum, s.serves.button)
	s.all = kit.Pin(top, s.below, nil, nil, kit.Loose(kit.NewCard("", nil, s.rows)))
}

func (s *bookings) withBooking(id string, do func(data.Booking)) {
	for _, b := range s.view.bookings {
		if string(b.ID) == id {
			do(b)
			return
		}
	}
}

// Content gives what is shown.
func (s *bookings) Content() fyne.CanvasObject { return s.all }

// Closed has nothing to end.
func (s *bookings) Closed() {}

// choose shows the day of a filter, today's or tomorrow's.
func (s *bookings) choose(f data.BookingFilter) {
	tab := todaysTab
	if f.From > s.sh.Settings().Calendar.Day(s.sh.Now()) {
		tab = tomorrowsTab
	}
	if tab != s.days.Selected() {
		s.days.Select(tab)
		s.days.OnChanged()
	}
}

// Changed reads again what concerns it; with no tables a minute has passed, and
// perhaps a day.
func (s *bookings) Changed(c data.Change) {
	if c.Tables == nil || c.Touches("booking", "court", "venue", "ledger", "notice", "staff") {
		s.read()
	}
}

func (s *bookings) day() data.Day {
	today := s.sh.Settings().Calendar.Day(s.sh.Now())
	if s.days.Selected() == tomorrowsTab {
		return today.Plus(1)
	}
	return today
}

func (s *bookings) read() {
	day := s.day()
	var view list
	s.latest.Load(s.sh, day, func(ctx context.Context) (err error) {
		view, err = readList(ctx, s.office, day, s.sh.Settings().Calendar)
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.view = view
		s.show()
	})
}

func (s *bookings) show() {
	say := s.sh.Say
	s.serves.show(s.view.venues)
	n, people := 0, 0
	var items []kit.Item
	for _, b := range s.view.of(s.serves.has) {
		if b.Status.Live() {
			n, people = n+1, people+b.People
		}
		items = append(items, s.item(b))
	}
	s.rows.SetEmpty(say("venue.noneOn", s.dayWord()), "", nil)
	s.rows.SetItems(screen.MarkItems(s.sh, items))
	s.sum.SetText(say("venue.sumOf", s.dayWord(), n, people))
	ledgers := s.ledgers()
	s.ledger.SetItems(ledgers)
	s.below.Hidden = s.days.Selected() != tomorrowsTab || len(ledgers) == 0
	s.all.Refresh()
}

func (s *bookings) dayWord() string {
	if s.days.Selected() == tomorrowsTab {
		return s.sh.Say("common.tomorrow")
	}
	return s.sh.Say("common.today")
}

// item is one booking: what is over is struck through.
func (s *bookings) item(b data.Booking) kit.Item {
	say, now := s.sh.Say, s.sh.Now()
	it := kit.Item{ID: string(b.ID), Lead: span(s.sh, b.Starts, b.Ends), Title: say("venue.dot", s.view.court(b.Court), whom(say, b)), Sub: joined(wants(say, b)...)}
	if it.Sub == "" {
		it.Sub = say("venue.noNeeds")
	}
	it.Badge, it.Tone = pressing(say, b, now)
	it.Strike = !b.Status.Live() && b.Status != data.Tentative
	if to := steps(b); len(to) > 0 && s.days.Selected() == todaysTab {
		it.Actions = []kit.ItemAction{{ID: string(to[0]), Label: say("booking.act." + string(to[0])), Tone: kit.TonePrimary}}
	}
	return it
}

// ledgers lists tomorrow's ledgers, one a venue that has bookings.
func (s *bookings) ledgers() (items []kit.Item) {
	say := s.sh.Say
	for _, v := range s.serves.list() {
		n, people := s.view.count(v.ID)
		if n == 0 {
			continue
		}
		it := kit.Item{ID: string(v.ID), Title: v.Name, Sub: say("booking.ledgerCount", n, people)}
		ack, taken, stale := s.view.acked(v.ID)
		switch {
		case taken && !stale:
			it.Sub, it.Tone = say("booking.ledgerTaken", s.view.names[ack.By], since(s.sh, ack.At)), kit.ToneGood
		case stale:
			it.Sub, it.Tone = say("booking.ledgerStale"), kit.ToneSoon
		}
		it.Waiting = screen.WaitWord(s.sh, ack.ID)
		if !taken || stale {
			it.Actions = []kit.ItemAction{{ID: "sign", Label: say("booking.ledgerSign"), Tone: kit.TonePrimary}}
		}
		items = append(items, it)
	}
	return items
}

// sign acknowledges a venue's ledger in the name of who is signed on.
func (s *bookings) sign(venue data.ID) {
	me, name := s.sh.Me(), ""
	for _, v := range s.view.venues {
		if v.ID == venue {
			name = v.Name
		}
	}
	s.give(venue, &data.AcknowledgeLedger{Ledger: data.NewID(), Venue: venue, Day: s.view.day, By: me.ID}, s.sh.Say("booking.ledgerSigned", name, me.Name))
}
