package breakage

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the 报损 screen asks of the office.
type Office interface {
	StockOnHand(ctx context.Context, kind string) ([]data.StockLine, error)
	Breakages(ctx context.Context, f data.BreakageFilter) ([]data.Breakage, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	Visits(ctx context.Context, f data.VisitFilter) ([]data.VisitView, error)
}

// Screen is 报损: what broke is reported.
func Screen(o Office) screen.Builder {
	return screen.New("breakage", "breakage.title", "glass", func(sh screen.Shell) *breakage { return newBreakage(o, sh) },
		screen.Opens((*breakage).begin),
	)
}

// breakage is the 报损 screen: what broke at the left, the reports and what they
// still want at the right.
type breakage struct {
	office Office
	sh     screen.Shell
	view   breakageView
	latest screen.Latest // of loading
	ready  bool
	begun  *data.ReportBreakage // what another screen asked for before there was anything to show
	place  data.ID              // the table or court it asked for it from

	content fyne.CanvasObject
	kinds   *kit.Chips
	search  *kit.Field
	board   *kit.Board
	empty   *kit.Empty
	trouble *kit.Banner
	which   *kit.Chips
	list    *kit.List
}

func newBreakage(o Office, sh screen.Shell) *breakage {
	s := &breakage{office: o, sh: sh}
	s.build()
	s.load()
	return s
}

func (s *breakage) build() {
	say := s.sh.Say
	kinds := append([]kit.Choice{{Code: "", Label: say("common.all")}}, kit.Labelled(say, "stock.kind.", data.StockKinds)...)
	s.kinds = kit.NewChips("", kinds)
	s.kinds.Select("utensil")
	s.kinds.OnChanged = s.show
	s.search = kit.NewField("").SetHint(say("breakage.search"))
	s.search.OnChanged = func(string) { s.show() }
	s.board = kit.NewBoard(168).SetTileHeight(76)
	s.board.OnTap = func(id string) { s.openReport(data.ID(id)) }
	s.empty = kit.NewEmpty(say("breakage.none"), "", nil)
	s.empty.Hide()
	s.trouble = kit.NewBanner("", kit.ToneLate)
	s.trouble.Hide()
	head := kit.VBox(kit.Row(s.kinds, s.search, nil), s.trouble)
	if s.sh.Compact() {
		head = kit.VBox(s.kinds, s.search, s.trouble)
	}
	left := kit.NewCard(say("breakage.pick"), nil, kit.Pin(head, nil, nil, nil, kit.NewScroll(kit.VBox(s.board, s.empty))))
	s.which = kit.NewChips("", []kit.Choice{{Code: "open", Label: say("breakage.filter.open")}, {Code: "all", Label: say("breakage.filter.all")}})
	s.which.Select("open")
	s.which.OnChanged = s.show
	s.list = kit.NewList()
	s.list.OnTap = func(id string) { s.openDetail(data.ID(id)) }
	s.list.OnAction = func(id, action string) {
		b, ok := s.find(data.ID(id))
		switch {
		case !ok:
		case action == "settle":
			s.openSettle(b)
		case action == "sign":
			s.openSign(b)
		default:
			s.openHandIn(b)
		}
	}
	right := kit.NewCard(say("breakage.recent"), nil, kit.Pin(s.which, nil, nil, nil, s.list))
	weights := []float32{11, 9}
	if s.sh.Compact() {
		weights = []float32{1, 1}
	}
	s.content = kit.Columns(weights, left, right)
}

// Content gives what is shown.
func (s *breakage) Content() fyne.CanvasObject { return s.content }

// Changed loads again what the screen shows.
func (s *breakage) Changed(c data.Change) {
	if c.Touches("stock_item", "movement", "breakage", "staff", "visit") {
		s.load()
	}
}

// Tick has nothing that goes by the minute.
func (s *breakage) Tick() {}

// Closed has nothing to end: loads are dropped by the shell.
func (s *breakage) Closed() {}

// begin begins a report, of an item or of a table or court where something
// broke.
func (s *breakage) begin(c *data.ReportBreakage) {
	s.begun, s.place = c, c.Place
	s.open()
}

// open begins the report another screen asked for, once there is something to
// report on.
func (s *breakage) open() {
	if s.begun == nil || s.begun.Item == "" || !s.ready {
		return
	}
	if r := s.openReport(s.begun.Item); r != nil {
		r.Begin(s.begun)
	}
	s.begun = nil
}

func (s *breakage) load() {
	var v breakageView
	today := s.sh.Settings().Calendar.Day(s.sh.Now())
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		if v.lines, err = s.office.StockOnHand(ctx, ""); err != nil {
			return err
		}
		if v.recent, err = s.office.Breakages(ctx, data.BreakageFilter{From: today.Plus(-breakageDays)}); err != nil {
			return err
		}
		slices.Reverse(v.recent)
		waiting, err := s.office.Breakages(ctx, data.BreakageFilter{Waiting: true})
		if err != nil {
			return err
		}
		owing, err := s.office.Breakages(ctx, data.BreakageFilter{Owing: true})
		if err != nil {
			return err
		}
		unsigned, err := s.office.Breakages(ctx, data.BreakageFilter{Unsigned: true})
		if err != nil {
			return err
		}
		back, err := s.office.Breakages(ctx, data.BreakageFilter{Back: true})
		if err != nil {
			return err
		}
		v.open = mergeOpen(v.recent, slices.Concat(waiting, owing, unsigned, back))
		if v.guests, err = s.office.Visits(ctx, data.VisitFilter{OpenOnly: true}); err != nil {
			return err
		}
		v.staff, err = s.office.Staff(ctx)
		v.names = screen.Names(v.staff)
		return err
	}, func(err error) {
		s.trouble.Fault(s.sh.Fault(err))
		if err != nil {
			s.content.Refresh()
			return
		}
		s.view, s.ready = v, true
		s.show()
		s.open()
	})
}

func (s *breakage) show() {
	say := s.sh.Say
	tiles := s.view.tiles(say, s.kinds.Selected(), s.search.Text())
	s.board.SetTiles(tiles)
	s.empty.Hidden = len(tiles) > 0
	list, none := s.view.recent, "breakage.noneYet"
	if s.which.Selected() == "open" {
		list, none = s.view.open, "breakage.noOpen"
	}
	s.list.SetEmpty(say(none), "", nil)
	s.list.SetItems(screen.MarkItems(s.sh, s.view.rows(say, s.sh.Settings().Calendar, list)))
	s.content.Refresh()
}

func (s *breakage) line(item data.ID) (data.StockLine, bool) {
	i := slices.IndexFunc(s.view.lines, func(l data.StockLine) bool { return l.Item.ID == item })
	if i < 0 {
		return data.StockLine{}, false
	}
	return s.view.lines[i], true
}

func (s *breakage) find(id data.ID) (data.Breakage, bool) {
	for _, list := range [][]data.Breakage{s.view.recent, s.view.open} {
		if i := slices.IndexFunc(list, func(b data.Breakage) bool { return b.ID == id }); i >= 0 {
			return list[i], true
		}
	}
	return data.Breakage{}, false
}
