package link

import (
	"time"

	"golang.org/x/sys/unix"
)

// uptime counts on while the machine sleeps, which Go's own ticks don't on Linux.
func uptime() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_BOOTTIME, &t); err != nil {
		return time.Since(started)
	}
	return time.Duration(t.Nano())
}

var started = time.Now()
