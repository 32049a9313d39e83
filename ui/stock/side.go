package stock

import (
	"strconv"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// countSide is the panel at the right: how the number of an item came about,
// where the pieces stand, and why it differs.
type countSide struct {
	s      *count
	card   *kit.Card
	item   data.ID
	hint   *kit.Empty
	body   *kit.Scroll
	parts  *fyne.Container
	par    *kit.Text
	facts  [5]*kit.Text // last, broken, in, out, should be
	rows   [5]*fyne.Container
	stands [4]*fyne.Container // the steppers with their names
	lastAt *kit.Text
	places [3]*kit.Stepper
	onHand *kit.Stepper
	useBy  *kit.DateStrip
	why    *kit.Chips
	word   *kit.Field
	report *kit.Button
	state  *kit.Badge
	again  *kit.Banner
}

func newCountSide(s *count) *countSide {
	say := s.sh.Say
	p := &countSide{s: s}
	p.par = kit.NewText("", kit.Label)
	p.lastAt = kit.NewText("", kit.Label).SetMayCut(true)
	rows := []fyne.CanvasObject{p.par}
	names := []fyne.CanvasObject{p.lastAt, kit.NewText(say("stock.broken"), kit.Label), kit.NewText(say("stock.in"), kit.Label), kit.NewText(say("stock.out"), kit.Label), kit.NewText(say("stock.shouldBe"), kit.BodyBold)}
	for i := range p.facts {
		st := kit.Body
		if i == len(p.facts)-1 {
			st = kit.Section
			rows = append(rows, kit.NewRule())
		}
		p.facts[i] = kit.NewText("", st)
		p.rows[i] = kit.Row(nil, names[i], p.facts[i])
		rows = append(rows, p.rows[i])
	}
	for i, key := range []string{"cupboard", "washing", "tables"} {
		p.places[i] = kit.NewStepper("", 0, stepMost(0), 0)
		p.stands[i] = kit.Row(nil, kit.NewText(say("stock."+key), kit.Body), p.places[i])
		p.places[i].OnChanged = func(n int) {
			s.counted(p.item, func(e *countEntry) { *[]*int{&e.cup, &e.washing, &e.tables}[i] = n })
		}
	}
	p.onHand = kit.NewStepper("", 0, stepMost(0), 0)
	p.stands[3] = kit.Row(nil, kit.NewText(say("stock.onHand"), kit.Body), p.onHand)
	p.onHand.OnChanged = func(n int) { s.counted(p.item, func(e *countEntry) { e.cup = n }) }
	today := s.sh.Settings().Calendar.Day(s.sh.Now())
	p.useBy = kit.NewDateStrip(today, "", s.sh).SetLabel(say("stock.useBy")).SetSpan(0, 2)
	p.useBy.OnChanged = func(d data.Day) { s.counted(p.item, func(e *countEntry) { e.useBy = d }) }
	p.why = kit.NewChips(say("stock.whyTitle"), nil)
	p.why.OnChanged = func() { s.counted(p.item, func(e *countEntry) { e.why = p.why.Selected() }) }
	p.word = kit.NewField(say("stock.word")).SetMaxRunes(data.RemarkLength)
	p.word.OnChanged = func(words string) {
		if e := s.entry(p.item); e != nil && e.word != words {
			e.word = words
			s.show()
		}
	}
	p.state = kit.NewBadge("", kit.TonePlain)
	p.report = kit.NewButton(say("stock.reportIt"), kit.Secondary, func() { s.sh.Go(screen.To(p.missing())) }).SetIcon("glass")
	p.again = kit.NewBanner("", kit.ToneSoon, kit.NewButton(say("stock.againMark"), kit.Secondary, func() { s.openAgain(p.item) }))
	rows = append([]fyne.CanvasObject{p.again}, rows...)
	parts := append(rows, p.stands[0], p.stands[1], p.stands[2], p.stands[3], p.useBy, p.why, p.word, p.report)
	p.parts = kit.VBox(parts...)
	p.body = kit.NewScroll(p.parts)
	p.hint = kit.NewEmpty(say("stock.pickOne"), "", nil)
	p.card = kit.NewCard("", p.state, kit.Fill(p.hint, p.body))
	return p
}

// missing is the report of what the count lacks of the item.
func (p *countSide) missing() *data.ReportBreakage {
	c := &data.ReportBreakage{Item: p.item, Found: "count"}
	if l, ok := p.s.line(p.item); ok {
		if e := p.s.entry(p.item); e != nil {
			c.Qty = max(0, l.Qty-e.total())
		}
	}
	return c
}

func (p *countSide) show() {
	s, say := p.s, p.s.sh.Say
	l, ok := s.line(s.chosen)
	p.hint.Hidden = ok
	p.body.Hidden = !ok
	p.state.Hidden = !ok
	if !ok {
		p.item = ""
		p.card.SetTitle(say("stock.how"))
		p.card.Refresh()
		return
	}
	e := s.entry(l.Item.ID)
	words, tone := countBadge(say, l, e)
	p.state.Set(words, tone)
	if p.item != l.Item.ID {
		p.item = l.Item.ID
		p.body.ScrollToTop()
	}
	p.card.SetTitle(l.Item.Name)
	p.again.Hidden = l.Again == nil
	if l.Again != nil {
		p.again.Set(say("stock.againMoved", l.Again.Seen, l.Again.Counted, l.Qty), kit.ToneSoon)
	}
	p.showFacts(l)
	if e == nil {
		e = untouched(l)
	}
	utensil := l.Item.Kind == "utensil"
	for i, n := range []int{e.cup, e.washing, e.tables} {
		p.places[i].SetRange(0, stepMost(l.Qty, e.total()))
		p.places[i].SetValue(n)
		p.stands[i].Hidden = !utensil
	}
	p.onHand.SetRange(0, stepMost(l.Qty, e.total()))
	p.onHand.SetValue(e.total())
	p.stands[3].Hidden = utensil
	p.useBy.Hidden = !l.Item.Dated || e.total() == 0
	if l.Item.Dated {
		useBy := e.useBy
		if useBy == "" {
			useBy = l.UseBy
		}
		p.useBy.SetSelected(useBy)
	}
	diff := e.total() - l.Qty
	p.why.Hidden = diff == 0
	p.why.SetChoices(reasonChoices(say, diff))
	p.why.Select(e.why)
	p.word.Hidden = diff == 0 || e.why == ""
	if p.word.Text() != e.word {
		p.word.SetText(e.word)
	}
	p.report.Hidden = diff >= 0
	for _, r := range append(p.rows[:], p.stands[:]...) {
		r.Refresh()
	}
	p.parts.Refresh()
	p.body.Refresh()
	p.card.Refresh()
}

func (p *countSide) showFacts(l data.StockLine) {
	say := p.s.sh.Say
	par := say("stock.par", l.Item.Par)
	if n := l.Short(); n > 0 {
		par = say("stock.parShort", l.Item.Par, n)
	}
	p.par.SetText(par)
	p.par.Hidden = l.Item.Par == 0
	p.lastAt.SetText(say("stock.lastNever"))
	if l.Counted > 0 {
		p.lastAt.SetText(say("stock.lastAt", p.s.sh.Settings().Calendar.Stamp(l.Counted)[5:]))
	}
	for i, n := range []int{l.Last, -l.Broken, l.In, -l.Out, l.Qty} {
		words := strconv.Itoa(n)
		switch {
		case i > 0 && i < 4 && n > 0:
			words = "+" + words
		case n < 0:
			words = "−" + strconv.Itoa(-n)
		}
		p.facts[i].SetText(words)
		p.rows[i].Hidden = n == 0 && i < 4 || i == 0 && l.Counted == 0
	}
}
