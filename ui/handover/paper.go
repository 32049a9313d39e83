package handover

import (
	"cmp"
	"context"
	"slices"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the handover record reads.
type PaperOffice interface {
	paper.Staffed
	Handover(ctx context.Context, id data.ID) (data.HandoverView, error)
	Handovers(ctx context.Context, from, to data.Day) ([]data.Handover, error)
}

// Papers are the register's records. A nil office will do to list them.
func Papers(o PaperOffice) []paper.Record {
	return []paper.Record{{Name: "handover", Title: "handover.paper.menu", Span: paper.Range, One: true, Roles: []data.Role{data.Reception},
		Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) { return layHandovers(ctx, o, a) }}}
}

// layHandovers lays out one handover, or every one of the days asked for, the
// oldest first. Its errors are the office's.
func layHandovers(ctx context.Context, o PaperOffice, a paper.Ask) (*paper.Document, error) {
	names, err := paper.Names(ctx, o)
	if err != nil {
		return nil, err
	}
	p := handoverPaper{Ask: a, words: Words{Say: a.Say, Names: names}}
	ids := []data.ID{data.ID(a.ID)}
	if a.ID == "" {
		list, err := o.Handovers(ctx, a.From, a.To)
		if err != nil {
			return nil, err
		}
		ids = nil
		for _, h := range slices.Backward(list) {
			ids = append(ids, h.ID)
		}
	}
	var parts []*paper.Document
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
	d := paper.Join(parts...)
	if len(parts) > 1 {
		d.Name = "handover-" + string(a.From)
	}
	return d, nil
}

// nextShift is the shift that a handover begins, as it was when it was sealed.
func nextShift(h data.Handover, s data.Settings) string {
	return cmp.Or(h.AsSealed.Next, s.NextShift(h.Shift))
}

// handoverPaper is a handover on its way to paper.
type handoverPaper struct {
	paper.Ask
	words Words
}

func (p handoverPaper) none() *paper.Document {
	set := p.Setup("handover.paper.title")
	set.Name = "handover-" + string(p.From)
	return paper.NewSheet(set).Para(p.Say("handover.paper.none")).Finish()
}

func (p handoverPaper) lay(v data.HandoverView) *paper.Document {
	p.From, p.To = v.Day, v.Day
	set := p.Setup("handover.paper.title")
	set.Name = "handover-" + v.Number
	names := v.AsSealed.Called(p.words.Names)
	p.words.Names = names
	set.Office = cmp.Or(v.AsSealed.House, set.Office)
	set.Subtitle = p.Say("handover.fromTo", ShiftName(p.Say, v.Shift), ShiftName(p.Say, nextShift(v.Handover, p.Settings)))
	set.Facts = []string{
		p.Say("handover.paper.outgoing", names[v.Outgoing]), p.Say("handover.paper.incoming", names[v.Incoming]),
		p.Say("handover.paper.compiled", p.Settings.Calendar.Clock(v.SealedAt)), p.Say("handover.paper.number", data.ShortNumber(v.Number)),
	}
	if v.Proof.Seq > 0 {
		set.Head = paper.ProofOf(v.Proof)
	}
	if v.Differs {
		set.Strip = p.Say("handover.differs")
	}
	set.Foot = []string{p.Say("handover.paper.waiting")}
	if v.State == data.Locked {
		set.Foot = []string{p.Say("handover.paper.locked", p.Settings.Calendar.Stamp(v.LockedAt))}
	}
	s := paper.NewSheet(set)
	f := v.Figures
	s.Facts(p.Say("handover.paper.figures", f.Groups, f.People, f.Calls, f.Bookings, f.Refused), p.Say("handover.paper.onDuty", paper.Joined(p.Say, v.OnDuty)))
	p.table(s, v)
	p.corrections(s, v)
	s.Signatures(
		p.box("handover.paper.outSign", v.Outgoing, v.OutStrokes, v.SealedAt),
		p.box("handover.paper.inSign", v.Incoming, v.InStrokes, v.LockedAt),
		p.box("handover.paper.witnessSign", v.Witness, v.WitnessStrk, v.LockedAt))
	return s.Finish()
}

func (p handoverPaper) box(role string, who data.ID, strokes string, at data.Time) paper.SignBox {
	b := paper.SignBox{Role: p.Say(role), Name: p.words.Names[who]}
	if strokes != "" {
		b.Strokes, b.At = data.DecodeStrokes(strokes), p.Settings.Calendar.Stamp(at)
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

func (p handoverPaper) table(s *paper.Sheet, v data.HandoverView) {
	lines := p.words.Lines(v.Handover, v.Items, func(string) bool { return false })
	t := s.Table(paper.Column{Head: p.Say("handover.paper.item"), Width: 37}, paper.Column{Head: p.Say("handover.paper.state"), Width: 74},
		paper.Column{Head: p.Say("handover.paper.check"), Width: 15, Align: paper.Centre}, paper.Column{Head: p.Say("handover.paper.remark"), Width: 42})
	for n, part := range handoverParts {
		t.Section(p.Say("handover.paper.section", n+1, p.heading(part, v.Items)))
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
		return p.Say("handover.paper." + part)
	case "keys", "radios":
	default:
		return SectionName(p.Say, part)
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
		return SectionName(p.Say, part)
	}
	return p.Say("handover.paper.counted", SectionName(p.Say, part), n, n-out, out)
}

func (p handoverPaper) row(t *paper.Table, part string, l Line) {
	item, state := l.Title, l.State
	switch {
	case part == "open":
		item, state = SectionName(p.Say, l.Section), paper.Linked(" · ", l.Title, l.State)
	case len(l.Items) > 1:
		state = p.Say("handover.paper.among", l.State, l.Note)
		l.Note = ""
	}
	check := ""
	switch l.Mark {
	case "ok":
		check = "✓"
	case "off":
		check = p.Say("handover.off")
	}
	cells := []paper.Cell{{S: item}, {S: paper.Linked(" · ", state, l.Note)}, {S: check, Bold: l.Mark == "off"}, {S: l.Word}}
	if item == "" { // words of their own take the room of both columns
		cells = append([]paper.Cell{{S: paper.Linked(" · ", state, l.Note), Span: 2}}, cells[2:]...)
	}
	t.Row(cells...)
}

func (p handoverPaper) corrections(s *paper.Sheet, v data.HandoverView) {
	if len(v.Corrections) == 0 {
		return
	}
	s.Heading(p.Say("handover.corrections"))
	for _, c := range v.Corrections {
		s.Para(p.Say("handover.paper.correction", p.Settings.Calendar.Stamp(c.At), p.words.Names[c.By], c.Text))
	}
}
