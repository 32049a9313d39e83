package booking

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// offersAtHand is how many free times are named beside a taken one.
const offersAtHand = 4

// offers shows free times side by side; a tap on one is told to take. The court
// is named where it is another than the one asked for.
func (s *bookings) offers(near []data.Offer, court data.ID, take func(data.Offer)) *kit.Chips {
	choices := make([]kit.Choice, len(near))
	for i, o := range near {
		label := s.board.Calendar.Clock(o.Start)
		if o.Court != court {
			c, _ := s.board.Court(o.Court)
			label = c.Name + " " + label
		}
		choices[i] = kit.Choice{Code: strconv.Itoa(i), Label: label}
	}
	chips := kit.NewChips("", choices)
	chips.OnChanged = func() {
		i, _ := strconv.Atoi(chips.Selected())
		take(near[i])
	}
	return chips
}

// warn says above the form what is wrong, and offers free times instead of those
// wanted of a court, "" for several.
func (f *bookingForm) warn(text string, near []data.Offer, court data.ID) {
	f.banner.Set(text, kit.ToneSoon)
	f.banner.SetActions()
	if len(near) > 0 {
		f.banner.SetActions(f.of.offers(near, court, f.of.take))
	}
	f.banner.Show()
	f.settle()
	f.scroll.ScrollToTop()
}

// nearest gives the free times nearest to where a cell was tapped that somebody
// has, for whoever asks for it on the phone.
func (s *bookings) nearest(c data.Court, at data.Slot) []data.Offer {
	if at < data.SlotOf(s.sh.Now()) || !s.may("Book") {
		return nil
	}
	return s.board.Offers(c.ID, at.Start(), (at + data.Slot(s.form.slots())).Start(), s.form.party.Value(), s.sh.Now(), offersAtHand)
}

// instead is the part of a booking's sheet that offers what is free to whoever
// wanted the same time; nil when it was opened for its own sake.
func (s *bookings) instead(b data.Booking, shut *func()) fyne.CanvasObject {
	near := s.near
	if s.near = nil; len(near) == 0 {
		return nil
	}
	chips := s.offers(near, b.Court, func(o data.Offer) {
		(*shut)()
		s.choosing()
		s.take(o)
		s.pointed()
	})
	return kit.NewBanner(s.sh.Say("booking.nearest"), kit.ToneSoon, chips)
}

// lost says that somebody else took what was chosen here, and what is free
// instead. What only has become too late is not worth words.
func (s *bookings) lost(had []pick) {
	if s.tab() != tabBook || s.moving != nil || s.form.give.Locked() {
		return
	}
	for _, p := range had {
		still := slices.ContainsFunc(s.picks, func(q pick) bool { return q.Court == p.Court && q.From < p.To && p.From < q.To })
		if still || p.From < data.SlotOf(s.sh.Now()) {
			continue
		}
		c, _ := s.board.Court(p.Court)
		text := s.sh.Say("booking.taken", c.Name, s.board.Calendar.Clock(p.From.Start()))
		near := s.board.Offers(p.Court, p.From.Start(), p.To.Start(), s.form.party.Value(), s.sh.Now(), offersAtHand)
		key := "booking.noneFree"
		if len(near) > 0 {
			key = "booking.instead"
		}
		s.form.warn(s.sh.Say(key, text), near, p.Court)
		return
	}
}
