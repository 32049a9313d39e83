package paper

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"yingbin/data"
)

// breakageMonthSource is what the 报损汇总表 reads.
type breakageMonthSource interface {
	BreakageSummary(ctx context.Context, month data.Day) (data.BreakageMonth, error)
}

// The summary is of whole months: every month that a day of the period lies in.
var _ = announce(Record{Name: "breakage-month", Title: "breakage.paper.month", Order: 121, Span: Range, Make: record(
	func(ctx context.Context, o breakageMonthSource, a Ask) (*Document, error) {
		if a.To == "" {
			a.To = a.From
		}
		var whole *Document
		for from, to := data.MonthOf(a.From); from <= a.To; from, to = data.MonthOf(to.Plus(1)) {
			m, err := o.BreakageSummary(ctx, from)
			if err != nil {
				return nil, err
			}
			b := breakageMonth{Ask: a, m: m}
			b.From, b.To = from, to
			d := b.lay()
			if whole == nil {
				whole = d
			} else {
				whole.Pages = append(whole.Pages, d.Pages...)
			}
		}
		return whole, nil
	})})

// breakageMonth is a month's summary on its way to paper.
type breakageMonth struct {
	Ask
	m data.BreakageMonth
}

func (b *breakageMonth) say(key string, args ...any) string { return b.Lex.Say(key, args...) }

func (b *breakageMonth) yuan(fen data.Fen) string { return b.say("common.yuan", data.Yuan(fen)) }

// Percent shows a rate in hundredths of a per cent: 2.50%.
func Percent(rate int) string { return fmt.Sprintf("%d.%02d%%", rate/100, rate%100) }

func (b *breakageMonth) lay() *Document {
	m := b.m
	set := b.Setup("breakage.paper.month")
	set.Name = "breakage-" + string(b.From)[:7]
	set.Facts = []string{b.say("breakage.paper.factReports", m.Reports), b.say("breakage.paper.factPieces", m.Pieces), b.say("breakage.paper.factAmount", data.Yuan(m.Amount))}
	if m.Held > 0 {
		all := data.BreakageRate{Held: m.Held, Broken: m.Pieces}
		set.Facts = append(set.Facts, b.say("breakage.paper.factRate", Percent(all.Rate())))
	}
	if m.Waiting > 0 {
		set.Facts = append(set.Facts, b.say("breakage.paper.factWaiting", m.Waiting))
	}
	if m.Rejected > 0 {
		set.Facts = append(set.Facts, b.say("breakage.paper.factRejected", m.Rejected))
	}
	s := NewSheet(set)
	b.layRows(s)
	if len(m.Rows) > 0 {
		b.layRates(s)
		b.layCauses(s)
	}
	s.Signatures(SignBox{Role: b.say("breakage.paper.maker")}, SignBox{Role: b.say("breakage.paper.signBoss")})
	return s.Finish()
}

// layRows lists what broke by item, kind and cause, with its sums.
func (b *breakageMonth) layRows(s *Sheet) {
	s.Heading(b.say("breakage.paper.rows"))
	t := s.Table(Column{Head: b.say("breakage.paper.item"), Width: 34}, Column{Head: b.say("breakage.paper.spec"), Width: 18},
		Column{Head: b.say("breakage.paper.kind"), Width: 20, Align: Centre}, Column{Head: b.say("breakage.paper.cause"), Width: 22, Align: Centre},
		Column{Head: b.say("breakage.paper.reports"), Width: 14, Align: Right}, Column{Head: b.say("breakage.paper.qty"), Width: 16, Align: Right},
		Column{Head: b.say("breakage.paper.amount"), Width: 22, Align: Right}, Column{Head: b.say("breakage.paper.dueSum"), Width: 22, Align: Right},
		Column{Head: b.say("breakage.paper.paidSum"), Width: 22, Align: Right}).Empty(b.say("breakage.paper.none"))
	reports := 0
	for _, r := range b.m.Rows {
		reports += r.Reports
		t.Line(r.Name, r.Spec, b.say("breakage.kind."+r.Kind), b.say("breakage.cause."+r.Cause), strconv.Itoa(r.Reports),
			strconv.Itoa(r.Qty)+" "+r.Unit, b.yuan(r.Amount), b.yuan(r.Due), b.yuan(r.Paid))
	}
	if len(b.m.Rows) > 0 {
		t.Total(Cell{S: b.say("breakage.paper.sum"), Span: 4}, Cell{S: strconv.Itoa(reports)}, Cell{S: strconv.Itoa(b.m.Pieces)},
			Cell{S: b.yuan(b.m.Amount)}, Cell{S: b.yuan(b.m.Due)}, Cell{S: b.yuan(b.m.Paid)})
	}
}

// layRates says of every item that broke which part of what was held it is.
func (b *breakageMonth) layRates(s *Sheet) {
	s.Heading(b.say("breakage.paper.rates"))
	t := s.Table(Column{Head: b.say("breakage.paper.item"), Width: 44}, Column{Head: b.say("breakage.paper.spec"), Width: 24},
		Column{Head: b.say("breakage.paper.held"), Width: 20, Align: Right}, Column{Head: b.say("breakage.paper.broken"), Width: 20, Align: Right},
		Column{Head: b.say("breakage.paper.rate"), Width: 22, Align: Right}, Column{Head: b.say("breakage.paper.dueSum"), Width: 24, Align: Right},
		Column{Head: b.say("breakage.paper.owing"), Width: 24, Align: Right})
	for _, r := range b.m.Items {
		t.Line(r.Name, r.Spec, strconv.Itoa(r.Held), strconv.Itoa(r.Broken), Percent(r.Rate()), b.yuan(r.Due), b.yuan(r.Due-r.Paid))
	}
	all := data.BreakageRate{Held: b.m.Held, Broken: b.m.Pieces}
	t.Total(Cell{S: b.say("breakage.paper.sum"), Span: 2}, Cell{S: strconv.Itoa(all.Held)}, Cell{S: strconv.Itoa(all.Broken)}, Cell{S: Percent(all.Rate())},
		Cell{S: b.yuan(b.m.Due)}, Cell{S: b.yuan(b.m.Due - b.m.Paid)})
}

// layCauses says in two lines how much came of which cause and in which way.
func (b *breakageMonth) layCauses(s *Sheet) {
	causes, kinds := map[string]int{}, map[string]int{}
	for _, r := range b.m.Rows {
		causes[r.Cause] += r.Qty
		kinds[r.Kind] += r.Qty
	}
	line := func(title, family string, codes []string, n map[string]int) {
		s.Heading(b.say(title))
		var facts []string
		for _, c := range codes {
			if n[c] > 0 {
				facts = append(facts, b.say("breakage.paper.bySum", b.say(family+c), n[c]))
			}
		}
		s.Para(strings.Join(facts, "　　"))
	}
	line("breakage.paper.causes", "breakage.cause.", data.BreakageCauses, causes)
	line("breakage.paper.kinds", "breakage.kind.", data.BreakageKinds, kinds)
}
