// Package sound plays the chime on an arrival, with whatever plays sounds on this
// system. It knows no widget.
package sound

import (
	"bytes"
	"encoding/binary"
	"math"
	"sync"
	"time"
)

// The chime on an arrival is made here and given to whatever the system plays
// sounds with: no library, no device of its own. Where nothing plays it, the
// flash alone tells of it.

const (
	soundRate = 22050
	soundTime = 700 * time.Millisecond
)

// chime is two soft notes as a WAV file.
var chime = sync.OnceValue(func() []byte {
	n := int(soundRate * soundTime / time.Second)
	samples := make([]int16, n)
	for _, note := range []struct{ pitch, from float64 }{{880, 0}, {1318.5, 0.16}} {
		for i := range samples {
			t := float64(i)/soundRate - note.from
			if t < 0 {
				continue
			}
			// A bell dies away; a rise of some milliseconds keeps it from clicking.
			loud := math.Exp(-6*t) * min(1, t/0.004) * min(1, float64(n-i)/400)
			samples[i] += int16(9000 * loud * math.Sin(2*math.Pi*note.pitch*t))
		}
	}
	var b bytes.Buffer
	put := func(v any) { binary.Write(&b, binary.LittleEndian, v) } // a buffer never fails
	b.WriteString("RIFF")
	put(uint32(36 + 2*n))
	b.WriteString("WAVEfmt ")
	put(uint32(16))
	put(uint16(1)) // plain samples
	put(uint16(1)) // one channel
	put(uint32(soundRate))
	put(uint32(2 * soundRate))
	put(uint16(2))
	put(uint16(16))
	b.WriteString("data")
	put(uint32(2 * n))
	put(samples)
	return b.Bytes()
})
