package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// This file is what people see when the books of two devices have another past.

// pastDecider is a device on which a supervisor decides which book holds.
type pastDecider interface {
	DecidePast(ctx context.Context, by data.Approval, take bool) error
}

// pastRows tell how the hub's book differs from this device's and offer both ways on.
func (w *Window) pastRows() []fyne.CanvasObject {
	l := w.others.link
	office, ok := w.others.joined.(pastDecider)
	if !ok || !l.Undecided() {
		return nil
	}
	fault := l.Trouble
	var rows []fyne.CanvasObject
	if p := l.Past; p != nil {
		fault = p.Fault()
		if p.First.Kind != "" {
			rows = append(rows, kit.NewParagraph(w.say("link.pastFirst", p.First.Seq, w.when(p.First.At), w.nameOf(p.First.Staff), w.kindWord(p.First.Kind)), kit.Body))
		}
		rows = append(rows, kit.NewParagraph(w.say("link.pastEnds", p.Own, p.Hub), kit.Body))
		if p.Kept {
			rows = append(rows, kit.NewParagraph(w.say("link.pastIsKept"), kit.Label))
		}
	}
	rows = append([]fyne.CanvasObject{kit.NewBanner(w.fault(fault), kit.ToneLate)}, rows...)
	decide := func(word, sure, done string, take bool) *kit.Button {
		return kit.NewButton(w.say(word), kit.Secondary, func() {
			w.front.confirm(w.say(sure), w.say(word), kit.ToneLate, func() {
				w.front.approve(w.say("link.approvePast"), func(by data.Approval) {
					w.bridge.Detached(w.life, func(ctx context.Context) error { return office.DecidePast(ctx, by, take) }, w.told(done))
				})
			})
		}).SetLarge()
	}
	if l.Past != nil && !l.Past.Kept {
		rows = append(rows, decide("link.keepOwn", "link.keepSure", "link.keptToast", false))
	}
	return append(rows, decide("link.takeHubs", "link.takeSure", "link.takenToast", true))
}

// told says that something is done, or why not.
func (w *Window) told(done string) func(error) {
	return func(err error) {
		if err != nil {
			w.toast(w.fault(err), "")
			return
		}
		w.toast(w.say(done), "")
	}
}

// nameOf is a person's name, or the id of one that this book does not know.
func (w *Window) nameOf(id data.ID) string {
	if p, ok := w.person(id); ok {
		return p.Name
	}
	return string(id)
}

// goerOn is a hub that goes on, on a supervisor's word, with a book that went back.
type goerOn interface {
	GoOn(ctx context.Context, by data.Approval) error
}

// hubRows tell what is amiss with the sharing: devices that hold newer lines, a device
// that answers from two places, a disk that takes nothing.
func (w *Window) hubRows() (rows []fyne.CanvasObject) {
	s := w.others.sharing
	if t := s.Trouble; t != nil {
		why := w.fault(t)
		if t.Key == "error.diskFull" {
			why = w.say("link.diskHere")
		}
		if s.On {
			why = w.say("link.hubTrouble", why)
		}
		rows = append(rows, kit.NewBanner(why, kit.ToneLate))
	}
	if b := s.Behind; b != nil {
		key, args := "link.behindMe", []any{b.Device, b.Lines}
		if b.Lines == 0 {
			key, args = "link.behindMeOnce", []any{b.Device}
		}
		rows = append(rows, kit.NewBanner(w.say(key, args...), kit.ToneLate))
		if office, ok := w.others.shared.(goerOn); ok {
			rows = append(rows, kit.NewButton(w.say("link.goOnBehind"), kit.Primary, func() {
				w.front.approve(w.say("link.approveBehind"), func(by data.Approval) {
					w.bridge.Detached(w.life, func(ctx context.Context) error { return office.GoOn(ctx, by) }, w.told("link.wentOn"))
				})
			}).SetLarge())
		}
	}
	for _, two := range s.Twice {
		rows = append(rows, w.twiceRow(two))
	}
	return rows
}

// twiceKnower is a hub that takes note of a device that was moved on purpose.
type twiceKnower interface {
	KnowsTwice(ctx context.Context, id, by data.ID) error
}

// twiceRow tells of a device whose folder was copied, and shuts it out or lets it be.
func (w *Window) twiceRow(two data.Twice) fyne.CanvasObject {
	list := two.Hosts[0]
	for _, h := range two.Hosts[1:] {
		list = w.say("common.and", list, h)
	}
	banner := kit.NewBanner(w.say("link.twice", two.Name, list, w.when(two.At)), kit.ToneLate)
	office, ok := w.others.shared.(twiceKnower)
	if !ok || w.me.Role != data.Supervisor {
		return banner
	}
	banner.SetActions(
		kit.NewButton(w.say("link.twiceKnown"), kit.Secondary, func() {
			by := w.me.ID
			w.bridge.Detached(w.life, func(ctx context.Context) error { return office.KnowsTwice(ctx, two.Device, by) }, w.told("link.twiceNoted"))
		}),
		kit.NewButton(w.say("settings.devices.revoke"), kit.Danger, func() { w.revokeTwice(two) }))
	return banner
}

// revokeTwice shuts a copied device out, if whoever is here may.
func (w *Window) revokeTwice(two data.Twice) {
	w.front.confirm(w.say("settings.devices.revokeSure", two.Name), w.say("settings.devices.revoke"), kit.ToneLate, func() {
		w.do(w.life, &data.RevokeDevice{Revoked: two.Device}, func(_ data.Receipt, err error) {
			if err != nil {
				w.toast(w.fault(err), "")
				return
			}
			w.toast(w.say("settings.devices.revokedNow", two.Name), "")
		})
	})
}
