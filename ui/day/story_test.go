package day

import (
	"strings"
	"testing"
)

// remark is as long as people write when they are angry, with what no font has.
var remark = strings.Repeat("客户说上次来时无人接待，请主管回电话。", 15) + "谢谢😀，𠮷田。"

// TestADayAtReception is the acceptance story as reception lives it: last
// night's handover taken over in the morning, a call, a guest and what comes
// between, the ledgers, and the handover at six; all of it by hand, on paper in
// the end, and all of it in the book.
func TestADayAtReception(t *testing.T) {
	documents(t)
	h := open(t, setup{at: moment(22, "08:00"), first: catalogue})
	h.opening()
	h.evening()
	h.morning()
	h.call()
	h.arrival()
	h.others()
	h.busy()
	h.afternoon()
	h.ledgers()
	h.handover()
	h.papers()
	h.proof()
}
