//go:build !linux && !windows

package store

import (
	"errors"
	"syscall"
)

// remote can't tell here: "" is fine.
func remote(string) string { return "" }

func diskFull(err error) bool { return errors.Is(err, syscall.ENOSPC) }
