package ui

import (
	"errors"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"yingbin/data"
	"yingbin/ui/kit"
)

// toastFor is how long a toast stays.
const toastFor = 6 * time.Second

// said is what the toast says now, "" for nothing.
type said struct {
	text string
	act  string // the button's word, "" for none
	do   func()
	stop func()
	away bool // do brings back what was put away
}

// toast says that something was done, with an undo button while there is time, and
// that it is yet to be sent where it is.
func (w *Window) toast(text string, undo data.ID) {
	if w.shut { // it may name somebody
		return
	}
	if w.noting {
		w.noting = false
		if text != w.say("link.noted") {
			text = w.say("link.notedToo", text)
		}
	}
	if undo == "" {
		w.announce(text, "", nil)
		return
	}
	w.announce(text, w.say("common.undo"), func() { w.undo(undo) })
}

// putAway says that something half-typed was put away; until the strip goes, its
// button and Ctrl+Z bring it back.
func (w *Window) putAway(back func()) {
	w.announce(w.say("shell.putAway"), w.say("shell.putAwayBack"), func() {
		w.announce("", "", nil)
		back()
	})
	w.said.away = true
}

// announce says something with a button of its own.
func (w *Window) announce(text, act string, do func()) {
	if w.said.stop != nil {
		w.said.stop()
	}
	w.said = said{text: text, act: act, do: do}
	if text != "" {
		w.said.stop = w.later(toastFor, func() { w.announce("", "", nil) })
	}
	for _, t := range w.toasts {
		t.show(w.said)
	}
	if w.frame != nil {
		w.frame.bar.yield(text != "")
	}
}

func (w *Window) undo(id data.ID) { w.takeBack(id, func() {}) }

// takeBack takes a command back; failed is called when it can't be.
func (w *Window) takeBack(id data.ID, failed func()) {
	w.announce("", "", nil)
	w.do(w.life, &data.Undo{Command: id}, func(_ data.Receipt, err error) {
		if err != nil {
			failed()
			w.toast(w.fault(err), "")
			return
		}
		w.toast(w.say("common.undone"), "")
	})
}

// Fault gives the sentence for an error and notes in the log what people need
// not read.
func (w *Window) fault(err error) string {
	e := data.AsError(err)
	if e == nil {
		return ""
	}
	key, args := e.Key, e.Args
	if !w.lex.Has(key) {
		key, args = "error.internal", nil
	}
	if e.Code == data.Storage || key != e.Key {
		w.note(err)
	}
	return w.say(key, args...)
}

// trouble shows an error that no screen asked for.
func (w *Window) trouble(err error) {
	if errors.Is(err, w.ctx.Err()) && w.closed {
		return
	}
	w.note(err)
	w.toast(w.fault(err), "")
}

// newToast makes a toast for one layer of the window; both say the same.
func (w *Window) newToast(room func(wide float32) (from, to float32)) *toast {
	t := &toast{ground: canvas.NewRectangle(color.Transparent), room: room}
	t.words = kit.NewParagraph("", kit.Body.In(kit.ColorOnToast))
	t.button = newToastButton(func() {
		if do := w.said.do; do != nil {
			do()
		}
	})
	t.ExtendBaseWidget(t)
	t.show(w.said)
	w.toasts = append(w.toasts, t)
	return t
}

// toast is the dark strip in the bar at the top, over the name of station and
// office: it covers nothing that can be tapped, and its own button always stands at
// its end.
type toast struct {
	widget.BaseWidget
	ground *canvas.Rectangle
	words  *kit.Paragraph
	button *toastButton
	room   func(wide float32) (from, to float32)
}

func (t *toast) show(s said) {
	t.Hidden = s.text == ""
	t.words.SetText(s.text)
	t.button.set(s.act)
	t.Refresh()
}

// toastRoom is the part of the bar that shows station and office.
func (w *Window) toastRoom(wide float32) (from, to float32) {
	pad := kit.Size(kit.SizePad)
	if w.frame == nil {
		return pad, wide - pad
	}
	rail := kit.Size(kit.SizeRail)
	return rail + pad, rail + w.frame.bar.right.Position().X - pad
}

// toastRoom is what the sheet leaves of the bar.
func (f *front) toastRoom(wide float32) (from, to float32) {
	from, to = f.w.toastRoom(wide)
	if f.sheet != nil {
		to = min(to, wide-kit.Size(kit.SizeSheet)-kit.Size(kit.SizePad))
	}
	if to-from < kit.Size(kit.SizeSheet)/2 { // beside a sheet on a narrow screen: the brand too
		from = kit.Size(kit.SizeGap)
	}
	return from, to
}

// toastWide is as wide as a strip gets, toastLines how many lines the bar holds.
const (
	toastWide  = 720
	toastLines = 2
)

// CreateRenderer links the widget to its drawing.
func (t *toast) CreateRenderer() fyne.WidgetRenderer { return &toastDrawing{t} }

type toastDrawing struct{ t *toast }

func (d *toastDrawing) Layout(size fyne.Size) {
	t := d.t
	pad, gap, touch := kit.Size(kit.SizePad), kit.Size(kit.SizeGap), kit.Size(kit.SizeTouch)
	from, to := t.room(size.Width)
	w := max(0, min(toastWide, to-from))
	act := float32(0)
	if t.button.Visible() {
		act = t.button.MinSize().Width
	}
	room := w - act - 2*pad
	t.words.SetStyle(kit.Body.In(kit.ColorOnToast))
	t.words.Resize(fyne.NewSize(room, touch))
	if line := kit.NewText("", kit.Body).MinSize().Height; t.words.MinSize().Height > toastLines*line+1 {
		t.words.SetStyle(kit.Label.In(kit.ColorOnToast))
		t.words.Resize(fyne.NewSize(room, touch))
	}
	lines := t.words.MinSize().Height
	y := gap / 2
	h := max(barHeight()-gap, lines+gap)
	t.ground.Move(fyne.NewPos(from, y))
	t.ground.Resize(fyne.NewSize(w, h))
	t.words.Resize(fyne.NewSize(room, lines))
	t.words.Move(fyne.NewPos(from+pad, y+(h-lines)/2))
	t.button.Move(fyne.NewPos(from+w-act-gap/2, (barHeight()-touch)/2))
	t.button.Resize(fyne.NewSize(act, touch))
}
func (d *toastDrawing) MinSize() fyne.Size { return fyne.NewSize(0, 0) }
func (d *toastDrawing) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.t.ground, d.t.words, d.t.button}
}
func (d *toastDrawing) Destroy() {}
func (d *toastDrawing) Refresh() {
	t := d.t
	t.ground.FillColor, t.ground.CornerRadius = kit.Color(kit.ColorToast), kit.Size(kit.SizeRadius)
	d.Layout(t.Size())
	t.ground.Refresh()
}

// toastButton is the bright word on a toast.
type toastButton struct {
	tap
	label *kit.Text
}

func newToastButton(act func()) *toastButton {
	b := &toastButton{label: kit.NewText("", kit.BodyBold.In(kit.ColorToastAct).Aligned(fyne.TextAlignCenter))}
	b.objects = []fyne.CanvasObject{b.label}
	b.layout = func(s fyne.Size) { b.label.Resize(s) }
	b.min = func() fyne.Size {
		return fyne.NewSize(max(kit.Size(kit.SizeTouch), b.label.MinSize().Width+2*kit.Size(kit.SizePad)), kit.Size(kit.SizeTouch))
	}
	b.make(b, act)
	return b
}

func (b *toastButton) set(word string) {
	b.Hidden = word == ""
	b.label.SetText(word)
	b.Refresh()
}
