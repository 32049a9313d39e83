package front

import (
	"maps"
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

var bookings = store.Register{
	Owner:    "front",
	Of:       data.Bookings,
	Describe: aboutBookings,
	Numbers:  map[string]string{"Y": "booking"},
	Decide: map[string]store.Decider{
		"Book":              store.Decides(takeBooking),
		"MoveBooking":       store.Decides(moveBooking),
		"CancelBooking":     store.Decides(cancelBooking),
		"AdvanceBooking":    store.Decides(advanceBooking),
		"CloseSlots":        store.Decides(closeSlots),
		"LiftClosure":       store.Decides(liftClosure),
		"Notify":            store.Decides(tellVenue),
		"AcknowledgeLedger": store.Decides(acknowledgeLedger),
		"IssueVouchers":     store.Decides(issueVouchers),
	},
	Recent: map[string]string{
		"booking":      `day >= :day OR status IN ('booked', 'arrived', 'playing', 'tentative') OR id IN (SELECT booking FROM src.notice WHERE acked = 0)`,
		"occupancy":    `half >= :since / 1800000`,
		"booking_move": `booking IN (SELECT id FROM booking)`, "notice": `booking IN (SELECT id FROM booking)`,
		"closure": `ends >= :since`, "ledger": `day >= :day`, "voucher": `day >= :day`,
	},
	LastContact: []string{`SELECT visitor FROM booking WHERE ends >= ?`},
	ForgetBlockers: []store.ForgetBlocker{{Rank: 2, Key: "visit.stillBooked", Now: true,
		Query: `SELECT visitor FROM booking WHERE status IN ('booked', 'arrived', 'playing', 'tentative') AND ends > ?`}},
	Matters:   bookingMatters,
	DutyLines: tellBookings,
	Figures:   bookingFigures,
}

// takeBooking takes every span of the act or none: the first that can't be had
// ends the transaction. The first booking of the act carries the voucher.
func takeBooking(tx *store.Tx, c *data.Book) error {
	board, err := readGround(tx.Ctx(), tx, tx.Settings().Calendar)
	if err != nil {
		return err
	}
	for _, s := range c.Spans {
		court, err := mayHave(tx, board, s, c.People)
		if err != nil {
			return err
		}
		if v, _ := board.Venue(court.Venue); v.Guardian && c.Guardian == "" {
			return data.Fault(data.Invalid, "booking.needGuardian").At("guardian")
		}
		if err := take(tx, board, court, s, c.People); err != nil {
			return err
		}
	}
	if c.Consultant != "" {
		if _, err := store.Get[data.Staff](tx, "staff", string(c.Consultant)); err != nil {
			return store.MissingAt(err, "consultant")
		}
	}
	visitor, err := tx.Guest(store.Guest{ID: c.Visitor, Name: c.Name, Title: c.Title, Phone: c.Phone})
	if err != nil {
		return err
	}
	voucher, err := holdVoucher(tx, c.Voucher, tx.Settings().Calendar.Day(c.Spans[0].Start), c.Spans[0].Booking)
	if err != nil {
		return err
	}
	firstNumber := ""
	for _, s := range c.Spans {
		number, err := tx.Number("Y", tx.Day())
		if err != nil {
			return err
		}
		if firstNumber == "" {
			firstNumber = number
		}
		court, _ := board.Court(s.Court)
		b := data.Booking{
			ID: s.Booking, Number: number, Act: c.Act, Visitor: visitor.ID,
			Name: c.Name, Title: c.Title, Phone: c.Phone, Voucher: voucher,
			Venue: court.Venue, Court: s.Court, Day: tx.Settings().Calendar.Day(s.Start), Starts: s.Start, Ends: s.End,
			People: c.People, Needs: c.Needs, Guardian: c.Guardian, How: c.How, Consultant: c.Consultant, Note: c.Note,
			Status: data.Booked, By: tx.Staff().ID, Taken: tx.At(),
		}
		if tx.Provisional() {
			b.Status = data.Tentative
		}
		if err := tx.Insert("booking", b); err != nil {
			return err
		}
		if err := notify(tx, b.ID, b.Venue, data.NoticeNew); err != nil {
			return err
		}
		voucher = ""
	}
	tx.SetNumber(firstNumber)
	return nil
}

// bookingOf reads the booking a command speaks of.
func bookingOf(tx *store.Tx, id data.ID) (data.Booking, error) {
	b, err := store.Get[data.Booking](tx, "booking", string(id))
	return b, store.MissingAt(err, "booking")
}

// over is the answer to a step a booking can't take any more, or not yet.
func over(b data.Booking) *data.Error {
	return data.Fault(data.Stale, "booking.over", data.ShortNumber(b.Number), string(b.Status)).At("booking")
}

// moveBooking gives a booking another place or time. One that is running may be
// made longer or shorter where it is: its beginning then stays in the past.
func moveBooking(tx *store.Tx, c *data.MoveBooking) error {
	b, err := bookingOf(tx, c.Booking)
	if err != nil {
		return err
	}
	same := c.Court == b.Court && c.Start == b.Starts
	cal := tx.Settings().Calendar
	if err := notMovedSince(tx, b); err != nil {
		return err
	}
	switch {
	case !b.Status.Live():
		return over(b)
	case same && c.End == b.Ends:
		return data.Fault(data.Invalid, "booking.sameSlot").At("start")
	case b.Status != data.Booked && cal.Day(c.Start) != b.Day:
		return data.Fault(data.Conflict, "booking.hereAlready").At("start")
	case same && c.End <= tx.At():
		return data.Fault(data.Invalid, "booking.past").At("end")
	}
	board, err := readGround(tx.Ctx(), tx, cal)
	if err != nil {
		return err
	}
	moved := store.Cols{}
	if tx.Provisional() { // the place it has stays its own until the hub has moved it
		moved["status"] = string(data.Tentative)
	} else if err := free(tx, b.ID, 0); err != nil {
		return err
	}
	s := data.Span{Booking: b.ID, Court: c.Court, Start: c.Start, End: c.End}
	check := s
	if same && check.Start < tx.At() {
		check.Start = data.SlotOf(tx.At()).Start() // only what is to come is judged
	}
	court, err := mayHave(tx, board, check, b.People)
	if err != nil {
		return err
	}
	if err := take(tx, board, court, s, b.People); err != nil {
		return err
	}
	history := data.BookingMove{ID: tx.IDOf("move"), Booking: b.ID, Court: b.Court, Starts: b.Starts, Ends: b.Ends, By: tx.Staff().ID, At: tx.At()}
	if err := tx.Insert("booking_move", history); err != nil {
		return err
	}
	maps.Copy(moved, store.Cols{"venue": string(court.Venue), "court": string(c.Court), "day": string(cal.Day(c.Start)), "starts": c.Start, "ends": c.End, "moved": b.Moved + 1})
	if err := tx.Update("booking", moved, string(b.ID)); err != nil {
		return err
	}
	if b.Status == data.Playing && c.Court != b.Court {
		if err := leaveCourt(tx, b); err != nil {
			return err
		}
		if err := turnCourt(tx, c.Court, data.InUse); err != nil {
			return err
		}
	}
	if err := notify(tx, b.ID, court.Venue, data.NoticeMoved); err != nil || court.Venue == b.Venue {
		return err
	}
	return notify(tx, b.ID, b.Venue, data.NoticeMoved)
}

// notMovedSince refuses what was said of a booking before it was given another
// place or time: whoever moved it knows better.
func notMovedSince(tx *store.Tx, b data.Booking) error {
	if b.Moved == 0 || tx.At() == tx.Now() {
		return nil
	}
	last, err := store.One[data.BookingMove](tx.Ctx(), tx, `SELECT * FROM booking_move WHERE booking = ? ORDER BY at DESC, id LIMIT 1`, string(b.ID))
	if data.CodeOf(err) == data.NotFound || err == nil && !tx.Since(last.At) {
		return nil
	}
	return store.Either(err, tx.Beaten(store.Later{By: last.By, At: last.At}))
}

// cancelBooking ends a booking that has not begun. What is left of its time and
// its voucher are free again.
func cancelBooking(tx *store.Tx, c *data.CancelBooking) error {
	b, err := bookingOf(tx, c.Booking)
	if err != nil {
		return err
	}
	if !b.Status.May(data.Cancelled) || tx.Since(b.ArrivedAt) {
		return over(b)
	}
	if err := notMovedSince(tx, b); err != nil {
		return err
	}
	ended := store.Cols{"status": string(data.Cancelled), "cancel_by": string(tx.Staff().ID), "cancel_why": c.Why, "cancel_at": tx.At()}
	if err := tx.Update("booking", ended, string(b.ID)); err != nil {
		return err
	}
	if err := free(tx, b.ID, data.SlotOf(tx.At())); err != nil {
		return err
	}
	if err := releaseVoucher(tx, b); err != nil {
		return err
	}
	return notify(tx, b.ID, b.Venue, data.NoticeCancelled)
}

// advanceBooking moves a booking on, with the real time of the step.
func advanceBooking(tx *store.Tx, c *data.AdvanceBooking) error {
	b, err := bookingOf(tx, c.Booking)
	if err != nil {
		return err
	}
	if !b.Status.May(c.To) {
		return passed(tx, b, c.To)
	}
	if err := notMovedSince(tx, b); err != nil {
		return err
	}
	step := store.Cols{"status": string(c.To)}
	switch c.To {
	case data.Arrived, data.Playing:
		if b.Day != tx.Day() {
			return data.Fault(data.Invalid, "booking.notToday").At("to")
		}
		if b.ArrivedAt.IsZero() {
			step["arrived_at"] = tx.At()
		}
		if c.To == data.Playing {
			step["started_at"] = tx.At()
			err = enterCourt(tx, b)
		}
	case data.NoShow:
		if tx.At() < b.Starts {
			return data.Fault(data.Invalid, "booking.notYet").At("to")
		}
		err = free(tx, b.ID, data.SlotOf(tx.At()))
	case data.Ended:
		step["ended_at"] = tx.At()
		err = free(tx, b.ID, data.SlotOf(tx.At()))
	}
	if err == nil {
		err = tx.Update("booking", step, string(b.ID))
	}
	if err == nil && c.To == data.Ended {
		err = leaveCourt(tx, b)
	}
	return err
}

// passed answers a step that a booking is past. That the guests came earlier than
// the book says is put right; what is so already leaves nothing to do.
func passed(tx *store.Tx, b data.Booking, to data.BookingStatus) error {
	came := b.Status == data.Playing || b.Status == data.Ended || b.Status == data.Arrived
	switch {
	case to == data.Arrived && came && tx.Since(b.ArrivedAt):
		return tx.Update("booking", store.Cols{"arrived_at": tx.At()}, string(b.ID))
	case to == b.Status, to == data.Arrived && came, to == data.Playing && b.Status == data.Ended:
		return over(b).Moot()
	}
	return over(b)
}

// enterCourt sets the court in use, unless it is out of order or other guests
// have not left yet.
func enterCourt(tx *store.Tx, b data.Booking) error {
	board, err := readGround(tx.Ctx(), tx, tx.Settings().Calendar)
	if err != nil {
		return err
	}
	court, ok := board.Court(b.Court)
	if !ok {
		return data.Fault(data.NotFound, "booking.noCourt").At("court")
	}
	if o, f, blocked := board.Blocked(court); blocked && !tx.Since(f.At) {
		return data.Fault(data.Conflict, "booking.faulty", o.Name, string(f.State)).At("court")
	}
	playing, err := playing(tx, b.Day)
	if err != nil {
		return err
	}
	for _, p := range playing {
		if o, _ := board.Court(p.Court); p.ID != b.ID && !o.Counted && o.Shares(court) {
			return data.Fault(data.Conflict, "booking.courtBusy", o.Name, data.ShortNumber(p.Number)).At("court")
		}
	}
	return turnCourt(tx, b.Court, data.InUse)
}

// leaveCourt leaves a court to be tidied, once nobody plays on it any more.
func leaveCourt(tx *store.Tx, b data.Booking) error {
	playing, err := playing(tx, b.Day)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(playing, func(p data.Booking) bool { return p.ID != b.ID && p.Court == b.Court }) {
		return nil
	}
	return turnCourt(tx, b.Court, data.Unkept)
}

func playing(tx *store.Tx, day data.Day) ([]data.Booking, error) {
	return store.All[data.Booking](tx.Ctx(), tx, `SELECT * FROM booking WHERE day = ? AND status = 'playing'`, string(day))
}

// turnCourt changes a court's state; a fault that somebody reported stays until
// somebody says that it is mended.
func turnCourt(tx *store.Tx, court data.ID, to data.FacilityState) error {
	f, err := facility(tx, court)
	if err != nil || f.State.Blocks() || f.State == to {
		return err
	}
	return turnFacility(tx, tx.IDOf(string(court)), court, to, "")
}

// notify makes a notice that the venue's staff have to acknowledge.
func notify(tx *store.Tx, booking, venue data.ID, what string) error {
	id := data.NoticeID(tx.CommandID(), booking, venue)
	return tx.Insert("notice", data.Notice{ID: id, Booking: booking, Venue: venue, What: what, At: tx.At()})
}

// tellVenue ticks notices. Those that were ticked before keep their first tick.
func tellVenue(tx *store.Tx, c *data.Notify) error {
	if _, err := store.Get[data.Staff](tx, "staff", string(c.By)); err != nil {
		return store.MissingAt(err, "by")
	}
	ticked := 0
	for _, id := range c.Notices {
		n, err := store.Get[data.Notice](tx, "notice", string(id))
		if err != nil {
			return store.MissingAt(err, "notices")
		}
		if !n.Acked.IsZero() {
			continue
		}
		ticked++
		if err := tx.Update("notice", store.Cols{"acked": tx.At(), "acked_by": string(c.By), "told": string(tx.Staff().ID)}, string(id)); err != nil {
			return err
		}
	}
	if ticked == 0 {
		return data.Fault(data.Stale, "booking.toldAlready").At("notices").Moot()
	}
	return nil
}

func acknowledgeLedger(tx *store.Tx, c *data.AcknowledgeLedger) error {
	if _, err := store.Get[data.Staff](tx, "staff", string(c.By)); err != nil {
		return store.MissingAt(err, "by")
	}
	if _, err := store.Get[data.Venue](tx, "venue", string(c.Venue)); err != nil {
		return store.MissingAt(err, "venue")
	}
	return tx.Insert("ledger", data.Ledger{ID: c.Ledger, Venue: c.Venue, Day: c.Day, By: c.By, At: tx.At()})
}
