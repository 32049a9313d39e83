//go:build !linux && !windows

package bar

import "context"

// ring has nothing to play with here: the flash tells of an order.
func ring(context.Context) error { return nil }
