package floor

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// SectionOffice is what this section asks of the office.
type SectionOffice interface {
	Floor(ctx context.Context) (data.FloorPlan, error)
}

// Section is where the floor plan is drawn.
func Section(o SectionOffice) screen.Section {
	return screen.NewSection("floor", func(sh screen.Shell) *floor { return newFloor(o, sh) })
}

// floorSpot is a table on the plan that is being edited.
type floorSpot struct {
	data.Spot
	name, area string
}

// floor is the plan of the tables: where each stands and in which order a round
// passes them.
type floor struct {
	office SectionOffice
	sh     screen.Shell
	keep   *screen.Draft
	spots  []floorSpot // in the order of the round
	at     data.ID
	latest screen.Latest // of loading

	board   *fyne.Container
	tiles   map[data.ID]*floorTile
	name    *kit.Text
	where   *kit.Text
	hint    *kit.Paragraph
	wide    *kit.Stepper
	high    *kit.Stepper
	route   *kit.Stepper
	moves   [4]*kit.Button
	warning *kit.Banner
	back    *kit.Button
	form    *screen.Form[data.PlaceSpots]
	panel   *fyne.Container
	all     fyne.CanvasObject
}

// floorMoves are the buttons that push a table: left, up, down, right.
var floorMoves = [4]struct {
	icon   string
	dx, dy int
}{{"arrow-left", -1, 0}, {"chevron-up", 0, -1}, {"chevron-down", 0, 1}, {"arrow-right", 1, 0}}

func newFloor(o SectionOffice, sh screen.Shell) *floor {
	f := &floor{office: o, sh: sh, keep: sh.Keep("floor"), tiles: map[data.ID]*floorTile{}}
	say := sh.Say
	f.board = container.New(&floorLayout{f})
	f.name, f.where = kit.NewText("", kit.Title), kit.NewText("", kit.Label)
	f.hint = kit.NewParagraph(say("floor.set.hint"), kit.Label)
	f.wide = kit.NewStepper(say("floor.set.wide"), data.SpotLeast, data.PlanCells, 4)
	f.high = kit.NewStepper(say("floor.set.high"), data.SpotLeast, data.PlanCells, 4)
	f.route = kit.NewStepper(say("floor.set.route"), 1, 1, 1)
	f.wide.OnChanged = func(n int) { f.change(func(s *floorSpot) { s.W = n }) }
	f.high.OnChanged = func(n int) { f.change(func(s *floorSpot) { s.H = n }) }
	f.route.OnChanged = f.pass
	var arrows []fyne.CanvasObject
	for i, m := range floorMoves {
		f.moves[i] = kit.NewButton("", kit.Secondary, func() { f.change(func(s *floorSpot) { s.X, s.Y = s.X+m.dx, s.Y+m.dy }) }).SetIcon(m.icon)
		arrows = append(arrows, f.moves[i])
	}
	f.warning = kit.NewBanner("", kit.ToneLate)
	f.warning.Hide()
	f.form = screen.NewForm(sh, "floor.set", "", func(*data.PlaceSpots) {})
	f.form.OnGive = func(c *data.PlaceSpots) { c.Spots = f.inOrder() }
	f.form.Do("common.save", func(_ *data.PlaceSpots, r data.Receipt) {
		f.keep.Clear()
		sh.Toast(say("common.saved"), r.ID)
		f.Load()
	})
	f.back = kit.NewButton(say("floor.set.back"), kit.Secondary, func() { f.keep.Clear(); f.Load() }).SetLarge()
	f.panel = kit.VBoxGap(kit.SizePad, kit.VBoxGap("", f.name, f.where), kit.Grid(4, arrows...), f.wide, f.high, f.route)
	foot := kit.VBox(f.warning, f.form.Banner, kit.Columns([]float32{1, 1}, f.back, f.form.Button))
	side := kit.NewCard("", nil, kit.Pin(f.hint, foot, nil, nil, kit.NewScroll(f.panel)))
	plan := kit.NewCard(say("settings.floor"), nil, f.board)
	f.all = kit.Columns([]float32{1, 0}, kit.Loose(plan), kit.MinSize(kit.Loose(side), 300, 0))
	return f
}

// Content gives what is shown.
func (f *floor) Content() fyne.CanvasObject { return f.all }

// Tables names the changes that concern it.
func (f *floor) Tables() []string { return []string{"spot", "tables", "area"} }

// Load reads the plan, unless somebody is at it: then only tables that came or
// went are taken over.
func (f *floor) Load() {
	var now data.FloorPlan
	f.latest.Load(f.sh, nil, func(ctx context.Context) (err error) {
		now, err = f.office.Floor(ctx)
		return err
	}, func(err error) {
		if err != nil {
			f.sh.Toast(f.sh.Fault(err), "")
			return
		}
		f.take(now)
	})
}

func (f *floor) take(now data.FloorPlan) {
	typed, _ := f.keep.Get("spots").([]floorSpot)
	f.spots = nil
	for _, s := range typed {
		if t := now.Find(s.ID); t != nil {
			f.spots = append(f.spots, floorSpot{s.Spot, t.Name, t.AreaName})
		}
	}
	for _, t := range now.Tables {
		if !slices.ContainsFunc(f.spots, func(s floorSpot) bool { return s.ID == t.ID }) {
			f.spots = append(f.spots, floorSpot{t.Spot, t.Name, t.AreaName})
		}
	}
	if f.find(f.at) == nil && len(f.spots) > 0 {
		f.at = f.spots[0].ID
	}
	f.show()
}

func (f *floor) find(id data.ID) *floorSpot {
	for i := range f.spots {
		if f.spots[i].ID == id {
			return &f.spots[i]
		}
	}
	return nil
}

// change moves or stretches the chosen table, inside the plan.
func (f *floor) change(by func(s *floorSpot)) {
	s := f.find(f.at)
	if s == nil {
		return
	}
	by(s)
	s.W, s.H = min(max(s.W, data.SpotLeast), data.PlanCells), min(max(s.H, data.SpotLeast), data.PlanCells-1)
	s.X, s.Y = min(max(s.X, 0), data.PlanCells-s.W), min(max(s.Y, 1), data.PlanCells-s.H)
	f.typed()
}

// pass puts the chosen table elsewhere in the round; the others close up.
func (f *floor) pass(n int) {
	i := slices.IndexFunc(f.spots, func(s floorSpot) bool { return s.ID == f.at })
	if i < 0 || i == n-1 {
		return
	}
	s := f.spots[i]
	f.spots = slices.Insert(slices.Delete(f.spots, i, i+1), min(max(n-1, 0), len(f.spots)-1), s)
	f.typed()
}

// typed keeps what was changed until it is saved.
func (f *floor) typed() {
	f.keep.Put("spots", slices.Clone(f.spots))
	f.show()
}

// overlaps tells which tables stand on one another or outside the plan.
func (f *floor) overlaps() map[data.ID]bool {
	bad := map[data.ID]bool{}
	for i, a := range f.spots {
		if a.Y+a.H > data.PlanCells {
			bad[a.ID] = true
		}
		for _, b := range f.spots[:i] {
			if a.Over(b.Spot) {
				bad[a.ID], bad[b.ID] = true, true
			}
		}
	}
	return bad
}

func (f *floor) show() {
	say := f.sh.Say
	bad := f.overlaps()
	var tiles []fyne.CanvasObject
	for i, s := range f.spots {
		t := f.tiles[s.ID]
		if t == nil {
			id := s.ID
			t = newFloorTile(func() { f.at = id; f.show() })
			f.tiles[id] = t
		}
		t.show(s.name, strconv.Itoa(i+1), s.area, s.ID == f.at, bad[s.ID])
		tiles = append(tiles, t.all)
	}
	f.board.Objects = tiles
	f.board.Refresh()
	s := f.find(f.at)
	f.panel.Hidden = s == nil
	if s != nil {
		f.name.SetText(s.name)
		f.where.SetText(say("floor.set.where", s.area, s.X+1, s.Y+1))
		f.wide.SetValue(s.W)
		f.high.SetValue(s.H)
		f.route.SetRange(1, len(f.spots))
		f.route.SetValue(1 + slices.IndexFunc(f.spots, func(o floorSpot) bool { return o.ID == s.ID }))
		f.moves[0].SetEnabled(s.X > 0)
		f.moves[1].SetEnabled(s.Y > 1)
		f.moves[2].SetEnabled(s.Y+s.H < data.PlanCells)
		f.moves[3].SetEnabled(s.X+s.W < data.PlanCells)
	}
	f.warning.Set(say("floor.overlap"), kit.ToneLate)
	f.warning.Hidden = len(bad) == 0
	f.form.Button.SetEnabled(len(bad) == 0 && len(f.spots) > 0)
	f.back.SetEnabled(!f.keep.Empty())
	f.all.Refresh()
}

// inOrder gives the tables as a round passes them.
func (f *floor) inOrder() []data.Spot {
	spots := make([]data.Spot, len(f.spots))
	for i, s := range f.spots {
		s.Route = i + 1
		spots[i] = s.Spot
	}
	return spots
}

// floorLayout spreads the cells over the card.
type floorLayout struct{ f *floor }

// MinSize asks for nothing: the card gives what there is.
func (l *floorLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 0) }

// Layout puts the tiles onto their cells; what stands below the plan shows that
// it has to be moved.
func (l *floorLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	rows := data.PlanCells
	for _, s := range l.f.spots {
		rows = max(rows, s.Y+s.H)
	}
	cw, ch := size.Width/data.PlanCells, size.Height/float32(rows)
	for _, s := range l.f.spots {
		t := l.f.tiles[s.ID]
		t.all.Move(fyne.NewPos(float32(s.X)*cw+2, float32(s.Y)*ch+2))
		t.all.Resize(fyne.NewSize(float32(s.W)*cw-4, float32(s.H)*ch-4))
	}
}

// floorTile is one table of the plan.
type floorTile struct {
	all         *kit.Tap
	ground      *kit.Ground
	name, count *kit.Text
	area        *kit.Text
}

// floorName is smaller than elsewhere: a tile may be an eighth of a small plan.
var floorName = kit.Style{Size: kit.SizeLabel, Bold: true, Color: kit.ColorInk}

func newFloorTile(tap func()) *floorTile {
	t := &floorTile{ground: kit.NewGround(kit.ColorSurface).SetRadius(kit.SizeRadius)}
	t.name, t.count = kit.NewText("", floorName), kit.NewText("", kit.Small)
	t.area = kit.NewText("", kit.Small).SetMayCut(true)
	face := kit.VBoxGap("", t.name, t.count, t.area) // one below the other: tiles are narrow on small screens
	t.all = kit.NewTap(kit.Fill(t.ground, kit.Loose(kit.PaddedBy(kit.SizeGap, face))), tap)
	return t
}

func (t *floorTile) show(name, count, area string, chosen, bad bool) {
	fill, line, ink, thick := kit.ColorSurface, kit.ColorEdge, kit.ColorInk, float32(1)
	switch {
	case bad:
		fill, line, ink = kit.ToneLate.Soft(), kit.ToneLate.Line(), kit.ToneLate.Ink()
	case chosen:
		fill, ink = kit.ToneGood.Soft(), kit.ToneGood.Ink()
	}
	if chosen {
		line, thick = kit.ColorJade, 3
	}
	t.ground.SetFill(fill)
	t.ground.SetLine(line, thick)
	t.name.SetStyle(floorName.In(ink))
	t.name.SetText(name)
	t.count.SetStyle(kit.Small.In(ink))
	t.count.SetText(count)
	t.area.SetStyle(kit.Small.In(ink))
	t.area.SetText(area)
	t.all.Refresh()
}
