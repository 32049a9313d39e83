package bar

import (
	"testing"

	"yingbin/data"
)

// A table under repair says so on the plan.
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
}
