package booking

import (
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/ui/kit"
)

// picker judges the board for what is being done: a booking that moves does not
// stand in its own way, and a closure may be asked for over anything.
func (s *bookings) picker() picker {
	k := picker{board: &s.board, now: s.sh.Now(), people: s.form.party.Value(), over: s.tab() == tabClose}
	if s.moving != nil {
		k.board, k.people = freedOf(s.board, s.moving.ID), s.moving.People
	}
	return k
}

// deal draws the board and what depends on it.
func (s *bookings) deal() {
	if !s.loaded {
		return
	}
	s.groups = groupVenues(s.board.Venues, s.sh.Compact())
	choices := make([]kit.Choice, len(s.groups))
	for i, g := range s.groups {
		choices[i] = kit.Choice{Code: g.Code, Label: g.Name}
		if g.Name == "" {
			choices[i].Label = s.sh.Say("booking.group." + g.Code)
		}
	}
	s.venues.SetChoices(choices)
	if s.venues.Selected() == "" && len(choices) > 0 {
		if s.venues.Select(s.draft.Text("group")); s.venues.Selected() == "" {
			s.venues.Select(choices[0].Code)
		}
	}
	i := max(0, slices.IndexFunc(s.groups, func(g venueGroup) bool { return g.Code == s.venues.Selected() }))
	s.courts = nil
	if len(s.groups) > 0 {
		s.courts = groupCourts(&s.board, s.groups[i])
	}
	s.picks = s.picker().still(s.picks)
	s.view.Put(s.boardView())
	if !s.scrolled {
		s.scrolled = true
		if s.day == s.today() {
			s.view.ScrollTo(s.running())
		} else {
			s.view.ScrollTo(s.view.grid.view.From)
		}
	}
	s.tellFoot()
	s.form.deal()
	s.closing.deal()
}

// running is where today's board begins: just before now, or where what is
// running now began, so that its name is in view.
func (s *bookings) running() data.Slot {
	now := data.SlotOf(s.sh.Now())
	from := now - 1
	for _, b := range s.board.Bookings {
		shown := slices.ContainsFunc(s.courts, func(c data.Court) bool { return c.ID == b.Court })
		if shown && b.Status.Live() && b.Starts <= s.sh.Now() && b.Ends > s.sh.Now() {
			from = min(from, data.SlotOf(b.Starts))
		}
	}
	return max(from, now-6)
}

func (s *bookings) marker() cellMarker {
	from, to := groupHours(&s.board, s.courts)
	return cellMarker{board: &s.board, courts: s.courts, now: s.sh.Now(), say: s.sh.Say, waits: s.sh.Waits, from: from, to: to}
}

func (s *bookings) boardView() boardView {
	m := s.marker()
	v := boardView{Marks: m.marks(s.picks), From: m.from, To: m.to, Clock: s.board.Calendar.Clock, Past: data.SlotOf(m.now)}
	if s.day == s.today() {
		v.Now = m.now
	}
	for _, c := range s.courts {
		open, closes := s.board.Hours(c)
		col := boardColumn{Name: c.Name, From: data.SlotOf(open), To: data.SlotOf(closes)}
		if o, f, blocked := s.board.Blocked(c); blocked {
			col.Note = s.sh.Say("booking.state." + string(f.State))
			if o.ID != c.ID {
				col.Note = o.Name + " " + col.Note
			}
		}
		v.Columns = append(v.Columns, col)
	}
	return v
}

// tellFoot says what lies below the part of the board in view.
func (s *bookings) tellFoot() {
	m := s.marker()
	_, to := s.view.Seen()
	if len(s.courts) == 0 {
		s.foot.SetText(s.sh.Say("booking.noCourts"))
		return
	}
	if to >= m.to {
		s.foot.SetText("")
		return
	}
	if n := m.below(to); n > 0 {
		s.foot.SetText(s.sh.Say("booking.below", m.clocks(to, m.to), n))
	} else {
		s.foot.SetText(s.sh.Say("booking.belowNone", m.clocks(to, m.to)))
	}
}

// tapped chooses a free cell or opens what stands in it.
func (s *bookings) tapped(col int, at data.Slot, m *cellMark) {
	if !s.latest.Current() {
		return // the cells are still another day's
	}
	c := s.courts[col]
	if s.tab() != tabClose && s.moving == nil && m != nil {
		switch {
		case m.Booking != "":
			s.near = s.nearest(c, at)
			s.open(m.Booking)
			return
		case m.Closure != "":
			s.openClosure(m.Closure)
			return
		case m.Kind == markFull:
			s.openPlaces(c, at)
			return
		}
	}
	if !s.choosing() {
		return
	}
	had := s.picks
	next := s.picker().tap(had, c, at, s.form.slots(), s.many && s.moving == nil)
	if slices.Equal(next, had) {
		s.refuse(c, at, m)
		return
	}
	s.choose(next)
}

// choosing goes to a tab where cells are chosen for something; false when this
// person may do nothing with them.
func (s *bookings) choosing() bool {
	if s.tab() == tabClose || s.tab() == tabBook {
		return true
	}
	if !s.may("Book") {
		return false
	}
	s.tabs.Select(tabBook)
	s.show(tabBook)
	return true
}

// pointed goes on to the caller's name after a time was chosen by finger.
func (s *bookings) pointed() {
	if len(s.picks) > 0 && s.tab() == tabBook && s.moving == nil && s.form.name.Text() == "" {
		s.form.name.Focus(s.sh.Canvas())
	}
}

// refuse says why a cell can't be chosen.
func (s *bookings) refuse(c data.Court, at data.Slot, m *cellMark) {
	open, closes := s.board.Hours(c)
	cal := s.board.Calendar
	switch {
	case at < data.SlotOf(open) || at >= data.SlotOf(closes):
		v, _ := s.board.Venue(c.Venue)
		s.sh.Toast(s.sh.Say("booking.outsideHours", v.Name, cal.Clock(open), cal.Clock(closes)), "")
	case at < data.SlotOf(s.sh.Now()):
		s.sh.Toast(s.sh.Say("booking.past"), "")
	case m != nil && m.Kind == markShared:
		s.sh.Toast(s.sh.Say("booking.sharedWith", c.Name, m.Sub), "")
	case m != nil && m.Kind == markFault:
		s.sh.Toast(s.sh.Say("booking.cantGive", c.Name, m.Title), "")
	case m != nil && (m.Kind == markPlaces || m.Kind == markFull):
		s.sh.Toast(s.sh.Say("booking.fewPlacesNow", c.Name, len(s.board.Free(c, at, at+1))), "")
	default:
		s.sh.Toast(s.sh.Say("booking.cantGive", c.Name, ""), "")
	}
}

// swept chooses the rectangle a finger or Shift spans.
func (s *bookings) swept(from, to cellAt) {
	if !s.choosing() || !s.latest.Current() {
		return
	}
	if s.moving != nil {
		to.Col = from.Col
	}
	if list := s.picker().drag(s.courts, from.Col, to.Col, from.Slot, to.Slot); len(list) > 0 {
		s.choose(list)
	}
}

// longer makes what is chosen a half hour longer or shorter.
func (s *bookings) longer(by int) {
	n := s.form.slots()
	if len(s.picks) > 0 {
		n = int(s.picks[0].To - s.picks[0].From)
	}
	s.setLength(max(1, min(n+by, data.MaxSpanSlots)))
}

func (s *bookings) setLength(n int) {
	s.form.setSlots(n)
	s.choose(s.picker().lengthen(s.picks, n))
}

// choose takes what was picked and shows it everywhere.
func (s *bookings) choose(list []pick) {
	s.picks = list
	if len(list) == 0 {
		s.draft.Put("picks", nil)
	} else {
		s.draft.Put("picks", list)
	}
	s.form.calm()
	s.deal()
}

// chosen says what is picked in words: 羽毛球1 11:00–12:00.
func (s *bookings) chosen() string {
	var words []string
	for i, p := range s.picks {
		if i == 2 && len(s.picks) > 3 {
			words = append(words, s.sh.Say("booking.andMore", len(s.picks)-2))
			break
		}
		c, _ := s.board.Court(p.Court)
		text := s.clocks(p.From.Start(), p.To.Start())
		if i == 0 || s.picks[i-1].Court != p.Court {
			text = c.Name + " " + text
		}
		words = append(words, text)
	}
	return strings.Join(words, " · ")
}

// take jumps to an offer.
func (s *bookings) take(o data.Offer) {
	c, ok := s.board.Court(o.Court)
	if !ok {
		return
	}
	if day := s.board.Calendar.Day(o.Start); day != s.day {
		return
	}
	for _, g := range s.groups {
		if slices.Contains(g.Venues, c.Venue) && g.Code != s.venues.Selected() {
			s.venues.Select(g.Code)
			s.draft.Put("group", g.Code)
		}
	}
	s.choose([]pick{{o.Court, data.SlotOf(o.Start), data.SlotOf(o.End)}})
	s.view.ScrollTo(data.SlotOf(o.Start) - 2)
}
