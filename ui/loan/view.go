package loan

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
)

// loanView is what the 借用 screen shows, read in one go; how it is shown is
// worked out here, without a window.
type loanView struct {
	items  []data.Item
	out    []data.Lending           // not back yet
	last   map[data.ID]data.Lending // the newest of each item
	given  map[data.ID]int          // handed out today, of gifts
	staff  map[data.ID]data.Staff   //
	recent []data.ID                // staff who borrow, the latest first
	guests []data.VisitView         // in the house, with a name
}

// soonDue is how long before its time a loan takes the colour of what is due
// soon.
const soonDue = 30 * time.Minute

// loanIcons names the icon of each kind.
var loanIcons = map[data.ItemKind]string{data.Key: "key", data.Radio: "radio", data.Loan: "package", data.Gift: "gift"}

func (v loanView) item(id data.ID) data.Item {
	i := slices.IndexFunc(v.items, func(i data.Item) bool { return i.ID == id })
	if i < 0 {
		return data.Item{}
	}
	return v.items[i]
}

// outOf lists what is out of one item, the first due first.
func (v loanView) outOf(item data.ID) []data.Lending {
	var list []data.Lending
	for _, l := range v.out {
		if l.Item == item {
			list = append(list, l)
		}
	}
	slices.SortStableFunc(list, func(a, b data.Lending) int { return cmp.Compare(a.Due, b.Due) })
	return list
}

// who names the borrower.
func (v loanView) who(say paper.Say, l data.Lending) string {
	switch {
	case l.Staff != "":
		return v.staff[l.Staff].Name
	case l.Name == "":
		return l.Firm
	}
	return data.GuestName(say, l.Name, l.Title)
}

// shows reports whether a search finds the item: by its number, its name, or
// who has it.
func (v loanView) shows(say paper.Say, i data.Item, search string) bool {
	words := i.Label()
	for _, l := range v.outOf(i.ID) {
		words += " " + v.who(say, l) + " " + l.Firm
	}
	return strings.Contains(strings.ToLower(words), strings.ToLower(strings.TrimSpace(search)))
}

// tiles gives the tiles of a kind. A retired item shows only while it is out.
func (v loanView) tiles(say paper.Say, c data.Calendar, now data.Time, kind data.ItemKind, search string) []kit.Tile {
	var tiles []kit.Tile
	for _, i := range v.items {
		out := v.outOf(i.ID)
		if i.Kind != kind || i.Retired && len(out) == 0 || !v.shows(say, i, search) {
			continue
		}
		t := kit.Tile{ID: string(i.ID), Title: strings.TrimSpace(i.Name + " " + i.Size), Icon: loanIcons[kind]}
		switch {
		case kind == data.Gift:
			t.Sub = say("loan.tile.given", v.given[i.ID])
		case !i.Single():
			v.countedTile(say, c, now, &t, i, out)
		case len(out) > 0:
			v.outTile(say, c, now, &t, i, out[0])
		default:
			v.inTile(say, &t, i)
		}
		tiles = append(tiles, t)
	}
	return tiles
}

// marked marks the tiles of things of which something waits to be sent.
func (v loanView) marked(sh screen.Shell, tiles []kit.Tile) []kit.Tile {
	for i, t := range screen.MarkTiles(sh, tiles) {
		for _, l := range v.outOf(data.ID(t.ID)) {
			tiles[i].Waiting = cmp.Or(tiles[i].Waiting, screen.WaitWord(sh, l.ID))
		}
	}
	return tiles
}

func (v loanView) outTile(say paper.Say, c data.Calendar, now data.Time, t *kit.Tile, i data.Item, l data.Lending) {
	t.Tone, t.Badge = kit.ToneAccent, say("loan.tile.back")
	when := say("loan.tile.due", screen.Clock(c, now, l.Due))
	if late := l.Late(now); late > 0 {
		t.Tone, when = kit.ToneLate, say("loan.tile.late", data.Length(say, late))
	}
	t.Sub = strings.TrimSpace(i.Number+" "+v.who(say, l)) + "\n" + when
}

// inTile says of a thing in place what it came back without.
func (v loanView) inTile(say paper.Say, t *kit.Tile, i data.Item) {
	t.Sub = i.Number
	if i.Guarded {
		t.Sub = strings.TrimSpace(t.Sub + " " + say("loan.tile.guarded"))
	}
	l, known := v.last[i.ID]
	if !known {
		return
	}
	var lacks []string
	if l.Condition == "damaged" || l.Condition == "missing" {
		t.Tone, lacks = kit.ToneLate, append(lacks, say("loan.condition."+l.Condition))
	}
	if i.Kind == data.Radio {
		if l.Battery == "low" || l.Battery == "none" {
			lacks = append(lacks, say("loan.battery."+l.Battery))
		}
		if !l.Earpiece {
			lacks = append(lacks, say("loan.earpiece.lacks"))
		}
		if !l.Charger {
			lacks = append(lacks, say("loan.charger.lacks"))
		}
	}
	if len(lacks) > 0 {
		t.Sub += "\n" + strings.Join(lacks, " ")
		if t.Tone == kit.TonePlain {
			t.Tone = kit.ToneSoon
		}
	}
}

func (v loanView) countedTile(say paper.Say, c data.Calendar, now data.Time, t *kit.Tile, i data.Item, out []data.Lending) {
	t.Badge = strconv.Itoa(i.Left(out)) + "/" + strconv.Itoa(i.Qty)
	if len(out) == 0 {
		t.Sub = say("loan.tile.all")
		return
	}
	t.Tone = kit.ToneAccent
	n := 0
	for _, l := range out {
		n += l.Qty
	}
	when := say("loan.tile.due", screen.Clock(c, now, out[0].Due))
	if late := out[0].Late(now); late > 0 {
		t.Tone, when = kit.ToneLate, say("loan.tile.late", data.Length(say, late))
	}
	who := v.who(say, out[0])
	if len(out) > 1 {
		who = say("loan.tile.more", who, len(out))
	}
	t.Sub = say("loan.tile.out", n) + " " + who + "\n" + when
}

// count gives the words beside a kind's heading: how many are in place and out.
func (v loanView) count(say paper.Say, kind data.ItemKind) string {
	in, out := 0, 0
	for _, i := range v.items {
		if i.Kind != kind {
			continue
		}
		n := 0
		for _, l := range v.outOf(i.ID) {
			n += l.Qty
		}
		out += n
		if !i.Retired {
			in += i.Qty - n
		}
	}
	if kind == data.Gift {
		return ""
	}
	return say("loan.count", in, out)
}

// rows lists what is out, the first due first.
func (v loanView) rows(say paper.Say, c data.Calendar, now data.Time) []kit.Item {
	out := slices.Clone(v.out)
	slices.SortStableFunc(out, func(a, b data.Lending) int { return cmp.Compare(a.Due, b.Due) })
	rows := make([]kit.Item, len(out))
	for i, l := range out {
		rows[i] = v.row(say, c, now, l)
	}
	return rows
}

func (v loanView) row(say paper.Say, c data.Calendar, now data.Time, l data.Lending) kit.Item {
	item := v.item(l.Item)
	r := kit.Item{ID: string(l.ID), Lead: screen.ShortClock(c, now, l.Due), Title: item.Label(), Sub: v.who(say, l)}
	if l.Qty > 1 {
		r.Title = say("loan.times", r.Title, l.Qty)
	}
	if l.Name != "" && l.Firm != "" {
		r.Sub += " · " + l.Firm
	}
	if l.Purpose != "" {
		r.Sub += " · " + l.Purpose
	}
	switch late := l.Late(now); {
	case late > 0:
		r.Badge, r.Tone = say("loan.tile.late", data.Length(say, late)), kit.ToneLate
	case l.Due.Sub(now) <= soonDue:
		r.Badge, r.Tone = say("common.left", data.Length(say, l.Due.Sub(now))), kit.ToneSoon
	}
	return r
}

// overdue counts what is out past its time.
func (v loanView) overdue(now data.Time) int {
	n := 0
	for _, l := range v.out {
		if l.Late(now) > 0 {
			n++
		}
	}
	return n
}

// borrowers offers the staff, those who borrowed lately first.
func (v loanView) borrowers() []kit.Choice {
	place := map[data.ID]int{}
	for i, id := range v.recent {
		place[id] = len(v.recent) - i
	}
	var list []data.Staff
	for _, s := range v.staff {
		if !s.Gone {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b data.Staff) int {
		return cmp.Or(cmp.Compare(place[b.ID], place[a.ID]), cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.ID, b.ID))
	})
	choices := make([]kit.Choice, len(list))
	for i, s := range list {
		choices[i] = kit.Choice{Code: string(s.ID), Label: s.Name}
	}
	return choices
}

// inside offers the guests in the house; when they came tells two of one name
// apart.
func (v loanView) inside(say paper.Say, c data.Calendar) []kit.Choice {
	choices := make([]kit.Choice, 0, len(v.guests))
	for _, g := range v.guests {
		if g.Name != "" {
			choices = append(choices, kit.Choice{Code: string(g.Visitor), Label: data.GuestName(say, g.Name, g.Title), Note: c.Clock(g.Arrived)})
		}
	}
	return choices
}

// dueChoices offers until when a thing may be out: the office's usual hours
// first, which the book counts from the moment it decides, then an hour, four,
// and closing time where that is still to come.
func dueChoices(say paper.Say, s data.Settings, now data.Time) []kit.Choice {
	var choices []kit.Choice
	closing := s.Calendar.At(s.Calendar.Day(now), s.Closes)
	for _, h := range []int{s.LoanHours, 1, 4} {
		due := now.Add(time.Duration(h) * time.Hour)
		code := strconv.FormatInt(int64(due), 10)
		if len(choices) == 0 {
			code = usualDue
		} else if h == s.LoanHours {
			continue
		}
		choices = append(choices, kit.Choice{Code: code, Label: say("common.hours", h), Note: screen.Clock(s.Calendar, now, due)})
	}
	if closing > now {
		choices = append(choices, kit.Choice{Code: strconv.FormatInt(int64(closing), 10), Label: say("loan.untilClosing"), Note: s.Calendar.Clock(closing)})
	}
	return choices
}

// usualDue is the choice that leaves it to the office's settings.
const usualDue = "0"

// dueOf reads the code of a choice of dueChoices.
func dueOf(code string) data.Time {
	n, _ := strconv.ParseInt(code, 10, 64)
	return data.Time(n)
}
