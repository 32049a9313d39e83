package day

import (
	"strings"
	"testing"
)

// remark is as long as people write when they are angry, with what no font has.
var remark = strings.Repeat("客户说上次来时无人接待，请主管回电话。", 15) + "谢谢😀，𠮷田。"

// TestADayInTheHouse is the acceptance story as the reception PC, the bar's
// tablet and the supervisor live it, each at a window of its own on one book:
// last night's handover taken over in the morning, a call, a guest and the drinks
// at their table, a chipped cup, appliances cared for, the count, the ledgers,
// and the handover at six; all of it by hand, on paper in the end, and all of it
// in the book.
func TestADayInTheHouse(t *testing.T) {
	documents(t)
	h := open(t, setup{at: moment(22, "08:00"), first: catalogue})
	h.opening()
	h.stocked()
	h.evening()
	h.morning()
	h.call()
	bar, boss := h.tablet(), h.supervisor()
	h.front().arrival()
	bar.drinks(h)
	h.front().others()
	bar.chipped(boss)
	h.front().busy()
	h.afternoon()
	bar.care(h)
	h.tomorrow()
	bar.count()
	bar.barPapers(boss)
	h.front().ledgers()
	h.handover()
	h.papers()
	boss.monthEnd()
	h.proof()
}
