package hall

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// newsShown is how many announcements stand above the courts; the others are one
// tap away.
const newsShown = 2

// newsMost is how many a sheet lists at once; when those are noted the next ones
// follow.
const newsMost = 20

// newsBoard is what the staff have still to be told, each until 知道了.
type newsBoard struct {
	s    *now
	list []news // and those that stay a moment
	stay *kit.Stays[news]
	n    int // without those
	rows *fyne.Container
	more *kit.Button // to all of them
	open *fyne.Container
	shut func()
}

func newNewsBoard(s *now) *newsBoard {
	b := &newsBoard{s: s, rows: kit.VBox()}
	b.stay = kit.NewStays(func(n news) string { return string(n.Notices[0]) }, s.show)
	b.more = kit.NewButton("", kit.Secondary, b.showAll).SetLarge().SetIcon("bell")
	b.rows.Hide()
	b.more.Hide()
	return b
}

// show deals the announcements.
func (b *newsBoard) show(list []news) {
	b.n, b.list = len(list), b.stay.Keep(list)
	list = b.list
	b.rows.Objects = nil
	for _, n := range list[:min(newsShown, len(list))] {
		b.rows.Add(b.row(n, false))
	}
	b.rows.Hidden = len(list) == 0
	b.rows.Refresh()
	b.more.SetText(b.s.sh.Say("venue.news", b.n))
	b.more.Hidden = b.n <= newsShown
	b.dealAll()
}

// row is one announcement with its 知道了; a narrow one stands in a sheet.
func (b *newsBoard) row(n news, narrow bool) fyne.CanvasObject {
	say := b.s.sh.Say
	tone := kit.ToneSoon
	if n.What == data.NoticeCancelled {
		tone = kit.ToneLate
	}
	what := kit.HBox(kit.NewIcon("bell", tone.Ink(), kit.SizeIcon), kit.NewText(say("booking.notice."+n.What), kit.BodyBold.In(tone.Ink())))
	seen := kit.NewButton(say("venue.seen"), kit.Primary, func() { b.seen(n.Notices...) }).About(n.Notices[0])
	b.s.lock(n.Notices[0], seen)
	title, sub := headline(b.s, n), b.s.under(n)
	ground := kit.NewGround(tone.Soft()).SetLine(tone.Line(), kit.Size(kit.SizeHairline)).SetRadius(kit.SizeRadius)
	var body fyne.CanvasObject
	if narrow {
		body = kit.VBox(what, kit.NewParagraph(title, kit.BodyBold), kit.NewParagraph(sub, kit.Label.In(kit.ColorInk)), seen)
	} else {
		words := kit.VBoxGap("", kit.Space(), kit.NewText(title, kit.BodyBold).SetMayCut(true), kit.NewText(sub, kit.Label.In(kit.ColorInk)).SetMayCut(true), kit.Space())
		body = kit.Row(kit.PaddedBy(kit.SizeGap, what), kit.NewTap(words, func() { b.s.details(n.Bookings[0]) }), seen)
	}
	stay := kit.NewStay(kit.Fill(ground, kit.PaddedBy(kit.SizeGap, body)))
	stay.Say(b.stay.Past(n))
	return stay
}

// headline says where, when, who and how many.
func headline(s *now, n news) string {
	b := n.Bookings[0]
	words := joined(s.view.courtName(b.Court), spanDay(s.sh, b.Day, b.Starts, b.Ends), whom(s.sh.Say, b))
	if len(n.Bookings) > 1 {
		words = joined(words, s.sh.Say("booking.andMore", len(n.Bookings)-1))
	}
	return words
}

// under says where it was before, or what is needed.
func (s *now) under(n news) string {
	b, say := n.Bookings[0], s.sh.Say
	if m, ok := n.from[b.ID]; ok {
		cal := s.sh.Settings().Calendar
		return say("venue.was", s.view.courtName(m.Court), spanDay(s.sh, cal.Day(m.Starts), m.Starts, m.Ends))
	}
	if n.What == data.NoticeCancelled {
		return say("venue.free")
	}
	if needs := wants(say, b); len(needs) > 0 {
		return joined(needs...)
	}
	return say("venue.noNeeds")
}

// seen is 知道了: who is signed on has taken note.
func (b *newsBoard) seen(notices ...data.ID) {
	b.s.give(notices[0], &data.Notify{Notices: notices, By: b.s.sh.Me().ID}, b.s.sh.Say("venue.acked", len(notices)))
}

// showAll lists all announcements.
func (b *newsBoard) showAll() {
	b.open = kit.VBoxGap(kit.SizePad)
	b.shut = b.s.sh.Sheet(b.s.sh.Say("venue.newsTitle"), kit.NewScroll(kit.PaddedBy(kit.SizeFocus, b.open)), func() { b.open = nil })
	b.dealAll()
}

// dealAll fills the sheet while it is open, and closes it when all is known.
func (b *newsBoard) dealAll() {
	if b.open == nil {
		return
	}
	if len(b.list) == 0 {
		b.shut()
		return
	}
	b.open.Objects = nil
	var every []data.ID
	for _, n := range b.list[:min(newsMost, len(b.list))] {
		b.open.Add(b.row(n, true))
		if _, left := b.stay.Past(n); !left {
			every = append(every, n.Notices...)
		}
	}
	if len(every) > 0 {
		all := kit.NewButton(b.s.sh.Say("venue.seenAll"), kit.Secondary, func() { b.seen(every...) }).SetLarge()
		b.s.lock(every[0], all)
		b.open.Add(all)
	}
	b.open.Refresh()
}
