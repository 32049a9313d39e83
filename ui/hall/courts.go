package hall

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// CourtsOffice is what the courts' states ask of the office.
type CourtsOffice interface {
	BookingBoard(ctx context.Context, day data.Day) (data.Board, error)
	OpenRepairs(ctx context.Context) ([]data.RepairView, error)
}

// Courts is 场地: how every court is, and what is being mended.
func Courts(o CourtsOffice) screen.Builder {
	return screen.New("courts", "venue.courts", "facility", func(sh screen.Shell) *courts { return newCourts(o, sh) })
}

// courtWidth is the least width of a court's tile: names are written in full.
const courtWidth = 190

// courts is 场地: how every court is, and what is being mended.
type courts struct {
	desk
	office  CourtsOffice
	view    grounds
	latest  screen.Latest // of loading
	serves  *serves
	halls   *fyne.Container
	boards  map[data.ID]*hallBoard // by venue
	rooms   *kit.Scroll
	repairs *kit.List
	all     fyne.CanvasObject
}

// hallBoard is a venue's courts under its name.
type hallBoard struct {
	name  *kit.Text
	board *kit.Board
	all   *fyne.Container
}

func newCourts(o CourtsOffice, sh screen.Shell) *courts {
	s := &courts{office: o, boards: map[data.ID]*hallBoard{}}
	s.desk = desk{sh: sh, busy: map[data.ID]bool{}, court: s.name, deal: s.show, load: s.read}
	s.build()
	s.read()
	return s
}

func (s *courts) name(id data.ID) string {
	c, _ := s.view.Court(id)
	return c.Name
}

func (s *courts) build() {
	say := s.sh.Say
	s.serves = newServes(s.sh, s.show)
	s.halls = kit.VBoxGap(kit.SizePad)
	s.rooms = kit.NewScroll(s.halls)
	s.repairs = kit.NewList().SetEmpty(say("appliance.repairsEmpty"), "", nil)
	s.repairs.OnTap = func(id string) {
		for _, r := range s.view.repairs {
			if string(r.ID) == id {
				s.open(r.Thing)
			}
		}
	}
	s.repairs.OnAction = func(id, _ string) { s.check(data.ID(id)) }
	right := kit.NewCard(say("appliance.tab.repairs"), nil, s.repairs)
	weights := []float32{5, 3}
	if s.sh.Compact() {
		weights = []float32{4, 3}
	}
	hint := kit.NewText(say("venue.courtsHint"), kit.Label).SetMayCut(true)
	s.all = kit.Pin(kit.Row(s.serves.button, hint, nil), nil, nil, nil, kit.Columns(weights, kit.Loose(kit.NewCard("", nil, s.rooms)), kit.Loose(right)))
}

// Content gives what is shown.
func (s *courts) Content() fyne.CanvasObject { return s.all }

// Closed has nothing to end.
func (s *courts) Closed() {}

// Changed reads again what concerns it; with no tables a minute has passed.
func (s *courts) Changed(c data.Change) {
	if c.Tables == nil || c.Touches("facility", "repair", "court", "venue", "booking") {
		s.read()
	}
}

func (s *courts) read() {
	day := s.sh.Settings().Calendar.Day(s.sh.Now())
	var v grounds
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		if v.Board, err = s.office.BookingBoard(ctx, day); err == nil {
			v.repairs, err = s.office.OpenRepairs(ctx)
		}
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.view = v
		s.show()
	})
}

func (s *courts) show() {
	s.serves.show(s.view.Venues)
	s.halls.Objects = nil
	for _, v := range s.serves.list() {
		b := s.board(v)
		b.name.SetText(v.Name)
		b.board.SetTiles(screen.MarkTiles(s.sh, s.tiles(v.ID)))
		s.halls.Add(b.all)
	}
	s.halls.Refresh()
	s.rooms.Refresh()
	s.repairs.SetItems(screen.MarkItems(s.sh, s.repairItems()))
}

func (s *courts) board(v data.Venue) *hallBoard {
	b := s.boards[v.ID]
	if b == nil {
		b = &hallBoard{name: kit.NewText("", kit.BodyBold), board: kit.NewBoard(courtWidth)}
		b.board.OnTap = func(id string) { s.open(data.ID(id)) }
		b.all = kit.VBox(b.name, b.board)
		s.boards[v.ID] = b
	}
	return b
}

var stateTones = map[data.FacilityState]kit.Tone{
	data.Normal: kit.TonePlain, data.InUse: kit.ToneGood, data.Unkept: kit.ToneSoon, data.Faulty: kit.ToneLate, data.Stood: kit.ToneAccent,
}

func (s *courts) tiles(venue data.ID) (tiles []kit.Tile) {
	for _, c := range s.view.Courts {
		if c.Venue == venue && !c.Retired {
			f := s.view.state(c.ID)
			tiles = append(tiles, kit.Tile{ID: string(c.ID), Title: c.Name, Sub: s.under(c, f), Tone: stateTones[f.State]})
		}
	}
	return tiles
}

// under says how a court is, and who is on it or comes next.
func (s *courts) under(c data.Court, f data.Facility) string {
	say, cal := s.sh.Say, s.sh.Settings().Calendar
	words := say("facility.state." + string(f.State))
	if f.State != data.Normal {
		words = say("venue.since", words, since(s.sh, f.At))
	}
	playing, coming := s.view.on(c.ID)
	switch {
	case len(playing) == 1:
		words += "\n" + say("venue.until", whom(say, playing[0]), cal.Clock(playing[0].Ends))
	case len(playing) > 1:
		people := 0
		for _, b := range playing {
			people += b.People
		}
		words += "\n" + say("venue.groups", len(playing), people)
	case len(coming) > 0:
		words += "\n" + say("venue.nextAt", cal.Clock(coming[0].Starts), whom(say, coming[0]))
	}
	return words
}

func (s *courts) repairItems() (items []kit.Item) {
	say := s.sh.Say
	for _, r := range s.view.repairs {
		c, ok := s.view.Court(r.Thing)
		if !ok || !s.serves.has(c.Venue) {
			continue
		}
		it := kit.Item{ID: string(r.ID), Title: c.Name, Sub: r.Fault, Badge: say("appliance.repair." + r.State()), Tone: kit.ToneLate}
		if it.Sub == "" { // the words themselves may not be for this device
			it.Sub = say("venue.at", data.ShortNumber(r.Number), since(s.sh, r.Since))
		}
		if r.State() == data.RepairBack {
			it.Tone = kit.ToneSoon
			it.Actions = []kit.ItemAction{{ID: "check", Label: say("venue.check"), Tone: kit.TonePrimary}}
		}
		items = append(items, it)
	}
	return items
}

// check puts a mended court back into use.
func (s *courts) check(repair data.ID) {
	for _, r := range s.view.repairs {
		if r.ID == repair {
			s.give(r.Thing, &data.CheckRepair{Repair: repair}, s.sh.Say("venue.checked", s.name(r.Thing)))
		}
	}
}

// open shows a court, and what can be said of it in one tap.
func (s *courts) open(court data.ID) {
	say := s.sh.Say
	f := s.view.state(court)
	body := kit.VBoxGap(kit.SizePad, kit.HBox(kit.NewBadge(say("facility.state."+string(f.State)), stateTones[f.State])))
	if f.Note != "" {
		body.Add(kit.NewParagraph(f.Note, kit.Body))
	}
	var shut func()
	add := func(words, icon string, kind kit.ButtonKind, act func()) {
		body.Add(kit.NewButton(words, kind, func() { shut(); act() }).SetLarge().SetIcon(icon))
	}
	r, out := s.view.repair(court)
	switch {
	case out:
		words := say("venue.repair", data.ShortNumber(r.Number), since(s.sh, r.Since), say("appliance.repair."+r.State()))
		body.Add(kit.NewParagraph(words, kit.Body))
		if r.State() == data.RepairBack {
			add(say("venue.check"), "check", kit.Primary, func() { s.check(r.ID) })
		}
	case f.State == data.Unkept:
		add(say("venue.cleaned"), "sparkles", kit.Primary, func() { s.turn(court, data.Normal) })
	case f.State.Blocks():
		add(say("venue.again"), "check", kit.Primary, func() { s.turn(court, data.Normal) })
	default:
		add(say("venue.unkept"), "sparkles", kit.Secondary, func() { s.turn(court, data.Unkept) })
	}
	add(say("order.title"), "coffee", kit.Secondary, func() { s.order(court) })
	if !out {
		add(say("venue.fault"), "wrench", kit.Secondary, func() { s.askFault(court) })
	}
	shut = s.sh.Sheet(s.name(court), body, nil)
}
