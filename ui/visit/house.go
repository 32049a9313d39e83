package visit

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// checkinHouse lists who is in the house, or all of the day; the party that is
// picked is completed at the right.
type checkinHouse struct {
	of    *checkin
	left  fyne.CanvasObject
	right fyne.CanvasObject

	list   *kit.List
	refuse *kit.Button
	shut   *kit.Button
	print  *kit.Button

	empty   *kit.Card
	card    *kit.Card
	form    *visitForm
	warn    *kit.Paragraph
	button  *kit.Button
	off     *kit.Button
	sticker *kit.Button

	day      data.Day
	visits   []data.VisitView
	refusals []data.Refusal
	picked   data.ID
	shown    data.VisitView // as the form was filled
}

func newCheckinHouse(of *checkin) *checkinHouse {
	h := &checkinHouse{of: of, day: of.today(), picked: data.ID(of.draft.Text("picked"))}
	sh, say := of.sh, of.sh.Say
	h.list = kit.NewList()
	h.list.OnTap = func(id string) { h.pick(data.ID(id)) }
	h.list.OnAction = func(id, _ string) { h.seeOff(data.ID(id)) }
	h.refuse = kit.NewButton(say("visit.refuse"), kit.Secondary, func() { openRefusal(of) })
	h.shut = kit.NewButton(say("visit.closeHouse"), kit.Secondary, h.closeHouse)
	h.print = kit.NewButton(say("visit.print"), kit.Secondary, func() {
		sh.Go(screen.To(screen.Print{Record: "visits", From: of.today(), To: of.today()}))
	}).SetIcon("print")
	h.left = kit.Pin(nil, kit.Flow(h.refuse, h.shut, h.print), nil, nil, h.list)

	h.form = newVisitForm(sh, &of.refs, true)
	h.form.OnChanged = func() {
		sh.Keep(h.draftName()).Put("entry", h.form.read())
		h.complain("")
	}
	h.warn = kit.NewParagraph("", kit.Body.In(kit.ColorLate))
	h.warn.Hide()
	h.button = kit.NewButton(say("common.save"), kit.Primary, func() { h.save() })
	h.off = kit.NewButton(say("visit.seeOff"), kit.Secondary, func() { h.seeOff(h.picked) })
	h.sticker = kit.NewButton(say("visit.sticker.title"), kit.Quiet, func() {
		sh.Go(screen.To(screen.Print{Record: "sticker", ID: string(h.picked)}))
	}).SetIcon("print")
	mark := kit.NewButton(say("visit.mark"), kit.Quiet, func() { openGuestMark(of, h.shown.Visitor) }).SetIcon("pen")
	foot := kit.VBox(h.warn, kit.Row(kit.HBox(mark, h.sticker), nil, kit.HBox(h.off, kit.MinSize(h.button, 120, 0))))
	h.card = kit.NewCard("", nil, kit.Pin(nil, foot, nil, nil, h.form.scroll))
	h.empty = kit.NewCard("", nil, kit.Center(kit.NewEmpty(say("visit.list.pick"), "", nil)))
	h.right = kit.Fill(h.empty, h.card)
	h.card.Hide()
	return h
}

// draftName is where the half-typed changes of the picked visit are kept.
func (h *checkinHouse) draftName() string { return "visit/" + string(h.picked) }

// set takes what was loaded.
func (h *checkinHouse) set(visits []data.VisitView, refusals []data.Refusal) {
	h.day, h.visits, h.refusals = h.of.today(), visits, refusals
	h.deal()
	if v, ok := h.find(h.picked); ok && v != h.shown {
		h.fill(v)
	} else if !ok {
		h.pick("")
	} else {
		h.form.offer()
	}
}

func (h *checkinHouse) find(id data.ID) (data.VisitView, bool) {
	for _, list := range [][]data.VisitView{h.of.refs.open, h.visits} {
		for _, v := range list {
			if v.ID == id && id != "" {
				return v, true
			}
		}
	}
	return data.VisitView{}, false
}

// deal lists the tab's parties.
func (h *checkinHouse) deal() {
	if h.of.tabs == nil {
		return
	}
	w, say := h.of.words(), h.of.sh.Say
	day := h.of.tab() == tabDay
	var rows []kit.Item
	if day {
		rows = h.dayRows(w)
		h.list.SetEmpty(say("visit.list.noneToday"), say("visit.list.register"), func() { h.of.turnTo(tabDesk) })
	} else {
		for _, v := range h.of.refs.open {
			rows = append(rows, w.line(v, false))
		}
		h.list.SetEmpty(say("visit.list.noneInside"), say("visit.list.register"), func() { h.of.turnTo(tabDesk) })
	}
	h.list.SetItems(screen.MarkItems(h.of.sh, rows))
	h.list.SetSelected(string(h.picked))
	h.shut.Hidden = day
	h.shut.SetEnabled(len(h.of.refs.open) > 0)
	h.print.Hidden = !day
	h.left.Refresh()
}

// dayRows lists the day, the newest first, those turned away among the others.
func (h *checkinHouse) dayRows(w visitWords) []kit.Item {
	var rows []kit.Item
	i, j := len(h.visits)-1, len(h.refusals)-1
	for i >= 0 || j >= 0 {
		if j < 0 || i >= 0 && h.visits[i].Arrived >= h.refusals[j].At {
			rows = append(rows, w.line(h.visits[i], true))
			i--
		} else {
			rows = append(rows, w.refusal(h.refusals[j]))
			j--
		}
	}
	return rows
}

// pick shows a party at the right; "" leaves it.
func (h *checkinHouse) pick(id data.ID) {
	v, ok := h.find(id)
	if !ok {
		id = ""
	}
	h.picked = id
	h.of.draft.Put("picked", string(id))
	h.list.SetSelected(string(id))
	h.off.About(id)
	h.button.About(id)
	h.card.Hidden, h.empty.Hidden = !ok, ok
	if ok {
		h.fill(v)
		h.form.scroll.ScrollToTop()
	} else {
		h.shown = data.VisitView{}
	}
	h.right.Refresh()
}

// fill puts a visit into the form, with what this person had changed of it.
func (h *checkinHouse) fill(v data.VisitView) {
	w := h.of.words()
	h.shown = v
	h.card.Hidden, h.empty.Hidden = false, true
	h.card.SetTitle(w.say("visit.edit.title", data.ShortNumber(v.Number), w.nth(v.Times)))
	h.card.SetCorner(kit.Dotted(w.say("visit.form.by", w.name(v.By)), w.cal.Clock(v.Arrived)))
	h.form.visit, h.form.court, h.form.last = v.ID, "", v.Consultant
	e := entryOf(v)
	if kept, ok := h.of.sh.Keep(h.draftName()).Get("entry").(visitEntry); ok {
		e = kept
	}
	h.form.fill(e, data.MaskPhone(v.Phone))
	h.complain("")
	h.off.Hidden = !v.Open()
	h.sticker.Hidden = v.Purpose != "business"
	h.card.Refresh()
}

// entryOf is what a visit's form says before anything is changed.
func entryOf(v data.VisitView) visitEntry {
	return visitEntry{
		Name: v.Name, Title: v.Title, Pending: v.Pending, NoPhone: v.NoPhone && v.Phone == "", VIP: v.VIP, Adults: v.Adults, Children: v.Children,
		Purpose: v.Purpose, Identity: v.Identity, Consultant: v.Consultant, Assigned: v.Assigned, Area: v.Area, Table: v.TableID,
		Firm: v.Firm, Host: v.Host, Note: v.Note, Channel: v.Channel, Intent: v.Intent, Plate: v.Plate, Agent: v.Agent,
	}
}

// save amends the visit. It reports whether there is one.
func (h *checkinHouse) save() bool {
	if h.picked == "" || h.button.Locked() {
		return h.picked != ""
	}
	e, v := h.form.read(), h.shown
	phone, ok := h.form.number(e.Phone)
	if !ok {
		return true
	}
	c := &data.AmendVisit{
		Visit: v.ID, Visitor: v.Visitor, Other: data.NewID(), Name: e.Name, Title: e.Title, Pending: e.Pending && e.Name == "", Phone: phone, NoPhone: e.NoPhone,
		Adults: e.Adults, Children: e.Children, Purpose: e.Purpose, Identity: e.Identity, Consultant: e.Consultant, Assigned: e.Assigned,
		Area: e.Area, Table: e.Table, VIP: e.VIP, Firm: e.Firm, Host: e.Host, Note: e.Note,
		Channel: e.Channel, Intent: e.Intent, Plate: e.Plate, Agent: e.Agent,
	}
	if phone != "" {
		c.NoPhone = false
	}
	sh, draft := h.of.sh, h.of.sh.Keep(h.draftName())
	h.button.Lock()
	sh.Do(c, func(r data.Receipt, err error) {
		h.button.Unlock()
		rest := screen.ShowFaults(sh, err, h.form.places())
		if err != nil {
			h.complain(rest)
			return
		}
		draft.Clear()
		h.shown = data.VisitView{}
		sh.Toast(screen.WithWarnings(sh.Say, sh.Say("visit.saved", h.of.words().party(c.Name, c.Title, c.Adults+c.Children)), r), r.ID)
		h.of.load()
	})
	return true
}

func (h *checkinHouse) complain(text string) {
	h.warn.SetText(text)
	if h.warn.Hidden != (text == "") {
		h.warn.Hidden = text == ""
		h.card.Refresh()
	}
}

// seeOff checks a party out.
func (h *checkinHouse) seeOff(id data.ID) {
	v, ok := h.find(id)
	if !ok || h.off.Locked() {
		return
	}
	sh := h.of.sh
	h.off.Lock()
	sh.Do(&data.CheckOut{Visits: []data.ID{id}, How: "seen-off"}, func(r data.Receipt, err error) {
		h.off.Unlock()
		if err != nil {
			sh.Toast(sh.Fault(err), "")
		} else {
			sh.Toast(screen.WithWarnings(sh.Say, sh.Say("visit.seenOff", h.of.words().party(v.Name, v.Title, v.People())), r), r.ID)
		}
		h.of.load()
	})
}

// closeHouse ends every visit that is open, after a question.
func (h *checkinHouse) closeHouse() {
	sh, n := h.of.sh, len(h.of.refs.open)
	sh.Confirm(sh.Say("visit.closeHouse.ask", n), sh.Say("visit.closeHouse"), kit.ToneLate, func() {
		h.shut.Lock()
		sh.Do(&data.CloseHouse{Day: h.of.today()}, func(r data.Receipt, err error) {
			h.shut.Unlock()
			if err != nil {
				sh.Toast(sh.Fault(err), "")
				return
			}
			sh.Toast(sh.Say("visit.closeHouse.done", n), r.ID)
			h.of.load()
		})
	})
}
