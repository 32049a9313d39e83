package order

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yingbin/data"
	"yingbin/ui/kit"
)

// ticket is a card on the screen. It is used again for one order after another;
// what did not change is left alone.
type ticket struct {
	q      *queue
	order  data.OrderView
	step   data.Step
	fits   int // how many lines there is room for
	card   *kit.Card
	stay   *kit.Stay
	head   *kit.Tap
	place  *kit.Text
	whom   *kit.Text
	age    *kit.Text
	fresh  *kit.Badge
	corner *fyne.Container // fresh and age
	lines  []*ticketLine
	more   *kit.Button
	move   *kit.Tap
	moved  *kit.Text
	strong *kit.Button // the next step
	calm   *kit.Button // to begin
	body   *fyne.Container
	rows   *fyne.Container
}

func newTicket(q *queue) *ticket {
	t := &ticket{q: q, place: kit.NewText("", kit.Figure), whom: kit.NewText("", kit.Label).SetMayCut(true), age: kit.NewText("", kit.Section)}
	t.fresh = kit.NewBadge(q.sh.Say("queue.new"), kit.ToneAccent)
	t.corner = kit.HBox(t.fresh, t.age)
	t.head = kit.NewTap(kit.Row(t.place, t.whom, t.corner), func() { q.looked(t.order.ID); q.details(t.order) })
	t.more = kit.NewButton("", kit.Quiet, func() { q.details(t.order) })
	t.moved = kit.NewText("", kit.Label.In(kit.ToneAccent.Ink()))
	note := kit.NewText(q.sh.Say("queue.seen"), kit.BodyBold.In(kit.ToneAccent.Ink()))
	t.move = kit.NewTap(kit.Fill(kit.NewGround(kit.ToneAccent.Soft()).SetRadius(kit.SizeRadius), kit.PaddedBy(kit.SizeGap, kit.Row(t.moved, nil, note))),
		func() { q.note(t.order, "move") })
	t.strong = kit.NewButton("", kit.Primary, t.next)
	t.calm = kit.NewButton("", kit.Secondary, t.next).SetLarge()
	t.rows = kit.VBoxGap("")
	t.body = container.New(&ticketLayout{t}, t.head, kit.NewRule(), t.rows, t.more, t.move, t.strong, t.calm)
	t.card = kit.NewCard("", nil, t.body)
	t.stay = kit.NewStay(t.card)
	return t
}

// next takes the whole card one step on.
func (t *ticket) next() { t.q.advance(t.order, t.step.Lines, t.step.To) }

// show deals an order onto the ticket.
func (t *ticket) show(o data.OrderView, fits int) {
	t.order, t.fits, t.step = o, fits, o.NextStep()
	say := t.q.sh.Say
	t.head.About(o.ID)
	t.more.About(o.ID)
	t.move.About([2]any{o.ID, "move"})
	t.place.SetText(o.PlaceName)
	t.whom.SetText(forWhom(say, o))
	t.card.SetWaiting(orderWaits(t.q.sh, o))
	t.fresh.Hidden = !t.q.unseen[o.ID]
	t.corner.Refresh()
	t.turned()
	lines := shown(o)
	more := 0
	if len(lines) > fits {
		more = len(lines) - fits + 1
		lines = lines[:fits-1]
	}
	for len(t.lines) < len(lines) {
		l := newTicketLine(t)
		t.lines = append(t.lines, l)
		t.rows.Add(l.all)
	}
	for i, l := range t.lines {
		l.all.Hidden = i >= len(lines)
		if i < len(lines) {
			l.show(o, lines[i])
		}
	}
	t.more.Hidden = more == 0
	t.more.SetText(say("queue.more", more))
	t.move.Hidden = !o.Moved()
	t.moved.SetText(say("queue.moved", o.FromName, o.PlaceName))
	calm := t.step.To == data.Making
	t.strong.Hidden, t.calm.Hidden = calm || t.step.To == "", !calm
	for _, b := range []*kit.Button{t.strong, t.calm} {
		b.About([2]any{o.ID, t.step.To})
		if t.step.To != "" {
			b.SetText(say(stepWords(t.step)))
		}
		if t.q.busy[o.ID] {
			b.Lock()
		} else {
			b.Unlock()
		}
	}
	t.rows.Refresh()
	t.body.Refresh()
}

// turned shows how long the card has been waiting.
func (t *ticket) turned() {
	words, tone := waited(t.q.sh.Say, t.q.sh.Settings(), t.order, t.q.sh.Now())
	t.age.SetText(words)
	t.age.SetStyle(kit.Section.In(tone.Ink()))
	t.card.SetStripe(tone)
}

// ticketLayout puts the head at the top, the lines under it and what can be done
// at the bottom.
type ticketLayout struct{ t *ticket }

func (l *ticketLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	t, gap := l.t, kit.Size(kit.SizeGap)
	put := func(o fyne.CanvasObject, y, h float32) {
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
	}
	head := t.head.MinSize().Height
	put(t.head, -gap/2, head)
	put(objs[1], head, kit.Size(kit.SizeHairline))
	touch := kit.Size(kit.SizeTouchBar)
	bottom := size.Height
	for _, b := range []*kit.Button{t.strong, t.calm} {
		if b.Visible() {
			put(b, size.Height-touch, touch)
			bottom = size.Height - touch - gap
		}
	}
	if t.move.Visible() {
		put(t.move, bottom-touch, touch)
	}
	n := 0
	for _, line := range t.lines {
		if line.all.Visible() {
			n++
		}
	}
	y, high := head+gap/2, float32(n)*touch
	put(t.rows, y, high)
	if t.more.Visible() {
		put(t.more, y+high, touch)
	}
}

func (l *ticketLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(4*kit.Size(kit.SizeTouch), 3*kit.Size(kit.SizeTouch))
}

// linesIn is how many lines a card of this height has room for.
func linesIn(height float32, moved bool) int {
	gap, touch := kit.Size(kit.SizeGap), kit.Size(kit.SizeTouchBar)
	room := height - 2*kit.Size(kit.SizePad) - max(touch, kit.NewText("A", kit.Figure).MinSize().Height) - gap/2 - touch - gap
	if moved {
		room -= touch + gap
	}
	return max(1, int(room/touch))
}

// ticketLine is one line of a ticket: how many, what, how, and how far it is. A
// tap takes it one step on; a struck one waits for 知道了.
type ticketLine struct {
	t     *ticket
	line  data.LineView
	tap   *kit.Tap
	qty   *kit.Text
	name  *kit.Text
	opts  *kit.Text
	state *kit.Text
	badge *kit.Badge
	seen  *kit.Button
	all   *fyne.Container
}

func newTicketLine(t *ticket) *ticketLine {
	l := &ticketLine{t: t, qty: kit.NewText("", kit.Title), name: kit.NewText("", kit.Body), opts: kit.NewText("", kit.Small),
		state: kit.NewText("", kit.Label), badge: kit.NewBadge("", kit.ToneGood)}
	l.name.SetMayCut(true)
	l.opts.SetMayCut(true)
	words := container.New(middleLeft{}, kit.VBoxGap("", l.name, l.opts))
	row := kit.Row(kit.MinSize(l.qty, kit.Size(kit.SizePad)*2, 0), words, kit.HBox(l.state, l.badge))
	l.tap = kit.NewTap(row, func() { t.q.advance(t.order, []data.ID{l.line.ID}, l.line.NextState()) })
	l.seen = kit.NewButton(t.q.sh.Say("queue.seen"), kit.Secondary, func() { t.q.note(t.order, "void") }).SetLarge()
	l.all = kit.MinSize(kit.Row(nil, l.tap, l.seen), 0, kit.Size(kit.SizeTouchBar))
	return l
}

func (l *ticketLine) show(o data.OrderView, line data.LineView) {
	l.line = line
	l.tap.About([2]any{line.ID, line.NextState()})
	l.seen.About(line.ID)
	say, void := l.t.q.sh.Say, line.State == data.Voided
	name, quiet := kit.Body, kit.Small
	name.Size = kit.SizeButton
	words := options(say, o.Order, line)
	if void {
		name, quiet = name.In(kit.ColorQuiet).Struck(true), quiet.Struck(true)
		words = line.VoidWhy
	}
	l.qty.SetText(strconv.Itoa(line.Qty))
	l.name.SetStyle(name)
	l.name.SetText(line.Name)
	l.opts.SetStyle(quiet)
	l.opts.SetText(words)
	l.opts.Hidden = words == ""
	l.state.Hidden = line.State != data.Making
	l.state.SetText(say("order.state.making"))
	l.badge.Hidden = line.State != data.Ready
	l.badge.Set(say("order.state.ready"), kit.ToneGood)
	l.seen.Hidden = !void
	if void || l.t.q.busy[o.ID] {
		l.tap.Disable()
	} else {
		l.tap.Enable()
	}
	l.all.Refresh()
}

// middleLeft puts one thing in the middle of the height, over the whole width.
type middleLeft struct{}

func (middleLeft) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, max(0, (size.Height-h)/2)))
		o.Resize(fyne.NewSize(size.Width, h))
	}
}

func (middleLeft) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objs {
		m = m.Max(o.MinSize())
	}
	return m
}
