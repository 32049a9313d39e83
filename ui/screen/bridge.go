package screen

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"

	"fyne.io/fyne/v2"
)

// Bridge is the only place where goroutines meet widgets. It runs work off the
// UI goroutine, brings the answer back onto it, drops answers whose owner is
// gone, and counts what is in flight so that tests can wait for it.
type Bridge struct {
	mu     sync.Mutex
	idle   *sync.Cond
	flight int
	queue  []func()     // answers that wait for Settle, in tests
	back   func(func()) // brings a function onto the UI goroutine
}

// NewBridge makes the window's bridge.
func NewBridge() *Bridge {
	b := &Bridge{back: fyne.Do}
	b.idle = sync.NewCond(&b.mu)
	return b
}

// NewTestBridge makes a bridge whose answers are given by Settle, on the
// goroutine that calls it: the toolkit's test driver would give them on any.
func NewTestBridge() *Bridge {
	b := NewBridge()
	b.back = func(answer func()) {
		b.mu.Lock()
		b.queue = append(b.queue, answer)
		b.idle.Broadcast()
		b.mu.Unlock()
	}
	return b
}

// Owner is whose answers a bridge delivers: a screen, a sheet. When it is
// closed its work is cancelled and its answers are dropped.
type Owner struct {
	ctx    context.Context
	cancel context.CancelFunc
}

// NewOwner makes an owner that lives until Close.
func NewOwner() *Owner {
	ctx, cancel := context.WithCancel(context.Background())
	return &Owner{ctx, cancel}
}

// Close cancels the owner's work.
func (o *Owner) Close() { o.cancel() }

// Closed reports whether the owner is gone.
func (o *Owner) Closed() bool { return o.ctx.Err() != nil }

// Run does work on a goroutine and done on the UI goroutine with its error.
// Work that panics becomes an error, so that a fault behind one screen does not
// take the window with it; done may be nil.
func (b *Bridge) Run(owner *Owner, work func(ctx context.Context) error, done func(error)) {
	if owner.Closed() {
		return
	}
	b.mu.Lock()
	b.flight++
	b.mu.Unlock()
	go func() {
		err := guarded(owner.ctx, work)
		b.back(func() {
			defer b.landed() // after done: work that done starts is counted before this one lands
			if !owner.Closed() && done != nil {
				done(err)
			}
		})
	}()
}

// Detached does work that must end even if its owner goes, such as a command
// already given; only the answer is dropped then.
func (b *Bridge) Detached(owner *Owner, work func(ctx context.Context) error, done func(error)) {
	b.Run(&Owner{context.WithoutCancel(owner.ctx), func() {}}, work, func(err error) {
		if !owner.Closed() && done != nil {
			done(err)
		}
	})
}

func (b *Bridge) landed() {
	b.mu.Lock()
	b.flight--
	if b.flight == 0 {
		b.idle.Broadcast()
	}
	b.mu.Unlock()
}

// Busy reports how much work is in flight.
func (b *Bridge) Busy() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.flight
}

// Settle waits until nothing is in flight, and with a test bridge gives the
// answers. It is for tests.
func (b *Bridge) Settle() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.flight > 0 {
		if len(b.queue) == 0 {
			b.idle.Wait()
			continue
		}
		answer := b.queue[0]
		b.queue = b.queue[1:]
		b.mu.Unlock()
		answer()
		b.mu.Lock()
	}
}

func guarded(ctx context.Context, work func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("work failed: %v\n%s", p, debug.Stack())
		}
	}()
	return work(ctx)
}
