package appliance

import (
	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// applianceCard is one appliance: a ring that fills towards the due day, how it
// stands, and who cleaned it last.
type applianceCard struct {
	s      *appliances
	id     data.ID
	all    fyne.CanvasObject
	ground *kit.Ground
	ring   *kit.Ring
	name   *kit.Text
	number *kit.Text
	due    *kit.Text
	last   *kit.Text
	badge  *kit.Badge
	check  *kit.Badge
}

func newApplianceCard(s *appliances, id data.ID) *applianceCard {
	c := &applianceCard{s: s, id: id, ground: kit.NewGround(kit.ColorSurface).SetRadius(kit.SizeRadius)}
	c.ring = kit.NewRing(0, kit.TonePlain, "")
	c.name = kit.NewText("", kit.Section).SetMayCut(true)
	c.number = kit.NewText("", kit.Small).SetMayCut(true)
	c.due = kit.NewText("", kit.Label.In(kit.ColorInk)).SetMayCut(true)
	c.last = kit.NewText("", kit.Small).SetMayCut(true)
	c.badge, c.check = kit.NewBadge("", kit.TonePlain), kit.NewBadge("", kit.ToneAccent)
	names := kit.VBoxGap("", kit.Space(), c.name, c.number, kit.Row(c.badge, nil, nil), kit.Space())
	face := kit.VBox(kit.Row(kit.MinSize(c.ring, 72, 72), names, nil), c.due, kit.Row(nil, c.last, c.check))
	c.all = kit.NewTap(kit.Fill(c.ground, kit.PaddedBy(kit.SizePad, face)), func() { s.openCare(id) })
	return c
}

func (c *applianceCard) show(a data.ApplianceView) {
	say, today := c.s.sh.Say, c.s.today()
	share, tone, words := ringOf(say, a, today)
	c.ring.Set(share, tone, words)
	c.name.SetText(a.Name)
	c.number.SetText(joinWords(" · ", a.Number, a.Place))
	words, tone = standing(say, a, today)
	c.badge.Set(words, tone)
	c.check.Set(say("appliance.toCheck"), kit.ToneAccent)
	c.check.Hidden = !waits(a)
	c.due.SetText(dueLine(say, a.Standing))
	c.last.SetText(c.s.view.lastLine(say, a))
	line, thick := kit.ColorRule, float32(1)
	if tone == kit.ToneLate || tone == kit.ToneSoon {
		line, thick = tone.Line(), 2
	}
	c.ground.SetLine(line, thick)
}

// joinWords puts words one behind the other, empty ones left out.
func joinWords(by string, words ...string) string {
	all := ""
	for _, w := range words {
		if w != "" && all != "" {
			all += by
		}
		all += w
	}
	return all
}
