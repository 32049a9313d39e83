package bar

import (
	"testing"

	"yingbin/data"
)

// Nobody is led by mistake to a table under repair.
func TestNoOrderGoesToATableUnderRepair(t *testing.T) {
	h := newOrderHouse(t)
	h.emptyFloor()
	h.comes("王", "mr", "13800005678", 2, "table-a3")
	for _, table := range []data.ID{"table-a1", "table-a3"} {
		h.do(xia, &data.OpenRepair{Repair: data.NewID(), Thing: table, Fault: "桌腿松动"})
	}
	h.tablet(1280, "zh")
	o := newOrder(h, h.sh, "bar")
	st := h.stage(o, 800)
	st.TapIn("table-a1")
	if o.place.ID != "" || h.sh.LastToast() == "" {
		t.Error("an order for a table that is out of use", h.sh.Toasts)
	}
	st.TapIn("table-a3") // who sits there is still served
	if o.place.ID != "table-a3" {
		t.Error(o.place)
	}
}
