package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// courter is an office whose bookings stand on courts.
type courter interface {
	Courts(ctx context.Context) ([]data.Court, error)
}

// showRefusals opens what the hub refused by itself, for whoever gave it and is
// at the desk, once; the badge in the bar stays.
func (w *Window) showRefusals() {
	o := w.others
	mine := slices.ContainsFunc(o.refused, func(r data.Rejection) bool { return r.Staff == w.me.ID && !o.told[r.ID] })
	if mine && !w.front.open() {
		w.refusalSheet()
	}
}

// refusalSheet shows what the hub refused: one's own first, the newest first.
func (w *Window) refusalSheet() {
	o := w.others
	if o.refuser == nil || w.frame == nil || len(o.refused) == 0 {
		return
	}
	s := &refusals{w: w, all: kit.VBoxGap(kit.SizePad)}
	courts, ok := w.set.Office.(courter)
	w.bridge.Run(w.life, func(ctx context.Context) (err error) {
		if ok {
			s.courts, err = courts.Courts(ctx)
		}
		return err
	}, func(err error) {
		if err != nil {
			w.note(err)
		}
		if w.frame == nil || w.front.open() {
			return
		}
		s.deal()
		o.onChange = s.deal
		s.shut = w.front.openSheet(w.say("link.refusedTitle"), s.all, func() { o.onChange = nil })
	})
}

// refusals is the sheet of what the hub refused.
type refusals struct {
	w      *Window
	courts []data.Court
	shown  []data.ID
	all    *fyne.Container
	shut   func()
}

// deal shows what is left, and closes when nothing is.
func (s *refusals) deal() {
	w := s.w
	list := slices.Clone(w.others.refused)
	slices.SortStableFunc(list, func(a, b data.Rejection) int {
		if mine := a.Staff == w.me.ID; mine != (b.Staff == w.me.ID) {
			if mine {
				return -1
			}
			return 1
		}
		return int(b.At - a.At)
	})
	var ids []data.ID
	for _, r := range list {
		ids = append(ids, r.ID)
		w.others.told[r.ID] = true
	}
	if len(list) == 0 && s.shut != nil {
		s.shut()
		return
	}
	if s.shown != nil && slices.Equal(ids, s.shown) {
		return
	}
	s.shown = ids
	s.all.Objects = []fyne.CanvasObject{kit.NewParagraph(w.say("link.refusedWhat"), kit.Label)}
	for _, r := range list {
		s.all.Add(s.card(r))
	}
	s.all.Refresh()
}

// card is one refused command: what, when, by whom, why, and the way on.
func (s *refusals) card(r data.Rejection) fyne.CanvasObject {
	w := s.w
	who, _ := w.person(r.Staff)
	body := kit.VBoxGap(kit.SizeGap,
		kit.NewText(w.say("link.refusedBy", w.when(r.At), who.Name), kit.Label))
	if about := s.about(r.Command); about != "" {
		body.Add(kit.NewParagraph(about, kit.Body))
	}
	body.Add(kit.NewBanner(w.fault(r.Fault), kit.ToneLate))
	note := kit.NewButton(w.say("link.noted.ok"), kit.Secondary, nil).SetLarge()
	note.SetTap(func() { s.dismiss(r, note) })
	if near := nearest(r); len(near) > 0 {
		body.Add(kit.NewText(w.say("link.near"), kit.Label))
		for _, n := range near {
			b := kit.NewButton(s.span(n.Court, n.Start, n.End), kit.Secondary, nil).SetLarge()
			b.SetTap(func() { s.again(r, n, b) })
			body.Add(b)
		}
	}
	body.Add(note)
	return kit.NewCard(w.kindWord(r.Kind), nil, body)
}

// kindWord is what a kind of command is called.
func (w *Window) kindWord(kind string) string {
	if key := data.KindWord(kind); w.lex.Has(key) {
		return w.say(key)
	}
	return w.say("link.unknownKind")
}

// about says whom or what the command was for, where that can be told.
func (s *refusals) about(c data.Command) string {
	switch c := c.(type) {
	case *data.Book:
		var words []string
		for _, p := range c.Spans {
			words = append(words, s.span(p.Court, p.Start, p.End))
		}
		named := data.Booking{Name: c.Name, Title: c.Title}
		return s.w.say("link.aboutBooking", named.Called(s.w.say), c.People, s.joined(words))
	case *data.MoveBooking:
		return s.span(c.Court, c.Start, c.End)
	case *data.CheckIn:
		return data.Booking{Name: c.Name, Title: c.Title}.Called(s.w.say)
	}
	return ""
}

func (s *refusals) joined(words []string) string {
	text := words[0]
	for _, w := range words[1:] {
		text = s.w.say("shell.joined", text, w)
	}
	return text
}

// span names a court and a run of half hours.
func (s *refusals) span(court data.ID, start, end data.Time) string {
	cal, name := s.w.settings.Calendar, ""
	if i := slices.IndexFunc(s.courts, func(c data.Court) bool { return c.ID == court }); i >= 0 {
		name = s.courts[i].Name
	}
	return s.w.say("link.span", name, kit.DayName(s.w.lex, cal.Day(start)), cal.Clock(start), cal.Clock(end))
}

// nearest are the slots that a lost booking can have instead: only where it was
// one, since several belong together.
func nearest(r data.Rejection) []data.Offer {
	switch c := r.Command.(type) {
	case *data.Book:
		if len(c.Spans) != 1 {
			return nil
		}
	case *data.MoveBooking:
	default:
		return nil
	}
	return r.Fault.Near[:min(3, len(r.Fault.Near))]
}

// again asks for another slot, with everything else as it was.
func (s *refusals) again(r data.Rejection, to data.Offer, b *kit.Button) {
	cmd := anew(r.Command, to)
	if cmd == nil || b.Locked() {
		return
	}
	w := s.w
	b.Lock()
	w.do(w.life, cmd, func(got data.Receipt, err error) {
		b.Unlock()
		if err != nil {
			w.toast(w.fault(err), "")
			return
		}
		w.toast(w.say("link.bookedAgain", s.span(to.Court, to.Start, to.End)), got.ID)
		s.dismiss(r, b)
	})
}

// anew gives a command for another slot; it is a command of its own.
func anew(c data.Command, to data.Offer) data.Command {
	switch c := c.(type) {
	case *data.Book:
		next := *c
		next.Head, next.Act = data.Head{}, data.NewID()
		next.Spans = []data.Span{{Booking: data.NewID(), Court: to.Court, Start: to.Start, End: to.End}}
		return &next
	case *data.MoveBooking:
		return &data.MoveBooking{Booking: c.Booking, Court: to.Court, Start: to.Start, End: to.End}
	}
	return nil
}

// dismiss takes a refusal away: its person took note.
func (s *refusals) dismiss(r data.Rejection, b *kit.Button) {
	w := s.w
	b.Lock()
	w.bridge.Detached(w.life, func(ctx context.Context) error { return w.others.refuser.Dismiss(ctx, r.ID) }, func(err error) {
		b.Unlock()
		if err != nil {
			w.toast(w.fault(err), "")
			return
		}
		w.others.refused = slices.DeleteFunc(slices.Clone(w.others.refused), func(o data.Rejection) bool { return o.ID == r.ID })
		w.othersChanged()
	})
}
