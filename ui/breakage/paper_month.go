package breakage

import (
	"context"
	"strconv"
	"strings"

	"yingbin/data"
	"yingbin/ui/paper"
)

// makeMonths makes the summary of whole months: every month that a day of the
// period lies in. Its errors are the office's.
func makeMonths(ctx context.Context, o PaperOffice, a paper.Ask) (*paper.Document, error) {
	var all []*paper.Document
	for from, to := data.MonthOf(a.From); from <= a.To; from, to = data.MonthOf(to.Plus(1)) {
		m, err := o.BreakageSummary(ctx, from)
		if err != nil {
			return nil, err
		}
		b := breakageMonth{Ask: a, m: m}
		b.From, b.To = from, to
		all = append(all, b.lay())
	}
	return paper.Bundle(all...), nil
}

// breakageMonth is a month's summary on its way to paper.
type breakageMonth struct {
	paper.Ask
	m data.BreakageMonth
}

func (b *breakageMonth) lay() *paper.Document {
	m := b.m
	set := b.Setup("breakage.paper.month")
	set.Name = "breakage-" + string(b.From)[:7]
	set.Facts = []string{b.Say("breakage.paper.factReports", m.Reports), b.Say("breakage.paper.factPieces", m.Pieces), b.Say("breakage.paper.factAmount", data.Yuan(m.Amount))}
	if m.Held > 0 {
		set.Facts = append(set.Facts, b.Say("breakage.paper.factRate", b.rate(b.all())))
	}
	if m.Waiting > 0 {
		set.Facts = append(set.Facts, b.Say("breakage.paper.factWaiting", m.Waiting))
	}
	if m.Rejected > 0 {
		set.Facts = append(set.Facts, b.Say("breakage.paper.factRejected", m.Rejected))
	}
	s := paper.NewSheet(set).Add(b.rows())
	if len(m.Rows) > 0 {
		s.Add(b.rates())
		b.layCauses(s)
	}
	return s.Sign("breakage.paper.maker", "breakage.paper.signBoss").Finish()
}

// all is the whole month as one rate.
func (b *breakageMonth) all() data.BreakageRate {
	return data.BreakageRate{Held: b.m.Held, Broken: b.m.Pieces}
}

func (b *breakageMonth) rate(r data.BreakageRate) paper.Value { return paper.Rate(r.Rate()) }

// rows are what broke by item, kind and cause, with its sums.
func (b *breakageMonth) rows() paper.Listed {
	type row = data.BreakageSum
	list := paper.List[row]{Title: b.Say("breakage.paper.rows"), Rows: b.m.Rows, Empty: "breakage.paper.none", Columns: []paper.Col[row]{
		{Head: "breakage.paper.item", Width: 34, Text: func(r row) string { return r.Name }},
		{Head: "breakage.paper.spec", Width: 18, Text: func(r row) string { return r.Spec }},
		{Head: "breakage.paper.kind", Width: 20, Align: paper.Centre, Text: func(r row) string { return b.Say("breakage.kind." + r.Kind) }},
		{Head: "breakage.paper.cause", Width: 22, Align: paper.Centre, Text: func(r row) string { return b.Say("breakage.cause." + r.Cause) }},
		{Head: "breakage.paper.reports", Width: 14, Align: paper.Right, Number: func(r row) int { return r.Reports }},
		{Head: "breakage.paper.qty", Width: 16, Align: paper.Right, Value: func(r row) paper.Value { return paper.Number(r.Qty).As(strconv.Itoa(r.Qty) + " " + r.Unit) }},
		{Head: "breakage.paper.unit", Text: func(r row) string { return r.Unit }},
		{Head: "breakage.paper.amount", Width: 22, Align: paper.Right, Value: func(r row) paper.Value { return b.Yuan(r.Amount) }},
		{Head: "breakage.paper.dueSum", Width: 22, Align: paper.Right, Value: func(r row) paper.Value { return b.Yuan(r.Due) }},
		{Head: "breakage.paper.paidSum", Width: 22, Align: paper.Right, Value: func(r row) paper.Value { return b.Yuan(r.Paid) }},
	}}
	if len(b.m.Rows) > 0 {
		reports := 0
		for _, r := range b.m.Rows {
			reports += r.Reports
		}
		list.Total = []paper.Value{paper.Words(b.Say("breakage.paper.sum")).Over(4), paper.Number(reports), paper.Number(b.m.Pieces),
			b.Yuan(b.m.Amount), b.Yuan(b.m.Due), b.Yuan(b.m.Paid)}
	}
	return list
}

// rates say of every item that broke which part of what was held it is.
func (b *breakageMonth) rates() paper.Listed {
	type row = data.BreakageRate
	return paper.List[row]{Title: b.Say("breakage.paper.rates"), Rows: b.m.Items, Columns: []paper.Col[row]{
		{Head: "breakage.paper.item", Width: 44, Text: func(r row) string { return r.Name }},
		{Head: "breakage.paper.spec", Width: 24, Text: func(r row) string { return r.Spec }},
		{Head: "breakage.paper.held", Width: 20, Align: paper.Right, Number: func(r row) int { return r.Held }},
		{Head: "breakage.paper.broken", Width: 20, Align: paper.Right, Number: func(r row) int { return r.Broken }},
		{Head: "breakage.paper.rate", Width: 22, Align: paper.Right, Value: b.rate},
		{Head: "breakage.paper.dueSum", Width: 24, Align: paper.Right, Value: func(r row) paper.Value { return b.Yuan(r.Due) }},
		{Head: "breakage.paper.owing", Width: 24, Align: paper.Right, Value: func(r row) paper.Value { return b.Yuan(r.Due - r.Paid) }},
	}, Total: []paper.Value{paper.Words(b.Say("breakage.paper.sum")).Over(2), paper.Number(b.m.Held), paper.Number(b.m.Pieces), b.rate(b.all()),
		b.Yuan(b.m.Due), b.Yuan(b.m.Due - b.m.Paid)}}
}

// layCauses says in two lines how much came of which cause and in which way.
func (b *breakageMonth) layCauses(s *paper.Sheet) {
	causes, kinds := map[string]int{}, map[string]int{}
	for _, r := range b.m.Rows {
		causes[r.Cause] += r.Qty
		kinds[r.Kind] += r.Qty
	}
	line := func(title, family string, codes []string, n map[string]int) {
		s.Heading(b.Say(title))
		var facts []string
		for _, c := range codes {
			if n[c] > 0 {
				facts = append(facts, b.Say("breakage.paper.bySum", b.Say(family+c), n[c]))
			}
		}
		s.Para(strings.Join(facts, "　　"))
	}
	line("breakage.paper.causes", "breakage.cause.", data.BreakageCauses, causes)
	line("breakage.paper.kinds", "breakage.kind.", data.BreakageKinds, kinds)
}
