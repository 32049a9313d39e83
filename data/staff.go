package data

// Role decides which commands a person may give.
type Role string

// The roles of the office.
const (
	Supervisor  Role = "supervisor"
	Reception   Role = "reception"
	Usher       Role = "usher" // 引领
	Bar         Role = "bar"
	Floor       Role = "floor" // 外场服务
	VenueStaff  Role = "venue"
	Consultant  Role = "consultant"
	Engineering Role = "engineering"
)

// Roles lists every role in the order people choose from.
var Roles = []Role{Reception, Usher, Bar, Floor, VenueStaff, Consultant, Engineering, Supervisor}

// Staff is a person who works in the office.
type Staff struct {
	ID       ID
	Name     string
	Post     string // the post in the office's own words
	Role     Role
	Verifier string `personal:"secret"` // of the PIN; "" for somebody who does not sign on
	Key      string // public key that the PIN gives, in base64; "" until a PIN has given one
	Gone     bool
	Sort     int
}

// StaffPast is how somebody of the staff stood until a moment: what was done
// before it is judged by that.
type StaffPast struct {
	ID     ID
	Person ID
	Role   Role
	Gone   bool
	Until  Time
}

// PutStaff takes a person on or changes their entry; Gone says they have left.
// The PIN is changed apart, by SetPIN.
type PutStaff struct {
	Head
	Person ID     `json:"person"`
	Name   string `json:"name"`
	Post   string `json:"post,omitempty"`
	Role   Role   `json:"role"`
	Gone   bool   `json:"gone,omitempty"`
	Sort   int    `json:"sort,omitempty"`
}

// Validate checks every field.
func (c *PutStaff) Validate() error {
	var f Faults
	f.Check(c.Person.Valid(), "person", "error.invalid")
	checkName(&f, "name", c.Name, true, NameLength)
	checkName(&f, "post", c.Post, false, NameLength)
	f.Check(isRole(c.Role), "role", "error.required")
	return f.Err()
}

func isRole(r Role) bool {
	for _, k := range Roles {
		if k == r {
			return true
		}
	}
	return false
}

// SetPIN gives a person a new PIN. Everybody may change their own by giving the
// old one; a supervisor anybody's. Only the verifier is kept.
type SetPIN struct {
	Head
	Person   ID     `json:"person"`
	Verifier string `json:"verifier" personal:"secret"`
	Old      string `json:"-"`
}

// Subject names the person whose PIN it is.
func (c *SetPIN) Subject() ID { return c.Person }

// Validate checks every field.
func (c *SetPIN) Validate() error {
	var f Faults
	f.Check(c.Person.Valid(), "person", "error.invalid")
	_, ok := readVerifier(c.Verifier)
	f.Check(ok, "pin", "error.required")
	return f.Err()
}

// RaisePIN gives a person whose PIN still has a verifier of version 0.2 a key from
// the same PIN. The book gives it by itself when it has seen the right PIN, signed
// with the new key.
type RaisePIN struct {
	Head
	Verifier string `json:"verifier" personal:"secret"`
}

// Subject names the person whose PIN it is.
func (c *RaisePIN) Subject() ID { return c.Staff }

// Validate checks that the verifier gives a key.
func (c *RaisePIN) Validate() error {
	var f Faults
	f.Check(KeyIn(c.Verifier) != "", "pin", "error.required")
	return f.Err()
}

// SignOn begins a person's work at a device; the PIN is checked where it is
// decided. Swap says that somebody on duty only took over the desk, Offline that
// a device checked the PIN itself while the hub was out of reach.
type SignOn struct {
	Head
	PIN     string `json:"-"`
	Swap    bool   `json:"swap,omitempty"`
	Offline bool   `json:"offline,omitempty"`
}

// Validate accepts any: the PIN is judged where the verifier is.
func (c *SignOn) Validate() error { return nil }

// SignOff ends a person's work at a device.
type SignOff struct{ Head }

// Validate accepts any.
func (c *SignOff) Validate() error { return nil }

// People is the register of staff.
var People = announce(Register{
	Name: "staff",
	Kinds: []Kind{
		kind[PutStaff]("PutStaff", Supervisor),
		fixed(kind[SetPIN]("SetPIN")),
		here(fixed(kind[RaisePIN]("RaisePIN"))),
		fixed(kind[SignOn]("SignOn")),
		fixed(kind[SignOff]("SignOff")),
	},
	Rows: []Row{row[Staff]("staff").About("id"), row[StaffPast]("staff_past")},
})
