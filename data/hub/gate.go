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
// none yet, share a few places, so that they can't take those of devices. When
// these are full the host that has most of them gives one up, those first that
// have shown no key: whoever opens many keeps nobody out but himself.
type gate struct {
	mu        sync.Mutex
	limits    limits
	all       int
	strangers int
	came      uint64                // how many ever came in
	hosts     map[string][]*passage // of strangers, oldest first
	devices   map[string][]*passage // by key, oldest first
}

func newGate(l limits) *gate {
	return &gate{limits: l, hosts: map[string][]*passage{}, devices: map[string][]*passage{}}
}

// enter takes in a connection as a stranger's, in the place of another if need be.
func (g *gate) enter(p *passage) bool {
	g.mu.Lock()
	may, instead := g.room(p.host)
	if instead != nil {
		g.drop(instead)
	}
	if may {
		g.all++
		g.strangers++
		g.came++
		p.came = g.came
		g.hosts[p.host] = append(g.hosts[p.host], p)
	}
	g.mu.Unlock()
	if instead != nil {
		instead.Close()
	}
	return may
}

// room reports whether a host may have one more place, and which connection must
// give its own up for that, nil when there is room. The caller holds the lock.
func (g *gate) room(host string) (may bool, instead *passage) {
	own := g.hosts[host]
	if len(own) >= g.limits.perHost && !(g.limits.sparesLoopback && isLoopback(host)) {
		instead = firstSilent(own)
		return instead != nil, instead
	}
	if g.all < g.limits.connections && g.strangers < g.limits.strangers {
		return true, nil
	}
	crowd := g.crowd()
	if instead = firstSilent(crowd); instead == nil && len(crowd) > len(own) {
		instead = crowd[0]
	}
	return instead != nil, instead
}

// crowd are the connections of the host that has most of the strangers' places, of
// several the one that has kept one longest without a key. The caller holds the lock.
func (g *gate) crowd() (most []*passage) {
	for _, list := range g.hosts {
		if len(list) > len(most) || len(list) == len(most) && longer(list, most) {
			most = list
		}
	}
	return most
}

func longer(list, other []*passage) bool {
	a, b := firstSilent(list), firstSilent(other)
	return a != nil && (b == nil || a.came < b.came)
}

// firstSilent is the oldest of some connections that has shown no key yet.
func firstSilent(list []*passage) *passage {
	i := slices.IndexFunc(list, func(p *passage) bool { return !p.shown })
	if i < 0 {
		return nil
	}
	return list[i]
}

// show notes that a connection's handshake has shown a key.
func (g *gate) show(p *passage) {
	g.mu.Lock()
	defer g.mu.Unlock()
	p.shown = true
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
	g.giveBack(p)
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
	g.drop(p)
}

// drop is leave for who holds the lock.
func (g *gate) drop(p *passage) {
	if p.closed {
		return
	}
	p.closed = true
	g.all--
	if p.key == "" {
		g.giveBack(p)
		return
	}
	if g.devices[p.key] = slices.DeleteFunc(g.devices[p.key], func(o *passage) bool { return o == p }); len(g.devices[p.key]) == 0 {
		delete(g.devices, p.key)
	}
}

// giveBack frees a stranger's place. The caller holds the lock.
func (g *gate) giveBack(p *passage) {
	g.strangers--
	if g.hosts[p.host] = slices.DeleteFunc(g.hosts[p.host], func(o *passage) bool { return o == p }); len(g.hosts[p.host]) == 0 {
		delete(g.hosts, p.host)
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
		p := &passage{Conn: c, gate: d.gate, host: host}
		if d.gate.enter(p) {
			return p, nil
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
	came   uint64 // so too: its place in the order
	shown  bool   // so too: the handshake has come as far as a key
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
			p.gate.show(p)
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
