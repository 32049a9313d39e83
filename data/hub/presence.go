package hub

import (
	"context"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// Presences lists the office's devices as the hub sees them now, revoked ones
// last.
func (h *Hub) Presences(ctx context.Context) ([]data.Presence, error) {
	list, err := h.book.Devices(ctx)
	if err != nil {
		return nil, err
	}
	now, head := h.now(), h.head.Load()
	h.crowd.mu.Lock()
	defer h.crowd.mu.Unlock()
	all := make([]data.Presence, 0, len(list))
	for _, d := range list {
		all = append(all, h.presence(d, head, now))
	}
	return all, nil
}

// presence describes a device. The caller holds the crowd's lock.
func (h *Hub) presence(d data.Device, head int64, now time.Time) data.Presence {
	is := data.Presence{Device: d}
	if d.ID == h.own {
		is.Here, is.Online, is.Version, is.LastSeen = true, true, h.version, data.TimeOf(now)
		return is
	}
	p := h.crowd.of[d.ID]
	if p == nil {
		return is
	}
	is.Online = d.Active() && p.online(now, h.limits.quiet)
	is.LastSeen, is.Waiting, is.Version, is.Address, is.Apart = data.TimeOf(p.seen), p.waiting, p.version, p.host, p.apart
	if is.Online {
		is.LastSeen = data.TimeOf(now)
	}
	if p.seq > 0 {
		is.Behind = max(0, head-p.seq)
	}
	return is
}

// peers lists the other devices that hold the whole book and where they were last
// seen. The caller must not hold the crowd's lock.
func (h *Hub) peers(but data.ID) []wire.Peer {
	peers := []wire.Peer{}
	h.registry.mu.RLock()
	defer h.registry.mu.RUnlock()
	h.crowd.mu.Lock()
	defer h.crowd.mu.Unlock()
	for _, d := range h.registry.byKey {
		if p := h.crowd.of[d.ID]; p != nil && p.host != "" && d.Active() && d.Role.Full() && d.ID != but && d.ID != h.own {
			peers = append(peers, wire.Peer{Device: d.ID, Host: p.host})
		}
	}
	return peers
}
