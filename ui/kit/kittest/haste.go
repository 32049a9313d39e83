package kittest

import (
	"testing"
	"time"
)

// A hand in a test takes its time: whenever the kit looks at the clock another
// minute has passed, so that no two acts are one double click. AtOnce lets no
// time pass.
var (
	handTime  = time.Unix(0, 0)
	handHaste bool
)

func handClock() time.Time {
	if !handHaste {
		handTime = handTime.Add(time.Minute)
	}
	return handTime
}

// AtOnce does everything within the time of a double click.
func AtOnce(acts func()) {
	was := handHaste
	handClock()
	handHaste = true
	defer func() { handHaste = was }()
	acts()
}

// Standing lets a test move the time of the hand itself: it stands still, and the
// function lets so much go by.
func Standing(t testing.TB) (pass func(time.Duration)) {
	t.Helper()
	handClock()
	handHaste = true
	t.Cleanup(func() { handHaste = false })
	return func(d time.Duration) { handTime = handTime.Add(d) }
}
