package data

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
)

// Point is a place on a signature's field, in thousandths of its width.
type Point struct{ X, Y int16 }

// Strokes is a drawn signature: lines of points.
type Strokes [][]Point

// MaxStrokes is the most bytes an encoded signature may take.
const MaxStrokes = 4096

// Encode packs the strokes as text: each stroke as a count and pairs of 16-bit
// numbers, in base64. Strokes that would pass the limit are thinned evenly: first
// points, and where a field was covered with dots, dots.
func (s Strokes) Encode() string {
	for step := 1; ; step++ {
		if step > 64 {
			s = every(s, 2)
		}
		var b []byte
		for _, line := range s {
			kept := thin(line, step)
			b = binary.BigEndian.AppendUint16(b, uint16(len(kept)))
			for _, p := range kept {
				b = binary.BigEndian.AppendUint16(b, uint16(p.X))
				b = binary.BigEndian.AppendUint16(b, uint16(p.Y))
			}
		}
		if base64.StdEncoding.EncodedLen(len(b)) <= MaxStrokes {
			return base64.StdEncoding.EncodeToString(b)
		}
	}
}

func thin(line []Point, step int) []Point {
	if step == 1 || len(line) < 3 {
		return line
	}
	return append(every(line[:len(line)-1], step), line[len(line)-1])
}

// every gives every n-th of a list, from the first.
func every[S ~[]E, E any](list S, n int) S {
	var kept S
	for i := 0; i < len(list); i += n {
		kept = append(kept, list[i])
	}
	return kept
}

// DecodeStrokes unpacks what Encode made; nonsense gives what can be read.
func DecodeStrokes(text string) Strokes {
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	var s Strokes
	for len(b) >= 2 {
		n := int(binary.BigEndian.Uint16(b))
		b = b[2:]
		if len(b) < n*4 {
			break
		}
		line := make([]Point, n)
		for i := range line {
			line[i] = Point{int16(binary.BigEndian.Uint16(b)), int16(binary.BigEndian.Uint16(b[2:]))}
			b = b[4:]
		}
		s = append(s, line)
	}
	return s
}

// Empty reports whether nothing that can be called a signature was drawn: fewer
// than eight points in all.
func (s Strokes) Empty() bool {
	n := 0
	for _, line := range s {
		n += len(line)
	}
	return n < 8
}

// Digest gives the SHA-256 that a signature binds itself to.
func Digest(parts ...string) [32]byte {
	h := sha256.New()
	for _, p := range parts {
		binary.Write(h, binary.BigEndian, int64(len(p)))
		h.Write([]byte(p))
	}
	return [32]byte(h.Sum(nil))
}
