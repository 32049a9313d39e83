package ui

import (
	"context"
	"errors"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
)

// This file has the book checked by itself while nobody is at it.

const (
	quietFor  = 5 * time.Minute // without a change the office is idle
	checkEach = time.Hour       // what came since is checked again
)

// soundness is what the window knows of its book.
type soundness struct {
	amiss   data.CheckReport
	stirred data.Time // when something changed last
	halt    context.CancelFunc
	busy    bool
}

// stir notes that somebody does something: a check that runs gives way.
func (w *Window) stir() {
	w.sound.stirred = w.now()
	if w.sound.halt != nil {
		w.sound.halt()
	}
}

// minded has the book checked if nobody is at it and it is time: once a week all of
// it, each idle hour what came since. One that was stirred up goes on at the next
// quiet moment.
func (w *Window) minded() {
	if w.sound.busy || w.settings.Name == "" || w.now().Sub(w.sound.stirred) < quietFor {
		return
	}
	w.sound.busy = true
	ctx, halt := context.WithCancel(w.ctx)
	w.sound.halt = halt
	w.bridge.Run(w.life, func(context.Context) error {
		h, err := w.set.Office.BookHealth(ctx)
		if now := w.now(); err != nil || !h.Due && h.Part <= now && now.Sub(h.Part) < checkEach {
			return err
		}
		_, err = w.set.Office.CheckBook(ctx, h.Due)
		return err
	}, func(err error) {
		halt()
		w.sound.busy, w.sound.halt = false, nil
		if err != nil && !errors.Is(err, context.Canceled) && data.AsError(err).Key != "check.running" {
			w.note(err)
		}
		w.heed()
	})
}

// heed reads what checks have found; a fault stands at sign-on.
func (w *Window) heed() {
	var h data.Health
	w.bridge.Run(w.life, func(ctx context.Context) (err error) {
		h, err = w.set.Office.BookHealth(ctx)
		return err
	}, func(err error) {
		if err != nil {
			w.note(err)
			return
		}
		was := w.sound.amiss
		w.sound.amiss = h.Amiss
		if was.Sound() != h.Amiss.Sound() {
			w.badges()
		}
		if w.signing != nil {
			w.signing.warn()
		}
	})
}

// warn says at sign-on that the book is not sound.
func (s *signOn) warn() {
	found := s.w.sound.amiss
	s.amiss.Hidden = found.Sound()
	if !found.Sound() {
		s.amiss.Set(s.w.say("check.signOn", len(found.Found)+found.More), kit.ToneLate)
	}
	s.amiss.Refresh()
}
