package store

import (
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

// A tablet that joins an office of years gets what its screens show: and when what it
// did not get is written to at the hub, it goes on.
func TestATabletGetsTheLastDays(t *testing.T) {
	hub := barBook(t)
	old := hub.Guest("欧阳旧客", "13912340001")
	hub.must(old)
	kept := hub.Guest("坐到今天", "13912340002")
	hub.must(kept)
	order := officetest.Order(hub.By(an), "table-a3")
	hub.must(order)
	hub.must(&data.CheckOut{Head: hub.By(an), Visits: []data.ID{old.Visit}, How: "seen-off"})
	note := &data.NoteDuty{Head: hub.By(an), Entry: data.NewID(), What: "call", Text: "物业来电"}
	hub.must(note)
	hub.Pass(tabletDays*24*time.Hour + 30*time.Hour)
	late := hub.Guest("今日客", "13912340003")
	hub.must(late)
	tablet := joinedTo(t, hub, data.AtBar)
	tablet.follow(hub)
	if n := tablet.Number(`SELECT count(*) FROM duty_entry`); n != 0 {
		t.Error("it holds what its screens never show:", n)
	}
	if n, all := tablet.Number(`SELECT count(*) FROM order_line`), hub.Number(`SELECT count(*) FROM order_line`); n != all {
		t.Errorf("of %d lines that are open it holds %d", all, n)
	}
	if n := tablet.Number(`SELECT count(*) FROM visit`); n != 3 {
		t.Error("visits:", n)
	}
	// What it does not hold is followed up, and comes to be in its journal all the same.
	hub.must(&data.FollowDuty{Head: hub.By(an), Entry: note.Entry, Result: "已回电"})
	hub.must(&data.MarkVisitor{Head: hub.By(an), Visitor: old.Visitor, Mark: "常来"})
	tablet.follow(hub)
	if h, err := hub.Head(t.Context()); err != nil || tablet.head != h {
		t.Fatal(tablet.head, h, err)
	}
	tablet.sound()
}
