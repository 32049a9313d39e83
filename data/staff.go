package data

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

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
		fixed(kind[SignOn]("SignOn")),
		fixed(kind[SignOff]("SignOff")),
	},
	Rows: []Row{row[Staff]("staff").About("id"), row[StaffPast]("staff_past")},
})

// PINLength is the shortest and longest PIN.
const (
	PINMin = 4
	PINMax = 8
)

// VerifierElsewhere stands for the verifier of somebody whose PIN only the hub
// can check.
const VerifierElsewhere = "elsewhere"

const (
	verifierPrefix = "pbkdf2-sha256$"
	verifierRounds = 120_000
)

// CheckPIN says whether text can be a PIN: 4 to 8 digits, not all the same and
// not a plain run up or down.
func CheckPIN(pin string) error {
	var f Faults
	digits := len(pin) >= PINMin && len(pin) <= PINMax && strings.Trim(pin, "0123456789") == ""
	f.Check(digits, "pin", "staff.pinShape", PINMin, PINMax)
	if digits {
		same, up, down := true, true, true
		for i := 1; i < len(pin); i++ {
			same = same && pin[i] == pin[0]
			up = up && pin[i] == pin[i-1]+1
			down = down && pin[i] == pin[i-1]-1
		}
		f.Check(!same && !up && !down, "pin", "staff.pinWeak")
	}
	return f.Err()
}

// Verifier gives what is kept of a PIN: PBKDF2-HMAC-SHA256 (RFC 8018) with a
// random salt. It takes some tens of milliseconds: never on the UI goroutine.
func Verifier(pin string) string {
	salt := make([]byte, 16)
	rand.Read(salt)
	return fmt.Sprintf("%s%d$%s$%s", verifierPrefix, verifierRounds, enc(salt), enc(derive(pin, salt, verifierRounds)))
}

// What a verifier may cost, whoever wrote it: one that asks for more would hold up
// the book that checks it, and everybody with it.
const (
	verifierMost = 5 * verifierRounds
	verifierSalt = 64 // bytes
	verifierKey  = 32
)

// verifier is one that was taken apart.
type verifier struct {
	rounds    int
	salt, key []byte
}

// readVerifier takes a verifier apart. It is not ok when it is none, or one that
// would cost too much to check.
func readVerifier(s string) (v verifier, ok bool) {
	text, found := strings.CutPrefix(s, verifierPrefix)
	if !found || len(text) > 256 {
		return v, false
	}
	parts := strings.Split(text, "$")
	if len(parts) != 3 {
		return v, false
	}
	var err1, err2, err3 error
	v.rounds, err1 = strconv.Atoi(parts[0])
	v.salt, err2 = base64.RawStdEncoding.DecodeString(parts[1])
	v.key, err3 = base64.RawStdEncoding.DecodeString(parts[2])
	return v, err1 == nil && err2 == nil && err3 == nil && v.rounds >= 1 && v.rounds <= verifierMost &&
		len(v.salt) > 0 && len(v.salt) <= verifierSalt && len(v.key) == verifierKey
}

// Matches reports whether the PIN belongs to the verifier. Neither of them is
// worked on when it can't be one.
func Matches(verifier, pin string) bool {
	v, ok := readVerifier(verifier)
	return ok && len(pin) <= PINMax && subtle.ConstantTimeCompare(derive(pin, v.salt, v.rounds), v.key) == 1
}

func derive(pin string, salt []byte, rounds int) []byte {
	key, err := pbkdf2.Key(sha256.New, pin, salt, rounds, 32)
	if err != nil { // only for key lengths that SHA-256 can't give
		panic(err)
	}
	return key
}

func enc(b []byte) string { return base64.RawStdEncoding.EncodeToString(b) }
