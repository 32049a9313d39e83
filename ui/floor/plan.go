package floor

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"yingbin/data"
	"yingbin/ui/kit"
)

// tablesPlan is the floor with a tile for each table.
type tablesPlan struct {
	tap    func(id data.ID)
	boxes  []areaBox
	spots  []data.Spot // of the tiles, in the order of the route
	areas  []fyne.CanvasObject
	names  []*kit.Text
	lines  []*canvas.Line // the way of a round
	tiles  map[data.ID]*tableTile
	way    bool
	board  *fyne.Container
	scroll *kit.Scroll
}

func newTablesPlan(tap func(id data.ID)) *tablesPlan {
	p := &tablesPlan{tap: tap, tiles: map[data.ID]*tableTile{}}
	p.board = container.New(&planLayout{p})
	p.scroll = kit.NewScroll(p.board)
	return p
}

// show puts the tables where they stand; tiles that are there already stay.
func (p *tablesPlan) show(w data.Say, set data.Settings, f data.FloorPlan, now data.Time, chosen data.ID, way bool) {
	spots := make([]data.Spot, len(f.Tables))
	for i, t := range f.Tables {
		spots[i] = t.Spot
	}
	boxes := areaBoxes(f.Tables)
	if !slices.Equal(spots, p.spots) || !slices.Equal(boxes, p.boxes) || way != p.way {
		p.spots, p.boxes, p.way = spots, boxes, way
		p.build()
	}
	for i, t := range f.Tables {
		face := faceOf(w, set, t, now)
		if way {
			face.badge, face.sub, face.note = strconv.Itoa(i+1), "", ""
		}
		p.tiles[t.ID].show(face, t.ID == chosen)
	}
	p.board.Refresh()
	p.scroll.Refresh()
}

// build lays grounds, names, the way and the tiles over one another.
func (p *tablesPlan) build() {
	p.areas, p.names, p.lines = nil, nil, nil
	var all []fyne.CanvasObject
	for _, b := range p.boxes {
		g := kit.NewGround(kit.ColorPaper).SetRadius(kit.SizeRadius)
		g.Hidden = !b.ground
		name := kit.NewText(b.name, kit.Label).SetMayCut(true)
		p.areas, p.names = append(p.areas, g), append(p.names, name)
		all = append(all, g)
	}
	for _, n := range p.names {
		all = append(all, n)
	}
	for _, s := range p.spots {
		if p.tiles[s.ID] == nil {
			p.tiles[s.ID] = newTableTile(func() { p.tap(s.ID) })
		}
		all = append(all, p.tiles[s.ID].all)
	}
	if p.way {
		for range p.spots {
			l := canvas.NewLine(kit.Color(kit.ColorBrass))
			l.StrokeWidth = 2
			p.lines = append(p.lines, l)
			all = append(all, l)
		}
	}
	p.board.Objects = all
}

// planLayout spreads the cells of the plan over the room there is.
type planLayout struct{ p *tablesPlan }

// least is how high a cell is at the least; a plan that is fuller scrolls.
const least = 20

func (l *planLayout) rows() int {
	rows := data.PlanCells
	for _, s := range l.p.spots {
		rows = max(rows, s.Y+s.H)
	}
	return rows
}

// MinSize fills the view around the plan.
func (l *planLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, max(l.p.scroll.Size().Height, least*float32(l.rows())))
}

// Layout puts everything onto its cells.
func (l *planLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if size.Width <= 0 {
		return
	}
	p, gap := l.p, kit.Size(kit.SizeGap)
	cw, ch := size.Width/data.PlanCells, size.Height/float32(l.rows())
	put := func(o fyne.CanvasObject, x, y, w, h int, inset float32) {
		o.Move(fyne.NewPos(float32(x)*cw+inset, float32(y)*ch+inset))
		o.Resize(fyne.NewSize(float32(w)*cw-2*inset, float32(h)*ch-2*inset))
	}
	for i, b := range p.boxes {
		put(p.areas[i], b.x, b.y, b.w, b.h, 1)
		m := p.names[i].MinSize()
		p.names[i].Move(fyne.NewPos(float32(b.x)*cw+gap, float32(b.y)*ch+(ch-m.Height)/2+2))
		p.names[i].Resize(fyne.NewSize(float32(b.w)*cw-2*gap, m.Height))
	}
	mid := func(s data.Spot) fyne.Position {
		return fyne.NewPos((float32(s.X)+float32(s.W)/2)*cw, (float32(s.Y)+float32(s.H)*0.7)*ch)
	}
	for i, s := range p.spots {
		put(p.tiles[s.ID].all, s.X, s.Y, s.W, s.H, 3)
		if i < len(p.lines) {
			p.lines[i].Position1, p.lines[i].Position2 = mid(s), mid(p.spots[(i+1)%len(p.spots)])
			p.lines[i].StrokeColor = kit.Color(kit.ColorBrass)
		}
	}
}

// tableTile is one table on the plan.
type tableTile struct {
	all                     *kit.Tap
	ground                  *kit.Ground
	title, badge, sub, note *kit.Text
	waiting                 *kit.WaitMark
}

func newTableTile(tap func()) *tableTile {
	t := &tableTile{ground: kit.NewGround(kit.ColorSurface).SetRadius(kit.SizeRadius)}
	t.title, t.badge = kit.NewText("", kit.Section), kit.NewText("", kit.Label)
	t.sub, t.note = kit.NewText("", kit.Small).SetMayCut(true), kit.NewText("", kit.Small).SetMayCut(true)
	t.waiting = kit.NewWaitMark("")
	face := kit.VBoxGap("", kit.HBoxGap("", t.title, kit.Space(), t.badge), t.sub, t.note, kit.HBoxGap("", t.waiting))
	t.all = kit.NewTap(kit.Fill(t.ground, kit.Loose(kit.PaddedBy(kit.SizeGap, face))), tap)
	return t
}

func (t *tableTile) show(f tableFace, chosen bool) {
	fill, line, ink, soft := kit.ColorSurface, kit.ColorEdge, kit.ColorQuiet, kit.ColorQuiet
	if f.out {
		fill, line = kit.ColorPlainSoft, kit.ColorRule
	}
	if f.tone != kit.TonePlain {
		fill, line, ink, soft = f.tone.Soft(), f.tone.Line(), f.tone.Ink(), f.tone.Ink()
	}
	thick := float32(1.5)
	if chosen {
		line, thick = kit.ColorJade, 3
	}
	t.ground.SetFill(fill)
	t.ground.SetLine(line, thick)
	t.title.SetStyle(kit.Section.In(ink))
	t.title.SetText(f.title)
	t.badge.SetStyle(kit.Style{Size: kit.SizeLabel, Bold: true, Color: soft, Align: fyne.TextAlignTrailing})
	t.badge.SetText(f.badge)
	t.sub.SetStyle(kit.Small.In(soft))
	t.sub.SetText(f.sub)
	st := kit.Small.In(soft)
	st.Bold = true
	t.note.SetStyle(st)
	t.note.SetText(f.note)
	t.all.Refresh()
}
