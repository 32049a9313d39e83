package data

// BookingStatus is how far a booking has come.
type BookingStatus string

// The states of a booking: 已约 → 到场 → 进行中 → 结束, or 未到, or 取消; 待确认 is taken by a
// device that was offline and holds nothing yet.
const (
	Booked    BookingStatus = "booked"
	Arrived   BookingStatus = "arrived"
	Playing   BookingStatus = "playing"
	Ended     BookingStatus = "ended"
	NoShow    BookingStatus = "no-show"
	Cancelled BookingStatus = "cancelled"
	Tentative BookingStatus = "tentative"
)

// Live reports whether the booking still stands: not over, not cancelled.
func (s BookingStatus) Live() bool { return s == Booked || s == Arrived || s == Playing }

// Booking is one line of the 预约登记: one court and one span of half hours.
type Booking struct {
	ID         ID
	Number     string
	Act        ID // bookings taken in one act share it
	Visitor    ID
	Name       string `personal:"name"`
	Title      string
	Phone      string `personal:"contact"`
	Voucher    string // full number with its date, "" without
	Venue      ID
	Court      ID
	Day        Day
	Starts     Time
	Ends       Time
	People     int
	Needs      Needs
	Guardian   string `personal:"name"` // children: who, and where they sit
	How        string // phone, walk-in, consultant
	Consultant ID
	Note       string `personal:"remark"`
	Status     BookingStatus
	Moved      int // how often it was moved
	By         ID
	Taken      Time
	Visit      ID // the check-in that met it
	ArrivedAt  Time
	StartedAt  Time
	EndedAt    Time
	CancelBy   ID
	CancelWhy  string `personal:"remark"`
	CancelAt   Time
}

// Needs is what a booking asks for.
type Needs struct {
	Shoes   []string `json:"shoes,omitempty"` // sizes
	Socks   int      `json:"socks,omitempty"`
	Rackets int      `json:"rackets,omitempty"`
	Scoring bool     `json:"scoring,omitempty"`
	Partner bool     `json:"partner,omitempty"`
	Drinks  string   `json:"drinks,omitempty"`
}

// Empty reports whether nothing is asked for.
func (n Needs) Empty() bool {
	return len(n.Shoes) == 0 && n.Socks == 0 && n.Rackets == 0 && !n.Scoring && !n.Partner && n.Drinks == ""
}

// Offer is a free span that can be booked instead of a taken one.
type Offer struct {
	Court      ID
	Start, End Time
}

// Span is a court and a run of half hours.
type Span struct {
	Booking ID   `json:"booking"` // the id its booking gets
	Court   ID   `json:"court"`
	Start   Time `json:"start"`
	End     Time `json:"end"`
}

// BookingWays are how a booking is taken.
var BookingWays = []string{"phone", "walk-in", "consultant"}

// ClosureReasons are why slots are closed.
var ClosureReasons = []string{"repair", "private", "cleaning", "unattended"}

// BookingSize bounds one act: at most so many spans and half hours each.
const (
	MaxSpans     = 40
	MaxSpanSlots = 48
	MaxAhead     = 180 // days
)

// Book takes one or more bookings in one act: all or none. Voucher is as the
// caller says it: the full number, or its last three digits for the day.
type Book struct {
	Head
	Act        ID     `json:"act"`
	Spans      []Span `json:"spans"`
	Visitor    ID     `json:"visitor"`
	Name       string `json:"name,omitempty" personal:"name"`
	Title      string `json:"title,omitempty"`
	Phone      string `json:"phone,omitempty" personal:"contact"`
	Voucher    string `json:"voucher,omitempty"`
	People     int    `json:"people"`
	Needs      Needs  `json:"needs"`
	Guardian   string `json:"guardian,omitempty" personal:"name"`
	How        string `json:"how"`
	Consultant ID     `json:"consultant,omitempty"`
	Note       string `json:"note,omitempty" personal:"remark"`
}

// Subject names the visitor whose personal values the command holds.
func (c *Book) Subject() ID { return c.Visitor }

// Validate checks every field that can be judged without the book.
func (c *Book) Validate() error {
	var f Faults
	f.Check(c.Act.Valid() && c.Visitor.Valid(), "booking", "error.invalid")
	checkGuest(&f, c.Name, c.Title, c.Phone)
	f.Check(c.Name != "", "name", "booking.needName")
	f.Check(c.People >= 1 && c.People <= MaxParty, "people", "error.party", MaxParty)
	f.Check(oneOf(c.How, BookingWays), "how", "error.required")
	f.Check(c.How != "consultant" || c.Consultant != "", "consultant", "booking.needConsultant")
	checkSpans(&f, c.Spans)
	_, said := SayVoucher(c.Voucher)
	f.Check(c.Voucher == "" || said, "voucher", "booking.badVoucher")
	f.Check(len(c.Needs.Shoes) <= 20 && c.Needs.Socks >= 0 && c.Needs.Socks <= MaxParty && c.Needs.Rackets >= 0 && c.Needs.Rackets <= 50, "needs", "error.invalid")
	checkName(&f, "drinks", c.Needs.Drinks, false, NameLength)
	checkName(&f, "guardian", c.Guardian, false, NameLength)
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

func checkSpans(f *Faults, spans []Span) {
	f.Check(len(spans) >= 1 && len(spans) <= MaxSpans, "spans", "booking.needSlot")
	seen := map[ID]bool{}
	for _, s := range spans {
		checkSpan(f, s)
		f.Check(!seen[s.Booking], "booking", "error.invalid")
		seen[s.Booking] = true
	}
}

func checkSpan(f *Faults, s Span) {
	f.Check(s.Booking.Valid(), "booking", "error.invalid")
	f.Check(s.Court.Valid(), "court", "booking.needSlot")
	f.Check(OnSlot(s.Start) && OnSlot(s.End), "start", "booking.halfHours")
	f.Check(s.End > s.Start, "end", "booking.endBeforeStart")
	f.Check(SlotOf(s.End)-SlotOf(s.Start) <= MaxSpanSlots, "end", "booking.tooLong")
}

// MoveBooking gives a booking another court or time; its history is kept.
type MoveBooking struct {
	Head
	Booking ID   `json:"booking"`
	Court   ID   `json:"court"`
	Start   Time `json:"start"`
	End     Time `json:"end"`
}

// Validate checks every field.
func (c *MoveBooking) Validate() error {
	var f Faults
	checkSpan(&f, Span{Booking: c.Booking, Court: c.Court, Start: c.Start, End: c.End})
	return f.Err()
}

// CancelBooking ends a booking before its time and says why.
type CancelBooking struct {
	Head
	Booking ID     `json:"booking"`
	Why     string `json:"why" personal:"remark"`
}

// Validate checks every field.
func (c *CancelBooking) Validate() error {
	var f Faults
	f.Check(c.Booking.Valid(), "booking", "error.invalid")
	f.Check(c.Why != "", "why", "error.required")
	checkRemark(&f, "why", c.Why)
	return f.Err()
}

// AdvanceBooking moves a booking on: arrived, playing, ended or no-show.
type AdvanceBooking struct {
	Head
	Booking ID            `json:"booking"`
	To      BookingStatus `json:"to"`
}

// Validate checks every field.
func (c *AdvanceBooking) Validate() error {
	var f Faults
	f.Check(c.Booking.Valid(), "booking", "error.invalid")
	f.Check(c.To == Arrived || c.To == Playing || c.To == Ended || c.To == NoShow, "to", "error.invalid")
	return f.Err()
}

// Occupancy says who holds a unit for a half hour: a lock, not a record.
type Occupancy struct {
	Unit string
	Half Slot
	Held ID // a booking or a closure
}

// Closure is a span in which a court is not given: 维修, 包场, 清洁, 无人值守.
type Closure struct {
	ID     ID
	Court  ID
	Starts Time
	Ends   Time
	Reason string
	Note   string `personal:"job"`
	By     ID
	At     Time
	Lifted Time // 0 while it stands
}

// CloseSlots closes courts for a span. It is refused over bookings.
type CloseSlots struct {
	Head
	Spans  []Span `json:"spans"` // Booking is the closure's id
	Reason string `json:"reason"`
	Note   string `json:"note,omitempty" personal:"job"`
}

// Validate checks every field.
func (c *CloseSlots) Validate() error {
	var f Faults
	checkSpans(&f, c.Spans)
	f.Check(oneOf(c.Reason, ClosureReasons), "reason", "error.required")
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// LiftClosure opens closed slots again from now on.
type LiftClosure struct {
	Head
	Closure ID `json:"closure"`
}

// Validate checks the id.
func (c *LiftClosure) Validate() error {
	var f Faults
	f.Check(c.Closure.Valid(), "closure", "error.invalid")
	return f.Err()
}

// Notice is 知会: something the staff of a venue must be told.
type Notice struct {
	ID      ID
	Booking ID
	Venue   ID
	What    string // new, moved, cancelled
	At      Time
	Acked   Time
	AckedBy ID // who of the venue took note
	Told    ID // who told them
}

// Notify ticks notices: the venue's staff, By, have been told.
type Notify struct {
	Head
	Notices []ID `json:"notices"`
	By      ID   `json:"by"`
}

// Validate checks every field.
func (c *Notify) Validate() error {
	var f Faults
	checkIDs(&f, "notices", c.Notices)
	f.Check(c.By.Valid(), "by", "booking.needWhom")
	return f.Err()
}

// AcknowledgeLedger notes that a venue's staff took the next day's ledger.
type AcknowledgeLedger struct {
	Head
	Ledger ID  `json:"ledger"`
	Venue  ID  `json:"venue"`
	Day    Day `json:"day"`
	By     ID  `json:"by"`
}

// Validate checks every field.
func (c *AcknowledgeLedger) Validate() error {
	var f Faults
	f.Check(c.Ledger.Valid() && c.Venue.Valid(), "venue", "error.invalid")
	f.Check(c.Day.Valid(), "day", "error.invalid")
	f.Check(c.By.Valid(), "by", "booking.needWhom")
	return f.Err()
}

// Ledger is one acknowledged next-day ledger.
type Ledger struct {
	ID    ID
	Venue ID
	Day   Day
	By    ID
	At    Time
}

// IssueVouchers makes vouchers known: numbers First to Last of a day.
type IssueVouchers struct {
	Head
	Day   Day `json:"day"`
	First int `json:"first"`
	Last  int `json:"last"`
}

// Validate checks every field.
func (c *IssueVouchers) Validate() error {
	var f Faults
	f.Check(c.Day.Valid(), "day", "error.invalid")
	f.Check(c.First >= 1 && c.Last >= c.First && c.Last <= 999, "first", "error.range", 1, 999)
	return f.Err()
}

// Bookings is the register of bookings, closures, notices and vouchers.
var Bookings = announce(Register{
	Name: "booking",
	Kinds: []Kind{
		kind[Book]("Book", Reception, Usher),
		kind[MoveBooking]("MoveBooking", Reception, Usher),
		kind[CancelBooking]("CancelBooking", Reception, Usher),
		kind[AdvanceBooking]("AdvanceBooking", Reception, Usher, VenueStaff),
		kind[CloseSlots]("CloseSlots", Reception, VenueStaff),
		kind[LiftClosure]("LiftClosure", Reception, VenueStaff),
		kind[Notify]("Notify", Reception, Usher, VenueStaff),
		kind[AcknowledgeLedger]("AcknowledgeLedger", Reception, VenueStaff),
		kind[IssueVouchers]("IssueVouchers", Reception),
	},
	Rows: []Row{
		row[Booking]("booking"), row[BookingMove]("booking_move"), row[Occupancy]("occupancy"), row[Closure]("closure"),
		row[Notice]("notice"), row[Ledger]("ledger"), row[Voucher]("voucher"),
	},
})

// BookingRef points at a booking.
func BookingRef(id ID) Ref { return Ref{"booking", id} }
