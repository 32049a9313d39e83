package data

import (
	"cmp"
	"slices"
	"time"
)

// DutySources is what a day's duty record is written from, besides what is
// typed: the other registers' rows of that day and the names they speak of.
type DutySources struct {
	Day       Day
	Calendar  Calendar
	Now       Time
	Break     time.Duration // the office's longest break
	Staff     map[ID]string // names
	Places    map[ID]string // of areas, tables and courts
	Items     map[ID]Item
	Posts     []Post
	Absences  []Absence
	Visits    []Visit
	Refusals  []Refusal
	Bookings  []Booking // those taken, moved or cancelled that day
	Moves     []BookingMove
	Notices   []Notice
	Lendings  []Lending
	Swaps     []Swap
	Handovers []Handover
	Notes     []HandoverNote
}

// Swap is 换岗: somebody on duty took over the desk at a device.
type Swap struct {
	ID    ID
	Staff ID
	At    Time
}

// Lines writes the lines that nobody types, in the order of the day.
func (s DutySources) Lines() []DutyEntry {
	var lines []DutyEntry
	from, to := s.Calendar.Bounds(s.Day)
	add := func(source string, id ID, at Time, kind string, staff ID, key string, args ...any) {
		if at >= from && at < to {
			lines = append(lines, DutyEntry{ID: ID(source+"-"+key+"-") + id, Day: s.Day, At: at, Kind: kind,
				Staff: staff, Source: source, Key: "duty.line." + key, Args: args})
		}
	}
	for _, p := range s.Posts {
		add("post", p.ID, p.Since, "on", p.Staff, "on", s.Staff[p.Staff], p.Post)
		add("post", p.ID, p.Until, "off", p.Staff, "off", s.Staff[p.Staff], p.Post)
	}
	for _, a := range s.Absences {
		add("absence", a.ID, a.Since, a.Kind, a.Staff, s.absenceKey(a), s.Staff[a.Staff], s.Staff[a.StandIn],
			s.Calendar.Clock(a.Since), s.Calendar.Clock(a.Until), a.Minutes(s.Now))
	}
	for _, v := range s.Visits {
		s.visit(v, add)
	}
	for _, r := range s.Refusals {
		add("refusal", r.ID, r.At, "refusal", r.By, "refused", r.Reason)
	}
	s.bookings(add)
	for _, l := range s.Lendings {
		s.lending(l, add)
	}
	for _, w := range s.Swaps {
		add("staff", w.ID, w.At, "swap", w.Staff, "swap", s.Staff[w.Staff])
	}
	for _, h := range s.Handovers {
		add("handover", h.ID, h.SealedAt, "handover", h.Outgoing, "sealed", s.Staff[h.Outgoing], ShortNumber(h.Number))
		add("handover", h.ID, h.LockedAt, "handover", h.Incoming, "accepted", s.Staff[h.Incoming], ShortNumber(h.Number))
	}
	for _, n := range s.Notes {
		if n.Kind == "instruction" && n.At >= from && n.At < to {
			lines = append(lines, DutyEntry{ID: "handover-note-" + n.ID, Day: s.Day, At: n.At, Kind: "instruction", Staff: n.By, Text: n.Text, Source: "handover"})
		}
	}
	SortDuty(lines)
	return lines
}

// adder adds a line of a register at its moment.
type adder = func(source string, id ID, at Time, kind string, staff ID, key string, args ...any)

func (s DutySources) absenceKey(a Absence) string {
	key := a.Kind
	switch {
	case a.Lasts():
		key += "Now"
	case a.TooLong(s.Break, s.Now):
		key += "Long"
	}
	return key
}

func (s DutySources) visit(v Visit, add adder) {
	place := s.Places[v.Area]
	if t := s.Places[v.TableID]; t != "" {
		place += " " + t
	}
	key := "visit"
	if place == "" {
		key += "Nowhere"
	}
	if v.Name == "" {
		key += "Unnamed"
	}
	who := Named{v.Name, v.Title}
	add("visit", v.ID, v.Arrived, "greeting", v.By, key, who, v.People(), v.Purpose, place)
	key = "left"
	if v.Name == "" {
		key += "Unnamed"
	}
	by := v.LeftBy
	if by == "" {
		by = v.By
	}
	add("visit", v.ID, v.LeftAt, "farewell", by, key, who, v.People(), v.LeftHow)
}

// bookings tells of bookings taken, moved and cancelled, and whether the venue
// knows. Bookings of one act are one line.
func (s DutySources) bookings(add adder) {
	byID := map[ID]Booking{}
	sizes := map[ID]int{}
	for _, b := range s.Bookings {
		byID[b.ID] = b
		sizes[b.Act]++
	}
	line := func(id ID, at Time, staff ID, what, key string, b Booking, court ID, starts, ends Time) {
		args := append(s.slot(court, starts, ends), Named{b.Name, b.Title}, sizes[b.Act])
		if n, ok := s.told(b.ID, what, at); ok {
			key += "Told"
			args = append(args, s.Staff[n.AckedBy], s.Calendar.Clock(n.Acked))
		}
		add("booking", id, at, "notice", staff, key, args...)
	}
	moves := map[ID][]BookingMove{}
	for _, m := range s.Moves {
		moves[m.Booking] = append(moves[m.Booking], m)
	}
	said := map[ID]bool{}
	for _, b := range s.Bookings {
		court, starts, ends := b.Court, b.Starts, b.Ends
		list := moves[b.ID]
		slices.SortFunc(list, func(x, y BookingMove) int { return cmp.Compare(x.At, y.At) })
		for i := len(list) - 1; i >= 0; i-- {
			line(list[i].ID, list[i].At, list[i].By, "moved", "moved", b, court, starts, ends)
			court, starts, ends = list[i].Court, list[i].Starts, list[i].Ends
		}
		if !said[b.Act] {
			said[b.Act] = true
			key := "booked"
			if sizes[b.Act] > 1 {
				key += "Many"
			}
			line(b.ID, b.Taken, b.By, "new", key, b, court, starts, ends)
		}
		line(b.ID, b.CancelAt, b.CancelBy, "cancelled", "cancelled", b, b.Court, b.Starts, b.Ends)
	}
}

// slot gives a court and its time as the sentences take them: name, month, day,
// from, to.
func (s DutySources) slot(court ID, starts, ends Time) []any {
	d := s.Calendar.Day(starts).Date()
	return []any{s.Places[court], int(d.Month()), d.Day(), s.Calendar.Clock(starts), s.Calendar.Clock(ends)}
}

// told finds the notice of a change that the venue took note of.
func (s DutySources) told(booking ID, what string, at Time) (Notice, bool) {
	for _, n := range s.Notices {
		if n.Booking == booking && n.What == what && n.At >= at && n.Acked != 0 {
			return n, true
		}
	}
	return Notice{}, false
}

// lending tells of keys and radios that went out and came back.
func (s DutySources) lending(l Lending, add adder) {
	item := s.Items[l.Item]
	if !item.Single() {
		return
	}
	var who any = Named{l.Name, l.Title}
	switch {
	case l.Staff != "":
		who = s.Staff[l.Staff]
	case l.Name == "":
		who = l.Firm
	}
	add("loan", l.ID, l.OutAt, "loan", l.OutBy, "lent", item.Label(), who, s.Calendar.Clock(l.Due))
	key := "back"
	if l.Late(l.TakenAt) > 0 {
		key += "Late"
	}
	if l.ReturnedBy != "" {
		who = l.ReturnedBy
	}
	add("loan", l.ID, l.TakenAt, "loan", l.TakenBy, key, item.Label(), who, int(l.Late(l.TakenAt)/time.Minute))
}

// SortDuty puts lines in the order of the day; what happened in the same moment
// keeps its order.
func SortDuty(lines []DutyEntry) {
	slices.SortStableFunc(lines, func(a, b DutyEntry) int { return cmp.Compare(a.At, b.At) })
}
