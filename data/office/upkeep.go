package office

import (
	"context"
	"sync"
	"time"

	"yingbin/data"
)

// upkeepEvery is how often an open office is looked at whether anything can be
// seen to; if no line was written since the last look it is quiet.
const upkeepEvery = 15 * time.Second

// tidied is a book that can be seen to in steps.
type tidied interface {
	Head(ctx context.Context) (data.Mark, error)
	Tidy(ctx context.Context) (more bool, err error)
}

func ticking() <-chan time.Time { return time.Tick(upkeepEvery) }

// keepUp sees to a book whenever ticks come and the office is quiet, until stop is
// called. What fails is tried again at the next tick: nobody asked for it.
func keepUp(b tidied, ticks <-chan time.Time) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() {
		var last data.Mark
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticks:
			}
			if head, err := b.Head(ctx); err == nil && head == last {
				seeTo(ctx, b, head)
			} else if err == nil {
				last = head
			}
		}
	})
	return func() { cancel(); done.Wait() }
}

// seeTo takes steps until there are none, or somebody does something.
func seeTo(ctx context.Context, b tidied, quiet data.Mark) {
	for {
		more, err := b.Tidy(ctx)
		if err != nil || !more {
			return
		}
		if head, err := b.Head(ctx); err != nil || head != quiet {
			return
		}
	}
}
