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
	screen.Live[cleaningView]
	office   Office
	sh       screen.Shell
	stations []string
	sheet    *screen.Ticks // of the list opened last

	lists *kit.List
	right *kit.Card
	lots  *fyne.Container
}

// cleaningView is what the screen shows, read in one go.
type cleaningView struct {
	data.CheckDay
	cups []data.StockItem // what may be washed
}

func newCleaning(o Office, sh screen.Shell, stations ...string) *cleaning {
	s := &cleaning{office: o, sh: sh, stations: stations}
	s.Live = screen.NewLive(sh, s.read, s.show, "checklist", "checklist_run", "cup_batch", "cup_step", "stock_item", "staff")
	s.build()
	s.Load()
	return s
}

// washes reports whether cups are washed at this station.
func (s *cleaning) washes() bool { return slices.Contains(s.stations, "bar") }

func (s *cleaning) build() {
	say := s.sh.Say
	s.lists = kit.NewList().SetEmpty(say("checklist.none"), "", nil).SetQuietLead(true)
	s.lists.OnTap = func(id string) { s.openList(data.ID(id)) }
	print := kit.NewButton(say("common.print"), kit.Quiet, func() {
		day := s.sh.Settings().Calendar.Day(s.sh.Now())
		s.sh.Go(screen.To(screen.Print{Record: "cleaning", From: day, To: day}))
	}).SetIcon("print")
	s.Shown = kit.NewCard(say("checklist.today"), print, kit.Pin(s.Trouble, nil, nil, nil, s.lists))
	if !s.washes() {
		return
	}
	s.lots = kit.VBoxGap(kit.SizePad)
	fresh := kit.NewButton(say("checklist.cups.new"), kit.Primary, s.openInspect).SetIcon("plus")
	s.right = kit.NewCard(say("checklist.cups.title"), nil, kit.Pin(nil, fresh, nil, nil, kit.NewScroll(kit.PaddedBy(kit.SizeGap, s.lots))))
	s.Shown = kit.Columns([]float32{1, 1}, s.Shown, s.right)
}

func (s *cleaning) read(ctx context.Context, today data.Day) (v cleaningView, err error) {
	day, err := s.office.CheckDay(ctx, today)
	v.CheckDay = day.At(s.stations...)
	if err != nil || !s.washes() {
		return v, err
	}
	items, err := s.office.StockItems(ctx)
	v.cups = slices.DeleteFunc(items, func(i data.StockItem) bool { return i.Kind != "utensil" || i.Retired })
	return v, err
}

// Tick shows which lists have become late.
func (s *cleaning) Tick() { s.show() }

func (s *cleaning) show() {
	var rows []kit.Item
	for _, d := range s.View.Lists {
		rows = append(rows, screen.StepItem(s.sh, "checklist", d.ID, d.Name, len(d.Items), d.StepDay, s.View.Names))
	}
	s.lists.SetItems(rows)
	if s.sheet != nil {
		if d, ok := s.View.List(s.sheet.ID); ok {
			s.sheet.Renew(d.Items, d.Version, d.StepDay)
		}
	}
	if s.right != nil {
		s.showLots()
	}
}

// follow opens a list, once it is known.
func (s *cleaning) follow(id data.ID) { s.Await(func() bool { return s.openList(id) }) }

// openList opens the sheet of a list, if it is known. One that lacks something is
// gone on with.
func (s *cleaning) openList(id data.ID) bool {
	d, ok := s.View.List(id)
	if !ok || d.Retired {
		return ok
	}
	s.sheet = screen.OpenTicks(s.sh, screen.Ticking{Words: "checklist", ID: d.ID, Name: d.Name, Items: d.Items, Begun: d.Begun(), Version: d.Version, Turn: d.Turn(), Then: s.Load,
		Give: func(r data.StepRun) data.Command {
			return &data.RunChecklist{Run: data.NewID(), Checklist: d.ID, Version: r.Version, Turn: r.Turn, Items: r.Items, Ticked: r.Ticked, Note: r.Note}
		},
	})
	return true
}
