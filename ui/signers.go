package ui

import (
	"context"
	"slices"

	"yingbin/data"
	"yingbin/ui/screen"
)

// This file is whose key the window holds. It holds one from the moment its person
// gives the PIN until the window is locked, and signs with it what they do.

// anewer has what waits to be signed signed anew, on a device that has joined.
type anewer interface {
	SignAnew(ctx context.Context, by data.Signer, role data.Role) (n int, err error)
}

// unlock tries a PIN. The signer is nil for somebody who can't sign yet.
func (w *Window) unlock(owner *screen.Owner, who data.ID, pin string, done func(data.Signer, error)) {
	var signer data.Signer
	w.bridge.Run(owner, func(ctx context.Context) (err error) {
		signer, err = w.set.Office.Unlock(ctx, who, pin)
		return err
	}, func(err error) { done(signer, err) })
}

// letIn tries the PIN of somebody who comes to the desk. Whoever signed on here before
// is only let in again; a new one signs on in the book.
func (w *Window) letIn(who data.Staff, pin string, done func(error)) {
	w.unlock(w.life, who.ID, pin, func(signer data.Signer, err error) {
		if err != nil || slices.Contains(w.duty, who.ID) {
			w.holdKey(who.ID, signer, err)
			done(err)
			return
		}
		on := &data.SignOn{Head: data.Head{Staff: who.ID, Signer: signer}}
		if signer == nil { // only the hub can give them a key
			on.PIN = pin
		}
		w.do(w.life, on, func(_ data.Receipt, err error) {
			w.holdKey(who.ID, signer, err)
			done(err)
		})
	})
}

func (w *Window) holdKey(who data.ID, signer data.Signer, err error) {
	if err == nil && signer != nil {
		w.signers[who] = signer
	}
}

// signWaiting has who has come to the desk sign what was done in their name and can't
// be sent as it is: their PIN was changed meanwhile, or nobody had signed it.
func (w *Window) signWaiting(who data.Staff) {
	o, ok := w.set.Office.(anewer)
	signer := w.signers[who.ID]
	if !ok || signer == nil || w.others.link.Unsigned == 0 {
		return
	}
	n := 0
	w.bridge.Detached(w.life, func(ctx context.Context) (err error) {
		n, err = o.SignAnew(ctx, signer, who.Role)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			w.toast(w.fault(err), "")
		case n > 0:
			w.toast(w.say("link.signedAnew", n), "")
		}
	})
}
