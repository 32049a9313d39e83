package booking

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yingbin/data"
)

// markKind says what stands in a cell of the board.
type markKind int

const (
	markTaken markKind = iota
	markLate           // booked, and its time has come
	markArrived
	markPlaying
	markOver
	markMissed
	markClosed
	markShared
	markFault
	markPlaces // counted: how many are taken
	markFull
	markChosen
	markTentative // taken without the hub: it has the court only once that agrees
)

// cellMark is one thing on the board: a column and a run of half hours.
type cellMark struct {
	Col      int
	From, To data.Slot
	Kind     markKind
	Title    string
	Sub      string
	Booking  data.ID
	Closure  data.ID
	Waiting  bool // its venue has not been told
}

// cellMarker turns a board into marks.
type cellMarker struct {
	board  *data.Board
	courts []data.Court
	now    data.Time
	say    data.Say
	waits  func(data.ID) bool // nil where nothing can wait
	from   data.Slot
	to     data.Slot
}

// marks lists what stands on the board, in the order it is drawn: what is over
// first, so that what came after lies on top.
func (m cellMarker) marks(chosen []pick) []cellMark {
	var list []cellMark
	for col, c := range m.courts {
		if c.Counted {
			list = append(list, m.places(col, c)...)
		} else {
			list = append(list, m.bookings(col, c)...)
			list = append(list, m.shared(col, c)...)
		}
		list = append(list, m.closures(col, c)...)
		list = append(list, m.faults(col, c)...)
		for _, p := range chosen {
			if p.Court == c.ID {
				list = append(list, cellMark{Col: col, From: p.From, To: p.To, Kind: markChosen, Title: m.say("booking.chosen"), Sub: m.board.Calendar.Clock(p.From.Start()) + " – " + m.board.Calendar.Clock(p.To.Start())})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b cellMark) int { return cmp.Compare(markRank(a), markRank(b)) })
	return list
}

func markRank(m cellMark) int {
	switch m.Kind {
	case markOver, markMissed:
		return 0
	case markChosen:
		return 2
	}
	return 1
}

func (m cellMarker) clocks(from, to data.Slot) string {
	c := m.board.Calendar
	return c.Clock(from.Start()) + "–" + c.Clock(to.Start())
}

// bookings shows the bookings of a court.
func (m cellMarker) bookings(col int, c data.Court) []cellMark {
	var list []cellMark
	for _, b := range m.board.Bookings {
		if b.Court != c.ID {
			continue
		}
		k := cellMark{Col: col, From: data.SlotOf(b.Starts), To: data.SlotOf(b.Ends), Booking: b.ID, Title: b.Called(m.say), Waiting: m.board.Waiting[b.ID]}
		switch b.Status {
		case data.Arrived:
			k.Kind = markArrived
		case data.Playing:
			k.Kind = markPlaying
		case data.Ended:
			k.Kind, k.To = markOver, min(k.To, max(k.From+1, data.SlotOf(b.EndedAt)))
		case data.NoShow:
			k.Kind, k.To = markMissed, k.From+1
		case data.Tentative:
			k.Kind = markTentative
		default:
			if b.Status == data.Booked && m.now > b.Starts {
				k.Kind = markLate
			}
		}
		k.Sub = m.about(b)
		list = append(list, k)
	}
	return list
}

// about says in a few words what the venue must know of a booking, the most
// pressing first.
func (m cellMarker) about(b data.Booking) string {
	var words []string
	add := func(s string) { words = append(words, s) }
	late := func(since data.Time) int { return int(m.now.Sub(since).Minutes()) }
	switch {
	case b.Status == data.Booked && m.now > b.Starts:
		add(m.say("booking.lateBy", late(b.Starts)))
	case b.Status == data.Playing && m.now > b.Ends:
		add(m.say("booking.longerBy", late(b.Ends)))
	case b.Status != data.Booked:
		add(m.say("booking.status." + string(b.Status)))
	}
	if m.waits != nil && m.waits(b.ID) && b.Status != data.Tentative {
		add(m.say("link.waits"))
	}
	add(m.say("booking.partyOf", b.People))
	if m.board.Waiting[b.ID] {
		add(m.say("booking.untold"))
	}
	if b.Status.Live() || b.Status == data.Tentative {
		words = append(words, b.Needs.Words(m.say)...)
	}
	return m.dotted(words)
}

// dotted strings words together with as little room as the language allows.
func (m cellMarker) dotted(words []string) string {
	if len(words) == 0 {
		return ""
	}
	text := words[0]
	for _, w := range words[1:] {
		text = m.say("booking.dot", text, w)
	}
	return text
}

// shared shows where another court has the floor that this one stands on.
func (m cellMarker) shared(col int, c data.Court) []cellMark {
	var list []cellMark
	for s := m.from; s < m.to; s++ {
		var others []string
		for _, u := range c.Units {
			b, ok := m.board.Booking(m.board.Held[s][u])
			if o, _ := m.board.Court(b.Court); ok && o.ID != c.ID && !slices.Contains(others, o.Name) {
				others = append(others, o.Name)
			}
			k, ok := m.board.Closure(m.board.Held[s][u])
			if o, _ := m.board.Court(k.Court); ok && o.ID != c.ID && !slices.Contains(others, o.Name) {
				others = append(others, o.Name)
			}
		}
		if len(others) == 0 {
			continue
		}
		sub := m.dotted(others)
		if n := len(list); n > 0 && list[n-1].To == s && list[n-1].Sub == sub {
			list[n-1].To++
			continue
		}
		list = append(list, cellMark{Col: col, From: s, To: s + 1, Kind: markShared, Title: m.say("booking.shared"), Sub: sub})
	}
	return list
}

func (m cellMarker) closures(col int, c data.Court) []cellMark {
	var list []cellMark
	for _, k := range m.board.Closures {
		if k.Court == c.ID {
			sub := m.say("booking.untilClock", m.board.Calendar.Clock(k.Ends))
			if k.Note != "" {
				sub = m.dotted([]string{k.Note, sub})
			}
			list = append(list, cellMark{Col: col, From: max(m.from, data.SlotOf(k.Starts)), To: min(m.to, data.SlotOf(k.Ends)), Kind: markClosed, Closure: k.ID,
				Title: m.say("booking.reason." + k.Reason), Sub: sub})
		}
	}
	return list
}

// faults covers the free half hours, from now on, of a court that is out of
// order, or stands on the floor of one that is.
func (m cellMarker) faults(col int, c data.Court) []cellMark {
	o, f, blocked := m.board.Blocked(c)
	if !blocked {
		return nil
	}
	open, closes := m.board.Hours(c)
	sub := f.Note
	if o.ID != c.ID {
		sub = strings.TrimSpace(o.Name + " " + f.Note)
	}
	var list []cellMark
	for s := max(data.SlotOf(open), data.SlotOf(m.now)); s < data.SlotOf(closes); s++ {
		if len(m.board.Free(c, s, s+1)) < len(c.Units) {
			continue
		}
		if n := len(list); n > 0 && list[n-1].To == s {
			list[n-1].To++
			continue
		}
		list = append(list, cellMark{Col: col, From: s, To: s + 1, Kind: markFault, Title: m.say("booking.state." + string(f.State)), Sub: sub})
	}
	return list
}

// places shows how many places of a counted court are taken in each half hour,
// and by whom.
func (m cellMarker) places(col int, c data.Court) []cellMark {
	open, closes := m.board.Hours(c)
	var list []cellMark
	for s := max(m.from, data.SlotOf(open)); s < min(m.to, data.SlotOf(closes)); s++ {
		taken := len(c.Units) - len(m.board.Free(c, s, s+1))
		if _, closed := m.board.Closure(m.board.Holder(c, s)); closed {
			continue
		}
		k := cellMark{Col: col, From: s, To: s + 1, Kind: markPlaces, Title: fmt.Sprintf("%d/%d", taken, len(c.Units))}
		if taken == len(c.Units) {
			k.Kind = markFull
		}
		var names []string
		for _, b := range m.who(c, s) {
			names = append(names, b.Called(m.say)+" "+m.say("booking.partyOf", b.People))
			k.Waiting = k.Waiting || m.board.Waiting[b.ID]
		}
		k.Sub = m.dotted(names)
		list = append(list, k)
	}
	return list
}

// who lists the bookings that have places of a counted court in a half hour.
func (m cellMarker) who(c data.Court, s data.Slot) []data.Booking { return whoHas(m.board, c, s, s+1) }

func whoHas(b *data.Board, c data.Court, from, to data.Slot) []data.Booking {
	var list []data.Booking
	for _, k := range b.Bookings {
		if k.Court == c.ID && k.Status.Live() && data.SlotOf(k.Starts) < to && data.SlotOf(k.Ends) > from {
			list = append(list, k)
		}
	}
	return list
}

// below counts the live bookings that begin at or after a half hour.
func (m cellMarker) below(s data.Slot) int {
	n := 0
	for _, b := range m.board.Bookings {
		if b.Status.Live() && data.SlotOf(b.Starts) >= s && slices.ContainsFunc(m.courts, func(c data.Court) bool { return c.ID == b.Court }) {
			n++
		}
	}
	return n
}
