package data

import (
	"strings"
	"time"
)

// ItemKind says what is lent.
type ItemKind string

// The kinds of items: keys and radios come back one by one; loans are counted;
// gifts are given and do not come back.
const (
	Key   ItemKind = "key"
	Radio ItemKind = "radio"
	Loan  ItemKind = "loan"
	Gift  ItemKind = "gift"
)

// ItemKinds lists the kinds in the order of the board.
var ItemKinds = []ItemKind{Key, Radio, Loan, Gift}

// Item is a key, a radio or something that is lent or given.
type Item struct {
	ID      ID
	Kind    ItemKind
	Number  string // K01
	Name    string
	Size    string
	Qty     int  // how many there are; 1 for keys and radios
	Guarded bool // a supervisor's word is needed
	Sort    int
	Retired bool
}

// Lending is one line of 钥匙·对讲机·借用.
type Lending struct {
	ID         ID
	Number     string
	Item       ID
	Qty        int
	Staff      ID     // borrower, when one of the staff
	Visitor    ID     // borrower, when a guest who is known
	Name       string `personal:"name"`
	Title      string // of a guest: mr, ms, ""
	Firm       string `personal:"contact"`
	Phone      string `personal:"contact"`
	Purpose    string `personal:"remark"`
	OutBy      ID
	OutAt      Time
	Due        Time   // 0 for a gift
	ReturnedBy string `personal:"contact"`
	TakenBy    ID
	TakenAt    Time
	Condition  string // ok, worn, damaged, missing
	Battery    string // radio: full, low, none
	Earpiece   bool
	Charger    bool
	Remark     string `personal:"remark"`
}

// Out reports whether the thing has not come back.
func (l Lending) Out() bool { return l.TakenAt == 0 }

// Late gives how long the thing was kept past its time: until it came back, or
// until now while it is out. A gift is never late.
func (l Lending) Late(now Time) time.Duration {
	until := l.TakenAt
	if l.Out() {
		until = now
	}
	if l.Due == 0 || until <= l.Due {
		return 0
	}
	return until.Sub(l.Due)
}

// Sound reports whether the thing came back as it should: what a radio needs
// with it, nothing broken, nothing gone.
func (l Lending) Sound(k ItemKind) bool {
	if l.Condition == "damaged" || l.Condition == "missing" {
		return false
	}
	return k != Radio || l.Battery != "none" && l.Earpiece && l.Charger
}

// LoanDue is when a thing handed out at a moment is due unless said otherwise.
func (s Settings) LoanDue(at Time) Time { return at.Add(time.Duration(s.LoanHours) * time.Hour) }

// Left gives how many of an item are in place while these lendings are known.
func (i Item) Left(lendings []Lending) int {
	n := i.Qty
	for _, l := range lendings {
		if l.Item == i.ID && l.Out() {
			n -= l.Qty
		}
	}
	return n
}

// Returns reports whether the item comes back.
func (i Item) Returns() bool { return i.Kind != Gift }

// Single reports whether there is one of it that goes to one person.
func (i Item) Single() bool { return i.Kind == Key || i.Kind == Radio }

// Label names the item as the board does: its number, its name and its size.
func (i Item) Label() string {
	return strings.Join(strings.Fields(i.Number+" "+i.Name+" "+i.Size), " ")
}

// Holder names a borrower who is none of the staff.
func (l Lending) Holder() string {
	return strings.TrimSpace(l.Name + " " + l.Firm)
}

// LendingFilter chooses lendings. From and To choose those that were out, or
// given, at some moment of [From, To).
type LendingFilter struct {
	OutOnly  bool // not back yet
	LastOnly bool // the newest one of each item
	From, To Time
	Item     ID
}

// Conditions are how a thing comes back.
var Conditions = []string{"ok", "worn", "damaged", "missing"}

// PutItem adds or changes an item.
type PutItem struct {
	Head
	Item Item `json:"item"`
}

// Validate checks every field.
func (c *PutItem) Validate() error {
	var f Faults
	i := c.Item
	f.Check(i.ID.Valid(), "id", "error.invalid")
	f.Check(i.Kind == Key || i.Kind == Radio || i.Kind == Loan || i.Kind == Gift, "kind", "error.required")
	checkName(&f, "name", i.Name, true, NameLength)
	checkName(&f, "number", i.Number, false, 20)
	checkName(&f, "size", i.Size, false, 20)
	f.Check(i.Qty >= 1 && i.Qty <= 10000, "qty", "error.range", 1, 10000)
	f.Check(i.Qty == 1 || i.Kind == Loan || i.Kind == Gift, "qty", "loan.single")
	return f.Err()
}

// Lend hands an item out. Due 0 means the office's usual hours.
type Lend struct {
	Head
	Lending ID     `json:"lending"`
	Item    ID     `json:"item"`
	Qty     int    `json:"qty"`
	To      ID     `json:"to,omitempty"`      // a member of staff
	Visitor ID     `json:"visitor,omitempty"` // a known guest
	Name    string `json:"name,omitempty" personal:"name"`
	Title   string `json:"title,omitempty"`
	Firm    string `json:"firm,omitempty" personal:"contact"`
	Phone   string `json:"phone,omitempty" personal:"contact"`
	Purpose string `json:"purpose,omitempty" personal:"remark"`
	Due     Time   `json:"due,omitempty"`
}

// Subject names the visitor whose personal values the command holds.
func (c *Lend) Subject() ID { return c.Visitor }

// Validate checks every field.
func (c *Lend) Validate() error {
	var f Faults
	f.Check(c.Lending.Valid(), "lending", "error.invalid")
	f.Check(c.Item.Valid(), "item", "error.required")
	f.Check(c.Qty >= 1 && c.Qty <= 1000, "qty", "error.range", 1, 1000)
	f.Check(c.To != "" || c.Visitor != "" || c.Name != "" || c.Firm != "", "name", "loan.needWhom")
	checkGuest(&f, c.Name, c.Title, c.Phone)
	checkName(&f, "firm", c.Firm, false, NameLength)
	checkRemark(&f, "purpose", c.Purpose)
	return f.Err()
}

// Return takes an item back.
type Return struct {
	Head
	Lending   ID     `json:"lending"`
	By        string `json:"by,omitempty" personal:"contact"` // who brought it, "" for the borrower
	Condition string `json:"condition"`
	Battery   string `json:"battery,omitempty"`
	Earpiece  bool   `json:"earpiece,omitempty"`
	Charger   bool   `json:"charger,omitempty"`
	Remark    string `json:"remark,omitempty" personal:"remark"`
}

// Validate checks every field.
func (c *Return) Validate() error {
	var f Faults
	f.Check(c.Lending.Valid(), "lending", "error.invalid")
	f.Check(oneOf(c.Condition, Conditions), "condition", "error.required")
	f.Check(c.Battery == "" || oneOf(c.Battery, []string{"full", "low", "none"}), "battery", "error.invalid")
	f.Check(c.Condition == "ok" || c.Remark != "", "remark", "loan.sayWhat")
	checkName(&f, "by", c.By, false, NameLength)
	checkRemark(&f, "remark", c.Remark)
	return f.Err()
}

// ExtendLoan puts off when a thing is due.
type ExtendLoan struct {
	Head
	Lending ID   `json:"lending"`
	Due     Time `json:"due"`
}

// Validate checks every field.
func (c *ExtendLoan) Validate() error {
	var f Faults
	f.Check(c.Lending.Valid(), "lending", "error.invalid")
	f.Check(c.Due > 0, "due", "error.required")
	return f.Err()
}

// Loans is the register of keys, radios and loans.
var Loans = announce(Register{
	Name: "loan",
	Kinds: []Kind{
		kind[PutItem]("PutItem", Supervisor),
		kind[Lend]("Lend", Reception, Usher, VenueStaff),
		kind[Return]("Return", Reception, Usher, VenueStaff),
		kind[ExtendLoan]("ExtendLoan", Reception, Usher, VenueStaff),
	},
	Rows: []Row{row[Item]("item"), row[Lending]("lending")},
})

// LoanRef points at a lending.
func LoanRef(id ID) Ref { return Ref{"loan", id} }
