package floor

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the 台位 screen asks of the office.
type Office interface {
	Floor(ctx context.Context) (data.FloorPlan, error)
	Visits(ctx context.Context, f data.VisitFilter) ([]data.VisitView, error)
	Orders(ctx context.Context, f data.OrderFilter) ([]data.OrderView, error)
}

// Screen is 台位: the floor as a plan.
func Screen(o Office) screen.Builder {
	return screen.New("tables", "floor.rail", "grid", func(sh screen.Shell) *tables { return newTables(o, sh) },
		screen.OpensRef(data.FloorRef, (*tables).choose),
	)
}

// station is where orders of the floor are made.
const station = "bar"

// tables is the floor as a plan: who sits where, who was seen when, and the
// round that leaves nobody out.
type tables struct {
	office Office
	sh     screen.Shell
	floor  data.FloorPlan
	known  bool
	latest screen.Latest // of loading
	busy   bool
	chosen data.ID

	plan   *tablesPlan
	side   *tablesSide
	corner *kit.Text
	finish *kit.Button
	start  *kit.Button
	route  *kit.Button
	all    fyne.CanvasObject
}

func newTables(o Office, sh screen.Shell) *tables {
	s := &tables{office: o, sh: sh, chosen: data.ID(sh.Keep("tables").Text("chosen"))}
	s.build()
	s.load()
	return s
}

func (s *tables) build() {
	say := s.sh.Say
	s.plan = newTablesPlan(s.choose)
	s.side = newTablesSide(s)
	s.corner = kit.NewText("", kit.Label.Aligned(fyne.TextAlignTrailing)).SetMayCut(true)
	s.finish = kit.NewButton("", kit.Primary, s.finishRound)
	s.start = kit.NewButton(say("floor.start"), kit.Secondary, s.startRound).SetLarge()
	s.route = kit.NewButton("", kit.Secondary, func() {
		s.sh.Keep("tables").Put("route", !s.sh.Keep("tables").Flag("route"))
		s.show()
	}).SetLarge()
	head := kit.Row(kit.NewText(say("floor.title"), kit.Section), s.corner, nil)
	foot := kit.Row(nil, s.finish, kit.HBox(s.start, s.route))
	body := kit.Pin(head, foot, nil, nil, s.plan.scroll)
	width := float32(292)
	if s.sh.Compact() {
		width = 248
	}
	s.all = kit.Columns([]float32{1, 0}, kit.Loose(kit.NewCard("", nil, body)), kit.MinSize(kit.Loose(s.side.all), width, 0))
}

// Content gives what is shown.
func (s *tables) Content() fyne.CanvasObject { return s.all }

// Closed has nothing to end.
func (s *tables) Closed() {}

// Tick lets the minutes pass.
func (s *tables) Tick() { s.load() }

// Changed reads the floor again when it concerns it.
func (s *tables) Changed(c data.Change) {
	if c.Touches("seating", "sighting", "patrol", "spot", "held_table", "tables", "area", "visit", "repair", "setting") {
		s.load()
	}
}

// Escape lets go of the chosen table.
func (s *tables) Escape() bool {
	if s.chosen == "" {
		return false
	}
	s.choose("")
	return true
}

// load reads the floor; of several readings under way only the last counts.
func (s *tables) load() {
	var floor data.FloorPlan
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		floor, err = s.office.Floor(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.floor, s.known = floor, true
		s.show()
	})
}

// choose shows a table at the right; the same one again lets it go.
func (s *tables) choose(id data.ID) {
	if s.chosen == id {
		id = ""
	}
	s.chosen = id
	s.sh.Keep("tables").Put("chosen", string(id))
	s.show()
}

func (s *tables) show() {
	if !s.known {
		return
	}
	say, set, now := s.sh.Say, s.sh.Settings(), s.sh.Now()
	way := s.sh.Keep("tables").Flag("route")
	s.plan.show(say, set, s.floor, now, s.chosen, way)
	s.plan.mark(s.sh, s.floor)
	words, late := dueWords(say, set.Calendar, s.floor, now)
	st := kit.Label.Aligned(fyne.TextAlignTrailing)
	if late {
		st = st.In(kit.ColorLate)
		st.Bold = true
	}
	s.corner.SetStyle(st)
	s.corner.SetText(say("floor.corner", s.floor.Seated(), len(s.floor.Tables)) + " · " + words)
	s.finish.SetText(finishWords(say, s.floor))
	s.start.Hidden = s.floor.Running != nil || s.floor.Seated() == 0
	s.route.SetText(say(map[bool]string{false: "floor.route", true: "floor.routeOff"}[way]))
	s.side.show()
	s.all.Refresh()
}

// do gives a command once, however often it was tapped, and says what came of
// it.
func (s *tables) do(c data.Command, said func(r data.Receipt) string, after func()) {
	if s.busy {
		return
	}
	s.busy = true
	s.lock(true)
	s.sh.Do(c, func(r data.Receipt, err error) {
		s.busy = false
		s.lock(false)
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			s.load() // somebody else was first: see what they did
			return
		}
		text := said(r)
		for _, w := range r.Warnings {
			text += "\n" + s.sh.Say(w.Key, w.Args...)
		}
		s.sh.Toast(text, r.ID)
		if after != nil {
			after()
		}
		s.load()
	})
}

func (s *tables) lock(on bool) {
	for _, b := range append([]*kit.Button{s.finish, s.start}, s.side.buttons()...) {
		if on {
			b.Lock()
		} else {
			b.Unlock()
		}
	}
}

// finishRound is 巡完一圈.
func (s *tables) finishRound() {
	id := data.NewID()
	if s.floor.Running != nil { // this one, whatever else is begun meanwhile
		id = s.floor.Running.ID
	}
	n, seated := s.floor.Walked+1, s.floor.Seated()
	s.do(&data.FinishRound{Round: id}, func(data.Receipt) string { return s.sh.Say("floor.did.round", n, seated) }, nil)
}

func (s *tables) startRound() {
	n := s.floor.Walked + 1
	s.do(&data.StartRound{Round: data.NewID()}, func(data.Receipt) string { return s.sh.Say("floor.did.started", n) }, nil)
}

// tend notes something about a table.
func (s *tables) tend(t data.FloorTable, what string, done bool, after func()) {
	c := t.Tend(what, done)
	s.do(c, func(data.Receipt) string {
		switch {
		case what == "seen" || what == "greeted":
			return s.sh.Say("floor.did."+what, t.Name)
		case done:
			return s.sh.Say("floor.did.done", t.Name, s.sh.Say("floor.what."+what))
		}
		return s.sh.Say("floor.did.noted", t.Name, s.sh.Say("floor.what."+what))
	}, after)
}

// exception notes what was found at a table; the second tap says that it is
// done.
func (s *tables) exception(t data.FloorTable, what string) {
	open := t.OpenOf(what)
	if open == nil {
		s.tend(t, what, false, nil)
		return
	}
	s.do(&data.DoneSighting{Sighting: open.ID}, func(data.Receipt) string {
		return s.sh.Say("floor.did.done", t.Name, s.sh.Say("floor.what."+what))
	}, nil)
}

// broken notes that something broke and reports it.
func (s *tables) broken(t data.FloorTable) {
	s.tend(t, "breakage", true, func() { s.sh.Go(screen.To(&data.ReportBreakage{Place: t.ID})) })
}
