package kit_test

import (
	"testing"

	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

func TestPressPrimaryFindsTheOneThatCanBePressed(t *testing.T) {
	kittest.App(t, false)
	pressed := ""
	press := func(what string) func() { return func() { pressed += what } }
	off := kit.NewButton("登记", kit.Primary, press("a"))
	off.Disable()
	on := kit.NewButton("预约", kit.Primary, press("b"))
	tree := kit.NewScroll(kit.VBox(kit.NewButton("取消", kit.Secondary, press("c")), off, kit.NewCard("", nil, on)))
	if !kit.PressPrimary(tree) || pressed != "b" {
		t.Fatalf("pressed %q", pressed)
	}
	on.Lock()
	if kit.PressPrimary(tree) || pressed != "b" {
		t.Fatalf("pressed %q", pressed)
	}
}
