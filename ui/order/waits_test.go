package order

import (
	"testing"

	"yingbin/data"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

func TestWhatWaitsIsMarkedAtTheBar(t *testing.T) {
	officetest.BarLooks(t, "queue-waiting", func(t *testing.T, h *officetest.Bar, height float32) *screentest.Stage {
		h.EverythingWaits(t)
		st := h.Stage(newQueue(h, h.Sh, h.Ring), height)
		st.Want(h.Sh.Say("link.waits"))
		return st
	})
	officetest.BarLooks(t, "queue-waiting-card", func(t *testing.T, h *officetest.Bar, height float32) *screentest.Stage {
		h.EverythingWaits(t)
		st := h.Stage(newQueue(h, h.Sh, h.Ring), height)
		st.Tap("A3")
		return st
	})
}

func TestACardWaitsWhereOneOfItsLinesDoes(t *testing.T) {
	sh := screentest.NewShell(t)
	sh.Unsent = data.WaitingSet{"line": true}
	o := data.OrderView{Order: data.Order{ID: "o"}, Lines: []data.LineView{{OrderLine: data.OrderLine{ID: "other"}}, {OrderLine: data.OrderLine{ID: "line"}}}}
	if got := orderWaits(sh, o); got != "待发" {
		t.Errorf("marked %q", got)
	}
	o.Lines = o.Lines[:1]
	if got := orderWaits(sh, o); got != "" {
		t.Errorf("marked %q", got)
	}
}
