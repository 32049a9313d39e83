package sample

import (
	"context"
	"slices"

	"yingbin/data"
)

// closeDay plans the end of a day: tomorrow's ledgers, the handover from the
// early to the late shift, closing, and the handover that waits for the morning.
func (l *life) closeDay(d data.Day) {
	if d == l.today || l.in(45) {
		l.do(l.at(d, 9, 18).Add(l.minutes(0, 9)), chang, &data.LeaveNote{Note: l.id("note"), What: "instruction", Text: l.says("handover.order")})
	}
	if l.in(35) {
		l.do(l.at(d, 17, 40).Add(l.minutes(0, 5)), an, &data.LeaveNote{Note: l.id("note"), What: "remark", Text: l.says("handover.note")})
	}
	l.seal(d, "early", l.at(d, 17, 56).Add(l.minutes(0, 2)), an)
	l.accept(l.at(d, 18, 0).Add(l.minutes(0, 2)), bai, d, "early")
	for kind, v := range l.venues() {
		t := l.at(d, 17, 50).Add(l.minutes(0, 25))
		if l.wanted(v, d.Plus(1), t) && l.in(90) {
			l.do(t, l.deskAt(t), &data.AcknowledgeLedger{Ledger: l.id("ledger"), Venue: v, Day: d.Plus(1), By: hosts[kind][0]})
		}
	}
	l.do(l.at(d, 21, 12).Add(l.minutes(0, 6)), bai, &data.CloseHouse{Day: d})
	l.seal(d, "late", l.at(d, 21, 22).Add(l.minutes(0, 4)), bai)
}

// wanted reports whether a venue has a booking for a day that was taken before a
// moment: those without get no ledger.
func (l *life) wanted(venue data.ID, d data.Day, t data.Time) bool {
	return slices.ContainsFunc(l.bookings, func(b *booking) bool { return b.day == d && b.court.Venue == venue && b.taken < t })
}

// venues goes through the venues in their order.
func (l *life) venues() func(func(kind string, id data.ID) bool) {
	return func(yield func(string, data.ID) bool) {
		for _, v := range l.cat.Venues {
			if !yield(v.Kind, v.ID) {
				return
			}
		}
	}
}

func handoverID(d data.Day, shift string) data.ID {
	return data.ID("handover-" + string(d) + "-" + shift)
}

func (l *life) seal(d data.Day, shift string, at data.Time, by data.ID) {
	c := &data.SealHandover{Handover: handoverID(d, shift), Shift: shift, Strokes: signature(string(by)), Petty: 50_000}
	if l.in(12) {
		c.Held, c.Receipts = data.Fen(l.between(1, 6))*10_000, l.says("handover.receipt")+string(rune('1'+l.IntN(9)))
	}
	if l.in(25) {
		c.Remarks = l.says("handover.remark")
	}
	l.do(at, by, c)
}

// accept plans that somebody takes over what was sealed.
func (l *life) accept(at data.Time, by data.ID, sealed data.Day, shift string) {
	if sealed < l.first {
		return
	}
	off, word, witness := l.in(10), l.says("handover.off"), l.in(15)
	l.later(at, by, func(ctx context.Context, o Office) (data.Command, error) {
		items, err := o.HandoverItems(ctx, handoverID(sealed, shift))
		c := &data.AcceptHandover{Handover: handoverID(sealed, shift), Strokes: signature(string(by))}
		for i, it := range items {
			m := data.HandoverMark{Item: it.ID, Mark: "ok"}
			if off && i == len(items)/2 {
				m.Mark, m.Word = "off", word
			}
			c.Marks = append(c.Marks, m)
		}
		if witness {
			c.Witness, c.WitnessStrokes = chang, signature(string(chang))
		}
		return c, err
	})
}
