package order

import (
	"strconv"
	"strings"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

func itoa(n int) string { return strconv.Itoa(n) }

// add puts the drink of a tile into the basket, made as the guest had it.
func (s *order) add(id string) {
	d, ok := s.drink(data.ID(id))
	if !ok {
		return
	}
	if why := s.notNow(d); why != "" {
		s.sh.Toast(why, "")
		return
	}
	var like data.LineWish
	for _, l := range s.last {
		if l.Drink == d.ID {
			like = l.Wish()
			break
		}
	}
	s.basket.add(d, like, 1)
	s.changed()
	if s.basket.At == len(s.basket.Lines)-1 {
		s.wishes.ScrollTo(s.wishes.Offset() + s.form.Size().Height) // how it is made is looked at next
	}
}

// notNow says why a drink can't be had.
func (s *order) notNow(d data.DrinkView) string {
	switch {
	case d.Out && d.OutWhy != "":
		return s.sh.Say("order.soldOutWhy", d.Name, d.OutWhy)
	case d.Out:
		return s.sh.Say("order.soldOut", d.Name)
	case d.Faulty:
		return s.sh.Say("order.machineOut", d.Name)
	}
	return ""
}

// shortcut does what a shortcut tile says: a drink for everybody goes into the
// basket, a round once more is ordered at once.
func (s *order) shortcut(id string) {
	if drink, ok := strings.CutPrefix(id, quickAll); ok {
		if d, known := s.drink(data.ID(drink)); known {
			s.basket.add(d, data.LineWish{}, max(1, s.place.People))
			s.changed()
		}
		return
	}
	o, ok := s.lastRound()
	if !ok || s.send.Locked() {
		return
	}
	cmd := o.Again(s.station)
	cmd.Place, cmd.Seating, cmd.Visit = s.place.ID, s.place.Seating, s.place.Visit
	if one, only := strings.CutPrefix(id, quickOne); only {
		for _, l := range cmd.Lines {
			if string(l.Drink) == one {
				cmd.Lines = []data.LineWish{l}
				break
			}
		}
	}
	s.lock(true)
	s.sh.Do(cmd, func(r data.Receipt, err error) {
		s.lock(false)
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.sh.Toast(s.sh.Say("order.repeated", s.place.Name), r.ID)
	})
}

func (s *order) lock(on bool) {
	for _, b := range []*kit.Button{s.send, s.direct} {
		if on {
			b.Lock()
		} else {
			b.Unlock()
		}
	}
}

// give places the order. What is wrong is said, and nothing of it is lost.
func (s *order) give(direct bool) {
	if s.send.Locked() {
		return
	}
	cmd := s.basket.command(s.id, s.place, s.station, direct)
	s.say("")
	s.lock(true)
	s.sh.Do(cmd, func(r data.Receipt, err error) {
		s.lock(false)
		if err != nil {
			s.say(screen.ShowFaults(s.sh, err, map[string]screen.Faulty{"consultant": s.adviser, "occasion": s.occasion}))
			return
		}
		key := "order.sent"
		if direct {
			key = "order.sentDirect"
		}
		s.sh.Toast(s.sh.Say(key, s.place.Name, data.ShortNumber(r.Number)), r.ID)
		s.fresh()
	})
}

// say shows what is wrong with the order as a whole.
func (s *order) say(fault string) {
	s.fault.Hidden = fault == ""
	s.fault.Set(fault, kit.ToneLate)
	s.flow()
}

// fresh begins the next order at the choice of a place.
func (s *order) fresh() {
	s.id = data.NewID()
	s.basket = basket{At: -1}
	s.occasion.SetText("")
	s.draft.Clear()
	s.show()
	s.load()
}
