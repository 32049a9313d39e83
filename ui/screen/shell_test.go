package screen_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"fyne.io/fyne/v2"

	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
)

func TestBridgeBringsTheAnswerBack(t *testing.T) {
	b, o := screen.NewTestBridge(), screen.NewOwner()
	fault := errors.New("away")
	var got error
	b.Run(o, func(context.Context) error { return fault }, func(err error) {
		got = err
		b.Run(o, func(context.Context) error { return nil }, func(error) { got = nil }) // an answer may ask again
	})
	if b.Busy() != 1 {
		t.Errorf("%d in flight", b.Busy())
	}
	b.Settle()
	if got != nil || b.Busy() != 0 {
		t.Errorf("got %v, %d in flight", got, b.Busy())
	}
}

func TestBridgeDropsAnswersOfWhatIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, o := screen.NewTestBridge(), screen.NewOwner()
		told := false
		b.Run(o, func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, func(error) { told = true })
		synctest.Wait() // the work is waiting
		o.Close()
		b.Settle()
		if told {
			t.Error("the answer came to a screen that is gone")
		}
		b.Run(o, func(context.Context) error { t.Error("work for nobody"); return nil }, nil)
		b.Settle()
	})
}

func TestDetachedWorkEndsThoughItsScreenIsGone(t *testing.T) {
	b, o := screen.NewTestBridge(), screen.NewOwner()
	var ended atomic.Bool
	start := make(chan bool)
	b.Detached(o, func(ctx context.Context) error {
		<-start
		ended.Store(ctx.Err() == nil)
		return nil
	}, func(error) { t.Error("the answer came to a screen that is gone") })
	o.Close()
	close(start)
	b.Settle()
	if !ended.Load() {
		t.Error("the command was cancelled with its screen")
	}
}

func TestBridgeTurnsAPanicIntoAnError(t *testing.T) {
	b, o := screen.NewTestBridge(), screen.NewOwner()
	var got error
	b.Run(o, func(context.Context) error { panic("broken") }, func(err error) { got = err })
	b.Settle()
	if got == nil || !strings.Contains(got.Error(), "broken") {
		t.Errorf("got %v", got)
	}
}

func TestDraftOutlivesItsScreen(t *testing.T) {
	kittest.App(t, false)
	d := screen.NewDraft()
	build := func() (*kit.Field, *kit.Chips, *kit.Stepper) {
		f, c, s := kit.NewField("姓名"), kit.NewChips("来意", []kit.Choice{{Code: "看房", Label: "看房"}, {Code: "活动", Label: "活动"}}), kit.NewStepper("儿童", 0, 9, 2)
		d.Field("name", f)
		d.Chips("aim", c)
		d.Stepper("kids", s)
		kittest.Show(t, kit.VBox(f, c, s), 400, 300)
		return f, c, s
	}
	f, c, s := build()
	kittest.Type(t, f, "姓名", "王")
	kittest.Tap(t, c, "活动")
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	f, c, s = build()
	if f.Text() != "王" || c.Selected() != "活动" || s.Value() != 0 {
		t.Errorf("kept %q, %q, %d", f.Text(), c.Selected(), s.Value())
	}
	d.Clear()
	f, _, s = build()
	if f.Text() != "" || s.Value() != 2 || !d.Empty() {
		t.Errorf("after Clear %q, %d", f.Text(), s.Value())
	}
}
