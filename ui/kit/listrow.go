package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// listRow draws one item of a list.
type listRow struct {
	hit
	list                      *List
	item                      Item
	at                        int
	ground, over, ring, rule  *canvas.Rectangle
	lead, title, sub          *Text
	badge                     *Badge
	waiting                   *WaitMark
	acts                      []*chip
	d                         *drawing
	chosen, ringed, last, set bool
	col                       int
}

func newListRow(l *List) *listRow {
	r := &listRow{list: l, ground: frame(8), over: frame(8), ring: frame(8), rule: canvas.NewRectangle(Color(ColorRule))}
	r.lead, r.title, r.sub, r.badge = NewText("", BodyBold), NewText("", Body), NewText("", Label), NewBadge("", TonePlain)
	r.waiting = NewWaitMark("")
	r.title.SetMayCut(true)
	r.sub.SetMayCut(true)
	r.draw = r.paint
	r.once = true
	r.ready = func() bool { return l.ready(r.at) }
	r.act = func() {
		if l.OnTap != nil {
			l.grab()
			l.at, l.col = r.at, -1
			l.OnTap(r.item.ID)
		}
	}
	r.d = &drawing{layout: r.place, min: func() fyne.Size { return fyne.NewSize(0, l.rowHeight()) }, refresh: func() { r.paint(); r.place(r.Size()) }}
	r.ExtendBaseWidget(r)
	return r
}

// show puts the i-th item on the row, drawing only what is other than before.
func (r *listRow) show(i int) {
	l := r.list
	it := l.items[i]
	chosen, ringed, last := it.ID == l.selected && l.selected != "", l.ring() && i == l.at, i == len(l.items)-1
	r.at = i
	if r.set && it.equal(r.item) && chosen == r.chosen && ringed == r.ringed && last == r.last && (!ringed || r.col == l.col) {
		r.off = l.OnTap == nil || l.left(it)
		return
	}
	r.of = part{l, it.ID, ""}
	r.item, r.chosen, r.ringed, r.last, r.col, r.set = it, chosen, ringed, last, l.col, true
	r.off = l.OnTap == nil || l.left(it)
	for len(r.acts) < len(it.Actions) {
		c := newChip(nil)
		c.once, c.ready = true, r.ready
		r.acts = append(r.acts, c)
	}
	for j, a := range it.Actions {
		c := r.acts[j]
		c.choice = Choice{Code: a.ID, Label: a.Label, Tone: a.Tone}
		c.chosen = a.Chosen
		c.of = part{l, it.ID, a.ID}
		c.ringed = ringed && l.col == j
		c.act = func() { l.grab(); l.at, l.col = r.at, j; l.act(r.item, a.ID) }
	}
	objs := []fyne.CanvasObject{r.ground, r.over, r.ring, r.rule}
	if it.Lead != "" {
		objs = append(objs, r.lead)
	}
	objs = append(objs, r.title)
	if it.Sub != "" {
		objs = append(objs, r.sub)
	}
	if it.Badge != "" {
		objs = append(objs, r.badge)
	}
	if it.Waiting != "" {
		objs = append(objs, r.waiting)
	}
	for j := range it.Actions {
		objs = append(objs, r.acts[j])
	}
	r.d.objects = objs
	r.paint()
	r.place(r.Size())
}

// MouseDown begins a press.
func (r *listRow) MouseDown(ev *desktop.MouseEvent) { r.press(r, ev) }

// CreateRenderer links the widget to its drawing.
func (r *listRow) CreateRenderer() fyne.WidgetRenderer { return r.d }

func (r *listRow) paint() {
	it := r.item
	title, sub := r.list.titleStyle(), Label
	if it.Strike {
		title, sub = title.In(ColorQuiet).Struck(true), sub.Struck(true)
	}
	r.lead.set(it.Lead, r.list.leadStyle())
	r.title.set(it.Title, title)
	r.sub.set(it.Sub, sub)
	r.badge.Set(it.Badge, it.Tone)
	r.waiting.Set(it.Waiting)
	r.ground.Hidden, r.ground.FillColor = !r.chosen, Color(ColorJadeSoft)
	r.shade(r.over)
	r.ring.Hidden, r.ring.FillColor = !r.ringed || r.col >= 0, color.Transparent
	r.ring.StrokeColor, r.ring.StrokeWidth = Color(ColorJade), Size(SizeFocus)
	r.rule.Hidden, r.rule.FillColor = r.last, Color(ColorRule)
	for j := range it.Actions {
		r.acts[j].paint()
	}
	r.ground.Refresh()
	r.over.Refresh()
	r.ring.Refresh()
	r.rule.Refresh()
}

func (r *listRow) place(size fyne.Size) {
	if size.Width <= 0 {
		return
	}
	const inset = 2
	gap, x := Size(SizeGap), float32(inset)
	place(r.ground, -4, 1, size.Width+8, size.Height-2)
	place(r.over, -4, 1, size.Width+8, size.Height-2)
	place(r.ring, -2, 1, size.Width+4, size.Height-2)
	place(r.rule, 0, size.Height-1, size.Width, Size(SizeHairline))
	if r.list.lead > 0 {
		w := r.list.lead
		place(r.lead, x, 0, w, size.Height)
		x += w + 2*gap
	}
	end := size.Width - inset
	for j := len(r.item.Actions) - 1; j >= 0; j-- {
		w, h := r.acts[j].min().Width, Size(SizeTouch)
		end -= w
		place(r.acts[j], end, (size.Height-h)/2, w, h)
		end -= gap
	}
	if r.item.Badge != "" {
		w := min(r.badge.MinSize().Width, max(0, (end-x)*0.6))
		end -= w
		place(r.badge, end, 0, w, size.Height)
		end -= gap
	}
	if r.item.Waiting != "" {
		w := r.waiting.MinSize().Width
		end -= w
		place(r.waiting, end, 0, w, size.Height)
		end -= gap
	}
	w := max(0, end-x)
	if r.item.Sub == "" {
		place(r.title, x, -0.5, w, size.Height)
		return
	}
	th, sh := r.title.MinSize().Height, r.sub.MinSize().Height
	y := (size.Height - th - sh + 3) / 2
	place(r.title, x, y-1, w, th)
	place(r.sub, x, y+th-3, w, sh)
}
