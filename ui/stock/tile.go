package stock

import (
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// countTile is one item with its stepper: the number on it is what is there
// altogether; where it stands is told at the right.
type countTile struct {
	s       *count
	item    data.ID
	all     fyne.CanvasObject
	ground  *kit.Ground
	name    *kit.Text
	how     *kit.Text
	badge   *kit.Badge
	keeps   *kit.Badge
	stepper *kit.Stepper
	rows    []*fyne.Container
}

func newCountTile(s *count, item data.ID) *countTile {
	t := &countTile{s: s, item: item, ground: kit.NewGround(kit.ColorSurface).SetRadius(kit.SizeRadius)}
	t.name = kit.NewText("", kit.BodyBold).SetMayCut(true)
	t.how = kit.NewText("", kit.Small).SetMayCut(true)
	t.badge, t.keeps = kit.NewBadge("", kit.TonePlain), kit.NewBadge("", kit.TonePlain)
	t.stepper = kit.NewStepper("", 0, stepMost(0), 0)
	t.stepper.OnChanged = func(n int) { s.counted(item, func(e *countEntry) { e.cup = n - e.washing - e.tables }) }
	t.rows = []*fyne.Container{kit.Row(nil, t.name, t.badge), kit.Row(nil, t.how, t.keeps)}
	face := kit.VBoxGap("", t.rows[0], t.rows[1])
	t.rows = append(t.rows, face)
	top := kit.NewTap(kit.PaddedBy(kit.SizeGap, face), func() { s.choose(item) })
	t.all = kit.Fill(t.ground, kit.VBoxGap("", top, kit.PaddedBy(kit.SizeGap, kit.Center(t.stepper))))
	return t
}

func (t *countTile) show(l data.StockLine) {
	e := t.s.entry(t.item)
	t.name.SetText(l.Item.Label())
	t.how.SetText(countHow(t.s.sh.Say, l))
	words, tone := countBadge(t.s.sh.Say, l, e)
	if l.Again != nil && e == nil {
		words, tone = t.s.sh.Say("stock.againMark"), kit.ToneSoon
	}
	t.badge.Set(words, tone)
	today := t.s.sh.Settings().Calendar.Day(t.s.sh.Now())
	words, late := useByWords(t.s.sh.Say, today, l)
	t.keeps.Set(words, late)
	t.keeps.Hidden = words == ""
	least, n := 0, l.Qty
	if e != nil {
		least, n = e.washing+e.tables, e.total()
	}
	t.stepper.SetRange(least, stepMost(l.Qty, n))
	t.stepper.SetValue(n)
	for _, r := range t.rows {
		r.Refresh()
	}
	line, thick := tone.Line(), float32(1)
	if tone == kit.TonePlain {
		line = kit.ColorEdge
	}
	if t.s.chosen == t.item {
		line, thick = kit.ColorJade, 2
	}
	t.ground.SetLine(line, thick)
}

// stepMost is how far a stepper goes: room for large numbers only where there
// are some, since it takes up room on the screen.
func stepMost(n ...int) int {
	for most := 9_999; ; most = most*10 + 9 {
		if most >= data.MaxStock {
			return data.MaxStock
		}
		if slices.Max(n) < most/2 {
			return most
		}
	}
}
