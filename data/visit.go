package data

// Visitor is a person as the office knows them: by phone where there is one.
type Visitor struct {
	ID        ID
	Name      string `personal:"name"`
	Title     string // mr, ms, ""
	Phone     string `personal:"contact"` // as Phone gives it, unique where there is one
	VIP       bool
	Mark      string `personal:"remark"` // a private word about the guest, never shown while one may be watching
	Forgotten bool   // made anonymous
	LastSeen  Time
	SameAs    ID // turned out to be this known visitor; nothing else is kept here then
}

// Visit is one line of the 来访登记.
type Visit struct {
	ID         ID
	Number     string
	Day        Day
	Visitor    ID
	Name       string `personal:"name"`
	Title      string
	Pending    bool // 姓名待补
	NoPhone    bool // said explicitly
	Adults     int
	Children   int
	Purpose    string
	Identity   string // booking, voucher, card, invited, known
	Consultant ID
	Assigned   string // rota 轮接, named 指定, ""
	Area       ID
	TableID    ID
	VIP        bool
	Booking    ID
	Firm       string `personal:"contact"` // 业务: whom they come from
	Host       string `personal:"contact"` // 业务: the person visited
	Note       string `personal:"remark"`
	By         ID
	Arrived    Time
	LeftAt     Time
	LeftBy     ID
	LeftHow    string // seen-off, table, booking, closing (闭馆自动离场)
	Channel    string // 认知渠道
	Intent     string // 意向户型
	Plate      string `personal:"contact"` // 车牌
	Agent      string `personal:"contact"` // 中介／带看人
}

// Open reports whether the guests are still in the house.
func (v Visit) Open() bool { return v.LeftAt == 0 }

// People counts the guests of the visit, the named one included.
func (v Visit) People() int { return v.Adults + v.Children }

// The codes of a visit's choices, in the order they are offered. Labels stand in
// the word files under visit.purpose.*, visit.identity.* and so on.
var (
	Purposes   = []string{"viewing", "activity", "talk", "signing", "business", "mortgage", "contract", "complaint", "survey", "other"}
	Identities = []string{"booking", "voucher", "card", "invited", "known"}
	Channels   = []string{"friend", "passing", "web", "outdoor", "agent", "owner", "other"}
	// RefusalReasons are why somebody is turned away; RefusalActs what was done.
	RefusalReasons = []string{"sales", "unrelated", "unreasonable", "drunk", "closed", "other"}
	RefusalActs    = []string{"persuaded", "colleague", "guard", "supervisor"}
)

// MaxParty is the largest party that can be registered in one line.
const MaxParty = 200

// CheckIn registers a visit. Visitor is the known guest's id, or a new one for
// somebody the office doesn't know (by phone, it may turn out that it does: the
// receipt's visit then belongs to the known one).
type CheckIn struct {
	Head
	Visit      ID     `json:"visit"`
	Visitor    ID     `json:"visitor"`
	Name       string `json:"name,omitempty" personal:"name"`
	Title      string `json:"title,omitempty"`
	Pending    bool   `json:"pending,omitempty"`
	Phone      string `json:"phone,omitempty" personal:"contact"`
	NoPhone    bool   `json:"noPhone,omitempty"`
	Adults     int    `json:"adults"`
	Children   int    `json:"children,omitempty"`
	Purpose    string `json:"purpose"`
	Identity   string `json:"identity,omitempty"`
	Consultant ID     `json:"consultant,omitempty"`
	Assigned   string `json:"assigned,omitempty"`
	Area       ID     `json:"area,omitempty"`
	Table      ID     `json:"table,omitempty"`
	VIP        bool   `json:"vip,omitempty"`
	Booking    ID     `json:"booking,omitempty"`
	Firm       string `json:"firm,omitempty" personal:"contact"`
	Host       string `json:"host,omitempty" personal:"contact"`
	Note       string `json:"note,omitempty" personal:"remark"`
	// Drinks are ordered for the guests in the same act, as the order Order.
	Order  ID         `json:"order,omitempty"`
	Drinks []LineWish `json:"drinks,omitempty"`
}

// Subject names the visitor whose personal values the command holds.
func (c *CheckIn) Subject() ID { return c.Visitor }

// Validate checks every field.
func (c *CheckIn) Validate() error {
	var f Faults
	f.Check(c.Visit.Valid() && c.Visitor.Valid(), "visit", "error.invalid")
	checkGuest(&f, c.Name, c.Title, c.Phone)
	f.Check(c.Pending || c.Name != "", "name", "visit.needName")
	f.Check(c.Phone == "" || !c.NoPhone, "phone", "visit.phoneOrNone")
	checkParty(&f, c.Adults, c.Children)
	f.Check(oneOf(c.Purpose, Purposes), "purpose", "visit.needPurpose")
	f.Check(c.Identity == "" || oneOf(c.Identity, Identities), "identity", "error.invalid")
	checkPlaces(&f, c.Area, c.Table, c.Consultant)
	f.Check(c.Booking == "" || c.Booking.Valid(), "booking", "error.invalid")
	f.Check(c.Assigned == "" || c.Assigned == "rota" || c.Assigned == "named", "consultant", "error.invalid")
	checkName(&f, "firm", c.Firm, false, NameLength)
	checkName(&f, "host", c.Host, false, NameLength)
	checkRemark(&f, "note", c.Note)
	if len(c.Drinks) > 0 {
		f.Check(c.Order.Valid(), "order", "error.invalid")
		f.Check(c.Table != "", "drinks", "visit.drinksWhere")
		checkLines(&f, c.Drinks)
	}
	return f.Err()
}

func checkPlaces(f *Faults, area, table, consultant ID) {
	f.Check(area == "" || area.Valid(), "area", "error.invalid")
	f.Check(table == "" || table.Valid(), "table", "error.invalid")
	f.Check(consultant == "" || consultant.Valid(), "consultant", "error.invalid")
}

func checkGuest(f *Faults, name, title, phone string) {
	checkName(f, "name", name, false, NameLength)
	f.Check(title == "" || title == "mr" || title == "ms", "title", "error.invalid")
	checkPhone(f, "phone", phone)
}

func checkParty(f *Faults, adults, children int) {
	f.Check(adults >= 0 && children >= 0 && adults+children >= 1 && adults+children <= MaxParty, "people", "error.party", MaxParty)
}

func oneOf(s string, all []string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}

// AmendVisit changes a visit's line: a pending name is supplied, the party
// moved to another table, the consultant's part filled in. Every field is taken
// as given, but for the phone: "" leaves the visitor the one they have. Other is
// a new id, for the case that the line turns out to be another person's.
type AmendVisit struct {
	Head
	Visit      ID     `json:"visit"`
	Name       string `json:"name,omitempty" personal:"name"`
	Title      string `json:"title,omitempty"`
	Pending    bool   `json:"pending,omitempty"`
	Phone      string `json:"phone,omitempty" personal:"contact"`
	NoPhone    bool   `json:"noPhone,omitempty"`
	Adults     int    `json:"adults"`
	Children   int    `json:"children,omitempty"`
	Purpose    string `json:"purpose"`
	Identity   string `json:"identity,omitempty"`
	Consultant ID     `json:"consultant,omitempty"`
	Assigned   string `json:"assigned,omitempty"`
	Area       ID     `json:"area,omitempty"`
	Table      ID     `json:"table,omitempty"`
	VIP        bool   `json:"vip,omitempty"`
	Firm       string `json:"firm,omitempty" personal:"contact"`
	Host       string `json:"host,omitempty" personal:"contact"`
	Note       string `json:"note,omitempty" personal:"remark"`
	Channel    string `json:"channel,omitempty"`
	Intent     string `json:"intent,omitempty"`
	Plate      string `json:"plate,omitempty" personal:"contact"`
	Agent      string `json:"agent,omitempty" personal:"contact"`
	Visitor    ID     `json:"visitor"` // whose line it is, as the screen saw it
	Other      ID     `json:"other,omitempty"`
}

// Subject names the visitor whose personal values the command holds.
func (c *AmendVisit) Subject() ID { return c.Visitor }

// Validate checks every field.
func (c *AmendVisit) Validate() error {
	var f Faults
	f.Check(c.Visit.Valid() && c.Visitor.Valid(), "visit", "error.invalid")
	checkGuest(&f, c.Name, c.Title, c.Phone)
	f.Check(c.Pending || c.Name != "", "name", "visit.needName")
	f.Check(c.Phone == "" || !c.NoPhone, "phone", "visit.phoneOrNone")
	f.Check(c.Other == "" || c.Other.Valid(), "visitor", "error.invalid")
	checkPlaces(&f, c.Area, c.Table, c.Consultant)
	f.Check(c.Assigned == "" || c.Assigned == "rota" || c.Assigned == "named", "consultant", "error.invalid")
	checkParty(&f, c.Adults, c.Children)
	f.Check(oneOf(c.Purpose, Purposes), "purpose", "visit.needPurpose")
	f.Check(c.Identity == "" || oneOf(c.Identity, Identities), "identity", "error.invalid")
	f.Check(c.Channel == "" || oneOf(c.Channel, Channels), "channel", "error.invalid")
	checkName(&f, "firm", c.Firm, false, NameLength)
	checkName(&f, "host", c.Host, false, NameLength)
	checkName(&f, "intent", c.Intent, false, NameLength)
	checkName(&f, "plate", c.Plate, false, NameLength)
	checkName(&f, "agent", c.Agent, false, NameLength)
	checkRemark(&f, "note", c.Note)
	return f.Err()
}

// CheckOut ends visits. How is seen-off (送客), table (客户离座) or booking.
type CheckOut struct {
	Head
	Visits []ID   `json:"visits"`
	How    string `json:"how"`
}

// Validate checks every field.
func (c *CheckOut) Validate() error {
	var f Faults
	checkIDs(&f, "visits", c.Visits)
	f.Check(oneOf(c.How, []string{"seen-off", "table", "booking"}), "how", "error.invalid")
	return f.Err()
}

func checkIDs(f *Faults, field string, ids []ID) {
	f.Check(len(ids) >= 1 && len(ids) <= 1000, field, "error.required")
	for _, id := range ids {
		f.Check(id.Valid(), field, "error.invalid")
	}
}

// CloseHouse ends every visit of the business day that is still open and marks
// it 闭馆自动离场.
type CloseHouse struct {
	Head
	Day Day `json:"day"`
}

// Validate checks the day.
func (c *CloseHouse) Validate() error {
	var f Faults
	f.Check(c.Day.Valid(), "day", "error.invalid")
	return f.Err()
}

// Refusal records a person who was turned away.
type Refusal struct {
	ID     ID
	Number string
	Day    Day
	At     Time
	Reason string
	Acts   []string
	Helper string `personal:"contact"` // who helped
	Looks  string `personal:"remark"`  // what the person looked like or said, in a word
	By     ID
}

// TurnAway records a refusal.
type TurnAway struct {
	Head
	Refusal ID       `json:"refusal"`
	Reason  string   `json:"reason"`
	Acts    []string `json:"acts"`
	Helper  string   `json:"helper,omitempty" personal:"contact"`
	Looks   string   `json:"looks,omitempty" personal:"remark"`
}

// Validate checks every field.
func (c *TurnAway) Validate() error {
	var f Faults
	f.Check(c.Refusal.Valid(), "refusal", "error.invalid")
	f.Check(oneOf(c.Reason, RefusalReasons), "reason", "visit.needReason")
	f.Check(len(c.Acts) > 0, "acts", "visit.needAct")
	for _, a := range c.Acts {
		f.Check(oneOf(a, RefusalActs), "acts", "error.invalid")
	}
	checkName(&f, "helper", c.Helper, false, NameLength)
	checkRemark(&f, "looks", c.Looks)
	return f.Err()
}

// MarkVisitor keeps a private word about a guest, and whether they are VIP.
type MarkVisitor struct {
	Head
	Visitor ID     `json:"visitor"`
	VIP     bool   `json:"vip,omitempty"`
	Mark    string `json:"mark,omitempty" personal:"remark"`
}

// Subject names the visitor whose personal values the command holds.
func (c *MarkVisitor) Subject() ID { return c.Visitor }

// Validate checks every field.
func (c *MarkVisitor) Validate() error {
	var f Faults
	f.Check(c.Visitor.Valid(), "visitor", "error.invalid")
	checkRemark(&f, "mark", c.Mark)
	return f.Err()
}

// Anonymise forgets visitors: their names, phones and remarks go from the
// registers, the search and the journal's side; counts and times stay.
type Anonymise struct {
	Head
	Visitors []ID `json:"visitors"`
}

// Validate checks the list.
func (c *Anonymise) Validate() error {
	var f Faults
	checkIDs(&f, "visitors", c.Visitors)
	return f.Err()
}

// Visits is the register of visitors, visits and refusals.
var Visits = announce(Register{
	Name: "visit",
	Kinds: []Kind{
		kind[CheckIn]("CheckIn", Reception, Usher),
		kind[AmendVisit]("AmendVisit", Reception, Usher, Consultant),
		kind[CheckOut]("CheckOut", Reception, Usher, Bar, Floor, VenueStaff),
		kind[CloseHouse]("CloseHouse", Reception),
		kind[TurnAway]("TurnAway", Reception, Usher),
		kind[MarkVisitor]("MarkVisitor", Reception),
	},
	Rows: []Row{row[Visit]("visit"), row[Refusal]("refusal")},
})

// Visitors is what the engine itself keeps of people: who they are, whatever
// register meets them, and that they are forgotten.
var Visitors = announce(Register{
	Name:  "visitor",
	Kinds: []Kind{fixed(kind[Anonymise]("Anonymise", Supervisor))},
	Rows:  []Row{row[Visitor]("visitor").About("id")},
})

// VisitRef points at a visit.
func VisitRef(id ID) Ref { return Ref{"visit", id} }
