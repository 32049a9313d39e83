package duty

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the 值班 screen asks of the office.
type Office interface {
	Staff(ctx context.Context) ([]data.Staff, error)
	DutyDay(ctx context.Context, day data.Day) (data.DutyDay, error)
	Posts(ctx context.Context, day data.Day) ([]data.Post, error)
	Absences(ctx context.Context, day data.Day) ([]data.Absence, error)
	DutyEntries(ctx context.Context, day data.Day) ([]data.DutyEntry, error)
}

// Screen is 值班: who is here, what happened.
func Screen(o Office) screen.Builder {
	return screen.New("duty", "duty.title", "clock", func(sh screen.Shell) *duty { return newDuty(o, sh) },
		screen.OpensRef(data.DutyRef, (*duty).follow),
	)
}

// weathersShown are offered in one line; the others are behind a chip.
const weathersShown = 3

// duty is the record of a day: at the left what happened, at the right who is
// on post and what is to be noted.
type duty struct {
	office Office
	sh     screen.Shell
	view   dutyView
	day    data.Day
	today  data.Day
	latest screen.Latest // of loading
	busy   bool          // a command is on its way

	content fyne.CanvasObject
	strip   *kit.DateStrip
	filter  *kit.Chips
	trouble *kit.Banner
	record  *kit.List
	card    *kit.Card
	weather *kit.Chips
	posts   *kit.List
	flags   *kit.Paragraph
	take    *kit.Button
	people  *kit.Card
	notes   *kit.Card
}

func newDuty(o Office, sh screen.Shell) *duty {
	s := &duty{office: o, sh: sh}
	s.today = sh.Settings().Calendar.Day(sh.Now())
	s.day = s.today
	s.build()
	s.load()
	return s
}

func (s *duty) build() {
	say := s.sh.Say
	s.strip = kit.NewDateStrip(s.today, s.day, s.sh).SetSpan(1, 0)
	s.strip.OnChanged = func(d data.Day) {
		if d > s.today { // there is no record of a day to come
			s.strip.SetSelected(s.day)
			return
		}
		s.day = d
		s.record.ScrollToTop()
		s.load()
	}
	s.filter = kit.NewChips("", []kit.Choice{{Code: dutyAll, Label: say("common.all")}, {Code: dutyTyped, Label: say("duty.typed")}, {Code: dutyOdd, Label: say("duty.odd")}})
	s.filter.Select(dutyAll)
	s.filter.OnChanged = func() { s.show(); s.record.ScrollToTop() }
	s.trouble = kit.NewBanner("", kit.ToneLate)
	s.trouble.Hide()
	s.record = kit.NewList().Answers(&s.latest).SetEmpty(say("duty.nothing"), "", nil)
	s.record.OnTap = s.openEntry
	s.record.OnAction = func(id, _ string) { s.tell(id) }
	print := kit.NewButton(say("common.print"), kit.Secondary, func() {
		s.sh.Go(screen.To(screen.Print{Record: "duty", From: s.day, To: s.day}))
	}).SetIcon("print")
	head := kit.VBox(s.strip, kit.Row(nil, s.filter, print), s.trouble)
	s.card = kit.NewCard("", nil, kit.Pin(head, nil, nil, nil, s.record))
	s.buildRight()
	weights := []float32{3, 2}
	if s.sh.Compact() {
		weights = []float32{5, 4}
	}
	s.content = kit.Columns(weights, s.card, kit.Pin(kit.NewCard("", nil, s.weather), s.notes, nil, nil, s.people))
}

func (s *duty) buildRight() {
	say := s.sh.Say
	s.weather = kit.NewChips(say("duty.weather"), kit.Labelled(say, "duty.weather.", data.Weathers)).SetMore(weathersShown, say("common.more"))
	s.weather.OnChanged = s.weatherSet
	s.posts = kit.NewList().Answers(&s.latest).SetEmpty(say("duty.nobody"), "", nil)
	s.posts.OnTap = s.openPost
	s.posts.OnAction = s.stepped
	s.flags = kit.NewParagraph("", kit.Label.In(kit.ColorLate))
	s.take = kit.NewButton(say("duty.take"), kit.Secondary, s.openTake)
	s.people = kit.NewCard(say("duty.paper.posts"), s.take, kit.Pin(nil, s.flags, nil, nil, s.posts))
	var kinds []fyne.CanvasObject
	for _, k := range data.DutyTyped {
		kinds = append(kinds, kit.NewButton(say("duty.kind."+k), kit.Secondary, func() { s.openNote(k) }))
	}
	s.notes = kit.NewCard(say("duty.note"), nil, kit.Grid(3, kinds...))
}

// Content gives what is shown.
func (s *duty) Content() fyne.CanvasObject { return s.content }

// First is the first thing that takes the keyboard.
func (s *duty) First() fyne.Focusable { return kit.First(s.notes) }

// dutyTables are those the record is written from.
var dutyTables = []string{"duty_day", "duty_entry", "post", "absence", "visit", "booking", "booking_move", "notice", "lending", "handover", "handover_note", "refusal", "staff", "journal"}

// Changed loads again what the screen shows.
func (s *duty) Changed(c data.Change) {
	if c.Touches(dutyTables...) {
		s.load()
	}
}

// Tick moves the minutes of who is away on, and begins the new day's record
// when the day has turned.
func (s *duty) Tick() {
	if today := s.sh.Settings().Calendar.Day(s.sh.Now()); today != s.today {
		if s.day == s.today {
			s.day = today
			s.strip.SetSelected(today)
		}
		s.today = today
		s.strip.SetToday(today)
		s.load()
		return
	}
	s.show()
}

// Closed has nothing to end: loads are dropped by the shell.
func (s *duty) Closed() {}

// follow shows today, where whatever happened stands.
func (s *duty) follow(data.ID) {
	if s.day != s.today {
		s.day = s.today
		s.strip.SetSelected(s.day)
		s.load()
	}
}

// Shortcut begins a note by its number, as the buttons stand.
func (s *duty) Shortcut(key fyne.KeyName) bool {
	if len(key) != 1 || key[0] < '1' || int(key[0]-'1') >= len(data.DutyTyped) || s.day != s.today {
		return false
	}
	s.openNote(data.DutyTyped[key[0]-'1'])
	return true
}

func (s *duty) load() {
	day := s.day
	var v dutyView
	s.latest.Load(s.sh, day, func(ctx context.Context) (err error) {
		v, err = readDuty(ctx, s.office, day)
		return err
	}, func(err error) {
		s.trouble.Hidden = err == nil
		if err != nil {
			s.trouble.Set(s.sh.Fault(err), kit.ToneLate)
			s.content.Refresh()
			return
		}
		v.most = s.sh.Settings().LongestBreak()
		s.view = v
		s.show()
	})
}

func readDuty(ctx context.Context, o Office, day data.Day) (v dutyView, err error) {
	if v.day, err = o.DutyDay(ctx, day); err != nil {
		return v, err
	}
	if v.posts, err = o.Posts(ctx, day); err != nil {
		return v, err
	}
	if v.absences, err = o.Absences(ctx, day); err != nil {
		return v, err
	}
	if v.entries, err = o.DutyEntries(ctx, day); err != nil {
		return v, err
	}
	v.staff, err = o.Staff(ctx)
	return v, err
}

// show puts the view onto the screen as of now.
func (s *duty) show() {
	say, now, cal := s.sh.Say, s.sh.Now(), s.sh.Settings().Calendar
	s.record.SetItems(screen.MarkItems(s.sh, s.view.rows(say, cal, s.filter.Selected())))
	s.weather.Select(s.view.day.Weather)
	live := s.day == s.today
	if live {
		s.posts.SetItems(s.view.onPost(say, cal, now))
	} else {
		s.posts.SetItems(s.view.past(say, cal))
	}
	s.flags.SetText(strings.Join(s.view.flags(say, cal, now), "\n"))
	s.flags.Hidden = s.flags.Text() == ""
	s.take.Hidden, s.notes.Hidden = !live, !live
	s.take.SetText(say("duty.take"))
	if _, on := s.view.mine(s.sh.Me().ID); !on {
		s.take.SetText(say("duty.takeMe"))
	}
	s.people.Refresh()
	s.content.Refresh()
}

// do gives a command unless one is on its way, says so, and loads again. refused
// is called with what went wrong; nil shows it as a toast.
func (s *duty) do(c data.Command, text string, refused func(error), done func()) {
	if s.busy {
		return
	}
	s.busy = true
	s.sh.Do(c, func(r data.Receipt, err error) {
		s.busy = false
		s.load()
		switch {
		case err == nil:
			if done != nil {
				done()
			}
			s.sh.Toast(screen.WithWarnings(s.sh.Say, text, r), r.ID)
		case refused != nil:
			refused(err)
		default:
			s.sh.Toast(s.sh.Fault(err), "")
		}
	})
}

func (s *duty) weatherSet() {
	w := s.weather.Selected()
	if w == "" || w == s.view.day.Weather {
		return
	}
	s.do(&data.SetWeather{Day: s.day, Weather: w}, s.sh.Say("duty.weatherSet", s.sh.Say("duty.weather."+w)), nil, nil)
}

// stepped does what a pill of somebody on post says.
func (s *duty) stepped(post, action string) {
	p, ok := s.view.post(post)
	if !ok {
		return
	}
	name := s.view.name(p.Staff)
	switch action {
	case "break":
		s.do(&data.StepAway{Absence: data.NewID(), Person: p.Staff, Why: "break"}, s.sh.Say("duty.breakBegins", name, s.sh.Settings().BreakMinutes), nil, nil)
	case "away":
		s.openAway(p)
	case "back":
		if a, away := data.AwayNow(s.view.absences, p.Staff); away {
			s.do(&data.ComeBack{Absence: a.ID}, s.sh.Say("duty.cameBack", name), nil, nil)
		}
	}
}

// tell notes that the supervisor was told of an 异常.
func (s *duty) tell(id string) {
	if e, ok := s.view.entry(id); ok {
		s.do(&data.FollowDuty{Entry: e.ID, Told: true}, s.sh.Say("duty.toldDone"), nil, nil)
	}
}
