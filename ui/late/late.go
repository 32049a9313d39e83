// Package late is the screen of acts that came too late for their makers: what each
// was about, and a supervisor's word on it. It knows of no register but that one.
package late

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the screen asks of the office.
type Office interface {
	LateActs(ctx context.Context) ([]data.LateView, error)
	Staff(ctx context.Context) ([]data.Staff, error)
}

// Screen makes the screen.
func Screen(o Office) screen.Builder {
	return screen.New("late", "late.rail", "undo", func(sh screen.Shell) *acts { return newActs(o, sh) }, screen.OpensRef(data.LateRef, (*acts).follow))
}

// view is what the screen shows, read in one go.
type view struct {
	acts  []data.LateView // the oldest first
	staff map[data.ID]string
}

// acts is the screen: a card for each person, with what of theirs waits.
type acts struct {
	screen.Live[view]
	sh     screen.Shell
	cards  *fyne.Container
	taking bool // one or several are being done
}

func newActs(o Office, sh screen.Shell) *acts {
	s := &acts{sh: sh, cards: kit.VBoxGap(kit.SizePad)}
	s.Live = screen.NewLive(sh, func(ctx context.Context, _ data.Day) (v view, err error) {
		if v.acts, err = o.LateActs(ctx); err != nil {
			return v, err
		}
		staff, err := o.Staff(ctx)
		v.staff = screen.Names(staff)
		return v, err
	}, s.show, "late_act", "staff")
	what := kit.NewParagraph(sh.Say("late.what"), kit.Label)
	s.Shown = kit.NewCard(sh.Say("late.title"), nil, kit.Pin(kit.VBox(what, s.Trouble), nil, nil, nil, kit.NewScroll(s.cards)))
	s.Load()
	return s
}

// follow leads to an act: all of them are in view.
func (s *acts) follow(data.ID) {}

// show deals the cards, one a person.
func (s *acts) show() {
	s.cards.Objects = nil
	var makers []data.ID
	of := map[data.ID][]data.LateView{}
	for _, a := range s.View.acts {
		if of[a.Maker] == nil {
			makers = append(makers, a.Maker)
		}
		of[a.Maker] = append(of[a.Maker], a)
	}
	for _, m := range makers {
		s.cards.Add(s.card(m, of[m]))
	}
	if len(makers) == 0 {
		s.cards.Add(kit.NewEmpty(s.sh.Say("late.none"), "", nil))
	}
	s.cards.Refresh()
	s.Shown.Refresh()
}

func (s *acts) card(maker data.ID, list []data.LateView) fyne.CanvasObject {
	body := kit.VBoxGap(kit.SizeGap)
	if len(list) > 1 {
		all := kit.NewButton(s.sh.Say("late.takeAll", len(list)), kit.Secondary, nil)
		all.SetTap(func() { s.take(all, list) })
		body.Add(all)
	}
	for i, a := range list {
		if i > 0 {
			body.Add(kit.NewRule())
		}
		body.Add(s.row(a))
	}
	return kit.NewCard(s.sh.Say("late.of", s.View.staff[maker], s.sh.Say("late.count", len(list))), nil, body)
}

// row is one act: what it was, about whom and what, why it was not done.
func (s *acts) row(a data.LateView) fyne.CanvasObject {
	say := s.sh.Say
	row := kit.VBoxGap(kit.SizeGap, kit.NewParagraph(s.sentence(a), kit.Body))
	if why := a.Reason(); why != nil {
		row.Add(kit.NewParagraph(say("late.because", s.reason(why)), kit.Label))
	}
	take := kit.NewButton(say("late.take"), kit.Primary, nil)
	take.SetTap(func() { s.take(take, []data.LateView{a}) })
	drop := kit.NewButton(say("late.drop"), kit.Secondary, func() { s.refuse(a) })
	if a.Body == "" { // its contents were forgotten with a guest
		take.Lock()
	}
	row.Add(kit.HBox(take, drop))
	return row
}

// reason says why an act was not done, to somebody who did not give it.
func (s *acts) reason(why *data.Error) string {
	if why.Key == "error.forbidden" {
		return s.sh.Say("late.notTheirs")
	}
	return s.sh.Fault(why)
}

// sentence says when what was to be done, about whom and what.
func (s *acts) sentence(a data.LateView) string {
	cal := s.sh.Settings().Calendar
	speaker := data.Speaker{Say: s.sh.Say, Calendar: cal, Today: cal.Day(s.sh.Now()), Staff: s.View.staff}
	head := speaker.Word(data.Beside(a.At, data.Wording(data.KindWord(a.Kind))))
	if about := speaker.Word(a.About); about != "" {
		return s.sh.Say("late.of", head, about)
	}
	return head
}

// take does acts in the supervisor's name, one after the other. What can't be done
// stays, and the first reason is said.
func (s *acts) take(b *kit.Button, list []data.LateView) {
	if s.taking {
		return
	}
	s.taking = true
	b.Lock()
	var refused error
	var last data.ID
	done := 0
	var next func(i int)
	next = func(i int) {
		if i < len(list) {
			s.sh.Do(&data.TakeLate{Act: list[i].ID}, func(r data.Receipt, err error) {
				if err != nil {
					refused = cause(refused, err)
				} else {
					done, last = done+1, r.ID
				}
				next(i + 1)
			})
			return
		}
		s.taking = false
		b.Unlock()
		s.tell(done, last, refused)
		s.Load()
	}
	next(0)
}

func cause(first, err error) error {
	if first == nil {
		return err
	}
	return first
}

func (s *acts) tell(done int, last data.ID, refused error) {
	switch {
	case refused != nil:
		s.sh.Toast(s.sh.Say("late.notAll", done, s.sh.Fault(refused)), "")
	case done > 1:
		s.sh.Toast(s.sh.Say("late.takenAll", done), "")
	default:
		s.sh.Toast(s.sh.Say("late.taken"), last)
	}
}

// refuse asks why an act shall not be done.
func (s *acts) refuse(a data.LateView) {
	f := screen.NewForm(s.sh, "late", "drop/"+string(a.ID), func(c *data.DropLate) { c.Act = a.ID })
	f.Text("why", &f.C.Why, data.RemarkLength).SetMulti(3)
	f.After = s.Load
	f.Do("late.dropDo", func(_ *data.DropLate, r data.Receipt) { s.sh.Toast(s.sh.Say("late.dropped"), r.ID) })
	f.Sheet(s.sh.Say("late.drop"), kit.NewParagraph(s.sentence(a), kit.BodyBold), f.Field("why"))
}
