package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

// Whatever is said, and whatever lies in front, the strip covers nothing that can
// be tapped, and its button stands still.
func TestAToastCoversNoControl(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1366, Height: 768}, {Width: 1024, Height: 768}, {Width: 800, Height: 1280}} {
		f := open(t, false, nil)
		f.signOn("安小样", deskPIN)
		f.win.Resize(size)
		f.settle()
		h := kittest.NewHand(t, f.win)
		var button []fyne.Position
		check := func(where string) {
			t.Helper()
			for _, words := range []string{"已登记。", "已登记：王先生等 12 人，羽毛球 1 与羽毛球 2，11:00 到 12:30，顾问 顾一样；那边还看不到，接上主机后自动发送，请先口头告知吧台。"} {
				f.w.announce(words, "撤回", func() {})
				f.settle()
				kittest.Relayout(h.Root())
				strip := f.w.toasts[0]
				if h.Root() != f.win.Content() {
					strip = f.w.front.toast
				}
				at, span := strip.ground.Position(), strip.ground.Size()
				for o, p := range h.Stand() {
					if o == any(strip.button) {
						button = append(button, p)
						continue
					}
					if p.X >= at.X && p.X < at.X+span.Width && p.Y >= at.Y && p.Y < at.Y+span.Height {
						if _, whole := o.(fyne.CanvasObject); whole && o.(fyne.CanvasObject).Size().Height > 2*span.Height {
							continue // the shade behind a sheet
						}
						t.Errorf("%v, %s: the strip lies over %T at %v", size, where, o, p)
					}
				}
			}
			if n := len(button); n < 2 || button[n-1] != button[n-2] {
				t.Errorf("%v, %s: the button of the strip stands at %v", size, where, button)
			}
		}
		check("on the screen")
		last().sh.Sheet("借用", kit.VBox(kit.NewField("备注"), kit.NewButton("借出", kit.Primary, nil)), nil)
		f.settle()
		check("beside a sheet")
	}
}

// What had the cursor goes away: it comes to where the screen wants it, and typing
// goes nowhere that nobody sees.
func TestTheCursorIsAlwaysWhereSomebodyLooks(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("安小样", deskPIN)
	h := kittest.NewHand(t, f.win)
	h.Settle = f.settle
	n := last()
	h.PressAt(fyne.NewPos(700, 700)) // empty ground
	if f.win.Canvas().Focused() != n.First() {
		t.Fatalf("a tap on empty ground put the cursor on %T", f.win.Canvas().Focused())
	}
	f.win.Canvas().Unfocus()
	n.sh.Load(func(context.Context) error { return nil }, nil)
	f.settle()
	if f.win.Canvas().Focused() != n.First() {
		t.Errorf("with nothing focused an answer leaves the cursor on %T", f.win.Canvas().Focused())
	}
	other := kit.NewField("别的")
	shut := n.sh.Sheet("表", kit.VBox(other), nil)
	f.settle()
	h.PressAt(fyne.NewPos(1200, 600)) // the sheet's ground
	h.Write("王")
	if other.Text() != "王" || n.field.Text() != "" {
		t.Errorf("typed into the sheet %q, into the screen below %q", other.Text(), n.field.Text())
	}
	shut()
	f.settle()
	if f.win.Canvas().Focused() != n.First() {
		t.Errorf("after a sheet the cursor is on %T", f.win.Canvas().Focused())
	}
}

func TestWhatIsPutAwayComesBackByOneKey(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("安小样", deskPIN)
	came := 0
	for _, by := range []func(){
		func() { f.tap("找回") },
		func() {
			f.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
			f.settle()
		},
	} {
		last().sh.PutAway(func() { came++ })
		f.want("填了一半的内容已收起。")
		by()
		f.wantNot("填了一半的内容已收起。")
	}
	if came != 2 {
		t.Errorf("it came back %d times of 2", came)
	}
}
