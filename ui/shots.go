package ui

import (
	"context"
	"time"

	"yingbin/ui/kit"
)

// ShotsSetup is what pictures are drawn of.
type ShotsSetup struct {
	Dir    string
	Office Office
	Routes []kit.Route
	Clock  func() time.Time
}

// Shots draws every screen of every station without a display.
func Shots(ctx context.Context, s ShotsSetup) (int, error) { return 0, nil }
