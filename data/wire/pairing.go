package wire

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"

	"yingbin/data"
)

// NewCode makes a pairing code.
func NewCode() string {
	var b [data.CodeLength]byte
	rand.Read(b[:])
	for i := range b {
		b[i] = data.CodeAlphabet[b[i]&31]
	}
	return string(b[:])
}

// The sides of a pairing, so that one's proof can't be played back as the other's.
const (
	SideDevice = "device"
	SideHub    = "hub"
)

// exporterLabel names our use of the session's exporter (RFC 9266 shows the way).
const exporterLabel = "EXPORTER-yingbin-pairing-1"

// Prove shows that a side of a TLS session knows the code, bound to that very
// session (RFC 8446, 7.5) and to what else is said: HMAC-SHA256 under the code.
// Somebody between the two has two sessions and can't use one's proof in the
// other; guessing the code from a proof means trying 2^80 of them.
func Prove(s tls.ConnectionState, code, side string, said ...string) ([]byte, error) {
	bound, err := s.ExportKeyingMaterial(exporterLabel, nil, 32)
	if err != nil {
		return nil, err
	}
	h := hmac.New(sha256.New, []byte(code))
	h.Write(bound)
	for _, w := range append([]string{side}, said...) {
		h.Write([]byte{byte(len(w) >> 8), byte(len(w))})
		h.Write([]byte(w))
	}
	return h.Sum(nil), nil
}

// Proved compares a proof in constant time.
func Proved(got, want []byte) bool { return hmac.Equal(got, want) }
