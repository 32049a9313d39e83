package front_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store/front"
	"yingbin/data/store/storetest"
)

// place is a unit in a half hour.
type place struct {
	unit string
	half data.Slot
}

// checkHeld compares the locks with a model of them, if there is one, and with
// the bookings: what is still to come of a live booking is held to the unit,
// and what is over holds nothing.
func checkHeld(b *storetest.Book, want map[place]data.ID) {
	b.T.Helper()
	ctx := context.Background()
	rows, err := front.ReadHeld(ctx, b.Book, 0, 1<<40)
	if err != nil {
		b.T.Fatal(err)
	}
	got := map[place]data.ID{}
	ahead := map[data.ID]int{}
	now := data.SlotOf(data.TimeOf(b.Read()))
	for _, r := range rows {
		got[place{r.Unit, r.Half}] = r.Held
		if r.Half >= now {
			ahead[r.Held]++
		}
	}
	if want != nil && !maps.Equal(got, want) {
		for p, h := range want {
			if got[p] != h {
				b.T.Errorf("%v is held by %q, want %q", p, got[p], h)
			}
		}
		for p, h := range got {
			if want[p] == "" {
				b.T.Errorf("%v is held by %q, want nobody", p, h)
			}
		}
	}
	bookings, err := b.Bookings(ctx, data.BookingFilter{})
	if err != nil {
		b.T.Fatal(err)
	}
	courts, err := b.Courts(ctx)
	if err != nil {
		b.T.Fatal(err)
	}
	for _, k := range bookings {
		n := 0
		if k.Status.Live() {
			c := courts[slices.IndexFunc(courts, func(c data.Court) bool { return c.ID == k.Court })]
			n = max(0, int(data.SlotOf(k.Ends)-max(data.SlotOf(k.Starts), now))) * c.Takes(k.People)
		}
		if ahead[k.ID] != n {
			b.T.Errorf("%s (%s) holds %d to come, want %d", k.Number, k.Status, ahead[k.ID], n)
		}
	}
}

// known is what the model knows of a booking or a closure.
type known struct {
	court      data.Court
	start, end data.Time
	people     int
	status     data.BookingStatus // "closed" and "lifted" for closures
}

// office is the plain model: who holds what, and what became of each booking.
type office struct {
	held    map[place]data.ID
	things  map[data.ID]known
	faulty  map[data.ID]bool
	courts  []data.Court
	clock   func() data.Time
	opening map[data.ID][2]string // venue → clock
}

func (o *office) copied() *office {
	c := *o
	c.held, c.things, c.faulty = maps.Clone(o.held), maps.Clone(o.things), maps.Clone(o.faulty)
	return &c
}

func (o *office) blocked(c data.Court) bool {
	return slices.ContainsFunc(o.courts, func(x data.Court) bool {
		return o.faulty[x.ID] && slices.ContainsFunc(x.Units, func(u string) bool { return slices.Contains(c.Units, u) })
	})
}

func (o *office) open(c data.Court, s data.Span) bool {
	h := o.opening[c.Venue]
	return s.Start >= officetest.At(h[0]) && s.End <= officetest.At(h[1])
}

// take gives the units of a span to a holder, or says no.
func (o *office) take(c data.Court, s data.Span, people int, holder data.ID) bool {
	var free []string
	for _, u := range c.Units {
		ok := true
		for h := data.SlotOf(s.Start); h < data.SlotOf(s.End); h++ {
			ok = ok && o.held[place{u, h}] == ""
		}
		if ok {
			free = append(free, u)
		}
	}
	n := len(c.Units)
	if c.Counted {
		n = people
	}
	if len(free) < n {
		return false
	}
	for _, u := range free[:n] {
		for h := data.SlotOf(s.Start); h < data.SlotOf(s.End); h++ {
			o.held[place{u, h}] = holder
		}
	}
	return true
}

func (o *office) free(holder data.ID, from data.Slot) {
	maps.DeleteFunc(o.held, func(p place, h data.ID) bool { return h == holder && p.half >= from })
}

func (o *office) court(id data.ID) data.Court {
	return o.courts[slices.IndexFunc(o.courts, func(c data.Court) bool { return c.ID == id })]
}

// apply does a command to the model and says whether it may be done.
func (o *office) apply(c data.Command) bool {
	now := data.SlotOf(o.clock())
	switch c := c.(type) {
	case *data.Book:
		for _, s := range c.Spans {
			court := o.court(s.Court)
			if data.SlotOf(s.Start) < now || !o.open(court, s) || o.blocked(court) || !o.take(court, s, c.People, s.Booking) {
				return false
			}
			o.things[s.Booking] = known{court, s.Start, s.End, c.People, data.Booked}
		}
	case *data.MoveBooking:
		k := o.things[c.Booking]
		s := data.Span{Court: c.Court, Start: c.Start, End: c.End}
		court := o.court(c.Court)
		stays := court.ID == k.court.ID && c.Start == k.start
		if !k.status.Live() || stays && (c.End == k.end || c.End <= o.clock()) || !stays && data.SlotOf(c.Start) < now || !o.open(court, s) || o.blocked(court) {
			return false
		}
		o.free(c.Booking, 0)
		if !o.take(court, s, k.people, c.Booking) {
			return false
		}
		k.court, k.start, k.end = court, c.Start, c.End
		o.things[c.Booking] = k
	case *data.CancelBooking:
		return o.end(c.Booking, data.Cancelled, now)
	case *data.AdvanceBooking:
		k := o.things[c.Booking]
		switch c.To {
		case data.NoShow:
			return o.clock() >= k.start && o.end(c.Booking, c.To, now)
		case data.Ended:
			return o.end(c.Booking, c.To, now)
		case data.Playing:
			if o.blocked(k.court) {
				return false
			}
			for id, x := range o.things {
				if id != c.Booking && x.status == data.Playing && !x.court.Counted && slices.ContainsFunc(x.court.Units, func(u string) bool { return slices.Contains(k.court.Units, u) }) {
					return false
				}
			}
		}
		if !k.status.May(c.To) {
			return false
		}
		k.status = c.To
		o.things[c.Booking] = k
	case *data.CloseSlots:
		for _, s := range c.Spans {
			court := o.court(s.Court)
			court.Counted = false // all of it
			if data.SlotOf(s.Start) < now || !o.take(court, s, 0, s.Booking) {
				return false
			}
			o.things[s.Booking] = known{court, s.Start, s.End, 0, "closed"}
		}
	case *data.LiftClosure:
		k := o.things[c.Closure]
		if k.status != "closed" || k.end <= o.clock() {
			return false
		}
		k.status = "lifted"
		o.things[c.Closure] = k
		o.free(c.Closure, now)
	case *data.SetFacility:
		o.faulty[c.Place] = c.State.Blocks()
	}
	return true
}

func (o *office) end(id data.ID, how data.BookingStatus, now data.Slot) bool {
	k := o.things[id]
	if !k.status.May(how) {
		return false
	}
	k.status = how
	o.things[id] = k
	o.free(id, now)
	return true
}

// undo takes back in the model what lay between two states of it.
func (o *office) undo(before, after *office) {
	for p := range merge(before.held, after.held) {
		if before.held[p] != after.held[p] {
			if o.held[p] = before.held[p]; before.held[p] == "" {
				delete(o.held, p)
			}
		}
	}
	for id := range merge(before.things, after.things) {
		if was, there := before.things[id]; !there {
			delete(o.things, id)
		} else if was.status != after.things[id].status || was.start != after.things[id].start || was.end != after.things[id].end || was.court.ID != after.things[id].court.ID {
			o.things[id] = was
		}
	}
	for id := range after.faulty {
		if before.faulty[id] != after.faulty[id] {
			o.faulty[id] = before.faulty[id]
		}
	}
}

func merge[K comparable, V any](a, b map[K]V) map[K]V {
	m := maps.Clone(a)
	maps.Copy(m, b)
	return m
}

// Random acts, one after the other, on the book and on the model: both do or
// refuse the same, and after every one they hold the same.
func TestTheBookHoldsWhatAPlainModelHolds(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { playRandomly(t, seed, 260) })
	}
}

type done struct {
	command       data.ID
	before, after *office
}

func playRandomly(t *testing.T, seed uint64, steps int) {
	b := bookingOffice(t)
	ctx := context.Background()
	rnd := rand.New(rand.NewPCG(seed, 3))
	courts, err := b.Courts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	courts = slices.DeleteFunc(courts, func(c data.Court) bool { return c.ID == "court-child" })
	model := &office{held: map[place]data.ID{}, things: map[data.ID]known{}, faulty: map[data.ID]bool{}, courts: courts,
		clock:   func() data.Time { return data.TimeOf(b.Read()) },
		opening: map[data.ID][2]string{"venue-bad": {"09:00", "21:00"}, "venue-bas": {"09:00", "21:00"}, "venue-tt": {"09:00", "21:00"}, "venue-read": {"09:00", "20:00"}},
	}
	var ids, closed []data.ID
	var history []done
	any := func(list []data.ID) data.ID { return list[rnd.IntN(len(list))] }
	randomSpan := func() data.Span {
		start := data.SlotOf(model.clock()) + data.Slot(rnd.IntN(8)) - 1
		return data.Span{Booking: data.NewID(), Court: courts[rnd.IntN(len(courts))].ID, Start: start.Start(), End: (start + data.Slot(rnd.IntN(4))).End()}
	}
	accepted, undone := 0, 0
	for step := range steps {
		if rnd.IntN(4) == 0 {
			b.Pass(time.Duration(rnd.IntN(14)) * time.Minute)
		}
		var c data.Command
		switch k := rnd.IntN(100); {
		case k < 40 || len(ids) == 0:
			book := booking(b)
			book.People = 1 + rnd.IntN(3)
			for range 1 + rnd.IntN(2) {
				book.Spans = append(book.Spans, randomSpan())
			}
			c = book
		case k < 58:
			s := randomSpan()
			m := &data.MoveBooking{Head: b.By(officetest.An), Booking: any(ids), Court: s.Court, Start: s.Start, End: s.End}
			if old := model.things[m.Booking]; rnd.IntN(2) == 0 && old.court.ID != "" { // a longer or shorter one
				m.Court, m.Start = old.court.ID, old.start
				m.End = max(m.Start.Add(data.SlotLength), old.end.Add(time.Duration(rnd.IntN(4)-1)*data.SlotLength))
			}
			c = m
		case k < 66:
			c = &data.CancelBooking{Head: b.By(officetest.An), Booking: any(ids), Why: "客人改期"}
		case k < 80:
			to := []data.BookingStatus{data.Arrived, data.Playing, data.Playing, data.Ended, data.NoShow}[rnd.IntN(5)]
			c = &data.AdvanceBooking{Head: b.By(officetest.An), Booking: any(ids), To: to}
		case k < 85:
			c = &data.CloseSlots{Head: b.By(officetest.An), Reason: "cleaning", Spans: []data.Span{randomSpan()}}
		case k < 88 && len(closed) > 0:
			c = &data.LiftClosure{Head: b.By(officetest.An), Closure: any(closed)}
		case k < 91:
			state := []data.FacilityState{data.Faulty, data.Normal, data.Normal}[rnd.IntN(3)]
			c = &data.SetFacility{Head: b.By(officetest.An), Place: courts[rnd.IntN(len(courts))].ID, State: state, Note: "球网"}
		case len(history) > 0:
			i := len(history) - 1 - rnd.IntN(min(len(history), 3))
			_, err := b.Do(ctx, &data.Undo{Head: b.By(officetest.An), Command: history[i].command})
			switch {
			case err == nil:
				model.undo(history[i].before, history[i].after)
				history = slices.Delete(history, i, i+1)
				undone++
			case data.CodeOf(err) != data.Stale:
				t.Fatal(err)
			}
			checkHeld(b, model.held)
			continue
		default:
			continue
		}
		before := model.copied()
		may := model.apply(c)
		_, err := b.Do(ctx, c)
		if (err == nil) != may {
			t.Fatalf("step %d, %T %+v: the book says %v, the model %v", step, c, c, err, may)
		}
		if code := data.CodeOf(err); err != nil && (code == data.Storage || code == "") {
			t.Fatal(err)
		}
		if !may {
			*model = *before
		} else {
			accepted++
			history = append(history, done{c.Meta().ID, before, model.copied()})
			switch c := c.(type) {
			case *data.Book:
				for _, s := range c.Spans {
					ids = append(ids, s.Booking)
				}
			case *data.CloseSlots:
				closed = append(closed, c.Spans[0].Booking)
			}
		}
		checkHeld(b, model.held)
		if t.Failed() {
			t.Fatalf("after step %d, %T %+v (%v)", step, c, c, err)
		}
	}
	if accepted < steps/5 || undone == 0 {
		t.Errorf("too tame: %d of %d accepted, %d undone", accepted, steps, undone)
	}
	b.Sound()
}
