package data

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"time"
)

// ID names a command or a record: a UUID version 7 (RFC 9562) in its text form.
// It is unique, never used for order.
type ID string

// NewID makes an id. Whoever makes a command makes the ids of the new things in
// it, so that a later command can refer to them before the first was decided.
func NewID() ID {
	var b [16]byte
	rand.Read(b[:]) // never fails since Go 1.24
	ms := uint64(time.Now().UnixMilli())
	binary.BigEndian.PutUint16(b[0:], uint16(ms>>32))
	binary.BigEndian.PutUint32(b[2:], uint32(ms))
	return formatID(b)
}

// IDFrom makes an id that follows from what it is made of: a row that a command
// brings about without naming it gets the same id wherever the command is
// decided, and whoever gave the command can name it.
func IDFrom(parts ...string) ID {
	sum := Digest(parts...)
	return formatID([16]byte(sum[:16]))
}

func formatID(b [16]byte) ID {
	b[6] = b[6]&0x0f | 0x70
	b[8] = b[8]&0x3f | 0x80
	var t [36]byte
	hex.Encode(t[0:8], b[0:4])
	hex.Encode(t[9:13], b[4:6])
	hex.Encode(t[14:18], b[6:8])
	hex.Encode(t[19:23], b[8:10])
	hex.Encode(t[24:36], b[10:16])
	t[8], t[13], t[18], t[23] = '-', '-', '-', '-'
	return ID(t[:])
}

// Valid reports whether the id is short plain text fit to be a key: letters,
// digits, '-', '_' and '.', at most 64. Catalogue records have readable ids.
func (id ID) Valid() bool {
	if id == "" || len(id) > 64 {
		return false
	}
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' && r != '.' {
			return false
		}
	}
	return true
}
