package ui

import (
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/kit"
)

// Mending are the ways on from what keeps an office from opening. Names are those of the
// command line and end word keys.
type Mending struct {
	Ways    []string
	Asks    func(way string) bool // whether a supervisor is asked
	Backups []data.Backup         // from which the way restore chooses, the newest first
	// Do goes a way off the UI goroutine and hands its outcome to done on it; after
	// nil the office has been opened or the next fault is shown.
	Do func(way, file, name, pin string, done func(error))
}

// restoreWay is the way that takes a backup.
const restoreWay = "restore"

// sorry is the window of an office that can't be opened.
type sorry struct {
	win  fyne.Window
	lex  *assets.Lexicon
	err  error
	mend Mending
	busy bool
}

// Sorry shows why the office can't be opened and what can be done, in a window of its
// own: whoever started the program by its icon sees no terminal.
func Sorry(win fyne.Window, device *Device, err error, mend Mending) {
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(device.Dark))
	s := &sorry{win: win, lex: assets.Words(device.Lang), err: err, mend: mend}
	win.SetPadded(false)
	win.SetTitle(s.lex.Say("shell.title"))
	s.choose()
}

// say tells a fault.
func (s *sorry) say(err error) string {
	if e, ours := errors.AsType[*data.Error](err); ours && s.lex.Has(e.Key) {
		return s.lex.Say(e.Key, e.Args...)
	}
	return s.lex.Say("error.internal")
}

// choose shows the fault and the ways on.
func (s *sorry) choose() {
	body := kit.VBoxGap(kit.SizePad, kit.NewParagraph(s.say(s.err), kit.Body))
	if e, ours := errors.AsType[*data.Error](s.err); ours {
		for _, a := range e.Args { // where it lies, for whoever is called
			if text, ok := a.(string); ok {
				body.Add(kit.NewParagraph(text, kit.Small))
			}
		}
	}
	var first fyne.Focusable
	add := func(b *kit.Button) {
		if first == nil {
			first = b
		}
		body.Add(b)
	}
	for _, way := range s.mend.Ways {
		if way != restoreWay {
			add(kit.NewButton(s.lex.Say("sorry.way."+way), kit.Secondary, func() { s.ask(way, "") }).SetLarge())
			continue
		}
		usual := data.Settings{}.Defaults().Calendar
		list := slices.DeleteFunc(slices.Clone(s.mend.Backups), func(k data.Backup) bool { return k.Ahead })
		for _, k := range list[:min(3, len(list))] {
			add(kit.NewButton(s.lex.Say("sorry.way.restore", usual.Stamp(k.At)), kit.Secondary, func() { s.ask(way, k.Path) }).SetLarge())
		}
		if len(list) == 0 {
			body.Add(kit.NewParagraph(s.lex.Say("sorry.noBackup"), kit.Label))
		}
	}
	shut := kit.NewButton(s.lex.Say("common.close"), kit.Primary, s.win.Close)
	body.Add(kit.Row(nil, nil, shut))
	if first == nil {
		first = shut
	}
	s.show(body, first)
}

// ask tells what a way does, and asks a supervisor where it must be one.
func (s *sorry) ask(way, file string) {
	if way == "again" {
		s.do(way, "", "", "", kit.NewBanner("", kit.ToneLate), nil)
		return
	}
	wrong := kit.NewBanner("", kit.ToneLate)
	wrong.Hide()
	body := kit.VBoxGap(kit.SizePad, kit.NewParagraph(s.lex.Say("sorry.sure."+way), kit.Body), wrong)
	name := kit.NewField(s.lex.Say("shell.first.boss")).SetMaxRunes(data.NameLength)
	pin := kit.NewField(s.lex.Say("shell.signOn.pin")).SetPassword(true).SetMaxRunes(data.PINMax)
	var first fyne.Focusable
	do := kit.NewButton(s.lex.Say("sorry.do"), kit.Danger, nil).SetLarge()
	act := func() { s.do(way, file, name.Text(), pin.Text(), wrong, do) }
	do.SetTap(act)
	back := kit.NewButton(s.lex.Say("common.cancel"), kit.Secondary, s.choose).SetLarge()
	first = back
	if s.mend.Asks != nil && s.mend.Asks(way) {
		body.Add(kit.NewParagraph(s.lex.Say("sorry.supervisor"), kit.Label))
		body.Add(kit.Columns([]float32{1, 1}, name, pin))
		name.OnEnter, pin.OnEnter = act, act
		first = nil
	}
	body.Add(kit.Columns([]float32{1, 1}, back, do))
	s.show(body, first)
	if first == nil {
		name.Focus(s.win.Canvas())
	}
}

// do goes a way; what is wrong with it is said where it was chosen.
func (s *sorry) do(way, file, name, pin string, wrong *kit.Banner, button *kit.Button) {
	if s.busy || s.mend.Do == nil {
		return
	}
	s.busy = true
	if button != nil {
		button.Lock()
	}
	s.mend.Do(way, file, data.Tidy(name), pin, func(err error) {
		s.busy = false
		if button != nil {
			button.Unlock()
		}
		if err != nil {
			wrong.Set(s.say(err), kit.ToneLate)
			wrong.Show()
		}
	})
}

func (s *sorry) show(body fyne.CanvasObject, first fyne.Focusable) {
	paper := canvas.NewRectangle(kit.Color(kit.ColorPaper))
	s.win.SetContent(container.NewStack(paper, kit.Center(kit.NewCard(s.lex.Say("shell.cannotOpen"), nil, kit.MinSize(body, kit.Size(kit.SizeSheet), 0)))))
	if first != nil {
		s.win.Canvas().Focus(first)
	}
}
