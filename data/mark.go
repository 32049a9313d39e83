package data

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"strings"
)

// printedDigits is how many bytes of a digest a paper shows at the least.
const printedDigits = 6

// Meets reports whether a mark that a paper or a device holds is that of a line, as
// far as its digits go.
func (m Mark) Meets(line Mark) bool {
	n := len(m.Digest)
	for n > printedDigits && m.Digest[n-1] == 0 {
		n--
	}
	return m.Seq == line.Seq && bytes.Equal(m.Digest[:n], line.Digest[:n])
}

// ParseMark reads a mark as papers carry it: the sequence, a colon and at least
// the twelve digits of the seal, in groups or not; the code to be scanned has a
// word before it. Digits that are not given stay zero.
func ParseMark(s string) (m Mark, ok bool) {
	seq, digest, found := strings.Cut(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "yingbin:"), ":")
	n, err := strconv.ParseInt(strings.TrimSpace(seq), 10, 64)
	b, err2 := hex.DecodeString(strings.ReplaceAll(digest, " ", ""))
	if !found || err != nil || err2 != nil || n < 1 || len(b) < printedDigits || len(b) > len(m.Digest) {
		return m, false
	}
	m.Seq = n
	copy(m.Digest[:], b)
	return m, true
}
