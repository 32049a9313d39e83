package stock

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the 盘点 screen asks of the office.
type Office interface {
	StockOnHand(ctx context.Context, kind string) ([]data.StockLine, error)
	Counts(ctx context.Context, f data.CountFilter) ([]data.Count, error)
	Staff(ctx context.Context) ([]data.Staff, error)
}

// Screen is 盘点: what should be there, what is, and why it differs.
func Screen(o Office) screen.Builder {
	return screen.New("count", "stock.title", "clipboard", func(sh screen.Shell) *count { return newCount(o, sh) },
		screen.OpensRef(data.StockRef, (*count).turnTo),
	)
}

// count is the daily 盘点: what should be there, what is, and why it differs.
type count struct {
	office Office
	sh     screen.Shell
	view   countView
	latest screen.Latest // of loading
	chosen data.ID       // the item shown at the right

	content  fyne.CanvasObject
	kinds    *kit.Chips
	last     *kit.Text
	trouble  *kit.Banner
	tiles    map[data.ID]*countTile
	shown    []data.ID // the order of the tiles on screen
	grid     *fyne.Container
	scroll   *kit.Scroll
	empty    *kit.Empty
	progress *kit.Text
	rest     *kit.Button
	submit   *kit.Button
	facts    *fyne.Container
	acts     *fyne.Container
	head     *fyne.Container
	foot     *fyne.Container
	frame    *fyne.Container
	side     *countSide
}

func newCount(o Office, sh screen.Shell) *count {
	s := &count{office: o, sh: sh, tiles: map[data.ID]*countTile{}}
	s.build()
	s.load()
	return s
}

func (s *count) build() {
	say := s.sh.Say
	var choices []kit.Choice
	for _, k := range data.StockKinds {
		choices = append(choices, kit.Choice{Code: k, Label: say("stock.kind." + k)})
	}
	s.kinds = kit.NewChips("", choices)
	s.kinds.Select("utensil")
	if k := s.sh.Keep("count").Text("kind"); k != "" {
		s.kinds.Select(k)
	}
	s.kinds.OnChanged = func() {
		s.sh.Keep("count").Put("kind", s.kinds.Selected())
		s.chosen = ""
		s.scroll.ScrollToTop()
		s.load()
	}
	s.last = kit.NewText("", kit.Label).SetMayCut(true)
	s.trouble = kit.NewBanner("", kit.ToneLate)
	s.trouble.Hide()
	columns := 3
	if s.sh.Compact() {
		columns = 2
	}
	s.grid = kit.Grid(columns)
	s.empty = kit.NewEmpty(say("stock.empty"), "", nil)
	s.empty.Hide()
	s.scroll = kit.NewScroll(kit.VBox(s.grid, s.empty))
	s.progress = kit.NewText("", kit.BodyBold)
	s.rest = kit.NewButton("", kit.Secondary, s.takeRest).SetLarge()
	s.submit = kit.NewButton(say("stock.submit"), kit.Primary, s.give)
	s.side = newCountSide(s)
	move := kit.NewButton(say("stock.moveOpen"), kit.Secondary, func() { s.openMove(s.chosen) }).SetIcon("package")
	print := kit.NewButton(say("common.print"), kit.Secondary, s.print).SetIcon("print")
	s.facts, s.acts = kit.Row(nil, s.last, s.progress), kit.HBox(s.rest, s.submit)
	s.head, s.foot = kit.VBox(kit.Row(nil, s.kinds, move), s.facts, s.trouble), kit.Row(print, nil, s.acts)
	s.frame = kit.Pin(s.head, s.foot, nil, nil, s.scroll)
	left := kit.NewCard("", nil, s.frame)
	s.content = kit.Row(nil, left, kit.MinSize(kit.Loose(s.side.card), screen.SideWidth(s.sh), 0))
}

// Content gives what is shown.
func (s *count) Content() fyne.CanvasObject { return s.content }

// Changed loads again what the screen shows.
func (s *count) Changed(c data.Change) {
	if c.Touches("stock_item", "movement", "stock_count", "count_line", "staff") {
		s.load()
	}
}

// Tick has nothing that goes by the minute.
func (s *count) Tick() {}

// Closed has nothing to end: loads are dropped by the shell.
func (s *count) Closed() {}

// turnTo shows an item.
func (s *count) turnTo(id data.ID) { s.chosen = id }

func (s *count) load() {
	kind := s.kinds.Selected()
	v := countView{kind: kind, staff: map[data.ID]string{}}
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		if v.lines, err = s.office.StockOnHand(ctx, kind); err != nil {
			return err
		}
		counts, err := s.office.Counts(ctx, data.CountFilter{What: kind, Last: true})
		if err != nil {
			return err
		}
		if len(counts) > 0 {
			v.last = &counts[len(counts)-1]
		}
		staff, err := s.office.Staff(ctx)
		for _, p := range staff {
			v.staff[p.ID] = p.Name
		}
		return err
	}, func(err error) {
		if err != nil {
			s.warn(s.sh.Fault(err))
			return
		}
		s.view = v
		s.follow()
		s.show()
	})
}

func (s *count) warn(words string) {
	s.trouble.Set(words, kit.ToneLate)
	s.trouble.Hidden = words == ""
	s.relay()
}

// The entries live in the person's draft, so that nothing counted is lost when
// the screen goes.

func (s *count) key(item data.ID) string { return s.view.kind + "/" + string(item) }

func (s *count) entry(item data.ID) *countEntry {
	e, _ := s.sh.Keep("count").Get(s.key(item)).(*countEntry)
	return e
}

func (s *count) keep(item data.ID, e *countEntry) {
	if e == nil {
		s.sh.Keep("count").Put(s.key(item), nil)
		return
	}
	s.sh.Keep("count").Put(s.key(item), e)
}

// follow fits the entries to what the book says now.
func (s *count) follow() {
	for _, l := range s.view.lines {
		if e := s.entry(l.Item.ID); e != nil && !e.follow(l) {
			s.keep(l.Item.ID, nil)
		}
	}
}

func (s *count) line(item data.ID) (data.StockLine, bool) {
	i := slices.IndexFunc(s.view.lines, func(l data.StockLine) bool { return l.Item.ID == item })
	if i < 0 {
		return data.StockLine{}, false
	}
	return s.view.lines[i], true
}

// show draws what is known anew; tiles that are there already stay.
func (s *count) show() {
	say := s.sh.Say
	ids := make([]data.ID, len(s.view.lines))
	for i, l := range s.view.lines {
		ids[i] = l.Item.ID
		if s.tiles[l.Item.ID] == nil {
			s.tiles[l.Item.ID] = newCountTile(s, l.Item.ID)
		}
		s.tiles[l.Item.ID].show(l)
	}
	if !slices.Equal(ids, s.shown) {
		s.shown = ids
		s.grid.Objects = nil
		for _, id := range ids {
			s.grid.Objects = append(s.grid.Objects, s.tiles[id].all)
		}
	}
	s.empty.Hidden = len(ids) > 0
	if s.view.last == nil {
		s.last.SetText(say("stock.neverCounted"))
	} else {
		s.last.SetText(say("stock.lastCount", s.sh.Settings().Calendar.Stamp(s.view.last.At), s.view.staff[s.view.last.By]))
	}
	done, open, why := countTally(s.view.lines, s.entry)
	s.progress.SetText(say("stock.counted", done, len(s.view.lines)))
	s.rest.SetText(say("stock.rest", open))
	s.rest.SetEnabled(open > 0)
	s.submit.SetEnabled(len(ids) > 0 && open == 0 && why == 0)
	s.side.show()
	s.grid.Refresh()
	s.relay()
}

// relay lays out anew what has grown or gone, from the inside out.
func (s *count) relay() {
	for _, c := range []*fyne.Container{s.facts, s.acts, s.head, s.foot, s.frame} {
		c.Refresh()
	}
	s.content.Refresh()
}

// choose shows an item at the right.
func (s *count) choose(item data.ID) {
	s.chosen = item
	s.show()
}

// counted takes a number for an item.
func (s *count) counted(item data.ID, change func(e *countEntry)) {
	l, ok := s.line(item)
	if !ok {
		return
	}
	e := s.entry(item)
	if e == nil {
		e = untouched(l)
	}
	change(e)
	e.same = false
	e.follow(l)
	if e.why == "" && l.Item.Kind != "utensil" && e.total() < l.Qty {
		e.why = "use" // what is used up is missing for that, unless somebody knows better
	}
	s.keep(item, e)
	s.chosen = item
	s.warn("")
	s.show()
}

// takeRest is 其余无误: what nobody touched is as it should be.
func (s *count) takeRest() {
	for _, l := range s.view.lines {
		if s.entry(l.Item.ID) == nil {
			s.keep(l.Item.ID, untouched(l))
		}
	}
	s.show()
}

func (s *count) give() {
	c := countCommand(s.view.kind, s.view.lines, s.entry)
	kind := s.view.kind
	s.submit.Lock()
	s.sh.Do(c, func(r data.Receipt, err error) {
		s.submit.Unlock()
		if err != nil {
			s.refused(err)
			return
		}
		differ := 0
		for _, l := range c.Lines {
			if l.Total() != l.Expected {
				differ++
			}
			s.sh.Keep("count").Put(kind+"/"+string(l.Item), nil)
		}
		s.chosen = ""
		s.warn("")
		s.sh.Toast(screen.WithWarnings(s.sh.Say, s.sh.Say("stock.submitted", s.sh.Say("stock.kind."+kind), len(c.Lines)-differ, differ), r), c.ID)
		s.load()
	})
}

// refused says what is wrong and shows the first item it is about. Nothing that
// was counted goes; what should be there is read again.
func (s *count) refused(err error) {
	e := data.AsError(err)
	words := s.sh.Fault(err)
	if e.Key == "stock.moved" {
		words = s.sh.Say("stock.staleTitle") + "\n" + words
	}
	if _, ok := s.line(data.ID(e.Field)); ok {
		s.chosen = data.ID(e.Field)
	}
	s.warn(words)
	s.load()
}

func (s *count) print() {
	today := s.sh.Settings().Calendar.Day(s.sh.Now())
	p := screen.Print{Record: "count", From: today, To: today}
	if s.view.last != nil {
		p.From, p.To = s.view.last.Day, s.view.last.Day
	}
	s.sh.Go(screen.To(p))
}
