package bar

import (
	"testing"

	"yingbin/data"
	"yingbin/ui/screen/screentest"
)

func TestWhatWaitsIsMarkedAtTheBar(t *testing.T) {
	orderLooks(t, "queue-waiting", func(t *testing.T, h *orderHouse, height float32) *screentest.Stage {
		h.everythingWaits(t)
		st := h.stage(newQueue(h, h.sh, h.ring), height)
		st.Want(h.sh.Say("link.waits"))
		return st
	})
	orderLooks(t, "queue-waiting-card", func(t *testing.T, h *orderHouse, height float32) *screentest.Stage {
		h.everythingWaits(t)
		st := h.stage(newQueue(h, h.sh, h.ring), height)
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
