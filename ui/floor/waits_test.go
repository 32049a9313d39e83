package floor

import (
	"testing"

	"yingbin/ui/screen/screentest"
)

func TestWhatWaitsIsMarkedOnTheFloor(t *testing.T) {
	barLooks(t, "tables-waiting", func(t *testing.T, h *house, height float32) *screentest.Stage {
		h.lively()
		h.EverythingWaits(t)
		st := h.Stage(newTables(h, h.Sh), height)
		st.Want(h.Sh.Say("link.waits"))
		return st
	})
}
