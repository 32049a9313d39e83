package visit

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the 来访 screen asks of the office.
type Office interface {
	FindVisitors(ctx context.Context, text string, limit int) ([]data.Match, error)
	Visits(ctx context.Context, f data.VisitFilter) ([]data.VisitView, error)
	Refusals(ctx context.Context, from, to data.Day) ([]data.Refusal, error)
	Visitor(ctx context.Context, id data.ID) (data.Visitor, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	Areas(ctx context.Context) ([]data.Area, error)
	Tables(ctx context.Context) ([]data.Table, error)
	Courts(ctx context.Context) ([]data.Court, error)
	OpenRepairs(ctx context.Context) ([]data.RepairView, error)
	drinkOffice
}

// Screen is 来访: who comes is let in, who is here is seen off.
func Screen(o Office) screen.Builder {
	return screen.New("visits", "visit.route", "visitor", func(sh screen.Shell) *checkin { return newCheckin(o, sh) },
		screen.Opens((*checkin).begin),
		screen.OpensRef(data.VisitRef, (*checkin).follow),
	)
}

// The tabs of the screen.
const (
	tabDesk   = "desk"   // somebody comes in
	tabInside = "inside" // who is in the house
	tabDay    = "day"    // the register of the day
)

// checkin is the 来访 screen. At the left a guest is found, or a party is picked
// from the house or the day; at the right stands its form.
type checkin struct {
	office Office
	sh     screen.Shell
	draft  *screen.Draft
	refs   visitRefs

	tabs    *kit.Chips
	left    *fyne.Container // below the tabs
	right   *fyne.Container
	content fyne.CanvasObject

	desk  *checkinDesk
	house *checkinHouse

	latest screen.Latest // of loading
	wanted data.ID       // a visit to open once it is loaded
}

func newCheckin(o Office, sh screen.Shell) *checkin {
	s := &checkin{office: o, sh: sh, draft: sh.Keep("visits")}
	s.desk, s.house = newCheckinDesk(s), newCheckinHouse(s)
	s.build()
	s.load()
	s.desk.search()
	return s
}

func (s *checkin) build() {
	s.tabs = kit.NewChips("", s.tabChoices(0, 0))
	s.tabs.OnChanged = func() { s.show(s.tabs.Selected()) }
	s.tabs.Leads(s.First)
	s.left, s.right = kit.Fill(), kit.Fill()
	left := kit.NewCard("", nil, kit.Pin(s.tabs, nil, nil, nil, s.left))
	weights := []float32{36, 64}
	s.content = kit.Columns(weights, left, s.right)
	tab := s.draft.Text("tab")
	if tab == "" {
		tab = tabDesk
	}
	s.tabs.Select(tab)
	s.show(tab)
}

func (s *checkin) tabChoices(inside, today int) []kit.Choice {
	say := s.sh.Say
	return []kit.Choice{
		{Code: tabDesk, Label: say("visit.tab.desk")}, {Code: tabInside, Label: say("visit.tab.inside", inside)}, {Code: tabDay, Label: say("visit.tab.today", today)},
	}
}

func (s *checkin) tab() string { return s.tabs.Selected() }

// show puts a tab's two halves on the screen.
func (s *checkin) show(tab string) {
	s.draft.Put("tab", tab)
	s.desk.turnTo()
	left, right := s.desk.left, s.desk.right
	if tab != tabDesk {
		left, right = s.house.left, s.house.right
		s.house.deal()
	}
	s.left.Objects, s.right.Objects = []fyne.CanvasObject{left}, []fyne.CanvasObject{right}
	s.left.Refresh()
	s.right.Refresh()
}

// turnTo goes to a tab as if it were tapped.
func (s *checkin) turnTo(tab string) {
	s.tabs.Select(tab)
	s.show(tab)
}

// words says things as the office stands now.
func (s *checkin) words() visitWords {
	return visitWords{say: s.sh.Say, lex: s.sh, cal: s.sh.Settings().Calendar, now: s.sh.Now(), visitRefs: &s.refs}
}

func (s *checkin) today() data.Day { return s.sh.Settings().Calendar.Day(s.sh.Now()) }

// load reads who is in the house, the day and the names.
func (s *checkin) load() {
	day := s.today()
	var refs visitRefs
	var visits []data.VisitView
	var refusals []data.Refusal
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		if refs, err = readVisitRefs(ctx, s.office); err != nil {
			return err
		}
		if visits, err = s.office.Visits(ctx, data.VisitFilter{From: day, To: day}); err != nil {
			return err
		}
		refusals, err = s.office.Refusals(ctx, day, day)
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.refs = refs
		s.tabs.SetChoices(s.tabChoices(len(refs.open), len(visits)))
		s.house.set(visits, refusals)
		s.desk.refresh()
		if s.wanted != "" {
			id := s.wanted
			s.wanted = ""
			s.open(id)
		}
	})
}

func readVisitRefs(ctx context.Context, o Office) (r visitRefs, err error) {
	if r.staff, err = o.Staff(ctx); err != nil {
		return r, err
	}
	if r.areas, err = o.Areas(ctx); err != nil {
		return r, err
	}
	if r.tables, err = o.Tables(ctx); err != nil {
		return r, err
	}
	if r.courts, err = o.Courts(ctx); err != nil {
		return r, err
	}
	if r.repairs, err = o.OpenRepairs(ctx); err != nil {
		return r, err
	}
	r.open, err = o.Visits(ctx, data.VisitFilter{OpenOnly: true})
	return r, err
}

// open shows a visit in the list it stands in.
func (s *checkin) open(id data.ID) {
	tab := tabDay
	for _, v := range s.refs.open {
		if v.ID == id {
			tab = tabInside
		}
	}
	s.turnTo(tab)
	s.house.pick(id)
}

// Content gives the screen.
func (s *checkin) Content() fyne.CanvasObject { return s.content }

// Closed has nothing to end: what is typed is in the draft.
func (s *checkin) Closed() {}

// First is the field that finds the guest.
func (s *checkin) First() fyne.Focusable {
	if s.tab() == tabDesk {
		return s.desk.find.Focusable()
	}
	return s.house.list
}

// Arrive turns to the form.
func (s *checkin) Arrive() { s.turnTo(tabDesk) }

// begin begins a check-in.
func (s *checkin) begin(*data.CheckIn) { s.turnTo(tabDesk) }

// follow opens a visit, once it is loaded.
func (s *checkin) follow(id data.ID) {
	s.wanted = id
	s.load()
}

// Changed reads again what the change touches.
func (s *checkin) Changed(c data.Change) {
	if len(c.Tables) == 0 || c.Touches("visit", "visitor", "refusal", "staff", "area", "tables", "court", "repair") {
		s.load()
	}
	if len(c.Tables) == 0 || c.Touches("visit", "visitor", "booking") {
		s.desk.search()
	}
}

// Tick says the greeting of the hour and moves the day on.
func (s *checkin) Tick() {
	s.desk.greet()
	if s.today() != s.house.day {
		s.load()
	}
}

// Enter does what the form at the right is for.
func (s *checkin) Enter() bool {
	if s.tab() == tabDesk {
		s.desk.submit()
		return true
	}
	return s.house.save()
}

// Escape clears the form, or leaves the party that is picked.
func (s *checkin) Escape() bool {
	if s.tab() == tabDesk {
		return s.desk.escape()
	}
	if s.house.picked == "" {
		return false
	}
	s.house.pick("")
	return true
}
