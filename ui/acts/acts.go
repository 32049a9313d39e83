package acts

import (
	"context"
	"slices"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what 操作记录 asks of the office.
type Office interface {
	Acts(ctx context.Context, f data.ActFilter) (data.ActList, error)
	MayUndo(ctx context.Context, command data.ID) error
	Staff(ctx context.Context) ([]data.Staff, error)
}

// Screen is 操作记录, with the sheets by which registers ask for corrections.
func Screen(o Office, corrections ...screen.Correction) screen.Builder {
	return screen.New("acts", "act.rail", "undo", func(sh screen.Shell) *acts { return newActs(o, sh, corrections) },
		screen.Opens((*acts).choose),
	)
}

// acts is the screen: the days and the people at the top, below them what was done,
// the newest first.
type acts struct {
	screen.Live[view]
	office      Office
	sh          screen.Shell
	corrections []screen.Correction
	filter      data.ActFilter
	sheet       func() // closes it

	days *kit.DateStrip
	who  *kit.Chips
	what *kit.Chips
	list *kit.List
	more *kit.Button
	only *kit.Banner // says that one record's acts are shown
}

type view struct {
	data.ActList
	staff []data.Staff
}

// page is how many acts are shown at first, and how many more each time.
const page = 100

func newActs(o Office, sh screen.Shell, corrections []screen.Correction) *acts {
	s := &acts{office: o, sh: sh, corrections: corrections}
	s.Live = screen.NewLive(sh, s.read, s.show, "journal", "undone", "staff")
	s.build()
	s.Load()
	return s
}

func (s *acts) build() {
	say, today := s.sh.Say, s.today()
	s.filter = data.ActFilter{Day: today, Most: page}
	s.days = kit.NewDateStrip(today, today, s.sh).SetSpan(6, 0)
	s.days.OnChanged = func(d data.Day) { s.choose(data.ActFilter{Day: d}) }
	s.who = kit.NewChips(say("act.who"), nil).SetMore(6, say("common.more"))
	s.who.OnChanged = func() { s.filter.Staff, s.filter.Most = data.ID(s.who.Selected()), page; s.Load() }
	s.what = kit.NewChips(say("act.what"), s.registers()).SetMore(6, say("common.more"))
	s.what.Select("")
	s.what.OnChanged = func() { s.filter.Register, s.filter.Most = s.what.Selected(), page; s.Load() }
	s.list = kit.NewList()
	s.list.OnTap = func(id string) { s.open(data.ID(id)) }
	s.more = kit.NewButton(say("act.older"), kit.Secondary, func() { s.filter.Most += page; s.Load() })
	s.more.Hide()
	s.only = kit.NewBanner(say("act.onlyOne"), kit.ToneAccent, kit.NewButton(say("act.showAll"), kit.Secondary, func() { s.choose(data.ActFilter{}) }))
	s.only.Hide()
	head := kit.VBox(s.days, s.who, s.what, s.only, s.Trouble)
	s.Shown = kit.NewCard(say("act.title"), nil, kit.Pin(head, s.more, nil, nil, s.list))
}

func (s *acts) today() data.Day { return s.sh.Settings().Calendar.Day(s.sh.Now()) }

// registers offers those whose acts are told apart.
func (s *acts) registers() []kit.Choice {
	choices := []kit.Choice{{Label: s.sh.Say("act.all")}}
	for _, r := range data.Registers() {
		if key := "act.register." + r.Name; len(r.Kinds) > 0 {
			choices = append(choices, kit.Choice{Code: r.Name, Label: s.sh.Say(key)})
		}
	}
	return choices
}

// choose shows the acts that a filter chooses, such as those of one record.
func (s *acts) choose(f data.ActFilter) {
	if f.Day == "" {
		f.Day = s.today()
	}
	f.Most = page
	s.filter = f
	s.days.SetSelected(f.Day)
	s.who.Select(string(f.Staff))
	s.what.Select(f.Register)
	s.Load()
}

func (s *acts) read(ctx context.Context, _ data.Day) (v view, err error) {
	if v.ActList, err = s.office.Acts(ctx, s.filter); err == nil {
		v.staff, err = s.office.Staff(ctx)
	}
	return v, err
}

func (s *acts) show() {
	who := []kit.Choice{{Label: s.sh.Say("act.all")}}
	for _, p := range s.View.staff {
		if !p.Gone || p.ID == s.filter.Staff {
			who = append(who, kit.Choice{Code: string(p.ID), Label: p.Name})
		}
	}
	if !slices.Equal(who, s.who.Choices()) {
		s.who.SetChoices(who)
		s.who.Select(string(s.filter.Staff))
	}
	s.only.Hidden = s.filter.Record == ""
	s.more.Hidden = !s.View.More
	items := make([]kit.Item, len(s.View.Acts))
	for i, a := range s.View.Acts {
		items[i] = s.row(a)
	}
	s.list.SetEmpty(s.sh.Say("act.none"), "", nil)
	s.list.SetItems(items)
	s.Shown.Refresh()
}

// row is one act in the list: when, what, who and what it said.
func (s *acts) row(a data.Act) kit.Item {
	calendar := s.sh.Settings().Calendar
	it := kit.Item{
		ID: string(a.ID), Lead: calendar.Clock(a.At), Title: kit.Dotted(s.kind(a), data.ShortNumber(a.Number)),
		Sub: kit.Dotted(s.View.Names[a.Staff], s.about(a)),
	}
	switch {
	case a.Undone > 0:
		it.Badge, it.Tone, it.Strike = s.sh.Say("act.undone"), kit.TonePlain, true
	case a.Late:
		it.Badge, it.Tone = s.sh.Say("act.late"), kit.ToneSoon
	}
	return it
}

// about says in one line what an act is about.
func (s *acts) about(a data.Act) string {
	c := s.sh.Settings().Calendar
	return data.Speaker{Say: s.sh.Say, Calendar: c, Today: c.Day(s.sh.Now()), Staff: s.View.Names}.Word(a.About)
}

// kind names what was done.
func (s *acts) kind(a data.Act) string {
	if key := data.KindWord(a.Kind); key != "" {
		return s.sh.Say(key)
	}
	return a.Kind
}
