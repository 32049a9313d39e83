package store

import (
	"os"
	"testing"
)

// TestMain lets the test binary stand in for other programs: a child that is
// told its part by the environment plays it and never returns.
func TestMain(m *testing.M) {
	if part := os.Getenv("YINGBIN_CHILD"); part != "" {
		children[part]()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

var children = map[string]func(){"writer": childWriter}
