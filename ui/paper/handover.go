package paper

import (
	"context"
	"slices"
	"strings"

	"yingbin/data"
)

// handoverSource is what the handover record reads.
type handoverSource interface {
	Handover(ctx context.Context, id data.ID) (data.HandoverView, error)
	Handovers(ctx context.Context, from, to data.Day) ([]data.Handover, error)
	Staff(ctx context.Context) ([]data.Staff, error)
}

var _ = announce(Record{
	Name: "handover", Title: "handover.paper.menu", Order: 40, Span: Range, One: true,
	Roles: []data.Role{data.Reception},
	Make:  record(layHandovers),
})

// layHandovers lays out one handover, or every one of the days asked for, the
// oldest first.
func layHandovers(ctx context.Context, o handoverSource, a Ask) (*Document, error) {
	staff, err := o.Staff(ctx)
	if err != nil {
		return nil, err
	}
	p := handoverPaper{ask: a, set: a.Settings.Defaults(), words: HandoverWords{Say: a.Lex.Say, Names: map[data.ID]string{}}}
	for _, s := range staff {
		p.words.Names[s.ID] = s.Name
	}
	ids := []data.ID{data.ID(a.ID)}
	if a.ID == "" {
		list, err := o.Handovers(ctx, a.From, max(a.To, a.From))
		if err != nil {
			return nil, err
		}
		ids = nil
		for _, h := range slices.Backward(list) {
			ids = append(ids, h.ID)
		}
	}
	var parts []*Document
	for _, id := range ids {
		v, err := o.Handover(ctx, id)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p.lay(v))
	}
	if len(parts) == 0 {
		return p.none(), nil
	}
	d := Join(parts...)
	if len(parts) > 1 {
		d.Name = "handover-" + string(a.From)
	}
	return d, nil
}

// handoverPaper is a handover on its way to paper.
type handoverPaper struct {
	ask   Ask
	set   data.Settings
	words HandoverWords
}

func (p handoverPaper) say(key string, args ...any) string { return p.ask.Lex.Say(key, args...) }

func (p handoverPaper) none() *Document {
	set := p.ask.Setup("handover.paper.title")
	set.Name = "handover-" + string(p.ask.From)
	return NewSheet(set).Para(p.say("handover.paper.none")).Finish()
}

func (p handoverPaper) lay(v data.HandoverView) *Document {
	p.ask.From, p.ask.To = v.Day, v.Day
	set := p.ask.Setup("handover.paper.title")
	set.Name = "handover-" + v.Number
	set.Subtitle = p.say("handover.fromTo", ShiftName(p.say, v.Shift), ShiftName(p.say, p.set.NextShift(v.Shift)))
	set.Facts = []string{
		p.say("handover.paper.outgoing", p.words.Names[v.Outgoing]), p.say("handover.paper.incoming", p.words.Names[v.Incoming]),
		p.say("handover.paper.compiled", p.set.Calendar.Clock(v.SealedAt)), p.say("handover.paper.number", data.ShortNumber(v.Number)),
	}
	set.Seal = strings.ReplaceAll(v.Code, " ", "")
	set.Foot = []string{p.say("handover.paper.waiting")}
	if v.State == data.Locked {
		set.Foot = []string{p.say("handover.paper.locked", p.set.Calendar.Stamp(v.LockedAt))}
	}
	s := NewSheet(set)
	f := v.Figures
	s.Facts(p.say("handover.paper.figures", f.Groups, f.People, f.Calls, f.Bookings, f.Refused), p.say("handover.paper.onDuty", Joined(p.say, v.OnDuty)))
	p.table(s, v)
	p.corrections(s, v)
	s.Signatures(
		p.box("handover.paper.outSign", v.Outgoing, v.OutStrokes, v.SealedAt),
		p.box("handover.paper.inSign", v.Incoming, v.InStrokes, v.LockedAt),
		p.box("handover.paper.witnessSign", v.Witness, v.WitnessStrk, v.LockedAt))
	return s.Finish()
}

func (p handoverPaper) box(role string, who data.ID, strokes string, at data.Time) SignBox {
	b := SignBox{Role: p.say(role), Name: p.words.Names[who]}
	if strokes != "" {
		b.Strokes, b.At = data.DecodeStrokes(strokes), p.set.Calendar.Stamp(at)
	}
	return b
}

// The parts of the paper. What belongs to none of the others is an open matter.
var handoverParts = []string{"keys", "radios", "facilities", "open", "instructions", "money", "remarks"}

func partOf(section string) string {
	if slices.Contains(handoverParts, section) {
		return section
	}
	return "open"
}

func (p handoverPaper) table(s *Sheet, v data.HandoverView) {
	lines := p.words.Lines(v.Handover, v.Items, func(string) bool { return false })
	t := s.Table(Column{Head: p.say("handover.paper.item"), Width: 37}, Column{Head: p.say("handover.paper.state"), Width: 74},
		Column{Head: p.say("handover.paper.check"), Width: 15, Align: Centre}, Column{Head: p.say("handover.paper.remark"), Width: 42})
	for n, part := range handoverParts {
		t.Section(p.say("handover.paper.section", n+1, p.heading(part, v.Items)))
		empty := true
		for _, l := range lines {
			if partOf(l.Section) == part {
				p.row(t, part, l)
				empty = false
			}
		}
		if part == "remarks" && v.Remarks != "" {
			t.Wide(v.Remarks, 10)
			empty = false
		}
		if empty {
			t.None()
		}
	}
}

// heading names a part; keys and radios say how many there are.
func (p handoverPaper) heading(part string, items []data.HandoverItem) string {
	switch part {
	case "facilities", "open", "remarks":
		return p.say("handover.paper." + part)
	case "keys", "radios":
	default:
		return SectionName(p.say, part)
	}
	n, out := 0, 0
	for _, i := range items {
		if i.Section == part {
			n++
			if i.Due != 0 || i.Who != "" {
				out++
			}
		}
	}
	if n == 0 {
		return SectionName(p.say, part)
	}
	return p.say("handover.paper.counted", SectionName(p.say, part), n, n-out, out)
}

func (p handoverPaper) row(t *Table, part string, l HandoverLine) {
	item, state := l.Title, l.State
	switch {
	case part == "open":
		item, state = SectionName(p.say, l.Section), dotted(l.Title, l.State)
	case len(l.Items) > 1:
		state = p.say("handover.paper.among", l.State, l.Note)
		l.Note = ""
	}
	check := ""
	switch l.Mark {
	case "ok":
		check = "✓"
	case "off":
		check = p.say("handover.off")
	}
	cells := []Cell{{S: item}, {S: dotted(state, l.Note)}, {S: check, Bold: l.Mark == "off"}, {S: l.Word}}
	if item == "" { // words of their own take the room of both columns
		cells = append([]Cell{{S: dotted(state, l.Note), Span: 2}}, cells[2:]...)
	}
	t.Row(cells...)
}

func (p handoverPaper) corrections(s *Sheet, v data.HandoverView) {
	if len(v.Corrections) == 0 {
		return
	}
	s.Heading(p.say("handover.corrections"))
	for _, c := range v.Corrections {
		s.Para(p.say("handover.paper.correction", p.set.Calendar.Stamp(c.At), p.words.Names[c.By], c.Text))
	}
}
