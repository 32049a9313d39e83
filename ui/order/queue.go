package order

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/sound"
	"yingbin/ui/screen"
)

// QueueOffice is what the queue asks of the office.
type QueueOffice interface {
	cardOffice
	Queue(ctx context.Context) (data.Queue, error)
	Recallable(ctx context.Context) ([]data.OrderView, error)
	Menu(ctx context.Context) ([]data.DrinkView, error)
}

// Queue is 出品: what is to be made, the oldest first.
func Queue(o QueueOffice) screen.Builder {
	return screen.New("queue", "queue.title", "coffee", func(sh screen.Shell) *queue { return newQueue(o, sh, sound.Chime) })
}

// queue is 出品: orders as cards, the oldest first, with what is still to be made
// beside them.
type queue struct {
	cards
	office QueueOffice
	keep   *screen.Draft
	ring   func(ctx context.Context) error

	now     data.Queue
	known   bool             // now was read
	latest  screen.Latest    // of loading
	unseen  map[data.ID]bool // cards that nobody looked at
	looking func()           // ends the look at the page in front
	busy    map[data.ID]bool
	dealt   []data.OrderView // the cards, and those that stay a moment
	stays   *kit.Stays[data.OrderView]
	pages   [][]slot
	page    int
	tickets []*ticket
	sums    []*sum
	high    float32 // of the cards' room when they were dealt
	wide    float32

	board      *fyne.Container
	blank      *fyne.Container
	pager      *fyne.Container
	prev, next *kit.Button
	where      *kit.Text
	toMake     *fyne.Container
	toMakeView *kit.Scroll
	cups, wait *kit.Text
	recall     *kit.Button
	did        *kit.Text // the last step somebody took here
	back       *kit.Button
	last       data.ID
	aside      *fyne.Container // what the card at the side holds
	flash      *kit.Flash
	all        fyne.CanvasObject
}

func newQueue(o QueueOffice, sh screen.Shell, ring func(ctx context.Context) error) *queue {
	q := &queue{cards: cards{office: o, sh: sh}, office: o, keep: sh.Keep("heard"), ring: ring, busy: map[data.ID]bool{}, unseen: map[data.ID]bool{}}
	q.cards.after = q.load
	q.stays = kit.NewStays(func(o data.OrderView) string { return string(o.ID) }, q.restay).Holding(func(o data.OrderView) (lines []string) {
		for _, l := range o.Lines {
			lines = append(lines, string(l.ID))
		}
		return lines
	})
	q.build()
	q.load()
	return q
}

func (q *queue) build() {
	say := q.sh.Say
	q.blank = kit.Fill(kit.NewGround(kit.ColorPaper).SetLine(kit.ColorRule, 2).SetRadius(kit.SizeRadius),
		kit.Center(kit.NewText(say("queue.next"), kit.Body.In(kit.ColorQuiet))))
	q.board = container.New(&queueLayout{q}, q.blank)
	q.prev = kit.NewButton(say("queue.prev"), kit.Secondary, func() { q.turn(-1) }).SetLarge().SetIcon("chevron-left").SetRepeats()
	q.next = kit.NewButton(say("queue.nextPage"), kit.Secondary, func() { q.turn(1) }).SetLarge().SetIcon("chevron-right").SetRepeats()
	q.where = kit.NewText("", kit.Section.Aligned(fyne.TextAlignCenter))
	q.pager = kit.Columns([]float32{2, 1, 2}, q.prev, q.where, q.next)
	q.pager.Hide()
	q.toMake = kit.VBox()
	q.toMakeView = kit.NewScroll(q.toMake)
	q.cups, q.wait = kit.NewText("", kit.Label), kit.NewText("", kit.Label)
	q.recall = kit.NewButton(say("queue.recall"), kit.Secondary, q.askRecall).SetLarge()
	q.did = kit.NewText("", kit.Label).SetMayCut(true)
	q.back = kit.NewButton(say("queue.undo"), kit.Secondary, q.undo).SetLarge().SetIcon("undo")
	q.did.Hide()
	q.back.Hide()
	sold := kit.NewButton(say("queue.menu"), kit.Quiet, q.askSoldOut).SetLarge()
	foot := kit.VBox(q.did, q.back, kit.VBoxGap("", q.cups, q.wait), sold, q.recall)
	q.aside = kit.Pin(nil, foot, nil, nil, q.toMakeView)
	side := kit.NewCard(say("queue.toMake"), nil, q.aside)
	width := float32(216)
	if q.sh.Compact() {
		width = 196
	}
	q.flash = kit.NewFlash()
	main := kit.Columns([]float32{1, 0}, kit.Loose(kit.Pin(nil, q.pager, nil, nil, q.board)), kit.MinSize(kit.Loose(side), width, 0))
	q.all = kit.Fill(main, q.flash.Light())
}

// Content gives what is shown.
func (q *queue) Content() fyne.CanvasObject { return q.all }

// Closed has nothing to end.
func (q *queue) Closed() {}

// Tick lets the cards grow older. It also comes when the screen is shown.
func (q *queue) Tick() {
	q.look()
	for _, t := range q.tickets {
		if t.stay.Visible() {
			t.turned()
		}
	}
}

// queueTables are those whose changes the queue shows.
var queueTables = []string{"orders", "order_line", "drink", "visit", "undone"}

// Changed reads the queue again when it concerns it.
func (q *queue) Changed(c data.Change) {
	if c.Touches(queueTables...) {
		q.load()
	}
}

// Overheard listens for new orders while another screen is shown.
func (q *queue) Overheard(c data.Change) { q.Changed(c) }

// load reads the queue; of several readings under way only the last counts.
func (q *queue) load() {
	var now data.Queue
	q.latest.Load(q.sh, nil, func(ctx context.Context) (err error) {
		now, err = q.office.Queue(ctx)
		return err
	}, func(err error) {
		if err != nil {
			q.sh.Toast(q.sh.Fault(err), "")
			return
		}
		q.show(now)
	})
}

// show deals the cards anew, and sounds once for those that were not there.
func (q *queue) show(now data.Queue) {
	fresh := data.NewCards(q.heard(), now.Cards)
	quiet := !q.known && !q.keep.Has("cards")
	q.now, q.known = now, true
	q.arrived(fresh, quiet)
	q.remember()
	q.restay()
	q.side()
	if len(fresh) > 0 && !quiet {
		q.sh.Load(q.ring, nil)
		q.flash.Once()
	}
}

// restay deals the cards, and among them those that have just left.
func (q *queue) restay() {
	q.dealt = q.stays.Keep(q.now.Cards)
	q.lay()
}

// heard are the cards that were there when last looked, by this screen or by the
// one before it.
func (q *queue) heard() []data.OrderView {
	if q.known {
		return q.now.Cards
	}
	var cards []data.OrderView
	for _, id := range q.keep.List("cards") {
		cards = append(cards, data.OrderView{Order: data.Order{ID: data.ID(id)}})
	}
	return cards
}

func (q *queue) remember() {
	ids := []string{""} // looked, and there was nothing
	for _, o := range q.now.Cards {
		ids = append(ids, string(o.ID))
	}
	q.keep.Put("cards", ids)
}

// side shows what is still to be made and how the day goes.
func (q *queue) side() {
	say := q.sh.Say
	for len(q.sums) < max(1, len(q.now.ToMake)) {
		sum := newSum()
		q.sums = append(q.sums, sum)
		q.toMake.Add(sum.all)
	}
	for i, sum := range q.sums {
		sum.all.Hidden = i >= max(1, len(q.now.ToMake))
		if i < len(q.now.ToMake) {
			m := q.now.ToMake[i]
			name := m.Name
			if m.Serve != "" {
				name += " " + say("menu.serve."+m.Serve)
			}
			sum.show(name, strconv.Itoa(m.Qty))
		}
	}
	if len(q.now.ToMake) == 0 {
		q.sums[0].show(say("queue.nothing"), "")
	}
	q.toMake.Refresh()
	q.toMakeView.Refresh()
	q.cups.SetText(say("queue.cups", q.now.Cups))
	if q.now.Waited > 0 {
		q.wait.SetText(say("queue.wait", length(say, q.now.Waited)))
	} else {
		q.wait.SetText(say("queue.waitNone"))
	}
}

// sum is one line of what is still to be made.
type sum struct {
	name, qty *kit.Text
	all       *fyne.Container
}

func newSum() *sum {
	s := &sum{name: kit.NewText("", kit.Body).SetMayCut(true), qty: kit.NewText("", kit.Section)}
	s.all = kit.VBox(kit.Row(nil, s.name, s.qty), kit.NewRule())
	return s
}

func (s *sum) show(name, qty string) {
	s.name.SetText(name)
	s.qty.SetText(qty)
	s.all.Refresh()
}

// room gives the columns and rows of a page and the height of one row.
func (q *queue) room() (cols, rows int, high float32) {
	const least, low = 280, 236 // what a card must have
	gap := kit.Size(kit.SizePad)
	cols = max(1, int((q.wide+gap)/(least+gap)))
	rows = 1
	if q.high >= 2*low+gap {
		rows = 2
	}
	return cols, rows, (q.high - gap*float32(rows-1)) / float32(rows)
}

// lay deals the cards onto pages and shows the page in front.
func (q *queue) lay() {
	if q.wide <= 0 {
		return
	}
	cols, rows, high := q.room()
	tall := make([]bool, len(q.dealt))
	for i, o := range q.dealt {
		tall[i] = len(shown(o)) > linesIn(high, o.Moved())
	}
	q.pages = deal(tall, cols, rows)
	q.page = max(0, min(q.page, len(q.pages)-1))
	many := len(q.pages) > 1
	if q.pager.Visible() != many {
		q.pager.Hidden = !many
		q.all.Refresh()
	}
	if many {
		q.where.SetText(q.sh.Say("queue.page", q.page+1, len(q.pages)))
		q.sayNew()
		q.prev.SetEnabled(q.page > 0)
		q.next.SetEnabled(q.page < len(q.pages)-1)
	}
	q.place()
}

// place puts the cards of the page where they belong.
func (q *queue) place() {
	cols, rows, high := q.room()
	gap := kit.Size(kit.SizePad)
	w := (q.wide - gap*float32(cols-1)) / float32(cols)
	at := func(o fyne.CanvasObject, col, row int, h float32) {
		o.Move(fyne.NewPos(float32(col)*(w+gap), float32(row)*(high+gap)))
		o.Resize(fyne.NewSize(w, h))
	}
	var page []slot
	if q.page < len(q.pages) {
		page = q.pages[q.page]
	}
	for len(q.tickets) < len(page) {
		t := newTicket(q)
		q.tickets = append(q.tickets, t)
		q.board.Objects = append(q.board.Objects, t.stay)
	}
	taken := map[[2]int]bool{}
	for i, t := range q.tickets {
		t.stay.Hidden = i >= len(page)
		if t.stay.Hidden {
			continue
		}
		s, h := page[i], high
		taken[[2]int{s.col, s.row}] = true
		if s.tall && rows > 1 {
			h = q.high
			taken[[2]int{s.col, 1}] = true
		}
		o := q.dealt[s.card]
		t.show(o, linesIn(h, o.Moved()))
		t.stay.Say(q.stays.Past(o))
		at(t.stay, s.col, s.row, h)
	}
	q.blank.Hidden = true
	for n := range cols * rows {
		if col, row := n%cols, n/cols; !taken[[2]int{col, row}] && q.page >= len(q.pages)-1 {
			q.blank.Hidden = false
			at(q.blank, col, row, high)
			break
		}
	}
	q.board.Refresh()
	q.look()
}

// turn shows the next page or the one before.
func (q *queue) turn(by int) {
	q.page += by
	q.lay()
}

// advance takes lines on; the card is locked until the office has answered.
func (q *queue) advance(o data.OrderView, lines []data.ID, to data.LineState) {
	if q.busy[o.ID] || len(lines) == 0 {
		return
	}
	q.looked(o.ID)
	q.hold(o.ID, true)
	q.sh.Do(&data.AdvanceLines{Lines: lines, To: to}, func(r data.Receipt, err error) {
		q.hold(o.ID, false)
		if err != nil {
			q.sh.Toast(q.sh.Fault(err), "")
			q.load() // somebody else was first: see what they did
			return
		}
		q.took(q.sh.Say("queue.by", o.PlaceName, q.sh.Say("order.state."+string(to))), r.ID)
	})
}

// took shows the last step beside the cards, to be taken back: a toast would lie
// over the cards' own buttons while the next one is tapped.
func (q *queue) took(what string, command data.ID) {
	q.last = command
	q.back.About(command)
	q.did.SetText(what)
	q.did.Hidden, q.back.Hidden = command == "", command == ""
	q.aside.Refresh()
}

// undo takes the last step back.
func (q *queue) undo() {
	if q.back.Locked() || q.last == "" {
		return
	}
	q.back.Lock()
	q.sh.Do(&data.Undo{Command: q.last}, func(_ data.Receipt, err error) {
		q.back.Unlock()
		q.took("", "")
		if err != nil {
			q.sh.Toast(q.sh.Fault(err), "")
		}
		q.load()
	})
}

// hold locks or frees a card.
func (q *queue) hold(id data.ID, on bool) {
	if on {
		q.busy[id] = true
	} else {
		delete(q.busy, id)
	}
	for _, t := range q.tickets {
		if t.order.ID == id && t.stay.Visible() {
			t.show(t.order, t.fits)
		}
	}
}

// note is 知道了 for a void or a move.
func (q *queue) note(o data.OrderView, what string) {
	if q.busy[o.ID] {
		return
	}
	q.hold(o.ID, true)
	q.sh.Do(&data.SeenOrder{Order: o.ID, What: what}, func(_ data.Receipt, err error) {
		q.hold(o.ID, false)
		if err != nil {
			q.sh.Toast(q.sh.Fault(err), "")
			q.load()
		}
	})
}
