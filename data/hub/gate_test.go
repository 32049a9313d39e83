package hub

import (
	"fmt"
	"net"
	"testing"

	"yingbin/data"
)

// pipe is a passage of a host whose connection is only in memory.
func pipe(t *testing.T, g *gate, host string) *passage {
	t.Helper()
	c, other := net.Pipe()
	t.Cleanup(func() { c.Close(); other.Close() })
	return &passage{Conn: c, gate: g, host: host}
}

func comes(t *testing.T, g *gate, host string) (*passage, bool) {
	t.Helper()
	p := pipe(t, g, host)
	return p, g.enter(p)
}

// Half-open connections keep nobody out: not of one host, not of many.
func TestHalfOpenConnectionsKeepNobodyOut(t *testing.T) {
	l := usual()
	for _, hosts := range []int{1, 8, 96, 500} {
		g := newGate(l)
		for i := range 2000 {
			comes(t, g, fmt.Sprintf("10.0.%d.%d", i%hosts/256, i%hosts%256))
		}
		p, ok := comes(t, g, "10.9.9.9")
		if !ok || p.closed {
			t.Fatalf("%d hosts keep a device out", hosts)
		}
		for i := range l.strangers / 2 { // while it shakes hands others go on coming
			comes(t, g, fmt.Sprintf("10.0.%d.%d", i%hosts/256, i%hosts%256))
		}
		if p.closed {
			t.Fatalf("%d hosts push a device out again", hosts)
		}
		if g.strangers > l.strangers || g.all != g.strangers || len(g.hosts["10.0.0.0"]) > l.perHost {
			t.Fatalf("%d strangers, %d of all, %d of one host", g.strangers, g.all, len(g.hosts["10.0.0.0"]))
		}
	}
}

// Nor do connections that have shaken hands and say nothing: who has most gives one up.
func TestIdleStrangersShareTheirPlaces(t *testing.T) {
	l := usual()
	for _, hosts := range []int{8, 96} {
		g := newGate(l)
		for i := range l.strangers {
			if p, ok := comes(t, g, fmt.Sprintf("10.0.0.%d", i%hosts)); ok {
				g.show(p)
			}
		}
		p, ok := comes(t, g, "10.9.9.9")
		if !ok || p.closed || g.strangers != l.strangers {
			t.Fatalf("%d hosts keep a device out: %d", hosts, g.strangers)
		}
		g.show(p)
		if _, ok := comes(t, g, "10.9.9.9"); ok && hosts == 96 {
			t.Error("a host that has its share takes another's")
		}
	}
}

// Places are given back once, by whoever closes.
func TestPlacesAreGivenBack(t *testing.T) {
	g := newGate(usual())
	var all []*passage
	for i := range 300 {
		p, _ := comes(t, g, fmt.Sprintf("10.0.0.%d", i%40))
		all = append(all, p)
		if i%3 == 0 {
			g.recognise(p, fmt.Sprint(i))
		}
	}
	for range 2 {
		for _, p := range all {
			p.Close()
		}
	}
	if g.all != 0 || g.strangers != 0 || len(g.hosts) != 0 || len(g.devices) != 0 {
		t.Errorf("%d %d %v %v", g.all, g.strangers, g.hosts, g.devices)
	}
}

// The same over real connections: silent ones fill the hub, and a new device joins.
func TestANewDeviceJoinsThroughACrowdOfSilentOnes(t *testing.T) {
	h := openHouse(t, narrow(func(l *limits) { l.strangers, l.perHost, l.sparesLoopback = 6, 4, false }))
	known := h.joined(data.AtBar)
	h.quick(known)
	var silent []net.Conn
	for range 20 {
		silent = append(silent, h.raw())
	}
	cut(t, silent[0]) // the oldest made room
	code := h.code(data.AtVenue)
	d := h.stranger()
	if a := d.pairs(code.Code); a.fault != nil {
		t.Fatal(a.fault)
	}
	h.quick(known)
}
