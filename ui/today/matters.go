package today

import (
	"cmp"
	"math"
	"slices"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// matter is one thing to do: its row, by when, and where it is done.
type matter struct {
	kit.Item
	due data.Time // 0: no time of its own, after those that have one
	to  screen.Way
}

// matters lists what is to do, the longest due first. Each register has its own
// list; a new one adds its line here.
func (r *todayRows) matters() []matter {
	all := slices.Concat(
		r.lateLoans(), r.untold(), r.awayNow(), r.unnamed(), r.untidy(), r.ledger(), r.handover(), r.instructions(), r.readyDrinks(), r.upkeep(), r.mending(), r.unanswered(), r.unchecked(),
	)
	slices.SortStableFunc(all, func(a, b matter) int { return cmp.Compare(byWhen(a), byWhen(b)) })
	return all
}

func byWhen(m matter) data.Time {
	if m.due == 0 {
		return math.MaxInt64
	}
	return m.due
}

// lateLoans are things that should be back, and those due within a quarter of
// an hour.
func (r *todayRows) lateLoans() []matter {
	var list []matter
	for _, l := range r.out {
		late := r.since(l.Due)
		if l.Due == 0 || l.Due > r.now.Add(15*time.Minute) {
			continue
		}
		item := r.items[l.Item]
		who := cmp.Or(r.name(l.Staff), r.guest(l.Name, l.Title), l.Firm)
		m := matter{due: l.Due, to: screen.To(data.LoanRef(l.ID)), Item: kit.Item{
			ID: "loan/" + string(l.ID), Lead: r.say.Say("loan.kind." + string(item.Kind)), Title: item.Label(),
			Sub: kit.Dotted(who, r.say.Say("today.dueAt", r.near(l.Due))),
		}}
		m.Badge, m.Tone = r.say.Say("today.overdue", r.long(late)), kit.ToneLate
		if l.Due > r.now {
			m.Badge, m.Tone = r.say.Say("common.left", r.long(r.ahead(l.Due))), kit.ToneSoon
		}
		list = append(list, m)
	}
	return list
}

// near says a moment: the time today, with the day yesterday and tomorrow, and
// farther off the day alone.
func (r *todayRows) near(t data.Time) string {
	switch d := r.settings.Calendar.Day(t); r.day.DaysUntil(d) {
	case 0:
		return r.clock(t)
	case -1, 1:
		return kit.NearDay(r.say, r.day, d) + " " + r.clock(t)
	default:
		return kit.NearDay(r.say, r.day, d)
	}
}

// untold are venues that don't know yet of a booking, a move or a cancellation.
func (r *todayRows) untold() []matter {
	var list []matter
	for _, t := range r.tellings {
		if len(t.Bookings) == 0 {
			continue
		}
		b, waits := t.Bookings[0], r.since(t.At)
		m := matter{due: t.At, to: screen.To(data.BookingRef(b.ID)), Item: kit.Item{
			ID: "tell/" + string(t.Notices[0]), Lead: r.say.Say("today.tell"), Title: r.courts[b.Court].Name + " " + r.near(b.Starts),
			Sub: r.say.Say("today.untold."+t.What, r.venues[t.Venue].Name), Badge: r.long(waits), Tone: kit.TonePrimary,
		}}
		switch {
		case waits >= 15:
			m.Tone = kit.ToneLate
		case waits >= 5:
			m.Tone = kit.ToneSoon
		}
		list = append(list, m)
	}
	return list
}

// awayNow are breaks and absences that last.
func (r *todayRows) awayNow() []matter {
	var list []matter
	for _, a := range r.absences {
		if !a.Lasts() {
			continue
		}
		gone := r.since(a.Since)
		m := matter{due: a.Since.Add(r.settings.LongestBreak()), to: screen.To(data.DutyRef(a.ID)), Item: kit.Item{
			ID: "away/" + string(a.ID), Lead: r.say.Say("duty.kind." + a.Kind), Title: r.say.Say("today.gone", r.name(a.Staff), r.long(gone)),
		}}
		if who := r.name(a.StandIn); who != "" {
			m.Sub = r.say.Say("today.standsIn", who)
		}
		switch {
		case a.Kind != "break":
			m.Badge, m.Tone = r.long(gone), kit.ToneSoon
		case a.TooLong(r.settings.LongestBreak(), r.now):
			m.Badge, m.Tone = r.say.Say("today.over", r.long(gone-r.settings.BreakMinutes)), kit.ToneLate
		default:
			m.Badge, m.Tone = r.say.Say("today.within", r.settings.BreakMinutes), kit.ToneGood
		}
		list = append(list, m)
	}
	return list
}

// readyDrinks are the drinks this person ordered that wait to be brought.
func (r *todayRows) readyDrinks() []matter {
	var list []matter
	for _, o := range r.ready {
		var since data.Time
		var names []string
		for _, l := range o.OpenLines() {
			since = max(since, l.ReadyAt)
			names = append(names, l.Name)
		}
		list = append(list, matter{due: since, to: screen.To(&data.PlaceOrder{Place: o.Place}), Item: kit.Item{
			ID: "drinks/" + string(o.ID), Lead: r.say.Say("order.title"), Title: r.say.Say("order.readyFor", o.PlaceName),
			Sub: kit.Dotted(names...), Badge: r.say.Say("order.state.ready"), Tone: kit.ToneGood,
		}})
	}
	return list
}

// unnamed are groups that were let in before anybody gave a name.
func (r *todayRows) unnamed() []matter {
	var list []matter
	for _, v := range r.visits {
		if !v.Pending {
			continue
		}
		where, _ := r.place(v.Visit, data.Booking{})
		list = append(list, matter{due: v.Arrived, to: screen.To(data.VisitRef(v.ID)), Item: kit.Item{
			ID: "name/" + string(v.ID), Lead: r.say.Say("common.name"), Title: kit.Dotted(r.say.Say("common.people", v.People()), where),
			Sub: r.say.Say("today.cameAt", r.near(v.Arrived)), Badge: r.say.Say("today.unnamed"), Tone: kit.ToneSoon,
		}})
	}
	return list
}

// untidy are places that are not as they should be: to be tidied, out of order,
// stood down.
func (r *todayRows) untidy() []matter {
	var list []matter
	for _, f := range r.states {
		if f.State == data.Normal || f.State == data.InUse {
			continue
		}
		name := cmp.Or(r.courts[f.Place].Name, r.areas[f.Place].Name)
		m := matter{to: screen.To(data.FacilityRef(f.Place)), Item: kit.Item{
			ID: "place/" + string(f.Place), Lead: r.say.Say("today.place"), Title: name,
			Sub:   cmp.Or(f.Note, r.say.Say("today.since", r.near(f.At))),
			Badge: r.say.Say("facility.state." + string(f.State)), Tone: kit.TonePlain,
		}}
		switch {
		case f.State == data.Faulty:
			m.Tone = kit.ToneLate
		case f.State == data.Unkept:
			m.Tone, m.due = kit.ToneSoon, f.At
		}
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b matter) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// ledger asks, from half past five, for tomorrow's ledgers to be printed and
// handed to the venues that have not taken theirs.
func (r *todayRows) ledger() []matter {
	if r.settings.Calendar.MinutesOf(r.now) < ledgerTime || len(r.tomorrow) == 0 {
		return nil
	}
	waiting := map[data.ID]bool{}
	for _, b := range r.tomorrow {
		waiting[b.Venue] = true
	}
	for _, l := range r.ledgers {
		delete(waiting, l.Venue)
	}
	if len(waiting) == 0 {
		return nil
	}
	next := r.day.Plus(1)
	return []matter{{
		due: r.settings.Calendar.At(r.day, ledgerTime), to: screen.To(screen.Print{Record: "ledger", From: next, To: next}),
		Item: kit.Item{
			ID: "ledger/" + string(next), Lead: r.say.Say("today.ledger"), Title: r.say.Say("today.tomorrow", len(r.tomorrow)),
			Sub: r.say.Say("today.unsigned", len(waiting)), Badge: r.say.Say("today.toPrint"), Tone: kit.TonePrimary,
		},
	}}
}

// handover waits, sealed, for somebody to accept it.
func (r *todayRows) handover() []matter {
	h := r.sealed
	if h == nil {
		return nil
	}
	return []matter{{due: h.SealedAt, to: screen.To(data.HandoverRef(h.ID)), Item: kit.Item{
		ID: "handover/" + string(h.ID), Lead: r.say.Say("today.handover"), Title: r.say.Say("today.sealed", r.name(h.Outgoing)),
		Sub: r.near(h.SealedAt), Badge: r.say.Say("today.toAccept"), Tone: kit.TonePrimary,
	}}}
}

// instructions are what was ordered from above and stands for this shift.
func (r *todayRows) instructions() []matter {
	var list []matter
	for _, n := range r.notes {
		if n.Kind == "instruction" {
			list = append(list, matter{to: screen.To(data.HandoverRef(n.ID)), Item: kit.Item{
				ID: "note/" + string(n.ID), Lead: r.say.Say("today.instruction"), Title: n.Text, Sub: kit.Dotted(r.name(n.By), r.near(n.At)),
			}})
		}
	}
	return list
}
