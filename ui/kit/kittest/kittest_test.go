package kittest_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

func TestCheckLayoutFindsWhatAPersonWould(t *testing.T) {
	kittest.App(t, false)
	at := func(o fyne.CanvasObject, x, y, w, h float32) fyne.CanvasObject {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
		return container.NewWithoutLayout(o)
	}
	text := func(s string) *kit.Text { return kit.NewText(s, kit.Body) }
	cases := map[string]struct {
		obj  fyne.CanvasObject
		want string
	}{
		"cut":      {at(text("欢迎光临青禾样例会馆"), 10, 10, 60, 24), "cut off"},
		"allowed":  {at(text("欢迎光临青禾样例会馆").SetMayCut(true), 10, 10, 60, 24), ""},
		"outside":  {at(text("欢迎光临"), 370, 10, 100, 24), "out of bounds"},
		"overlaid": {kit.Fill(at(text("欢迎光临"), 10, 10, 100, 24), at(text("请进"), 40, 12, 60, 24)), "over one another"},
		"beside":   {kit.Fill(at(text("欢迎光临"), 10, 10, 100, 24), at(text("请进"), 10, 34, 60, 24)), ""},
		"small":    {at(kit.NewButton("好", kit.Secondary, nil), 10, 10, 48, 30), "too small to tap"},
		"far":      {at(kit.NewButton("好", kit.Secondary, nil), 380, 10, 60, 48), "out of reach"},
		"scrolled": {kit.NewScroll(kit.MinSize(kit.NewParagraph(strings.Repeat("欢迎光临\n", 40), kit.Body), 0, 900)), ""},
	}
	for name, c := range cases {
		faults := strings.Join(kittest.CheckLayout(c.obj, 400, 300), "; ")
		if c.want == "" && faults != "" || !strings.Contains(faults, c.want) {
			t.Errorf("%s: want %q, got %q", name, c.want, faults)
		}
	}
}
