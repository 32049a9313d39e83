package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"yingbin/data"
	"yingbin/ui/kit"
)

// signal is a short word about other devices in the bar: an icon, a word and a
// colour, and a sheet behind it.
type signal struct {
	tap
	ground *canvas.Rectangle
	icon   *kit.Icon
	word   *kit.Text
	tone   kit.Tone
	filled bool
}

func newSignal(act func()) *signal {
	s := &signal{ground: canvas.NewRectangle(color.Transparent), icon: kit.NewIcon("", kit.ColorQuiet, kit.SizeSection), word: kit.NewText("", kit.Label)}
	s.objects = []fyne.CanvasObject{s.ground, s.icon, s.word}
	s.layout, s.paint = s.place, s.colour
	s.min = func() fyne.Size {
		w := s.word.MinSize().Width + kit.Size(kit.SizeSection) + 3*kit.Size(kit.SizeGap)
		return fyne.NewSize(max(kit.Size(kit.SizeTouch), w), kit.Size(kit.SizeTouch))
	}
	s.make(s, act)
	s.Hide()
	return s
}

// set says something; filled stands out.
func (s *signal) set(icon, word string, tone kit.Tone, filled bool) {
	s.tone, s.filled = tone, filled
	s.Hidden = word == ""
	s.icon.SetName(icon)
	s.word.SetText(word)
	s.Refresh()
}

func (s *signal) colour() {
	s.ground.FillColor = color.Transparent
	if s.filled {
		s.ground.FillColor = kit.Color(s.tone.Soft())
	}
	r := kit.Size(kit.SizeRadius)
	s.ground.CornerRadius, s.over.CornerRadius = r, r
	s.icon.SetColor(s.tone.Ink())
	s.word.SetStyle(kit.Label.In(s.tone.Ink()).Heavy())
	s.ground.Refresh()
}

func (s *signal) place(size fyne.Size) {
	gap, icon := kit.Size(kit.SizeGap), kit.Size(kit.SizeSection)
	s.ground.Move(fyne.NewPos(0, gap/2))
	s.ground.Resize(fyne.NewSize(size.Width, size.Height-gap))
	s.icon.Move(fyne.NewPos(gap, (size.Height-icon)/2))
	s.icon.Resize(fyne.NewSquareSize(icon))
	s.word.Move(fyne.NewPos(gap+icon+gap/2, 0))
	s.word.Resize(fyne.NewSize(size.Width-icon-2*gap, size.Height))
}

// dealOthers shows how this device stands to the others.
func (b *topBar) dealOthers() {
	w := b.w
	icon, word, tone := w.linkWords()
	b.link.set(icon, word, tone, tone != kit.ToneGood)
	refused := ""
	if n := len(w.others.refused); n > 0 {
		refused = w.say("link.refused", n)
	}
	b.refused.set("undo", refused, kit.ToneLate, true)
	icon, word, tone = w.lightWords()
	b.lights.set(icon, word, tone, tone == kit.ToneLate)
	b.all.Refresh()
}

// linkWords say how a joined device stands to its hub, nothing on any other.
func (w *Window) linkWords() (icon, word string, tone kit.Tone) {
	s := w.others.link
	if w.others.joined == nil {
		return "", "", kit.TonePlain
	}
	say := w.say
	switch {
	case s.NewHub != nil:
		return "alert", say("link.newHub"), kit.ToneSoon
	case s.Past != nil && s.Past.Kept:
		return "alert", say("link.pastKept"), kit.ToneSoon
	case s.Past != nil:
		return "alert", say("link.past"), kit.ToneLate
	case s.Trouble != nil:
		return "alert", say("link.trouble"), kit.ToneLate
	case s.Online && s.Stuck != nil:
		return "alert", say("link.stuck", s.Waiting), kit.ToneLate
	case s.Online && s.Total > 0:
		return "refresh", say("link.catching", percent(s.Done, s.Total)), kit.TonePrimary
	case s.Online && s.Waiting > 0:
		return "wifi", say("link.sending", s.Waiting), kit.TonePrimary
	case s.Online:
		return "wifi", say("link.online"), kit.ToneGood
	case s.Waiting > 0 && w.compact:
		return "wifi-off", say("link.offlineShort", s.Waiting), kit.ToneSoon
	case s.Waiting > 0:
		return "wifi-off", say("link.offlineWaiting", s.Waiting), kit.ToneSoon
	}
	return "wifi-off", say("link.offline"), kit.ToneSoon
}

func percent(done, total int64) int {
	if total <= 0 {
		return 0
	}
	return int(min(99, done*100/total))
}

// lightWords say which devices the hub can hear, nothing where it has none.
func (w *Window) lightWords() (icon, word string, tone kit.Tone) {
	o := w.others
	if o.sharing.Successor != nil {
		return "alert", w.say("link.superseded"), kit.ToneLate
	}
	switch {
	case o.sharing.Behind != nil:
		return "alert", w.say("link.behindWord"), kit.ToneLate
	case o.sharing.Trouble != nil && !o.sharing.On:
		return "alert", w.say("link.notSharedWord"), kit.ToneLate
	case o.sharing.Trouble != nil:
		return "alert", w.say("link.hubTroubleWord"), kit.ToneLate
	case len(o.sharing.Twice) > 0:
		return "alert", w.say("link.twiceWord"), kit.ToneLate
	}
	all := o.guests()
	online := 0
	for _, p := range all {
		if p.Online {
			online++
		}
	}
	switch {
	case !o.sharing.On || len(all) == 0:
		return "", "", kit.TonePlain
	case len(all) == 1 && online == 1:
		return "tablet", w.say("link.lightOn", all[0].Name), kit.ToneGood
	case len(all) == 1:
		return "tablet", w.say("link.lightOff", all[0].Name), kit.ToneSoon
	case online == len(all):
		return "tablet", w.say("link.lightsAll", online), kit.ToneGood
	}
	return "tablet", w.say("link.lights", online, len(all)), kit.ToneSoon
}

// guests are the devices that have joined this one and may still come.
func (o *others) guests() []data.Presence {
	var all []data.Presence
	for _, p := range o.present {
		if !p.Here && p.Active() {
			all = append(all, p)
		}
	}
	return all
}
