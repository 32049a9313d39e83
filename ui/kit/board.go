package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Tile is one thing of a board: a table, a key, an item. Waiting is the word that
// marks what is not sent yet (see WaitWord).
type Tile struct {
	ID, Title, Sub, Badge string
	Tone                  Tone
	Icon                  string
	Dim                   bool
	Waiting               string
}

// Board is tiles in as many columns as there is room for. Arrows move, Enter taps.
type Board struct {
	widget.BaseWidget
	keyed
	least    float32
	high     float32
	fresh    []Tile // as they were set
	tiles    []Tile // as they are shown: what has just left stays a moment
	stays    *Stays[Tile]
	moves    []moved // of each place, when another tile came there
	answers  Question
	shown    []*tile // reused
	selected string
	at       int
	wide     float32
	bySub    bool // some tile has words below its title
	d        *drawing

	// OnTap is called with the tile tapped.
	OnTap func(id string)
}

// NewBoard makes a board of tiles at least so wide.
func NewBoard(minTileWidth float32) *Board {
	b := &Board{least: max(minTileWidth, Size(SizeTouch))}
	b.self, b.changed = b, b.deal
	b.stays = NewStays(func(t Tile) string { return t.ID }, b.restay)
	b.d = &drawing{layout: b.place, min: b.size, refresh: func() { b.deal(); b.place(b.Size()) }}
	b.ExtendBaseWidget(b)
	return b
}

// SetTileHeight fixes the height of the tiles; 0 lets them be as high as their words.
func (b *Board) SetTileHeight(h float32) *Board {
	b.high = h
	b.Refresh()
	return b
}

// Answers says whose answers the tiles are: while another one is on its way they
// take no Enter and no tap.
func (b *Board) Answers(q Question) *Board { b.answers = q; return b }

// SetTiles shows these tiles. One that is not among them any more because of what
// was done to it stays a moment, dimmed.
func (b *Board) SetTiles(tiles []Tile) {
	b.fresh = slices.Clone(tiles)
	b.restay()
}

func (b *Board) restay() {
	kept := b.stays.Keep(b.fresh)
	tiles := slices.Clone(kept)
	for i := range tiles {
		if says, left := b.stays.Past(kept[i]); left {
			tiles[i].leave(says)
		}
	}
	if slices.Equal(tiles, b.tiles) {
		return
	}
	count := len(b.tiles)
	b.moves = moves(b.moves, b.tiles, tiles, func(t Tile) string { return t.ID })
	b.tiles = tiles
	b.at = max(0, min(b.at, len(tiles)-1))
	b.bySub = slices.ContainsFunc(tiles, func(t Tile) bool { return t.Sub != "" })
	b.deal()
	if len(tiles) != count {
		canvas.Refresh(b)
	}
	b.place(b.Size())
}

// leave dims a tile that has left; a tap takes back what was done to it.
func (t *Tile) leave(says Done) {
	t.Dim, t.Waiting, t.Badge = true, "", says.Word
	if says.Undo != nil {
		t.Badge = says.Back
	}
}

// Tiles gives the tiles there are, without those that have left.
func (b *Board) Tiles() []Tile { return b.fresh }

// SetSelected marks a tile; "" marks none.
func (b *Board) SetSelected(id string) {
	if b.selected != id {
		b.selected = id
		b.deal()
	}
}

func (b *Board) deal() {
	for len(b.shown) < len(b.tiles) {
		b.shown = append(b.shown, newTile(b))
	}
	b.d.objects = b.d.objects[:0]
	for i, t := range b.tiles {
		w := b.shown[i]
		w.show(i, t)
		b.d.objects = append(b.d.objects, w)
	}
}

func (b *Board) columns(width float32) int {
	gap := Size(SizeGap) + 4
	return max(1, int((width+gap)/(b.least+gap)))
}

func (b *Board) tileHeight() float32 {
	if b.high > 0 {
		return max(b.high, Size(SizeTouch))
	}
	h := Section.lineHeight() + 24
	if b.bySub {
		h += Small.lineHeight()*2 + 4
	}
	return max(h, Size(SizeTouchBar))
}

func (b *Board) size() fyne.Size {
	if len(b.tiles) == 0 {
		return fyne.NewSize(b.least, 0)
	}
	gap := Size(SizeGap) + 4
	cols := b.columns(max(b.wide, b.least))
	rows := (len(b.tiles) + cols - 1) / cols
	return fyne.NewSize(b.least, float32(rows)*(b.tileHeight()+gap)-gap)
}

func (b *Board) place(size fyne.Size) {
	if size.Width <= 0 {
		return
	}
	b.wide = size.Width
	gap := Size(SizeGap) + 4
	cols := b.columns(size.Width)
	w, h := (size.Width-gap*float32(cols-1))/float32(cols), b.tileHeight()
	for i := range b.tiles {
		place(b.shown[i], float32(i%cols)*(w+gap), float32(i/cols)*(h+gap), w, h)
	}
}

// Held lists what is inside.
func (b *Board) Held() []fyne.CanvasObject { return b.d.objects }

// TypedKey moves among the tiles.
func (b *Board) TypedKey(ev *fyne.KeyEvent) {
	if len(b.tiles) == 0 {
		bubble(b, ev)
		return
	}
	to, cols := b.at, b.columns(b.Size().Width)
	switch ev.Name {
	case fyne.KeyLeft:
		to--
	case fyne.KeyRight:
		to++
	case fyne.KeyUp:
		to -= cols
	case fyne.KeyDown:
		to += cols
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(b.tiles) - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.byKey()
		b.shown[b.at].enter()
		return
	default:
		bubble(b, ev)
		return
	}
	b.byKey()
	if to >= 0 && to < len(b.tiles) {
		b.at = to
	}
	b.deal()
	reveal(b.shown[b.at])
}

// CreateRenderer links the widget to its drawing.
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	b.deal()
	return b.d
}

// tile draws one Tile.
type tile struct {
	hit
	board              *Board
	tile               Tile
	at                 int
	chosen, ringed     bool
	set                bool
	ground, over, ring *canvas.Rectangle
	title, badge       *Text
	sub                *Paragraph
	icon               *Icon
	waiting            *WaitMark
	d                  *drawing
}

func newTile(b *Board) *tile {
	t := &tile{board: b, ground: frame(12), over: frame(12), ring: frame(9)}
	t.title, t.badge, t.sub, t.icon = NewText("", Section), NewText("", BodyBold), NewParagraph("", Small), NewIcon("", ColorInk, SizeSection)
	t.waiting = NewWaitMark("")
	t.sub.most = 2
	t.draw = t.paint
	t.ready = func() bool { return upToDate(b.answers) && settledAt(b.moves, t.at) }
	t.act = func() {
		b.grab()
		b.at = t.at
		says, left := b.stays.Past(t.tile)
		switch {
		case left && says.Undo != nil:
			says.Undo()
		case !left && b.OnTap != nil:
			b.OnTap(t.tile.ID)
		}
	}
	t.d = &drawing{objects: []fyne.CanvasObject{t.ground, t.over, t.ring, t.title, t.badge, t.sub, t.icon, t.waiting}, layout: t.place}
	t.d.min = func() fyne.Size { return fyne.NewSize(b.least, b.tileHeight()) }
	t.d.refresh = func() { t.paint(); t.place(t.Size()) }
	t.ExtendBaseWidget(t)
	return t
}

func (t *tile) show(i int, what Tile) {
	chosen, ringed := what.ID == t.board.selected && what.ID != "", t.board.ring() && i == t.board.at
	t.at = i
	if t.set && t.tile == what && t.chosen == chosen && t.ringed == ringed {
		return
	}
	t.tile, t.chosen, t.ringed, t.set = what, chosen, ringed, true
	t.of = part{t.board, what.ID, ""}
	if _, left := t.board.stays.Past(what); left {
		t.of = part{t.board, what.ID, backAction}
	}
	t.paint()
	t.place(t.Size())
}

// MouseDown begins a press.
func (t *tile) MouseDown(ev *desktop.MouseEvent) { t.press(t, ev) }

// CreateRenderer links the widget to its drawing.
func (t *tile) CreateRenderer() fyne.WidgetRenderer { return t.d }

func (t *tile) paint() {
	it := t.tile
	fill, line, ink := ColorSurface, ColorEdge, ColorInk
	if it.Tone != TonePlain {
		fill, line, ink = it.Tone.Soft(), it.Tone.Line(), it.Tone.Ink()
	}
	if it.Dim {
		fill, line, ink = ColorPlainSoft, ColorRule, ColorQuiet
	}
	t.ground.FillColor, t.ground.StrokeColor, t.ground.StrokeWidth, t.ground.CornerRadius = Color(fill), Color(line), 1.5, Size(SizeRadius)
	if t.chosen {
		t.ground.StrokeColor, t.ground.StrokeWidth = Color(ColorJade), 3
	}
	t.shade(t.over)
	t.ring.Hidden, t.ring.FillColor = !t.ringed, color.Transparent
	t.ring.StrokeColor, t.ring.StrokeWidth = Color(ColorJade), Size(SizeFocus)
	soft := ink
	if it.Tone == TonePlain {
		soft = ColorQuiet
	}
	t.title.set(it.Title, Section.In(ink))
	t.badge.set(it.Badge, BodyBold.In(soft).Aligned(fyne.TextAlignTrailing))
	t.badge.Hidden = it.Badge == ""
	if t.sub.words != it.Sub || t.sub.style.Color != soft {
		t.sub.words = it.Sub
		t.sub.SetStyle(Small.In(soft))
	}
	t.sub.Hidden = it.Sub == ""
	t.icon.set(it.Icon, ink)
	t.icon.Hidden = it.Icon == ""
	t.waiting.Set(it.Waiting)
	t.ground.Refresh()
	t.over.Refresh()
	t.ring.Refresh()
}

func (t *tile) place(size fyne.Size) {
	const pad = 12
	place(t.ground, 0, 0, size.Width, size.Height)
	place(t.over, 0, 0, size.Width, size.Height)
	place(t.ring, 4, 4, size.Width-8, size.Height-8)
	w := size.Width - 2*pad
	th := t.title.MinSize().Height
	y := float32(pad - 3)
	if !t.board.bySub {
		y = (size.Height - th) / 2
	}
	x := float32(pad)
	if t.tile.Icon != "" {
		place(t.icon, x, y+(th-20)/2, 20, 20)
		x, w = x+26, w-26
	}
	bw := float32(0)
	if t.tile.Badge != "" {
		bw = min(t.badge.MinSize().Width, w*0.62)
		place(t.badge, x+w-bw, y, bw, th)
		bw += 6
	}
	place(t.title, x, y, w-bw, th)
	if t.tile.Sub != "" {
		settle(t.sub, size.Width-2*pad)
		t.sub.Move(fyne.NewPos(pad, y+th+2))
	}
	if t.tile.Waiting != "" { // at the foot, below two lines of words
		m := t.waiting.MinSize()
		place(t.waiting, size.Width-pad-m.Width, size.Height-m.Height, m.Width, m.Height)
	}
}
