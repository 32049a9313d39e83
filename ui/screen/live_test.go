package screen_test

import (
	"context"
	"testing"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

func TestALiveScreenReadsWhatConcernsItAndKeepsWhatItCouldRead(t *testing.T) {
	kittest.App(t, false)
	sh := screentest.NewShell(t)
	var fault error
	answer, shown, opened := "吧台开", "", 0
	var l screen.Live[string]
	l = screen.NewLive(sh, func(context.Context, data.Day) (string, error) { return answer, fault }, func() { shown = l.View }, "checklist")
	l.Shown = kit.VBox(l.Trouble)
	l.Load()
	l.Await(func() bool { // 吧台收 is not there yet
		if shown != "吧台收" {
			return false
		}
		opened++
		return true
	})
	sh.Settle()
	if shown != "吧台开" || opened != 0 || !l.Trouble.Hidden {
		t.Errorf("%q is shown, %d opened, trouble hidden %v", shown, opened, l.Trouble.Hidden)
	}
	answer = "吧台收"
	l.Changed(data.Change{Tables: map[string]bool{"loan": true}})
	sh.Settle()
	if shown != "吧台开" {
		t.Error("it read for a change that doesn't concern it")
	}
	fault = data.Fault(data.Storage, "error.internal")
	l.Changed(data.Change{Tables: map[string]bool{"checklist": true}})
	sh.Settle()
	if shown != "吧台开" || l.Trouble.Hidden {
		t.Errorf("%q is shown, trouble hidden %v", shown, l.Trouble.Hidden)
	}
	fault = nil
	for range 2 {
		l.Load()
		sh.Settle()
	}
	if shown != "吧台收" || opened != 1 || !l.Trouble.Hidden {
		t.Errorf("%q is shown, %d opened, trouble hidden %v", shown, opened, l.Trouble.Hidden)
	}
}
