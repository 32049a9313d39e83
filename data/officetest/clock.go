package officetest

import (
	"sync"
	"time"

	"yingbin/data"
)

// Start is the moment at which tests begin: Monday 2026-11-23, 09:00 in China.
var Start = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

// WholeDay is from one business day to the next.
const WholeDay = 24 * time.Hour

// At is a time of day, as "10:30", of the day on which tests begin.
func At(clock string) data.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-23 "+clock, time.FixedZone("", 8*3600))
	if err != nil {
		panic(err)
	}
	return data.TimeOf(t)
}

// Clock is a clock that tests move by hand.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock gives a clock that stands at a moment.
func NewClock(now time.Time) *Clock { return &Clock{now: now} }

// Read says what the clock shows.
func (c *Clock) Read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Pass lets time pass; less than nothing sets the clock back.
func (c *Clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
