package ui

import (
	"cmp"
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

// describer says of a command what it is about.
type describer interface {
	About(ctx context.Context, c data.Command) (data.Word, error)
}

// showRefusals opens what the hub refused by itself, for whoever gave it and is
// at the desk, once; the badge in the bar stays. What leaves nothing to do waits
// until somebody looks.
func (w *Window) showRefusals() {
	o := w.others
	mine := slices.ContainsFunc(o.refused, func(r data.Rejection) bool { return r.Staff == w.me.ID && !o.told[r.ID] && !r.Moot() })
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
	s.read(func() {
		if w.frame == nil || w.front.open() {
			return
		}
		s.deal()
		o.onChange = func() { s.read(s.deal) }
		s.shut = w.front.openSheet(w.say("link.refusedTitle"), s.all, func() { o.onChange = nil })
	})
}

// refusals is the sheet of what the hub refused.
type refusals struct {
	w      *Window
	courts []data.Court
	about  map[data.ID]data.Word
	shown  []data.ID
	all    *fyne.Container
	shut   func()
}

// read learns what the refused commands are about, and then does what is next.
func (s *refusals) read(next func()) {
	w := s.w
	list := slices.Clone(w.others.refused)
	courts, about := s.courts, map[data.ID]data.Word{}
	w.bridge.Run(w.life, func(ctx context.Context) (err error) {
		if o, ok := w.set.Office.(courter); ok {
			courts, err = o.Courts(ctx)
		}
		if o, ok := w.set.Office.(describer); ok && err == nil {
			for _, r := range list {
				if about[r.ID], err = o.About(ctx, r.Command); err != nil {
					return err
				}
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			w.note(err)
		}
		s.courts, s.about = courts, about
		next()
	})
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
		return cmp.Compare(b.At, a.At)
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
	for _, group := range data.GroupRejections(list) {
		switch {
		case group[0].Moot():
			s.all.Add(s.many(w.say("link.moot", len(group)), group, nil))
		case len(group) > 1:
			s.all.Add(s.many(w.say("link.many", w.kindWord(group[0].Kind), len(group)), group, kit.NewBanner(w.fault(group[0].Fault), kit.ToneLate)))
		default:
			s.all.Add(s.card(group[0]))
		}
	}
	s.all.Refresh()
}

// card is one refused command: what, when, by whom, why, and the way on.
func (s *refusals) card(r data.Rejection) fyne.CanvasObject {
	w := s.w
	who, _ := w.person(r.Staff)
	body := kit.VBoxGap(kit.SizeGap,
		kit.NewText(w.say("link.refusedBy", w.when(r.At), who.Name), kit.Label))
	if about := w.word(s.about[r.ID]); about != "" {
		body.Add(kit.NewParagraph(about, kit.Body))
	}
	body.Add(kit.NewBanner(w.fault(r.Fault), kit.ToneLate))
	if near := nearest(r); len(near) > 0 {
		body.Add(kit.NewText(w.say("link.near"), kit.Label))
		for _, n := range near {
			b := kit.NewButton(s.span(n.Court, n.Start, n.End), kit.Secondary, nil).SetLarge()
			b.SetTap(func() { s.again(r, n, b) })
			body.Add(b)
		}
	}
	body.Add(s.noted(w.say("link.noted.ok"), r))
	return kit.NewCard(w.kindWord(r.Kind), nil, body)
}

// many is a card of several commands that were refused alike: a line each, and one
// button for all of them.
func (s *refusals) many(title string, group []data.Rejection, why fyne.CanvasObject) fyne.CanvasObject {
	w := s.w
	body := kit.VBoxGap(kit.SizeGap)
	for _, r := range group {
		who, _ := w.person(r.Staff)
		line := w.say("link.refusedBy", w.when(r.At), who.Name) + " · " + w.kindWord(r.Kind)
		if about := w.word(s.about[r.ID]); about != "" {
			line = w.say("late.of", line, about)
		}
		body.Add(kit.NewParagraph(line, kit.Body))
		if why == nil {
			body.Add(kit.NewParagraph(w.fault(r.Fault), kit.Label))
		}
	}
	if why != nil {
		body.Add(why)
	}
	body.Add(s.noted(w.say("link.noted.all", len(group)), group...))
	return kit.NewCard(title, nil, body)
}

// noted is the button with which people take note.
func (s *refusals) noted(word string, of ...data.Rejection) *kit.Button {
	b := kit.NewButton(word, kit.Secondary, nil).SetLarge()
	b.SetTap(func() { s.dismiss(b, of...) })
	return b
}

// kindWord says what a kind of command is called.
func (w *Window) kindWord(kind string) string {
	if key := data.KindWord(kind); w.lex.Has(key) {
		return w.say(key)
	}
	return w.say("link.unknownKind")
}

// word says what a register says without knowing who reads it.
func (w *Window) word(word data.Word) string {
	staff := map[data.ID]string{}
	for _, p := range w.staff {
		staff[p.ID] = p.Name
	}
	cal := w.settings.Calendar
	return data.Speaker{Say: w.say, Calendar: cal, Today: cal.Day(w.now()), Staff: staff}.Word(word)
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
		s.dismiss(b, r)
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

// dismiss takes refusals away: their person took note.
func (s *refusals) dismiss(b *kit.Button, of ...data.Rejection) {
	w := s.w
	b.Lock()
	gone := map[data.ID]bool{}
	w.bridge.Detached(w.life, func(ctx context.Context) error {
		for _, r := range of {
			if err := w.others.refuser.Dismiss(ctx, r.ID); err != nil {
				return err
			}
			gone[r.ID] = true
		}
		return nil
	}, func(err error) {
		b.Unlock()
		w.others.refused = slices.DeleteFunc(slices.Clone(w.others.refused), func(o data.Rejection) bool { return gone[o.ID] })
		if err != nil {
			w.toast(w.fault(err), "")
		}
		w.othersChanged()
	})
}
