package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/kit"
)

// Sorry shows why the office can't be opened, in a window that can only be
// closed: whoever started the program by its icon sees no terminal.
func Sorry(win fyne.Window, device *Device, err error) {
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(device.Dark))
	lex := assets.Words(device.Lang)
	key, args := "error.internal", []any(nil)
	if e, ours := errors.AsType[*data.Error](err); ours && lex.Has(e.Key) {
		key, args = e.Key, e.Args
	}
	body := kit.VBoxGap(kit.SizePad, kit.NewParagraph(lex.Say(key, args...), kit.Body))
	if len(args) > 0 { // where it lies, for whoever is called
		for _, a := range args {
			if s, ok := a.(string); ok {
				body.Add(kit.NewParagraph(s, kit.Small))
			}
		}
	}
	shut := kit.NewButton(lex.Say("common.close"), kit.Primary, win.Close)
	body.Add(kit.Row(nil, nil, shut))
	paper := canvas.NewRectangle(kit.Color(kit.ColorPaper))
	win.SetPadded(false)
	win.SetTitle(lex.Say("shell.title"))
	win.SetContent(container.NewStack(paper, kit.Center(kit.NewCard(lex.Say("shell.cannotOpen"), nil, kit.MinSize(body, kit.Size(kit.SizeSheet), 0)))))
	win.Canvas().Focus(shut)
}
