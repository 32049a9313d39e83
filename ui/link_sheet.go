package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// linkSheet tells how this device stands to its hub, and lets a person show it
// where the hub is.
type linkSheet struct {
	w        *Window
	banner   *kit.Banner
	lines    *fyne.Container
	progress *kit.Progress
	address  *kit.Field
	reach    *kit.Button
	follow   *kit.Button
	past     *fyne.Container // how the books differ
	code     *kit.CodePad
	again    *kit.Button // pairs again
	all      *fyne.Container
}

func (w *Window) linkSheet() {
	if w.front.open() || w.others.joined == nil {
		return
	}
	s := &linkSheet{w: w, banner: kit.NewBanner("", kit.ToneSoon), lines: kit.VBoxGap(kit.SizeGap), progress: kit.NewProgress()}
	s.address = kit.NewField(w.say("link.address")).SetHint(w.say("link.addressHint"))
	s.address.OnEnter = s.doReach
	s.reach = kit.NewButton(w.say("link.reach"), kit.Secondary, s.doReach).SetLarge()
	s.follow = kit.NewButton(w.say("link.follow"), kit.Primary, s.askFollow)
	s.code = kit.NewCodePad(w.say("link.againCode"))
	pair := func() { w.pairAgain(s.code, s.again, strings.TrimSpace(s.address.Text())) }
	s.again = kit.NewButton(w.say("link.again"), kit.Primary, pair)
	s.code.OnEnter = pair
	s.past = kit.VBoxGap(kit.SizeGap)
	s.all = kit.VBoxGap(kit.SizePad, s.banner, s.past, s.follow, s.code, s.again, s.lines, s.progress, kit.NewRule(), s.address, addressPad(s.address), s.reach)
	s.deal()
	w.others.onChange = s.deal
	w.front.openSheet(w.say("link.title"), s.all, func() { w.others.onChange = nil })
}

// deal shows the state as it is now.
func (s *linkSheet) deal() {
	w, l := s.w, s.w.others.link
	say := w.say
	s.banner.Hidden, s.follow.Hidden = l.Trouble == nil && l.NewHub == nil, l.NewHub == nil
	out := l.Trouble != nil && l.Trouble.Key == otherHub // shut out has a page of its own
	s.code.Hidden, s.again.Hidden = !out, !out
	s.past.Objects = w.pastRows()
	s.past.Hidden = len(s.past.Objects) == 0
	s.past.Refresh()
	switch {
	case !s.past.Hidden:
		s.banner.Hide()
	case l.NewHub != nil:
		s.banner.Set(say("link.newHubWhat", l.NewHub.Name, l.NewHub.Address), kit.ToneSoon)
	case l.Trouble != nil:
		s.banner.Set(w.fault(l.Trouble), kit.ToneLate)
	case l.Online && l.Stuck != nil:
		s.banner.Show()
		s.banner.Set(w.say("link.stuckWhat", l.Waiting, w.stuckWhy(l.Stuck)), kit.ToneLate)
	}
	_, word, tone := w.linkWords()
	lines := []fyne.CanvasObject{kit.NewText(word, kit.Section.In(tone.Ink()))}
	add := func(key string, args ...any) {
		lines = append(lines, kit.NewParagraph(say(key, args...), kit.Body))
	}
	if l.Office != "" {
		add("link.office", l.Office, say("device.role."+string(l.Role)))
	}
	if l.Address != "" {
		add("link.hubAt", l.Address)
	}
	switch {
	case l.Since.IsZero():
	case l.Online:
		add("link.onlineSince", w.when(l.Since))
	default:
		add("link.offlineSince", w.when(l.Since))
	}
	if l.Waiting > 0 {
		add("link.waiting", l.Waiting)
	} else {
		add("link.nothingWaits")
	}
	catching := l.Online && l.Total > 0
	if catching {
		add("link.catchingUp", l.Done, l.Total)
	}
	if !l.Online && !out {
		lines = append(lines, kit.NewParagraph(say("link.goOn"), kit.Label))
	}
	s.progress.Hidden = !catching
	s.progress.Set(l.Done, l.Total)
	s.lines.Objects = lines
	s.lines.Refresh()
	s.all.Refresh()
}

// stuckWhy says why the hub takes nothing: its own trouble, not this device's.
func (w *Window) stuckWhy(e *data.Error) string {
	if e.Key == "error.diskFull" {
		return w.say("link.hubFull")
	}
	return w.say("link.hubStorage")
}

// otherHub is what the link says where another answers than the hub: one that was
// set up anew is believed again with its code.
const otherHub = "link.otherHub"

// doReach looks for the hub where a person says it is.
func (s *linkSheet) doReach() {
	w, at := s.w, strings.TrimSpace(s.address.Text())
	if s.reach.Locked() {
		return
	}
	s.address.ClearFault()
	if at == "" {
		s.address.SetFault(w.say("error.required"))
		return
	}
	s.reach.Lock()
	w.bridge.Run(w.life, func(ctx context.Context) error { return w.others.joined.SetAddress(ctx, at) }, func(err error) {
		s.reach.Unlock()
		if err != nil {
			s.address.SetFault(w.fault(err))
			return
		}
		s.address.SetText("")
	})
}

func (s *linkSheet) askFollow() {
	if h := s.w.others.link.NewHub; h != nil {
		s.w.askFollow(*h, s.w.others.joined.Follow, func() {})
	}
}

// askFollow has a person confirm that another device is the hub now, follows it
// and then goes on.
func (w *Window) askFollow(h data.HubOffer, follow func(context.Context) error, then func()) {
	w.front.confirm(w.say("link.followSure", h.Name, h.Address), w.say("link.follow"), kit.TonePrimary, func() {
		w.bridge.Detached(w.life, follow, func(err error) {
			if err != nil {
				w.toast(w.fault(err), "")
				return
			}
			w.toast(w.say("link.followed", h.Name), "")
			then()
		})
	})
}

// when tells a moment: the time alone where it is today.
func (w *Window) when(t data.Time) string {
	cal := w.settings.Calendar
	if cal.Day(t) == cal.Day(w.now()) {
		return cal.Clock(t)
	}
	return kit.DayName(w.lex, cal.Day(t)) + " " + cal.Clock(t)
}

// lightSheet leads a supervisor to the devices' settings and tells others which
// devices the hub can hear.
func (w *Window) lightSheet() {
	if w.front.open() {
		return
	}
	devices := screen.To(screen.Settings{Section: "devices"})
	if w.leads(devices) && w.me.Role == data.Supervisor && w.others.sharing.Successor == nil && !w.others.sharing.Amiss() {
		w.follow(devices)
		return
	}
	body := kit.VBoxGap(kit.SizePad)
	deal := func() {
		body.Objects = w.lightRows()
		body.Refresh()
	}
	deal()
	w.others.onChange = deal
	w.front.openSheet(w.say("link.devices"), body, func() { w.others.onChange = nil })
}

func (w *Window) lightRows() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	if h := w.others.sharing.Successor; h != nil {
		banner := kit.NewBanner(w.say("link.supersededWhat", h.Name, h.Address), kit.ToneLate)
		all = append(all, banner)
		if o, ok := w.set.Office.(standsDown); ok && w.me.Role == data.Supervisor {
			all = append(all, kit.NewButton(w.say("link.follow"), kit.Primary, func() { w.askFollow(*h, o.Follow, w.reopen) }))
		}
	}
	all = append(all, w.hubRows()...)
	list := kit.NewList().SetWhole(true)
	var items []kit.Item
	for _, p := range w.others.guests() {
		items = append(items, w.presenceItem(p))
	}
	list.SetItems(items)
	return append(all, list)
}

// presenceItem is a device as a row: its name, what it is for and whether it can
// be heard.
func (w *Window) presenceItem(p data.Presence) kit.Item {
	say := w.say
	it := kit.Item{ID: string(p.ID), Title: p.Name, Sub: say("device.role." + string(p.Role))}
	switch {
	case p.Apart:
		it.Badge, it.Tone = say("link.past"), kit.ToneLate
	case p.Online:
		it.Badge, it.Tone = say("link.isOnline"), kit.ToneGood
	case p.LastSeen.IsZero():
		it.Badge, it.Tone = say("link.notSeen"), kit.TonePlain
	default:
		it.Badge, it.Tone = say("link.seen", w.when(p.LastSeen)), kit.ToneSoon
	}
	return it
}
