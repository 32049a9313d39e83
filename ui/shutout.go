package ui

import (
	"context"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"yingbin/ui/kit"
)

// This file is what a device shows that the hub shut out: nothing of the office, why,
// and the way back in.

// shutOut is what the link says once the hub has revoked this device.
const shutOut = "link.revoked"

// isShutOut reports whether the hub has revoked this device.
func (w *Window) isShutOut() bool {
	t := w.others.link.Trouble
	return w.others.joined != nil && t != nil && t.Key == shutOut
}

// shutPage takes the place of everything: no name of anybody is shown. What waits to
// be sent is still there, and goes when the device takes part again.
func (w *Window) shutPage() {
	l := w.others.link
	code := kit.NewCodePad(w.say("link.againCode"))
	again := kit.NewButton(w.say("link.again"), kit.Primary, nil)
	pair := func() { w.pairAgain(code, again, "") }
	again.SetTap(pair)
	code.OnEnter = pair
	lang := kit.NewButton(w.say("shell.otherLang"), kit.Quiet, func() {
		w.switchLang()
		w.shutPage()
	}).SetIcon("globe")
	waits := w.say("link.nothingWaits")
	if l.Waiting > 0 {
		waits = w.say("link.shutWaits", l.Waiting)
	}
	body := kit.VBoxGap(kit.SizePad,
		kit.Row(nil, kit.NewText(w.say("link.shutTitle"), kit.Title), lang),
		kit.NewParagraph(w.fault(l.Trouble), kit.Body), kit.NewParagraph(waits, kit.Body),
		kit.NewRule(), code, again)
	paper := canvas.NewRectangle(kit.Color(kit.ColorPaper))
	w.shut = true
	w.announce("", "", nil) // what was said last may name somebody
	w.show(container.NewStack(paper, kit.Center(kit.NewCard("", nil, kit.MinSize(body, kit.Size(kit.SizeSheet), 0)))))
	w.set.Window.Canvas().Focus(code)
}

// dealShut locks the window when the hub shuts this device out, and opens it again
// when it takes part once more.
func (w *Window) dealShut() {
	switch out := w.isShutOut(); {
	case out && !w.shut:
		w.lock()
	case !out && w.shut:
		w.shut = false
		w.lock()
	}
}

// pairAgain takes part once more, with a code of the hub.
func (w *Window) pairAgain(code *kit.CodePad, again *kit.Button, address string) {
	if again.Locked() {
		return
	}
	code.ClearFault()
	again.Lock()
	text := code.Text()
	w.bridge.Detached(w.life, func(ctx context.Context) error { return w.others.joined.PairAgain(ctx, address, text) }, func(err error) {
		again.Unlock()
		if err != nil {
			code.SetFault(w.fault(err))
			return
		}
		code.SetText("")
		w.announce(w.say("link.pairedAgain"), "", nil)
	})
}
