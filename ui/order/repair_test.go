package order

import (
	"testing"

	"yingbin/data"
	"yingbin/ui/screen/officetest"
)

// Nobody is led by mistake to a table under repair.
func TestNoOrderGoesToATableUnderRepair(t *testing.T) {
	h := officetest.NewBar(t)
	h.EmptyFloor()
	h.Comes("王", "mr", "13800005678", 2, "table-a3")
	for _, table := range []data.ID{"table-a1", "table-a3"} {
		h.Act(officetest.Xia, &data.OpenRepair{Repair: data.NewID(), Thing: table, Fault: "桌腿松动"})
	}
	h.Tablet(1280, "zh")
	o := newOrder(h, h.Sh, "bar")
	st := h.Stage(o, 800)
	st.TapIn("table-a1")
	if o.place.ID != "" || h.Sh.LastToast() == "" {
		t.Error("an order for a table that is out of use", h.Sh.Toasts)
	}
	st.TapIn("table-a3") // who sits there is still served
	if o.place.ID != "table-a3" {
		t.Error(o.place)
	}
}
