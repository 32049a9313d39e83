package hall

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/sound"
	"yingbin/ui/screen"
)

// Now is 现在: who plays, who waits, who comes next.
func Now(o NowOffice) screen.Builder {
	return screen.New("now", "venue.now", "dumbbell", func(sh screen.Shell) *now { return newNow(o, sh, sound.Chime) })
}

// now is 现场: who is on the courts and, just as large, who comes next; above
// them what the staff have still to be told.
type now struct {
	desk
	office NowOffice
	ring   func(ctx context.Context) error
	heard  *screen.Draft

	view   hall
	known  bool          // view was read
	latest screen.Latest // of loading
	away   bool          // another screen is shown

	serves *serves
	news   *newsBoard
	sum    *kit.Text
	here   *column
	next   *column
	flash  *kit.Flash
	head   *fyne.Container
	all    fyne.CanvasObject
}

func newNow(o NowOffice, sh screen.Shell, ring func(ctx context.Context) error) *now {
	s := &now{office: o, ring: ring, heard: sh.Keep("heard")}
	s.desk = desk{sh: sh, busy: map[data.ID]bool{}, court: func(id data.ID) string { return s.view.courtName(id) }, deal: s.show, load: s.read}
	s.build()
	s.read()
	return s
}

func (s *now) build() {
	say := s.sh.Say
	s.serves = newServes(s.sh, s.show)
	s.news = newNewsBoard(s)
	s.sum = kit.NewText("", kit.Label).SetMayCut(true)
	s.here, s.next = newColumn(s, say("venue.here"), say("venue.nobodyHere")), newColumn(s, say("venue.coming"), say("venue.nobodyComes"))
	tomorrow := func() {
		next := s.today().Plus(1)
		s.sh.Go(screen.To(data.BookingFilter{From: next, To: next}))
	}
	s.next.empty.Set(say("venue.nobodyComes"), say("venue.seeTomorrow"), tomorrow)
	top := kit.VBox(kit.Row(s.serves.button, s.sum, s.news.more), s.news.rows)
	s.flash = kit.NewFlash()
	s.head = kit.Pin(top, nil, nil, nil, kit.Columns([]float32{1, 1}, kit.Loose(s.here.all), kit.Loose(s.next.all)))
	s.all = kit.Fill(s.head, s.flash.Light())
}

// Content gives what is shown.
func (s *now) Content() fyne.CanvasObject { return s.all }

// Closed has nothing to end.
func (s *now) Closed() {}

// Tick says anew how everything stands by the clock; a new day has other guests.
func (s *now) Tick() {
	if s.view.Day != s.today() {
		s.read()
		return
	}
	for _, c := range slices.Concat(s.here.cards, s.next.cards) {
		c.turned()
	}
}

// hallTables are those whose changes the courts show.
var hallTables = []string{"booking", "booking_move", "notice", "facility", "court", "venue", "closure"}

// Changed reads again what concerns it.
func (s *now) Changed(c data.Change) {
	s.away = false
	if c.Touches(hallTables...) {
		s.read()
	}
}

// Overheard listens for news while another screen is shown.
func (s *now) Overheard(c data.Change) {
	s.away = true
	if c.Touches(hallTables...) {
		s.read()
	}
}

func (s *now) today() data.Day { return s.sh.Settings().Calendar.Day(s.sh.Now()) }

// read reads the courts; of several readings under way only the last counts.
func (s *now) read() {
	day := s.today()
	var view hall
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		view, err = readHall(ctx, s.office, day)
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.view, s.known = view, true
		s.show()
		s.call()
	})
}

// show deals what is known onto the screen.
func (s *now) show() {
	if !s.known {
		return
	}
	s.serves.show(s.view.Venues)
	s.news.show(s.told())
	here, next := s.view.here(s.serves.has), s.view.coming(s.serves.has)
	s.here.show(s.view.unkept(s.serves.has), here)
	s.next.show(nil, next)
	people := 0
	for _, b := range next {
		people += b.People
	}
	s.sum.SetText(s.sh.Say("venue.sum", len(next), people))
	s.sum.Hidden = len(next) == 0 // the column says so
	s.head.Refresh()
}

// told gives what the staff of these venues have still to be told: what comes
// soonest first, and what is over by now last.
func (s *now) told() (list []news) {
	for _, n := range s.view.news {
		if s.serves.has(n.Venue) {
			list = append(list, n)
		}
	}
	now := s.sh.Now()
	slices.SortStableFunc(list, func(a, b news) int {
		x, y := a.Bookings[0], b.Bookings[0]
		if over := x.Ends <= now; over != (y.Ends <= now) {
			return map[bool]int{true: 1, false: -1}[over]
		}
		return cmp.Compare(x.Starts, y.Starts)
	})
	return list
}

// call sounds once for what this person has not heard yet. Whoever comes to this
// screen first sees what waits and need not be called.
func (s *now) call() {
	first := !s.heard.Has("news")
	heard := map[string]bool{}
	for _, id := range s.heard.List("news") {
		heard[id] = true
	}
	var fresh []news
	for _, n := range s.told() {
		if !heard[n.newest()] {
			fresh = append(fresh, n)
		}
	}
	ids := []string{""} // looked, and there was nothing
	for _, n := range s.view.news {
		ids = append(ids, n.newest())
	}
	s.heard.Put("news", ids)
	if first && !s.away || len(fresh) == 0 {
		return
	}
	s.sh.Load(s.ring, nil)
	s.flash.Once()
	if s.away {
		s.sh.Toast(joined(s.sh.Say("booking.notice."+fresh[0].What), headline(s, fresh[0])), "")
	}
}
