package hall

import (
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// keyVenues is what the tablet remembers its venues under.
const keyVenues = "venues"

// serves is which venues this tablet serves. It is chosen once on the tablet and
// holds for whoever works at it.
type serves struct {
	sh      screen.Shell
	venues  []data.Venue // that are open
	button  *kit.Button
	changed func()
}

func newServes(sh screen.Shell, changed func()) *serves {
	s := &serves{sh: sh, changed: changed}
	s.button = kit.NewButton("", kit.Secondary, s.ask).SetLarge().SetIcon("dumbbell")
	return s
}

// served gives the venues that were chosen; before anybody chose, those that
// somebody's post speaks of (羽毛球乒乓球接待), else all of them.
func served(venues []data.Venue, chosen []string, post string) []data.Venue {
	of := func(is func(data.Venue) bool) (list []data.Venue) {
		for _, v := range venues {
			if is(v) {
				list = append(list, v)
			}
		}
		return list
	}
	if list := of(func(v data.Venue) bool { return slices.Contains(chosen, string(v.ID)) }); len(list) > 0 {
		return list
	}
	if list := of(func(v data.Venue) bool { return strings.Contains(post, v.Name) }); len(list) > 0 {
		return list
	}
	return venues
}

// show takes over the house's venues.
func (s *serves) show(venues []data.Venue) {
	s.venues = slices.DeleteFunc(slices.Clone(venues), func(v data.Venue) bool { return v.Retired })
	s.button.SetText(s.words())
}

func (s *serves) list() []data.Venue {
	return served(s.venues, s.sh.Recall(keyVenues), s.sh.Me().Post)
}

// has reports whether a venue is served here.
func (s *serves) has(venue data.ID) bool {
	return slices.ContainsFunc(s.list(), func(v data.Venue) bool { return v.ID == venue })
}

// named is how many venues are named on the button; of more only the number is
// said.
const named = 3

func (s *serves) words() string {
	list := s.list()
	if len(list) == len(s.venues) {
		return s.sh.Say("venue.all")
	}
	if len(list) > named {
		return s.sh.Say("venue.some", len(list))
	}
	words := list[0].Name
	for _, v := range list[1:] {
		words = s.sh.Say("shell.joined", words, v.Name)
	}
	return words
}

// ask lets the venues be chosen.
func (s *serves) ask() {
	say := s.sh.Say
	var choices []kit.Choice
	for _, v := range s.venues {
		choices = append(choices, kit.Choice{Code: string(v.ID), Label: v.Name})
	}
	var chosen []string
	for _, v := range s.list() {
		chosen = append(chosen, string(v.ID))
	}
	chips := kit.NewChips(say("venue.chooseHint"), choices).SetMulti(true)
	chips.Select(chosen...)
	done := kit.NewButton(say("common.ok"), kit.Primary, nil)
	shut := s.sh.Sheet(say("venue.choose"), kit.VBoxGap(kit.SizePad, chips, done), nil)
	done.SetTap(func() {
		if chips.Selected() == "" {
			chips.SetFault(say("venue.needOne"))
			return
		}
		s.sh.Remember(keyVenues, chips.SelectedAll())
		s.button.SetText(s.words())
		shut()
		s.changed()
	})
}
