package place

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// VenueOffice is what this section asks of the office.
type VenueOffice interface {
	Venues(ctx context.Context) ([]data.Venue, error)
	Courts(ctx context.Context) ([]data.Court, error)
}

// Venues is where venues and courts are kept.
func Venues(o VenueOffice) screen.Section {
	return screen.NewSection("venues", func(sh screen.Shell) *venues { return newVenues(o, sh) })
}

// venues is the list of venues and the courts of each.
type venues struct {
	*screen.Pair
	office VenueOffice
	venues []data.Venue
	courts []data.Court
}

// venueKinds are the kinds of venue the registers know.
var venueKinds = []string{"badminton", "tabletennis", "basketball", "billiards", "cards", "reading", "children"}

// mostPlaces is how many counted places one court may have.
const mostPlaces = 200

func newVenues(o VenueOffice, sh screen.Shell) *venues {
	v := &venues{office: o, Pair: screen.NewPair(sh, "venues", screen.PairWords{Outer: "settings.venues", AddOuter: "settings.venues.add", Inner: "settings.courts", AddInner: "settings.courts.add"})}
	v.Show = v.showCourts
	v.Edit = func(id string) {
		for _, one := range v.venues {
			if string(one.ID) == id {
				v.editVenue(one, false)
			}
		}
	}
	v.EditInner = func(id string) {
		for _, c := range v.courts {
			if string(c.ID) == id {
				v.editCourt(c, false)
			}
		}
	}
	v.Add = func() {
		s := sh.Settings()
		v.editVenue(data.Venue{ID: data.NewID(), Opens: s.Opens, Closes: s.Closes, Sort: screen.NextSort(v.venues, func(x data.Venue) int { return x.Sort })}, true)
	}
	v.AddIn = func() {
		v.editCourt(data.Court{ID: data.NewID(), Venue: data.ID(v.At), Sort: screen.NextSort(v.courts, func(x data.Court) int { return x.Sort })}, true)
	}
	return v
}

// Content gives what is shown.
func (v *venues) Content() fyne.CanvasObject { return v.All }

// Tables names the changes that concern it.
func (v *venues) Tables() []string { return []string{"venue", "court"} }

// Load reads venues and courts.
func (v *venues) Load() {
	var list []data.Venue
	var courts []data.Court
	v.Sh.Load(func(ctx context.Context) (err error) {
		if list, err = v.office.Venues(ctx); err == nil {
			courts, err = v.office.Courts(ctx)
		}
		return err
	}, func(err error) {
		if err != nil {
			v.Sh.Toast(v.Sh.Fault(err), "")
			return
		}
		v.venues, v.courts = list, courts
		var items []kit.Item
		for _, one := range list {
			it := kit.Item{ID: string(one.ID), Title: one.Name, Sub: v.Sh.Say("settings.hours", one.Opens, one.Closes)}
			items = append(items, screen.Retired(v.Sh, it, one.Retired))
		}
		v.Fill(items)
	})
}

func (v *venues) showCourts() {
	var items []kit.Item
	for _, c := range v.courts {
		if string(c.Venue) == v.At {
			it := kit.Item{ID: string(c.ID), Title: c.Name, Sub: v.floor(c)}
			items = append(items, screen.Retired(v.Sh, it, c.Retired))
		}
	}
	v.Inner.SetItems(items)
}

// floor says what a court occupies.
func (v *venues) floor(c data.Court) string {
	if c.Counted {
		return v.Sh.Say("settings.courts.places", len(c.Units))
	}
	var with []string
	for _, o := range v.courts {
		if o.ID != c.ID && !o.Retired && share(o, c) {
			with = append(with, o.Name)
		}
	}
	if len(with) == 0 {
		return v.Sh.Say("settings.courts.own")
	}
	return v.Sh.Say("settings.courts.sharedWith", joined(v.Sh, with))
}

// joined lists names in a sentence.
func joined(sh screen.Shell, names []string) string {
	var all string
	for i, n := range names {
		if i == 0 {
			all = n
		} else {
			all = sh.Say("settings.joined", all, n)
		}
	}
	return all
}

func share(a, b data.Court) bool {
	return slices.ContainsFunc(a.Units, func(u string) bool { return slices.Contains(b.Units, u) })
}

func (v *venues) editVenue(one data.Venue, fresh bool) {
	f := screen.NewForm(v.Sh, "settings.venues", v.Draft("venue", fresh), func(c *data.PutVenue) { c.Venue = one })
	c := &f.C.Venue
	name, kind := f.Text("settings.name", &c.Name, data.NameLength), screen.Choice(f, "kind", &c.Kind, venueKinds)
	opens, closes := f.Clock("settings.house.opens", &c.Opens), f.Clock("settings.house.closes", &c.Closes)
	guardian, gone := f.YesNo("guardian", &c.Guardian), f.Retired(&c.Retired, fresh)
	f.Need("error.requiredChoice", "kind")
	f.Save(v.Title(one.Name, "settings.venues.add", fresh), name, kind, kit.Columns([]float32{1, 1}, opens, closes), guardian, gone)
}

// ownFloor is the choice of a floor that no other court has.
const ownFloor = "own"

func (v *venues) editCourt(c data.Court, fresh bool) {
	var how string
	var places int
	var on []string // the floors it stands on
	counted := func() bool { return how == "counted" }
	f := screen.NewForm(v.Sh, "settings.courts", v.Draft("court", fresh), func(p *data.PutCourt) { p.Court = c })
	name, which := f.Text("settings.name", &f.C.Court.Name, data.NameLength), screen.Choice(f, "how", &how, []string{"whole", "counted"})
	count, floors := f.Count("count", &places, 1, mostPlaces), screen.Many(f, "floors", &on, v.floors(c))
	hint := kit.NewParagraph(v.Sh.Say("settings.courts.floorsHint"), kit.Small)
	gone := f.Retired(&f.C.Court.Retired, fresh)
	f.Show(counted, "count")
	f.Show(func() bool { return !counted() }, "floors")
	f.Need("error.requiredChoice", "floors")
	f.OnDress = func() { hint.Hidden = counted() }
	f.OnFill = func(p *data.PutCourt) {
		if how = "whole"; p.Court.Counted {
			how = "counted"
		}
		places, on = len(p.Court.Units), v.chosenFloors(c, fresh)
	}
	f.OnGive = func(p *data.PutCourt) {
		p.Court.Counted = counted()
		p.Court.Units = unitsOf(c, counted(), places, on)
	}
	f.Save(v.Title(c.Name, "settings.courts.add", fresh), name, which, count, floors, hint, gone)
}

// floors offers every floor that courts stand on, named by them, and one of the
// court's own.
func (v *venues) floors(c data.Court) []kit.Choice {
	names := map[string][]string{}
	var order []string
	for _, o := range v.courts {
		if o.Counted || o.Retired || o.ID == c.ID {
			continue
		}
		for _, u := range o.Units {
			if names[u] == nil {
				order = append(order, u)
			}
			names[u] = append(names[u], o.Name)
		}
	}
	all := []kit.Choice{{Code: ownFloor, Label: v.Sh.Say("settings.courts.own")}}
	for _, u := range order {
		all = append(all, kit.Choice{Code: u, Label: joined(v.Sh, names[u])})
	}
	return all
}

// chosenFloors are the floors a court stands on, as floors offers them.
func (v *venues) chosenFloors(c data.Court, fresh bool) []string {
	if fresh {
		return []string{ownFloor}
	}
	var all []string
	for _, u := range c.Units {
		others := slices.ContainsFunc(v.courts, func(o data.Court) bool {
			return o.ID != c.ID && !o.Counted && !o.Retired && slices.Contains(o.Units, u)
		})
		if others {
			all = append(all, u)
		} else if !c.Counted {
			all = append(all, ownFloor)
		}
	}
	return all
}

// unitsOf gives what a court occupies. Floors of its own and places keep the
// names they have, since bookings hold them by these.
func unitsOf(c data.Court, counted bool, places int, floors []string) []string {
	var units []string
	if counted {
		for n := range places {
			unit := fmt.Sprintf("%s-%d", c.ID, n+1)
			if c.Counted && n < len(c.Units) {
				unit = c.Units[n]
			}
			units = append(units, unit)
		}
		return units
	}
	for _, f := range floors {
		if f != ownFloor {
			units = append(units, f)
			continue
		}
		own := string(c.ID)
		if !c.Counted {
			for _, u := range c.Units {
				if !slices.Contains(floors, u) {
					own = u
				}
			}
		}
		units = append(units, own)
	}
	return units
}
