package paper

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"yingbin/data"
)

// breakageSource is what the 物品报损赔偿表 reads.
type breakageSource interface {
	Staff(ctx context.Context) ([]data.Staff, error)
	Tables(ctx context.Context) ([]data.Table, error)
	Courts(ctx context.Context) ([]data.Court, error)
	Breakages(ctx context.Context, f data.BreakageFilter) ([]data.Breakage, error)
}

// One act stands on a page of its own, since it is signed and filed by itself;
// a period gives all of its acts.
var _ = announce(Record{Name: "breakage", Title: "breakage.paper.title", Order: 120, Span: Range, Make: record(
	func(ctx context.Context, o breakageSource, a Ask) (*Document, error) {
		p := breakagePaper{ask: a, set: a.Settings.Defaults(), names: map[data.ID]string{}, places: map[data.ID]string{}}
		if p.ask.To == "" {
			p.ask.To = a.From
		}
		if err := p.read(ctx, o); err != nil {
			return nil, err
		}
		return p.lay(), nil
	})})

// breakagePaper is reports on their way to paper.
type breakagePaper struct {
	ask    Ask
	set    data.Settings
	names  map[data.ID]string
	places map[data.ID]string
	list   []data.Breakage
}

func (p *breakagePaper) read(ctx context.Context, o breakageSource) error {
	staff, err := o.Staff(ctx)
	if err != nil {
		return err
	}
	for _, s := range staff {
		p.names[s.ID] = s.Name
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
	f := data.BreakageFilter{From: p.ask.From, To: p.ask.To}
	if p.ask.ID != "" {
		f = data.BreakageFilter{ID: data.ID(p.ask.ID)}
	}
	p.list, err = o.Breakages(ctx, f)
	return err
}

func (p *breakagePaper) say(key string, args ...any) string { return p.ask.Lex.Say(key, args...) }

func (p *breakagePaper) lay() *Document {
	var whole *Document
	for _, b := range p.list {
		d := p.sheet(b)
		if whole == nil {
			whole = d
		} else {
			whole.Pages = append(whole.Pages, d.Pages...)
		}
	}
	if whole == nil {
		set := p.ask.Setup("breakage.paper.title")
		set.Name = "breakage"
		s := NewSheet(set)
		s.Table(Column{Width: 1}).Empty(p.say("breakage.paper.none"))
		whole = s.Finish()
	}
	return whole
}

// sheet lays one act out as the form that is signed.
func (p *breakagePaper) sheet(b data.Breakage) *Document {
	ask := p.ask
	ask.From, ask.To = b.Day, b.Day
	set := ask.Setup("breakage.paper.title")
	set.Name = "breakage-" + data.ShortNumber(b.Number)
	set.Facts = []string{p.say("breakage.paper.number", data.ShortNumber(b.Number)), p.say("breakage.paper.day", p.set.Calendar.Stamp(b.At)), p.say("breakage.state." + b.State)}
	s := NewSheet(set)
	t := s.Table(Column{Width: 24}, Column{Width: 62}, Column{Width: 24}, Column{Width: 62})
	pair := func(k1, v1, k2, v2 string) {
		t.Row(Cell{S: p.say(k1), Bold: true}, Cell{S: v1}, Cell{S: p.say(k2), Bold: true}, Cell{S: v2})
	}
	wide := func(k, v string) { t.Row(Cell{S: p.say(k), Bold: true}, Cell{S: v, Span: 3}) }
	pair("breakage.paper.item", b.Name, "breakage.paper.spec", b.Spec)
	pair("breakage.paper.qty", strconv.Itoa(b.Qty), "breakage.paper.unit", b.Unit)
	pair("breakage.paper.kind", p.say("breakage.kind."+b.Kind), "breakage.paper.found", p.say("breakage.found."+b.Found))
	pair("breakage.paper.cause", p.say("breakage.cause."+b.Cause), "breakage.paper.place", p.places[b.Place])
	pair("breakage.paper.price", p.say("common.yuan", data.Yuan(b.Price)), "breakage.paper.amount", p.say("common.yuan", data.Yuan(b.Amount())))
	pair("breakage.paper.person", p.person(b), "breakage.paper.share", p.share(b))
	pair("breakage.paper.due", p.say("common.yuan", data.Yuan(b.Due)), "breakage.paper.paid", BreakagePayment(p.say, p.set.Calendar, b))
	pair("breakage.paper.piece", BreakagePiece(p.say, p.set.Calendar, p.names, b), "breakage.paper.reportedTo", p.names[b.ReportedTo])
	pair("breakage.paper.reportedBy", p.names[b.By], "breakage.paper.decision", BreakageDecision(p.say, p.set.Calendar, p.names, b))
	wide("breakage.paper.note", b.Note)
	at := ""
	if b.Strokes != "" {
		at = p.set.Calendar.Stamp(b.At)
	}
	boxes := []SignBox{{Role: p.say("breakage.paper.signPerson"), Name: p.person(b), Strokes: data.DecodeStrokes(b.Strokes), At: at}, {Role: p.say("breakage.paper.signReporter"), Name: p.names[b.By]}}
	if b.Piece() {
		boxes = append(boxes, SignBox{Role: p.say("breakage.paper.signPiece"), Name: p.names[b.HandedTo]})
	}
	s.Signatures(append(boxes, SignBox{Role: p.say("breakage.paper.signBoss"), Name: p.names[b.DecidedBy]})...)
	return s.Finish()
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
		return p.say("breakage.paymentNone", b.Waived)
	}
	return p.say("breakage.paper.sharePart", b.Share)
}

// BreakagePayment says what is due for a report and whether it came.
func BreakagePayment(say Say, c data.Calendar, b data.Breakage) string {
	switch {
	case b.Due == 0:
		return say("breakage.paymentNone", waived(b))
	case !b.Paid():
		return say("breakage.paymentDue", data.Yuan(b.Due), b.Share)
	case b.Receipt == "":
		return say("breakage.paymentWages", data.Yuan(b.Due), b.Share, b.PaidHow, c.Stamp(b.PaidAt))
	}
	return say("breakage.paymentPaid", data.Yuan(b.Due), b.Share, b.PaidHow, b.Receipt, c.Stamp(b.PaidAt))
}

// waived is why nothing is due; an item without a price gives nothing to pay
// whatever the share.
func waived(b data.Breakage) string {
	if b.Waived == "" {
		return "goodwill"
	}
	return b.Waived
}

// BreakagePiece says where the broken piece is.
func BreakagePiece(say Say, c data.Calendar, names map[data.ID]string, b data.Breakage) string {
	switch {
	case b.Kind == "lost":
		return say("breakage.pieceNone")
	case b.HandedTo == "":
		return say("breakage.pieceOut")
	}
	return say("breakage.pieceIn", names[b.HandedTo], c.Stamp(b.HandedAt))
}

// BreakageDecision says what the supervisor decided.
func BreakageDecision(say Say, c data.Calendar, names map[data.ID]string, b data.Breakage) string {
	if b.State == "reported" {
		return say("breakage.paper.waiting")
	}
	lines := []string{say("breakage.decisionBy", names[b.DecidedBy], c.Stamp(b.DecidedAt), b.State), b.DecidedWord}
	return strings.Join(slices.DeleteFunc(lines, func(s string) bool { return s == "" }), "\n")
}
