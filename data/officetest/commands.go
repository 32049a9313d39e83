package officetest

import (
	"fmt"
	"time"

	"yingbin/data"
)

// Commands makes commands as they are given at one device, at its clock's moment.
type Commands struct {
	clock  func() time.Time
	device data.ID
}

// AtDevice makes the commands of a device.
func AtDevice(device data.ID, clock func() time.Time) Commands { return Commands{clock, device} }

// By makes the head of a command that somebody gives now, and signs with their PIN.
func (m Commands) By(staff data.ID) data.Head {
	return data.Head{ID: data.NewID(), At: data.TimeOf(m.clock()), Staff: staff, Device: m.device, Signer: SignerOf(staff)}
}

// Today is the business day.
func (m Commands) Today() data.Day {
	return data.Settings{}.Defaults().Calendar.Day(data.TimeOf(m.clock()))
}

// Guest is a check-in at the desk with what every one needs.
func (m Commands) Guest(name, phone string) *data.CheckIn {
	return &data.CheckIn{
		Head: m.By(An), Visit: data.NewID(), Visitor: data.NewID(), Name: name, Title: "mr", Phone: phone, NoPhone: phone == "",
		Adults: 1, Purpose: "viewing",
	}
}

// Amend changes nothing of a visit yet.
func (m Commands) Amend(v data.VisitView) *data.AmendVisit {
	return &data.AmendVisit{
		Head: m.By(An), Visit: v.ID, Visitor: v.Visitor, Other: data.NewID(), Name: v.Name, Title: v.Title, Pending: v.Pending, NoPhone: v.NoPhone,
		Adults: v.Adults, Children: v.Children, Purpose: v.Purpose, Identity: v.Identity, Consultant: v.Consultant, Assigned: v.Assigned,
		Area: v.Area, Table: v.TableID, VIP: v.VIP, Firm: v.Firm, Host: v.Host, Note: v.Note,
		Channel: v.Channel, Intent: v.Intent, Plate: v.Plate, Agent: v.Agent,
	}
}

// Booking takes a court for a time.
func Booking(h data.Head, court data.ID, start, end data.Time) *data.Book {
	return &data.Book{Head: h, Act: data.NewID(), Visitor: data.NewID(), Name: "王建国", Title: "mr", Phone: "13800138000", People: 2, How: "phone",
		Spans: []data.Span{{Booking: data.NewID(), Court: court, Start: start, End: end}}}
}

// BookingAt takes the first court for a full hour of today, with a voucher.
func (m Commands) BookingAt(phone string, hour int) *data.Book {
	start := data.Settings{}.Defaults().Calendar.At(m.Today(), data.Minutes(hour*60))
	c := Booking(m.By(An), "court-bad1", start, start.Add(time.Hour))
	c.Phone, c.Voucher = phone, fmt.Sprintf("QH-1123-%03d", hour)
	return c
}

// Lends lends one item to a person of the staff.
func (m Commands) Lends(item, to data.ID) *data.Lend {
	return &data.Lend{Head: m.By(An), Lending: data.NewID(), Item: item, Qty: 1, To: to}
}
