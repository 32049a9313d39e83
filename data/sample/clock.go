package sample

import (
	"sync/atomic"
	"time"

	"yingbin/data"
)

// Clock is the clock of a book that is being filled: it shows whatever moment
// it was last set to, and the true time once it is let go. It may be read from
// any goroutine.
type Clock struct {
	at  atomic.Int64
	run atomic.Pointer[func() time.Time]
}

// NewClock makes a clock that shows the moment.
func NewClock(at data.Time) *Clock {
	c := &Clock{}
	c.Set(at)
	return c
}

// Now gives the moment; it is what a book's Options ask for.
func (c *Clock) Now() time.Time {
	if run := c.run.Load(); run != nil {
		return (*run)()
	}
	return data.Time(c.at.Load()).Std()
}

// Set moves the clock.
func (c *Clock) Set(at data.Time) { c.at.Store(int64(at)) }

// Run lets the clock go: from now on it shows what the function says.
func (c *Clock) Run(now func() time.Time) { c.run.Store(&now) }
