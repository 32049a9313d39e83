package booking

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the booking screen asks of the office.
type Office interface {
	BookingBoard(ctx context.Context, day data.Day) (data.Board, error)
	Bookings(ctx context.Context, f data.BookingFilter) ([]data.Booking, error)
	BookingMoves(ctx context.Context, booking data.ID) ([]data.BookingMove, error)
	Notices(ctx context.Context, f data.NoticeFilter) ([]data.Notice, error)
	Tellings(ctx context.Context) ([]data.Telling, error)
	Ledgers(ctx context.Context, day data.Day) ([]data.Ledger, error)
	VouchersMatching(ctx context.Context, day data.Day, typed string) ([]data.Voucher, error)
	FindVisitors(ctx context.Context, text string, limit int) ([]data.Match, error)
	Staff(ctx context.Context) ([]data.Staff, error)
}

// Screen is the booking board: courts across, half hours down.
func Screen(o Office) screen.Builder {
	return screen.New("bookings", "booking.route", "calendar", func(sh screen.Shell) *bookings { return newBookings(o, sh) },
		screen.Opens((*bookings).turnTo),
		screen.OpensRef(data.BookingRef, (*bookings).follow),
	)
}

// The tabs of the panel at the right.
const (
	tabBook   = "book"
	tabClose  = "close"
	tabTell   = "tell"
	tabLedger = "ledger"
)

// bookings is the booking screen: the board at the left, and at the right what
// is done with it.
type bookings struct {
	office Office
	sh     screen.Shell
	draft  *screen.Draft

	day       data.Day
	latest    screen.Latest // the reading of the day
	opening   screen.Latest // of the booking to show
	board     data.Board
	loaded    bool
	groups    []venueGroup
	courts    []data.Court // on the board
	staff     []data.Staff
	tellings  []data.Telling
	acks      []data.Ledger
	nextDay   []data.Booking // of the ledger's day
	picks     []pick
	many      bool
	moving    *data.Booking // the booking that gets another place
	scrolled  bool          // the board has been brought to the hour once
	following data.ID       // a booking to open once it is loaded
	near      []data.Offer  // to be named in the sheet that a tap opens

	days    *kit.DateStrip
	venues  *kit.Chips
	view    *bookingBoard
	foot    *kit.Text
	hint    *kit.Text
	tabs    *kit.Chips
	panel   *kit.Card
	inside  *fyne.Container // of the panel, below the tabs
	form    *bookingForm
	closing *closingForm
	telling *tellingList
	ledger  *ledgerList
	content fyne.CanvasObject
}

func newBookings(o Office, sh screen.Shell) *bookings {
	s := &bookings{office: o, sh: sh, draft: sh.Keep("bookings"), day: sh.Settings().Calendar.Day(sh.Now())}
	if d := data.Day(s.draft.Text("day")); d.Valid() && d >= s.day {
		s.day = d
	}
	s.picks, _ = s.draft.Get("picks").([]pick)
	s.many = s.draft.Flag("many")
	s.build()
	s.load()
	s.loadStaff()
	return s
}

func (s *bookings) today() data.Day { return s.sh.Settings().Calendar.Day(s.sh.Now()) }

func (s *bookings) build() {
	sh := s.sh
	s.days = kit.NewDateStrip(s.today(), s.day, sh)
	s.days.SetSpan(s.daySpan())
	s.days.OnChanged = s.showDay
	s.venues = kit.NewChips("", nil)
	s.venues.OnChanged = func() {
		s.draft.Put("group", s.venues.Selected())
		s.scrolled = false
		s.form.calm()
		s.deal()
	}
	s.view = newBookingBoard()
	grid := s.view.grid
	grid.OnTap, grid.OnSweep, grid.OnLonger, grid.OnPointed = s.tapped, s.swept, s.longer, s.pointed
	s.view.scroll.OnScrolled = func(float32) { s.tellFoot() }
	s.foot = kit.NewText("", kit.Label).SetMayCut(true)
	s.hint = kit.NewText(sh.Say("booking.keys"), kit.Small.Aligned(fyne.TextAlignTrailing)).SetMayCut(true)
	s.hint.Hidden = sh.Compact()
	s.form, s.closing, s.telling, s.ledger = newBookingForm(s), newClosingForm(s), newTellingList(s), newLedgerList(s)
	s.tabs = kit.NewChips("", s.tabChoices())
	s.tabs.OnChanged = func() { s.show(s.tabs.Selected()) }
	s.tabs.Leads(s.First)
	s.inside = kit.Fill()
	s.panel = kit.NewCard("", nil, kit.Pin(s.tabs, nil, nil, nil, s.inside))
	s.tabs.Select(s.draft.Text("tab"))
	if s.tab() == "" {
		s.tabs.Select(s.tabs.Choices()[0].Code)
	}
	s.show(s.tab())

	below := kit.Row(nil, s.foot, s.hint)
	card := kit.NewCard("", nil, kit.Pin(nil, below, nil, nil, s.view))
	top := kit.Row(s.days, nil, s.venues)
	side := kit.MinSize(kit.Loose(s.panel), panelWidth, 0)
	s.content = kit.Pin(top, nil, nil, side, card)
}

// panelWidth leaves room for four tabs side by side.
const panelWidth = 372

// daySpan is how many days have room beside the groups of venues; English
// names are wider.
func (s *bookings) daySpan() (back, ahead int) {
	switch wide := s.sh.Lang() != "zh"; {
	case s.sh.Compact() && wide:
		return 0, 1
	case s.sh.Compact():
		return 0, 2
	case wide:
		return 1, 4
	}
	return 1, 5
}

// tabChoices names the tabs; the one of 知会 counts what waits.
func (s *bookings) tabChoices() []kit.Choice {
	tell := kit.Choice{Code: tabTell, Label: s.sh.Say("booking.tab.tell")}
	if n := len(s.tellings); n > 0 {
		tell.Label, tell.Tone = s.sh.Say("booking.tab.tellMany", n), kit.ToneSoon
	}
	list := []kit.Choice{tell, {Code: tabLedger, Label: s.sh.Say("booking.tab.ledger")}}
	if s.may("CloseSlots") {
		list = slices.Insert(list, 1, kit.Choice{Code: tabClose, Label: s.sh.Say("booking.tab.close")})
	}
	if s.may("Book") {
		list = slices.Insert(list, 0, kit.Choice{Code: tabBook, Label: s.sh.Say("booking.tab.book")})
	}
	return list
}

// may reports whether who is signed on may give a kind of command: the venue's
// staff move bookings on, but reception takes them.
func (s *bookings) may(kind string) bool {
	i := slices.IndexFunc(data.Bookings.Kinds, func(k data.Kind) bool { return k.Name == kind })
	return i >= 0 && data.Bookings.Kinds[i].Allows(s.sh.Me().Role)
}

// show puts another tab into the panel.
func (s *bookings) show(tab string) {
	s.draft.Put("tab", tab)
	body := s.form.body
	switch tab {
	case tabClose:
		body = s.closing.body
	case tabTell:
		body = s.telling.body
	case tabLedger:
		body = s.ledger.body
		s.loadLedger()
	}
	s.inside.Objects = []fyne.CanvasObject{body}
	s.inside.Refresh()
	s.deal()
}

func (s *bookings) tab() string { return s.tabs.Selected() }

// Content gives the screen.
func (s *bookings) Content() fyne.CanvasObject { return s.content }

// Closed keeps what was chosen.
func (s *bookings) Closed() {}

// First puts the cursor where the caller's name goes.
func (s *bookings) First() fyne.Focusable {
	if s.tab() != tabBook {
		return s.view.grid
	}
	return s.form.name.Focusable()
}

// turnTo shows the day of a filter; without one the board stays as it is.
func (s *bookings) turnTo(f data.BookingFilter) {
	if f.From != "" {
		s.showDay(f.From)
		s.days.SetSelected(f.From)
	}
}

// follow goes to the day of a booking and opens it.
func (s *bookings) follow(id data.ID) {
	var list []data.Booking
	s.sh.Load(func(ctx context.Context) (err error) {
		list, err = s.office.Bookings(ctx, data.BookingFilter{ID: id})
		return err
	}, func(err error) {
		if err != nil || len(list) == 0 {
			return
		}
		s.following = id
		s.showDay(list[0].Day)
		s.days.SetSelected(list[0].Day)
	})
}

// Changed reloads what is shown.
func (s *bookings) Changed(c data.Change) {
	if len(c.Tables) == 0 || c.Touches("booking", "occupancy", "closure", "notice", "facility", "court", "venue", "ledger") {
		s.load()
	}
	if c.Touches("staff") {
		s.loadStaff()
	}
}

// Tick moves the line of now, and the strip when a day has ended.
func (s *bookings) Tick() {
	s.days.SetToday(s.today())
	s.deal()
}

// Enter does the primary act of the tab.
func (s *bookings) Enter() bool {
	switch s.tab() {
	case tabClose:
		s.closing.submit()
	case tabBook:
		s.form.submit()
	default:
		return false
	}
	return true
}

// Escape leaves the move, then what is chosen.
func (s *bookings) Escape() bool {
	switch {
	case s.moving != nil:
		s.stopMoving()
	case len(s.picks) > 0:
		s.choose(nil)
	default:
		return false
	}
	return true
}

// Shortcut goes from day to day with the page keys, home with Home.
func (s *bookings) Shortcut(k fyne.KeyName) bool {
	d := s.day
	switch k {
	case fyne.KeyPageUp:
		d = d.Plus(-1)
	case fyne.KeyPageDown:
		d = d.Plus(1)
	case fyne.KeyHome:
		d = s.today()
	default:
		return false
	}
	s.days.SetSelected(d)
	s.showDay(d)
	return true
}

func (s *bookings) showDay(d data.Day) {
	if d != s.day {
		s.picks, s.scrolled = nil, false
		s.draft.Put("picks", nil)
	}
	s.day = d
	s.draft.Put("day", string(d))
	s.load()
}

// load reads the board of the day and what waits to be told.
func (s *bookings) load() {
	var board data.Board
	var tellings []data.Telling
	day := s.day
	s.latest.Load(s.sh, day, func(ctx context.Context) (err error) {
		if board, err = s.office.BookingBoard(ctx, day); err == nil {
			tellings, err = s.office.Tellings(ctx)
		}
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.board, s.tellings, s.loaded = board, tellings, true
		s.tabs.SetChoices(s.tabChoices())
		had := s.picks
		s.deal()
		s.lost(had)
		s.telling.show()
		if s.tab() == tabLedger {
			s.loadLedger()
		}
		if b, ok := s.board.Booking(s.following); ok && s.following != "" {
			s.following = ""
			s.reach(b)
			s.open(b.ID)
		}
	})
}

func (s *bookings) loadStaff() {
	var staff []data.Staff
	s.sh.Load(func(ctx context.Context) (err error) {
		staff, err = s.office.Staff(ctx)
		return err
	}, func(err error) {
		if err != nil {
			return
		}
		s.staff = slices.DeleteFunc(staff, func(p data.Staff) bool { return p.Gone })
		s.form.people()
		s.telling.people()
		s.ledger.people()
	})
}

// reach turns the board to a booking's group and hour.
func (s *bookings) reach(b data.Booking) {
	for _, g := range s.groups {
		if slices.Contains(g.Venues, b.Venue) && g.Code != s.venues.Selected() {
			s.venues.Select(g.Code)
			s.draft.Put("group", g.Code)
		}
	}
	s.scrolled = true
	s.deal()
	s.view.ScrollTo(data.SlotOf(b.Starts) - 1)
}

// name gives a person's name.
func (s *bookings) name(id data.ID) string {
	for _, p := range s.staff {
		if p.ID == id {
			return p.Name
		}
	}
	return string(id)
}

// atVenue lists who works at the venues: those who are told and who sign.
func (s *bookings) atVenue() []kit.Choice {
	var list []kit.Choice
	for _, p := range s.staff {
		if p.Role == data.VenueStaff {
			list = append(list, kit.Choice{Code: string(p.ID), Label: p.Name})
		}
	}
	if len(list) == 0 {
		for _, p := range s.staff {
			list = append(list, kit.Choice{Code: string(p.ID), Label: p.Name})
		}
	}
	return list
}

// clocks gives 11:00–12:00.
func (s *bookings) clocks(from, to data.Time) string {
	c := s.sh.Settings().Calendar
	return c.Clock(from) + "–" + c.Clock(to)
}
