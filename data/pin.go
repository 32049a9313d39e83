package data

import (
	"crypto/ed25519"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/crypto/argon2" // the standard library has no function that costs memory
)

// A person's key (Ed25519, RFC 8032) follows from the PIN and a random salt by
// argon2id (RFC 9106). What is kept of a PIN, its verifier, is the salt with the
// public key; the public key also stands openly in the book, while the salt is a
// secret: without it neither key nor signature helps to guess a PIN.

// PINMin and PINMax are the fewest and the most digits of a PIN.
const (
	PINMin = 4
	PINMax = 8
)

// VerifierElsewhere stands for the verifier of somebody whose PIN only the hub
// can check.
const VerifierElsewhere = "elsewhere"

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

// PINCost is what it takes to derive a key: Memory in KiB, and how often all of it
// is passed over.
type PINCost struct{ Memory, Passes uint32 }

// HouseCost is that of every PIN that is set: 19 MiB twice, some tens of
// milliseconds.
var HouseCost = PINCost{19 << 10, 2}

// What a verifier may cost, whoever wrote it: one that asks for more would hold up
// the book that checks it, and everybody with it.
const (
	memoryMost = 64 << 10
	workMost   = 4 * (19 << 10) * 2
	roundsMost = 600_000 // of a verifier of version 0.2
	saltMost   = 64      // bytes
	keyLength  = 32
)

func (c PINCost) bearable() bool {
	return c.Memory >= 8 && c.Memory <= memoryMost && c.Passes >= 1 && c.Passes <= workMost/c.Memory
}

const (
	keyPrefix = "argon2id$"
	oldPrefix = "pbkdf2-sha256$" // version 0.2: it gives no key
)

// Verifier gives what is kept of a new PIN. It takes some tens of milliseconds:
// never on the UI goroutine.
func Verifier(pin string) string { return HouseCost.Verifier(pin) }

// Verifier gives what is kept of a PIN at another cost than the house's; tests
// don't wait.
func (c PINCost) Verifier(pin string) string {
	salt := make([]byte, 16)
	rand.Read(salt)
	v := verifier{cost: c, salt: salt}
	return fmt.Sprintf("%s%d$%d$%s$%s", keyPrefix, c.Memory, c.Passes, enc(salt), enc(v.private(pin).Public().(ed25519.PublicKey)))
}

// verifier is one that was taken apart.
type verifier struct {
	cost      PINCost
	rounds    int // of version 0.2, else 0
	salt, key []byte
}

// private derives the person's key.
func (v verifier) private(pin string) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(argon2.IDKey([]byte(pin), v.salt, v.cost.Passes, v.cost.Memory, 1, ed25519.SeedSize))
}

// readVerifier takes a verifier apart. It is not ok when it is none, or one that
// would cost too much to check.
func readVerifier(s string) (v verifier, ok bool) {
	if len(s) > 256 {
		return v, false
	}
	parts := strings.Split(s, "$")
	var err1, err2 error
	switch {
	case strings.HasPrefix(s, keyPrefix) && len(parts) == 5:
		var memory, passes uint64
		memory, err1 = strconv.ParseUint(parts[1], 10, 32)
		passes, err2 = strconv.ParseUint(parts[2], 10, 32)
		v.cost = PINCost{uint32(memory), uint32(passes)}
		ok = v.cost.bearable()
	case strings.HasPrefix(s, oldPrefix) && len(parts) == 4:
		v.rounds, err1 = strconv.Atoi(parts[1])
		ok = v.rounds >= 1 && v.rounds <= roundsMost
	}
	if !ok || err1 != nil || err2 != nil {
		return v, false
	}
	n := len(parts)
	v.salt, err1 = base64.RawStdEncoding.DecodeString(parts[n-2])
	v.key, err2 = base64.RawStdEncoding.DecodeString(parts[n-1])
	return v, err1 == nil && err2 == nil && len(v.salt) > 0 && len(v.salt) <= saltMost && len(v.key) == keyLength
}

// Matches reports whether the PIN belongs to the verifier. Neither of them is
// worked on when it can't be one.
func Matches(verifier, pin string) bool {
	v, ok := readVerifier(verifier)
	if ok && v.rounds > 0 {
		return len(pin) <= PINMax && subtle.ConstantTimeCompare(oldKey(pin, v.salt, v.rounds), v.key) == 1
	}
	_, ok = Unlock(verifier, pin)
	return ok
}

// Unlock gives the key of the person whose PIN it is. It is not ok for a wrong PIN
// and for a verifier that has no key.
func Unlock(verifier, pin string) (key ed25519.PrivateKey, ok bool) {
	v, ok := readVerifier(verifier)
	if !ok || v.rounds > 0 || len(pin) > PINMax {
		return nil, false
	}
	key = v.private(pin)
	return key, subtle.ConstantTimeCompare(key.Public().(ed25519.PublicKey), v.key) == 1
}

// KeyIn gives the public key of a verifier, in base64; "" for one that has none.
func KeyIn(verifier string) string {
	v, ok := readVerifier(verifier)
	if !ok || v.rounds > 0 {
		return ""
	}
	return enc(v.key)
}

// oldKey is what version 0.2 kept of a PIN: PBKDF2-HMAC-SHA256 (RFC 8018).
func oldKey(pin string, salt []byte, rounds int) []byte {
	key, err := pbkdf2.Key(sha256.New, pin, salt, rounds, keyLength)
	if err != nil { // only for key lengths that SHA-256 can't give
		panic(err)
	}
	return key
}

func enc(b []byte) string { return base64.RawStdEncoding.EncodeToString(b) }
