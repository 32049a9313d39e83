package store

import (
	"context"
	"fmt"
	"testing"
	"time"

	"yingbin/data"
)

func TestNoByteOfTheForgottenIsLeft(t *testing.T) {
	b := freshBook(t)
	ctx := context.Background()
	const name, older, phone = "欧阳䶮", "𬬻小满", "13912348765"
	secrets := []string{name, older, "䶮", "𬬻", phone, "5678432193", "ouyangyan", "京A88888", "青禾实业", "找常经理", "爱喝龙井", "靠窗安静", "临时有事不来了", "带伞走了"}
	book := b.bookingAt(phone, 11)
	book.Name, book.Note = older, "靠窗安静"
	b.do(book)
	c := b.guestOf(older, phone)
	c.Visitor, c.Booking, c.Note, c.Firm, c.Host = data.NewID(), book.Spans[0].Booking, "爱喝龙井", "青禾实业", "找常经理"
	b.do(c)
	a := amendOf(b, b.visit(c.Visit))
	a.Name, a.Plate = name, "京A88888"
	b.do(a)
	b.do(&data.MarkVisitor{Head: b.head(an), Visitor: c.Visitor, Mark: "靠窗安静"})
	lend := &data.Lend{Head: b.head(an), Lending: data.NewID(), Item: "item-racket", Qty: 2, Visitor: c.Visitor, Name: name, Phone: phone}
	b.do(lend)
	b.refuse(&data.Anonymise{Head: b.head(chang), Visitors: []data.ID{c.Visitor}}, "visit.stillInside")
	b.refuse(&data.Anonymise{Head: b.head(an), Visitors: []data.ID{c.Visitor}}, "error.forbidden")
	// A line that was held to be another's, and goes to a person of its own.
	other := b.guestOf("李女士", "13800000001")
	b.do(other)
	b.pass(time.Minute)
	mine := b.guestOf(name, "13800000001")
	b.do(mine)
	a = amendOf(b, b.visit(mine.Visit))
	a.Phone = phone
	b.do(a)
	// Somebody let in first, who turns out to be known.
	pending := &data.CheckIn{Head: b.head(an), Visit: data.NewID(), Visitor: data.NewID(), Name: name, NoPhone: true, Adults: 1, Purpose: "viewing"}
	b.do(pending)
	a = amendOf(b, b.visit(pending.Visit))
	a.NoPhone, a.Phone = false, phone
	b.do(a)
	b.do(&data.CheckOut{Head: b.head(an), Visits: []data.ID{c.Visit, other.Visit, mine.Visit, pending.Visit}, How: "seen-off"})
	b.refuse(&data.Anonymise{Head: b.head(chang), Visitors: []data.ID{c.Visitor}}, "visit.stillBooked")
	late := b.bookingAt(phone, 15)
	late.Name, late.Voucher = name, ""
	b.do(late)
	b.do(&data.CancelBooking{Head: b.head(an), Booking: late.Spans[0].Booking, Why: "临时有事不来了"})
	b.do(&data.AdvanceBooking{Head: b.head(an), Booking: book.Spans[0].Booking, To: data.Ended})
	b.refuse(&data.Anonymise{Head: b.head(chang), Visitors: []data.ID{c.Visitor}}, "visit.stillHas")
	b.do(&data.Return{Head: b.head(an), Lending: lend.Lending, By: name, Condition: "worn", Remark: "带伞走了"})
	for i := range 300 { // pages fill, split and empty around them
		g := b.guestOf(fmt.Sprintf("路人%d", i), fmt.Sprintf("158%08d", i*7919))
		b.do(g)
		if i%3 == 0 {
			b.do(&data.Undo{Head: b.head(an), Command: g.ID})
		}
	}
	if len(holds(t, b.dir, name, phone)) == 0 {
		t.Fatal("the test looks in the wrong place")
	}
	mark, err := b.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	forget := &data.Anonymise{Head: b.head(chang), Visitors: []data.ID{c.Visitor}}
	b.do(forget)
	if left := holds(t, b.dir, secrets...); len(left) > 0 {
		t.Fatal("still there:", left)
	}
	b.do(forget)
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
	b.refuse(&data.Undo{Head: b.head(chang), Command: forget.ID}, "undo.fixed")
	b.refuse(&data.MarkVisitor{Head: b.head(an), Visitor: c.Visitor, Mark: "又来"}, "visit.forgotten")
	b.verify()
	again := b.guestOf(name, phone) // comes again and is somebody new
	b.do(again)
	if v := b.visit(again.Visit); v.Times != 1 {
		t.Fatalf("%+v", v)
	}
	b.reopen()
	b.verify()
}

func TestWhoWasForgottenIsForgottenInACopyToo(t *testing.T) {
	b := freshBook(t)
	c := b.guestOf("欧阳䶮", "13912348765")
	b.do(c)
	b.do(&data.CheckOut{Head: b.head(an), Visits: []data.ID{c.Visit}, How: "seen-off"})
	before := b.linesAfter(0)
	b.do(&data.Anonymise{Head: b.head(chang), Visitors: []data.ID{c.Visitor}})
	other := bareCopy(t)
	other.takes(before...)
	if len(holds(t, other.dir, "䶮", "13912348765")) == 0 {
		t.Fatal("the copy never held them")
	}
	other.takes(b.linesAfter(int64(len(before)))...)
	if left := holds(t, other.dir, "䶮", "13912348765", "5678432193"); len(left) > 0 {
		t.Fatal(left)
	}
	other.verify()
	if d := differ(b.dump("visit", "visitor", "finder", "journal", "journal_side"), other.dump("visit", "visitor", "finder", "journal", "journal_side")); d != "" {
		t.Fatal(d)
	}
}
