package link

import (
	"testing"
	"time"

	"yingbin/data"
)

// machine is a device's clock and ticks, moved by hand.
type machine struct {
	wall  time.Time
	ticks time.Duration
}

func (m *machine) pass(d time.Duration) { m.wall, m.ticks = m.wall.Add(d), m.ticks+d }

func (m *machine) clock(s *Settings) *Clock {
	return NewClock(s, func() time.Time { return m.wall }, func() time.Duration { return m.ticks })
}

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// near fails unless the clock stands within a little of a time.
func near(t *testing.T, c *Clock, want time.Time, within time.Duration) {
	t.Helper()
	if d := c.Now().Sub(want).Abs(); d > within {
		t.Fatalf("the clock says %v, not %v", c.Now(), want)
	}
}

func TestAClockADayWrongTellsTheHubsTime(t *testing.T) {
	for _, wrong := range []time.Duration{0, 24 * time.Hour, -24 * time.Hour, 20 * 365 * 24 * time.Hour} {
		m := &machine{wall: noon.Add(wrong)}
		c := m.clock(&Settings{})
		c.hear(data.TimeOf(noon), 40*time.Millisecond)
		near(t, c, noon, 20*time.Millisecond)
		m.pass(7 * 24 * time.Hour) // without the hub
		near(t, c, noon.Add(7*24*time.Hour), 20*time.Millisecond)
		m.wall = m.wall.Add(-3 * time.Hour) // somebody puts the device's clock right, or wrong
		near(t, c, noon.Add(7*24*time.Hour), 20*time.Millisecond)
		// What is kept of it serves the next start.
		offset, seen := c.ahead()
		next := m.clock(&Settings{Offset: offset.Milliseconds(), Seen: seen})
		m.pass(time.Hour)
		near(t, next, noon.Add(7*24*time.Hour+time.Hour), 20*time.Millisecond)
	}
}

func TestTheClockNeverGoesBehindWhatItHeard(t *testing.T) {
	m := &machine{wall: noon}
	c := m.clock(&Settings{Seen: data.TimeOf(noon)})
	m.wall = noon.Add(-24 * time.Hour) // set back while the program was off
	near(t, c, noon, 0)
	c.atLeast(data.TimeOf(noon.Add(time.Minute)))
	near(t, c, noon.Add(time.Minute), 0)
	c.atLeast(data.TimeOf(noon)) // a ping that was long on its way
	near(t, c, noon.Add(time.Minute), 0)
}

func TestASlowNetworkDoesNotMakeTheClockTremble(t *testing.T) {
	m := &machine{wall: noon}
	c := m.clock(&Settings{})
	c.hear(data.TimeOf(noon), 0)
	first := c.Now()
	for i := range 50 {
		m.pass(time.Second)
		late := time.Duration(i*7%300) * time.Millisecond
		c.hear(data.TimeOf(m.wall.Add(-late)), late)
		c.atLeast(data.TimeOf(m.wall.Add(-late)))
		if passed := c.Now().Sub(first); passed != time.Duration(i+1)*time.Second {
			t.Fatalf("after %d seconds the clock has gone on by %v", i+1, passed)
		}
	}
	c.hear(data.TimeOf(noon), 10*time.Millisecond) // the hub's clock was put back
	near(t, c, noon, 5*time.Millisecond)
}

func TestTicksGoOn(t *testing.T) {
	a := uptime()
	if b := uptime(); b < a || a <= 0 {
		t.Fatal(a, b)
	}
}
