package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"yingbin/data"
	"yingbin/ui/kit"
)

// opening asks what a new book needs: the office's name, and its first
// supervisor with a PIN.
type opening struct {
	w                      *Window
	name, boss, pin, again *kit.Field
	save                   *kit.Button
}

// firstChoice asks whether this is a new office or one that is there already on
// another device; where the device can't join, it is a new one.
func (w *Window) firstChoice() {
	if w.set.Join == nil {
		w.firstStart()
		return
	}
	lang := kit.NewButton(w.say("shell.otherLang"), kit.Quiet, func() { w.switchLang(); w.firstChoice() }).SetIcon("globe")
	fresh := kit.NewButton(w.say("join.newOffice"), kit.Primary, func() { w.firstStart() })
	join := kit.NewButton(w.say("join.offer"), kit.Secondary, func() { w.joinForm(joinTyped{address: w.set.JoinAt}) }).SetLarge()
	form := kit.VBoxGap(kit.SizePad,
		kit.Row(nil, kit.NewText(w.say("join.welcome"), kit.Title), lang),
		kit.NewParagraph(w.say("join.newOfficeWhat"), kit.Body.In(kit.ColorQuiet)), fresh,
		kit.NewRule(),
		kit.NewParagraph(w.say("join.offerWhat"), kit.Body.In(kit.ColorQuiet)), join)
	paper := canvas.NewRectangle(kit.Color(kit.ColorPaper))
	w.show(container.NewStack(paper, kit.Center(kit.NewCard("", nil, kit.MinSize(form, kit.Size(kit.SizeSheet), 0)))))
	w.set.Window.Canvas().Focus(fresh)
}

// firstStart shows the opening; it stays until the book is open. What was typed
// before comes back after a change of language.
func (w *Window) firstStart(typed ...string) {
	o := &opening{w: w}
	o.name = kit.NewField(w.say("shell.first.office")).SetMaxRunes(data.NameLength).SetHint(w.say("shell.first.officeHint"))
	o.boss = kit.NewField(w.say("shell.first.boss")).SetMaxRunes(data.NameLength)
	o.pin = kit.NewField(w.say("shell.first.pin")).SetPassword(true).SetMaxRunes(data.PINMax)
	o.again = kit.NewField(w.say("shell.first.again")).SetPassword(true).SetMaxRunes(data.PINMax)
	o.save = kit.NewButton(w.say("shell.first.open"), kit.Primary, o.open)
	for i, f := range o.all() {
		f.OnEnter = o.open
		if i < len(typed) {
			f.SetText(typed[i])
		}
	}
	lang := kit.NewButton(w.say("shell.otherLang"), kit.Quiet, o.otherLang).SetIcon("globe")
	back := kit.NewButton(w.say("join.back"), kit.Quiet, w.firstChoice).SetIcon("arrow-left")
	back.Hidden = w.set.Join == nil
	form := kit.VBoxGap(kit.SizePad,
		kit.Row(nil, kit.NewText(w.say("shell.first.title"), kit.Title), kit.HBox(back, lang)),
		kit.NewParagraph(w.say("shell.first.what"), kit.Body.In(kit.ColorQuiet)),
		o.name, o.boss, kit.Columns([]float32{1, 1}, o.pin, o.again), o.save)
	paper := canvas.NewRectangle(kit.Color(kit.ColorPaper))
	w.show(container.NewStack(paper, kit.Center(kit.NewCard("", nil, kit.MinSize(form, kit.Size(kit.SizeSheet), 0)))))
	o.name.Focus(w.set.Window.Canvas())
}

func (o *opening) all() []*kit.Field { return []*kit.Field{o.name, o.boss, o.pin, o.again} }

// otherLang changes the language and keeps what was typed.
func (o *opening) otherLang() {
	var typed []string
	for _, f := range o.all() {
		typed = append(typed, f.Text())
	}
	o.w.switchLang()
	o.w.firstStart(typed...)
}

func (o *opening) fields() map[string]*kit.Field {
	return map[string]*kit.Field{"name": o.name, "supervisor": o.boss, "pin": o.pin}
}

// open opens the book: settings and supervisor first, then what every office
// begins with.
func (o *opening) open() {
	w := o.w
	if o.save.Locked() {
		return
	}
	ok := true
	for _, f := range []*kit.Field{o.again, o.pin, o.boss, o.name} {
		f.ClearFault()
		if f.Text() == "" {
			f.SetFault(w.say("error.required"))
			f.Focus(w.set.Window.Canvas())
			ok = false
		}
	}
	if !ok || !w.checkNewPIN(o.pin, o.again) {
		return
	}
	boss := data.Staff{ID: data.NewID(), Name: o.boss.Text(), Post: w.say("common.supervisor"), Role: data.Supervisor}
	name, pin := o.name.Text(), o.pin.Text()
	o.save.Lock()
	w.bridge.Detached(w.life, func(ctx context.Context) error { return w.openOffice(ctx, name, boss, pin) }, func(err error) {
		o.save.Unlock()
		if err != nil {
			o.refused(err)
			return
		}
		w.refresh(func(err error) {
			if err != nil {
				w.trouble(err)
				return
			}
			w.signOnAs(data.SignOn{Head: data.Head{Staff: boss.ID}, PIN: pin})
		})
	})
}

// refused says what is wrong where it is wrong.
func (o *opening) refused(err error) {
	at := o.name
	if e, ours := errors.AsType[*data.Error](err); ours {
		for _, one := range e.All() {
			if f := o.fields()[one.Field]; f != nil {
				f.SetFault(o.w.fault(one))
				at = f
			}
		}
		if at.Fault() != "" {
			at.Focus(o.w.set.Window.Canvas())
			return
		}
	}
	o.w.trouble(err)
}

// openOffice gives the commands that open a book. Should one of the catalogue's
// fail, the office is open all the same and can be filled in by hand.
func (w *Window) openOffice(ctx context.Context, name string, boss data.Staff, pin string) error {
	var commands []data.Command
	var settings data.Settings
	if w.set.First != nil {
		var err error
		if commands, settings, err = w.set.First(boss.ID); err != nil {
			return err
		}
	}
	settings.Name = name
	head := func() data.Head {
		return data.Head{ID: data.NewID(), At: w.now(), Staff: boss.ID, Device: w.set.Device.ID}
	}
	open := &data.OpenOffice{Head: head(), Settings: settings.Defaults(),
		Supervisor: data.NewStaff{ID: boss.ID, Name: boss.Name, Post: boss.Post, Verifier: data.Verifier(pin)}}
	if _, err := w.set.Office.Do(ctx, open); err != nil {
		return err
	}
	signer, err := w.set.Office.Unlock(ctx, boss.ID, pin)
	if err != nil {
		return err
	}
	for _, c := range commands {
		h := c.Meta()
		h.At, h.Staff, h.Device, h.Signer = w.now(), boss.ID, w.set.Device.ID, signer
		if h.ID == "" {
			h.ID = data.NewID()
		}
		if _, err := w.set.Office.Do(ctx, c); err != nil {
			w.set.Log.Error("catalogue", "cause", Scrub(err))
		}
	}
	return nil
}
