package floor

import (
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// actHeight is how high the buttons of the panel are: they are hit in passing.
const actHeight = 72

// tablesSide is the panel at the right: who sits at the chosen table and what
// can be done there.
type tablesSide struct {
	s     *tables
	name  *kit.Text
	state *kit.Badge
	facts *kit.Paragraph
	main  *kit.Button // what should be done first: greet, or clear
	acts  map[string]*kit.Button
	grid  *fyne.Container
	body  *fyne.Container
	hint  *kit.Empty
	all   *kit.Card
}

func newTablesSide(s *tables) *tablesSide {
	p := &tablesSide{s: s, acts: map[string]*kit.Button{}}
	p.name = kit.NewText("", kit.Figure)
	p.state = kit.NewBadge("", kit.TonePlain)
	p.facts = kit.NewParagraph("", kit.Label)
	p.main = kit.NewButton("", kit.Primary, nil)
	p.grid = kit.Grid(2)
	acts := kit.NewScroll(kit.VBox(p.main, p.grid))
	p.body = kit.Pin(kit.VBoxGap("", kit.Row(p.name, nil, p.state), p.facts), nil, nil, nil, acts)
	p.hint = kit.NewEmpty(s.sh.Say("floor.pick"), "", nil)
	p.all = kit.NewCard("", nil, kit.Fill(p.body, p.hint))
	return p
}

// print shows the record of the day's rounds.
func (s *tables) print() {
	today := s.sh.Settings().Calendar.Day(s.sh.Now())
	s.sh.Go(screen.To(screen.Print{Record: "patrol", From: today, To: today}))
}

func (p *tablesSide) buttons() []*kit.Button {
	all := []*kit.Button{p.main}
	for _, b := range p.acts {
		all = append(all, b)
	}
	return all
}

// act gives the button of one act, made once.
func (p *tablesSide) act(name string, tap func()) *kit.Button {
	b := p.acts[name]
	if b == nil {
		b = kit.NewButton("", kit.Secondary, nil).SetLarge()
		p.acts[name] = b
	}
	words := p.s.sh.Say("floor.act." + name)
	t := p.s.floor.Find(p.s.chosen)
	if t != nil && t.OpenOf(name) != nil && name != "refill" {
		words = p.s.sh.Say("floor.act.done", words)
	}
	b.About([2]any{p.s.chosen, words})
	b.SetText(words)
	b.SetTap(tap)
	return b
}

func (p *tablesSide) show() {
	s := p.s
	t := s.floor.Find(s.chosen)
	p.body.Hidden, p.hint.Hidden = t == nil, t != nil
	if t == nil {
		p.hint.Set(s.sh.Say("floor.pick"), s.sh.Say("floor.record"), s.print)
		p.all.Refresh()
		return
	}
	p.name.SetText(t.Name)
	words, tone := p.badge(*t)
	p.state.Set(words, tone)
	p.facts.SetText(strings.Join(p.lines(*t), "\n"))
	p.first(*t)
	var acts []fyne.CanvasObject
	add := func(name string, tap func()) { acts = append(acts, kit.MinSize(p.act(name, tap), 0, actHeight)) }
	exception := func(what string) { add(what, func() { s.exception(*t, what) }) }
	if t.Seated() {
		add("seen", func() { s.tend(*t, "seen", false, nil) })
		add("refill", func() { s.refill(*t) })
		add("again", func() { s.again(*t) })
		add("order", func() { s.sh.Go(screen.To(&data.PlaceOrder{Place: t.ID})) })
		exception("ashtray")
		add("breakage", func() { s.broken(*t) })
		exception("clear")
		exception("disorder")
		add("move", func() { s.askMove(*t) })
		add("enquiry", func() { s.enquire(*t) })
		add("leave", func() { s.askLeave(*t) })
		if len(t.ToClear) > 0 {
			add("clearTable", func() { s.clear(*t) })
		} else {
			add("seat", func() { s.askSeat(*t) })
		}
	} else {
		if len(t.ToClear) > 0 {
			add("seat", func() { s.askSeat(*t) })
		}
		if t.Hold.Held {
			add("release", func() { s.release(*t) })
		} else {
			add("hold", func() { s.askHold(*t) })
		}
		exception("ashtray")
		exception("disorder")
		add("breakage", func() { s.broken(*t) })
	}
	p.grid.Objects = acts
	p.grid.Refresh()
	p.all.Refresh()
}

// first is what matters most at a table: greet who sits there, clear what was
// left, or seat somebody.
func (p *tablesSide) first(t data.FloorTable) {
	s, say := p.s, p.s.sh.Say
	p.main.Hidden = false
	defer func() { p.main.About([2]any{t.ID, p.main.Text()}) }()
	switch {
	case t.Ungreeted() != nil:
		p.main.SetText(say("floor.act.greet"))
		p.main.SetTap(func() { s.tend(t, "greeted", false, nil) })
	case t.Seated():
		p.main.Hidden = true
	case len(t.ToClear) > 0:
		p.main.SetText(say("floor.act.clearTable"))
		p.main.SetTap(func() { s.clear(t) })
	default:
		p.main.SetText(say("floor.act.seat"))
		p.main.SetTap(func() { s.askSeat(t) })
	}
}

// badge says how the chosen table is.
func (p *tablesSide) badge(t data.FloorTable) (string, kit.Tone) {
	say := p.s.sh.Say
	f := faceOf(say, p.s.sh.Settings(), t, p.s.sh.Now())
	if !t.Seated() {
		return f.badge, f.tone
	}
	switch n := minutes(t.SinceSeen(p.s.sh.Now())); {
	case f.tone == kit.ToneLate:
		return say("floor.unseen", n), f.tone
	case n == 0:
		return say("floor.seenNow"), f.tone
	default:
		return say("floor.seenAgo", n), f.tone
	}
}

// lines tell who sits there, since when and why, and what is still to do.
func (p *tablesSide) lines(t data.FloorTable) []string {
	say, cal, now := p.s.sh.Say, p.s.sh.Settings().Calendar, p.s.sh.Now()
	dots := func(words ...string) string {
		var said []string
		for _, w := range words {
			if w != "" {
				said = append(said, w)
			}
		}
		return strings.Join(said, " · ")
	}
	var lines []string
	for _, g := range t.Parties {
		lines = append(lines, dots(partyWords(say, g), say("floor.sat", say("common.minutes", minutes(now.Sub(g.Since))))))
		var advisor, purpose, greeted string
		if g.Consultant != "" {
			advisor = say("floor.consultant", g.Consultant)
		}
		if g.Purpose != "" {
			purpose = say("visit.purpose." + g.Purpose)
		}
		if g.GreetedAt != 0 {
			greeted = say("floor.greetedAt", cal.Clock(g.GreetedAt))
		}
		if rest := dots(advisor, purpose, greeted); rest != "" {
			lines = append(lines, rest)
		}
	}
	if !t.Seated() {
		lines = append(lines, say("floor.seats", t.Seats, t.AreaName))
		if len(t.ToClear) > 0 {
			lines = append(lines, say("floor.left", minutes(now.Sub(t.ToClear[0].LeftAt))))
		}
		if t.Hold.Held {
			lines = append(lines, t.Hold.Note)
		}
	}
	if words := openWords(say, t); words != "" {
		lines = append(lines, words)
	}
	return lines
}
