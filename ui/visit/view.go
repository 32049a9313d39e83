package visit

import (
	"cmp"
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/ui/kit"
)

// visitRefs is what the ids on a visit stand for, and who is in the house.
type visitRefs struct {
	staff  []data.Staff
	areas  []data.Area
	tables []data.Table
	courts []data.Court
	open   []data.VisitView

	repairs []data.RepairView // that are open
}

// name gives a person's name, "" for nobody.
func (r *visitRefs) name(id data.ID) string {
	for _, s := range r.staff {
		if s.ID == id {
			return s.Name
		}
	}
	return ""
}

// place names where a party was led: its table or court, else the area.
func (r *visitRefs) place(v data.Visit) string {
	for _, t := range r.tables {
		if t.ID == v.TableID {
			return t.Name
		}
	}
	if name := r.court(v.TableID); name != "" {
		return name
	}
	for _, a := range r.areas {
		if a.ID == v.Area {
			return a.Name
		}
	}
	return ""
}

func (r *visitRefs) court(id data.ID) string {
	for _, c := range r.courts {
		if c.ID == id {
			return c.Name
		}
	}
	return ""
}

// taken reports whether another party sits at a table.
func (r *visitRefs) taken(table, but data.ID) bool {
	return slices.ContainsFunc(r.open, func(v data.VisitView) bool { return v.TableID == table && v.ID != but })
}

// out reports whether a place is under repair.
func (r *visitRefs) out(id data.ID) bool {
	return slices.ContainsFunc(r.repairs, func(x data.RepairView) bool { return x.Thing == id })
}

// Places are chosen by one code: a table or court by its id, an area by its id
// with a mark in front.
const areaMark = "@"

func placeCode(area, table data.ID) string {
	if table != "" {
		return string(table)
	}
	if area != "" {
		return areaMark + string(area)
	}
	return ""
}

func placeOf(code string) (area, table data.ID) {
	if a, ok := strings.CutPrefix(code, areaMark); ok {
		return data.ID(a), ""
	}
	return "", data.ID(code)
}

// placeWish is what is known of a party when places are offered to it.
type placeWish struct {
	visit  data.ID // its own line, when it has one
	people int
	court  data.ID // of its booking
	now    string  // code of where it is led now
}

// places offers where to lead a party, the likeliest first: the court it has
// booked, the first area, free tables that seat it by size, then the rest. Taken
// tables come last.
func (r *visitRefs) places(say data.Say, w placeWish) []kit.Choice {
	type offer struct {
		kit.Choice
		rank, sort int
	}
	var offers []offer
	first := true
	for _, a := range r.areas {
		code := placeCode(a.ID, "")
		if a.Retired && code != w.now {
			continue
		}
		rank := 4
		if first {
			rank, first = 1, false
		}
		o := offer{kit.Choice{Code: code, Label: a.Name}, rank, a.Sort}
		o.Choice, o.rank = r.broken(say, a.ID, o.Choice, o.rank, w.now)
		offers = append(offers, o)
	}
	for _, t := range r.tables {
		if t.Retired && string(t.ID) != w.now {
			continue
		}
		o := offer{kit.Choice{Code: string(t.ID), Label: t.Name, Note: say("visit.form.free")}, 2, t.Sort}
		switch {
		case r.taken(t.ID, w.visit):
			o.Note, o.Tone, o.rank = say("visit.form.taken"), kit.ToneSoon, 6
		case w.visit != "" && string(t.ID) == w.now: // the party's own
			o.Note = ""
		case t.Seats < w.people:
			o.rank = 3
		}
		o.Choice, o.rank = r.broken(say, t.ID, o.Choice, o.rank, w.now)
		offers = append(offers, o)
	}
	for _, c := range r.courts {
		if c.Retired && string(c.ID) != w.now {
			continue
		}
		rank := 5
		if c.ID == w.court {
			rank = 0
		}
		o := offer{kit.Choice{Code: string(c.ID), Label: c.Name}, rank, c.Sort}
		o.Choice, o.rank = r.broken(say, c.ID, o.Choice, o.rank, w.now)
		offers = append(offers, o)
	}
	slices.SortStableFunc(offers, func(a, b offer) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.sort, b.sort)) })
	choices := make([]kit.Choice, len(offers))
	for i, o := range offers {
		choices[i] = o.Choice
	}
	return choices
}

// broken marks an offer that is under repair; nobody is led there any more.
func (r *visitRefs) broken(say data.Say, place data.ID, c kit.Choice, rank int, now string) (kit.Choice, int) {
	if !r.out(place) {
		return c, rank
	}
	c.Note, c.Tone, c.Disabled = say("floor.state.out"), kit.ToneLate, c.Code != now
	return c, 8
}

// rota is the choice that leaves the consultant to the rota.
const rota = "rota"

// consultants offers who may look after the party: the one of last time, the
// rota, then the others.
func (r *visitRefs) consultants(say data.Say, last data.ID) []kit.Choice {
	list := []kit.Choice{{Code: rota, Label: say("visit.rota")}}
	for _, s := range r.staff {
		if s.Gone && s.ID != last || s.Role != data.Consultant && s.ID != last {
			continue
		}
		c := kit.Choice{Code: string(s.ID), Label: s.Name}
		if s.ID == last {
			list = append([]kit.Choice{c}, list...)
		} else {
			list = append(list, c)
		}
	}
	return list
}

// codes offers the codes of a register in their order.
func codes(say data.Say, family string, all []string) []kit.Choice {
	list := make([]kit.Choice, len(all))
	for i, c := range all {
		list[i] = kit.Choice{Code: c, Label: say(family + "." + c)}
	}
	return list
}

// visitWords says things about visits for people to read.
type visitWords struct {
	say data.Say
	lex kit.Words
	cal data.Calendar
	now data.Time
	*visitRefs
}

func (w visitWords) day() data.Day { return w.cal.Day(w.now) }

// masked names a match while somebody may be watching: 汪** 女士.
func (w visitWords) masked(m data.Match) string {
	name := data.MaskName(m.Name)
	if name == "" {
		return w.say("visit.guest")
	}
	if m.Title != "" {
		name += " " + w.say("common."+m.Title)
	}
	return name
}

// nth says 首访 or 复访·第N次 of a visit.
func (w visitWords) nth(times int) string {
	if times > 1 {
		return w.say("visit.again", times)
	}
	return w.say("visit.first")
}

// row shows a match in the list.
func (w visitWords) row(m data.Match) kit.Item {
	it := kit.Item{ID: string(m.ID), Title: w.masked(m), Sub: kit.Dotted(data.MaskPhone(m.Phone), w.lastOf(m))}
	switch {
	case m.Inside:
		it.Badge, it.Tone = w.say("visit.hereNow"), kit.ToneGood
	case m.Expected():
		it.Badge, it.Tone = w.cal.Clock(m.Booking.Starts), kit.TonePrimary
	}
	return it
}

// lastOf says when the person came last.
func (w visitWords) lastOf(m data.Match) string {
	if m.Last == nil {
		return ""
	}
	return w.say("visit.last", kit.NearDay(w.lex, w.day(), m.Last.Day))
}

// facts says what helps to recognise who was chosen.
func (w visitWords) facts(m data.Match) string {
	consultant := ""
	if m.Last != nil {
		if name := w.name(m.Last.Consultant); name != "" {
			consultant = w.say("visit.consultantIs", name)
		}
	}
	here := ""
	if i := slices.IndexFunc(w.open, func(v data.VisitView) bool { return v.Visitor == m.ID }); i >= 0 {
		here = w.say("visit.hereSince", w.cal.Clock(w.open[i].Arrived))
	}
	return kit.Dotted(data.MaskPhone(m.Phone), w.lastOf(m), consultant, here)
}

// bookingOf says what the person has booked today.
func (w visitWords) bookingOf(m data.Match) string {
	if m.Booking == nil {
		return ""
	}
	voucher := ""
	if b := m.Booking; len(b.Voucher) >= 3 {
		voucher = w.say("visit.voucher", b.Voucher[len(b.Voucher)-3:])
	}
	return kit.Dotted(w.say("visit.expected", w.cal.Clock(m.Booking.Starts), w.court(m.Booking.Court)), voucher)
}

// greeting is what to say to the guest, by who was chosen and the time of day.
func (w visitWords) greeting(m *data.Match, pending bool) string {
	part := data.PartOfDay(w.cal.MinutesOf(w.now))
	switch {
	case pending:
		return w.say("visit.greet.group", part)
	case m == nil || m.Name == "":
		return w.say("visit.greet.new", part)
	}
	called := data.GuestName(w.say, data.Surname(m.Name), m.Title)
	if m.Expected() {
		return w.say("visit.greet.booked", called, part, w.cal.Clock(m.Booking.Starts), w.court(m.Booking.Court))
	}
	return w.say("visit.greet.known", called, part)
}

// party names a group: by its name, else by how many they are.
func (w visitWords) party(name, title string, people int) string {
	if name == "" {
		return w.say("visit.people", people)
	}
	return data.GuestName(w.say, name, title)
}

// line shows a visit in the lists of the house and of the day.
func (w visitWords) line(v data.VisitView, day bool) kit.Item {
	it := kit.Item{ID: string(v.ID), Title: w.party(v.Name, v.Title, v.People()), Lead: w.place(v.Visit)}
	people := ""
	if v.Name != "" {
		people = w.say("visit.people", v.People())
	}
	what := kit.Dotted(people, w.say("visit.purpose."+v.Purpose), w.name(v.Consultant))
	switch {
	case day:
		it.Lead, it.Sub = w.cal.Clock(v.Arrived), kit.Dotted(w.place(v.Visit), what)
	case v.Day != w.day():
		it.Sub = kit.Dotted(kit.NearDay(w.lex, w.day(), v.Day), what)
	default:
		it.Sub = kit.Dotted(w.cal.Clock(v.Arrived), what)
	}
	switch {
	case v.Forgotten:
		it.Title = w.say("visit.erased")
	case v.Pending && !day: // beside the action there is little room
		it.Title = kit.Dotted(it.Title, w.say("visit.unnamed"))
	case v.Pending:
		it.Badge, it.Tone = w.say("visit.unnamed"), kit.ToneSoon
	case day && !v.Open():
		it.Badge = w.say("visit.list.left", w.cal.Clock(v.LeftAt))
	case v.VIP:
		it.Badge, it.Tone = w.say("visit.vip"), kit.ToneAccent
	case day:
		it.Badge, it.Tone = w.say("visit.inside"), kit.ToneGood
	}
	if v.Open() && !day {
		it.Actions = []kit.ItemAction{{ID: "leave", Label: w.say("visit.seeOff")}}
	}
	return it
}

// refusal shows a person who was turned away in the list of the day.
func (w visitWords) refusal(r data.Refusal) kit.Item {
	var acts []string
	for _, a := range r.Acts {
		acts = append(acts, w.say("visit.act."+a))
	}
	return kit.Item{
		ID: string(r.ID), Lead: w.cal.Clock(r.At), Title: w.say("visit.refused", w.say("visit.reason."+r.Reason)),
		Sub: kit.Dotted(strings.Join(acts, " · "), r.Helper, w.name(r.By)), Tone: kit.ToneLate,
	}
}

// prefill is what the form says when somebody known was chosen.
func prefill(m data.Match) visitEntry {
	e := visitEntry{Name: m.Name, Title: m.Title, VIP: m.VIP, Adults: 1, NoPhone: m.Phone == "", Identity: "known"}
	if m.Last != nil {
		e.Adults, e.Children = max(m.Last.Adults, 0), m.Last.Children
		e.Purpose, e.Consultant = m.Last.Purpose, m.Last.Consultant
		e.Firm, e.Host = m.Last.Firm, m.Last.Host
	} else {
		e.Identity = ""
	}
	if b := m.Booking; b != nil && b.Visit == "" {
		e.Purpose, e.Identity = "activity", "booking"
		if b.Voucher != "" {
			e.Identity = "voucher"
		}
		if e.Adults+e.Children != b.People {
			e.Adults, e.Children = b.People, 0
		}
		if b.Consultant != "" {
			e.Consultant = b.Consultant
		}
		if e.Name == "" {
			e.Name, e.Title = b.Name, b.Title
		}
	}
	return e
}
