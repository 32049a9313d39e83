package breakage

import (
	"context"
	"strconv"
	"strings"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the 物品报损赔偿表 and the 报损汇总表 read.
type PaperOffice interface {
	paper.Staffed
	Tables(ctx context.Context) ([]data.Table, error)
	Courts(ctx context.Context) ([]data.Court, error)
	Breakages(ctx context.Context, f data.BreakageFilter) ([]data.Breakage, error)
	BreakagePayments(ctx context.Context, report data.ID) ([]data.Payment, error)
	BreakageSummary(ctx context.Context, month data.Day) (data.BreakageMonth, error)
}

// Papers are the register's records. A nil office will do to list them.
func Papers(o PaperOffice) []paper.Record {
	return []paper.Record{
		{Name: "breakage", Title: "breakage.paper.title", Span: paper.Range,
			Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) {
				p := breakagePaper{Ask: a, places: map[data.ID]string{}}
				if err := p.read(ctx, o); err != nil {
					return nil, err
				}
				return p.lay(), nil
			}},
		{Name: "breakage-month", Title: "breakage.paper.month", Span: paper.Range, List: true,
			Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) { return makeMonths(ctx, o, a) }},
	}
}

// breakagePaper is reports on their way to paper.
type breakagePaper struct {
	paper.Ask
	names  map[data.ID]string
	places map[data.ID]string
	list   []data.Breakage
	paid   map[data.ID][]data.Payment
}

func (p *breakagePaper) read(ctx context.Context, o PaperOffice) (err error) {
	if p.names, err = paper.Names(ctx, o); err != nil {
		return err
	}
	tables, err := o.Tables(ctx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		p.places[t.ID] = t.Name
	}
	courts, err := o.Courts(ctx)
	if err != nil {
		return err
	}
	for _, c := range courts {
		p.places[c.ID] = c.Name
	}
	f := data.BreakageFilter{From: p.From, To: p.To}
	if p.ID != "" {
		f = data.BreakageFilter{ID: data.ID(p.ID)}
	}
	if p.list, err = o.Breakages(ctx, f); err != nil {
		return err
	}
	p.paid = map[data.ID][]data.Payment{}
	for _, b := range p.list {
		if b.PaidAt > 0 || b.Got != 0 {
			if p.paid[b.ID], err = o.BreakagePayments(ctx, b.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// lay gives each act a page of its own, since it is signed and filed by itself;
// a period gives all of its acts.
func (p *breakagePaper) lay() *paper.Document {
	if len(p.list) == 0 {
		set := p.Setup("breakage.paper.title")
		set.Name = "breakage"
		s := paper.NewSheet(set)
		s.Table(paper.Column{Width: 1}).Empty(p.Say("breakage.paper.none"))
		return s.Finish()
	}
	var all []*paper.Document
	for _, b := range p.list {
		all = append(all, p.sheet(b))
	}
	return paper.Bundle(all...)
}

// sheet lays one act out as the form that is signed.
func (p *breakagePaper) sheet(b data.Breakage) *paper.Document {
	ask := p.Ask
	ask.From, ask.To = b.Day, b.Day
	set := ask.Setup("breakage.paper.title")
	set.Name = "breakage-" + data.ShortNumber(b.Number)
	set.Facts = []string{p.Say("breakage.paper.number", data.ShortNumber(b.Number)), p.Say("breakage.paper.day", p.Settings.Calendar.Stamp(b.At)), p.Say("breakage.state." + b.State)}
	s := paper.NewSheet(set)
	t := s.Table(paper.Column{Width: 24}, paper.Column{Width: 62}, paper.Column{Width: 24}, paper.Column{Width: 62})
	pair := func(k1, v1, k2, v2 string) {
		t.Row(paper.Cell{S: p.Say(k1), Bold: true}, paper.Cell{S: v1}, paper.Cell{S: p.Say(k2), Bold: true}, paper.Cell{S: v2})
	}
	wide := func(k, v string) { t.Row(paper.Cell{S: p.Say(k), Bold: true}, paper.Cell{S: v, Span: 3}) }
	pair("breakage.paper.item", b.Name, "breakage.paper.spec", b.Spec)
	pair("breakage.paper.qty", strconv.Itoa(b.Qty), "breakage.paper.unit", b.Unit)
	pair("breakage.paper.kind", p.Say("breakage.kind."+b.Kind), "breakage.paper.found", p.Say("breakage.found."+b.Found))
	pair("breakage.paper.cause", p.Say("breakage.cause."+b.Cause), "breakage.paper.place", p.places[b.Place])
	pair("breakage.paper.price", p.Say("common.yuan", data.Yuan(b.Price)), "breakage.paper.amount", p.Say("common.yuan", data.Yuan(b.Amount())))
	pair("breakage.paper.person", p.person(b), "breakage.paper.share", p.share(b))
	pair("breakage.paper.due", p.Say("common.yuan", data.Yuan(b.Due)), "breakage.paper.paid", Payment(p.Say, p.Settings.Calendar, b))
	pair("breakage.paper.piece", Piece(p.Say, p.Settings.Calendar, p.names, b), "breakage.paper.reportedTo", p.names[b.ReportedTo])
	pair("breakage.paper.reportedBy", p.names[b.By], "breakage.paper.decision", Decision(p.Say, p.Settings.Calendar, p.names, b))
	wide("breakage.paper.note", paper.Under(b.Note, p.Amended(b.Amended, p.names)))
	if money := p.money(b); money != "" {
		wide("breakage.paper.money", money)
	}
	at := ""
	if b.Strokes != "" {
		at = p.Settings.Calendar.Stamp(max(b.At, b.SignedAt))
	}
	boxes := []paper.SignBox{{Role: p.Say("breakage.paper.signPerson"), Name: p.person(b), Strokes: data.DecodeStrokes(b.Strokes), At: at}, {Role: p.Say("breakage.paper.signReporter"), Name: p.names[b.By]}}
	if b.Piece() {
		boxes = append(boxes, paper.SignBox{Role: p.Say("breakage.paper.signPiece"), Name: p.names[b.HandedTo]})
	}
	s.Signatures(append(boxes, paper.SignBox{Role: p.Say("breakage.paper.signBoss"), Name: p.names[b.DecidedBy]})...)
	return s.Finish()
}

// money tells each sum that came or went, where there was more than one.
func (p *breakagePaper) money(b data.Breakage) string {
	all := p.paid[b.ID]
	if len(all) < 2 {
		return ""
	}
	var lines []string
	for _, m := range all {
		key := "breakage.paper.came"
		if m.Sum < 0 {
			key = "breakage.paper.went"
		}
		lines = append(lines, strings.TrimSpace(p.Say(key, p.Settings.Calendar.Stamp(m.At), data.Yuan(max(m.Sum, -m.Sum)), m.How, m.Receipt, p.names[m.By])+" "+m.Why))
	}
	return paper.Under(lines...)
}

// person names whoever is responsible: a guest by the name they gave.
func (p *breakagePaper) person(b data.Breakage) string {
	if b.Person == "" {
		return p.names[b.Responsible]
	}
	return b.Person
}

func (p *breakagePaper) share(b data.Breakage) string {
	if b.Share == 0 {
		return p.Say("breakage.paymentNone", b.Waived)
	}
	return p.Say("breakage.paper.sharePart", b.Share)
}
