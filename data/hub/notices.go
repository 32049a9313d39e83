package hub

import (
	"context"
	"sync"

	"yingbin/data"
)

// notices tells the window that something of the sharing has changed. Each
// listener has room for one: it looks for itself.
type notices struct {
	mu   sync.Mutex
	list map[chan struct{}]struct{}
}

// WatchSharing gives a channel that tells when what Sharing or Presences answer
// may have changed. It closes when ctx ends.
func (h *Hub) WatchSharing(ctx context.Context) <-chan struct{} {
	ch := make(chan struct{}, 1)
	h.notices.mu.Lock()
	defer h.notices.mu.Unlock()
	if h.notices.list == nil {
		h.notices.list = map[chan struct{}]struct{}{}
	}
	h.notices.list[ch] = struct{}{}
	context.AfterFunc(ctx, func() {
		h.notices.mu.Lock()
		defer h.notices.mu.Unlock()
		delete(h.notices.list, ch)
		close(ch)
	})
	return ch
}

func (n *notices) tell() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for ch := range n.list {
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}

// ails notes whether this hub's own disk or book keeps it from taking what devices
// bring, for its window: they can tell their people only, and what they did waits.
func (h *Hub) ails(err error, results []data.Result) {
	for i := 0; err == nil && i < len(results); i++ {
		if data.CodeOf(results[i].Err) == data.Storage {
			err = results[i].Err
		}
	}
	var why *data.Error
	if data.CodeOf(err) == data.Storage {
		why = data.AsError(err)
	}
	if was := h.ailing.Swap(why); (was == nil) != (why == nil) || why != nil && was.Key != why.Key {
		h.notices.tell()
	}
}
