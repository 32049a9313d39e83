package checklist

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the 清洁 screen asks of the office.
type Office interface {
	CheckDay(ctx context.Context, day data.Day) (data.CheckDay, error)
	StockItems(ctx context.Context) ([]data.StockItem, error)
}

// Screen is 清洁: the lists of the stations it is for. With the bar's come the cups.
func Screen(o Office, stations ...string) screen.Builder {
	return screen.New("cleaning", "checklist.title", "sparkles", func(sh screen.Shell) *cleaning { return newCleaning(o, sh, stations...) },
		screen.OpensRef(data.ChecklistRef, (*cleaning).follow),
	)
}

// cleaning is the 清洁 screen: the day's lists at the left, the cups on their
// way at the right.
type cleaning struct {
	office   Office
	sh       screen.Shell
	stations []string
	view     cleaningView
	latest   screen.Latest // of loading
	asked    data.ID       // a list another screen asked for before there was anything to show
	form     *checkForm

	content fyne.CanvasObject
	lists   *kit.List
	right   *kit.Card
	lots    *fyne.Container
	trouble *kit.Banner
}

func newCleaning(o Office, sh screen.Shell, stations ...string) *cleaning {
	s := &cleaning{office: o, sh: sh, stations: stations}
	s.build()
	s.load()
	return s
}

// cups reports whether cups are washed at this station.
func (s *cleaning) cups() bool { return slices.Contains(s.stations, "bar") }

func (s *cleaning) build() {
	say := s.sh.Say
	s.trouble = kit.NewBanner("", kit.ToneLate)
	s.trouble.Hide()
	s.lists = kit.NewList().SetEmpty(say("checklist.none"), "", nil).SetQuietLead(true)
	s.lists.OnTap = func(id string) { s.openList(data.ID(id)) }
	print := kit.NewButton(say("common.print"), kit.Quiet, func() {
		day := s.sh.Settings().Calendar.Day(s.sh.Now())
		s.sh.Go(screen.To(screen.Print{Record: "cleaning", From: day, To: day}))
	}).SetIcon("print")
	left := kit.NewCard(say("checklist.today"), print, kit.Pin(s.trouble, nil, nil, nil, s.lists))
	if !s.cups() {
		s.content = left
		return
	}
	s.lots = kit.VBoxGap(kit.SizePad)
	fresh := kit.NewButton(say("checklist.cups.new"), kit.Primary, s.openInspect).SetIcon("plus")
	s.right = kit.NewCard(say("checklist.cups.title"), nil, kit.Pin(nil, fresh, nil, nil, kit.NewScroll(kit.PaddedBy(kit.SizeGap, s.lots))))
	s.content = kit.Columns([]float32{1, 1}, left, s.right)
}

// Content gives what is shown.
func (s *cleaning) Content() fyne.CanvasObject { return s.content }

// Changed loads again what the screen shows; with no tables a minute has passed.
func (s *cleaning) Changed(c data.Change) {
	if c.Touches("checklist", "checklist_run", "cup_batch", "cup_step", "stock_item", "staff") {
		s.load()
	}
}

// Tick shows which lists have become late.
func (s *cleaning) Tick() { s.show() }

// Closed has nothing to end: loads are dropped by the shell.
func (s *cleaning) Closed() {}

// follow opens a list, once it is known.
func (s *cleaning) follow(id data.ID) {
	s.asked = id
	s.openAsked()
}

func (s *cleaning) openAsked() {
	id := s.asked
	if _, ok := s.view.list(id); ok {
		s.asked = ""
		s.openList(id)
	}
}

func (s *cleaning) load() {
	var v cleaningView
	day := s.sh.Settings().Calendar.Day(s.sh.Now())
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		if v.CheckDay, err = s.office.CheckDay(ctx, day); err != nil || !s.cups() {
			return err
		}
		v.cups, err = s.utensils(ctx)
		return err
	}, func(err error) {
		s.trouble.Hidden = err == nil
		if err != nil {
			s.trouble.Set(s.sh.Fault(err), kit.ToneLate)
			s.content.Refresh()
			return
		}
		s.view = v
		s.view.CheckDay = v.At(s.stations...)
		s.show()
		if s.form != nil {
			s.form.renew()
		}
		s.openAsked()
	})
}

// utensils are what may be washed.
func (s *cleaning) utensils(ctx context.Context) ([]data.StockItem, error) {
	items, err := s.office.StockItems(ctx)
	return slices.DeleteFunc(items, func(i data.StockItem) bool { return i.Kind != "utensil" || i.Retired }), err
}

func (s *cleaning) show() {
	say, cal := s.sh.Say, s.sh.Settings().Calendar
	s.lists.SetItems(s.view.rows(say, cal, s.sh.Now()))
	if s.right == nil {
		return
	}
	s.right.SetCorner(s.view.stored(say))
	s.lots.Objects = nil
	for _, b := range s.view.OnTheWay() {
		s.lots.Add(s.lotCard(b))
	}
	if len(s.lots.Objects) == 0 {
		s.lots.Add(kit.NewEmpty(say("checklist.cups.none"), "", nil))
	}
	s.content.Refresh()
}
