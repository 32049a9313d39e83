package ui

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"yingbin/data"
	"yingbin/ui/kit"
)

// front is what lies over a screen: a sheet at the right, or a question in the
// middle. A question asked from a sheet takes the sheet's place until it is
// answered, so that there is never one thing on another. It is an overlay, so
// the keyboard stays inside it.
type front struct {
	w     *Window
	all   *fyne.Container
	body  *fyne.Container
	toast *toast
	sheet *panel
	ask   *panel
	shown bool
}

// panel is one thing in front: what it shows, and what happens when it is left.
type panel struct {
	object fyne.CanvasObject
	first  fyne.Focusable
	onEsc  func()
	hand   []string // what the hand was on that opened it
}

func newFront(w *Window) *front {
	f := &front{w: w}
	f.toast = w.newToast(f.toastRoom)
	shade := newShade(func() {
		if f.ask == nil {
			f.escape()
		}
	})
	f.body = container.NewStack()
	f.all = container.NewStack(kit.NewFloor(), shade, f.body, f.toast)
	return f
}

func (f *front) open() bool { return f.sheet != nil || f.ask != nil }

// sync shows what is to be shown.
func (f *front) sync() {
	overlays := f.w.set.Window.Canvas().Overlays()
	top := f.ask
	if top == nil {
		top = f.sheet
	}
	if top == nil {
		if f.shown {
			f.shown = false
			overlays.Remove(f.all)
			f.w.set.Window.Canvas().SetOnTypedKey(f.w.typed) // a small sheet above may have had the keys
			f.w.focusFirst()
		}
		return
	}
	f.body.Objects = []fyne.CanvasObject{top.object}
	f.body.Refresh()
	f.toast.Refresh()
	if !f.shown {
		f.shown = true
		overlays.Add(f.all)
		f.all.Resize(f.w.set.Window.Canvas().Size())
	}
	c := f.w.set.Window.Canvas()
	if top.first != nil {
		c.Focus(top.first)
	} else {
		c.Unfocus()
	}
}

// escape leaves what is in front and reports whether there was anything.
func (f *front) escape() bool {
	switch {
	case f.ask != nil:
		f.ask.onEsc()
	case f.sheet != nil:
		f.sheet.onEsc()
	default:
		return false
	}
	return true
}

// enter does the primary act of the sheet. A question is answered by its own
// buttons only.
func (f *front) enter() {
	if f.ask == nil && f.sheet != nil {
		kit.PressPrimary(f.sheet.object)
	}
}

// closeAll takes everything away, as when another screen is shown.
func (f *front) closeAll() {
	for range 2 { // a question and the sheet it was asked from
		f.escape()
	}
}

// openSheet shows something in the panel at the right, in place of the sheet
// that was there.
func (f *front) openSheet(title string, body fyne.CanvasObject, onClose func()) func() {
	if f.sheet != nil {
		f.sheet.onEsc()
	}
	p := &panel{first: kit.First(body), hand: f.w.hand()}
	p.onEsc = func() {
		if f.sheet != p {
			return // closed before, or another took its place
		}
		f.sheet = nil
		f.sync()
		if onClose != nil {
			onClose()
		}
	}
	shut := kit.NewButton("", kit.Quiet, p.onEsc).SetIcon("x")
	head := kit.Row(nil, kit.NewText(title, kit.Title), shut)
	p.object = container.New(&sheetLayout{}, newGround(), kit.Pin(head, nil, nil, nil, kit.NewScroll(body)))
	f.sheet = p
	f.sync()
	return p.onEsc
}

// confirm asks before something that hurts.
func (f *front) confirm(question, yes string, tone kit.Tone, fn func()) {
	p := &panel{hand: f.w.hand()}
	p.onEsc = func() { f.answered(p) }
	kind := kit.Primary
	if tone == kit.ToneLate {
		kind = kit.Danger
	}
	no := kit.NewButton(f.w.say("common.cancel"), kit.Secondary, p.onEsc).SetLarge()
	do := kit.NewButton(yes, kind, func() {
		f.answered(p)
		kit.WithHand(p.hand, fn)
	}).SetLarge()
	p.first = do
	if tone == kit.ToneLate {
		p.first = no
	}
	p.object = f.middle(kit.VBoxGap(kit.SizePad, kit.NewParagraph(question, kit.Section), kit.Columns([]float32{1, 1}, no, do)))
	f.raise(p)
}

// approve asks a supervisor for name and PIN. The PIN is tried here, so that a
// wrong one is said where it was typed; the office tries it again.
func (f *front) approve(reason string, fn func(data.Approval)) {
	w := f.w
	p := &panel{hand: w.hand()}
	p.onEsc = func() { f.answered(p) }
	var names []kit.Choice
	for _, s := range w.staff {
		if s.Role == data.Supervisor && s.Verifier != "" && !s.Gone {
			names = append(names, kit.Choice{Code: string(s.ID), Label: s.Name})
		}
	}
	who := kit.NewChips(w.say("shell.approve.who"), names)
	if len(names) > 0 {
		who.Select(names[0].Code)
	}
	var pad *kit.Keypad
	trying := false
	pad = kit.NewKeypad(data.PINMax, true, func(pin string) {
		if trying || who.Selected() == "" {
			return
		}
		trying = true
		a := data.Approval{Staff: data.ID(who.Selected()), PIN: pin}
		w.bridge.Run(w.life, func(ctx context.Context) error { return w.set.Office.CheckPIN(ctx, a.Staff, a.PIN) }, func(err error) {
			trying = false
			if f.ask != p {
				return
			}
			pad.Clear()
			if err != nil {
				pad.SetFault(w.fault(err))
				return
			}
			f.answered(p)
			kit.WithHand(p.hand, func() { fn(a) })
		})
	}).SetConfirm(true)
	who.OnChanged = pad.Clear
	p.first = pad
	no := kit.NewButton(w.say("common.cancel"), kit.Quiet, p.onEsc)
	p.object = f.middle(kit.VBoxGap(kit.SizePad,
		kit.Row(nil, kit.NewText(w.say("shell.approve.title"), kit.Title), no),
		kit.NewParagraph(reason, kit.Body), who, pad))
	f.raise(p)
}

func (f *front) raise(p *panel) {
	if f.ask != nil {
		f.ask.onEsc()
	}
	f.ask = p
	f.sync()
}

// answered takes a question away; a sheet it was asked from comes back.
func (f *front) answered(p *panel) {
	if f.ask == p {
		f.ask = nil
		f.sync()
	}
}

// middle puts a question into the middle of the window.
func (f *front) middle(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&middleLayout{}, newGround(), o)
}

// sheetLayout stands at the right edge, from top to bottom.
type sheetLayout struct{}

func (sheetLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	pad := kit.Size(kit.SizePad) + kit.Size(kit.SizeGap)/2
	w := min(kit.Size(kit.SizeSheet), size.Width)
	objs[0].Move(fyne.NewPos(size.Width-w, 0))
	objs[0].Resize(fyne.NewSize(w, size.Height))
	objs[1].Move(fyne.NewPos(size.Width-w+pad, pad/2))
	objs[1].Resize(fyne.NewSize(w-2*pad, size.Height-pad*3/2))
}

func (sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 0) }

// middleLayout stands in the middle, as high as what it holds.
type middleLayout struct{}

func (middleLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	pad := kit.Size(kit.SizePad) + kit.Size(kit.SizeGap)
	w := min(kit.Size(kit.SizeSheet), size.Width)
	objs[1].Resize(fyne.NewSize(w-2*pad, size.Height))
	h := min(objs[1].MinSize().Height+2*pad, size.Height)
	x, y := (size.Width-w)/2, (size.Height-h)/2
	objs[0].Move(fyne.NewPos(x, y))
	objs[0].Resize(fyne.NewSize(w, h))
	objs[1].Move(fyne.NewPos(x+pad, y+pad))
	objs[1].Resize(fyne.NewSize(w-2*pad, h-2*pad))
}

func (middleLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 0) }

// ground is a surface that keeps taps from what lies under it.
type ground struct {
	tap
	face *canvas.Rectangle
}

func newGround() *ground {
	g := &ground{face: canvas.NewRectangle(color.Transparent)}
	g.objects = []fyne.CanvasObject{g.face}
	g.layout = func(s fyne.Size) { g.face.Resize(s) }
	g.min = func() fyne.Size { return fyne.NewSize(0, 0) }
	g.paint = func() {
		g.face.FillColor, g.face.StrokeColor = kit.Color(kit.ColorSurface), kit.Color(kit.ColorRule)
		g.face.StrokeWidth, g.face.CornerRadius = kit.Size(kit.SizeHairline), kit.Size(kit.SizeRadius)
		g.face.Refresh()
	}
	g.make(g, nil)
	g.paint()
	return g
}

// shade darkens the screen behind a sheet.
type shade struct {
	widget.BaseWidget
	face *canvas.Rectangle
	act  func()
}

func newShade(act func()) *shade {
	s := &shade{face: canvas.NewRectangle(color.Transparent), act: act}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped leaves the sheet.
func (s *shade) Tapped(ev *fyne.PointEvent) {
	if kit.TakesTap(ev.AbsolutePosition, s, true) {
		s.act()
	}
}

// CreateRenderer links the widget to its drawing.
func (s *shade) CreateRenderer() fyne.WidgetRenderer {
	s.face.FillColor = kit.Color(kit.ColorShade)
	return widget.NewSimpleRenderer(s.face)
}

// Refresh takes the colour of the theme in force.
func (s *shade) Refresh() {
	s.face.FillColor = kit.Color(kit.ColorShade)
	s.BaseWidget.Refresh()
}
