package paper

import "math"

// Table is a table under way. Its methods give the table back, so that rows
// can be strung together.
type Table struct {
	cols []Column
	rows []row
	none string // said instead of rows; empty says paper.empty

	widths []float64
	left   float64
	open   []float64 // where the line at each column's edge began; NaN if none
	start  float64   // where this page's rows begin
	rules  []Mark    // of this page, drawn last so that no band covers them
}

type row struct {
	cells []Cell
	band  bool // a section's
	total bool
	least float64 // height in millimetres
}

// Row adds a row. Missing cells stay empty; cells past the last column are put
// into it, since nothing that was given is left out.
func (t *Table) Row(cells ...Cell) *Table {
	t.rows = append(t.rows, row{cells: cells})
	return t
}

// Line adds a row of plain texts.
func (t *Table) Line(texts ...string) *Table { return t.Row(Cells(texts...)...) }

// Section adds a grey band that names the rows below it.
func (t *Table) Section(text string) *Table {
	left := Left
	t.rows = append(t.rows, row{band: true, cells: []Cell{{S: text, Bold: true, Span: len(t.cols), Align: &left}}})
	return t
}

// Total adds a row of sums, bold on grey.
func (t *Table) Total(cells ...Cell) *Table {
	bold := make([]Cell, len(cells))
	for i, c := range cells {
		c.Bold = true
		bold[i] = c
	}
	t.rows = append(t.rows, row{cells: bold, total: true})
	return t
}

// Wide adds a row of one cell over all columns, at least so many millimetres
// high: for remarks, or for writing by hand.
func (t *Table) Wide(text string, least float64) *Table {
	left := Left
	t.rows = append(t.rows, row{cells: []Cell{{S: text, Span: len(t.cols), Align: &left}}, least: least})
	return t
}

// None adds the row that says there is nothing to record, for a section
// without rows. A table without any row says it by itself.
func (t *Table) None() *Table {
	middle := Centre
	t.rows = append(t.rows, row{cells: []Cell{{none: true, Span: len(t.cols), Align: &middle}}})
	return t
}

// Empty sets what the table says if it has no rows.
func (t *Table) Empty(text string) *Table {
	t.none = text
	return t
}

// laid is a row with its text broken into lines.
type laid struct {
	row   row
	cells []laidCell
	lines int
	at    int // lines already on earlier pages
}

type laidCell struct {
	Cell
	x, w  float64
	first int // column
	lines []string
	align Align
}

func (t *Table) prepare(p *press) {
	t.left = p.body.X + thin/2
	t.widths = share(t.cols, p.body.W-thin, p.size*MMPerPoint+2*p.padX)
	t.open = make([]float64, len(t.cols)+1)
	for i := range t.open {
		t.open[i] = math.NaN()
	}
}

// share gives each column its part of the full width, by weight but never less
// than one character needs.
func share(cols []Column, full, least float64) []float64 {
	least = min(least, full/float64(len(cols)))
	widths := make([]float64, len(cols))
	for range cols {
		// Those that would be too narrow take the least; the others share the rest.
		rest, sum := full, 0.0
		for i, c := range cols {
			if widths[i] == least {
				rest -= least
			} else {
				sum += max(c.Width, 0.01)
			}
		}
		tight := false
		for i, c := range cols {
			if widths[i] == least {
				continue
			}
			if w := rest * max(c.Width, 0.01) / sum; w < least {
				widths[i], tight = least, true
			} else {
				widths[i] = w
			}
		}
		if !tight {
			break
		}
	}
	return widths
}

// compose breaks a row's cells into lines.
func (t *Table) compose(p *press, r row) laid {
	l := laid{row: r, lines: 1, cells: make([]laidCell, 0, len(r.cells))}
	col, x := 0, t.left
	for i := 0; i < len(r.cells) && col < len(t.cols); i++ {
		c := r.cells[i]
		span := min(max(c.Span, 1), len(t.cols)-col)
		if col+span == len(t.cols) {
			for _, more := range r.cells[i+1:] {
				if more.S != "" {
					c.S += "\n" + more.S
				}
			}
		}
		w := 0.0
		for _, cw := range t.widths[col : col+span] {
			w += cw
		}
		a := t.cols[col].Align
		if c.Align != nil {
			a = *c.Align
		}
		if c.none {
			c.S = p.set.Lex.Say("paper.empty")
		}
		done := laidCell{Cell: c, x: x, w: w, first: col, align: a}
		if c.S != "" {
			done.lines = Lines(c.S, w-2*p.padX, p.size, c.Bold)
		}
		l.lines = max(l.lines, len(done.lines))
		if len(c.Drawn) > 0 {
			l.row.least = max(l.row.least, 11)
		}
		l.cells = append(l.cells, done)
		col, x = col+span, x+w
	}
	return l
}

// height is what the row's remaining lines need.
func (l *laid) height(p *press) float64 {
	h := p.pitch*float64(l.lines-l.at) + 2*p.padY
	if l.at == 0 {
		h = max(h, l.row.least)
	}
	return h
}

// head is the table's own head as a row, false if no column has one.
func (t *Table) head(p *press) (laid, bool) {
	var cells []Cell
	any := false
	middle := Centre
	for _, c := range t.cols {
		any = any || c.Head != ""
		cells = append(cells, Cell{S: c.Head, Bold: true, Align: &middle})
	}
	return t.compose(p, row{cells: cells, total: true}), any
}

// least is the height of the table's head and first row.
func (t *Table) least(p *press) float64 {
	t.prepare(p)
	h := 0.0
	if head, ok := t.head(p); ok {
		h = head.height(p)
	}
	if len(t.rows) > 0 {
		first := t.compose(p, t.rows[0])
		h += min(first.height(p), 2*p.pitch+2*p.padY)
	}
	return h + p.pitch + 2*p.padY
}

func (t *Table) lay(p *press) {
	if len(t.cols) == 0 {
		return
	}
	t.prepare(p)
	rows := t.rows
	if len(rows) == 0 {
		middle := Centre
		text := t.none
		if text == "" {
			text = p.set.Lex.Say("paper.empty")
		}
		rows = []row{{cells: []Cell{{S: text, Span: len(t.cols), Align: &middle}}}}
	}
	head, hasHead := t.head(p)
	p.need(t.least(p))
	t.begin(p, head, hasHead)
	for i := range rows {
		l := t.compose(p, rows[i])
		need := l.height(p)
		if rows[i].band && i+1 < len(rows) {
			// A band never stands alone at the foot of a page.
			need += min(t.first(p, rows[i+1]), 3*p.pitch)
		}
		if need > p.room()+1e-6 && (rows[i].band || need <= t.page(p, &head, hasHead)) {
			t.over(p, head, hasHead)
		}
		for !t.place(p, &l) {
			t.over(p, head, hasHead)
		}
	}
	t.close(p)
}

func (t *Table) first(p *press, r row) float64 {
	l := t.compose(p, r)
	return l.height(p)
}

// page is the height that rows have on a page of their own.
func (t *Table) page(p *press, head *laid, hasHead bool) float64 {
	h := p.body.Bottom() - p.set.Margin - smallPitch - 2.5 - thin
	if hasHead {
		h -= head.height(p)
	}
	return h
}

// begin draws the table's upper edge and its head.
func (t *Table) begin(p *press, head laid, hasHead bool) {
	p.y += thin / 2
	t.across(p, p.y)
	t.start = p.y
	for hasHead && !t.place(p, &head) {
		t.close(p)
		p.turn()
		p.y += thin / 2
		t.across(p, p.y)
		t.start = p.y
	}
	if p.room() >= p.pitch+2*p.padY {
		t.start = p.y
	}
}

// over continues the table on the next page, its head repeated unless that
// would take most of the page.
func (t *Table) over(p *press, head laid, hasHead bool) {
	t.close(p)
	p.turn()
	t.begin(p, head, hasHead && head.height(p) < p.room()/2)
}

// place draws as many of a row's lines as the page takes; false if some remain.
func (t *Table) place(p *press, l *laid) bool {
	take := l.lines - l.at
	h := l.height(p)
	if h > p.room()+1e-6 {
		take = int((p.room() - 2*p.padY) / p.pitch)
		if take < 1 && p.y > t.start {
			return false
		}
		take = min(max(take, 1), l.lines-l.at)
		h = p.pitch*float64(take) + 2*p.padY
	}
	y := p.y
	switch {
	case l.row.total:
		p.put(Box{X: t.left, Y: y, W: p.body.W - thin, H: h, Filled: true, Fill: Head})
	case l.row.band:
		p.put(Box{X: t.left, Y: y, W: p.body.W - thin, H: h, Filled: true, Fill: Band})
	}
	edge := make([]bool, len(t.cols)+1)
	edge[0], edge[len(t.cols)] = true, true
	covered := 0
	for _, c := range l.cells {
		edge[c.first] = true
		t.write(p, c, l.at, take, y, h)
		covered = c.first + max(c.Span, 1)
	}
	for i := covered; i < len(edge); i++ {
		edge[i] = true
	}
	for i, on := range edge {
		switch {
		case on && math.IsNaN(t.open[i]):
			t.open[i] = y
		case !on && !math.IsNaN(t.open[i]):
			t.down(i, y)
		}
	}
	p.y += h
	t.across(p, p.y)
	l.at += take
	return l.at >= l.lines
}

// write puts a cell's lines from one on.
func (t *Table) write(p *press, c laidCell, from, n int, y, h float64) {
	look := Text{Size: p.size, Bold: c.Bold, Strike: c.Strike}
	for i := from; i < min(from+n, len(c.lines)); i++ {
		top := y + p.padY + p.pitch*float64(i-from)
		p.line(c.lines[i], c.x+p.padX, c.w-2*p.padX, top, p.pitch, c.align, look)
	}
	if from == 0 && len(c.Drawn) > 0 {
		top := y + 0.8 + p.pitch*float64(min(n, len(c.lines)))
		p.put(Strokes{X: c.x + 0.8, Y: top, W: c.w - 1.6, H: y + h - 0.8 - top, Thick: 0.4, Drawn: c.Drawn})
	}
}

// across is a line over the table's width.
func (t *Table) across(p *press, y float64) {
	t.rules = append(t.rules, Rule{X1: t.left - thin/2, Y1: y, X2: p.body.Right(), Y2: y, Thick: thin})
}

// down ends the line at a column's edge.
func (t *Table) down(i int, y float64) {
	x := t.left
	for _, w := range t.widths[:i] {
		x += w
	}
	t.rules = append(t.rules, Rule{X1: x, Y1: t.open[i], X2: x, Y2: y, Thick: thin})
	t.open[i] = math.NaN()
}

func (t *Table) close(p *press) {
	for i, from := range t.open {
		if !math.IsNaN(from) {
			t.down(i, p.y)
		}
	}
	for _, r := range t.rules {
		p.put(r)
	}
	t.rules = t.rules[:0]
	p.y += thin / 2
}
