package appliance

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the 电器 screen asks of the office.
type Office interface {
	Appliances(ctx context.Context) ([]data.ApplianceView, error)
	Repairs(ctx context.Context, f data.RepairFilter) ([]data.RepairView, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	Courts(ctx context.Context) ([]data.Court, error)
	Areas(ctx context.Context) ([]data.Area, error)
	Tables(ctx context.Context) ([]data.Table, error)
}

// Screen is 电器: how they are cared for, and what is out of order.
func Screen(o Office) screen.Builder {
	return screen.New("appliances", "appliance.title", "fridge", func(sh screen.Shell) *appliances { return newAppliances(o, sh) },
		screen.OpensRef(data.ApplianceRef, (*appliances).follow),
	)
}

// closedDays is how long a repair that is done still stands in the list.
const closedDays = 60

// appliances is the 电器 screen: a card for each with its ring, and beside them
// what is under repair.
type appliances struct {
	office Office
	sh     screen.Shell
	view   applianceView
	latest screen.Latest // of loading
	loaded bool
	wanted data.ID // what another screen asked to see, until it is read
	again  func()  // fills the open sheet anew
	sheet  func()  // closes it

	cards   map[data.ID]*applianceCard
	shown   []data.ID
	grid    *fyne.Container
	scroll  *kit.Scroll
	empty   *kit.Empty
	card    *kit.Card
	repairs *kit.List
	side    *kit.Card
	year    *kit.Text
	trouble *kit.Banner
	content fyne.CanvasObject
}

func newAppliances(o Office, sh screen.Shell) *appliances {
	s := &appliances{office: o, sh: sh, cards: map[data.ID]*applianceCard{}}
	s.build()
	s.load()
	return s
}

func (s *appliances) build() {
	say := s.sh.Say
	columns := 3
	if s.sh.Compact() {
		columns = 2
	}
	s.grid = kit.Grid(columns)
	s.empty = kit.NewEmpty(say("appliance.empty"), "", nil)
	s.empty.Hide()
	s.trouble = kit.NewBanner("", kit.ToneLate)
	s.trouble.Hide()
	s.scroll = kit.NewScroll(kit.PaddedBy(kit.SizeFocus, kit.VBox(s.grid, s.empty)))
	s.year = kit.NewText("", kit.Label).SetMayCut(true)
	print := kit.NewButton(say("common.print"), kit.Secondary, s.print).SetIcon("print").SetLarge()
	s.card = kit.NewCard(say("appliance.title"), nil, kit.Pin(s.trouble, kit.Row(nil, s.year, print), nil, nil, s.scroll))
	s.repairs = kit.NewList().SetEmpty(say("appliance.repairsEmpty"), "", nil)
	s.repairs.OnTap = func(id string) { s.openRepair(data.ID(id)) }
	report := kit.NewButton(say("appliance.fault"), kit.Primary, func() { s.openFault("", "") }).SetIcon("wrench")
	s.side = kit.NewCard(say("appliance.tab.repairs"), nil, kit.Pin(nil, report, nil, nil, s.repairs))
	s.content = kit.Row(nil, s.card, kit.MinSize(s.side, screen.SideWidth(s.sh), 0))
}

// Content gives what is shown.
func (s *appliances) Content() fyne.CanvasObject { return s.content }

// Changed loads again what the screen shows.
func (s *appliances) Changed(c data.Change) {
	if c.Touches("appliance", "cleaning", "repair", "staff", "court", "area", "tables") {
		s.load()
	}
}

// Tick reads again: at midnight what was due is late.
func (s *appliances) Tick() { s.load() }

// Closed has nothing to end: loads are dropped by the shell.
func (s *appliances) Closed() {}

// follow opens an appliance or a repair, once it is read.
func (s *appliances) follow(id data.ID) {
	s.wanted = id
	s.arrive()
}

func (s *appliances) arrive() {
	id := s.wanted
	if id == "" || !s.loaded {
		return
	}
	s.wanted = ""
	if _, known := s.view.find(id); known {
		s.openCare(id)
	} else if _, known := s.view.repair(id); known {
		s.openRepair(id)
	}
}

func (s *appliances) load() {
	v := applianceView{staff: map[data.ID]string{}}
	from := s.today().Plus(-closedDays)
	s.latest.Load(s.sh, nil, func(ctx context.Context) error { return v.read(ctx, s.office, from) }, func(err error) {
		s.warn("")
		if err != nil {
			s.warn(s.sh.Fault(err))
			return
		}
		s.view, s.loaded = v, true
		s.show()
		s.arrive()
	})
}

// read asks the office for everything the screen shows.
func (v *applianceView) read(ctx context.Context, o Office, from data.Day) error {
	all, err := o.Appliances(ctx)
	if err != nil {
		return err
	}
	for _, a := range all {
		if !a.Retired {
			v.appliances = append(v.appliances, a)
			v.things = append(v.things, repairable{a.ID, data.ThingAppliance, a.Label()})
		}
	}
	repairs, err := o.Repairs(ctx, data.RepairFilter{From: from})
	if err != nil {
		return err
	}
	for _, r := range repairs {
		if r.Open() {
			v.open = append(v.open, r)
		} else {
			v.closed = append(v.closed, r)
		}
	}
	slices.Reverse(v.closed)
	staff, err := o.Staff(ctx)
	if err != nil {
		return err
	}
	for _, p := range staff {
		v.staff[p.ID] = p.Name
	}
	return v.readPlaces(ctx, o)
}

func (v *applianceView) readPlaces(ctx context.Context, o Office) error {
	courts, err := o.Courts(ctx)
	if err != nil {
		return err
	}
	areas, err := o.Areas(ctx)
	if err != nil {
		return err
	}
	tables, err := o.Tables(ctx)
	add := func(gone bool, id data.ID, kind, name string) {
		if !gone {
			v.things = append(v.things, repairable{id, kind, name})
		}
	}
	for _, c := range courts {
		add(c.Retired, c.ID, data.ThingCourt, c.Name)
	}
	for _, a := range areas {
		add(a.Retired, a.ID, data.ThingArea, a.Name)
	}
	for _, t := range tables {
		add(t.Retired, t.ID, data.ThingTable, t.Name)
	}
	return err
}

func (s *appliances) warn(words string) {
	s.trouble.Set(words, kit.ToneLate)
	s.trouble.Hidden = words == ""
	s.content.Refresh()
}

func (s *appliances) today() data.Day { return s.sh.Settings().Calendar.Day(s.sh.Now()) }

// show draws what is known anew; cards that are there already stay.
func (s *appliances) show() {
	say := s.sh.Say
	ids := make([]data.ID, len(s.view.appliances))
	for i, a := range s.view.appliances {
		ids[i] = a.ID
		if s.cards[a.ID] == nil {
			s.cards[a.ID] = newApplianceCard(s, a.ID)
		}
		s.cards[a.ID].show(a)
	}
	if !slices.Equal(ids, s.shown) {
		s.shown = ids
		s.grid.Objects = nil
		for _, id := range ids {
			s.grid.Objects = append(s.grid.Objects, s.cards[id].all)
		}
	}
	s.empty.Hidden = len(ids) > 0
	done, all, overdue, missed, year := s.view.figures()
	figure := say("appliance.figure", done, all)
	if overdue+missed > 0 {
		figure += " · " + say("appliance.figureLate", overdue, missed)
	}
	s.card.SetCorner(figure)
	s.year.SetText("")
	if rate, some := year.Rate(); some {
		whole, _ := year.DoneRate()
		s.year.SetText(say("appliance.figureRate", rate, whole))
	}
	s.side.SetCorner("")
	if n := len(s.view.open); n > 0 {
		s.side.SetCorner(say("appliance.openCount", n))
	}
	s.repairs.SetItems(screen.MarkItems(s.sh, s.view.repairItems(say)))
	if s.again != nil {
		s.again()
	}
	s.grid.Refresh()
	s.content.Refresh()
}

// open shows a sheet; fill is called again whenever the office changed.
func (s *appliances) open(title string, body fyne.CanvasObject, fill func()) {
	s.again = nil
	s.sheet = s.sh.Sheet(title, body, func() { s.again = nil })
	s.again = fill
}

// give does a command for a button and says what became of it.
func (s *appliances) give(button *kit.Button, c data.Command, places map[string]screen.Faulty, rest *kit.Banner, done func(data.Receipt)) {
	rest.Hide()
	button.Lock()
	s.sh.Do(c, func(r data.Receipt, err error) {
		button.Unlock()
		left := screen.ShowFaults(s.sh, err, places)
		rest.Set(left, kit.ToneLate)
		rest.Hidden = left == ""
		if err == nil {
			done(r)
			s.load()
		}
		s.content.Refresh()
	})
}

func (s *appliances) print() {
	from, to := data.MonthOf(s.today())
	s.sh.Go(screen.To(screen.Print{Record: "maintenance", From: from, To: to}))
}
