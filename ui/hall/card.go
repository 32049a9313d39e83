package hall

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// card is one booking on the screen: when, where, who, what they need, and the
// next steps. It is used again for one booking after another.
type card struct {
	s     *now
	of    data.Booking
	head  *kit.Tap
	time  *kit.Text
	badge *kit.Badge
	mark  *kit.WaitMark
	who   *kit.Paragraph
	needs *kit.Paragraph
	warn  *kit.Paragraph
	acts  [2]*kit.Button
	row   *fyne.Container
	body  *fyne.Container
	all   *kit.Card
	stay  *kit.Stay

	corner *fyne.Container // mark and badge
}

func newCard(s *now) *card {
	c := &card{s: s, time: kit.NewText("", kit.Title), badge: kit.NewBadge("", kit.TonePlain)}
	c.who, c.needs, c.warn = kit.NewParagraph("", kit.Section), kit.NewParagraph("", kit.Body), kit.NewParagraph("", kit.BodyBold.In(kit.ColorLate))
	c.mark = kit.NewWaitMark("")
	c.corner = kit.HBox(c.mark, c.badge)
	c.head = kit.NewTap(kit.VBoxGap("", kit.Row(nil, c.time, c.corner), c.who, c.needs, c.warn), func() { s.details(c.of) })
	c.acts[0] = kit.NewButton("", kit.Secondary, nil).SetLarge()
	c.acts[1] = kit.NewButton("", kit.Primary, nil)
	c.row = kit.Grid(2, c.acts[0], c.acts[1])
	c.body = kit.VBox(c.head, c.row)
	c.all = kit.NewCard("", nil, c.body)
	c.stay = kit.NewStay(c.all)
	return c
}

// show deals a booking onto the card.
func (c *card) show(b data.Booking) {
	say := c.s.sh.Say
	c.of = b
	c.head.About(b.ID)
	c.time.SetText(spanDay(c.s.sh, b.Day, b.Starts, b.Ends))
	c.who.SetText(say("venue.dot", c.s.view.courtName(b.Court), whom(say, b)))
	needs := wants(say, b)
	c.needs.SetText(joined(needs...))
	c.needs.Hidden = len(needs) == 0
	c.warn.SetText(c.inTheWay(b))
	c.warn.Hidden = c.warn.Text() == ""
	c.mark.Set(screen.WaitWord(c.s.sh, b.ID))
	c.corner.Refresh()
	c.turned()
	c.dealActs(b)
	c.body.Refresh()
}

// turned says anew how the booking stands by the clock.
func (c *card) turned() {
	words, tone := pressing(c.s.sh.Say, c.of, c.s.sh.Now())
	c.badge.Set(words, tone)
	c.all.SetStripe(tone)
}

// inTheWay says why the court can't be had.
func (c *card) inTheWay(b data.Booking) string {
	court, _ := c.s.view.Court(b.Court)
	if o, f, blocked := c.s.view.Blocked(court); blocked {
		return c.s.sh.Say("venue.blocked", o.Name, c.s.sh.Say("facility.state."+string(f.State)))
	}
	return ""
}

// dealActs puts the last step that can be taken onto the strong button, and what
// else is likely onto the other.
func (c *card) dealActs(b data.Booking) {
	to := steps(b)
	c.row.Hidden = len(to) == 0
	if len(to) == 0 {
		return
	}
	last := to[len(to)-1]
	c.acts[1].SetText(c.s.sh.Say("booking.act." + string(last)))
	c.acts[1].SetTap(func() { c.s.advance(b, last) })
	c.acts[1].About([2]any{b.ID, last})
	c.acts[0].About([2]any{b.ID, len(to)})
	if len(to) > 1 {
		c.acts[0].SetText(c.s.sh.Say("booking.act." + string(to[0])))
		c.acts[0].SetTap(func() { c.s.advance(b, to[0]) })
	} else {
		c.acts[0].SetText(c.s.sh.Say("order.title"))
		c.acts[0].SetTap(func() { c.s.order(b.Court) })
	}
	c.s.lock(b.ID, c.acts[:]...)
}

// tidy is a court that wants tidying, with who comes to it next.
type tidy struct {
	s    *now
	of   data.Court
	name *kit.Text
	next *kit.Text
	mark *kit.WaitMark
	done *kit.Button
	all  *kit.Card
	stay *kit.Stay

	under *fyne.Container // mark and who comes next
}

func newTidy(s *now) *tidy {
	t := &tidy{s: s, name: kit.NewText("", kit.Section).SetMayCut(true), next: kit.NewText("", kit.Label).SetMayCut(true)}
	t.done = kit.NewButton(s.sh.Say("venue.cleaned"), kit.Primary, func() { s.turn(t.of.ID, data.Normal) }).SetIcon("sparkles")
	t.mark = kit.NewWaitMark("")
	t.under = kit.HBox(t.mark, t.next)
	t.all = kit.NewCard("", nil, kit.Row(nil, kit.VBoxGap("", kit.Space(), t.name, t.under, kit.Space()), t.done))
	t.all.SetStripe(kit.ToneSoon)
	t.stay = kit.NewStay(t.all)
	return t
}

func (t *tidy) show(c data.Court) {
	say := t.s.sh.Say
	t.of = c
	t.done.About(c.ID)
	t.name.SetText(say("venue.dot", c.Name, say("facility.state."+string(data.Unkept))))
	words := say("venue.nobodyNext")
	if b, ok := t.s.view.next(c); ok {
		words = say("venue.nextAt", t.s.sh.Settings().Calendar.Clock(b.Starts), whom(say, b))
	}
	t.next.SetText(words)
	t.mark.Set(screen.WaitWord(t.s.sh, c.ID))
	t.under.Refresh()
	t.s.lock(c.ID, t.done)
}

// column is one half of the screen: cards under a heading, or a sentence where
// there are none.
type column struct {
	s     *now
	title *kit.Text
	count *kit.Badge
	tidy  []*tidy
	cards []*card
	rows  *fyne.Container
	view  *kit.Scroll
	empty *kit.Empty
	all   fyne.CanvasObject

	stays *kit.Stays[entry]
}

// entry is a court to tidy or a booking.
type entry struct {
	court   data.Court
	booking data.Booking
}

func (e entry) id() string {
	if e.court.ID != "" {
		return "court/" + string(e.court.ID)
	}
	return string(e.booking.ID)
}

func newColumn(s *now, title, empty string) *column {
	c := &column{s: s, title: kit.NewText(title, kit.Section), count: kit.NewBadge("", kit.TonePlain), rows: kit.VBoxGap(kit.SizePad), empty: kit.NewEmpty(empty, "", nil)}
	c.stays = kit.NewStays(entry.id, s.show)
	c.view = kit.NewScroll(c.rows)
	c.all = kit.Pin(kit.Row(nil, c.title, c.count), nil, nil, nil, kit.Fill(c.view, c.empty))
	return c
}

// show deals courts to tidy and bookings into the column.
func (c *column) show(courts []data.Court, bookings []data.Booking) {
	var all []entry
	for _, court := range courts {
		all = append(all, entry{court: court})
	}
	for _, b := range bookings {
		all = append(all, entry{booking: b})
	}
	var objs []fyne.CanvasObject
	tidy, cards := 0, 0
	for _, e := range c.stays.Keep(all) {
		if e.court.ID != "" {
			if tidy++; tidy > len(c.tidy) {
				c.tidy = append(c.tidy, newTidy(c.s))
			}
			t := c.tidy[tidy-1]
			t.show(e.court)
			t.stay.Say(c.stays.Past(e))
			objs = append(objs, t.stay)
			continue
		}
		if cards++; cards > len(c.cards) {
			c.cards = append(c.cards, newCard(c.s))
		}
		k := c.cards[cards-1]
		k.show(e.booking)
		k.stay.Say(c.stays.Past(e))
		objs = append(objs, k.stay)
	}
	c.count.Set(c.s.sh.Say("venue.count", len(bookings)), kit.TonePlain)
	c.count.Hidden = len(bookings) == 0
	c.view.Hidden, c.empty.Hidden = len(objs) == 0, len(objs) > 0
	c.rows.Objects = objs
	c.rows.Refresh()
	c.view.Refresh()
}
