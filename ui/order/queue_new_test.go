package order

import (
	"testing"

	"yingbin/data"
	"yingbin/ui/screen/officetest"
)

// A new card is marked until somebody looked at it, on this page or another one,
// and counted while another screen is shown.
func TestANewCardIsMarkedUntilLookedAt(t *testing.T) {
	h := officetest.NewBar(t)
	h.Busy()
	h.Tablet(1280, "zh")
	q := newQueue(h, h.Sh, h.Ring)
	st := h.Stage(q, 800)
	reload := func() {
		q.Overheard(data.Change{Tables: map[string]bool{"order_line": true}})
		st.Settle()
	}
	if q.Unseen() != 0 || st.Has("张新单") {
		t.Fatalf("%d cards are new to whoever comes first", q.Unseen())
	}
	h.Sh.Away = true
	for _, table := range []data.ID{"table-a1", "table-a2", "table-a7"} {
		h.Order(officetest.An, table, data.LineWish{Drink: "drink-puer", Qty: 1})
	}
	reload()
	h.Sh.Pass(10 * lookFor)
	if q.Unseen() != 3 {
		t.Fatalf("%d of 3 cards are new while another screen is shown", q.Unseen())
	}
	h.Sh.Away = false
	q.Tick()
	st.Settle()
	after := 0
	for page := 1; page < len(q.pages); page++ {
		after += q.newIn(page)
	}
	if after == 0 {
		t.Fatal("all cards fit one page")
	}
	st.Want(h.Sh.Say("queue.newThere", "下一页", after))
	h.Sh.Pass(lookFor)
	st.Settle()
	if q.newIn(0) != 0 || q.Unseen() != after {
		t.Errorf("after a look %d are new, %d of them in view", q.Unseen(), q.newIn(0))
	}
	st.Tap("下一页")
	st.Want("新")
	h.Sh.Pass(lookFor)
	st.Settle()
	if q.Unseen() != 0 || st.Has("张新单") {
		t.Errorf("%d are still new after they were looked at", q.Unseen())
	}
}
