package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/kit"
)

// menu is the small sheet at one's own circle: language, light, PIN, leaving.
func (w *Window) menu() {
	if w.frame == nil || w.front.open() {
		return
	}
	light := "shell.dark"
	if w.set.Device.Dark {
		light = "shell.light"
	}
	acts := map[string]func(){
		"shell.otherLang": w.otherLang, light: w.otherLight, "shell.pin.change": w.changePIN,
		"shell.another": w.another, "shell.signOff": w.signOff,
	}
	var shut func()
	list := kit.NewList().SetWhole(true)
	var items []kit.Item
	for _, key := range []string{"shell.otherLang", light, "shell.pin.change", "shell.another", "shell.signOff"} {
		items = append(items, kit.Item{ID: key, Title: w.say(key)})
	}
	list.SetItems(items)
	list.OnTap = func(id string) {
		shut()
		acts[id]()
	}
	body := kit.VBoxGap("", kit.NewText(w.me.Name, kit.Section), kit.NewText(w.me.Post, kit.Label), list)
	shut = kit.PopUp(w.frame.bar.mine, kit.MinSize(body, kit.Size(kit.SizeSheet)/2, 0), nil)
}

// otherLang changes the language of this device.
func (w *Window) otherLang() {
	w.switchLang()
	w.rebuild()
}

func (w *Window) switchLang() {
	d := w.set.Device
	if d.Lang == "en" {
		d.Lang = "zh"
	} else {
		d.Lang = "en"
	}
	w.lex = assets.Words(d.Lang)
	w.remember()
}

// otherLight changes between light and dark.
func (w *Window) otherLight() {
	w.set.Device.Dark = !w.set.Device.Dark
	fyne.CurrentApp().Settings().SetTheme(kit.Lit(w.set.Device.Dark))
	w.rebuild()
	w.remember()
}

// remember writes the device's choices down.
func (w *Window) remember() {
	d := *w.set.Device
	w.bridge.Detached(w.life, func(context.Context) error { return d.Save() }, func(err error) {
		if err != nil {
			w.note(err)
		}
	})
}

// changePIN asks for the old PIN and twice for the new one.
func (w *Window) changePIN() {
	me := w.me
	field := func(key string) *kit.Field {
		return kit.NewField(w.say(key)).SetPassword(true).SetMaxRunes(data.PINMax)
	}
	old, first, again := field("shell.pin.old"), field("shell.pin.new"), field("shell.pin.again")
	var shut func()
	save := kit.NewButton(w.say("common.save"), kit.Primary, nil)
	do := func() {
		if save.Locked() || !w.checkNewPIN(first, again) {
			return
		}
		save.Lock()
		w.setPIN(me.ID, old.Text(), first.Text(), func(err error) {
			save.Unlock()
			if err != nil {
				old.SetFault(w.fault(err))
				return
			}
			shut()
			w.toast(w.say("shell.pin.changed"), "")
		})
	}
	save.SetTap(do)
	for _, f := range []*kit.Field{old, first, again} {
		f.OnEnter = do
	}
	shut = w.front.openSheet(w.say("shell.pin.change"), kit.VBoxGap(kit.SizePad, old, first, again, save), nil)
}

// checkNewPIN says at the fields what is wrong with a new PIN.
func (w *Window) checkNewPIN(first, again *kit.Field) bool {
	if err := data.CheckPIN(first.Text()); err != nil {
		first.SetFault(w.fault(err))
		first.Focus(w.set.Window.Canvas())
		return false
	}
	if first.Text() != again.Text() {
		again.SetFault(w.say("error.pinMismatch"))
		again.Focus(w.set.Window.Canvas())
		return false
	}
	return true
}

// setPIN gives a person a new PIN, which ends the key of the old one; its verifier
// takes a while to make.
func (w *Window) setPIN(who data.ID, old, pin string, done func(error)) {
	cmd := &data.SetPIN{Head: data.Head{ID: data.NewID(), At: w.now(), Staff: w.me.ID, Device: w.set.Device.ID}, Person: who, Old: old}
	var signer data.Signer
	w.bridge.Detached(w.life, func(ctx context.Context) (err error) {
		cmd.Verifier = data.Verifier(pin)
		if _, err := w.set.Office.Do(ctx, cmd); err != nil {
			return err
		}
		signer, err = w.set.Office.Unlock(ctx, who, pin)
		return err
	}, func(err error) {
		w.holdKey(who, signer, err)
		done(err)
	})
}
