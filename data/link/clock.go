package link

import (
	"sync"
	"time"

	"yingbin/data"
)

// Clock tells the hub's time on a device whose own clock may stand anywhere.
// Between two words from the hub it counts ticks, which nobody can set; a program
// that starts without the hub adds the last known offset to the device's clock,
// and is never before what it has heard already.
type Clock struct {
	wall  func() time.Time
	ticks func() time.Duration

	mu     sync.Mutex
	heard  bool          // in this run
	hub    time.Time     // the hub's time
	at     time.Duration // ticks at that moment
	offset time.Duration
	floor  time.Time
}

// NewClock makes the clock of a device that remembers s. Nil functions are the
// machine's: its clock, and ticks that go on while it sleeps.
func NewClock(s *Settings, wall func() time.Time, ticks func() time.Duration) *Clock {
	if wall == nil {
		wall = time.Now
	}
	if ticks == nil {
		ticks = uptime
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Clock{wall: wall, ticks: ticks, offset: time.Duration(s.Offset) * time.Millisecond, floor: s.Seen.Std()}
}

// Now is the moment on the hub's clock, as well as it is known.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Clock) now() time.Time {
	if c.heard {
		return c.hub.Add(c.ticks() - c.at)
	}
	now := c.wall().Round(0).Add(c.offset)
	if now.Before(c.floor) {
		return c.floor
	}
	return now
}

// utmost is the last moment that a calendar of four digits knows; a time beyond it
// is none.
const utmost = data.Time(253_402_300_799_999)

func moment(said data.Time) bool { return said > 0 && said <= utmost }

// hear takes the hub's time, which it wrote down at most late ago. What fits what
// is known changes nothing, so that the clock doesn't tremble with the network.
func (c *Clock) hear(said data.Time, late time.Duration) {
	first, last := said.Std(), said.Std().Add(late)
	if !moment(said) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if c.heard && !now.Before(first) && !now.After(last) {
		return
	}
	now = first.Add(late / 2)
	c.heard, c.hub, c.at = true, now, c.ticks()
}

// atLeast takes a time that the hub wrote down somewhat earlier: nobody knows how
// much, but it is not earlier than that.
func (c *Clock) atLeast(said data.Time) {
	if !moment(said) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if first := said.Std(); !c.heard || c.now().Before(first) {
		c.heard, c.hub, c.at = true, first, c.ticks()
	}
}

// ahead tells by how much the hub's clock is ahead of this device's, and the
// moment on it.
func (c *Clock) ahead() (time.Duration, data.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	return now.Sub(c.wall().Round(0)), data.TimeOf(now)
}
