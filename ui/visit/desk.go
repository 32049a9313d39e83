package visit

import (
	"context"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// checkinDesk is where somebody comes in: found at the left, registered at the
// right.
type checkinDesk struct {
	of    *checkin
	left  fyne.CanvasObject
	right fyne.CanvasObject

	find     *kit.Field
	chosen   *chosenGuest
	list     *kit.List
	greeting *kit.Banner
	form     *visitForm
	card     *kit.Card
	drinks   *checkinDrinks
	warn     *kit.Paragraph
	button   *kit.Button

	latest  screen.Latest // the search, by what is typed
	coming  screen.Latest // of the guest another screen sent
	matches []data.Match
	match   *data.Match // who was chosen, nil for somebody new
	typed   string      // in the find field when somebody was chosen
}

// matchesShown is how many people the list offers.
const matchesShown = 8

func newCheckinDesk(of *checkin) *checkinDesk {
	d := &checkinDesk{of: of}
	sh, say := of.sh, of.sh.Say
	label, later := "visit.find", "visit.seatFirst"
	if sh.Compact() {
		label, later = "visit.findShort", "visit.seatFirstShort"
	}
	d.find = kit.NewField(say(label)).SetLarge()
	d.find.OnChanged = func(s string) {
		of.draft.Put("find", s)
		d.coming.Answer(nil)
		d.complain("")
		d.search()
	}
	d.find.OnEnter, d.find.OnArrow = d.enterFind, d.arrow
	d.chosen = newChosenGuest()
	d.list = kit.NewList().Answers(&d.latest)
	d.list.OnTap = func(id string) {
		for _, m := range d.matches {
			if string(m.ID) == id {
				d.choose(m)
			}
		}
	}
	fresh, group := kit.NewButton(say("visit.new"), kit.Secondary, d.startNew), kit.NewButton(say(later), kit.Secondary, d.startPending)
	if !sh.Compact() {
		fresh.SetIcon("plus")
		group.SetIcon("users")
	}
	others := kit.Flow(fresh, group)
	d.greeting = kit.NewBanner("", kit.ToneAccent)
	d.form = newVisitForm(sh, &of.refs, false)
	d.form.OnChanged = d.keep
	d.drinks = newCheckinDrinks(d)
	d.warn = kit.NewParagraph("", kit.Body.In(kit.ColorLate))
	d.warn.Hide()
	d.button = kit.NewButton(say("visit.checkIn"), kit.Primary, d.submit)
	keys := "visit.form.keys"
	if sh.Compact() {
		keys = "visit.form.keysShort"
	}
	hint := kit.NewText(say(keys), kit.Label).SetMayCut(true)
	foot := kit.VBox(d.warn, kit.Row(nil, hint, kit.MinSize(d.button, 160, 0)))
	d.card = kit.NewCard(say("visit.title"), nil, kit.Pin(nil, foot, nil, nil, d.form.scroll))
	d.card.SetCorner(say("visit.form.by", sh.Me().Name))
	d.right = d.card
	d.left = kit.Pin(kit.VBox(d.find, d.chosen, d.drinks.chips), kit.VBox(others, d.greeting), nil, nil, d.list)
	d.restore()
	return d
}

// restore brings back what this person had typed.
func (d *checkinDesk) restore() {
	draft := d.of.draft
	if m, ok := draft.Get("match").(data.Match); ok {
		d.match, d.typed = &m, draft.Text("typed")
	}
	d.drinks.ask(d.match, draft.List("drinks"))
	d.find.SetText(draft.Text("find"))
	if e, ok := draft.Get("entry").(visitEntry); ok {
		d.show(e)
	} else {
		d.show(visitEntry{Adults: 1})
	}
}

// show fills the form for who was chosen.
func (d *checkinDesk) show(e visitEntry) {
	mask := ""
	d.form.court, d.form.last = "", ""
	if d.match != nil {
		mask = data.MaskPhone(d.match.Phone)
		if d.match.Last != nil {
			d.form.last = d.match.Last.Consultant
		}
		if d.match.Booking != nil {
			d.form.court = d.match.Booking.Court
		}
	}
	d.form.fill(e, mask)
	d.refresh()
}

func (d *checkinDesk) keep() {
	d.of.draft.Put("entry", d.form.read())
	d.complain("")
	d.greet()
	d.drinks.deal()
}

// refresh shows what has changed around the form.
func (d *checkinDesk) refresh() {
	d.form.offer()
	d.deal()
	d.greet()
}

func (d *checkinDesk) greet() {
	w := d.of.words()
	m := d.match
	if m == nil {
		if e := d.form.read(); e.Name != "" {
			m = &data.Match{Visitor: data.Visitor{Name: e.Name, Title: e.Title}}
		}
	}
	d.greeting.Set(w.greeting(m, d.form.marked(markPending)), kit.ToneAccent)
}

// search finds who fits what is typed.
func (d *checkinDesk) search() {
	text := d.find.Text()
	var found []data.Match
	d.latest.Load(d.of.sh, text, func(ctx context.Context) (err error) {
		found, err = d.of.office.FindVisitors(ctx, text, matchesShown)
		return err
	}, func(err error) {
		if err != nil {
			d.complain(d.of.sh.Fault(err))
			return
		}
		d.matches = found
		d.deal()
	})
}

// deal lists the matches, without the one who was chosen.
func (d *checkinDesk) deal() {
	w := d.of.words()
	var rows []kit.Item
	for _, m := range d.matches {
		if d.match != nil && m.ID == d.match.ID {
			continue
		}
		rows = append(rows, w.row(m))
	}
	if d.find.Text() != "" && d.match == nil {
		d.list.SetEmpty(w.say("visit.find.none"), "", nil)
	} else {
		d.list.SetEmpty("", "", nil)
	}
	d.list.SetItems(rows)
	d.chosen.show(w, d.match)
}

// turnTo drops what still waits for an answer: somebody turned to something else.
func (d *checkinDesk) turnTo() {
	d.latest.Forget()
	d.coming.Answer(nil)
}

// choose takes a match: the form is filled with what is known.
func (d *checkinDesk) choose(m data.Match) {
	d.turnTo()
	d.match, d.typed = &m, d.find.Text()
	d.of.draft.Put("match", m)
	d.of.draft.Put("typed", d.typed)
	d.drinks.ask(d.match, nil)
	e := prefill(m)
	d.of.draft.Put("entry", e)
	d.show(e)
}

// startNew begins with somebody unknown; what was typed to find them is used.
func (d *checkinDesk) startNew() {
	typed := d.find.Text()
	e := visitEntry{Adults: 1}
	digits := strings.IndexFunc(typed, unicode.IsLetter) < 0
	if number, ok := data.Phone(typed); ok && digits {
		e.Phone = number
	} else if !digits && strings.IndexFunc(typed, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0 {
		e.Name = typed
	}
	d.start(e)
	d.form.name.Focus(d.of.sh.Canvas())
}

// startPending lets a group in first: its name is asked for later.
func (d *checkinDesk) startPending() {
	d.start(visitEntry{Adults: 1, Pending: true})
	if c := d.of.sh.Canvas(); c != nil {
		c.Focus(d.form.people)
	}
}

func (d *checkinDesk) start(e visitEntry) {
	d.turnTo()
	d.match = nil
	d.of.draft.Put("match", nil)
	d.drinks.ask(nil, nil)
	d.of.draft.Put("entry", e)
	d.show(e)
}

// enterFind takes the first match; once somebody is chosen it registers. What is
// typed counts, not the list that is still shown from before, nor somebody who
// was chosen before it was typed.
func (d *checkinDesk) enterFind() {
	text := d.find.Text()
	if text == "" || d.match != nil && text == d.typed {
		d.submit()
		return
	}
	d.latest.When(func() {
		switch {
		case len(d.matches) > 0:
			d.choose(d.matches[0])
		case d.match == nil:
			d.submit()
		default:
			d.complain(d.of.sh.Say("visit.find.none"))
		}
	})
}

// arrow goes through the matches while the cursor stays in the field.
func (d *checkinDesk) arrow(k fyne.KeyName) bool {
	if !d.latest.Current() {
		return true
	}
	if len(d.matches) == 0 {
		return false
	}
	at := -1
	for i, m := range d.matches {
		if d.match != nil && m.ID == d.match.ID {
			at = i
		}
	}
	if k == fyne.KeyDown {
		at++
	} else {
		at--
	}
	if at < 0 || at >= len(d.matches) {
		return true
	}
	d.choose(d.matches[at])
	return true
}

// escape clears the form, and reports whether there was something in it.
func (d *checkinDesk) escape() bool {
	if d.match == nil && d.find.Text() == "" && d.form.read() == (visitEntry{Adults: 1}) {
		return false
	}
	was := map[string]any{}
	for _, key := range deskDraft {
		was[key] = d.of.draft.Get(key)
	}
	d.clear()
	d.of.sh.PutAway(func() {
		for key, v := range was {
			d.of.draft.Put(key, v)
		}
		d.restore()
	})
	return true
}

// deskDraft are the keys under which the form is kept.
var deskDraft = []string{"find", "match", "typed", "entry", "drinks"}

func (d *checkinDesk) clear() {
	for _, key := range deskDraft {
		d.of.draft.Put(key, nil)
	}
	d.match = nil
	d.drinks.ask(nil, nil)
	d.complain("")
	d.find.SetText("")
	d.show(visitEntry{Adults: 1})
	d.form.scroll.ScrollToTop()
	d.search()
	d.find.Focus(d.of.sh.Canvas())
}

// complain says below the form what belongs to no field.
func (d *checkinDesk) complain(text string) {
	d.warn.SetText(text)
	if d.warn.Hidden != (text == "") {
		d.warn.Hidden = text == ""
		d.card.Refresh()
	}
}

// command makes the check-in of what the form says.
func (d *checkinDesk) command() (*data.CheckIn, bool) {
	e := d.form.read()
	phone, ok := d.form.number(e.Phone)
	if !ok {
		return nil, false
	}
	c := &data.CheckIn{
		Visit: data.NewID(), Visitor: data.NewID(), Name: e.Name, Title: e.Title, Pending: e.Pending && e.Name == "", Phone: phone, NoPhone: e.NoPhone,
		Adults: e.Adults, Children: e.Children, Purpose: e.Purpose, Identity: e.Identity, Consultant: e.Consultant, Assigned: e.Assigned,
		Area: e.Area, Table: e.Table, VIP: e.VIP, Firm: e.Firm, Host: e.Host, Note: e.Note,
	}
	if c.Drinks = d.drinks.wishes(); len(c.Drinks) > 0 {
		c.Order = data.NewID()
	}
	if m := d.match; m != nil {
		// Without a phone nothing tells that it is the same person again.
		if m.Phone != "" || m.Times == 0 {
			c.Visitor = m.ID
		}
		if b := m.Booking; b != nil && b.Visit == "" {
			c.Booking = b.ID
		}
		if m.Phone != "" && phone == "" {
			c.NoPhone = false
		}
	}
	return c, true
}

// submit registers the visit.
func (d *checkinDesk) submit() {
	if d.button.Locked() {
		return
	}
	c, ok := d.command()
	if !ok {
		d.form.phone.Focus(d.of.sh.Canvas())
		return
	}
	sh := d.of.sh
	d.button.Lock()
	sh.Do(c, func(r data.Receipt, err error) {
		d.button.Unlock()
		places := d.form.places()
		places["people"], places["drinks"] = d, d.drinks.chips
		d.complain("")
		rest := screen.ShowFaults(sh, err, places)
		if err != nil {
			if rest != "" {
				d.complain(rest)
			}
			return
		}
		w := d.of.words()
		text := sh.Say("visit.done", w.party(c.Name, c.Title, c.Adults+c.Children))
		if place := w.place(data.Visit{Area: c.Area, TableID: c.Table}); place != "" {
			text = sh.Say("visit.doneAt", w.party(c.Name, c.Title, c.Adults+c.Children), place)
		}
		if len(c.Drinks) > 0 {
			text += "\n" + sh.Say("visit.drinksToo", d.drinks.words())
		}
		sh.Toast(screen.WithWarnings(sh.Say, text, r), r.ID)
		d.clear()
		d.of.load()
	})
}

// SetFault says what is wrong with the party: a stepper has no place for it.
func (d *checkinDesk) SetFault(msg string) {
	if msg != "" {
		d.complain(msg)
	}
}
