package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"yingbin/data"
	"yingbin/ui/kit"
)

// signOn is what the window shows while nobody is at the desk: the people by
// post at the left, a keypad for the PIN at the right.
type signOn struct {
	w         *Window
	day, time *kit.Text
	people    *fyne.Container
	boards    []*kit.Board
	card      *kit.Card
	pad       *kit.Keypad
	who       data.Staff
	trying    bool
	amiss     *kit.Banner // what checks have found in the book
}

// lock leaves the desk: who was here needs the PIN again.
func (w *Window) lock() {
	w.front.closeAll()
	w.overlaysAway()
	w.leaveSeats()
	w.frame, w.me, w.signing = nil, data.Staff{}, nil
	if w.isShutOut() {
		w.shutPage()
		return
	}
	s := &signOn{w: w}
	w.signing = s
	w.show(s.build())
	s.deal()
	s.warn()
	w.heed()
	w.listen()
	if p, ok := w.person(w.last); ok && !p.Gone && p.Verifier != "" {
		s.pick(p)
	}
}

func (s *signOn) build() fyne.CanvasObject {
	w := s.w
	s.day, s.time = kit.NewText("", kit.Body.In(kit.ColorQuiet)), kit.NewText("", kit.Display)
	cols := 2
	if width := w.set.Window.Canvas().Size().Width; width > 0 && width < compactBelow {
		cols = 1
	}
	s.people = kit.Grid(cols)
	s.card = kit.NewCard("", nil, kit.NewEmpty(w.say("shell.signOn.choose"), "", nil))
	brand := kit.NewText(w.say("shell.brand"), kit.Display.In(kit.ColorJade))
	office := kit.NewText(w.settings.Name, kit.Title)
	s.amiss = kit.NewFaultBanner()
	head := kit.VBox(kit.Row(kit.HBoxGap(kit.SizePad, brand, office), nil, kit.HBoxGap(kit.SizePad, s.day, s.time)), s.amiss)
	s.turned()
	lang := kit.NewButton(w.say("shell.otherLang"), kit.Quiet, w.otherLang).SetIcon("globe")
	foot := kit.Row(lang, nil, nil)
	if w.set.Hint != "" {
		foot = kit.Row(lang, kit.NewText(w.set.Hint, kit.Label.Aligned(fyne.TextAlignTrailing)), nil)
	}
	left := kit.NewCard(w.say("shell.signOn.title"), nil, kit.NewScroll(s.people))
	body := kit.Columns([]float32{1.7, 1}, kit.Loose(left), kit.Loose(s.card))
	paper := canvas.NewRectangle(kit.Color(kit.ColorPaper))
	return container.NewStack(paper, container.New(&margin{}, kit.Pin(head, foot, nil, nil, body)))
}

func (s *signOn) turned() {
	now, cal := s.w.now(), s.w.settings.Calendar
	s.day.SetText(kit.DayName(s.w.lex, cal.Day(now)))
	s.time.SetText(cal.Clock(now))
}

// deal lists who can sign on, by post.
func (s *signOn) deal() {
	w := s.w
	s.people.Objects, s.boards = nil, nil
	for _, role := range data.Roles {
		var tiles []kit.Tile
		for _, p := range w.staff {
			if p.Role != role || p.Gone || p.Verifier == "" || !w.welcomes(p) {
				continue
			}
			t := kit.Tile{ID: string(p.ID), Title: p.Name, Sub: p.Post}
			if slices.Contains(w.duty, p.ID) {
				t.Badge, t.Tone = w.say("shell.onDuty"), kit.ToneGood
			}
			tiles = append(tiles, t)
		}
		if len(tiles) == 0 {
			continue
		}
		b := kit.NewBoard(kit.Size(kit.SizeSheet) / 3).SetTileHeight(kit.Size(kit.SizeTouchBar) + kit.Size(kit.SizePad))
		b.SetTiles(tiles)
		b.OnTap = func(id string) {
			if p, ok := w.person(data.ID(id)); ok {
				s.pick(p)
			}
		}
		s.boards = append(s.boards, b)
		s.people.Add(kit.VBoxGap(kit.SizeGap, kit.NewText(w.say("staff.role."+string(role)), kit.Label), b))
	}
	s.people.Refresh()
}

// pick asks a person for the PIN.
func (s *signOn) pick(p data.Staff) {
	s.who = p
	for _, b := range s.boards {
		b.SetSelected(string(p.ID))
	}
	s.pad = kit.NewKeypad(data.PINMax, true, s.typed).SetConfirm(true)
	s.card.SetTitle(p.Name)
	s.card.SetCorner(p.Post)
	s.card.SetBody(kit.VBoxGap(kit.SizePad, kit.NewText(s.w.say("shell.signOn.pin"), kit.Label), s.pad))
	s.w.set.Window.Canvas().Focus(s.pad)
}

// typed tries a PIN. Whoever signed on here before is only let in again; a new
// one signs on in the book.
func (s *signOn) typed(pin string) {
	if s.trying {
		return
	}
	s.trying = true
	who, pad := s.who, s.pad
	done := func(err error) {
		s.trying = false
		if s.w.signing != s {
			return
		}
		pad.Clear()
		if err != nil {
			pad.SetFault(s.w.fault(err))
			return
		}
		s.w.enter(who)
	}
	if slices.Contains(s.w.duty, who.ID) {
		s.w.bridge.Run(s.w.life, func(ctx context.Context) error { return s.w.set.Office.CheckPIN(ctx, who.ID, pin) }, done)
		return
	}
	s.w.do(s.w.life, &data.SignOn{Head: data.Head{Staff: who.ID}, PIN: pin}, func(_ data.Receipt, err error) { done(err) })
}

// key takes a digit's or another key that nothing had the focus for.
func (s *signOn) key(name fyne.KeyName) {
	if name == fyne.KeyEscape && s.pad != nil {
		s.pad.Clear()
	}
}

// signOnAs begins with somebody signed on; where that fails they are asked.
func (w *Window) signOnAs(start data.SignOn) {
	p, ok := w.person(start.Staff)
	if !ok {
		w.lock()
		return
	}
	w.do(w.life, &start, func(_ data.Receipt, err error) {
		if err != nil {
			w.lock()
			w.trouble(err)
			return
		}
		w.enter(p)
	})
}

// swap gives the desk to somebody on duty: the PIN was given when the shift began.
func (w *Window) swap(id data.ID) {
	if p, ok := w.person(id); ok && slices.Contains(w.duty, id) && !p.Gone {
		w.enter(p)
		w.toast(w.say("shell.swapped", p.Name), "")
	}
}

// signOff ends the work of whoever is at the desk.
func (w *Window) signOff() {
	who := w.me
	w.do(w.life, &data.SignOff{}, func(_ data.Receipt, err error) {
		if err != nil {
			w.toast(w.fault(err), "")
			return
		}
		w.duty = slices.DeleteFunc(w.duty, func(id data.ID) bool { return id == who.ID })
		if w.last == who.ID {
			w.last = ""
		}
		w.lock()
		w.toast(w.say("shell.signedOff", who.Name), "")
	})
}
