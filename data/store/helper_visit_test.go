package store

import (
	"context"
	"fmt"
	"time"

	"yingbin/data"
)

// guestOf is a check-in at the desk with what every one needs.
func (b *testBook) guestOf(name, phone string) *data.CheckIn {
	return &data.CheckIn{
		Head: b.head(an), Visit: data.NewID(), Visitor: data.NewID(), Name: name, Title: "mr", Phone: phone, NoPhone: phone == "",
		Adults: 1, Purpose: "viewing",
	}
}

func (b *testBook) visit(id data.ID) data.VisitView {
	b.t.Helper()
	list, err := b.reads().Visits(context.Background(), data.VisitFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.t.Fatalf("visit %s: %d %v", id, len(list), err)
	}
	return list[0]
}

func (b *testBook) find(text string) []data.Match {
	b.t.Helper()
	list, err := b.reads().FindVisitors(context.Background(), text, 8)
	if err != nil {
		b.t.Fatal(err)
	}
	return list
}

func amendOf(b *testBook, v data.VisitView) *data.AmendVisit {
	return &data.AmendVisit{
		Head: b.head(an), Visit: v.ID, Visitor: v.Visitor, Other: data.NewID(), Name: v.Name, Title: v.Title, Pending: v.Pending, NoPhone: v.NoPhone,
		Adults: v.Adults, Children: v.Children, Purpose: v.Purpose, Identity: v.Identity, Consultant: v.Consultant, Assigned: v.Assigned,
		Area: v.Area, Table: v.TableID, VIP: v.VIP, Firm: v.Firm, Host: v.Host, Note: v.Note,
		Channel: v.Channel, Intent: v.Intent, Plate: v.Plate, Agent: v.Agent,
	}
}

func (b *testBook) bookingAt(phone string, hour int) *data.Book {
	start := b.settings.Calendar.At(b.settings.Calendar.Day(data.TimeOf(b.read())), data.Minutes(hour*60))
	return &data.Book{
		Head: b.head(an), Act: data.NewID(), Visitor: data.NewID(), Name: "王建国", Title: "mr", Phone: phone, Voucher: fmt.Sprintf("QH-1123-%03d", hour), People: 2, How: "phone",
		Spans: []data.Span{{Booking: data.NewID(), Court: "court-bad1", Start: start, End: start.Add(time.Hour)}},
	}
}
