package breakage

import (
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
)

// breakageView is what the 报损 screen shows, read in one go.
type breakageView struct {
	lines  []data.StockLine
	recent []data.Breakage // of the last days, the newest first
	open   []data.Breakage // whatever wants something done, however old
	staff  []data.Staff
	names  map[data.ID]string
	guests []data.VisitView // who are in the house
}

// breakageDays is how far back the list of reports goes.
const breakageDays = 30

// tiles gives the items that can break, those that break most often first.
// Words narrow them down; kind "" is every kind.
func (v breakageView) tiles(say paper.Say, kind, search string) []kit.Tile {
	byID := map[data.ID]data.StockLine{}
	var items []data.StockItem
	for _, l := range v.lines {
		byID[l.Item.ID] = l
		if l.Qty+l.Missing > 0 && (kind == "" || l.Item.Kind == kind) && strings.Contains(strings.ToLower(l.Item.Label()), strings.ToLower(search)) {
			items = append(items, l.Item)
		}
	}
	var tiles []kit.Tile
	for _, i := range data.OftenBroken(items, v.recent) {
		sub := say("breakage.left", byID[i.ID].Qty)
		if i.Spec != "" {
			sub = i.Spec + " · " + sub
		}
		tiles = append(tiles, kit.Tile{ID: string(i.ID), Title: i.Name, Sub: sub})
	}
	return tiles
}

// rows gives the reports as rows with what can be done about each at once.
func (v breakageView) rows(say paper.Say, c data.Calendar, list []data.Breakage) []kit.Item {
	items := make([]kit.Item, len(list))
	for i, b := range list {
		it := kit.Item{ID: string(b.ID), Title: say("breakage.row", b.Name, b.Qty), Strike: b.State == "rejected"}
		it.Sub = c.Stamp(b.At)[5:] + " · " + say("breakage.rowSub", b.Kind, b.Found, b.Cause)
		it.Badge, it.Tone = breakageBadge(say, b)
		if b.Unsigned() {
			it.Actions = append(it.Actions, kit.ItemAction{ID: "sign", Label: say("breakage.signNow"), Tone: kit.ToneSoon})
		}
		if b.Owing() {
			it.Actions = append(it.Actions, kit.ItemAction{ID: "settle", Label: say("breakage.settle"), Tone: kit.ToneSoon})
		}
		if b.Piece() && b.HandedTo == "" {
			it.Actions = append(it.Actions, kit.ItemAction{ID: "hand", Label: say("breakage.handIn")})
		}
		items[i] = it
	}
	return items
}

// breakageBadge says how far a report is.
func breakageBadge(say paper.Say, b data.Breakage) (string, kit.Tone) {
	switch b.State {
	case "approved":
		return say("breakage.state.approved"), kit.ToneGood
	case "rejected":
		if b.Void {
			return say("common.voided"), kit.TonePlain
		}
		return say("breakage.state.rejected"), kit.ToneLate
	}
	return say("breakage.state.reported"), kit.ToneSoon
}

// wants reports whether somebody still has to do something about a report.
func wants(b data.Breakage) bool {
	return b.State == "reported" || b.Owing() || b.Unsigned() || b.GiveBack() > 0 || b.Piece() && b.HandedTo == ""
}

// mergeOpen gives what is open: the recent reports that want something and older
// ones that wait or owe, the newest first.
func mergeOpen(recent, older []data.Breakage) []data.Breakage {
	var list []data.Breakage
	for _, b := range append(slices.Clone(recent), older...) {
		known := slices.ContainsFunc(list, func(x data.Breakage) bool { return x.ID == b.ID })
		if wants(b) && !known {
			list = append(list, b)
		}
	}
	slices.SortStableFunc(list, func(a, b data.Breakage) int { return int(b.At - a.At) })
	return list
}

// people gives staff as choices: those of the roles first, in that order.
func (v breakageView) people(roles ...data.Role) []kit.Choice {
	list := screen.People(v.staff, roles...)
	for _, s := range v.staff {
		if !s.Gone && !slices.Contains(roles, s.Role) {
			list = append(list, kit.Choice{Code: string(s.ID), Label: s.Name})
		}
	}
	return list
}

// inside offers the guests who are in the house and known.
func (v breakageView) inside() []kit.Choice {
	var list []kit.Choice
	for _, g := range v.guests {
		known := slices.ContainsFunc(list, func(c kit.Choice) bool { return c.Code == string(g.Visitor) })
		if g.Visitor != "" && g.Name != "" && !known {
			list = append(list, kit.Choice{Code: string(g.Visitor), Label: g.Name})
		}
	}
	return list
}

// guest finds the one guest in the house who is called so.
func (v breakageView) guest(name string) (data.ID, bool) {
	var found data.ID
	for _, c := range v.inside() {
		if c.Label == name && name != "" {
			if found != "" {
				return "", false
			}
			found = data.ID(c.Code)
		}
	}
	return found, found != ""
}

// supervisors gives those to whom a report is made.
func (v breakageView) supervisors() []kit.Choice { return screen.People(v.staff, data.Supervisor) }

var breakageShares = []string{"100", "50", "0"}

// breakageSum says what a report comes to.
func breakageSum(say paper.Say, item data.StockItem, qty, share int) string {
	amount := item.Price * data.Fen(qty)
	return say("breakage.sum", qty, data.Yuan(item.Price), data.Yuan(amount), data.Yuan(data.ShareOf(amount, share)))
}
