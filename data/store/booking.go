package store

import (
	"maps"
	"slices"

	"yingbin/data"
)

var _ = announce(part{
	numbers: map[string]string{"Y": "booking"},
	decide: map[string]decider{
		"Book":              on(takeBooking),
		"MoveBooking":       on(moveBooking),
		"CancelBooking":     on(cancelBooking),
		"AdvanceBooking":    on(advanceBooking),
		"CloseSlots":        on(closeSlots),
		"LiftClosure":       on(liftClosure),
		"Notify":            on(tellVenue),
		"AcknowledgeLedger": on(acknowledgeLedger),
		"IssueVouchers":     on(issueVouchers),
	},
	holds: []hold{{rank: 2, key: "visit.stillBooked", now: true,
		query: `SELECT visitor FROM booking WHERE status IN ('booked', 'arrived', 'playing', 'tentative') AND ends > ?`}},
	handover: handOverBookings,
	told:     tellBookings,
})

// takeBooking takes every span of the act or none: the first that can't be had
// ends the transaction. The first booking of the act carries the voucher.
func takeBooking(tx *Tx, c *data.Book) error {
	board, err := readGround(tx.ctx, tx, tx.settings.Calendar)
	if err != nil {
		return err
	}
	for _, s := range c.Spans {
		court, err := tx.mayHave(board, s, c.People)
		if err != nil {
			return err
		}
		if v, _ := board.Venue(court.Venue); v.Guardian && c.Guardian == "" {
			return data.Fault(data.Invalid, "booking.needGuardian").At("guardian")
		}
		if err := tx.take(board, court, s, c.People); err != nil {
			return err
		}
	}
	if c.Consultant != "" {
		if _, err := get[data.Staff](tx, "staff", string(c.Consultant)); err != nil {
			return missingAt(err, "consultant")
		}
	}
	visitor, err := tx.guest(guest{id: c.Visitor, name: c.Name, title: c.Title, phone: c.Phone})
	if err != nil {
		return err
	}
	voucher, err := tx.holdVoucher(c.Voucher, tx.settings.Calendar.Day(c.Spans[0].Start), c.Spans[0].Booking)
	if err != nil {
		return err
	}
	firstNumber := ""
	for _, s := range c.Spans {
		number, err := tx.number("Y", tx.day())
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
			Venue: court.Venue, Court: s.Court, Day: tx.settings.Calendar.Day(s.Start), Starts: s.Start, Ends: s.End,
			People: c.People, Needs: c.Needs, Guardian: c.Guardian, How: c.How, Consultant: c.Consultant, Note: c.Note,
			Status: data.Booked, By: tx.staff.ID, Taken: tx.at,
		}
		if tx.Provisional() {
			b.Status = data.Tentative
		}
		if err := tx.insert("booking", b); err != nil {
			return err
		}
		if err := tx.notify(b.ID, b.Venue, data.NoticeNew); err != nil {
			return err
		}
		voucher = ""
	}
	tx.SetNumber(firstNumber)
	return nil
}

// bookingOf reads the booking a command speaks of.
func (tx *Tx) bookingOf(id data.ID) (data.Booking, error) {
	b, err := get[data.Booking](tx, "booking", string(id))
	return b, missingAt(err, "booking")
}

// over is the answer to a step a booking can't take any more, or not yet.
func over(b data.Booking) *data.Error {
	return data.Fault(data.Stale, "booking.over", data.ShortNumber(b.Number), string(b.Status)).At("booking")
}

// moveBooking gives a booking another place or time. One that is running may be
// made longer or shorter where it is: its beginning then stays in the past.
func moveBooking(tx *Tx, c *data.MoveBooking) error {
	b, err := tx.bookingOf(c.Booking)
	if err != nil {
		return err
	}
	same := c.Court == b.Court && c.Start == b.Starts
	cal := tx.settings.Calendar
	switch {
	case !b.Status.Live():
		return over(b)
	case same && c.End == b.Ends:
		return data.Fault(data.Invalid, "booking.sameSlot").At("start")
	case b.Status != data.Booked && cal.Day(c.Start) != b.Day:
		return data.Fault(data.Conflict, "booking.hereAlready").At("start")
	case same && c.End <= tx.at:
		return data.Fault(data.Invalid, "booking.past").At("end")
	}
	board, err := readGround(tx.ctx, tx, cal)
	if err != nil {
		return err
	}
	moved := cols{}
	if tx.Provisional() { // the place it has stays its own until the hub has moved it
		moved["status"] = string(data.Tentative)
	} else if err := tx.free(b.ID, 0); err != nil {
		return err
	}
	s := data.Span{Booking: b.ID, Court: c.Court, Start: c.Start, End: c.End}
	check := s
	if same && check.Start < tx.at {
		check.Start = data.SlotOf(tx.at).Start() // only what is to come is judged
	}
	court, err := tx.mayHave(board, check, b.People)
	if err != nil {
		return err
	}
	if err := tx.take(board, court, s, b.People); err != nil {
		return err
	}
	history := data.BookingMove{ID: tx.IDOf("move"), Booking: b.ID, Court: b.Court, Starts: b.Starts, Ends: b.Ends, By: tx.staff.ID, At: tx.at}
	if err := tx.insert("booking_move", history); err != nil {
		return err
	}
	maps.Copy(moved, cols{"venue": string(court.Venue), "court": string(c.Court), "day": string(cal.Day(c.Start)), "starts": c.Start, "ends": c.End, "moved": b.Moved + 1})
	if err := tx.update("booking", moved, string(b.ID)); err != nil {
		return err
	}
	if b.Status == data.Playing && c.Court != b.Court {
		if err := tx.leaveCourt(b); err != nil {
			return err
		}
		if err := tx.turnCourt(c.Court, data.InUse); err != nil {
			return err
		}
	}
	if err := tx.notify(b.ID, court.Venue, data.NoticeMoved); err != nil || court.Venue == b.Venue {
		return err
	}
	return tx.notify(b.ID, b.Venue, data.NoticeMoved)
}

// cancelBooking ends a booking that has not begun. What is left of its time and
// its voucher are free again.
func cancelBooking(tx *Tx, c *data.CancelBooking) error {
	b, err := tx.bookingOf(c.Booking)
	if err != nil {
		return err
	}
	if !b.Status.May(data.Cancelled) {
		return over(b)
	}
	ended := cols{"status": string(data.Cancelled), "cancel_by": string(tx.staff.ID), "cancel_why": c.Why, "cancel_at": tx.at}
	if err := tx.update("booking", ended, string(b.ID)); err != nil {
		return err
	}
	if err := tx.free(b.ID, data.SlotOf(tx.at)); err != nil {
		return err
	}
	if err := tx.releaseVoucher(b); err != nil {
		return err
	}
	return tx.notify(b.ID, b.Venue, data.NoticeCancelled)
}

// advanceBooking moves a booking on, with the real time of the step.
func advanceBooking(tx *Tx, c *data.AdvanceBooking) error {
	b, err := tx.bookingOf(c.Booking)
	if err != nil {
		return err
	}
	if !b.Status.May(c.To) {
		return over(b)
	}
	step := cols{"status": string(c.To)}
	switch c.To {
	case data.Arrived, data.Playing:
		if b.Day != tx.day() {
			return data.Fault(data.Invalid, "booking.notToday").At("to")
		}
		if b.ArrivedAt.IsZero() {
			step["arrived_at"] = tx.at
		}
		if c.To == data.Playing {
			step["started_at"] = tx.at
			err = tx.enterCourt(b)
		}
	case data.NoShow:
		if tx.at < b.Starts {
			return data.Fault(data.Invalid, "booking.notYet").At("to")
		}
		err = tx.free(b.ID, data.SlotOf(tx.at))
	case data.Ended:
		step["ended_at"] = tx.at
		err = tx.free(b.ID, data.SlotOf(tx.at))
	}
	if err == nil {
		err = tx.update("booking", step, string(b.ID))
	}
	if err == nil && c.To == data.Ended {
		err = tx.leaveCourt(b)
	}
	return err
}

// enterCourt sets the court in use, unless it is out of order or other guests
// have not left yet.
func (tx *Tx) enterCourt(b data.Booking) error {
	board, err := readGround(tx.ctx, tx, tx.settings.Calendar)
	if err != nil {
		return err
	}
	court, ok := board.Court(b.Court)
	if !ok {
		return data.Fault(data.NotFound, "booking.noCourt").At("court")
	}
	if o, f, blocked := board.Blocked(court); blocked {
		return data.Fault(data.Conflict, "booking.faulty", o.Name, string(f.State)).At("court")
	}
	playing, err := tx.playing(b.Day)
	if err != nil {
		return err
	}
	for _, p := range playing {
		if o, _ := board.Court(p.Court); p.ID != b.ID && !o.Counted && o.Shares(court) {
			return data.Fault(data.Conflict, "booking.courtBusy", o.Name, data.ShortNumber(p.Number)).At("court")
		}
	}
	return tx.turnCourt(b.Court, data.InUse)
}

// leaveCourt leaves a court to be tidied, once nobody plays on it any more.
func (tx *Tx) leaveCourt(b data.Booking) error {
	playing, err := tx.playing(b.Day)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(playing, func(p data.Booking) bool { return p.ID != b.ID && p.Court == b.Court }) {
		return nil
	}
	return tx.turnCourt(b.Court, data.Unkept)
}

func (tx *Tx) playing(day data.Day) ([]data.Booking, error) {
	return all[data.Booking](tx.ctx, tx, `SELECT * FROM booking WHERE day = ? AND status = 'playing'`, string(day))
}

// turnCourt changes a court's state; a fault that somebody reported stays until
// somebody says that it is mended.
func (tx *Tx) turnCourt(court data.ID, to data.FacilityState) error {
	f, err := tx.facility(court)
	if err != nil || f.State.Blocks() || f.State == to {
		return err
	}
	return tx.turnFacility(tx.IDOf(string(court)), court, to, "")
}

// tell makes a notice that the venue's staff have to acknowledge.
func (tx *Tx) notify(booking, venue data.ID, what string) error {
	id := data.NoticeID(tx.CommandID(), booking, venue)
	return tx.insert("notice", data.Notice{ID: id, Booking: booking, Venue: venue, What: what, At: tx.at})
}

// tellVenue ticks notices. Those that were ticked before keep their first tick.
func tellVenue(tx *Tx, c *data.Notify) error {
	if _, err := get[data.Staff](tx, "staff", string(c.By)); err != nil {
		return missingAt(err, "by")
	}
	ticked := 0
	for _, id := range c.Notices {
		n, err := get[data.Notice](tx, "notice", string(id))
		if err != nil {
			return missingAt(err, "notices")
		}
		if !n.Acked.IsZero() {
			continue
		}
		ticked++
		if err := tx.update("notice", cols{"acked": tx.at, "acked_by": string(c.By), "told": string(tx.staff.ID)}, string(id)); err != nil {
			return err
		}
	}
	if ticked == 0 {
		return data.Fault(data.Stale, "booking.toldAlready").At("notices")
	}
	return nil
}

func acknowledgeLedger(tx *Tx, c *data.AcknowledgeLedger) error {
	if _, err := get[data.Staff](tx, "staff", string(c.By)); err != nil {
		return missingAt(err, "by")
	}
	if _, err := get[data.Venue](tx, "venue", string(c.Venue)); err != nil {
		return missingAt(err, "venue")
	}
	return tx.insert("ledger", data.Ledger{ID: c.Ledger, Venue: c.Venue, Day: c.Day, By: c.By, At: tx.at})
}
