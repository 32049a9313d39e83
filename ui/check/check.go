package check

import (
	"context"
	"errors"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what this section asks of the office.
type Office interface {
	BookHealth(ctx context.Context) (data.Health, error)
	CheckBook(ctx context.Context, whole bool) (data.CheckReport, error)
	SettleBook(ctx context.Context) error
}

// Section is where the book's soundness is seen.
func Section(o Office) screen.Section {
	return screen.NewSection("check", func(sh screen.Shell) *health { return newHealth(o, sh) })
}

// glance is how often the progress of a check is looked at.
const glance = time.Second

// health shows what is known of the book, and checks all of it when asked to.
type health struct {
	office Office
	sh     screen.Shell
	state  *kit.Banner
	last   *kit.Text
	step   *kit.Text
	fault  screen.FaultLine
	check  *kit.Button
	stop   *kit.Button
	settle *kit.Button
	list   *kit.List
	halt   context.CancelFunc // of a check that was begun here, nil without one
	look   func()             // takes back the next glance
	all    fyne.CanvasObject
}

func newHealth(o Office, sh screen.Shell) *health {
	h := &health{office: o, sh: sh, list: kit.NewList(), fault: screen.NewFaultLine(), last: kit.NewText("", kit.Label), step: kit.NewText("", kit.BodyBold), state: kit.NewBanner("", kit.TonePlain)}
	say := sh.Say
	h.check = kit.NewButton(say("settings.check.now"), kit.Primary, h.begin)
	h.stop = kit.NewButton(say("settings.check.stop"), kit.Secondary, func() { h.halt() })
	h.settle = kit.NewButton(say("settings.check.settle"), kit.Quiet, h.ask)
	h.stop.Hide()
	h.settle.Hide()
	h.list.SetEmpty(say("settings.check.nothing"), "", nil)
	head := kit.VBoxGap(kit.SizePad, kit.NewParagraph(say("settings.check.what"), kit.Label), h.state, kit.VBox(h.last, h.step), kit.Row(h.settle, nil, kit.HBox(h.stop, h.check)), h.fault)
	h.all = kit.Loose(kit.NewCard(say("settings.check"), nil, kit.Pin(head, nil, nil, nil, h.list)))
	return h
}

// Content gives what is shown.
func (h *health) Content() fyne.CanvasObject { return h.all }

// Tables names none: no change of the office tells of a check.
func (h *health) Tables() []string { return nil }

// Tick looks whether a check runs that the window has begun.
func (h *health) Tick() { h.Load() }

// Load reads what is known, again and again while a check runs.
func (h *health) Load() {
	if h.look != nil {
		h.look()
		h.look = nil
	}
	var now data.Health
	h.sh.Load(func(ctx context.Context) (err error) {
		now, err = h.office.BookHealth(ctx)
		return err
	}, func(err error) {
		if err != nil {
			h.fault.SetFault(h.sh.Fault(err))
			return
		}
		h.show(now)
		if now.Running != nil || h.halt != nil {
			h.look = h.sh.Later(glance, h.Load)
		}
	})
}

func (h *health) show(now data.Health) {
	say, cal := h.sh.Say, h.sh.Settings().Calendar
	switch {
	case !now.Amiss.Sound():
		h.state.Set(say("settings.check.amiss", len(now.Amiss.Found)+now.Amiss.More, cal.Stamp(now.Amiss.At)), kit.ToneLate)
	case now.Whole == 0:
		h.state.Set(say("settings.check.never"), kit.TonePlain)
	default:
		h.state.Set(say("settings.check.sound", cal.Stamp(now.Whole)), kit.ToneGood)
	}
	h.last.SetText("")
	if now.Part > now.Whole && now.Sound.Seq > 0 {
		h.last.SetText(say("settings.check.part", cal.Stamp(now.Part), now.Sound.Seq))
	}
	h.last.Hidden = h.last.Text() == ""
	running := now.Running != nil || h.halt != nil
	h.step.SetText("")
	if now.Running != nil && now.Running.Phase != "" {
		h.step.SetText(now.Running.Words(say))
	}
	h.step.Hidden = h.step.Text() == ""
	h.check.Hidden, h.stop.Hidden = running, h.halt == nil
	h.settle.Hidden = running || now.Amiss.Sound()
	var rows []kit.Item
	for i, d := range now.Amiss.Found {
		rows = append(rows, kit.Item{ID: strconv.Itoa(i), Title: d.Words(say), Tone: kit.ToneLate})
	}
	if now.Amiss.More > 0 {
		rows = append(rows, kit.Item{ID: "more", Title: say("check.more", now.Amiss.More)})
	}
	h.list.SetItems(rows)
	h.all.Refresh()
}

// begin checks all of the book.
func (h *health) begin() {
	h.fault.SetFault("")
	ctx, halt := context.WithCancel(context.Background())
	h.halt = halt
	var r data.CheckReport
	h.sh.Load(func(life context.Context) (err error) {
		defer context.AfterFunc(life, halt)() // it ends with the screen
		r, err = h.office.CheckBook(ctx, true)
		return err
	}, func(err error) {
		h.halt = nil
		halt()
		switch {
		case errors.Is(err, context.Canceled):
			h.sh.Toast(h.sh.Say("check.stopped"), "")
		case err != nil:
			h.fault.SetFault(h.sh.Fault(err))
		case r.Sound():
			h.sh.Toast(h.sh.Say("settings.check.done"), "")
		}
		h.Load()
	})
	h.Load()
}

// ask asks before what was found is let go.
func (h *health) ask() {
	h.sh.Confirm(h.sh.Say("settings.check.settleAsk"), h.sh.Say("settings.check.settle"), kit.ToneLate, func() {
		h.settle.Lock()
		h.sh.Load(h.office.SettleBook, func(err error) {
			h.settle.Unlock()
			if err != nil {
				h.fault.SetFault(h.sh.Fault(err))
				return
			}
			h.Load()
		})
	})
}
