package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Item is one row of a list: a lead word (a time, a table), a title, quiet words
// below it, a badge in the tone, and what can be done with it at once. Waiting is
// the word that marks what is not sent yet (see WaitWord).
type Item struct {
	ID, Lead, Title, Sub, Badge string
	Tone                        Tone
	Strike                      bool
	Waiting                     string
	Actions                     []ItemAction
}

// ItemAction is a pill at the end of a row. Chosen shows it filled in its tone.
type ItemAction struct {
	ID, Label string
	Tone      Tone
	Chosen    bool
}

func (i Item) equal(o Item) bool {
	return i.ID == o.ID && i.Lead == o.Lead && i.Title == o.Title && i.Sub == o.Sub && i.Badge == o.Badge &&
		i.Tone == o.Tone && i.Strike == o.Strike && i.Waiting == o.Waiting && slices.Equal(i.Actions, o.Actions)
}

// List is a column of rows that scrolls. Only the rows in view exist; they are
// used again for others. ↑ ↓ move, Enter taps, ← → go to the actions.
type List struct {
	widget.BaseWidget
	keyed
	fresh    []Item // as they were set
	items    []Item // as they are shown: what has just left stays a moment
	stays    *Stays[Item]
	moves    []moved // of each place, when another row came there
	answers  Question
	view     *Scroll
	body     *listBody
	empty    *Empty
	hasEmpty bool
	whole    bool
	selected string
	at, col  int // where the keyboard stands; col −1 is the row itself
	lead     float32
	bySub    bool
	byAct    bool

	quietLead bool
	d         *drawing

	// OnTap is called with the row tapped.
	OnTap func(id string)
	// OnAction is called with the row and the action tapped.
	OnAction func(id, action string)
}

// NewList makes an empty list.
func NewList() *List {
	l := &List{col: -1, empty: NewEmpty("", "", nil)}
	l.self, l.changed = l, func() { l.body.deal() }
	l.stays = NewStays(func(it Item) string { return it.ID }, l.restay)
	l.body = newListBody(l)
	l.view = NewScroll(l.body)
	l.view.OnScrolled = func(float32) { l.body.deal() }
	l.empty.Hide()
	l.d = &drawing{layout: l.place, min: l.size}
	l.d.objects = []fyne.CanvasObject{l.view, l.empty}
	l.d.refresh = func() { l.body.deal(); l.place(l.Size()) }
	l.ExtendBaseWidget(l)
	return l
}

// SetWhole makes the list as high as all its rows, for a list inside something
// that scrolls already.
func (l *List) SetWhole(whole bool) *List {
	l.whole = whole
	if whole {
		l.d.objects[0] = l.body
	} else {
		l.view.SetContent(l.body)
		l.d.objects[0] = l.view
	}
	l.Refresh()
	return l
}

// Answers says whose answers the rows are: while another one is on its way they
// take no key and no tap.
func (l *List) Answers(q Question) *List { l.answers = q; return l }

// ready reports whether the row at a place can be meant by who taps on it.
func (l *List) ready(at int) bool { return upToDate(l.answers) && settledAt(l.moves, at) }

// SetEmpty says what stands here while there are no rows.
func (l *List) SetEmpty(text, button string, fn func()) *List {
	l.hasEmpty = true
	l.empty.Set(text, button, fn)
	l.Refresh()
	return l
}

// SetItems shows these rows and keeps the place. A row that is not among them any
// more because of what was done to it stays a moment, struck.
func (l *List) SetItems(items []Item) {
	l.fresh = slices.Clone(items)
	l.restay()
}

func (l *List) restay() {
	kept := l.stays.Keep(l.fresh)
	items := slices.Clone(kept)
	for i := range items {
		if says, left := l.stays.Past(kept[i]); left {
			items[i].leave(says)
		}
	}
	if slices.EqualFunc(items, l.items, Item.equal) {
		return
	}
	count := len(l.items)
	l.moves = moves(l.moves, l.items, items, func(it Item) string { return it.ID })
	l.items = items
	l.lead, l.bySub, l.byAct = 0, false, false
	longest := 0
	for _, it := range kept { // as high and wide as before something left
		if n := rough(it.Lead); n > longest { // measuring thousands of words takes long
			longest = n
			l.lead = ceil(l.leadStyle().width(it.Lead)) + 3
		}
		l.bySub = l.bySub || it.Sub != ""
		l.byAct = l.byAct || len(it.Actions) > 0
	}
	l.lead = min(l.lead, 120)
	l.at = max(0, min(l.at, len(items)-1))
	l.body.deal()
	if count != len(items) {
		l.view.place()
		l.place(l.Size())
	}
	canvas.Refresh(l)
}

// backAction takes back what was done to a row that has left.
const backAction = "\x00back"

// leave strikes a row that has left.
func (i *Item) leave(says Done) {
	i.Strike, i.Badge, i.Tone, i.Waiting, i.Actions = true, says.Word, ToneGood, "", nil
	if says.Undo != nil {
		i.Actions = []ItemAction{{ID: backAction, Label: says.Back}}
	}
}

// left reports whether a row has left and is shown a moment longer.
func (l *List) left(it Item) bool {
	_, left := l.stays.Past(it)
	return left
}

// rough tells about how wide words are, counting a hanzi twice.
func rough(s string) int {
	n := 0
	for _, r := range s {
		n++
		if wide(r) {
			n++
		}
	}
	return n
}

// SetQuietLead shows the leads quietly and the titles in bold, for lists that are
// read by their titles.
func (l *List) SetQuietLead(quiet bool) *List {
	l.quietLead = quiet
	for _, r := range l.body.rows {
		r.set = false
	}
	l.Refresh()
	return l
}

func (l *List) leadStyle() Style {
	if l.quietLead {
		return Label
	}
	return BodyBold
}

func (l *List) titleStyle() Style {
	if l.quietLead || l.lead == 0 {
		return BodyBold
	}
	return Body
}

// Items gives the rows there are, without those that have left.
func (l *List) Items() []Item { return l.fresh }

// SetSelected marks a row; "" marks none.
func (l *List) SetSelected(id string) {
	if l.selected == id {
		return
	}
	l.selected = id
	l.body.deal()
}

// Selected gives the row marked.
func (l *List) Selected() string { return l.selected }

// ShowItem brings a row into view.
func (l *List) ShowItem(id string) {
	if i := slices.IndexFunc(l.items, func(it Item) bool { return it.ID == id }); i >= 0 {
		l.show(i)
	}
}

// ScrollToTop shows the first rows.
func (l *List) ScrollToTop() { l.view.ScrollToTop() }

func (l *List) show(i int) {
	h := l.rowHeight()
	if l.whole {
		for s := range scrolls {
			if y, ok := below(s.content, l, 0); ok {
				s.showSpan(y+float32(i)*h, y+float32(i+1)*h)
			}
		}
		return
	}
	l.view.showSpan(float32(i)*h, float32(i+1)*h)
}

func (l *List) rowHeight() float32 {
	switch {
	case l.byAct:
		return Size(SizeTouch) + 10
	case l.bySub:
		return max(Size(SizeTouch), BodyBold.lineHeight()+Label.lineHeight()+9)
	}
	return Size(SizeTouch)
}

// Held lists what is inside.
func (l *List) Held() []fyne.CanvasObject {
	if shown(l.empty) {
		return []fyne.CanvasObject{l.empty}
	}
	return l.d.objects[:1]
}

// TypedKey moves along the rows.
func (l *List) TypedKey(ev *fyne.KeyEvent) {
	if len(l.items) == 0 {
		bubble(l, ev)
		return
	}
	page := max(1, int(l.view.Size().Height/l.rowHeight())-1)
	acts := l.items[l.at].Actions
	to := l.at
	switch ev.Name {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	case fyne.KeyPageUp:
		to -= page
	case fyne.KeyPageDown:
		to += page
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(l.items) - 1
	case fyne.KeyLeft:
		l.col = max(-1, l.col-1)
	case fyne.KeyRight:
		l.col = min(len(acts)-1, l.col+1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.byKey()
		it, action := l.items[l.at], ""
		if l.col >= 0 && l.col < len(acts) {
			action = acts[l.col].ID
		} else if l.OnTap == nil {
			bubble(l, ev)
			return
		}
		if TakesEnter(part{l, it.ID, action}, true) && l.ready(l.at) {
			l.use(it, action)
		}
		return
	default:
		bubble(l, ev)
		return
	}
	OtherKey()
	if !upToDate(l.answers) {
		return
	}
	l.byKey()
	l.at = max(0, min(len(l.items)-1, to))
	l.col = min(l.col, len(l.items[l.at].Actions)-1)
	l.show(l.at)
	l.body.deal()
}

// use does an action of a row, or "" what a tap on it does.
func (l *List) use(it Item, action string) {
	switch {
	case action != "":
		l.act(it, action)
	case !l.left(it):
		actOn(it.ID, func() { l.OnTap(it.ID) })
	}
}

func (l *List) act(it Item, action string) {
	switch {
	case action == backAction:
		if says, left := l.stays.Past(it); left && says.Undo != nil {
			says.Undo()
		}
	case l.OnAction != nil:
		actOn(it.ID, func() { l.OnAction(it.ID, action) })
	}
}

// CreateRenderer links the widget to its drawing.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	l.body.deal()
	return l.d
}

func (l *List) size() fyne.Size {
	w := 4 * Size(SizeTouch)
	n := len(l.items)
	if n == 0 {
		if l.hasEmpty {
			return l.empty.MinSize()
		}
		return fyne.NewSize(w, 0)
	}
	if !l.whole {
		n = min(n, 2)
	}
	return fyne.NewSize(w, float32(n)*l.rowHeight())
}

func (l *List) place(size fyne.Size) {
	bare := len(l.items) == 0
	l.empty.Hidden = !bare || !l.hasEmpty
	l.d.objects[0].(interface{ setHidden(bool) }).setHidden(bare)
	place(l.d.objects[0], 0, 0, size.Width, size.Height)
	place(l.empty, 0, 0, size.Width, size.Height)
	l.body.deal()
}

func (s *Scroll) setHidden(h bool)   { s.Hidden = h }
func (b *listBody) setHidden(h bool) { b.Hidden = h }

// listBody is the rows in view, placed where they would stand among all.
type listBody struct {
	widget.BaseWidget
	of   *List
	rows []*listRow // the i-th item lies on row i modulo their number
	d    *drawing
}

func newListBody(l *List) *listBody {
	b := &listBody{of: l}
	b.d = &drawing{layout: func(fyne.Size) { b.deal() }, refresh: b.deal}
	b.d.min = func() fyne.Size { return fyne.NewSize(0, float32(len(l.items))*l.rowHeight()) }
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer links the widget to its drawing.
func (b *listBody) CreateRenderer() fyne.WidgetRenderer {
	b.deal()
	return b.d
}

// deal lays the items in view onto rows.
func (b *listBody) deal() {
	l := b.of
	h, n := l.rowHeight(), len(l.items)
	from, to := 0, n
	if !l.whole {
		high := l.view.Size().Height
		from = max(0, int(l.view.offset/h)-1)
		to = min(n, int((l.view.offset+high)/h)+2)
	}
	need := max(0, to-from)
	if len(b.rows) < need {
		for len(b.rows) < need+2 && len(b.rows) < n {
			b.rows = append(b.rows, newListRow(l))
		}
	}
	b.d.objects = b.d.objects[:0]
	w := b.Size().Width
	for i := from; i < to; i++ {
		r := b.rows[i%len(b.rows)]
		r.show(i)
		place(r, 0, float32(i)*h, w, h)
		b.d.objects = append(b.d.objects, r)
	}
	canvas.Refresh(b)
}
