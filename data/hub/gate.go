package hub

import (
	"crypto/tls"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync"

	"yingbin/data/wire"
)

// gate counts connections. Those whose key is not a device's, or that have shown
// none yet, share a few places, so that they can't take those of devices; a
// connection too many is closed at once and costs nothing.
type gate struct {
	mu        sync.Mutex
	limits    limits
	all       int
	strangers int
	hosts     map[string]int        // of strangers
	devices   map[string][]*passage // by key, oldest first
}

func newGate(l limits) *gate {
	return &gate{limits: l, hosts: map[string]int{}, devices: map[string][]*passage{}}
}

// enter takes in a connection as a stranger's.
func (g *gate) enter(host string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	crowded := g.hosts[host] >= g.limits.perHost && !(g.limits.sparesLoopback && isLoopback(host))
	if g.all >= g.limits.connections || g.strangers >= g.limits.strangers || crowded {
		return false
	}
	g.all++
	g.strangers++
	g.hosts[host]++
	return true
}

// recognise makes a stranger's connection a device's. A device that has too many
// loses the oldest: on a bad network those lead nowhere any more.
func (g *gate) recognise(p *passage, key string) {
	g.mu.Lock()
	if p.closed || p.key != "" {
		g.mu.Unlock()
		return
	}
	p.key = key
	g.giveBack(p.host)
	g.devices[key] = append(g.devices[key], p)
	var oldest *passage
	if len(g.devices[key]) > g.limits.perDevice {
		oldest = g.devices[key][0]
	}
	g.mu.Unlock()
	if oldest != nil {
		oldest.Close()
	}
}

// leave gives a connection's places back, once.
func (g *gate) leave(p *passage) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if p.closed {
		return
	}
	p.closed = true
	g.all--
	if p.key == "" {
		g.giveBack(p.host)
		return
	}
	if g.devices[p.key] = slices.DeleteFunc(g.devices[p.key], func(o *passage) bool { return o == p }); len(g.devices[p.key]) == 0 {
		delete(g.devices, p.key)
	}
}

// giveBack frees a stranger's place. The caller holds the lock.
func (g *gate) giveBack(host string) {
	g.strangers--
	if g.hosts[host]--; g.hosts[host] <= 0 {
		delete(g.hosts, host)
	}
}

func isLoopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback()
}

// hostOf gives an address without its port and zone.
func hostOf(address string) string {
	a, err := netip.ParseAddrPort(address)
	if err != nil {
		return address
	}
	return a.Addr().Unmap().WithZone("").String()
}

// door is a listener behind the gate.
type door struct {
	net.Listener
	gate *gate
	log  func(msg string, args ...any)
	met  func(host string)
}

// Accept waits for the next connection that may come in.
func (d *door) Accept() (net.Conn, error) {
	for {
		c, err := d.Listener.Accept()
		if err != nil {
			return nil, err
		}
		host := hostOf(c.RemoteAddr().String())
		d.met(host)
		if d.gate.enter(host) {
			return &passage{Conn: c, gate: d.gate, host: host}, nil
		}
		c.Close()
		d.log("too many connections", "host", host)
	}
}

// passage is a connection that the gate counts.
type passage struct {
	net.Conn
	gate *gate
	host string

	key    string // of the device it is known to be; guarded by the gate
	closed bool   // so too
}

// Close closes the connection and gives its places back.
func (p *passage) Close() error {
	p.gate.leave(p)
	return p.Conn.Close()
}

// serverTLS is the identity's, and frees a device's place among strangers as soon
// as the handshake has shown its key.
func (h *Hub) serverTLS() *tls.Config {
	base := h.self.ServerTLS()
	config := base.Clone()
	config.GetConfigForClient = func(info *tls.ClientHelloInfo) (*tls.Config, error) {
		c := base.Clone()
		c.VerifyConnection = func(s tls.ConnectionState) error {
			p, ok := info.Conn.(*passage)
			if !ok || len(s.PeerCertificates) == 0 {
				return nil
			}
			key := wire.KeyOf(s.PeerCertificates[0])
			if d, found, err := h.registry.find(h.ctx, h.book, key); err == nil && found && d.Active() {
				p.gate.recognise(p, key)
			}
			return nil
		}
		return c, nil
	}
	return config
}

// strangerLog logs what strangers are refused, so many lines and no more.
func (h *Hub) strangerLog(msg string, args ...any) {
	if h.logged.AllowN(h.now(), 1) {
		h.log.Warn(msg, args...)
	}
}

// quietLog takes what net/http has to say, which is of strangers mostly.
type quietLog struct{ h *Hub }

func (q quietLog) Enabled() bool { return q.h.log.Enabled(q.h.ctx, slog.LevelWarn) }

func (q quietLog) Write(line []byte) (int, error) {
	if q.Enabled() {
		q.h.strangerLog("connection", "error", string(line))
	}
	return len(line), nil
}
