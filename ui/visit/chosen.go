package visit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"yingbin/data"
	"yingbin/ui/kit"
)

// chosenGuest shows who was chosen, by their full name: the only one whose name
// is not masked.
type chosenGuest struct {
	widget.BaseWidget
	name, times *kit.Text
	facts       *kit.Paragraph
	booking     *kit.Text
	all         fyne.CanvasObject
}

func newChosenGuest() *chosenGuest {
	c := &chosenGuest{
		name: kit.NewText("", kit.Section).SetMayCut(true), times: kit.NewText("", kit.Label.Aligned(fyne.TextAlignTrailing)),
		facts: kit.NewParagraph("", kit.Label), booking: kit.NewText("", kit.BodyBold.In(kit.ColorJade)).SetMayCut(true),
	}
	ground := kit.NewGround(kit.ColorJadeSoft).SetLine(kit.ColorJade, kit.Size(kit.SizeFocus)).SetRadius(kit.SizeRadius)
	c.all = kit.Fill(ground, kit.Padded(kit.VBoxGap("", kit.Row(nil, c.name, c.times), c.facts, c.booking)))
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

// show tells about a match; nil hides the card.
func (c *chosenGuest) show(w visitWords, m *data.Match) {
	if m == nil {
		c.Hide()
		return
	}
	name := m.Name
	if m.Title != "" {
		name += " " + w.say("common."+m.Title)
	}
	if name == "" {
		name = w.say("visit.guest")
	}
	if m.VIP {
		name += " · " + w.say("visit.vip")
	}
	c.name.SetText(name)
	times := m.Times + 1 // the visit that begins now
	if m.Inside {
		times = m.Times
	}
	c.times.SetText(w.nth(times))
	c.facts.SetText(w.facts(*m))
	c.facts.Hidden = c.facts.Text() == ""
	c.booking.SetText(w.bookingOf(*m))
	c.booking.Hidden = c.booking.Text() == ""
	c.Show()
	c.Refresh()
}

// CreateRenderer links the widget to its drawing.
func (c *chosenGuest) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.all) }
