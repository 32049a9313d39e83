//go:build !linux

package link

import "time"

// uptime counts on while the machine sleeps: Go's own ticks do on Windows.
func uptime() time.Duration { return time.Since(started) }

var started = time.Now()
