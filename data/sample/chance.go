package sample

import (
	"hash/fnv"
	"math/rand/v2"
	"time"

	"yingbin/data"
)

// chance is luck that comes out the same for the same name.
type chance struct{ *rand.Rand }

func newChance(name string) chance {
	h := fnv.New64a()
	h.Write([]byte(name))
	return chance{rand.New(rand.NewPCG(h.Sum64(), 0x59494e4742494e))}
}

// between gives a number from a to b, both included.
func (c chance) between(a, b int) int { return a + c.IntN(b-a+1) }

// in reports whether something happens that happens so often in a hundred.
func (c chance) in(percent int) bool { return c.IntN(100) < percent }

// minutes gives a span between a and b minutes, with odd seconds.
func (c chance) minutes(a, b int) time.Duration {
	return time.Duration(a)*time.Minute + time.Duration(c.IntN((b-a)*60+1))*time.Second
}

func pick[T any](c chance, from []T) T { return from[c.IntN(len(from))] }

// weighed picks a key by its weight, in the order they stand.
type weighed[T any] struct {
	what T
	many int
}

func pickWeighed[T any](c chance, from []weighed[T]) T {
	sum := 0
	for _, w := range from {
		sum += w.many
	}
	n := c.IntN(sum)
	for _, w := range from {
		if n -= w.many; n < 0 {
			return w.what
		}
	}
	return from[len(from)-1].what
}

// signature draws a name's strokes: lines that rise and fall as a quick hand
// makes them, the same for the same name.
func signature(name string) string {
	c := newChance("signature " + name)
	var s data.Strokes
	x, y := 90, 210
	for range 3 + c.IntN(3) {
		line := make([]data.Point, 0, 14)
		dx, dy := c.between(6, 20), c.between(-16, 16)
		px, py := x+c.between(-20, 20), y+c.between(-60, 60)
		for range 10 + c.IntN(5) {
			line = append(line, data.Point{X: int16(px), Y: int16(py)})
			px, py = px+dx, py+dy
			dx, dy = dx+c.between(-5, 5), dy+c.between(-8, 8)
			py = max(40, min(360, py))
		}
		s = append(s, line)
		x += c.between(90, 160)
	}
	return s.Encode()
}
