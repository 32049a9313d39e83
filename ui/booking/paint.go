package booking

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"yingbin/data"
	"yingbin/ui/kit"
)

// boardPaint draws the grid: lines, what stands in the cells, the line of now
// and the cursor. Its parts are used again and again.
type boardPaint struct {
	g       *boardGrid
	lines   []*canvas.Rectangle
	shades  []*canvas.Rectangle
	times   []*kit.Text
	cells   []*boardCell
	cover   *canvas.Rectangle // under the times, over columns moved aside
	nowLine *canvas.Rectangle
	notch   *canvas.Rectangle
	over    *canvas.Rectangle // the cell under the pointer
	ring    *canvas.Rectangle // the cell under the cursor
	all     []fyne.CanvasObject
	width   float32
}

// boardCell is the drawing of one mark.
type boardCell struct {
	ground, dot *canvas.Rectangle
	hatch       *kit.Hatch
	title       *kit.Text
	sub         *kit.Paragraph
}

func newBoardPaint(g *boardGrid) *boardPaint {
	return &boardPaint{g: g, cover: canvas.NewRectangle(nil), nowLine: canvas.NewRectangle(nil), notch: canvas.NewRectangle(nil), over: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil)}
}

// Layout draws anew when the room has changed.
func (p *boardPaint) Layout(size fyne.Size) {
	if size.Width != p.width {
		p.draw()
	}
}

// MinSize is as high as the day.
func (p *boardPaint) MinSize() fyne.Size {
	return fyne.NewSize(p.g.left(), float32(max(0, p.g.view.To-p.g.view.From))*p.g.row()+kit.Size(kit.SizeGap))
}

// Refresh draws anew.
func (p *boardPaint) Refresh() {
	p.draw()
	canvas.Refresh(p.g)
}

// Objects lists all parts.
func (p *boardPaint) Objects() []fyne.CanvasObject { return p.all }

// Destroy has nothing to give back.
func (p *boardPaint) Destroy() {}

func (p *boardPaint) draw() {
	g := p.g
	p.width = g.Size().Width
	if p.width <= 0 || g.view.Clock == nil { // nothing has been put yet
		return
	}
	g.aside = min(g.aside, g.spill())
	p.all = p.all[:0]
	p.drawShades()
	p.drawLines()
	p.drawNow()
	for i := range g.view.Marks {
		p.drawCell(i, g.view.Marks[i])
	}
	for i := len(g.view.Marks); i < len(p.cells); i++ {
		p.cells[i].sub.SetText("") // nothing of a guest stays in what is kept for later
		p.cells[i].title.SetText("")
	}
	p.all = append(p.all, p.over, p.ring)
	p.drawTimes()
	p.drawNotch()
	p.point()
}

func pooled(list *[]*canvas.Rectangle, i int) *canvas.Rectangle {
	for len(*list) <= i {
		*list = append(*list, canvas.NewRectangle(nil))
	}
	return (*list)[i]
}

// drawShades greys out what can't be had: before now, before opening and after
// closing.
func (p *boardPaint) drawShades() {
	g, v := p.g, &p.g.view
	n := 0
	shade := func(col int, from, to data.Slot) {
		from, to = max(from, v.From), min(to, v.To)
		if to <= from {
			return
		}
		r := pooled(&p.shades, n)
		n++
		r.FillColor = kit.Color(kit.ColorPaper)
		move(r, g.x(col), g.y(from), g.colWidth(), float32(to-from)*g.row())
		p.all = append(p.all, r)
	}
	for i, c := range v.Columns {
		shade(i, v.From, max(c.From, v.Past))
		shade(i, max(c.To, v.Past), v.To)
	}
}

func (p *boardPaint) drawLines() {
	g, v := p.g, &p.g.view
	thin := kit.Size(kit.SizeHairline)
	bottom := g.y(v.To)
	n := 0
	line := func(x, y, w, h float32, c fyne.ThemeColorName) {
		r := pooled(&p.lines, n)
		n++
		r.FillColor = kit.Color(c)
		move(r, x, y, w, h)
		p.all = append(p.all, r)
	}
	right := g.x(len(v.Columns))
	for s := v.From; s <= v.To; s++ {
		c := kit.ColorPlainSoft
		if p.fullHour(s) {
			c = kit.ColorRule
		}
		line(g.left(), g.y(s), right-g.left(), thin, c)
	}
	for i := range len(v.Columns) + 1 {
		line(g.x(i), 0, thin, bottom, kit.ColorRule)
	}
}

func (p *boardPaint) fullHour(s data.Slot) bool {
	t := p.g.view.Clock(s.Start())
	return len(t) < 2 || t[len(t)-2:] == "00"
}

func (p *boardPaint) drawTimes() {
	g, v := p.g, &p.g.view
	p.cover.FillColor = kit.Color(kit.ColorSurface)
	move(p.cover, 0, 0, g.left()-1, g.y(v.To)+kit.Size(kit.SizeGap))
	p.all = append(p.all, p.cover)
	n := 0
	for s := v.From; s < v.To; s++ {
		if !p.fullHour(s) && s != v.From {
			continue
		}
		if n == len(p.times) {
			p.times = append(p.times, kit.NewText("", kit.Small.Aligned(fyne.TextAlignTrailing)))
		}
		t := p.times[n]
		n++
		t.SetText(v.Clock(s.Start()))
		h := t.MinSize().Height
		y := g.y(s) - h/2
		if s == v.From {
			y = 0
		}
		move(t, 0, y, g.left()-kit.Size(kit.SizeGap), h)
		p.all = append(p.all, t)
	}
}

// drawNow draws today's line where the time is, below what stands in the cells:
// it must not strike a name through.
func (p *boardPaint) drawNow() {
	g, v := p.g, &p.g.view
	if at, ok := p.nowAt(); ok {
		p.nowLine.FillColor = kit.Color(kit.ColorLate)
		move(p.nowLine, g.left(), at, g.x(len(v.Columns))-g.left(), kit.Size(kit.SizeFocus))
		p.all = append(p.all, p.nowLine)
	}
}

// drawNotch draws its beginning beside the hours, where nothing covers it.
func (p *boardPaint) drawNotch() {
	g := p.g
	if at, ok := p.nowAt(); ok {
		p.notch.FillColor = kit.Color(kit.ColorLate)
		move(p.notch, g.left()-kit.Size(kit.SizeGap), at, kit.Size(kit.SizeGap), kit.Size(kit.SizeFocus))
		p.all = append(p.all, p.notch)
	}
}

func (p *boardPaint) nowAt() (y float32, ok bool) {
	v := &p.g.view
	part := float32(v.Now-v.From.Start()) / float32(data.SlotLength.Milliseconds())
	return part*p.g.row() - kit.Size(kit.SizeFocus)/2, v.Now >= v.From.Start() && v.Now < v.To.Start()
}

// point moves the marks of pointer and cursor.
func (p *boardPaint) point() {
	g := p.g
	p.over.Hidden = g.hover.col < 0 || g.hover.col >= len(g.view.Columns)
	if !p.over.Hidden {
		p.over.FillColor = kit.Color(kit.ColorHover)
		move(p.over, g.x(g.hover.col)+1, float32(g.hover.row)*g.row()+1, g.colWidth()-1, g.row()-1)
	}
	p.ring.Hidden = !g.focused || !g.byKey || len(g.view.Columns) == 0
	if !p.ring.Hidden {
		p.ring.FillColor = nil
		p.ring.StrokeColor, p.ring.StrokeWidth, p.ring.CornerRadius = kit.Color(kit.ColorJade), kit.Size(kit.SizeFocus), kit.Size(kit.SizeGap)
		move(p.ring, g.x(g.cursor.col)+2, g.y(g.cursor.slot)+2, g.colWidth()-4, g.row()-4)
	}
	p.over.Refresh()
	p.ring.Refresh()
}

// markLook is how a kind of mark looks, in names of the theme.
type markLook struct {
	fill, line, ink fyne.ThemeColorName
	thick           fyne.ThemeSizeName
}

var markLooks = map[markKind]markLook{
	markTaken:     {fill: kit.ColorJadeSoft, ink: kit.ColorJade},
	markLate:      {fill: kit.ColorJadeSoft, line: kit.ColorSoon, thick: kit.SizeFocus, ink: kit.ColorJade},
	markArrived:   {fill: kit.ColorJadeSoft, line: kit.ColorJade, thick: kit.SizeFocus, ink: kit.ColorJade},
	markPlaying:   {fill: kit.ColorJade, ink: kit.ColorOnJade},
	markOver:      {fill: kit.ColorPlainSoft, ink: kit.ColorQuiet},
	markMissed:    {fill: kit.ColorPlainSoft, ink: kit.ColorQuiet},
	markClosed:    {fill: kit.ColorSoonSoft, ink: kit.ColorSoonInk},
	markShared:    {fill: kit.ColorPlainSoft, ink: kit.ColorQuiet},
	markFault:     {fill: kit.ColorLateSoft, ink: kit.ColorLate},
	markPlaces:    {ink: kit.ColorQuiet},
	markFull:      {fill: kit.ColorPlainSoft, ink: kit.ColorQuiet},
	markTentative: {ink: kit.ColorSoonInk},
	markChosen:    {fill: kit.ColorBrassSoft, line: kit.ColorBrass, thick: kit.SizeFocus, ink: kit.ColorBrassInk},
}

func (p *boardPaint) drawCell(i int, m cellMark) {
	g := p.g
	for len(p.cells) <= i {
		p.cells = append(p.cells, &boardCell{ground: canvas.NewRectangle(nil), dot: canvas.NewRectangle(nil), hatch: kit.NewHatch(kit.ToneSoon),
			title: kit.NewText("", kit.Label).SetMayCut(true), sub: kit.NewParagraph("", kit.Small)})
	}
	c, look := p.cells[i], markLooks[m.Kind]
	if m.Kind == markPlaces && m.Sub != "" {
		look = markLooks[markTaken]
	}
	x, y := g.x(m.Col)+3, g.y(m.From)+3
	w, h := g.colWidth()-5, float32(m.To-m.From)*g.row()-5
	c.ground.FillColor, c.ground.StrokeWidth, c.ground.CornerRadius = nil, 0, kit.Size(kit.SizeGap)
	if look.fill != "" {
		c.ground.FillColor = kit.Color(look.fill)
	}
	if look.line != "" {
		c.ground.StrokeColor, c.ground.StrokeWidth = kit.Color(look.line), kit.Size(look.thick)
	}
	move(c.ground, x, y, w, h)
	p.all = append(p.all, c.ground)
	if m.Kind == markTentative {
		move(c.hatch, x, y, w, h)
		p.all = append(p.all, c.hatch)
	}

	pad := kit.Size(kit.SizeGap) - 2
	c.title.SetStyle(kit.Style{Size: kit.SizeLabel, Bold: true, Color: look.ink, Strike: m.Kind == markMissed})
	c.title.SetText(m.Title)
	line := c.title.MinSize().Height
	small := lineOf(kit.Small)
	c.sub.SetStyle(kit.Style{Size: kit.SizeSmall, Color: look.ink})
	c.sub.SetText(m.Sub)
	n := int((h - line - 4) / small)
	beside := n < 1 || m.Kind == markPlaces || m.Kind == markFull
	if beside && m.Sub != "" && w > 2.5*kit.Size(kit.SizeTouch) {
		tw := min(c.title.MinSize().Width+2, w/2)
		move(c.title, x+pad, y+(h-line)/2, tw, line)
		c.sub.SetMaxLines(max(1, int(h/small)))
		move(c.sub, x+pad+tw+pad, y+(h-small)/2, w-tw-3*pad, small)
		if lines := c.sub.MinSize().Height; lines > small {
			c.sub.Move(fyne.NewPos(c.sub.Position().X, y+(h-lines)/2))
		}
		p.all = append(p.all, c.title, c.sub)
	} else {
		top := y + 3
		if n < 1 || m.Sub == "" && m.To-m.From == 1 {
			top = y + (h-line)/2
		}
		move(c.title, x+pad, top, w-2*pad, line)
		p.all = append(p.all, c.title)
		if n >= 1 && m.Sub != "" {
			c.sub.SetMaxLines(n)
			move(c.sub, x+pad, top+line-2, w-2*pad, small*float32(n))
			p.all = append(p.all, c.sub)
		}
	}
	if m.Waiting {
		d := kit.Size(kit.SizeGap)
		c.dot.FillColor, c.dot.CornerRadius = kit.Color(kit.ColorSoon), d/2
		move(c.dot, x+w-d-4, y+4, d, d)
		p.all = append(p.all, c.dot)
	}
}
