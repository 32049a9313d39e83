package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"yingbin/ui/kit"
)

// topBar is the line at the top: station and office at the left; the other devices,
// day, time and who is on duty at the right.
type topBar struct {
	w         *Window
	all       *fyne.Container
	day, time *kit.Text
	office    *kit.Text
	station   *kit.Text
	people    *fyne.Container
	left      *fyne.Container
	right     *fyne.Container
	mine      *circle

	link, refused, lights *signal
}

func newTopBar(w *Window) *topBar {
	b := &topBar{w: w, people: kit.HBoxGap("")}
	b.station = kit.NewText(w.say("shell.station."+w.set.Station), kit.Section)
	b.office = kit.NewText("", kit.Label)
	b.day = kit.NewText("", kit.Label)
	b.time = kit.NewText("", kit.Section)
	ground := canvas.NewRectangle(kit.Color(kit.ColorSurface))
	rule := canvas.NewRectangle(kit.Color(kit.ColorRule))
	b.left = kit.HBoxGap(kit.SizePad, b.station, b.office)
	b.yield(w.said.text != "")
	b.link, b.refused, b.lights = newSignal(w.linkSheet), newSignal(w.refusalSheet), newSignal(w.lightSheet)
	b.right = kit.HBoxGap(kit.SizePad, kit.HBoxGap(kit.SizeGap, b.refused, b.link, b.lights), b.day, b.time, b.people)
	b.all = container.New(&barLayout{}, ground, rule, b.left, b.right)
	b.turned()
	b.deal()
	return b
}

// yield makes room for the toast.
func (b *topBar) yield(toast bool) { b.left.Hidden = toast }

// turned shows the time.
func (b *topBar) turned() {
	now, cal := b.w.now(), b.w.settings.Calendar
	b.day.SetText(kit.DayName(b.w.lex, cal.Day(now)))
	b.time.SetText(cal.Clock(now))
}

// deal shows the office and who is on duty, the one at the desk last.
func (b *topBar) deal() {
	w := b.w
	b.office.SetText(w.settings.Name)
	b.people.Objects = nil
	for _, id := range w.duty {
		if p, ok := w.person(id); ok && id != w.me.ID {
			b.people.Add(newCircle(p.Name, false, func() { w.swap(p.ID) }))
		}
	}
	b.mine = newCircle(w.me.Name, true, w.menu)
	b.people.Add(b.mine)
	b.people.Refresh()
	b.dealOthers()
}

type barLayout struct{}

func (barLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	hair, pad := kit.Size(kit.SizeHairline), kit.Size(kit.SizePad)
	edge := pad
	if size.Width+kit.Size(kit.SizeRail) >= compactBelow {
		edge += kit.Size(kit.SizeGap)
	}
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	place(objs[0], 0, 0, size.Width, size.Height)
	place(objs[1], 0, size.Height-hair, size.Width, hair)
	touch := kit.Size(kit.SizeTouch)
	right := objs[3].MinSize().Width
	y := (size.Height - hair - touch) / 2
	place(objs[3], size.Width-edge-right+kit.Size(kit.SizeGap)/2, y, right, touch)
	place(objs[2], edge, y, max(0, size.Width-2*edge-right-pad), touch)
}

func (barLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objs[3].MinSize().Width+4*kit.Size(kit.SizePad), barHeight())
}
