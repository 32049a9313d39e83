package hall

import (
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// desk is what the screens share: one tap is one act, however hasty the finger,
// and what is done is said with a way back.
type desk struct {
	sh    screen.Shell
	busy  map[data.ID]bool // bookings and courts about which something is under way
	court func(id data.ID) string
	deal  func() // shows what is known
	load  func() // reads it again
}

// give gives a command about a booking or a court.
func (d *desk) give(about data.ID, cmd data.Command, did string) {
	if d.busy[about] {
		return
	}
	d.busy[about] = true
	d.sh.Do(cmd, func(r data.Receipt, err error) {
		delete(d.busy, about)
		if err != nil {
			d.sh.Toast(d.sh.Fault(err), "")
		} else {
			d.sh.Toast(did, r.ID)
		}
		d.deal()
		d.load()
	})
	d.deal()
}

// advance takes a booking on: arrived, playing, ended, no-show.
func (d *desk) advance(b data.Booking, to data.BookingStatus) {
	did := d.sh.Say("venue.did."+string(to), d.court(b.Court), b.Called(d.sh.Say))
	d.give(b.ID, &data.AdvanceBooking{Booking: b.ID, To: to}, did)
}

// turn says how a court is.
func (d *desk) turn(court data.ID, to data.FacilityState) {
	d.give(court, &data.SetFacility{Place: court, State: to}, d.sh.Say("venue.turned", d.court(court), d.sh.Say("facility.state."+string(to))))
}

// order goes to the order screen with the court as the place.
func (d *desk) order(court data.ID) { d.sh.Go(screen.To(&data.PlaceOrder{Place: court})) }

// steps are the states a booking can be taken to by one tap, in their order.
func steps(b data.Booking) []data.BookingStatus {
	return slices.DeleteFunc([]data.BookingStatus{data.Arrived, data.Playing, data.Ended}, func(to data.BookingStatus) bool {
		return !b.Status.May(to) || to == data.Ended && b.Status != data.Playing
	})
}

// lock keeps a button away from fingers while something is under way.
func (d *desk) lock(about data.ID, buttons ...*kit.Button) {
	for _, b := range buttons {
		if d.busy[about] {
			b.Lock()
		} else {
			b.Unlock()
		}
	}
}

// details shows all that is known of a booking, and what can be done.
func (d *desk) details(b data.Booking) {
	say := d.sh.Say
	words, tone := pressing(say, b, d.sh.Now())
	body := kit.VBoxGap(kit.SizePad,
		kit.Row(nil, kit.NewText(spanDay(d.sh, b.Day, b.Starts, b.Ends), kit.Title), kit.NewBadge(words, tone)),
		kit.NewParagraph(whom(say, b), kit.Section))
	if needs := wants(say, b); len(needs) > 0 {
		lines := kit.VBoxGap("")
		for _, n := range needs {
			lines.Add(kit.NewParagraph(n, kit.Body))
		}
		body.Add(lines)
	} else {
		body.Add(kit.NewParagraph(say("venue.noNeeds"), kit.Label))
	}
	body.Add(kit.NewParagraph(d.past(b), kit.Label))
	body.Add(kit.NewWaitMark(screen.WaitWord(d.sh, b.ID)))
	var shut func()
	then := func(act func()) func() { return func() { shut(); act() } }
	var acts []fyne.CanvasObject
	if b.Day == d.sh.Settings().Calendar.Day(d.sh.Now()) {
		for i, to := range steps(b) {
			kind := kit.Secondary
			if i == len(steps(b))-1 {
				kind = kit.Primary
			}
			acts = append(acts, kit.NewButton(say("booking.act."+string(to)), kind, then(func() { d.advance(b, to) })).SetLarge())
		}
		if b.Status == data.Booked && d.sh.Now() >= b.Starts {
			acts = append(acts, kit.NewButton(say("booking.act.no-show"), kit.Secondary, then(func() { d.advance(b, data.NoShow) })).SetLarge())
		}
		if b.Status.Live() {
			acts = append(acts, kit.NewButton(say("order.title"), kit.Secondary, then(func() { d.order(b.Court) })).SetLarge().SetIcon("coffee"))
		}
	}
	acts = append(acts, kit.NewButton(say("venue.fault"), kit.Secondary, then(func() { d.askFault(b.Court) })).SetLarge().SetIcon("wrench"))
	body.Add(kit.Grid(2, acts...))
	shut = d.sh.Sheet(d.court(b.Court), kit.NewScroll(kit.PaddedBy(kit.SizeFocus, body)), nil)
}

// past says what has become of a booking so far.
func (d *desk) past(b data.Booking) string {
	say, cal := d.sh.Say, d.sh.Settings().Calendar
	words := data.ShortNumber(b.Number)
	for _, step := range []struct {
		key string
		at  data.Time
	}{{"arrived", b.ArrivedAt}, {"playing", b.StartedAt}, {"ended", b.EndedAt}, {"cancelled", b.CancelAt}} {
		if step.at != 0 {
			words = joined(words, say("venue.at", say("booking.status."+step.key), cal.Clock(step.at)))
		}
	}
	if b.Moved > 0 {
		words = joined(words, say("booking.movedTimes", b.Moved))
	}
	return words
}
