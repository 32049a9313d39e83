package today

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
)

// todayRows shapes what Today knows into the rows of its lists. A guest may be
// looking: names stand with their title, phones and private marks nowhere.
type todayRows struct {
	*todayFacts
	say kit.Words
}

// guest names somebody with their title.
func (r *todayRows) guest(name, title string) string { return data.GuestName(r.say.Say, name, title) }

// party names a group: 王先生等 2 人, or 5 人 while nobody gave a name.
func (r *todayRows) party(v data.Visit) string {
	switch who := r.guest(v.Name, v.Title); {
	case who == "":
		return r.say.Say("common.people", v.People())
	case v.People() > 1:
		return r.say.Say("today.party", who, v.People())
	default:
		return who
	}
}

func (r *todayRows) name(staff data.ID) string { return r.names.Staff[staff] }

func (r *todayRows) consultant(id data.ID) string {
	if n := r.name(id); n != "" {
		return r.say.Say("today.consultant", n)
	}
	return ""
}

// long says a length of time: 12 分, 1 小时 5 分, 3 天.
func (r *todayRows) long(minutes int) string {
	return data.Length(r.say.Say, time.Duration(minutes)*time.Minute)
}

// arrivals lists the bookings of today whose guests are still to come, the next
// one first.
func (r *todayRows) arrivals() []kit.Item {
	var rows []kit.Item
	for _, b := range r.bookings {
		tentative := b.Status == data.Tentative && b.Ends > r.now
		if !r.expected(b) && !tentative {
			continue
		}
		row := kit.Item{
			ID: string(b.ID), Lead: r.clock(b.Starts), Title: kit.Dotted(r.guest(b.Name, b.Title), r.names.Places[b.Court].Name),
			Sub: kit.Dotted(r.say.Say("common.people", b.People), r.needs(b.Needs), r.voucher(b.Voucher), r.consultant(b.Consultant)),
		}
		switch late, soon := r.since(b.Starts), r.ahead(b.Starts); {
		case tentative:
			row.Badge, row.Tone = r.say.Say("booking.status."+string(b.Status)), kit.ToneSoon
		case late >= 15:
			row.Badge, row.Tone = r.say.Say("today.late", r.long(late)), kit.ToneLate
		case late > 0:
			row.Badge, row.Tone = r.say.Say("today.late", r.long(late)), kit.ToneSoon
		case soon <= 15:
			row.Badge, row.Tone = r.say.Say("today.soon", r.long(soon)), kit.TonePrimary
		}
		rows = append(rows, row)
	}
	return rows
}

func (r *todayRows) voucher(number string) string {
	if number == "" {
		return ""
	}
	return r.say.Say("today.voucher", data.VoucherTail(number))
}

// needs says what a booking asks for, in the order it is made ready.
func (r *todayRows) needs(n data.Needs) string {
	var parts []string
	if len(n.Shoes) > 0 {
		parts = append(parts, r.say.Say("booking.need.shoesOf", strings.Join(n.Shoes, " ")))
	}
	if n.Socks > 0 {
		parts = append(parts, r.say.Say("booking.need.socksOf", n.Socks))
	}
	if n.Rackets > 0 {
		parts = append(parts, r.say.Say("booking.need.racketsOf", n.Rackets))
	}
	if n.Partner {
		parts = append(parts, r.say.Say("booking.need.partner"))
	}
	if n.Scoring {
		parts = append(parts, r.say.Say("booking.need.scoring"))
	}
	if n.Drinks != "" {
		parts = append(parts, n.Drinks)
	}
	return kit.Dotted(parts...)
}

// place says where the guests of a visit are, and where that stands among the
// places: tables, then courts, then areas.
func (r *todayRows) place(v data.Visit, b data.Booking) (name string, order int) {
	for _, id := range []data.ID{cmp.Or(v.TableID, b.Court), v.Area} {
		if p, ok := r.names.Places[id]; ok {
			return p.Name, p.Sort
		}
	}
	return r.say.Say("today.hall"), 3_000
}

// inside lists the guests in the house by where they are, and counts the places.
func (r *todayRows) inside() (rows []kit.Item, places int) {
	played := map[data.ID]data.Booking{}
	for _, b := range r.bookings {
		if b.Visit != "" {
			played[b.Visit] = b
		}
	}
	type placed struct {
		kit.Item
		order   int
		arrived data.Time
	}
	var all []placed
	seen := map[string]bool{}
	for _, v := range r.visits {
		if !v.Open() {
			continue
		}
		b := played[v.ID]
		name, order := r.place(v.Visit, b)
		seen[name] = true
		row := kit.Item{
			ID: string(v.ID), Lead: name, Title: r.party(v.Visit), Sub: r.about(v.Visit, b),
			Actions: []kit.ItemAction{{ID: "leave", Label: r.say.Say("today.seeOff")}},
		}
		row.Badge, row.Tone = r.how(v.Visit, b)
		all = append(all, placed{row, order, v.Arrived})
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.arrived, b.arrived))
	})
	for _, p := range all {
		rows = append(rows, p.Item)
	}
	return rows, len(seen)
}

// about says what the guests are here for, since when, and who looks after
// them.
func (r *todayRows) about(v data.Visit, b data.Booking) string {
	what := r.say.Say("visit.purpose." + v.Purpose)
	if b.ID != "" {
		what = r.clock(b.Starts) + "–" + r.clock(b.Ends)
		if v.TableID != "" {
			what = r.names.Places[b.Court].Name + " " + what
		}
	}
	since := r.long(r.since(v.Arrived))
	if v.Day < r.day {
		since = kit.NearDay(r.say, r.day, v.Day)
	}
	return kit.Dotted(what, since, r.consultant(v.Consultant))
}

// how says what about the guests wants an eye.
func (r *todayRows) how(v data.Visit, b data.Booking) (string, kit.Tone) {
	left := r.ahead(b.Ends)
	switch {
	case v.Day < r.day:
		return r.say.Say("today.notLeft"), kit.ToneLate
	case r.unseen[v.ID] > 0:
		return r.say.Say("floor.unseenToday", r.unseen[v.ID]), kit.ToneLate
	case v.Pending:
		return r.say.Say("today.unnamed"), kit.ToneSoon
	case b.Status == data.Playing && b.Ends < r.now:
		return r.say.Say("today.over", r.long(r.since(b.Ends))), kit.ToneSoon
	case b.Status == data.Playing && left <= 10:
		return r.say.Say("common.left", r.long(left)), kit.TonePrimary
	case b.Status == data.Playing:
		return r.say.Say("booking.status.playing"), kit.TonePrimary
	case r.now.Sub(v.Arrived) < 5*time.Minute:
		return r.say.Say("today.justCame"), kit.TonePrimary
	case v.VIP:
		return r.say.Say("today.vip"), kit.ToneAccent
	case b.Status == data.Arrived:
		return r.say.Say("booking.status.arrived"), kit.TonePrimary
	case b.Status == data.Ended:
		return r.say.Say("booking.status.ended"), kit.ToneGood
	}
	return "", kit.TonePlain
}
