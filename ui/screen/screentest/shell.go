// Package screentest helps to test screens without the window: a Shell that
// records what a screen asks of it, and a stage that shows the screen with the
// frame's manners.
//
// It is for tests only and must not know any screen.
package screentest

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
)

// Toast is what a screen said was done.
type Toast struct {
	Text string
	Undo data.ID
}

// Question is what a screen asked before something that hurts.
type Question struct{ Text, Yes string }

// Sheet is what a screen put into the panel at the right.
type Sheet struct {
	Title string
	Body  fyne.CanvasObject
	Open  bool
	close func()
}

// Shell is a screen.Shell that records. Its answers come only in Settle, as they
// come later in the real window. Set the fields before the screen is built.
type Shell struct {
	Language string        // "zh"
	Clock    data.Time     // 2026-11-23 10:52 in Shanghai
	House    data.Settings // 青禾样例会馆, with its defaults
	Person   data.Staff    // 安小样, reception
	Width    float32       // of the window, for Compact

	// Decide is the office: what Do comes to. Nil accepts everything.
	Decide func(data.Command) (data.Receipt, error)
	// Unsent are the records that wait for the hub.
	Unsent data.WaitingSet
	// Reopened counts how often the book was to be opened anew.
	Reopened int
	// Away is another screen being shown.
	Away bool
	// No refuses what Confirm asks.
	No bool
	// Approver is what Approve answers; nil leaves it unanswered.
	Approver *data.Approval

	Commands  []data.Command
	Toasts    []Toast
	Questions []Question
	Reasons   []string // what approvals were asked for
	Goings    []any    // what the screen led to
	Backs     int      // how often it led back
	Again     func()   // gives back what was put away
	Sheets    []*Sheet
	Kept      map[string][]string // what the device remembers
	Loads     int                 // how often something was asked for

	bridge *screen.Bridge
	owner  *screen.Owner
	drafts map[string]*screen.Draft
	stage  *Stage
	window fyne.Window
	passed time.Duration
	timers []*timer
}

// NewShell makes a shell for a reception desk in Chinese.
func NewShell(t testing.TB) *Shell {
	t.Helper()
	kittest.App(t, false)
	s := &Shell{
		Language: "zh", Clock: 1795402320000, Width: 1366,
		House:  data.Settings{Name: "青禾样例会馆"}.Defaults(),
		Person: data.Staff{ID: "staff-an", Name: "安小样", Role: data.Reception},
		bridge: screen.NewTestBridge(), owner: screen.NewOwner(), drafts: map[string]*screen.Draft{}, Kept: map[string][]string{},
	}
	t.Cleanup(func() {
		s.owner.Close()
		s.bridge.Settle()
	})
	return s
}

// Say gives the words of the language.
func (s *Shell) Say(key string, args ...any) string {
	return assets.Words(s.Language).Say(key, args...)
}

// Lang gives the language.
func (s *Shell) Lang() string { return s.Language }

// Now gives the clock's time.
func (s *Shell) Now() data.Time { return s.Clock }

// Waits reports what Unsent holds.
func (s *Shell) Waits(id data.ID) bool { return s.Unsent[id] }

// Reopen counts.
func (s *Shell) Reopen() { s.Reopened++ }

// Settings gives the house's.
func (s *Shell) Settings() data.Settings { return s.House }

// Me gives the person.
func (s *Shell) Me() data.Staff { return s.Person }

// Load runs work at once on a goroutine and keeps the answer for Settle.
func (s *Shell) Load(work func(ctx context.Context) error, done func(err error)) {
	s.Loads++
	hand := kit.Hand()
	s.bridge.Run(s.owner, work, func(err error) {
		if done != nil {
			kit.WithHand(hand, func() { done(err) })
		}
	})
}

// Later does it once Pass has let so much time go by.
func (s *Shell) Later(d time.Duration, do func()) func() {
	t := &timer{at: s.passed + d, do: do}
	s.timers = append(s.timers, t)
	return func() { t.do = nil }
}

// Pass lets time go by for what waits for it; the office's clock is moved by hand.
func (s *Shell) Pass(d time.Duration) {
	s.passed += d
	for i := 0; i < len(s.timers); i++ {
		if t := s.timers[i]; t.do != nil && t.at <= s.passed {
			do := t.do
			t.do = nil
			do()
		}
	}
}

type timer struct {
	at time.Duration
	do func()
}

// Do fills the head as the window does, records the command and asks Decide.
func (s *Shell) Do(cmd data.Command, done func(data.Receipt, error)) {
	h := cmd.Meta()
	if h.ID == "" {
		h.ID = data.NewID()
	}
	if h.At.IsZero() {
		h.At = s.Clock
	}
	if h.Staff == "" {
		h.Staff = s.Person.ID
	}
	if h.Device == "" {
		h.Device = "test"
	}
	s.Commands = append(s.Commands, cmd)
	hand := kit.Hand()
	answered := screen.Began(s.Say, s.Later, cmd, func(failed func()) { s.Do(&data.Undo{Command: h.ID}, s.unless(failed)) })
	receipt := data.Receipt{ID: h.ID, Seq: int64(len(s.Commands)), At: h.At, Decided: h.At}
	s.bridge.Run(s.owner, func(context.Context) (err error) {
		if err = cmd.Validate(); err == nil && s.Decide != nil {
			receipt, err = s.Decide(cmd)
		}
		return err
	}, func(err error) {
		answered(err)
		if done != nil {
			kit.WithHand(hand, func() { done(receipt, err) })
		}
	})
}

func (s *Shell) unless(failed func()) func(data.Receipt, error) {
	return func(_ data.Receipt, err error) {
		if err != nil {
			failed()
		}
	}
}

// Toast records.
func (s *Shell) Toast(text string, undo data.ID) { s.Toasts = append(s.Toasts, Toast{text, undo}) }

// Shown reports that the screen is looked at, unless Away.
func (s *Shell) Shown() bool { return !s.Away }

// PutAway keeps the way back.
func (s *Shell) PutAway(back func()) { s.Again = back }

// Fault gives the sentence for an error.
func (s *Shell) Fault(err error) string {
	e := data.AsError(err)
	if e == nil {
		return ""
	}
	return s.Say(e.Key, e.Args...)
}

// Sheet records and shows it on the stage, in place of the one before.
func (s *Shell) Sheet(title string, body fyne.CanvasObject, onClose func()) (close func()) {
	if was := s.OpenSheet(); was != nil {
		was.close()
	}
	sheet := &Sheet{Title: title, Body: body, Open: true}
	sheet.close = func() {
		if !sheet.Open {
			return
		}
		sheet.Open = false
		if s.stage != nil {
			s.stage.dress()
		}
		if onClose != nil {
			onClose()
		}
	}
	s.Sheets = append(s.Sheets, sheet)
	if s.stage != nil {
		s.stage.dress()
	}
	return sheet.close
}

// OpenSheet gives the sheet that is open, or nil.
func (s *Shell) OpenSheet() *Sheet {
	if n := len(s.Sheets); n > 0 && s.Sheets[n-1].Open {
		return s.Sheets[n-1]
	}
	return nil
}

// Confirm records and answers yes, unless No.
func (s *Shell) Confirm(question, yes string, _ kit.Tone, fn func()) {
	s.Questions = append(s.Questions, Question{question, yes})
	if !s.No {
		fn()
	}
}

// Approve records and answers with Approver.
func (s *Shell) Approve(reason string, fn func(a data.Approval)) {
	s.Reasons = append(s.Reasons, reason)
	if s.Approver != nil {
		fn(*s.Approver)
	}
}

// Go records what the way leads to.
func (s *Shell) Go(to screen.Route) { s.Goings = append(s.Goings, to.What()) }

// Back counts.
func (s *Shell) Back() { s.Backs++ }

// Keep gives the draft under a key.
func (s *Shell) Keep(key string) *screen.Draft {
	if s.drafts[key] == nil {
		s.drafts[key] = screen.NewDraft()
	}
	return s.drafts[key]
}

// Recall gives what was remembered.
func (s *Shell) Recall(key string) []string { return s.Kept[key] }

// Remember records.
func (s *Shell) Remember(key string, values []string) { s.Kept[key] = values }

// Canvas gives the stage's canvas, nil before there is one.
func (s *Shell) Canvas() fyne.Canvas {
	if s.window == nil {
		return nil
	}
	return s.window.Canvas()
}

// Compact reports whether Width is narrow.
func (s *Shell) Compact() bool { return s.Width < 1200 }

// Settle gives all answers that are due, and those that they ask for.
func (s *Shell) Settle() { s.bridge.Settle() }

// Last gives the last command, nil before there is one.
func (s *Shell) Last() data.Command {
	if len(s.Commands) == 0 {
		return nil
	}
	return s.Commands[len(s.Commands)-1]
}

// LastToast gives the words of the last toast.
func (s *Shell) LastToast() string {
	if len(s.Toasts) == 0 {
		return ""
	}
	return s.Toasts[len(s.Toasts)-1].Text
}
