package bar

import (
	"testing"

	"yingbin/data"
)

// A table under repair says so on the plan and where an order is taken, and
// nobody is led there by mistake.
func TestATableUnderRepairSaysSo(t *testing.T) {
	h := newOrderHouse(t)
	h.emptyFloor()
	h.comes("王", "mr", "13800005678", 2, "table-a3")
	for _, table := range []data.ID{"table-a1", "table-a3"} {
		h.do(xia, &data.OpenRepair{Repair: data.NewID(), Thing: table, Fault: "桌腿松动"})
	}
	h.tablet(1280, "zh")
	s := newTables(h, h.sh)
	st := h.stage(s, 800)
	free := faceOf(h.sh.Say, h.sh.Settings(), *s.floor.Find("table-a1"), h.sh.Now())
	sat := faceOf(h.sh.Say, h.sh.Settings(), *s.floor.Find("table-a3"), h.sh.Now())
	if free.badge != "维修中" || !free.out || sat.note != "未问候 · 维修中" {
		t.Errorf("%+v\n%+v", free, sat)
	}
	st.Check()
	st.Shoot(false, "tables-repair.png")
	o := newOrder(h, h.sh, "bar")
	st = h.stage(o, 800)
	st.TapIn("table-a1")
	if o.place.ID != "" || h.sh.LastToast() == "" {
		t.Error("an order for a table that is out of use", h.sh.Toasts)
	}
	st.TapIn("table-a3") // who sits there is still served
	if o.place.ID != "table-a3" {
		t.Error(o.place)
	}
}
