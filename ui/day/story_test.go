package day

import (
	"testing"

	"yingbin/data"
)

func TestADayAtReception(t *testing.T) {
	h := open(t, setup{at: moment(22, "08:00"), first: catalogue})
	h.opening()
	h.wait("20:30")
	h.Tap("锁定")
	h.signOn("白小范", "1024")
	h.Tap("预约")
	for _, x := range h.Texts() {
		t.Log(x)
	}
	h.Tap("交接")
	for _, x := range h.Texts() {
		t.Log(x)
	}
}

// opening opens the office as on its first day.
func (h *house) opening() {
	h.t.Helper()
	h.Want("开一本新账")
	h.Type("馆方名称", "青禾样例会馆")
	h.Type("主管姓名", "常示例")
	h.Type("主管密码（4 到 8 位数字）", "2580")
	h.Type("再输一次密码", "2580")
	h.Tap("开始使用")
	staff, err := h.book.Staff(h.t.Context())
	if err != nil || len(staff) != 1 {
		h.t.Fatal(staff, err)
	}
	h.people(staff[0].ID, "staff-chang")
	_ = data.ID("")
}
