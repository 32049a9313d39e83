package bar

import (
	"testing"

	"yingbin/data"
	"yingbin/ui/screen/screentest"
)

// everything waits: each order, each line, each party and each table.
func (h *orderHouse) everythingWaits(t *testing.T) {
	t.Helper()
	h.sh.Unsent = data.WaitingSet{}
	orders, err := h.Orders(t.Context(), data.OrderFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range orders {
		h.sh.Unsent[o.ID] = true
		for _, l := range o.Lines {
			h.sh.Unsent[l.ID] = true
		}
	}
	plan, err := h.Floor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range plan.Tables {
		h.sh.Unsent[table.ID] = true
	}
}

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
	orderLooks(t, "tables-waiting", func(t *testing.T, h *orderHouse, height float32) *screentest.Stage {
		h.lively()
		h.everythingWaits(t)
		st := h.stage(newTables(h, h.sh), height)
		st.Want(h.sh.Say("link.waits"))
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
