package bar

import (
	"testing"

	"yingbin/ui/screen/screentest"
)

func TestWhatWaitsIsMarkedOnTheFloor(t *testing.T) {
	orderLooks(t, "tables-waiting", func(t *testing.T, h *orderHouse, height float32) *screentest.Stage {
		h.lively()
		h.everythingWaits(t)
		st := h.stage(newTables(h, h.sh), height)
		st.Want(h.sh.Say("link.waits"))
		return st
	})
}
