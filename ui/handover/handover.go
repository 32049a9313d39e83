package handover

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the 交接 screen asks of the office.
type Office interface {
	HandoverDraft(ctx context.Context, shift string) (data.Handover, []data.HandoverItem, error)
	OpenHandover(ctx context.Context) (*data.HandoverView, error)
	Handover(ctx context.Context, id data.ID) (data.HandoverView, error)
	Handovers(ctx context.Context, from, to data.Day) ([]data.Handover, error)
	HandoverChanges(ctx context.Context, id data.ID) ([]data.HandoverDrift, error)
	Staff(ctx context.Context) ([]data.Staff, error)
}

// Screen is 交接.
func Screen(o Office) screen.Builder {
	return screen.New("handover", "handover.route", "handover", func(sh screen.Shell) *handover { return newHandover(o, sh) },
		screen.OpensRef(data.HandoverRef, (*handover).follow),
	)
}

// handover is the change of shifts: what is handed over at the left, who signs
// for it at the right. It shows what is now, a draft or a sealed handover that
// waits, or an earlier one.
type handover struct {
	office Office
	sh     screen.Shell
	view   handoverState
	past   data.ID       // the earlier handover that is looked at
	shift  string        // chosen to end, "" by the clock
	latest screen.Latest // of loading
	fresh  bool          // just accepted: its code is to be told
	busy   bool          // a command is on its way

	apart  map[string]bool // sections whose things each have their own line
	listed string          // what the list shows, so that it is not built anew under somebody's hands

	card    *kit.Card
	shifts  *kit.Chips
	tally   *kit.Text
	tools   *fyne.Container // beside the tally of a draft, else in the corner
	history *kit.Button
	print   *kit.Button
	trouble *kit.Banner
	rows    *fyne.Container
	scroll  *kit.Scroll
	side    *fyne.Container
	panel   handoverPanel // at the right, of this moment
	content *kit.Veil     // down from a signature on until what comes of it is shown
}

// handoverPanel is what stands at the right.
type handoverPanel interface {
	key() string // the panel is built anew when this changes
	build() fyne.CanvasObject
	refresh()
	enter() bool
}

func newHandover(o Office, sh screen.Shell) *handover {
	s := &handover{office: o, sh: sh, apart: map[string]bool{}}
	s.build()
	s.load()
	return s
}

func (s *handover) build() {
	say := s.sh.Say
	s.shifts = kit.NewChips("", shiftChoices(say, s.sh.Settings()))
	s.shifts.OnChanged = func() { s.shift = s.shifts.Selected(); s.show() }
	s.tally = kit.NewText("", kit.Label).SetMayCut(true)
	s.history = kit.NewButton(say("handover.history"), kit.Quiet, s.openHistory)
	s.print = kit.NewButton(say("common.print"), kit.Quiet, func() {
		s.sh.Go(screen.To(screen.Print{Record: "handover", ID: string(s.view.ID)}))
	})
	s.trouble = kit.NewBanner("", kit.ToneLate)
	s.trouble.Hide()
	s.rows = kit.VBoxGap("")
	s.scroll = kit.NewScroll(s.rows)
	s.tools = kit.Fill()
	head := kit.VBox(kit.Row(nil, s.tally, s.tools), s.trouble)
	s.card = kit.NewCard(say("handover.title"), nil, kit.Pin(head, nil, nil, nil, s.scroll))
	s.side = kit.Fill()
	weights := []float32{832, 380}
	if s.sh.Compact() {
		weights = []float32{8, 5}
	}
	s.content = kit.NewVeil(kit.Columns(weights, s.card, s.side))
}

// Content gives what is shown.
func (s *handover) Content() fyne.CanvasObject { return s.content }

// Changed reads everything again: every register hands something over.
func (s *handover) Changed(data.Change) { s.load() }

// Tick moves on what the time moves.
func (s *handover) Tick() { s.load() }

// Closed has nothing to end: loads are dropped by the shell.
func (s *handover) Closed() {}

// First is the first sum, where one is asked.
func (s *handover) First() fyne.Focusable {
	if p, ok := s.panel.(*sealPanel); ok && !s.content.Down() {
		return p.petty.Focusable()
	}
	return nil
}

// follow shows a handover; what is no handover belongs to the one of now.
func (s *handover) follow(id data.ID) {
	s.past = id
	s.load()
}

// Enter does what the button at the right does.
func (s *handover) Enter() bool {
	return s.content.Down() || s.panel != nil && s.panel.enter()
}

// Escape goes back from an earlier handover to what is now.
func (s *handover) Escape() bool {
	if s.past == "" {
		return false
	}
	s.lookAt("")
	return true
}

// lookAt shows another handover; "" is what is now.
func (s *handover) lookAt(id data.ID) {
	s.past = id
	s.scroll.ScrollToTop()
	s.load()
}

func (s *handover) load() {
	past := s.past
	var v handoverState
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		v, err = readHandover(ctx, s.office, past)
		return err
	}, func(err error) {
		if !s.busy {
			s.content.Lift()
		}
		s.trouble.Hidden = err == nil && !v.Differs
		if err != nil {
			s.trouble.Set(s.sh.Fault(err), kit.ToneLate)
			s.trouble.Show()
			return
		}
		if v.Differs {
			s.trouble.Set(s.sh.Say("handover.differs"), kit.ToneLate)
			s.trouble.Show()
		}
		s.view = v
		if v.mode != modePast {
			s.past = ""
		}
		s.show()
		if s.fresh && v.Code != "" {
			s.fresh = false
			s.sh.Toast(s.sh.Say("handover.accepted", v.Code), "")
		}
	})
}

// show puts the state onto the screen.
func (s *handover) show() {
	say, set := s.sh.Say, s.sh.Settings()
	if s.view.mode == modeDraft {
		if s.view.Shift = s.shift; s.shift == "" {
			s.view.Shift = set.EndingShift(s.sh.Now()).Code
		}
		s.shifts.Select(s.view.Shift)
		s.tools.Objects = []fyne.CanvasObject{s.history}
		s.card.SetCornerObject(s.shifts)
	} else {
		s.tools.Objects = nil
		s.card.SetCornerObject(kit.HBoxGap("", s.history, s.print))
	}
	s.tools.Refresh()
	s.card.SetTitle(say("handover.titleShift", say("handover.fromTo", ShiftName(say, s.view.Shift), ShiftName(say, nextShift(s.view.Handover, set)))))
	s.showRows()
	panel := s.panelOf()
	if s.panel == nil || s.panel.key() != panel.key() {
		s.panel = panel
		s.side.Objects = []fyne.CanvasObject{panel.build()}
		s.side.Refresh()
	}
	s.panel.refresh()
}

// panelOf chooses what stands at the right.
func (s *handover) panelOf() handoverPanel {
	switch s.view.mode {
	case modeDraft:
		return &sealPanel{s: s}
	case modeSealed:
		return &acceptPanel{s: s, id: s.view.ID}
	}
	return &pastPanel{s: s, id: s.view.ID, corrections: len(s.view.Corrections)}
}

// checks is what the incoming person has marked here and has not sent yet.
func (s *handover) checks() checks { return checks{s.sh.Keep("accept/" + string(s.view.ID))} }

// items gives the items with the marks that were made here.
func (s *handover) items() []data.HandoverItem {
	if s.view.mode != modeSealed {
		return s.view.Items
	}
	return s.checks().over(s.view.Items)
}

// words words the handover's items.
func (s *handover) words() Words {
	return Words{Say: s.sh.Say, Names: s.view.names}
}
