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
	Checklists(ctx context.Context) ([]data.Checklist, error)
	ChecklistRuns(ctx context.Context, from, to data.Day) ([]data.ChecklistRun, error)
	CupBatches(ctx context.Context, f data.CupFilter) ([]data.CupView, error)
	StockItems(ctx context.Context) ([]data.StockItem, error)
	Staff(ctx context.Context) ([]data.Staff, error)
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
	v := cleaningView{names: map[data.ID]string{}, day: s.sh.Settings().Calendar.Day(s.sh.Now())}
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		lists, err := s.office.Checklists(ctx)
		if err != nil {
			return err
		}
		for _, l := range lists {
			if l.For(s.stations...) {
				v.lists = append(v.lists, l)
			}
		}
		if v.runs, err = s.office.ChecklistRuns(ctx, v.day, v.day); err != nil {
			return err
		}
		if err := s.readCups(ctx, &v); err != nil {
			return err
		}
		staff, err := s.office.Staff(ctx)
		for _, p := range staff {
			v.names[p.ID] = p.Name
		}
		return err
	}, func(err error) {
		s.trouble.Hidden = err == nil
		if err != nil {
			s.trouble.Set(s.sh.Fault(err), kit.ToneLate)
			s.content.Refresh()
			return
		}
		s.view = v
		s.show()
		if s.form != nil {
			s.form.renew()
		}
		s.openAsked()
	})
}

func (s *cleaning) readCups(ctx context.Context, v *cleaningView) (err error) {
	if !s.cups() {
		return nil
	}
	if v.open, err = s.office.CupBatches(ctx, data.CupFilter{Open: true}); err != nil {
		return err
	}
	if v.today, err = s.office.CupBatches(ctx, data.CupFilter{From: v.day, To: v.day}); err != nil {
		return err
	}
	items, err := s.office.StockItems(ctx)
	for _, i := range items {
		if i.Kind == "utensil" && !i.Retired {
			v.cups = append(v.cups, i)
		}
	}
	return err
}

func (s *cleaning) show() {
	say, cal := s.sh.Say, s.sh.Settings().Calendar
	s.lists.SetItems(s.view.rows(say, cal, s.sh.Now()))
	if s.right == nil {
		return
	}
	s.right.SetCorner(s.view.stored(say))
	s.lots.Objects = nil
	for _, b := range s.view.open {
		s.lots.Add(s.lotCard(b))
	}
	if len(s.view.open) == 0 {
		s.lots.Add(kit.NewEmpty(say("checklist.cups.none"), "", nil))
	}
	s.content.Refresh()
}
