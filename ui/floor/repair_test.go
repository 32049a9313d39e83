package floor

import (
	"testing"

	"yingbin/data"
	"yingbin/ui/screen/officetest"
)

// A table under repair says so on the plan.
func TestATableUnderRepairSaysSo(t *testing.T) {
	h := newHouse(t)
	h.EmptyFloor()
	h.Comes("王", "mr", "13800005678", 2, "table-a3")
	for _, table := range []data.ID{"table-a1", "table-a3"} {
		h.Act(officetest.Xia, &data.OpenRepair{Repair: data.NewID(), Thing: table, Fault: "桌腿松动"})
	}
	h.Tablet(1280, "zh")
	s := newTables(h, h.Sh)
	st := h.Stage(s, 800)
	free := faceOf(h.Sh.Say, h.Sh.Settings(), *s.floor.Find("table-a1"), h.Sh.Now())
	sat := faceOf(h.Sh.Say, h.Sh.Settings(), *s.floor.Find("table-a3"), h.Sh.Now())
	if free.badge != "维修中" || !free.out || sat.note != "未问候 · 维修中" {
		t.Errorf("%+v\n%+v", free, sat)
	}
	st.Check()
	st.Shoot(false, "tables-repair.png")
}
