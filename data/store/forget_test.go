package store

import (
	"context"
	"fmt"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

func TestNoByteOfTheForgottenIsLeft(t *testing.T) {
	b := freshBook(t)
	ctx := context.Background()
	const name, older, phone = "欧阳䶮", "𬬻小满", "13912348765"
	secrets := []string{name, older, "䶮", "𬬻", phone, "5678432193", "ouyangyan", "京A88888", "青禾实业", "找常经理", "爱喝龙井", "靠窗安静", "临时有事不来了", "带伞走了"}
	book := b.BookingAt(phone, 11)
	book.Name, book.Note = older, "靠窗安静"
	b.must(book)
	c := b.Guest(older, phone)
	c.Visitor, c.Booking, c.Note, c.Firm, c.Host = data.NewID(), book.Spans[0].Booking, "爱喝龙井", "青禾实业", "找常经理"
	b.must(c)
	a := b.Amend(b.visit(c.Visit))
	a.Name, a.Plate = name, "京A88888"
	b.must(a)
	b.must(&data.MarkVisitor{Head: b.By(an), Visitor: c.Visitor, Mark: "靠窗安静"})
	lend := &data.Lend{Head: b.By(an), Lending: data.NewID(), Item: "item-racket", Qty: 2, Visitor: c.Visitor, Name: name, Phone: phone}
	b.must(lend)
	b.refuse(&data.Anonymise{Head: b.By(chang), Visitors: []data.ID{c.Visitor}}, "visit.stillInside")
	b.refuse(&data.Anonymise{Head: b.By(an), Visitors: []data.ID{c.Visitor}}, "error.forbidden")
	// A line that was held to be another's, and goes to a person of its own.
	other := b.Guest("李女士", "13800000001")
	b.must(other)
	b.Pass(time.Minute)
	mine := b.Guest(name, "13800000001")
	b.must(mine)
	a = b.Amend(b.visit(mine.Visit))
	a.Phone = phone
	b.must(a)
	// Somebody let in first, who turns out to be known.
	pending := &data.CheckIn{Head: b.By(an), Visit: data.NewID(), Visitor: data.NewID(), Name: name, NoPhone: true, Adults: 1, Purpose: "viewing"}
	b.must(pending)
	a = b.Amend(b.visit(pending.Visit))
	a.NoPhone, a.Phone = false, phone
	b.must(a)
	b.must(&data.CheckOut{Head: b.By(an), Visits: []data.ID{c.Visit, other.Visit, mine.Visit, pending.Visit}, How: "seen-off"})
	b.refuse(&data.Anonymise{Head: b.By(chang), Visitors: []data.ID{c.Visitor}}, "visit.stillBooked")
	late := b.BookingAt(phone, 15)
	late.Name, late.Voucher = name, ""
	b.must(late)
	b.must(&data.CancelBooking{Head: b.By(an), Booking: late.Spans[0].Booking, Why: "临时有事不来了"})
	b.must(&data.AdvanceBooking{Head: b.By(an), Booking: book.Spans[0].Booking, To: data.Ended})
	b.refuse(&data.Anonymise{Head: b.By(chang), Visitors: []data.ID{c.Visitor}}, "visit.stillHas")
	b.must(&data.Return{Head: b.By(an), Lending: lend.Lending, By: name, Condition: "worn", Remark: "带伞走了"})
	for i := range 300 { // pages fill, split and empty around them
		g := b.Guest(fmt.Sprintf("路人%d", i), fmt.Sprintf("158%08d", i*7919))
		b.must(g)
		if i%3 == 0 {
			b.must(&data.Undo{Head: b.By(an), Command: g.ID})
		}
	}
	if len(officetest.Holds(t, b.dir, name, phone)) == 0 {
		t.Fatal("the test looks in the wrong place")
	}
	mark, err := b.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	forget := &data.Anonymise{Head: b.By(chang), Visitors: []data.ID{c.Visitor}}
	b.must(forget)
	if left := officetest.Holds(t, b.dir, secrets...); len(left) > 0 {
		t.Fatal("still there:", left)
	}
	b.must(forget)
	if len(b.find("oyy")) != 0 || len(b.find("8765")) != 0 || len(b.find("0001")) != 1 {
		t.Fatal("the search still knows them")
	}
	for _, id := range []data.ID{c.Visit, mine.Visit, pending.Visit} {
		if v := b.visit(id); !v.Forgotten || v.Name != "" || v.Phone != "" || v.Adults != 1 || v.Arrived == 0 {
			t.Fatalf("%+v", v)
		}
	}
	if v := b.visit(c.Visit); v.Number != "L-20261123-001" || v.Times != 1 {
		t.Fatalf("%+v", v)
	}
	if _, err := b.Verify(ctx, &mark); err != nil {
		t.Fatal(err)
	}
	b.refuse(&data.Undo{Head: b.By(chang), Command: forget.ID}, "undo.fixed")
	b.refuse(&data.MarkVisitor{Head: b.By(an), Visitor: c.Visitor, Mark: "又来"}, "visit.forgotten")
	b.sound()
	again := b.Guest(name, phone) // comes again and is somebody new
	b.must(again)
	if v := b.visit(again.Visit); v.Times != 1 {
		t.Fatalf("%+v", v)
	}
	b.reopen()
	b.sound()
}

func TestWhoWasForgottenIsForgottenInACopyToo(t *testing.T) {
	b := freshBook(t)
	c := b.Guest("欧阳䶮", "13912348765")
	b.must(c)
	b.must(&data.CheckOut{Head: b.By(an), Visits: []data.ID{c.Visit}, How: "seen-off"})
	before := b.linesAfter(0)
	b.must(&data.Anonymise{Head: b.By(chang), Visitors: []data.ID{c.Visitor}})
	other := bareCopy(t)
	other.takes(before...)
	if len(officetest.Holds(t, other.dir, "䶮", "13912348765")) == 0 {
		t.Fatal("the copy never held them")
	}
	other.takes(b.linesAfter(int64(len(before)))...)
	if left := officetest.Holds(t, other.dir, "䶮", "13912348765", "5678432193"); len(left) > 0 {
		t.Fatal(left)
	}
	other.sound()
	if d := officetest.Differ(b.Dump("visit", "visitor", "finder", "journal", "journal_side"), other.Dump("visit", "visitor", "finder", "journal", "journal_side")); d != "" {
		t.Fatal(d)
	}
}
