package front

import (
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

// This file says of the heart's commands what they are about.

// PlaceOf gives what a table, a court or an area is called.
func PlaceOf(n *store.Naming, id data.ID) string {
	for _, table := range []string{"tables", "court", "area"} {
		if name := n.Name(table, id); name != "" {
			return name
		}
	}
	return ""
}

// guestOf says who the guests of a visit are.
func guestOf(n *store.Naming, visit data.ID) data.Named {
	v := store.Row[data.Visit](n, "visit", visit)
	return data.Named{Name: v.Name, Title: v.Title}
}

// partyOf says where a party sits and who it is.
func partyOf(n *store.Naming, seating data.ID) []any {
	s := store.Row[data.Seating](n, "seating", seating)
	who := data.Named{Name: s.Guest}
	if s.Visit != "" {
		who = guestOf(n, s.Visit)
	}
	return []any{n.Name("tables", s.TableID), who, people(s.People)}
}

func people(n int) any {
	if n == 0 {
		return ""
	}
	return data.Wording("common.people", n)
}

// wishes says what is drunk: each drink and how many.
func wishes(n *store.Naming, lines []data.LineWish) (said []any) {
	for _, l := range lines {
		said = append(said, data.Wording("late.times", n.Name("drink", l.Drink), l.Qty))
	}
	return said
}

// linesOf says of which place and which drinks lines of orders are.
func linesOf(n *store.Naming, ids []data.ID) (said []any) {
	for _, id := range ids {
		l := store.Row[data.OrderLine](n, "order_line", id)
		o := store.Row[data.Order](n, "orders", l.Order)
		if place := any(PlaceOf(n, o.Place)); !slices.Contains(said, place) {
			said = append(said, place)
		}
		if l.ID != "" {
			said = append(said, data.Wording("late.times", n.Name("drink", l.Drink), l.Qty))
		}
	}
	return said
}

func orderOf(n *store.Naming, id data.ID) []any {
	o := store.Row[data.Order](n, "orders", id)
	who := data.Named{Name: o.Guest, Title: o.Title}
	if o.Visit != "" {
		who = guestOf(n, o.Visit)
	}
	return []any{data.ShortNumber(o.Number), PlaceOf(n, o.Place), who}
}

func spanOf(n *store.Naming, court data.ID, start, end data.Time) any {
	return data.Wording("late.span", n.Name("court", court), data.Hours{From: start, To: end})
}

// bookedBy says of which booking something is said.
func bookedBy(n *store.Naming, id data.ID) []any {
	b := store.Row[data.Booking](n, "booking", id)
	if b.ID == "" {
		return nil
	}
	return []any{data.ShortNumber(b.Number), data.Named{Name: b.Name, Title: b.Title}, spanOf(n, b.Court, b.Starts, b.Ends)}
}

func repaired(n *store.Naming, id data.ID) []any {
	r := store.Row[data.Repair](n, "repair", id)
	return []any{data.ShortNumber(r.Number), thingName(n, r.Thing), r.Fault}
}

func thingName(n *store.Naming, id data.ID) string {
	if name := n.Name("appliance", id); name != "" {
		return name
	}
	return PlaceOf(n, id)
}

var aboutVisits = map[string]store.Describer{
	"CheckIn": store.Describes(func(n *store.Naming, c *data.CheckIn) []any {
		return append([]any{data.Named{Name: c.Name, Title: c.Title}, people(c.Adults + c.Children), PlaceOf(n, c.Table), data.Wording("visit.purpose." + c.Purpose)}, wishes(n, c.Drinks)...)
	}),
	"AmendVisit": store.Describes(func(n *store.Naming, c *data.AmendVisit) []any {
		return []any{n.Number("visit", c.Visit), data.Named{Name: c.Name, Title: c.Title}, people(c.Adults + c.Children), PlaceOf(n, c.Table), c.Intent, c.Note}
	}),
	"CheckOut": store.Describes(func(n *store.Naming, c *data.CheckOut) (said []any) {
		for _, id := range c.Visits {
			said = append(said, n.Number("visit", id), guestOf(n, id))
		}
		return said
	}),
	"CloseHouse": store.Describes(func(_ *store.Naming, c *data.CloseHouse) []any { return []any{c.Day} }),
	"TurnAway": store.Describes(func(_ *store.Naming, c *data.TurnAway) []any {
		return []any{data.Wording("visit.reason." + c.Reason), c.Looks}
	}),
	"MarkVisitor": store.Describes(func(n *store.Naming, c *data.MarkVisitor) []any {
		return []any{n.Name("visitor", c.Visitor), c.Mark}
	}),
}

var aboutBookings = map[string]store.Describer{
	"Book": store.Describes(func(n *store.Naming, c *data.Book) []any {
		said := []any{data.Named{Name: c.Name, Title: c.Title}, people(c.People)}
		for _, s := range c.Spans {
			said = append(said, spanOf(n, s.Court, s.Start, s.End))
		}
		return append(said, c.Voucher, c.Note)
	}),
	"MoveBooking": store.Describes(func(n *store.Naming, c *data.MoveBooking) []any {
		return append(bookedBy(n, c.Booking), data.Wording("late.to", spanOf(n, c.Court, c.Start, c.End)))
	}),
	"CancelBooking": store.Describes(func(n *store.Naming, c *data.CancelBooking) []any {
		return append(bookedBy(n, c.Booking), c.Why)
	}),
	"AdvanceBooking": store.Describes(func(n *store.Naming, c *data.AdvanceBooking) []any {
		return append(bookedBy(n, c.Booking), data.Wording("booking.status."+string(c.To)))
	}),
	"CloseSlots": store.Describes(func(n *store.Naming, c *data.CloseSlots) (said []any) {
		for _, s := range c.Spans {
			said = append(said, spanOf(n, s.Court, s.Start, s.End))
		}
		return append(said, data.Wording("booking.reason."+c.Reason), c.Note)
	}),
	"LiftClosure": store.Describes(func(n *store.Naming, c *data.LiftClosure) []any {
		s := store.Row[data.Closure](n, "closure", c.Closure)
		return []any{spanOf(n, s.Court, s.Starts, s.Ends)}
	}),
	"Notify": store.Describes(func(n *store.Naming, c *data.Notify) (said []any) {
		for _, id := range c.Notices {
			notice := store.Row[data.Notice](n, "notice", id)
			said = append(said, bookedBy(n, notice.Booking)...)
		}
		return append(said, c.By)
	}),
	"AcknowledgeLedger": store.Describes(func(n *store.Naming, c *data.AcknowledgeLedger) []any {
		return []any{n.Name("venue", c.Venue), c.Day, c.By}
	}),
	"IssueVouchers": store.Describes(func(_ *store.Naming, c *data.IssueVouchers) []any {
		return []any{c.Day, data.Wording("late.fromTo", c.First, c.Last)}
	}),
}

var aboutOrders = map[string]store.Describer{
	"PlaceOrder": store.Describes(func(n *store.Naming, c *data.PlaceOrder) []any {
		said := []any{PlaceOf(n, c.Place)}
		switch {
		case c.Visit != "":
			said = append(said, guestOf(n, c.Visit))
		case c.Seating != "":
			said = append(said, partyOf(n, c.Seating)[1])
		case c.Guest != "":
			said = append(said, c.Guest)
		}
		return append(append(said, wishes(n, c.Lines)...), c.Note)
	}),
	"AdvanceLines": store.Describes(func(n *store.Naming, c *data.AdvanceLines) []any {
		return append(linesOf(n, c.Lines), data.Wording("order.state."+string(c.To)))
	}),
	"RecallLines": store.Describes(func(n *store.Naming, c *data.RecallLines) []any { return linesOf(n, c.Lines) }),
	"VoidLines":   store.Describes(func(n *store.Naming, c *data.VoidLines) []any { return append(linesOf(n, c.Lines), c.Why) }),
	"MoveOrder": store.Describes(func(n *store.Naming, c *data.MoveOrder) []any {
		return append(orderOf(n, c.Order), data.Wording("late.to", PlaceOf(n, c.To)))
	}),
	"SeenOrder": store.Describes(func(n *store.Naming, c *data.SeenOrder) []any { return orderOf(n, c.Order) }),
}

var aboutFloor = map[string]store.Describer{
	"PlaceSpots": store.Describes(func(n *store.Naming, c *data.PlaceSpots) []any {
		return []any{data.Wording("late.things", len(c.Spots))}
	}),
	"Seat": store.Describes(func(n *store.Naming, c *data.Seat) []any {
		who := data.Named{Name: c.Guest}
		if c.Visit != "" {
			who = guestOf(n, c.Visit)
		}
		return []any{n.Name("tables", c.TableID), who, people(c.People)}
	}),
	"Tend": store.Describes(func(n *store.Naming, c *data.Tend) []any {
		said := []any{n.Name("tables", c.TableID)}
		if c.Seating != "" {
			said = append(said, partyOf(n, c.Seating)[1])
		}
		return append(said, data.Wording("floor.what."+c.What), c.Note)
	}),
	"DoneSighting": store.Describes(func(n *store.Naming, c *data.DoneSighting) []any {
		s := store.Row[data.Sighting](n, "sighting", c.Sighting)
		if s.ID == "" {
			return nil
		}
		return []any{n.Name("tables", s.TableID), data.Wording("floor.what." + s.What), s.Note}
	}),
	"MoveParty": store.Describes(func(n *store.Naming, c *data.MoveParty) []any {
		return append(partyOf(n, c.Seating), data.Wording("late.to", n.Name("tables", c.To)))
	}),
	"LeaveTable": store.Describes(func(n *store.Naming, c *data.LeaveTable) []any { return partyOf(n, c.Seating) }),
	"ClearTable": store.Describes(func(n *store.Naming, c *data.ClearTable) []any { return partyOf(n, c.Seating)[:1] }),
	"HoldTable": store.Describes(func(n *store.Naming, c *data.HoldTable) []any {
		return []any{n.Name("tables", c.TableID), c.Note}
	}),
	"StartRound":  store.Describes(func(*store.Naming, *data.StartRound) []any { return nil }),
	"FinishRound": store.Describes(func(n *store.Naming, c *data.FinishRound) []any { return []any{n.Number("patrol", c.Round)} }),
}

var aboutRepairs = map[string]store.Describer{
	"OpenRepair": store.Describes(func(n *store.Naming, c *data.OpenRepair) []any { return []any{thingName(n, c.Thing), c.Fault} }),
	"SendRepair": store.Describes(func(n *store.Naming, c *data.SendRepair) []any { return append(repaired(n, c.Repair), c.To, c.Note) }),
	"TakeBackRepair": store.Describes(func(n *store.Naming, c *data.TakeBackRepair) []any {
		return append(repaired(n, c.Repair), store.Sum(c.Cost), c.RepairedBy, c.Note)
	}),
	"CorrectRepair": store.Describes(func(n *store.Naming, c *data.CorrectRepair) []any {
		return append(repaired(n, c.Repair), store.Sum(c.Cost), c.RepairedBy, c.Why)
	}),
	"CheckRepair": store.Describes(func(n *store.Naming, c *data.CheckRepair) []any { return repaired(n, c.Repair) }),
}

var aboutFacilities = map[string]store.Describer{
	"SetFacility": store.Describes(func(n *store.Naming, c *data.SetFacility) []any {
		return []any{PlaceOf(n, c.Place), data.Wording("facility.state." + string(c.State)), c.Note}
	}),
}

var aboutPlaces = map[string]store.Describer{
	"PutVenue": store.Describes(func(_ *store.Naming, c *data.PutVenue) []any { return []any{c.Venue.Name} }),
	"PutCourt": store.Describes(func(_ *store.Naming, c *data.PutCourt) []any { return []any{c.Court.Name} }),
	"PutArea":  store.Describes(func(_ *store.Naming, c *data.PutArea) []any { return []any{c.Area.Name} }),
	"PutTable": store.Describes(func(_ *store.Naming, c *data.PutTable) []any { return []any{c.Table.Name} }),
}

var aboutHandover = map[string]store.Describer{
	"LeaveNote": store.Describes(func(_ *store.Naming, c *data.LeaveNote) []any { return []any{c.Text} }),
	"SealHandover": store.Describes(func(_ *store.Naming, c *data.SealHandover) []any {
		return []any{store.Sum(c.Petty), store.Sum(c.Held), c.Remarks}
	}),
	"AcceptHandover": store.Describes(func(n *store.Naming, c *data.AcceptHandover) []any { return []any{n.Number("handover", c.Handover)} }),
	"CorrectHandover": store.Describes(func(n *store.Naming, c *data.CorrectHandover) []any {
		return []any{n.Number("handover", c.Handover), c.Text}
	}),
}
