package facility

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the 设施 screen asks of the office.
type Office interface {
	Venues(ctx context.Context) ([]data.Venue, error)
	Courts(ctx context.Context) ([]data.Court, error)
	Areas(ctx context.Context) ([]data.Area, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	Facilities(ctx context.Context) (map[data.ID]data.Facility, error)
	FacilityEvents(ctx context.Context, from, to data.Time) ([]data.FacilityEvent, error)
}

// Screen is 设施: the state of courts and areas.
func Screen(o Office) screen.Builder {
	return screen.New("facilities", "facility.title", "facility", func(sh screen.Shell) *facilities { return newFacilities(o, sh) },
		screen.OpensRef(data.FacilityRef, (*facilities).follow),
	)
}

// facilities is the board of how courts and areas are.
type facilities struct {
	office Office
	sh     screen.Shell
	view   facilityView
	latest screen.Latest // of loading
	wanted data.ID       // a place to open once it is known

	content  fyne.CanvasObject
	filter   *kit.Chips
	trouble  *kit.Banner
	boards   *fyne.Container
	sections []*facilitySection
	nothing  *kit.Empty
	all      *kit.Scroll
	history  *kit.List
}

// facilitySection is one board with its heading.
type facilitySection struct {
	all   *fyne.Container
	board *kit.Board
}

// placeWidth is the least width of a place's tile: names are written in full.
const placeWidth = 164

func newFacilities(o Office, sh screen.Shell) *facilities {
	s := &facilities{office: o, sh: sh}
	s.build()
	s.load()
	return s
}

func (s *facilities) build() {
	say := s.sh.Say
	s.filter = kit.NewChips("", s.view.filters(say, ""))
	s.filter.Select("")
	s.filter.OnChanged = func() { s.show(); s.all.ScrollToTop() }
	s.trouble = kit.NewBanner("", kit.ToneLate)
	s.trouble.Hide()
	s.nothing = kit.NewEmpty(say("facility.none"), "", nil)
	s.nothing.Hide()
	s.boards = kit.VBoxGap(kit.SizePad)
	for _, g := range s.view.groups(say, s.sh.Settings().Calendar, s.sh.Now(), "") {
		part := &facilitySection{board: kit.NewBoard(placeWidth)}
		part.board.OnTap = func(id string) { s.open(data.ID(id)) }
		part.all = kit.VBox(kit.NewText(say(g.title), kit.BodyBold), part.board)
		s.sections = append(s.sections, part)
		s.boards.Add(part.all)
	}
	s.boards.Add(s.nothing)
	s.all = kit.NewScroll(s.boards)
	s.history = kit.NewList().SetEmpty(say("facility.noChange"), "", nil)
	left := kit.NewCard("", nil, kit.Pin(kit.VBox(s.filter, s.trouble), nil, nil, nil, s.all))
	right := kit.NewCard(say("facility.today"), nil, s.history)
	s.history.OnTap = func(id string) {
		for _, e := range s.view.events {
			if string(e.ID) == id {
				s.open(e.Place)
			}
		}
	}
	weights := []float32{7, 3}
	if s.sh.Compact() {
		weights = []float32{13, 7}
	}
	s.content = kit.Columns(weights, left, right)
}

// Content gives what is shown.
func (s *facilities) Content() fyne.CanvasObject { return s.content }

// First is the first thing that takes the keyboard.
func (s *facilities) First() fyne.Focusable { return kit.First(s.content) }

// Changed loads again what the screen shows.
func (s *facilities) Changed(c data.Change) {
	if c.Touches("facility", "facility_event", "venue", "court", "area", "staff") {
		s.load()
	}
}

// Tick shows a new day's board when the day has turned.
func (s *facilities) Tick() { s.show() }

// Closed has nothing to end: loads are dropped by the shell.
func (s *facilities) Closed() {}

// follow opens a place, once it is known.
func (s *facilities) follow(id data.ID) {
	s.wanted = id
	s.show()
}

func (s *facilities) load() {
	cal := s.sh.Settings().Calendar
	from, to := cal.Bounds(cal.Day(s.sh.Now()))
	var v facilityView
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		v, err = readFacilities(ctx, s.office, from, to)
		return err
	}, func(err error) {
		if err != nil {
			s.warn(s.sh.Fault(err), kit.ToneLate)
			return
		}
		s.view = v
		s.show()
	})
}

func readFacilities(ctx context.Context, o Office, from, to data.Time) (v facilityView, err error) {
	if v.venues, err = o.Venues(ctx); err != nil {
		return v, err
	}
	if v.courts, err = o.Courts(ctx); err != nil {
		return v, err
	}
	if v.areas, err = o.Areas(ctx); err != nil {
		return v, err
	}
	if v.states, err = o.Facilities(ctx); err != nil {
		return v, err
	}
	if v.events, err = o.FacilityEvents(ctx, from, to); err != nil {
		return v, err
	}
	staff, err := o.Staff(ctx)
	v.staff = screen.Names(staff)
	return v, err
}

// show puts the view onto the boards.
func (s *facilities) show() {
	say, cal, now := s.sh.Say, s.sh.Settings().Calendar, s.sh.Now()
	chosen := s.filter.Selected()
	s.filter.SetChoices(s.view.filters(say, chosen))
	s.filter.Select(chosen)
	any := false
	for i, g := range s.view.groups(say, cal, now, data.FacilityState(chosen)) {
		s.sections[i].board.SetTiles(screen.MarkTiles(s.sh, g.tiles))
		s.sections[i].all.Hidden = len(g.tiles) == 0
		any = any || len(g.tiles) > 0
	}
	s.nothing.Hidden = any
	s.boards.Refresh()
	s.all.Refresh()
	s.history.SetItems(screen.MarkItems(s.sh, s.view.history(say, cal, "")))
	if id := s.wanted; s.view.place(id) != "" {
		s.wanted = ""
		s.open(id)
	}
}

// warn shows a sentence over the board until it is read.
func (s *facilities) warn(text string, tone kit.Tone, actions ...fyne.CanvasObject) {
	ok := kit.NewButton(s.sh.Say("common.ok"), kit.Secondary, func() { s.trouble.Hide(); s.content.Refresh() })
	s.trouble.Set(text, tone)
	s.trouble.SetActions(append(actions, ok)...)
	s.trouble.Show()
	s.content.Refresh()
}

// open shows the sheet of a place.
func (s *facilities) open(place data.ID) {
	name, say, is := s.view.place(place), s.sh.Say, s.view.state(place)
	if name == "" {
		return
	}
	f := screen.NewForm(s.sh, "facility", "facility/"+string(place), func(c *data.SetFacility) { c.Place, c.State = place, is.State })
	choices := kit.Labelled(say, "facility.state.", data.FacilityStates)
	for i, state := range data.FacilityStates {
		choices[i].Tone = stateTones[state]
	}
	state, note := screen.Pick(f, "state", &f.C.State, choices), f.Text("note", &f.C.Note, data.RemarkLength)
	f.After = s.load
	f.Do("facility.save", func(c *data.SetFacility, r data.Receipt) {
		s.sh.Toast(say("facility.saved", name, say("facility.state."+string(c.State))), r.ID)
		if len(r.Warnings) > 0 {
			bookings := kit.NewButton(say("facility.toBookings"), kit.Secondary, func() { s.sh.Go(screen.To(data.BookingFilter{})) })
			s.warn(screen.WithWarnings(say, "", r), kit.ToneSoon, bookings)
		}
	})
	parts := []fyne.CanvasObject{s.facts(is), state, note, f.Button, f.Banner}
	if rows := s.view.history(say, s.sh.Settings().Calendar, place); len(rows) > 0 {
		for i := range rows {
			rows[i].Title, rows[i].Badge = rows[i].Badge, "" // the place stands above
		}
		list := kit.NewList().SetWhole(true)
		list.SetItems(rows)
		parts = append(parts, kit.VBox(kit.NewText(say("facility.history"), kit.BodyBold), list))
	}
	f.Open(name, parts...)
}

// facts tells how a place is, and who said so.
func (s *facilities) facts(is data.Facility) fyne.CanvasObject {
	say := s.sh.Say
	words := say("facility.nobodySpoke")
	if is.At != 0 {
		words = say("facility.said", s.view.staff[is.By], screen.Clock(s.sh.Settings().Calendar, s.sh.Now(), is.At))
		if is.Note != "" {
			words += "\n" + is.Note
		}
	}
	badge := kit.NewBadge(say("facility.state."+string(is.State)), stateTones[is.State])
	return kit.VBox(kit.HBox(badge), kit.NewParagraph(words, kit.Label))
}
