package hub

import (
	"net"
	"net/netip"

	"yingbin/data/wire"
)

// Announcer tells the LAN that a hub is there. Tests have none, or their own.
type Announcer interface {
	// Announce tells of a service until stop is called.
	Announce(s Service) (stop func(), err error)
}

// Service is what is announced: no name of the office, only what finds it again.
type Service struct {
	Instance  string // the device's id
	Port      int
	Addresses []netip.Addr
	Text      []string
}

// announceAgain tells the LAN what holds now; who has stood down is silent.
func (h *Hub) announceAgain() {
	if h.announce == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	o := h.open
	if o == nil {
		return
	}
	if o.quiet != nil {
		o.quiet()
		o.quiet = nil
	}
	if h.epochs.stoodDown() != nil {
		return
	}
	s := h.service(o)
	if len(s.Addresses) == 0 {
		return
	}
	stop, err := h.announce.Announce(s)
	if err != nil {
		h.log.Warn("not announced: devices need the address typed", "error", err)
		return
	}
	o.quiet = stop
}

// service describes the sharing. The caller holds the lock.
func (h *Hub) service(o *opening) Service {
	s := Service{Instance: string(h.own), Text: wire.Found{Office: h.office, Epoch: h.epochs.now().Number, Protocol: wire.Protocol, Key: h.self.Key}.TXT()}
	for _, l := range o.listeners {
		a := l.Addr().(*net.TCPAddr).AddrPort()
		if a.Addr().IsUnspecified() || a.Addr().IsLoopback() {
			continue
		}
		s.Port = int(a.Port())
		s.Addresses = append(s.Addresses, a.Addr().Unmap())
	}
	return s
}
