package order

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// places is where drinks can be brought, the occupied places first.
type places struct {
	sh     screen.Shell
	pick   func(p data.ServingPlace)
	courts bool // those of the courts stand first, occupied or not
	list   []data.ServingPlace
	heads  [3]*kit.Text
	boards [3]*kit.Board
	body   *fyne.Container
	all    fyne.CanvasObject
}

// The groups of places.
const (
	placeTaken = iota
	placeFree
	placeCourt
)

func newPlaces(sh screen.Shell, pick func(p data.ServingPlace)) *places {
	return newPlacesIn(sh, pick, placeTaken, placeFree, placeCourt)
}

// newPlacesIn shows the groups in another order. Where the courts stand first
// all of them do, the occupied ones too.
func newPlacesIn(sh screen.Shell, pick func(p data.ServingPlace), groups ...int) *places {
	p := &places{sh: sh, pick: pick, courts: groups[0] == placeCourt}
	p.body = kit.VBox()
	for i, key := range []string{"order.taken", "order.free", "order.courts"} {
		p.heads[i] = kit.NewText(sh.Say(key), kit.Label)
		p.boards[i] = kit.NewBoard([]float32{176, 128, 176}[i]) // courts have their names in full
		p.boards[i].OnTap = p.tapped
	}
	for _, i := range groups {
		p.body.Add(p.heads[i])
		p.body.Add(p.boards[i])
	}
	p.body = kit.PaddedBy(kit.SizeFocus, p.body)
	p.all = kit.NewScroll(p.body)
	return p
}

func (p *places) tapped(id string) {
	for _, one := range p.list {
		if string(one.ID) != id {
			continue
		}
		if one.Out != "" && !one.Taken() {
			p.sh.Toast(p.sh.Say("appliance.isOut", one.Name, data.ShortNumber(one.Out)), "")
			return
		}
		p.pick(one)
		return
	}
}

// show deals the places into their groups.
func (p *places) show(list []data.ServingPlace) {
	p.list = list
	var groups [3][]kit.Tile
	for _, one := range list {
		t := kit.Tile{ID: string(one.ID), Title: one.Name}
		group := placeFree
		switch {
		case one.Taken():
			group = p.taken(one)
			t.Tone, t.Sub = kit.ToneGood, sits(p.sh.Say, one)
		case one.Court:
			group = placeCourt
		}
		if one.Out != "" {
			t.Badge, t.Dim = p.sh.Say("floor.state.out"), !one.Taken()
		}
		groups[group] = append(groups[group], t)
	}
	for i := range groups {
		p.boards[i].SetTiles(groups[i])
		p.heads[i].Hidden = len(groups[i]) == 0
		p.boards[i].Hidden = len(groups[i]) == 0
	}
	p.body.Refresh()
	p.all.Refresh()
}

// taken gives the group of an occupied place.
func (p *places) taken(one data.ServingPlace) int {
	if one.Court && p.courts {
		return placeCourt
	}
	return placeTaken
}

// sits says who sits at a place: 王先生 2 人.
func sits(w data.Say, p data.ServingPlace) string {
	if !p.Taken() {
		return w("order.nobody")
	}
	guest := data.GuestName(w, p.Guest, p.Title)
	if guest == "" {
		guest = w("order.walkIn")
	}
	return w("order.sits", guest, p.People)
}
