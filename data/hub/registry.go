package hub

import (
	"context"
	"sync"

	"yingbin/data"
)

// registry knows the book's devices by their keys, so that a request need not
// read the disk. The book says when it changes.
type registry struct {
	mu    sync.RWMutex
	byKey map[string]data.Device
	stale bool // the last look failed: the next to ask looks again
}

func (r *registry) read(ctx context.Context, b Book) error {
	list, err := b.Devices(ctx)
	r.mu.Lock()
	defer r.mu.Unlock()
	if err != nil {
		r.stale = true // nobody is let in on what may no longer be so
		return err
	}
	r.byKey = map[string]data.Device{}
	for _, d := range list {
		r.byKey[d.Key] = d
	}
	r.stale = false
	return nil
}

// find gives the device of a key, revoked ones too.
func (r *registry) find(ctx context.Context, b Book, key string) (d data.Device, ok bool, err error) {
	r.mu.RLock()
	d, ok = r.byKey[key]
	stale := r.stale
	r.mu.RUnlock()
	if !stale {
		return d, ok, nil
	}
	if err := r.read(ctx, b); err != nil {
		return data.Device{}, false, err
	}
	return r.find(ctx, b, key)
}

// device gives a device by its id.
func (r *registry) device(id data.ID) (data.Device, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, d := range r.byKey {
		if d.ID == id {
			return d, true
		}
	}
	return data.Device{}, false
}

// devicesChanged looks at the devices again and ends the streams of those who may
// no longer have them.
func (h *Hub) devicesChanged() {
	if err := h.registry.read(h.ctx, h.book); err != nil {
		h.log.Error("devices can't be read", "error", err)
		h.crowd.dismiss(func(data.Device) *refusal { return asRefusal(err) })
		return
	}
	h.crowd.dismiss(func(was data.Device) *refusal {
		is, ok := h.registry.device(was.ID)
		switch {
		case !ok || !is.Active() || is.Key != was.Key:
			return revoked(was)
		case is.Role != was.Role:
			return apart() // its copy holds what it may no longer, or lacks what it may
		}
		return nil
	})
	h.notices.tell()
}
